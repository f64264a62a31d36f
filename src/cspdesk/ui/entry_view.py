"""The half of the entry grid in which figures are typed, with the keys and the mouse of a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from cspdesk.desk.clipboard import block_on, put_block
from cspdesk.desk.entry_block import Block
from cspdesk.desk.entry_cell import CellKind
from cspdesk.desk.entry_columns import Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import BandRow, SeriesRow
from cspdesk.desk.pasting import paste_block
from cspdesk.ui.entry_acts import EntryActs
from cspdesk.ui.entry_cursor import Cursor, Span
from cspdesk.ui.entry_delegate import EntryDelegate
from cspdesk.ui.entry_keys import MENU, Do, act_of, keys_of
from cspdesk.ui.entry_mouse import GridMouse
from cspdesk.ui.entry_parts import EntryTable

_FOLDS = frozenset({Do.FOLD, Do.UNFOLD, Do.FOLD_ALL, Do.UNFOLD_ALL})


class FigureTable(EntryTable):
    """The quarters and what is derived from them: here one types, pastes and moves about."""

    noting = Signal()
    """The current cell's note is to be written."""
    writing = Signal(str)
    """The current cell holds words of several lines, to be written with this as the first letter typed."""
    folding = Signal(object)
    """What is to be put away or brought back: Do.FOLD, UNFOLD, FOLD_ALL or UNFOLD_ALL."""
    answering = Signal(bool)
    """What is asked beside the cell is to be answered, or left."""
    rolled = Signal(int)
    """The text is to become so many steps larger: the wheel was turned with Ctrl."""
    # Qt's own events only say what happened: an error that leaves one upsets the binding, one from a slot
    # is told as any other.
    _acted = Signal(str, bool)
    _typing = Signal()
    _pressed = Signal(QPoint, Qt.KeyboardModifier)
    _pressed_aside = Signal(QPoint)
    _moved = Signal(QPoint, bool)
    _released = Signal()
    _opened = Signal(QPoint)
    _asked_aside = Signal(QPoint)

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.takes_table: Callable[[Block], bool] = lambda _: False
        """Asked before a paste: True where the block is a table that goes by its headings, not by place."""
        self.setAccessibleName("Figures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Else the style draws a frame where the two scroll bars meet.
        self.setCornerWidget(QWidget(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.cursor_ = Cursor(self)
        self.acts = EntryActs(model, self.cursor_)
        self.mouse = GridMouse(self, self.cursor_, self.acts)
        self._acted.connect(self.act)
        self._typing.connect(self._tell_closed)
        self._pressed.connect(self.mouse.press)
        self._pressed_aside.connect(self.mouse.press_aside)
        self._moved.connect(self.mouse.move)
        self._released.connect(self.mouse.release)
        self._asked_aside.connect(self._open_menu)
        self._opened.connect(lambda point: self._edit(self.indexAt(point)))
        self.viewport().setMouseTracking(True)
        header = self.horizontalHeader()
        # Qt's own way to a column's selection stands on its first row, which is a heading.
        header.sectionPressed.disconnect()
        header.sectionEntered.disconnect()
        header.sectionPressed.connect(self._choose_column)
        header.sectionEntered.connect(self._stretch_columns)

    def event(self, event: QEvent) -> bool:
        """Take the grid's own keys before a menu does."""
        match event:
            case QKeyEvent() if event.type() is QEvent.Type.ShortcutOverride:
                if act_of(event) is not None:
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and edit as a spreadsheet does."""
        found = act_of(event)
        if found is None:
            if event.text().isprintable() and event.text():
                self._typing.emit()
            super().keyPressEvent(event)
        else:
            self._acted.emit(*found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand, select, or take hold of the selection's corner."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed.emit(event.position().toPoint(), event.modifiers())
        elif event.button() is Qt.MouseButton.RightButton:
            self._pressed_aside.emit(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select or fill on."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        self._moved.emit(event.position().toPoint(), held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was dragged."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the figure."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._opened.emit(event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and over them the selection's corner."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.mouse.paint(painter)
        painter.end()

    def edit(  # type: ignore[override]  # the binding gives only one of Qt's two forms
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger | None = None,
        event: QEvent | None = None,
    ) -> bool:
        """Edit in the cell, or where it holds words of several lines in a sheet beside it."""
        if trigger is None:
            super().edit(index)
            return True
        if trigger is QAbstractItemView.EditTrigger.AnyKeyPressed and _is_words(self.entry_model, index):
            self.writing.emit(event.text() if isinstance(event, QKeyEvent) else "")
            return False
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]  # Qt takes none

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of text, as in a spreadsheet."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.rolled.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves along the row, and from its end leaves the grid."""
        if self.currentIndex().isValid() and self.cursor_.go_on(0, 1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyboardSearch(self, search: str) -> None:
        """Typing never jumps about: it is typing."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the keys do; where the system makes this event of a key, at the current cell."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        self._asked_aside.emit(QPoint() if by_keys else event.globalPos())

    def _open_menu(self, point: QPoint) -> None:
        if any(menu.isVisible() for menu in self.findChildren(QMenu)):
            return
        menu = QMenu(self)
        for entry in MENU:
            if entry is None:
                menu.addSeparator()
                continue
            words, do = entry
            action = menu.addAction(words)
            action.setShortcut(keys_of(do))
            action.triggered.connect(lambda _checked=False, do=do: self.act(do))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell = self.visualRect(self.currentIndex())
        menu.popup(self.viewport().mapToGlobal(cell.bottomLeft()) if point.isNull() else point)

    def act(self, name: str, grows: bool = False) -> None:
        """Do what a key or the menu asks for."""
        do = Do(name)
        acts: dict[Do, Callable[[], object]] = {
            Do.ENTER: self._enter,
            Do.ENTER_BACK: lambda: self.cursor_.go_on(-1, 0),
            Do.EDIT: lambda: self._edit(self.currentIndex()),
            Do.CLEAR: self.acts.clear,
            Do.COPY: self.copy,
            Do.CUT: self.cut,
            Do.PASTE: lambda: self.acts.remembered(self.paste),
            Do.FILL: self.acts.fill,
            Do.FILL_DOWN: self.acts.fill_down,
            Do.FILL_RIGHT: self.acts.fill_right,
            Do.TODAY: self.acts.today,
            Do.ABOVE: self.acts.above,
            Do.REPEAT: self.acts.repeat,
            Do.NOTE: self.noting.emit,
            Do.MENU: lambda: self._open_menu(QPoint()),
            Do.ANSWER: lambda: self.answering.emit(True),
            Do.DISMISS: lambda: self.answering.emit(False),
            Do.ALL: self.cursor_.choose_all,
            Do.ROW: lambda: self.cursor_.widen(Span.ROWS),
            Do.COLUMN: lambda: self.cursor_.widen(Span.COLUMNS),
        }
        if do in _FOLDS:
            self.folding.emit(do)
        elif do in acts:
            acts[do]()
        else:
            self.cursor_.move(do, grows=grows)

    def _tell_closed(self) -> None:
        """Say why nothing can be typed where somebody begins to."""
        here = self.currentIndex()
        if here.isValid() and not self.entry_model.is_open(here):
            said = str(here.data(Qt.ItemDataRole.AccessibleTextRole))
            self.entry_model.told.emit(f"Nothing can be typed here: {said.removesuffix('.')}.")

    def _enter(self) -> None:
        here = self.currentIndex()
        if here.isValid() and isinstance(self.entry_model.row(here.row()), BandRow):
            self.folding.emit(Do.UNFOLD)
        else:
            self.cursor_.go_on(1, 0)

    def _edit(self, index: QModelIndex) -> None:
        if not self.entry_model.is_open(index):
            return
        if _is_words(self.entry_model, index):
            self.writing.emit("")
            return
        self.edit(index)
        delegate = self.itemDelegate()
        if isinstance(delegate, EntryDelegate) and delegate.editor is not None:
            # Qt chooses the whole text; here one goes on where it ends.
            delegate.editor.end(False)

    def _choose_column(self, column: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        top = self.cursor_.first_in(column)
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.cursor_.grow(top, Span.COLUMNS)
        elif top.isValid():
            self.cursor_.stand(top)
            self.cursor_.grow(top, Span.COLUMNS)

    def _stretch_columns(self, column: int) -> None:
        self.cursor_.grow(self.cursor_.first_in(column), Span.COLUMNS)

    def copy(self) -> None:
        """Copy the selected block: figures as they were typed, derived cells as they are shown."""
        model = self.entry_model
        chosen = {
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if isinstance(model.row(index.row()), SeriesRow)
        }
        if not chosen:
            return
        columns, rows = sorted({column for _, column in chosen}), sorted({row for row, _ in chosen})
        if len(chosen) != len(rows) * len(columns):
            model.told.emit("Cells that form no block cannot be copied together. Select one block.")
            return
        texts = [tuple(_copied(model, row, column) for column in columns) for row in rows]
        QGuiApplication.clipboard().setMimeData(put_block(texts))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.acts.clear("Cut of {}")

    def _unfolded(self, selected: list[QModelIndex]) -> list[QModelIndex]:
        """Bring all rows back and return where a block is to begin; on a heading that is its first row."""
        model = self.entry_model
        first = min(selected, key=lambda each: (each.row(), each.column()))
        row, place, column = model.row(first.row()), model.place(first), first.column()
        self.folding.emit(Do.UNFOLD_ALL)
        if isinstance(row, BandRow):
            return [model.index(model.row_of(row.priority.id) + 1, column)]
        return [model.find(place).siblingAtColumn(column)]

    def paste(self) -> None:
        """Paste a block at the selection's top left as one act; a single copied cell fills the selection."""
        selected = self.selectedIndexes() or [self.currentIndex()]
        if selected[0].isValid():
            block = block_on(QGuiApplication.clipboard().mimeData())
            if not block.rows:
                self.entry_model.told.emit("There is nothing on the clipboard to paste.")
                return
            if self.takes_table(block):
                return
            if len(block.rows) > 1 and any(band.is_folded for band in self.entry_model.bands):
                # The rows below are meant, also those that are put away just now.
                selected = self._unfolded(selected)
            entered = paste_block(self.entry_model, block, selected)
            if len(entered) > 1:
                # As one block: thousands of single cells would be slow to select.
                self.cursor_.choose_block(entered)


def _is_words(model: EntryModel, index: QModelIndex) -> bool:
    return index.isValid() and model.columns[index.column()].kind is Kind.COMMENTARY


def _copied(model: EntryModel, row: int, column: int) -> str:
    cell = model.cell(row, column)
    return cell.text if cell.kind is CellKind.STATUS else cell.typed or cell.text
