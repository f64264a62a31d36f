"""Drafted sentences: offered under the commentary, put in at the caret, never in the place of words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import Measure, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.ui.draft_box import DraftBox
from cspdesk.ui.inspector_parts import CommentaryBox
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.theme import space
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.entry import told_by
from tests.support.writing import CHANGE, VIOLENCE, stored, write_page
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless


@pytest.fixture
def page(window: MainWindow, small: Path) -> WritePage:
    return write_page(window)


@pytest.fixture
def box(page: WritePage) -> DraftBox:
    return page.body.drafts


@pytest.fixture
def editor(page: WritePage) -> TextEditor:
    return page.words.editor


def drafted(box: DraftBox) -> list[str]:
    return [box.list.item(row).text() for row in range(box.list.count())]


def choose(box: DraftBox, part: str) -> None:
    [row] = [row for row, words in enumerate(drafted(box)) if part in words][:1]
    box.list.setCurrentRow(row)


class TestSuggestion:
    def test_an_empty_quarter_says_in_a_line_what_would_be_drafted(self, box: DraftBox) -> None:
        assert box.suggested.isVisible()
        assert box.suggested.text().startswith("Could begin: 412 offences.")
        assert "1,440" in box.suggested.text()
        assert CHANGE in box.suggested.text()

    def test_the_line_puts_it_in_with_live_figures_and_goes(
        self, window: MainWindow, page: WritePage, box: DraftBox, editor: TextEditor
    ) -> None:
        QTest.mouseClick(box.put, Qt.MouseButton.LeftButton)
        assert "{change}" in editor.toPlainText()
        assert not box.suggested.isVisible()
        assert editor.hasFocus()
        page.flush()
        assert stored(window) == editor.toPlainText()

    def test_the_line_goes_when_somebody_writes_and_comes_back(
        self, box: DraftBox, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "I")
        assert not box.suggested.isVisible()
        press("Backspace")
        assert box.suggested.isVisible()

    def test_the_line_follows_the_figures(self, window: MainWindow, box: DraftBox, qtbot: QtBot) -> None:
        document = window.workspace.document
        assert document is not None
        document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "400"),)))
        assert box.suggested.text().startswith("Could begin: 400 offences.")

    def test_tab_leads_from_the_words_through_the_line_to_both_buttons(
        self, page: WritePage, box: DraftBox, press: Press
    ) -> None:
        met = []
        for _ in range(3):
            press("Tab")
            met.append(page.window().focusWidget())
        assert met == [box.put, page.body.on, box.button]

    def test_a_written_quarter_has_no_line(self, window: MainWindow, page: WritePage, box: DraftBox) -> None:
        window.workspace.choose_quarter(LAST_QUARTER.previous)
        assert page.words.text
        assert not box.suggested.isVisible()


class TestList:
    def test_alt_d_shows_the_sentences_in_full_and_enter_puts_the_first_in_live(
        self, box: DraftBox, editor: TextEditor, press: Press
    ) -> None:
        press("Alt+D")
        assert box.list.isVisible()
        assert box.list.hasFocus()
        assert drafted(box)[0].startswith("412 offences.")
        assert CHANGE in drafted(box)[0]
        assert len(drafted(box)) > 3
        press("Return")
        assert editor.toPlainText().startswith("{value}.")
        assert box.list.isHidden()
        assert editor.hasFocus()

    def test_shift_enter_puts_plain_words_in(self, box: DraftBox, editor: TextEditor, press: Press) -> None:
        press("Alt+D")
        first = drafted(box)[0]
        press("Shift+Return")
        assert editor.toPlainText() == first

    def test_escape_leaves_the_text_as_it_is(
        self, page: WritePage, box: DraftBox, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "Words")
        press("Alt+D", "Down", "Escape")
        assert box.list.isHidden()
        assert editor.hasFocus()
        assert editor.toPlainText() == "Words"

    def test_the_mouse_opens_it_and_takes_one(self, box: DraftBox, editor: TextEditor, qtbot: QtBot) -> None:
        QTest.mouseClick(box.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: box.list.viewport().height() > 40)
        spot = box.list.visualItemRect(box.list.item(0)).center()
        QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert editor.toPlainText().startswith("{value}.")

    def test_words_stay_and_one_undo_takes_the_draft_back(
        self, box: DraftBox, editor: TextEditor, press: Press
    ) -> None:
        QTest.keyClicks(editor, "Before. After.")
        cursor = editor.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        press("Alt+D")
        choose(box, CHANGE)
        press("Return")
        found = editor.toPlainText()
        assert found.startswith("Before. {")
        assert found.endswith(". After.")
        press("Ctrl+Z")
        assert editor.toPlainText() == "Before. After."

    def test_leaving_it_by_tab_puts_it_away(self, box: DraftBox, press: Press, qtbot: QtBot) -> None:
        press("Alt+D", "Tab")
        qtbot.waitUntil(box.list.isHidden)

    def test_it_comes_to_sight_whole(
        self, page: WritePage, box: DraftBox, press: Press, qtbot: QtBot
    ) -> None:
        press("Alt+D")
        seen = page.scroller.viewport()
        qtbot.waitUntil(
            lambda: box.list.mapTo(seen, box.list.rect().bottomLeft()).y() <= seen.rect().bottom()
        )

    def test_each_wraps_at_the_width_there_is(self, box: DraftBox, press: Press, qtbot: QtBot) -> None:
        press("Alt+D")
        box.list.setFixedWidth(900)
        qtbot.waitUntil(lambda: box.list.viewport().width() > 800)
        wide = box.list.sizeHintForRow(0)
        box.list.setFixedWidth(260)
        qtbot.waitUntil(lambda: box.list.viewport().width() < 300)
        assert box.list.sizeHintForRow(0) > wide

    def test_a_measure_in_words_has_nothing_to_draft(
        self, window: MainWindow, box: DraftBox, editor: TextEditor, press: Press
    ) -> None:
        document = window.workspace.document
        assert document is not None
        document.do(PutRows("In words", (Measure(id=VIOLENCE, title="Violence", unit=Unit.TEXT),)))
        heard = told_by(window)
        editor.setFocus()
        press("Alt+D")
        assert box.list.isHidden()
        assert heard == ["Nothing can be drafted: the measure has no figure of this quarter to write about."]

    def test_every_control_has_a_name(self, window: MainWindow, box: DraftBox, press: Press) -> None:
        press("Alt+D")
        assert nameless(window) == []
        said = box.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.endswith(drafted(box)[0])


class TestInspector:
    def test_its_commentary_offers_the_same(
        self, window: MainWindow, small: Path, press: Press, qtbot: QtBot
    ) -> None:
        window.workspace.going.emit(Place("enter", Selection(VIOLENCE, SeriesId("m21"), LAST_QUARTER)))
        box = next(each for each in window.findChildren(CommentaryBox) if each.isVisible())
        box.editor.setFocus()
        press("Alt+D")
        assert box.drafts.list.hasFocus()
        rows = box.drafts.list
        qtbot.waitUntil(lambda: rows.visibleRegion().boundingRect().height() >= rows.height())
        press("Return")
        assert box.editor.toPlainText().startswith("{value}.")
        box.flush()
        assert stored(window).startswith("{value}.")
        assert not box.drafts.suggested.isVisible()


def test_no_draft_runs_into_the_next(
    window: MainWindow, page: WritePage, box: DraftBox, qtbot: QtBot
) -> None:
    box.open()
    # At some widths the last word has room only as long as no scroll bar stands there.
    for width in range(1280, 900, -20):
        window.resize(width, 720)
        qtbot.wait(30)
        rows = box.list
        assert rows.verticalScrollBar().isVisible()
        for row in range(rows.count()):
            item = rows.item(row)
            room = rows.visualItemRect(item)
            inside = room.adjusted(space(1), 0, -space(1), 10_000)
            words = rows.fontMetrics().boundingRect(inside, Qt.TextFlag.TextWordWrap, item.text())
            assert words.height() + rows.fontMetrics().lineSpacing() <= room.height(), item.text()
