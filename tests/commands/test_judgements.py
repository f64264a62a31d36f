"""What an officer judges: kept with its reason, refused without one, and gone when it is taken back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.commands.judgements import (
    MAX_AREAS,
    PeerArea,
    PutPeers,
    SetOutlook,
    SetPeerVerdict,
    SetStatusOverride,
)
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import OutlookWord, Status
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import MeasureId, Outlook, PeerValue, PeerVerdict, StatusOverride
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = MeasureId("m21")
KEY = (VIOLENCE, LAST_QUARTER)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "judged.cspdesk") as opened:
        yield opened


def status(status: Status | None, reason: str = "", measure: str = "m21") -> SetStatusOverride:
    return SetStatusOverride("Status of 2.1", MeasureId(measure), LAST_QUARTER, status, reason)


def outlook(word: OutlookWord | None, reason: str = "") -> SetOutlook:
    return SetOutlook("Outlook of 2.1", VIOLENCE, LAST_QUARTER, word, reason)


def peers(*areas: PeerArea, source: str = "") -> PutPeers:
    return PutPeers("Areas for 2.1", VIOLENCE, LAST_QUARTER, areas, source)


def area(name: str, count: int = 10, people: int | None = 1000, *, own: bool = False) -> PeerArea:
    return PeerArea(name, Decimal(count), None if people is None else Decimal(people), own=own)


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


class TestStatus:
    def test_is_kept_with_its_reason_on_one_line(self, store: Store) -> None:
        store.run(status(Status.AMBER, "  A recount is\nunder way "))
        row = store.load().of(StatusOverride).get(*KEY)
        assert row == StatusOverride(
            measure=VIOLENCE,
            period=LAST_QUARTER,
            status=Status.AMBER,
            reason="A recount is under way",
        )

    @pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
    def test_needs_a_reason(self, store: Store, reason: str) -> None:
        assert refusal(store, status(Status.GREEN, reason)) == (
            "A status given in place of the one worked out needs a reason. Write why in one line."
        )

    def test_taking_the_reason_away_is_refused_too(self, store: Store) -> None:
        store.run(status(Status.AMBER, "Recount"))
        assert "needs a reason" in refusal(store, status(Status.AMBER))

    def test_goes_when_it_is_cleared(self, store: Store) -> None:
        store.run(status(Status.AMBER, "Recount"))
        store.run(status(None))
        assert len(store.load().of(StatusOverride)) == 0

    def test_clearing_what_is_not_there_is_no_edit(self, store: Store) -> None:
        assert store.run(status(None)) is None

    def test_a_reason_as_long_as_an_essay_is_refused(self, store: Store) -> None:
        assert refusal(store, status(Status.RED, "a" * 501)) == (
            "The reason has 501 characters; 500 are kept. Shorten it."
        )

    def test_of_a_measure_that_is_gone_is_refused(self, store: Store) -> None:
        assert refusal(store, status(Status.RED, "Why", "nothing")) == (
            "That measure has been deleted since. Nothing was changed."
        )


class TestOutlook:
    def test_is_kept_with_or_without_a_reason(self, store: Store) -> None:
        store.run(outlook(OutlookWord.AT_RISK))
        store.run(outlook(OutlookWord.WILL_MISS, "Two quarters above"))
        row = store.load().of(Outlook).get(*KEY)
        assert row is not None
        assert (row.word, row.reason) == (OutlookWord.WILL_MISS, "Two quarters above")

    def test_goes_when_it_is_cleared(self, store: Store) -> None:
        store.run(outlook(OutlookWord.AT_RISK, "Why"))
        store.run(outlook(None, "Why"))
        assert len(store.load().of(Outlook)) == 0


class TestVerdict:
    def quoted(self, **given: object) -> SetPeerVerdict:
        said = {"rank": 14, "group_size": 15, "words": "Significantly higher", "source": "iQuanta", **given}
        return SetPeerVerdict("Verdict on 2.1", VIOLENCE, LAST_QUARTER, **said)  # type: ignore[arg-type]  # named by each test

    def test_is_kept_as_a_quotation(self, store: Store) -> None:
        store.run(self.quoted(dated="May 2016"))
        row = store.load().of(PeerVerdict).get(*KEY)
        assert row is not None
        assert (row.rank, row.group_size, row.words) == (14, 15, "Significantly higher")
        assert (row.source, row.dated) == ("iQuanta", "May 2016")

    def test_without_rank_and_words_it_goes(self, store: Store) -> None:
        store.run(self.quoted())
        store.run(self.quoted(rank=None, words=""))
        assert len(store.load().of(PeerVerdict)) == 0

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (
                {"source": " "},
                "A verdict from elsewhere is a quotation. Say where it was found.",
            ),
            ({"rank": 16}, "A group of 15 areas has no rank 16. Check both numbers."),
            ({"rank": 0}, "No area has the rank 0: ranks begin at 1."),
            ({"words": "x" * 2001}, "The verdict has 2,001 characters; 2,000 are kept. Shorten it."),
        ],
    )
    def test_what_cannot_be_one_is_refused(self, store: Store, given: dict[str, object], said: str) -> None:
        assert refusal(store, self.quoted(**given)) == said


class TestPeers:
    def test_are_entered_in_one_step_in_the_order_given(self, store: Store) -> None:
        change = store.run(
            peers(area("Stonebridge", 300), area("Ashford", 400, own=True), source="Home Office")
        )
        assert change is not None
        assert len(change.changes) == 2
        rows = store.load().of(PeerValue).where("measure", VIOLENCE)
        assert [(row.area, row.count, row.own, row.source) for row in rows] == [
            ("Stonebridge", 300, False, "Home Office"),
            ("Ashford", 400, True, "Home Office"),
        ]

    def test_a_second_table_takes_the_place_of_the_first(self, store: Store) -> None:
        store.run(peers(area("Stonebridge"), area("Ashford")))
        kept = {row.area: row.id for row in store.load().of(PeerValue)}
        store.run(peers(area("ASHFORD", 12), area("Milton")))
        rows = store.load().of(PeerValue).where("measure", VIOLENCE)
        assert [(row.area, row.count) for row in rows] == [("ASHFORD", 12), ("Milton", 10)]
        assert rows[0].id == kept["Ashford"]

    def test_another_period_keeps_its_own(self, store: Store) -> None:
        store.run(PutPeers("Areas", VIOLENCE, LAST_QUARTER.previous, (area("Milton"),)))
        store.run(peers(area("Ashford")))
        store.run(peers())
        assert [row.area for row in store.load().of(PeerValue)] == ["Milton"]

    @pytest.mark.parametrize(
        ("areas", "said"),
        [
            ((area(" "),), "An area in the table has no name. Give every row its area."),
            (
                (area("Milton"), area("milton ")),
                "milton stands in the table twice. Leave one of the rows out.",
            ),
            (
                (area("Milton", own=True), area("Ashford", own=True)),
                "More than one area is marked as your own. Choose one.",
            ),
            (
                (area("Milton", people=0),),
                "The population of Milton is not above 0. Correct it, or give the rate.",
            ),
            (
                tuple(area(f"Area {n}") for n in range(MAX_AREAS + 1)),
                "The table has 401 areas; 400 are kept. Copy fewer rows.",
            ),
        ],
    )
    def test_what_cannot_be_compared_is_refused(
        self, store: Store, areas: tuple[PeerArea, ...], said: str
    ) -> None:
        assert refusal(store, peers(*areas)) == said
