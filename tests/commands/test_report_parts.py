"""Sections of one's own, footnotes and pictures: named once, deleted whole, and only true pictures taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.report_parts import (
    AddPicture,
    Carrier,
    DeleteSection,
    MarkWithFootnote,
    MoveSection,
    NotePart,
    PicturePart,
    PutSection,
    WriteFootnote,
    WritePicture,
    section_key,
)
from cspdesk.commands.report_text import ItemPart, SectionPlace, WriteItem
from cspdesk.commands.rows import DeleteRow
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.pictures import MAX_PICTURE
from cspdesk.domain.sections import sections
from cspdesk.domain.tables import (
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    MeasureId,
    Picture,
    PictureId,
    PriorityId,
    ReportItem,
    ReportItemId,
    Section,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.pictures import JPEG, PNG

PLACE = SectionPlace(PriorityId("p2"), LAST_QUARTER, "risks")
NOTE = FootnoteId("note")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "parts.cspdesk") as opened:
        yield opened


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


def titles(store: Store) -> list[str]:
    return [kind.title for kind in sections(store.load())]


class TestSections:
    def test_stands_before_the_notes_and_can_be_numbered(self, store: Store) -> None:
        store.run(PutSection("Add", "risks", "Emerging risks", numbered=True))
        assert titles(store)[-2:] == ["Emerging risks", "Notes"]
        assert store.load().of(Section).get("risks") == Section(
            key="risks", position=0, title="Emerging risks", numbered=True
        )

    def test_a_built_in_one_takes_another_heading_and_gets_its_own_back(self, store: Store) -> None:
        store.run(
            WriteItem("Text", ReportItemId("a"), SectionPlace(None, LAST_QUARTER, "note"), ItemPart.TEXT, "A")
        )
        store.run(PutSection("Name", "note", "Sources"))
        assert titles(store)[-1] == "Sources"
        store.run(DeleteSection("Back", "note"))
        assert titles(store)[-1] == "Notes"
        assert len(store.load().of(ReportItem)) == 1

    @pytest.mark.parametrize(("title", "said"), [(" ", "needs a title"), ("key  CHALLENGES", "already")])
    def test_one_without_a_title_or_with_anothers_is_refused(
        self, store: Store, title: str, said: str
    ) -> None:
        assert said in refusal(store, PutSection("Add", "risks", title))

    def test_deleting_one_takes_its_texts_and_pictures_of_every_quarter(self, store: Store) -> None:
        store.run(PutSection("Add", "risks", "Emerging risks"))
        store.run(WriteItem("Text", ReportItemId("a"), PLACE, ItemPart.TEXT, "A"))
        store.run(AddPicture("Picture", PictureId("p"), PLACE, PNG))
        change = store.run(DeleteSection("Delete", "risks"))
        assert change is not None
        assert change.tables == {"section", "report_item", "picture"}
        after = store.load()
        assert [len(after.of(kind)) for kind in (Section, ReportItem, Picture)] == [0, 0, 0]

    def test_moves_among_ones_own(self, store: Store) -> None:
        for key in ("one", "note", "two"):
            store.run(PutSection("Add", key, key.capitalize()))
        store.run(MoveSection("Move", "two", -1))
        assert titles(store)[-3:] == ["Two", "One", "Note"]
        assert "deleted since" in refusal(store, MoveSection("Move", "gone", 1))

    def test_a_key_is_its_words_and_never_anothers(self) -> None:
        assert section_key("Emerging risks!", frozenset()) == "emerging risks"
        assert section_key("Emerging risks", frozenset({"emerging risks"})) == "emerging risks 2"
        assert section_key("Note", frozenset()) == "note 2"
        assert section_key("…", frozenset()) == "section"


class TestFootnotes:
    def test_is_written_and_carried_by_several(self, store: Store) -> None:
        store.run(WriteFootnote("Note", NOTE, NotePart.MARKER, "*"))
        store.run(WriteFootnote("Note", NOTE, NotePart.TEXT, "Revised April 2015."))
        for key in ("m21", "m22"):
            carrier = Carrier(FootnoteUse.MEASURE, measure=MeasureId(key))
            store.run(MarkWithFootnote("Mark", FootnoteUseId(key), NOTE, carrier))
        (note,) = store.load().of(Footnote)
        assert (note.marker, note.text) == ("*", "Revised April 2015.")
        assert [mark.measure for mark in store.load().of(FootnoteMark)] == ["m21", "m22"]
        assert "already" in refusal(store, MarkWithFootnote("Mark", FootnoteUseId("x"), NOTE, carrier))

    def test_deleting_it_takes_its_marks(self, store: Store) -> None:
        store.run(WriteFootnote("Note", NOTE, NotePart.MARKER, "*"))
        carrier = Carrier(FootnoteUse.MEASURE, measure=MeasureId("m21"))
        store.run(MarkWithFootnote("Mark", FootnoteUseId("x"), NOTE, carrier))
        store.run(DeleteRow("Delete", Footnote, (NOTE,)))
        assert not store.load().of(FootnoteMark)
        assert "deleted since" in refusal(store, MarkWithFootnote("Mark", FootnoteUseId("y"), NOTE, carrier))


class TestPictures:
    @pytest.mark.parametrize("image", [PNG, JPEG], ids=["png", "jpeg"])
    def test_is_kept_byte_for_byte_with_its_words(self, store: Store, image: bytes) -> None:
        store.run(AddPicture("Picture", PictureId("p"), PLACE, image))
        for part, words in zip(PicturePart, ("A chart", "Ministry of Justice", "Bars"), strict=True):
            store.run(WritePicture("Words", PictureId("p"), part, words))
        row = store.load().of(Picture).get(PictureId("p"))
        assert row is not None
        assert (row.image, row.caption, row.source, row.alt_text) == (
            image,
            "A chart",
            "Ministry of Justice",
            "Bars",
        )

    @pytest.mark.parametrize(
        ("image", "said"),
        [
            (b"", "no PNG or JPEG"),
            (b"GIF89a", "no PNG or JPEG"),
            (PNG[:20], "no PNG or JPEG"),
            (JPEG[:10], "no PNG or JPEG"),
            (b"\xff\xd8\xff" + b"\xff" * 100, "no PNG or JPEG"),
            (PNG + bytes(MAX_PICTURE), "4.0 MB; 4 MB are kept"),
        ],
    )
    def test_what_is_none_or_too_large_is_refused(self, store: Store, image: bytes, said: str) -> None:
        assert said in refusal(store, AddPicture("Picture", PictureId("p"), PLACE, image))

    def test_too_long_an_alternative_text_is_refused(self, store: Store) -> None:
        store.run(AddPicture("Picture", PictureId("p"), PLACE, PNG))
        long = WritePicture("Words", PictureId("p"), PicturePart.ALT_TEXT, "x" * 1_001)
        assert "1,001 characters; 1,000 are kept" in refusal(store, long)
