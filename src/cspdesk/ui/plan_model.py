"""The tiles of the plan and their priorities' headings as a list: names, tips and a reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cspdesk.desk.plan_board import Band, PlanBoard, Tile, spoken, tip
from cspdesk.desk.plan_words import heading
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A priority's heading among the rows."""

    words: str


@dataclass(frozen=True, slots=True)
class TileRow:
    """A tile among the rows, with what it was in the last pack where that is asked for and differs."""

    tile: Tile
    was: str = ""


Row = HeadingRow | TileRow


class PlanModel(QAbstractListModel):
    """Headings and tiles in the plan's order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.quarter: Period | None = None

    def show_bands(self, board: PlanBoard, bands: tuple[Band, ...], was: Mapping[MeasureId, str]) -> bool:
        """Show other tiles; return whether any stands elsewhere than before."""
        rows: list[Row] = []
        for band in bands:
            rows.append(HeadingRow(heading(band, board.priority_word)))
            rows += [TileRow(tile, was.get(tile.measure.id, "")) for tile in band.tiles]
        quarter, self.quarter = self.quarter, board.quarter
        if len(rows) != len(self.rows) or any(map(_is_elsewhere, rows, self.rows)):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        before, self.rows = self.rows, rows
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if quarter != board.quarter or not _is_alike(old, new):
                self.dataChanged.emit(self.index(place), self.index(place))
        return False

    def place_of(self, measure: MeasureId) -> int:
        """Return a measure's row; -1 where its tile is not shown."""
        return next(
            (
                p
                for p, row in enumerate(self.rows)
                if isinstance(row, TileRow) and row.tile.measure.id == measure
            ),
            -1,
        )

    def tile(self, place: int) -> Tile | None:
        """Return the tile of a row, or None for a heading or no row."""
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row.tile if isinstance(row, TileRow) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are; a list has no branches."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tiles can be chosen, headings cannot."""
        if self.tile(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> str | None:
        """Return a row's name, its tip, or all it says."""
        row = self.rows[index.row()]
        if isinstance(row, HeadingRow):
            return row.words if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) else None
        tile = row.tile
        if role == _ROLE.DisplayRole:
            return tile.placed.name
        if role == _ROLE.ToolTipRole:
            return tip(tile, row.was)
        if role == _ROLE.AccessibleTextRole and self.quarter is not None:
            return spoken(tile, self.quarter, row.was)
        if role == _ROLE.AccessibleDescriptionRole:
            return f"{tip(tile, row.was)}\n{tile.chart.description}"
        return None


def _is_elsewhere(one: Row, other: Row) -> bool:
    """Whether two rows are not of the same thing."""
    if isinstance(one, TileRow) and isinstance(other, TileRow):
        return one.tile.measure.id != other.tile.measure.id
    return type(one) is not type(other)


def _is_alike(one: Row, other: Row) -> bool:
    if isinstance(one, TileRow) and isinstance(other, TileRow):
        return one.tile is other.tile and one.was == other.was
    return one == other
