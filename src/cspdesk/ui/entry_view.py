"""The entry grid on the screen: measures frozen at the left, quarters beside them, keys of a spreadsheet."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QMenu, QWidget

from cspdesk.desk.clipboard import block_on, put_block
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import (
    CHANGE,
    COLUMN_COUNT,
    FIRST_QUARTER,
    MEASURE,
    UNIT,
    YEAR_TO_DATE,
    BandRow,
)
from cspdesk.desk.pasting import paste_block
from cspdesk.ui.entry_delegate import EntryDelegate
from cspdesk.ui.entry_parts import EntryTable, NameTable
from cspdesk.ui.theme import row_height, space

_KEPT_KEYS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.SelectAll,
)
"""Keys that the grid takes before any menu does while it has the focus."""

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class FigureTable(EntryTable):
    """The quarters and what is derived from them: here one types, pastes and moves about."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setAccessibleName("Figures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Else the style draws a frame where the two scroll bars meet.
        self.setCornerWidget(QWidget(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def event(self, event: QEvent) -> bool:
        """Take copy, paste and the like before a menu does."""
        match event:
            case QKeyEvent() if event.type() is QEvent.Type.ShortcutOverride:
                if any(event.matches(key) for key in _KEPT_KEYS):
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and edit as a spreadsheet does."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        for which, act in acts.items():
            if event.matches(which):
                act()
                return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif control and key in _ARROWS:
            self._leap(*_ARROWS[key], extend=shift)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves along the row, and from its end leaves the grid."""
        if self.currentIndex().isValid() and self.step(0, 1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyboardSearch(self, search: str) -> None:
        """Typing never jumps about: it is typing."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the keys do."""
        menu = QMenu(self)
        for words, keys, act in (
            ("Cut", QKeySequence.StandardKey.Cut, self.cut),
            ("Copy", QKeySequence.StandardKey.Copy, self.copy),
            ("Paste", QKeySequence.StandardKey.Paste, self.paste),
            ("Clear", QKeySequence.StandardKey.Delete, self.clear_cells),
        ):
            action = menu.addAction(words)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def step(self, rows: int, columns: int) -> bool:
        """Move the current cell on to the next that can be one; False where there is none."""
        here = self.currentIndex()
        row, column = here.row() + rows, here.column() + columns
        while 0 <= row < self.model().rowCount() and FIRST_QUARTER <= column < COLUMN_COUNT:
            index = self.model().index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.stand(index)
                return True
            row, column = row + rows, column + columns
        return False

    def stand(self, index: QModelIndex) -> None:
        """Make a cell the current and only selected one, whichever keys are held down meanwhile."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """Copy the selected block: figures as they were typed, derived cells as they are shown."""
        model = self.entry_model
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        if not chosen:
            return
        columns = range(min(c for _, c in chosen), max(c for _, c in chosen) + 1)
        rows = sorted({row for row, _ in chosen})
        texts = [
            tuple(_copied(model, row, column) if (row, column) in chosen else "" for column in columns)
            for row in rows
        ]
        QGuiApplication.clipboard().setMimeData(put_block(texts))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear_cells()

    def clear_cells(self) -> None:
        """Empty the selected figures as one act."""
        model = self.entry_model
        cells = [i for i in self.selectedIndexes() if model.cell(i.row(), i.column()).typed]
        if cells:
            one = f"Clearing of {model.cell_name(cells[0])}"
            label = one if len(cells) == 1 else f"Clearing of {len(cells)} figures"
            model.enter([(index, "") for index in cells], label)

    def paste(self) -> None:
        """Paste a block at the selection's top left as one act; a single copied cell fills the selection."""
        selected = self.selectedIndexes() or [self.currentIndex()]
        if selected[0].isValid():
            block = block_on(QGuiApplication.clipboard().mimeData())
            entered = paste_block(self.entry_model, block, selected)
            if len(entered) > 1:
                self._select(entered)

    def _select(self, indexes: Iterable[QModelIndex]) -> None:
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _leap(self, rows: int, columns: int, *, extend: bool) -> None:
        """Go on to the edge of the filled cells, or to the next filled one, as spreadsheets do."""
        model, start = self.entry_model, self.currentIndex()
        found, filled_before = start, None
        row, column = start.row() + rows, start.column() + columns
        while 0 <= row < model.rowCount() and FIRST_QUARTER <= column < COLUMN_COUNT:
            index = model.index(row, column)
            row, column = row + rows, column + columns
            if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
                continue
            filled = bool(model.cell(index.row(), index.column()).text)
            if filled_before is None:
                filled_before = filled and bool(model.cell(start.row(), start.column()).text)
            if filled_before and not filled:
                break
            found = index
            if filled and not filled_before:
                break
        flag = QItemSelectionModel.SelectionFlag
        if extend:
            self.selectionModel().setCurrentIndex(found, flag.NoUpdate)
            self._select_between(self._anchor or start, found)
        else:
            self.stand(found)

    @property
    def _anchor(self) -> QModelIndex | None:
        """The corner from which a selection by Shift grows: the one farthest from the current cell."""
        ranges = self.selectionModel().selection()
        if not ranges.count():
            return None
        first, here = ranges.first(), self.currentIndex()
        row = first.top() if here.row() != first.top() else first.bottom()
        column = first.left() if here.column() != first.left() else first.right()
        return self.model().index(row, column)

    def _select_between(self, one: QModelIndex, other: QModelIndex) -> None:
        rows = sorted((one.row(), other.row()))
        columns = sorted((one.column(), other.column()))
        model = self.model()
        block = QItemSelection(model.index(rows[0], columns[0]), model.index(rows[1], columns[1]))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class EntryGrid(QWidget):
    """Both halves side by side, scrolling together, with one selection."""

    picked = Signal()
    """The current cell or the selected ones changed."""

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.names = NameTable(model, self)
        self.figures = FigureTable(model, self)
        self.delegate = EntryDelegate(model, self)
        self.figures.setItemDelegate(self.delegate)
        # A delegate of its own: one that two views share reports the end of an editor to both.
        self.names.setItemDelegate(EntryDelegate(model, self))
        for column in range(COLUMN_COUNT):
            (self.figures if column in (MEASURE, UNIT) else self.names).setColumnHidden(column, True)
        self.setFocusProxy(self.figures)
        self._foot = QWidget(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names, 0, 0)
        layout.addWidget(self._foot, 1, 0)
        layout.addWidget(self.figures, 0, 1, 2, 1)
        layout.setColumnStretch(1, 1)
        self._link()
        self._measure()

    def commit_editor(self) -> None:
        """Enter what is being typed, as if the cell had been left."""
        editor = self.delegate.editor
        if editor is not None:
            self.figures.commitData(editor)
            if self.delegate.editor is editor:
                self.figures.closeEditor(editor, EntryDelegate.EndEditHint.NoHint)

    def pick(self, index: QModelIndex) -> None:
        """Make a cell the current one and bring it into view."""
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.figures.stand(index)
            self.figures.scrollTo(index)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text's size or the style changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_foot"):
            self._measure()
            self.figures.scrollTo(self.figures.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the figures leave."""
        super().resizeEvent(event)
        self._share_width()

    def _link(self) -> None:
        here, there = self.names.verticalScrollBar(), self.figures.verticalScrollBar()
        here.valueChanged.connect(there.setValue)
        there.valueChanged.connect(here.setValue)
        self.figures.horizontalScrollBar().rangeChanged.connect(self._level)
        self.figures.horizontalScrollBar().valueChanged.connect(self._repaint_bands)
        self.names.row_clicked.connect(self._choose_row)
        self.delegate.left_editor.connect(self._go_on)
        self.model.rebuilding.connect(self.commit_editor)
        self.model.modelReset.connect(self._measure)
        chosen = self.figures.selectionModel()
        self.names.setSelectionModel(chosen)
        chosen.currentChanged.connect(lambda *_: self.picked.emit())
        chosen.selectionChanged.connect(lambda *_: self.picked.emit())
        chosen.currentRowChanged.connect(lambda *_: self.names.viewport().update())

    def _measure(self) -> None:
        """Set row heights and column widths from the font and the words shown."""
        for table in (self.names, self.figures):
            table.verticalHeader().setDefaultSectionSize(row_height())
        plain = QFontMetrics(self.font())
        strong_font = QFont(self.font())
        strong_font.setWeight(QFont.Weight.DemiBold)
        strong = QFontMetrics(strong_font)
        air = 2 * space(0.75) + 2
        quarter = max(strong.horizontalAdvance("Q4 15/16"), plain.horizontalAdvance("12,043 p")) + air
        for column in range(FIRST_QUARTER, YEAR_TO_DATE):
            self.figures.setColumnWidth(column, quarter)
        longest = 24 * plain.averageCharWidth()
        self.figures.setColumnWidth(YEAR_TO_DATE, max(quarter, self._widest(YEAR_TO_DATE, longest) + air))
        heading = plain.horizontalAdvance("Change on last")
        self.figures.setColumnWidth(CHANGE, max(heading, self._widest(CHANGE, longest)) + air)
        self.names.setColumnWidth(UNIT, max(quarter, self._widest(UNIT, longest // 2) + air))
        self._share_width()

    def _widest(self, column: int, most: int) -> int:
        metrics = QFontMetrics(self.font())
        texts = (self.model.cell(row, column).text for row in range(self.model.rowCount()))
        return min(most, max((metrics.horizontalAdvance(text) for text in texts), default=0))

    def _share_width(self) -> None:
        """The names get what the figures leave, within what they need at the least and at the most."""
        metrics = QFontMetrics(self.font())
        unit = self.names.columnWidth(UNIT)
        figures = sum(self.figures.columnWidth(c) for c in range(FIRST_QUARTER, COLUMN_COUNT))
        bar = self.figures.verticalScrollBar().sizeHint().width()
        least = 28 * metrics.averageCharWidth()
        most = self._widest(MEASURE, 80 * metrics.averageCharWidth()) + 3 * space(0.75)
        name = min(most, max(least, self.width() - figures - bar - unit))
        self.names.setColumnWidth(MEASURE, name)
        self.names.setFixedWidth(name + unit)
        self.delegate.frozen_width = name + unit

    def _level(self) -> None:
        """Keep both halves equally high where a horizontal scroll bar stands under one."""
        bar = self.figures.horizontalScrollBar()
        self._foot.setFixedHeight(bar.sizeHint().height() if bar.maximum() else 0)

    def _repaint_bands(self) -> None:
        """The words of a band run on under the quarters and stay where they are while those scroll."""
        view = self.figures
        for row in range(max(0, view.rowAt(0)), self.model.rowCount()):
            top = view.rowViewportPosition(row)
            if top > view.viewport().height():
                break
            if isinstance(self.model.row(row), BandRow):
                view.viewport().update(0, top, view.viewport().width(), view.rowHeight(row))

    def _choose_row(self, row: int) -> None:
        here = self.figures.currentIndex()
        column = here.column() if here.isValid() else self.model.chosen_column
        self.figures.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pick(self.model.index(row, column))

    def _go_on(self, rows: int, columns: int) -> None:
        if not self.figures.step(rows, columns) and columns:
            self.figures.focusNextPrevChild(columns > 0)


def _copied(model: EntryModel, row: int, column: int) -> str:
    cell = model.cell(row, column)
    return cell.typed or cell.text
