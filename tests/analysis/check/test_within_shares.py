"""Counts with their per cent, where the whole stands further off; all worked out by hand."""

import pytest

from cspdesk.analysis.check.finding import Kind, Verdict
from tests.support.claims import found, outcomes, violence

PERCENT = Kind.WRONG_PERCENT


@pytest.mark.parametrize(
    "text",
    [
        # 40 of 80 are 50 in 100, 20 of 40 too, 12 of 48 are 25, 271 of 312 are 86.9, 9 of 12 are 75.
        "80 shoppers were asked and 40 (50%) had seen the patrol.",
        "Of the 80 shoppers 50% (40) had seen the patrol.",
        "The team saw 80 clients, 40 (50%) of whom were new and 20 (50%) of those were young.",
        "312 people replied: 271 felt safe (87%) and 41 did not (13%).",
        "48 people came. 12 of them (25%) stayed to the end.",
        "12 (25%) of the 48 people stayed to the end.",
        "80 letters were sent, 20 visits made and 5 (25%) of the visits led to a warning.",
        "80 referrals were made: 40 by schools (50%), 20 from the police (25%) and 20 by others (25%).",
        "9 of the 12 wardens (75%) are trained; 5 (80%) have driven before.",
        "18 people began; 12 finished, a completion rate of 67%.",
        "£9,000 of the £12,000 grant (75%) is spent.",
        "Over 12 weeks 33 (78%) kept their appointments.",
        # 10 more than 70 are 14.3 in 100, and 10 more than 80 are 12.5.
        "80 letters were sent, up 10 (14.3%).",
        "90 letters were sent, 10 (12.5%).",
        "Two of the five wards make up 60% of complaints.",
        "40 visitors came and 10 (25%) came more than once.",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert found(violence(), text, measure=None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80 shoppers were asked and 40 (45%) had seen the patrol.", [(PERCENT, "45%", "50%")]),
        ("Of the 80 shoppers 45% (40) had seen the patrol.", [(PERCENT, "45%", "50%")]),
        ("48 people came. 12 of them (35%) stayed to the end.", [(PERCENT, "35%", "25%")]),
        ("12 (35%) of the 48 people stayed to the end.", [(PERCENT, "35%", "25%")]),
        ("48 people came, 12 (35%) of whom stayed to the end.", [(PERCENT, "35%", "25%")]),
        ("18 people began; 12 finished, a completion rate of 76%.", [(PERCENT, "76%", "67%")]),
        ("£9,000 of the £12,000 grant (57%) is spent.", [(PERCENT, "57%", "75%")]),
        # 41 of 312 are 13.14 in 100.
        (
            "312 people replied and 41 (13.1%) felt unsafe; 271 (78%) felt safe.",
            [(PERCENT, "78%", "87%")],
        ),
    ],
)
def test_a_wrong_share_is_found(text: str, expected: list[tuple[Kind, str, str]]) -> None:
    assert found(violence(), text, measure=None) == expected


def test_a_part_is_not_held_against_the_measures_own_figures() -> None:
    statements, findings = outcomes(violence(), "412 offences, 103 of them (25%) at home.")
    assert not findings
    assert {each.said for each in statements if each.verdict is Verdict.AGREES} >= {"412", "25%"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("96 people came to 4 sessions, an average of 24 a session.", []),
        ("150 people came to 8 sessions, an average of 19 per session.", []),
        ("The patrol worked 35 nights and met an average of 4 groups a night, 140 in all.", []),
        (
            "96 people came to 4 sessions, an average of 42 a session.",
            [(Kind.WRONG_NUMBER, "42", "24")],
        ),
    ],
)
def test_an_average_over_what_is_counted(text: str, expected: list[tuple[Kind, str, str]]) -> None:
    assert found(violence(), text, measure=None) == expected
