"""The clipboard in the entry grid, by the keys that copy, cut and paste."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import block, chosen, here, open_entry, stand, told_by, typed, year
from tests.support.grid import ASB, CHANGE, Q1, Q2, Q3, Q4, ROBBERY, TREATMENT, VIOLENCE, YEAR
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


def copied() -> str:
    """What other programs would get."""
    return QGuiApplication.clipboard().text()


@pytest.mark.habit("Ctrl+C")
@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+Insert"])
def test_copying_takes_what_was_typed_and_what_is_worked_out(
    page: EnterPage, press: Press, keys: str
) -> None:
    stand(page, ASB, Q3)
    press("Shift+Down", "Shift+Right", "Shift+Right", keys)
    # A year to date has its year at Quarter 4; 326 + 347 + 355 + 412 is 1,440.
    assert copied() == "9450\t12,043 [p]\t12,043\n355\t412\t1,440"
    stand(page, VIOLENCE, CHANGE)
    press(keys)
    assert copied() == "+294 (25.7%)"


@pytest.mark.habit("Ctrl+X")
@pytest.mark.parametrize("keys", ["Ctrl+X", "Shift+Delete"])
def test_cutting_copies_and_clears_as_one_step(page: EnterPage, press: Press, keys: str) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Right", "Shift+Down", keys)
    assert copied() == "355\t412\n32\t30"
    assert (year(page, "m21")[2:], year(page, "m22")[2:]) == (["", ""], ["", ""])
    press("Ctrl+Z")
    assert (year(page, "m21")[2:], year(page, "m22")[2:]) == (["355", "412"], ["32", "30"])


@pytest.mark.habit("Ctrl+V")
@pytest.mark.parametrize("keys", ["Ctrl+V", "Shift+Insert"])
def test_pasting_is_one_step_and_says_what_came_of_it(
    page: EnterPage, window: MainWindow, press: Press, keys: str
) -> None:
    told = told_by(window)
    QGuiApplication.clipboard().setText("351\t408\r\n31\tna\r\n")
    stand(page, VIOLENCE, Q3)
    press(keys)
    assert (year(page, "m21")[2:], year(page, "m22")[2:]) == (["351", "408"], ["31", "na"])
    assert told[-1] == "3 figures entered, 1 answer such as 'na' entered."
    assert chosen(page) == block((VIOLENCE, ROBBERY), range(Q3, Q4 + 1))
    assert here(page) == (VIOLENCE, Q3)
    assert page.document.undo_label == "Paste of 4 figures"
    press("Ctrl+Z")
    assert (year(page, "m21")[2:], year(page, "m22")[2:]) == (["355", "412"], ["32", "30"])
    press("Ctrl+Y")
    assert year(page, "m22")[2:] == ["31", "na"]


@pytest.mark.habit("Ctrl+C", "Ctrl+V")
def test_a_copied_cell_fills_the_selection(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q4)
    press("Ctrl+C")
    stand(page, ROBBERY, Q1)
    press("Shift+Right", "Shift+Right", "Ctrl+V")
    assert year(page, "m22") == ["412", "412", "412", "30"]
    assert page.document.undo_label == "Paste of 3 figures"


def test_f4_pastes_again(page: EnterPage, press: Press) -> None:
    QGuiApplication.clipboard().setText("9")
    stand(page, VIOLENCE, Q1)
    press("Ctrl+V")
    stand(page, ROBBERY, Q2)
    press("F4")
    assert (year(page, "m21")[0], year(page, "m22")[1]) == ("9", "9")


def test_a_year_is_pasted_in_its_column(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    # From 2.2's year down, past the heading of priority 3: the year of 3.1.
    QGuiApplication.clipboard().setText("99\n1310\n")
    stand(page, ROBBERY, YEAR)
    press("Ctrl+V")
    assert typed(page, "m22", LAST_QUARTER.of_year) == "99"
    assert typed(page, "m31", LAST_QUARTER.of_year) == "1310"
    assert told[-1] == "2 figures entered."


def test_a_closed_quarter_refuses_with_its_reason(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    QGuiApplication.clipboard().setText("1310")
    stand(page, TREATMENT, Q4)
    press("Ctrl+V")
    assert typed(page, "m31", LAST_QUARTER.of_year) == ""
    assert told == [
        "0 figures entered, 1 refused: in a period for which the measure takes no figure.",
    ]
