import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.period import Period
from cspdesk.domain.vague_date import Precision, VagueDate, read_date

QUARTER = Period.quarter(2015, 4)  # from 1 January 2016


@pytest.mark.parametrize(
    ("typed", "day", "label"),
    [
        ("23/11/11", date(2011, 11, 23), "23 November 2011"),
        ("(01/11/11)", date(2011, 11, 1), "1 November 2011"),
        ("05/12/2011", date(2011, 12, 5), "5 December 2011"),
        ("5.12.11", date(2011, 12, 5), "5 December 2011"),
        ("23 November 2011", date(2011, 11, 23), "23 November 2011"),
        ("Wednesday 23rd Nov 2011", date(2011, 11, 23), "23 November 2011"),
        ("2011-11-23", date(2011, 11, 23), "23 November 2011"),
        ("24th May", date(2016, 5, 24), "24 May 2016"),
        ("7 October", date(2016, 10, 7), "7 October 2016"),
        ("27 November:", date(2016, 11, 27), "27 November 2016"),
        ("1 January", date(2016, 1, 1), "1 January 2016"),
        ("29 February", date(2016, 2, 29), "29 February 2016"),
    ],
)
def test_days(typed: str, day: date, label: str) -> None:
    assert read_date(typed, QUARTER) == VagueDate(typed, day, day, Precision.DAY, False, label)


def test_a_day_without_a_year_is_the_first_from_the_start_of_the_quarter() -> None:
    third = Period.quarter(2015, 3)  # from 1 October 2015
    assert read_date("7 October", third).start == date(2015, 10, 7)
    assert read_date("30 September", third).start == date(2016, 9, 30)
    assert read_date("29 February", Period.quarter(2016, 1)).start == date(2020, 2, 29)


def test_a_day_without_a_year_or_a_quarter_is_no_date() -> None:
    assert read_date("24th May").precision is Precision.NONE
    assert read_date("24th May").label == "24th May"


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("Oct 2011", date(2011, 10, 1), date(2011, 10, 31), Precision.MONTH),
        ("Feb 2012", date(2012, 2, 1), date(2012, 2, 29), Precision.MONTH),
        ("Oct '11", date(2011, 10, 1), date(2011, 10, 31), Precision.MONTH),
        ("2012", date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR),
        ("End 2012", date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR),
        ("2015/16", date(2015, 4, 1), date(2016, 3, 31), Precision.YEAR),
        ("Q3 2015/16", date(2015, 10, 1), date(2015, 12, 31), Precision.SPAN),
        ("Apr to Sept 2011", date(2011, 4, 1), date(2011, 9, 30), Precision.SPAN),
        ("Feb & Mar 2012", date(2012, 2, 1), date(2012, 3, 31), Precision.SPAN),
        ("Nov and Dec 2011", date(2011, 11, 1), date(2011, 12, 31), Precision.SPAN),
        ("Nov to Feb 2012", date(2011, 11, 1), date(2012, 2, 29), Precision.SPAN),
        ("2011 to Mar 2012", date(2011, 1, 1), date(2012, 3, 31), Precision.SPAN),
        ("1 to 3 May 2016", date(2016, 5, 1), date(2016, 5, 3), Precision.SPAN),
    ],
)
def test_vaguer_dates_keep_their_words(typed: str, start: date, end: date, precision: Precision) -> None:
    assert read_date(typed, QUARTER) == VagueDate(typed, start, end, precision, False, typed)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("Apr – Sept 2011:", date(2011, 4, 1), date(2011, 9, 30)),
        ("Dec 11 – Mar 2012", date(2011, 12, 1), date(2012, 3, 31)),
        ("June – July 2012", date(2012, 6, 1), date(2012, 7, 31)),
        ("01/10/14 - 30/09/15", date(2014, 10, 1), date(2015, 9, 30)),
    ],
)
def test_spans_with_a_dash(typed: str, start: date, end: date) -> None:
    found = read_date(typed)
    assert (found.start, found.end, found.precision) == (start, end, Precision.SPAN)
    assert found.label == typed.rstrip(":").replace(" - ", " – ")


def test_a_year_that_was_added_is_shown() -> None:
    assert read_date("October", QUARTER).label == "October 2016"
    assert read_date("Apr - Sept", QUARTER).label == "April 2016 to September 2016"


def test_to_be_confirmed_is_kept() -> None:
    found = read_date("05/12/11 TBC")
    assert (found.start, found.provisional) == (date(2011, 12, 5), True)
    assert found.label == "5 December 2011 (to be confirmed)"
    assert read_date("TBC").start is None
    assert read_date("TBC").provisional


@pytest.mark.parametrize(
    "typed", ["31/02/16", "30/13/16", "29/02/15", "31 April 2016", "31 April", "0 May 2016"]
)
def test_impossible_days_are_no_dates(typed: str) -> None:
    found = read_date(typed, QUARTER)
    assert (found.start, found.end, found.precision) == (None, None, Precision.NONE)
    assert found.doubt == f"'{typed}' is not a day of the calendar."


@pytest.mark.parametrize(
    "typed", ["", "12", "5-6", "99999", "at the next meeting", "1899", "May to Apr", "٢٣/١١/١١"]
)
def test_other_words_are_no_dates(typed: str) -> None:
    found = read_date(typed)
    assert (found.start, found.precision, found.doubt, found.label) == (None, Precision.NONE, "", typed)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_a_day_prints_is_read_back(day: date) -> None:
    label = read_date(day.isoformat()).label
    assert read_date(label).start == read_date(label).end == day


words = st.sampled_from(
    ["1", "31", "2012", "11", "Feb", "Sept", "May", "-", "/", "to", "&", " ", "'", "th", "TBC", "end", "("]
)


@given(
    st.text(max_size=60)
    | st.lists(words, max_size=8).map("".join)
    | st.lists(words, max_size=8).map(" ".join)
)
def test_any_text_is_read_and_its_label_reads_the_same(typed: str) -> None:
    found = read_date(typed, QUARTER)
    assert (found.start is None) == (found.end is None) == (found.precision is Precision.NONE)
    if found.start is not None and found.end is not None:
        assert found.start <= found.end
        again = read_date(found.label, QUARTER)
        assert (again.start, again.end, again.precision) == (found.start, found.end, found.precision)


@pytest.mark.parametrize("unit", ["1/", "to ", "Oct ", "(", "-", "TBC "])
def test_long_text_is_read_in_one_pass(unit: str) -> None:
    began = time.perf_counter()
    for length in (79, 100_000):
        read_date(unit * (length // len(unit)), QUARTER)
    assert time.perf_counter() - began < 5
