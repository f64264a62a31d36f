"""Columns of parts on the screen: a column for each quarter, its parts named beside the last one."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPen

from cspdesk.analysis.chart_style import extremes, name, scale, spread
from cspdesk.analysis.charts import ChartLine, LineRole
from cspdesk.ui.chart_parts import Ink, figure, inks
from cspdesk.ui.chart_plane import Brushes, Plane, paint_grid, paint_periods, tick_room
from cspdesk.ui.theme import space

_WIDEST_WORDS = 0.4
_FULL = 0.68
"""The share of its place that a column fills."""

_Drawn = list[tuple[ChartLine, Ink]]
_Named = tuple[str, Ink, float]
"""A part's name, its ink and the height of its middle."""


def column_plane(on: Brushes) -> Plane:
    """Return the plane on which the columns' middles are the positions."""
    plot = _plot(on)
    half = plot.width() / max(len(on.spec.labels), 1) / 2
    axis = scale(on.spec)
    return Plane(plot.adjusted(half, 0, -half, 0), len(on.spec.labels), axis.low, axis.high)


def column_width(on: Brushes) -> float:
    """Return how wide a column is."""
    return _plot(on).width() / max(len(on.spec.labels), 1) * _FULL


def paint_columns(on: Brushes) -> None:
    """Draw columns of parts with the total on top of each, as far as there is room."""
    axis, plane, width = scale(on.spec), column_plane(on), column_width(on)
    paint_grid(on, Plane(_plot(on), 2, axis.low, axis.high), axis)
    paint_periods(on, plane)
    drawn: _Drawn = [
        (line, ink)
        for line, ink in zip(on.spec.lines, inks(on.spec, on.colours), strict=True)
        if line.role is LineRole.PART
    ]
    last: list[_Named] = []
    for at in range(len(on.spec.labels)):
        if any(line.values[at] is not None for line, _ in drawn):
            last = _column(on, plane, drawn, at, width)
    _breaks(on, plane)
    _totals(on, plane, drawn, width)
    _names(on, last)


def _plot(on: Brushes) -> QRectF:
    high = on.metrics.height()
    words = [name(line) for line in on.spec.lines if line.role is LineRole.PART]
    right = max((on.metrics.horizontalAdvance(each) for each in words), default=0.0) + high * 0.5 + space(2)
    left = tick_room(on.spec, scale(on.spec), on.metrics) + 4
    # The totals stand above their columns, and the unit above those.
    return on.rect.adjusted(left, high * 2.2, -min(right, on.rect.width() * _WIDEST_WORDS), -high * 1.5)


def _column(on: Brushes, plane: Plane, drawn: _Drawn, at: int, width: float) -> list[_Named]:
    """One column from the ground up; returns its parts' words with the height of their middles."""
    below, middles = plane.y(scale(on.spec).low), []
    ground = below
    for line, ink in drawn:
        value = line.values[at]
        if value is None:
            continue
        high = ground - plane.y(value)
        box = QRectF(plane.x(at) - width / 2, below - high, width, high)
        if high > 0:
            _stretch(on, box, ink, is_hollow=at in line.provisional)
        middles.append((name(line), ink, box.center().y()))
        below -= high
    return middles


def _stretch(on: Brushes, box: QRectF, ink: Ink, *, is_hollow: bool) -> None:
    """A part of a column; a line of the ground parts it from the next, so that two greys stay two."""
    painter = on.painter
    inner = box.adjusted(0, 0.75, 0, -0.75) if box.height() > 3 else box
    if is_hollow or on.colours.is_system:
        painter.setPen(QPen(ink.colour, 1.5))
        fill = Qt.BrushStyle.NoBrush if is_hollow else ink.fill
        painter.setBrush(QBrush(ink.colour, fill))
        painter.drawRect(inner.adjusted(0.75, 0.75, -0.75, -0.75))
    else:
        painter.fillRect(inner, ink.colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _totals(on: Brushes, plane: Plane, drawn: _Drawn, width: float) -> None:
    """The total above each column where all fit; else above the last, the highest and the lowest."""
    total = next((line for line in on.spec.lines if line.role is LineRole.TOTAL), None)
    if total is None:
        return
    given = [at for at, value in enumerate(total.values) if value is not None]
    widest = max((on.metrics.horizontalAdvance(figure(on.spec, total, at)) for at in given), default=0.0)
    place = width / _FULL
    if widest + 4 > place and given:
        given = [*(at for at, _ in extremes(total)), given[-1]]
    taken: list[QRectF] = []
    # The last one comes first, for it is the one that must be seen.
    for at in reversed(given):
        values = [line.values[at] for line, _ in drawn]
        top = plane.y(sum((v for v in values if v is not None), start=scale(on.spec).low))
        words = figure(on.spec, total, at)
        wide = on.metrics.horizontalAdvance(words)
        left = min(max(plane.x(at) - wide / 2, on.rect.left()), on.rect.right() - wide)
        box = QRectF(left, top - on.metrics.height() - 1, wide, on.metrics.height())
        if any(box.intersects(other) for other in taken):
            continue
        on.painter.setPen(on.colours.text)
        on.painter.drawText(QPointF(box.left(), box.top() + on.metrics.ascent()), words)
        taken.append(box)


def _names(on: Brushes, middles: list[_Named]) -> None:
    """The parts' names and figures beside the last column, none covering another."""
    plot, high = _plot(on), on.metrics.height()
    left = plot.right() + space(0.6)
    most = max(1, int((plot.height() + high) / high))
    shown = middles[:most]
    wanted = [middle for _, _, middle in shown]
    # The lowest part is the first.
    placed = spread(wanted, [high] * len(shown), plot.top() - high / 2, plot.bottom() + high / 2)
    side = high * 0.5
    for (words, ink, _), middle in zip(shown, placed, strict=True):
        _stretch(on, QRectF(left, middle - side / 2, side, side), ink, is_hollow=False)
        start = left + side + space(0.5)
        cut = on.metrics.elidedText(words, Qt.TextElideMode.ElideRight, on.rect.right() - start + 1)
        on.painter.setPen(on.colours.text)
        on.painter.drawText(QPointF(start, middle + on.metrics.capHeight() / 2), cut)


def _breaks(on: Brushes, plane: Plane) -> None:
    on.painter.setPen(QPen(on.colours.control, 1, Qt.PenStyle.DashDotDotLine))
    for at in on.spec.breaks:
        x = plane.x(at - 0.5)
        on.painter.drawLine(QPointF(x, plane.rect.top()), QPointF(x, plane.rect.bottom()))
