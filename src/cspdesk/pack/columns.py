"""The columns of a measures table that a layout can name."""

from collections.abc import Callable

from cspdesk.domain.period import Period
from cspdesk.pack import columns_narrative, columns_targets, columns_windows
from cspdesk.pack.blocks import Cell, CellKind
from cspdesk.pack.cells import change_cell, figure_cell, quarter_cell, row_name, target_cell
from cspdesk.pack.measure_row import ColumnMaker, MeasureRow


def _quarter(index: int) -> Callable[[MeasureRow], Cell]:
    def fill(row: MeasureRow) -> Cell:
        quarter = Period.quarter(row.making.quarter.year, index)
        cell = quarter_cell(row.line, quarter, row.making.quarter)
        typed = row.line.observed(row.line.cell(quarter))
        cell = row.remarks.shortened(cell, typed, f"{row.place}, Quarter {index}")
        return row.figure_noted(cell, quarter)

    return fill


def _measure(row: MeasureRow) -> Cell:
    name = Cell(row_name(row.item, row.line))
    return row.noted(name, row.making.notes.of_measure(row.item.measure.id))


COLUMNS: dict[str, ColumnMaker] = {
    "number": ColumnMaker(lambda row: Cell(row.item.number), CellKind.TEXT),
    "measure": ColumnMaker(_measure, CellKind.TEXT),
    **{f"quarter {index}": ColumnMaker(_quarter(index)) for index in range(1, 5)},
    "year to date": ColumnMaker(lambda row: figure_cell(row.item.measure, row.figures.year_to_date.now)),
    "change": ColumnMaker(lambda row: change_cell(row.item.measure, row.figures)),
    "target": ColumnMaker(lambda row: target_cell(row.figures)),
    **columns_windows.COLUMNS,
    **columns_targets.COLUMNS,
    **columns_narrative.COLUMNS,
}
"""Every column that a layout can name, by what it shows."""
