"""Other areas on a measure's page: hand-worked rates, the newest comparison, and verdicts as quotations."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.analysis.measure_peers import PeersShown, peers_shown, verdicts_shown
from cspdesk.commands.judgements import PeerArea, PutPeers, SetPeerVerdict
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, MeasureId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = MeasureId("m21")
YEAR = LAST_QUARTER.of_year


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "peers.cspdesk") as opened:
        yield opened


def areas(store: Store, period: Period = LAST_QUARTER, source: str = "") -> None:
    given = (
        PeerArea("Milton", Decimal(1000), Decimal(100_000)),
        PeerArea("Riverbourne", Decimal(1440), Decimal(100_000), own=True),
        PeerArea("Lee", Decimal(50)),
    )
    store.run(PutPeers("Areas", VIOLENCE, period, given, source))


def shown(store: Store, quarter: Period = LAST_QUARTER) -> PeersShown | None:
    snapshot = store.load()
    measure = snapshot.of(Measure).get(VIOLENCE)
    assert measure is not None
    return peers_shown(snapshot, measure, quarter)


def test_own_area_mean_and_what_lacks_are_said(store: Store) -> None:
    areas(store, source="Home Office")
    found = shown(store)
    assert found is not None
    # 14.4 and 10.0 per 1,000, of which the mean is 12.2.
    assert found.sentences == (
        "Riverbourne, Quarter 4 2015/16: 2nd lowest of 2; significantly higher than the mean of the group.",
        "The mean of 2 rates is 12.2.",
        "Lee has no rate, because its population is missing.",
        "Source: Home Office.",
    )
    assert found.rule


def test_the_table_has_the_highest_first(store: Store) -> None:
    areas(store)
    found = shown(store)
    assert found is not None
    assert found.table[0] == (
        "Area",
        "Count",
        "Population",
        "Per 1,000",
        "95% limits",
        "Rank",
        "Against the mean",
    )
    assert [(row[0], row[3], row[5]) for row in found.table[1:]] == [
        ("Riverbourne (own)", "14.4", "2"),
        ("Milton", "10.0", "1"),
        ("Lee", "", ""),
    ]


def test_the_newest_up_to_the_quarter_is_shown(store: Store) -> None:
    assert shown(store) is None
    areas(store, YEAR)
    areas(store, LAST_QUARTER.previous)
    for quarter, period in (
        (LAST_QUARTER, YEAR),
        (LAST_QUARTER.next, YEAR),
        (Period.quarter(2014, 4), None),
    ):
        found = shown(store, quarter)
        assert (found.period if found else None) == period
    areas(store)
    found = shown(store)
    assert found is not None
    assert found.period == LAST_QUARTER


def test_one_area_alone_is_not_compared(store: Store) -> None:
    store.run(PutPeers("Areas", VIOLENCE, LAST_QUARTER, (PeerArea("Milton", Decimal(5), Decimal(9)),)))
    found = shown(store)
    assert found is not None
    assert found.rule == ""
    assert "Only one area has a rate" in found.sentences[0]


def test_a_verdict_is_quoted_with_its_source_and_period(store: Store) -> None:
    store.run(
        SetPeerVerdict(
            "Verdict", VIOLENCE, LAST_QUARTER, 14, 15, "Significantly higher", "iQuanta", "May 2016"
        )
    )
    snapshot = store.load()
    measure = snapshot.of(Measure).get(VIOLENCE)
    assert measure is not None
    assert verdicts_shown(snapshot, measure, LAST_QUARTER) == (
        "Quarter 4 2015/16: Rank 14 of 15: “Significantly higher” (iQuanta, May 2016)",
    )
    assert verdicts_shown(snapshot, measure, LAST_QUARTER.previous) == ()
