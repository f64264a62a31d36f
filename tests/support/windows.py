"""A real window for tests of single pages: shown, active, and put away whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cspdesk.desk.files import Files, Outside
from cspdesk.desk.workspace import Workspace
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.preferences import Preferences
from tests.support.documents import EDITOR


@contextmanager
def window_of(qtbot: QtBot, folder: Path, *specs: PageSpec) -> Iterator[MainWindow]:
    """The window with these pages alone and no file open; samples and copies go into the folder."""
    workspace = Workspace()
    files = Files(workspace, EDITOR, Outside(documents=folder))
    made = MainWindow(workspace, files, Preferences(), specs, lambda _w: QWidget())
    workspace.setParent(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    make_active(made, qtbot)
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(1)


def make_active(window: MainWindow, qtbot: QtBot) -> None:
    """Give the window the keys, as the one that somebody works in has them."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
