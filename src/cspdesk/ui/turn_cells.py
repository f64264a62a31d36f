"""The cells of a table of choices: what can be done with each, how it is painted, and its editor."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from cspdesk.ui.plan_edit_line import LONGEST
from cspdesk.ui.theme import space, theme

Index = QModelIndex | QPersistentModelIndex
YES, NO = "yes", ""
"""What a tick says when it is set, and when it is not."""


class CellKind(Enum):
    """What can be done with a cell."""

    WORDS = auto()
    FIGURE = auto()
    TICK = auto()
    CHOICE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class TurnCell:
    """One cell; a tick's text is YES or NO."""

    text: str = ""
    kind: CellKind = CellKind.WORDS
    choices: tuple[str, ...] = ()
    """What can be chosen; of a text, what Space steps through."""
    tip: str = ""
    """More about it; by default its own words, where they are cut."""
    is_doubtful: bool = False
    """Whether its tip says what is wrong with it."""


class _OpenedCombo(QComboBox):
    """A list of choices in a cell: arrow keys pass over them, and one taken from the open list is final."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._was_open = False
        self.activated.connect(self._activated)

    def showPopup(self) -> None:
        """Open the list."""
        self._was_open = True
        super().showPopup()

    def _activated(self) -> None:
        if self._was_open:
            self._was_open = False
            self.taken.emit()


class CellDelegate(QStyledItemDelegate):
    """Shows what can be written in as a frame, and opens a line or a list in it."""

    def __init__(self, table: QTableWidget, cell: Callable[[Index], TurnCell], matters: int) -> None:
        super().__init__(table)
        self._table = table
        self._cell = cell
        self._matters = matters
        """The column whose words matter most among those that are only read."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's own arguments
        """Return a list of the choices, or a line to type in."""
        cell = self._cell(index)
        name = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        if cell.kind is CellKind.CHOICE:
            combo = _OpenedCombo(parent)
            combo.addItems(list(cell.choices))
            combo.setAccessibleName(name)
            combo.taken.connect(lambda: self._taken(combo))
            return combo
        line = QLineEdit(parent)
        # What is too long is refused when it is to be entered, and never cut here.
        line.setMaxLength(LONGEST)
        line.setFrame(False)
        line.setAccessibleName(name)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's words into the editor."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen or typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell: quiet where it is read only, framed where it can be written in."""
        colours, cell = theme(), self._cell(index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        can_write = cell.kind in (CellKind.TEXT, CellKind.CHOICE)
        frame = option.rect.adjusted(space(0.2), 2, -space(0.2), -2)
        painter.save()
        if cell.kind is CellKind.TICK:
            self._tick(painter, shown, is_on=cell.text == YES)
        else:
            self._words(painter, shown, cell, can_write)
        if can_write:
            painter.setPen(QPen(colours.warning if cell.is_doubtful else colours.control, 1))
            painter.drawRect(frame)
        if index == self._table.currentIndex():
            is_here = self._table.hasFocus()
            painter.setPen(QPen(colours.accent if is_here else colours.control, 2 if is_here else 1))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _words(self, painter: QPainter, shown: QStyleOptionViewItem, cell: TurnCell, can_write: bool) -> None:
        colours = theme()
        inside = shown.rect.adjusted(space(0.75), 0, -space(0.75), 0)
        matters = shown.index.column() == self._matters
        ink: QColor = colours.text if can_write or matters else colours.quiet
        if cell.is_doubtful and not can_write:
            ink = colours.warning
        painter.setFont(shown.font)
        painter.setPen(ink)
        if cell.kind is CellKind.CHOICE:
            down = inside.adjusted(inside.width() - space(1), 0, 0, 0)
            painter.drawText(down, int(Qt.AlignmentFlag.AlignCenter), "\u25be")
            inside = inside.adjusted(0, 0, -space(1.25), 0)
        cut = shown.fontMetrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(shown.displayAlignment), cut)

    def _tick(self, painter: QPainter, shown: QStyleOptionViewItem, *, is_on: bool) -> None:
        colours = theme()
        side = shown.fontMetrics.ascent() + 4
        cell = shown.rect
        box = QRect(cell.left() + space(0.75), cell.center().y() - side // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if is_on else colours.control, 1))
        painter.setBrush(colours.accent if is_on else colours.surface)
        painter.drawRoundedRect(box, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_on:
            left, top = box.left(), box.top()
            painter.setPen(QPen(colours.on_accent, max(2, side // 8)))
            points = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
            painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in points])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _taken(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
