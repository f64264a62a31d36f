"""The Check page: its lines, the chosen one in full, and what is done about it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCharFormat
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetNote
from cspdesk.desk.document import Document
from cspdesk.domain.tables import Commentary, Excuse, SeriesId
from cspdesk.ui.check_page import CheckPage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.fake_check import (
    BEFORE,
    CUT_OFF,
    ROBBERY,
    VIOLENCE,
    WRONG,
    put,
    until,
    use_marked_words,
    with_findings,
)
from tests.ui.conftest import Press


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use_marked_words(monkeypatch)


@pytest.fixture
def document(window: MainWindow, small: Path) -> Document:
    return with_findings(window.workspace)


@pytest.fixture
def page(window: MainWindow, document: Document, press: Press, qtbot: QtBot) -> CheckPage:
    press("Ctrl+8")
    found = window.findChild(CheckPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.board is not None, timeout=10_000)
    return found


def text(document: Document) -> str:
    row = document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return row.text if row else ""


def shown(page: CheckPage) -> list[str]:
    """The lines in sight, headings without indent."""
    found = []
    for at in range(page.list.topLevelItemCount()):
        heading = page.list.topLevelItem(at)
        assert heading is not None
        found.append(heading.text(0))
        if heading.isExpanded():
            lines = [heading.child(place) for place in range(heading.childCount())]
            found += [f"  {line.text(0)}: {line.text(1)}" for line in lines if line is not None]
    return found


def unfold(page: CheckPage, press: Press, qtbot: QtBot, words: str) -> None:
    """Open the heading that begins with these words by its key, and choose its first line."""
    headings = [page.list.topLevelItem(at) for at in range(page.list.topLevelItemCount())]
    heading = next(each for each in headings if each is not None and each.text(0).startswith(words))
    page.list.setCurrentItem(heading)
    press("Return")
    until(qtbot, heading.isExpanded)
    press("Down")


def test_it_stands_before_the_pack_and_lists_the_worst_first(window: MainWindow, page: CheckPage) -> None:
    keys = [spec.key for spec in window.specs if spec.in_rail]
    assert keys[keys.index("check") + 1] == "pack"
    assert page.reach.text() == "6 statements read: 2 agree, 3 do not, 1 could not be checked."
    assert shown(page) == [
        "Errors   2",
        f"  2.1 Violence with injury: {WRONG}",
        "  2.2 Robbery: The text is of Quarter 4 and says During Q3.",
        "Warnings   1",
        f"  2.1 Violence with injury: {CUT_OFF}",
        "Could not be checked   1",
        "Agree with the figures   2",
    ]
    assert page.list.hasFocus()


def test_the_chosen_line_is_told_in_full(page: CheckPage) -> None:
    detail = page.detail
    assert (detail.severity.text(), detail.name.text()) == ("Error", "2.1 Violence with injury")
    assert detail.part.text() == "Commentary, Quarter 4 2015/16"
    assert detail.sentence.toPlainText() == "There were 436 offences, 347 of them by day."
    (mark,) = detail.sentence.extraSelections()
    assert mark.cursor.selectedText() == "436"
    assert mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert detail.sentence.accessibleDescription() == "The words meant: 436"
    assert (detail.message.text(), detail.working.text()) == (WRONG, "12,469 − 12,043 = 426")
    assert detail.accept.text() == "Put 426"


def test_what_agrees_is_told_with_its_working(page: CheckPage, press: Press, qtbot: QtBot) -> None:
    unfold(page, press, qtbot, "Agree")
    assert page.list.current is not None
    assert page.list.current.says == "347"
    assert page.detail.severity.text() == "Agrees"
    assert page.detail.working.text() == "347 in the quarter"
    assert page.detail.accept.isHidden()
    assert page.detail.excuse.isHidden()
    # Which of the sentence's figures agrees is seen, but it is not marked as wrong.
    (mark,) = page.detail.sentence.extraSelections()
    assert mark.cursor.selectedText() == "347"
    assert mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    # All of the sentence is seen, and no empty line below it.
    sentence = page.detail.sentence
    left = sentence.height() - sentence.fontMetrics().lineSpacing()
    assert 0 < left < sentence.fontMetrics().lineSpacing()


def test_what_could_not_be_checked_is_nobodys_fault(page: CheckPage, press: Press, qtbot: QtBot) -> None:
    unfold(page, press, qtbot, "Could")
    assert page.detail.severity.text() == "Could not be checked"
    assert page.detail.sentence.toPlainText() == "And many soon."
    press("Alt+X", "Alt+A")
    assert page.detail.form.isHidden()


def test_accepting_is_one_edit_and_goes_on(window: MainWindow, page: CheckPage, press: Press) -> None:
    document = page.document
    press("Alt+A")
    assert text(document).startswith("There were 426 offences")
    assert document.undo_label == "Correct '436' to '426'"
    # The next line has come up in its place, and it offers no words to put.
    assert page.list.current is not None
    assert page.list.current.says == "The text is of Quarter 4 and says During Q3."
    assert page.list.hasFocus()
    assert page.detail.accept.isHidden()
    before = document.snapshot
    press("Alt+A")
    assert document.snapshot is before
    press("Ctrl+Z")
    assert text(document).startswith("There were 436 offences")


def test_one_after_the_other_without_waiting(page: CheckPage, press: Press) -> None:
    put(page.document, VIOLENCE, "436 and 436 and 10.2 it was.")
    page.desk.settle()
    press("Home", "Down", "Alt+A", "Alt+A")
    assert text(page.document) == "426 and 426 and 10.2 it was."


def test_what_changed_meanwhile_is_not_overwritten(page: CheckPage, press: Press) -> None:
    put(page.document, VIOLENCE, "There were 12 offences.")
    press("Alt+A")
    assert text(page.document) == "There were 12 offences."
    assert "has been changed since" in page.detail.problem.text()


def test_an_excuse_asks_for_its_reason_in_place(page: CheckPage, press: Press) -> None:
    press("Alt+X")
    assert page.detail.form.reason.hasFocus()
    press("Escape")
    assert page.list.hasFocus()
    press("Alt+X", "The force counts it so", "Return")
    assert [row.reason for row in page.document.snapshot.of(Excuse)] == ["The force counts it so"]
    assert "Excused   1" in shown(page)
    assert "Errors   1" in shown(page)
    assert page.list.hasFocus()


def test_of_the_same_words_twice_the_chosen_one_stays_chosen(page: CheckPage, press: Press) -> None:
    put(page.document, VIOLENCE, "First 436 were seen.\nThen 436 were heard.")
    page.desk.settle()
    press("Home", "Down", "Down")
    assert page.detail.sentence.toPlainText() == "Then 436 were heard."
    press("Alt+X", "Heard twice", "Return")
    assert [row.text.splitlines()[0] for row in page.document.snapshot.of(Excuse)] == ["Then 436 were heard."]
    press("Home", "Down", "Alt+X")
    put(page.document, VIOLENCE, "Now 436 were seen.\nThen 436 were heard.")
    page.desk.settle()
    # What was asked was about another sentence.
    assert page.detail.form.isHidden()


def test_a_live_field_without_a_figure_is_not_excused(page: CheckPage, press: Press) -> None:
    put(page.document, VIOLENCE, "{nothing of the kind} was seen.")
    page.desk.settle()
    press("Home", "Down")
    assert page.detail.severity.text() == "Error"
    assert page.detail.excuse.isHidden()
    press("Alt+X")
    assert page.detail.form.isHidden()
    assert "cannot be excused" in page.detail.problem.text()


def test_an_excuse_is_taken_back(page: CheckPage, press: Press, qtbot: QtBot) -> None:
    press("Alt+X", "The force counts it so", "Return")
    unfold(page, press, qtbot, "Excused")
    assert page.detail.excused.text() == "Excused: The force counts it so"
    press("Alt+X")
    assert len(page.document.snapshot.of(Excuse)) == 0
    assert "Errors   2" in shown(page)


def test_enter_goes_to_the_words(window: MainWindow, page: CheckPage, press: Press, qtbot: QtBot) -> None:
    press("Return")
    until(qtbot, lambda: window.page_key == "write")
    written = window.findChild(WritePage)
    assert written is not None
    until(qtbot, lambda: written.words.editor.textCursor().selectedText() == "436")


def test_a_cells_note_is_gone_to_in_the_grid(
    window: MainWindow, page: CheckPage, press: Press, qtbot: QtBot
) -> None:
    put(page.document, VIOLENCE, "")
    series = SeriesId("m21")
    page.document.do(SetNote("Note", series, LAST_QUARTER, "There were 436 of them."))
    page.desk.settle()
    press("Home", "Down")
    assert page.detail.part.text() == "Note, Quarter 4 2015/16"
    press("Return")
    until(qtbot, lambda: window.page_key == "enter")
    assert window.workspace.selection is not None
    assert window.workspace.selection.measure == VIOLENCE
    assert window.workspace.selection.period == LAST_QUARTER


def test_the_quarter_alone_or_the_year(page: CheckPage, press: Press) -> None:
    press("Alt+W")
    assert page.reach.text() == "4 statements read: 1 agrees, 2 do not, 1 could not be checked."
    assert not any("Robbery" in line for line in shown(page))
    press("Alt+W")
    assert any("Robbery" in line for line in shown(page))


def test_it_follows_an_edit_and_keeps_its_place(page: CheckPage, press: Press, qtbot: QtBot) -> None:
    press("Down")
    put(page.document, VIOLENCE, "All is well: 347 offences.")
    until(qtbot, lambda: page.reach.text().startswith("3 statements"))
    assert page.list.current is not None
    assert page.list.current.name == "2.2 Robbery"


def test_it_says_where_nothing_is_wrong(page: CheckPage, qtbot: QtBot) -> None:
    put(page.document, VIOLENCE, "347 offences.")
    put(page.document, ROBBERY, "", BEFORE)
    until(qtbot, page.about.isVisible)
    assert page.about.text() == "Nothing in these texts contradicts the figures."
    assert shown(page) == ["Agree with the figures   1"]


def test_it_says_what_belongs_there_where_nothing_is_read(
    window: MainWindow, page: CheckPage, qtbot: QtBot
) -> None:
    put(page.document, VIOLENCE, "")
    put(page.document, ROBBERY, "", BEFORE)
    until(qtbot, page.nothing.isVisible)
    page.nothing.findChildren(QPushButton)[0].click()
    assert window.page_key == "write"


def test_a_folded_heading_with_thousands_costs_nothing(page: CheckPage, qtbot: QtBot) -> None:
    put(page.document, VIOLENCE, "347 " * 3_000)
    until(qtbot, lambda: "Agree with the figures   3,001" in shown(page))
    heading = page.list.topLevelItem(page.list.topLevelItemCount() - 1)
    assert heading is not None
    assert heading.childCount() == 0


def test_lines_are_read_out_with_all_that_is_seen(page: CheckPage) -> None:
    item = page.list.currentItem()
    assert item is not None
    said = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Errors: 2.1 Violence with injury, Commentary, Quarter 4 2015/16: {WRONG}"
    list_ = QAccessible.queryAccessibleInterface(page.list)
    assert list_.text(QAccessible.Text.Name) == "What the check found and what it read"


def test_the_keys_of_the_page_are_told(page: CheckPage) -> None:
    told = dict(page.KEYS)
    assert {"Enter", "Alt+A", "Alt+X", "Alt+W"} <= set(told)
