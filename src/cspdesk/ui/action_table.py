"""Actions in a table: where each stands, what is to be done, by whom and when, and for what."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cspdesk.desk.action_list import ActionLine
from cspdesk.desk.action_owners import NOTHING
from cspdesk.domain.choices import ActionState
from cspdesk.ui.theme import Role, role_font, space, theme

_HEADINGS = ("State", "Action", "Owner", "Due", "Belongs to")
_STATE, _WORDS, _OWNER, _DUE, _BELONGS = range(5)
_KEY = Qt.ItemDataRole.UserRole


class ActionTable(QTreeWidget):
    """The rows; it only asks, and whoever holds it does what is asked."""

    chosen = Signal(str)
    """Another action was chosen, by its key."""
    opened = Signal(str)
    add_asked = Signal()
    delete_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self._lines: tuple[ActionLine, ...] = ()
        self.setObjectName("choices")
        self.setAccessibleName("Actions")
        self.setHeaderLabels(list(_HEADINGS))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        self.installEventFilter(self)
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(0, _KEY)))

    @property
    def current(self) -> str:
        """The key of the chosen action, or ""."""
        item = self.currentItem()
        return str(item.data(0, _KEY)) if item is not None else ""

    def show_lines(self, lines: Sequence[ActionLine], current: str = "") -> None:
        """Show these; `current`, else the action chosen before, else its neighbour, is the chosen one."""
        wanted = tuple(lines)
        item = self.currentItem()
        before, at = self.current, self.indexOfTopLevelItem(item) if item is not None else 0
        self._is_filling = True
        if wanted != self._lines or self.topLevelItemCount() != len(wanted):
            self._lines = wanted
            scroll = self.verticalScrollBar().value()
            self.clear()
            self.addTopLevelItems([_made(line) for line in wanted])
            self._fit()
            self.verticalScrollBar().setValue(scroll)
        keys = [line.action.id for line in wanted]
        shown = next((key for key in (current, before) if key and key in keys), "")
        if keys:
            row = [str(key) for key in keys].index(shown) if shown else min(at, len(keys) - 1)
            chosen = self.topLevelItem(row)
            if chosen is not None:
                self.setCurrentItem(chosen)
        self._is_filling = False
        if self.current != before:
            self.chosen.emit(self.current)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another size of text or other colours."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_lines"):
            for row, line in enumerate(self._lines):
                item = self.topLevelItem(row)
                if item is not None:
                    _dress(item, line)
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that add and delete."""
        if watched is self and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = {
                Qt.Key.Key_Insert.value: self.add_asked.emit,
                Qt.Key.Key_Delete.value: self.ask_delete,
            }.get(event.key())
            if act is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, act)
                return True
        return super().eventFilter(watched, event)

    def ask_delete(self) -> None:
        """Ask that the chosen action be taken away."""
        if self.current:
            self.delete_asked.emit(self.current)

    def _choose(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.current)

    def _fit(self) -> None:
        """Give every column but that of the words its need, as far as there is room."""
        for column, most in ((_STATE, 14), (_OWNER, 16), (_DUE, 14), (_BELONGS, 22)):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column) + space(1), space(most)))


def _made(line: ActionLine) -> QTreeWidgetItem:
    action = line.action
    words = f"{action.number}  {line.words}".strip()
    shown = (line.standing, words, line.owner, action.due, line.belongs or NOTHING)
    item = QTreeWidgetItem(list(shown))
    item.setData(0, _KEY, action.id)
    for column, said in enumerate(shown):
        item.setToolTip(column, said)
    state = "Overdue" if line.is_overdue else line.standing
    due = f"due {action.due}" if action.due else "no date"
    spoken = ", ".join(part for part in (state, words, line.owner, due, line.belongs) if part)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
    _dress(item, line)
    return item


def _dress(item: QTreeWidgetItem, line: ActionLine) -> None:
    colours = theme()
    is_open = line.action.state is ActionState.OPEN
    for column in range(len(_HEADINGS)):
        quiet = column in (_OWNER, _DUE, _BELONGS) or not is_open
        item.setForeground(column, colours.quiet if quiet else colours.text)
        item.setFont(column, role_font(Role.BODY))
    if line.is_overdue:
        for column in (_STATE, _DUE):
            item.setForeground(column, colours.error)
            item.setFont(column, role_font(Role.STRONG))
