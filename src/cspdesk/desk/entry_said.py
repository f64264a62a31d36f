"""What the cells of the entry grid say in whole words, for tooltips and screen readers."""

from collections.abc import Iterator

from cspdesk.analysis.revisions import revision_words
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_cells import GridCells
from cspdesk.desk.entry_columns import GridColumn
from cspdesk.desk.entry_rows import BandRow, EntryRow, SeriesRow
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.printing import reading_text
from cspdesk.domain.reading import read


def said(cells: GridCells, row: EntryRow, column: int) -> str:
    """Return the whole of a cell in words, sentence by sentence, each on a line of its own."""
    cell, place = cells.cell(row, column), cells.columns[column]
    if isinstance(row, BandRow):
        count = f", {row.rows} {'row' if row.rows == 1 else 'rows'} put away" if row.is_folded else ""
        return f"{row.text}{count}"
    measure = row.measure
    match cell.kind:
        case CellKind.NAME:
            owner = f"From {measure.owner}" if measure.owner else ""
            sentences = [row.name, measure.definition, owner]
        case CellKind.UNIT:
            entered = "" if measure.entered_as is EnteredAs.QUARTER else measure.entered_as.value
            sentences = [", ".join(part for part in (cell.text or "a plain number", entered) if part)]
        case CellKind.FIGURE:
            sentences = list(_figure(cells, row, cell))
        case CellKind.TARGET:
            where = f"{row.name}, target for {cell.period.label if cell.period else ''}"
            sentences = [f"{where}, {cell.typed or 'none'}", cell.doubt]
        case CellKind.WORDS:
            sentences = [f"{row.name}, commentary, {cells.quarter.label}", cell.typed or "none yet"]
        case CellKind.STATUS:
            where = f"status {cell.text}" if cell.text else "the status stands in the measure's first row"
            sentences = [f"{row.name}, {where}", cell.typed]
        case CellKind.DERIVED:
            sentences = list(cells.derived(row).said(row.name, place.kind, cell))
        case _:
            sentences = [_closed(cells, row, place)]
    return "\n".join(part for part in sentences if part)


def _figure(cells: GridCells, row: SeriesRow, cell: GridCell) -> Iterator[str]:
    period, measure = cell.period, row.measure
    if period is None:
        return
    where, kept = f"{row.name}, {period.label}", cells.line(row).observed(period)
    unit = f" {measure.unit_label}" if measure.unit_label and cell.number is not None else ""
    if cell.is_derived:
        yield f"{where}, {cell.text}{unit}, worked out"
    elif kept is None or not kept.typed:
        is_early = period.start > cells.asked(row).start
        yield f"{where}, {'missing' if cell.missing else 'not due yet' if is_early else 'no figure'}"
    else:
        reading = read(kept.typed, measure.unit, period)
        printed = reading_text(reading, kept.typed, measure.unit, measure.decimals)
        yield f"{where}, {printed}{unit}"
        if kept.typed != printed:
            yield f"Typed: {kept.typed}"
    if cell.below:
        yield f"Target: {cell.below}"
    if kept is not None and kept.note:
        yield f"Note: {kept.note}"
    if kept is not None and kept.private_note:
        yield f"Private note: {kept.private_note}"
    yield cell.doubt
    yield from cell.odd
    if cell.revision is not None:
        yield revision_words(cells.snapshot, cell.revision)


def _closed(cells: GridCells, row: SeriesRow, place: GridColumn) -> str:
    if place.period is None:
        return f"{row.name}, the commentary stands in the measure's first row"
    if cells.line(row).is_yearly:
        return f"{row.name}, {place.said}, typed once a year under {place.period.of_year.label}"
    return f"{row.name}, {place.said}, which this measure's quarters do not add up to"
