"""Enter: the grid in which figures are typed."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from cspdesk.commands.figures import SetFigures
from cspdesk.desk.entry_block import Block
from cspdesk.desk.entry_model import EntryModel, GridPlace
from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.desk.table_match import MatchedTable, match_table
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Grain, Period
from cspdesk.ui.entry_grid import EntryGrid
from cspdesk.ui.entry_keys import KEYS
from cspdesk.ui.inspector_parts import CommentaryBox
from cspdesk.ui.match_line import MatchLine
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote


class EnterPage(Page):
    """The grid of two years, or a sentence where the plan has no measures."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = KEYS

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.model = EntryModel(self)
        self.grid = EntryGrid(self.model)
        self._empty = EmptyNote(
            "No measures stand in this quarter's plan yet. Start from a sample or last year's workbook in the"
            " File menu, or choose another quarter."
        )
        self.match_line = MatchLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.match_line)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack, 1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        self.setFocusProxy(self.grid)
        self.model.told.connect(workspace.told)
        self.grid.figures.takes_table = self._takes_table
        self.match_line.answered.connect(self._enter_table)
        self.grid.picked.connect(self._tell_selection)
        self.model.dataChanged.connect(self._tell_selection)

    def refresh(self) -> None:
        """Show the document's figures anew, with the same cell current."""
        self.match_line.drop()
        here = self.grid.figures.currentIndex()
        place = self.model.place(here)
        was_chosen = here.column() == self.model.chosen_column
        old = self.model.quarter
        self.model.show(self.document, self.workspace.quarter)
        if place is not None and was_chosen and old != self.workspace.quarter:
            # Who stood in the chosen quarter's column goes along to the one chosen now.
            place = GridPlace(place.series, place.column, self.workspace.quarter)
        self._settle(place)

    def clear(self) -> None:
        """Show nothing of a document that was closed."""
        self.match_line.drop()
        self.model.show(None, self.workspace.quarter)

    def take(self, change_set: ChangeSet) -> None:
        """Take an edit: one notice, or a rebuild that keeps the current cell."""
        place = self.model.place(self.grid.figures.currentIndex())
        self.model.take(change_set)
        if not self.grid.figures.currentIndex().isValid():
            self._settle(place)

    def go(self, place: Place) -> None:
        """Go to the cell that a place names."""
        if place.selection is not None:
            self.grid.pick(self.model.find(_place(place.selection, self.model)))
        self.grid.setFocus()

    def flush(self) -> None:
        """Save what is being typed, here and in the inspector that stands beside this page alone."""
        self.grid.commit_editor()
        for box in self.window().findChildren(CommentaryBox):
            box.flush()

    def _takes_table(self, block: Block) -> bool:
        """Show how a table with headings was matched, to be entered or not; any other block is none of it."""
        self.match_line.drop()
        quarter = self.workspace.quarter
        matched = None if block.is_cut else match_table(block.rows, self.document.snapshot, quarter)
        if matched is None:
            return False
        if matched.cells:
            self.match_line.ask(matched)
        else:
            self.workspace.told.emit(matched.question)
        return True

    def _enter_table(self, matched: MatchedTable | None) -> None:
        self.grid.setFocus()
        if matched is None:
            self.workspace.told.emit("The copied table was not entered.")
            return
        try:
            self.document.do(SetFigures(matched.label, matched.cells))
        except DeskError as error:
            self.workspace.told.emit(str(error))
        else:
            self.workspace.told.emit(matched.report)

    def _settle(self, place: GridPlace | None) -> None:
        """Make a cell current: the one that was, the one selected elsewhere, else the first one missing."""
        has_rows = any(isinstance(self.model.row(row), SeriesRow) for row in range(self.model.rowCount()))
        self._stack.setCurrentWidget(self.grid if has_rows else self._empty)
        if not has_rows:
            return
        index = self.model.find(place)
        if not index.isValid() and self.workspace.selection is not None:
            index = self.model.find(_place(self.workspace.selection, self.model))
        if not index.isValid():
            index = self.model.index(self._first_row(), self.model.chosen_column)
        self.grid.pick(index)

    def _first_row(self) -> int:
        column = self.model.chosen_column
        rows = [row for row in range(self.model.rowCount()) if isinstance(self.model.row(row), SeriesRow)]
        return next((row for row in rows if self.model.cell(row, column).missing), rows[0])

    def _tell_selection(self) -> None:
        index = self.grid.figures.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        if not isinstance(row, SeriesRow):
            return
        period = self.model.quarter_of(index.column()) or self.workspace.quarter
        numbers = self.model.numbers(self.grid.figures.selectedIndexes())
        self.workspace.select(Selection(row.measure.id, row.series.id, period), numbers)


def _place(selection: Selection, model: EntryModel) -> GridPlace:
    """The cell of a selection; a year's stands under its Quarter 4."""
    period: Period = selection.period
    quarter = period if period.grain is Grain.QUARTER else period.of_year.quarters[-1]
    return GridPlace(selection.series, model.chosen_column, quarter)
