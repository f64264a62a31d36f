"""Days, months, quarters, years and stretches of time as people write them."""

from datetime import date

import pytest

from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.tokens import Token, TokenKind

PERIOD = TokenKind.PERIOD


def dated(text: str) -> list[Token]:
    kinds = {PERIOD, TokenKind.DATE, TokenKind.MONTH}
    return [token for sentence in sentences(text) for token in sentence.tokens if token.kind in kinds]


@pytest.mark.parametrize(
    ("words", "quarter", "last", "key"),
    [
        ("Q3", 3, 0, ""),
        ("Quarter 3", 3, 0, ""),
        ("Qtr 3", 3, 0, ""),
        ("quarter three", 3, 0, ""),
        ("third quarter", 3, 0, ""),
        ("3rd quarter", 3, 0, ""),
        ("final quarter", 4, 0, ""),
        ("Q3 2015/16", 3, 0, "2015-16Q3"),
        ("Quarter 3, 2015/16", 3, 0, "2015-16Q3"),
        ("Q3 of 2015-16", 3, 0, "2015-16Q3"),
        ("2015/16 Q3", 3, 0, "2015-16Q3"),
        ("Q4 201112", 4, 0, "2011-12Q4"),
        ("Q1 to Q3", 1, 3, ""),
        ("Q1 and Q2", 1, 2, ""),
        ("Q1-3", 1, 3, ""),
        ("Quarters 1 to 3", 1, 3, ""),
        ("first three quarters", 1, 3, ""),
        ("Q1 to Q3 2015/16", 1, 3, "2015-16"),
        ("2014/5", 0, 0, "2014-15"),
        ("2014/2015", 0, 0, "2014-15"),
        ("14/15", 0, 0, "2014-15"),
        ("201415", 0, 0, "2014-15"),
        ("Oct 15 to Sept 16", 0, 0, "2016-17Q2"),
        ("01/10/14 - 30/09/15", 0, 0, "2015-16Q2"),
        ("1 April 2015 to 31 March 2016", 0, 0, "2015-16"),
        ("01/01/16 - 31/03/16", 4, 0, "2015-16Q4"),
        ("Jul '09 - Jun '10", 0, 0, "2010-11Q1"),
        ("Oct ' 09 - Sept '10", 0, 0, "2010-11Q2"),
        ("Apr - Sept 2011", 1, 2, "2011-12"),
        ("Jan to Mar 2016", 4, 0, "2015-16Q4"),
        ("April to December", 1, 3, ""),
        ("January to March", 4, 0, ""),
        ("2012-2014", 0, 0, ""),
        ("Dec 11 \u2013 Mar 2012", 0, 0, ""),
    ],
)
def test_periods(words: str, quarter: int, last: int, key: str) -> None:
    text = f"the figures ({words}) are here"
    (token,) = dated(text)
    assert token.kind is PERIOD
    assert text[token.start : token.end] == words
    assert (token.quarter, token.last_quarter) == (quarter, last)
    assert (token.period.key if token.period else "") == key


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In Q1 and 2 completions", ["Q1"]),
        ("Q1 - 3 offences", ["Q1"]),
        ("rose from Q3 to Q4", ["Q3", "Q4"]),
        ("this quarter 4 offences were seen", []),
        ("Q1 and Q3", ["Q1", "Q3"]),
        ("between January and March", ["January and March"]),
        ("from 2014/15 to 2015/16", ["2014/15", "2015/16"]),
        ("in 2015 incidents rose", ["2015"]),
        ("2015 incidents", []),
        ("a total of 2014 offences", []),
        ("compares to 2014 last year", []),
        ("compared to 2014.", ["2014"]),
        ("the year to date", []),
        ("FY2015/16 closed", ["2015/16"]),
    ],
)
def test_where_periods_begin_and_end(text: str, periods: list[str]) -> None:
    assert [text[token.start : token.end] for token in dated(text) if token.kind is PERIOD] == periods


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24th May", None),
        ("7 October", None),
        ("Monday 24 May", None),
        ("24th of May 2016", date(2016, 5, 24)),
        ("May 24th, 2016", date(2016, 5, 24)),
        ("24 May '16", date(2016, 5, 24)),
        ("01/10/14", date(2014, 10, 1)),
        ("1.10.2014", date(2014, 10, 1)),
        ("2016-05-24", date(2016, 5, 24)),
    ],
)
def test_days(words: str, day: date | None) -> None:
    text = f"expected by {words}: see below"
    (token,) = dated(text)
    assert (token.kind, text[token.start : token.end], token.day) == (TokenKind.DATE, words, day)


@pytest.mark.parametrize(
    ("words", "key"),
    [("October", ""), ("Oct 2011", "2011M10"), ("Oct '11", "2011M10"), ("in may 2015", "2015M05")],
)
def test_months(words: str, key: str) -> None:
    (token,) = dated(f"since {words}: more")
    assert token.kind is TokenKind.MONTH
    assert (token.period.key if token.period else "") == key


def test_verbs_and_counts_are_no_months() -> None:
    assert dated("This may rise. They march on. 14 may be too few.") == []
    (month,) = dated("In May 16 offences were recorded")
    assert month.word == "may"


def test_a_day_that_cannot_be_is_no_date() -> None:
    assert dated("on 31/02/2015 and 45 June") == [] or all(
        token.kind is TokenKind.MONTH for token in dated("45 June")
    )
