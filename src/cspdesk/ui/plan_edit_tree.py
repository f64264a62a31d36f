"""The plan as a tree: partnership, plan, priorities and measures; its keys ask for what is to be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from cspdesk.desk.plan_tree import Node, RowKey
from cspdesk.ui.theme import Role, role_font, theme

_NODE = Qt.ItemDataRole.UserRole


class PlanTree(QTreeWidget):
    """The lines of the plan; the one chosen is edited beside it."""

    chosen = Signal(object)
    """Another line was chosen: its Node."""
    add_measure_asked = Signal()
    add_priority_asked = Signal()
    move_asked = Signal(int)
    delete_asked = Signal()
    opened = Signal()
    """The keys are to go to the chosen line's first field."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._is_filling = False
        self.setObjectName("choices")
        self.setHeaderHidden(True)
        self.setAccessibleName("The plan, its priorities and measures")
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)
        # Escape in the fields leads back here, Return leads there.
        self.installEventFilter(self)

    @property
    def current(self) -> Node | None:
        """The chosen line."""
        item = self.currentItem()
        node = item.data(0, _NODE) if item is not None else None
        return node if isinstance(node, Node) and not node.is_heading else None

    def show_nodes(self, nodes: Sequence[Node], current: RowKey | None = None) -> None:
        """Show these lines; the chosen one stays, unless `current` names another, else its neighbour is."""
        before = self.current
        wanted = current or (before.row if before else None)
        at = self._nodes.index(before) if before in self._nodes and before is not None else 0
        self._is_filling = True
        if tuple(nodes) != self._nodes:
            self._nodes = tuple(nodes)
            self._fill()
        shown = self._at(wanted, before if current is None else None)
        if shown is None:
            near = [place for place, node in enumerate(self._nodes) if not node.is_heading]
            # What stood before the line that went: the priority whose measure was deleted, say.
            place = min(near, key=lambda place: (abs(place - max(at - 1, 0)), place), default=None)
            shown = self._items[place] if place is not None else None
        if shown is not None:
            self.setCurrentItem(shown)
        self._is_filling = False
        if self.current != before:
            self.chosen.emit(self.current)

    def choose(self, row: RowKey) -> bool:
        """Choose the line of a row; False where there is none."""
        found = self._at(row, None)
        if found is not None:
            self.setCurrentItem(found)
        return found is not None

    def step(self, steps: int) -> None:
        """Choose the next line that can be chosen, or the one before."""
        lines = [place for place, node in enumerate(self._nodes) if not node.is_heading]
        here = self.current
        if here is None or here not in self._nodes:
            return
        at = lines.index(self._nodes.index(here)) + steps
        if 0 <= at < len(lines):
            self.setCurrentItem(self._items[lines[at]])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that change the plan."""
        if watched is self and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = self._act(event)
            if act is not None:
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, act)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Take on other colours and another size of text."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and hasattr(self, "_nodes"):
            for item, node in zip(getattr(self, "_items", ()), self._nodes, strict=False):
                _dress(item, node)

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = Qt.Key
        if held == Qt.KeyboardModifier.AltModifier and key in (keys.Key_Up.value, keys.Key_Down.value):
            steps = -1 if key == keys.Key_Up.value else 1
            return lambda: self.move_asked.emit(steps)
        if held == Qt.KeyboardModifier.ShiftModifier and key == keys.Key_Insert.value:
            return self.add_priority_asked.emit
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        return {
            keys.Key_Insert.value: self.add_measure_asked.emit,
            keys.Key_Delete.value: self.delete_asked.emit,
            keys.Key_Return.value: self.opened.emit,
            keys.Key_Enter.value: self.opened.emit,
            keys.Key_F2.value: self.opened.emit,
        }.get(key)

    def _fill(self) -> None:
        scroll = self.verticalScrollBar().value()
        self.clear()
        self._items: list[QTreeWidgetItem] = []
        parents: list[QTreeWidgetItem] = []
        for node in self._nodes:
            item = QTreeWidgetItem([f"{node.words}   {node.quiet}".rstrip()])
            item.setData(0, _NODE, node)
            item.setData(
                0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (node.words, node.quiet)))
            )
            item.setToolTip(0, item.text(0))
            if node.is_heading:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            _dress(item, node)
            del parents[node.depth :]
            if parents:
                parents[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            parents.append(item)
            self._items.append(item)
        self.expandAll()
        self.verticalScrollBar().setValue(scroll)

    def _at(self, row: RowKey | None, like: Node | None) -> QTreeWidgetItem | None:
        """The line of a row; of a measure with two places the one chosen before."""
        lines = list(zip(self._nodes, self._items, strict=True)) if self._nodes else []
        places = (
            item for node, item in lines if like and like.placement and node.placement == like.placement
        )
        return next(places, None) or next((item for node, item in lines if row and node.row == row), None)

    def _choose(self) -> None:
        if not self._is_filling and self.current is not None:
            self.chosen.emit(self.current)


def _dress(item: QTreeWidgetItem, node: Node) -> None:
    is_strong = node.is_heading or node.depth == 0 or (node.depth == 1 and node.placement is None)
    item.setFont(0, role_font(Role.STRONG if is_strong and not node.is_ended else Role.BODY))
    item.setForeground(0, theme().quiet if node.is_ended or node.is_heading else theme().text)
