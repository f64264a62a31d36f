"""Numbers of a text held against each other: over a year's quarters, and as lists of parts."""

import pytest

from cspdesk.analysis.check.finding import Kind
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Measure, Observation, Priority, Series
from tests.support.claims import found, titled
from tests.support.judging import MEASURE, Q1, Q2, year

FIRST = "326 offences. Increase of 66 offences compared to last year (25.4%)"
"""It implies 260 last year: 66 of 260 is 25.38 in 100."""


def with_text(text: str) -> Snapshot:
    """Two quarters of this year alone, and what was said of the first."""
    made = titled("Violence with injury", year(2015, "326", "347"), unit_label="offences")
    rows = [row for kind in (Measure, Series, Observation, Priority) for row in made.of(kind)]
    return Snapshot.of_rows([*rows, Commentary(measure=MEASURE, period=Q1, text=text)])


class TestQuarters:
    """Last year is not in the grid; what Quarter 2 implies of it is no less than what Quarter 1 does."""

    def test_a_year_to_date_that_falls_cannot_be(self) -> None:
        # 673 − 440 = 233, less than the 260 of Quarter 1; 440 of 233 is 188.84 in 100.
        text = "347 offences. This gives a year to date total of 673, an increase of 440 crimes (188.8%)"
        assert found(with_text(FIRST), text, Q2) == [(Kind.UNRECONCILED, "440", "")]

    def test_one_that_grows_may_be(self) -> None:
        text = "347 offences. This gives a year to date total of 673, an increase of 110 crimes (19.5%)"
        assert found(with_text(FIRST), text, Q2) == []

    def test_a_text_that_is_wrong_in_itself_tells_nothing_of_others(self) -> None:
        text = "347 offences. This gives a year to date total of 673, an increase of 440 crimes (188.8%)"
        assert found(with_text(FIRST.replace("25.4", "52.4")), text, Q2) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 20 new, 15 repeat and 10 referred cases, 45 in total.", []),
        (
            "There were 20 new, 15 repeat and 10 referred cases, 54 in total.",
            [(Kind.UNRECONCILED, "54", "45")],
        ),
        ("Three schools took part: 14 pupils at one, 9 at another and 11 at the last, 34 in all.", []),
        ("97 cases were heard: 33 repeats and 64 new cases.", []),
        (
            "97 cases were heard: 33 repeats and 54 new cases.",
            [(Kind.UNRECONCILED, "33 repeats and 54 new cases", "")],
        ),
        ("97 cases, of which 33 were repeats and 20 were referred on.", []),
        ("97 cases, of which 33 were repeats and the other 64 were new.", []),
        (
            "97 cases, of which 33 were repeats and the other 46 were new.",
            [(Kind.UNRECONCILED, "33 were repeats and the other 46 were new", "")],
        ),
        ("38% of clients left, within the 39% of last year.", []),
        ("We held 3 events with 20, 35 and 41 people, 96 in all.", []),
        ("The 3 hubs saw 120, 80 and 60 visitors, 260 in total, up from 210.", []),
        ("30 new and 15 repeat thefts from cars, making 54 in all.", [(Kind.UNRECONCILED, "54", "45")]),
        ("20 new (44%) and 25 repeat cases (56%), 54 in all.", [(Kind.UNRECONCILED, "54", "45")]),
        ("45 cases, 20 of them new, 15 repeat and 10 referred.", []),
        ("64 cases, 19 of them repeats, and 81 children lived in those homes.", []),
        ("Of the 43 victims, 20 were young, 15 were known and 12 had been victims before.", []),
        ("31 people were hurt (3 badly, 28 slightly).", []),
        (
            "31 people were hurt (3 badly, 26 slightly).",
            [(Kind.UNRECONCILED, "3 badly, 26 slightly", "")],
        ),
        ("45 women came (30 with children, 20 for the first time).", []),
        ("12 people, 8 men and 4 women, finished.", []),
        ("12 people, 8 men and 5 women, finished.", [(Kind.UNRECONCILED, "8 men and 5 women", "")]),
        ("118 calls, 60 visits and 60 letters.", []),
        ("10 of the 14 orders were granted, the other 4 were not.", []),
        (
            "10 of the 14 orders were granted, the other 6 were not.",
            [(Kind.UNRECONCILED, "6", "4")],
        ),
        (
            "Income was £45,000: £30,000 of grant and £25,000 of match.",
            [(Kind.UNRECONCILED, "£30,000 of grant and £25,000 of match", "")],
        ),
    ],
)
def test_parts_are_added_where_they_are_said_to_be_all(
    text: str, expected: list[tuple[Kind, str, str]]
) -> None:
    assert found(with_text(FIRST), text, measure=None) == expected
