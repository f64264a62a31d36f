"""The mouse in the entry grid: standing, selecting, and the square at the selection's corner that fills."""

from PySide6.QtCore import QItemSelectionRange, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from cspdesk.desk.entry_columns import FROZEN
from cspdesk.desk.entry_rows import BandRow
from cspdesk.ui.entry_acts import EntryActs
from cspdesk.ui.entry_cursor import Cursor
from cspdesk.ui.entry_parts import EntryTable
from cspdesk.ui.theme import space, theme


class GridMouse(QObject):
    """What pressing, dragging and releasing mean; the view hands its mouse on to here."""

    band_pressed = Signal(int)
    """The heading of a priority was pressed."""

    def __init__(self, view: EntryTable, cursor: Cursor, acts: EntryActs) -> None:
        super().__init__(view)
        self._view = view
        self._cursor = cursor
        self._acts = acts
        self._is_filling = False
        self._is_selecting = False
        self._onward = (0, 0)
        """How many rows and columns on the fill reaches; one of them is 0."""
        self._painted = QRect()

    def corner(self) -> QRect:
        """Return the square at the corner of the selected block, or an empty one where there is none."""
        block = self._block()
        if block is None:
            return QRect()
        cell = self._view.visualRect(block.bottomRight())
        side = space(1)
        square = QRect(0, 0, side, side)
        square.moveCenter(cell.bottomRight())
        # At the viewport's own corner it stays within reach.
        square.moveRight(min(square.right(), self._view.viewport().width() - 1))
        return square

    def repaint_corner(self) -> None:
        """Paint the square where it is now and no longer where it was."""
        for place in (self._painted, self.corner()):
            self._view.viewport().update(place.adjusted(-2, -2, 2, 2))

    def press(self, point: QPoint, held: Qt.KeyboardModifier) -> None:
        """Take hold of the square, or stand in a cell; Shift selects up to it, Ctrl adds it."""
        self._onward = (0, 0)
        if self.corner().contains(point):
            self._is_filling = True
            return
        index = self._view.indexAt(point)
        if index.isValid() and isinstance(self._view.entry_model.row(index.row()), BandRow):
            self.band_pressed.emit(index.row())
            return
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        self._is_selecting = True
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._cursor.grow(index)
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._cursor.add(index)
        else:
            self._cursor.stand(index)

    def press_aside(self, point: QPoint) -> None:
        """Stand where the menu is asked for, unless that is selected."""
        index = self._view.indexAt(point)
        if index.flags() & Qt.ItemFlag.ItemIsSelectable and not self._view.selectionModel().isSelected(index):
            self._cursor.stand(index)

    def move(self, point: QPoint, is_held: bool) -> None:
        """Go on selecting or filling; with no button held, show where the square can be taken."""
        if not is_held:
            over = self.corner().contains(point)
            self._view.viewport().setCursor(
                Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        row, column = self._under(point)
        index = self._view.model().index(row, column)
        if self._is_filling:
            self._aim(row, column)
            self._view.scrollTo(index)
        elif (
            self._is_selecting
            and index.flags() & Qt.ItemFlag.ItemIsSelectable
            and index != self._cursor.reach
        ):
            self._cursor.grow(index)
            self._view.scrollTo(index)

    def release(self) -> None:
        """Fill as far as the square was dragged."""
        filling, self._is_filling, self._is_selecting = self._is_filling, False, False
        rows, columns = self._onward
        self._onward = (0, 0)
        if filling and (rows or columns):
            self._acts.spread(self._cursor.chosen(), rows, columns)
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paint the square, and the outline of what it would fill."""
        colours = theme()
        square = self.corner()
        self._painted = square
        if square.isEmpty():
            return
        painter.setPen(QPen(colours.surface, 1))
        painter.setBrush(colours.accent)
        painter.drawRect(square)
        block = self._block()
        rows, columns = self._onward
        if block is None or not (rows or columns):
            return
        model = self._view.model()
        top, bottom = min(block.top(), block.top() + rows), max(block.bottom(), block.bottom() + rows)
        left, right = min(block.left(), block.left() + columns), max(block.right(), block.right() + columns)
        first, last = model.index(top, left), model.index(bottom, right)
        painter.setPen(QPen(colours.accent, 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(
            self._view.visualRect(first).united(self._view.visualRect(last)).adjusted(1, 1, -1, -1)
        )

    def _block(self) -> QItemSelectionRange | None:
        """The selection where it is one block with a figure in its corner."""
        chosen = self._view.selectionModel().selection()
        if chosen.count() != 1:
            return None
        block = chosen.first()
        corner = self._view.model().index(block.bottom(), block.right())
        return block if corner.flags() & Qt.ItemFlag.ItemIsSelectable else None

    def _under(self, point: QPoint) -> tuple[int, int]:
        """The row and column under a point, or those nearest to it."""
        room = self._view.viewport().rect()
        row = self._view.rowAt(max(0, min(point.y(), room.bottom())))
        column = self._view.columnAt(max(0, min(point.x(), room.right())))
        last, end = self._view.model().rowCount() - 1, self._view.model().columnCount() - 1
        return (last if row < 0 else row), max(FROZEN, end if column < 0 else column)

    def _aim(self, row: int, column: int) -> None:
        block = self._block()
        if block is None:
            return
        rows = max(0, row - block.bottom()) or min(0, row - block.top())
        columns = max(0, column - block.right()) or min(0, column - block.left())
        self._onward = (rows, 0) if abs(rows) >= abs(columns) else (0, columns)
        self._view.viewport().update()
