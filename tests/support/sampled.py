"""The sample partnerships by name, and what stands in their documents."""

from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation

SAMPLES = ("quarter-narrative", "rolling-year", "target-actual", "highlight")


def placed_as(snapshot: Snapshot, name: str, quarter: Period) -> Placed:
    """The measure with a number or a title in a quarter's plan."""
    found = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    return next(each for each in found if name in (each.number, each.measure.title))


def quarters_of(snapshot: Snapshot) -> list[Period]:
    """The quarters for which anything was typed."""
    return sorted({row.period for row in snapshot.of(Observation) if row.period.grain is Grain.QUARTER})
