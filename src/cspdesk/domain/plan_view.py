"""Finding one's way in a snapshot: a quarter's plan, its priorities, and which measure stands where."""

from dataclasses import dataclass

from cspdesk.domain.choices import Stage
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    Partnership,
    Placement,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A measure where a plan puts it."""

    measure: Measure
    number: str
    priority: Priority
    until: Period | None = None
    """The last quarter in which the plan has it there, where one is given."""

    @property
    def name(self) -> str:
        """Number and title, or the title alone."""
        return f"{self.number} {self.measure.title}".strip()


def partnership(snapshot: Snapshot) -> Partnership:
    """Return the file's one partnership."""
    return next(iter(snapshot.of(Partnership)), Partnership())


def plan_in_force(snapshot: Snapshot) -> Plan | None:
    """Return the last plan of the file, or None where there is none yet."""
    plans = tuple(snapshot.of(Plan))
    return plans[-1] if plans else None


def plan_for(snapshot: Snapshot, quarter: Period) -> Plan | None:
    """Return the plan that covers a quarter: the newest of those whose years do, else the one in force."""
    for plan in reversed(tuple(snapshot.of(Plan))):
        first, last = plan.first_year, plan.last_year
        if (first is None or first <= quarter.of_year) and (last is None or quarter.of_year <= last):
            return plan
    return plan_in_force(snapshot)


def priorities(snapshot: Snapshot, plan: Plan | None) -> tuple[Priority, ...]:
    """Return a plan's priorities in order, retired ones left out."""
    if plan is None:
        return ()
    return tuple(p for p in snapshot.of(Priority).where("plan", plan.id) if not p.retired)


def placed(snapshot: Snapshot, priority: Priority, quarter: Period | None = None) -> tuple[Placed, ...]:
    """Return the measures under a priority in order; with a quarter, only those placed there in it."""
    found = []
    for placement in snapshot.of(Placement).where("priority", priority.id):
        measure = snapshot.of(Measure).get(placement.measure)
        if measure is not None and (quarter is None or _holds(placement, quarter)):
            found.append(Placed(measure, placement.number, priority, placement.to_period))
    return tuple(found)


def placed_for(snapshot: Snapshot, measure: MeasureId, quarter: Period) -> Placed | None:
    """Return a measure where the quarter's plan places it, else the newest plan that does, else nowhere.

    None where there is no such measure.
    """
    row = snapshot.of(Measure).get(measure)
    if row is None:
        return None
    places = snapshot.of(Placement).where("measure", measure)
    first = plan_for(snapshot, quarter)
    for plan in (*([first] if first else []), *reversed(tuple(snapshot.of(Plan)))):
        for only_in in (quarter, None):
            for place in places:
                priority = snapshot.of(Priority).get(place.priority)
                if place.plan != plan.id or priority is None:
                    continue
                here = placed(snapshot, priority, only_in)
                found = next((each for each in here if each.measure.id == measure), None)
                if found is not None:
                    return found
    return Placed(row, "", Priority(id=PriorityId(""), plan=PlanId("")))


def placed_in(snapshot: Snapshot, plan: Plan | None, quarter: Period | None = None) -> tuple[Placed, ...]:
    """Return all measures of a plan, priority by priority."""
    return tuple(
        item for priority in priorities(snapshot, plan) for item in placed(snapshot, priority, quarter)
    )


def placement_of(snapshot: Snapshot, measure: MeasureId, plan: PlanId) -> Placement | None:
    """Return a measure's first placement in a plan, or None where it has none there."""
    places = snapshot.of(Placement).where("measure", measure)
    return next((place for place in places if place.plan == plan), None)


def measure_name(snapshot: Snapshot, measure: MeasureId, quarter: Period | None = None) -> str:
    """Return a measure's number and title, the number being that of the quarter's plan."""
    row = snapshot.of(Measure).get(measure)
    if row is None:
        return "a measure that is gone"
    plan = plan_for(snapshot, quarter) if quarter else plan_in_force(snapshot)
    place = placement_of(snapshot, measure, plan.id) if plan else None
    return f"{place.number if place else ''} {row.title}".strip() or "a measure without a title"


def series_of(snapshot: Snapshot, measure: MeasureId) -> tuple[Series, ...]:
    """Return a measure's series in order."""
    return snapshot.of(Series).where("measure", measure)


def headline(snapshot: Snapshot, measure: MeasureId) -> Series | None:
    """Return the series that speaks for a measure: the one marked so, else the first."""
    lines = series_of(snapshot, measure)
    return next((line for line in lines if line.headline), lines[0] if lines else None)


def newest_quarter(snapshot: Snapshot) -> Period | None:
    """Return the newest quarter that holds a figure, or None; a year's figure counts as its quarter 4."""
    # Of thousands of figures there are few periods.
    periods = snapshot.of(Observation).values("period", filled="value")
    quarters = (period.quarters[-1] for period in periods if period.grain is not Grain.MONTH)
    return max(quarters, default=None)


def is_reported(item: Placed) -> bool:
    """Whether figures are expected of a measure while it stands in its place.

    One that was discontinued later was reported up to the last quarter of its place.
    """
    stage = item.measure.stage
    return stage is Stage.ACTIVE or (stage is Stage.DISCONTINUED and item.until is not None)


def _holds(placement: Placement, quarter: Period) -> bool:
    first, last = placement.from_period, placement.to_period
    return (first is None or first.start <= quarter.start) and (last is None or quarter.end <= last.end)
