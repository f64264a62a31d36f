"""Word charts of bars: areas compared, and parts of a total over time."""

from decimal import Decimal

from cspdesk.analysis.chart_style import (
    INK,
    name,
    number_format,
    plotted,
    scale,
    strokes,
)
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.pack.bars import MEAN_COLOUR, OTHER_COLOUR, OWN_COLOUR, Bar, bars_of, longest, reach
from cspdesk.pack.text_width import text_width
from cspdesk.pack.word_chart_lines import axes_xml, axis_words, plot_left
from cspdesk.pack.word_chart_xml import (
    SIZE,
    WIDTH_PT,
    chart_space,
    figures_ref,
    fill,
    layout_xml,
    letter,
    shows_xml,
    type_xml,
    words_ref,
)

_ROW_PT = 15.0
_LEAST_PT, _MOST_PT = 120.0, 610.0
"""A page must hold the chart with its caption and notes."""
_WIDEST_NAMES = 0.42
_DARK = {"12436D", "801650", "3D3D3D"}
"""The fills on which words are white."""
_LABEL_ROOM_PT = 13.0


def areas_height(spec: ChartSpec) -> float:
    """The height in points of a chart of areas: a line of text for each bar, as far as a page goes."""
    return min(max(len(bars_of(spec)) * _ROW_PT + 12, _LEAST_PT), _MOST_PT)


def areas_xml(spec: ChartSpec, book_id: str) -> str:
    """The chart part of areas compared: a bar for each from the top down, its rate at its end."""
    bars = bars_of(spec)
    count, code = len(bars), number_format(spec.decimals, spec.is_percent)
    widest = max((text_width(bar.words, SIZE, bold=True) for bar in bars), default=0.0)
    left = min((widest + 14) / WIDTH_PT, _WIDEST_NAMES)
    rates = {at: plotted(bar.value, spec.is_percent) for at, bar in enumerate(bars)}
    names = dict(enumerate(bar.words for bar in bars))
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx>{words_ref('$B$1', {0: spec.unit_label.capitalize() or 'Rate'}, 1)}</c:tx>"
        f'<c:spPr>{fill(OTHER_COLOUR)}</c:spPr><c:invertIfNegative val="0"/>'
        + "".join(_bar_point(at, bar) for at, bar in enumerate(bars))
        + f"<c:dLbls>{''.join(_own_label(at) for at, bar in enumerate(bars) if reach(spec, bar))}"
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{type_xml(INK)}<c:dLblPos val="outEnd"/>{shows_xml(value=True, series=False)}</c:dLbls>'
        + _interval(spec, bars, code)
        + f"<c:cat>{words_ref(f'$A$2:$A${count + 1}', names, count)}</c:cat>"
        f"<c:val>{figures_ref(f'$B$2:$B${count + 1}', rates, count, code)}</c:val></c:ser>"
    )
    low = min((bar.value for bar in bars), default=Decimal(0))
    ends = (min(low, Decimal(0)), longest(spec, bars))
    low_end, high_end = (f"{plotted(value, spec.is_percent):f}" for value in ends)
    # The rates stand at the bars, so that the value axis needs neither figures nor a grid.
    axes = (
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{fill(INK)}</a:ln></c:spPr>{type_xml(INK)}'
        '<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high_end}"/><c:min val="{low_end}"/></c:scaling><c:delete val="1"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1001"/>'
        '<c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )
    plot = (
        f"{layout_xml(left, 0.01, 0.99 - left, 0.98)}"
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="35"/><c:axId val="1001"/><c:axId val="1002"/></c:barChart>{axes}'
    )
    return chart_space(plot, book_id)


def _bar_point(at: int, bar: Bar) -> str:
    """A bar that differs from the others: one's own, and the mean, which is hollow."""
    if not (bar.is_own or bar.is_mean):
        return ""
    look = fill(OWN_COLOUR) if bar.is_own else f'{fill("FFFFFF")}<a:ln w="15875">{fill(MEAN_COLOUR)}</a:ln>'
    return (
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{look}</c:spPr></c:dPt>"
    )


def _own_label(at: int) -> str:
    """The rate of one's own at the foot of its bar, as its interval stands at the end."""
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{type_xml("FFFFFF", bold=True)}<c:dLblPos val="inBase"/>'
        f"{shows_xml(value=True, series=False)}</c:dLbl>"
    )


def _interval(spec: ChartSpec, bars: tuple[Bar, ...], code: str) -> str:
    """The 95% interval of one's own as a line with an end at each limit."""
    reaches = {at: found for at, bar in enumerate(bars) if (found := reach(spec, bar))}
    if not reaches:
        return ""
    count = len(bars)
    below = {at: plotted(found[0], spec.is_percent) for at, found in reaches.items()}
    above = {at: plotted(found[1], spec.is_percent) for at, found in reaches.items()}
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{figures_ref(f'$D$2:$D${count + 1}', above, count, code)}</c:plus>"
        f"<c:minus>{figures_ref(f'$C$2:$C${count + 1}', below, count, code)}</c:minus>"
        f'<c:spPr><a:ln w="19050">{fill("F46A25")}</a:ln></c:spPr></c:errBars>'
    )


def stacked_xml(spec: ChartSpec, book_id: str, height: float) -> str:
    """The chart part of parts over time: a column of parts for each period, the total on top."""
    axis, styles = scale(spec), strokes(spec)
    parts = [at for at, line in enumerate(spec.lines) if line.role is LineRole.PART]
    totals = [at for at, line in enumerate(spec.lines) if line.role is LineRole.TOTAL]
    columns = "".join(_part(at, spec.lines[at], styles[at].colour, spec, height) for at in parts)
    sums = "".join(_total(at, spec.lines[at], spec) for at in totals)
    left = plot_left(spec, axis)
    widest = max((text_width(name(spec.lines[at]), SIZE) for at in parts), default=0.0)
    legend_width = min((widest + 34) / WIDTH_PT, 0.35)
    plot = (
        f"{layout_xml(left, 0.08, 0.98 - left - legend_width, 0.81)}"
        '<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{columns}<c:gapWidth val="47"/><c:overlap val="100"/><c:axId val="1001"/><c:axId val="1002"/>'
        "</c:barChart>"
        + (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{sums}<c:marker val="1"/>'
            '<c:axId val="1001"/><c:axId val="1002"/></c:lineChart>'
            if sums
            else ""
        )
        + axes_xml(spec, axis)
    )
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{len(parts) + place}"/><c:delete val="1"/></c:legendEntry>'
        for place in range(len(totals))
    )
    legend = f'<c:legend><c:legendPos val="r"/>{hidden}<c:overlay val="0"/>{type_xml(INK)}</c:legend>'
    return chart_space(plot, book_id, legend)


def _part(at: int, line: ChartLine, colour: str, spec: ChartSpec, height: float) -> str:
    """A part of every column, parted from the next by a white line; hollow where it is provisional."""
    axis = scale(spec)
    span, room = float(axis.high - axis.low), height * 0.81
    tall = [
        place
        for place, value in enumerate(line.values)
        if value is not None and float(value) / span * room >= _LABEL_ROOM_PT
    ]
    hollow = [place for place in sorted(line.provisional) if line.values[place] is not None]
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f'<c:spPr>{fill("FFFFFF")}<a:ln w="15875">{fill(colour)}</a:ln></c:spPr></c:dPt>'
        for place in hollow
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{place}"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{type_xml('FFFFFF' if colour in _DARK and place not in hollow else INK)}"
        f'<c:dLblPos val="ctr"/>{shows_xml(value=True, series=False)}</c:dLbl>'
        for place in tall
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_named(at, line, spec)}'
        f'<c:spPr>{fill(colour)}<a:ln w="12700">{fill("FFFFFF")}</a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/>{points}'
        f"<c:dLbls>{labels}{shows_xml(value=False, series=False)}</c:dLbls>{_figures(at, line, spec)}</c:ser>"
    )


def _total(at: int, line: ChartLine, spec: ChartSpec) -> str:
    """The totals as figures over the columns; their line is not drawn."""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_named(at, line, spec)}'
        '<c:spPr><a:ln w="12700"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{type_xml(INK, bold=True)}<c:dLblPos val="t"/>{shows_xml(value=True, series=False)}</c:dLbls>'
        f'{_figures(at, line, spec)}<c:smooth val="0"/></c:ser>'
    )


def _named(at: int, line: ChartLine, spec: ChartSpec) -> str:
    return f"<c:tx>{words_ref(f'${letter(at + 2)}$1', {0: name(line) or spec.subject}, 1)}</c:tx>"


def _figures(at: int, line: ChartLine, spec: ChartSpec) -> str:
    """The periods and the figures of a line, by their cells in the workbook."""
    column, count = letter(at + 2), len(spec.labels)
    values = {i: plotted(v, spec.is_percent) for i, v in enumerate(line.values) if v is not None}
    code = number_format(spec.decimals, spec.is_percent)
    return (
        f"<c:cat>{words_ref(f'$B$2:$B${count + 1}', axis_words(spec), count)}</c:cat>"
        f"<c:val>{figures_ref(f'${column}$2:${column}${count + 1}', values, count, code)}</c:val>"
    )
