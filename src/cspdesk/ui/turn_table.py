"""A table of choices: what is read, and beside it what can be ticked, chosen and typed, all by keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from cspdesk.ui.theme import row_height, space
from cspdesk.ui.turn_cells import NO, YES, CellDelegate, CellKind, Index, TurnCell

__all__ = ["NO", "YES", "CellKind", "TurnCell", "TurnRow", "TurnTable"]

_WIDEST = 23
"""Half lines that a column of words may take before it is cut; its tip has the whole."""


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One row, by a key of its own; its first words name it to a reader."""

    key: str
    cells: tuple[TurnCell, ...]


class TurnTable(QTableWidget):
    """Rows of choices. Space ticks or steps on, Enter or typing writes, Delete empties, Tab leaves."""

    changed = Signal(str, int, str)
    """A row's key, the column, and what stands there now."""
    add_asked = Signal()
    delete_asked = Signal(str)
    move_asked = Signal(str, int)

    def __init__(
        self, name: str, headings: Sequence[str], *, stretches: int, can_arrange: bool = False, rows: int = 8
    ) -> None:
        super().__init__(0, len(headings))
        self._headings = list(headings)
        self._stretches = stretches
        """The column that takes what room is left, and matters most among those that are only read."""
        self._rows = rows
        """The most rows for which the page keeps room; more scroll."""
        self._shown: list[TurnRow] = []
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(self._headings)
        self.setItemDelegate(CellDelegate(self, self.cell, stretches))
        # The one cell that has the keys is framed; there is nothing to select.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.EditKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
        )
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.itemChanged.connect(self._edited)
        # The whole cell is the target, not the small box in it.
        self.cellClicked.connect(self._clicked)
        self._bind("Return", self._write)
        self._bind("Enter", self._write)
        self._bind("Space", self._step)
        if can_arrange:
            self._bind("Insert", self.add_asked.emit)
            self._bind("Delete", lambda: self._about_row(self.delete_asked.emit))
            self._bind("Alt+Up", lambda: self._about_row(lambda key: self.move_asked.emit(key, -1)))
            self._bind("Alt+Down", lambda: self._about_row(lambda key: self.move_asked.emit(key, 1)))
        else:
            self._bind("Delete", self._empty)

    @property
    def current_key(self) -> str:
        """The key of the row in which the keys are, or ""."""
        at = self.currentRow()
        return self._shown[at].key if 0 <= at < len(self._shown) else ""

    def head(self, column: int, words: str) -> None:
        """Give a column another heading."""
        self._headings[column] = words
        self.setHorizontalHeaderLabels(self._headings)

    def show_rows(self, rows: Sequence[TurnRow], *, current: str = "") -> None:
        """Show other rows; the keys stay in their row and column, unless another row is asked for."""
        rows = list(rows)
        if rows == self._shown and not current:
            return
        key, column = current or self.current_key, max(self.currentColumn(), 0)
        before, self._shown = self._shown, rows
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            if at >= len(before) or before[at] != row:
                for place, cell in enumerate(row.cells):
                    self.setItem(at, place, self._item(row, place, cell))
        self.blockSignals(False)
        place = next((at for at, row in enumerate(rows) if row.key == key), 0 if rows else -1)
        if place >= 0:
            self.setCurrentCell(place, column)
        self._fit()

    def commit(self) -> None:
        """Take what is still being typed."""
        if self.state() is QAbstractItemView.State.EditingState:
            # The editor hands over what it holds when the keys leave it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_writing(self, key: str, column: int) -> None:
        """Open a cell for typing."""
        for at, row in enumerate(self._shown):
            if row.key == key:
                self.setCurrentCell(at, column)
                self._write()

    def cell(self, index: Index) -> TurnCell:
        """Return what a place of the table shows."""
        return self._shown[index.row()].cells[index.column()]

    def sizeHint(self) -> QSize:
        """Return the height of the rows there is room for; the width is the layout's."""
        return QSize(space(40), self._height(min(max(len(self._shown), 2), 2 * self._rows)))

    def minimumSizeHint(self) -> QSize:
        """Return the least: a few rows."""
        return QSize(space(12), self._height(min(max(len(self._shown), 2), self._rows)))

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_shown"):
            self._fit()

    def _height(self, rows: int) -> int:
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().sizeHint().height() + rows * row_height() + bar + 4

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _item(self, row: TurnRow, place: int, cell: TurnCell) -> QTableWidgetItem:
        is_tick = cell.kind is CellKind.TICK
        item = QTableWidgetItem("" if is_tick else cell.text)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if is_tick:
            item.setCheckState(Qt.CheckState.Checked if cell.text == YES else Qt.CheckState.Unchecked)
        elif cell.kind in (CellKind.TEXT, CellKind.CHOICE):
            flags |= Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)
        side = Qt.AlignmentFlag.AlignRight if cell.kind is CellKind.FIGURE else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(cell.tip or ("" if is_tick else cell.text))
        words = ("ticked" if cell.text == YES else "not ticked") if is_tick else cell.text or "blank"
        name = next((each.text for each in row.cells if each.kind is CellKind.WORDS and each.text), "")
        said = f"{name}, {self._headings[place]}: {words}" if name != cell.text else words
        if cell.tip and cell.is_doubtful:
            said = f"{said}. {cell.tip}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        return item

    def _edited(self, item: QTableWidgetItem) -> None:
        """Hand on what was typed, chosen or ticked with the mouse."""
        row, place = self._shown[item.row()], item.column()
        cell = row.cells[place]
        if cell.kind is CellKind.TICK:
            text = YES if item.checkState() is Qt.CheckState.Checked else NO
        else:
            text = item.text()
        if text != cell.text:
            # What is shown next follows from it; until then the table knows what it shows.
            cells = tuple(
                replace(each, text=text) if at == place else each for at, each in enumerate(row.cells)
            )
            self._shown[item.row()] = TurnRow(row.key, cells)
            self.changed.emit(row.key, place, text)

    def _write(self) -> None:
        cell = self._current()
        if cell.kind is CellKind.TICK:
            self._step()
        elif cell.kind in (CellKind.TEXT, CellKind.CHOICE):
            self.editItem(self.currentItem())

    def _step(self) -> None:
        cell = self._current()
        if cell.kind is CellKind.TICK:
            state = Qt.CheckState
            self.currentItem().setCheckState(state.Unchecked if cell.text == YES else state.Checked)
        elif cell.choices:
            at = cell.choices.index(cell.text) if cell.text in cell.choices else -1
            self.currentItem().setText(cell.choices[(at + 1) % len(cell.choices)])
        elif cell.kind is CellKind.TEXT:
            self.editItem(self.currentItem())

    def _clicked(self, row: int, column: int) -> None:
        if self._shown[row].cells[column].kind is CellKind.TICK:
            self._step()

    def _empty(self) -> None:
        if self._current().kind is CellKind.TEXT:
            self.currentItem().setText("")

    def _current(self) -> TurnCell:
        """The cell that has the keys; one of mere words where none has."""
        return self.cell(self.currentIndex()) if self.current_key else TurnCell()

    def _about_row(self, act: Callable[[str], object]) -> None:
        if self.current_key:
            act(self.current_key)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(row_height())
        metrics = self.fontMetrics()
        for place, heading in enumerate(self._headings):
            cells = [row.cells[place] for row in self._shown]
            words = {word for cell in cells for word in (cell.text, *cell.choices)}
            wide = max((metrics.horizontalAdvance(word) for word in words), default=0) + space(2)
            if any(cell.kind is CellKind.CHOICE for cell in cells):
                wide += space(1.5)
            least = metrics.horizontalAdvance(heading) + space(1.5)
            header.resizeSection(place, max(least, min(wide, space(_WIDEST))))
        header.setSectionResizeMode(self._stretches, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(space(4))
        self.setMaximumHeight(self._height(max(len(self._shown), 2)))
        self.updateGeometry()
