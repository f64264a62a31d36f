"""The sheet of sparklines: each charted series with its last figures and a small trend beside them."""

from typing import Any

from cspdesk.analysis.chart_style import FEWEST_POINTS, name, number_format, plotted
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.analysis.trend import SPARK_LENGTH
from cspdesk.pack.excel_sheets import Styles, row_height, set_page, write_line
from cspdesk.pack.opc import cell_text

_NAME, _TREND, _FIGURE = 52.0, 24.0, 11.5
"""Widths of the columns in digits."""
_LINE_COLOUR = "#12436D"

Trend = tuple[ChartSpec, ChartLine]


def trends(specs: list[ChartSpec]) -> list[Trend]:
    """Every series that a trend chart draws, each once."""
    found: dict[tuple[str, str], Trend] = {}
    for spec in specs:
        if spec.kind is ChartKind.TREND and spec.point_count >= FEWEST_POINTS:
            for line in spec.lines:
                if line.role in (LineRole.OWN, LineRole.OTHER) and not line.is_empty:
                    found.setdefault((spec.subject, line.label), (spec, line))
    return list(found.values())


def trend_sheet(sheet: Any, found: list[Trend], styles: Styles) -> None:
    """Write every series on a row; those of other quarters begin anew under headings of their own."""
    set_page(sheet, landscape=True)
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, 1, _TREND)
    sheet.set_column(2, 1 + SPARK_LENGTH, _FIGURE)
    sheet.write_string(0, 0, "Trends", styles.title)
    sheet.set_row(0, 24)
    about = "Each small line is drawn from the figures beside it. An empty cell is a period without a figure."
    row = write_line(sheet, 1, about, _NAME + _TREND + 4 * _FIGURE, styles.of()) + 1
    by_quarters: dict[tuple[str, ...], list[Trend]] = {}
    for trend in found:
        by_quarters.setdefault(trend[0].labels[-SPARK_LENGTH:], []).append(trend)
    for labels, group in by_quarters.items():
        row = _headings(sheet, row, labels, styles)
        for spec, line in group:
            row = _trend(sheet, row, spec, line, styles)
        row += 1


def _headings(sheet: Any, row: int, labels: tuple[str, ...], styles: Styles) -> int:
    for column, heading in enumerate(("Measure", "Trend", *map(cell_text, labels))):
        side = "right" if column > 1 else "left"
        sheet.write_string(row, column, heading, styles.of(bold=True, text_wrap=True, bottom=1, align=side))
    sheet.set_row(row, row_height([(label, _FIGURE) for label in labels], bold=True))
    return row + 1


def _trend(sheet: Any, row: int, spec: ChartSpec, line: ChartLine, styles: Styles) -> int:
    from xlsxwriter.utility import xl_range

    own = [each for each in spec.lines if each.role in (LineRole.OWN, LineRole.OTHER)]
    words = cell_text(f"{spec.subject}: {name(line)}" if len(own) > 1 and name(line) else spec.subject)
    sheet.write_string(row, 0, words, styles.of(text_wrap=True))
    figure = styles.of(num_format=number_format(spec.decimals + line.finer, spec.is_percent))
    values = line.values[-SPARK_LENGTH:]
    for column, value in enumerate(values, 2):
        if value is not None:
            sheet.write_number(row, column, plotted(value, spec.is_percent), figure)
    options = {
        "range": f"'{sheet.name}'!{xl_range(row, 2, row, 1 + len(values))}",
        "type": "line",
        "last_point": True,
        "empty_cells": "gaps",
        "series_color": _LINE_COLOUR,
        "last_color": _LINE_COLOUR,
        "weight": 1.75,
    }
    sheet.add_sparkline(row, 1, options)
    sheet.set_row(row, max(row_height([(words, _NAME)]), 30.0))
    return row + 1
