"""Native, editable Word charts: the chart's part, its embedded workbook and the drawing that holds it."""

import io
from typing import Any

from cspdesk.analysis.chart_style import name, number_format, plotted
from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.pack.bars import bars_of, reach
from cspdesk.pack.opc import cell_text, created, unzipped, xml_text, zipped
from cspdesk.pack.word_chart_bars import areas_height, areas_xml, stacked_xml
from cspdesk.pack.word_chart_lines import HEIGHT_PT, LOW_PT, axis_words, lines_xml
from cspdesk.pack.word_chart_xml import CHART, DRAWING, EMU, RELATED, WIDTH_PT
from cspdesk.pack.word_text import Draft

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_run(spec: ChartSpec, draft: Draft, dated: str, *, is_low: bool = False) -> str:
    """The run that draws the chart; the chart's parts are added to the document. `dated` is an ISO date."""
    from docx.opc.part import Part

    height = LOW_PT if is_low else HEIGHT_PT
    if spec.kind is ChartKind.AREAS:
        height = areas_height(spec)
    package = draft.part.package
    book = Part(
        package.next_partname("/word/embeddings/chart%d.xlsx"), _BOOK_TYPE, _workbook(spec, dated), package
    )
    chart = Part(package.next_partname("/word/charts/chart%d.xml"), _CHART_TYPE, b"", package)
    book_id = chart.relate_to(book, f"{RELATED}/package")
    chart._blob = _kind_xml(spec, book_id, height).encode()
    chart_id = draft.part.relate_to(chart, f"{RELATED}/chart")
    number = draft.new_drawing()
    described = xml_text(spec.description or spec.subject)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(WIDTH_PT * EMU)}" cy="{int(height * EMU)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{described}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{chart_id}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _kind_xml(spec: ChartSpec, book_id: str, height: float) -> str:
    match spec.kind:
        case ChartKind.AREAS:
            return areas_xml(spec, book_id)
        case ChartKind.STACKED:
            return stacked_xml(spec, book_id, height)
        case _:
            return lines_xml(spec, book_id, height)


def _workbook(spec: ChartSpec, dated: str) -> bytes:
    """The figures behind the chart."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": cell_text(spec.subject), "created": created(dated)})
    sheet = book.add_worksheet("Figures")
    if spec.kind is ChartKind.AREAS:
        _areas_sheet(book, sheet, spec)
    else:
        _periods_sheet(book, sheet, spec)
    book.close()
    return zipped(unzipped(out.getvalue()))


def _periods_sheet(book: Any, sheet: Any, spec: ChartSpec) -> None:
    """Periods down, lines across."""
    sheet.set_column(0, len(spec.lines) + 1, 16)
    sheet.write_string(0, 0, "Period")
    sheet.write_string(0, 1, "On the axis")
    for row, label in enumerate(spec.labels, 1):
        sheet.write_string(row, 0, cell_text(label))
    for at, words in axis_words(spec).items():
        sheet.write_string(at + 1, 1, cell_text(words))
    for column, line in enumerate(spec.lines, 2):
        code = number_format(spec.decimals + line.finer, spec.is_percent)
        figure = book.add_format({"num_format": code})
        sheet.write_string(0, column, cell_text(name(line) or spec.subject))
        for row, value in enumerate(line.values, 1):
            if value is not None:
                sheet.write_number(row, column, plotted(value, spec.is_percent), figure)


def _areas_sheet(book: Any, sheet: Any, spec: ChartSpec) -> None:
    """Areas down with their rates, and how far the interval of one's own reaches below and above its own."""
    figure = book.add_format({"num_format": number_format(spec.decimals, spec.is_percent)})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 3, 16)
    reaches = ("Interval below", "Interval above") if spec.interval is not None else ()
    headings = ("Area", spec.unit_label.capitalize() or "Rate", *reaches)
    for column, words in enumerate(headings):
        sheet.write_string(0, column, cell_text(words))
    for row, bar in enumerate(bars_of(spec), 1):
        sheet.write_string(row, 0, cell_text(bar.words))
        for column, value in enumerate((bar.value, *(reach(spec, bar) or ())), 1):
            sheet.write_number(row, column, plotted(value, spec.is_percent), figure)
