"""What every chart on the screen shares: the inks of its lines, its axis labels and the words at its ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF

from cspdesk.analysis.chart_style import FEWEST_POINTS, label_step, last_point, name, printed
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.theme import Theme

MOST_LABELS = 5
"""More periods than this are never named on an axis."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is drawn on the screen."""

    colour: QColor
    width: float
    dash: Qt.PenStyle
    has_markers: bool
    word: QColor
    """The colour of its words: the line's own where that can be read, else that of text."""


def inks(spec: ChartSpec, colours: Theme) -> tuple[Ink, ...]:
    """Return how each line of a chart is drawn, in the order of its lines."""
    found, further = [], 0
    for line in spec.lines:
        match line.role:
            case LineRole.OWN:
                ink = Ink(colours.accent, 2.0, Qt.PenStyle.SolidLine, True, colours.accent)
            case LineRole.OTHER:
                colour = colours.series[further % len(colours.series)]
                further += 1
                ink = Ink(colour, 2.0, Qt.PenStyle.SolidLine, True, colours.text)
            case LineRole.LAST_YEAR:
                ink = Ink(colours.last_year, 1.5, Qt.PenStyle.SolidLine, False, colours.quiet)
            case LineRole.TARGET:
                ink = Ink(colours.quiet, 1.5, Qt.PenStyle.DashLine, False, colours.quiet)
            case LineRole.BASELINE:
                ink = Ink(colours.quiet, 1.5, Qt.PenStyle.DotLine, False, colours.quiet)
        found.append(ink)
    return tuple(found)


def is_drawn(spec: ChartSpec) -> bool:
    """Whether there are points enough for a chart; with fewer the figures stand in words."""
    return spec.point_count >= FEWEST_POINTS


def figure(spec: ChartSpec, line: ChartLine, at: int) -> str:
    """Return the figure of a line at a position as the pack prints it, or "" where there is a gap."""
    value = line.values[at]
    return "" if value is None else printed(value, spec.decimals, spec.is_percent)


def end_words(spec: ChartSpec, line: ChartLine) -> str:
    """Return the words at a line's last point: its figure, after its name where there are several lines."""
    at = last_point(line)
    if at < 0:
        return ""
    own = sum(each.role in (LineRole.OWN, LineRole.OTHER) for each in spec.lines)
    is_named = line.role not in (LineRole.OWN, LineRole.OTHER) or own > 1
    return f"{name(line)} {figure(spec, line, at)}" if is_named else figure(spec, line, at)


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


def point_words(spec: ChartSpec, at: int) -> str:
    """Return a position in words: "Q4 15/16: 412 offences" or "Q4 15/16: ASB Hotline 12, Police 10"."""
    own = [line for line in spec.lines if line.role in (LineRole.OWN, LineRole.OTHER)]
    others = [line for line in spec.lines if line not in own]
    said = []
    for line in (*own, *others):
        words = figure(spec, line, at) or ("no figure" if line in own else "")
        if words:
            is_only = len(own) == 1 and line is own[0]
            named = f"{words} {spec.unit_label}".rstrip() if is_only else f"{name(line)} {words}"
            said.append(words if is_only and (words == "no figure" or spec.is_percent) else named)
    provisional = ", provisional" if any(at in line.provisional for line in own) else ""
    return f"{spec.labels[at]}: {', '.join(said)}{provisional}"
