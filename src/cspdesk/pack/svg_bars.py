"""Charts of bars as SVG: areas compared, and parts of a total over time."""

from decimal import Decimal

from cspdesk.analysis.chart_style import GRID, INK, Scale, label_step, name, printed, scale, strokes
from cspdesk.analysis.chart_style import spread as spread_out
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.pack.bars import MEAN_COLOUR, OTHER_COLOUR, OWN_COLOUR, Bar, bars_of, longest, reach
from cspdesk.pack.svg_text import SIZE, WIDTH, text_at, words_on
from cspdesk.pack.text_width import text_width, wrapped

_ROW, _BAR = 23.0, 16.0
_WIDEST_NAMES = 300.0
_HEIGHT, _TOP, _BOTTOM = 330.0, 34.0, 34.0
_DARK = {"12436D", "801650", "3D3D3D"}
"""The fills on which words are white."""
_LABEL_ROOM = 17.0


def areas(spec: ChartSpec) -> tuple[float, str]:
    """The height of a chart of areas and what is drawn: a bar for each, its rate at its end."""
    bars = bars_of(spec)
    names = max((text_width(bar.words, SIZE, bold=bar.is_own) for bar in bars), default=0.0)
    left = min(names, _WIDEST_NAMES) + 10
    high = longest(spec, bars)
    per = (WIDTH - left) / float(high)
    body = "".join(_bar(spec, bar, left, per, _ROW * at + 4) for at, bar in enumerate(bars))
    height = _ROW * len(bars) + 8
    base = f'<line x1="{left:.1f}" x2="{left:.1f}" y1="0" y2="{height:.1f}" stroke="#{INK}"/>'
    return height, body + base


def _bar(spec: ChartSpec, bar: Bar, left: float, per: float, top: float) -> str:
    middle = top + _BAR / 2
    # What reaches below nought is not drawn, as rates do not.
    length = max(float(bar.value) * per, 0.0)
    fill = OWN_COLOUR if bar.is_own else "FFFFFF" if bar.is_mean else OTHER_COLOUR
    edge = f' stroke="#{MEAN_COLOUR}" stroke-width="1.5"' if bar.is_mean else ""
    rows = wrapped(bar.words, _WIDEST_NAMES, SIZE, bold=bar.is_own)
    words = rows[0] + ("…" if len(rows) > 1 else "")
    figure = printed(bar.value, spec.decimals, spec.is_percent)
    drawn = text_at(left - 8, middle + 5, words, "end", bold=bar.is_own) + (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{length:.1f}" height="{_BAR}" fill="#{fill}"{edge}/>'
    )
    found = reach(spec, bar)
    if found is None:
        return drawn + text_at(left + length + 5, middle + 5, figure, "start")
    low, high = length - float(found[0]) * per, length + float(found[1]) * per
    ends = "".join(
        f'<line x1="{left + x:.1f}" x2="{left + x:.1f}" y1="{middle - 5:.1f}" y2="{middle + 5:.1f}"/>'
        for x in (low, high)
    )
    # The interval stands at the end of one's own bar, so that its rate goes to the foot.
    return (
        drawn
        + words_on(left + 6, middle + 5, figure, "start", colour="FFFFFF", bold=True)
        + f'<g stroke="#F46A25" stroke-width="2"><line x1="{left + low:.1f}" x2="{left + high:.1f}" '
        f'y1="{middle:.1f}" y2="{middle:.1f}"/>{ends}</g>'
    )


def stacked(spec: ChartSpec) -> tuple[float, str]:
    """The height of a chart of parts and what is drawn: a column for each period, its total on top."""
    axis, styles = scale(spec), strokes(spec)
    parts = [at for at, line in enumerate(spec.lines) if line.role is LineRole.PART]
    total = next((line for line in spec.lines if line.role is LineRole.TOTAL), None)
    named = {at: wrapped(name(spec.lines[at]), 150, SIZE) for at in parts}
    widest = max((text_width(row, SIZE) for rows in named.values() for row in rows), default=0.0)
    ticks = [(tick, printed(tick, axis.decimals, spec.is_percent)) for tick in axis.ticks]
    left = max(text_width(words, SIZE) for _, words in ticks) + 10
    right = WIDTH - widest - 30
    place = (right - left) / max(len(spec.labels), 1)
    drawn = [
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{_y(axis, tick):.1f}" y2="{_y(axis, tick):.1f}" '
        f'stroke="#{INK if tick == 0 else GRID}"/>' + text_at(left - 8, _y(axis, tick) + 5, words, "end")
        for tick, words in ticks
    ]
    if spec.unit_label:
        drawn.append(text_at(0, 14, spec.unit_label, "start"))
    middles: dict[int, float] = {}
    for at in range(len(spec.labels)):
        x, below = left + place * at, Decimal(0)
        for part in parts:
            value = spec.lines[part].values[at]
            if value is None:
                continue
            low, high = _y(axis, below), _y(axis, below + value)
            drawn.append(_stretch(spec, spec.lines[part], at, styles[part].colour, (x, place, low, high)))
            below += value
            middles[part] = (low + high) / 2
        figure = total.values[at] if total else None
        if figure is not None:
            words = printed(figure, spec.decimals, spec.is_percent)
            drawn.append(text_at(x + place / 2, _y(axis, below) - 6, words, "middle", bold=True))
    for at in range(len(spec.labels) - 1, -1, -label_step(len(spec.labels))):
        drawn.append(text_at(left + place * (at + 0.5), _HEIGHT - _BOTTOM + 21, spec.labels[at], "middle"))
    return _HEIGHT, "".join(drawn) + _names(named, middles, {at: styles[at].colour for at in parts}, right)


def _y(axis: Scale, value: Decimal) -> float:
    share = float((value - axis.low) / (axis.high - axis.low))
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


def _stretch(
    spec: ChartSpec, line: ChartLine, at: int, colour: str, place: tuple[float, float, float, float]
) -> str:
    """A part of a column with its figure where there is room; hollow where it is provisional."""
    x, width, low, high = place
    hollow = at in line.provisional
    edge = colour if hollow else "FFFFFF"
    drawn = (
        f'<rect x="{x + width * 0.16:.1f}" y="{high:.1f}" width="{width * 0.68:.1f}" '
        f'height="{max(low - high, 0):.1f}" fill="#{"FFFFFF" if hollow else colour}" stroke="#{edge}"/>'
    )
    value = line.values[at]
    if value is None or low - high < _LABEL_ROOM:
        return drawn
    ink = "FFFFFF" if colour in _DARK and not hollow else INK
    words = printed(value, spec.decimals, spec.is_percent)
    return drawn + words_on(x + width / 2, (low + high) / 2 + 5, words, "middle", colour=ink)


def _names(
    named: dict[int, list[str]], middles: dict[int, float], colours: dict[int, str], right: float
) -> str:
    """The parts' names beside the last column, none covering another."""
    shown = [at for at in named if at in middles]
    heights = [len(named[at]) * 17.0 + 3 for at in shown]
    placed = spread_out([middles[at] for at in shown], heights, 4, _HEIGHT - 4)
    drawn = []
    for at, height, middle in zip(shown, heights, placed, strict=True):
        top = middle - height / 2
        drawn.append(
            f'<rect x="{right + 6:.1f}" y="{top + 3:.1f}" width="11" height="11" fill="#{colours[at]}"/>'
        )
        drawn += [
            text_at(right + 24, top + 13 + 17 * row, words, "start") for row, words in enumerate(named[at])
        ]
    return "".join(drawn)
