"""Painting a choice in a list: its name, and quiet words below it or at its right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cspdesk.ui.theme import icon_side, row_height, space, theme

Index = QModelIndex | QPersistentModelIndex

HINT = Qt.ItemDataRole.UserRole + 1
"""The role of the quiet words."""


class ChoiceDelegate(QStyledItemDelegate):
    """One line, or two where the quiet words stand below."""

    def __init__(self, parent: QObject, *, hint_below: bool = False) -> None:
        super().__init__(parent)
        self._hint_below = hint_below

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height; the list gives it its own width."""
        more = QFontMetrics(option.font).lineSpacing() if self._hint_below and index.data(HINT) else 0
        return QSize(space(10), row_height() + more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        colours = theme()
        rect: QRect = option.rect
        metrics = QFontMetrics(option.font)
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.selection if is_selected else colours.raised)
        # In high contrast nothing is filled: the outline alone says which is chosen.
        if is_selected and (colours.is_system or option.state & QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inside = rect.adjusted(space(1), 0, -space(1), 0)
        inside = self._icon(painter, index, inside)
        painter.setFont(option.font)
        name, hint = str(index.data()), str(index.data(HINT) or "")
        line = metrics.lineSpacing()
        if self._hint_below:
            top = inside.top() + (inside.height() - 2 * line) // 2
            first = QRect(inside.left(), top, inside.width(), line)
            painter.setPen(colours.text)
            _write(painter, metrics, first, name, Qt.AlignmentFlag.AlignLeft)
            painter.setPen(colours.quiet)
            _write(painter, metrics, first.translated(0, line), hint, Qt.AlignmentFlag.AlignLeft)
        else:
            painter.setPen(colours.text)
            _write(painter, metrics, inside, name, Qt.AlignmentFlag.AlignLeft)
            taken = min(metrics.horizontalAdvance(name) + space(2), inside.width())
            painter.setPen(colours.quiet)
            _write(painter, metrics, inside.adjusted(taken, 0, 0, 0), hint, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _icon(self, painter: QPainter, index: Index, inside: QRect) -> QRect:
        """Paint the row's icon, if it has one, and return what is left beside it."""
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(icon, QIcon):
            return inside
        side = icon_side(2.6)
        icon.paint(painter, QRect(inside.left(), inside.center().y() - side // 2, side, side))
        return inside.adjusted(side + space(1.25), 0, 0, 0)


def _write(painter: QPainter, metrics: QFontMetrics, rect: QRect, words: str, side: Qt.AlignmentFlag) -> None:
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, cut)
