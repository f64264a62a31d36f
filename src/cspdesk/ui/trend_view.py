"""A measure's trend as the inspector shows it: the interactive chart, a table of it, or bare figures."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.chart_style import in_words, name, remarks
from cspdesk.analysis.charts import ChartSpec
from cspdesk.ui.chart_painter import ChartView
from cspdesk.ui.chart_parts import figure, is_drawn, point_words
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, row_height, space, theme


class TrendView(QWidget):
    """A chart under its reading. It can be pointed at, walked with the arrow keys, and shown as a table.

    The chart is drawn by our own painter at once; the interactive one takes its place as soon as its library
    is there, and never does where that cannot be loaded.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._at = -1
        self._asked = False
        self.graph: QWidget | None = None
        """The interactive chart, once it is there."""
        self.painted = ChartView()
        self.table = _table()
        self.figures = label("", wraps=True)
        self.figures.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = label("", Role.STRONG, wraps=True)
        self._under = label("", Role.QUIET, wraps=True)
        self.toggle = button("Show figures", self._turn, flat=True)
        self.toggle.setCheckable(True)
        self.area = QWidget()
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setMinimumHeight(space(22))
        self.area.installEventFilter(self)
        self._stack = QStackedLayout(self.area)
        for part in (self.painted, self.table, self.figures):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.75))
        layout.addWidget(self._title)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._under)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignRight)
        self.setTabOrder(self.area, self.toggle)

    @property
    def said(self) -> str:
        """The line under the chart: the point marked, else what is to be known of the whole."""
        return self._under.text()

    def show_spec(self, spec: ChartSpec) -> None:
        """Show another chart."""
        self._spec = spec
        self._at = -1
        self._title.setText(spec.title)
        drawn = is_drawn(spec)
        self.toggle.setVisible(drawn)
        self.area.setAccessibleName(spec.subject)
        self.area.setAccessibleDescription(spec.description)
        self.figures.setText("\n".join(in_words(spec)))
        if drawn:
            self._draw(spec)
            _fill(self.table, spec)
            if self.graph is None and not self._asked:
                self._asked = True
                # After the paint that this very change brings.
                QTimer.singleShot(0, self, self._load)
        self._arrange()
        self._reserve()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the words of every point at the new width."""
        super().resizeEvent(event)
        self._reserve()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Walk along the points with the arrow keys."""
        if watched is self.area and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step and self._spec is not None:
                count = len(self._spec.labels)
                start = self._at if self._at >= 0 else (count if step < 0 else -1)
                self.point_at(min(max(start + step, 0), count - 1))
                return True
        return super().eventFilter(self.area, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours or another size of text."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        # The style tells its first changes before this widget has a chart.
        spec: ChartSpec | None = getattr(self, "_spec", None)
        if event.type() in kinds and spec is not None and is_drawn(spec):
            self._draw(spec)

    def point_at(self, at: int) -> None:
        """Say a period and its figures under the chart, and mark them in it; -1 says what the chart shows."""
        self._at = at
        if self._spec is None:
            return
        self._under.setText(point_words(self._spec, at) if at >= 0 else " ".join(remarks(self._spec)))
        if self.graph is not None:
            self.graph.point_at(at)  # type: ignore[attr-defined]  # its class is known only once its library is loaded

    def _reserve(self) -> None:
        """Keep room for the longest words under the chart, so that pointing at it moves nothing."""
        if self._spec is None or not is_drawn(self._spec):
            self._under.setMinimumHeight(0)
            return
        metrics = self._under.fontMetrics()
        room = QRect(0, 0, max(self._under.width(), space(10)), 10_000)
        said = (point_words(self._spec, at) for at in range(len(self._spec.labels)))
        heights = (
            metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height() for words in said
        )
        self._under.setMinimumHeight(max(heights, default=0))

    def _draw(self, spec: ChartSpec) -> None:
        self.painted.show_spec(spec)
        if self.graph is not None:
            self.graph.show_spec(spec)  # type: ignore[attr-defined]  # as above

    def _load(self) -> None:
        """Put the interactive chart in the painted one's place, where its library can be loaded."""
        try:
            from cspdesk.ui.trend_graph import TrendGraph
        except ImportError:
            return
        self.graph = TrendGraph(self.point_at)
        self._stack.addWidget(self.graph)
        if self._spec is not None and is_drawn(self._spec):
            self._draw(self._spec)
        self._arrange()

    def _turn(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        if self._spec is None:
            return
        shows_table = self.toggle.isChecked()
        self.toggle.setText("Show chart" if shows_table else "Show figures")
        part: QWidget = self.table if shows_table else self.graph or self.painted
        self._stack.setCurrentWidget(part if is_drawn(self._spec) else self.figures)
        self.point_at(self._at)


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


def _table() -> QTableWidget:
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


def _fill(table: QTableWidget, spec: ChartSpec) -> None:
    """Write the chart's figures as a table: a row for each period, the newest first."""
    table.setAccessibleName(f"{spec.subject}, as a table")
    headings = ["Period", *(name(line) or spec.unit_label or "Figure" for line in spec.lines)]
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.setRowCount(len(spec.labels))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for row, at in enumerate(reversed(range(len(spec.labels)))):
        table.setItem(row, 0, QTableWidgetItem(spec.labels[at]))
        for column, line in enumerate(spec.lines, 1):
            item = QTableWidgetItem(figure(spec, line, at) or "no figure")
            item.setTextAlignment(right)
            table.setItem(row, column, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
