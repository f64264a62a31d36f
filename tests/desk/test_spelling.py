"""Spelling: what the dictionary knows, what the file knows, and when texts are to be looked at anew."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cspdesk.commands.own_words import AddOwnWord
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk import spelling as spelling_module
from cspdesk.desk.dictionary import Dictionary, load_dictionary
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.spelling import Spelling, own_words, spelling_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.tables import MeasureId, Partner, PartnerId
from tests.support.documents import LAST_QUARTER, small_store


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    jobs_of(made).close()
    made.open(None)


@pytest.fixture
def spelling(qtbot: QtBot, workspace: Workspace) -> Spelling:
    found = spelling_of(workspace)
    with qtbot.waitSignal(found.changed, timeout=10_000):
        found.begin()
    return found


def wrong(spelling: Spelling, text: str) -> list[str]:
    return [found.word for found in spelling.wrong(text)]


class TestDictionary:
    @pytest.mark.parametrize(
        "word", ["behaviour", "organisation", "colour", "Police", "offenders", "don’t", "board's",
                 "reoffending", "Reoffending", "outturn", "café"],
    )  # fmt: skip
    def test_knows_british_words_and_those_of_the_field(self, word: str) -> None:
        assert load_dictionary().knows(word)

    @pytest.mark.parametrize("word", ["behavior", "color", "recieve", "comunity", "Kelford", "musided"])
    def test_does_not_know_others(self, word: str) -> None:
        assert not load_dictionary().knows(word)

    @pytest.mark.parametrize(
        ("word", "meant"),
        [("recieve", "receive"), ("comunity", "community"), ("behavour", "behaviour"), ("color", "colour"),
         ("partnershp", "partnership"), ("tommorow", "tomorrow")],
    )  # fmt: skip
    def test_suggests_what_was_meant_first(self, word: str, meant: str) -> None:
        found = load_dictionary().suggestions(word)
        assert found[0] == meant
        assert len(found) <= 5

    def test_suggests_own_words_too(self) -> None:
        assert load_dictionary().suggestions("Kelfrd", ["Kelford", "Riverbourne"])[0] == "Kelford"

    def test_suggests_nothing_for_what_is_no_word(self) -> None:
        assert load_dictionary().suggestions("x" * 41) == ()

    def test_a_word_of_a_hundred_thousand_letters_is_judged_at_once(self) -> None:
        dictionary = load_dictionary()
        begun = time.perf_counter()
        assert not dictionary.knows("x" * 100_000)
        assert time.perf_counter() - begun < 0.1

    def test_asks_the_library_once_for_each_word(self) -> None:
        class Counting:
            asked = 0

            def lookup(self, word: str) -> bool:
                self.asked += 1
                return True

            def suggest(self, word: str) -> list[str]:
                return []

        library = Counting()
        dictionary = Dictionary(library, ())
        assert dictionary.knows("one")
        assert dictionary.knows("one")
        assert library.asked == 1

    def test_its_licence_stands_beside_it(self, repository: Path) -> None:
        licence = (repository / "resources" / "dictionaries" / "en_GB-licence.txt").read_text(
            encoding="utf-8"
        )
        assert "permission notice appear in" in licence


class TestSpelling:
    def test_nothing_is_wrong_before_the_dictionary_is_there(self, workspace: Workspace) -> None:
        found = spelling_of(workspace)
        assert not found.is_ready
        assert wrong(found, "recieve") == []

    def test_there_is_one_for_a_window(self, workspace: Workspace) -> None:
        assert spelling_of(workspace) is spelling_of(workspace)

    def test_fields_addresses_codes_and_capitals_are_not_wrong(self, spelling: Spelling) -> None:
        text = "{2.1 chnge} a@kelfrd.example https://exmple.org MAASBT PCCs Q4 2nd x recieve"
        assert wrong(spelling, text) == ["recieve"]

    def test_names_in_the_plan_are_known_in_any_case_and_with_a_possessive(self, spelling: Spelling) -> None:
        assert wrong(spelling, "Riverbourne riverbourne Riverbourne's Riverbourne’s Kelford") == ["Kelford"]

    def test_a_word_added_is_known_at_once_and_wrong_again_after_undo(
        self, qtbot: QtBot, spelling: Spelling, workspace: Workspace
    ) -> None:
        document = workspace.document
        assert document is not None
        assert wrong(spelling, "Kelford") == ["Kelford"]
        with qtbot.waitSignal(spelling.changed):
            spelling.add("Kelford")
        assert wrong(spelling, "Kelford's Kelford") == []
        assert own_words(document.snapshot) == ("Kelford",)
        with qtbot.waitSignal(spelling.changed):
            document.undo()
        assert wrong(spelling, "Kelford") == ["Kelford"]

    def test_a_partner_entered_is_known(self, qtbot: QtBot, spelling: Spelling, workspace: Workspace) -> None:
        document = workspace.document
        assert document is not None
        assert wrong(spelling, "Ashmere") == ["Ashmere"]
        with qtbot.waitSignal(spelling.changed):
            document.do(PutRows("A partner", (Partner(id=PartnerId("a"), name="Ashmere Housing"),)))
        assert wrong(spelling, "Ashmere") == []

    def test_typing_a_text_has_nothing_looked_at_anew(
        self, qtbot: QtBot, spelling: Spelling, workspace: Workspace
    ) -> None:
        document = workspace.document
        assert document is not None
        wrong(spelling, "Kelford")
        with qtbot.assertNotEmitted(spelling.changed):
            document.do(SetCommentary("Write", MeasureId("m21"), LAST_QUARTER, "Kelford rose"))

    def test_each_file_has_its_own_words(
        self, spelling: Spelling, workspace: Workspace, tmp_path: Path
    ) -> None:
        spelling.add("Kelford")
        workspace.open(Document(small_store(tmp_path / "other.cspdesk")))
        assert wrong(spelling, "Kelford") == ["Kelford"]

    def test_what_cannot_be_added_is_told(
        self, qtbot: QtBot, spelling: Spelling, workspace: Workspace
    ) -> None:
        with qtbot.waitSignal(workspace.told) as said:
            spelling.add("two words")
        assert said.args == [
            "'two words' was not added. 'two words' is not one word. Choose one word to add."
        ]

    def test_own_words_are_suggested(self, spelling: Spelling, workspace: Workspace) -> None:
        document = workspace.document
        assert document is not None
        document.do(AddOwnWord("Add a word", "Kelford"))
        assert spelling.suggestions("Kelfrd")[0] == "Kelford"

    def test_a_dictionary_that_is_missing_is_told_and_marks_nothing(
        self, qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def missing() -> Dictionary:
            raise FileNotFoundError("en_GB.dic")

        monkeypatch.setattr(spelling_module, "load_dictionary", missing)
        found = spelling_of(workspace)
        with qtbot.waitSignal(workspace.told) as said:
            found.begin()
        assert said.args is not None
        assert str(said.args[0]).startswith("Spelling is not checked: the dictionary")
        assert wrong(found, "recieve") == []
