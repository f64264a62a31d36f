from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cspdesk.domain.period import Period
from cspdesk.ui.find_box import FindBox
from cspdesk.ui.main_window import MainWindow
from tests.ui.conftest import Press


def box(window: MainWindow) -> FindBox:
    found = window.findChild(FindBox)
    assert found is not None
    return found


def names(window: MainWindow) -> list[str]:
    return [entry.name for entry in box(window).model.entries] if box(window).is_open else []


def test_a_measure_is_found_by_its_number_and_gone_to(window: MainWindow, small: Path, press: Press) -> None:
    press("Ctrl+K")
    assert box(window).hasFocus()
    press("2.1")
    assert names(window) == ["2.1 Violence with injury"]
    press("Return")
    assert window.page_key == "enter"
    selection = window.workspace.selection
    assert selection is not None
    assert (selection.series, selection.period) == ("m21", Period.quarter(2015, 4))
    assert not box(window).is_open
    assert box(window).text() == ""


def test_arrows_move_and_escape_gives_the_focus_back(window: MainWindow, small: Path, press: Press) -> None:
    before = window.focusWidget()
    press("Ctrl+K", "rob", "Down", "Escape")
    assert not box(window).is_open
    assert window.focusWidget() is before
    press("Ctrl+K", "repeat", "Down", "Down", "Return")
    selection = window.workspace.selection
    assert selection is not None
    assert selection.series == "m11-Police"


def test_commands_and_pages_are_found(window: MainWindow, small: Path, press: Press) -> None:
    press("Ctrl+K", "previous q", "Return")
    assert window.workspace.quarter == Period.quarter(2015, 3)
    press("Ctrl+K", "ent", "Return")
    assert window.page_key == "enter"


def test_nothing_found_says_so(window: MainWindow, small: Path, press: Press) -> None:
    press("Ctrl+K", "zebra")
    assert box(window).is_open
    assert names(window) == []
    from PySide6.QtWidgets import QLabel

    said = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    assert "Nothing is called 'zebra'. Type part of a name." in said
    press("Return")
    assert box(window).is_open
    QTest.keyClick(box(window), Qt.Key.Key_Escape)
    assert not box(window).is_open


def test_a_quarter_is_gone_to_by_typing_it(window: MainWindow, small: Path, press: Press) -> None:
    page = window.page_key
    press("Ctrl+K", "Q2 2011")
    assert names(window)[0] == "Quarter 2 2011/12"
    press("Return")
    assert window.workspace.quarter == Period.quarter(2011, 2)
    assert window.page_key == page
    press("Ctrl+K", "2012/13")
    assert names(window)[:4] == [f"Quarter {number} 2012/13" for number in (1, 2, 3, 4)]
    press("Down", "Return")
    assert window.workspace.quarter == Period.quarter(2012, 2)


def test_no_quarter_is_offered_without_a_file(window: MainWindow, press: Press) -> None:
    press("Ctrl+K", "2012/13")
    assert names(window) == []
