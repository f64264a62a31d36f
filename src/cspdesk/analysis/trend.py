"""The trend chart of a measure: its series over the last quarters, with target and baseline."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.chart_titles import Told, drafted_title, title_key, title_of
from cspdesk.analysis.chart_words import describe
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.analysis.columns import usable
from cspdesk.analysis.edges import earlier_or_first, up_to
from cspdesk.analysis.figures import newest_figure, target_for
from cspdesk.analysis.line import Line
from cspdesk.analysis.yardstick import confirmed
from cspdesk.domain.choices import EnteredAs, Frequency, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, series_of
from cspdesk.domain.reading import Qualifier
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Measure, SeriesBreak
from cspdesk.domain.unit import Unit

LENGTH = 12
"""Quarters shown: three years."""
SPARK_LENGTH = 8
"""Quarters in a sparkline."""
_LOOKED_BACK = 40
"""Periods before the newest that a title may speak of."""


def trend_chart(snapshot: Snapshot, placed: Placed, quarter: Period, length: int = LENGTH) -> ChartSpec:
    """Return the chart of a measure's figures up to a quarter, from the first figure on.

    It runs through every plan that the measure was in; the number in its subject is the quarter's plan's.
    """
    measure = placed.measure
    lines = [Line(snapshot, measure, series) for series in series_of(snapshot, measure.id)]
    periods = _from_first(lines, spanned(measure, quarter, length))
    speaks = headline(snapshot, measure.id)
    drawn = [
        own_line(line, periods, LineRole.OWN if line.series == speaks else LineRole.OTHER) for line in lines
    ]
    if len(lines) == 1:
        drawn += _judges(lines[0], periods)
    breaks, break_notes, notes = breaks_among(lines, periods)
    made = ChartSpec(
        title=title_of(snapshot, measure.id, ChartKind.TREND, quarter, _title(lines, placed, quarter)),
        subject=f"{placed.name}, {what(measure)}",
        labels=tuple(period.short_label for period in periods),
        lines=tuple(drawn),
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
        from_zero=True,
        breaks=breaks,
        source=measure.source,
        break_notes=break_notes,
        notes=notes,
        title_key=title_key(measure.id, ChartKind.TREND, quarter),
    )
    return replace(made, description=describe(made))


def spark_chart(snapshot: Snapshot, placed: Placed, quarter: Period) -> ChartSpec:
    """Return what a sparkline draws: the headline series' last eight periods and its target, nothing else."""
    measure = placed.measure
    found = headline(snapshot, measure.id)
    periods = spanned(measure, quarter, SPARK_LENGTH)
    lines = [Line(snapshot, measure, found)] if found else []
    drawn = [own_line(line, periods, LineRole.OWN) for line in lines]
    breaks, break_notes, _ = breaks_among(lines, periods)
    made = ChartSpec(
        title=placed.name,
        subject=f"{placed.name}, {what(measure)}",
        labels=tuple(period.short_label for period in periods),
        lines=(*drawn, *(_targets(lines[0], periods) if lines else ())),
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
        from_zero=False,
        breaks=breaks,
        break_notes=break_notes,
    )
    return replace(made, description=describe(made))


def shown(line: Line, period: Period) -> Decimal | None:
    """Return what a chart shows for a period: the quarter's own figure, or the rolling year as entered."""
    if line.measure.entered_as is EnteredAs.ROLLING:
        return line.entered(period)
    return line.own(period)


def told_of(line: Line, quarter: Period) -> Told:
    """Return what the title of a series' chart is drafted from."""
    found = newest_figure(line, quarter)
    last = found.period if found else quarter
    periods = up_to(last, _LOOKED_BACK)
    is_alone = len(series_of(line.snapshot, line.measure.id)) == 1
    return Told(
        measure=line.measure,
        series="" if is_alone else line.series.label,
        points=tuple((period, shown(line, period)) for period in periods),
        cuts=frozenset(
            period
            for row in line.columns.broken
            for period in periods
            if earlier_or_first(period, 1).start < row.from_period.start <= period.start
        ),
        provisional=frozenset({last} if is_provisional(line, last) else ()),
        forecasts=frozenset({last} if line.is_forecast(last) else ()),
    )


def is_provisional(line: Line, period: Period) -> bool:
    """Whether the figure typed for a period is provisional."""
    row = line.observed(line.cell(period) if period.index else period)
    return row is not None and row.qualifier is Qualifier.PROVISIONAL


def hollow_among(line: Line, periods: Sequence[Period]) -> tuple[frozenset[int], frozenset[int]]:
    """Return at which of the periods points are drawn hollow, and which of those are forecasts."""
    forecasts = frozenset(at for at, period in enumerate(periods) if line.is_forecast(period))
    provisional = frozenset(at for at, period in enumerate(periods) if is_provisional(line, period))
    return provisional | forecasts, forecasts


def own_line(line: Line, periods: tuple[Period, ...], role: LineRole) -> ChartLine:
    """Return a series as a line of a chart."""
    label = line.series.label or line.measure.unit_label.capitalize() or "Figure"
    values = tuple(shown(line, period) for period in periods)
    return ChartLine(label, role, values, *hollow_among(line, periods))


def breaks_among(
    lines: list[Line], periods: tuple[Period, ...]
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
    """Return where series break, why, and a sentence for each break across which figures are comparable."""
    found: dict[int, str] = {}
    kept: list[str] = []
    for line in lines:
        for row in line.snapshot.of(SeriesBreak).where("series", line.series.id):
            start = row.from_period.start
            place = next((at for at, period in enumerate(periods) if period.start >= start), 0)
            if not place:
                continue
            why = row.note.strip()
            if not row.comparable:
                found[place] = found.get(place) or why
            elif why:
                kept.append(f"From {row.from_period.short_label}, still comparable: {why.rstrip('.')}.")
    places = tuple(sorted(found))
    return places, tuple(found[place] for place in places), tuple(dict.fromkeys(kept))


def spanned(measure: Measure, quarter: Period, length: int) -> tuple[Period, ...]:
    """Return so many quarters up to one, or half as many years for a measure with one figure a year.

    There are fewer where there cannot be so many.
    """
    last = quarter.of_year if measure.frequency is Frequency.YEAR else quarter
    count = length // 2 if measure.frequency is Frequency.YEAR else length
    return up_to(last, max(count, 1))


def unit_words(measure: Measure) -> str:
    """Return the words for the value axis; "" where a measure has none."""
    return measure.unit_label or ("per cent" if measure.unit is Unit.PERCENT else "")


def what(measure: Measure) -> str:
    """Return what a chart of the measure draws: "offences per quarter"."""
    unit = unit_words(measure) or "figures"
    if measure.entered_as is EnteredAs.ROLLING:
        return f"{unit} in the twelve months to each quarter's end"
    return f"{unit} per {measure.frequency.value}"


def _from_first(lines: list[Line], periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Leave out the empty stretch before the first figure."""
    for place, period in enumerate(periods):
        if any(shown(line, period) is not None for line in lines):
            return periods[place:]
    return periods[-1:]


def _judges(line: Line, periods: tuple[Period, ...]) -> list[ChartLine]:
    """The target and the baseline, where they are in the same terms as the figures drawn."""
    found = list(_targets(line, periods))
    for baseline in line.snapshot.of(Baseline).where("series", line.series.id):
        alike = baseline.span is Span.QUARTER or line.measure.unit is Unit.PERCENT
        rolling = baseline.span is not Span.QUARTER and line.measure.entered_as is EnteredAs.ROLLING
        value = usable(baseline.value)
        if value is not None and (alike or rolling):
            found.append(ChartLine("Baseline", LineRole.BASELINE, (value,) * len(periods)))
            break
    return found


def _targets(line: Line, periods: tuple[Period, ...]) -> tuple[ChartLine, ...]:
    """The target as a line, or the two ends of a range as two."""
    levels = [_level(line, period) for period in periods]
    if not any(levels):
        return ()
    lows = tuple(level[0] if level else None for level in levels)
    highs = tuple(level[1] if level else None for level in levels)
    if lows == highs:
        return (ChartLine("Target", LineRole.TARGET, lows),)
    return (
        ChartLine("Target to", LineRole.TARGET_HIGH, highs),
        ChartLine("Target from", LineRole.TARGET_LOW, lows),
    )


def _level(line: Line, period: Period) -> tuple[Decimal, Decimal] | None:
    target = target_for(line, period) if period.index else None
    # A year's target is no line among quarters' figures unless the figures are percentages of the same thing.
    if target is None or not (target.period.index or line.measure.unit is Unit.PERCENT):
        return None
    reading = confirmed(target, line.measure.unit)
    if isinstance(reading, str):
        return None
    low, high = usable(reading.low), usable(reading.high)
    return None if low is None or high is None else (low, high)


def _title(lines: list[Line], placed: Placed, quarter: Period) -> str:
    line = next((each for each in lines if each.series.headline), lines[0] if lines else None)
    return drafted_title(told_of(line, quarter)) if line else f"{placed.measure.title}: no figures yet"
