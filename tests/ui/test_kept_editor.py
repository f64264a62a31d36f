"""A text as a person writes it: wrong words marked and mended by keys, bold, pastes, capitals asked for."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from cspdesk.commands.words import SetCommentary
from cspdesk.desk.spelling import own_words, spelling_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.tables import Abbreviation, Commentary, MeasureId, Setting
from cspdesk.ui.kept import KeptText
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import Page, PageSpec
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK, LIGHT
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.entry import opens_menus, told_by
from tests.support.windows import make_active, window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless

VIOLENCE = MeasureId("m21")


class WordsPage(Page):
    """A page of two texts, as the program's pages keep them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.kept, self.other = KeptText("Commentary"), KeptText("Another text")
        layout = QVBoxLayout(self)
        layout.addWidget(self.kept)
        layout.addWidget(self.other)

    def refresh(self) -> None:
        row = self.document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
        do = do_in(lambda: self.document, self.workspace.told.emit)
        self.kept.keep(
            (VIOLENCE, LAST_QUARTER),
            row.text if row else "",
            lambda text: do(SetCommentary("Commentary", VIOLENCE, LAST_QUARTER, text)),
        )

    def flush(self) -> None:
        self.kept.flush()

    def unsaved(self) -> str:
        return self.kept.unsaved()


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with a page of texts, open on the small document, its dictionary loaded."""
    with window_of(qtbot, tmp_path, PageSpec("words", "Words", "home", WordsPage)) as made:
        path = tmp_path / "small.cspdesk"
        small_store(path).close()
        made.open_path(path)
        make_active(made, qtbot)
        qtbot.waitUntil(lambda: spelling_of(made.workspace).is_ready, timeout=10_000)
        page_of(made).kept.editor.setFocus()
        yield made


def page_of(window: MainWindow) -> WordsPage:
    found = window.findChild(WordsPage)
    assert found is not None
    return found


@pytest.fixture
def editor(window: MainWindow) -> TextEditor:
    return page_of(window).kept.editor


def marked(editor: TextEditor) -> list[str]:
    return [mark.word for mark in editor.marks.marks()]


def inks(editor: TextEditor) -> set[str]:
    block = editor.document().begin()
    return {found.format.underlineColor().name() for found in block.layout().formats()}


def menu_of(editor: TextEditor) -> QMenu:
    return next(menu for menu in editor.findChildren(QMenu) if menu.isVisible())


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def kept_words(window: MainWindow) -> tuple[str, ...]:
    document = window.workspace.document
    assert document is not None
    return own_words(document.snapshot)


def stored(window: MainWindow) -> str:
    document = window.workspace.document
    assert document is not None
    row = document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return row.text if row else ""


class TestMarks:
    def test_stand_under_wrong_words_with_a_wave_in_the_themes_colour(self, editor: TextEditor) -> None:
        editor.setPlainText("We recieve {2.1 chnge}\nfrom the comunity of Riverbourne, a@kelfrd.example")
        assert marked(editor) == ["recieve", "comunity"]
        [found] = editor.document().begin().layout().formats()
        assert (found.start, found.length) == (3, 7)
        assert found.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
        assert found.format.underlineColor() == QColor("#A85B00")

    def test_take_the_colour_of_another_theme(
        self, qtbot: QtBot, editor: TextEditor, dressed: QApplication
    ) -> None:
        editor.setPlainText("recieve")
        apply_style(dressed, chosen=DARK)
        qtbot.waitUntil(lambda: inks(editor) == {DARK.warning.name()})
        apply_style(dressed, chosen=LIGHT)
        qtbot.waitUntil(lambda: inks(editor) == {LIGHT.warning.name()})

    def test_leave_alone_the_word_being_typed(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "We recieve")
        assert marked(editor) == []
        QTest.keyClicks(editor, " it")
        assert marked(editor) == ["recieve"]

    def test_come_when_the_cursor_leaves_the_word(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "We recieve")
        QTest.keyClick(editor, Qt.Key.Key_Home)
        assert marked(editor) == ["recieve"]

    def test_stand_right_after_letters_beyond_the_usual(self, editor: TextEditor) -> None:
        editor.setPlainText("\U0001f600\U0001f600 recieve")
        assert marked(editor) == ["recieve"]

    def test_are_told_to_a_screen_reader(self, qtbot: QtBot, editor: TextEditor) -> None:
        editor.setPlainText("recieve comunity tommorow")
        said = "3 words are not in the dictionary. F7 goes to the next."
        qtbot.waitUntil(lambda: editor.accessibleDescription() == said)
        editor.setPlainText("community")
        qtbot.waitUntil(lambda: not editor.accessibleDescription())

    def test_change_nothing_in_the_text_or_its_undo(self, editor: TextEditor) -> None:
        editor.setPlainText("recieve")
        assert not editor.document().isUndoAvailable()
        assert editor.toPlainText() == "recieve"

    def test_come_in_a_text_that_was_hidden_when_words_changed(
        self, window: MainWindow, editor: TextEditor
    ) -> None:
        editor.setPlainText("Kelford")
        page_of(window).kept.hide()
        spelling_of(window.workspace).add("Kelford")
        page_of(window).kept.show()
        assert marked(editor) == []


class TestByKeys:
    def test_f7_goes_from_one_marked_word_to_the_next_and_round(
        self, editor: TextEditor, press: Press
    ) -> None:
        editor.setPlainText("We recieve it\nin the comunity")
        found = []
        for _ in range(3):
            press("F7")
            found.append(editor.textCursor().selectedText())
        assert found == ["recieve", "comunity", "recieve"]

    def test_f7_says_that_nothing_is_wrong(
        self, window: MainWindow, editor: TextEditor, press: Press
    ) -> None:
        heard = told_by(window)
        press("F7")
        assert heard == ["Every word of this text is in the dictionary."]

    @opens_menus
    def test_a_word_is_mended_and_undone(self, qtbot: QtBot, editor: TextEditor, press: Press) -> None:
        editor.setPlainText("We recieve it")
        press("F7")
        QTest.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
        menu = menu_of(editor)
        assert entries(menu)[0] == "receive"
        assert len(entries(menu)) <= 6
        QTest.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: editor.toPlainText() == "We receive it")
        assert marked(editor) == []
        press("Ctrl+Z")
        assert "recieve" in editor.toPlainText()

    @opens_menus
    def test_a_word_is_added_to_own_words_and_marked_no_more(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor
    ) -> None:
        editor.setPlainText("Kelford rose, and Kelford's too")
        page_of(window).other.editor.setPlainText("Kelford again")
        QTest.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
        menu = menu_of(editor)
        [add] = [action for action in menu.actions() if action.text() == "Add 'Kelford' to own words"]
        menu.setActiveAction(add)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: kept_words(window) == ("Kelford",))
        assert marked(editor) == []
        assert marked(page_of(window).other.editor) == []

    @opens_menus
    def test_the_menu_key_offers_the_same_above_the_usual_entries(
        self, editor: TextEditor, press: Press
    ) -> None:
        editor.setPlainText("We recieve it")
        press("F7")
        QApplication.sendEvent(editor.viewport(), _menu_key(editor))
        found = entries(menu_of(editor))
        assert found[0] == "receive"
        assert any("Add 'recieve'" in words for words in found)
        assert any("Paste" in words for words in found)

    def test_ctrl_b_makes_bold_and_plain_again(self, editor: TextEditor, press: Press) -> None:
        editor.setPlainText("- one thing\ntwo ")
        press("Ctrl+A", "Ctrl+B")
        assert editor.toPlainText() == "- **one thing**\n**two** "
        editor.setPlainText("one two")
        editor.moveCursor(
            editor.textCursor().MoveOperation.EndOfWord, editor.textCursor().MoveMode.KeepAnchor
        )
        press("Ctrl+B")
        assert editor.toPlainText() == "**one** two"
        press("Ctrl+B")
        assert editor.toPlainText() == "one two"

    def test_ctrl_b_without_a_selection_begins_bold(self, editor: TextEditor, press: Press) -> None:
        press("Ctrl+B")
        QTest.keyClicks(editor, "word")
        assert editor.toPlainText() == "**word**"

    def test_every_control_has_a_name(self, window: MainWindow, editor: TextEditor, qtbot: QtBot) -> None:
        QTest.keyClicks(editor, "The MAASBT met")
        qtbot.waitUntil(page_of(window).kept.question.isVisible, timeout=3000)
        assert nameless(window) == []


class TestPaste:
    def test_from_word_becomes_our_own_text_in_one_step(self, editor: TextEditor, press: Press) -> None:
        data = QMimeData()
        data.setText("One\n·\ttwo")
        data.setHtml(
            "<p><b>One</b></p><p style='mso-list:l0 level1'><span style='mso-list:Ignore'>·</span>two"
        )
        QTest.keyClicks(editor, "Said:")
        editor.insertFromMimeData(data)
        assert editor.toPlainText() == "Said:**One**\n- two"
        press("Ctrl+Z")
        assert editor.toPlainText() == "Said:"

    def test_a_list_begins_on_a_line_of_its_own(self, editor: TextEditor) -> None:
        data = QMimeData()
        data.setText("• one\n• two")
        QTest.keyClicks(editor, "Said:")
        editor.insertFromMimeData(data)
        assert editor.toPlainText() == "Said:\n- one\n- two"

    def test_a_list_goes_on_where_a_bullet_was_begun(self, editor: TextEditor) -> None:
        data = QMimeData()
        data.setText("• one\n• two")
        QTest.keyClicks(editor, "- ")
        editor.insertFromMimeData(data)
        assert editor.toPlainText() == "- one\n- two"

    def test_what_is_copied_here_comes_back_unchanged(self, editor: TextEditor, press: Press) -> None:
        text = "- **one** {2.1 change}\n\n[two](https://example.org)  x"
        editor.setPlainText(text)
        press("Ctrl+A", "Ctrl+C")
        assert not QApplication.clipboard().mimeData().hasHtml()
        press("Ctrl+A", "Ctrl+V")
        assert editor.toPlainText() == text.replace("  x", " x")

    def test_100_000_characters_go_in_and_stay_when_saving_refuses_them(
        self, window: MainWindow, editor: TextEditor
    ) -> None:
        data = QMimeData()
        data.setText(("word " * 20_000).strip())
        begun = perf_counter()
        editor.insertFromMimeData(data)
        assert perf_counter() - begun < 5
        page_of(window).flush()
        refused = "The text has 99,999 characters; 32,000 are kept. Shorten it."
        assert page_of(window).kept.problem.text() == refused
        assert page_of(window).unsaved() == f"Commentary: not saved. {refused}"
        assert len(editor.toPlainText()) == 99_999
        assert stored(window) == ""

    def test_a_page_from_the_web_leaves_its_scripts_behind(
        self, window: MainWindow, editor: TextEditor
    ) -> None:
        data = QMimeData()
        data.setHtml("<script>x()</script><table><tr><td>Robbery<td>30</table><img src=x onerror=y()>")
        editor.insertFromMimeData(data)
        page_of(window).flush()
        assert stored(window) == "Robbery | 30"


class TestAbbreviations:
    def test_capitals_are_asked_for_and_kept_by_enter(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor, press: Press
    ) -> None:
        question = page_of(window).kept.question
        QTest.keyClicks(editor, "The MARAC and NHS met.")
        qtbot.waitUntil(question.isVisible, timeout=3000)
        assert question.asks.text() == "What does MARAC stand for?"
        press("Tab")
        assert question.answer.hasFocus()
        QTest.keyClicks(question.answer, "multi-agency risk assessment conference")
        press("Return")
        qtbot.waitUntil(question.isHidden)
        assert editor.hasFocus()
        document = window.workspace.document
        assert document is not None
        assert list(document.snapshot.of(Abbreviation)) == [
            Abbreviation(short="MARAC", long="multi-agency risk assessment conference")
        ]

    def test_escape_never_asks_again_in_the_file(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor, press: Press
    ) -> None:
        question = page_of(window).kept.question
        QTest.keyClicks(editor, "The JAG met. ")
        qtbot.waitUntil(question.isVisible, timeout=3000)
        press("Tab", "Escape")
        qtbot.waitUntil(question.isHidden)
        assert editor.hasFocus()
        document = window.workspace.document
        assert document is not None
        kept = document.snapshot.of(Setting).get("abbreviations not asked")
        assert kept is not None
        assert kept.value == "JAG"
        QTest.keyClicks(editor, "The JAG met again.")
        qtbot.wait(1400)
        assert question.isHidden()

    def test_words_typed_are_kept_when_the_field_is_left(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor
    ) -> None:
        question = page_of(window).kept.question
        QTest.keyClicks(editor, "The JAG met.")
        qtbot.waitUntil(question.isVisible, timeout=3000)
        question.answer.setFocus()
        QTest.keyClicks(question.answer, "joint action group")
        page_of(window).other.editor.setFocus()
        qtbot.waitUntil(question.isHidden)
        document = window.workspace.document
        assert document is not None
        assert [row.long for row in document.snapshot.of(Abbreviation)] == ["joint action group"]

    def test_nothing_is_asked_of_capitals_still_being_typed(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor
    ) -> None:
        QTest.keyClicks(editor, "The MAR")
        qtbot.wait(1400)
        assert page_of(window).kept.question.isHidden()

    def test_nothing_is_asked_of_a_text_that_nobody_writes_in(
        self, window: MainWindow, qtbot: QtBot, editor: TextEditor
    ) -> None:
        page_of(window).other.editor.setPlainText("The MARAC met.")
        qtbot.wait(1400)
        assert page_of(window).other.question.isHidden()


def test_a_text_outside_a_window_is_a_plain_box(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.setPlainText("recieve")
    editor.go_to_next_mark()
    assert marked(editor) == []
    assert editor.toPlainText() == "recieve"


def _menu_key(editor: TextEditor) -> QContextMenuEvent:
    at = editor.cursorRect().center()
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, editor.viewport().mapToGlobal(at))
