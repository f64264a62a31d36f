"""What the board needs to know of a quarter, drafted from its figures in at most eight sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from cspdesk.analysis.changed_figures import ChangedFigure, changed_figures
from cspdesk.analysis.edges import earlier
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.status import Judgement, judged
from cspdesk.analysis.waiting import NOBODY, waiting
from cspdesk.domain.choices import Stage, Status
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Priority
from cspdesk.domain.text import escaped

MOST = 8
"""So many sentences the board is told at most: where there would be more, those of a kind become one."""
MOST_NAMED = 8
"""So many measures a sentence names; the rest are counted."""

_RANK = {Status.GREEN: 0, Status.AMBER: 1, Status.RED: 2}
# How worked-out reasons begin where they begin with a word; names keep their capitals.
_PLAIN_OPENINGS = ("The ", "There ", "No ", "A ", "An ")


@dataclass(frozen=True, slots=True)
class News:
    """A sentence for the board."""

    text: str
    priority: Priority | None = None
    """The priority whose page tells more; None where it is about several."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A measure with its status in the quarter and in the one before."""

    placed: Placed
    now: Judgement
    before: Judgement | None

    @property
    def has_moved(self) -> bool:
        return self.before is not None and self.before.status is not self.now.status

    @property
    def from_to(self) -> str:
        """ "green to red"."""
        return f"{self.before.status.value if self.before else ''} to {self.now.status.value}"


class _Kind(Enum):
    """What a sentence is about, in the order in which the board is told."""

    WORSE = "worse"
    BETTER = "better"
    GREY = "to or from grey"
    RED = "red"
    REVISED = "revised"
    LATE = "late"


_JOINED_FIRST = (_Kind.REVISED, _Kind.GREY, _Kind.BETTER, _Kind.RED, _Kind.WORSE)
"""Which kinds become one sentence where there are too many: those whose details matter least first."""


def board_news(snapshot: Snapshot, quarter: Period) -> tuple[News, ...]:
    """Return what the board needs to know, the weightiest first: at most MOST sentences, leaving nothing out.

    First the statuses that moved since the quarter before, then what stays red with the reason, then figures
    that were revised since the board saw them, last what is still awaited. A text without marks each.
    """
    placed = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    found = [
        _Judged(item, judged(snapshot, item, quarter), _before(snapshot, item, quarter)) for item in placed
    ]
    moved = [each for each in found if each.has_moved]
    by_kind = {kind: [each for each in moved if _kind(each) is kind] for kind in _Kind}
    by_kind[_Kind.RED] = [e for e in found if e.now.status is Status.RED and not e.has_moved]
    revised = [figure for figure in changed_figures(snapshot, quarter) if figure.is_revised]
    told = {kind: [News(_sentence(each), each.placed.priority) for each in by_kind[kind]] for kind in _Kind}
    told[_Kind.REVISED] = [News(_revised(figure), figure.placed.priority) for figure in revised]
    told[_Kind.LATE] = _late(snapshot, quarter)
    joined: dict[_Kind, Callable[[], str]] = {
        _Kind.WORSE: lambda: _moves("Got worse", by_kind[_Kind.WORSE]),
        _Kind.BETTER: lambda: _moves("Got better", by_kind[_Kind.BETTER]),
        _Kind.GREY: lambda: _moves("Judged otherwise than before", by_kind[_Kind.GREY]),
        _Kind.RED: lambda: f"Still red: {_named([each.placed.name for each in by_kind[_Kind.RED]])}.",
        _Kind.REVISED: lambda: _all_revised(revised),
    }
    for kind in _JOINED_FIRST:
        if sum(map(len, told.values())) > MOST and len(told[kind]) > 1:
            told[kind] = [News(joined[kind]())]
    return tuple(news for kind in _Kind for news in told[kind])


def drafted(snapshot: Snapshot, quarter: Period) -> tuple[str, ...]:
    """Return the same sentences as texts to be kept and edited: one item each."""
    return tuple(escaped(news.text) for news in board_news(snapshot, quarter))


def is_idle(snapshot: Snapshot, placed: Placed) -> bool:
    """Whether a measure never had a figure and needs none: still being formulated, or given up as such."""
    measure = placed.measure
    lines = (Line(snapshot, measure, series) for series in series_of(snapshot, measure.id))
    return measure.stage is not Stage.ACTIVE and not any(line.columns.places for line in lines)


def is_quiet(snapshot: Snapshot, placed: Placed, quarter: Period) -> bool:
    """Whether a measure needs no words: green, as in the quarter before, and without commentary."""
    text = snapshot.of(Commentary).get(placed.measure.id, quarter)
    before = earlier(quarter, 1)
    if (text is not None and text.text.strip()) or before is None:
        return False
    return all(judged(snapshot, placed, each).status is Status.GREEN for each in (quarter, before))


def _before(snapshot: Snapshot, item: Placed, quarter: Period) -> Judgement | None:
    """The status a quarter before; None where there was no figure yet: it is new rather than moved."""
    before = earlier(quarter, 1)
    series = headline(snapshot, item.measure.id)
    if before is None or series is None:
        return None
    newest = line_figures(Line(snapshot, item.measure, series), before).newest
    return judged(snapshot, item, before) if newest else None


def _kind(each: _Judged) -> _Kind:
    if each.before is None or Status.GREY in (each.now.status, each.before.status):
        return _Kind.GREY
    return _Kind.WORSE if _RANK[each.now.status] > _RANK[each.before.status] else _Kind.BETTER


def _sentence(each: _Judged) -> str:
    """ "2.1 Violence with injury moved from green to red: 1,440 in 2015/16 is 294 above the baseline …"."""
    reason = each.now.reason
    if reason.startswith(_PLAIN_OPENINGS) and not each.now.is_override:
        reason = reason[:1].lower() + reason[1:]
    if each.has_moved:
        did = f"moved from {each.from_to}"
    else:
        did = f"{'stays' if each.before else 'is'} {each.now.status.value}"
    return f"{each.placed.name} {did}: {reason}."


def _revised(figure: ChangedFigure) -> str:
    """ "2.1 Violence with injury, Quarter 3 2015/16: 355 became 358 since the pack of 12 February 2016."."""
    change = f"{figure.seen} became {figure.now}" if figure.now else f"{figure.seen} was taken out"
    reason = f"; reason: {figure.reason.rstrip('.')}" if figure.reason else ""
    return f"{figure.name}, {figure.period.label}: {change} since {figure.pack}{reason}."


def _all_revised(figures: Sequence[ChangedFigure]) -> str:
    changes = [f"{f.name} ({f.period.label}: {f.seen} became {f.now or 'empty'})" for f in figures]
    return f"{len(figures)} figures that the board has seen were revised: {_named(changes)}."


def _late(snapshot: Snapshot, quarter: Period) -> list[News]:
    """One sentence for all that is awaited, by who returns it."""
    by_owner: dict[str, dict[str, Priority]] = {}
    for cell in waiting(snapshot, quarter).cells:
        if is_idle(snapshot, cell.placed):
            continue
        by_owner.setdefault(cell.owner, {})[cell.placed.name] = cell.placed.priority
    if not by_owner:
        return []
    parts = [
        f"for {_named(list(names))} (no owner named)"
        if owner == NOBODY
        else f"from {owner} for {_named(list(names))}"
        for owner, names in by_owner.items()
    ]
    homes = {home.id: home for names in by_owner.values() for home in names.values()}
    only = next(iter(homes.values())) if len(homes) == 1 else None
    return [News(f"Figures are still awaited {'; '.join(parts)}.", only)]


def _moves(opening: str, moved: Sequence[_Judged]) -> str:
    return f"{opening}: {_named([f'{each.placed.name} ({each.from_to})' for each in moved])}."


def _named(names: Sequence[str]) -> str:
    """Return "a, b and c", or the first ones "and 12 more"."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
