"""Ranks among other areas; of the five areas here one's own has the second lowest rate."""

from decimal import Decimal

import pytest

from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, PeerValue, PeerValueId, PeerVerdict, Priority, Series
from tests.support.claims import found, outcomes, violence
from tests.support.judging import MEASURE, Q4

COUNTS = (("Aldmere", 30), ("Our borough", 41), ("Birchley", 52), ("Coldwater", 63), ("Dunstow", 74))


def peers(period: Period = Q4, *verdicts: PeerVerdict) -> Snapshot:
    base = violence()
    rows: list[Row] = [row for kind in (Measure, Series, Observation, Priority) for row in base.of(kind)]
    rows += [
        PeerValue(
            id=PeerValueId(area),
            measure=MEASURE,
            period=period,
            area=area,
            own=area == "Our borough",
            count=Decimal(count),
            population=Decimal(100_000),
        )
        for area, count in COUNTS
    ]
    return Snapshot.of_rows([*rows, *verdicts])


@pytest.mark.parametrize(
    "text",
    [
        "We are ranked 2nd of 5 in our group.",
        # Counted from the highest rate it is the fourth.
        "We are ranked 4th out of 5 in our group.",
        "The borough has the second lowest rate of the 5 areas.",
        "We were 5th of 5 last year.",
        "We have moved up from 5th of 5.",
        "We are ranked 5th of 42 forces.",
        "The 5th of 6 workshops was held in May.",
    ],
)
def test_ranks_that_may_be_right_are_left_alone(text: str) -> None:
    assert found(peers(), text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We are ranked 3rd of 5 in our group.", [(Kind.WRONG_NUMBER, "3rd", "2nd")]),
        ("We now stand 5th out of the 5 areas.", [(Kind.WRONG_NUMBER, "5th", "2nd")]),
        ("The borough has the 2nd highest rate of the 5 areas.", [(Kind.WRONG_NUMBER, "2nd", "4th")]),
    ],
)
def test_a_wrong_rank_is_found(text: str, expected: list[tuple[Kind, str, str]]) -> None:
    assert found(peers(), text) == expected
    assert found(peers(Q4.of_year), text) == expected


def test_areas_of_another_year_prove_nothing() -> None:
    assert found(peers(Q4.year_before), "We are ranked 3rd of 5 in our group.") == []


def test_a_rank_quoted_from_elsewhere_is_right() -> None:
    quoted = PeerVerdict(measure=MEASURE, period=Q4, rank=3, group_size=5, source="the police")
    statements, findings = outcomes(peers(Q4, quoted), "We are ranked 3rd of 5 in our group.")
    assert not findings
    assert [(each.said, each.verdict) for each in statements] == [("3rd", Verdict.AGREES)]
