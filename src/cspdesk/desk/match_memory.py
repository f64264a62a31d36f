"""How copied headings were matched by hand before: kept with the file, and found again by the same words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.heading_text import fold
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Series, SeriesId, Setting

_ROW, _COLUMN = "match row ", "match column "
_LONGEST_KEPT = 300
"""Characters of a heading, folded, beyond which it is not remembered: it is no name."""

LEAVE_OUT = ""
"""What is kept of a row or column that was left out."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What was answered before, by the folded heading."""

    rows: Mapping[str, SeriesId | None]
    """The line of figures; None for one to be left out."""
    columns: Mapping[str, str]
    gone: tuple[str, ...]
    """Keys of settings whose line of figures has been deleted since."""


def memory_of(snapshot: Snapshot) -> Memory:
    """Return what a document remembers of copied tables."""
    rows: dict[str, SeriesId | None] = {}
    columns: dict[str, str] = {}
    gone: list[str] = []
    for setting in snapshot.of(Setting):
        if setting.key.startswith(_COLUMN):
            columns[setting.key.removeprefix(_COLUMN)] = setting.value
        elif setting.key.startswith(_ROW):
            series = SeriesId(setting.value) if setting.value else None
            if series is not None and snapshot.of(Series).get(series) is None:
                gone.append(setting.key)
            else:
                rows[setting.key.removeprefix(_ROW)] = series
    return Memory(rows, columns, tuple(gone))


def kept_period(period: Period | None, quarter: Period) -> str:
    """Return a column's answer as it is kept: how far from the chosen quarter, so that it moves along.

    "Latest" stood for the quarter of its own day, and is to stand for the next one in three months' time.
    """
    if period is None:
        return LEAVE_OUT
    here = quarter.of_year if period.grain is Grain.YEAR else quarter
    return f"{period.grain} {here.distance_to(period)}"


def period_kept(value: str, quarter: Period) -> Period | None:
    """Return the period of a kept answer, seen from a quarter; None where the column is left out."""
    grain, _, steps = value.partition(" ")
    try:
        return (quarter.of_year if grain == Grain.YEAR else quarter).shift(int(steps))
    except (PeriodError, ValueError):
        return None


def remembering(
    label: str,
    rows: Iterable[tuple[str, str | None]],
    columns: Iterable[tuple[str, str | None]],
    gone: Iterable[str],
) -> tuple[Command, ...]:
    """Return what keeps the answers given for headings, and forgets those that are gone.

    An answer of None is not kept, because the heading says the same by itself. Neither is a heading that
    stands in the table twice with different answers, for its words alone decide nothing.
    """
    found: dict[str, set[str | None]] = {}
    for prefix, answers in ((_ROW, rows), (_COLUMN, columns)):
        for words, answer in answers:
            if (name := fold(words)) and len(name) <= _LONGEST_KEPT:
                found.setdefault(prefix + name, set()).add(answer)
    kept = {key: answers.pop() for key, answers in found.items() if len(answers) == 1}
    settings = tuple(Setting(key=key, value=value) for key, value in kept.items() if value is not None)
    forgotten = [key for key, value in kept.items() if value is None]
    puts = (PutRows(label, settings),) if settings else ()
    return (*puts, *(DeleteRow(label, Setting, (key,)) for key in (*forgotten, *gone)))
