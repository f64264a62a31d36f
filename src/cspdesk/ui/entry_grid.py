"""The entry grid on the screen: measures frozen at the left, quarters beside them."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cspdesk.desk.entry_cell import CellKind
from cspdesk.desk.entry_columns import FROZEN, Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import BandRow, SeriesRow
from cspdesk.desk.entry_table import GridPlace
from cspdesk.desk.habits import Habits
from cspdesk.domain.tables import PriorityId
from cspdesk.ui.entry_asking import Asking
from cspdesk.ui.entry_cursor import Span
from cspdesk.ui.entry_delegate import EntryDelegate
from cspdesk.ui.entry_keys import Do
from cspdesk.ui.entry_marks import grid_row_height
from cspdesk.ui.entry_note import NoteEditor
from cspdesk.ui.entry_parts import NameTable
from cspdesk.ui.entry_view import FigureTable
from cspdesk.ui.theme import row_height, space

_LETTERS = {Kind.UNIT: 11.0, Kind.COMMENTARY: 48.0, Kind.STATUS: 11.0}
"""How wide columns of words begin, in average letters."""
_MOST_LETTERS = {Kind.MEASURE: 80, Kind.COMMENTARY: 120, Kind.UNIT: 40}
_MOST_FIGURE_LETTERS = 32
"""The widest that columns are kept, in average letters: what is wider leaves no room for another."""
_LEAST = 24
"""The narrowest that a column can be drawn to, in pixels."""


class EntryGrid(QWidget):
    """Both halves side by side, scrolling together, with one selection."""

    picked = Signal()
    """The current cell or the selected ones changed."""

    def __init__(self, model: EntryModel, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._habits = habits
        self._is_measuring = False
        self.names = NameTable(model, self)
        self.figures = FigureTable(model, self)
        self.delegate = EntryDelegate(model, self)
        self.figures.setItemDelegate(self.delegate)
        # A delegate of its own: one that two views share reports the end of an editor to both.
        self.names.setItemDelegate(EntryDelegate(model, self))
        self.note = NoteEditor(model, self.figures)
        self.asking = Asking(model, self.figures)
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
        self.asking.card.save()

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
            # Once the new sizes have settled.
            QTimer.singleShot(0, self, lambda: self.figures.scrollTo(self.figures.currentIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the figures leave."""
        super().resizeEvent(event)
        self._share_width()
        self.asking.settle()

    def _link(self) -> None:
        here, there = self.names.verticalScrollBar(), self.figures.verticalScrollBar()
        here.valueChanged.connect(there.setValue)
        there.valueChanged.connect(here.setValue)
        self.figures.horizontalScrollBar().rangeChanged.connect(self._level)
        self.figures.horizontalScrollBar().valueChanged.connect(self._repaint_bands)
        self.names.row_clicked.connect(self._choose_row)
        self.delegate.left_editor.connect(self._go_on)
        self.delegate.asked.connect(self._act_in_editor)
        self.delegate.opened.connect(self.asking.hide)
        self.delegate.typed.connect(self.figures.acts.typed)
        self.figures.noting.connect(self._write_note)
        self.figures.writing.connect(self._write_words)
        self.figures.folding.connect(self.fold)
        self.figures.answering.connect(self._answer)
        self.names.band_clicked.connect(self.turn_band)
        self.figures.mouse.band_pressed.connect(self.turn_band)
        for table in (self.names, self.figures):
            header = table.horizontalHeader()
            header.sectionResized.connect(self._keep_width)
            header.sectionHandleDoubleClicked.connect(self._forget_width)
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
        """Set row heights and column widths from the font, or as the officer drew them."""
        self._is_measuring = True
        shows = self.model.view.shows
        for table in (self.names, self.figures):
            table.verticalHeader().setDefaultSectionSize(grid_row_height(shows))
        for number, column in enumerate(self.model.columns):
            is_frozen = number < FROZEN
            self.names.setColumnHidden(number, not is_frozen)
            self.figures.setColumnHidden(number, is_frozen)
            if column.kind is not Kind.MEASURE:
                (self.names if is_frozen else self.figures).setColumnWidth(number, self._width(column.kind))
        for number in range(self.model.rowCount()):
            if isinstance(self.model.row(number), BandRow):
                for table in (self.names, self.figures):
                    table.setRowHeight(number, row_height())
        self._is_measuring = False
        self._share_width()

    def _width(self, kind: Kind) -> int:
        """A column's width in pixels, from what it is for: measuring every cell would make them all."""
        plain = QFontMetrics(self.font())
        drawn = self._habits.widths.get(kind.value)
        if drawn is not None:
            return max(_LEAST, round(drawn * plain.averageCharWidth()))
        if kind in _LETTERS:
            return round(_LETTERS[kind] * plain.averageCharWidth()) + self._air()
        strong_font = QFont(self.font())
        strong_font.setWeight(QFont.Weight.DemiBold)
        strong = QFontMetrics(strong_font)
        texts = {
            Kind.CHANGE: "+1,234 (25.7%)",
            Kind.WINDOW_CHANGE: "+1,234 (25.7%)",
            Kind.SAME_QUARTER: "last year",
        }
        wanted = (strong.horizontalAdvance("2015/16"), plain.horizontalAdvance(texts.get(kind, "12,043 p")))
        return max(wanted) + self._air()

    def _air(self) -> int:
        return 2 * space(0.6) + 2

    def _keep_width(self, column: int, _before: int, width: int) -> None:
        """Remember a width that the officer drew, for every column of its kind."""
        if self._is_measuring or not width:
            return
        kind = self.model.columns[column].kind
        letters = QFontMetrics(self.font()).averageCharWidth()
        most = _MOST_LETTERS.get(kind, _MOST_FIGURE_LETTERS)
        self._habits.widths[kind.value] = min(most, max(width, _LEAST) / letters)
        self._measure()

    def _forget_width(self, column: int) -> None:
        """Give the columns of a kind their own width again."""
        self._habits.widths.pop(self.model.columns[column].kind.value, None)
        self._measure()

    def _share_width(self) -> None:
        """The names get what the figures leave, within what they need at the least and at the most."""
        metrics = QFontMetrics(self.font())
        letter = metrics.averageCharWidth()
        unit = self.names.columnWidth(1)
        drawn = self._habits.widths.get(Kind.MEASURE.value)
        if drawn is not None:
            name = max(_LEAST, round(drawn * letter))
        else:
            columns = range(FROZEN, self.model.columnCount())
            figures = sum(self.figures.columnWidth(column) for column in columns)
            bar = self.figures.verticalScrollBar().sizeHint().width()
            name = max(28 * letter, self.width() - figures - bar - unit)
            if name > 40 * letter:
                name = min(name, max(40 * letter, self._longest_name(metrics)))
        self._is_measuring = True
        self.names.setColumnWidth(0, name)
        self._is_measuring = False
        self.names.setFixedWidth(min(name + unit, max(self.width() // 2, 28 * letter)))
        self.delegate.frozen_width = self.names.width()

    def _longest_name(self, metrics: QFontMetrics) -> int:
        """The room that the longest name takes, or 80 letters."""
        rows = (self.model.row(number) for number in range(self.model.rowCount()))
        names = max((len(row.name) for row in rows if isinstance(row, SeriesRow)), default=0)
        return min(80, names + 3) * metrics.averageCharWidth()

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
            case Do.FOLD | Do.UNFOLD:
                # What is being typed is entered when the rows are put away.
                self.fold(Do(name))
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
        kind = self.model.cell(index.row(), index.column()).kind if place is not None else None
        if place is None or kind is not CellKind.FIGURE:
            self.model.told.emit("This cell takes no note.")
            return
        self._open_sheet(index, place, self.model.cell(index.row(), index.column()).note)

    def _write_words(self, first: str) -> None:
        index = self.figures.currentIndex()
        place = self.model.place(index)
        if place is None or not self.model.is_open(index):
            self.model.told.emit("The commentary stands in the first row of its measure.")
            return
        self._open_sheet(index, place, self.model.cell(index.row(), index.column()).typed, first)

    def _open_sheet(self, index: QModelIndex, place: GridPlace, text: str, first: str = "") -> None:
        self.asking.hide()
        self.figures.scrollTo(index)
        cell = self.figures.visualRect(index)
        self.note.write(place, self.model.cell_name(index), text, cell, first)

    def fold(self, do: Do) -> None:
        """Put the current priority's rows away or bring them back, or those of all."""
        if do in (Do.FOLD_ALL, Do.UNFOLD_ALL):
            self._fold([band.priority.id for band in self.model.bands], do is Do.FOLD_ALL)
            return
        here = self.figures.currentIndex()
        row = self.model.band_of(here.row()) if here.isValid() else None
        band = self.model.row(row) if row is not None else None
        if isinstance(band, BandRow):
            self._fold([band.priority.id], do is Do.FOLD)

    def turn_band(self, row: int) -> None:
        """Put the rows under a heading away, or bring them back."""
        band = self.model.row(row)
        if isinstance(band, BandRow) and band.rows:
            self._fold([band.priority.id], not band.is_folded)

    def _fold(self, priorities: list[PriorityId], is_folded: bool) -> None:
        """Stand where one stood, or on the heading under which that now is."""
        here = self.figures.currentIndex()
        place, column = self.model.place(here), here.column()
        row = self.model.band_of(here.row()) if here.isValid() else None
        band = self.model.row(row) if row is not None else None
        self.model.fold(priorities, is_folded)
        index = self.model.find(place)
        if not index.isValid() and isinstance(band, BandRow):
            found = self.model.row_of(band.priority.id)
            stands = self.model.index(found, max(column, FROZEN))
            index = (
                stands if stands.flags() & Qt.ItemFlag.ItemIsSelectable else stands.siblingAtRow(found + 1)
            )
        self.pick(index)

    def _answer(self, is_wanted: bool) -> None:
        if is_wanted and not self.asking.enter_by_keys():
            self.model.told.emit("Nothing is asked about this cell.")
        elif not is_wanted:
            self.asking.dismiss()
