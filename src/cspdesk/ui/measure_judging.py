"""Judging a measure in place: a word chosen from a list, and one line that says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cspdesk.analysis.measure_sheet import MeasureSheet
from cspdesk.commands.judgements import MAX_REASON, SetOutlook, SetStatusOverride
from cspdesk.desk.document import Document
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import OutlookWord, Status
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId
from cspdesk.ui.measure_parts import QuietCombo, StatusMark, problem_label, say_problem
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

PAUSE_MS = 800
"""After so long without another choice the word is saved."""
_LETTERS = 14
"""Room for the longest word, so that the lines under one another begin alike."""

_Key = tuple[MeasureId, Period]
_Given = tuple[StrEnum | None, str]
"""A word and its reason."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a line asks for."""

    name: str
    """ "Status"; its controls are named after it."""
    none: str
    """What the list says where no word is given."""
    words: tuple[StrEnum, ...]
    prompt: str
    needs_reason: str = ""
    """What is said where a word is chosen without a reason; "" where none is needed."""


class JudgementLine(QWidget):
    """A word and its reason, saved when one is chosen or the line is left.

    What cannot be saved stays in the line, with the reason, and comes back with its measure and quarter.
    """

    def __init__(self, asking: Asking, keep: Callable[[_Key, StrEnum | None, str], str]) -> None:
        super().__init__()
        self._asking = asking
        self._keep = keep
        """Saves a word and its reason; returns why that was refused, else ""."""
        self._key: _Key | None = None
        self._name = ""
        """The measure and quarter shown, in words."""
        self._stored: _Given = (None, "")
        self._loaded: _Given = (None, "")
        self._refused: dict[_Key, tuple[_Given, str, str]] = {}
        """What could not be saved, why, and of what it is, in words."""
        self.combo = QuietCombo(asking.name)
        self.combo.addItems([asking.none, *(word.value.capitalize() for word in asking.words)])
        self.combo.setMinimumContentsLength(_LETTERS)
        self.reason = QLineEdit()
        self.reason.setMaxLength(MAX_REASON)
        self.reason.setPlaceholderText(asking.prompt)
        self.reason.setAccessibleName(f"{asking.name}: {asking.prompt}")
        self.problem = problem_label()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.combo.activated.connect(self._chosen)
        self.combo.left.connect(self.flush)
        self.reason.editingFinished.connect(self.flush)
        row = QHBoxLayout()
        row.setSpacing(space(0.75))
        row.addWidget(self.combo)
        row.addWidget(self.reason, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addLayout(row)
        layout.addWidget(self.problem)

    def show_given(self, key: _Key, name: str, word: StrEnum | None, reason: str) -> None:
        """Show what is stored for a measure and quarter; what was typed for others is saved first."""
        stored = (word, reason)
        if key != self._key:
            self.flush()
            self._key, self._stored = key, stored
            given, problem, _ = self._refused.get(key, (stored, "", ""))
            self._load(given)
            self._loaded = stored
            say_problem(self.problem, problem)
        elif stored != self._stored:
            is_typing = self._in_line() != self._loaded
            self._stored = stored
            if not is_typing:
                self._load(stored)
                self._loaded = stored
        self._name = name

    def flush(self) -> None:
        """Save what was chosen and typed, if it is not saved yet."""
        self._timer.stop()
        key, given, loaded = self._key, self._in_line(), self._loaded
        if key is None or given == loaded:
            return
        word, reason = given
        refused = self._asking.needs_reason if word is not None and not reason else ""
        if not refused:
            # Saving shows the page anew, which comes back here.
            self._loaded = given
            refused = self._keep(key, word, reason)
        if refused:
            self._refused[key] = (given, refused, self._name)
        else:
            self._refused.pop(key, None)
        if self._key == key:
            self._loaded = loaded if refused else given
            self._stored = self._stored if refused else given
            say_problem(self.problem, refused)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._timer.stop()
        self._key = None
        self._refused.clear()
        self._load((None, ""))
        self._stored = self._loaded = (None, "")
        say_problem(self.problem, "")

    @property
    def unsaved(self) -> str:
        """What could not be saved, of whichever measure, with the reason; "" where nothing is left."""
        kept = self._refused.values()
        return " ".join(f"{self._asking.name} of {name}: not saved. {why}" for _, why, name in kept)

    def _chosen(self) -> None:
        has_word = self.combo.currentIndex() > 0
        if not has_word:
            self.reason.clear()
        self.reason.setEnabled(has_word)
        # Arrow keys pass words on their way to the one that is meant.
        self._timer.start()

    def _in_line(self) -> _Given:
        at = self.combo.currentIndex()
        word = self._asking.words[at - 1] if at > 0 else None
        return word, " ".join(self.reason.text().split())

    def _load(self, given: _Given) -> None:
        word, reason = given
        self.combo.setCurrentIndex(0 if word is None else self._asking.words.index(word) + 1)
        self.reason.setText(reason)
        self.reason.setEnabled(word is not None)


class Judgements(QWidget):
    """A measure's status with its reason, the officer's own in its place, and the outlook."""

    def __init__(self, told: Callable[[str], object]) -> None:
        super().__init__()
        self._told = told
        self._document: Document | None = None
        self._name = ""
        self.mark = StatusMark()
        self.reason = label("", wraps=True)
        why = "Write why in one line; until then the status stays as it was."
        self.status = JudgementLine(
            Asking("Status", "As worked out", tuple(Status), "Why another one?", why), self._keep_status
        )
        self.outlook = JudgementLine(
            Asking("Outlook", "Not given", tuple(OutlookWord), "Why?"), self._keep_outlook
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(1.5))
        grid.setVerticalSpacing(space(0.5))
        top = Qt.AlignmentFlag.AlignTop
        reading = QHBoxLayout()
        reading.setSpacing(space(1))
        reading.addWidget(self.mark, 0, top)
        reading.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label("Status", Role.QUIET), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(reading, 0, 1)
        grid.addWidget(self.status, 1, 1)
        grid.addWidget(label("Outlook", Role.QUIET), 2, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.outlook, 2, 1)
        grid.setColumnStretch(1, 1)

    @property
    def lines(self) -> Sequence[JudgementLine]:
        """Both lines that can be written in."""
        return (self.status, self.outlook)

    def show_sheet(self, document: Document, sheet: MeasureSheet) -> None:
        """Show another sheet; what was typed for another measure or quarter is saved first."""
        key = (sheet.placed.measure.id, sheet.quarter)
        self.mark.show_status(sheet.judgement.status)
        self.reason.setText(sheet.judgement.reason)
        given, outlook = sheet.override, sheet.outlook
        status = (given.status, given.reason) if given else (None, "")
        likely = (outlook.word, outlook.reason) if outlook else (None, "")
        # What is still typed belongs to the measure shown before, under its name.
        before = self._document
        self._document = before or document
        name = sheet.placed.number or sheet.placed.measure.title
        called = f"{name}, {sheet.quarter.label}"
        self.status.show_given(key, called, *status)
        self.outlook.show_given(key, called, *likely)
        self._document = document
        self._name = name

    def flush(self) -> None:
        """Save what is being typed."""
        for line in self.lines:
            line.flush()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        for line in self.lines:
            line.forget()
        self._document = None

    def _keep_status(self, key: _Key, word: StrEnum | None, reason: str) -> str:
        status = Status(word) if word is not None else None
        return self._do(SetStatusOverride(f"Status of {self._name}, {key[1].label}", *key, status, reason))

    def _keep_outlook(self, key: _Key, word: StrEnum | None, reason: str) -> str:
        outlook = OutlookWord(word) if word is not None else None
        return self._do(SetOutlook(f"Outlook of {self._name}, {key[1].label}", *key, outlook, reason))

    def _do(self, command: Command) -> str:
        if self._document is None:
            return ""
        try:
            self._document.do(command)
        except DeskError as error:
            self._told(f"{command.label} was not saved. {error}")
            return str(error)
        return ""
