"""A line of words that stand in no file yet: of a row to be added, or of an act not yet asked for."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

LONGEST = 1_000_000
"""The most characters a line takes: what the file finds too long is refused whole, and never cut unseen."""


class DraftLine(QLineEdit):
    """A line that leaves undo to the program where it has no letters of its own to take back."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Let undo and redo pass where they would do nothing here."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            is_idle_undo = event.matches(undo) and not self.isUndoAvailable()
            if is_idle_undo or (event.matches(redo) and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def begin_with(self, text: str) -> None:
        """Show other words; those before are not the line's own to bring back."""
        # Setting the text forgets the line's history, which clearing it does not.
        self.setText(text)
