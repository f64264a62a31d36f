from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import Commentary, MeasureId, Observation, SeriesId
from cspdesk.store.store import Store
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press

ROBBERY = Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
ENDS = {
    "the file is closed": lambda window: window.actions_["close"].trigger(),
    "the window is closed": lambda window: window.close(),
    "another file is opened": lambda window: window.open_path(Path("nowhere.cspdesk")),
}


def kept(path: Path) -> tuple[str, str]:
    """The figure and the words of 2.2 as the file itself holds them."""
    store = Store.read(path)
    snapshot = store.load()
    store.close()
    figure = snapshot.of(Observation).get(SeriesId("m22"), LAST_QUARTER)
    words = snapshot.of(Commentary).get(MeasureId("m22"), LAST_QUARTER)
    return (figure.typed if figure else "", words.text if words else "")


@pytest.fixture
def entering(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.2 in Quarter 4."""
    window.workspace.going.emit(Place("enter", ROBBERY))
    page = window.findChild(EnterPage)
    assert isinstance(page, EnterPage)
    qtbot.waitUntil(page.grid.figures.hasFocus)
    return page


@pytest.mark.parametrize("end", ENDS)
def test_a_figure_being_typed_is_in_the_file_whatever_ends(
    entering: EnterPage, window: MainWindow, small: Path, press: Press, end: str
) -> None:
    press("3", "1")
    assert kept(small)[0] == "30"
    ENDS[end](window)
    assert kept(small)[0] == "31"


@pytest.mark.parametrize("end", ENDS)
def test_words_being_written_are_in_the_file_whatever_ends(
    entering: EnterPage, window: MainWindow, small: Path, qtbot: QtBot, press: Press, end: str
) -> None:
    editor = next(each for each in window.findChildren(QPlainTextEdit) if each.isVisible())
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    press("F", "e", "w", "e", "r")
    ENDS[end](window)
    assert kept(small)[1] == "Fewer"


def test_typing_the_quarter_in_takes_no_mouse(
    entering: EnterPage, window: MainWindow, small: Path, press: Press
) -> None:
    press("3", "1", "Return")
    # Below 2.2 stands 3.1, past the band of priority 3; it is typed in its year, one column on.
    press("Right", "1", "9", "0", "0", "Return")
    assert kept(small)[0] == "31"
    document = window.workspace.document
    assert document is not None
    treated = document.snapshot.of(Observation).get(SeriesId("m31"), LAST_QUARTER.of_year)
    assert treated is not None
    assert treated.typed == "1900"
    press("Ctrl+Z")
    assert document.snapshot.of(Observation).get(SeriesId("m31"), LAST_QUARTER.of_year) is None
