"""Editing the plan: its fields, priorities, measures, series, and what each measure is judged by."""

from dataclasses import dataclass, replace
from typing import Any, cast

from cspdesk.commands.arrange import next_position
from cspdesk.commands.figures import PutMeasure, measure_of
from cspdesk.commands.plan_names import keeping_fields
from cspdesk.domain.catalogue import Field, Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.read_rows import aimed, based
from cspdesk.domain.tables import (
    Baseline,
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
    Target,
)
from cspdesk.domain.text import MAX_TEXT, clean

MAX_LINE = 500
"""The most characters of a text that is one line."""
LONG = frozenset(
    {
        "definition",
        "good_looks_like",
        "why_it_matters",
        "issues_to_consider",
        "description",
        "outcomes",
        "note",
    }
)
"""The fields of plan, priority and measure that take several lines."""


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


@dataclass(frozen=True, slots=True)
class AddSeries:
    """Add a series behind the others of a measure."""

    label: str
    id: SeriesId
    measure: MeasureId
    name: str

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError for a name that is empty or taken."""
        _measure(edits, self.measure)
        name = kept(Series.TABLE.field("label"), self.name)
        others = edits.where(Series, measure=self.measure)
        row = Series(
            id=self.id,
            measure=self.measure,
            position=next_position(edits, Series, measure=self.measure),
            label=name,
            headline=not others,
        )
        _check_series(edits, row)
        edits.put(row)


@dataclass(frozen=True, slots=True)
class DeleteSeries:
    """Delete a series with its figures, targets and baselines."""

    label: str
    series: SeriesId

    def apply(self, edits: Edits) -> None:
        """Delete it. Raises RefusedError where it is the measure's only one."""
        row = edits.get(Series, self.series)
        if row is None:
            return
        if len(edits.where(Series, measure=row.measure)) == 1:
            raise RefusedError("It is the only series, and figures need one. Delete the measure instead.")
        edits.delete(Series, self.series)
        left = edits.where(Series, measure=row.measure)
        if not any(each.headline for each in left):
            edits.put(replace(left[0], headline=True))


@dataclass(frozen=True, slots=True)
class PutRecord:
    """Write a target, baseline, break, rebase or population, in place of the one it was."""

    label: str
    row: Row
    was: tuple[Any, ...] | None = None
    """The key under which it stood before; None for a new one."""

    def apply(self, edits: Edits) -> None:
        """Write it with its reading. Raises RefusedError where another stands under its key already."""
        table = self.row.TABLE
        row = _read(edits, self.row)
        key = tuple(getattr(row, field.name) for field in table.key)
        if key != self.was:
            if edits.get(table.row, *key) is not None:
                said = _record_name(row)
                raise RefusedError(f"{said} is there already. Change that one, or choose another.")
            if self.was is not None:
                edits.delete(table.row, *self.was)
        elif edits.get(table.row, *key) is None:
            raise RefusedError("It has been deleted since. Nothing was changed.")
        if isinstance(row, Baseline) and self.was is None:
            row = replace(row, position=next_position(edits, Baseline, series=row.series))
        edits.put(row)


def kept(field: Field, value: Any) -> Any:
    """Return a field's value as it is kept: texts cleaned, those of one line on one line.

    Raises RefusedError for a text that is too long.
    """
    if not isinstance(value, str) or field.choices:
        return value
    is_long = field.name in LONG
    text = clean(value).text.strip() if is_long else " ".join(clean(value).text.split())
    most = MAX_TEXT if is_long else MAX_LINE
    if len(text) > most:
        heading = field.column.heading
        raise RefusedError(f"{heading} has {len(text):,} characters; {most:,} are kept. Shorten it.")
    return text


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
        _check_series(edits, row)


def _check_series(edits: Edits, row: Series) -> None:
    others = [each for each in edits.where(Series, measure=row.measure) if each.id != row.id]
    if others and not row.label:
        raise RefusedError("A measure with several series needs a name for each. Give this one a name.")
    if any(each.label.casefold() == row.label.casefold() for each in others):
        raise RefusedError(f"The measure has a series '{row.label}' already. Give this one another name.")


def _read(edits: Edits, row: Row) -> Row:
    """A row with its texts cleaned, and read by its measure's unit."""
    names = [field for field in row.TABLE.fields if field.python_type is str and not field.reference]
    texts = {field.name: kept(field, getattr(row, field.name)) for field in names}
    cleaned = cast("Row", replace(cast("Any", row), **texts))
    if isinstance(cleaned, Target):
        return aimed(cleaned, measure_of(edits, cleaned.series).unit)
    if isinstance(cleaned, Baseline):
        return based(cleaned, measure_of(edits, cleaned.series).unit)
    if hasattr(cleaned, "series"):
        measure_of(edits, cleaned.series)
    return cleaned


def _record_name(row: Any) -> str:
    what = row.TABLE.name.replace("_", " ")
    period = getattr(row, "period", None) or getattr(row, "from_period", None)
    where = f"for {period.label}" if period else f"of {row.year}, {row.group}" if what == "population" else ""
    return f"A {what} {where}".rstrip()


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
