"""Report text, countywide rows, a report's title: kept as typed, brought forward once, refused if long."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.report_text import (
    BringCountywideForward,
    BringItemsForward,
    CountyPart,
    FillSection,
    ItemPart,
    ReportPart,
    ReviewCountywide,
    ReviewItem,
    SectionPlace,
    SetReport,
    WriteCountywide,
    WriteItem,
)
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import (
    CountywideId,
    CountywideRow,
    Priority,
    PriorityId,
    Report,
    ReportItem,
    ReportItemId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = PriorityId("p2")
NEXT = LAST_QUARTER.next
HERE = SectionPlace(VIOLENCE, LAST_QUARTER, "decision")
THERE = SectionPlace(VIOLENCE, NEXT, "decision")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "text.cspdesk") as opened:
        yield opened


def write(key: str, words: str, part: ItemPart = ItemPart.TEXT, place: SectionPlace = HERE) -> WriteItem:
    return WriteItem("Text", ReportItemId(key), place, part, words)


def county(key: str, words: str, part: CountyPart = CountyPart.TITLE) -> WriteCountywide:
    return WriteCountywide("County", CountywideId(key), VIOLENCE, LAST_QUARTER, part, words)


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


def texts(store: Store, place: SectionPlace = HERE) -> list[str]:
    rows = store.load().of(ReportItem).where("priority", place.priority)
    return [row.text for row in rows if (row.period, row.section) == (place.period, place.section)]


class TestItems:
    def test_is_added_at_the_end_and_keeps_its_spaces(self, store: Store) -> None:
        store.run(write("a", "First "))
        store.run(write("b", "Second"))
        assert texts(store) == ["First ", "Second"]

    def test_its_parts_are_written_one_by_one(self, store: Store) -> None:
        store.run(write("a", "12 May", ItemPart.WHEN))
        store.run(write("a", "Meet"))
        store.run(write("a", "Agreed", ItemPart.OUTCOME))
        row = store.load().of(ReportItem).get(ReportItemId("a"))
        assert row is not None
        assert (row.when, row.text, row.outcome) == ("12 May", "Meet", "Agreed")

    def test_nothing_typed_adds_nothing_but_empties_what_is_there(self, store: Store) -> None:
        assert store.run(write("a", " \n")) is None
        store.run(write("a", "First"))
        store.run(write("a", ""))
        assert texts(store) == [""]

    def test_a_hundred_thousand_characters_are_refused_with_the_count(self, store: Store) -> None:
        said = refusal(store, write("a", "x" * 100_000))
        assert said == "The text has 100,000 characters; 32,000 are kept. Shorten it."
        assert "500 are kept" in refusal(store, write("a", "x" * 501, ItemPart.WHEN))

    def test_a_priority_that_is_gone_is_refused(self, store: Store) -> None:
        gone = SectionPlace(PriorityId("gone"), LAST_QUARTER, "note")
        assert "has been deleted since" in refusal(store, write("a", "First", place=gone))

    def test_the_whole_pack_has_texts_of_no_priority(self, store: Store) -> None:
        whole = SectionPlace(None, LAST_QUARTER, "overview")
        store.run(write("a", "For everybody.", place=whole))
        assert texts(store, whole) == ["For everybody."]
        assert store.load().of(Priority).get(VIOLENCE) is not None

    def test_moves_among_its_own_section_only(self, store: Store) -> None:
        for key in "abc":
            store.run(write(key, key))
        store.run(write("z", "z", place=THERE))
        store.run(MoveRow("Move", ReportItem, ("c",), -2, ("priority", "period", "section")))
        assert texts(store) == ["c", "a", "b"]
        assert texts(store, THERE) == ["z"]


class TestBringingForward:
    def test_keeps_order_and_is_not_yet_reviewed_nor_decided(self, store: Store) -> None:
        for key in "ab":
            store.run(write(key, key.upper()))
        store.run(write("a", "Agreed", ItemPart.OUTCOME))
        store.run(BringItemsForward("Bring", THERE, LAST_QUARTER))
        rows = store.load().of(ReportItem).where("period", NEXT)
        assert [(row.text, row.outcome, row.reviewed) for row in rows] == [("A", "", False), ("B", "", False)]

    def test_twice_adds_nothing_and_stands_behind_what_is_there(self, store: Store) -> None:
        store.run(write("a", "A"))
        store.run(write("own", "Own", place=THERE))
        store.run(BringItemsForward("Bring", THERE, LAST_QUARTER))
        assert texts(store, THERE) == ["Own", "A"]
        said = refusal(store, BringItemsForward("Bring", THERE, LAST_QUARTER))
        assert said == (
            "Nothing was brought forward from Quarter 4 2015/16. Everything of it stands here already."
        )

    def test_of_nothing_is_refused(self, store: Store) -> None:
        said = refusal(store, BringItemsForward("Bring", THERE, LAST_QUARTER))
        assert said == "Nothing was brought forward from Quarter 4 2015/16. Nothing was written there."

    @pytest.mark.parametrize("reading", ["review", "edit"])
    def test_reading_or_editing_marks_it_reviewed(self, store: Store, reading: str) -> None:
        store.run(write("a", "A"))
        store.run(BringItemsForward("Bring", THERE, LAST_QUARTER))
        (row,) = store.load().of(ReportItem).where("period", NEXT)
        command = (
            write(row.id, "A, and more", place=THERE) if reading == "edit" else ReviewItem("Read", row.id)
        )
        store.run(command)
        (row,) = store.load().of(ReportItem).where("period", NEXT)
        assert row.reviewed

    def test_a_text_that_is_gone_cannot_be_reviewed(self, store: Store) -> None:
        assert "has been deleted since" in refusal(store, ReviewItem("Read", ReportItemId("gone")))


class TestCountywide:
    def test_is_written_brought_forward_and_reviewed(self, store: Store) -> None:
        store.run(county("a", "Re-offending"))
        store.run(county("a", "N/A", CountyPart.TARGET))
        store.run(BringCountywideForward("Bring", VIOLENCE, NEXT, LAST_QUARTER))
        (row,) = store.load().of(CountywideRow).where("period", NEXT)
        assert (row.title, row.baseline_target, row.reviewed) == ("Re-offending", "N/A", False)
        store.run(ReviewCountywide("Read", row.id))
        (row,) = store.load().of(CountywideRow).where("period", NEXT)
        assert row.reviewed
        again = BringCountywideForward("Bring", VIOLENCE, NEXT, LAST_QUARTER)
        assert "stands here already" in refusal(store, again)

    def test_too_long_a_title_is_refused(self, store: Store) -> None:
        assert "The title has 501 characters" in refusal(store, county("a", "x" * 501))


class TestReport:
    def test_comes_with_a_title_or_a_date_and_goes_with_both(self, store: Store) -> None:
        store.run(SetReport("Title", LAST_QUARTER, ReportPart.TITLE, "Highlight report"))
        store.run(SetReport("Date", LAST_QUARTER, ReportPart.DATED, "October 2019"))
        (row,) = store.load().of(Report)
        assert (row.title, row.dated) == ("Highlight report", "October 2019")
        for part in ReportPart:
            store.run(SetReport("Away", LAST_QUARTER, part, ""))
        assert not store.load().of(Report)


def test_an_empty_section_is_filled_in_order_and_one_with_words_is_not(store: Store) -> None:
    store.run(write("blank", "x"))
    store.run(write("blank", ""))
    store.run(FillSection("Fill", HERE, ("One.", "Two.")))
    rows = [row for row in store.load().of(ReportItem) if row.section == "decision"]
    assert [(row.text, row.reviewed) for row in rows] == [("", True), ("One.", True), ("Two.", True)]
    assert "Something is written there already" in refusal(store, FillSection("Fill", HERE, ("Three.",)))
    store.run(FillSection("Fill", THERE, ("Three.",)))
    assert [row.text for row in store.load().of(ReportItem).where("period", NEXT)] == ["Three."]
