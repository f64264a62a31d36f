"""Which charts make sense for a measure, and any of them by its kind."""

from cspdesk.analysis.area_chart import area_chart
from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.analysis.control_chart_spec import control_spec
from cspdesk.analysis.peers import peer_periods
from cspdesk.analysis.stacked import stacked_chart, total_line
from cspdesk.analysis.trend import trend_chart
from cspdesk.analysis.year_on_year import years_chart
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.unit import Unit


def kinds_for(snapshot: Snapshot, placed: Placed, quarter: Period) -> tuple[ChartKind, ...]:
    """Return the kinds of chart that make sense for a measure, the trend first.

    Rolling years are laid over one another by no chart and held against no limits: neighbouring ones share
    most of their months.
    """
    measure = placed.measure
    found = [ChartKind.TREND]
    is_own = measure.entered_as is not EnteredAs.ROLLING and measure.unit is not Unit.TEXT
    if is_own:
        found.append(ChartKind.CONTROL)
        if measure.frequency is Frequency.QUARTER:
            found.append(ChartKind.YEARS)
    if total_line(snapshot, measure) is not None:
        found.append(ChartKind.STACKED)
    if compared_in(snapshot, placed, quarter) is not None:
        found.append(ChartKind.AREAS)
    return tuple(found)


def chart_of(snapshot: Snapshot, placed: Placed, quarter: Period, kind: ChartKind) -> ChartSpec:
    """Return a measure's chart of a kind up to a quarter; of areas the newest comparison up to it."""
    match kind:
        case ChartKind.TREND:
            return trend_chart(snapshot, placed, quarter)
        case ChartKind.CONTROL:
            return control_spec(snapshot, placed, quarter)
        case ChartKind.YEARS:
            return years_chart(snapshot, placed, quarter)
        case ChartKind.STACKED:
            return stacked_chart(snapshot, placed, quarter)
        case ChartKind.AREAS:
            return area_chart(snapshot, placed, compared_in(snapshot, placed, quarter) or quarter)


def compared_in(snapshot: Snapshot, placed: Placed, quarter: Period) -> Period | None:
    """Return the newest period up to a quarter, or the year it lies in, for which areas are given."""
    periods = (p for p in peer_periods(snapshot, placed.measure) if p.start <= quarter.start)
    return max(periods, key=lambda period: (period.end, period == quarter), default=None)
