"""The ground of a painted chart: where points stand, its grid, the names of its periods, and its markers."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from cspdesk.analysis.chart_style import Scale, printed
from cspdesk.analysis.charts import ChartLine, ChartSpec
from cspdesk.ui.chart_parts import MOST_LABELS, labelled
from cspdesk.ui.theme import Theme, space

HIGH_ENOUGH = 13
"""Lines of text that a chart must be high for words about breaks to stand in it."""


class Plane:
    """Where points stand: a rectangle, the number of positions across and the values from bottom to top."""

    def __init__(self, rect: QRectF, count: int, low: Decimal, high: Decimal) -> None:
        self.rect = rect
        self.count = count
        self._left, self._width = rect.left(), rect.width()
        self._low, self._span = float(low), float(high - low)
        self._bottom, self._height = rect.bottom(), rect.height()

    def x(self, at: float) -> float:
        """Return the place of a position; a single one stands in the middle."""
        if self.count < 2:
            return self._left + self._width / 2
        return self._left + self._width * at / (self.count - 1)

    def y(self, value: Decimal) -> float:
        """Return the height of a value."""
        share = (float(value) - self._low) / self._span if self._span else 0.5
        return self._bottom - self._height * share

    def points(self, line: ChartLine) -> list[QPointF | None]:
        """Return where a line's values stand, None at its gaps."""
        return [None if v is None else QPointF(self.x(at), self.y(v)) for at, v in enumerate(line.values)]

    def nearest(self, x: float) -> int:
        """Return the position nearest to a place across."""
        if self.count < 2 or self._width <= 0:
            return 0
        return min(max(round((x - self._left) / self._width * (self.count - 1)), 0), self.count - 1)


@dataclass(frozen=True, slots=True)
class Brushes:
    """What everything in one painting shares."""

    painter: QPainter
    spec: ChartSpec
    colours: Theme
    font: QFont
    metrics: QFontMetricsF
    rect: QRectF
    """The whole chart, words included."""

    @property
    def strong(self) -> QFont:
        """The font of the series' own words."""
        return strong(self.font)

    @property
    def is_high(self) -> bool:
        """Whether there is room for words about breaks."""
        return self.rect.height() >= HIGH_ENOUGH * self.metrics.height()


def strong(font: QFont) -> QFont:
    """Return a font in the weight that stands out."""
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


def tick_words(spec: ChartSpec, axis: Scale, value: Decimal) -> str:
    """Return a value of the axis as it prints."""
    return printed(value, axis.decimals, spec.is_percent)


def tick_room(spec: ChartSpec, axis: Scale, metrics: QFontMetricsF) -> float:
    """Return the width that the words of the value axis take, with their gap."""
    widest = max(metrics.horizontalAdvance(tick_words(spec, axis, value)) for value in axis.ticks)
    return widest + space(0.75)


def named_ticks(axis: Scale) -> tuple[Decimal, ...]:
    """Return the values that bear words: never more than five, and both nought and the regular step kept."""
    return axis.ticks if len(axis.ticks) <= MOST_LABELS else axis.ticks[::2]


def rule_pen(colours: Theme, *, is_base: bool) -> QPen:
    """Return the pen of a line of the grid; the system's own one ink is thinned to dots."""
    if colours.is_system and not is_base:
        return QPen(colours.line, 1, Qt.PenStyle.DotLine)
    return QPen(colours.control if is_base else colours.line, 1)


def paint_grid(on: Brushes, plane: Plane, axis: Scale) -> None:
    """Draw horizontal lines with their values, and the unit above them."""
    painter, metrics, colours = on.painter, on.metrics, on.colours
    left, named = plane.rect.left() - space(0.75), set(named_ticks(axis))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for value in axis.ticks:
        y = plane.y(value)
        painter.setPen(rule_pen(colours, is_base=not value))
        painter.drawLine(QPointF(plane.rect.left(), y), QPointF(plane.rect.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(colours.quiet)
    for value in named:
        words = tick_words(on.spec, axis, value)
        width = metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left - width, plane.y(value) + metrics.capHeight() / 2), words)
    if on.spec.unit_label and not on.spec.is_percent:
        painter.drawText(QPointF(on.rect.left() + 2, on.rect.top() + metrics.ascent()), on.spec.unit_label)


def paint_periods(on: Brushes, plane: Plane) -> None:
    """Draw the names of a few periods under the axis, the last one always."""
    metrics, labels = on.metrics, on.spec.labels
    widest = max((metrics.horizontalAdvance(label) for label in labels), default=0.0)
    on.painter.setPen(on.colours.quiet)
    base = plane.rect.bottom() + metrics.height() * 1.2
    for at in labelled(labels, plane.rect.width(), widest + space(1.5)):
        width = metrics.horizontalAdvance(labels[at])
        x = min(max(plane.x(at) - width / 2, on.rect.left()), on.rect.right() - width)
        on.painter.drawText(QPointF(x, base), labels[at])


def paint_marker(
    painter: QPainter, point: QPointF, shape: str, size: float, edge: QColor, fill: QColor, width: float = 1.5
) -> None:
    """Draw a marker: "circle", "square", "triangle" or "diamond", of so many pixels from its middle."""
    painter.setPen(QPen(edge, width))
    painter.setBrush(fill)
    x, y = point.x(), point.y()
    match shape:
        case "square":
            painter.drawRect(QRectF(x - size, y - size, size * 2, size * 2))
        case "triangle":
            reach = size * 1.25
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x, y - reach),
                        QPointF(x + reach, y + size * 0.9),
                        QPointF(x - reach, y + size * 0.9),
                    ]
                )
            )
        case "diamond":
            reach = size * 1.35
            corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
            painter.drawPolygon(QPolygonF([QPointF(cx, cy) for cx, cy in corners]))
        case _:
            painter.drawEllipse(point, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
