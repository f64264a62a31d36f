"""The rows of the entry grid: a plan's priorities, and the measures under them, series by series."""

from collections.abc import Set
from dataclasses import dataclass

from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed, plan_for, priorities, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Plan, Priority, PriorityId, Series


@dataclass(frozen=True, slots=True)
class BandRow:
    """The heading of a priority."""

    priority: Priority
    text: str
    is_folded: bool = False
    """Whether its rows are put away; it can then be stood on, to bring them back."""
    rows: int = 0
    """How many rows of figures belong to it."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series of a measure; the first row of a measure bears its title."""

    placed: Placed
    series: Series
    is_first: bool

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.placed.measure

    @property
    def name(self) -> str:
        """The row in full: "2.1 Violence with injury", "1.1 Repeat callers, Police"."""
        return f"{self.placed.name}, {self.series.label}" if self.series.label else self.placed.name

    @property
    def short_name(self) -> str:
        """The row in an undo label: "2.1", "1.1 Police", or the title of a measure without a number."""
        return f"{self.placed.number or self.measure.title} {self.series.label}".strip()


EntryRow = BandRow | SeriesRow


def rows_of(
    snapshot: Snapshot, quarter: Period, folded: Set[PriorityId] = frozenset()
) -> tuple[EntryRow, ...]:
    """Return the rows of the plan of a quarter, in its order, without those of folded priorities."""
    plan = plan_for(snapshot, quarter)
    found: list[EntryRow] = []
    for priority in priorities(snapshot, plan):
        lines: list[SeriesRow] = []
        for item in placed(snapshot, priority, quarter):
            series = series_of(snapshot, item.measure.id)
            lines += [SeriesRow(item, each, place == 0) for place, each in enumerate(series)]
        is_folded = priority.id in folded and bool(lines)
        found.append(BandRow(priority, _band_text(plan, priority), is_folded, len(lines)))
        if not is_folded:
            found += lines
    return tuple(found)


def _band_text(plan: Plan | None, priority: Priority) -> str:
    word = plan.priority_word if plan else ""
    numbered = f"{word} {priority.number}".strip() if priority.number else ""
    return ": ".join(part for part in (numbered, priority.title) if part) or word
