"""Painting and editing the cells of the entry grid, straight from the model's cells."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_columns import FROZEN
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import BandRow, SeriesRow
from cspdesk.ui import entry_marks as marks
from cspdesk.ui.entry_editor import CellEditor
from cspdesk.ui.entry_keys import IN_EDITOR, NOT_IN_EDITOR, act_of
from cspdesk.ui.entry_marks import Fonts
from cspdesk.ui.status_mark import paint_status
from cspdesk.ui.theme import space, theme

Index = QModelIndex | QPersistentModelIndex

_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Keys that end the typing in a cell, and where they lead."""


class EntryDelegate(QStyledItemDelegate):
    """Paints cells without going through styles or roles, and ends an editor by the keys of a spreadsheet."""

    left_editor = Signal(int, int)
    """Typing ended with a key that leads on by so many rows and columns."""

    asked = Signal(str)
    """A key of the grid was pressed that also does something while a figure is being typed."""
    opened = Signal()
    """A cell is being edited."""
    typed = Signal(str)
    """A figure was typed and entered."""

    def __init__(self, model: EntryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._fonts: dict[float, Fonts] = {}
        self.was_refused = False
        self.editor: CellEditor | None = None
        self._ruled_for: object = None
        self._ruled_now: frozenset[int] = frozenset()
        self.frozen_width = 0
        """How wide the frozen half is: the words of a band run on from there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row, column = index.row(), index.column()
        cell = self._model.painted(row, column)
        colours = theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        fonts = self._fonts_for(option.font)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, marks.background(colours, cell, is_selected))
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column in self._ruled() and cell.kind is not CellKind.BAND:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if cell.kind is CellKind.BAND:
            self._band(painter, rect, fonts, row, column)
        else:
            room = rect.adjusted(fonts.pad, 0, -fonts.pad, -1)
            painter.setFont(fonts.plain)
            self._content(painter, room, fonts, cell, row)
            self._marks(painter, rect, room, fonts, cell)
            if cell.kind is CellKind.NAME and row == self._current_row():
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), colours.accent)
        if is_selected and colours.is_system:
            # No tint may stand behind the system's own colours: an outline says what is selected.
            painter.setPen(QPen(colours.accent, 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        if state & QStyle.StateFlag.State_HasFocus and column >= FROZEN:
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _content(self, painter: QPainter, room: QRect, fonts: Fonts, cell: GridCell, row: int) -> None:
        """Paint what a cell shows."""
        colours = theme()
        match cell.kind:
            case CellKind.NAME:
                self._name(painter, room, fonts, row)
            case CellKind.UNIT:
                marks.words(painter, room, cell.text, fonts.metrics, colours.quiet, right=False)
            case CellKind.WORDS:
                marks.words(painter, room, cell.text, fonts.metrics, colours.text, right=False)
            case CellKind.STATUS if cell.status is not None:
                paint_status(painter, room, cell.status, fonts.plain)
            case CellKind.FIGURE | CellKind.TARGET | CellKind.DERIVED:
                is_quiet = cell.is_derived or cell.kind is CellKind.DERIVED
                over = marks.upper(room, self._model.view.shows)
                ink = colours.quiet if is_quiet else colours.text
                marks.words(painter, over, cell.text, fonts.metrics, ink)
                if cell.below:
                    under = over.translated(0, over.height())
                    marks.words(painter, under, cell.below, fonts.metrics, colours.quiet)

    def _marks(self, painter: QPainter, rect: QRect, room: QRect, fonts: Fonts, cell: GridCell) -> None:
        """Paint the small marks that a cell bears."""
        colours = theme()
        if cell.missing:
            marks.missing(painter, rect, colours)
        if cell.note:
            marks.noted(painter, rect, colours)
        if cell.doubt:
            over = marks.upper(room, self._model.view.shows)
            marks.doubt(painter, over, min(room.width(), fonts.metrics.horizontalAdvance(cell.text)), colours)
        if cell.odd:
            marks.odd(painter, rect, colours)
        if cell.revision is not None:
            marks.revised(painter, rect, colours)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's own signature
        """Return the line in which a cell is typed."""
        self.editor = CellEditor(parent)
        self.was_refused = False
        self.opened.emit()
        return self.editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Put the editor over its cell."""
        if isinstance(editor, CellEditor):
            editor.cell = QRect(option.rect)
            editor.fit()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Offer what was typed, to the letter, unless something is being typed already."""
        # Asked again whenever the row changes: by another figure, or by one the document has refused.
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(self._model.cell(index.row(), index.column()).typed)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Enter what was typed."""
        if isinstance(editor, CellEditor):
            is_new = editor.text().strip() != self._model.cell(index.row(), index.column()).typed
            self.was_refused = not self._model.setData(index, editor.text())
            if is_new and not self.was_refused:
                self.typed.emit(editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget an editor that is over."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End typing by Enter, Tab and the vertical arrows; keep the editor where its text was refused."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            found = act_of(event)
            if found is not None and found[0] in IN_EDITOR:
                self.asked.emit(found[0])
                return True
            if found is not None and found[0] in NOT_IN_EDITOR:
                # Else the grid would hear it and change the cell under what is being typed.
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                if not self.was_refused:
                    self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and step == (1, 0)
                    self.left_editor.emit(-step[0] if back else step[0], step[1])
                return True
        return super().eventFilter(editor, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> object:  # type: ignore[override]  # never asked for: sections are fixed
        """Rows are of one height."""
        size = super().sizeHint(option, index)
        size.setHeight(marks.grid_row_height(self._model.view.shows))
        return size

    def _fonts_for(self, font: QFont) -> Fonts:
        size = font.pointSizeF()
        fonts = self._fonts.get(size)
        if fonts is None:
            fonts = self._fonts[size] = Fonts.of(QFont(font))
        return fonts

    def _ruled(self) -> frozenset[int]:
        """The model's ruled columns, worked out once for each set of columns."""
        columns = self._model.columns
        if self._ruled_for is not columns:
            self._ruled_for, self._ruled_now = columns, self._model.ruled
        return self._ruled_now

    def _current_row(self) -> int:
        parent = self.parent()
        figures = getattr(parent, "figures", None)
        return figures.currentIndex().row() if figures is not None else -1

    def _band(self, painter: QPainter, rect: QRect, fonts: Fonts, row: int, column: int) -> None:
        """Paint this cell's stretch of the band's words, which run through all columns."""
        item = self._model.row(row)
        if not isinstance(item, BandRow):
            return
        glyph = space(1.5)
        start = fonts.pad + glyph - (0 if column < FROZEN else self.frozen_width)
        width = fonts.strong_metrics.horizontalAdvance(item.text) + 1
        count = f"{item.rows} {'row' if item.rows == 1 else 'rows'} put away" if item.is_folded else ""
        if column == 0 and item.rows:
            marks.fold_mark(painter, QRect(fonts.pad, rect.top(), glyph, rect.height()), item.is_folded)
        whole = width + (2 * glyph + fonts.metrics.horizontalAdvance(count) if count else 0)
        if start + whole <= rect.left():
            return
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(fonts.strong)
        words = QRect(start, rect.top(), width, rect.height() - 1)
        marks.words(painter, words, item.text, fonts.strong_metrics, theme().text, right=False)
        if count:
            painter.setFont(fonts.plain)
            beside = QRect(start + width + glyph, rect.top(), whole - width, rect.height() - 1)
            marks.words(painter, beside, count, fonts.metrics, theme().quiet, right=False)
        painter.restore()

    def _name(self, painter: QPainter, room: QRect, fonts: Fonts, row: int) -> None:
        """The number in a column of its own, the title, and the series' name in quiet text."""
        item = self._model.row(row)
        if not isinstance(item, SeriesRow):
            return
        colours = theme()
        painter.setFont(fonts.plain)
        rest = room.adjusted(fonts.indent, 0, 0, 0)
        label = item.series.label
        if not item.is_first:
            marks.words(painter, rest, label, fonts.metrics, colours.quiet, right=False)
            return
        marks.words(painter, room, item.placed.number, fonts.metrics, colours.quiet, right=False)
        if label:
            gap = fonts.metrics.horizontalAdvance("  ")
            width = min(fonts.metrics.horizontalAdvance(label), rest.width() // 2)
            title = min(fonts.metrics.horizontalAdvance(item.measure.title), rest.width() - width - gap)
            place = QRect(rest.left() + title + gap, rest.top(), width + 1, rest.height())
            marks.words(painter, place, label, fonts.metrics, colours.quiet, right=False)
            rest.setWidth(title + 1)
        marks.words(painter, rest, item.measure.title, fonts.metrics, colours.text, right=False)
