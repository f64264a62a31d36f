"""The entry grid's headings, the table that both its halves are, and the frozen half with the measures."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import BandRow
from cspdesk.desk.entry_table import LEFT
from cspdesk.ui.theme import space, theme


class EntryHeader(QHeaderView):
    """The headings: quiet, ranged over their figures, the chosen quarter's in accent and underlined."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        """Two lines of text and air."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * 2 + space(1))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Paint one heading."""
        colours = theme()
        is_chosen = logicalIndex == self._model.chosen_column
        painter.save()
        painter.fillRect(rect, colours.surface)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if logicalIndex in self._model.ruled:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal)
        painter.setFont(font)
        pad = space(0.75)
        is_words = self._model.columns[logicalIndex].kind in LEFT
        side = Qt.AlignmentFlag.AlignLeft if is_words else Qt.AlignmentFlag.AlignRight
        painter.setPen(colours.accent if is_chosen else colours.quiet)
        words = str(self._model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = rect.adjusted(pad, 0, -pad, -space(0.5))
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignBottom), words)
        if is_chosen:
            painter.fillRect(rect.adjusted(pad // 2, rect.height() - 3, -pad // 2, 0), colours.accent)
        painter.restore()


class EntryTable(QTableView):
    """What both halves of the grid have in common."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalHeader(EntryHeader(model, self))
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @property
    def entry_model(self) -> EntryModel:
        """The model, as what it is."""
        model = self.model()
        if not isinstance(model, EntryModel):
            raise TypeError("The grid shows another model than its own.")
        return model


class NameTable(EntryTable):
    """The measures and their units, which stay while the quarters scroll. A click chooses the row."""

    row_clicked = Signal(int, bool)
    """A row was clicked; whether with Shift, or dragged on to."""
    band_clicked = Signal(int)
    """The heading of a priority was clicked."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setAccessibleName("Measures")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand the row on; nothing is selected here."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if isinstance(self.entry_model.row(index.row()), BandRow):
            self.band_clicked.emit(index.row())
        else:
            self.row_clicked.emit(index.row(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging takes more rows."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.buttons() & Qt.MouseButton.LeftButton:
            self.row_clicked.emit(index.row(), True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is edited here."""
