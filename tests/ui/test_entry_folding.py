"""Putting the rows of a priority away in the entry grid, and bringing them back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.domain.tables import PriorityId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.entry import (
    centre,
    choose,
    choose_in_bar,
    click,
    click_name,
    here,
    names,
    open_entry,
    open_menus,
    opens_menus,
    stand,
    typed,
)
from tests.support.grid import ASB, BANDS, HOTLINE, Q3, Q4, ROBBERY, VIOLENCE
from tests.ui.conftest import Press

BAND_1, BAND_2, BAND_3 = BANDS
DRUGS = ["Partnership Priority 3: Drugs", "3.1 People in treatment", "3.2 Drug deaths"]
TITLES = [
    "Partnership Priority 1: Anti-social behaviour",
    "Partnership Priority 2: Violent crime and robbery",
    "Partnership Priority 3: Drugs",
]


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


@pytest.mark.habit("Alt+-", "Alt+=")
@pytest.mark.parametrize("back", ["Alt+Equal", "Alt+Plus"])
def test_keys_put_the_priority_away_and_bring_it_back(page: EnterPage, press: Press, back: str) -> None:
    every = names(page)
    press("Alt+Minus")
    # 2.1 and 2.2 are gone; one stands on the heading of their priority, in the same column.
    assert names(page) == [*every[:BAND_2], TITLES[1], *DRUGS]
    assert here(page) == (BAND_2, Q4)
    press(back)
    assert names(page) == every
    assert here(page) == (VIOLENCE, Q4)


@pytest.mark.habit("Alt+=")
def test_enter_on_a_heading_brings_its_rows_back(page: EnterPage, press: Press) -> None:
    every = names(page)
    press("Alt+Minus", "Return")
    assert names(page) == every
    assert here(page) == (VIOLENCE, Q4)


def test_a_folded_heading_is_stood_on_and_passed(page: EnterPage, press: Press) -> None:
    press("Alt+Minus", "Up")
    assert here(page) == (ASB, Q4)
    press("Down")
    assert here(page) == (BAND_2, Q4)
    press("Left")
    assert here(page) == (BAND_2, Q3)
    press("Down")
    # Priority 3 is not folded: its heading is passed.
    assert here(page) == (BAND_2 + 2, Q3)


def test_a_folded_heading_takes_no_figure(page: EnterPage, press: Press) -> None:
    press("Alt+Minus")
    before = page.document.undo_label
    press("5", "Delete", "F2", "Ctrl+D", "Shift+F2")
    assert page.document.undo_label == before
    assert page.grid.delegate.editor is None
    assert not page.grid.note.isVisible()


def test_a_folded_heading_says_what_is_put_away(page: EnterPage, press: Press) -> None:
    press("Alt+Minus")
    said = page.model.index(BAND_2, Q4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Partnership Priority 2: Violent crime and robbery, 2 rows put away"


def test_a_click_on_a_heading_turns_it(page: EnterPage) -> None:
    every = names(page)
    click_name(page, BAND_2)
    assert len(names(page)) == len(every) - 2
    assert here(page) == (BAND_2, Q4)
    click_name(page, BAND_2)
    assert names(page) == every
    # Its words run on under the quarters, and so does the click.
    click(page, centre(page, BAND_1, Q3))
    assert names(page) == [TITLES[0], *every[BAND_2:]]
    click(page, centre(page, BAND_1, Q3))
    assert names(page) == every


def test_another_priority_folded_leaves_one_where_one_stood(page: EnterPage) -> None:
    click_name(page, BAND_1)
    # The four rows of priority 1 are gone above 2.1.
    assert here(page) == (VIOLENCE - 4, Q4)
    assert page.model.cell(*here(page)).text == "412"


def test_a_click_on_a_heading_keeps_what_is_being_typed(page: EnterPage, press: Press) -> None:
    press("4", "3", "0")
    click_name(page, BAND_2)
    assert typed(page, "m21") == "430"
    assert page.document.undo_label == "Figure for 2.1, Quarter 4 2015/16"


def test_the_keys_keep_what_is_being_typed(page: EnterPage, press: Press) -> None:
    press("4", "3", "0", "Alt+Minus")
    page.flush()
    assert typed(page, "m21") == "430"


def test_going_to_a_measure_brings_its_priority_back(page: EnterPage, press: Press) -> None:
    every = names(page)
    press("Alt+Minus", "Ctrl+G", "robb", "Return")
    assert names(page) == every
    assert here(page) == (ROBBERY, Q4)
    assert page.grid.figures.hasFocus()


def test_an_edit_of_a_folded_row_is_shown_once_it_is_back(page: EnterPage, press: Press) -> None:
    press("4", "3", "0", "Return", "Alt+Minus", "Ctrl+Z")
    assert typed(page, "m21") == "412"
    press("Alt+Equal")
    assert page.model.cell(VIOLENCE, Q4).text == "412"


def test_another_quarter_keeps_what_is_folded(page: EnterPage, press: Press) -> None:
    press("Alt+Minus", "Alt+Left")
    assert names(page)[BAND_2:] == [TITLES[1], *DRUGS]


@opens_menus
def test_all_are_put_away_and_brought_back_by_the_columns_menu(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    every = names(page)
    choose_in_bar(page, "Alt+C", "Put the rows of all priorities away", press, qtbot)
    assert names(page) == TITLES
    assert here(page) == (1, Q4)
    choose_in_bar(page, "Alt+C", "Bring all rows back", press, qtbot)
    assert names(page) == every
    assert here(page) == (VIOLENCE, Q4)


@opens_menus
def test_all_are_put_away_and_brought_back_by_the_cells_menu(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    every = names(page)
    for words, wanted in (("Put all rows away", TITLES), ("Bring all rows back", every)):
        press("Menu")
        (menu,) = open_menus(page)
        choose(menu, words, qtbot)
        assert names(page) == wanted


def test_copying_leaves_folded_headings_out(page: EnterPage, press: Press) -> None:
    stand(page, HOTLINE, Q4)
    press("Alt+Minus", "Shift+Down", "Shift+Down", "Ctrl+C")
    # The heading of priority 1 is no row of figures: 2.1 and 2.2 are.
    assert QGuiApplication.clipboard().text() == "412\n30"


def test_a_priority_without_measures_stays_as_it_is(page: EnterPage) -> None:
    page.model.fold([PriorityId("nowhere")], True)
    assert not any(band.is_folded for band in page.model.bands)


def test_a_press_between_rows_turns_nothing(page: EnterPage) -> None:
    every = names(page)
    view = page.grid.names
    below = view.visualRect(page.model.index(len(every) - 1, 0)).bottom() + 20
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), left, none, QPoint(20, below))
    assert names(page) == every
