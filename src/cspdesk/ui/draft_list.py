"""A list of drafted sentences in full, each under what it tells; Enter takes one, Escape leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cspdesk.ui.choice_delegate import HINT
from cspdesk.ui.theme import space, theme

if TYPE_CHECKING:
    from cspdesk.analysis.drafting import Draft

Index = QModelIndex | QPersistentModelIndex

_HIGHEST = 26
"""The most half lines that the list takes; beyond, it scrolls."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class _Delegate(QStyledItemDelegate):
    """What a draft tells in quiet words, and below it the sentences, as many lines as they need."""

    def __init__(self, rows: QListWidget) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the sentences take at the list's width."""
        metrics = QFontMetrics(option.font)
        wide = self._rows.viewport().width()
        # Room for the scroll bar is left in any case: it comes once the heights are known.
        bar = self._rows.verticalScrollBar().sizeHint().width()
        least = min(wide, self._rows.width() - 2 * self._rows.frameWidth() - bar)
        room = QRect(0, 0, max(least - 2 * space(1), space(10)), 10_000)
        words = metrics.boundingRect(room, int(_WRAPS), str(index.data()))
        return QSize(wide, words.height() + metrics.lineSpacing() + space(1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a draft."""
        colours, rect = theme(), QRect(option.rect)
        metrics = QFontMetrics(option.font)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.selection if is_selected else colours.raised)
        if is_selected and (colours.is_system or option.state & QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inside = rect.adjusted(space(1), space(0.5), -space(1), -space(0.5))
        painter.setFont(option.font)
        painter.setPen(colours.quiet)
        said = metrics.elidedText(str(index.data(HINT)), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), said)
        painter.setPen(colours.text)
        painter.drawText(inside.adjusted(0, metrics.lineSpacing(), 0, 0), int(_WRAPS), str(index.data()))
        painter.restore()


class DraftList(QListWidget):
    """The drafts of one measure and quarter, the fullest first."""

    taken = Signal(object, bool)
    """A Draft, and whether its figures are to be live."""
    left = Signal()
    fitted = Signal()
    """It has taken on the height of what it shows."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _entered = Signal(bool)
    _lost = Signal()
    _widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drafts: tuple[Draft, ...] = ()
        self.setObjectName("drafts")
        self.setAccessibleName("Drafted sentences")
        self.setItemDelegate(_Delegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _item: self._take(is_live=not _shift_held()))
        self._entered.connect(lambda is_live: self._take(is_live=is_live))
        self._lost.connect(self.left)
        self._widened.connect(self._fit)

    def show_drafts(self, drafts: "Sequence[Draft]") -> None:
        """Show other drafts, the first chosen."""
        self._drafts = tuple(drafts)
        self.clear()
        for draft in drafts:
            item = QListWidgetItem(draft.text)
            item.setData(HINT, draft.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{draft.about}: {draft.text}")
            self.addItem(item)
        self.setCurrentRow(0)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Escape from the shortcuts of the page."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen draft by Enter, in plain words with Shift; leave by Escape."""
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self._entered.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when the keys go elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            QTimer.singleShot(0, self, self._lost.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences at another width."""
        super().resizeEvent(event)
        self._widened.emit()

    def _take(self, *, is_live: bool) -> None:
        if 0 <= self.currentRow() < len(self._drafts):
            self.taken.emit(self._drafts[self.currentRow()], is_live)

    def _fit(self) -> None:
        # A list whose width alone has changed does not think of its rows' heights by itself.
        self.scheduleDelayedItemsLayout()
        whole = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth() + 2
        high = min(whole, space(_HIGHEST))
        if high != self.height() or self.minimumHeight() != high:
            self.setFixedHeight(high)
        self.fitted.emit()


def _is_ours(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Escape:
        return held == Qt.KeyboardModifier.NoModifier
    return event.key() in _ENTER and held in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )


def _shift_held() -> bool:
    return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
