"""Native, editable Word charts: the chart's XML, its embedded workbook and the drawing that holds it."""

import io

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
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.pack.opc import cell_text, created, unzipped, xml_text, zipped
from cspdesk.pack.text_width import text_width, wrapped
from cspdesk.pack.word_text import Draft

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WIDTH_PT, _HEIGHT_PT = 481.9, 215.0
_EMU = 12700
_SIZE = 9.0
_LINE_PT = 11.5
_LABEL_PT = 80.0
"""The width at which a data label is sure not to be wrapped: Word does so at a fifth of the chart."""
_LEVEL = ' rot="1" vert="horz"'
"""A sixty-thousandth of a degree: level to the eye, yet LibreOffice then breaks no label."""
_DASHES = {"": "solid", "dash": "dash", "dot": "sysDot"}


def chart_run(spec: ChartSpec, draft: Draft, dated: str) -> str:
    """The run that draws the chart; the chart's parts are added to the document. `dated` is an ISO date."""
    from docx.opc.part import Part

    package = draft.part.package
    book = Part(
        package.next_partname("/word/embeddings/chart%d.xlsx"), _BOOK_TYPE, _workbook(spec, dated), package
    )
    chart = Part(package.next_partname("/word/charts/chart%d.xml"), _CHART_TYPE, b"", package)
    book_id = chart.relate_to(book, f"{_REL}/package")
    chart._blob = _chart_xml(spec, book_id).encode()
    chart_id = draft.part.relate_to(chart, f"{_REL}/chart")
    number = draft.new_drawing()
    described = xml_text(spec.description or spec.subject)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(_WIDTH_PT * _EMU)}" cy="{int(_HEIGHT_PT * _EMU)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{described}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" r:id="{chart_id}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _workbook(spec: ChartSpec, dated: str) -> bytes:
    """The figures behind the chart: periods down, lines across."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": cell_text(spec.subject), "created": created(dated)})
    sheet = book.add_worksheet("Figures")
    sheet.set_column(0, len(spec.lines) + 1, 16)
    figure = book.add_format({"num_format": number_format(spec.decimals, spec.is_percent)})
    sheet.write_string(0, 0, "Period")
    sheet.write_string(0, 1, "On the axis")
    for row, label in enumerate(spec.labels, 1):
        sheet.write_string(row, 0, cell_text(label))
    for at, words in _axis_words(spec).items():
        sheet.write_string(at + 1, 1, cell_text(words))
    for column, line in enumerate(spec.lines, 2):
        sheet.write_string(0, column, cell_text(name(line) or spec.subject))
        for row, value in enumerate(line.values, 1):
            if value is not None:
                sheet.write_number(row, column, plotted(value, spec.is_percent), figure)
    book.close()
    return zipped(unzipped(out.getvalue()))


def _chart_xml(spec: ChartSpec, book_id: str) -> str:
    axis, styles = scale(spec), strokes(spec)
    room, offsets = _end_labels(spec, axis)
    left = _plot_left(spec, axis)
    layout = (
        f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{_TOP}"/><c:w val="{1 - left - room:.4f}"/>'
        f'<c:h val="{_PLOT}"/></c:manualLayout></c:layout>'
    )
    series = "".join(
        _series(at, line, styles[at], spec, offsets.get(at, 0.0)) for at, line in enumerate(spec.lines)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_REL}"><c:date1904 val="0"/>'
        '<c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{layout}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>'
        f"{_axes(spec, axis)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_type(INK)}<c:externalData r:id="{book_id}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


_TOP, _PLOT = 0.08, 0.81
"""The plot's top and height as shares of the chart's height."""


def _plot_left(spec: ChartSpec, axis: Scale) -> float:
    widest = max(text_width(printed(t, axis.decimals, spec.is_percent), _SIZE) for t in axis.ticks)
    return (widest + 12) / _WIDTH_PT


def _end_labels(spec: ChartSpec, axis: Scale) -> tuple[float, dict[int, float]]:
    """The share of the width that the labels at the ends of the lines need, and how far each must move down.

    The moves are shares of the chart's height, by the line's position.
    """
    shown, wanted, heights, widest = [], [], [], 0.0
    for at, line in enumerate(spec.lines):
        value = line.values[last_point(line)] if last_point(line) >= 0 else None
        if value is None:
            continue
        words = f"{name(line)} {printed(value, spec.decimals, spec.is_percent)}".strip()
        rows = wrapped(words, _LABEL_PT, _SIZE, bold=True)
        share = float((value - axis.low) / (axis.high - axis.low))
        shown.append(at)
        wanted.append((_TOP + _PLOT * (1 - share)) * _HEIGHT_PT)
        heights.append(len(rows) * _LINE_PT + 2)
        widest = max(widest, *(text_width(row, _SIZE, bold=True) for row in rows))
    middles = spread(wanted, heights, 0, _HEIGHT_PT)
    moves = {
        at: (middle - want) / _HEIGHT_PT
        for at, middle, want in zip(shown, middles, wanted, strict=True)
        if abs(middle - want) > 0.5
    }
    return (widest + 16) / _WIDTH_PT, moves


def _series(at: int, line: ChartLine, style: Stroke, spec: ChartSpec, move: float) -> str:
    column = _letter(at + 2)
    count = len(spec.labels)
    periods = "".join(
        f'<c:pt idx="{i}"><c:v>{xml_text(words)}</c:v></c:pt>' for i, words in _axis_words(spec).items()
    )
    values = "".join(
        f'<c:pt idx="{i}"><c:v>{plotted(v, spec.is_percent):f}</c:v></c:pt>'
        for i, v in enumerate(line.values)
        if v is not None
    )
    code = xml_text(number_format(spec.decimals, spec.is_percent))
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Figures!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0">'
        f"<c:v>{xml_text(name(line) or spec.subject)}</c:v></c:pt>"
        f"</c:strCache></c:strRef></c:tx><c:spPr>{_stroke(style)}</c:spPr>{_marker(style)}"
        f"{_points(line, style, spec)}{_labels(line, style, move)}"
        f"<c:cat><c:strRef><c:f>Figures!$B$2:$B${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{periods}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Figures!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>{code}</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache>'
        "</c:numRef></c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def _axis_words(spec: ChartSpec) -> dict[int, str]:
    """The labels of the period axis by position; the others stay empty, as not every program skips them."""
    return {i: spec.labels[i] for i in range(0, len(spec.labels), label_step(len(spec.labels)))}


def _letter(column: int) -> str:
    """The letters of a sheet column counted from nought."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _stroke(style: Stroke) -> str:
    cap = "flat" if style.dash else "rnd"
    return (
        f'<a:ln w="{int(style.width_pt * _EMU)}" cap="{cap}">{_fill(style.colour)}'
        f'<a:prstDash val="{_DASHES[style.dash]}"/><a:round/></a:ln>'
    )


def _marker(style: Stroke, hollow: bool = False) -> str:
    if not style.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = "FFFFFF" if hollow else style.colour
    return (
        f'<c:marker><c:symbol val="{style.marker}"/><c:size val="6"/><c:spPr>{_fill(fill)}'
        f'<a:ln w="19050">{_fill(style.colour)}</a:ln></c:spPr></c:marker>'
    )


def _points(line: ChartLine, style: Stroke, spec: ChartSpec) -> str:
    """Points set apart: hollow ones, and those that no line leads to, as a series break stands before."""
    if not style.marker:
        return ""
    cut = {_next_value(line, at) for at in spec.breaks}
    found = []
    for at, value in enumerate(line.values):
        if value is None or not (at in line.provisional or at in cut):
            continue
        no_line = (
            "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>" if at in cut else f"<c:spPr>{_stroke(style)}</c:spPr>"
        )
        hollow = _marker(style, at in line.provisional)
        found.append(f'<c:dPt><c:idx val="{at}"/>{hollow}<c:bubble3D val="0"/>{no_line}</c:dPt>')
    return "".join(found)


def _next_value(line: ChartLine, at: int) -> int:
    return next((i for i in range(max(at, 0), len(line.values)) if line.values[i] is not None), -1)


def _labels(line: ChartLine, style: Stroke, move: float) -> str:
    """The line's name and last figure at its end; the highest and lowest figure of the series itself."""
    last = last_point(line)
    if last < 0:
        return ""
    own = line.role is LineRole.OWN
    found = {last: _label(last, "r", style.text_colour, bold=own, with_name=bool(name(line)), move=move)}
    if own:
        for at, is_highest in extremes(line):
            found[at] = _label(at, "t" if is_highest else "b", INK)
    shown = "".join(found[at] for at in sorted(found))
    return f"<c:dLbls>{shown}{_shows(value=False, series=False)}</c:dLbls>"


def _label(
    at: int, side: str, colour: str, *, bold: bool = False, with_name: bool = False, move: float = 0.0
) -> str:
    layout = (
        f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{move:.4f}"/></c:manualLayout></c:layout>'
        if move
        else ""
    )
    return (
        f'<c:dLbl><c:idx val="{at}"/>{layout}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_type(colour, bold)}<c:dLblPos val="{side}"/>{_shows(value=True, series=with_name)}'
        "<c:separator> </c:separator></c:dLbl>"
    )


def _shows(value: bool, series: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value:d}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{series:d}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _type(colour: str, bold: bool = False, turn: str = "") -> str:
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{int(_SIZE * 100)}" b="{bold:d}">{_fill(colour)}'
        '<a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def _axes(spec: ChartSpec, axis: Scale) -> str:
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
        f'<c:spPr><a:ln w="9525">{_fill(INK)}</a:ln></c:spPr>'
        f'{_type(INK, turn=_LEVEL)}<c:crossAx val="1002"/>{crosses}<c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{every}"/><c:tickMarkSkip val="{every}"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high}"/><c:min val="{low}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350">{_fill(GRID)}</a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_type(INK)}<c:crossAx val="1001"/><c:crosses val="min"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{step}"/></c:valAx>'
    )
