"""Live figures in texts other than commentary: report text, the grid's sheet, footnotes and the plan."""

from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import ReportItem
from cspdesk.ui.kept import KeptText
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.plan_page import PlanPage
from cspdesk.ui.text_footnotes import FootnotesPanel
from cspdesk.ui.text_item import ItemBox
from cspdesk.ui.text_page import TextPage
from tests.support.documents import LAST_QUARTER
from tests.support.entry import choose_in_bar, open_entry, opens_menus, stand
from tests.support.grid import CHANGE as OF_CHANGE
from tests.support.grid import VIOLENCE as ROW_OF_VIOLENCE
from tests.support.writing import VIOLENCE, offered, stored
from tests.ui.conftest import Press


def test_on_the_text_page_the_lists_keys_are_not_the_sections(
    window: MainWindow, small: Path, press: Press
) -> None:
    window.workspace.going.emit(Place("text"))
    page = window.findChild(TextPage)
    assert page is not None
    editor = next(each for each in page.findChildren(ItemBox) if each.isVisible()).words.editor
    editor.setFocus()
    QTest.keyClicks(editor, "Robbery: {2.2 val")
    press("Escape")
    assert editor.hasFocus()
    assert editor.toPlainText() == "Robbery: {2.2 val"
    press(*["Backspace"] * 8)
    QTest.keyClicks(editor, "{2.2 val")
    press("Down", "Up", "Return")
    assert editor.toPlainText() == "Robbery: {2.2 value}"
    page.flush()
    document = window.workspace.document
    assert document is not None
    assert [row.text for row in document.snapshot.of(ReportItem)] == ["Robbery: {2.2 value}"]


@opens_menus
def test_in_the_grid_enter_takes_before_it_saves(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    page = open_entry(window, qtbot)
    choose_in_bar(page, "Alt+C", "Commentary", press, qtbot)
    stand(page, ROW_OF_VIOLENCE, OF_CHANGE + 1)
    press("W", "e", " ", "{", "c", "h")
    note = page.grid.note
    assert offered(note)[0] == "change"
    press("Return")
    assert note.isVisible()
    assert note.toPlainText() == "We {change}"
    press(" ", "{")
    press("Escape")
    assert note.isVisible()
    press("Backspace", "Backspace", "Return")
    assert not note.isVisible()
    assert stored(window) == "We {change}"


def test_a_footnote_speaks_of_the_quarter_shown(window: MainWindow, small: Path) -> None:
    window.workspace.going.emit(Place("text"))
    panel = window.findChild(FootnotesPanel)
    assert panel is not None
    panel.show_quarter(LAST_QUARTER)
    assert panel.text.editor.fields.place == FieldPlace(LAST_QUARTER)


def test_a_definition_speaks_of_its_measure(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    window.workspace.going.emit(Place("plan", row=("measure", VIOLENCE)))
    page = window.findChild(PlanPage)
    assert page is not None
    part = page.measure.form.edits["definition"].part
    assert isinstance(part, KeptText)
    assert part.editor.fields.place == FieldPlace(LAST_QUARTER, VIOLENCE)
    part.editor.setFocus()
    part.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(part.editor, " So {valu")
    press("Return")
    assert part.editor.toPlainText().endswith(" So {value}")
    qtbot.waitUntil(lambda: part.prints.text() == "Prints: So 412 offences")
