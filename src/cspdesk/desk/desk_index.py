"""What can be found or done by typing part of its name."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import headline, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId, SeriesId

_WORD = re.compile(r"[^\s,;:()/-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find: its name, what kind of thing it is, and what choosing it does."""

    name: str
    kind: str
    """"Measure", "Page", "Command", "Recent file"."""
    act: Place | Callable[[], object]
    hint: str = ""
    """More about it, to the right: its keys or its folder."""


def measures(snapshot: Snapshot, quarter: Period) -> Iterator[Entry]:
    """Return the measures of the quarter's plan, and each named series; choosing one goes to its figure."""
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        first = headline(snapshot, item.measure.id)
        if first is None:
            continue
        yield Entry(item.name, "Measure", _enter(item.measure.id, first.id, quarter), item.priority.title)
        for line in series_of(snapshot, item.measure.id):
            if line.label:
                place = _enter(item.measure.id, line.id, quarter)
                yield Entry(f"{item.name}: {line.label}", "Measure", place, item.priority.title)


def found(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Return the entries in which every word typed begins some word of the name, the closest first.

    Nothing typed finds everything, in the order given.
    """
    words = [word.lower() for word in _WORD.findall(typed)]
    ranked = [
        (rank, place, entry)
        for place, entry in enumerate(entries)
        if (rank := _rank(entry, words)) is not None
    ]
    return [entry for _, _, entry in sorted(ranked, key=lambda each: each[:2])]


def _rank(entry: Entry, words: list[str]) -> int | None:
    """0 where the name begins as typed, 1 where its words do, 2 where they hold what was typed; None: no."""
    name = entry.name.lower()
    parts = [part.lower() for part in _WORD.findall(entry.name)]
    if not words or parts[: len(words)] == words or name.startswith(" ".join(words)):
        return 0
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 1
    return 2 if all(len(word) > 2 and word.isalpha() and word in name for word in words) else None


def _enter(measure: MeasureId, series: SeriesId, quarter: Period) -> Place:
    return Place("enter", Selection(measure, series, quarter))
