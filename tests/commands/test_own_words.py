"""The partnership's own words and abbreviations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.own_words import (
    AddOwnWord,
    DefineAbbreviation,
    ExpandAbbreviations,
    LeaveAbbreviation,
)
from cspdesk.commands.rows import PutRows
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import Abbreviation, Setting
from cspdesk.store.store import Store
from tests.support.documents import small_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "words.cspdesk") as opened:
        yield opened


def setting(store: Store, key: str) -> str | None:
    row = store.load().of(Setting).get(key)
    return row.value if row else None


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


def test_own_words_stand_one_in_a_line_in_order_and_once(store: Store) -> None:
    for word in ("Riverbourne", "asbo", "Kelford", "asbo"):
        store.run(AddOwnWord("Add a word", word))
    assert setting(store, "own words") == "asbo\nKelford\nRiverbourne"


@pytest.mark.parametrize("word", ["", "  ", "two words", "x" * 101, "line\nbreak"])
def test_what_is_no_word_is_refused(store: Store, word: str) -> None:
    assert "is not one word" in refusal(store, AddOwnWord("Add a word", word))


def test_a_full_list_is_refused(store: Store) -> None:
    store.run(PutRows("Many words", (Setting(key="own words", value="x" * 31_900),)))
    assert "are full" in refusal(store, AddOwnWord("Add a word", "y" * 100))


def test_an_abbreviation_is_kept_with_its_full_words(store: Store) -> None:
    store.run(DefineAbbreviation("Full words of JAG", " JAG ", " joint  action\ngroup "))
    assert list(store.load().of(Abbreviation)) == [Abbreviation(short="JAG", long="joint action group")]
    store.run(DefineAbbreviation("Full words of JAG", "JAG", ""))
    assert not list(store.load().of(Abbreviation))


def test_full_words_that_are_no_line_are_refused(store: Store) -> None:
    said = refusal(store, DefineAbbreviation("Full words of JAG", "JAG", "x" * 501))
    assert said == "The full words of JAG have 501 characters; 500 are kept. Shorten them."
    assert "needs a short form" in refusal(store, DefineAbbreviation("Full words", " ", "words"))


def test_one_that_nobody_wants_to_explain_is_remembered(store: Store) -> None:
    store.run(LeaveAbbreviation("Do not ask", "JAG"))
    store.run(LeaveAbbreviation("Do not ask", "IOM"))
    assert setting(store, "abbreviations not asked") == "IOM\nJAG"


def test_packs_are_told_to_give_full_words_or_not(store: Store) -> None:
    store.run(ExpandAbbreviations("Give full words", on=True))
    assert setting(store, "pack abbreviations") == "expand"
    store.run(ExpandAbbreviations("Give short forms", on=False))
    assert setting(store, "pack abbreviations") is None
