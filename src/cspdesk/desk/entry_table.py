"""The entry grid as a Qt table to be read: which rows, columns and cells there are, and what each says."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cspdesk.analysis.provenance import FigureKind
from cspdesk.desk.entry_cell import GridCell
from cspdesk.desk.entry_cells import GridCells
from cspdesk.desk.entry_columns import FROZEN, GridColumn, GridView, Kind, Shows
from cspdesk.desk.entry_rows import BandRow, EntryRow, SeriesRow
from cspdesk.desk.entry_said import said
from cspdesk.desk.workspace import FigureKey
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PriorityId, SeriesId

Index = QModelIndex | QPersistentModelIndex

_ASKED = {
    Kind.ALONE: FigureKind.QUARTER,
    Kind.YEAR_TO_DATE: FigureKind.YEAR_TO_DATE,
    Kind.SAME_QUARTER: FigureKind.SAME_QUARTER,
    Kind.CHANGE: FigureKind.CHANGE,
    Kind.WINDOW_CHANGE: FigureKind.PREVIOUS_CHANGE,
    Kind.STATUS: FigureKind.STATUS,
}
"""What is asked of a column that is worked out."""

LEFT = frozenset({Kind.MEASURE, Kind.UNIT, Kind.STATUS, Kind.COMMENTARY})
"""Columns of words, which stand at the left of their cells; figures stand at the right."""

# Asked for each cell at each painting, so put together once.
_CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN = _CLOSED | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class GridPlace:
    """A cell by what it stands for rather than where it stands, so that it is found again after a rebuild."""

    series: SeriesId
    kind: Kind
    period: Period | None


class EntryTableModel(QAbstractTableModel):
    """What stands in the grid; `EntryModel` fills it from a document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._quarter: Period | None = None
        self._view = GridView()
        self._rows: tuple[EntryRow, ...] = ()
        self._columns: tuple[GridColumn, ...] = (GridColumn(Kind.MEASURE), GridColumn(Kind.UNIT))
        self._cells: GridCells | None = None

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

    def row_of(self, priority: PriorityId) -> int:
        """Return the row of a priority's heading; -1 where it has none."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if isinstance(row, BandRow) and row.priority.id == priority), -1)

    def band_of(self, row: int) -> int | None:
        """Return the row of the heading that a row stands under; a heading's own."""
        return next((each for each in range(row, -1, -1) if isinstance(self._rows[each], BandRow)), None)

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell; views that paint ask here."""
        if self._cells is None:
            raise LookupError("A cell was asked of a grid that shows no document.")
        return self._cells.cell(self._rows[row], column)

    def opens(self, row: int, column: int) -> Period | None:
        """Return under which period a cell is typed; None where it cannot be typed into."""
        return self._cells.opens(self._rows[row], column) if self._cells is not None else None

    def all_opens(self, row: int) -> tuple[Period | None, ...]:
        """Return under which period each cell of a row is typed; a band's take nothing."""
        found = self._rows[row]
        if self._cells is None or not isinstance(found, SeriesRow):
            return (None,) * len(self._columns)
        return self._cells.all_opens(found)

    def is_filled(self, row: int, column: int) -> bool:
        """Whether something was typed in a cell."""
        return self._cells is not None and self._cells.is_filled(self._rows[row], column)

    def figure_key(self, index: Index) -> FigureKey | None:
        """Return the figure of a cell, for who asks where it comes from; None for words and for none."""
        row = self._rows[index.row()] if index.isValid() else None
        if not isinstance(row, SeriesRow) or self._cells is None or self._quarter is None:
            return None
        column = self._columns[index.column()]
        is_target = self._view.shows is Shows.TARGETS
        kind, period = _ASKED.get(column.kind), column.period
        if column.kind in (Kind.QUARTER, Kind.YEAR):
            kind = FigureKind.TARGET if is_target else FigureKind.ENTERED
        elif column.kind is Kind.STATUS:
            period = self._quarter
        elif kind is not None:
            period = self._cells.derived(row).quarter
        if kind is None or period is None:
            return None
        return FigureKey(kind, row.measure.id, row.series.id, period)

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

    def contents(self) -> tuple[tuple[str, ...], ...]:
        """Return all that is displayed: the headings, then every row's texts."""
        columns = range(len(self._columns))
        rows = tuple(tuple(self.cell(row, each).text for each in columns) for row in range(len(self._rows)))
        return (tuple(column.heading for column in self._columns), *rows)

    def numbers(self, places: Iterable[tuple[int, int]]) -> tuple[Decimal, ...]:
        """Return the numbers among the cells at some rows and columns."""
        cells = self._cells
        if cells is None:
            return ()
        found = (cells.number(self._rows[row], column) for row, column in places)
        return tuple(value for value in found if value is not None)

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
                words = said(self._cells, self._rows[index.row()], index.column())
                found = ". ".join(line.removesuffix(".") for line in words.split("\n"))
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
