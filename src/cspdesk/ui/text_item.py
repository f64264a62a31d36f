"""One text of the report as it is typed: its number, its date, its words, and what was decided about it."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cspdesk.analysis.check.finding import TextRef
from cspdesk.ui.kept import KeptLine, KeptText
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

NOT_REVIEWED = "Not yet reviewed"
_MOST_LINES = 30

Kept = KeptText | KeptLine
Save = Callable[[str, str], str]
"""Saves the words of a part; returns why that was refused, else ""."""

_ACTS = {
    (Qt.Key.Key_Return.value, "Ctrl"): "next",
    (Qt.Key.Key_Enter.value, "Ctrl"): "next",
    (Qt.Key.Key_Up.value, "Alt"): "up",
    (Qt.Key.Key_Down.value, "Alt"): "down",
    (Qt.Key.Key_Delete.value, "Ctrl"): "delete",
    (Qt.Key.Key_PageDown.value, "Ctrl"): "section after",
    (Qt.Key.Key_PageUp.value, "Ctrl"): "section before",
    (Qt.Key.Key_Escape.value, ""): "leave",
}
_HELD = {
    Qt.KeyboardModifier.NoModifier: "",
    Qt.KeyboardModifier.ControlModifier: "Ctrl",
    Qt.KeyboardModifier.AltModifier: "Alt",
}


class EntryKeys(QObject):
    """Tells of the keys that act on an entry rather than on its words, and of the keys coming to it."""

    acted = Signal(str)
    entered = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def watch(self, kept: Kept) -> None:
        """Listen to another field of the entry."""
        kept.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that act."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            act = _ACTS.get((event.key(), _HELD.get(held, "other")))
            if act is not None:
                # Once the event is over, where an error does no harm.
                QTimer.singleShot(0, self, lambda: self.acted.emit(act))
                return True
        elif event.type() is QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, self.entered.emit)
        return super().eventFilter(watched, event)


class EntryBox(QWidget):
    """What an entry of a list has, whether it is a text, a countywide row or a picture: a row with fields."""

    acted = Signal(object, str)
    """This entry, and what is to be done with it: next, up, down, delete, leave…"""
    entered = Signal(object)
    told = Signal(str)
    pictured = Signal(object, object)
    """This entry, and a QImage pasted in one of its texts."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        """The row's key; of an entry that is still blank, the key that it will have."""
        self._keys = EntryKeys(self)
        self._keys.acted.connect(lambda act: self.acted.emit(self, act))
        self._keys.entered.connect(lambda: self.entered.emit(self))

    @property
    def fields(self) -> Sequence[Kept]:
        """The fields, in the order of the Tab key."""
        raise NotImplementedError

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody has read it in this quarter."""
        return True

    def watch_fields(self) -> None:
        """Listen to the fields, once they are made."""
        for kept in self.fields:
            self._keys.watch(kept)
            kept.told.connect(self.told)
            if isinstance(kept, KeptText):
                kept.editor.takes_pictures = True
                kept.editor.picture_pasted.connect(lambda image: self.pictured.emit(self, image))

    def flush(self) -> None:
        """Save what is being typed."""
        for kept in self.fields:
            kept.flush()

    def unsaved(self) -> str:
        """Return why what stands here was not saved; "" where it was."""
        return next((said for kept in self.fields if (said := kept.unsaved())), "")

    def forget(self) -> None:
        """Let go of what is typed: the entry is to be deleted."""
        for kept in self.fields:
            kept.forget()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(kept.text.strip() for kept in self.fields)

    @property
    def has_keys(self) -> bool:
        """Whether the keys are in one of its fields."""
        return any(kept.editor.hasFocus() for kept in self.fields)

    def begin(self) -> None:
        """Put the keys in the first field, behind what stands there."""
        first = self.fields[0]
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class ItemBox(EntryBox):
    """One text of a section."""

    def __init__(self, key: str, *, is_dated: bool, has_outcome: bool, reads: Callable[[str], str]) -> None:
        super().__init__(key)
        self.number = label("", Role.QUIET)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.number.setMinimumWidth(space(2))
        self.when = KeptLine("When", "When", reads=reads) if is_dated else None
        self.words = growing(KeptText("Text", "", lines=1))
        self.outcome = (
            growing(KeptText("Outcome", "Outcome: what was decided", lines=1)) if has_outcome else None
        )
        self.mark = label("", Role.WARNING)
        self.mark.hide()
        self._has_row = False
        column = QVBoxLayout()
        column.setSpacing(space(0.25))
        body = QHBoxLayout()
        body.setSpacing(space(0.5))
        if self.when is not None:
            self.when.setFixedWidth(space(13))
            body.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
            self.when.editor.returnPressed.connect(self.words.editor.setFocus)
        body.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(body)
        if self.outcome is not None:
            column.addWidget(self.outcome)
        column.addWidget(self.mark)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(0.5))
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.number.setContentsMargins(0, space(0.75), 0, 0)
        self.watch_fields()

    @property
    def fields(self) -> Sequence[Kept]:
        """Date, words, outcome."""
        return [kept for kept in (self.when, self.words, self.outcome) if kept is not None]

    @property
    def is_reviewed(self) -> bool:
        """Whether it was written or read in this quarter."""
        return self.mark.isHidden()

    def show_row(
        self,
        name: str,
        prompt: str,
        number: str,
        stored: Sequence[str],
        save: Save,
        ref: Callable[[str], TextRef] | None = None,
    ) -> None:
        """Show a text: its stored date, words and outcome, under a name that a reader hears.

        `ref` gives the place in the document of the words and of the outcome.
        """
        when, words, outcome = stored
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.words.editor.setPlaceholderText(prompt)
        for kept, part, text in (
            (self.when, "when", when),
            (self.words, "text", words),
            (self.outcome, "outcome", outcome),
        ):
            if kept is not None:
                kept.rename(name if part == "text" else f"{name}: {part}")
                kept.keep((self.key, part), text, partial(save, part), ref(part) if ref is not None else None)

    def mark_reviewed(self, *, is_reviewed: bool) -> None:
        """Say whether it was only brought forward."""
        self.mark.setText("" if is_reviewed else NOT_REVIEWED)
        self.mark.setVisible(not is_reviewed)

    def show_outcome(self, *, is_shown: bool) -> None:
        """Show where the outcome goes: only beside words."""
        if self.outcome is not None:
            self.outcome.setVisible(is_shown)


class _Growth(QObject):
    """Keeps an editor as high as its words."""

    resized = Signal()

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.installEventFilter(self)
        editor.textChanged.connect(self.fit)
        # A signal of the editor's own event: once that is over, its lines are laid out.
        self.resized.connect(self.fit, Qt.ConnectionType.QueuedConnection)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again where another width or size of text breaks the lines elsewhere."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self.resized.emit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give the editor the height of its lines, up to thirty; beyond, it scrolls."""
        editor = self._editor
        lines = max(1, ceil(editor.document().size().height()))
        always_off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        is_long = lines > _MOST_LINES
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else always_off)
        frame = 2 * (editor.frameWidth() + ceil(editor.document().documentMargin()))
        high = max(space(3.6), min(lines, _MOST_LINES) * editor.fontMetrics().lineSpacing() + frame + 2)
        if (editor.minimumHeight(), editor.maximumHeight()) != (high, high):
            editor.setFixedHeight(high)


def growing(kept: KeptText) -> KeptText:
    """Return a field that is as high as its words."""
    _Growth(kept.editor)
    return kept


def set_tab_order(fields: Sequence[QWidget], after: Sequence[QWidget]) -> None:
    """Let the Tab key go through fields in their order, and from the last one to what stands after them."""
    # A field may ask something under itself, which comes before the next field.
    stops = [
        each
        for kept in fields
        for each in kept.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for one, other in pairwise((*stops, *after)):
        QWidget.setTabOrder(one, other)
