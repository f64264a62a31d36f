"""One measure as partnerships publish it: figure, status, chart, words, history and where it comes from."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cspdesk.analysis.line import Line
from cspdesk.analysis.measure_sheet import MeasureSheet, measure_sheet
from cspdesk.desk.measure_scope import concerns
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.plan_view import headline
from cspdesk.domain.tables import MeasureId
from cspdesk.ui.chart_parts import is_drawn
from cspdesk.ui.inspector_parts import CommentaryBox
from cspdesk.ui.measure_blocks import Details, Head, column
from cspdesk.ui.measure_compare import ComparePart
from cspdesk.ui.measure_log import EditsPart
from cspdesk.ui.measure_parts import Fold, Lines, Rule, Section
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.measure_peers import PeersPart
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import ElidedLabel, button, label
from cspdesk.ui.theme import Role, space
from cspdesk.ui.trend_view import TrendView

_WIDE = 124
"""Half lines from which the charts stand beside the words; below, everything stands in one column."""
_READING = 74
"""The most half lines that a column of words is wide."""


class MeasureView(LiveView):
    """The page of one measure; it follows the quarter and takes edits while it is seen."""

    left = Signal()
    """The page is to be left, for the measures it was opened from."""
    stepped = Signal(int)
    """The next measure is wanted (1), or the one before (-1)."""

    # Qt's own events only say what happened: an error that leaves one of them upsets the binding.
    _widened = Signal()
    _scrolled = Signal(int)
    _hidden = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._measure: MeasureId | None = None
        self.sheet: MeasureSheet | None = None
        """What is shown; None before a measure is, and where it has been deleted."""
        self.place = ElidedLabel(Role.QUIET)
        self.back = button("‹  All measures", self._leave, flat=True)
        self.before = button("Previous", lambda: self._step(-1), flat=True)
        self.after = button("Next", lambda: self._step(1), flat=True)
        self.head = Head(workspace.told.emit)
        self.trend = TrendView()
        self.commentary = CommentaryBox()
        self.commentary.told.connect(workspace.told)
        self.trend.told.connect(workspace.told)
        self.chance = Lines()
        self.how_sure = Lines(Role.QUIET)
        self.sure = Fold("How sure are we?", self.how_sure)
        self._chance = Section("Is it chance?", self.chance, self.sure)
        self.compare = ComparePart()
        self.peers = PeersPart(lambda: self.document, do_in(lambda: self.document, workspace.told.emit))
        self.edits = EditsPart(workspace)
        self.history = Fold("History of edits", self.edits)
        self.details = Details()
        self.gone = label("", Role.HEADING, wraps=True)
        self._charts = QWidget()
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self.scroller = QScrollArea()
        self._is_wide: bool | None = None
        self._lay_out()
        self._keys()
        self.history.opened.connect(self._fetch_edits)
        # Once the layout has made room for it.
        self.peers.paste.opened.connect(lambda: QTimer.singleShot(0, self, self._reveal_paste))
        self._widened.connect(self._arrange)
        self._scrolled.connect(self._scroll)
        self._hidden.connect(self.flush)

    def show_measure(self, measure: MeasureId) -> None:
        """Show another measure, at its top; what was typed for the one shown is saved first."""
        if measure != self._measure:
            self.flush()
            self._measure = measure
            self.history.close_it()
            self.peers.paste.dismiss()
            self.scroller.verticalScrollBar().setValue(0)
        if self.workspace.document is not None and self.isVisible():
            self.refresh()
        else:
            # Not seen yet: shown anew when the page is.
            self._seen = None

    def refresh(self) -> None:
        """Show everything anew."""
        if self._measure is None:
            return
        document, quarter = self.document, self.workspace.quarter
        sheet = measure_sheet(document.snapshot, self._measure, quarter)
        self.sheet = sheet
        self.scroller.setVisible(sheet is not None)
        self.gone.setVisible(sheet is None)
        if sheet is None:
            self.place.say("")
            self.gone.setText("This measure has been deleted. Go back to all measures to choose another.")
            return
        placed = sheet.placed
        self.place.say(sheet.place)
        self.head.show_sheet(document, sheet)
        chart = self.trend.show_measure(document, placed, quarter)
        # Bare figures need no room for a chart.
        self.trend.area.setMinimumHeight(space(26) if is_drawn(chart) else space(2))
        self.commentary.show_place(document, placed.measure.id, placed.name, quarter)
        self.peers.show_place(document, placed, quarter)
        self._show_chance(sheet)
        series = headline(document.snapshot, placed.measure.id)
        self._compared.fill(is_filled=series is not None)
        if series is not None:
            self.compare.show_line(Line(document.snapshot, placed.measure, series), quarter)
        self.details.show_sheet(sheet)
        if self.history.is_open:
            self._fetch_edits()

    def clear(self) -> None:
        """Forget a document that was closed."""
        self._measure, self.sheet = None, None
        self.trend.forget()
        self.commentary.forget()
        self.head.judgements.forget()
        self.edits.forget()
        self.history.close_it()
        self.peers.forget()

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit, if it touches the measure shown."""
        if self._measure is not None and concerns(self.document.snapshot, change_set, self._measure):
            self.refresh()

    def flush(self) -> None:
        """Save what is being typed; called before another measure, page or file takes this one's place."""
        self.trend.flush()
        self.commentary.flush()
        self.head.judgements.flush()
        self.peers.verdict.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what was typed here, in a sentence; "" where all is saved."""
        lines = [line.unsaved for line in self.head.judgements.lines]
        texts = (*lines, self.trend.unsaved, self.commentary.problem.text(), self.peers.verdict.unsaved)
        return " ".join(text for text in texts if text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is being typed."""
        self._hidden.emit()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts beside the words, or between them where there is no room."""
        super().resizeEvent(event)
        self._widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys that no control had a use for."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._scrolled.emit(event.key())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.back.setToolTip("Back to all measures (Escape)")
        self.before.setToolTip("The measure before (Ctrl+Page Up)")
        self.after.setToolTip("The next measure (Ctrl+Page Down)")
        self.before.setAccessibleName("Previous measure")
        self.after.setAccessibleName("Next measure")
        bar = QHBoxLayout()
        bar.setContentsMargins(space(1), space(0.5), space(1), space(0.5))
        bar.setSpacing(space(1))
        bar.addWidget(self.back)
        bar.addWidget(self.place, 1)
        bar.addWidget(self.before)
        bar.addWidget(self.after)
        self._compared = Section("Any two times side by side", self.compare)
        beside = column(self._charts)
        for part in (self.trend, self.commentary, self._chance, self.peers, self._compared):
            beside.addWidget(part)
        beside.addStretch(1)
        details = QWidget()
        below = column(details)
        below.addWidget(self.details)
        below.addWidget(self.history)
        below.addStretch(1)
        self._blocks = (self.head, self._charts, details)
        margin = space(2)
        self._grid.setContentsMargins(margin, space(1), margin, margin)
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(2))
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidgetResizable(True)
        self.scroller.setWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(Rule())
        layout.addWidget(self.gone)
        layout.addWidget(self.scroller, 1)
        self.gone.hide()
        self._arrange()

    def _keys(self) -> None:
        for keys, act in (
            ("Escape", self._leave),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+PgDown", lambda: self._step(1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def _arrange(self) -> None:
        is_wide = self.width() >= space(_WIDE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        head, charts, details = self._blocks
        for block in self._blocks:
            self._grid.removeWidget(block)
        most = space(_READING) if is_wide else 16_777_215
        head.setMaximumWidth(most)
        details.setMaximumWidth(most)
        self._grid.addWidget(head, 0, 0)
        if is_wide:
            self._grid.addWidget(details, 1, 0)
            self._grid.addWidget(charts, 0, 1, 2, 1)
        else:
            self._grid.addWidget(charts, 1, 0)
            self._grid.addWidget(details, 2, 0)
        self._grid.setRowStretch(1, 1 if is_wide else 0)
        self._grid.setRowStretch(2, 0 if is_wide else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if is_wide else 0)

    def _show_chance(self, sheet: MeasureSheet) -> None:
        found = sheet.chance
        self.chance.show_lines([found.words] if found else [])
        self.how_sure.show_lines(found.how_sure if found else [])
        self._chance.fill(is_filled=found is not None)
        self.sure.setVisible(bool(self.how_sure.text))

    def _leave(self) -> None:
        if self.peers.is_pasting:
            self.peers.paste.dismiss()
            return
        self.flush()
        self.left.emit()

    def _step(self, step: int) -> None:
        self.flush()
        self.stepped.emit(step)

    def _scroll(self, key: int) -> None:
        bar = self.scroller.verticalScrollBar()
        match key:
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                bar.setValue(bar.value() + bar.pageStep() * (1 if key == Qt.Key.Key_PageDown else -1))

    def _reveal_paste(self) -> None:
        """Bring a copied table into view, its buttons and its list of areas before all."""
        for part in (self.peers.paste.cancel, self.peers.paste.own):
            self.scroller.ensureWidgetVisible(part)

    def _fetch_edits(self) -> None:
        if self._measure is not None:
            self.edits.show_measure(self.document, self._measure)
