"""What a chart says to somebody who does not see it: its kind, what it draws, and its figures."""

from cspdesk.analysis.chart_style import name, printed
from cspdesk.analysis.charts import OF_FIGURES, ChartKind, ChartLine, ChartSpec, LineRole

MOST_SPOKEN = 16
"""More figures than these in a line are told by the first, the last, the highest and the lowest."""

_OPENINGS = {
    ChartKind.TREND: "Line chart",
    ChartKind.CONTROL: "Control chart",
    ChartKind.YEARS: "Line chart with a line for each year",
    ChartKind.STACKED: "Column chart of the parts of a total",
    ChartKind.AREAS: "Bar chart of areas",
}


def describe(spec: ChartSpec) -> str:
    """Return the chart in sentences, for a screen reader."""
    said = [f"{_OPENINGS[spec.kind]} of {spec.subject}."]
    if spec.refused:
        return f"{said[0]} {spec.refused}"
    for line in spec.lines:
        if not line.is_empty:
            said.append(f"{_called(spec, line)}: {_figures(spec, line)}.")
    for at, mark in [each for line in spec.lines for each in line.marks]:
        said.append(f"{spec.labels[at]} is marked: {mark.value}.")
    if 0 <= spec.own_at < len(spec.labels):
        own = f"{spec.labels[spec.own_at]} is one's own"
        if spec.interval:
            low, high = (printed(each, spec.decimals, spec.is_percent) for each in spec.interval)
            own += f", with an interval of {low} to {high}"
        said.append(f"{own}.")
    return " ".join(said)


def as_table(spec: ChartSpec) -> tuple[tuple[str, ...], ...]:
    """Return a chart's figures as rows under headings: periods newest first, areas and quarters as drawn.

    A provisional figure bears [p], a forecast [f]; a control chart's marks and the interval of one's own
    area stand in a column of their own.
    """
    first = {ChartKind.AREAS: "Area", ChartKind.YEARS: "Quarter"}.get(spec.kind, "Period")
    headings = [first, *(name(line) or spec.unit_label or "Figure" for line in spec.lines)]
    marks = {at: mark.value for line in spec.lines for at, mark in line.marks}
    if marks:
        headings.append("Marked")
    if spec.interval:
        headings.append("Interval")
    places = range(len(spec.labels))
    rows = [tuple(headings)]
    for at in places if first != "Period" else reversed(places):
        cells = [_cell(spec, line, at) for line in spec.lines]
        cells += [marks.get(at, "")] if marks else []
        if spec.interval:
            low, high = (printed(each, spec.decimals, spec.is_percent) for each in spec.interval)
            cells.append(f"{low} to {high}" if at == spec.own_at else "")
        own = " (our area)" if at == spec.own_at else ""
        rows.append((spec.labels[at] + own, *cells))
    return tuple(rows)


def _cell(spec: ChartSpec, line: ChartLine, at: int) -> str:
    value = line.values[at]
    if value is None:
        return "no figure"
    words = printed(value, spec.decimals + line.finer, spec.is_percent)
    kind = qualified(line, at)
    return f"{words} [{kind[0]}]" if kind else words


def qualified(line: ChartLine, at: int) -> str:
    """Return why a line's point is drawn hollow: "provisional" or "forecast"; "" where it is not."""
    if at in line.forecasts:
        return "forecast"
    return "provisional" if at in line.provisional else ""


def spoken(spec: ChartSpec, line: ChartLine, at: int) -> str:
    """Return a line's figure as it prints, "412 (provisional)" or "(forecast)"; "" where there is none."""
    value = line.values[at]
    if value is None:
        return ""
    words = printed(value, spec.decimals + line.finer, spec.is_percent)
    kind = qualified(line, at)
    return f"{words} ({kind})" if kind else words


def _called(spec: ChartSpec, line: ChartLine) -> str:
    return name(line) or spec.unit_label.capitalize() or "Figures"


def _figures(spec: ChartSpec, line: ChartLine) -> str:
    given = [(at, value) for at, value in enumerate(line.values) if value is not None]
    values = [value for _, value in given]
    is_level = line.role not in OF_FIGURES and len(set(values)) == 1
    if is_level and len(given) == len(spec.labels) and len(given) > 1:
        return f"{spoken(spec, line, 0)} throughout"
    if len(given) <= MOST_SPOKEN or line.role is LineRole.PART:
        return ", ".join(f"{spec.labels[at]} {spoken(spec, line, at)}" for at, _ in given)
    highest = max(given, key=lambda each: each[1])[0]
    lowest = min(given, key=lambda each: each[1])[0]
    told = (("first", given[0][0]), ("last", given[-1][0]), ("highest", highest), ("lowest", lowest))
    words = [f"{which} {spec.labels[at]} {spoken(spec, line, at)}" for which, at in told]
    gaps = given[-1][0] - given[0][0] + 1 - len(given)
    return ", ".join(words + ([f"{gaps} without a figure"] if gaps else []))
