"""What the Text page shows: places with counts, sections beside last quarter's, and words about them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.report_parts import (
    AddPicture,
    Carrier,
    MarkWithFootnote,
    NotePart,
    PutSection,
    WriteFootnote,
)
from cspdesk.commands.report_text import BringItemsForward, ItemPart, WriteItem
from cspdesk.commands.rows import PutRows
from cspdesk.desk.text_board import (
    TextPlace,
    date_back,
    entries,
    gone_with_item,
    gone_with_section,
    text_board,
    unfinished,
)
from cspdesk.desk.text_notes import marks_of, note_name, possible
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Footnote,
    FootnoteId,
    FootnoteUseId,
    MeasureId,
    PictureId,
    PriorityId,
    ReportItemId,
    SeriesId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.pictures import PNG

BEFORE = LAST_QUARTER.previous
HERE = TextPlace(PriorityId("p2"), LAST_QUARTER)
THEN = TextPlace(PriorityId("p2"), BEFORE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "text.cspdesk") as opened:
        yield opened


def write(store: Store, key: str, words: str, place: TextPlace = HERE, section: str = "decision") -> None:
    store.run(WriteItem("Text", ReportItemId(key), place.section(section), ItemPart.TEXT, words))


def test_places_say_what_stands_there(store: Store) -> None:
    write(store, "a", "A", THEN)
    write(store, "b", "B", TextPlace(None, LAST_QUARTER))
    write(store, "c", "C", TextPlace(PriorityId("p3"), BEFORE))
    write(store, "d", "D", TextPlace(PriorityId("p3"), LAST_QUARTER))
    for place in (HERE, TextPlace(PriorityId("p3"), LAST_QUARTER)):
        store.run(BringItemsForward("Bring", place.section("decision"), BEFORE))
    assert [(entry.words, entry.said) for entry in entries(store.load(), LAST_QUARTER)] == [
        ("The whole pack", "1 text"),
        ("1 Anti-social behaviour", ""),
        ("2 Violent crime and robbery", "1 to review"),
        ("3 Drugs", "2 texts, 1 to review"),
    ]


def test_an_empty_text_takes_no_number(store: Store) -> None:
    for key, words in (("a", "First"), ("b", "Then"), ("c", "Last")):
        write(store, key, words)
    write(store, "b", " ")
    board = text_board(store.load(), HERE)
    (section,) = [each for each in board.sections if each.items]
    assert section.numbers == {"a": 1, "c": 2}
    assert (section.has_outcomes, section.is_dated) == (True, False)
    assert board.name == "2 Violent crime and robbery"


def test_last_quarter_is_said_as_it_was_printed(store: Store) -> None:
    write(store, "a", "That an **analyst** is hired.\n- by May", THEN)
    write(store, "b", "That housing is sought.", THEN)
    store.run(WriteItem("T", ReportItemId("b"), THEN.section("decision"), ItemPart.OUTCOME, "Agreed"))
    board = text_board(store.load(), HERE)
    (section,) = [each for each in board.sections if each.before]
    assert section.said == (
        "1. That an analyst is hired.\n• by May\n2. That housing is sought.\nOutcome: Agreed"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("11 Nov", "11 November 2016"),
        ("3/4/16", "3 April 2016"),
        ("12 May 2016", ""),
        ("Oct 2011", ""),
        ("31/02/16", "'31/02/16' is not a day of the calendar."),
        ("soon", "This names no date. It is printed as typed."),
    ],
)
def test_a_date_is_read_back_in_full(typed: str, said: str) -> None:
    # Quarter 4 2015/16 begins on 1 January 2016.
    assert date_back(typed, LAST_QUARTER) == said


def test_what_goes_with_a_text_and_a_section_is_counted(store: Store) -> None:
    write(store, "a", "A")
    action = Action(id=ActionId("x"), decision=ReportItemId("a"), text="Do it")
    store.run(PutRows("Action", (action,)))
    assert gone_with_item(store.load(), ReportItemId("a")) == " with 1 action"
    assert gone_with_item(store.load(), ReportItemId("b")) == ""
    store.run(PutSection("Section", "risks", "Risks"))
    write(store, "b", "B", section="risks")
    write(store, "c", "C", THEN, section="risks")
    store.run(AddPicture("Picture", PictureId("p"), HERE.section("risks"), PNG))
    assert gone_with_section(store.load(), "risks") == " with 2 texts and 1 picture"


def test_what_the_report_still_lacks_is_said(store: Store) -> None:
    assert unfinished(store.load(), LAST_QUARTER) == ()
    write(store, "a", "A", THEN)
    store.run(BringItemsForward("Bring", HERE.section("decision"), BEFORE))
    store.run(AddPicture("Picture", PictureId("p"), HERE.section("note"), PNG))
    assert unfinished(store.load(), LAST_QUARTER) == (
        "1 text was brought forward and not yet reviewed.",
        "1 picture has no alternative text for people who cannot see.",
    )


def test_a_footnote_may_stand_on_the_plan_a_measure_a_figure_or_a_commentary(store: Store) -> None:
    found = possible(store.load(), BEFORE)
    words = [each.words for each in found]
    assert words[0] == "The plan: Community Safety Plan 2014-2017"
    assert "2.1 Violence with injury: its name" in words
    assert "2.1 Violence with injury: the figure for Quarter 3 2015/16" in words
    assert "2.1 Violence with injury: the commentary of Quarter 3 2015/16" in words
    assert "1.1 Repeat callers: the figure of Police for Quarter 3 2015/16" in words
    assert "3.2 Drug deaths: the figure for Quarter 3 2015/16" not in words, "it has no figure"


def test_what_carries_a_footnote_is_said_in_the_same_words(store: Store) -> None:
    note = FootnoteId("n")
    store.run(WriteFootnote("Note", note, NotePart.MARKER, "*"))
    store.run(WriteFootnote("Note", note, NotePart.TEXT, "Revised"))
    every = possible(store.load(), BEFORE)
    for place, each in enumerate(every):
        store.run(MarkWithFootnote("Mark", FootnoteUseId(f"{place:02}"), note, each.carrier))
    assert [mark.words for mark in marks_of(store.load(), note, BEFORE)] == [each.words for each in every]
    assert note_name(Footnote(id=note, marker="*", text="Revised")) == "* Revised"
    lost = Carrier(FootnoteUse.FIGURE, measure=MeasureId("m21"), series=SeriesId("m22"))
    store.run(MarkWithFootnote("Mark", FootnoteUseId("zz"), note, lost))
    assert marks_of(store.load(), note, BEFORE)[-1].words == "2.1 Violence with injury: a figure that is gone"
