"""The tiles of the plan: a list in rows under the priorities' headings, painted from kept pictures."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cspdesk.desk.plan_board import Band, PlanBoard, Tile
from cspdesk.domain.tables import MeasureId
from cspdesk.ui.plan_model import HeadingRow, PlanModel, TileRow
from cspdesk.ui.theme import Role, role_font, space, theme
from cspdesk.ui.tile_painter import Face, face, paint_tile

Index = QModelIndex | QPersistentModelIndex

MOST_PICTURES = 160
"""So many tiles are kept painted; of a longer plan those seen last."""
_HEADING_LINES = 2.2


class TileDelegate(QStyledItemDelegate):
    """Paints headings, and tiles from pictures that are kept until something in them changes."""

    def __init__(self, view: "PlanTiles") -> None:
        super().__init__(view)
        self._view = view
        self._pictures: dict[MeasureId, tuple[TileRow, tuple[object, ...], QPixmap]] = {}

    def forget(self) -> None:
        """Paint every tile anew when it is next seen."""
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return a tile's size, or a whole row's for a heading."""
        return self._view.tile_size if self._view.plan.tile(index.row()) else self._view.heading_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row's entry."""
        row = self._view.plan.rows[index.row()]
        rect: QRect = option.rect
        if isinstance(row, HeadingRow):
            self._heading(painter, rect, row.words)
            return
        gap = self._view.gap
        room = rect.adjusted(0, 0, -gap, -gap)
        painter.drawPixmap(room.topLeft(), self._picture(row, room.size()))
        state = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            colours = theme()
            has_keys = is_current and self._view.hasFocus()
            painter.setPen(QPen(colours.accent if has_keys else colours.control, 2 if is_current else 1))
            inner = room.adjusted(1, 1, -1, -1) if is_current else room.adjusted(0, 0, -1, -1)
            painter.drawRect(inner)

    def _picture(self, row: TileRow, size: QSize) -> QPixmap:
        quarter = self._view.plan.quarter
        ratio = self._view.devicePixelRatioF()
        looks = (size.width(), size.height(), ratio, quarter, id(theme()))
        key = row.tile.measure.id
        kept = self._pictures.get(key)
        if kept is not None and kept[0].tile is row.tile and kept[0].was == row.was and kept[1] == looks:
            return kept[2]
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        if quarter is not None:
            # A picture may not go while a painter is at it, whatever happens meanwhile.
            painter = QPainter(picture)
            try:
                room = QRectF(0, 0, size.width(), size.height())
                paint_tile(painter, room, row.tile, quarter, self._view.face, row.was)
            finally:
                painter.end()
        self._pictures.pop(key, None)
        self._pictures[key] = (row, looks, picture)
        if len(self._pictures) > MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        return picture

    def _heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.save()
        painter.setFont(role_font(Role.HEADING))
        painter.setPen(theme().text)
        room = rect.adjusted(0, 0, 0, -space(0.5))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), cut)
        painter.restore()


class PlanTiles(QListView):
    """The tiles as a list that wraps. Enter or a click opens a measure, typing finds one."""

    opened = Signal(str)
    """The id of a measure that was chosen."""
    passed = Signal(str)
    """The id of the measure on whose tile the keys now stand."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = PlanModel()
        self.face: Face = face(self.font())
        self.gap = space(1.25)
        self.tile_size, self.heading_size = QSize(1, 1), QSize(1, 1)
        self._has_was = False
        self._typed = ""
        self._since = QElapsedTimer()
        self._delegate = TileDelegate(self)
        self.setModel(self.plan)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Measures by priority")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self._measure()

    def show_bands(self, board: PlanBoard, bands: tuple[Band, ...], was: Mapping[MeasureId, str]) -> None:
        """Show other tiles; the keys stay on the same measure, else go to the first."""
        measure = self.current
        if bool(was) != self._has_was:
            self._has_was = bool(was)
            self._measure()
        if self.plan.show_bands(board, bands, was):
            self.set_current(measure or "")

    @property
    def current(self) -> MeasureId | None:
        """The measure on whose tile the keys stand."""
        tile = self.plan.tile(self.currentIndex().row())
        return tile.measure.id if tile else None

    def set_current(self, measure: str, *, only_there: bool = False) -> None:
        """Put the keys on a measure's tile; where there is none on the first, unless only there."""
        place = self.plan.place_of(MeasureId(measure))
        places = self._places()
        if place < 0 and places and not only_there:
            place = places[0]
        if place >= 0:
            self.setCurrentIndex(self.plan.index(place))

    def forget_pictures(self) -> None:
        """Paint every tile anew when it is next seen."""
        self._delegate.forget()

    # ------------------------------------------------------------------ Qt's own

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keys are."""
        super().currentChanged(current, previous)
        tile = self.plan.tile(current.row())
        if tile is not None:
            self.passed.emit(tile.measure.id)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint only what changed: a list of this kind would lay out all its rows anew."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a tile into sight, under its priority's heading where it stands in the first row of it."""
        above = next(
            (p for p in range(index.row(), -1, -1) if isinstance(self.plan.rows[p], HeadingRow)), index.row()
        )
        heading = self.plan.index(above)
        if self.visualRect(index).top() <= self.visualRect(heading).bottom() + 1:
            super().scrollTo(heading, hint)
        super().scrollTo(index, hint)

    def doItemsLayout(self) -> None:
        """Lay the rows out, and keep the current tile in sight: it may stand elsewhere now."""
        super().doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,  # noqa: ARG002 - Qt's signature
    ) -> QModelIndex:
        """Return where an arrow or another key leads; headings are passed over."""
        places = self._places()
        if not places:
            return QModelIndex()
        here = self.currentIndex().row()
        at = places.index(here) if here in places else 0
        moves = QAbstractItemView.CursorAction
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                at = max(0, at - 1)
            case moves.MoveRight | moves.MoveNext:
                at = min(len(places) - 1, at + 1)
            case moves.MoveHome:
                at = 0
            case moves.MoveEnd:
                at = len(places) - 1
            case moves.MoveUp | moves.MoveDown:
                at = self._row_away(places, at, 1 if action is moves.MoveDown else -1)
            case moves.MovePageUp | moves.MovePageDown:
                step = 1 if action is moves.MovePageDown else -1
                for _ in range(max(1, self.viewport().height() // self.tile_size.height())):
                    at = self._row_away(places, at, step)
        return self.plan.index(places[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the measure at Enter; the rest is as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next measure whose number, or any word of whose title, begins as typed."""
        hints = QGuiApplication.styleHints()
        goes_on = self._since.isValid() and self._since.elapsed() < hints.keyboardInputInterval()
        self._typed = f"{self._typed}{search}" if goes_on else search
        self._since.start()
        found = self._found(self._typed.lower(), starts_here=goes_on and len(self._typed) > 1)
        if found >= 0:
            self.setCurrentIndex(self.plan.index(found))

    def resizeEvent(self, event: object) -> None:
        """Make the tiles as wide as fit evenly."""
        self._measure()
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands over its own event, unread here

    def changeEvent(self, event: QEvent) -> None:
        """Take on another theme and size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_delegate"):
            self.face = face(self.font())
            self.gap = space(1.25)
            self._delegate.forget()
            self._measure()

    # ------------------------------------------------------------------ places

    def _measure(self) -> None:
        """Work out the sizes: the room is shared evenly, the scroll bar's own is never used."""
        bar = self.verticalScrollBar()
        extent = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, bar)
        # One pixel less: the list breaks a row that fills its room exactly.
        room = max(1, self.maximumViewportSize().width() - max(extent, bar.sizeHint().width()) - 1)
        across = max(1, int(room // (self.face.least_width + self.gap)))
        width = room // across
        height = self.face.height(width - self.gap, has_was=self._has_was) + self.gap
        self.tile_size = QSize(width, round(height))
        self.heading_size = QSize(room, round(self.face.half * 2 * _HEADING_LINES))
        self.scheduleDelayedItemsLayout()

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self.plan.rows) if isinstance(row, TileRow)]

    def _row_away(self, places: list[int], at: int, step: int) -> int:
        """The tile nearest below or above, in the next row that has one."""
        rects = [self.visualRect(self.plan.index(place)) for place in places]
        own = rects[at]
        beyond = [i for i, rect in enumerate(rects) if (rect.top() - own.top()) * step > 0]
        if not beyond:
            return at
        line = min(rects[i].top() * step for i in beyond) * step
        return min(
            (i for i in beyond if rects[i].top() == line), key=lambda i: abs(rects[i].left() - own.left())
        )

    def _found(self, typed: str, *, starts_here: bool) -> int:
        places = self._places()
        here = self.currentIndex().row()
        at = places.index(here) if here in places else 0
        start = at if starts_here else at + 1
        for place in (*places[start:], *places[:start]):
            tile = self.plan.tile(place)
            if tile is not None and _begins(tile, typed):
                return place
        return -1

    def _open(self, index: QModelIndex) -> None:
        tile = self.plan.tile(index.row())
        if tile is not None:
            self.opened.emit(tile.measure.id)


def _begins(tile: Tile, typed: str) -> bool:
    name = tile.placed.name.lower()
    return name.startswith(typed) or any(
        name.startswith(typed, place + 1) for place, letter in enumerate(name) if letter in " (/-"
    )
