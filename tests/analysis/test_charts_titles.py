"""Titles drafted from the figures: each claim checked by hand against the figures it is made from."""

from decimal import Decimal

import pytest

from cspdesk.analysis.chart_titles import MAX_TITLE, Told, drafted_title, title_key, title_of
from cspdesk.analysis.charts import ChartKind
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Setting
from cspdesk.domain.unit import Unit

Q4 = Period.quarter(2015, 4)
VIOLENCE = Measure(id=MeasureId("m"), title="Violence with injury", unit_label="offences")


def told(
    *values: float | str | None,
    last: Period = Q4,
    measure: Measure = VIOLENCE,
    cuts: tuple[int, ...] = (),
    provisional: bool = False,
    series: str = "",
) -> Told:
    """Figures that end with a period; `cuts` are places before which a break stands."""
    periods = [last.shift(place - len(values) + 1) for place in range(len(values))]
    points = tuple(
        (period, None if value is None else Decimal(str(value)))
        for period, value in zip(periods, values, strict=True)
    )
    return Told(
        measure,
        series,
        points,
        frozenset(periods[place] for place in cuts),
        frozenset({last} if provisional else ()),
    )


def said(*values: float | str | None, **named: object) -> str:
    return drafted_title(told(*values, **named))  # type: ignore[arg-type]  # passed on as they are


def test_a_rise_in_each_quarter_of_the_year() -> None:
    # The figures of a real board pack: 280 was the quarter before.
    words = said(260, 303, 303, 280, 326, 347, 355, 412)
    assert words == "Violence with injury rose in each quarter of 2015/16, to 412 offences"


def test_a_longer_run_says_how_long() -> None:
    assert said(9, 1, 2, 3, 4, 5, 6) == (
        "Violence with injury rose in each of the last five quarters, to 6 offences in Quarter 4 2015/16"
    )


def test_falls_within_a_year_are_not_said_of_the_whole_year() -> None:
    assert said(3, 9, 8, 7, 6, last=Q4.shift(-1)) == (
        "Violence with injury fell in each of the last three quarters, to 6 offences in Quarter 3 2015/16"
    )


def test_two_rises_are_no_run() -> None:
    assert said(5, 1, 2, 3) == "3 offences in Quarter 4 2015/16"


def test_standing_still() -> None:
    assert said(7, 4, 4, 4, 4) == (
        "Violence with injury stayed at 4 offences in Quarter 4 2015/16, the same for four quarters"
    )


def test_the_most_in_two_years_needs_two_years_of_figures() -> None:
    # Eight quarters, 40 above every other; the last step is a rise after a fall.
    assert said(20, 30, 25, 31, 22, 35, 18, 40) == "40 offences in Quarter 4 2015/16, the most in two years"
    assert said(30, 25, 31, 22, 35, 18, 40) == "40 offences in Quarter 4 2015/16, up from 31 a year before"


def test_the_fewest_in_three_years() -> None:
    values = (20, 30, 25, 31, 22, 35, 18, 40, 26, 19, 33, 12)
    assert said(*values) == "12 offences in Quarter 4 2015/16, the fewest in three years"


def test_a_tie_with_an_earlier_figure_is_no_record() -> None:
    assert (
        said(20, 40, 25, 31, 22, 35, 18, 40) == "40 offences in Quarter 4 2015/16, up from 31 a year before"
    )


def test_mixed_figures_stand_beside_last_years() -> None:
    assert (
        said(12, 12, 17, 26, 17, 22, 32, 30) == "30 offences in Quarter 4 2015/16, up from 26 a year before"
    )
    assert (
        said(12, 12, 17, 32, 40, 22, 35, 30) == "30 offences in Quarter 4 2015/16, down from 32 a year before"
    )
    assert (
        said(12, 12, 17, 30, 40, 22, 35, 30) == "30 offences in Quarter 4 2015/16, the same as a year before"
    )


def test_a_gap_ends_a_run_and_a_record() -> None:
    assert said(1, 2, 3, None, 4, 5) == "5 offences in Quarter 4 2015/16, up from 2 a year before"
    assert said(*range(1, 9), None, 10, 9, 12) == "12 offences in Quarter 4 2015/16, up from 8 a year before"


def test_nothing_is_said_across_a_break() -> None:
    # A run of five rises, cut before the last two figures.
    assert said(1, 2, 3, 4, 5, 6, cuts=(4,)) == "6 offences in Quarter 4 2015/16"
    assert (
        said(20, 30, 25, 31, 22, 35, 18, 40, cuts=(3,))
        == "40 offences in Quarter 4 2015/16, up from 31 a year before"
    )
    assert said(20, 30, 25, 31, 22, 35, 18, 40, cuts=(4,)) == "40 offences in Quarter 4 2015/16"


def test_one_point_and_none() -> None:
    assert said(None, None, 7) == "7 offences in Quarter 4 2015/16"
    assert said(None, None) == "Violence with injury: no figures yet"
    assert said() == "Violence with injury: no figures yet"


def test_the_newest_figure_is_named_by_its_own_period() -> None:
    assert said(7, 8, 9, 5, None) == "5 offences in Quarter 3 2015/16"


def test_nought_last_year_is_a_figure() -> None:
    assert said(0, 3, 1, 4, 2) == "2 offences in Quarter 4 2015/16, up from 0 a year before"


def test_nothing_rises_from_a_figure_to_the_same_figure_as_printed() -> None:
    share = Measure(id=MeasureId("m"), title="Satisfaction", unit=Unit.PERCENT)
    # As whole percentages these are 62, 62, 62 and 62, however they differ.
    assert said("61.6", "61.9", "62.1", "62.4", measure=share) == (
        "Satisfaction stayed at 62% in Quarter 4 2015/16, the same for four quarters"
    )
    assert said("62.1", "50", "70", "60", "62.4", measure=share) == (
        "62% in Quarter 4 2015/16, about the same as a year before"
    )


def test_percentages_are_high_and_low_not_most_and_fewest() -> None:
    share = Measure(id=MeasureId("m"), title="Satisfaction", unit=Unit.PERCENT)
    values = (70, 80, 71, 82, 73, 81, 72, 90)
    assert said(*values, measure=share) == "90% in Quarter 4 2015/16, the highest in two years"


def test_provisional_is_said() -> None:
    words = said(20, 30, 25, 31, 22, 35, 18, 40, provisional=True)
    assert words == "40 offences (provisional) in Quarter 4 2015/16, the most in two years"


def test_rolling_years_are_named_by_their_end() -> None:
    rolling = Measure(id=MeasureId("m"), title="Robbery", entered_as=EnteredAs.ROLLING)
    assert said(90, 80, 70, 60, measure=rolling) == (
        "Robbery over twelve months fell in each of the last three quarters, to 60 in the year to March 2016"
    )
    assert said(60, 5, 70, 8, 64, measure=rolling) == "64 in the year to March 2016, up from 60 a year before"


def test_years_are_counted_as_years() -> None:
    year = Period.financial_year(2015)
    assert said(3, 9, 4, 11, last=year) == "11 offences in 2015/16, the most in four years"
    assert said(1, 2, 3, 4, last=year) == (
        "Violence with injury rose in each of the last three years, to 4 offences in 2015/16"
    )
    assert said(5, 3, last=year) == "3 offences in 2015/16, down from 5 a year before"


def test_a_year_to_date_that_falls_makes_no_claim() -> None:
    measure = Measure(id=MeasureId("m"), title="Robbery", entered_as=EnteredAs.YEAR_TO_DATE)
    words = said(10, 12, 9, -4, measure=measure)
    assert words == "Robbery: the figure to date falls in Quarter 4 2015/16, so its own cannot be told"


def test_a_series_is_named() -> None:
    assert said(1, 9, 2, series="Police") == "2 offences (Police) in Quarter 4 2015/16"
    assert said(1, 2, 3, 4, 5, series="Police").startswith("Violence with injury, Police rose")


@pytest.mark.parametrize("value", ["999999999999999", "0.000001", "-5"])
def test_large_small_and_negative_figures_are_said(value: str) -> None:
    assert "Quarter 4 2015/16" in said(1, value)


class TestOwnTitles:
    def test_key_names_measure_kind_and_period(self) -> None:
        key = title_key(MeasureId("m21"), ChartKind.CONTROL, Q4)
        assert key == "chart title m21 control chart 2015-16Q4"

    def test_own_title_is_preferred_in_its_period_only(self) -> None:
        kept = Setting(key="chart title m trend 2015-16Q4", value="We are watching this")
        snapshot = Snapshot.of_rows([kept])
        assert title_of(snapshot, MeasureId("m"), ChartKind.TREND, Q4, "drafted") == "We are watching this"
        assert title_of(snapshot, MeasureId("m"), ChartKind.TREND, Q4.next, "drafted") == "drafted"
        assert title_of(snapshot, MeasureId("m"), ChartKind.YEARS, Q4, "drafted") == "drafted"

    def test_blank_title_is_none(self) -> None:
        snapshot = Snapshot.of_rows([Setting(key="chart title m trend 2015-16Q4", value="  ")])
        assert title_of(snapshot, MeasureId("m"), ChartKind.TREND, Q4, "drafted") == "drafted"

    def test_title_has_a_length(self) -> None:
        assert MAX_TITLE == 200
