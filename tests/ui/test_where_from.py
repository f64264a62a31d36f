"""Where from? in the window: asked by its keys, read without a mouse, closed by Escape, and true still."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.analysis.provenance import FigureKind
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.workspace import FigureKey, Place, Selection
from cspdesk.domain.tables import Measure, MeasureId, SeriesId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.where_from import WhereFrom
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.entry import open_entry, stand, told_by
from tests.support.grid import Q4
from tests.support.issues import enter, issue
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless

ASK = "Ctrl+Shift+E"
VIOLENCE = 6
"""The row of 2.1 in the small document's grid."""
CHANGE = FigureKey(FigureKind.CHANGE, MeasureId("m21"), SeriesId("m21"), LAST_QUARTER)
SELECTED = Selection(CHANGE.measure, CHANGE.series, CHANGE.period)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> EnterPage:
    """The entry page of a file whose pack went out before 412 became 415, at that cell."""
    path = tmp_path / "issued.cspdesk"
    with small_store(path) as store:
        issue(store, "may", LAST_QUARTER)
        enter(store, "m21", LAST_QUARTER, "415")
    window.open_path(path)
    return open_entry(window, qtbot)


@pytest.fixture
def sheet(window: MainWindow) -> WhereFrom:
    found = window.findChild(WhereFrom)
    assert isinstance(found, WhereFrom)
    return found


def rows(sheet: WhereFrom) -> list[list[str]]:
    """What the table shows, without the columns put away."""
    table = sheet.table
    shown = [column for column in range(table.columnCount()) if not table.isColumnHidden(column)]
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in shown]
        for row in range(table.rowCount())
    ]


def wait_for_story(sheet: WhereFrom, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Typed by" in sheet.story.toPlainText(), timeout=10_000)


def test_the_selected_cell_is_told_at_once_and_its_story_follows(
    page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    assert not sheet.isVisible()
    press(ASK)
    assert sheet.isVisible()
    assert sheet.heading.text() == "Where from? 2.1 Violence with injury, in Quarter 4 2015/16"
    assert sheet.sums.text() == "415, as typed for Quarter 4 2015/16."
    assert sheet.table.hasFocus()
    wait_for_story(sheet, qtbot)
    lines = sheet.story.toPlainText().splitlines()
    assert lines[0] == "Quarter 4 2015/16: 415"
    assert lines[1].startswith("Typed by Community safety officer on ")
    assert lines[2] == "Source: Police recorded crime"
    assert lines[3].startswith("Before that 412, typed by Community safety officer on ")
    assert lines[4:] == ["412 in the pack of 12 May 2016 for Quarter 4 2015/16"]
    ((label, figure, who, _, source),) = rows(sheet)
    assert (label, figure, who, source) == (
        "Quarter 4 2015/16",
        "415",
        "Community safety officer",
        "Police recorded crime",
    )
    assert not sheet.state.isVisible()


def test_escape_gives_the_keys_back_to_the_grid(
    page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    for part in (sheet.table, sheet.copy, sheet.shut, sheet.story):
        press(ASK)
        part.setFocus()
        press("Escape")
        assert not sheet.isVisible()
        assert page.grid.figures.hasFocus()
    press("Left")
    assert page.grid.figures.currentIndex().column() == Q4 - 1


def test_a_derived_figure_is_told_with_all_its_cells(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    window.workspace.select(SELECTED, (), CHANGE)
    press(ASK)
    # 326 + 347 + 355 + 415 = 1,443; less 1,146 is 297; 297 / 1,146 = 25.92%.
    assert sheet.sums.text().splitlines() == [
        "+297 = 1,443 − 1,146, year to date against the same quarters of 2014/15.",
        "25.9% = 297 / 1,146, rounded half up.",
        "1,443 = 326 + 347 + 355 + 415, the four quarters of 2015/16.",
        "1,146 = 260 + 303 + 303 + 280, the four quarters of 2014/15.",
    ]
    assert [row[1] for row in rows(sheet)] == ["326", "347", "355", "415", "260", "303", "303", "280"]
    press("Down", "Down")
    qtbot.waitUntil(lambda: sheet.story.toPlainText().startswith("Quarter 3 2015/16: 355\nTyped by"))
    # What is selected anew takes the place of the derived figure.
    press("Escape")
    stand(page, VIOLENCE, Q4 - 1)
    press(ASK)
    assert sheet.sums.text() == "355, as typed for Quarter 3 2015/16."


def test_the_paragraph_goes_to_the_clipboard(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    told = told_by(window)
    press(ASK)
    wait_for_story(sheet, qtbot)
    sheet.copy.setFocus()
    press("Space")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("415 offences of violence with injury in Quarter 4 2015/16 is as typed for")
    assert "412 in the pack of 12 May 2016" in text
    assert "\n" not in text
    assert told[-1] == "The paragraph is on the clipboard."


def test_it_follows_an_edit_while_it_is_open(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    press(ASK)
    wait_for_story(sheet, qtbot)
    page.grid.figures.setFocus()
    press("4", "2", "0", "Return")
    assert sheet.sums.text() == "420, as typed for Quarter 4 2015/16."
    qtbot.waitUntil(lambda: "Before that 415" in sheet.story.toPlainText(), timeout=10_000)
    assert page.grid.figures.hasFocus()


def test_what_is_still_being_typed_is_handed_over_first(
    page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    press("4", "2", ASK)
    assert sheet.sums.text() == "42, as typed for Quarter 4 2015/16."
    qtbot.wait(10)
    press("Escape")
    assert page.grid.figures.hasFocus()


def test_without_a_selection_it_says_so(
    window: MainWindow, small: Path, sheet: WhereFrom, press: Press
) -> None:
    told = told_by(window)
    press(ASK)
    assert not sheet.isVisible()
    assert told == ["Select a figure first, then ask where it is from."]


def test_without_a_file_it_cannot_be_asked(window: MainWindow) -> None:
    assert not window.actions_["where from"].isEnabled()


def test_it_closes_with_the_file_and_with_its_measure(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    told = told_by(window)
    press(ASK)
    page.document.do(DeleteRow("Delete 2.1", Measure, (MeasureId("m21"),)))
    assert not sheet.isVisible()
    assert "That figure's measure has been deleted." in told
    window.workspace.select(Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER))
    press(ASK)
    assert sheet.isVisible()
    press("Ctrl+W")
    assert window.workspace.document is None
    assert not sheet.isVisible()


def test_why_there_is_none_needs_no_table(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press
) -> None:
    key = FigureKey(FigureKind.YEAR_TO_DATE, MeasureId("m12"), SeriesId("m12"), LAST_QUARTER)
    window.workspace.select(Selection(key.measure, key.series, key.period), (), key)
    press(ASK)
    assert sheet.sums.text() == "The quarters of this measure do not make a year."
    assert not sheet.table.isVisible()
    assert sheet.copy.hasFocus()


def test_a_log_that_cannot_be_read_leaves_the_words(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    assert window.files.path is not None
    window.files.path.rename(window.files.path.with_suffix(".moved"))
    press(ASK)
    assert sheet.sums.text() == "415, as typed for Quarter 4 2015/16."
    qtbot.waitUntil(lambda: "cannot be told" in sheet.state.text(), timeout=10_000)
    assert "does not exist" in sheet.state.text()


def test_tab_goes_round_the_sheet_and_leaves_it(page: EnterPage, sheet: WhereFrom, press: Press) -> None:
    press(ASK)
    press("Tab")
    assert sheet.story.hasFocus()
    met = set()
    for _ in range(12):
        press("Tab")
        met.add(QApplication.focusWidget())
    assert any(part is not None and not sheet.isAncestorOf(part) for part in met)


def test_a_reader_hears_the_sheet(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    press(ASK)
    wait_for_story(sheet, qtbot)
    assert nameless(window) == []
    table = QAccessible.queryAccessibleInterface(sheet.table)
    assert table.role() is QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "The cells that the figure comes from"
    said = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert {"Figure", "Typed by", "Quarter 4 2015/16", "415", "Police recorded crime"} <= set(said)


def test_the_page_stays_the_larger_part_at_twice_the_size(
    window: MainWindow, page: EnterPage, sheet: WhereFrom, press: Press, qtbot: QtBot
) -> None:
    window.workspace.zooming.emit(7)
    qtbot.wait(20)
    window.workspace.select(SELECTED, (), CHANGE)
    press(ASK)
    qtbot.wait(50)
    assert window.preferences.zoom == 200
    assert sheet.height() < window.height() / 2
    assert sheet.table.height() >= 2 * sheet.table.rowHeight(0)


def test_another_page_may_ask_too(window: MainWindow, small: Path, sheet: WhereFrom, press: Press) -> None:
    window.workspace.going.emit(Place("home"))
    window.workspace.select(
        SELECTED, (), FigureKey(FigureKind.QUARTER, MeasureId("m13"), SeriesId("m13"), LAST_QUARTER)
    )
    press(ASK)
    assert sheet.sums.text() == "2,593 = 12,043 − 9,450, the year to date less the one a quarter before."
