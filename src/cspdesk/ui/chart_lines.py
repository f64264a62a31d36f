"""Charts of lines on the screen: trends, control charts, years over one another."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from cspdesk.analysis.chart_style import extremes, last_point, scale, spread
from cspdesk.analysis.charts import OF_FIGURES, ChartLine, ChartSpec, LineRole, Mark, break_note
from cspdesk.ui.chart_parts import MARK_SHAPES, WORD_ORDER, Ink, end_words, figure, fitted, inks, mark_colour
from cspdesk.ui.chart_plane import (
    Brushes,
    Plane,
    paint_grid,
    paint_marker,
    paint_periods,
    tick_room,
)
from cspdesk.ui.theme import Theme, space

_WIDEST_WORDS = 0.45
"""The share of a chart's width that words at the lines' ends may take."""
_SIGN = 3.0
"""From the middle to the edge of the marker that stands before a line's words."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A line as it lies on the plane."""

    line: ChartLine
    ink: Ink
    points: list[QPointF | None]
    runs: list[list[QPointF]]
    """Its stretches between gaps and breaks."""


def plane_of(on: Brushes) -> Plane:
    """Return where the lines of a chart lie within its rectangle."""
    spec, metrics = on.spec, on.metrics
    axis = scale(spec)
    bold = QFontMetricsF(on.strong)
    widths = [
        (bold if line.role is LineRole.OWN else metrics).horizontalAdvance(end_words(spec, line))
        for line in spec.lines
    ]
    right = max(widths, default=0.0) + space(1.7) + _sign_room(spec)
    top = metrics.height() * (1.6 if _has_top(spec) else 0.8)
    if spec.breaks and on.is_high:
        top += metrics.height()
    left = tick_room(spec, axis, metrics) + 4
    plot = on.rect.adjusted(left, top, -min(right, on.rect.width() * _WIDEST_WORDS), -metrics.height() * 1.5)
    return Plane(plot, len(spec.labels), axis.low, axis.high)


def paint_lines(on: Brushes) -> None:
    """Draw a chart of lines: grid and labels, lines clipped to the plot, words at their ends."""
    spec, painter, colours = on.spec, on.painter, on.colours
    plane = plane_of(on)
    paint_grid(on, plane, scale(spec))
    paint_periods(on, plane)
    traces = [
        traced(plane, line, ink, spec.breaks)
        for line, ink in zip(spec.lines, inks(spec, colours), strict=True)
    ]
    painter.save()
    # Room for the markers on the edge, and no further.
    painter.setClipRect(plane.rect.adjusted(-6, -6, 6, 6))
    paint_band(painter, traces, colours)
    _breaks(on, plane)
    # The series itself lies uppermost.
    for trace in reversed(traces):
        paint_trace(painter, trace, colours)
    painter.restore()
    boxes = [*_unit_words(on), *_break_words(on, plane), *_key(on, plane, traces)]
    boxes += _ends(on, plane, traces)
    segments = [pair for trace in traces for run in trace.runs for pair in pairwise(run)]
    for trace in traces:
        if trace.line.role is LineRole.OWN:
            _extremes(on, plane, trace, boxes, segments)


def _unit_words(on: Brushes) -> list[QRectF]:
    """Where the unit stands above the axis, which no figure may cover."""
    spec, metrics = on.spec, on.metrics
    if not spec.unit_label or spec.is_percent:
        return []
    return [
        QRectF(
            on.rect.left() + 2, on.rect.top(), metrics.horizontalAdvance(spec.unit_label), metrics.height()
        )
    ]


def traced(plane: Plane, line: ChartLine, ink: Ink, breaks: tuple[int, ...]) -> Trace:
    """Return a line as it lies on a plane."""
    points = plane.points(line)
    cuts = {*line.cuts, *breaks} if line.role in OF_FIGURES or line.cuts else set(line.cuts)
    return Trace(
        line, ink, points, list(_runs(points, cuts, 0.0 if ink.shape else plane.x(0.3) - plane.x(0)))
    )


def paint_trace(painter: QPainter, trace: Trace, colours: Theme) -> None:
    """Draw one line with its markers; gaps and breaks are left open, provisional points hollow."""
    ink, line = trace.ink, trace.line
    painter.setPen(QPen(ink.colour, ink.width, ink.dash, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    for run in trace.runs:
        painter.drawPolyline(QPolygonF(run))
    if not ink.shape and not line.provisional:
        return
    marks = dict(line.marks)
    for at, point in enumerate(trace.points):
        if point is None or (not ink.shape and at not in line.provisional):
            continue
        hollow, mark = at in line.provisional, marks.get(at)
        if mark is None:
            size = 2.8 if ink.shape in ("triangle", "diamond") else 2.6
            fill = colours.surface if hollow else ink.colour
            paint_marker(painter, point, ink.shape or "circle", size, ink.colour, fill)
        else:
            fill = colours.surface if hollow else mark_colour(mark, colours)
            paint_marker(painter, point, MARK_SHAPES[mark], 4.2, colours.text, fill, 1.0)


def paint_band(painter: QPainter, traces: list[Trace], colours: Theme) -> None:
    """Tint what lies between the two ends of a range that is the target."""
    high = next((t for t in traces if t.line.role is LineRole.TARGET_HIGH), None)
    low = next((t for t in traces if t.line.role is LineRole.TARGET_LOW), None)
    if high is None or low is None:
        return
    tint = QColor(colours.quiet)
    tint.setAlpha(28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    for above, below in zip(high.runs, low.runs, strict=False):
        painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def marks_in(spec: ChartSpec) -> tuple[Mark, ...]:
    """Return the marks that a chart holds, for its key."""
    found = {mark for line in spec.lines for _, mark in line.marks}
    return tuple(mark for mark in Mark if mark in found)


def _has_top(spec: ChartSpec) -> bool:
    return bool((spec.unit_label and not spec.is_percent) or marks_in(spec))


def _breaks(on: Brushes, plane: Plane) -> None:
    on.painter.setPen(QPen(on.colours.control, 1, Qt.PenStyle.DashDotDotLine))
    for at in on.spec.breaks:
        x = plane.x(at - 0.5)
        on.painter.drawLine(QPointF(x, plane.rect.top()), QPointF(x, plane.rect.bottom()))


def _break_words(on: Brushes, plane: Plane) -> list[QRectF]:
    """Why a break stands there, above its line and cut to the room there is; under the chart it is whole."""
    if not on.is_high:
        return []
    boxes: list[QRectF] = []
    high = on.metrics.height()
    end = on.rect.right()
    on.painter.setPen(on.colours.quiet)
    # From the right, so that each knows how far it may reach.
    for place, at in reversed(list(enumerate(on.spec.breaks))):
        why = break_note(on.spec, place)
        x = plane.x(at - 0.5)
        said = f"Break: {why}" if why else "Break"
        width = on.metrics.horizontalAdvance(said)
        left = max(on.rect.left(), min(x, end - width)) if place == 0 else min(x, end - width)
        left = max(left, x if place else on.rect.left())
        room = end - left
        words = on.metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
        if room < on.metrics.horizontalAdvance("Break…"):
            continue
        box = QRectF(left, plane.rect.top() - high * 1.1, min(width, room), high)
        on.painter.drawText(QPointF(box.left(), box.top() + on.metrics.ascent()), words)
        boxes.append(box)
        end = left - space(1)
    return boxes


def _key(on: Brushes, plane: Plane, traces: list[Trace]) -> list[QRectF]:
    """What the marks of a control chart mean, at the top right: shape and word."""
    found = marks_in(on.spec)
    if not found or not traces:
        return []
    x, middle = on.rect.right(), on.rect.top() + on.metrics.height() / 2
    boxes = []
    for mark in reversed(found):
        word = mark.value.capitalize()
        width = on.metrics.horizontalAdvance(word)
        x -= width
        if x - space(1.9) < plane.rect.left():
            break
        on.painter.setPen(on.colours.quiet)
        on.painter.drawText(QPointF(x, on.rect.top() + on.metrics.ascent()), word)
        x -= space(1.1)
        fill = mark_colour(mark, on.colours)
        paint_marker(on.painter, QPointF(x, middle), MARK_SHAPES[mark], 4.2, on.colours.text, fill, 1.0)
        boxes.append(QRectF(x - 6, on.rect.top(), width + space(1.1) + 6, on.metrics.height()))
        x -= space(1.4)
    return boxes


def _runs(points: list[QPointF | None], cuts: Collection[int], reach: float) -> Iterator[list[QPointF]]:
    """The stretches of a line between gaps and breaks; a lone point without a marker is a short dash."""
    run: list[QPointF] = []
    for at, point in enumerate([*points, None]):
        if point is None or at in cuts:
            if len(run) > 1:
                yield run
            elif run and reach:
                x, y = run[0].x(), run[0].y()
                yield [QPointF(x - reach, y), QPointF(x + reach, y)]
            run = []
        if point is not None:
            run.append(point)


def _sign_room(spec: ChartSpec) -> float:
    """The room for markers before the words where several lines are the measure's own."""
    several = sum(line.role in (LineRole.OWN, LineRole.OTHER) for line in spec.lines) > 1
    return _SIGN * 2 + space(0.6) if several else 0.0


def _ends(on: Brushes, plane: Plane, traces: list[Trace]) -> list[QRectF]:
    """The words at the lines' ends, moved apart so that none covers another; returns where they stand."""
    spec, metrics, high = on.spec, on.metrics, on.metrics.height()
    top, bottom = plane.rect.top() - high / 2, plane.rect.bottom() + high / 2
    ends = [each for each in traces if not each.line.is_empty]
    most = max(1, int((bottom - top) / high))
    if len(ends) > most:
        # The words that matter least give way; the key under the chart names every line.
        kept = sorted(ends, key=lambda trace: WORD_ORDER.index(trace.line.role))[:most]
        ends = [each for each in ends if any(each is one for one in kept)]
    places = [last_point(trace.line) for trace in ends]
    wanted = [point.y() if (point := t.points[at]) else 0.0 for t, at in zip(ends, places, strict=True)]
    boxes: list[QRectF] = []
    sign = _sign_room(spec)
    for trace, at, middle in zip(ends, places, spread(wanted, [high] * len(ends), top, bottom), strict=True):
        line = trace.line
        font = on.strong if line.role is LineRole.OWN else on.font
        measured = QFontMetricsF(font) if line.role is LineRole.OWN else metrics
        gap, wide = space(1), sign + measured.horizontalAdvance(end_words(spec, line))
        box = QRectF(plane.x(at) + gap, middle - high / 2, wide, high)
        if at < plane.count - 1 and (_is_crossed(box, traces) or any(box.intersects(b) for b in boxes)):
            # The words of a line that ended early go to the edge where they would lie across another.
            box.moveLeft(plane.rect.right() + gap)
        box.setRight(min(box.right(), on.rect.right()))
        on.painter.setFont(font)
        on.painter.setPen(trace.ink.word)
        words = fitted(spec, line, measured, box.width() - sign + 1)
        on.painter.drawText(QPointF(box.left() + sign, middle + metrics.capHeight() / 2), words)
        if sign and trace.ink.shape:
            colour = trace.ink.colour
            paint_marker(
                on.painter, QPointF(box.left() + _SIGN, middle), trace.ink.shape, _SIGN, colour, colour
            )
        boxes.append(box)
    on.painter.setFont(on.font)
    return boxes


def _extremes(
    on: Brushes, plane: Plane, trace: Trace, boxes: list[QRectF], segments: list[tuple[QPointF, QPointF]]
) -> None:
    """The highest and the lowest figure, where their words cover nothing."""
    metrics = on.metrics
    for at, is_high in extremes(trace.line):
        words, point = figure(on.spec, trace.line, at), trace.points[at]
        if point is None:
            continue
        width, gap = metrics.horizontalAdvance(words), metrics.height() * 0.35
        top = point.y() - gap - metrics.height() if is_high else point.y() + gap
        left = min(max(point.x() - width / 2, plane.rect.left()), plane.rect.right() - width)
        box = QRectF(left, top, width, metrics.height())
        inside = box.bottom() <= plane.rect.bottom() + 1 and box.top() >= on.rect.top() - 1
        if not inside or any(box.intersects(other) for other in boxes) or _crossed(box, segments):
            continue
        on.painter.setPen(trace.ink.word)
        on.painter.drawText(QPointF(left, box.top() + metrics.ascent()), words)
        boxes.append(box)


def _is_crossed(box: QRectF, traces: list[Trace]) -> bool:
    return _crossed(box, [pair for trace in traces for run in trace.runs for pair in pairwise(run)])


def _crossed(box: QRectF, segments: list[tuple[QPointF, QPointF]]) -> bool:
    """Whether any stretch between two points runs through a box."""
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    for one, other in segments:
        x1, x2 = one.x(), other.x()
        if x2 < left or x1 > right:
            continue
        y1, y2 = one.y(), other.y()
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        start = y1 + slope * (max(left, x1) - x1)
        end = y1 + slope * (min(right, x2) - x1)
        if min(start, end) <= bottom and max(start, end) >= top:
            return True
    return False
