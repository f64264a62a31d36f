"""Years over one another: four quarters across and a line for each year."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.chart_titles import figure_words, title_key, title_of
from cspdesk.analysis.chart_words import describe
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.analysis.edges import earlier_or_first, up_to, year_ago, year_ago_label
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import number
from cspdesk.analysis.trend import hollow_among, shown, told_of, unit_words, what
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, series_of
from cspdesk.domain.printing import half_up
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import SeriesBreak
from cspdesk.domain.unit import Unit

MOST_YEARS = 4
"""Years shown: this one, the last, and two before."""


def years_chart(snapshot: Snapshot, placed: Placed, quarter: Period) -> ChartSpec:
    """Return the years of a measure's headline series up to a quarter over one another, this year first."""
    measure = placed.measure
    series = headline(snapshot, measure.id)
    line = Line(snapshot, measure, series) if series else None
    years = up_to(quarter.of_year, MOST_YEARS)[::-1]
    rows = [_year_of(line, year, quarter) for year in years] if line else []
    while len(rows) > 1 and rows[-1].is_empty:
        rows.pop()
    is_alone = len(series_of(snapshot, measure.id)) < 2
    named = placed.name if is_alone or series is None else f"{placed.name}, {series.label}"
    drafted = _title(line, quarter) if line else f"{measure.title}: no figures yet"
    made = ChartSpec(
        title=title_of(snapshot, measure.id, ChartKind.YEARS, quarter, drafted),
        subject=f"{named}, {what(measure)}, year on year",
        labels=("Q1", "Q2", "Q3", "Q4"),
        lines=tuple(rows),
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
        from_zero=True,
        source=measure.source,
        kind=ChartKind.YEARS,
        notes=_break_notes(line, years[: len(rows)]) if line else (),
        title_key=title_key(measure.id, ChartKind.YEARS, quarter),
    )
    return replace(made, description=describe(made))


def _year_of(line: Line, year: Period, quarter: Period) -> ChartLine:
    back = quarter.year - year.year
    role = LineRole.OLDER if back > 1 else LineRole.LAST_YEAR if back else LineRole.OWN
    quarters = year.quarters
    broken = {row.from_period.start for row in line.columns.broken}
    return ChartLine(
        year.year_label,
        role,
        tuple(shown(line, each) if each <= quarter else None for each in quarters),
        *hollow_among(line, [each for each in quarters if each <= quarter]),
        cuts=tuple(at for at, each in enumerate(quarters) if at and each.start in broken),
    )


def _break_notes(line: Line, years: Sequence[Period]) -> tuple[str, ...]:
    """A sentence for each break within the years drawn."""
    found = []
    for row in line.snapshot.of(SeriesBreak).where("series", line.series.id):
        start, why = row.from_period.start, row.note.strip().rstrip(".")
        if row.comparable or not years[-1].start < start <= years[0].end:
            continue
        said = f"Figures before {row.from_period.short_label} are not comparable with those from then on"
        found.append(f"{said}: {why}." if why else f"{said}.")
    return tuple(found)


def _title(line: Line, quarter: Period) -> str:
    """How many of this year's quarters were above the same quarters last year, as they print."""
    told = told_of(line, quarter)
    year = quarter.year_label
    pairs = [(each, shown(line, each), _year_ago(line, each)) for each in _so_far(quarter)]
    given = [(each, now) for each, now, _ in pairs if now is not None]
    if not given:
        return f"{told.subject}: no figures yet for {year}"
    alike = [
        (each, now, before)
        for each, now, before in pairs
        if now is not None
        and before is not None
        and not line.columns.break_between(earlier_or_first(each, 4).start, each)
    ]
    last, value = given[-1]
    if not alike:
        return f"{figure_words(told, last, value)} in {last.label}; nothing to compare it with a year before"
    ways = [_way(now, before, line.measure.decimals) for _, now, before in alike]
    if len(alike) == 1:
        return _one(line, *alike[0])
    quarters = {2: "both quarters", 3: "all three quarters", 4: "all four quarters"}[len(alike)]
    quarters += f" of {year}"
    if len(alike) < len(pairs):
        quarters += " that can be compared"
    before_year = year_ago_label(quarter)
    for way, words in ((1, "above"), (-1, "below"), (0, "level with")):
        if set(ways) == {way}:
            return f"{told.subject} was {words} {before_year} in {quarters}{_so_far_words(pairs, alike)}"
    above, below = ways.count(1), ways.count(-1)
    parts = [f"above {before_year} in {above}"] * bool(above) + [f"below in {below}"] * bool(below)
    parts += [f"level in {ways.count(0)}"] * bool(ways.count(0))
    if not above and below:
        parts[0] = f"below {before_year} in {below}"
    compared = f"of {len(alike)} quarters of {year} compared"
    return f"{told.subject} was {' and '.join((', '.join(parts[:-1]), parts[-1]))} {compared}"


def _year_ago(line: Line, quarter: Period) -> Decimal | None:
    before = year_ago(quarter)
    return shown(line, before) if before else None


def _one(line: Line, period: Period, now: Decimal, before: Decimal) -> str:
    told = told_of(line, period)
    said = f"{figure_words(told, period, now)} in {period.label}"
    way = _way(now, before, line.measure.decimals)
    if not way:
        return f"{said}, {'the same' if now == before else 'about the same'} as a year before"
    return f"{said}, {'up' if way > 0 else 'down'} from {number(line.measure, before)} a year before"


def _so_far(quarter: Period) -> tuple[Period, ...]:
    return tuple(each for each in quarter.of_year.quarters if each <= quarter)


def _so_far_words(pairs: Sequence[object], alike: Sequence[object]) -> str:
    return " so far" if len(pairs) < 4 and len(alike) == len(pairs) else ""


def _way(now: Decimal, before: Decimal, decimals: int) -> int:
    one, other = half_up(now, decimals), half_up(before, decimals)
    return (one > other) - (one < other)
