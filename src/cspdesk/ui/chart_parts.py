"""What every chart on the screen shares: the inks of its lines, its axis labels and the words at its ends."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF

from cspdesk.analysis.chart_style import FEWEST_POINTS, label_step, last_point, name, printed, remarks
from cspdesk.analysis.charts import OF_FIGURES, ChartKind, ChartLine, ChartSpec, LineRole, Mark
from cspdesk.ui.theme import Theme

MOST_LABELS = 5
"""More periods than this are never named on an axis."""


WORD_ORDER = (
    LineRole.OWN,
    LineRole.OTHER,
    LineRole.PART,
    LineRole.TARGET,
    LineRole.TARGET_HIGH,
    LineRole.TARGET_LOW,
    LineRole.LAST_YEAR,
    LineRole.MEAN,
    LineRole.BASELINE,
    LineRole.LIMIT,
    LineRole.OLDER,
    LineRole.TOTAL,
)
"""Whose words stay longest where there is no room for those of every line."""

MARK_SHAPES = {Mark.IMPROVEMENT: "diamond", Mark.CONCERN: "square", Mark.NEUTRAL: "triangle"}
"""A shape for each mark of a control chart, as no mark may be known by its colour alone."""

_SHAPES = ("square", "triangle", "diamond", "circle")


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is drawn on the screen."""

    colour: QColor
    width: float
    dash: Qt.PenStyle
    shape: str
    """Its markers: "circle", "square", "triangle" or "diamond"; "" for a line without."""
    word: QColor
    """The colour of its words: the line's own where that can be read, else that of text."""
    fill: Qt.BrushStyle = Qt.BrushStyle.SolidPattern
    """How a stretch of a column is filled: with patterns where the system's colours leave only one ink."""


_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


def inks(spec: ChartSpec, colours: Theme) -> tuple[Ink, ...]:
    """Return how each line of a chart is drawn, in the order of its lines."""
    solid, quiet = Qt.PenStyle.SolidLine, colours.quiet
    found: list[Ink] = []
    further, parts = 0, 0
    for line in spec.lines:
        match line.role:
            case LineRole.OWN | LineRole.TOTAL:
                ink = Ink(colours.accent, 2.0, solid, "circle", colours.accent)
            case LineRole.OTHER:
                colour = colours.series[further % len(colours.series)]
                ink = Ink(colour, 2.0, solid, _SHAPES[further % len(_SHAPES)], colours.text)
                further += 1
            case LineRole.PART:
                ink = _part(colours, parts)
                parts += 1
            case LineRole.LAST_YEAR:
                ink = Ink(colours.last_year, 1.5, solid, "", quiet)
            case LineRole.OLDER:
                ink = Ink(colours.control if colours.is_system else _paler(colours), 1.0, solid, "", quiet)
            case LineRole.TARGET | LineRole.TARGET_LOW | LineRole.TARGET_HIGH:
                ink = Ink(quiet, 1.5, Qt.PenStyle.DashLine, "", quiet)
            case LineRole.BASELINE:
                ink = Ink(quiet, 1.5, Qt.PenStyle.DotLine, "", quiet)
            case LineRole.MEAN:
                ink = Ink(quiet, 1.0, solid, "", quiet)
            case LineRole.LIMIT:
                ink = Ink(quiet, 1.0, Qt.PenStyle.DashDotLine, "", quiet)
        found.append(ink)
    return tuple(found)


def mark_words(spec: ChartSpec) -> str:
    """Return what the shapes of a control chart's marks mean, in a sentence; "" where there are none."""
    found = {mark for line in spec.lines for _, mark in line.marks}
    said = [f"a {MARK_SHAPES[mark]} marks {_ARTICLES[mark]}" for mark in Mark if mark in found]
    joined = ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1] if said else ""
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


_ARTICLES = {Mark.IMPROVEMENT: "improvement", Mark.CONCERN: "concern", Mark.NEUTRAL: "a change"}


def mark_colour(mark: Mark, colours: Theme) -> QColor:
    """Return the colour of a control chart's mark, a help beside its shape."""
    place = {Mark.IMPROVEMENT: 0, Mark.NEUTRAL: 1, Mark.CONCERN: 2}[mark]
    return colours.series[place]


def _part(colours: Theme, place: int) -> Ink:
    palette = (colours.accent, *colours.series)
    if colours.is_system:
        pattern = _PATTERNS[place % len(_PATTERNS)]
        return Ink(colours.text, 1.0, Qt.PenStyle.SolidLine, "", colours.text, pattern)
    return Ink(palette[place % len(palette)], 1.0, Qt.PenStyle.SolidLine, "", colours.text)


def _paler(colours: Theme) -> QColor:
    """Half way between last year's grey and the ground: the years before it stand further back."""
    one, other = colours.last_year, colours.surface
    parts = ((a * 2 + b) // 3 for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return QColor(*parts)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def is_drawn(spec: ChartSpec) -> bool:
    """Whether there are points enough for a chart; with fewer the figures stand in words."""
    fewest = 2 if spec.kind is ChartKind.AREAS else FEWEST_POINTS
    return not spec.refused and spec.point_count >= fewest


def figure(spec: ChartSpec, line: ChartLine, at: int) -> str:
    """Return the figure of a line at a position as the pack prints it, or "" where there is a gap."""
    value = line.values[at]
    return "" if value is None else printed(value, spec.decimals + line.finer, spec.is_percent)


def end_words(spec: ChartSpec, line: ChartLine) -> str:
    """Return the words at a line's last point: its figure, after its name where there are several lines."""
    at = last_point(line)
    if at < 0:
        return ""
    return f"{name(line)} {figure(spec, line, at)}" if _is_named(spec, line) else figure(spec, line, at)


def _is_named(spec: ChartSpec, line: ChartLine) -> bool:
    """Whether a line's figure needs its name: not where it is the only one of the measure's own."""
    if line.role not in OF_FIGURES or spec.kind in (ChartKind.YEARS, ChartKind.STACKED):
        return True
    return sum(each.role in OF_FIGURES for each in spec.lines) > 1


def fitted(spec: ChartSpec, line: ChartLine, metrics: QFontMetricsF, room: float) -> str:
    """Return the words at a line's last point, its name cut so that the figure can always be read."""
    words = end_words(spec, line)
    if not words or metrics.horizontalAdvance(words) <= room:
        return words
    value = figure(spec, line, last_point(line))
    left = room - metrics.horizontalAdvance(f" {value}")
    return f"{metrics.elidedText(name(line), Qt.TextElideMode.ElideRight, left)} {value}".strip()


def labelled(labels: Sequence[str], room: float, width: float) -> tuple[int, ...]:
    """Return the positions that bear a label: the last one and as many before it as room and rule allow."""
    count = len(labels)
    step = max(count, 1)
    for most in range(MOST_LABELS, 0, -1):
        step = label_step(count, most) if count else 1
        if count < 2 or room * step / (count - 1) >= width:
            break
    return tuple(reversed(range(count - 1, -1, -step)))


def point_words(spec: ChartSpec, at: int, hidden: Collection[int] = ()) -> str:
    """Return a position in words: "Q4 15/16: 412 offences" or "Q4 15/16: ASB Hotline 12, Police 10".

    Of the lines in `hidden` nothing is said.
    """
    shown = [line for place, line in enumerate(spec.lines) if place not in hidden]
    own = [line for line in shown if line.role in OF_FIGURES]
    said = []
    for line in (*own, *(line for line in shown if line not in own)):
        words = figure(spec, line, at) or ("no figure" if line in own else "")
        if words and _is_named(spec, line):
            words = f"{name(line)} {words}"
        elif words and words != "no figure" and not spec.is_percent:
            words = f"{words} {spec.unit_label}".rstrip()
        said += [words, *(mark.value for place, mark in line.marks if place == at)] if words else []
    if at == spec.own_at and spec.interval:
        low, high = (printed(each, spec.decimals, spec.is_percent) for each in spec.interval)
        said.insert(1, f"interval {low} to {high}")
    provisional = ", provisional" if any(at in line.provisional for line in own) else ""
    label = f"{spec.labels[at]} (own area)" if at == spec.own_at else spec.labels[at]
    return f"{label}: {', '.join(said)}{provisional}"


def remarks_on(spec: ChartSpec, shown: ChartSpec) -> tuple[str, ...]:
    """Return what is to be known of a chart of which a stretch is shown, one sentence each."""
    found = [*remarks(shown), mark_words(shown)]
    if len(shown.labels) < len(spec.labels):
        whole = f"{len(shown.labels)} of {len(spec.labels)}"
        found.insert(0, f"{shown.labels[0]} to {shown.labels[-1]} ({whole}); 0 shows all.")
    return tuple(each for each in found if each)


def tallest(metrics: QFontMetrics, width: int, texts: Iterable[str]) -> int:
    """Return the height of the tallest of several texts, wrapped to a width."""
    room, wraps = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
    return max((metrics.boundingRect(room, wraps, text).height() for text in texts), default=0)
