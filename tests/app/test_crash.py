import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.app.crash import Watch, details
from cspdesk.app.desktop import make_window
from cspdesk.domain.errors import RefusedError
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def window(qapp: object, tmp_path: Path) -> Iterator[MainWindow]:
    made = make_window(Preferences(), tmp_path)
    made.show()
    yield made
    made.close()


@pytest.fixture
def watch(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    # What Python itself would print is kept out of the tests' own output.
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    before = sys.excepthook, threading.excepthook
    made = Watch(window)
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before


def raised(error: BaseException) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_a_known_trouble_is_told_in_the_status_bar(window: MainWindow, watch: Watch, qtbot: QtBot) -> None:
    raised(RefusedError("That measure has been deleted since."))
    qtbot.waitUntil(
        lambda: any(part.text().startswith("That measure") for part in window.findChildren(QLabel))
    )
    assert window.findChild(QDialog) is None


def test_a_fault_is_shown_once_with_details_to_copy(window: MainWindow, watch: Watch, qtbot: QtBot) -> None:
    raised(ValueError("a fault"))
    raised(ValueError("a second fault"))
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
    qtbot.wait(10)
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 1
    text = dialogs[0].findChild(QPlainTextEdit)
    assert text is not None
    assert "ValueError: a fault" in text.toPlainText()
    copy = next(b for b in dialogs[0].findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    assert QGuiApplication.clipboard().text() == text.toPlainText()
    dialogs[0].close()
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)
    raised(ValueError("a third fault"))
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)


def test_a_fault_on_another_thread_comes_to_the_window(
    window: MainWindow, watch: Watch, qtbot: QtBot
) -> None:
    def work() -> None:
        raise ValueError("elsewhere")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)


def test_details_name_versions_and_the_place() -> None:
    try:
        raise ValueError("here")
    except ValueError as error:
        said = details(error)
    assert said.startswith("CSPdesk ")
    assert "Python 3." in said
    assert "test_details_name_versions_and_the_place" in said
