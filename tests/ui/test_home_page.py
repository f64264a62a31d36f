from pathlib import Path

from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.ui.home_page import HomePage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press
from tests.ui.test_main_window import shown_words


def rows(window: MainWindow) -> list[tuple[str, str, str]]:
    page = window.findChild(HomePage)
    assert page is not None
    listed = page.findChild(QTreeWidget)
    assert listed is not None
    items = [listed.topLevelItem(row) for row in range(listed.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def enter(window: MainWindow, series: str, text: str, period: Period = LAST_QUARTER) -> None:
    assert window.workspace.document is not None
    window.workspace.document.do(SetFigures("Figure", (TypedCell(SeriesId(series), period, text),)))


def test_it_says_what_is_missing_and_lists_it_by_owner(window: MainWindow, small: Path) -> None:
    assert "4 of 6 measures are in; waiting for: No owner named 2." in shown_words(window)
    assert rows(window) == [
        ("No owner named", "", ""),
        ("1.2 Client satisfaction", "", "nothing yet"),
        ("3.1 People in treatment", "", "nothing yet"),
    ]


def test_it_follows_each_figure(window: MainWindow, small: Path) -> None:
    enter(window, "m12", "late: survey team, 24 May")
    assert rows(window)[1] == ("1.2 Client satisfaction", "", "late: survey team, 24 May")
    enter(window, "m12", "91%")
    assert "5 of 6 measures are in; waiting for: No owner named 1." in shown_words(window)
    enter(window, "m31", "1,180", Period.financial_year(2015))
    words = shown_words(window)
    assert "All 6 measures are in." in words
    assert "Go to the pack" in words


def test_enter_on_a_line_goes_to_its_cell(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    # The keys already stand on the first figure to enter.
    press("Return")
    qtbot.waitUntil(lambda: window.page_key == "enter")
    assert window.workspace.selection is not None
    assert (window.workspace.selection.series, window.workspace.selection.period) == ("m12", LAST_QUARTER)


def test_it_catches_up_with_what_it_missed_while_hidden(
    window: MainWindow, small: Path, press: Press
) -> None:
    press("Ctrl+2")
    enter(window, "m12", "91%")
    press("Ctrl+1")
    assert rows(window)[1][0] == "3.1 People in treatment"


def test_another_quarter_has_its_own_list(window: MainWindow, small: Path, press: Press) -> None:
    press("Alt+Left")
    assert "All 5 measures are in." in shown_words(window)
