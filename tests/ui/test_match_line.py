from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import MeasureId, Observation, SeriesId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press

ROBBERY = Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
TABLE = "Measure\tQ4 2015/16\tQ3 2015/16\r\nRobbery\t31\t33\r\n2.1\t430\t356\r\nTotal\t461\t389\r\n"


@pytest.fixture
def entering(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.2 in Quarter 4, with a table on the clipboard."""
    window.workspace.going.emit(Place("enter", ROBBERY))
    page = window.findChild(EnterPage)
    assert isinstance(page, EnterPage)
    qtbot.waitUntil(page.grid.figures.hasFocus)
    QGuiApplication.clipboard().setText(TABLE)
    return page


def figures(window: MainWindow) -> list[str]:
    document = window.workspace.document
    assert document is not None
    rows = document.snapshot.of(Observation)
    found = (rows.get(SeriesId(s), q) for s in ("m21", "m22") for q in (LAST_QUARTER.previous, LAST_QUARTER))
    return [row.typed if row else "" for row in found]


def test_a_table_is_shown_as_matched_and_entered_by_one_key(
    entering: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    press("Ctrl+V")
    assert entering.match_line.isVisible()
    assert (
        entering.match_line.sentence
        == "4 figures matched to 2 measures and 2 quarters; 1 row left out: 'Total'."
    )
    assert figures(window) == ["355", "412", "32", "30"]
    qtbot.waitUntil(entering.match_line.enter.hasFocus)
    press("Return")
    assert figures(window) == ["356", "430", "33", "31"]
    assert told[-1] == "4 figures entered, 1 row left out: 'Total'."
    assert not entering.match_line.isVisible()
    qtbot.waitUntil(entering.grid.figures.hasFocus)
    document = window.workspace.document
    assert document is not None
    assert document.undo_label == "Paste of 4 figures"
    press("Ctrl+Z")
    assert figures(window) == ["355", "412", "32", "30"]


def test_cancelling_enters_nothing(
    entering: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    for keys in (("Escape",), ("Tab", "Tab", "Return")):
        press("Ctrl+V")
        qtbot.waitUntil(entering.match_line.enter.hasFocus)
        press(*keys)
        assert not entering.match_line.isVisible()
        qtbot.waitUntil(entering.grid.figures.hasFocus)
    assert figures(window) == ["355", "412", "32", "30"]


def test_another_quarter_or_paste_ends_the_question(
    entering: EnterPage, window: MainWindow, press: Press
) -> None:
    press("Ctrl+V")
    window.workspace.choose_quarter(LAST_QUARTER.previous)
    assert not entering.match_line.isVisible()
    window.workspace.choose_quarter(LAST_QUARTER)
    entering.grid.figures.paste()
    assert entering.match_line.isVisible()
    QGuiApplication.clipboard().setText("7")
    entering.grid.figures.paste()
    assert not entering.match_line.isVisible()
    assert "7" in figures(window)


def test_a_table_with_nothing_to_enter_says_so(entering: EnterPage, window: MainWindow, press: Press) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    QGuiApplication.clipboard().setText("\t2015/16\n2.1\t9\n")
    press("Ctrl+V")
    assert not entering.match_line.isVisible()
    assert told[-1].startswith("0 figures matched")
    assert "1 year given for quarters: '9'" in told[-1]
    assert figures(window) == ["355", "412", "32", "30"]


def test_closing_the_document_ends_the_question(
    entering: EnterPage, window: MainWindow, press: Press
) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    press("Ctrl+V")
    window.workspace.open(None)
    assert not entering.match_line.isVisible()
    assert told == []


def test_a_correction_is_entered_remembered_and_taken_back_in_one_step(
    entering: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    document = window.workspace.document
    assert document is not None
    before = document.snapshot
    QGuiApplication.clipboard().setText("\tQ4 2015/16\nViolence w/ injury\t430\nRobbery\t31\n")
    press("Ctrl+V")
    qtbot.waitUntil(entering.match_line.enter.hasFocus)
    assert entering.match_line.panel.isVisible()
    press("Tab", "Tab", "Tab")
    qtbot.waitUntil(entering.match_line.panel.lists[0].hasFocus)
    QTest.keyClicks(entering.match_line.panel.lists[0], "2.1")
    press("Ctrl+Return")
    assert told[-1] == "2 figures entered."
    assert figures(window) == ["355", "430", "32", "31"]
    after = document.snapshot
    # The next table of the same words needs no answer.
    press("Ctrl+V")
    assert not entering.match_line.panel.isVisible()
    assert entering.match_line.sentence.endswith("; 1 row as you matched them before.")
    press("Escape")
    assert document.snapshot == after
    press("Ctrl+Z")
    assert document.snapshot == before
