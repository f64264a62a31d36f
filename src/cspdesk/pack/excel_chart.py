"""The sheet of charts: native Excel charts, each with its caption above and its figures below."""

from typing import Any

from cspdesk.analysis.chart_style import (
    FEWEST_POINTS,
    INK,
    Stroke,
    in_words,
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
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.pack.chart_marks import MARKS
from cspdesk.pack.excel_chart_bars import areas_below, areas_height, draw_stacked
from cspdesk.pack.excel_chart_parts import (
    COLUMN,
    FONT,
    HEIGHT_PX,
    WIDTH_PX,
    cells_of,
    insert,
    put_headings,
    set_axes,
)
from cspdesk.pack.excel_sheets import SIZE, Styles, set_page, write_line
from cspdesk.pack.opc import cell_text
from cspdesk.pack.text_width import longest_word, text_width, wrapped

_ROW_PX = 21
_WIDEST = 24.0
"""No column is wider, in characters, however long a word."""
_DASHES = {"": "solid", "dash": "dash", "dot": "round_dot"}
_PLOT = {"y": 0.06, "height": 0.79}


def chart_sheet(sheet: Any, specs: list[ChartSpec], styles: Styles) -> None:
    """Write every chart, one below the other."""
    set_page(sheet, landscape=False)
    columns = max((len(spec.lines) for spec in specs), default=0) + 1
    width = _column(specs)
    sheet.set_column(0, max(columns, 5) - 1, width)
    sheet.write_string(0, 0, "Charts", styles.title)
    sheet.set_row(0, 24)
    # Excel heeds page breaks only where a sheet is not told to fit its pages.
    sheet.set_print_scale(max(20, min(100, 7000 // int(columns * width))))
    row = write_line(sheet, 1, "Below each chart stand its figures.", 68, styles.of())
    breaks = []
    for at, spec in enumerate(specs):
        if at:
            breaks.append(row)
        row = _chart(sheet, row if at else row + 1, spec, styles)
    sheet.set_h_pagebreaks(breaks)


def _column(specs: list[ChartSpec]) -> float:
    """The width of the sheet's columns in characters: enough for the longest word of the lines' names."""
    words = (longest_word(name(line), SIZE, bold=True) for spec in specs for line in spec.lines)
    return max(COLUMN, min(max(words, default=0.0) / text_width("0", SIZE) + 2.5, _WIDEST))


def _chart(sheet: Any, row: int, spec: ChartSpec, styles: Styles) -> int:
    """Write one chart from `row` on; the first row after it."""
    row = write_line(sheet, row, spec.title, 56, styles.of(bold=True, font_size=14))
    if spec.point_count < FEWEST_POINTS:
        row = write_line(sheet, row, " ".join(in_words(spec)), 68, styles.of())
        return write_line(sheet, row, f"Source: {spec.source}", 68, styles.of()) if spec.source else row
    unit = f" ({spec.unit_label})" if spec.unit_label and spec.unit_label not in spec.subject else ""
    row = write_line(sheet, row, f"{spec.subject}{unit}", 68, styles.of())
    drawn_at = row
    height = areas_height(spec) if spec.kind is ChartKind.AREAS else HEIGHT_PX
    row += height // _ROW_PX + 1
    for remark in [*remarks(spec), *_marked(spec), *([f"Source: {spec.source}"] if spec.source else [])]:
        row = write_line(sheet, row, remark, 68, styles.of())

    row += 1
    if spec.kind is ChartKind.AREAS:
        return areas_below(sheet, drawn_at, row, spec, styles)
    headings = ["Period", *(cell_text(name(line) or spec.subject) for line in spec.lines)]
    put_headings(sheet, row, headings, styles)
    for at, label in enumerate(spec.labels, 1):
        sheet.write_string(row + at, 0, cell_text(label), styles.of())
        for column, line in enumerate(spec.lines, 1):
            value = line.values[at - 1]
            if value is not None:
                code = number_format(spec.decimals + line.finer, spec.is_percent)
                sheet.write_number(
                    row + at, column, plotted(value, spec.is_percent), styles.of(num_format=code)
                )
    draw = draw_stacked if spec.kind is ChartKind.STACKED else _draw
    draw(sheet, drawn_at, row, spec, styles)
    return row + len(spec.labels) + 1


def _draw(sheet: Any, drawn_at: int, top: int, spec: ChartSpec, styles: Styles) -> None:
    chart = styles.book.add_chart({"type": "line"})
    direct, room = _direct_labels(spec)
    for column, (line, kind) in enumerate(zip(spec.lines, strokes(spec), strict=True), 1):
        chart.add_series(
            {
                **cells_of(sheet, top, column, spec),
                "line": _stroke(kind),
                "marker": _marker(kind),
                "points": _points(line, kind),
                **_labels(line, kind, direct),
            }
        )
    set_axes(chart, spec)
    axis = scale(spec)
    ticks = max(text_width(printed(tick, axis.decimals, spec.is_percent), 13) for tick in axis.ticks)
    left = (ticks + 16) / WIDTH_PX
    width = 1 - left - (room / WIDTH_PX if direct else 0.02)
    height = _PLOT["height"] if direct else 0.68
    chart.set_plotarea({"layout": {"x": left, "width": width, "y": _PLOT["y"], "height": height}})
    chart.set_legend({"none": True} if direct else {"position": "bottom", "font": FONT})
    insert(sheet, drawn_at, chart, spec, HEIGHT_PX)


def _direct_labels(spec: ChartSpec) -> tuple[bool, float]:
    """Whether the lines can be named at their ends, no label covering another, and the width needed."""
    axis = scale(spec)
    wanted, heights, widest = [], [], 0.0
    for line in spec.lines:
        value = line.values[last_point(line)] if last_point(line) >= 0 else None
        if value is None:
            continue
        rows = wrapped(
            f"{name(line)} {printed(value, spec.decimals + line.finer, spec.is_percent)}", 150, 13, bold=True
        )
        share = float((value - axis.low) / (axis.high - axis.low))
        wanted.append((_PLOT["y"] + _PLOT["height"] * (1 - share)) * HEIGHT_PX)
        heights.append(len(rows) * 17.0)
        widest = max(widest, *(text_width(row, 13, bold=True) for row in rows))
    moved = spread(wanted, heights, 0, HEIGHT_PX)
    fits = all(abs(was - now) < 1 for was, now in zip(wanted, moved, strict=True))
    return fits, widest + 24


def _stroke(kind: Stroke) -> dict[str, object]:
    return {"color": f"#{kind.colour}", "width": kind.width_pt, "dash_type": _DASHES[kind.dash]}


def _marker(kind: Stroke) -> dict[str, object]:
    if not kind.marker:
        return {"type": "none"}
    paint = {"color": f"#{kind.colour}"}
    return {"type": kind.marker, "size": 6, "fill": paint, "border": paint}


def _points(line: ChartLine, kind: Stroke) -> list[dict[str, object] | None]:
    """Points set apart: hollow ones, and in their own colour those of a control chart that say something.

    XlsxWriter gives a single point a colour but no shape, so the sentence above the figures names the marks.
    """
    marks = dict(line.marks) if kind.marker else {}
    found: list[dict[str, object] | None] = []
    for at in range(len(line.values)):
        edge = f"#{INK if at in marks else kind.colour}"
        if at in line.provisional and kind.marker:
            found.append({"fill": {"color": "#FFFFFF"}, "border": {"color": edge, "width": 1.5}})
        elif at in marks:
            found.append(
                {"fill": {"color": f"#{MARKS[marks[at]][1]}"}, "border": {"color": edge, "width": 1.5}}
            )
        else:
            found.append(None)
    return found


def _marked(spec: ChartSpec) -> list[str]:
    """Which points of a control chart are marked, and as what."""
    said = [f"{spec.labels[at]}: {mark.value}" for line in spec.lines for at, mark in line.marks]
    return [f"Marked points: {', '.join(said)}."] if said else []


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
