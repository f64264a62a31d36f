"""Editing the plan: its fields, its priorities and measures, and where each measure stands in it."""

from dataclasses import dataclass, replace
from typing import Any

from cspdesk.commands.arrange import next_position
from cspdesk.commands.figures import PutMeasure
from cspdesk.commands.plan_names import keeping_fields
from cspdesk.commands.plan_series import check_series, follow_label
from cspdesk.commands.plan_words import kept
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)


@dataclass(frozen=True, slots=True)
class SetField:
    """Change one field of one row of the plan; the others stay as they are."""

    label: str
    row_type: type[Row]
    key: tuple[Any, ...]
    field: str
    value: Any

    def apply(self, edits: Edits) -> None:
        """Write it; where a unit, number or title changes, what follows from it too.

        Raises RefusedError where the row is gone, a text is too long, or the value does not go with others.
        """
        row: Any = edits.get(self.row_type, *self.key)
        if row is None and self.row_type is Partnership:
            row = Partnership()
        if row is None:
            raise RefusedError("It has been deleted since. Nothing was changed.")
        value = kept(self.row_type.TABLE.field(self.field), self.value)
        changed = replace(row, **{self.field: value})
        _check(edits, changed, self.field)
        with keeping_fields(edits):
            if isinstance(changed, Measure):
                PutMeasure(self.label, changed).apply(edits)
            else:
                edits.put(changed)
        if isinstance(changed, Series) and self.field == "label":
            follow_label(edits, row, changed)
        if isinstance(changed, Series) and changed.headline and self.field == "headline":
            others = edits.where(Series, measure=changed.measure, headline=True)
            edits.put_all(replace(other, headline=False) for other in others if other.id != changed.id)


@dataclass(frozen=True, slots=True)
class AddPriority:
    """Add a priority behind the others of its plan."""

    label: str
    id: PriorityId
    plan: PlanId
    number: str = ""
    title: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError where the plan is gone."""
        if edits.get(Plan, self.plan) is None:
            raise RefusedError("That plan has been deleted since. Nothing was added.")
        position = next_position(edits, Priority, plan=self.plan)
        edits.put(
            Priority(id=self.id, plan=self.plan, position=position, number=self.number, title=self.title)
        )


@dataclass(frozen=True, slots=True)
class AddMeasure:
    """Add a measure with one series behind the others of a priority."""

    label: str
    id: MeasureId
    placement: PlacementId
    series: SeriesId
    priority: PriorityId
    number: str = ""
    title: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError where the priority is gone or retired."""
        priority = _open_priority(edits, self.priority)
        with keeping_fields(edits):
            edits.put(Measure(id=self.id, position=next_position(edits, Measure), title=self.title))
            edits.put(Series(id=self.series, measure=self.id, headline=True))
            edits.put(
                Placement(
                    id=self.placement,
                    plan=priority.plan,
                    priority=priority.id,
                    measure=self.id,
                    position=next_position(edits, Placement, priority=priority.id),
                    number=self.number,
                )
            )


@dataclass(frozen=True, slots=True)
class PlaceMeasure:
    """Put a measure under a priority of a plan in which it has no place yet."""

    label: str
    placement: PlacementId
    measure: MeasureId
    priority: PriorityId

    def apply(self, edits: Edits) -> None:
        """Place it. Raises RefusedError where measure or priority is gone, or the priority retired."""
        priority = _open_priority(edits, self.priority)
        if edits.get(Measure, self.measure) is None:
            raise RefusedError("That measure has been deleted since. Nothing was changed.")
        position = next_position(edits, Placement, priority=priority.id)
        edits.put(
            Placement(
                id=self.placement,
                plan=priority.plan,
                priority=priority.id,
                measure=self.measure,
                position=position,
            )
        )


@dataclass(frozen=True, slots=True)
class MoveMeasure:
    """Move a measure to another priority of its plan; it keeps its number."""

    label: str
    placement: PlacementId
    priority: PriorityId

    def apply(self, edits: Edits) -> None:
        """Move it behind the measures there. Raises RefusedError where that priority is gone or retired."""
        place = edits.get(Placement, self.placement)
        if place is None:
            raise RefusedError("That measure has no place in the plan any more. Nothing was moved.")
        priority = _open_priority(edits, self.priority)
        if priority.plan != place.plan:
            raise RefusedError(f"{_named(priority)} belongs to another plan. Choose one of this plan.")
        if priority.id != place.priority:
            position = next_position(edits, Placement, priority=priority.id)
            edits.put(replace(place, priority=priority.id, position=position))


@dataclass(frozen=True, slots=True)
class Discontinue:
    """End a measure, saying what took its place and which was its last quarter in the plan."""

    label: str
    measure: MeasureId
    plan: PlanId
    replaced_by: str = ""
    last: Period | None = None

    def apply(self, edits: Edits) -> None:
        """End it and its places in the plan.

        Raises RefusedError for a last period that is no quarter or lies before its first, and where it would
        take its own place.
        """
        measure = _measure(edits, self.measure)
        after = kept(Measure.TABLE.field("replaced_by"), self.replaced_by)
        if after and after == measure.title.strip():
            raise RefusedError("A measure cannot take its own place. Choose another, or leave it blank.")
        if self.last is not None and self.last.grain is not Grain.QUARTER:
            raise RefusedError(f"{self.last.label} is no quarter. Give the last quarter it is reported in.")
        edits.put(replace(measure, stage=Stage.DISCONTINUED, replaced_by=after))
        if self.last is None:
            return
        places = edits.where(Placement, measure=self.measure, plan=self.plan)
        begun = [place for place in places if place.from_period is None or place.from_period <= self.last]
        if places and not begun:
            raise RefusedError(f"It has not begun by {self.last.label}. Give a later quarter, or delete it.")
        edits.put_all(
            replace(place, to_period=self.last)
            for place in begun
            if place.to_period is None or self.last < place.to_period
        )


@dataclass(frozen=True, slots=True)
class BringBack:
    """Take a discontinued measure into the plan again, from where it had ended."""

    label: str
    measure: MeasureId
    plan: PlanId

    def apply(self, edits: Edits) -> None:
        """Make it active with an open end. Raises RefusedError where it is gone."""
        measure = _measure(edits, self.measure)
        edits.put(replace(measure, stage=Stage.ACTIVE, replaced_by=""))
        places = edits.where(Placement, measure=self.measure, plan=self.plan)
        if places:
            edits.put(replace(places[-1], to_period=None))


@dataclass(frozen=True, slots=True)
class DeleteFromPlan:
    """Delete a plan, a priority, or a measure's place, with the measures that then stand nowhere."""

    label: str
    row_type: type[Row]
    key: tuple[Any, ...]

    def apply(self, edits: Edits) -> None:
        """Delete it. A measure that has a place elsewhere stays, with its figures.

        Raises RefusedError for a measure itself that has a place in a plan.
        """
        places = _places_of(edits, self.row_type, self.key)
        if self.row_type is Measure and places:
            raise RefusedError(
                "It stands in another plan. Choose a quarter of that plan and delete it there."
            )
        with keeping_fields(edits):
            edits.delete(self.row_type, *self.key)
            for measure in dict.fromkeys(place.measure for place in places):
                if not edits.where(Placement, measure=measure):
                    edits.delete(Measure, measure)


def _check(edits: Edits, row: Row, field: str) -> None:
    if isinstance(row, Plan) and row.first_year and row.last_year and row.last_year < row.first_year:
        raise RefusedError(
            f"The plan would end in {row.last_year.label}, before it begins in {row.first_year.label}. "
            "Correct one of the two years."
        )
    if isinstance(row, Placement):
        first, last = row.from_period, row.to_period
        if first and last and last.end < first.start:
            raise RefusedError(
                f"It would end in {last.label}, before it begins in {first.label}. "
                "Correct one of the two periods."
            )
    if isinstance(row, Series) and field == "label":
        check_series(edits, row)


def _places_of(edits: Edits, row_type: type[Row], key: tuple[Any, ...]) -> list[Placement]:
    if row_type is Placement:
        place = edits.get(Placement, *key)
        return [place] if place else []
    return edits.where(Placement, **{row_type.TABLE.name: key[0]})


def _measure(edits: Edits, measure: MeasureId) -> Measure:
    row = edits.get(Measure, measure)
    if row is None:
        raise RefusedError("That measure has been deleted since. Nothing was changed.")
    return row


def _open_priority(edits: Edits, key: PriorityId) -> Priority:
    priority = edits.get(Priority, key)
    if priority is None:
        raise RefusedError("That priority has been deleted since. Nothing was changed.")
    if priority.retired:
        raise RefusedError(f"{_named(priority)} is retired. Bring it back first, or choose another.")
    return priority


def _named(priority: Priority) -> str:
    return f"{priority.number} {priority.title}".strip() or "That priority"
