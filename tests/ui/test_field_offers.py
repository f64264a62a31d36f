"""Live figures offered where a brace is typed in a text: by keys, by mouse, and by what is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import PriorityId, Project, ProjectId, ProjectUpdate, UpdateId
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.writing import (
    CHANGE,
    list_of,
    offered,
    put,
    write_page,
)
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path) -> WritePage:
    return write_page(window)


@pytest.fixture
def editor(page: WritePage) -> TextEditor:
    return page.words.editor


class TestOffers:
    def test_a_brace_offers_the_measures_own_figures_first(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "We saw {")
        assert offered(editor)[:2] == ["value", "figure"]
        assert "change" in offered(editor)
        assert "2.2 value" in offered(editor)

    def test_letters_narrow_enter_takes_and_one_undo_brings_the_letters_back(
        self, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "That is {chang")
        assert offered(editor)[0] == "change"
        press("Return")
        assert editor.toPlainText() == "That is {change}"
        assert editor.field_offers.list is None
        assert editor.hasFocus()
        press("Ctrl+Z")
        assert editor.toPlainText() == "That is {chang"
        assert editor.field_offers.list is None

    def test_arrows_choose_and_tab_takes(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "We saw {")
        press("Down", "Down", "Up", "Tab")
        assert editor.toPlainText() == "We saw {figure}"
        assert editor.hasFocus()

    def test_arrows_stay_at_the_ends(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "We saw {")
        press("Up")
        assert list_of(editor).list.currentRow() == 0
        press(*["PageDown"] * 20)
        assert list_of(editor).list.currentRow() == list_of(editor).list.count() - 1

    def test_escape_leaves_the_brace_as_it_was_typed(
        self, window: MainWindow, page: WritePage, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "{ch")
        press("Escape")
        assert editor.field_offers.list is None
        assert editor.hasFocus()
        QTest.keyClicks(editor, "an")
        assert editor.field_offers.list is None
        assert editor.toPlainText() == "{chan"
        press("Escape")
        assert page.list.isAncestorOf(window.focusWidget())

    def test_the_mouse_takes_one(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "We saw {")
        rows = list_of(editor).list
        spot = rows.visualItemRect(rows.item(2)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert editor.toPlainText() == "We saw {year to date}"
        assert editor.hasFocus()

    def test_another_measure_comes_by_its_number_or_title(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "and {2.2 ch")
        assert offered(editor)[0] == "2.2 change"
        press("Return")
        QTest.keyClicks(editor, " of {robb")
        assert offered(editor)[0] == "2.2 value"
        press("Return")
        assert editor.toPlainText() == "and {2.2 change} of {2.2 value}"

    def test_another_quarter_comes_by_its_name(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "up from {figure Q3")
        assert offered(editor) == ["figure 2015-16Q3", "figure 2014-15Q3"]
        press("Return")
        assert editor.toPlainText() == "up from {figure 2015-16Q3}"

    def test_a_sentence_is_opened_with_a_capital(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "{ch")
        assert offered(editor)[0] == "Change"
        press("Return")
        QTest.keyClicks(editor, " was {ch")
        assert offered(editor)[0] == "change"

    def test_a_second_brace_stands_for_itself(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "{{")
        assert editor.field_offers.list is None

    def test_nothing_that_fits_hides_the_list_until_a_letter_is_taken_back(
        self, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "{chq")
        assert editor.field_offers.list is None
        press("Backspace")
        assert offered(editor)[0] == "Change"

    def test_the_list_goes_with_the_caret_the_focus_and_the_brace(
        self, page: WritePage, qtbot: QtBot, editor: TextEditor, press: Press
    ) -> None:
        leaving: tuple[Callable[[], None], ...] = (
            lambda: press("Home"),
            lambda: press("Backspace"),
            lambda: QTest.keyClicks(editor, "x} "),
            page.list.setFocus,
        )
        for leave in leaving:
            put(editor, "We saw ")
            editor.setFocus()
            QTest.keyClicks(editor, "{")
            assert editor.field_offers.list is not None
            leave()
            qtbot.waitUntil(lambda: editor.field_offers.list is None)

    def test_a_brace_closed_already_is_not_doubled(self, editor: TextEditor, press: Press) -> None:
        put(editor, "We saw }", at=7)
        QTest.keyClicks(editor, "{val")
        press("Return")
        assert editor.toPlainText() == "We saw {value}"

    def test_letters_beyond_the_usual_before_it_do_not_shift_it(
        self, editor: TextEditor, press: Press
    ) -> None:
        put(editor, "\U0001f600 in ")
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, "{ch")
        press("Return")
        assert editor.toPlainText() == "\U0001f600 in {change}"

    def test_other_keys_are_the_texts_own_while_it_is_open(self, editor: TextEditor, press: Press) -> None:
        QTest.keyClicks(editor, "We saw {")
        QTest.keyClick(editor, Qt.Key.Key_Left)
        assert editor.field_offers.list is None
        assert editor.textCursor().position() == 7

    def test_every_text_that_is_reported_has_it(self, window: MainWindow, page: WritePage) -> None:
        project = Project(id=ProjectId("p"), priority=PriorityId("p2"), title="Pubwatch")
        update = ProjectUpdate(id=UpdateId("u"), project=project.id, period=LAST_QUARTER, text="Opened.")
        page.document.do(PutRows("Rows", (project, update)))
        for there in (Place("text"), Place("projects", row=("project_update", "u"))):
            window.workspace.going.emit(there)
            seen = [found for found in window.findChildren(TextEditor) if found.isVisible()]
            assert seen, there
            assert all(found.fields.can_say for found in seen), there

    def test_each_offer_says_its_words_to_a_reader(self, editor: TextEditor) -> None:
        QTest.keyClicks(editor, "We saw {change")
        rows = list_of(editor).list
        said = rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith(f"change, {CHANGE}, ")
        assert rows.accessibleName()

    def test_an_editor_of_no_reported_text_offers_nothing(self, editor: TextEditor, press: Press) -> None:
        editor.ref = None
        QTest.keyClicks(editor, "We {ch")
        assert editor.field_offers.list is None
        put(editor, "We {chnage}")
        assert editor.document().begin().layout().formats() == []
        press("Ctrl+L", "Ctrl+Shift+L")
        assert editor.toPlainText() == "We {chnage}"
