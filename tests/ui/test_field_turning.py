"""Live figures in a text: their marks, what stands under it, and turning them into words and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.theme import theme
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.entry import opens_menus, told_by
from tests.support.writing import CHANGE, ask_menu, choose, menu_entries, put, stored, write_page
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path) -> WritePage:
    return write_page(window)


@pytest.fixture
def editor(page: WritePage) -> TextEditor:
    return page.words.editor


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
