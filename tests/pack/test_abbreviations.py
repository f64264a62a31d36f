"""Full words in a pack at an abbreviation's first use, and the list at its end."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.own_words import DefineAbbreviation, ExpandAbbreviations
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.tables import Measure, MeasureId
from cspdesk.domain.text import lines
from cspdesk.pack.abbreviations import in_full
from cspdesk.pack.blocks import Block, Cell, Column, Heading, Note, Pack, Prose, Table
from cspdesk.pack.cells import text_cell
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack
from cspdesk.pack.layouts import layout
from cspdesk.pack.naming import Anchors
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

TABLE = {"MARAC": "multi-agency risk assessment conference", "JAG": "joint action group"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        opened.run(DefineAbbreviation("Full words", "MARAC", TABLE["MARAC"]))
        opened.run(DefineAbbreviation("Full words", "JAG", TABLE["JAG"]))
        opened.run(SetCommentary("Write", MeasureId("m13"), LAST_QUARTER, "The MARAC heard 12 cases."))
        opened.run(SetCommentary("Write", MeasureId("m21"), LAST_QUARTER, "- The MARAC met\n- 12 cases"))
        yield opened


def prose(pack: Pack) -> list[str]:
    return [line.text for block in pack.blocks if isinstance(block, Prose) for line in block.lines]


def full(*blocks: Block) -> list[Block]:
    return list(in_full(blocks, TABLE, Anchors()))


def test_a_pack_stays_as_it_is_unless_the_file_says_so(store: Store) -> None:
    pack = compose(store.load(), LAST_QUARTER, layout("board"))
    assert "The MARAC heard 12 cases." in prose(pack)
    [heading] = [b for b in pack.blocks if isinstance(b, Heading) and b.text == "Abbreviations"]
    assert heading.level == 2, "the appendix lists them, once"
    listed = pack.blocks[pack.blocks.index(heading) + 1]
    assert isinstance(listed, Table)
    assert [[cell.text for cell in row] for row in listed.rows] == [["MARAC", TABLE["MARAC"]]], "no JAG"


def test_the_appendix_lists_short_forms_of_cells_and_headings_and_none_without_a_use(
    tmp_path: Path,
) -> None:
    with small_store(tmp_path / "plain.cspdesk") as opened:
        opened.run(DefineAbbreviation("Full words", "JAG", TABLE["JAG"]))
        plain = compose(opened.load(), LAST_QUARTER, layout("board"))
        # A measure's title stands in a heading and in tables only, and with an ending.
        measure = opened.load().of(Measure).get(MeasureId("m21"))
        assert measure is not None
        opened.run(PutRows("Rename", (replace(measure, title="Cases of JAGs"),)))
        renamed = compose(opened.load(), LAST_QUARTER, layout("board"))
    assert "Abbreviations" not in [b.text for b in plain.blocks if isinstance(b, Heading)]
    assert not any(isinstance(b, Table) and "Abbreviation" in b.title for b in plain.blocks)
    [listed] = [b for b in renamed.blocks if isinstance(b, Table) and "Abbreviation" in b.title]
    assert [[cell.text for cell in row] for row in listed.rows] == [["JAG", TABLE["JAG"]]]


def test_a_pack_gives_full_words_once_and_lists_those_used(store: Store) -> None:
    store.run(ExpandAbbreviations("Give full words", on=True))
    pack = compose(store.load(), LAST_QUARTER, layout("board"))
    assert "The multi-agency risk assessment conference (MARAC) heard 12 cases." in prose(pack)
    assert "The MARAC met" in prose(pack)
    heading, listed = pack.blocks[-2:]
    assert [b.text for b in pack.blocks if isinstance(b, Heading)].count("Abbreviations") == 1
    assert isinstance(heading, Heading)
    assert heading.text == "Abbreviations"
    assert isinstance(listed, Table)
    assert [[cell.text for cell in row] for row in listed.rows] == [["MARAC", TABLE["MARAC"]]]


def test_such_a_pack_can_be_written_in_each_format(store: Store) -> None:
    store.run(ExpandAbbreviations("Give full words", on=True))
    documents = make_pack(store.load(), PackRequest(LAST_QUARTER))
    [web] = [document for document in documents if document.name.endswith("html")]
    assert "multi-agency risk assessment conference (MARAC) heard" in web.content.decode("utf-8")
    assert len(documents) == 3


def test_notes_and_cells_of_words_are_touched_and_headings_and_figures_are_not() -> None:
    table = Table(
        title="JAG",
        columns=(Column("JAG"), Column("Said")),
        rows=((Cell("JAG"), text_cell("**Oct:** the JAG met\n- JAG again")),),
        key="t_x",
    )
    heading, note, words = Heading(1, "The MARAC", "m"), Note("Seen by the MARAC"), Prose(lines("JAG"))
    found = full(heading, note, table, words)
    assert found[0] == heading
    assert found[1] == Note("Seen by the multi-agency risk assessment conference (MARAC)")
    changed = found[2]
    assert isinstance(changed, Table)
    assert changed.rows[0][0] == Cell("JAG")
    assert changed.rows[0][1].text == "Oct: the joint action group (JAG) met\nJAG again"
    assert [line.text for line in changed.rows[0][1].lines] == [
        "Oct: the joint action group (JAG) met",
        "JAG again",
    ]
    assert found[3] == words


def test_nothing_is_listed_where_nothing_was_used() -> None:
    assert full(Note("Plain words")) == [Note("Plain words")]
