"""The control chart of a measure as a chart to be drawn, or the sentence why it has none."""

from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.chart_titles import figure_words, title_key, title_of
from cspdesk.analysis.chart_words import describe
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole, Mark
from cspdesk.analysis.control import ControlChart, ControlPoint, Variation
from cspdesk.analysis.control_series import series_control
from cspdesk.analysis.line import Line
from cspdesk.analysis.trend import breaks_among, is_provisional, told_of, unit_words, what
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.unit import Unit


def control_spec(snapshot: Snapshot, placed: Placed, quarter: Period) -> ChartSpec:
    """Return the control chart of a measure's headline series up to a quarter; refused where it has none."""
    measure = placed.measure
    series = headline(snapshot, measure.id)
    chart = (
        series_control(snapshot, measure, series, quarter)
        if series
        else ControlChart(refused="This measure has no figures yet.")
    )
    is_alone = len(series_of(snapshot, measure.id)) < 2
    named = placed.name if is_alone or series is None else f"{placed.name}, {series.label}"
    periods = tuple(point.period for point in chart.points)
    line = Line(snapshot, measure, series) if series else None
    breaks, break_notes, notes = breaks_among([line] if line else [], periods)
    drafted = _title(line, quarter, chart) if line else f"{measure.title}: no figures yet"
    made = ChartSpec(
        title=title_of(snapshot, measure.id, ChartKind.CONTROL, quarter, drafted),
        subject=f"{named}, {what(measure)}, with what chance explains",
        labels=tuple(period.short_label for period in periods),
        lines=_lines(chart, line) if line and periods else (),
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
        from_zero=True,
        breaks=breaks,
        source=measure.source,
        kind=ChartKind.CONTROL,
        break_notes=break_notes,
        notes=(*notes, *chart.notes),
        refused=chart.refused,
        title_key=title_key(measure.id, ChartKind.CONTROL, quarter),
    )
    return replace(made, description=describe(made))


def _lines(chart: ControlChart, line: Line) -> tuple[ChartLine, ...]:
    points = chart.points
    fresh = tuple(at for at, point in enumerate(points) if point.starts_group and at)
    own = ChartLine(
        line.measure.unit_label.capitalize() or "Figure",
        LineRole.OWN,
        tuple(point.value for point in points),
        frozenset(at for at, point in enumerate(points) if is_provisional(line, point.period)),
        marks=tuple((at, mark) for at, point in enumerate(points) if (mark := _mark(point)) is not None),
    )
    found = [
        own,
        _level("Upper limit", LineRole.LIMIT, [chart.drawn(p.limits.upper) for p in points], fresh),
        _level("Mean", LineRole.MEAN, [p.limits.mean for p in points], fresh),
        _level("Lower limit", LineRole.LIMIT, [chart.drawn(p.limits.lower) for p in points], fresh),
    ]
    if chart.target is not None:
        found.append(ChartLine("Target", LineRole.TARGET, (chart.target,) * len(points)))
    return tuple(found)


def _level(label: str, role: LineRole, values: list[Decimal | None], fresh: tuple[int, ...]) -> ChartLine:
    return ChartLine(label, role, tuple(values), cuts=fresh, finer=1)


def _mark(point: ControlPoint) -> Mark | None:
    kind = point.variation.value.split("_")[0]
    return {"improvement": Mark.IMPROVEMENT, "concern": Mark.CONCERN, "neutral": Mark.NEUTRAL}.get(kind)


def _title(line: Line, quarter: Period, chart: ControlChart) -> str:
    """What the newest point says."""
    told = told_of(line, quarter)
    last = chart.last
    if last is None:
        return f"{told.subject}: no control chart"
    said = f"{figure_words(told, last.period, last.value)} in {last.period.label}"
    if last.variation is Variation.COMMON_CAUSE:
        return f"{told.subject} varies as it usually does: {said}"
    return f"{said}. {last.variation.words}"
