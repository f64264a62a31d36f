import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Grain, Period, quarters_between

quarters = st.builds(Period.quarter, st.integers(1900, 2199), st.integers(1, 4))
years = st.builds(Period.financial_year, st.integers(1900, 2199))
months = st.builds(Period.month, st.integers(1900, 2199), st.integers(1, 12))
periods = quarters | years | months


def test_the_fourth_quarter_lies_in_the_next_calendar_year() -> None:
    quarter = Period.from_key("2015-16Q4")
    assert (quarter.start, quarter.end) == (date(2016, 1, 1), date(2016, 3, 31))
    assert quarter == Period.quarter(2015, 4)
    assert quarter.of_year == Period.from_key("2015-16")


def test_a_year_runs_from_april_to_march() -> None:
    year = Period.from_key("2015-16")
    assert (year.start, year.end) == (date(2015, 4, 1), date(2016, 3, 31))
    assert [quarter.key for quarter in year.quarters] == ["2015-16Q1", "2015-16Q2", "2015-16Q3", "2015-16Q4"]


def test_labels_of_a_quarter() -> None:
    quarter = Period.quarter(2015, 4)
    assert quarter.label == "Quarter 4 2015/16"
    assert quarter.short_label == "Q4 15/16"
    assert quarter.span_label == "Jan to Mar 2016"
    assert quarter.rolling_label == "Apr '15 - Mar '16"
    assert Period.quarter(2011, 4).rolling_label == "Apr '11 - Mar '12"
    assert Period.quarter(2010, 1).rolling_label == "Jul '09 - Jun '10"
    assert Period.quarter(2010, 3).rolling_label == "Jan '10 - Dec '10"
    assert Period.quarter(2011, 3).span_label == "Oct to Dec 2011"


def test_labels_of_years_and_months() -> None:
    assert Period.financial_year(2015).label == Period.financial_year(2015).short_label == "2015/16"
    assert Period.financial_year(1999).label == "1999/00"
    assert Period.financial_year(2015).span_label == "Apr 2015 to Mar 2016"
    month = Period.month(2016, 3)
    assert (month.label, month.short_label, month.span_label) == ("March 2016", "Mar 16", "March 2016")
    assert month.year_label == "2015/16"
    assert Period.month(2016, 4).of_year.key == "2016-17"


def test_steps_cross_years() -> None:
    assert Period.quarter(2015, 1).previous == Period.quarter(2014, 4)
    assert Period.quarter(2015, 4).next == Period.quarter(2016, 1)
    assert Period.quarter(2015, 4).year_before == Period.quarter(2014, 4)
    assert Period.month(2016, 1).previous == Period.month(2015, 12)
    assert Period.month(2016, 1).year_after == Period.month(2017, 1)
    assert Period.financial_year(2015).next == Period.financial_year(2016)
    assert Period.quarter(2014, 2).distance_to(Period.quarter(2016, 1)) == 7


def test_order_is_by_first_day_then_the_longer_first() -> None:
    typed = ["2016M04", "2015-16Q4", "2016-17Q1", "2015-16", "2016-17", "2009-10Q1"]
    in_order = ["2009-10Q1", "2015-16", "2015-16Q4", "2016-17", "2016-17Q1", "2016M04"]
    assert [period.key for period in sorted(map(Period.from_key, typed))] == in_order
    assert Period.quarter(2015, 1) <= Period.quarter(2015, 1) < Period.month(2015, 4)
    assert Period.month(2015, 4) > Period.financial_year(2015)
    assert Period.month(2015, 4) >= Period.month(2015, 4)


def test_quarters_between_includes_both_ends() -> None:
    found = quarters_between(Period.quarter(2014, 3), Period.quarter(2015, 2))
    assert [quarter.key for quarter in found] == ["2014-15Q3", "2014-15Q4", "2015-16Q1", "2015-16Q2"]
    assert quarters_between(Period.quarter(2015, 2), Period.quarter(2015, 1)) == ()


@pytest.mark.parametrize(
    "key", ["", "2015-16Q5", "2015-17", "2015-16 Q4", "2016M13", "2016M00", "1899-00", "2200-01", "٢٠١٥-16"]
)
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(PeriodError):
        Period.from_key(key)


def test_years_and_numbers_outside_their_range_are_refused() -> None:
    with pytest.raises(PeriodError, match="1900 to 2199"):
        Period.quarter(1899, 4)
    with pytest.raises(PeriodError, match="1900 to 2199"):
        Period.quarter(1900, 1).shift(-1)
    with pytest.raises(PeriodError, match="quarter cannot have the number 5"):
        Period.quarter(2015, 5)
    with pytest.raises(PeriodError, match="quarter to a year"):
        Period.quarter(2015, 4).distance_to(Period.financial_year(2015))


def test_a_period_is_not_equal_to_its_key() -> None:
    assert Period.quarter(2015, 4) != "2015-16Q4"
    assert Period.financial_year(2015) != Period.quarter(2015, 1)


@given(periods)
def test_a_key_names_one_period(period: Period) -> None:
    again = Period.from_key(period.key)
    assert again == period
    assert hash(again) == hash(period)
    assert (again.grain, again.year, again.index) == (period.grain, period.year, period.index)
    assert pickle.loads(pickle.dumps(period)) == period


@given(quarters | months | years, st.integers(-200, 200))
def test_a_step_there_and_back(period: Period, steps: int) -> None:
    if 1900 <= period.year + steps <= 2199:
        assert period.shift(steps).shift(-steps) == period
        assert period.distance_to(period.shift(steps)) == steps


@given(st.dates(date(1901, 4, 1), date(2200, 3, 31)), st.sampled_from([Grain.QUARTER, Grain.YEAR]))
def test_every_day_lies_in_one_period_of_each_grain(day: date, grain: Grain) -> None:
    period = Period.containing(day, grain)
    assert period.start <= day <= period.end
    assert Period.containing(period.start - timedelta(days=1), grain) == period.previous
    assert Period.containing(period.end, grain) == period


@given(periods, periods)
def test_order_agrees_with_the_calendar(one: Period, other: Period) -> None:
    if one.start != other.start:
        assert (one < other) == (one.start < other.start)
    elif one != other:
        assert (one < other) == (one.end > other.end)


@given(st.dates(date(1900, 2, 1), date(2199, 12, 31)))
def test_every_day_lies_in_one_month(day: date) -> None:
    month = Period.containing(day, Grain.MONTH)
    assert (month.year, month.index) == (day.year, day.month)
    assert month.start <= day <= month.end
    assert month.previous.end + timedelta(days=1) == month.start
