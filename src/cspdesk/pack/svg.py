"""Draws a chart specification as SVG text, with direct labels and a description to be read out."""

from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.analysis.chart_style import (
    GRID,
    INK,
    QUIET,
    Scale,
    Stroke,
    extremes,
    label_step,
    last_point,
    name,
    printed,
    scale,
    strokes,
)
from cspdesk.analysis.chart_style import spread as spread_out
from cspdesk.analysis.charts import OF_FIGURES, ChartKind, ChartLine, ChartSpec, LineRole, Mark
from cspdesk.pack.chart_marks import MARKS, first_marks
from cspdesk.pack.opc import xml_text
from cspdesk.pack.svg_bars import areas, stacked
from cspdesk.pack.svg_text import SIZE, WIDTH, text_at
from cspdesk.pack.text_width import text_width, wrapped

_HEIGHT = 330.0
_LINE = 17.0
_LABEL_WIDTH = 150.0
_TOP, _BOTTOM = 34.0, 34.0
_DASHES = {"": "", "dash": ' stroke-dasharray="8 5"', "dot": ' stroke-dasharray="2 4"'}


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where figures fall on the drawing."""

    left: float
    right: float
    count: int
    scale: Scale

    def x(self, at: float) -> float:
        inset = 12.0
        width = self.right - self.left - 2 * inset
        return self.left + inset + (width * at / (self.count - 1) if self.count > 1 else width / 2)

    def y(self, value: Decimal) -> float:
        share = float((value - self.scale.low) / (self.scale.high - self.scale.low))
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


@dataclass(frozen=True, slots=True)
class _Box:
    """The room that a label takes."""

    left: float
    top: float
    right: float
    bottom: float


def draw(spec: ChartSpec, key: str) -> str:
    """The chart as an `svg` element, 720 units wide; `key` makes its ids unique on the page."""
    match spec.kind:
        case ChartKind.AREAS:
            height, body = areas(spec)
        case ChartKind.STACKED:
            height, body = stacked(spec)
        case _:
            height, body = _HEIGHT, _lines(spec)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="Arial, Helvetica, sans-serif" '
        f'font-size="{SIZE:.0f}" fill="#{INK}">'
        f'<title id="{key}-title">{xml_text(spec.subject)}</title>'
        f'<desc id="{key}-desc">{xml_text(spec.description or spec.subject)}</desc>{body}</svg>'
    )


def _lines(spec: ChartSpec) -> str:
    axis = scale(spec)
    ticks = [(tick, printed(tick, axis.decimals, spec.is_percent)) for tick in axis.ticks]
    left = max(text_width(words, SIZE) for _, words in ticks) + 10
    ends = [_end_words(line, spec) for line in spec.lines]
    widest = max((text_width(w, SIZE, bold=True) for words in ends for w in words), default=0.0)
    plane = _Plane(left, WIDTH - widest - 16, len(spec.labels), axis)

    body = [_grid(plane, ticks), _unit(spec), _periods(plane, spec.labels), _breaks(plane, spec)]
    styles = strokes(spec)
    # The series itself is drawn last, over the others.
    order = sorted(range(len(spec.lines)), key=lambda i: spec.lines[i].role is LineRole.OWN)
    body += [_line(plane, spec.lines[i], styles[i], spec.breaks) for i in order]
    end_labels, boxes = _end_labels(plane, spec, styles, ends)
    body += [end_labels, *(_extremes(plane, line, spec, boxes) for line in spec.lines)]
    body += [_mark_words(plane, line, boxes) for line in spec.lines]
    return "".join(body)


def _grid(plane: _Plane, ticks: list[tuple[Decimal, str]]) -> str:
    rules = "".join(
        f'<line x1="{plane.left:.1f}" x2="{plane.right:.1f}" y1="{plane.y(tick):.1f}" '
        f'y2="{plane.y(tick):.1f}" stroke="#{INK if tick == 0 else GRID}" stroke-width="1"/>'
        for tick, _ in ticks
    )
    words = "".join(text_at(plane.left - 8, plane.y(tick) + 5, label, "end") for tick, label in ticks)
    return rules + words


def _unit(spec: ChartSpec) -> str:
    return text_at(0, 14, spec.unit_label, "start", colour=QUIET) if spec.unit_label else ""


def _periods(plane: _Plane, labels: tuple[str, ...]) -> str:
    """Label at most five periods, the newest always among them."""
    widest = max((text_width(label, SIZE) for label in labels), default=0.0)
    most = max(2, min(5, int((plane.right - plane.left) / (widest + 12))))
    shown = range(len(labels) - 1, -1, -label_step(len(labels), most))
    base = _HEIGHT - _BOTTOM
    return "".join(
        f'<line x1="{plane.x(i):.1f}" x2="{plane.x(i):.1f}" y1="{base:.1f}" y2="{base + 5:.1f}" '
        f'stroke="#{INK}"/>' + text_at(_held(plane.x(i), labels[i]), base + 21, labels[i], "middle")
        for i in reversed(shown)
    )


def _held(x: float, words: str) -> float:
    """Keep a centred label on the drawing."""
    half = text_width(words, SIZE) / 2
    return min(max(x, half), WIDTH - half)


def _breaks(plane: _Plane, spec: ChartSpec) -> str:
    found = []
    for at in spec.breaks:
        if 0 < at < len(spec.labels):
            x = plane.x(at - 0.5)
            found.append(
                f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8:.1f}" y2="{_HEIGHT - _BOTTOM:.1f}" '
                f'stroke="#{QUIET}" stroke-dasharray="3 3"/>'
                + text_at(x, _TOP - 12, "break", "middle", colour=QUIET)
            )
    return "".join(found)


def _line(plane: _Plane, line: ChartLine, style: Stroke, breaks: tuple[int, ...]) -> str:
    """One line, open at gaps and, for figures as they were counted, at series breaks."""
    cuts = {*line.cuts, *breaks} if line.role in OF_FIGURES else set(line.cuts)
    runs: list[list[str]] = [[]]
    for i, value in enumerate(line.values):
        if value is None or i in cuts:
            runs.append([])
        if value is not None:
            runs[-1].append(f"{plane.x(i):.1f},{plane.y(value):.1f}")
    drawn = "".join(
        f'<polyline points="{" ".join(run)}" fill="none" stroke="#{style.colour}" '
        f'stroke-width="{style.width_pt:g}" stroke-linejoin="round"{_DASHES[style.dash]}/>'
        for run in runs
        if len(run) > 1
    )
    if style.marker:
        marks = dict(line.marks)
        drawn += "".join(
            _marker(plane.x(i), plane.y(value), style, hollow=i in line.provisional, mark=marks.get(i))
            for i, value in enumerate(line.values)
            if value is not None
        )
    return drawn


def _marker(x: float, y: float, style: Stroke, hollow: bool, mark: Mark | None = None) -> str:
    shape, colour, edge = style.marker, style.colour, style.colour
    if mark is not None:
        (shape, colour), edge = MARKS[mark], INK
    fill = "FFFFFF" if hollow else colour
    paint = f'fill="#{fill}" stroke="#{edge}" stroke-width="{2 if mark is None else 1.5}"'
    if mark is not None:
        # A mark must be told from the other points by its size as well.
        paint += f' transform="translate({x:.1f} {y:.1f}) scale(1.5) translate({-x:.1f} {-y:.1f})"'
    match shape:
        case "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" {paint}/>'
        case "square":
            return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" {paint}/>'
        case "triangle":
            corners: tuple[tuple[float, float], ...] = ((x, y - 4.5), (x + 4.5, y + 3.5), (x - 4.5, y + 3.5))
        case _:
            corners = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
    points = " ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners)
    return f'<polygon points="{points}" {paint}/>'


def _meet(one: _Box, other: _Box) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return not (apart or one.bottom <= other.top or other.bottom <= one.top)


def _end_words(line: ChartLine, spec: ChartSpec) -> list[str]:
    """What stands at the end of a line: its name and its last figure."""
    at = last_point(line)
    value = line.values[at] if at >= 0 else None
    if value is None:
        return []
    figure = printed(value, spec.decimals + line.finer, spec.is_percent)
    return wrapped(f"{name(line)} {figure}".strip(), _LABEL_WIDTH, SIZE, bold=True)


def _end_labels(
    plane: _Plane, spec: ChartSpec, styles: tuple[Stroke, ...], ends: list[list[str]]
) -> tuple[str, list[_Box]]:
    shown = [i for i, words in enumerate(ends) if words]
    points = {i: last_point(spec.lines[i]) for i in shown}
    heights = [len(ends[i]) * _LINE for i in shown]
    wanted = [plane.y(spec.lines[i].values[points[i]] or Decimal(0)) for i in shown]
    middles = spread_out(wanted, heights, 4, _HEIGHT - 4)
    drawn, boxes = [], []
    x = plane.right + 8
    for i, height, y, middle in zip(shown, heights, wanted, middles, strict=True):
        from_x = plane.x(points[i])
        if abs(middle - y) > 6 or points[i] < plane.count - 1:
            drawn.append(
                f'<line x1="{from_x + 6:.1f}" y1="{y:.1f}" x2="{x - 2:.1f}" y2="{middle:.1f}" '
                f'stroke="#{styles[i].colour}" stroke-width="0.75"/>'
            )
        own = spec.lines[i].role is LineRole.OWN
        top = middle - height / 2
        drawn += [
            text_at(x, top + _LINE * (row + 0.78), words, "start", colour=styles[i].text_colour, bold=own)
            for row, words in enumerate(ends[i])
        ]
        boxes.append(_Box(x, top, WIDTH, top + height))
    return "".join(drawn), boxes


def _extremes(plane: _Plane, line: ChartLine, spec: ChartSpec, boxes: list[_Box]) -> str:
    """Print the highest and lowest figure of the series itself where there is room; `boxes` grows by them."""
    if line.role is not LineRole.OWN:
        return ""
    drawn = []
    for at, is_highest in extremes(line):
        value = line.values[at]
        if value is None:
            continue
        words = printed(value, spec.decimals, spec.is_percent)
        half = text_width(words, SIZE) / 2
        x, y = max(plane.x(at), plane.left + half), plane.y(value)
        box = _Box(x - half, y - 8 - _LINE, x + half, y - 8)
        if not is_highest and y + 8 + _LINE < _HEIGHT - _BOTTOM:
            box = replace(box, top=y + 8, bottom=y + 8 + _LINE)
        if not any(_meet(box, other) for other in boxes):
            boxes.append(box)
            drawn.append(text_at(x, box.top + _LINE * 0.78, words, "middle"))
    return "".join(drawn)


def _mark_words(plane: _Plane, line: ChartLine, boxes: list[_Box]) -> str:
    """The word of the first of each run of points that are marked alike; `boxes` grows by them."""
    drawn = []
    for at, mark in first_marks(line):
        value = line.values[at]
        if value is None:
            continue
        words = mark.value.capitalize()
        half = text_width(words, SIZE) / 2
        x, y = min(max(plane.x(at), plane.left + half), plane.right - half), plane.y(value)
        tries = (
            _Box(x - half, y - 10 - _LINE, x + half, y - 10),
            _Box(x - half, y + 10, x + half, y + 10 + _LINE),
        )
        box = next((each for each in tries if not any(_meet(each, other) for other in boxes)), None)
        if box is not None:
            boxes.append(box)
            drawn.append(text_at(x, box.top + _LINE * 0.78, words, "middle"))
    return "".join(drawn)
