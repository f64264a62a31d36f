"""The whole window as a person meets it, for tests that press its keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.app.desktop import make_window
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import LIGHT
from tests.support.documents import small_store

Press = Callable[..., None]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let pass what the off-screen platform says of any window that has a least size."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the program's own clothes; plain again afterwards."""
    font, palette = qapp.font(), qapp.palette()
    apply_style(qapp, chosen=LIGHT)
    yield qapp
    qapp.setProperty("base_point_size", None)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window without a file; samples are made in the test's own folder."""
    made = make_window(Preferences(), tmp_path / "documents")
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def small(window: MainWindow, tmp_path: Path) -> Path:
    """The small document, open in the window."""
    path = tmp_path / "small.cspdesk"
    small_store(path).close()
    window.open_path(path)
    return path


@pytest.fixture
def press(window: MainWindow) -> Press:
    """Press keys where the focus is: `press("Ctrl+K", "vio", "Return")`."""

    def keys(*sequence: str) -> None:
        for each in sequence:
            target = window.focusWidget() or window
            *held, name = each.split("+") if "+" in each[:-1] else [each]
            code = getattr(Qt.Key, f"Key_{name}", None)
            if code is None or (len(each) == 1 and not held):
                QTest.keyClicks(target, each)
                continue
            modifiers = Qt.KeyboardModifier.NoModifier
            for word in held:
                modifiers |= {
                    "Ctrl": Qt.KeyboardModifier.ControlModifier,
                    "Shift": Qt.KeyboardModifier.ShiftModifier,
                    "Alt": Qt.KeyboardModifier.AltModifier,
                }[word]
            QTest.keyClick(target, code, modifiers)

    return keys
