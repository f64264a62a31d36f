"""The trend chart of a measure: its series over the last quarters, with target and baseline."""

from decimal import Decimal

from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.analysis.figures import newest_figure, target_for
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import number
from cspdesk.domain.choices import EnteredAs, Frequency, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, series_of
from cspdesk.domain.reading import Qualifier
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Measure, SeriesBreak
from cspdesk.domain.unit import Unit

LENGTH = 12
"""Quarters shown: three years."""


def trend_chart(snapshot: Snapshot, placed: Placed, quarter: Period, length: int = LENGTH) -> ChartSpec:
    """Return the chart of a measure's figures up to a quarter, from the first figure on.

    It runs through every plan that the measure was in; the number in its subject is the quarter's plan's.
    """
    measure = placed.measure
    lines = [Line(snapshot, measure, series) for series in series_of(snapshot, measure.id)]
    periods = _periods(lines, quarter, length)
    drawn = [
        _own(line, periods, LineRole.OWN if line.series == headline(snapshot, measure.id) else LineRole.OTHER)
        for line in lines
    ]
    if len(lines) == 1:
        drawn += _judges(lines[0], periods)
    return ChartSpec(
        title=_title(lines, placed, quarter),
        subject=f"{placed.name}, {_what(measure)}",
        labels=tuple(period.short_label for period in periods),
        lines=tuple(drawn),
        unit_label=measure.unit_label or ("per cent" if measure.unit is Unit.PERCENT else ""),
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
        from_zero=True,
        breaks=_breaks(lines, periods),
        description=_description(lines, placed, periods),
        source=measure.source,
    )


def shown(line: Line, period: Period) -> Decimal | None:
    """Return what a chart shows for a period: the quarter's own figure, or the rolling year as entered."""
    if line.measure.entered_as is EnteredAs.ROLLING:
        return line.entered(period)
    return line.own(period)


def _periods(lines: list[Line], quarter: Period, length: int) -> tuple[Period, ...]:
    if lines and lines[0].measure.frequency is Frequency.YEAR:
        years = [quarter.of_year.shift(-back) for back in reversed(range(length // 2))]
        return _from_first(lines, tuple(years))
    return _from_first(lines, tuple(quarter.shift(-back) for back in reversed(range(length))))


def _from_first(lines: list[Line], periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Leave out the empty stretch before the first figure."""
    for place, period in enumerate(periods):
        if any(shown(line, period) is not None for line in lines):
            return periods[place:]
    return periods[-1:]


def _own(line: Line, periods: tuple[Period, ...], role: LineRole) -> ChartLine:
    provisional = frozenset(
        place
        for place, period in enumerate(periods)
        if (row := line.observed(line.cell(period))) and row.qualifier is Qualifier.PROVISIONAL
    )
    label = line.series.label or line.measure.unit_label.capitalize() or "Figure"
    return ChartLine(label, role, tuple(shown(line, period) for period in periods), provisional)


def _judges(line: Line, periods: tuple[Period, ...]) -> list[ChartLine]:
    """The target and the baseline, where they are in the same terms as the figures drawn."""
    found = []
    targets = [target_for(line, period) if period.index else None for period in periods]
    # A year's target is no line among quarters' figures unless the figures are percentages of the same thing.
    levels = [
        target.low
        if target and target.low == target.high and (target.period.index or line.measure.unit is Unit.PERCENT)
        else None
        for target in targets
    ]
    if any(level is not None for level in levels):
        found.append(ChartLine("Target", LineRole.TARGET, tuple(levels)))
    for baseline in line.snapshot.of(Baseline).where("series", line.series.id):
        alike = baseline.span is Span.QUARTER or line.measure.unit is Unit.PERCENT
        rolling = baseline.span is not Span.QUARTER and line.measure.entered_as is EnteredAs.ROLLING
        if baseline.value is not None and (alike or rolling):
            found.append(ChartLine("Baseline", LineRole.BASELINE, (baseline.value,) * len(periods)))
            break
    return found


def _breaks(lines: list[Line], periods: tuple[Period, ...]) -> tuple[int, ...]:
    places = {
        place
        for line in lines
        for row in line.snapshot.of(SeriesBreak).where("series", line.series.id)
        for place, period in enumerate(periods)
        if period == row.from_period and not row.comparable
    }
    return tuple(sorted(places))


def _title(lines: list[Line], placed: Placed, quarter: Period) -> str:
    """What the chart shows: the newest figure, and the same quarter a year before where there is one."""
    line = next((each for each in lines if each.series.headline), lines[0] if lines else None)
    found = newest_figure(line, quarter) if line else None
    last = found.period if found else quarter
    if line is None or found is None or (value := shown(line, last)) is None:
        return f"{placed.measure.title}: no figures yet"
    words = f"{number(line.measure, value)} {line.measure.unit_label}".strip()
    where = f"in the year to {last.end.strftime('%B %Y')}" if _is_rolling(line) else f"in {last.label}"
    named = f" ({line.series.label})" if line.series.label else ""
    before = shown(line, last.year_before)
    if before is None:
        return f"{words}{named} {where}"
    if before == value:
        return f"{words}{named} {where}, the same as a year before"
    way = "up from" if value > before else "down from"
    return f"{words}{named} {where}, {way} {number(line.measure, before)} a year before"


def _description(lines: list[Line], placed: Placed, periods: tuple[Period, ...]) -> str:
    said = [f"Line chart of {placed.name}, {_what(placed.measure)}."]
    for line in lines:
        points = [(period, shown(line, period)) for period in periods]
        words = [
            f"{period.short_label} {number(line.measure, value)}"
            for period, value in points
            if value is not None
        ]
        if words:
            said.append(f"{line.series.label or 'Figures'}: {', '.join(words)}.")
    return " ".join(said)


def _what(measure: Measure) -> str:
    unit = measure.unit_label or ("per cent" if measure.unit is Unit.PERCENT else "figures")
    if measure.entered_as is EnteredAs.ROLLING:
        return f"{unit} in the twelve months to each quarter's end"
    return f"{unit} per {measure.frequency.value}"


def _is_rolling(line: Line) -> bool:
    return line.measure.entered_as is EnteredAs.ROLLING
