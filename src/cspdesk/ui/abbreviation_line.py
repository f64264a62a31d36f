"""The quiet line under a text that asks once what capitals in it stand for."""

from string import ascii_uppercase

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cspdesk.analysis.abbreviations import to_ask_for
from cspdesk.commands.own_words import (
    NOT_ASKED,
    DefineAbbreviation,
    LeaveAbbreviation,
)
from cspdesk.desk.document import Document
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import DeskError
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

ASKED_AFTER_MS = 1200
"""After so long without a key the text is looked through for capitals: later than it is saved, which would
also save an answer just begun."""


MOST_TYPED = 1_000_000
"""The most characters that one line takes in, far more than are kept: a long paste is refused, never cut."""


class AbbreviationLine(QWidget):
    """Asks for the full words of the first abbreviation in a text that the file does not explain.

    It is there while the text is written in. Enter keeps the words typed, and so does leaving the field;
    Escape has the file never ask for that abbreviation again.
    """

    def __init__(self, editor: TextEditor) -> None:
        super().__init__()
        self._editor = editor
        self._short = ""
        """The abbreviation that is asked for, "" for none."""
        self.asks = label("", Role.QUIET)
        self.answer = QLineEdit()
        self.answer.setMaxLength(MOST_TYPED)
        self.answer.setPlaceholderText("Its full words. Enter keeps them, Esc never asks again.")
        self.leave = button("Do not ask", self.never_ask, flat=True)
        self.problem = problem_label()
        row = QHBoxLayout()
        row.setSpacing(space(0.5))
        row.addWidget(self.asks)
        row.addWidget(self.answer, 1)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASKED_AFTER_MS)
        self._timer.timeout.connect(self._look)
        editor.textChanged.connect(self._timer.start)
        for part in (editor, self.answer, self.leave):
            part.installEventFilter(self)
        self.answer.returnPressed.connect(self._keep)
        self.answer.editingFinished.connect(self.flush)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.answer)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.never_ask)
        self.hide()

    @property
    def short(self) -> str:
        """The abbreviation that is asked for, "" for none."""
        return self._short

    def flush(self) -> None:
        """Keep the full words that were typed, if they are not kept yet."""
        words = self.answer.text().strip()
        if words and self._short:
            self._do(DefineAbbreviation(f"Full words of {self._short}", self._short, words))

    def never_ask(self) -> None:
        """Ask no more for this abbreviation in this file."""
        if self._short:
            self.answer.clear()
            self._do(LeaveAbbreviation(f"Do not ask for {self._short}", self._short))
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        """Return why the full words were not kept, in a sentence; "" where they were."""
        problem = self.problem.text() if self.answer.text().strip() else ""
        return f"The full words of {self._short} were not kept. {problem}" if problem else ""

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._timer.stop()
        self._ask("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the text is entered or left."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # Not within Qt's own event, where an error would upset the binding.
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        self.flush()
        if not self.problem.text():
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Ask for the first abbreviation without full words, unless somebody is answering."""
        if self.answer.text().strip() or self.answer.hasFocus():
            return
        document = self._document()
        is_written_in = self._editor.hasFocus() or self.leave.hasFocus()
        if document is None or not is_written_in:
            self._ask("")
            return
        text, at = self._editor.toPlainText(), self._editor.textCursor().position()
        # Capitals that end at the cursor are still being typed.
        text = text[:at].rstrip(ascii_uppercase) + text[at:]
        self._ask(next(iter(to_ask_for(document.snapshot, text, NOT_ASKED)), ""))

    def _ask(self, short: str) -> None:
        if short != self._short:
            self._short = short
            self.answer.clear()
            say_problem(self.problem, "")
            self.asks.setText(f"What does {short} stand for?")
            self.answer.setAccessibleName(f"Full words of {short}")
            self.leave.setAccessibleName(f"Do not ask for {short} again")
        self.setVisible(bool(short))

    def _do(self, command: Command) -> None:
        document = self._document()
        if document is None:
            return
        try:
            document.do(command)
        except DeskError as error:
            say_problem(self.problem, str(error))
        else:
            self.answer.clear()
            say_problem(self.problem, "")
            QTimer.singleShot(0, self, self._look)

    def _document(self) -> Document | None:
        workspace = self._editor.workspace
        return workspace.document if workspace is not None else None
