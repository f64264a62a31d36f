"""Footnotes in a pack: the marker beside whatever carries it, the note in full once, a pointer elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.report_parts import Carrier, MarkWithFootnote
from cspdesk.commands.report_text import ReportPart, SetReport
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Footnote, FootnoteId, FootnoteUseId, MeasureId, PlanId, SeriesId
from cspdesk.pack.blocks import Cover, Note, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

Q3 = Period.quarter(2015, 3)
NOTE = FootnoteId("note")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "notes.cspdesk") as opened:
        opened.run(PutRows("Footnote", (Footnote(id=NOTE, marker="*", text="Revised April 2015."),)))
        yield opened


def carry(store: Store, *carriers: Carrier) -> None:
    for place, carrier in enumerate(carriers):
        store.run(MarkWithFootnote("Mark", FootnoteUseId(f"use{place}"), NOTE, carrier))


def pack(store: Store) -> Pack:
    return compose(store.load(), LAST_QUARTER, layout("board"))


def measures(made: Pack, title: str) -> Table:
    (found,) = [b for b in made.blocks if isinstance(b, Table) and title in b.title]
    return found


def said(made: Pack) -> list[str]:
    """All notes of the pack, under tables and by themselves."""
    found: list[str] = []
    for block in made.blocks:
        if isinstance(block, Table):
            found += block.notes
        elif isinstance(block, Note):
            found.append(block.text)
    return [words for words in found if words.startswith(("*", "[note"))]


def test_one_on_two_pages_is_told_on_the_first_and_pointed_at_on_the_other(store: Store) -> None:
    carry(store, *(Carrier(FootnoteUse.MEASURE, measure=MeasureId(key)) for key in ("m13", "m21")))
    assert said(pack(store)) == [
        "* Revised April 2015.",
        "* is explained under Partnership Priority 1: Anti-social behaviour.",
    ]


def test_a_figure_carries_it_in_its_own_cell(store: Store) -> None:
    carry(store, Carrier(FootnoteUse.FIGURE, measure=MeasureId("m21"), series=SeriesId("m21"), period=Q3))
    table = measures(pack(store), "Violent crime")
    row = next(row for row in table.rows if row[0].text == "2.1")
    assert [cell.text for cell in row[1:6]] == ["Violence with injury", "326", "347", "355 *", "412"]
    assert row[4].number == 355
    assert table.notes == ("* Revised April 2015.",)


def test_a_commentary_carries_it_behind_its_words(store: Store) -> None:
    store.run(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER, "It rose."))
    carry(store, Carrier(FootnoteUse.COMMENTARY, measure=MeasureId("m21"), period=LAST_QUARTER))
    made = pack(store)
    at = next(n for n, b in enumerate(made.blocks) if isinstance(b, Prose) and "rose" in b.lines[-1].text)
    prose = made.blocks[at]
    assert isinstance(prose, Prose)
    assert prose.lines[-1].text == "It rose. *"
    assert made.blocks[at + 1] == Note("* Revised April 2015.", marker="*")


def test_a_commentary_of_another_quarter_leaves_the_pack_alone(store: Store) -> None:
    carry(store, Carrier(FootnoteUse.COMMENTARY, measure=MeasureId("m21"), period=Q3))
    assert said(pack(store)) == []


def test_the_plan_carries_it_on_the_cover_and_tells_it_at_the_end(store: Store) -> None:
    carry(store, Carrier(FootnoteUse.PLAN, plan=PlanId("plan")))
    made = pack(store)
    cover = made.blocks[0]
    assert isinstance(cover, Cover)
    assert ("Plan", "Community Safety Plan 2014-2017 *") in cover.facts
    at = next(n for n, b in enumerate(made.blocks) if getattr(b, "text", "") == "Notes on the plan")
    assert made.blocks[at + 1] == Note("* Revised April 2015.")


def test_a_number_is_not_to_be_taken_for_a_figure(store: Store) -> None:
    store.run(PutRows("Footnote", (Footnote(id=NOTE, marker="1", text="Twelve months."),)))
    carry(store, Carrier(FootnoteUse.MEASURE, measure=MeasureId("m21")))
    made = pack(store)
    row = next(row for row in measures(made, "Violent crime").rows if row[0].text == "2.1")
    assert row[1].text == "Violence with injury [note 1]"
    assert said(made) == ["[note 1] Twelve months."]


def test_the_report_has_a_title_and_date_of_its_own(store: Store) -> None:
    for part, words in ((ReportPart.TITLE, "Highlight report"), (ReportPart.DATED, "October 2019")):
        store.run(SetReport("Report", LAST_QUARTER, part, words))
    cover = pack(store).blocks[0]
    assert isinstance(cover, Cover)
    assert (cover.title, cover.dated) == ("Highlight report", "October 2019")
