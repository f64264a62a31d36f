"""A measure's charts as a panel shows them: the chart, a table of it, or bare figures."""

import contextlib
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from cspdesk.analysis.chart_style import in_words
from cspdesk.analysis.charts import ChartKind, ChartSpec, stretch, without
from cspdesk.analysis.measure_charts import chart_of, kinds_for
from cspdesk.desk.document import Document
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.tables import Setting
from cspdesk.ui.chart_drag import DragSpan
from cspdesk.ui.chart_keys import Ask, asked, chart_menu
from cspdesk.ui.chart_legend import KindRow, Legend
from cspdesk.ui.chart_look import Look
from cspdesk.ui.chart_painter import ChartView
from cspdesk.ui.chart_parts import is_drawn, point_words, remarks_on, tallest
from cspdesk.ui.chart_picture import both_data, picture_data, table_data
from cspdesk.ui.chart_table import figures_table, fill_figures
from cspdesk.ui.chart_title import ChartTitle, title_command
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

_GRAPHED = (ChartKind.TREND, ChartKind.CONTROL)
"""The kinds that the interactive library draws; our own painter draws the others."""
_ZOOMED = (ChartKind.TREND, ChartKind.CONTROL, ChartKind.STACKED)
"""The kinds with periods along them, a stretch of which can be looked at."""


class TrendView(QWidget):
    """A chart under its reading. It can be pointed at, walked with the arrow keys, and shown as a table.

    The chart is drawn by our own painter at once; the interactive one takes its place as soon as its library
    is there, and never does where that cannot be loaded. `show_spec` shows one chart; `show_measure` all the
    kinds that make sense for a measure, with titles that can be edited.
    """

    told = Signal(str)
    """One plain sentence: why a title was not saved, and what it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._at, self._asked = -1, False
        self.unsaved = ""
        """The title that the file refused last, with the reason, in a sentence."""
        self._look = Look()
        self._is_unlocked = False
        self._document: Document | None = None
        self._subject: tuple[Placed, Period] | None = None
        self._kind = ChartKind.TREND
        self.graph: QWidget | None = None
        """The interactive chart, once it is there."""
        self.painted = ChartView(pointed=self._pointed)
        DragSpan(self.painted, self.painted.position_at, self._dragged)
        self.table = figures_table()
        self.figures = label("", wraps=True)
        self.figures.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title = ChartTitle()
        self.title.given.connect(self._titled)
        self.kinds = KindRow(self.show_kind)
        self.legend = Legend(self._redraw)
        self._under = label("", Role.QUIET, wraps=True)
        self.more = button("Chart", lambda: self._offer(self.more, QPoint(0, space(3))), flat=True)
        self.more.setAccessibleName("What can be done with the chart")
        self.toggle = button("Show figures", self._arrange, flat=True)
        self.toggle.setCheckable(True)
        self.area = QWidget()
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setMinimumHeight(space(22))
        self.area.installEventFilter(self)
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.area.customContextMenuRequested.connect(lambda spot: self._offer(self.area, spot))
        self._stack = QStackedLayout(self.area)
        for part in (self.painted, self.table, self.figures):
            self._stack.addWidget(part)
        self._lay_out()

    @property
    def said(self) -> str:
        """The line under the chart: the point marked, else what is to be known of the whole."""
        return self._under.text()

    def show_measure(self, document: Document, placed: Placed, quarter: Period) -> ChartSpec:
        """Show a measure's charts up to a quarter, that of the kind chosen last in front, and return it."""
        self.title.flush()
        if document is not self._document:
            if self._document is not None:
                with contextlib.suppress(RuntimeError):
                    self._document.changed.disconnect(self._edited)
            self._document = document
            document.changed.connect(self._edited)
        self._subject = (placed, quarter)
        kinds = kinds_for(document.snapshot, placed, quarter)
        kind = self._kind if self._kind in kinds else ChartKind.TREND
        self.kinds.show_kinds(kinds, kind)
        spec = chart_of(document.snapshot, placed, quarter, kind)
        self._show(spec)
        return spec

    def show_kind(self, kind: ChartKind) -> None:
        """Show the measure's chart of another kind."""
        self._kind = kind
        if self._document is not None and self._subject is not None:
            self.show_measure(self._document, *self._subject)

    def show_spec(self, spec: ChartSpec) -> None:
        """Show another chart, whose title cannot be edited here."""
        self._subject = None
        self.kinds.hide()
        self._show(spec)

    def flush(self) -> None:
        """Save a title that is being typed."""
        self.title.flush()

    def point_at(self, at: int) -> None:
        """Say a period and its figures under the chart, and mark them in it; -1 says what the chart shows."""
        spec = self._spec
        self._at = at
        if spec is None:
            return
        if at >= 0:
            self._under.setText(point_words(spec, at, self.legend.hidden_lines))
        else:
            self._under.setText(" ".join(remarks_on(spec, self._shown(spec))))
        inside = at - self._look.first if self._look.holds(at) else -1
        self.painted.point_at(inside)
        if self.graph is not None:
            self.graph.point_at(inside)  # type: ignore[attr-defined]  # its class is known only once its library is loaded

    def zoom_to(self, first: int, last: int) -> None:
        """Show a stretch of the chart; at least three positions, and never beyond its ends."""
        if self._can_zoom and self._look.to(first, last):
            self._redraw()

    def zoom(self, *, closer: bool, around: int = -1) -> None:
        """Look closer or from further off, round a position: else the one marked, else the last."""
        middle = around if around >= 0 else self._at if self._at >= 0 else self._look.last
        if self._can_zoom and self._look.zoom(middle, closer=closer):
            self._redraw()

    def copy(self) -> None:
        """Put the chart on the clipboard, as a picture and as cells."""
        if self._spec is not None:
            QGuiApplication.clipboard().setMimeData(both_data(self._shown(self._spec)))

    def unlock(self) -> None:
        """Let the value axis start where the figures do, or at nought again."""
        self._is_unlocked = not self._is_unlocked
        self._redraw()

    def menu(self) -> QMenu:
        """Return what can be done with the chart, each with its key."""
        spec = self._spec
        if spec is None:
            return chart_menu(self, ())
        drawn, clipboard, shown = is_drawn(spec), QGuiApplication.clipboard(), self._shown(spec)
        is_near = not self._look.is_whole
        has_axis = drawn and spec.kind in (*_GRAPHED, ChartKind.YEARS)
        axis = "Start the value axis at &nought" if self._is_unlocked else "Free the value axis from &nought"
        copying = (
            ("&Copy picture and figures\tCtrl+C", self.copy, drawn),
            ("Copy as a &picture", lambda: clipboard.setMimeData(picture_data(shown)), drawn),
            ("Copy as a &table", lambda: clipboard.setMimeData(table_data(spec)), drawn),
        )
        looking = (
            ("Look c&loser\t+", lambda: self.zoom(closer=True), self._can_zoom),
            ("Look from &further off\t\u2212", lambda: self.zoom(closer=False), is_near),
            ("Show &all\t0", self._whole, is_near),
            (axis, self.unlock, has_axis),
        )
        return chart_menu(
            self, (copying, looking, (("&Edit the title\tF2", self.title.edit, self.title.can_edit),))
        )

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._document = self._subject = None
        self.unsaved = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the words of every point at the new width."""
        super().resizeEvent(event)
        self._reserve()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save a title that is being typed."""
        self.title.flush()
        super().hideEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Take the chart's keys, and the wheel where the chart has the focus or Ctrl is held."""
        if watched is self.area and self._spec is not None:
            ask = asked(event) if isinstance(event, QKeyEvent) else None
            if ask is not None and (ask is not Ask.EDIT or self.title.can_edit):
                if event.type() is QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() is QEvent.Type.KeyPress:
                    self._do(ask)
                    return True
            if isinstance(event, QWheelEvent) and self._wheel(event):
                return True
        return super().eventFilter(self.area, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours or another size of text."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        # The style tells its first changes before this widget has a chart.
        spec: ChartSpec | None = getattr(self, "_spec", None)
        if event.type() in kinds and spec is not None and is_drawn(spec):
            self.legend.show_spec(spec)
            self._draw()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.75))
        layout.addWidget(self.title)
        layout.addWidget(self.kinds)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._under)
        layout.addWidget(self.legend)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.more)
        row.addWidget(self.toggle)
        layout.addLayout(row)
        for one, other in pairwise((self.kinds, self.area, self.legend, self.more, self.toggle)):
            self.setTabOrder(one, other)

    def _show(self, spec: ChartSpec) -> None:
        before = self._spec
        is_same = before is not None and (before.subject, before.labels) == (spec.subject, spec.labels)
        self._spec = spec
        if not is_same:
            self._at, self._look, self._is_unlocked = -1, Look(len(spec.labels)), False
        self.title.show_title(spec.title, can_edit=bool(self._subject and spec.title_key))
        drawn = is_drawn(spec)
        self.toggle.setVisible(drawn)
        self.more.setVisible(drawn or self.title.can_edit)
        self.area.setAccessibleName(spec.subject)
        self.area.setAccessibleDescription(spec.description)
        self.figures.setText("\n".join(in_words(spec)))
        self.legend.show_spec(spec if drawn else replace(spec, lines=()))
        # Bars need height for every area's name.
        rows = len(spec.labels) + 5 if spec.kind is ChartKind.AREAS and drawn else 0
        self.painted.setMinimumHeight(rows * self.fontMetrics().height())
        if drawn:
            fill_figures(self.table, spec)
            self._draw()
            if self.graph is None and not self._asked:
                self._asked = True
                # After the paint that this very change brings.
                QTimer.singleShot(0, self, self._load)
        self._arrange()
        self._reserve()

    @property
    def _can_zoom(self) -> bool:
        return self._spec is not None and self._spec.kind in _ZOOMED and is_drawn(self._spec)

    def _shown(self, spec: ChartSpec) -> ChartSpec:
        """A chart as it is looked at: a stretch of it, without the lines that are switched off."""
        seen = without(spec, self.legend.hidden_lines)
        if self._is_unlocked:
            seen = replace(seen, from_zero=False)
        return seen if self._look.is_whole else stretch(seen, self._look.first, self._look.last)

    def _reserve(self) -> None:
        """Keep room for the longest words under the chart, so that pointing at it moves nothing."""
        spec = self._spec
        count = len(spec.labels) if spec is not None and is_drawn(spec) else 0
        said = (point_words(spec, at) for at in range(count)) if spec is not None else ()
        room = max(self._under.width(), space(10))
        self._under.setMinimumHeight(tallest(self._under.fontMetrics(), room, said))

    def _redraw(self) -> None:
        """Draw what a person has asked to see otherwise."""
        if self._spec is not None and is_drawn(self._spec):
            self._draw()
            self.point_at(self._at)

    def _draw(self) -> None:
        if self._spec is None:
            return
        shown = self._shown(self._spec)
        self.painted.show_spec(shown)
        if self.graph is not None and shown.kind in _GRAPHED:
            self.graph.show_spec(shown)  # type: ignore[attr-defined]  # as above

    def _load(self) -> None:
        """Put the interactive chart in the painted one's place, where its library can be loaded."""
        try:
            from cspdesk.ui.trend_graph import TrendGraph
        except ImportError:
            return
        graph = TrendGraph(self._pointed)
        DragSpan(graph.plot.viewport(), graph.position_at, self._dragged)
        self.graph = graph
        self._stack.addWidget(graph)
        if self._spec is not None and is_drawn(self._spec):
            self._draw()
        self._arrange()

    def _arrange(self) -> None:
        spec = self._spec
        if spec is None:
            return
        shows_table = self.toggle.isChecked()
        self.toggle.setText("Show chart" if shows_table else "Show figures")
        drawer = self.graph if self.graph is not None and spec.kind in _GRAPHED else self.painted
        part: QWidget = self.table if shows_table else drawer
        self._stack.setCurrentWidget(part if is_drawn(spec) else self.figures)
        self.point_at(self._at)

    def _pointed(self, at: int) -> None:
        # What the mouse points at is told as a position of the stretch shown.
        self.point_at(at + self._look.first if at >= 0 else -1)

    def _dragged(self, first: int, last: int) -> None:
        self.zoom_to(first + self._look.first, last + self._look.first)

    def _do(self, ask: Ask) -> None:
        match ask:
            case Ask.COPY:
                self.copy()
            case Ask.EDIT:
                self.title.edit()
            case Ask.CLOSER | Ask.FURTHER:
                self.zoom(closer=ask is Ask.CLOSER)
            case Ask.WHOLE:
                self._whole()
            case Ask.FIRST:
                self._walk_to(0)
            case Ask.LAST:
                self._walk_to(self._look.count - 1)
            case Ask.BACK:
                self._walk_to(self._at - 1 if self._at >= 0 else self._look.last)
            case Ask.ON:
                self._walk_to(self._at + 1 if self._at >= 0 else self._look.first)

    def _walk_to(self, at: int) -> None:
        """Mark a position; the stretch shown moves along."""
        if self._spec is None or not self._spec.labels:
            return
        at = min(max(at, 0), len(self._spec.labels) - 1)
        if self._look.follow(at):
            self._redraw()
        self.point_at(at)

    def _wheel(self, event: QWheelEvent) -> bool:
        """Look closer or from further off; elsewhere the wheel scrolls the panel round the chart."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turned = event.angleDelta().y()
        if not self._can_zoom or not turned or not (held or self.area.hasFocus()):
            return False
        around = self.painted.position_at(QPointF(event.position()))
        self.zoom(closer=turned > 0, around=around + self._look.first if around >= 0 else -1)
        event.accept()
        return True

    def _whole(self) -> None:
        self.zoom_to(0, self._look.count - 1)

    def _offer(self, part: QWidget, spot: QPoint) -> None:
        self.menu().popup(part.mapToGlobal(spot))

    def _titled(self, words: str) -> None:
        """Keep a title of one's own, or bring the drafted one back."""
        if self._document is None or self._subject is None or self._spec is None:
            return
        placed, quarter = self._subject
        name = f"{placed.number or placed.measure.title}, {quarter.label}"
        try:
            self._document.do(title_command(self._spec.title_key, words, name))
            self.unsaved = ""
        except DeskError as error:
            self.unsaved = f"The title of the chart was not saved. {error} You typed: {words}"
            self.told.emit(self.unsaved)

    def _edited(self, change_set: ChangeSet) -> None:
        """Follow a title that was edited, here or by undo; hosts see to all else."""
        spec = self._spec
        if spec is None or self._document is None or self._subject is None or not spec.title_key:
            return
        keys = {change.key[0] for change in change_set.changes if change.table == Setting.TABLE.name}
        if spec.title_key in keys:
            self._show(chart_of(self._document.snapshot, *self._subject, spec.kind))
