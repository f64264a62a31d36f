"""Find or do: one box that finds whatever the file holds, and pages, commands and files, by a few letters."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cspdesk.desk.desk_index import Entry, Findings, Group, findings
from cspdesk.desk.workspace import Place
from cspdesk.ui.choice_delegate import HINT
from cspdesk.ui.icons import icon
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, icon_side, role_font, row_height, space, theme

Index = QModelIndex | QPersistentModelIndex

HEADING = HINT + 1
"""The role that says whether a row is a heading."""

_ROWS_SHOWN = 16
_HINT_PART = 0.42
"""The most of a row that the quiet words take."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_NO_PARENT = QModelIndex()


class Entries(QAbstractListModel):
    """What was found, each kind under a heading with its number."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Entry | Group] = []

    @property
    def entries(self) -> list[Entry]:
        """The entries without the headings."""
        return [row for row in self.rows if isinstance(row, Entry)]

    def show_findings(self, found: Findings) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.rows = []
        for group in found.groups:
            self.rows += [group, *group.entries]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are; a list has no branches."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        return Qt.ItemFlag.NoItemFlags if self._is_heading(index) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | bool | None:
        """Return a row's words, its words for a screen reader, or what stands at its right."""
        row = self.rows[index.row()]
        if role == HEADING:
            return isinstance(row, Group)
        if isinstance(row, Group):
            words = {
                Qt.ItemDataRole.DisplayRole: row.heading,
                HINT: f"{row.count:,}",
                Qt.ItemDataRole.AccessibleTextRole: f"{row.heading}, {row.count:,}",
            }
        else:
            words = {
                Qt.ItemDataRole.DisplayRole: row.name,
                HINT: row.hint,
                Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                    filter(None, (f"{row.kind}: {row.name}", row.hint))
                ),
            }
        return words.get(role)

    def _is_heading(self, index: Index) -> bool:
        return index.isValid() and isinstance(self.rows[index.row()], Group)


class _Delegate(QStyledItemDelegate):
    """A line with quiet words at its right, which never take more than their part; headings in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - all are alike
        """Return a row's height; the list gives it its own width."""
        return QSize(space(10), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        colours, rect = theme(), QRect(option.rect)
        is_heading = bool(index.data(HEADING))
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or (option.state & QStyle.StateFlag.State_MouseOver and not is_heading):
            painter.fillRect(rect, colours.selection if is_selected else colours.raised)
        if is_selected and colours.is_system:
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inside = rect.adjusted(space(1 if is_heading else 2), 0, -space(1), 0)
        font = role_font(Role.STRONG if is_heading else Role.BODY)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        hint = str(index.data(HINT) or "")
        # What just fits may still be cut, by a fraction of a pixel.
        room = min(metrics.horizontalAdvance(hint) + 2, round(inside.width() * _HINT_PART)) if hint else 0
        middle, cut = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        painter.setPen(colours.quiet)
        if hint:
            said = metrics.elidedText(hint, cut, room)
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, said)
            inside.setRight(inside.right() - room - space(1.5))
        painter.setPen(colours.text)
        name = metrics.elidedText(str(index.data()), cut, inside.width())
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()


class FindBox(QLineEdit):
    """The box in the header; while it has the focus, what it finds lies over the page below it."""

    chosen = Signal(object)
    """An Entry that was chosen."""

    def __init__(
        self,
        gather: Callable[[], Iterable[Entry]],
        asked: Callable[[str], Iterable[Entry]] = lambda _typed: (),
    ) -> None:
        super().__init__()
        self._gather = gather
        self._asked = asked
        """What only the words typed say, such as a quarter: nothing holds a list of them."""
        self._all: tuple[Entry, ...] = ()
        self._back_to: QWidget | None = None
        self.model = Entries()
        self._list = QListView()
        self._list.setObjectName("findList")
        self._list.setAccessibleName("What was found")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setModel(self.model)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._take)
        self._nothing = label("", Role.QUIET, wraps=True)
        self._more = label("", Role.QUIET)
        self._more.setContentsMargins(space(1), 0, 0, 0)
        self._panel = QFrame(self)
        self._panel.setObjectName("findPanel")
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(space(0.5), space(0.5), space(0.5), space(0.5))
        layout.addWidget(self._nothing)
        layout.addWidget(self._list)
        layout.addWidget(self._more)
        self._panel.hide()

        self.setObjectName("find")
        self.setPlaceholderText("Find or do   Ctrl+K")
        self.setAccessibleName("Find or do")
        self.setToolTip(
            "Find a measure, a project, a text, a command or a file by a few letters of it, "
            "or a quarter such as Q2 2011/12 (Ctrl+K)"
        )
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
            self._back_to = _lasting(self.window().focusWidget())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clear()
        self._open()
        # What was being typed is saved once the field that lost the keys has done its work: it is found too.
        QTimer.singleShot(0, self, self._gather_again)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(space(26), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter chooses, Escape leaves."""
        step = next((by for key, by in _STEPS.items() if event.key() == key), 0)
        if step and not self.is_open:
            self._open()
        elif step:
            self._step(step)
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

    def _gather_again(self) -> None:
        if self.is_open:
            found = tuple(self._gather())
            if _places(found) != _places(self._all):
                self._all = found
                self._filter()

    def _typed(self) -> None:
        if self.is_open:
            self._filter()
        else:
            self._open()

    def _filter(self) -> None:
        found = findings((*self._asked(self.text()), *self._all), self.text())
        self.model.show_findings(found)
        has_any = bool(found.groups)
        self._list.setVisible(has_any)
        self._nothing.setVisible(not has_any)
        self._nothing.setText(f"Nothing is called '{self.text().strip()}'. Type part of a name.")
        self._more.setText(f"and {found.hidden:,} more: type more of it" if found.hidden else "")
        self._more.setVisible(bool(found.hidden))
        if has_any:
            # Below the first heading.
            self._list.setCurrentIndex(self.model.index(1))
            self._list.scrollToTop()
        self._place()

    def _step(self, steps: int) -> None:
        """Go to another entry, past headings, and stay at either end."""
        there = [row for row, each in enumerate(self.model.rows) if isinstance(each, Entry)]
        now = self._list.currentIndex().row()
        if now in there:
            at = min(max(there.index(now) + steps, 0), len(there) - 1)
            self._list.setCurrentIndex(self.model.index(there[at]))
            if not at:
                self._list.scrollToTop()

    def _place(self) -> None:
        """Under the box, its right edge flush with the box's, no taller than what it holds."""
        window = self.window()
        width = min(max(space(96), self.width()), window.width() - space(4))
        rows = min(max(self.model.rowCount(), 1), _ROWS_SHOWN) + (0 if self._more.isHidden() else 1)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 2))
        height = min(rows * row_height() + space(1) + 6, window.height() - corner.y() - space(1))
        self._panel.setGeometry(max(corner.x(), space(1)), corner.y(), width, height)

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self.model.rows[index.row()]
        if isinstance(entry, Entry):
            self._leave()
            self.chosen.emit(entry)

    def _leave(self) -> None:
        self._panel.hide()
        self._all = ()
        self.clear()
        back_to, self._back_to = self._back_to, None
        # What had the keys may have gone meanwhile, with its row or its page.
        if back_to is not None and isValid(back_to) and back_to.isVisible():
            back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()


def _places(entries: Iterable[Entry]) -> list[Entry]:
    """What leads somewhere in the file, without commands, of which none is ever equal to another."""
    return [entry for entry in entries if isinstance(entry.act, Place)]


def _lasting(part: QWidget | None) -> QWidget | None:
    """Where the keys go back to: an editor within a table closes as it loses them, so its table."""
    around = part
    while around is not None and not around.isWindow():
        if isinstance(around, QAbstractItemView):
            return around
        around = around.parentWidget()
    return part
