"""The first and the last periods that can be kept: every figure there, or the reason why there is none."""

from typing import Any

import pytest

from cspdesk.analysis.beside import At, over_a_year, pair, spoken_for
from cspdesk.analysis.chance import series_chance
from cspdesk.analysis.charts import ChartKind
from cspdesk.analysis.compare import Stretch, covers_of, side_by_side
from cspdesk.analysis.control_series import series_control
from cspdesk.analysis.direction import directions
from cspdesk.analysis.edges import earlier, up_to, year_ago, year_ago_label
from cspdesk.analysis.figures import counterpart_start, line_figures, measure_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.means import baseline_mean, pace_of
from cspdesk.analysis.measure_charts import chart_of
from cspdesk.analysis.measure_history import history_of
from cspdesk.analysis.provenance import FigureKind, where_from
from cspdesk.analysis.reasons import WHATS, why_none
from cspdesk.analysis.sense import doubts
from cspdesk.analysis.statements import reading_line
from cspdesk.analysis.status import judged
from cspdesk.analysis.trend import spark_chart
from cspdesk.analysis.waiting import waiting_of
from cspdesk.analysis.year_on_year import years_chart
from cspdesk.domain.choices import Comparator, EnteredAs, Frequency, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Series
from cspdesk.domain.unit import Unit
from tests.support.judging import SERIES, baseline, document, target, year

FIRST, LAST = Period.quarter(1900, 1), Period.quarter(2199, 4)
OVER_TIME = (Comparator.SAME_QUARTER, Comparator.YEAR_TO_DATE, Comparator.ROLLING, Comparator.PREVIOUS)
WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"entered_as": EnteredAs.YEAR_TO_DATE},
    {"entered_as": EnteredAs.ROLLING},
    {"entered_as": EnteredAs.SNAPSHOT},
    {"frequency": Frequency.YEAR},
    {"frequency": Frequency.YEAR, "entered_as": EnteredAs.ROLLING},
    {"frequency": Frequency.YEAR, "entered_as": EnteredAs.SNAPSHOT},
    {"unit": Unit.PERCENT},
    {"unit": Unit.PERCENT, "entered_as": EnteredAs.YEAR_TO_DATE},
    {"unit": Unit.RATE, "lag": 2},
    {"unit": Unit.TEXT},
)


def at_the_edge(first: int, **about: Any) -> tuple[Line, Any]:
    """A measure with figures in two years, in the first months of 1900, a break in the first, and judges."""
    texts = ("12 of 22", "14 of 30", "9 of 18", "31 of 40") if "unit" in about else ("12", "40", "55", "70")
    typed = year(first, *texts) | year(first + 1, *texts)
    typed |= {f"{y}-{(y + 1) % 100:02}": texts[3] for y in (first, first + 1)}
    typed |= {"1900M01": texts[0], "1900M04": texts[1]}
    start, unit = Period.quarter(first, 1), about.get("unit", Unit.COUNT)
    whole = start.of_year
    snapshot, placed = document(
        typed,
        targets=[target("5% below last year", whole, unit), target("9", start, unit)],
        baselines=[baseline("50", unit)],
        breaks=[(start.key, False, "Counted anew")],
        comparators=(*OVER_TIME, Comparator.BASELINE, Comparator.TARGET),
        **about,
    )
    (series,) = snapshot.of(Series)
    return Line(snapshot, placed.measure, series), placed


@pytest.mark.parametrize("first", [1900, 2198])
@pytest.mark.parametrize("against", list(StatusAgainst))
@pytest.mark.parametrize("about", WAYS, ids=lambda about: " ".join(map(str, about.values())))
def test_everything_is_answered_at_both_ends(
    first: int, against: StatusAgainst, about: dict[str, Any]
) -> None:
    line, placed = at_the_edge(first, status_against=against, **about)
    snapshot, measure = line.snapshot, line.measure
    years = [Period.financial_year(each) for each in (first, first + 1)]
    for quarter in (quarter for each in years for quarter in each.quarters):
        figures = measure_figures(snapshot, placed, quarter)
        assert reading_line(measure, figures.series[0])
        assert judged(snapshot, placed, quarter, figures).reason
        assert all(each.reason for each in directions(snapshot, placed, quarter, figures))
        assert isinstance(waiting_of(snapshot, placed, quarter)[0], bool)
        assert series_control(snapshot, measure, line.series, quarter).reason
        assert all(isinstance(why_none(line, what, quarter), str) for what in WHATS)
        assert all(where_from(snapshot, kind, SERIES, quarter) for kind in FigureKind)
        assert all(series_chance(line, quarter, each).words for each in Comparator)
        assert all(chart_of(snapshot, placed, quarter, kind).title for kind in ChartKind)
        assert spark_chart(snapshot, placed, quarter).labels
        assert isinstance(doubts(snapshot, measure, line.series, quarter), tuple)
        at = At(line, quarter, line_figures(line, quarter))
        speaks = spoken_for(at)
        assert speaks is None or speaks.quarter <= quarter
        assert over_a_year(at) in OVER_TIME
        assert all(pair(at, each).before_name for each in OVER_TIME)
        assert pace_of(line, quarter)
        assert baseline_mean(line, quarter.of_year).why or measure.entered_as is not EnteredAs.QUARTER
        assert history_of(line, quarter).label == ""
        for covers in covers_of(line):
            for other in (years[0].quarters[0], quarter):
                found = side_by_side(line, Stretch(covers, quarter), Stretch(covers, other))
                assert found.reason or found.change.now is not None


@pytest.mark.parametrize("about", WAYS, ids=lambda about: " ".join(map(str, about.values())))
def test_years_and_months_are_answered_too(about: dict[str, Any]) -> None:
    line, _ = at_the_edge(1900, **about)
    for key in ("1900-01", "1900M01", "1900M04"):
        period = Period.from_key(key)
        assert all(where_from(line.snapshot, kind, SERIES, period) for kind in FigureKind)
        assert isinstance(doubts(line.snapshot, line.measure, line.series, period), tuple)


def test_there_is_nothing_before_the_first_year() -> None:
    line, placed = at_the_edge(1900)
    second = Period.quarter(1900, 2)
    assert why_none(line, "last_year_quarter", FIRST) == "no figure can be kept from before 1900/01"
    assert why_none(line, "change", second) == "no figure can be kept from before 1900/01"
    assert why_none(line, "rolling_12", second) == "no figure can be kept from before 1900/01"
    # 12 + 40 + 55 + 70 = 177.
    assert why_none(line, "rolling_12", second.shift(2)) == ""
    assert line_figures(line, second).year_to_date[:3] == (52, None, None)
    (long,) = (each for each in directions(line.snapshot, placed, second) if each.is_long)
    assert long.reason == "There is no figure for the same quarter last year"
    found = where_from(line.snapshot, FigureKind.CHANGE, SERIES, second)
    assert found is not None
    assert [step.what for step in found.steps] == ["No figure can be kept from before 1900/01"]
    drawn = years_chart(line.snapshot, placed, second)
    assert [each.label for each in drawn.lines] == ["1900/01"]


def test_rolling_years_that_begin_before_share_what_they_share() -> None:
    line, _ = at_the_edge(1900, entered_as=EnteredAs.ROLLING)
    (covers, _) = covers_of(line)
    found = side_by_side(line, Stretch(covers, FIRST.next), Stretch(covers, FIRST))
    assert (found.one, found.other, found.note) == (40, 12, "The two share 9 months")


def test_periods_before_a_period() -> None:
    assert (earlier(FIRST.next, 1), earlier(FIRST, 1), year_ago(FIRST.shift(3))) == (FIRST, None, None)
    assert year_ago(Period.month(1901, 2)) == Period.month(1900, 2)
    assert year_ago(Period.month(1900, 12)) is None
    assert up_to(FIRST.next, 4) == (FIRST, FIRST.next)
    assert up_to(LAST, 2) == (LAST.previous, LAST)
    assert (year_ago_label(FIRST), year_ago_label(LAST)) == ("the year before", "2198/99")


@pytest.mark.parametrize("comparator", OVER_TIME)
def test_a_counterpart_begins_at_the_first_quarter_at_the_earliest(comparator: Comparator) -> None:
    line, _ = at_the_edge(1900)
    assert counterpart_start(line.measure, comparator, FIRST) == FIRST
