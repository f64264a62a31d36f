"""Excel charts of bars: areas compared, and parts of a total over time."""

from typing import Any

from cspdesk.analysis.chart_style import INK, number_format, plotted, scale, strokes
from cspdesk.analysis.charts import ChartSpec, LineRole
from cspdesk.pack.bars import MEAN_COLOUR, OTHER_COLOUR, OWN_COLOUR, Bar, bars_of, longest, reach
from cspdesk.pack.excel_chart_parts import COLUMN, FONT, HEIGHT_PX, cells_of, insert, put_headings, set_axes
from cspdesk.pack.excel_sheets import Styles, row_height
from cspdesk.pack.opc import cell_text

_BAR_PX = 21
_LEAST_PX = 160
_DARK = {"12436D", "801650", "3D3D3D"}
"""The fills on which words are white."""
_LABEL_ROOM_PX = 18


def areas_height(spec: ChartSpec) -> int:
    """The height in pixels of a chart of areas: a line of text for each bar."""
    return max(len(bars_of(spec)) * _BAR_PX + 20, _LEAST_PX)


def areas_below(sheet: Any, drawn_at: int, top: int, spec: ChartSpec, styles: Styles) -> int:
    """Write the areas with their rates from `top` on and draw them at `drawn_at`; the row after them."""
    bars = bars_of(spec)
    figure = styles.of(num_format=number_format(spec.decimals, spec.is_percent))
    reaches = ["Interval below", "Interval above"] if spec.interval is not None else []
    put_headings(sheet, top, ["Area", cell_text(spec.unit_label.capitalize() or "Rate"), *reaches], styles)
    for row, bar in enumerate(bars, top + 1):
        sheet.write_string(row, 0, cell_text(bar.words), styles.of(text_wrap=True))
        sheet.set_row(row, row_height([(bar.words, COLUMN)]))
        for column, value in enumerate((bar.value, *(reach(spec, bar) or ())), 1):
            sheet.write_number(row, column, plotted(value, spec.is_percent), figure)
    last = top + len(bars)
    chart = styles.book.add_chart({"type": "bar"})
    reached = [reach(spec, bar) for bar in bars]
    chart.add_series(
        {
            "name": [sheet.name, top, 1],
            "categories": [sheet.name, top + 1, 0, last, 0],
            "values": [sheet.name, top + 1, 1, last, 1],
            "fill": {"color": f"#{OTHER_COLOUR}"},
            "gap": 35,
            "points": [_look(bar) for bar in bars],
            "data_labels": {
                "value": True,
                "font": FONT,
                "position": "outside_end",
                "custom": [
                    {"font": FONT | {"bold": True, "color": "#FFFFFF"}, "position": "inside_base"}
                    if each
                    else None
                    for each in reached
                ],
            },
            **(_intervals(sheet, top, last) if any(reached) else {}),
        }
    )
    # Of a chart of bars the vertical axis bears the categories.
    end = float(plotted(longest(spec, bars), spec.is_percent))
    chart.set_x_axis({"visible": False, "min": 0, "max": end, "major_gridlines": {"visible": False}})
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": FONT,
            "line": {"color": f"#{INK}"},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_legend({"none": True})
    insert(sheet, drawn_at, chart, spec, areas_height(spec))
    return last + 1


def _look(bar: Bar) -> dict[str, object] | None:
    """How a bar that differs is filled: one's own, and the mean, which is hollow."""
    if bar.is_own:
        return {"fill": {"color": f"#{OWN_COLOUR}"}}
    if bar.is_mean:
        return {"fill": {"color": "#FFFFFF"}, "border": {"color": f"#{MEAN_COLOUR}", "width": 1.25}}
    return None


def _intervals(sheet: Any, top: int, last: int) -> dict[str, object]:
    """The 95% interval of one's own, read from the cells beside the rates."""
    place = sheet.name.replace("'", "''")
    above, below = (f"='{place}'!${column}${top + 2}:${column}${last + 1}" for column in "DC")
    return {
        "x_error_bars": {
            "type": "custom",
            "plus_values": above,
            "minus_values": below,
            "line": {"color": "#F46A25", "width": 1.5},
        }
    }


def draw_stacked(sheet: Any, drawn_at: int, top: int, spec: ChartSpec, styles: Styles) -> None:
    """Draw columns of parts with the total on top of each."""
    chart = styles.book.add_chart({"type": "column", "subtype": "stacked"})
    totals = styles.book.add_chart({"type": "line"})
    kinds, axis = strokes(spec), scale(spec)
    span = float(axis.high - axis.low)
    parts = [at for at, line in enumerate(spec.lines) if line.role is LineRole.PART]
    for at in parts:
        line, colour = spec.lines[at], kinds[at].colour
        tall = [
            value is not None and float(value) / span * HEIGHT_PX * 0.7 >= _LABEL_ROOM_PX
            for value in line.values
        ]
        ink = "#FFFFFF" if colour in _DARK else f"#{INK}"
        chart.add_series(
            {
                **cells_of(sheet, top, at + 1, spec),
                "fill": {"color": f"#{colour}"},
                "border": {"color": "#FFFFFF", "width": 1},
                "gap": 47,
                "points": [
                    {"fill": {"color": "#FFFFFF"}, "border": {"color": f"#{colour}", "width": 1.25}}
                    if place in line.provisional
                    else None
                    for place in range(len(line.values))
                ],
                "data_labels": {
                    "value": True,
                    "font": FONT | {"color": ink},
                    "position": "center",
                    "custom": [
                        _part_label(line.provisional, place, shown) for place, shown in enumerate(tall)
                    ],
                },
            }
        )
    for at, line in enumerate(spec.lines):
        if line.role is LineRole.TOTAL:
            totals.add_series(
                {
                    **cells_of(sheet, top, at + 1, spec),
                    "line": {"none": True},
                    "marker": {"type": "none"},
                    "data_labels": {"value": True, "font": FONT | {"bold": True}, "position": "above"},
                }
            )
    if any(line.role is LineRole.TOTAL for line in spec.lines):
        chart.combine(totals)
    set_axes(chart, spec)
    chart.set_legend({"position": "right", "font": FONT, "delete_series": [len(parts)]})
    insert(sheet, drawn_at, chart, spec, HEIGHT_PX)


def _part_label(hollow: frozenset[int], place: int, is_shown: bool) -> dict[str, object] | None:
    """A part's figure: none where it is too flat, and dark on a hollow stretch."""
    if not is_shown:
        return {"delete": True}
    return {"font": FONT} if place in hollow else None
