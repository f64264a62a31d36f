"""Word charts of lines: trends, control charts, years over one another, with words at the lines' ends."""

from cspdesk.analysis.chart_style import (
    GRID,
    INK,
    Scale,
    Stroke,
    extremes,
    label_step,
    last_point,
    name,
    number_format,
    plotted,
    printed,
    scale,
    spread,
    strokes,
)
from cspdesk.analysis.charts import OF_FIGURES, ChartLine, ChartSpec, LineRole
from cspdesk.pack.chart_marks import MARKS, first_marks
from cspdesk.pack.opc import xml_text
from cspdesk.pack.text_width import text_width, wrapped
from cspdesk.pack.word_chart_xml import (
    SIZE,
    WIDTH_PT,
    chart_space,
    figures_ref,
    fill,
    layout_xml,
    letter,
    shows_xml,
    stroke,
    type_xml,
    words_ref,
)

HEIGHT_PT, LOW_PT = 215.0, 150.0
"""The height of a chart, and of one that leaves room for more on its page, in points."""
_LINE_PT = 11.5
_LABEL_PT = 80.0
"""The width at which a data label is sure not to be wrapped: Word does so at a fifth of the chart."""
_ONE_LINE_PT = 130.0
"""A label no wider than this is told to stay on one line, as programs may break it within a word."""
_ONE_LINE = ' wrap="none"'
_LEVEL = ' rot="1" vert="horz"'
"""A sixty-thousandth of a degree: level to the eye, yet LibreOffice then breaks no label."""


def lines_xml(spec: ChartSpec, book_id: str, height: float) -> str:
    """The chart part of a chart of lines; `book_id` relates it to its workbook, `height` is in points."""
    axis, styles = scale(spec), strokes(spec)
    room, offsets, level = _end_labels(spec, axis, height)
    left = plot_left(spec, axis)
    series = "".join(
        _series(at, line, styles[at], spec, offsets.get(at, 0.0), at in level)
        for at, line in enumerate(spec.lines)
    )
    plot = (
        f"{layout_xml(left, _TOP, 1 - left - room, _PLOT)}"
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>{axes_xml(spec, axis)}'
    )
    return chart_space(plot, book_id)


_TOP, _PLOT = 0.08, 0.81
"""The plot's top and height as shares of the chart's height."""


def plot_left(spec: ChartSpec, axis: Scale) -> float:
    """The share of the width that the figures of the value axis need."""
    widest = max(text_width(printed(t, axis.decimals, spec.is_percent), SIZE) for t in axis.ticks)
    return (widest + 12) / WIDTH_PT


def _end_labels(spec: ChartSpec, axis: Scale, height: float) -> tuple[float, dict[int, float], set[int]]:
    """The share of the width that the labels at the ends of the lines need, and how far each must move down.

    The moves are shares of the chart's height, by the line's position; last come the lines whose labels stay
    on one line. No label moves below the plot, where the periods stand.
    """
    shown, wanted, heights, widest, level = [], [], [], 0.0, set()
    for at, line in enumerate(spec.lines):
        value = line.values[last_point(line)] if last_point(line) >= 0 else None
        if value is None:
            continue
        words = f"{name(line)} {printed(value, spec.decimals + line.finer, spec.is_percent)}".strip()
        rows = [words]
        if text_width(words, SIZE, bold=True) <= _ONE_LINE_PT:
            level.add(at)
        else:
            rows = wrapped(words, _LABEL_PT, SIZE, bold=True)
        share = float((value - axis.low) / (axis.high - axis.low))
        shown.append(at)
        wanted.append((_TOP + _PLOT * (1 - share)) * height)
        heights.append(len(rows) * _LINE_PT + 2)
        widest = max(widest, *(text_width(row, SIZE, bold=True) for row in rows))
    middles = spread(wanted, heights, 0, (_TOP + _PLOT) * height)
    moves = {
        at: (middle - want) / height
        for at, middle, want in zip(shown, middles, wanted, strict=True)
        if abs(middle - want) > 0.5
    }
    return (widest + 16) / WIDTH_PT, moves, level


def _series(at: int, line: ChartLine, style: Stroke, spec: ChartSpec, move: float, is_level: bool) -> str:
    column, count = letter(at + 2), len(spec.labels)
    values = {i: plotted(v, spec.is_percent) for i, v in enumerate(line.values) if v is not None}
    code = number_format(spec.decimals + line.finer, spec.is_percent)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{words_ref(f'${column}$1', {0: name(line) or spec.subject}, 1)}</c:tx>"
        f"<c:spPr>{stroke(style)}</c:spPr>{_marker(style)}"
        f"{_points(line, style, spec)}{_labels(line, style, move, is_level)}"
        f"<c:cat>{words_ref(f'$B$2:$B${count + 1}', axis_words(spec), count)}</c:cat>"
        f"<c:val>{figures_ref(f'${column}$2:${column}${count + 1}', values, count, code)}</c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def axis_words(spec: ChartSpec) -> dict[int, str]:
    """The labels of the period axis by position; the others stay empty, as not every program skips them."""
    return {i: spec.labels[i] for i in range(0, len(spec.labels), label_step(len(spec.labels)))}


def _marker(style: Stroke, hollow: bool = False) -> str:
    if not style.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return _symbol(style.marker, 6, "FFFFFF" if hollow else style.colour, style.colour)


def _symbol(shape: str, size: int, filled: str, edge: str) -> str:
    return (
        f'<c:marker><c:symbol val="{shape}"/><c:size val="{size}"/><c:spPr>{fill(filled)}'
        f'<a:ln w="19050">{fill(edge)}</a:ln></c:spPr></c:marker>'
    )


def _points(line: ChartLine, style: Stroke, spec: ChartSpec) -> str:
    """Points set apart: hollow and marked ones, and those that no line leads to, as a break stands before."""
    breaks = spec.breaks if line.role in OF_FIGURES else ()
    cut = {_next_value(line, at) for at in (*breaks, *line.cuts)}
    marks = dict(line.marks) if style.marker else {}
    hollow = line.provisional if style.marker else frozenset()
    found = []
    for at, value in enumerate(line.values):
        if value is None or not (at in hollow or at in cut or at in marks):
            continue
        no_line = (
            "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>" if at in cut else f"<c:spPr>{stroke(style)}</c:spPr>"
        )
        symbol = _marker(style, at in hollow)
        if at in marks:
            shape, colour = MARKS[marks[at]]
            symbol = _symbol(shape, 9, "FFFFFF" if at in hollow else colour, INK)
        found.append(f'<c:dPt><c:idx val="{at}"/>{symbol}<c:bubble3D val="0"/>{no_line}</c:dPt>')
    return "".join(found)


def _next_value(line: ChartLine, at: int) -> int:
    return next((i for i in range(max(at, 0), len(line.values)) if line.values[i] is not None), -1)


def _labels(line: ChartLine, style: Stroke, move: float, is_level: bool) -> str:
    """The line's name and last figure at its end; the highest and lowest figure of the series itself."""
    last = last_point(line)
    if last < 0:
        return ""
    own = line.role is LineRole.OWN
    turn = _ONE_LINE if is_level else ""
    named = bool(name(line))
    found = {last: _label(last, "r", style.text_colour, bold=own, with_name=named, move=move, turn=turn)}
    if own:
        for at, is_highest in extremes(line):
            found[at] = _label(at, "t" if is_highest else "b", INK)
        for at, mark in first_marks(line):
            if at != last:
                found[at] = _label(at, "t", INK, words=mark.value.capitalize())
    shown = "".join(found[at] for at in sorted(found))
    return f"<c:dLbls>{shown}{shows_xml(value=False, series=False)}</c:dLbls>"


def _label(
    at: int,
    side: str,
    colour: str,
    *,
    bold: bool = False,
    with_name: bool = False,
    move: float = 0.0,
    words: str = "",
    turn: str = "",
) -> str:
    layout = (
        f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{move:.4f}"/></c:manualLayout></c:layout>'
        if move
        else ""
    )
    return (
        f'<c:dLbl><c:idx val="{at}"/>{layout}{_rich(words, colour)}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{type_xml(colour, bold, turn)}<c:dLblPos val="{side}"/>{shows_xml(value=True, series=with_name)}'
        "<c:separator> </c:separator></c:dLbl>"
    )


def _rich(words: str, colour: str) -> str:
    """Words in place of a point's figure."""
    if not words:
        return ""
    size = f'lang="en-GB" sz="{int(SIZE * 100)}" b="0"'
    return (
        f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr {size}>{fill(colour)}"
        f'<a:latin typeface="Arial"/></a:rPr><a:t>{xml_text(words)}</a:t></a:r></a:p></c:rich></c:tx>'
    )


def axes_xml(spec: ChartSpec, axis: Scale) -> str:
    """The period axis with its few labels and the value axis with its grid."""
    code = xml_text(number_format(axis.decimals, spec.is_percent))
    every = label_step(len(spec.labels))
    low, high, step = (
        f"{plotted(value, spec.is_percent).normalize():f}" for value in (axis.low, axis.high, axis.step)
    )
    crosses = '<c:crosses val="min"/>' if axis.low >= 0 else '<c:crosses val="autoZero"/>'
    return (
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{fill(INK)}</a:ln></c:spPr>'
        f'{type_xml(INK, turn=_LEVEL)}<c:crossAx val="1002"/>{crosses}<c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{every}"/><c:tickMarkSkip val="{every}"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high}"/><c:min val="{low}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350">{fill(GRID)}</a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{type_xml(INK)}<c:crossAx val="1001"/><c:crosses val="min"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{step}"/></c:valAx>'
    )
