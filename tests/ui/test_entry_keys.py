"""The habits of a spreadsheet, pressed in the page itself; F1's table lists each of them."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTableWidget
from pytestqt.qtbot import QtBot

from cspdesk.desk.entry_rows import CHANGE, FIRST_QUARTER, SeriesRow
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId, Observation, SeriesId
from cspdesk.ui import entry_acts
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.entry_keys import KEY_ROWS, KEYS
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press

Q1, Q2, Q3, Q4 = (FIRST_QUARTER + 4 + place for place in range(4))
"""Columns of 2015/16."""
HOTLINE, POLICE, SATISFACTION, ASB, VIOLENCE, ROBBERY, TREATMENT, DEATHS = 1, 2, 3, 4, 6, 7, 9, 10
"""Rows of the small document; 0, 5 and 8 are the headings of priorities."""
ROWS = (HOTLINE, POLICE, SATISFACTION, ASB, VIOLENCE, ROBBERY, TREATMENT, DEATHS)
ALL_COLUMNS = range(FIRST_QUARTER, CHANGE + 1)
Cell = tuple[int, int]


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    place = Place("enter", Selection(MeasureId("m21"), SeriesId("m21"), LAST_QUARTER))
    window.workspace.going.emit(place)
    found = window.findChild(EnterPage)
    assert isinstance(found, EnterPage)
    qtbot.waitUntil(found.grid.figures.hasFocus)
    return found


def stand(page: EnterPage, row: int, column: int) -> None:
    page.grid.pick(page.model.index(row, column))


def here(page: EnterPage) -> Cell:
    index = page.grid.figures.currentIndex()
    return index.row(), index.column()


def chosen(page: EnterPage) -> set[Cell]:
    return {(index.row(), index.column()) for index in page.grid.figures.selectedIndexes()}


def typed(page: EnterPage, series: str, period: Period = LAST_QUARTER) -> str:
    row = page.document.snapshot.of(Observation).get(SeriesId(series), period)
    return row.typed if row else ""


def year(page: EnterPage, series: str) -> list[str]:
    """What is typed for a series in the four quarters of 2015/16."""
    return [typed(page, series, quarter) for quarter in LAST_QUARTER.of_year.quarters]


def block(rows: tuple[int, ...], columns: range) -> set[Cell]:
    return {(row, column) for row in rows for column in columns}


MOVES = {
    "Up": ((VIOLENCE, Q4), (ASB, Q4)),
    "Down": ((VIOLENCE, Q4), (ROBBERY, Q4)),
    "Left": ((VIOLENCE, Q4), (VIOLENCE, Q3)),
    "Right": ((VIOLENCE, Q3), (VIOLENCE, Q4)),
    "Home": ((VIOLENCE, Q4), (VIOLENCE, FIRST_QUARTER)),
    "End": ((VIOLENCE, Q3), (VIOLENCE, CHANGE)),
    "Ctrl+Home": ((VIOLENCE, Q4), (HOTLINE, FIRST_QUARTER)),
    "Ctrl+End": ((VIOLENCE, Q4), (DEATHS, CHANGE)),
    # 2.1 is filled from its first quarter to the last column.
    "Ctrl+Left": ((VIOLENCE, Q4), (VIOLENCE, FIRST_QUARTER)),
    "Ctrl+Right": ((VIOLENCE, Q1), (VIOLENCE, CHANGE)),
    # 1.3, 2.1 and 2.2 hold figures in Quarter 4, 1.2 above them does not; nor do the two below.
    "Ctrl+Up": ((ROBBERY, Q4), (ASB, Q4)),
    "Ctrl+Down": ((ASB, Q4), (ROBBERY, Q4)),
    # The whole small grid is less than a screen.
    "PageUp": ((VIOLENCE, Q4), (HOTLINE, Q4)),
    "PageDown": ((VIOLENCE, Q4), (DEATHS, Q4)),
}


@pytest.mark.parametrize("keys", MOVES)
def test_a_move_goes_to_its_cell(page: EnterPage, press: Press, keys: str) -> None:
    start, end = MOVES[keys]
    stand(page, *start)
    press(keys)
    assert here(page) == end
    assert chosen(page) == {end}


@pytest.mark.parametrize("keys", MOVES)
def test_the_same_move_with_shift_selects_up_to_it(page: EnterPage, press: Press, keys: str) -> None:
    start, end = MOVES[keys]
    stand(page, *start)
    press(f"Ctrl+Shift+{keys[5:]}" if keys.startswith("Ctrl+") else f"Shift+{keys}")
    assert here(page) == start
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    inside = tuple(row for row in ROWS if rows[0] <= row <= rows[1])
    assert chosen(page) == block(inside, range(columns[0], columns[1] + 1))


def test_a_page_is_a_screen_less_a_row(
    page: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    view = page.grid.figures
    page.setFixedHeight(view.horizontalHeader().height() + view.rowHeight(0) * 4)
    qtbot.waitUntil(lambda: view.viewport().height() < view.rowHeight(0) * 5)
    rows = view.viewport().height() // view.rowHeight(0) - 1
    stand(page, HOTLINE, Q4)
    press("PageDown")
    wanted = HOTLINE + rows
    assert here(page)[0] == (wanted if wanted in ROWS else wanted + 1)
    assert here(page)[0] < DEATHS


def test_shift_grows_and_shrinks_from_the_current_cell(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "Shift+Right", "Shift+Left", "Shift+Left", "Shift+Left")
    assert chosen(page) == block((VIOLENCE,), range(Q1, Q2 + 1))
    press("4", "Escape")
    assert here(page) == (VIOLENCE, Q2)


def test_enter_and_tab_go_round_a_selection(page: EnterPage, press: Press) -> None:
    stand(page, ASB, Q3)
    press("Shift+Down", "Shift+Right")
    visited = []
    for keys in ("Return", "Return", "Return", "Return", "Tab", "Tab", "Shift+Return"):
        press(keys)
        visited.append(here(page))
    assert visited[:4] == [(VIOLENCE, Q3), (ASB, Q4), (VIOLENCE, Q4), (ASB, Q3)]
    assert visited[4:] == [(ASB, Q4), (VIOLENCE, Q3), (ASB, Q3)]
    assert chosen(page) == block((ASB, VIOLENCE), range(Q3, Q4 + 1))


def test_typing_replaces_and_goes_on_within_the_selection(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Down", "3", "6", "0", "Return", "3", "3", "Return")
    assert (typed(page, "m21", LAST_QUARTER.previous), typed(page, "m22", LAST_QUARTER.previous)) == (
        "360",
        "33",
    )


def test_tab_and_shift_tab_go_along_the_row_and_leave_at_its_ends(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q4)
    press("Tab")
    assert here(page) == (VIOLENCE, Q4 + 1)
    press("Shift+Tab")
    assert here(page) == (VIOLENCE, Q4)
    stand(page, VIOLENCE, CHANGE)
    press("Tab")
    assert not page.grid.figures.hasFocus()


@pytest.mark.parametrize("keys", ["Delete", "Backspace"])
def test_clearing_is_one_step(page: EnterPage, press: Press, keys: str) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Right", "Shift+Down", keys)
    assert year(page, "m21")[2:] == ["", ""]
    assert year(page, "m22")[2:] == ["", ""]
    assert page.document.undo_label == "Clearing of 4 figures"
    press("Ctrl+Z")
    assert year(page, "m21")[2:] == ["355", "412"]


def test_f2_edits_and_escape_gives_up(page: EnterPage, press: Press) -> None:
    before = page.document.undo_label
    press("F2")
    editor = page.grid.delegate.editor
    assert editor is not None
    assert editor.text() == "412"
    press("0", "Escape")
    assert typed(page, "m21") == "412"
    assert page.document.undo_label == before


def test_f2_leaves_a_worked_out_cell_alone(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, CHANGE)
    press("F2")
    assert page.grid.delegate.editor is None


def test_ctrl_enter_fills_the_selection_with_what_is_typed(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "Shift+Right", "n", "a", "Ctrl+Return")
    assert year(page, "m21") == ["326", "na", "na", "na"]
    assert page.document.undo_label == "Fill 3 figures"
    assert page.grid.delegate.editor is None
    assert chosen(page) == block((VIOLENCE,), range(Q2, Q4 + 1))
    press("Ctrl+Z")
    assert year(page, "m21") == ["326", "347", "355", "412"]


def test_ctrl_enter_without_typing_fills_with_the_current_figure(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "Shift+Right", "Ctrl+Return")
    assert year(page, "m21") == ["326", "347", "347", "347"]
    assert page.document.undo_label == "Fill 2 figures"


def test_ctrl_d_fills_down_past_the_heading(page: EnterPage, press: Press) -> None:
    stand(page, ASB, Q4)
    press("Shift+Down", "Shift+Down", "Ctrl+D")
    assert [typed(page, series) for series in ("m13", "m21", "m22")] == ["12,043 [p]"] * 3
    assert page.document.undo_label == "Fill 2 figures down"
    press("Ctrl+Z")
    assert [typed(page, series) for series in ("m21", "m22")] == ["412", "30"]


def test_ctrl_d_on_one_cell_takes_the_cell_above(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q4)
    press("Ctrl+D")
    assert typed(page, "m21") == "12,043 [p]"
    assert page.document.undo_label == "Fill 2.1, Quarter 4 2015/16 down"


def test_ctrl_r_fills_right(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q1)
    press("Shift+Right", "Shift+Right", "Ctrl+R")
    assert year(page, "m21") == ["326", "326", "326", "412"]
    assert page.document.undo_label == "Fill 2 figures right"
    stand(page, VIOLENCE, Q4)
    press("Ctrl+R")
    assert typed(page, "m21") == "326"


def test_fill_down_leaves_a_yearly_measure_its_closed_quarters(page: EnterPage, press: Press) -> None:
    stand(page, ROBBERY, Q3)
    press("Shift+Right", "Shift+Down", "Ctrl+D")
    # 3.1 is typed once a year, under Quarter 4.
    assert typed(page, "m31", LAST_QUARTER.of_year) == "30"
    assert year(page, "m31") == [""] * 4


class _Day(date):
    @classmethod
    def today(cls) -> "_Day":
        return cls(2016, 5, 4)


def test_ctrl_semicolon_enters_the_date(
    page: EnterPage, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_acts, "date", _Day)
    press("Ctrl+Semicolon")
    assert typed(page, "m21") == "4 May 2016"
    assert page.document.undo_label == "Date in 2.1, Quarter 4 2015/16"
    press("Down", "l", "a", "t", "e", ":", " ", "Ctrl+Semicolon", "Return")
    assert typed(page, "m22") == "late: 4 May 2016"


def test_ctrl_apostrophe_copies_the_cell_above(page: EnterPage, press: Press) -> None:
    press("Ctrl+Apostrophe")
    assert typed(page, "m21") == "12,043 [p]"
    assert page.document.undo_label == "Copy of the cell above in 2.1, Quarter 4 2015/16"
    press("Down", "9", "Ctrl+Apostrophe", "Return")
    assert typed(page, "m22") == "912,043 [p]"


def test_f4_repeats_what_was_typed_cleared_or_filled(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q1)
    press("7", "Return")
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "F4")
    assert year(page, "m21") == ["7", "7", "7", "412"]
    stand(page, ROBBERY, Q4)
    press("Delete")
    stand(page, VIOLENCE, Q1)
    press("F4")
    assert year(page, "m21") == ["", "7", "7", "412"]
    stand(page, VIOLENCE, Q2)
    press("Ctrl+R")
    stand(page, VIOLENCE, Q4)
    press("F4")
    assert year(page, "m21") == ["", "", "7", "7"]


def test_f4_before_any_act_says_so(page: EnterPage, window: MainWindow, press: Press) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    press("F4")
    assert told == ["Nothing has been entered yet that could be repeated."]


def test_ctrl_a_selects_all_figures(page: EnterPage, press: Press) -> None:
    press("Ctrl+A")
    assert chosen(page) == block(ROWS, ALL_COLUMNS)
    assert here(page) == (VIOLENCE, Q4)


def test_space_selects_rows_and_columns(page: EnterPage, press: Press) -> None:
    press("Shift+Space")
    assert chosen(page) == block((VIOLENCE,), ALL_COLUMNS)
    press("Shift+Down")
    assert chosen(page) == block((VIOLENCE, ROBBERY), ALL_COLUMNS)
    press("Ctrl+Space")
    assert chosen(page) == block(ROWS, ALL_COLUMNS)
    stand(page, VIOLENCE, Q4)
    press("Ctrl+Space")
    assert chosen(page) == block(ROWS, range(Q4, Q4 + 1))
    press("Shift+Left")
    assert chosen(page) == block(ROWS, range(Q3, Q4 + 1))


def click(page: EnterPage, point: QPoint, *, names: bool = False) -> None:
    view = page.grid.names if names else page.grid.figures
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def test_a_click_on_a_heading_selects_the_column(page: EnterPage) -> None:
    header = page.grid.figures.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(Q3) + header.sectionSize(Q3) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert chosen(page) == block(ROWS, range(Q3, Q3 + 1))
    assert here(page) == (HOTLINE, Q3)
    assert page.grid.figures.hasFocus()


def test_a_click_on_a_measure_selects_its_row(page: EnterPage) -> None:
    click(page, page.grid.names.visualRect(page.model.index(ROBBERY, 0)).center(), names=True)
    assert chosen(page) == block((ROBBERY,), ALL_COLUMNS)
    assert here(page) == (ROBBERY, Q4)


def centre(page: EnterPage, row: int, column: int) -> QPoint:
    return page.grid.figures.visualRect(page.model.index(row, column)).center()


def drag(page: EnterPage, start: QPoint, end: QPoint) -> None:
    view = page.grid.figures.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, left, none, end)


def test_the_mouse_selects_and_the_first_cell_stays_current(page: EnterPage) -> None:
    drag(page, centre(page, ASB, Q3), centre(page, ROBBERY, Q4))
    assert chosen(page) == block((ASB, VIOLENCE, ROBBERY), range(Q3, Q4 + 1))
    assert here(page) == (ASB, Q3)
    view = page.grid.figures.viewport()
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, centre(page, VIOLENCE, Q3)
    )
    assert chosen(page) == block((ASB, VIOLENCE), range(Q3, Q3 + 1))
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, centre(page, ROBBERY, Q1)
    )
    assert chosen(page) == {(ASB, Q3), (VIOLENCE, Q3), (ROBBERY, Q1)}


def test_a_double_click_edits(page: EnterPage) -> None:
    view = page.grid.figures.viewport()
    spot = centre(page, ROBBERY, Q4)
    click(page, spot)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert page.grid.delegate.editor is not None
    assert page.grid.delegate.editor.text() == "30"


def test_the_corner_dragged_down_copies_the_figure(page: EnterPage, press: Press) -> None:
    stand(page, POLICE, Q4)
    press("5", "Return")
    stand(page, POLICE, Q4)
    drag(page, page.grid.figures.mouse.corner().center(), centre(page, VIOLENCE, Q4))
    assert [typed(page, series) for series in ("m12", "m13", "m21", "m22")] == ["5", "5", "5", "30"]
    assert page.document.undo_label == "Fill 3 figures down"
    assert chosen(page) == block((POLICE, SATISFACTION, ASB, VIOLENCE), range(Q4, Q4 + 1))
    press("Ctrl+Z")
    assert [typed(page, series) for series in ("m12", "m13", "m21")] == ["", "12,043 [p]", "412"]


def test_the_corner_dragged_left_repeats_the_pattern(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Right")
    drag(page, page.grid.figures.mouse.corner().center(), centre(page, VIOLENCE, Q1))
    # Going left from 355, 412 the pattern runs on as 412, 355.
    assert year(page, "m21") == ["355", "412", "355", "412"]
    assert page.document.undo_label == "Fill 2 figures left"


def note_of(page: EnterPage, series: str) -> str:
    row = page.document.snapshot.of(Observation).get(SeriesId(series), LAST_QUARTER)
    return row.note if row else ""


def note_sheet(page: EnterPage) -> QPlainTextEdit:
    assert page.grid.note.isVisible()
    return page.grid.note


def test_shift_f2_writes_a_note(page: EnterPage, press: Press) -> None:
    press("Shift+F2")
    assert note_sheet(page).accessibleName() == "Note on 2.1, Quarter 4 2015/16"
    press("O", "n", "e", "Alt+Return", "T", "w", "o", "Return")
    assert note_of(page, "m21") == "One\nTwo"
    assert not page.grid.note.isVisible()
    assert page.grid.figures.hasFocus()
    assert page.document.undo_label == "Note on 2.1, Quarter 4 2015/16"
    index = page.model.index(VIOLENCE, Q4)
    assert "Note: One" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "Note: One" in page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    press("Ctrl+Z")
    assert note_of(page, "m21") == ""
    assert typed(page, "m21") == "412"


def test_a_note_is_marked_in_the_corner(page: EnterPage, press: Press) -> None:
    place = page.grid.figures.visualRect(page.model.index(ROBBERY, Q3))
    spot = place.topRight() + QPoint(-2, 1)

    def colour() -> str:
        return page.grid.figures.viewport().grab().toImage().pixelColor(spot).name()

    plain = colour()
    stand(page, ROBBERY, Q3)
    press("Shift+F2", "N", "Return")
    stand(page, VIOLENCE, Q1)
    assert colour() != plain


def test_escape_gives_a_note_up_and_leaving_keeps_it(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    press("Shift+F2", "N", "o", "Escape")
    assert note_of(page, "m21") == ""
    press("Shift+F2", "N", "o")
    page.flush()
    assert note_of(page, "m21") == "No"
    press("Shift+F2", "Y", "e", "s")
    page.grid.figures.setFocus()
    assert note_of(page, "m21") == "Yes"


def test_alt_enter_saves_the_figure_and_opens_its_note(page: EnterPage, press: Press) -> None:
    press("4", "3", "0", "Alt+Return")
    assert typed(page, "m21") == "430"
    press("U", "p", "Return")
    assert note_of(page, "m21") == "Up"
    assert here(page) == (VIOLENCE, Q4)


def test_an_empty_cell_may_have_a_note(page: EnterPage, press: Press) -> None:
    stand(page, SATISFACTION, Q4)
    press("Shift+F2", "D", "u", "e", "Return")
    assert note_of(page, "m12") == "Due"
    cell = page.model.cell(SATISFACTION, Q4)
    assert (cell.missing, cell.note) == (True, "Due")
    press("Shift+F2", "Delete", "Return")
    assert page.document.snapshot.of(Observation).get(SeriesId("m12"), LAST_QUARTER) is None


def test_a_worked_out_cell_takes_no_note(page: EnterPage, window: MainWindow, press: Press) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    stand(page, VIOLENCE, CHANGE)
    press("Shift+F2")
    assert not page.grid.note.isVisible()
    assert told == ["This cell cannot be typed into and takes no note."]


@pytest.mark.parametrize("keys", ["Ctrl+G", "Ctrl+F"])
def test_going_to_a_measure_opens_find(page: EnterPage, window: MainWindow, press: Press, keys: str) -> None:
    press(keys)
    assert not page.grid.figures.hasFocus()
    press("robb", "Return")
    assert window.workspace.selection is not None
    assert window.workspace.selection.measure == "m22"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_holds_the_acts(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q1)
    press("Shift+Right", "Shift+Right")
    view = page.grid.figures
    spot = centre(page, VIOLENCE, Q1)
    QApplication.sendEvent(
        view.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot)),
    )
    menu = next(each for each in view.findChildren(QMenu) if each.isVisible())
    words = {action.text(): action.shortcut().toString() for action in menu.actions() if action.text()}
    assert words == {
        "Cut": "Ctrl+X",
        "Copy": "Ctrl+C",
        "Paste": "Ctrl+V",
        "Clear": "Del",
        "Fill down": "Ctrl+D",
        "Fill right": "Ctrl+R",
        "Fill with the current figure": "Ctrl+Return",
        "Copy the cell above": "Ctrl+'",
        "Today's date": "Ctrl+;",
        "Repeat": "F4",
        "Note": "Shift+F2",
        "Select row": "Shift+Space",
        "Select column": "Ctrl+Space",
    }
    next(action for action in menu.actions() if action.text() == "Fill right").trigger()
    menu.close()
    assert year(page, "m21") == ["326", "326", "326", "412"]


def test_acts_that_change_nothing_leave_no_step(page: EnterPage, press: Press) -> None:
    before = page.document.undo_label
    stand(page, DEATHS, Q1)
    press("Shift+Right", "Delete", "Ctrl+R", "Ctrl+Return")
    assert page.document.undo_label == before


def test_every_row_of_figures_passes_and_no_heading(page: EnterPage, press: Press) -> None:
    press("Ctrl+Home")
    seen = [here(page)[0]]
    for _ in range(len(ROWS)):
        press("Down")
        seen.append(here(page)[0])
    assert tuple(seen) == (*ROWS, DEATHS)
    assert all(isinstance(page.model.row(row), SeriesRow) for row in seen)


def test_f1_lists_every_key_of_the_grid(
    page: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("F1")
    table = next(each for each in window.findChildren(QTableWidget) if each.isVisible())
    shown = {
        (item.text(), words.text())
        for row in range(table.rowCount())
        if (item := table.item(row, 0)) and (words := table.item(row, 1))
    }
    assert set(KEYS) <= shown
    find = next(keys for keys, words in shown if words.startswith("Find or do"))
    assert find == "Ctrl+K, Ctrl+F, Ctrl+G"
    names = {key for row in KEY_ROWS for key in row.keys}
    assert {"F2", "F4", "Ctrl+D", "Ctrl+R", "Ctrl+;", "Ctrl+'", "Shift+F2", "Ctrl+A"} <= names
    table.window().close()


@pytest.mark.parametrize("keys", ["Menu", "Shift+F10"])
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_context_menu_opens_by_keys(page: EnterPage, press: Press, keys: str) -> None:
    press(keys)
    menus = [each for each in page.grid.figures.findChildren(QMenu) if each.isVisible()]
    assert len(menus) == 1
    QTest.keyClick(menus[0], Qt.Key.Key_Escape)
    assert not menus[0].isVisible()


def test_f4_repeats_the_date_and_the_cell_above(
    page: EnterPage, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_acts, "date", _Day)
    press("Ctrl+Semicolon", "Down", "F4")
    assert typed(page, "m22") == "4 May 2016"
    stand(page, VIOLENCE, Q3)
    press("Ctrl+Apostrophe", "Down", "F4")
    assert year(page, "m22")[2] == "9450"
    assert page.document.undo_label == "Copy of the cell above in 2.2, Quarter 3 2015/16"


def test_the_corner_dragged_back_fills_nothing(page: EnterPage) -> None:
    before = page.document.undo_label
    corner = page.grid.figures.mouse.corner().center()
    view = page.grid.figures.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, corner)
    QTest.mouseMove(view, centre(page, ROBBERY, Q4))
    QTest.mouseMove(view, centre(page, VIOLENCE, Q4))
    QTest.mouseRelease(view, left, none, centre(page, VIOLENCE, Q4))
    assert page.document.undo_label == before
    assert chosen(page) == {(VIOLENCE, Q4)}
