"""The table beside every chart: its figures for those who do not see it, and for anybody who wants them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cspdesk.analysis.chart_words import as_table
from cspdesk.analysis.charts import ChartSpec
from cspdesk.ui.theme import row_height, space, theme


class _Headings(QHeaderView):
    """Quiet headings over a rule."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Paint one heading over its figures."""
        colours = theme()
        painter.save()
        painter.fillRect(rect, colours.surface)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colours.quiet)
        side = Qt.AlignmentFlag.AlignRight if logicalIndex else Qt.AlignmentFlag.AlignLeft
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = rect.adjusted(space(0.5), 0, -space(0.5), -1)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


def figures_table() -> QTableWidget:
    """Return an empty table for a chart's figures."""
    table = QTableWidget()
    table.setHorizontalHeader(_Headings(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height())
    return table


def fill_figures(table: QTableWidget, spec: ChartSpec) -> None:
    """Write the chart's figures as a table."""
    table.setAccessibleName(f"{spec.subject}, as a table")
    headings, *rows = as_table(spec)
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.setRowCount(len(rows))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            if column:
                item.setTextAlignment(right)
            table.setItem(row, column, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
