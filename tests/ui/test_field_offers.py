"""Live figures in a text: offered by a brace, marked, told as they print, and turned into words and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.workspace import Place
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, MeasureId, SeriesId
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.offer_list import OfferList
from cspdesk.ui.theme import theme
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.entry import opens_menus, told_by
from tests.ui.conftest import Press

VIOLENCE = MeasureId("m21")
GRAVE = "Violence with injury"
CHANGE = "an increase of 294 offences (25.7%)"


@pytest.fixture
def page(window: MainWindow, small: Path) -> WritePage:
    """The Write page on violence with injury, whose fourth quarter has no words yet."""
    window.workspace.going.emit(Place("write", row=("measure", VIOLENCE)))
    found = window.findChild(WritePage)
    assert found is not None
    assert found.item is not None
    assert found.item.measure == VIOLENCE
    found.words.editor.setFocus()
    return found


@pytest.fixture
def editor(page: WritePage) -> TextEditor:
    return page.words.editor


def list_of(editor: TextEditor) -> OfferList:
    found = editor.field_offers.list
    assert found is not None
    return found


def offered(editor: TextEditor) -> list[str]:
    rows = list_of(editor).list
    return [rows.item(row).text() for row in range(rows.count())]


def stored(window: MainWindow) -> str:
    document = window.workspace.document
    assert document is not None
    row = document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return row.text if row else ""


def put(editor: TextEditor, text: str, at: int | None = None) -> None:
    editor.setPlainText(text)
    cursor = editor.textCursor()
    cursor.setPosition(len(text) if at is None else at)
    editor.setTextCursor(cursor)


def menu_entries(editor: TextEditor) -> dict[str, QMenu]:
    [menu] = [menu for menu in editor.findChildren(QMenu) if menu.isVisible()]
    return {action.text().partition("\t")[0]: menu for action in menu.actions() if action.text()}


def ask_menu(editor: TextEditor) -> dict[str, QMenu]:
    there = editor.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, there, editor.viewport().mapToGlobal(there), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(editor.viewport(), event)
    return menu_entries(editor)


def choose(menu: QMenu, words: str) -> None:
    [action] = [action for action in menu.actions() if action.text().partition("\t")[0] == words]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


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

    def test_every_text_that_is_reported_has_it(self, window: MainWindow, small: Path, qtbot: QtBot) -> None:
        for key in ("text", "projects"):
            window.workspace.going.emit(Place(key))
            for found in window.findChildren(TextEditor):
                if found.isVisible():
                    assert found.fields.can_say, found.accessibleName()

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


class TestMarks:
    def test_a_field_is_tinted_and_one_that_names_nothing_has_a_wave(self, editor: TextEditor) -> None:
        put(editor, "We saw {change} and {chnage} and {{value}")
        one, other = list(editor.document().begin().layout().formats())
        assert (one.start, one.length) == (7, 8)
        assert one.format.background().color() == theme().selection
        assert one.format.underlineStyle() != QTextCharFormat.UnderlineStyle.WaveUnderline
        assert (other.start, other.length) == (20, 8)
        assert other.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
        assert other.format.underlineColor() == theme().error

    def test_a_wave_under_a_field_is_no_wrong_word(self, editor: TextEditor) -> None:
        put(editor, "We saw {chnage}")
        assert list(editor.marks.marks()) == []

    def test_a_reader_hears_how_many_there_are_and_what_is_wrong(
        self, editor: TextEditor, qtbot: QtBot
    ) -> None:
        put(editor, "We saw {change} and {chnage}")
        said = "2 live figures in the text. 'chnage' is not a figure: did you mean change?"
        qtbot.waitUntil(lambda: said in editor.accessibleDescription())


class TestPrinted:
    def test_the_words_stand_under_the_text_only_while_it_has_fields(
        self, page: WritePage, editor: TextEditor, qtbot: QtBot
    ) -> None:
        line = page.words.prints
        put(editor, "We saw more.")
        assert line.isHidden()
        put(editor, "We saw more. That is {change}.")
        qtbot.waitUntil(lambda: line.text() == f"Prints: That is {CHANGE}.")
        assert line.isVisible()
        put(editor, "We saw more.")
        qtbot.waitUntil(line.isHidden)

    def test_a_cell_edited_elsewhere_changes_them(
        self, window: MainWindow, page: WritePage, editor: TextEditor, qtbot: QtBot
    ) -> None:
        put(editor, "We saw {figure}.")
        qtbot.waitUntil(lambda: page.words.prints.text() == "Prints: We saw 412.")
        document = window.workspace.document
        assert document is not None
        document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "400"),)))
        qtbot.waitUntil(lambda: page.words.prints.text() == "Prints: We saw 400.")

    def test_they_follow_the_quarter(
        self, window: MainWindow, page: WritePage, editor: TextEditor, qtbot: QtBot
    ) -> None:
        window.workspace.choose_quarter(Period.quarter(2015, 3))
        put(editor, "We saw {figure}.")
        qtbot.waitUntil(lambda: page.words.prints.text() == "Prints: We saw 355.")


class TestTurning:
    def test_a_field_becomes_the_words_that_it_prints_and_back_by_one_key(
        self, editor: TextEditor, press: Press
    ) -> None:
        put(editor, "So {change}, again", at=6)
        press("Ctrl+L")
        assert editor.toPlainText() == f"So {CHANGE}, again"
        press("Ctrl+Z")
        assert editor.toPlainText() == "So {change}, again"

    @opens_menus
    def test_selected_words_become_live(self, editor: TextEditor, press: Press, qtbot: QtBot) -> None:
        put(editor, f"So {CHANGE}, again")
        cursor = editor.textCursor()
        cursor.setPosition(3)
        cursor.setPosition(3 + len(CHANGE), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        press("Ctrl+L")
        # At the end of a year its rolling year prints the same: the nearest is the first.
        found = menu_entries(editor)
        assert next(iter(found)) == f"Keep '{CHANGE}' live: {{change}}"
        assert "{rolling change}" in " ".join(found)
        QTest.keyClick(next(iter(found.values())), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: editor.toPlainText() == "So {change}, again")

    def test_selected_words_that_one_field_alone_prints_become_live_at_once(
        self, editor: TextEditor, press: Press
    ) -> None:
        put(editor, "Robbery: 30 offences.", at=9)
        editor.moveCursor(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
        editor.moveCursor(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        press("Ctrl+L")
        assert editor.toPlainText() == "Robbery: {2.2 value}."

    @opens_menus
    def test_a_figure_that_several_fields_print_is_asked_about(
        self, editor: TextEditor, press: Press, qtbot: QtBot
    ) -> None:
        put(editor, "We saw 412 offences.", at=8)
        press("Ctrl+L")
        found = menu_entries(editor)
        assert next(iter(found)) == "Keep '412 offences' live: {value}"
        assert "Keep '412' live: {figure}" in found
        QTest.keyClick(next(iter(found.values())), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: editor.toPlainText() == "We saw {value}.")
        press("Ctrl+Z")
        assert editor.toPlainText() == "We saw 412 offences."

    def test_a_figure_that_none_prints_is_told(
        self, window: MainWindow, editor: TextEditor, press: Press
    ) -> None:
        heard = told_by(window)
        put(editor, "We saw 9,999.", at=8)
        press("Ctrl+L")
        assert heard[-1] == "No live field prints '9,999' here."
        put(editor, "We saw none.", at=8)
        press("Ctrl+L")
        assert heard[-1].startswith("Put the caret in a figure")

    def test_all_fields_become_words_in_one_step_but_those_that_say_nothing(
        self, window: MainWindow, editor: TextEditor, press: Press
    ) -> None:
        heard = told_by(window)
        before = "So {figure} and {chnage},\nthen {per cent}"
        put(editor, before)
        press("Ctrl+Shift+L")
        assert editor.toPlainText() == "So 412 and {chnage},\nthen 25.7%"
        assert heard[-1] == "A live field stays in braces. 'chnage' is not a figure: did you mean change?"
        press("Ctrl+Z")
        assert editor.toPlainText() == before
        put(editor, "None")
        press("Ctrl+Shift+L")
        assert heard[-1] == "This text has no live field."

    @opens_menus
    def test_the_menu_offers_the_same(self, editor: TextEditor, qtbot: QtBot) -> None:
        put(editor, "So {change}, again", at=6)
        found = ask_menu(editor)
        words = f"Turn into plain text ({CHANGE})"
        assert words in found
        assert "Turn all live fields into plain text" in found
        choose(found[words], words)
        qtbot.waitUntil(lambda: editor.toPlainText() == f"So {CHANGE}, again")

    @opens_menus
    def test_the_menu_says_what_is_wrong_with_a_field(self, editor: TextEditor) -> None:
        put(editor, "So {chnage}, again", at=6)
        assert "'chnage' is not a figure: did you mean change?" in ask_menu(editor)

    def test_what_is_turned_is_kept(
        self, window: MainWindow, page: WritePage, editor: TextEditor, press: Press
    ) -> None:
        put(editor, "So {change}", at=6)
        page.flush()
        assert stored(window) == "So {change}"
        press("Ctrl+L")
        page.flush()
        assert stored(window) == f"So {CHANGE}"
        press("Ctrl+Z")
        assert stored(window) == "So {change}"
