"""Find or do: one box that finds measures, pages, commands and files by part of their name."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from cspdesk.desk.desk_index import Entry, found
from cspdesk.ui.choice_delegate import HINT, ChoiceDelegate
from cspdesk.ui.icons import icon
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, icon_side, row_height, space

Index = QModelIndex | QPersistentModelIndex

_ROWS_SHOWN = 12
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_NO_PARENT = QModelIndex()


class Entries(QAbstractListModel):
    """The entries that match what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many there are; a list has no branches."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return an entry's name, its words for a screen reader, or what stands at its right."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.kind}: {entry.name}"
        return "   ".join(filter(None, (entry.hint, entry.kind))) if role == HINT else None


class FindBox(QLineEdit):
    """The box in the header; while it has the focus, what it finds lies over the page below it."""

    chosen = Signal(object)
    """An Entry that was chosen."""

    def __init__(self, gather: Callable[[], Iterable[Entry]]) -> None:
        super().__init__()
        self._gather = gather
        self._all: tuple[Entry, ...] = ()
        self._back_to: QWidget | None = None
        self.model = Entries()
        self._list = QListView()
        self._list.setObjectName("findList")
        self._list.setAccessibleName("What was found")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(ChoiceDelegate(self._list))
        self._list.setModel(self.model)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._take)
        self._nothing = label("", Role.QUIET, wraps=True)
        self._panel = QFrame(self)
        self._panel.setObjectName("findPanel")
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(space(0.5), space(0.5), space(0.5), space(0.5))
        layout.addWidget(self._nothing)
        layout.addWidget(self._list)
        self._panel.hide()

        self.setObjectName("find")
        self.setPlaceholderText("Find or do   Ctrl+K")
        self.setAccessibleName("Find or do")
        self.setToolTip("Find a measure, page, command or file by part of its name (Ctrl+K)")
        self.textEdited.connect(self._typed)
        # A file dropped anywhere opens it, so the box takes no drops of its own.
        self.setAcceptDrops(False)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._panel.isVisible()

    def begin(self) -> None:
        """Take the focus and show everything that can be found."""
        if not self.hasFocus():
            self._back_to = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clear()
        self._open()

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(space(26), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter chooses, Escape leaves."""
        step = next((by for key, by in _STEPS.items() if event.key() == key), 0)
        if step and not self.is_open:
            self._open()
        elif step:
            row = min(max(self._list.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self._list.setCurrentIndex(self.model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_open:
            self._take(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the box opens the list."""
        super().mousePressEvent(event)
        if not self.is_open:
            self._open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the box closes the list."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._panel.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box with a looking glass at its left."""
        super().paintEvent(event)
        side = icon_side(2.2)
        painter = QPainter(self)
        icon("find").paint(painter, QRect(space(0.75), (self.height() - side) // 2, side, side))
        painter.end()

    def _open(self) -> None:
        self._all = tuple(self._gather())
        window = self.window()
        self._panel.setParent(window)
        self._filter()
        self._panel.show()
        self._panel.raise_()

    def _typed(self) -> None:
        if self.is_open:
            self._filter()
        else:
            self._open()

    def _filter(self) -> None:
        entries = found(self._all, self.text())
        self.model.show_entries(entries)
        self._list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._nothing.setText(f"Nothing is called '{self.text().strip()}'. Type part of a name.")
        if entries:
            self._list.setCurrentIndex(self.model.index(0))
        self._place()

    def _place(self) -> None:
        """Under the box, its right edge flush with the box's, no taller than what it holds."""
        window = self.window()
        width = min(max(space(72), self.width()), window.width() - space(4))
        rows = min(max(self.model.rowCount(), 1), _ROWS_SHOWN)
        height = rows * row_height() + space(1) + 6
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 2))
        self._panel.setGeometry(max(corner.x(), space(1)), corner.y(), width, height)

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self.model.entries[index.row()]
        self._leave()
        self.chosen.emit(entry)

    def _leave(self) -> None:
        self._panel.hide()
        self._all = ()
        self.clear()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()
