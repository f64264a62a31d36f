"""Which figures of a quarter are in, which are waited for, and from whom."""

from collections import Counter
from dataclasses import dataclass

from cspdesk.analysis.edges import earlier
from cspdesk.analysis.figures import MISSING, NOT_DUE, state_of
from cspdesk.analysis.line import Line
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, is_reported, placed_in, plan_for, series_of
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Series

NOBODY = "No owner named"
"""Who is waited for where a measure names no owner."""

_WAITING = (MISSING, State.LATE.value, State.NO_RETURN.value)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A cell that is due and holds neither a figure nor words that stand for one."""

    placed: Placed
    series: Series
    period: Period
    """The period of the cell: the year's for an annual measure."""
    state: str
    """"missing", "late" or "no return"."""
    words: str
    """What was typed into the cell, if anything: "late: police, 24 May"."""

    @property
    def owner(self) -> str:
        """Who returns the figure."""
        return self.placed.measure.owner.strip() or NOBODY


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far a quarter is."""

    due: int
    """How many active measures are due."""
    entered: int
    """How many of those have every figure in."""
    cells: tuple[Awaited, ...]
    """What is waited for, in the plan's order."""

    @property
    def by_owner(self) -> tuple[tuple[str, int], ...]:
        """Who is waited for and for how many measures: the most first, else in the plan's order."""
        measures = {cell.placed.measure.id: cell.owner for cell in self.cells}
        return tuple(Counter(measures.values()).most_common())

    def of_owner(self, owner: str) -> tuple[Awaited, ...]:
        """Return what one owner is waited for."""
        return tuple(cell for cell in self.cells if cell.owner == owner)


def waiting(snapshot: Snapshot, quarter: Period) -> Waiting:
    """Return how far a quarter is: every series of the active measures that its plan places.

    A cell is in when it holds a figure or words that stand for one (na, TBC); late and no return are not.
    Of a measure that is usually late, the cell asked for is that many quarters back. A year's figure is due
    at quarter 4. A measure is counted as due when any of its series is. A series that totals others is
    worked out, never waited for.
    """
    due = entered = 0
    cells: list[Awaited] = []
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        is_due, missing = waiting_of(snapshot, item, quarter)
        due += is_due
        entered += is_due and not missing
        cells += missing
    return Waiting(due, entered, tuple(cells))


def waiting_of(snapshot: Snapshot, item: Placed, quarter: Period) -> tuple[bool, tuple[Awaited, ...]]:
    """Return whether one measure is due in a quarter, and which of its cells are waited for."""
    if not is_reported(item):
        return False, ()
    series = (each for each in series_of(snapshot, item.measure.id) if not each.total_of)
    # What is usually late is asked for when its own time has come.
    due_quarter = earlier(quarter, item.measure.lag)
    if due_quarter is None:
        return False, ()
    lines = [Line(snapshot, item.measure, each) for each in series]
    states = [(line, state_of(line, due_quarter, quarter)) for line in lines]
    asked = [(line, state) for line, state in states if state != NOT_DUE]
    missing = [_awaited(item, line, due_quarter, state) for line, state in asked if state in _WAITING]
    return bool(asked), tuple(missing)


def _awaited(item: Placed, line: Line, quarter: Period, state: str) -> Awaited:
    period = line.cell(quarter)
    row = line.observed(period)
    return Awaited(item, line.series, period, state, row.typed if row else "")
