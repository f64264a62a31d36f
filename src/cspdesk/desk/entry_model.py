"""The entry grid as a Qt model: two years of quarters for every series of the chosen quarter's plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cspdesk.commands.figures import SetFigures, SetNote, TypedCell
from cspdesk.desk.document import Document
from cspdesk.desk.entry_rows import (
    COLUMN_COUNT,
    FIRST_QUARTER,
    YEAR_TO_DATE,
    BandRow,
    CellKind,
    EntryRow,
    GridCell,
    SeriesRow,
    cells_of,
    headings_of,
    quarters_of,
    rows_of,
)
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Placement, Plan, Priority, Series, SeriesId

Index = QModelIndex | QPersistentModelIndex

_SHAPE = frozenset(row.TABLE.name for row in (Plan, Priority, Measure, Placement, Series))
"""Tables that decide which rows there are and how their cells are read."""


# Asked for each cell at each painting, so put together once.
_CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN = _CLOSED | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class GridPlace:
    """A cell by what it stands for rather than where it stands, so that it is found again after a rebuild."""

    series: SeriesId
    column: int
    period: Period | None


class EntryModel(QAbstractTableModel):
    """The grid. It shows what it was last given by `show` and `take`, and writes through the document."""

    rebuilding = Signal()
    """The rows are about to be replaced: a view ends what is being typed while they still stand."""
    told = Signal(str)
    """One plain sentence about what was just typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._snapshot: Snapshot | None = None
        self._quarter: Period | None = None
        self._rows: tuple[EntryRow, ...] = ()
        self._cells: dict[int, tuple[GridCell, ...]] = {}
        self._quarters: tuple[Period, ...] = ()
        self._headings: tuple[str, ...] = ()

    def show(self, document: Document | None, quarter: Period) -> None:
        """Show a document in a quarter, from its snapshot as it stands; None shows nothing."""
        self.rebuilding.emit()
        self.beginResetModel()
        self._document = document
        self._snapshot = document.snapshot if document else None
        self._quarter = quarter
        self._rows = rows_of(self._snapshot, quarter) if self._snapshot else ()
        self._cells = {}
        self._quarters = quarters_of(quarter)
        self._headings = headings_of(quarter)
        self.endResetModel()

    def take(self, change_set: ChangeSet) -> None:
        """Take an edit that the document has taken: one notice for the rows it touched, or a rebuild."""
        if self._document is None or self._quarter is None:
            return
        if change_set.tables & _SHAPE:
            self.show(self._document, self._quarter)
            return
        self._snapshot = self._document.snapshot
        touched = self._touched(change_set)
        for row in touched:
            self._cells.pop(row, None)
        if touched:
            self.dataChanged.emit(self.index(touched[0], 0), self.index(touched[-1], COLUMN_COUNT - 1))

    @property
    def quarter(self) -> Period | None:
        """The chosen quarter; None before anything was shown."""
        return self._quarter

    @property
    def chosen_column(self) -> int:
        """The column of the chosen quarter."""
        return FIRST_QUARTER + self._quarters.index(self._quarter) if self._quarter else FIRST_QUARTER

    def row(self, row: int) -> EntryRow:
        """Return what a row stands for."""
        return self._rows[row]

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell; views that paint ask here."""
        cells = self._cells.get(row)
        if cells is None:
            if self._snapshot is None or self._quarter is None:
                raise LookupError("A cell was asked of a grid that shows no document.")
            cells = self._cells[row] = cells_of(self._snapshot, self._rows[row], self._quarter)
        return cells[column]

    def quarter_of(self, column: int) -> Period | None:
        """Return the quarter of a column; None for those that have none of their own."""
        return self._quarters[column - FIRST_QUARTER] if FIRST_QUARTER <= column < YEAR_TO_DATE else None

    def place(self, index: Index) -> GridPlace | None:
        """Return what a cell stands for; None for bands and for no cell."""
        row = self._rows[index.row()] if index.isValid() else None
        if not isinstance(row, SeriesRow):
            return None
        return GridPlace(row.series.id, index.column(), self.quarter_of(index.column()))

    def find(self, place: GridPlace | None) -> QModelIndex:
        """Return where a cell stands now: in its period's column if that is shown, else in the same one."""
        if place is not None:
            column = place.column
            if place.period in self._quarters:
                column = FIRST_QUARTER + self._quarters.index(place.period)
            for number, row in enumerate(self._rows):
                if isinstance(row, SeriesRow) and row.series.id == place.series:
                    return self.index(number, column)
        return QModelIndex()

    def contents(self) -> tuple[tuple[str, ...], ...]:
        """Return all that is displayed: the headings, then every row's texts."""
        columns = range(COLUMN_COUNT)
        rows = tuple(tuple(self.cell(row, each).text for each in columns) for row in range(len(self._rows)))
        return (self._headings, *rows)

    def numbers(self, indexes: Iterable[Index]) -> tuple[Decimal, ...]:
        """Return the numbers among some cells."""
        found = (self.cell(index.row(), index.column()).number for index in indexes)
        return tuple(value for value in found if value is not None)

    def enter(self, cells: Sequence[tuple[Index, str]], label: str = "") -> bool:
        """Enter texts into cells as one act; those that cannot be typed into are left out.

        Tells what is doubtful, or why nothing was entered, and returns False only where the document refused.
        """
        wanted = [(index, text) for index, text in cells if self.is_open(index)]
        if self._document is None or not wanted:
            return True
        made = tuple(self._typed_cell(index, text) for index, text in wanted)
        try:
            self._document.do(SetFigures(label or f"Figure for {self.cell_name(wanted[0][0])}", made))
        except DeskError as error:
            said = f"'{made[0].typed}' was not entered. " if len(made) == 1 and made[0].typed else ""
            self.told.emit(f"{said}{error}")
            return False
        self._tell_doubts([index for index, _ in wanted])
        return True

    def set_note(self, place: GridPlace, note: str) -> bool:
        """Write a cell's note; tells why and returns False where the document refused."""
        index = self.find(place)
        if self._document is None or not self.is_open(index):
            return True
        cell = self._typed_cell(index, "")
        label = f"Note on {self.cell_name(index)}"
        try:
            self._document.do(SetNote(label, cell.series, cell.period, note))
        except DeskError as error:
            self.told.emit(f"The note was not saved. {error}")
            return False
        return True

    def is_open(self, index: Index) -> bool:
        """Whether a cell can be typed into."""
        return index.isValid() and self.cell(index.row(), index.column()).period is not None

    def cell_name(self, index: Index) -> str:
        """Return a cell for a label: "2.1, Quarter 4 2015/16"."""
        row, period = self._rows[index.row()], self.cell(index.row(), index.column()).period
        name = row.short_name if isinstance(row, SeriesRow) else row.text
        return f"{name}, {period.label}" if period else name

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows, bands included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else COLUMN_COUNT

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Bands take no part in selection; only figures can be typed into."""
        if not index.isValid() or isinstance(self._rows[index.row()], BandRow):
            return Qt.ItemFlag.NoItemFlags
        if index.column() < FIRST_QUARTER:
            return Qt.ItemFlag.ItemIsEnabled
        return _OPEN if self.is_open(index) else _CLOSED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, holds and says."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        found: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = cell.text
            case Qt.ItemDataRole.EditRole:
                found = cell.typed if cell.kind is CellKind.FIGURE else cell.text
            case Qt.ItemDataRole.ToolTipRole if cell.said:
                # As rich text, so that long lines wrap and a typed "<b>" stays what was typed.
                found = f"<qt>{escape(cell.said).replace(chr(10), '<br>')}</qt>"
            case Qt.ItemDataRole.AccessibleTextRole:
                found = cell.said.replace("\n", ". ")
            case Qt.ItemDataRole.TextAlignmentRole:
                left = index.column() < FIRST_QUARTER
                side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
                found = side | Qt.AlignmentFlag.AlignVCenter
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number."""
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._headings):
            return None
        quarter = self.quarter_of(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._headings[section]
            case Qt.ItemDataRole.AccessibleTextRole:
                return quarter.label if quarter else self._headings[section].replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return f"{quarter.label}, {quarter.span_label}" if quarter else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Enter what was typed; False where the document refused it."""
        if role != Qt.ItemDataRole.EditRole or not self.is_open(index):
            return False
        if str(value).strip() == self.cell(index.row(), index.column()).typed:
            return True
        return self.enter([(index, str(value))])

    def _typed_cell(self, index: Index, text: str) -> TypedCell:
        row, period = self._rows[index.row()], self.cell(index.row(), index.column()).period
        if not isinstance(row, SeriesRow) or period is None:
            raise LookupError("A cell that cannot be typed into was to be entered.")
        return TypedCell(row.series.id, period, text)

    def _touched(self, change_set: ChangeSet) -> list[int]:
        """The rows of the measures whose figures changed: a total follows the other series of its measure."""
        if self._snapshot is None:
            return []
        series = {change.key[0] for change in change_set.of(Observation)}
        lines = self._snapshot.of(Series)
        measures = {line.measure for each in series if (line := lines.get(each))}
        return [
            number
            for number, row in enumerate(self._rows)
            if isinstance(row, SeriesRow) and row.measure.id in measures
        ]

    def _tell_doubts(self, indexes: Sequence[Index]) -> None:
        doubted = [
            (index, cell.doubt)
            for index in indexes
            if index.row() < len(self._rows) and (cell := self.cell(index.row(), index.column())).doubt
        ]
        if not doubted:
            return
        index, doubt = doubted[0]
        said = f"{self.cell_name(index)}: {doubt}"
        others = len(doubted) - 1
        if others:
            said += f" So with {others} other {'cell' if others == 1 else 'cells'}, underlined in the grid."
        self.told.emit(said)
