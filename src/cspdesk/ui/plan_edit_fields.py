"""One field of the plan with its control: a line, a text, a choice, an order of choices or a tick."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cspdesk.commands.plan_words import kept
from cspdesk.desk.plan_fields import Control, choice_words, control, field_name, reads, text_of, value_of
from cspdesk.domain.catalogue import Field, Table
from cspdesk.domain.errors import RefusedError
from cspdesk.ui.kept import KeptChoice, KeptLine, KeptText
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.parts import button
from cspdesk.ui.plan_edit_line import LONGEST
from cspdesk.ui.theme import space

SaveValue = Callable[[Any], str]
"""Saves a field's value; returns why that was refused, else ""."""

_LINES = 3
"""Lines of a text that are seen at once."""


class KeptTick(QWidget):
    """A yes or no, saved when it is ticked; one that is refused goes back to what is stored."""

    told = Signal(str)

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.name = name
        self.box = QCheckBox(words)
        self.box.setAccessibleName(name)
        self.problem = problem_label()
        self._save: SaveValue | None = None
        self.box.clicked.connect(self._ticked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addWidget(self.box)
        layout.addWidget(self.problem)
        self.setFocusProxy(self.box)

    def keep(self, stored: bool, save: SaveValue) -> None:
        """Show a stored tick and how it is saved."""
        self._save = save
        self.box.setChecked(stored)

    def _ticked(self) -> None:
        is_on = self.box.isChecked()
        refused = self._save(is_on) if self._save is not None else ""
        say_problem(self.problem, refused)
        if refused:
            self.box.setChecked(not is_on)
            self.told.emit(f"{self.name}: not changed. {refused}")


class KeptOrder(QWidget):
    """Words to tick, in an order: Space ticks, Up and Down go along, Alt+Up and Alt+Down move one."""

    told = Signal(str)

    def __init__(self, field: Field, name: str) -> None:
        super().__init__()
        self.name = name
        self._says = dict(zip(field.choices or (), choice_words(field), strict=True))
        self._words: list[Any] = list(self._says)
        """The words of the boxes, from the first to the last."""
        self._save: SaveValue | None = None
        self._stored: tuple[Any, ...] = ()
        self._at = 0
        """The box that had the keys last."""
        self.boxes = [QCheckBox() for _ in self._words]
        self.problem = problem_label()
        self._earlier = button("Earlier", lambda: self._move(-1))
        self._later = button("Later", lambda: self._move(1))
        row = QHBoxLayout()
        row.setSpacing(space(0.5))
        for part, keys in ((self._earlier, "Alt+Up"), (self._later, "Alt+Down")):
            part.setToolTip(keys)
            row.addWidget(part)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for box in self.boxes:
            box.clicked.connect(self._keep_ticked)
            box.installEventFilter(self)
            layout.addWidget(box)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self.setFocusProxy(self.boxes[0])
        self._say()

    def keep(self, stored: tuple[Any, ...], save: SaveValue) -> None:
        """Show the words stored and how they are saved."""
        self._save = save
        if stored != self._ticked() or stored != self._stored:
            self._fill(stored)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that go along the words and change their order."""
        if watched in self.boxes and event.type() is QEvent.Type.FocusIn:
            self._at = [box is watched for box in self.boxes].index(True)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key())
            if steps is not None:
                is_move = event.modifiers() == Qt.KeyboardModifier.AltModifier
                act = self._move if is_move else self._go
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, lambda: act(steps))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, stored: tuple[Any, ...]) -> None:
        self._stored = stored
        self._words = [*stored, *(word for word in self._says if word not in stored)]
        for box, word in zip(self.boxes, self._words, strict=True):
            box.setChecked(word in stored)
        self._say()

    def _say(self) -> None:
        for box, word in zip(self.boxes, self._words, strict=True):
            box.setText(self._says[word])
            box.setAccessibleName(f"{self.name}: {self._says[word]}")
        chosen = self._says[self._words[self._at]]
        self._earlier.setAccessibleName(f"{self.name}: {chosen} earlier")
        self._later.setAccessibleName(f"{self.name}: {chosen} later")

    def _ticked(self) -> tuple[Any, ...]:
        return tuple(word for box, word in zip(self.boxes, self._words, strict=True) if box.isChecked())

    def _go(self, steps: int) -> None:
        to = self._at + steps
        if 0 <= to < len(self.boxes):
            self.boxes[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, steps: int) -> None:
        at, to = self._at, self._at + steps
        if not 0 <= to < len(self.boxes):
            return
        ticks = [box.isChecked() for box in self.boxes]
        self._words.insert(to, self._words.pop(at))
        ticks.insert(to, ticks.pop(at))
        for box, is_on in zip(self.boxes, ticks, strict=True):
            box.setChecked(is_on)
        has_keys = self.boxes[at].hasFocus()
        self._at = to
        if has_keys:
            self.boxes[to].setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_ticked()

    def _keep_ticked(self) -> None:
        self._say()
        before, now = self._stored, self._ticked()
        if self._save is None or now == before:
            return
        self._stored = now
        refused = self._save(now)
        say_problem(self.problem, refused)
        if refused:
            self._fill(before)
            self.told.emit(f"{self.name}: not changed. {refused}")


class FieldEdit(QWidget):
    """A field of a table with the control that its kind asks for."""

    told = Signal(str)

    def __init__(self, table: Table, field: Field, prompt: str = "") -> None:
        super().__init__()
        self.table, self.field = table, field
        self.says: Callable[[str], str] = lambda typed: reads(field, typed)
        """What is said under a line of what is typed in it."""
        self._place: Hashable = None
        name = field_name(table, field)
        self.part: KeptLine | KeptText | KeptChoice | KeptTick | KeptOrder
        match control(field):
            case Control.LINE:
                # The file refuses what is too long; a line that cut it would lose what was typed.
                self.part = KeptLine(name, prompt, most=LONGEST, reads=self._say)
            case Control.TEXT:
                self.part = KeptText(name, prompt, lines=_LINES)
            case Control.CHOICE:
                self.part = KeptChoice(name, choice_words(field))
            case Control.CHOICES:
                self.part = KeptOrder(field, name)
            case Control.TICK:
                self.part = KeptTick(name, "Yes")
        self.part.told.connect(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.part)
        self.setFocusProxy(self.part)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "part"):
            self._fit()

    @property
    def editor(self) -> QWidget:
        """What takes the keys."""
        part = self.part
        if isinstance(part, KeptLine | KeptText):
            return part.editor
        if isinstance(part, KeptChoice):
            return part.combo
        return part.box if isinstance(part, KeptTick) else part.boxes[0]

    def rename(self, name: str) -> None:
        """Give the control another name for readers and messages."""
        self.part.name = name
        if not isinstance(self.part, KeptOrder):
            self.editor.setAccessibleName(name)

    def show_value(self, place: Hashable, value: Any, save: SaveValue) -> None:
        """Show the value of a place and how another is saved."""
        part, is_same = self.part, place == self._place
        self._place = place
        if isinstance(part, KeptLine | KeptText):
            stored = text_of(value)
            # A save tidies what was typed; while somebody types, that must not move the cursor.
            if is_same and self.editor.hasFocus() and self._settled(part.text) == stored:
                stored = part.text
            part.keep(place, stored, lambda typed: self._save_typed(typed, save))
            if isinstance(part, KeptLine) and not self.editor.hasFocus():
                # What is longer than its line shows how it begins.
                part.editor.setCursorPosition(0)
        elif isinstance(part, KeptChoice):
            choices = tuple(self.field.choices or ())
            part.keep(place, choices.index(value), lambda at: save(choices[at]))
        else:
            part.keep(value, save)

    def flush(self) -> None:
        """Save what is being typed."""
        if isinstance(self.part, KeptLine | KeptText):
            self.part.flush()

    def unsaved(self) -> str:
        """Return why what is typed was not saved; "" where it was."""
        return self.part.unsaved() if isinstance(self.part, KeptLine | KeptText) else ""

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._place = None
        if isinstance(self.part, KeptLine | KeptText):
            self.part.forget()

    def _fit(self) -> None:
        """Keep a text to a few lines: what is longer scrolls in it, and the form stays short."""
        if isinstance(self.part, KeptText):
            self.part.editor.setMaximumHeight(self.fontMetrics().lineSpacing() * _LINES + space(1))

    def _say(self, typed: str) -> str:
        return self.says(typed)

    def _save_typed(self, typed: str, save: SaveValue) -> str:
        try:
            return save(kept(self.field, value_of(self.table, self.field, typed)))
        except RefusedError as refusal:
            return str(refusal)

    def _settled(self, typed: str) -> str | None:
        try:
            return text_of(kept(self.field, value_of(self.table, self.field, typed)))
        except RefusedError:
            return None
