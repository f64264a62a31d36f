"""Enter: the grid in which figures are typed."""

from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import QItemSelectionRange, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from cspdesk.desk.document import Document
from cspdesk.desk.entry_block import Block
from cspdesk.desk.entry_columns import GridView, Kind, years_of
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.desk.entry_table import GridPlace
from cspdesk.desk.table_match import MatchedTable, match_table
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.collector import at_rest
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Grain
from cspdesk.ui.entry_bar import EntryBar
from cspdesk.ui.entry_grid import EntryGrid
from cspdesk.ui.entry_keys import KEYS, Do
from cspdesk.ui.inspector_parts import CommentaryBox
from cspdesk.ui.match_line import MatchLine
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote

_SETTLED_MS = 200
"""So long after a file was opened its first painting is done."""

_MANY = 2_000
"""So many selected cells are added up a moment later."""


class EnterPage(Page):
    """The grid of two years, or a sentence where the plan has no measures."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = KEYS

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.model = EntryModel(self)
        self.model.look(workspace.habits.view())
        self.bar = EntryBar()
        self.grid = EntryGrid(self.model, workspace.habits)
        self._painted: Document | None = None
        self._catching_up = QTimer(self)
        self._catching_up.setSingleShot(True)
        self._catching_up.timeout.connect(lambda: self.model.hurry(False))
        self._adding = QTimer(self)
        self._adding.setSingleShot(True)
        self._adding.timeout.connect(self._add_up)
        self._empty = EmptyNote(
            "No measures stand in this quarter's plan yet. Start from a sample or last year's workbook in the"
            " File menu, or choose another quarter."
        )
        self.match_line = MatchLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.match_line)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack, 1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        self.model.told.connect(workspace.told)
        self.grid.figures.takes_table = self._takes_table
        self.match_line.answered.connect(self._enter_table)
        self.grid.figures.rolled.connect(workspace.zooming)
        self.grid.picked.connect(self._tell_selection)
        self.model.dataChanged.connect(self._tell_selection)
        self.model.modelReset.connect(self._show_bar)
        self.bar.chosen.connect(self._look)
        self.bar.folding.connect(lambda folds: self.grid.fold(Do.FOLD_ALL if folds else Do.UNFOLD_ALL))

    def refresh(self) -> None:
        """Show the document's figures anew, with the same cell current."""
        self.match_line.drop()
        here = self.grid.figures.currentIndex()
        place = self.model.place(here)
        was_chosen = here.column() == self.model.chosen_column
        old = self.model.quarter
        if self.document is not self._painted:
            # A large plan is seen at once; what looks odd in it a moment later.
            self._painted = self.document
            self.model.hurry(True)
            self._catching_up.start(_SETTLED_MS)
        with at_rest():
            # Thousands of rows were just loaded: the collector would look through them all.
            self.model.show(self.document, self.workspace.quarter)
        if place is not None and was_chosen and old != self.workspace.quarter:
            # Who stood in the chosen quarter's column goes along to the one chosen now.
            place = GridPlace(place.series, place.kind, self.workspace.quarter)
        self._settle(place)

    def clear(self) -> None:
        """Show nothing of a document that was closed."""
        self._painted = None
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
            self.model.unfold_to(place.selection.series)
            self.grid.pick(self._find(place.selection))
        self.grid.setFocus()

    def take_focus(self) -> None:
        """Put the keys where they were on the page, else into the grid."""
        (self.focusWidget() or self.grid.figures).setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what is being typed, here and in the inspector that stands beside this page alone."""
        self.grid.commit_editor()
        for box in self.window().findChildren(CommentaryBox):
            box.flush()

    def unsaved(self) -> str:
        """Return the note or commentary that was refused, if one is still open."""
        name = self.grid.note.accessibleName()
        return (
            f"{name} was not saved. Shorten it, or close again to lose it." if self.grid.note.is_open else ""
        )

    def _takes_table(self, block: Block) -> bool:
        """Show how a table with headings was matched, to be entered or not; any other block is none of it."""
        self.match_line.drop()
        quarter = self.workspace.quarter
        matched = None if block.is_cut else match_table(block.rows, self.document.snapshot, quarter)
        if matched is None:
            return False
        if matched.is_askable:
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
            done = self.document.do(matched.command)
        except DeskError as error:
            self.workspace.told.emit(str(error))
        else:
            self.workspace.told.emit(matched.report if done else "All of it stood there already.")

    def _look(self, view: GridView) -> None:
        """Show what was chosen above the grid, with the same cell current."""
        place = self.model.place(self.grid.figures.currentIndex())
        self.workspace.habits.keep(view)
        self.model.look(view)
        self._settle(place)
        self.grid.setFocus()

    def _show_bar(self) -> None:
        snapshot = self.model.snapshot
        years = years_of(snapshot, self.workspace.quarter, self.model.view) if snapshot else ()
        self.bar.show_view(self.model.view, years)

    def _settle(self, place: GridPlace | None) -> None:
        """Make a cell current: the one that was, the one selected elsewhere, else the first one missing."""
        has_rows = any(band.rows for band in self.model.bands)
        self._stack.setCurrentWidget(self.grid if has_rows else self._empty)
        if not has_rows:
            return
        index = self.model.find(place)
        if not index.isValid() and self.workspace.selection is not None:
            index = self._find(self.workspace.selection)
        if not index.isValid():
            index = self._first()
        self.grid.pick(index)

    def _find(self, selection: Selection) -> QModelIndex:
        """The cell of a selection; of a measure that is typed once a year its year's."""
        model, period = self.model, selection.period
        kind = Kind.YEAR if period.grain is Grain.YEAR else Kind.QUARTER
        index = model.find(GridPlace(selection.series, kind, period))
        year = model.column(Kind.YEAR, period.of_year)
        if index.isValid() and not model.is_open(index) and year is not None:
            return index.siblingAtColumn(year)
        return index

    def _first(self) -> QModelIndex:
        """The first figure that the quarter waits for, else its first figure, else the first heading."""
        model, chosen = self.model, self.model.chosen_column
        year = model.column(Kind.YEAR, self.workspace.quarter.of_year) or chosen
        rows = [row for row in range(model.rowCount()) if isinstance(model.row(row), SeriesRow)]
        places = [(row, column) for row in rows for column in (chosen, year)]
        first = ((rows or [0])[0], chosen)
        row, column = next((each for each in places if model.misses(*each)), first)
        return model.index(row, column)

    def _tell_selection(self) -> None:
        index = self.grid.figures.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        if not isinstance(row, SeriesRow):
            return
        period = self.model.columns[index.column()].period or self.workspace.quarter
        is_many = sum(block.height() * block.width() for block in self._blocks()) > _MANY
        if is_many:
            # A sum of thousands of cells comes when the keys have come to rest.
            self._adding.start()
        numbers = () if is_many else self._numbers()
        figure = self.model.figure_key(index)
        self.workspace.select(Selection(row.measure.id, row.series.id, period), numbers, figure)

    def _add_up(self) -> None:
        self.workspace.select(self.workspace.selection, self._numbers(), self.workspace.figure)

    def _numbers(self) -> tuple[Decimal, ...]:
        return self.model.numbers(
            (row, column)
            for block in self._blocks()
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
        )

    def _blocks(self) -> list[QItemSelectionRange]:
        # Qt's list of thousands of selected cells takes longer than to add them up.
        chosen = self.grid.figures.selectionModel().selection()
        return [chosen.at(number) for number in range(chosen.size())]
