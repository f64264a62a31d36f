"""One row of a measures table, and what a column is given to fill it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cspdesk.analysis.figures import SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.tables import Footnote, Series
from cspdesk.pack.blocks import Cell, CellKind
from cspdesk.pack.cells import Remarks
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

    @property
    def place(self) -> str:
        """What a line under the table calls the row: its number, else its title."""
        return self.item.number or self.item.measure.title

    def noted(self, cell: Cell, notes: Iterable[Footnote]) -> Cell:
        """Return a cell with the markers of the notes it carries, which are then told under the table."""
        notes = tuple(notes)
        self.remarks.carried += notes
        return replace(cell, text=marked(cell.text, notes)) if notes else cell

    def figure_noted(self, cell: Cell, quarter: Period) -> Cell:
        """Return the cell of a quarter's figure with the markers of its notes; a blank cell carries none."""
        notes = self.making.notes.of_figure(self.series.id, self.line.cell(quarter))
        return self.noted(cell, notes) if cell.text else cell


@dataclass(frozen=True, slots=True)
class ColumnMaker:
    """How a column is filled and set."""

    fill: Callable[[MeasureRow], Cell]
    kind: CellKind = CellKind.FIGURE
    period: Callable[[Period], str] | None = None
    """What "{period}" in its heading stands for in a quarter's pack."""

    shared: bool = False
    """Whether words that stand in several rows go under the table, once for all of them."""

    def heading(self, words: str, quarter: Period) -> str:
        """Return the column's heading in a quarter's pack, of the layout's words for it."""
        return words.replace("{period}", self.period(quarter)) if self.period else words
