"""The list of the Check page: findings under how much they matter, what was excused, and what agrees."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from cspdesk.desk.check_board import CheckBoard, CheckLine, Group
from cspdesk.ui.theme import Role, role_font, space, theme

_LINE = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1


class CheckList(QTreeWidget):
    """Lines under headings that count them; those of a folded heading are made when it is opened."""

    chosen = Signal(object)
    """Another line was chosen: its CheckLine, or None on a heading."""
    opened = Signal(object)
    """A CheckLine is to be gone to."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _room_changed = Signal()
    _dressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._board: CheckBoard | None = None
        self._headings: dict[Group, QTreeWidgetItem] = {}
        self._open: set[Group] = {group for group in Group if not group.is_folded}
        self._is_filling = False
        self.setObjectName("choices")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setAccessibleName("What the check found and what it read")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(space(1.5))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(space(24))
        self.currentItemChanged.connect(self._choose)
        self.itemDoubleClicked.connect(self._open_item)
        self.itemExpanded.connect(self._unfold)
        self.itemCollapsed.connect(lambda item: self._open.discard(item.data(0, _GROUP)))
        self._room_changed.connect(self._fit)
        self._dressed.connect(self._fill)
        self.installEventFilter(self)

    @property
    def current(self) -> CheckLine | None:
        """The chosen line; None on a heading."""
        item = self.currentItem()
        line = item.data(0, _LINE) if item is not None else None
        return line if isinstance(line, CheckLine) else None

    def show_board(self, board: CheckBoard) -> None:
        """Show other lines; the one chosen stays, else the one that took its place is chosen."""
        self._board = board
        self._fill()

    def choose_first(self) -> None:
        """Choose the first line in sight."""
        for heading in self._headings.values():
            first = heading.child(0)
            if heading.isExpanded() and first is not None:
                self.setCurrentItem(first)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that goes to a line's text, or folds and unfolds a heading."""
        if watched is self and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = self._act(event)
            if act is not None:
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, act)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._room_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take on other colours and another size of text."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_headings"):
            QTimer.singleShot(0, self, self._dressed.emit)

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
        item = self.currentItem()
        if event.key() in keys and held == Qt.KeyboardModifier.NoModifier and item is not None:
            if isinstance(item.data(0, _LINE), CheckLine):
                return lambda: self._open_item(item)
            return lambda: item.setExpanded(not item.isExpanded())
        return None

    def _open_item(self, item: QTreeWidgetItem) -> None:
        line = item.data(0, _LINE)
        if isinstance(line, CheckLine):
            self.opened.emit(line)

    # ------------------------------------------------------------------ filling

    def _fill(self) -> None:
        board = self._board
        if board is None:
            return
        before, place = self.current, self._place()
        self._is_filling = True
        self.clear()
        self._headings = {}
        for group, lines in board.groups.items():
            if lines:
                self._headings[group] = heading = _heading(group, len(lines))
                self.addTopLevelItem(heading)
                heading.setExpanded(group in self._open)
                if group in self._open:
                    self._fill_group(heading)
        self._fit()
        chosen = self._item_of(before) if before is not None else None
        if chosen is None and place is not None:
            chosen = self._near(*place)
        if chosen is not None:
            self.setCurrentItem(chosen)
        else:
            self.choose_first()
        self._is_filling = False
        # Also where it is the same line: what is said about it may be another.
        self.chosen.emit(self.current)

    def _fill_group(self, heading: QTreeWidgetItem) -> None:
        board, group = self._board, heading.data(0, _GROUP)
        if board is not None and not heading.childCount():
            heading.addChildren([_made(group, line) for line in board.groups[group]])

    def _unfold(self, heading: QTreeWidgetItem) -> None:
        group = heading.data(0, _GROUP)
        if group is not None:
            self._open.add(group)
            self._fill_group(heading)

    def _place(self) -> tuple[Group, int] | None:
        """Where the chosen line stands: its heading, and its place under it."""
        item = self.currentItem()
        heading = item.parent() if item is not None else None
        if item is None or heading is None:
            return None
        return heading.data(0, _GROUP), heading.indexOfChild(item)

    def _item_of(self, line: CheckLine) -> QTreeWidgetItem | None:
        for heading in self._headings.values():
            for at in range(heading.childCount()):
                item = heading.child(at)
                held = item.data(0, _LINE) if item is not None else None
                if isinstance(held, CheckLine) and held.key == line.key:
                    return item
        return None

    def _near(self, group: Group, at: int) -> QTreeWidgetItem | None:
        """What took the place of a line that is gone: the next under its heading, else the one before."""
        heading = self._headings.get(group)
        if heading is None or not heading.childCount():
            return None
        return heading.child(min(at, heading.childCount() - 1))

    def _choose(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.current)

    def _fit(self) -> None:
        self.setColumnWidth(0, self.viewport().width() * 2 // 5)


def _heading(group: Group, count: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{group.value}   {count:,}"])
    item.setData(0, _GROUP, group)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{group.value}, {count:,}")
    item.setFont(0, role_font(Role.STRONG))
    item.setForeground(0, _ink(group))
    item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    item.setFirstColumnSpanned(True)
    return item


def _made(group: Group, line: CheckLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.name, line.says])
    item.setData(0, _LINE, line)
    item.setForeground(1, theme().quiet)
    item.setToolTip(0, f"{line.name}\n{line.part}")
    item.setToolTip(1, line.says)
    item.setData(
        0, Qt.ItemDataRole.AccessibleTextRole, f"{group.value}: {line.name}, {line.part}: {line.says}"
    )
    return item


def _ink(group: Group) -> QColor:
    return {Group.ERRORS: theme().error, Group.WARNINGS: theme().warning}.get(group, theme().text)
