"""Means, paces, shares, rates and implied quarters, by hand or as real reports state them."""

from decimal import Decimal
from typing import Any

import pytest

from cspdesk.analysis.line import Line
from cspdesk.analysis.means import Pace, Worked, at_this_pace, baseline_mean, monthly_mean, pace_of
from cspdesk.analysis.shares import (
    implied_last_year,
    people_in,
    rate,
    share,
    share_of_total,
    totals_behind,
)
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Population, Series, SeriesId
from cspdesk.domain.unit import Unit
from tests.support.judging import MEASURE, Q1, Q2, Q3, Q4, document, year

COUNT = Measure(id=MEASURE)


def line(typed: dict[str, str], **about: Any) -> Line:
    snapshot, placed = document(typed, **about)
    (series,) = snapshot.of(Series)
    return Line(snapshot, placed.measure, series)


YEARS = {"2012-13": "2,400", "2013-14": "2,300", "2014-15": "2,254"}
PEOPLE = (
    Population(year=2014, people=100_000),
    Population(year=2015, people=105_400, vintage="mid-2015"),
    Population(year=2015, group="aged 10 to 17", people=9_300),
    Population(year=2016, people=0),
)


class TestMeans:
    def test_baseline_of_three_years(self) -> None:
        # 2,400 + 2,300 + 2,254 = 6,954; a third of it is the 2,318 of the report.
        found = baseline_mean(line(YEARS), Period.financial_year(2014))
        assert found == Worked(Decimal(2318))
        # The report: 2,203 is 115, 4.961%, below it.
        assert found.value is not None
        assert printing.percent_change(Decimal(2203), found.value) == Decimal("-5.0")

    def test_years_of_quarters_and_of_yearly_measures_alike(self) -> None:
        typed = year(2012, "1", "2", "3", "4") | year(2013, "4", "4", "4", "4") | {"2014-15": "10"}
        assert baseline_mean(line(typed), Period.financial_year(2014)).value == 12
        yearly = line(YEARS, frequency=Frequency.YEAR)
        assert baseline_mean(yearly, Period.financial_year(2014)).value == 2318

    def test_a_year_that_lacks_a_quarter_is_named(self) -> None:
        typed = {"2014-15": "5", "2013-14": "5"} | year(2012, "1", "", "3", "4")
        found = baseline_mean(line(typed), Period.financial_year(2014))
        assert found == Worked(None, "Quarter 2 2012/13 is missing")

    def test_percentages_are_never_averaged(self) -> None:
        shares = line({"2013-14": "50%", "2014-15": "60%"}, unit=Unit.PERCENT)
        found = baseline_mean(shares, Period.financial_year(2014), 2)
        assert found == Worked(None, "the years of this measure cannot be averaged")

    def test_monthly_mean(self) -> None:
        assert monthly_mean(Decimal(573)) == Decimal("47.75")
        assert printing.figure(monthly_mean(Decimal(573)), Unit.COUNT, 0) == "48"
        with pytest.raises(ValueError, match="0"):
            monthly_mean(Decimal(1), 0)


class TestPace:
    def test_two_months_of_a_report(self) -> None:
        # 17 arrests in October and November, times 6.
        found = at_this_pace(COUNT, Decimal(17), 2)
        assert found == Pace(
            Decimal(102),
            2,
            "102 for the year if the 2 months seen are typical",
            "It rests on 2 of 12 months and is no forecast: "
            "there is no interval to say how far off it may be.",
        )

    @pytest.mark.parametrize(
        ("quarter", "words"),
        [
            (Q1, "1,304 for the year if the 3 months seen are typical"),
            (Q2, "1,346 for the year if the 6 months seen are typical"),
            # 1,028 times 12 / 9 is 1,370.67.
            (Q3, "1,371 for the year if the 9 months seen are typical"),
            (Q4, "1,440 for the year"),
        ],
    )
    def test_quarters_so_far(self, quarter: Period, words: str) -> None:
        found = pace_of(line(year(2015, "326", "347", "355", "412")), quarter)
        assert isinstance(found, Pace)
        assert found.words == words
        assert bool(found.caution) is (quarter is not Q4), "a whole year needs no caution"

    def test_what_has_no_pace(self) -> None:
        assert pace_of(line(year(2015, "326", "", "355")), Q3) == "Quarter 2 2015/16 is missing"
        sums = "only sums can be carried on to the whole year"
        assert at_this_pace(Measure(id=MEASURE, unit=Unit.PERCENT), Decimal(5), 3) == sums
        assert at_this_pace(Measure(id=MEASURE, adds_up=AddsUp.LAST), Decimal(5), 3) == sums
        assert at_this_pace(COUNT, Decimal(5), 13) == "a year cannot be told from 13 months"
        found = at_this_pace(COUNT, Decimal(5), 1)
        assert isinstance(found, Pace)
        assert (found.value, found.words) == (60, "60 for the year if the 1 month seen is typical")
        assert found.caution.startswith("It rests on 1 of 12 months and is no forecast")


class TestShares:
    def test_share(self) -> None:
        assert share(Decimal(5), Decimal(8)) == Decimal("62.5")
        assert share(Decimal(5), Decimal(0)) is None

    # 84 / 0.0145 = 5,793.1 and 84 / 0.0135 = 6,222.2; 573 / 0.0965 = 5,937.8 and 573 / 0.0955 = 6,000.
    @pytest.mark.parametrize(
        ("part", "stated", "ends"), [(84, "1.4", ("5793.1", "6222.2")), (573, "9.6", ("5937.8", "6000.0"))]
    )
    def test_totals_behind_a_stated_share(self, part: int, stated: str, ends: tuple[str, str]) -> None:
        found = totals_behind(Decimal(part), Decimal(stated), 1)
        assert found is not None
        low, high = found
        assert high is not None
        assert (printing.half_up(low, 1), printing.half_up(high, 1)) == tuple(map(Decimal, ends))

    def test_totals_behind_a_share_that_rounds_to_nought_have_no_upper_end(self) -> None:
        # 1 of more than 2,000 is below 0.05%.
        assert totals_behind(Decimal(1), Decimal(0), 1) == (Decimal(2000), None)
        assert totals_behind(Decimal(0), Decimal("1.4"), 1) is None

    def test_share_of_the_series_that_totals_it(self) -> None:
        measure = Measure(id=MEASURE)
        lines = [Series(id=SeriesId(key), measure=MEASURE, label=key) for key in ("hotline", "police")]
        total = Series(id=SeriesId("all"), measure=MEASURE, label="all", total_of="the others")
        rows = [
            observed(Observation(series=SeriesId(key), period=quarter, typed=text), measure.unit)
            for key, quarter, text in (
                ("hotline", Q1, "47"), ("hotline", Q2, "33"), ("police", Q1, "37"), ("police", Q2, "9"),
            )
        ]  # fmt: skip
        snapshot = Snapshot.of_rows([measure, *lines, total, *rows])
        whole, hotline = Line(snapshot, measure, total), Line(snapshot, measure, lines[0])
        # 80 of 80 + 46 = 126 is 63.49%.
        found = share_of_total(hotline, whole, Q2)
        assert found.value is not None
        assert printing.half_up(found.value, 2) == Decimal("63.49")
        assert share_of_total(hotline, whole, Q3) == Worked(
            None, "Quarter 3 2015/16 has no year to date for both"
        )


class TestRates:
    def rate(self, count: int | None, key: str, **about: Any) -> Worked:
        snapshot, placed = document({}, rows=PEOPLE, **about)
        value = None if count is None else Decimal(count)
        return rate(snapshot, placed.measure, value, Period.from_key(key))

    def rounded(self, *asked: Any, **about: Any) -> Decimal:
        found = self.rate(*asked, **about)
        assert (found.value is None, found.why) == (False, "")
        return printing.half_up(found.value or Decimal(0), 3)

    def test_population_of_the_right_year(self) -> None:
        # 1,440 of 105,400 is 13.662 in a thousand; January to March 2016 are still of 2015/16.
        assert self.rounded(1440, "2015-16") == Decimal("13.662")
        assert self.rounded(1440, "2015-16Q4") == Decimal("13.662")
        assert self.rounded(1440, "2016M03") == Decimal("13.662")
        assert self.rounded(1146, "2014-15Q4") == Decimal("11.460")

    def test_group_and_number_of_people(self) -> None:
        # First-time entrants: 31 of 9,300 aged 10 to 17 are 333.333 in 100,000.
        assert self.rounded(31, "2015-16", population_group=" Aged 10 to 17", rate_per=100_000) == Decimal(
            "333.333"
        )
        snapshot, _ = document({}, rows=PEOPLE)
        assert people_in(snapshot, Q4, "aged 10 to 17") == 9300

    @pytest.mark.parametrize(
        ("count", "key", "about", "why"),
        [
            (5, "2013-14", {}, "no population of 'all' is kept for 2013"),
            (
                5,
                "2015-16",
                {"population_group": "households"},
                "no population of 'households' is kept for 2015",
            ),
            (5, "2016-17", {"population_group": ""}, "the population of 'all' for 2016 is 0"),
            (None, "2015-16Q4", {}, "there is no count for Quarter 4 2015/16"),
            (5, "2015-16", {"unit": Unit.PERCENT}, "a rate is one of counts"),
        ],
    )
    def test_no_rate_without_its_reason(
        self, count: int | None, key: str, about: dict[str, Any], why: str
    ) -> None:
        assert self.rate(count, key, **about) == Worked(None, why)


class TestImplied:
    def test_last_years_quarters_of_a_report(self) -> None:
        to_date = tuple(map(Decimal, (326, 673, 1028, 1440)))
        changes = tuple(map(Decimal, (66, 110, 162, 294)))
        found = implied_last_year(to_date, changes)
        assert found == (260, 303, 303, 280), "which add up to its baseline of 1,146"

    def test_what_cannot_be(self) -> None:
        found = implied_last_year((Decimal(100), Decimal(110)), (Decimal(10), Decimal(30)))
        assert found == "last year's quarter 2 would be -10, so a total or a change is wrong"


def test_rolling_year_of_figures_entered_to_date_needs_three_of_them() -> None:
    # 673 so far, and 1,146 less 563 still to come last year; the quarters 1 and 3 are not needed.
    typed = {"2014-15Q2": "563", "2014-15Q4": "1146", "2015-16Q2": "673"}
    assert line(typed, entered_as=EnteredAs.YEAR_TO_DATE).rolling(Q2) == 1256
    typed = {"2014-15Q2": "563", "2014-15": "1146", "2015-16Q2": "673"}
    assert line(typed, entered_as=EnteredAs.YEAR_TO_DATE).rolling(Q2) == 1256
