"""Sparklines: eight points of a measure in the height of a line of text, the last one a dot."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.analysis.chart_style import last_point
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.chart_painter import Plane, paint_line
from cspdesk.ui.chart_parts import inks
from cspdesk.ui.theme import space, theme

POINTS = 8


def paint_sparkline(painter: QPainter, rect: QRectF, spec: ChartSpec) -> None:
    """Draw the last eight periods of a chart's own line, its target and its baseline, without an axis."""
    colours = theme()
    lines = [
        (_last(line), replace(ink, width=1.5, has_markers=False))
        for line, ink in zip(spec.lines, inks(spec, colours), strict=True)
        if line.role in (LineRole.OWN, LineRole.TARGET)
    ]
    values = [value for line, _ in lines for value in line.values if value is not None]
    if not values:
        return
    plane = Plane(rect.adjusted(3, 4, -5, -4), POINTS, min(values), max(values))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    for line, ink in reversed(lines):
        paint_line(painter, plane, line, ink, (), colours.surface)
        at = last_point(line)
        point = plane.point(line, at) if at >= 0 and line.role is LineRole.OWN else None
        if point is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.colour)
            painter.drawEllipse(QPointF(point), 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
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
    values = (None,) * (POINTS - len(line.values)) + line.values[-POINTS:]
    return replace(line, values=values, provisional=frozenset())
