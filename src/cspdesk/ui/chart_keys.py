"""The keys of a chart, and the menu that names them."""

from collections.abc import Callable, Iterable
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

Offer = tuple[str, Callable[[], object], bool]
"""An act's words with its key, what it does, and whether it can be done now."""


KEYS = (
    ("Chart: Left, Right, Home, End", "Read out the points one by one, the first or the last"),
    ("Chart: +, \u2212, 0", "Look closer, from further off, or at all periods"),
    ("Chart: Ctrl+C", "Copy the chart as a picture and as a table"),
    ("Chart: F2", "Put its title in your own words; Escape leaves it as it was"),
    ("Chart: Tab, Space", "Go to a line's box under the chart, and switch the line off or on"),
    ("Mouse: drag across a chart", "Look at that stretch of it; resting on a point reads it out"),
)
"""What a person can do with a chart, as F1 shows it."""


class Ask(Enum):
    """What a key asks of a chart."""

    COPY = auto()
    EDIT = auto()
    CLOSER = auto()
    FURTHER = auto()
    WHOLE = auto()
    FIRST = auto()
    LAST = auto()
    BACK = auto()
    ON = auto()


_KEYS = {
    Qt.Key.Key_F2: Ask.EDIT,
    Qt.Key.Key_Plus: Ask.CLOSER,
    # The same key without Shift.
    Qt.Key.Key_Equal: Ask.CLOSER,
    Qt.Key.Key_Minus: Ask.FURTHER,
    Qt.Key.Key_0: Ask.WHOLE,
    Qt.Key.Key_Home: Ask.FIRST,
    Qt.Key.Key_End: Ask.LAST,
    Qt.Key.Key_Left: Ask.BACK,
    Qt.Key.Key_Right: Ask.ON,
}


def asked(event: QKeyEvent) -> Ask | None:
    """Return what a key asks of a chart; None where it is for somebody else."""
    aside = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    held = event.modifiers() & ~aside
    if held == Qt.KeyboardModifier.ControlModifier:
        return Ask.COPY if event.key() == Qt.Key.Key_C else None
    return None if held else _KEYS.get(Qt.Key(event.key()))


def chart_menu(parent: QWidget, groups: Iterable[Iterable[Offer]]) -> QMenu:
    """Return a menu of groups of acts; it goes when it is closed."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in groups:
        if made.actions():
            made.addSeparator()
        for words, act, enabled in group:
            made.addAction(words, act).setEnabled(enabled)
    return made
