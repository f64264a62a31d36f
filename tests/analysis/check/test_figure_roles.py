"""Which figure a number of a sentence is, and what it is compared with, in the manner of many hands."""

import pytest

from cspdesk.analysis.check.checker import check_text
from cspdesk.analysis.check.finding import Kind, TextRef, Verdict, Where
from cspdesk.domain.choices import Polarity
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.unit import Unit
from tests.support.claims import found, outcomes, titled, violence, with_series
from tests.support.judging import MEASURE, Q4, baseline, target, year

SAFE = {**year(2014, "61%", "58%", "63%", "60%"), **year(2015, "64%", "66%", "68%", "69%")}
"""A year before 60%, in the quarter before 68%."""
THEFT_OF = {**year(2014, "70", "81", "77", "88"), **year(2015, "83", "90", "92", "85")}
THEFT_FROM = {**year(2014, "201", "190", "205", "188"), **year(2015, "176", "183", "171", "162")}
ALL = {**year(2014, "271", "271", "282", "276"), **year(2015, "259", "273", "263", "247")}


@pytest.fixture(scope="module")
def document() -> Snapshot:
    """412 offences, 280 a year before (132 or 47.1% more), 355 the quarter before; 1,440 against 1,146."""
    return violence()


@pytest.fixture(scope="module")
def safe() -> Snapshot:
    """Residents who feel safe, with a target of 65% and a baseline of 55%."""
    return titled(
        "Residents who feel safe",
        SAFE,
        unit=Unit.PERCENT,
        unit_label="residents",
        polarity=Polarity.HIGHER,
        targets=(target("65%", Q4, Unit.PERCENT),),
        baselines=(baseline("55%", Unit.PERCENT, label="2012/13"),),
    )


@pytest.fixture(scope="module")
def vehicles() -> Snapshot:
    """Thefts of and from vehicles, whose labels share their words, with the total of both."""
    lines = {"Theft of vehicle": THEFT_OF, "Theft from vehicle": THEFT_FROM, "*Total": ALL}
    return with_series("Vehicle crime", lines, unit_label="offences")


RIGHT = (
    "412 offs (LY 280), +132 / +47.1%.",
    "412 v 280 LY. YTD 1,440 v 1,146.",
    "Year end: 1,440 offences vs. 1,146 (+294, +25.7%).",
    "Year to date 1,440 offences (1,146), +25.7%.",
    "Q4 2015/16: 412; Q4 2014/15: 280; change +132 (+47.1%).",
    "12 above the target of 400; up from 280 twelve months ago.",
    "Although there was a rise on the previous quarter (355 to 412), offences are up 47.1% year on year.",
    "There were 412 offences, which is 57 more than in the previous three months.",
    "412 (+132 on Q4 2014/15, +57 on Q3).",
    "An additional 132 offences were recorded compared with the same quarter last year.",
    "In the second half of the year there were 767 offences.",
    "Offences rose sharply in the last quarter: 412, against 355 the quarter before.",
    "The annual total was 1,440, exceeding last year's total by 294 offences.",
    "In 2013 there were 1,900 offences.",
    "412 offences, 44% below the 2005-09 average of 736.",
    "Offences continue to rise: 412 this quarter against 355 in the last, an increase of 16.1%.",
    "There was a rise on the same quarter last year (412 offences compared with 280).",
    "Offences were 25.7% higher in 2015/16 than in 2014/15.",
    "Numbers have gone up again this quarter (355 to 412).",
    "Offences went up by 47.1% to 412, the highest since 2009/10 when 606 were recorded.",
    "There were 1,146 offences last year and 1,440 this year.",
    "YTD 1,440 (last year 1,146).",
    "In 2.1 there were 412 offences.",
    "Offences rose to 412 (Q3: 355).",
    "412 offences, although Q3 had been 52 higher than the year before.",
    "412 offences (target 400), 132 more than last year's 280.",
    "412 offences, the most in any quarter to date and 12 above the target of 400.",
    "Offences fell short of 420, though still ahead of the 280 of Q4 last year.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_each_comparison_is_held_against_its_own_comparator(document: Snapshot, text: str) -> None:
    assert found(document, text) == []


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("412 offs (LY 208), +132 / +47.1%.", "208", "280"),
        ("Year end: 1,404 offences vs. 1,146.", "1,404", "1,440"),
        ("Year to date 1,440 offences (1,164), +25.7%.", "1,164", "1,146"),
        ("Q4 2015/16: 412; Q4 2014/15: 280; change +123.", "123", "132"),
        ("12 above the target of 400; up from 208 twelve months ago.", "208", "280"),
        ("412 offences, which is 75 more than in the previous three months.", "75", "57"),
        ("412 (+132 on Q4 2014/15, +75 on Q3).", "75", "57"),
        ("The annual total was 1,440, exceeding last year's total by 249 offences.", "249", "294"),
        ("412 offences, last year 208.", "208", "280"),
    ],
)
def test_a_wrong_one_alone_is_blamed(document: Snapshot, text: str, said: str, right: str) -> None:
    assert [(each[1].lstrip("+"), each[2].lstrip("+")) for each in found(document, text)] == [(said, right)]


@pytest.mark.parametrize(
    "text",
    [
        "69% felt safe, above the target of 65% yet only a point higher than the 68% of last quarter.",
        "69% feel safe, up nine percentage points on the same quarter last year (60%).",
        "At 69%, the figure is 1 point higher than last quarter (68%) and 4 points above target.",
        "69%, well ahead of the 65% target and better than the 60% of a year ago.",
        "69% feel safe and 14 points above the baseline of 55%. During the day 91% do.",
        "69%, above the 65% target for the third time and 9 percentage points better than Q4 2014/15.",
        "69% feel safe (+/- 3.1 points), 4 points above target.",
        "69% (± 3.1 points), nine points up on last year.",
        "69%, 4 points clear of target.",
        "69% feel safe, almost the same as the 68% of last quarter.",
        "Feeling safe crept up to 69%, though it is 3 points short of what other towns report.",
    ],
)
def test_percentages_are_read_with_their_comparators(safe: Snapshot, text: str) -> None:
    assert found(safe, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("69% felt safe, lower than the 60% of a year ago.", Kind.WRONG_DIRECTION, "lower"),
        ("69% feel safe, up nine percentage points on last year (61%).", Kind.WRONG_PERCENT, "61%"),
        ("69%, well ahead of the 56% target.", Kind.WRONG_PERCENT, "56%"),
        ("69%, above the 65% target and 7 points better than Q4 2014/15.", Kind.WRONG_PERCENT, "7 points"),
        ("Feeling safe rose from 60% to 67% on the same quarter last year.", Kind.WRONG_PERCENT, "67%"),
    ],
)
def test_wrong_percentages_are_found(safe: Snapshot, text: str, kind: Kind, said: str) -> None:
    assert [each[:2] for each in found(safe, text)] == [(kind, said)]


@pytest.mark.parametrize(
    "text",
    [
        "Theft of 85, theft from 162, total 247.",
        "Thefts of vehicles are down 3 on last year (85 against 88); thefts from vehicles are down 26.",
        "There were 85 thefts of vehicles and 162 thefts from vehicles, making 247 in all.",
        "Theft of vehicles fell to 85 from 88 last year. This gives a year to date total of 350.",
    ],
)
def test_series_with_words_in_common_are_told_apart(vehicles: Snapshot, text: str) -> None:
    assert found(vehicles, text) == []


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("Theft of vehicle: 58. Theft from vehicle: 162.", "58", "85"),
        ("Thefts of vehicles are down 3 on last year; thefts from vehicles are down 62.", "62", "26"),
        ("There were 58 thefts of vehicles and 162 thefts from vehicles.", "58", "85"),
    ],
)
def test_a_wrong_figure_of_a_series_is_found(vehicles: Snapshot, text: str, said: str, right: str) -> None:
    assert [each[1:] for each in found(vehicles, text)] == [(said, right)]


def test_none_fewer_is_a_number_without_a_direction() -> None:
    even = titled("Robbery", year(2015, "20", "22", "30", "30"), unit_label="offences")
    assert found(even, "30 offences, 0 fewer than in the previous quarter.") == []


def test_a_quarter_named_wrongly_is_told_of_once(document: Snapshot) -> None:
    # 280 is of Quarter 4 2014/15, as 412 is of Quarter 4 2015/16.
    ref = TextRef(Where.COMMENTARY, (MEASURE, Q4.key), "text", Q4, None, MEASURE)
    _, findings = check_text(document, ref, "Q3: 412 offences (Q3 last year 280).")
    assert [(each.kind, each.said) for each in findings] == [(Kind.WRONG_PERIOD, "Q3")]


def test_a_wrong_direction_is_told_with_both_figures(document: Snapshot) -> None:
    _, findings = outcomes(document, "412 offences, down 132 on the same quarter last year.")
    assert [each.message for each in findings] == [
        "The text says “down”, but the figures say otherwise: Quarter 4 2015/16: 412; Quarter 4 2014/15: 280."
    ]


def test_a_direction_in_a_sentence_of_many_words_is_told_only_where_it_holds(document: Snapshot) -> None:
    # Young people are not named by the measure, so nobody can tell that these offences did not rise.
    said = "The volume of offences by young people looks to be {}."
    for word, verdict in (("increasing", Verdict.AGREES), ("decreasing", Verdict.UNCHECKED)):
        statements, findings = outcomes(document, said.format(word))
        assert [(each.said, each.verdict) for each in statements] == [(word, verdict)]
        assert findings == []
