"""A table of figures as high as its rows, for a page that scrolls as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QTableWidget,
    QTableWidgetItem,
)

from cspdesk.ui.theme import row_height, space

Table = Sequence[Sequence[str]]
"""Headings, then rows of as many cells."""


class FigureTable(QTableWidget):
    """A table as high as its rows: the first columns in words, figures at the right, the last in words."""

    # What leaves one of Qt's own events as an error upsets the binding.
    _resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._shown: Table = ()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self._resized.connect(self._fit)

    def show_table(self, table: Table, words: Sequence[str] = ()) -> None:
        """Show another table; columns under `words` are in words, all others figures."""
        if table == self._shown:
            return
        self._shown = table
        self.clear()
        headings, *rows = table or ((),)
        self.setRowCount(len(rows))
        self.setColumnCount(len(headings))
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, heading in enumerate(headings):
            side = (Qt.AlignmentFlag.AlignLeft if heading in words else Qt.AlignmentFlag.AlignRight) | middle
            top = QTableWidgetItem(heading)
            top.setTextAlignment(side)
            self.setHorizontalHeaderItem(column, top)
            for at, row in enumerate(rows):
                item = QTableWidgetItem(row[column])
                item.setTextAlignment(side)
                # What a reader hears of a cell apart from its table.
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading}: {row[column] or 'none'}")
                self.setItem(at, column, item)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if headings and headings[-1] in words:
            last = len(headings) - 1
            self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of all rows; the width is the layout's."""
        height = self.horizontalHeader().height() + sum(map(self.rowHeight, range(self.rowCount()))) + 2
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(space(20), height)

    def minimumSizeHint(self) -> QSize:
        """Return a width that any page has; what is wider scrolls."""
        return QSize(space(12), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_name"):
            self._resized.emit()

    def _fit(self) -> None:
        # Words of cells begin where their heading does, which has so much air of its own.
        inset = space(0.75) - self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) - 1
        sheet = f"QTableWidget::item {{ padding: 0 {max(inset, 0)}px; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            # Words of several lines stand apart from those of the next row.
            least = self.sizeHintForRow(row) + space(1)
            self.setRowHeight(row, max(self.rowHeight(row), least))
        self.updateGeometry()
