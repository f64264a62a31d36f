"""Columns of rolling twelve months: four that ended in last year's quarters, four that end in this year's."""

from cspdesk.analysis.line import adds_up
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.months import SHORT
from cspdesk.domain.period import Period
from cspdesk.domain.reading import State
from cspdesk.pack.blocks import Cell
from cspdesk.pack.cells import figure_cell, quarter_cell, typed_cell
from cspdesk.pack.measure_row import ColumnMaker, MeasureRow

LEVEL_REMARK = "each figure is the one at the end of the twelve months."
"""What is said of a measure that tells how things stand, which no twelve months add up to."""


def window_label(quarter: Period) -> str:
    """Return the twelve months that end with a quarter: "Oct 2010 to Sep 2011"."""
    first, last = quarter.shift(-3).start, quarter.end
    return f"{SHORT[first.month - 1]} {first.year} to {SHORT[last.month - 1]} {last.year}"


def _window(index: int, years_back: int) -> ColumnMaker:
    def quarter_of(quarter: Period) -> Period:
        return Period.quarter(quarter.year - years_back, index)

    def fill(row: MeasureRow) -> Cell:
        quarter = quarter_of(row.making.quarter)
        cell = _window_cell(row, quarter)
        typed = row.line.observed(row.line.cell(quarter))
        cell = row.remarks.shortened(cell, typed, f"{row.place}, {window_label(quarter)}")
        return row.figure_noted(cell, quarter)

    return ColumnMaker(fill, period=lambda quarter: window_label(quarter_of(quarter)))


def _window_cell(row: MeasureRow, quarter: Period) -> Cell:
    """The figure of the twelve months that end with a quarter, or why there is none; empty where to come."""
    line, up_to = row.line, row.making.quarter
    if quarter > up_to:
        return Cell()
    if line.measure.entered_as is EnteredAs.ROLLING:
        return quarter_cell(line, quarter, up_to)
    value = line.rolling(quarter)
    if value is not None:
        return figure_cell(line.measure, value)
    if adds_up(line.measure) is AddsUp.LAST:
        cell = quarter_cell(line, quarter, up_to)
        if cell.text:
            row.remarks.tell(LEVEL_REMARK, row.place)
        return cell
    typed = line.observed(line.cell(quarter))
    is_state = typed is not None and typed.state not in (State.VALUE, State.TEXT_ONLY)
    return typed_cell(line, typed, up_to) if is_state else Cell()


COLUMNS = {
    **{f"12 months to quarter {index} last year": _window(index, 1) for index in range(1, 5)},
    **{f"12 months to quarter {index}": _window(index, 0) for index in range(1, 5)},
}
"""Columns by the name that a layout gives; "{period}" in a heading becomes "Oct 2010 to Sep 2011"."""
