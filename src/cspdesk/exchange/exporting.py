"""A document as sheets of plain texts under the catalogue's headings: every table that is not file only."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cspdesk.domain.catalogue import Field, R, Row
from cspdesk.domain.plan_view import placement_of, plan_in_force
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Footnote,
    FootnoteMark,
    Measure,
    Meeting,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    Project,
    ReportItem,
    Series,
)
from cspdesk.domain.text import clean
from cspdesk.exchange.book_write import TextSheet
from cspdesk.exchange.cells import written
from cspdesk.exchange.names import Names
from cspdesk.exchange.sheets import PLACEMENT_ON_MEASURES, SHAPES, Shape, carried

Cells = dict[str, str]
"""A row's texts by heading."""

Ranks = dict[Any, int]
"""The place of rows by their key in the sheet that lists them."""


def document_sheets(snapshot: Snapshot) -> list[TextSheet]:
    """Return the document as sheets of texts, also those without a row."""
    names = names_of(snapshot)
    return [
        TextSheet(
            shape.name, shape.headings, tuple(_laid_out(shape, row) for row in _rows(snapshot, shape, names))
        )
        for shape in SHAPES.values()
    ]


def names_of(snapshot: Snapshot) -> Names:
    """Return what the rows of a document are called, its rows counted as a workbook of it would have them."""
    plan = plan_in_force(snapshot)
    ranks: Ranks = {}
    return Names(
        plans=_ranked(snapshot.of(Plan), ranks),
        priorities=_ranked(snapshot.of(Priority), ranks),
        measures=_ranked(_measures(snapshot, plan), ranks),
        placements=tuple(snapshot.of(Placement)),
        series=_ranked(snapshot.of(Series), ranks),
        projects=_ranked(snapshot.of(Project), ranks),
        items=tuple(snapshot.of(ReportItem)),
        # One with nothing in it is no row of a workbook, so nothing can name it there.
        meetings=tuple(row for row in snapshot.of(Meeting) if _says_something(row)),
        in_force=plan.id if plan else None,
    )


def row_cells(row: Row, names: Names) -> Cells:
    """Return a row's texts by heading."""
    cells: Cells = {}
    for field in carried(row.TABLE):
        value = getattr(row, field.name)
        if not field.reference:
            cells[field.column.heading] = written(field, value)
        elif value is not None and field.reference != "footnote":
            cells |= _reference(field, value, row, names)
    return cells


def _rows(snapshot: Snapshot, shape: Shape, names: Names) -> Iterable[Cells]:
    if shape.name == Measure.TABLE.sheet:
        return _measure_rows(snapshot, names)
    if shape.name == Placement.TABLE.sheet:
        return (row_cells(place, names) for place in _other_placements(snapshot, names.in_force))
    if shape.name == Footnote.TABLE.sheet:
        return _footnote_rows(snapshot, names)
    ranks: Ranks = {}
    for parents in (names.plans, names.priorities, names.measures, names.series, names.projects):
        ranks |= {row.TABLE.key_of(row)[0]: rank for rank, row in enumerate(parents)}
    rows = [row_cells(row, names) for row in _ranked(snapshot.of(shape.tables[0].row), ranks)]
    # A partnership without any particulars says nothing.
    return [cells for cells in rows if any(cells.values())] if shape.name == Partnership.TABLE.sheet else rows


def _ranked(rows: Iterable[R], ranks: "Ranks") -> tuple[R, ...]:
    """Return rows in the order of the rows they belong to, then by period or as they stand; note their ranks.

    Keys are random, so without this a workbook would jump from measure to measure.
    """

    def rank(row: R) -> tuple[Any, ...]:
        table = row.TABLE
        if table.ordered:
            parent = next((field for field in carried(table) if not field.has_default), None)
            return (ranks[getattr(row, parent.name)],) if parent and parent.reference else ()
        return tuple(ranks.get(value, value) for value in (getattr(row, field.name) for field in table.key))

    ordered = tuple(sorted(rows, key=rank))
    for count, row in enumerate(ordered):
        ranks[row.TABLE.key_of(row)[0]] = count
    return ordered


def _says_something(row: Row) -> bool:
    return any(written(field, getattr(row, field.name)).strip() for field in carried(row.TABLE))


def _laid_out(shape: Shape, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(clean(cells.get(heading, "")).text for heading in shape.headings)


def _reference(field: Field, value: Any, row: Row, names: Names) -> Cells:
    if field.reference == "series":
        measure, label = names.name_line(value)
        return {"Measure": measure, "Series": label}
    heading = field.column.heading
    if field.reference == "priority":
        # A row that names its plan names a priority of that plan.
        return {heading: names.name_priority(value, getattr(row, "plan", None))}
    naming: dict[str, Callable[[Any], str]] = {
        "plan": names.name_plan,
        "measure": names.name_measure,
        "project": names.name_project,
        "meeting": names.name_meeting,
        "report_item": names.name_decision,
    }
    return {heading: naming[field.reference](value)}


def _measures(snapshot: Snapshot, plan: Plan | None) -> tuple[Measure, ...]:
    """Return the measures as the plan in force has them, and after those the ones that it has not."""
    placed = []
    if plan:
        for priority in snapshot.of(Priority).where("plan", plan.id):
            for place in snapshot.of(Placement).where("priority", priority.id):
                measure = snapshot.of(Measure).get(place.measure)
                if measure and placement_of(snapshot, measure.id, plan.id) == place:
                    placed.append(measure)
    return tuple(dict.fromkeys([*placed, *snapshot.of(Measure)]))


def _measure_rows(snapshot: Snapshot, names: Names) -> Iterable[Cells]:
    for measure in names.measures:
        place = placement_of(snapshot, measure.id, names.in_force) if names.in_force else None
        cells = row_cells(place, names) if place else {}
        headings = [Placement.TABLE.field(name).column.heading for name in PLACEMENT_ON_MEASURES]
        yield {heading: cells.get(heading, "") for heading in headings} | row_cells(measure, names)


def _other_placements(snapshot: Snapshot, in_force: PlanId | None) -> Iterable[Placement]:
    """Return what the Measures sheet does not say: places in other plans, and further ones in that in force.

    Where a further place stands before a measure's main one, the main one is said again to keep the order.
    """
    main: set[PlacementId] = set()
    if in_force:
        for measure in snapshot.of(Measure):
            place = placement_of(snapshot, measure.id, in_force)
            main |= {place.id} if place else set()
    for plan in snapshot.of(Plan):
        for priority in snapshot.of(Priority).where("plan", plan.id):
            places = snapshot.of(Placement).where("priority", priority.id)
            further = [place.id not in main for place in places]
            yield from places[further.index(True) if any(further) else len(places) :]


def _footnote_rows(snapshot: Snapshot, names: Names) -> Iterable[Cells]:
    for note in snapshot.of(Footnote):
        said = row_cells(note, names)
        uses = snapshot.of(FootnoteMark).where("footnote", note.id)
        if not uses:
            yield said
        for use in uses:
            cells = row_cells(use, names)
            yield cells | said
