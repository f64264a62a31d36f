import pytest

from cspdesk.desk.heading_text import fold, is_left_out, read_heading, year_in
from cspdesk.domain.period import Period

Q1 = Period.quarter(2015, 1)
Q4 = Period.quarter(2015, 4)


@pytest.mark.parametrize(
    ("levels", "period", "is_bare"),
    [
        (("Q1 2015/16",), Q1, False),
        (("Quarter 1 2015/16",), Q1, False),
        (("Apr-Jun 2015",), Q1, False),
        (("Jul '14 - Jun '15",), Q1, False),
        (("Jul ' 14 -", "Jun '15"), Q1, False),
        (("2015/16", "Q1"), Q1, False),
        (("Q1", "2015/16"), Q1, False),
        (("Quarter 1", "Apr to Jun 2015"), Q1, False),
        (("Q1 (Apr - Jun 2015)",), Q1, False),
        (("Q1 2015/16 actual",), Q1, False),
        (("Performance 2015/16", "Quarter 1"), Q1, False),
        (("2015/16",), Period.financial_year(2015), False),
        # The chosen quarter's year is taken where none is named; its Quarter 4 is in the next calendar year.
        (("Q1",), Q1, True),
        (("quarter 4",), Q4, True),
        (("Jan - Mar",), Q4, True),
        (("Apr to June",), Q1, True),
        (("Q4 (Jan–Mar)",), Q4, True),
        # Neither a period alone nor two that agree.
        (("Q1 2015/16 (Jul to Sep)",), None, False),
        (("Q1 2015/16", "355"), None, False),
        (("Mar 2016",), None, False),
        (("Q5",), None, False),
        (("Q1 2015",), None, False),
        (("Oct to Jun",), None, False),
        (("31/02/16",), None, False),
        (("Q٤ ٢٠١٥/١٦",), None, False),
        (("9" * 400,), None, False),
        (("Latest",), None, False),
        ((), None, False),
    ],
)
def test_a_heading_names_a_period_or_none(
    levels: tuple[str, ...], period: Period | None, is_bare: bool
) -> None:
    found = read_heading(levels, 2015)
    assert (found.period, found.is_bare) == (period, is_bare)


@pytest.mark.parametrize(
    ("levels", "is_target"),
    [
        (("Quarter 1", "Target"), True),
        (("Quarter 1", "Actual"), False),
        (("Target Q1 2015/16",), True),
        (("Q1 2015/16 targets",), True),
        (("Q1 2015/16 (target)",), True),
        (("Q1 2015/16",), False),
    ],
)
def test_a_heading_may_be_of_targets(levels: tuple[str, ...], is_target: bool) -> None:
    found = read_heading(levels, 2015)
    assert (found.period, found.is_target) == (Q1, is_target)


@pytest.mark.parametrize("levels", [("Unit",), ("TOTAL:",), ("Quarter 1", "RAG"), ("% change",), ("No.",)])
def test_some_headings_are_known_to_be_none(levels: tuple[str, ...]) -> None:
    found = read_heading(levels, 2015)
    assert found.is_other
    assert found.period is None


def test_names_are_compared_without_the_marks_between_their_parts() -> None:
    assert fold(" 1.1:  Repeat\u00a0callers – (Police). ") == "1.1 repeat callers police"
    assert fold("\u202b２.１\u202c Oﬀences\u200b") == "2.1 offences"
    assert is_left_out("Grand total:")
    assert not is_left_out("Total recorded crime")


def test_a_line_above_a_table_may_name_one_year() -> None:
    assert year_in(["Performance 2014/15, all areas", "Q1"]) == 2014
    assert year_in(["Plan 2014-2015"]) == 2014
    assert year_in(["2014/15 and 2015/16"]) is None
    assert year_in(["Plan 2014-2017", "2014/10/15"]) is None
    assert year_in([]) is None
