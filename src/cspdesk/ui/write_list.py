"""The measures to write about, at the left of the Write page: a tick where written, a word where not read."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cspdesk.desk.write_queue import WriteQueue, Writing
from cspdesk.ui.theme import Role, role_font, row_height, space, theme

Index = QModelIndex | QPersistentModelIndex

NOT_REVIEWED = "not reviewed"
_KEY = Qt.ItemDataRole.UserRole
_HINT, _IS_WRITTEN = _KEY + 1, _KEY + 2


class WriteList(QListWidget):
    """Every measure of the quarter under its priority."""

    chosen = Signal(str)
    """Another measure was chosen, by its key."""
    opened = Signal(str)
    """It is to be written about: Enter or a click."""

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self._shown: tuple[tuple[str, str, str, bool], ...] = ()
        self.setObjectName("choices")
        self.setAccessibleName("Measures to write about")
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.setMinimumWidth(space(20))
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_KEY)))

    def show_queue(self, queue: WriteQueue, current: str) -> None:
        """Show these measures, one of them chosen."""
        wanted = tuple(_rows(queue))
        self._is_filling = True
        if [row[:2] for row in wanted] != [row[:2] for row in self._shown]:
            self.clear()
            for key, words, _, _ in wanted:
                item = QListWidgetItem(words)
                item.setData(_KEY, key)
                item.setToolTip(words)
                if not key:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(item)
        for place, (key, words, hint, is_written) in enumerate(wanted):
            item = self.item(place)
            item.setData(_HINT, hint)
            item.setData(_IS_WRITTEN, is_written)
            state = hint or ("written" if is_written else "not written")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {state}" if key else words)
        self._shown = wanted
        keys = [row[0] for row in wanted]
        if current in keys:
            self.setCurrentRow(keys.index(current))
        self._is_filling = False

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.chosen.emit(item.data(_KEY))


def _rows(queue: WriteQueue) -> list[tuple[str, str, str, bool]]:
    """Each row's key ("" of a priority), words, quiet word at the right, and whether it is written."""
    found: list[tuple[str, str, str, bool]] = []
    before = None
    for item in queue.items:
        priority = item.placed.priority
        if priority.id != before:
            before = priority.id
            found.append(("", f"{priority.number} {priority.title}".strip() or "Priority", "", False))
        found.append(_row(item))
    return found


def _row(item: Writing) -> tuple[str, str, str, bool]:
    name = item.placed.name or "A measure without a title"
    return (item.measure, name, NOT_REVIEWED if item.is_unread else "", item.is_written)


class _Delegate(QStyledItemDelegate):
    """A line with a tick at its left; a priority in bold."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - all are alike
        """Return a row's height; the list gives it its own width."""
        return QSize(space(10), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        colours, rect = theme(), QRect(option.rect)
        is_heading = not index.data(_KEY)
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or (option.state & QStyle.StateFlag.State_MouseOver and not is_heading):
            painter.fillRect(rect, colours.selection if is_selected else colours.raised)
        if is_selected and (colours.is_system or option.state & QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        font = role_font(Role.STRONG if is_heading else Role.BODY)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        inside = rect.adjusted(space(0.75), 0, -space(0.75), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not is_heading:
            mark = QRect(inside.left(), inside.top(), space(1.25), inside.height())
            if index.data(_IS_WRITTEN):
                _tick(painter, mark, metrics.ascent() * 0.6)
            inside.setLeft(mark.right() + space(0.5))
        hint = str(index.data(_HINT) or "")
        if hint:
            painter.setPen(colours.quiet)
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, hint)
            inside.setRight(inside.right() - metrics.horizontalAdvance(hint) - space(0.75))
        painter.setPen(colours.text)
        cut = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()


def _tick(painter: QPainter, room: QRect, side: float) -> None:
    """Paint a tick in the middle of a room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().text, 1.6))
    left, middle = room.center().x() - side / 2, room.center().y()
    low = QPointF(left + side * 0.35, middle + side / 2)
    painter.drawPolyline(QPolygonF((QPointF(left, middle), low, QPointF(left + side, middle - side / 2))))
