"""One painter for every chart on the screen but the interactive one: draws a ChartSpec, large or small."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.analysis.chart_style import Scale, extremes, last_point, printed, scale, spread
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.chart_parts import Ink, end_words, figure, fitted, inks, labelled
from cspdesk.ui.theme import Theme, space, theme


@dataclass(frozen=True, slots=True)
class Plane:
    """Where points stand: a rectangle, the number of positions across and the values from bottom to top."""

    rect: QRectF
    count: int
    low: Decimal
    high: Decimal

    def x(self, at: float) -> float:
        """Return the place of a position; a single one stands in the middle."""
        if self.count < 2:
            return self.rect.center().x()
        return self.rect.left() + self.rect.width() * at / (self.count - 1)

    def y(self, value: Decimal) -> float:
        """Return the height of a value."""
        span = self.high - self.low
        share = float((value - self.low) / span) if span else 0.5
        return self.rect.bottom() - self.rect.height() * share

    def point(self, line: ChartLine, at: int) -> QPointF | None:
        """Return where a line's value stands, or None at a gap."""
        value = line.values[at]
        return None if value is None else QPointF(self.x(at), self.y(value))


def paint_chart(painter: QPainter, rect: QRectF, spec: ChartSpec, font: QFont) -> None:
    """Draw a chart into a rectangle: grid and labels, lines clipped to the plot, words at their ends."""
    colours = theme()
    axis = scale(spec)
    metrics = QFontMetricsF(font)
    plane = _plane(rect, spec, axis, font)
    painter.save()
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _grid(painter, plane, spec, axis, metrics, colours)
    _periods(painter, plane, spec, metrics, colours, rect)
    drawn = tuple(zip(spec.lines, inks(spec, colours), strict=True))
    painter.save()
    # Room for the markers on the edge, and no further.
    painter.setClipRect(plane.rect.adjusted(-5, -5, 5, 5))
    for at in spec.breaks:
        painter.setPen(QPen(colours.control, 1, Qt.PenStyle.DotLine))
        x = plane.x(at - 0.5)
        painter.drawLine(QPointF(x, plane.rect.top()), QPointF(x, plane.rect.bottom()))
    # The series itself lies uppermost.
    for line, ink in reversed(drawn):
        paint_line(painter, plane, line, ink, spec.breaks, colours.surface)
    painter.restore()
    boxes = _ends(painter, plane, spec, drawn, metrics, rect)
    for line, ink in drawn:
        if line.role is LineRole.OWN:
            _extremes(painter, plane, spec, line, metrics, ink, boxes)
    painter.restore()


def paint_line(
    painter: QPainter, plane: Plane, line: ChartLine, ink: Ink, breaks: tuple[int, ...], ground: QColor
) -> None:
    """Draw one line with its markers; gaps and breaks are left open, provisional points hollow."""
    painter.setPen(QPen(ink.colour, ink.width, ink.dash, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    for run in _runs(plane, line, breaks):
        painter.drawPolyline(QPolygonF(run))
    if not ink.has_markers:
        return
    for at in range(len(line.values)):
        point = plane.point(line, at)
        if point is not None:
            hollow = at in line.provisional
            painter.setPen(QPen(ink.colour, 1.5))
            painter.setBrush(ground if hollow else ink.colour)
            painter.drawEllipse(point, 2.6, 2.6)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class ChartView(QWidget):
    """A chart as a widget, with its words for those who do not see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_spec(self, spec: ChartSpec) -> None:
        """Draw another chart."""
        self._spec = spec
        self.setAccessibleName(spec.subject)
        self.setAccessibleDescription(spec.description)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the least at which a chart can be read."""
        return QSize(space(24), space(16))

    def sizeHint(self) -> QSize:
        """Return the size at which a chart sits well in a panel."""
        return QSize(space(40), space(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        super().paintEvent(event)
        if self._spec is not None:
            painter = QPainter(self)
            paint_chart(painter, QRectF(self.rect()), self._spec, self.font())
            painter.end()


def _plane(rect: QRectF, spec: ChartSpec, axis: Scale, font: QFont) -> Plane:
    metrics = QFontMetricsF(font)
    left = max(metrics.horizontalAdvance(_tick(spec, axis, value)) for value in axis.ticks) + space(0.75)
    strong = QFontMetricsF(_strong(font))
    words = [end_words(spec, line) for line in spec.lines]
    right = max((strong.horizontalAdvance(each) for each in words), default=0.0) + space(1.5)
    top = metrics.height() * (1.6 if spec.unit_label else 0.8)
    bottom = metrics.height() * 1.5
    plot = rect.adjusted(left + 4, top, -min(right, rect.width() * 0.45), -bottom)
    return Plane(plot, len(spec.labels), axis.low, axis.high)


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _tick(spec: ChartSpec, axis: Scale, value: Decimal) -> str:
    return printed(value, axis.decimals, spec.is_percent)


def _grid(
    painter: QPainter, plane: Plane, spec: ChartSpec, axis: Scale, metrics: QFontMetricsF, colours: Theme
) -> None:
    """Horizontal lines with their values, and the unit above them."""
    left = plane.rect.left() - space(0.75)
    for value in axis.ticks:
        y = plane.y(value)
        painter.setPen(QPen(colours.control if not value else colours.line, 1))
        painter.drawLine(QPointF(plane.rect.left(), y), QPointF(plane.rect.right(), y))
        painter.setPen(colours.quiet)
        words = _tick(spec, axis, value)
        painter.drawText(QPointF(left - metrics.horizontalAdvance(words), y + metrics.capHeight() / 2), words)
    if spec.unit_label and not spec.is_percent:
        start = left - metrics.horizontalAdvance(_tick(spec, axis, axis.high))
        above = plane.rect.top() - metrics.height() * 0.6 - metrics.descent()
        painter.drawText(QPointF(start, above), spec.unit_label)


def _periods(
    painter: QPainter, plane: Plane, spec: ChartSpec, metrics: QFontMetricsF, colours: Theme, rect: QRectF
) -> None:
    """The names of a few periods under the axis, the last one always."""
    widest = max((metrics.horizontalAdvance(label) for label in spec.labels), default=0.0)
    painter.setPen(colours.quiet)
    base = plane.rect.bottom() + metrics.height() * 1.2
    for at in labelled(spec.labels, plane.rect.width(), widest + space(1.5)):
        width = metrics.horizontalAdvance(spec.labels[at])
        x = min(max(plane.x(at) - width / 2, rect.left()), rect.right() - width)
        painter.drawText(QPointF(x, base), spec.labels[at])


def _runs(plane: Plane, line: ChartLine, breaks: tuple[int, ...]) -> Iterator[list[QPointF]]:
    """The stretches of a line between gaps and breaks."""
    run: list[QPointF] = []
    for at in range(len(line.values)):
        point = plane.point(line, at)
        if point is None or at in breaks:
            if len(run) > 1:
                yield run
            run = []
        if point is not None:
            run.append(point)
    if len(run) > 1:
        yield run


def _ends(
    painter: QPainter,
    plane: Plane,
    spec: ChartSpec,
    drawn: tuple[tuple[ChartLine, Ink], ...],
    metrics: QFontMetricsF,
    rect: QRectF,
) -> list[QRectF]:
    """The words at the lines' ends, moved apart so that none covers another; returns where they stand."""
    ends = [(line, ink, end_words(spec, line), last_point(line)) for line, ink in drawn]
    ends = [each for each in ends if each[2]]
    wanted = [plane.y(line.values[at] or Decimal(0)) for line, _, _, at in ends]
    heights = [metrics.height()] * len(ends)
    top, bottom = plane.rect.top() - metrics.height() / 2, plane.rect.bottom() + metrics.height() / 2
    boxes: list[QRectF] = []
    for (line, ink, words, at), middle in zip(ends, spread(wanted, heights, top, bottom), strict=True):
        font = _strong(painter.font()) if line.role is LineRole.OWN else painter.font()
        width = QFontMetricsF(font).horizontalAdvance(words)
        gap = space(0.8)
        box = QRectF(plane.x(at) + gap, middle - metrics.height() / 2, width, metrics.height())
        if at < plane.count - 1 and (_crosses(box, plane, spec) or any(box.intersects(b) for b in boxes)):
            # The words of a line that ended early go to the edge where they would lie across another.
            box.moveLeft(plane.rect.right() + gap)
        box.setRight(min(box.right(), rect.right()))
        shown = fitted(spec, line, QFontMetricsF(font), box.width() + 1)
        painter.save()
        painter.setFont(font)
        painter.setPen(ink.word)
        painter.drawText(QPointF(box.left(), middle + metrics.capHeight() / 2), shown)
        painter.restore()
        boxes.append(box)
    return boxes


def _extremes(
    painter: QPainter,
    plane: Plane,
    spec: ChartSpec,
    line: ChartLine,
    metrics: QFontMetricsF,
    ink: Ink,
    boxes: list[QRectF],
) -> None:
    """The highest and the lowest figure, where their words cover nothing."""
    for at, is_high in extremes(line):
        words, point = figure(spec, line, at), plane.point(line, at)
        if point is None:
            continue
        width, gap = metrics.horizontalAdvance(words), metrics.height() * 0.35
        top = point.y() - gap - metrics.height() if is_high else point.y() + gap
        left = min(max(point.x() - width / 2, plane.rect.left()), plane.rect.right() - width)
        box = QRectF(left, top, width, metrics.height())
        inside = box.bottom() <= plane.rect.bottom() + 1 and box.top() >= plane.rect.top() - metrics.height()
        if not inside or any(box.intersects(other) for other in boxes) or _crosses(box, plane, spec):
            continue
        painter.setPen(ink.word)
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), words)
        boxes.append(box)


def _crosses(box: QRectF, plane: Plane, spec: ChartSpec) -> bool:
    """Whether any line's points or the stretches between them run through a box."""
    for line in spec.lines:
        for run in _runs(plane, line, ()):
            for one, other in pairwise(run):
                for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                    if box.contains(one + (other - one) * share):
                        return True
    return False
