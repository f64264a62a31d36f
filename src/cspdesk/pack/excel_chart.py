"""The sheet of charts: native Excel charts, each with its caption above and its figures below."""

from typing import Any

from cspdesk.analysis.chart_style import (
    FEWEST_POINTS,
    GRID,
    INK,
    Stroke,
    in_words,
    label_step,
    last_point,
    name,
    number_format,
    plotted,
    printed,
    remarks,
    scale,
    spread,
    strokes,
)
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.pack.excel_sheets import Styles, row_height, set_page, write_line
from cspdesk.pack.opc import cell_text
from cspdesk.pack.text_width import text_width, wrapped

_COLUMN = 14.0
_WIDTH_PX, _HEIGHT_PX = 650, 320
_ROW_PX = 21
_DASHES = {"": "solid", "dash": "dash", "dot": "round_dot"}
_PLOT = {"y": 0.06, "height": 0.79}


def chart_sheet(sheet: Any, specs: list[ChartSpec], styles: Styles) -> None:
    """Write every chart, one below the other."""
    set_page(sheet, landscape=False)
    columns = max((len(spec.lines) for spec in specs), default=0) + 1
    sheet.set_column(0, max(columns, 5) - 1, _COLUMN)
    sheet.write_string(0, 0, "Charts", styles.title)
    sheet.set_row(0, 24)
    # Excel heeds page breaks only where a sheet is not told to fit its pages.
    sheet.set_print_scale(max(20, min(100, 7000 // int(columns * _COLUMN))))
    row = write_line(sheet, 1, "Below each chart stand its figures.", 68, styles.of())
    breaks = []
    for at, spec in enumerate(specs):
        if at:
            breaks.append(row)
        row = _chart(sheet, row if at else row + 1, spec, styles)
    sheet.set_h_pagebreaks(breaks)


def _chart(sheet: Any, row: int, spec: ChartSpec, styles: Styles) -> int:
    """Write one chart from `row` on; the first row after it."""
    row = write_line(sheet, row, spec.title, 56, styles.of(bold=True, font_size=14))
    if spec.point_count < FEWEST_POINTS:
        row = write_line(sheet, row, " ".join(in_words(spec)), 68, styles.of())
        return write_line(sheet, row, f"Source: {spec.source}", 68, styles.of()) if spec.source else row
    unit = f" ({spec.unit_label})" if spec.unit_label and spec.unit_label not in spec.subject else ""
    row = write_line(sheet, row, f"{spec.subject}{unit}", 68, styles.of())
    drawn_at = row
    row += _HEIGHT_PX // _ROW_PX + 1
    for remark in [*remarks(spec), *([f"Source: {spec.source}"] if spec.source else [])]:
        row = write_line(sheet, row, remark, 68, styles.of())

    row += 1
    headings = ["Period", *(cell_text(name(line) or spec.subject) for line in spec.lines)]
    for column, heading in enumerate(headings):
        side = "right" if column else "left"
        sheet.write_string(row, column, heading, styles.of(bold=True, text_wrap=True, bottom=1, align=side))
    sheet.set_row(row, row_height([(heading, _COLUMN) for heading in headings], bold=True))
    figure = styles.of(num_format=number_format(spec.decimals, spec.is_percent))
    for at, label in enumerate(spec.labels, 1):
        sheet.write_string(row + at, 0, cell_text(label), styles.of())
        for column, line in enumerate(spec.lines, 1):
            value = line.values[at - 1]
            if value is not None:
                sheet.write_number(row + at, column, plotted(value, spec.is_percent), figure)
    _draw(sheet, drawn_at, row, spec, styles)
    return row + len(spec.labels) + 1


def _draw(sheet: Any, drawn_at: int, top: int, spec: ChartSpec, styles: Styles) -> None:
    chart = styles.book.add_chart({"type": "line"})
    axis, kinds = scale(spec), strokes(spec)
    direct, room = _direct_labels(spec)
    for column, (line, kind) in enumerate(zip(spec.lines, kinds, strict=True), 1):
        chart.add_series(
            {
                "name": [sheet.name, top, column],
                "categories": [sheet.name, top + 1, 0, top + len(spec.labels), 0],
                "values": [sheet.name, top + 1, column, top + len(spec.labels), column],
                "line": _stroke(kind),
                "marker": _marker(kind),
                "points": [
                    _hollow(kind) if at in line.provisional and kind.marker else None
                    for at in range(len(line.values))
                ],
                **_labels(line, kind, direct),
            }
        )
    font = {"name": "Arial", "size": 10, "color": f"#{INK}", "bold": False}
    every = label_step(len(spec.labels))
    chart.set_x_axis(
        {
            "num_font": font | {"rotation": 0},
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
            "num_font": font,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": f"#{GRID}", "width": 0.75}},
            "crossing": "min",
        }
    )
    ticks = max(text_width(printed(tick, axis.decimals, spec.is_percent), 13) for tick in axis.ticks)
    left = (ticks + 16) / _WIDTH_PX
    width = 1 - left - (room / _WIDTH_PX if direct else 0.02)
    height = _PLOT["height"] if direct else 0.68
    chart.set_plotarea({"layout": {"x": left, "width": width, "y": _PLOT["y"], "height": height}})
    chart.set_legend({"none": True} if direct else {"position": "bottom", "font": font})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": _WIDTH_PX, "height": _HEIGHT_PX})
    described = cell_text(spec.description or spec.subject)
    sheet.insert_chart(drawn_at, 0, chart, {"description": described, "object_position": 2})


def _direct_labels(spec: ChartSpec) -> tuple[bool, float]:
    """Whether the lines can be named at their ends, no label covering another, and the width needed."""
    axis = scale(spec)
    wanted, heights, widest = [], [], 0.0
    for line in spec.lines:
        value = line.values[last_point(line)] if last_point(line) >= 0 else None
        if value is None:
            continue
        rows = wrapped(f"{name(line)} {printed(value, spec.decimals, spec.is_percent)}", 150, 13, bold=True)
        share = float((value - axis.low) / (axis.high - axis.low))
        wanted.append((_PLOT["y"] + _PLOT["height"] * (1 - share)) * _HEIGHT_PX)
        heights.append(len(rows) * 17.0)
        widest = max(widest, *(text_width(row, 13, bold=True) for row in rows))
    moved = spread(wanted, heights, 0, _HEIGHT_PX)
    fits = all(abs(was - now) < 1 for was, now in zip(wanted, moved, strict=True))
    return fits, widest + 24


def _stroke(kind: Stroke) -> dict[str, object]:
    return {"color": f"#{kind.colour}", "width": kind.width_pt, "dash_type": _DASHES[kind.dash]}


def _marker(kind: Stroke) -> dict[str, object]:
    if not kind.marker:
        return {"type": "none"}
    paint = {"color": f"#{kind.colour}"}
    return {"type": kind.marker, "size": 6, "fill": paint, "border": paint}


def _hollow(kind: Stroke) -> dict[str, object]:
    return {"fill": {"color": "#FFFFFF"}, "border": {"color": f"#{kind.colour}", "width": 1.5}}


def _labels(line: ChartLine, kind: Stroke, direct: bool) -> dict[str, object]:
    """A label at the last point: its figure, with the line's name where there is no legend."""
    last = last_point(line)
    own = line.role is LineRole.OWN
    if last < 0 or not (direct or own):
        return {}
    font = {"name": "Arial", "size": 10, "bold": own, "color": f"#{kind.text_colour}"}
    custom: list[dict[str, object] | None] = [
        None if at == last else {"delete": True} for at in range(len(line.values))
    ]
    labels: dict[str, object] = {"value": True, "font": font, "custom": custom, "position": "above"}
    if direct:
        labels |= {"series_name": bool(name(line)), "separator": " ", "position": "right"}
    return {"data_labels": labels}
