"""The columns of a measures table: what each of them holds for a series in the pack's quarter."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cspdesk.analysis.figures import SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.tables import Series
from cspdesk.pack.blocks import Cell, CellKind
from cspdesk.pack.cells import Remarks, change_cell, figure_cell, quarter_cell, row_name, target_cell
from cspdesk.pack.footnotes import marked
from cspdesk.pack.making import Making


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of a measures table: a series of a measure."""

    making: Making
    item: Placed
    series: Series
    line: Line
    figures: SeriesFigures
    is_first: bool
    """Whether it is the measure's first row."""
    remarks: Remarks
    """Long words that go under the table."""

    @classmethod
    def of(
        cls, making: Making, item: Placed, series: Series, remarks: Remarks, *, is_first: bool
    ) -> "MeasureRow":
        """Return the row of a series, its figures worked out."""
        line = Line(making.snapshot, item.measure, series)
        return cls(making, item, series, line, line_figures(line, making.quarter), is_first, remarks)


@dataclass(frozen=True, slots=True)
class ColumnMaker:
    """How a column is filled and set."""

    fill: Callable[[MeasureRow], Cell]
    kind: CellKind = CellKind.FIGURE


def _quarter(index: int) -> Callable[[MeasureRow], Cell]:
    def fill(row: MeasureRow) -> Cell:
        making, line = row.making, row.line
        quarter = Period.quarter(making.quarter.year, index)
        cell = quarter_cell(line, quarter, making.quarter)
        typed = line.observed(line.cell(quarter))
        cell = row.remarks.shortened(
            cell, typed, f"{row.item.number or row.item.measure.title}, Quarter {index}"
        )
        notes = making.notes.of_figure(line.series.id, line.cell(quarter)) if cell.text else ()
        return replace(cell, text=marked(cell.text, notes))

    return fill


def _measure(row: MeasureRow) -> Cell:
    return Cell(marked(row_name(row.item, row.line), row.making.notes.of_measure(row.item.measure.id)))


COLUMNS: dict[str, ColumnMaker] = {
    "number": ColumnMaker(lambda row: Cell(row.item.number), CellKind.TEXT),
    "measure": ColumnMaker(_measure, CellKind.TEXT),
    **{f"quarter {index}": ColumnMaker(_quarter(index)) for index in range(1, 5)},
    "year to date": ColumnMaker(lambda row: figure_cell(row.item.measure, row.figures.year_to_date.now)),
    "change": ColumnMaker(lambda row: change_cell(row.item.measure, row.figures)),
    "target": ColumnMaker(lambda row: target_cell(row.figures)),
}
"""Every column that a layout can name, by what it shows."""
