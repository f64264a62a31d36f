"""The entry grid on the screen: measures frozen at the left, quarters beside them."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import (
    CHANGE,
    COLUMN_COUNT,
    FIRST_QUARTER,
    MEASURE,
    UNIT,
    YEAR_TO_DATE,
    BandRow,
)
from cspdesk.ui.entry_cursor import Span
from cspdesk.ui.entry_delegate import EntryDelegate
from cspdesk.ui.entry_keys import Do
from cspdesk.ui.entry_note import NoteEditor
from cspdesk.ui.entry_parts import NameTable
from cspdesk.ui.entry_view import FigureTable
from cspdesk.ui.theme import row_height, space


class EntryGrid(QWidget):
    """Both halves side by side, scrolling together, with one selection."""

    picked = Signal()
    """The current cell or the selected ones changed."""

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.names = NameTable(model, self)
        self.figures = FigureTable(model, self)
        self.delegate = EntryDelegate(model, self)
        self.figures.setItemDelegate(self.delegate)
        # A delegate of its own: one that two views share reports the end of an editor to both.
        self.names.setItemDelegate(EntryDelegate(model, self))
        for column in range(COLUMN_COUNT):
            (self.figures if column in (MEASURE, UNIT) else self.names).setColumnHidden(column, True)
        self.note = NoteEditor(model, self.figures)
        self.setFocusProxy(self.figures)
        self._foot = QWidget(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names, 0, 0)
        layout.addWidget(self._foot, 1, 0)
        layout.addWidget(self.figures, 0, 1, 2, 1)
        layout.setColumnStretch(1, 1)
        self._link()
        self._measure()

    def commit_editor(self) -> None:
        """Enter what is being typed, as if the cell had been left."""
        editor = self.delegate.editor
        if editor is not None:
            self.figures.commitData(editor)
            if self.delegate.editor is editor:
                self.figures.closeEditor(editor, EntryDelegate.EndEditHint.NoHint)
        self.note.save()

    def pick(self, index: QModelIndex) -> None:
        """Make a cell the current one and bring it into view."""
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.figures.cursor_.stand(index)
            self.figures.scrollTo(index)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text's size or the style changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_foot"):
            self._measure()
            self.figures.scrollTo(self.figures.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the figures leave."""
        super().resizeEvent(event)
        self._share_width()

    def _link(self) -> None:
        here, there = self.names.verticalScrollBar(), self.figures.verticalScrollBar()
        here.valueChanged.connect(there.setValue)
        there.valueChanged.connect(here.setValue)
        self.figures.horizontalScrollBar().rangeChanged.connect(self._level)
        self.figures.horizontalScrollBar().valueChanged.connect(self._repaint_bands)
        self.names.row_clicked.connect(self._choose_row)
        self.delegate.left_editor.connect(self._go_on)
        self.delegate.asked.connect(self._act_in_editor)
        self.delegate.typed.connect(self.figures.acts.typed)
        self.figures.noting.connect(self._write_note)
        self.model.rebuilding.connect(self.commit_editor)
        self.model.modelReset.connect(self._measure)
        chosen = self.figures.selectionModel()
        self.names.setSelectionModel(chosen)
        chosen.currentChanged.connect(lambda *_: self.picked.emit())
        chosen.selectionChanged.connect(lambda *_: self.picked.emit())
        chosen.currentChanged.connect(lambda *_: self.figures.mouse.repaint_corner())
        chosen.selectionChanged.connect(lambda *_: self.figures.mouse.repaint_corner())
        chosen.currentRowChanged.connect(lambda *_: self.names.viewport().update())

    def _measure(self) -> None:
        """Set row heights and column widths from the font and the words shown."""
        for table in (self.names, self.figures):
            table.verticalHeader().setDefaultSectionSize(row_height())
        plain = QFontMetrics(self.font())
        strong_font = QFont(self.font())
        strong_font.setWeight(QFont.Weight.DemiBold)
        strong = QFontMetrics(strong_font)
        air = 2 * space(0.75) + 2
        quarter = max(strong.horizontalAdvance("Q4 15/16"), plain.horizontalAdvance("12,043 p")) + air
        for column in range(FIRST_QUARTER, YEAR_TO_DATE):
            self.figures.setColumnWidth(column, quarter)
        longest = 24 * plain.averageCharWidth()
        self.figures.setColumnWidth(YEAR_TO_DATE, max(quarter, self._widest(YEAR_TO_DATE, longest) + air))
        heading = plain.horizontalAdvance("Change on last")
        self.figures.setColumnWidth(CHANGE, max(heading, self._widest(CHANGE, longest)) + air)
        self.names.setColumnWidth(UNIT, max(quarter, self._widest(UNIT, longest // 2) + air))
        self._share_width()

    def _widest(self, column: int, most: int) -> int:
        metrics = QFontMetrics(self.font())
        texts = (self.model.cell(row, column).text for row in range(self.model.rowCount()))
        return min(most, max((metrics.horizontalAdvance(text) for text in texts), default=0))

    def _share_width(self) -> None:
        """The names get what the figures leave, within what they need at the least and at the most."""
        metrics = QFontMetrics(self.font())
        unit = self.names.columnWidth(UNIT)
        figures = sum(self.figures.columnWidth(c) for c in range(FIRST_QUARTER, COLUMN_COUNT))
        bar = self.figures.verticalScrollBar().sizeHint().width()
        least = 28 * metrics.averageCharWidth()
        most = self._widest(MEASURE, 80 * metrics.averageCharWidth()) + 3 * space(0.75)
        name = min(most, max(least, self.width() - figures - bar - unit))
        self.names.setColumnWidth(MEASURE, name)
        self.names.setFixedWidth(name + unit)
        self.delegate.frozen_width = name + unit

    def _level(self) -> None:
        """Keep both halves equally high where a horizontal scroll bar stands under one."""
        bar = self.figures.horizontalScrollBar()
        self._foot.setFixedHeight(bar.sizeHint().height() if bar.maximum() else 0)

    def _repaint_bands(self) -> None:
        """The words of a band run on under the quarters and stay where they are while those scroll."""
        view = self.figures
        for row in range(max(0, view.rowAt(0)), self.model.rowCount()):
            top = view.rowViewportPosition(row)
            if top > view.viewport().height():
                break
            if isinstance(self.model.row(row), BandRow):
                view.viewport().update(0, top, view.viewport().width(), view.rowHeight(row))

    def _choose_row(self, row: int, grows: bool) -> None:
        here = self.figures.currentIndex()
        column = here.column() if here.isValid() else self.model.chosen_column
        index = self.model.index(row, column)
        self.figures.setFocus(Qt.FocusReason.MouseFocusReason)
        if not grows:
            self.pick(index)
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.figures.cursor_.grow(index, Span.ROWS)

    def _go_on(self, rows: int, columns: int) -> None:
        if not self.figures.cursor_.go_on(rows, columns) and columns:
            self.figures.focusNextPrevChild(columns > 0)

    def _act_in_editor(self, name: str) -> None:
        """Do what the grid's keys do while a figure is being typed: on the text, or to end it."""
        editor, acts = self.delegate.editor, self.figures.acts
        if editor is None:
            return
        match Do(name):
            case Do.TODAY:
                editor.insert(acts.today_text())
            case Do.ABOVE:
                editor.insert(acts.above_text() or "")
            case Do.FILL:
                if acts.fill(editor.text()):
                    self.figures.closeEditor(editor, EntryDelegate.EndEditHint.NoHint)
            case Do.NOTE:
                self.figures.commitData(editor)
                if not self.delegate.was_refused:
                    self.figures.closeEditor(editor, EntryDelegate.EndEditHint.NoHint)
                    self._write_note()

    def _write_note(self) -> None:
        index = self.figures.currentIndex()
        place = self.model.place(index)
        if place is None or not self.model.is_open(index):
            self.model.told.emit("This cell cannot be typed into and takes no note.")
            return
        self.figures.scrollTo(index)
        note = self.model.cell(index.row(), index.column()).note
        self.note.write(place, self.model.cell_name(index), note, self.figures.visualRect(index))
