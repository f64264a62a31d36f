"""The lists of Home: what is to be entered by whoever owes it, and lines that each go to their place."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.reminders import Debtor
from cspdesk.analysis.waiting import Awaited
from cspdesk.desk.home_board import HomeLine
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, role_font, row_height, space, theme


class _Held(IntEnum):
    """What a row carries besides its words."""

    DATA = Qt.ItemDataRole.UserRole
    DEBTOR = Qt.ItemDataRole.UserRole + 1


class _List(QTreeWidget):
    """Rows without a tree's branches, dressed anew with another size of text."""

    went = Signal(object)
    """A row was opened: what it holds."""

    def __init__(self, name: str, columns: int) -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setColumnCount(columns)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setMinimumWidth(space(16))
        self.itemActivated.connect(self._open)

    def keep_current(self, current: object) -> None:
        """Put the keys on the row that holds the same as before, else on the first that can be opened."""
        first: QTreeWidgetItem | None = None
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item is None or not item.flags() & Qt.ItemFlag.ItemIsSelectable:
                continue
            first = first or item
            if current is not None and item.data(0, _Held.DATA) == current:
                self.setCurrentItem(item)
                return
        if first is not None:
            self.setCurrentItem(first)

    @property
    def current(self) -> object:
        """What the current row holds, or None."""
        item = self.currentItem()
        return item.data(0, _Held.DATA) if item is not None else None

    def _open(self, item: QTreeWidgetItem) -> None:
        held = item.data(0, _Held.DATA)
        if held is not None:
            self.went.emit(held)


class EnterList(_List):
    """What is waited for under whoever owes it, each with a button that copies a reminder."""

    copy_asked = Signal(object)
    """A Debtor who is to be reminded."""

    def __init__(self) -> None:
        super().__init__("Figures to enter, by who returns them", 3)
        self._shown: tuple[Debtor, ...] = ()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._copy_current)

    def show_debtors(self, debtors: Sequence[Debtor]) -> None:
        """Show who owes what; the row that had the keys keeps them."""
        wanted = tuple(debtors)
        if wanted == self._shown and self.topLevelItemCount():
            return
        self._shown = wanted
        self.fill()

    def fill(self) -> None:
        """Make the rows anew."""
        before = _key(self.current)
        self.clear()
        current = None
        for debtor in self._shown:
            self._add_heading(debtor)
            for _, cells in debtor.by_measure:
                for place, cell in enumerate(cells):
                    item = _cell_row(cell, is_named=not place)
                    item.setData(0, _Held.DEBTOR, debtor)
                    self.addTopLevelItem(item)
                    current = cell if before is not None and _key(cell) == before else current
        self.keep_current(current)
        self.fit()

    def fit(self) -> None:
        """Give no column so much that the last, with the words typed and the buttons, is out of sight."""
        room = self.viewport().width()
        made = self.findChild(QPushButton)
        last = max(room * 3 // 10, made.sizeHint().width() + space(1.5) if made is not None else 0)
        for column in (0, 1):
            self.resizeColumnToContents(column)
        line = min(self.columnWidth(1) + space(1.5), (room - last) * 2 // 5)
        self.setColumnWidth(1, line)
        self.setColumnWidth(0, min(self.columnWidth(0) + space(1.5), room - last - line))

    def _add_heading(self, debtor: Debtor) -> None:
        count = len(debtor.by_measure)
        measures = "1 measure" if count == 1 else f"{count} measures"
        item = QTreeWidgetItem([debtor.name, measures, ""])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(0, role_font(Role.STRONG))
        item.setForeground(0, theme().text)
        item.setForeground(1, theme().quiet)
        item.setToolTip(0, debtor.name)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{debtor.name}, {measures}")
        item.setData(0, _Held.DEBTOR, debtor)
        self.addTopLevelItem(item)
        if debtor.can_be_asked:
            self.setItemWidget(item, 2, self._copy_button(debtor))
            item.setSizeHint(2, self.itemWidget(item, 2).sizeHint())

    def _copy_button(self, debtor: Debtor) -> QWidget:
        made = button("Copy reminder", lambda: self.copy_asked.emit(debtor))
        made.setAccessibleName(f"Copy reminder to {debtor.name}")
        made.setToolTip(f"Put an e-mail to {debtor.name} on the clipboard (Ctrl+C on one of its lines)")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, space(0.25), space(0.5), space(0.25))
        row.addStretch(1)
        row.addWidget(made)
        holder.setFocusProxy(made)
        return holder

    def _copy_current(self) -> None:
        item = self.currentItem()
        debtor = item.data(0, _Held.DEBTOR) if item is not None else None
        if isinstance(debtor, Debtor):
            self.copy_asked.emit(debtor)


class LineList(QWidget):
    """Lines under a heading that counts them; where there are none, one quiet sentence."""

    went = Signal(object)
    """A HomeLine was opened."""

    def __init__(self, title: str, none: str) -> None:
        super().__init__()
        self._title = title
        self._shown: tuple[HomeLine, ...] = ()
        self.heading = label(title, Role.HEADING)
        self.list = _List(title, 2)
        self.list.setMinimumHeight(3 * row_height())
        self.none = label(none, Role.QUIET, wraps=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.list.went.connect(self.went)
        self._below = QStackedWidget()
        self._below.addWidget(self.list)
        self._below.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.heading)
        layout.addWidget(self._below, 1)

    def show_lines(self, lines: Sequence[HomeLine]) -> None:
        """Show other lines; the one that had the keys keeps them."""
        wanted = tuple(lines)
        self._below.setCurrentWidget(self.list if wanted else self.none)
        if wanted == self._shown and self.list.topLevelItemCount() == len(wanted):
            return
        self._shown = wanted
        self.fill()

    def fill(self) -> None:
        """Make the rows anew."""
        before = self.list.current
        self.list.clear()
        for line in self._shown:
            item = QTreeWidgetItem([line.words, line.detail])
            item.setData(0, _Held.DATA, line)
            item.setForeground(1, theme().quiet)
            item.setToolTip(0, line.words)
            item.setToolTip(1, line.detail)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.words}, {line.detail}")
            self.list.addTopLevelItem(item)
        self.list.keep_current(before)
        count = sum(line.count for line in self._shown)
        self.heading.setText(f"{self._title}   {count:,}" if count else self._title)
        self.fit()

    def fit(self) -> None:
        """Leave either column room."""
        self.list.resizeColumnToContents(0)
        widest = max(space(14), self.list.viewport().width() // 2)
        self.list.setColumnWidth(0, min(self.list.columnWidth(0) + space(1), widest))


def _cell_row(cell: Awaited, *, is_named: bool) -> QTreeWidgetItem:
    """Return a row; the measure's name stands in the first of its rows alone."""
    says = " ".join(cell.words.split()) or "nothing yet"
    item = QTreeWidgetItem([cell.placed.name if is_named else "", cell.series.label, says])
    item.setData(0, _Held.DATA, cell)
    item.setForeground(1, theme().quiet)
    item.setForeground(2, theme().quiet)
    item.setToolTip(0, cell.placed.name)
    item.setToolTip(1, cell.series.label)
    item.setToolTip(2, says)
    spoken = ", ".join(filter(None, (cell.placed.name, cell.series.label, says)))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item


def _key(held: object) -> object:
    return (held.series.id, held.period) if isinstance(held, Awaited) else None
