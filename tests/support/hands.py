"""Somebody at the keys of the whole window, for tests that type what an officer types."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from cspdesk.desk.document import Document
from cspdesk.domain.period import Period
from cspdesk.ui.main_window import MainWindow

_TYPED = 60
"""Letters up to which a text is typed rather than pasted."""


@dataclass(frozen=True)
class Hands:
    """Somebody at the keys, who sees where they are."""

    window: MainWindow
    press: Callable[..., None]
    qtbot: QtBot

    @property
    def document(self) -> Document:
        found = self.window.workspace.document
        assert found is not None
        return found

    @property
    def at(self) -> str:
        """What a reader says of where the keys are."""
        focused = self.window.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        return focused.text() if isinstance(focused, QAbstractButton) and not name else name

    def keys(self, *sequence: str) -> None:
        """Press keys; what each sets off is over before the next."""
        for each in sequence:
            self.press(each)
            self.qtbot.wait(1)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the keys are where a reader says this."""
        met = [self.at]
        while self.at != name:
            self.keys(key)
            met.append(self.at)
            assert len(met) < 120, f"{key} does not lead to '{name}' but to {met}"

    def page_down_to(self, name: str) -> None:
        """Go from section to section until a reader says so."""
        while not self.at.startswith(name):
            before = self.at
            self.keys("Ctrl+PageDown")
            assert self.at != before, f"'{name}' does not come after '{before}'"

    def write(self, words: str) -> None:
        """Type words, or paste them where they are long or hold what no key has."""
        if len(words) <= _TYPED and words.isascii() and words.isprintable():
            self.press(*words)
            self.qtbot.wait(1)
        elif words:
            QApplication.clipboard().setText(words)
            self.keys("Ctrl+V")

    def fill(self, name: str, words: str) -> None:
        """Tab to a field and put words in place of what stands there."""
        self.tab_to(name)
        self.keys("Ctrl+A", "Delete")
        self.write(words)

    def choose(self, name: str, words: str) -> None:
        """Tab to a list and go down it to a word."""
        self.tab_to(name)
        box = self.window.focusWidget()
        assert isinstance(box, QComboBox)
        self.keys("Home")
        while box.currentText() != words:
            before = box.currentIndex()
            self.keys("Down")
            assert box.currentIndex() == before + 1, f"'{name}' does not offer '{words}'"

    def go_to_quarter(self, quarter: Period) -> None:
        """Step from quarter to quarter."""
        while self.window.workspace.quarter != quarter:
            self.keys("Alt+Left" if quarter < self.window.workspace.quarter else "Alt+Right")
