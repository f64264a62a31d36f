"""Sparklines: eight points of a measure in the height of a line of text, the last one a dot."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.analysis.chart_style import last_point
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.chart_lines import paint_band, paint_trace, traced
from cspdesk.ui.chart_parts import inks
from cspdesk.ui.chart_plane import Plane, paint_marker
from cspdesk.ui.theme import Theme, space, theme

POINTS = 8

_DRAWN = (LineRole.OWN, LineRole.TARGET, LineRole.TARGET_LOW, LineRole.TARGET_HIGH)


def paint_sparkline(painter: QPainter, rect: QRectF, spec: ChartSpec, colours: Theme | None = None) -> None:
    """Draw the last eight periods of a chart's own line with its target, without an axis.

    Gaps and series breaks are left open; the last point is a dot, hollow where it is provisional.
    """
    colours = colours or theme()
    back = len(spec.labels) - POINTS
    lines = [
        (_last(line), replace(ink, width=1.5, shape=""))
        for line, ink in zip(spec.lines, inks(spec, colours), strict=True)
        if line.role in _DRAWN
    ]
    values = [value for line, _ in lines for value in line.values if value is not None]
    if not values:
        return
    plane = Plane(rect.adjusted(3, 4, -5, -4), POINTS, min(values), max(values))
    breaks = tuple(at - back for at in spec.breaks if at > back)
    traces = [traced(plane, line, ink, breaks) for line, ink in lines]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    paint_band(painter, traces, colours)
    for trace in reversed(traces):
        line = trace.line
        hollow = line.provisional
        paint_trace(painter, replace(trace, line=replace(line, provisional=frozenset())), colours)
        at = last_point(line)
        point = trace.points[at] if at >= 0 and line.role is LineRole.OWN else None
        if point is not None:
            fill = colours.surface if at in hollow else trace.ink.colour
            paint_marker(painter, point, "circle", 2.6, trace.ink.colour, fill, 1.2)
    painter.restore()


class Sparkline(QWidget):
    """A sparkline as a widget, of the same width everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_spec(self, spec: ChartSpec) -> None:
        """Draw another measure."""
        self._spec = spec
        self.setAccessibleName(spec.subject)
        self.setAccessibleDescription(spec.description)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the one size of a sparkline."""
        return QSize(space(12), space(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        super().paintEvent(event)
        if self._spec is not None:
            painter = QPainter(self)
            paint_sparkline(painter, QRectF(self.rect()), self._spec)
            painter.end()


def _last(line: ChartLine) -> ChartLine:
    """The last eight values, after gaps where there are fewer."""
    short = POINTS - len(line.values)
    values = (None,) * short + line.values[-POINTS:]
    moved = frozenset(at + short for at in line.provisional if at + short >= 0)
    return replace(line, values=values, provisional=moved, cuts=(), marks=())
