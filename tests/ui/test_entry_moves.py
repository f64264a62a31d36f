"""Moving about in the entry grid and selecting, by keys and by the mouse, as in a spreadsheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.entry_keys import KEY_ROWS
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import (
    block,
    centre,
    chosen,
    click,
    click_name,
    drag,
    here,
    open_entry,
    stand,
    typed,
)
from tests.support.grid import (
    ALL_COLUMNS,
    ASB,
    CHANGE,
    DEATHS,
    FIRST_QUARTER,
    HOTLINE,
    Q1,
    Q2,
    Q3,
    Q4,
    ROBBERY,
    ROWS,
    VIOLENCE,
    YEAR,
)
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


MOVES = {
    "Up": ((VIOLENCE, Q4), (ASB, Q4)),
    "Down": ((VIOLENCE, Q4), (ROBBERY, Q4)),
    "Left": ((VIOLENCE, Q4), (VIOLENCE, Q3)),
    "Right": ((VIOLENCE, Q3), (VIOLENCE, Q4)),
    "Home": ((VIOLENCE, Q4), (VIOLENCE, FIRST_QUARTER)),
    "End": ((VIOLENCE, Q3), (VIOLENCE, CHANGE)),
    "Ctrl+Home": ((VIOLENCE, Q4), (HOTLINE, FIRST_QUARTER)),
    "Ctrl+End": ((VIOLENCE, Q4), (DEATHS, CHANGE)),
    # 2.1 is filled from its first quarter up to the year; nothing stands under "Quarter alone".
    "Ctrl+Left": ((VIOLENCE, Q4), (VIOLENCE, FIRST_QUARTER)),
    "Ctrl+Right": ((VIOLENCE, Q1), (VIOLENCE, YEAR)),
    # 1.3, 2.1 and 2.2 hold figures in Quarter 4, 1.2 above them does not; nor do the two below.
    "Ctrl+Up": ((ROBBERY, Q4), (ASB, Q4)),
    "Ctrl+Down": ((ASB, Q4), (ROBBERY, Q4)),
    # The whole small grid is less than a screen.
    "PageUp": ((VIOLENCE, Q4), (HOTLINE, Q4)),
    "PageDown": ((VIOLENCE, Q4), (DEATHS, Q4)),
}


def test_every_move_of_the_table_is_among_these() -> None:
    listed = {keys for row in KEY_ROWS if row.grows for keys in row.keys}
    assert listed == {keys.replace("PageUp", "PgUp").replace("PageDown", "PgDown") for keys in MOVES}


@pytest.mark.habit("Arrows", "Ctrl+Arrow", "Home, End", "Ctrl+Home, Ctrl+End", "Page Up, Page Down")
@pytest.mark.parametrize("keys", MOVES)
def test_a_move_goes_to_its_cell(page: EnterPage, press: Press, keys: str) -> None:
    start, end = MOVES[keys]
    stand(page, *start)
    press(keys)
    assert here(page) == end
    assert chosen(page) == {end}


@pytest.mark.habit("Shift with any of these")
@pytest.mark.parametrize("keys", MOVES)
def test_the_same_move_with_shift_selects_up_to_it(page: EnterPage, press: Press, keys: str) -> None:
    start, end = MOVES[keys]
    stand(page, *start)
    press(f"Ctrl+Shift+{keys[5:]}" if keys.startswith("Ctrl+") else f"Shift+{keys}")
    assert here(page) == start
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    inside = tuple(row for row in ROWS if rows[0] <= row <= rows[1])
    assert chosen(page) == block(inside, range(columns[0], columns[1] + 1))


def test_a_page_is_a_screen_less_a_row(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    view = page.grid.figures
    above = page.bar.height() + view.horizontalHeader().height()
    page.setFixedHeight(above + view.rowHeight(0) * 4)
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


@pytest.mark.habit("Enter, Shift+Enter", "Tab, Shift+Tab")
def test_enter_and_tab_go_round_a_selection(page: EnterPage, press: Press) -> None:
    stand(page, ASB, Q3)
    press("Shift+Down", "Shift+Right")
    visited = []
    for keys in ("Return", "Return", "Return", "Enter", "Tab", "Tab", "Shift+Return"):
        press(keys)
        visited.append(here(page))
    assert visited[:4] == [(VIOLENCE, Q3), (ASB, Q4), (VIOLENCE, Q4), (ASB, Q3)]
    assert visited[4:] == [(ASB, Q4), (VIOLENCE, Q3), (ASB, Q3)]
    assert chosen(page) == block((ASB, VIOLENCE), range(Q3, Q4 + 1))


@pytest.mark.habit("Enter, Shift+Enter")
@pytest.mark.parametrize(
    ("keys", "row"), [("Return", ROBBERY), ("Enter", ROBBERY), ("Shift+Return", ASB), ("Shift+Enter", ASB)]
)
def test_enter_saves_and_goes_down_or_up(page: EnterPage, press: Press, keys: str, row: int) -> None:
    press("4", "0", "9", keys)
    assert typed(page, "m21") == "409"
    assert here(page) == (row, Q4)


@pytest.mark.habit("Tab, Shift+Tab")
@pytest.mark.parametrize(("keys", "column"), [("Tab", YEAR), ("Shift+Backtab", Q3)])
def test_tab_saves_and_goes_along(page: EnterPage, press: Press, keys: str, column: int) -> None:
    press("4", "0", "9", keys)
    assert typed(page, "m21") == "409"
    assert here(page) == (VIOLENCE, column)


def test_typing_replaces_and_goes_on_within_the_selection(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Down", "3", "6", "0", "Return", "3", "3", "Return")
    before = LAST_QUARTER.previous
    assert (typed(page, "m21", before), typed(page, "m22", before)) == ("360", "33")


@pytest.mark.habit("Tab, Shift+Tab")
def test_tab_and_shift_tab_leave_at_the_rows_ends(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, CHANGE)
    press("Tab")
    assert not page.grid.figures.hasFocus()
    page.grid.figures.setFocus()
    stand(page, VIOLENCE, FIRST_QUARTER)
    press("Shift+Backtab")
    assert page.bar.columns.hasFocus()


@pytest.mark.habit("Ctrl+A")
def test_ctrl_a_selects_all_figures(page: EnterPage, press: Press) -> None:
    press("Ctrl+A")
    assert chosen(page) == block(ROWS, ALL_COLUMNS)
    assert here(page) == (VIOLENCE, Q4)


@pytest.mark.habit("Shift+Space", "Ctrl+Space")
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


def heading(page: EnterPage, column: int) -> QPoint:
    """The middle of a column's heading."""
    header = page.grid.figures.horizontalHeader()
    return QPoint(
        header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2
    )


@pytest.mark.habit("Ctrl+Space")
@pytest.mark.parametrize("column", [Q3, YEAR, CHANGE])
def test_a_click_on_a_heading_selects_the_column(page: EnterPage, column: int) -> None:
    header = page.grid.figures.horizontalHeader().viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(header, left, none, heading(page, column))
    assert chosen(page) == block(ROWS, range(column, column + 1))
    assert here(page) == (HOTLINE, column)
    assert page.grid.figures.hasFocus()


def test_headings_dragged_over_select_their_columns(page: EnterPage) -> None:
    header = page.grid.figures.horizontalHeader().viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(header, left, none, heading(page, Q2))
    QTest.mouseMove(header, heading(page, Q3))
    QTest.mouseMove(header, heading(page, Q4))
    QTest.mouseRelease(header, left, none, heading(page, Q4))
    assert chosen(page) == block(ROWS, range(Q2, Q4 + 1))


@pytest.mark.habit("Shift+Space")
def test_a_click_on_a_measure_selects_its_row(page: EnterPage) -> None:
    click_name(page, ROBBERY)
    assert chosen(page) == block((ROBBERY,), ALL_COLUMNS)
    assert here(page) == (ROBBERY, Q4)


def test_the_mouse_selects_and_the_first_cell_stays_current(page: EnterPage) -> None:
    drag(page, centre(page, ASB, Q3), centre(page, ROBBERY, Q4))
    assert chosen(page) == block((ASB, VIOLENCE, ROBBERY), range(Q3, Q4 + 1))
    assert here(page) == (ASB, Q3)
    click(page, centre(page, VIOLENCE, Q3), Qt.KeyboardModifier.ShiftModifier)
    assert chosen(page) == block((ASB, VIOLENCE), range(Q3, Q3 + 1))
    click(page, centre(page, ROBBERY, Q1), Qt.KeyboardModifier.ControlModifier)
    assert chosen(page) == {(ASB, Q3), (VIOLENCE, Q3), (ROBBERY, Q1)}


def test_every_row_of_figures_passes_and_no_heading(page: EnterPage, press: Press) -> None:
    press("Ctrl+Home")
    seen = [here(page)[0]]
    for _ in range(len(ROWS)):
        press("Down")
        seen.append(here(page)[0])
    assert tuple(seen) == (*ROWS, DEATHS)
    assert all(isinstance(page.model.row(row), SeriesRow) for row in seen)
