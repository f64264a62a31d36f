"""What every Excel chart shares: its cells, its axes, the headings of its figures and its place."""

from typing import Any

from cspdesk.analysis.chart_style import GRID, INK, label_step, number_format, plotted, scale
from cspdesk.analysis.charts import ChartSpec
from cspdesk.pack.excel_sheets import Styles, row_height
from cspdesk.pack.opc import cell_text

WIDTH_PX, HEIGHT_PX = 650, 320
FONT = {"name": "Arial", "size": 10, "color": f"#{INK}", "bold": False}
COLUMN = 14.0
"""The width of the sheet's columns in characters."""


def put_headings(sheet: Any, row: int, headings: list[str], styles: Styles) -> None:
    """Write the headings of the figures below a chart."""
    for column, heading in enumerate(headings):
        side = "right" if column else "left"
        sheet.write_string(row, column, heading, styles.of(bold=True, text_wrap=True, bottom=1, align=side))
    sheet.set_row(row, row_height([(heading, COLUMN) for heading in headings], bold=True))


def cells_of(sheet: Any, top: int, column: int, spec: ChartSpec) -> dict[str, object]:
    """Where a line's name, periods and figures stand."""
    last = top + len(spec.labels)
    return {
        "name": [sheet.name, top, column],
        "categories": [sheet.name, top + 1, 0, last, 0],
        "values": [sheet.name, top + 1, column, last, column],
    }


def set_axes(chart: Any, spec: ChartSpec) -> None:
    """Set the period axis with its few labels and the value axis with its grid."""
    axis, every = scale(spec), label_step(len(spec.labels))
    chart.set_x_axis(
        {
            "num_font": FONT | {"rotation": 0},
            "interval_unit": every,
            "interval_tick": every,
            "label_position": "low",
            "line": {"color": f"#{INK}"},
        }
    )
    low, high, step = (float(plotted(v, spec.is_percent)) for v in (axis.low, axis.high, axis.step))
    chart.set_y_axis(
        {
            "min": low,
            "max": high,
            "major_unit": step,
            "num_format": number_format(axis.decimals, spec.is_percent),
            "num_font": FONT,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": f"#{GRID}", "width": 0.75}},
            "crossing": "min",
        }
    )


def insert(sheet: Any, row: int, chart: Any, spec: ChartSpec, height: int) -> None:
    """Put a chart on its sheet with its alternative text; `height` in pixels."""
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": WIDTH_PX, "height": height})
    described = cell_text(spec.description or spec.subject)
    sheet.insert_chart(row, 0, chart, {"description": described, "object_position": 2})
