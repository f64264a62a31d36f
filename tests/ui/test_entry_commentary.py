"""The commentary in its column of the entry grid: written in a sheet beside the cell, pasted whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cspdesk.domain.tables import Commentary, MeasureId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import choose_in_bar, open_entry, opens_menus, stand, typed
from tests.support.grid import CHANGE, HOTLINE, POLICE, Q4, ROBBERY, VIOLENCE
from tests.ui.conftest import Press

COMMENTARY = CHANGE + 1


def words(page: EnterPage, measure: str) -> str:
    row = page.document.snapshot.of(Commentary).get(MeasureId(measure), LAST_QUARTER)
    return row.text if row else ""


@pytest.fixture
def writing(window: MainWindow, small: Path, press: Press, qtbot: QtBot) -> EnterPage:
    """The page with the commentary shown, at that of 2.1."""
    page = open_entry(window, qtbot)
    choose_in_bar(page, "Alt+C", "Commentary", press, qtbot)
    stand(page, VIOLENCE, COMMENTARY)
    return page


@opens_menus
def test_typing_opens_the_commentary_and_enter_saves_it(writing: EnterPage, press: Press) -> None:
    press("M")
    assert writing.grid.note.isVisible()
    assert writing.grid.note.accessibleName() == "Commentary on 2.1, Quarter 4 2015/16"
    press("o", "r", "e", "Alt+Return", "N", "o", "w", "Return")
    assert words(writing, "m21") == "More\nNow"
    assert writing.document.undo_label == "Commentary on 2.1, Quarter 4 2015/16"
    assert writing.model.cell(VIOLENCE, COMMENTARY).text == "More Now"
    assert writing.grid.figures.hasFocus()
    press("Ctrl+Z")
    assert words(writing, "m21") == ""


@opens_menus
def test_f2_goes_on_with_the_commentary_and_escape_leaves_it(writing: EnterPage, press: Press) -> None:
    press("M", "o", "r", "e", "Return", "F2", ".", "Return")
    assert words(writing, "m21") == "More."
    press("F2", "X", "Escape")
    assert words(writing, "m21") == "More."
    press("L", "e", "s", "s", "Return")
    assert words(writing, "m21") == "Less"
    press("Delete")
    assert words(writing, "m21") == ""
    press("Ctrl+Z")
    assert words(writing, "m21") == "Less"


@opens_menus
def test_commentary_is_pasted_with_its_line_breaks(writing: EnterPage, press: Press) -> None:
    QGuiApplication.clipboard().setText('"412 offences.\n- most in town"\r\nFewer robberies.\r\n')
    press("Ctrl+V")
    assert words(writing, "m21") == "412 offences.\n- most in town"
    assert words(writing, "m22") == "Fewer robberies."
    press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == '"412 offences.\n- most in town"\nFewer robberies.'
    press("Ctrl+Z")
    assert (words(writing, "m21"), words(writing, "m22")) == ("", "")


@opens_menus
def test_the_commentary_of_a_measure_with_two_rows_stands_in_the_first(
    writing: EnterPage, window: MainWindow, press: Press
) -> None:
    stand(writing, POLICE, COMMENTARY)
    press("X")
    assert not writing.grid.note.isVisible()
    said = writing.model.index(POLICE, COMMENTARY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "1.1 Repeat callers, Police, the commentary stands in the measure's first row"
    stand(writing, HOTLINE, COMMENTARY)
    press("X", "Return")
    assert words(writing, "m11") == "X"


@opens_menus
def test_clearing_a_row_leaves_its_commentary(writing: EnterPage, press: Press) -> None:
    press("M", "o", "Return")
    stand(writing, VIOLENCE, Q4)
    press("Shift+End", "Delete")
    assert (typed(writing, "m21"), words(writing, "m21")) == ("", "Mo")
    press("Ctrl+Z")
    assert (typed(writing, "m21"), words(writing, "m21")) == ("412", "Mo")
    stand(writing, VIOLENCE, COMMENTARY)
    press("Delete")
    assert (typed(writing, "m21"), words(writing, "m21")) == ("412", "")


@opens_menus
def test_the_commentary_sheet_never_covers_what_the_grid_ends_with(writing: EnterPage, press: Press) -> None:
    stand(writing, ROBBERY, COMMENTARY)
    press("X")
    assert writing.grid.figures.viewport().rect().contains(writing.grid.note.geometry())
    press("Escape")
