"""The entry grid: it follows a document, and what is typed into it goes to the document."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from cspdesk.commands.figures import SetNote
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.desk.document import Document
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_cells import GridCells
from cspdesk.desk.entry_changes import entering, touched_rows
from cspdesk.desk.entry_columns import ALL_YEARS, FROZEN, GridView, Kind, columns_of
from cspdesk.desk.entry_rows import SeriesRow, rows_of
from cspdesk.desk.entry_table import EntryTableModel, GridPlace, Index
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    Observation,
    Placement,
    Plan,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)

_SHAPE = frozenset(row.TABLE.name for row in (Plan, Priority, Measure, Placement, Series))
"""Tables that decide which rows there are and how their cells are read."""

_TOLD = 200
"""Of so many cells entered at once the doubts are told; of more the report says enough."""


class EntryModel(EntryTableModel):
    """The grid. It shows what it was last given by `show` and `take`, and writes through the document."""

    rebuilding = Signal()
    """The rows are about to be replaced: a view ends what is being typed while they still stand."""
    told = Signal(str)
    """One plain sentence about what was just typed."""
    entered = Signal(object)
    """The GridPlace of a cell that was just typed into, by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._folded: set[PriorityId] = set()
        self._hurries = False

    # ------------------------------------------------------------------ what is shown

    def show(self, document: Document | None, quarter: Period) -> None:
        """Show a document in a quarter, from its snapshot as it stands; None shows nothing."""
        if document is None:
            # It is closed: what it refused can no longer be entered.
            self._document = None
        # What is being typed belongs to what is shown until now.
        self.rebuilding.emit()
        self._document, self._quarter = document, quarter
        if document is None:
            self._folded.clear()
        self._rebuild()

    def hurry(self, is_hurried: bool) -> None:
        """Paint first and look for odd figures later, or catch up with that."""
        was, self._hurries = self._hurries, is_hurried
        if was and not is_hurried and self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, FROZEN), last)

    def look(self, view: GridView) -> None:
        """Show other columns, or something else in the cells."""
        if view != self._view:
            self.rebuilding.emit()
            self._view = view
            self._rebuild()

    def fold(self, priorities: Iterable[PriorityId], is_folded: bool) -> None:
        """Put the rows of some priorities away, or bring them back."""
        wanted = set(priorities)
        folded = self._folded | wanted if is_folded else self._folded - wanted
        if folded != self._folded:
            self._folded = folded
            self._rebuild()

    def take(self, change_set: ChangeSet) -> None:
        """Take an edit that the document has taken: one notice for the rows it touched, or a rebuild."""
        if self._document is None:
            return
        if change_set.tables & _SHAPE or self._outgrows(change_set):
            self._rebuild()
            return
        self._snapshot = self._document.snapshot
        touched = touched_rows(self._rows, self._snapshot, change_set)
        before, self._cells = self._cells, self._new_cells()
        renewed: set[int] = set()
        if before is not None and self._cells is not None:
            renewed = self._cells.keep(before, {row.series.id for row in self._series_rows(touched)})
        if touched:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(touched[0], 0), self.index(touched[-1], last))
        for column in renewed:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def painted(self, row: int, column: int) -> GridCell:
        """Return a cell to be painted; in a hurry it is left open whether it looks odd."""
        if self._cells is None:
            raise LookupError("A cell was asked of a grid that shows no document.")
        cells = self._cells
        return (cells.plain if self._hurries else cells.cell)(self._rows[row], column)

    def unfold_to(self, series: SeriesId) -> None:
        """Bring the priority back under which a series stands."""
        if self._snapshot is None or self._quarter is None or not self._folded:
            return
        for row in rows_of(self._snapshot, self._quarter):
            if isinstance(row, SeriesRow) and row.series.id == series:
                self.fold([row.placed.priority.id], False)
                return

    # ------------------------------------------------------------------ what is typed

    def enter(self, cells: Sequence[tuple[Index, str]], label: str = "") -> bool:
        """Enter texts into cells as one act; those that cannot be typed into are left out.

        Tells what is doubtful, or why nothing was entered, and returns False only where the document refused.
        """
        return self.enter_open(
            [(index.row(), index.column(), text) for index, text in cells if self.is_open(index)], label
        )

    def enter_open(self, cells: Sequence[tuple[int, int, str]], label: str = "") -> bool:
        """Enter texts as `enter` does, into cells by row and column that are known to be open."""
        if not cells:
            return True
        row, column, text = cells[0]
        first = self.index(row, column)
        done = self._do(
            entering(self, cells, label or self.label(first)),
            f"{shown(text.strip())} was not entered. " if len(cells) == 1 and text.strip() else "",
        )
        if done:
            self._tell_doubts(cells)
            place = self.place(first) if len(cells) == 1 else None
            if place is not None:
                self.entered.emit(place)
        return done

    def label(self, index: Index) -> str:
        """Return the act of typing into a cell: "Figure for 2.1, Quarter 4 2015/16"."""
        kind = self.cell(index.row(), index.column()).kind
        words = {CellKind.TARGET: "Target for", CellKind.WORDS: "Commentary on"}.get(kind, "Figure for")
        return f"{words} {self.cell_name(index)}"

    def set_note(self, place: GridPlace, note: str) -> bool:
        """Write a cell's note, or its commentary; tells why and returns False where the document refused."""
        index = self.find(place)
        period = self.opens(index.row(), index.column()) if index.isValid() else None
        if period is None:
            return True
        if place.kind is Kind.COMMENTARY:
            return self.enter([(index, note)])
        command = SetNote(f"Note on {self.cell_name(index)}", place.series, period, note)
        return self._do(command, "The note was not saved. ")

    def give_reason(self, place: GridPlace, reason: str) -> bool:
        """Write why a figure was changed after the board saw it; False where the document refused."""
        index = self.find(place)
        if not index.isValid() or place.period is None:
            return True
        label = f"Reason for the change of {self.cell_name(index)}"
        command = SetRevisionReason(label, place.series, place.period, reason)
        return self._do(command, "The reason was not saved. ")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Enter what was typed; False where the document refused it."""
        if role != Qt.ItemDataRole.EditRole or not self.is_open(index):
            return False
        if str(value).strip() == self.cell(index.row(), index.column()).typed:
            return True
        return self.enter([(index, str(value))])

    # ------------------------------------------------------------------ within

    def _rebuild(self) -> None:
        self.rebuilding.emit()
        self.beginResetModel()
        self._snapshot = self._document.snapshot if self._document else None
        if self._snapshot is not None and self._quarter is not None:
            every = rows_of(self._snapshot, self._quarter)
            self._rows = rows_of(self._snapshot, self._quarter, self._folded) if self._folded else every
            self._columns = columns_of(self._snapshot, every, self._quarter, self._view)
        else:
            self._rows = ()
        self._cells = self._new_cells()
        self.endResetModel()

    def _outgrows(self, change_set: ChangeSet) -> bool:
        """Whether an edit reaches into a year that is not shown though all with figures are."""
        if self._view.years != ALL_YEARS:
            return False
        years = {column.period for column in self._columns if column.kind is Kind.YEAR}
        periods = change_set.values(Observation, "period")
        return any(Period.from_key(str(key)).of_year not in years for key in periods)

    def _new_cells(self) -> GridCells | None:
        if self._snapshot is None or self._quarter is None:
            return None
        return GridCells(self._snapshot, self._quarter, self._columns, self._view.shows)

    def _do(self, command: Command, said: str) -> bool:
        if self._document is None:
            return True
        try:
            self._document.do(command)
        except DeskError as error:
            self.told.emit(f"{said}{error}")
            return False
        return True

    def _series_rows(self, rows: Iterable[int]) -> Iterable[SeriesRow]:
        return (row for number in rows if isinstance(row := self._rows[number], SeriesRow))

    def _tell_doubts(self, cells: Sequence[tuple[int, int, str]]) -> None:
        """Say in one sentence what is doubtful or odd among the cells just entered."""
        doubted: list[tuple[Index, str]] = []
        for row, column, _ in cells if len(cells) <= _TOLD else ():
            if row >= len(self._rows):
                continue
            cell = self.cell(row, column)
            if cell.doubt or cell.odd:
                doubted.append((self.index(row, column), cell.doubt or cell.odd[0]))
        if not doubted:
            return
        index, doubt = doubted[0]
        others = len(doubted) - 1
        more = f" So with {others} other {'cell' if others == 1 else 'cells'}, marked in the grid."
        self.told.emit(f"{self.cell_name(index)}: {doubt}{more if others else ''}")
