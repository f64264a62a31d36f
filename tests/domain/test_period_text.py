import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Period
from cspdesk.domain.period_text import parse_period, quarters_meant

SPELLINGS = [
    ("2015-16Q4", "2015-16Q4"),
    ("2015-16 Q4", "2015-16Q4"),
    ("2015/16 q4", "2015-16Q4"),
    ("Q4 2015/16", "2015-16Q4"),
    ("Q4 15/16", "2015-16Q4"),
    ("Quarter 4 2015/16", "2015-16Q4"),
    ("Q4 201112", "2011-12Q4"),
    ("Q3 2015/16", "2015-16Q3"),
    ("Q2 2019/20", "2019-20Q2"),
    ("Q1 of nothing", None),
    ("200809", "2008-09"),
    ("201112", "2011-12"),
    ("2009/10", "2009-10"),
    ("2014/5", "2014-15"),
    ("2018/19", "2018-19"),
    ("2015-16", "2015-16"),
    ("2011-12", "2011-12"),
    ("2015–16", "2015-16"),
    ("2015/2016", "2015-16"),
    ("Jan to Mar 2016", "2015-16Q4"),
    ("Jan - Mar '16", "2015-16Q4"),
    ("January – March 2016", "2015-16Q4"),
    ("Jan 2016 to Mar 2016", "2015-16Q4"),
    ("July to September 2011", "2011-12Q2"),
    ("Jul '09 - Jun '10", "2010-11Q1"),
    ("Oct ' 09 - Sept '10", "2010-11Q2"),
    ("Jan '10 -  Dec '10", "2010-11Q3"),
    ("Apr '10 - Mar '11", "2010-11Q4"),
    ("Apr ’11 – Mar ’12", "2011-12Q4"),
    ("Nov 2011", "2011M11"),
    ("October 2019", "2019M10"),
    ("Sept. 2011", "2011M09"),
    ("2016M03", "2016M03"),
    ("  March\u00a02016 ", "2016M03"),
    # Years that do not follow, quarters that do not exist, spans that are neither a quarter nor a year.
    ("2015/17", None),
    ("2015/2017", None),
    ("2014/6", None),
    ("201113", None),
    ("2015-16Q5", None),
    ("Q4 2015", None),
    ("2016", None),
    ("Apr – Sept 2011", None),
    ("Feb to Apr 2016", None),
    ("Jul '08 - Jun '10", None),
    ("Aug '09 - Jul '10", None),
    ("Mar to Jan 2016", None),
    ("Jan to Dec 2016", None),
    ("1899/00", None),
    ("٢٠١٥-16", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "key"), SPELLINGS)
def test_spellings(typed: str, key: str | None) -> None:
    if key is not None:
        assert parse_period(typed).key == key
        return
    with pytest.raises(PeriodError):
        parse_period(typed)


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(PeriodError) as refused:
        parse_period("2015-16Q5")
    assert str(refused.value) == (
        "'2015-16Q5' is not a period: write 2015-16 Q4, Q4 2015/16, Jan to Mar 2016 or 2015/16."
    )


def test_a_long_text_is_refused_without_repeating_it() -> None:
    with pytest.raises(PeriodError) as refused:
        parse_period("9" * 100_000)
    assert len(str(refused.value)) < 200


@given(st.integers(1900, 2199), st.integers(1, 4))
@example(1900, 1)
@example(1999, 4)
@example(2099, 4)
@example(2199, 4)
def test_what_a_quarter_prints_is_read_back(year: int, number: int) -> None:
    quarter = Period.quarter(year, number)
    for printed in (quarter.key, quarter.label, quarter.short_label, quarter.span_label):
        assert parse_period(printed) == quarter
    assert parse_period(quarter.rolling_label) == quarter


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_what_years_and_months_print_is_read_back(year: int, number: int) -> None:
    for period in (Period.financial_year(year), Period.month(year, number)):
        for printed in (period.key, period.label, period.short_label):
            assert parse_period(printed) == period


@given(st.text(max_size=80) | st.from_regex(r"[Qq]?[0-9'/ -]{0,12}(Jan|Mar|Sept)?", fullmatch=True))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    with contextlib.suppress(PeriodError):
        found = parse_period(text)
        assert Period.from_key(found.key) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Q2 2011/12", ["2011-12Q2"]),
        ("q2 2011", ["2011-12Q2"]),
        ("Quarter 4 1999", ["1999-00Q4"]),
        ("2011/12", ["2011-12Q1", "2011-12Q2", "2011-12Q3", "2011-12Q4"]),
        ("Feb 2012", ["2011-12Q4"]),
        ("Jul - Sep 2011", ["2011-12Q2"]),
        ("2011", []),
        ("Q2", []),
        ("Q2 9999", []),
        ("Jan 1900", []),
        ("", []),
    ],
)
def test_quarters_that_somebody_looks_for(typed: str, meant: list[str]) -> None:
    assert [quarter.key for quarter in quarters_meant(typed)] == meant
