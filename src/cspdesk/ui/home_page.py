"""Home: how far the quarter is, and where to go next."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cspdesk.analysis.waiting import Awaited, Waiting, waiting
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.period import Grain
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.theme import Role, role_font, space, theme

_COLUMNS = ("Measure", "Line", "What the cell says")


class HomePage(Page):
    """What is in, what is waited for, and from whom; each line goes to its place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._sentence = label("", Role.TITLE, wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._heading = label("To enter", Role.HEADING)
        self._list = QTreeWidget()
        self._list.setObjectName("choices")
        self._list.setColumnCount(len(_COLUMNS))
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setItemsExpandable(False)
        self._list.setIndentation(0)
        self._list.setUniformRowHeights(True)
        self._list.setAllColumnsShowFocus(True)
        self._list.setAccessibleName("Figures to enter, by owner")
        self._list.itemActivated.connect(self._go_to)
        self._all_in = EmptyNote(
            "Every figure of the quarter is in.",
            button("Go to the pack", lambda: workspace.going.emit(Place("pack")), primary=True),
        )
        self._no_measures = EmptyNote(
            "This file has no measures in this quarter yet: choose another quarter, or bring a plan in from "
            "a workbook with the command 'cspdesk import'."
        )
        self._below = QStackedWidget()
        for part in (self._list, self._all_in, self._no_measures):
            self._below.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(2.5), space(2.5), space(2.5), space(1))
        layout.setSpacing(space(1))
        layout.addWidget(self._sentence)
        layout.addWidget(self._bar)
        layout.addSpacing(space(1))
        layout.addWidget(self._heading)
        layout.addWidget(self._below, 1)

    def refresh(self) -> None:
        """Count anew."""
        found = waiting(self.document.snapshot, self.workspace.quarter)
        self._sentence.setText(sentence(found))
        self._bar.setRange(0, max(1, found.due))
        self._bar.setValue(found.entered)
        self._bar.setAccessibleName(sentence(found))
        self._bar.setVisible(bool(found.due))
        self._heading.setVisible(bool(found.cells))
        self._fill(found)
        shown: QWidget = self._list if found.cells else self._all_in if found.due else self._no_measures
        self._below.setCurrentWidget(shown)

    def clear(self) -> None:
        """Let go of the rows."""
        self._list.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_below"):
            self._dress()

    def _dress(self) -> None:
        if self.isVisible() and self.workspace.document is not None:
            self.refresh()

    def _fill(self, found: Waiting) -> None:
        current = self._list.currentItem()
        kept = _awaited(current) if current is not None else None
        self._list.clear()
        first: QTreeWidgetItem | None = None
        for owner, count in found.by_owner:
            heading = _heading(owner, count)
            self._list.addTopLevelItem(heading)
            heading.setFirstColumnSpanned(True)
            measure = None
            for cell in found.of_owner(owner):
                item = _row(cell, is_named=cell.placed.measure.id != measure)
                measure = cell.placed.measure.id
                self._list.addTopLevelItem(item)
                if kept and (kept.series.id, kept.period) == (cell.series.id, cell.period):
                    self._list.setCurrentItem(item)
                first = first or item
        if self._list.currentItem() is None and first is not None:
            self._list.setCurrentItem(first)
        # Neither column takes so much that the last, with the words typed, is out of sight.
        widest = max(space(20), self._list.viewport().width() // 2)
        for column in (0, 1):
            self._list.resizeColumnToContents(column)
            self._list.setColumnWidth(column, min(self._list.columnWidth(column) + space(2), widest))

    def _go_to(self, item: QTreeWidgetItem) -> None:
        cell = _awaited(item)
        if cell is not None:
            # A year's figure has its own cell; the grid is asked for it in the chosen quarter.
            period = cell.period if cell.period.grain is Grain.QUARTER else self.workspace.quarter
            chosen = Selection(cell.placed.measure.id, cell.series.id, period)
            self.workspace.going.emit(Place("enter", chosen))


def sentence(found: Waiting) -> str:
    """Return "12 of 19 measures are in; waiting for: Police 4, Probation 2."."""
    if not found.due:
        return "No figures are due in this quarter."
    measures = "measure is" if found.due == 1 else "measures are"
    if found.entered == found.due:
        return "The one measure is in." if found.due == 1 else f"All {found.due} measures are in."
    said = ", ".join(f"{owner} {count}" for owner, count in found.by_owner)
    return f"{found.entered} of {found.due} {measures} in; waiting for: {said}."


def _heading(owner: str, count: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([owner, "", ""])
    item.setFont(0, role_font(Role.STRONG))
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setForeground(0, theme().text)
    measures = "1 measure" if count == 1 else f"{count} measures"
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{owner}, {measures}")
    return item


def _row(cell: Awaited, *, is_named: bool) -> QTreeWidgetItem:
    """Return a row; the measure's name stands in the first of its rows alone."""
    says = cell.words or "nothing yet"
    item = QTreeWidgetItem([cell.placed.name if is_named else "", cell.series.label, says])
    item.setData(0, Qt.ItemDataRole.UserRole, cell)
    item.setForeground(1, theme().quiet)
    item.setForeground(2, theme().quiet)
    item.setToolTip(0, cell.placed.name)
    item.setToolTip(2, says)
    spoken = ", ".join(filter(None, (cell.placed.name, cell.series.label, says)))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item


def _awaited(item: QTreeWidgetItem) -> Awaited | None:
    cell = item.data(0, Qt.ItemDataRole.UserRole)
    return cell if isinstance(cell, Awaited) else None
