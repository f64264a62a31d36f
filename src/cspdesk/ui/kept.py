"""Fields that keep what is typed in them: saved by themselves, and never lost where the file refuses it."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cspdesk.analysis.check.finding import TextRef
from cspdesk.ui.abbreviation_line import MOST_TYPED, AbbreviationLine
from cspdesk.ui.field_line import FieldLine
from cspdesk.ui.finding_line import FindingLine
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.measure_parts import QuietCombo, problem_label, say_problem
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

PAUSE_MS = 1000
"""After so long without a key what was typed is saved."""

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)

Save = Callable[[str], str]
"""Saves a text; returns why that was refused, else ""."""


class _Kept(QWidget):
    """What both kinds of field share: the place shown, what is stored there, and what was refused there.

    A text is saved when the field is left, after a pause and before another place is shown. One that is
    refused stays in the field with the reason, and comes back with its place.
    """

    told = Signal(str)
    """One plain sentence: why a text was not saved."""
    editor: QLineEdit | TextEditor

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.problem = problem_label()
        self._place: Hashable = None
        self._save: Save | None = None
        self._stored = ""
        """The text as the document holds it."""
        self._loaded = ""
        """The text in the field when it was last loaded or saved."""
        self._refused: dict[Hashable, tuple[str, str]] = {}
        """Texts that could not be saved, with the reason, by their place."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def text(self) -> str:
        """What stands in the field now."""
        raise NotImplementedError

    def _put(self, text: str) -> None:
        raise NotImplementedError

    def _tidied(self, text: str) -> str:
        """A text as saving may tidy it; what differs beyond that was changed by somebody."""
        raise NotImplementedError

    def _stand_for(self, ref: TextRef | None) -> None:
        """Take note of which text of the document the field shows; one line is neither checked nor live."""

    def _too_long(self, text: str) -> str:  # noqa: ARG002 - a command counts the letters of several lines
        """Return why a text has too many letters to be kept here, else ""."""
        return ""

    def keep(self, place: Hashable, stored: str, save: Save, ref: TextRef | None = None) -> None:
        """Show the text of a place, and save there what is typed; what was typed elsewhere is saved first.

        Where the same place holds another text than before it is shown anew, unless somebody is typing.
        `ref` says which text of the document it is, for the check and for live fields.
        """
        if place != self._place:
            self.flush()
            self._place, self._save, self._stored = place, save, stored
            text, problem = self._refused.get(place, (stored, ""))
            # Before the words: what listens to them asks whose they are.
            self._stand_for(ref)
            self._load(text, problem)
            return
        self._save = save
        self._stand_for(ref)
        if stored != self._stored:
            self._stored = stored
            # What was just saved from here may have been tidied: nothing moves under whoever types on.
            is_tidied = self.editor.hasFocus() and self._tidied(stored) == self._tidied(self.text)
            if not self.is_typing and not is_tidied:
                self._load(stored, "")

    @property
    def is_typing(self) -> bool:
        """Whether the field holds what is not saved."""
        return self.text != self._loaded

    def flush(self) -> None:
        """Save what was typed, if it is not saved yet."""
        self._timer.stop()
        if self._save is None:
            return
        text, place = self.text, self._place
        if not self.is_typing:
            if self._refused.pop(place, None) is not None:
                # What was refused was taken away again.
                say_problem(self.problem, "")
            return
        # The document may tell of the edit before it returns: by then the text counts as saved.
        before, self._loaded = self._loaded, text
        problem = self._too_long(text) or self._save(text)
        if place != self._place:
            return
        if problem:
            self._loaded = before
            self._refused[place] = (text, problem)
            self.told.emit(f"{self.name}: not saved. {problem}")
        else:
            self._refused.pop(place, None)
            self._stored = text
        say_problem(self.problem, problem)

    def unsaved(self) -> str:
        """Return why something typed here was not saved, in a sentence; "" where all of it was."""
        problem = next((problem for _, problem in self._refused.values()), "")
        return f"{self.name}: not saved. {problem}" if problem else ""

    def forget_place(self, place: Hashable) -> None:
        """Let go of what is typed in one place, which is to be deleted; what was refused elsewhere stays."""
        self._refused.pop(place, None)
        if place == self._place:
            self._timer.stop()
            self._place = self._save = None
            self._stand_for(None)
            self._stored = ""
            self._load("", "")

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._timer.stop()
        self._place = self._save = None
        self._stand_for(None)
        self._refused.clear()
        self._stored = ""
        self._load("", "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the focus leaves, and leave to the program what undo means once a text is saved."""
        if event.type() is QEvent.Type.FocusOut:
            # Not within Qt's own event, where an error would upset the binding.
            QTimer.singleShot(0, self, self.flush)
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and any(event.matches(each) for each in _UNDO)
            # Letters not saved yet are the editor's own to take back.
            and not self.is_typing
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _load(self, text: str, problem: str) -> None:
        # What was refused counts as being typed, so that it is tried again.
        self._loaded = self._stored if problem else text
        if text != self.text:
            self._put(text)
        self._timer.stop()
        say_problem(self.problem, problem)


class KeptText(_Kept):
    """Several lines of text with the program's few marks, spelling, and a question about capitals."""

    editor: TextEditor

    def __init__(self, name: str, prompt: str = "", *, lines: int = 4) -> None:
        super().__init__(name)
        self.editor = TextEditor()
        self.prints = FieldLine(self.editor)
        self.findings = FindingLine(self.editor, self.flush)
        self.question = AbbreviationLine(self.editor)
        self.editor.setPlaceholderText(prompt)
        self.editor.setAccessibleName(name)
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * lines + space(1))
        self.editor.installEventFilter(self)
        self.editor.textChanged.connect(self._timer.start)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        for part in (self.editor, self.prints, self.findings, self.question, self.problem):
            layout.addWidget(part)
        self.setFocusProxy(self.editor)

    @property
    def text(self) -> str:
        """What stands in the field now."""
        return self.editor.toPlainText()

    def flush(self) -> None:
        """Save what was typed, and the full words of an abbreviation."""
        super().flush()
        self.question.flush()

    def unsaved(self) -> str:
        """Return why something typed here was not saved, in a sentence; "" where all of it was."""
        return super().unsaved() or self.question.unsaved()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        super().forget()
        self.findings.forget()
        self.question.forget()

    def _stand_for(self, ref: TextRef | None) -> None:
        self.editor.ref = ref

    def _put(self, text: str) -> None:
        at = self.editor.textCursor().position() if self.editor.hasFocus() else 0
        self.editor.setPlainText(text)
        if at:
            cursor = self.editor.textCursor()
            cursor.setPosition(min(at, self.editor.document().characterCount() - 1))
            self.editor.setTextCursor(cursor)

    def _tidied(self, text: str) -> str:
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())

    def rename(self, name: str) -> None:
        """Give the field another name for readers and messages."""
        self.name = name
        self.editor.setAccessibleName(name)


class KeptLine(_Kept):
    """One line, with what was understood of it quietly underneath."""

    editor: QLineEdit

    def __init__(
        self, name: str, prompt: str = "", *, most: int = 500, reads: Callable[[str], str] | None = None
    ) -> None:
        super().__init__(name)
        self._reads = reads
        self.editor = QLineEdit()
        self.editor.setPlaceholderText(prompt)
        self.editor.setAccessibleName(name)
        self._most = most
        # A long paste is refused with its count, never cut.
        self.editor.setMaxLength(MOST_TYPED)
        self.editor.installEventFilter(self)
        self.said = label("", Role.QUIET, wraps=True)
        self.said.setVisible(False)
        self.editor.textChanged.connect(self._timer.start)
        self.editor.textChanged.connect(self._read)
        self.editor.returnPressed.connect(self.flush)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        for part in (self.editor, self.said, self.problem):
            layout.addWidget(part)
        self.setFocusProxy(self.editor)

    @property
    def text(self) -> str:
        """What stands in the field now."""
        return self.editor.text()

    def _put(self, text: str) -> None:
        at = self.editor.cursorPosition() if self.editor.hasFocus() else len(text)
        self.editor.setText(text)
        self.editor.setCursorPosition(min(at, len(text)))

    def _tidied(self, text: str) -> str:
        return " ".join(text.split())

    def _too_long(self, text: str) -> str:
        if len(text.strip()) <= self._most:
            return ""
        return f"It has {len(text.strip()):,} characters; {self._most:,} are kept. Shorten it."

    def rename(self, name: str) -> None:
        """Give the field another name for readers and messages."""
        self.name = name
        self.editor.setAccessibleName(name)

    def _read(self, text: str) -> None:
        words = self._reads(text) if self._reads is not None and text.strip() else ""
        self.said.setText(words)
        self.said.setVisible(bool(words))


class KeptChoice(QWidget):
    """One of a few words, saved when it is chosen; one that is refused goes back to what is stored."""

    told = Signal(str)
    """One plain sentence: why a choice was not saved."""

    def __init__(self, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self.name = name
        self.combo = QuietCombo(name)
        self.combo.addItems(list(words))
        self.problem = problem_label()
        self._place: Hashable = None
        self._stored = 0
        self._save: Callable[[int], str] | None = None
        self.combo.activated.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addWidget(self.combo)
        layout.addWidget(self.problem)
        self.setFocusProxy(self.combo)

    def offer(self, words: Sequence[str]) -> None:
        """Offer other words; `keep` says which of them holds."""
        if [self.combo.itemText(place) for place in range(self.combo.count())] != list(words):
            self.combo.clear()
            self.combo.addItems(list(words))

    def keep(self, place: Hashable, chosen: int, save: Callable[[int], str]) -> None:
        """Show which word holds in a place, and save there what is chosen."""
        if place != self._place:
            say_problem(self.problem, "")
        self._place, self._stored, self._save = place, chosen, save
        self.combo.setCurrentIndex(chosen)

    def _chosen(self, index: int) -> None:
        if self._save is None or index == self._stored:
            return
        # Saving shows the row anew, which may offer other words and comes back here.
        before, self._stored = self._stored, index
        problem = self._save(index)
        say_problem(self.problem, problem)
        if problem:
            self._stored = before
            self.combo.setCurrentIndex(before)
            self.told.emit(f"{self.name}: not changed. {problem}")
