"""The quiet line under a text that says the words which its live fields print."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel

from cspdesk.desk.field_edits import printed
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.theme import Role, set_role

SAID_AFTER_MS = 120
"""After so long without a key the words are worked out."""


class FieldLine(QLabel):
    """ "Prints: 347 offences."; there only while the text holds a live field that can be said."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_role(self, Role.QUIET)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAID_AFTER_MS)
        self._timer.timeout.connect(self.say)
        editor.textChanged.connect(self._wait)
        editor.fields.changed.connect(self.say)
        self.hide()

    def say(self) -> None:
        """Say what the text prints now."""
        self._timer.stop()
        fields = self._editor.fields
        snapshot, place = fields.snapshot, fields.place
        text = self._editor.toPlainText()
        words = printed(snapshot, text, place) if snapshot is not None and place is not None else ""
        self.setText(f"Prints: {words}" if words else "")
        self.setVisible(bool(words))

    def _wait(self) -> None:
        if self.isVisible() or self._editor.marks.has_fields:
            self._timer.start()
