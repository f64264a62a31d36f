"""Typing in the entry grid: figures, their notes, the menu of the cells, and the way to another measure."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.domain.tables import Observation, SeriesId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import (
    centre,
    choose,
    click,
    here,
    note_of,
    open_entry,
    open_menus,
    opens_menus,
    stand,
    told_by,
    typed,
    year,
)
from tests.support.grid import (
    CHANGE,
    FIRST_QUARTER,
    Q1,
    Q3,
    Q4,
    ROBBERY,
    SATISFACTION,
    TREATMENT,
    VIOLENCE,
    YEAR,
)
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


@pytest.mark.habit("Any letter or digit")
@pytest.mark.parametrize("text", ["7", "na", "£5", "-", "12 of 22"])
def test_typing_replaces_the_figure(page: EnterPage, press: Press, text: str) -> None:
    press(*text)
    assert typed(page, "m21") == "412"
    press("Return")
    assert typed(page, "m21") == text
    press("Ctrl+Z")
    assert typed(page, "m21") == "412"


@pytest.mark.habit("F2", "Escape")
def test_f2_edits_and_escape_gives_up(page: EnterPage, press: Press) -> None:
    before = page.document.undo_label
    press("F2")
    editor = page.grid.delegate.editor
    assert editor is not None
    assert editor.text() == "412"
    press("0", "Escape")
    assert page.grid.delegate.editor is None
    assert typed(page, "m21") == "412"
    assert page.document.undo_label == before


@pytest.mark.habit("F2")
def test_f2_goes_on_where_the_figure_ends(page: EnterPage, press: Press) -> None:
    press("F2", "0", "Return")
    assert typed(page, "m21") == "4120"


@pytest.mark.parametrize("column", [YEAR + 1, CHANGE])
def test_a_worked_out_cell_cannot_be_typed_into(page: EnterPage, press: Press, column: int) -> None:
    before = page.document.undo_label
    stand(page, VIOLENCE, column)
    press("F2")
    assert page.grid.delegate.editor is None
    press("5", "Return")
    assert page.document.undo_label == before


def test_a_quarter_of_an_annual_measure_cannot_be_typed_into(page: EnterPage, press: Press) -> None:
    stand(page, TREATMENT, Q4)
    press("5", "Return")
    assert year(page, "m31") == [""] * 4
    assert typed(page, "m31", LAST_QUARTER.of_year) == ""


def test_typing_where_nothing_can_be_typed_says_so(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    stand(page, TREATMENT, Q4)
    press("1")
    assert told == [
        "Nothing can be typed here: 3.1 People in treatment, Quarter 4 2015/16, typed once a year under"
        " 2015/16."
    ]


def test_a_double_click_edits(page: EnterPage) -> None:
    spot = centre(page, ROBBERY, Q4)
    click(page, spot)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(page.grid.figures.viewport(), left, none, spot)
    assert page.grid.delegate.editor is not None
    assert page.grid.delegate.editor.text() == "30"


@pytest.mark.habit("Shift+F2")
def test_shift_f2_writes_a_note(page: EnterPage, press: Press) -> None:
    press("Shift+F2")
    assert page.grid.note.isVisible()
    assert page.grid.note.accessibleName() == "Note on 2.1, Quarter 4 2015/16"
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


@pytest.mark.habit("Escape")
def test_escape_gives_a_note_up_and_leaving_keeps_it(page: EnterPage, press: Press) -> None:
    press("Shift+F2", "N", "o", "Escape")
    assert note_of(page, "m21") == ""
    press("Shift+F2", "N", "o")
    page.flush()
    assert note_of(page, "m21") == "No"
    press("Shift+F2", "Y", "e", "s")
    page.grid.figures.setFocus()
    assert note_of(page, "m21") == "Yes"


@pytest.mark.habit("Alt+Enter")
@pytest.mark.parametrize("keys", ["Alt+Return", "Alt+Enter"])
def test_alt_enter_saves_the_figure_and_opens_its_note(page: EnterPage, press: Press, keys: str) -> None:
    press("4", "3", "0", keys)
    assert typed(page, "m21") == "430"
    press("U", "p", keys, "P", "Return")
    assert note_of(page, "m21") == "Up\nP"
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
    told = told_by(window)
    stand(page, VIOLENCE, CHANGE)
    press("Shift+F2")
    assert not page.grid.note.isVisible()
    assert told == ["This cell takes no note."]


@pytest.mark.parametrize("keys", ["Ctrl+G", "Ctrl+F"])
def test_going_to_a_measure_opens_find(page: EnterPage, window: MainWindow, press: Press, keys: str) -> None:
    press(keys)
    assert not page.grid.figures.hasFocus()
    press("robb", "Return")
    assert window.workspace.selection is not None
    assert window.workspace.selection.measure == "m22"


@pytest.mark.habit("Menu, Shift+F10")
@opens_menus
def test_the_menu_of_the_cells_holds_the_acts(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q1)
    press("Shift+Right", "Shift+Right")
    view = page.grid.figures.viewport()
    spot = centre(page, VIOLENCE, Q1)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.mapToGlobal(spot))
    QApplication.sendEvent(view, asked)
    (menu,) = open_menus(page)
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
        "Put the priority's rows away": "Alt+-",
        "Bring the priority's rows back": "Alt+=",
        "Put all rows away": "",
        "Bring all rows back": "",
    }
    choose(menu, "Fill right", qtbot)
    assert year(page, "m21") == ["326", "326", "326", "412"]


@pytest.mark.habit("Menu, Shift+F10")
@pytest.mark.parametrize("keys", ["Menu", "Shift+F10"])
@opens_menus
def test_the_menu_opens_by_keys_at_the_current_cell(page: EnterPage, press: Press, keys: str) -> None:
    stand(page, VIOLENCE, FIRST_QUARTER)
    press(keys)
    (menu,) = open_menus(page)
    cell = page.grid.figures.visualRect(page.model.index(VIOLENCE, FIRST_QUARTER))
    assert menu.pos().x() == page.grid.figures.viewport().mapToGlobal(cell.bottomLeft()).x()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
