"""Areas on the screen: horizontal bars sorted by rate, one's own in another colour and named so in words."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from cspdesk.analysis.chart_style import scale
from cspdesk.analysis.charts import ChartLine, LineRole
from cspdesk.ui.chart_parts import figure
from cspdesk.ui.chart_plane import Brushes, named_ticks, rule_pen, tick_words
from cspdesk.ui.theme import space

OWN_WORDS = "our area"
"""What stands at one's own bar, as no bar may be known by its colour alone."""

_WIDEST_NAMES = 0.42


def paint_bars(on: Brushes) -> None:
    """Draw bars sorted by rate, with the mean of the group and the interval of one's own."""
    spec, painter, colours, metrics = on.spec, on.painter, on.colours, on.metrics
    plot = _plot(on)
    _grid(on, plot)
    rates = next((line for line in spec.lines if line.role is LineRole.OWN), None)
    if rates is None:
        return
    row = plot.height() / max(len(spec.labels), 1)
    thick = max(min(row * 0.7, metrics.height() * 1.3), 1.0)
    named = row >= metrics.height() * 0.95
    for at, value in enumerate(rates.values):
        if value is None:
            continue
        middle = plot.top() + row * (at + 0.5)
        is_own = at == spec.own_at
        start, end = sorted((_x(on, plot, Decimal(0)), _x(on, plot, value)))
        start = max(start, plot.left())
        bar = QRectF(start, middle - thick / 2, max(end - start, 1.0), thick)
        if colours.is_system and not is_own:
            painter.setPen(QPen(colours.text, 1))
            painter.drawRect(bar)
        else:
            painter.fillRect(bar, colours.accent if is_own else colours.last_year)
        if named or is_own:
            _name(on, plot, at, middle)
            _figure(on, rates, at, middle)
    _mean(on, plot)
    _interval(on, plot, row, thick)


def area_at(on: Brushes, point: QPointF) -> int:
    """Return the area whose bar lies at a height."""
    plot, count = _plot(on), len(on.spec.labels)
    return min(max(int((point.y() - plot.top()) / (plot.height() / max(count, 1))), 0), max(count - 1, 0))


def area_box(on: Brushes, at: int) -> QRectF:
    """Return the place of an area's bar, its words included."""
    plot = _plot(on)
    row = plot.height() / max(len(on.spec.labels), 1)
    return QRectF(on.rect.left(), plot.top() + row * at, on.rect.width(), row)


def _plot(on: Brushes) -> QRectF:
    spec, metrics = on.spec, on.metrics
    bold = QFontMetricsF(on.strong)
    names = [metrics.horizontalAdvance(label) for label in spec.labels]
    if 0 <= spec.own_at < len(names):
        names[spec.own_at] = bold.horizontalAdvance(_area_words(on, spec.own_at))
    left = min(max(names, default=0.0) + space(0.9), on.rect.width() * _WIDEST_NAMES)
    high = metrics.height()
    return on.rect.adjusted(left, high * 1.5, -space(4), -high * 1.5)


def _x(on: Brushes, plot: QRectF, value: Decimal) -> float:
    axis = scale(on.spec)
    return plot.left() + plot.width() * float((value - axis.low) / (axis.high - axis.low))


def _grid(on: Brushes, plot: QRectF) -> None:
    """Upright lines with their values below."""
    axis, painter, metrics = scale(on.spec), on.painter, on.metrics
    named = named_ticks(axis)
    for value in axis.ticks:
        x = _x(on, plot, value)
        painter.setPen(rule_pen(on.colours, is_base=not value))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        if value in named:
            words = tick_words(on.spec, axis, value)
            painter.setPen(on.colours.quiet)
            wide = metrics.horizontalAdvance(words)
            left = min(x - wide / 2, on.rect.right() - wide)
            painter.drawText(QPointF(left, plot.bottom() + metrics.height() * 1.15), words)


def _name(on: Brushes, plot: QRectF, at: int, middle: float) -> None:
    is_own = at == on.spec.own_at
    font = QFont(on.strong) if is_own else on.font
    measured = QFontMetricsF(font)
    room = plot.left() - space(0.6) - on.rect.left()
    closing = f" ({OWN_WORDS})" if is_own else ""
    room -= measured.horizontalAdvance(closing)
    words = measured.elidedText(on.spec.labels[at], Qt.TextElideMode.ElideRight, room) + closing
    on.painter.setFont(font)
    on.painter.setPen(on.colours.text if is_own else on.colours.quiet)
    left = plot.left() - space(0.6) - measured.horizontalAdvance(words)
    on.painter.drawText(QPointF(left, middle + measured.capHeight() / 2), words)
    on.painter.setFont(on.font)


def _figure(on: Brushes, rates: ChartLine, at: int, middle: float) -> None:
    """The rate at the right edge of the chart, so that figures stand in a column."""
    words = figure(on.spec, rates, at)
    font = on.strong if at == on.spec.own_at else on.font
    measured = QFontMetricsF(font)
    on.painter.setFont(font)
    on.painter.setPen(on.colours.text)
    left = on.rect.right() - measured.horizontalAdvance(words) - 2
    on.painter.drawText(QPointF(left, middle + measured.capHeight() / 2), words)
    on.painter.setFont(on.font)


def _mean(on: Brushes, plot: QRectF) -> None:
    line = next((each for each in on.spec.lines if each.role is LineRole.MEAN), None)
    value = line.values[0] if line is not None and line.values else None
    if line is None or value is None:
        return
    x = _x(on, plot, value)
    on.painter.setPen(QPen(on.colours.text, 1.5, Qt.PenStyle.DashLine))
    on.painter.drawLine(QPointF(x, plot.top() - 2), QPointF(x, plot.bottom()))
    words = f"Mean {figure(on.spec, line, 0)}"
    wide = on.metrics.horizontalAdvance(words)
    left = min(max(x - wide / 2, plot.left()), on.rect.right() - wide)
    on.painter.setPen(on.colours.quiet)
    on.painter.drawText(QPointF(left, plot.top() - on.metrics.height() * 0.4), words)


def _interval(on: Brushes, plot: QRectF, row: float, thick: float) -> None:
    """The interval of one's own: a line with an end at each limit, in the colour of words."""
    if on.spec.interval is None or on.spec.own_at < 0:
        return
    low, high = (_x(on, plot, value) for value in on.spec.interval)
    middle = plot.top() + row * (on.spec.own_at + 0.5)
    reach = min(thick * 0.35, 4.0)
    # A line of the ground under it parts it from the bar.
    for colour, width in ((on.colours.surface, 4.0), (on.colours.text, 1.5)):
        on.painter.setPen(QPen(colour, width))
        on.painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for x in (low, high):
            on.painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach))


def _area_words(on: Brushes, at: int) -> str:
    label = on.spec.labels[at]
    return f"{label} ({OWN_WORDS})" if at == on.spec.own_at else label
