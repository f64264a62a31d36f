"""Filling cells of the entry grid with what stands elsewhere, clearing them, and doing so again."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.ui import entry_acts
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import (
    block,
    centre,
    chosen,
    drag,
    open_entry,
    stand,
    told_by,
    typed,
    year,
)
from tests.support.grid import ASB, DEATHS, POLICE, Q1, Q2, Q3, Q4, ROBBERY, SATISFACTION, VIOLENCE, YEAR
from tests.ui.conftest import Press

HANDLE = "Mouse: the square at the selection's corner"


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


@pytest.mark.habit("Delete, Backspace")
@pytest.mark.parametrize("keys", ["Delete", "Backspace"])
def test_clearing_is_one_step(page: EnterPage, press: Press, keys: str) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Right", "Shift+Down", keys)
    assert year(page, "m21")[2:] == ["", ""]
    assert year(page, "m22")[2:] == ["", ""]
    assert page.document.undo_label == "Clearing of 4 figures"
    press("Ctrl+Z")
    assert year(page, "m21")[2:] == ["355", "412"]


@pytest.mark.habit("Ctrl+Enter")
@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Enter"])
def test_ctrl_enter_fills_the_selection_with_what_is_typed(page: EnterPage, press: Press, keys: str) -> None:
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "Shift+Right", "n", "a", keys)
    assert year(page, "m21") == ["326", "na", "na", "na"]
    assert page.document.undo_label == "Fill 3 figures"
    assert page.grid.delegate.editor is None
    assert chosen(page) == block((VIOLENCE,), range(Q2, Q4 + 1))
    press("Ctrl+Z")
    assert year(page, "m21") == ["326", "347", "355", "412"]


@pytest.mark.habit("Ctrl+Enter")
def test_ctrl_enter_without_typing_fills_with_the_current_figure(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q2)
    press("Shift+Right", "Shift+Right", "Ctrl+Return")
    assert year(page, "m21") == ["326", "347", "347", "347"]
    assert page.document.undo_label == "Fill 2 figures"


@pytest.mark.habit("Ctrl+D")
def test_ctrl_d_fills_down_past_the_heading(page: EnterPage, press: Press) -> None:
    stand(page, ASB, Q4)
    press("Shift+Down", "Shift+Down", "Ctrl+D")
    assert [typed(page, series) for series in ("m13", "m21", "m22")] == ["12,043 [p]"] * 3
    assert page.document.undo_label == "Fill 2 figures down"
    press("Ctrl+Z")
    assert [typed(page, series) for series in ("m21", "m22")] == ["412", "30"]


@pytest.mark.habit("Ctrl+D")
def test_ctrl_d_on_one_cell_takes_the_cell_above(page: EnterPage, press: Press) -> None:
    press("Ctrl+D")
    assert typed(page, "m21") == "12,043 [p]"
    assert page.document.undo_label == "Fill 2.1, Quarter 4 2015/16 down"


@pytest.mark.habit("Ctrl+R")
def test_ctrl_r_fills_right(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q1)
    press("Shift+Right", "Shift+Right", "Ctrl+R")
    assert year(page, "m21") == ["326", "326", "326", "412"]
    assert page.document.undo_label == "Fill 2 figures right"
    stand(page, VIOLENCE, Q4)
    press("Ctrl+R")
    assert typed(page, "m21") == "326"


def test_fill_down_leaves_a_yearly_measure_its_closed_quarters(page: EnterPage, press: Press) -> None:
    year_of = LAST_QUARTER.of_year
    stand(page, ROBBERY, YEAR)
    press("9", "0", "Return")
    stand(page, ROBBERY, Q3)
    press("Shift+Right", "Shift+Right", "Shift+Down", "Ctrl+D")
    # 3.1 is typed once a year.
    assert year(page, "m31") == [""] * 4
    assert typed(page, "m31", year_of) == "90"


class _Day(date):
    @classmethod
    def today(cls) -> "_Day":
        return cls(2016, 5, 4)


@pytest.mark.habit("Ctrl+;")
def test_ctrl_semicolon_enters_the_date(
    page: EnterPage, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_acts, "date", _Day)
    press("Ctrl+Semicolon")
    assert typed(page, "m21") == "4 May 2016"
    assert page.document.undo_label == "Date in 2.1, Quarter 4 2015/16"
    press("Down", "l", "a", "t", "e", ":", " ", "Ctrl+Semicolon", "Return")
    assert typed(page, "m22") == "late: 4 May 2016"


@pytest.mark.habit("Ctrl+'")
def test_ctrl_apostrophe_copies_the_cell_above(page: EnterPage, press: Press) -> None:
    press("Ctrl+Apostrophe")
    assert typed(page, "m21") == "12,043 [p]"
    assert page.document.undo_label == "Copy of the cell above in 2.1, Quarter 4 2015/16"
    press("Down", "9", "Ctrl+Apostrophe", "Return")
    assert typed(page, "m22") == "912,043 [p]"


@pytest.mark.habit("F4")
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


@pytest.mark.habit("F4")
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


def test_f4_before_any_act_says_so(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    press("F4")
    assert told == ["Nothing has been entered yet that could be repeated."]


def test_acts_that_change_nothing_leave_no_step(page: EnterPage, press: Press) -> None:
    before = page.document.undo_label
    stand(page, DEATHS, Q1)
    press("Shift+Right", "Delete", "Ctrl+R", "Ctrl+Return")
    assert page.document.undo_label == before


@pytest.mark.habit(HANDLE)
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


@pytest.mark.habit(HANDLE)
def test_the_corner_dragged_left_repeats_the_pattern(page: EnterPage, press: Press) -> None:
    stand(page, VIOLENCE, Q3)
    press("Shift+Right")
    drag(page, page.grid.figures.mouse.corner().center(), centre(page, VIOLENCE, Q1))
    # Going left from 355, 412 the pattern runs on as 412, 355.
    assert year(page, "m21") == ["355", "412", "355", "412"]
    assert page.document.undo_label == "Fill 2 figures left"


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
