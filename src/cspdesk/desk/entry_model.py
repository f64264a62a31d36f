"""The entry grid as a Qt model: the chosen years' quarters for every series of the chosen quarter's plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from cspdesk.commands.figures import SetNote
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.desk.document import Document
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_cells import GridCells
from cspdesk.desk.entry_changes import entering, touched_rows
from cspdesk.desk.entry_columns import FROZEN, GridColumn, GridView, Kind, columns_of
from cspdesk.desk.entry_rows import BandRow, EntryRow, SeriesRow, rows_of
from cspdesk.desk.entry_said import said
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    Placement,
    Plan,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)

Index = QModelIndex | QPersistentModelIndex

_SHAPE = frozenset(row.TABLE.name for row in (Plan, Priority, Measure, Placement, Series))
"""Tables that decide which rows there are and how their cells are read."""
LEFT = frozenset({Kind.MEASURE, Kind.UNIT, Kind.STATUS, Kind.COMMENTARY})
"""Columns of words, which stand at the left of their cells; figures stand at the right."""

_SETTLED_MS = 200
"""So long after a file was opened its first painting is done."""

_TOLD = 200
"""Of so many cells entered at once the doubts are told; of more the report says enough."""

# Asked for each cell at each painting, so put together once.
_CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN = _CLOSED | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class GridPlace:
    """A cell by what it stands for rather than where it stands, so that it is found again after a rebuild."""

    series: SeriesId
    kind: Kind
    period: Period | None


class EntryModel(QAbstractTableModel):
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
        self._snapshot: Snapshot | None = None
        self._quarter: Period | None = None
        self._view = GridView()
        self._folded: set[PriorityId] = set()
        self._rows: tuple[EntryRow, ...] = ()
        self._columns: tuple[GridColumn, ...] = (GridColumn(Kind.MEASURE), GridColumn(Kind.UNIT))
        self._cells: GridCells | None = None
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.setInterval(_SETTLED_MS)
        self._judging.timeout.connect(self._repaint)

    # ------------------------------------------------------------------ what is shown

    def show(self, document: Document | None, quarter: Period) -> None:
        """Show a document in a quarter, from its snapshot as it stands; None shows nothing."""
        if document is not None and document is not self._document:
            self._judging.start()
        self._document, self._quarter = document, quarter
        if document is None:
            self._folded.clear()
        self._rebuild()

    def look(self, view: GridView) -> None:
        """Show other columns, or something else in the cells."""
        if view != self._view:
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
        if change_set.tables & _SHAPE:
            self._rebuild()
            return
        self._snapshot = self._document.snapshot
        touched = touched_rows(self._rows, self._snapshot, change_set)
        before, self._cells = self._cells, self._new_cells()
        if before is not None and self._cells is not None:
            self._cells.keep(before, {row.series.id for row in self._series_rows(touched)})
        if touched:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(touched[0], 0), self.index(touched[-1], last))

    @property
    def view(self) -> GridView:
        """What the officer chose to see."""
        return self._view

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns shown."""
        return self._columns

    @property
    def ruled(self) -> frozenset[int]:
        """The columns with a vertical rule before them: where the frozen part and each year end."""
        ends = (Kind.UNIT, Kind.YEAR)
        return frozenset(place + 1 for place, each in enumerate(self._columns[:-1]) if each.kind in ends)

    @property
    def quarter(self) -> Period | None:
        """The chosen quarter; None before anything was shown."""
        return self._quarter

    @property
    def snapshot(self) -> Snapshot | None:
        """What is shown; None while there is no document."""
        return self._snapshot

    @property
    def chosen_column(self) -> int:
        """The column of the chosen quarter, or of its year where that is folded."""
        if self._quarter is None:
            return FROZEN
        quarter = self.column(Kind.QUARTER, self._quarter)
        return quarter if quarter is not None else self.column(Kind.YEAR, self._quarter.of_year) or FROZEN

    def column(self, kind: Kind, period: Period | None = None) -> int | None:
        """Return where a column stands; None where it is not shown."""
        wanted = GridColumn(kind, period)
        return self._columns.index(wanted) if wanted in self._columns else None

    def row(self, row: int) -> EntryRow:
        """Return what a row stands for."""
        return self._rows[row]

    @property
    def bands(self) -> tuple[BandRow, ...]:
        """The headings of the priorities, in order."""
        return tuple(row for row in self._rows if isinstance(row, BandRow))

    def band_of(self, row: int) -> int | None:
        """Return the row of the heading that a row stands under; a heading's own."""
        return next((each for each in range(row, -1, -1) if isinstance(self._rows[each], BandRow)), None)

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell; views that paint ask here."""
        if self._cells is None:
            raise LookupError("A cell was asked of a grid that shows no document.")
        return self._cells.cell(self._rows[row], column)

    def painted(self, row: int, column: int) -> GridCell:
        """Return a cell to be painted; whether it looks odd is seen a moment after a file was opened."""
        if self._cells is None:
            raise LookupError("A cell was asked of a grid that shows no document.")
        cells = self._cells
        return (cells.plain if self._judging.isActive() else cells.cell)(self._rows[row], column)

    def opens(self, row: int, column: int) -> Period | None:
        """Return under which period a cell is typed; None where it cannot be typed into."""
        return self._cells.opens(self._rows[row], column) if self._cells is not None else None

    def misses(self, row: int, column: int) -> bool:
        """Whether a cell is empty though the chosen quarter waits for it."""
        return self._cells is not None and self._cells.misses(self._rows[row], column)

    def is_open(self, index: Index) -> bool:
        """Whether a cell can be typed into."""
        return index.isValid() and self.opens(index.row(), index.column()) is not None

    def place(self, index: Index) -> GridPlace | None:
        """Return what a cell stands for; None for bands and for no cell."""
        row = self._rows[index.row()] if index.isValid() else None
        if not isinstance(row, SeriesRow):
            return None
        column = self._columns[index.column()]
        return GridPlace(row.series.id, column.kind, column.period)

    def find(self, place: GridPlace | None) -> QModelIndex:
        """Return where a cell stands now; where its column is not shown, the chosen quarter's stands in."""
        if place is not None:
            column = self.column(place.kind, place.period)
            for number, row in enumerate(self._rows):
                if isinstance(row, SeriesRow) and row.series.id == place.series:
                    return self.index(number, self.chosen_column if column is None else column)
        return QModelIndex()

    def unfold_to(self, series: SeriesId) -> None:
        """Bring the priority back under which a series stands."""
        if self._snapshot is None or self._quarter is None or not self._folded:
            return
        for row in rows_of(self._snapshot, self._quarter):
            if isinstance(row, SeriesRow) and row.series.id == series:
                self.fold([row.placed.priority.id], False)
                return

    def contents(self) -> tuple[tuple[str, ...], ...]:
        """Return all that is displayed: the headings, then every row's texts."""
        columns = range(len(self._columns))
        rows = tuple(tuple(self.cell(row, each).text for each in columns) for row in range(len(self._rows)))
        return (tuple(column.heading for column in self._columns), *rows)

    def numbers(self, indexes: Iterable[Index]) -> tuple[Decimal, ...]:
        """Return the numbers among some cells."""
        cells = self._cells
        if cells is None:
            return ()
        found = (cells.number(self._rows[index.row()], index.column()) for index in indexes)
        return tuple(value for value in found if value is not None)

    # ------------------------------------------------------------------ what is typed

    def enter(self, cells: Sequence[tuple[Index, str]], label: str = "") -> bool:
        """Enter texts into cells as one act; those that cannot be typed into are left out.

        Tells what is doubtful, or why nothing was entered, and returns False only where the document refused.
        """
        wanted = [(index, text) for index, text in cells if self.is_open(index)]
        if not wanted:
            return True
        first, text = wanted[0]
        done = self._do(
            entering(self, wanted, label or self.label(first)),
            f"'{text.strip()}' was not entered. " if len(wanted) == 1 and text.strip() else "",
        )
        if done:
            self._tell_doubts([index for index, _ in wanted])
            place = self.place(first)
            if len(wanted) == 1 and place is not None:
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

    def cell_name(self, index: Index) -> str:
        """Return a cell for a label: "2.1, Quarter 4 2015/16"."""
        row, period = self._rows[index.row()], self.opens(index.row(), index.column())
        name = row.short_name if isinstance(row, SeriesRow) else row.text
        return f"{name}, {period.label}" if period else name

    # ------------------------------------------------------------------ Qt's own questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows, bands included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A band is stood on only while its rows are put away; only figures and words can be typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if isinstance(row, BandRow):
            stands = row.is_folded and index.column() >= FROZEN
            return _CLOSED if stands else Qt.ItemFlag.NoItemFlags
        if index.column() < FROZEN:
            return Qt.ItemFlag.ItemIsEnabled
        return _OPEN if self.is_open(index) else _CLOSED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, holds and says."""
        if not index.isValid() or self._cells is None:
            return None
        found: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = self.cell(index.row(), index.column()).text
            case Qt.ItemDataRole.EditRole:
                cell = self.cell(index.row(), index.column())
                found = cell.typed if cell.period is not None else cell.text
            case Qt.ItemDataRole.ToolTipRole:
                # As rich text, so that long lines wrap and a typed "<b>" stays what was typed.
                words = said(self._cells, self._rows[index.row()], index.column())
                found = f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>" if words else None
            case Qt.ItemDataRole.AccessibleTextRole:
                found = said(self._cells, self._rows[index.row()], index.column()).replace("\n", ". ")
            case Qt.ItemDataRole.TextAlignmentRole:
                is_words = self._columns[index.column()].kind in LEFT
                side = Qt.AlignmentFlag.AlignLeft if is_words else Qt.AlignmentFlag.AlignRight
                found = side | Qt.AlignmentFlag.AlignVCenter
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number."""
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.heading
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.said
            case Qt.ItemDataRole.ToolTipRole:
                return f"{column.said}, {column.period.span_label}" if column.period else None
        return None

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

    def _new_cells(self) -> GridCells | None:
        if self._snapshot is None or self._quarter is None:
            return None
        return GridCells(self._snapshot, self._quarter, self._columns, self._view.shows)

    def _repaint(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, FROZEN), last)

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

    def _tell_doubts(self, indexes: Sequence[Index]) -> None:
        """Say in one sentence what is doubtful or odd among the cells just entered."""
        doubted: list[tuple[Index, str]] = []
        for index in indexes if len(indexes) <= _TOLD else ():
            if index.row() >= len(self._rows):
                continue
            cell = self.cell(index.row(), index.column())
            if cell.doubt or cell.odd:
                doubted.append((index, cell.doubt or cell.odd[0]))
        if not doubted:
            return
        index, doubt = doubted[0]
        others = len(doubted) - 1
        more = f" So with {others} other {'cell' if others == 1 else 'cells'}, marked in the grid."
        self.told.emit(f"{self.cell_name(index)}: {doubt}{more if others else ''}")
