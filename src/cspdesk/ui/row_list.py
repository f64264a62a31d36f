"""A list of rows in an order that can be changed, by keys and by the buttons under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cspdesk.ui.parts import button
from cspdesk.ui.theme import Role, role_font, row_height, space, theme

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the list."""

    key: str
    """Names the row; "" for a heading, which cannot be chosen."""
    words: str
    quiet: str = ""
    """Said behind the words."""
    heading: bool = False


class RowList(QWidget):
    """Rows to choose from.

    Insert asks for another, Alt+Up and Alt+Down move the chosen one, Delete takes it away and Enter opens it.
    It only asks: whoever holds it does what is asked and shows the rows anew.
    """

    chosen = Signal(str)
    """Another row was chosen, by its key."""
    opened = Signal(str)
    add_asked = Signal()
    move_asked = Signal(str, int)
    """A row, and by how many places down."""
    delete_asked = Signal(str)

    def __init__(self, name: str, *, adds: str = "", can_move: bool = True, can_delete: bool = True) -> None:
        super().__init__()
        self._is_filling = False
        self._items: tuple[Item, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setTabKeyNavigation(False)
        self.list.installEventFilter(self)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.data(_KEY)))
        self.add = button(adds, self.add_asked.emit)
        self.up = button("Up", lambda: self._ask_move(-1))
        self.down = button("Down", lambda: self._ask_move(1))
        self.delete = button("Delete", self._ask_delete)
        for part, words in (
            (self.add, "Insert"),
            (self.up, "Alt+Up"),
            (self.down, "Alt+Down"),
            (self.delete, "Delete"),
        ):
            part.setToolTip(words)
        self.up.setAccessibleName(f"Move up in {name}")
        self.down.setAccessibleName(f"Move down in {name}")
        self.delete.setAccessibleName(f"Delete from {name}")
        self._can_move, self._can_delete = can_move, can_delete
        self.setFocusProxy(self.list)
        row = QHBoxLayout()
        row.setSpacing(space(0.5))
        for part, is_wanted in (
            (self.add, bool(adds)),
            (self.up, can_move),
            (self.down, can_move),
            (self.delete, can_delete),
        ):
            row.addWidget(part)
            if not is_wanted:
                part.hide()
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.list, 1)
        if adds or can_move or can_delete:
            layout.addLayout(row)
        self._allow()

    @property
    def current(self) -> str:
        """The key of the chosen row, or ""."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def show_items(self, items: Sequence[Item], current: str = "") -> None:
        """Show these rows; `current`, else the row chosen before, else its neighbour, is the chosen one."""
        wanted = tuple(items)
        before, place = self.current, self.list.currentRow()
        self._is_filling = True
        if wanted != self._items or self.list.count() != len(wanted):
            scroll = self.list.verticalScrollBar().value()
            self._items = wanted
            self.list.clear()
            for item in wanted:
                self.list.addItem(_made(item))
            self.list.verticalScrollBar().setValue(scroll)
        keys = [item.key for item in wanted]
        shown = next((key for key in (current, before) if key and key in keys), "")
        if shown:
            self.list.setCurrentRow(keys.index(shown))
        else:
            # The neighbour of a row that went.
            there = [at for at, item in enumerate(wanted) if not item.heading]
            self.list.setCurrentRow(min(there, key=lambda at: abs(at - max(place, 0)), default=-1))
        self._is_filling = False
        self._allow()
        if self.current != before:
            self.chosen.emit(self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that change the rows."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = self._act(event.key(), event.modifiers())
            if act is not None:
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, act)
                return True
        return super().eventFilter(watched, event)

    def _act(self, key: int, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key == Qt.Key.Key_Insert.value and self.add.text():
            return self.add_asked.emit
        if plain and key == Qt.Key.Key_Delete.value and self._can_delete:
            return self._ask_delete
        if held == Qt.KeyboardModifier.AltModifier and self._can_move:
            if key == Qt.Key.Key_Up.value:
                return lambda: self._ask_move(-1)
            if key == Qt.Key.Key_Down.value:
                return lambda: self._ask_move(1)
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another size of text or other colours."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_items"):
            for row, item in enumerate(self._items):
                _dress(self.list.item(row), item)

    def _choose(self) -> None:
        if not self._is_filling:
            self._allow()
            self.chosen.emit(self.current)

    def _ask_move(self, steps: int) -> None:
        if self.current:
            self.move_asked.emit(self.current, steps)

    def _ask_delete(self) -> None:
        if self.current:
            self.delete_asked.emit(self.current)

    def _allow(self) -> None:
        for part in (self.up, self.down, self.delete):
            part.setEnabled(bool(self.current))


def _made(item: Item) -> QListWidgetItem:
    made = QListWidgetItem(f"{item.words}   {item.quiet}".rstrip())
    made.setData(_KEY, item.key)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (item.words, item.quiet))))
    made.setToolTip(made.text())
    if item.heading:
        made.setFlags(Qt.ItemFlag.NoItemFlags)
    _dress(made, item)
    return made


def _dress(made: QListWidgetItem, item: Item) -> None:
    hint = made.sizeHint()
    hint.setHeight(row_height())
    made.setSizeHint(hint)
    made.setFont(role_font(Role.STRONG if item.heading else Role.BODY))
    made.setForeground(theme().text)
