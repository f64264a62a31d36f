"""After a pack is issued: a changed figure and a late one are marked by themselves; the history says so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.domain.tables import PackIssue, Revision
from cspdesk.ui.main_window import MainWindow
from tests.support.command_line import heard
from tests.support.entry import open_entry, stand, typed
from tests.support.grid import Q4
from tests.ui.conftest import Press

VIOLENCE, SATISFACTION = 6, 3
"""Rows of the small document: 2.1, which has 412, and 1.2, which has none in Quarter 4."""


@pytest.fixture
def path(window: MainWindow, press: Press, qtbot: QtBot, small: Path, tmp_path: Path) -> Path:
    """The small document, open in the window with its Quarter 4 pack issued by the window's own key."""
    document = window.workspace.document
    assert document is not None
    press("Ctrl+Shift+P")
    qtbot.waitUntil(lambda: len(document.snapshot.of(PackIssue)) == 1, timeout=30_000)
    assert list(tmp_path.rglob("*.docx")), "the pack lies in the test's own folder"
    return small


def test_the_cell_says_so_with_no_other_action(
    window: MainWindow, press: Press, qtbot: QtBot, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = window.workspace.document
    assert document is not None
    page = open_entry(window, qtbot)
    said = Qt.ItemDataRole.AccessibleTextRole

    stand(page, VIOLENCE, Q4)
    press("4", "1", "5", "Return")
    assert typed(page, "m21") == "415"
    changed = page.model.index(VIOLENCE, Q4)
    assert changed.data() == "415 r"
    assert "Revised since the pack of " in changed.data(said)
    assert ", which showed 412" in changed.data(said)
    # Beside the cell one line asks why; nothing has to be answered before the next figure.
    card = page.grid.asking.card
    qtbot.waitUntil(card.isVisible)
    assert page.grid.figures.hasFocus()
    press("Ctrl+Period")
    press(*"Recounted")
    press("Return")
    assert page.grid.figures.hasFocus()
    (kept,) = document.snapshot.of(Revision)
    assert (kept.seen, kept.reason) == ("412", "Recounted")
    assert "Reason: Recounted" in changed.data(said)

    stand(page, SATISFACTION, Q4)
    press("9", "4", "%", "Return")
    late = page.model.index(SATISFACTION, Q4)
    assert late.data() == "94%"
    assert "Reported since the pack of " in late.data(said)
    assert ", which had no figure" in late.data(said)

    told = heard(capsys, "history", path)
    assert "2.1, Quarter 4 2015/16 revised after the pack of " in told
    assert "(the board saw 412)" in told
    assert "1.2, Quarter 4 2015/16 reported since the pack of " in told


def test_what_the_board_saw_again_is_marked_no_longer(
    window: MainWindow, press: Press, qtbot: QtBot, path: Path
) -> None:
    page = open_entry(window, qtbot)
    stand(page, VIOLENCE, Q4)
    press("4", "1", "5", "Return", "Up", "4", "1", "2", "Return")
    assert page.model.cell(VIOLENCE, Q4).text == "412"
    assert page.model.cell(VIOLENCE, Q4).revision is None
    assert path.exists()


def test_undo_takes_the_mark_away_with_the_figure(
    window: MainWindow, press: Press, qtbot: QtBot, path: Path
) -> None:
    page = open_entry(window, qtbot)
    stand(page, VIOLENCE, Q4)
    press("4", "1", "5", "Return")
    assert page.model.cell(VIOLENCE, Q4).revision is not None
    press("Ctrl+Z")
    assert page.model.cell(VIOLENCE, Q4).text == "412"
    assert page.model.cell(VIOLENCE, Q4).revision is None
    # What went before the pack stays: the board has seen it.
    press("Ctrl+Z")
    assert typed(page, "m21") == "412"
    assert QApplication.focusWidget() is not None
    assert path.exists()
