"""Tab leads round the whole window and back, on every page: nothing keeps the keys to itself."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.app.samples import new_from_book, sample
from cspdesk.desk.workspace import Place
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.pages import PAGES
from tests.support.documents import EDITOR
from tests.ui.conftest import Press

IN_THE_GRID = {"enter"}
"""Here Tab goes from cell to cell."""
MOST = 200


@pytest.fixture
def filled(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with a sample that has projects, texts, footnotes and actions."""
    path = tmp_path / "sample.cspdesk"
    store, _ = new_from_book(path, sample("quarter-narrative").folder, EDITOR)
    store.close()
    window.open_path(path)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def stops(window: MainWindow, press: Press, key: str) -> list[QWidget]:
    """Where the keys come to from here, until they are where they have been; the last is that place."""
    met: list[QWidget] = []
    while len(met) < MOST:
        at = window.focusWidget()
        assert at is not None
        met.append(at)
        if met.count(at) > 1:
            break
        press(key)
    return met


def said(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


def assert_round(window: MainWindow, press: Press) -> None:
    """Fail unless Tab leads round through the header, and Shift+Tab through the same in turn."""
    there = stops(window, press, "Tab")
    names = [said(part) for part in there]
    assert there[-1] is there[0], f"Tab does not lead out of {names}"
    assert "Find or do" in names
    back = stops(window, press, "Shift+Backtab")
    assert [said(part) for part in reversed(back)] == names


@pytest.mark.parametrize("key", [spec.key for spec in PAGES if spec.key not in IN_THE_GRID])
def test_tab_leads_round_a_page(filled: MainWindow, press: Press, qtbot: QtBot, key: str) -> None:
    filled.workspace.going.emit(Place(key))
    qtbot.wait(1)
    assert_round(filled, press)


def test_tab_leads_round_texts_that_were_just_written(filled: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("Ctrl+6", "Down", "Return")
    for words in ("One", "Two"):
        for each in (words, "Ctrl+Return"):
            press(each)
            qtbot.wait(1)
    for each in ("Ctrl+PageDown", "Three", "Ctrl+Return", "Ctrl+PageUp"):
        press(each)
        qtbot.wait(1)
    assert_round(filled, press)
