"""Control charts of a document: which figures they use, where they begin afresh, why one is not drawn."""

from decimal import Decimal
from typing import Any

import hypothesis
import pytest

from cspdesk.analysis.chance import series_chance
from cspdesk.analysis.chart_style import remarks
from cspdesk.analysis.chart_words import as_table
from cspdesk.analysis.charts import stretch
from cspdesk.analysis.control import Assurance, ControlChart, Variation
from cspdesk.analysis.control_series import series_control
from cspdesk.analysis.line import Line
from cspdesk.analysis.trend import trend_chart
from cspdesk.analysis.year_on_year import years_chart
from cspdesk.domain.choices import Comparator, EnteredAs, Frequency, Judges, Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_in_force, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Rebase, Series, SeriesId
from cspdesk.domain.unit import Unit
from tests.support.generated import documents
from tests.support.judging import MEASURE, Q4, SERIES, document, target, year

LOWER = Polarity.LOWER
# Three years; the mean is 5.5 and every step 1, so the limits are 5.5 ± 2.66.
FLAT = year(2013, "5", "6", "5", "6") | year(2014, "5", "6", "5", "6") | year(2015, "5", "6", "5", "6")


def made(typed: dict[str, str], quarter: Period = Q4, **about: Any) -> ControlChart:
    snapshot, placed = document(typed, **about)
    series = snapshot.of(Series).get(SERIES)
    assert series is not None
    return series_control(snapshot, placed.measure, series, quarter)


def test_quarters_own_figures() -> None:
    chart = made(FLAT, polarity=LOWER)
    assert chart.last is not None
    assert (chart.n, chart.last.period, chart.last.limits.upper) == (12, Q4, Decimal("8.16"))
    assert chart.variation is Variation.COMMON_CAUSE
    assert chart.is_never_negative
    assert chart.reason == "Quarter 4 2015/16: the figure is within the limits and part of no pattern."


def test_figures_to_date_give_the_quarters_own() -> None:
    to_date = {
        key: text for first in (2013, 2014, 2015) for key, text in year(first, "5", "11", "16", "22").items()
    }
    assert made(to_date, entered_as=EnteredAs.YEAR_TO_DATE).points == made(FLAT).points


NEXT = Q4.next
LEFT_OUT = "Quarter 1 2016/17 is left out, because a forecast is no outcome."


def test_a_forecast_is_no_outcome() -> None:
    chart = made(FLAT | {NEXT.key: "99 [f]"}, NEXT, polarity=LOWER)
    assert chart.points == made(FLAT, polarity=LOWER).points
    assert chart.notes == (LEFT_OUT,)
    assert chart.reason.endswith(f"part of no pattern. {LEFT_OUT}")
    # What is merely provisional happened.
    provisional = made(FLAT | {NEXT.key: "99 [p]"}, NEXT)
    assert (provisional.n, provisional.notes) == (13, ())


def test_too_few_without_the_forecasts_says_so() -> None:
    assert made(FLAT | {"2015-16Q4": "6 [f]"}).refused == (
        "Not enough figures: 11 of the 12 needed. "
        "Quarter 4 2015/16 is left out, because a forecast is no outcome."
    )


def test_what_grew_from_a_forecast_is_left_out_too() -> None:
    to_date = {
        key: text for first in (2013, 2014, 2015) for key, text in year(first, "5", "11", "16", "22").items()
    }
    later = {NEXT.key: "5 [f]", NEXT.next.key: "11"}
    chart = made(to_date | later, NEXT.next, entered_as=EnteredAs.YEAR_TO_DATE)
    assert chart.n == 12
    assert chart.notes == (
        "Quarter 1 2016/17 and Quarter 2 2016/17 are left out, because a forecast is no outcome.",
    )


def test_a_forecast_in_the_middle_parts_the_figures() -> None:
    typed = year(2011, "5 [f]", "6", "5", "6") | year(2012, "5", "6", "5", "6 [f]") | FLAT
    chart = made(typed)
    assert (chart.n, chart.points[0].period) == (12, Period.quarter(2013, 1))
    # That of 2011 is of no matter: nothing before the gap is used.
    assert chart.notes == (
        "Figures before Quarter 1 2013/14 are left out, because there is none for Quarter 4 2012/13.",
        "Quarter 4 2012/13 is left out, because a forecast is no outcome.",
    )


def test_of_many_forecasts_the_number_is_said() -> None:
    later = {NEXT.shift(step).key: "6 [f]" for step in range(4)}
    chart = made(FLAT | later, NEXT.shift(3))
    assert chart.notes == ("4 figures are left out, because forecasts are no outcomes.",)


def test_a_total_of_which_a_part_is_a_forecast_is_one() -> None:
    total = Series(id=SeriesId("t"), measure=MEASURE, label="Total", total_of="the others")
    snapshot, placed = document(FLAT | {"2015-16Q4": "6 [f]"}, rows=[total])
    chart = series_control(snapshot, placed.measure, total, Q4)
    assert chart.n == 11
    assert chart.refused.endswith("Quarter 4 2015/16 is left out, because a forecast is no outcome.")


def test_a_chart_draws_a_forecast_hollow_and_names_it() -> None:
    snapshot, placed = document(FLAT | {"2015-16Q3": "5 [p]", "2015-16Q4": "6 [f]"}, decimals=0)
    drawn = trend_chart(snapshot, placed, Q4)
    (own,) = drawn.lines
    assert (own.provisional, own.forecasts) == ({10, 11}, {11})
    assert "Hollow points are provisional or forecasts." in remarks(drawn)
    assert as_table(drawn)[1:3] == (("Q4 15/16", "6 [f]"), ("Q3 15/16", "5 [p]"))
    assert "Q4 15/16 6 (forecast)" in drawn.description
    assert drawn.title.startswith("6 (forecast) in Quarter 4 2015/16")
    (this_year, *_) = years_chart(snapshot, placed, Q4).lines
    assert (this_year.provisional, this_year.forecasts) == ({2, 3}, {3})
    assert stretch(drawn, 10, 11).lines[0].forecasts == {1}


def test_a_figure_to_date_that_falls_is_refused() -> None:
    fallen = year(2013, "5", "11", "16", "22") | year(2014, "5", "11", "9", "22")
    fallen |= year(2015, "5", "11", "16", "22")
    assert made(fallen, entered_as=EnteredAs.YEAR_TO_DATE).refused == (
        "The figure to date falls in Quarter 3 2014/15, so that the quarter's own would be below 0: "
        "correct one of the two figures."
    )


def test_a_count_below_nought_is_refused_and_money_is_not() -> None:
    assert made(FLAT | {"2014-15Q3": "-1"}).refused == (
        "The figure for Quarter 3 2014/15 is below 0, which cannot be: correct it."
    )
    chart = made(FLAT | {"2014-15Q3": "-1"}, unit=Unit.MONEY)
    assert (chart.refused, chart.n, chart.is_never_negative) == ("", 12, False)


def test_rolling_years_words_and_shares_to_date_are_refused() -> None:
    assert made(FLAT, entered_as=EnteredAs.ROLLING).refused == (
        "Rolling years have no control chart, because neighbouring ones share nine of their twelve months: "
        "enter the quarters' own figures to have one."
    )
    assert made(FLAT, unit=Unit.TEXT).refused == "Words have no control chart."
    shares = {key: f"{text}0%" for key, text in FLAT.items()}
    assert made(shares, unit=Unit.PERCENT, entered_as=EnteredAs.YEAR_TO_DATE).refused.startswith(
        "The quarters' own figures cannot be told from percentages and rates to date"
    )


def test_later_figures_do_not_count() -> None:
    chart = made(FLAT, Q4.previous)
    assert (chart.n, chart.refused) == (11, "Not enough figures: 11 of the 12 needed.")


def test_a_quarter_without_its_figure_speaks_by_the_newest() -> None:
    chart = made(FLAT, Q4.next)
    assert chart.reason.startswith("Quarter 4 2015/16: ")


def test_words_in_a_cell_are_a_gap() -> None:
    chart = made(FLAT | {"2014-15Q2": "late: police, 24 May"})
    assert chart.refused == "Not enough figures: 6 of the 12 needed since the gap at Quarter 2 2014/15."


@pytest.mark.parametrize("typed", [{}, {"2015-16Q4": "TBC"}])
def test_all_missing(typed: dict[str, str]) -> None:
    assert made(typed).refused == "Not enough figures: 0 of the 12 needed."


def test_breaks_and_rebases_begin_afresh() -> None:
    leap = {key: str(int(text) + 20 * (key >= "2015")) for key, text in FLAT.items()}
    wanted = ["2013-14Q1", "2015-16Q1"]
    broken = made(leap, breaks=[("2015-16Q1", False, "new recording"), ("2014-15Q1", True, "same")])
    assert [point.period.key for point in broken.points if point.starts_group] == wanted
    rebased = made(leap, rows=[Rebase(series=SERIES, from_period=Period.financial_year(2015))])
    assert [point.period.key for point in rebased.points if point.starts_group] == wanted
    assert rebased.notes[0] == "Limits are worked out afresh from Quarter 1 2015/16."


def test_yearly_figures_stand_for_themselves() -> None:
    figures = {f"{first}-{(first + 1) % 100:02}": str(5 + first % 2) for first in range(2004, 2016)}
    chart = made(figures, frequency=Frequency.YEAR, polarity=LOWER, targets=[target("3", Q4.of_year)])
    assert chart.last is not None
    assert (chart.n, chart.last.period, chart.last.limits.lower) == (12, Q4.of_year, Decimal("2.84"))
    assert chart.assurance is Assurance.INCONSISTENT
    assert made(figures, Q4.previous, frequency=Frequency.YEAR).n == 11


class TestTarget:
    def test_of_the_quarter(self) -> None:
        assert made(FLAT, polarity=LOWER, targets=[target("9")]).assurance is Assurance.PASS
        assert made(FLAT, polarity=Polarity.HIGHER, targets=[target("9")]).assurance is Assurance.FAIL
        assert made(FLAT, polarity=Polarity.MONITOR, targets=[target("9")]).assurance is None

    def test_of_a_range_the_end_that_is_missed(self) -> None:
        span = target("1-9")
        assert made(FLAT, polarity=LOWER, targets=[span]).target == 9
        assert made(FLAT, polarity=Polarity.HIGHER, targets=[span]).target == 1

    def test_of_the_year_to_date_is_not_held_against_quarters(self) -> None:
        chart = made(FLAT, polarity=LOWER, targets=[target("20", Q4.of_year)])
        assert chart.assurance is None
        assert chart.notes == (
            "The target is not held against the limits: it judges the year to date, and the limits are those "
            "of single quarters.",
        )

    def test_that_is_no_figure_says_so(self) -> None:
        chart = made(FLAT, polarity=LOWER, targets=[target("TBC")])
        assert chart.notes == (
            "The target is not held against the limits: the target for Quarter 4 2015/16 is to be confirmed.",
        )

    def test_of_a_year_for_each_quarter(self) -> None:
        each = target("9", Q4.of_year, judges=Judges.QUARTER)
        assert made(FLAT, polarity=LOWER, targets=[each]).assurance is Assurance.PASS


@hypothesis.settings(max_examples=60)
@hypothesis.given(documents())
def test_any_document_has_charts_and_chances_or_reasons(snapshot: Snapshot) -> None:
    for placed in placed_in(snapshot, plan_in_force(snapshot)):
        for series in series_of(snapshot, placed.measure.id):
            chart = series_control(snapshot, placed.measure, series, Q4)
            assert chart.reason
            assert "None" not in chart.reason
            assert bool(chart.refused) is not bool(chart.points)
            for comparator in Comparator:
                chance = series_chance(Line(snapshot, placed.measure, series), Q4, comparator)
                assert chance.words.endswith(".")
                assert (chance.is_often_chance is None) is (not chance.how_sure)
