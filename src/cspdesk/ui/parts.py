"""Small parts that several pages use: labels by role, a primary button, a page that is still empty."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cspdesk.ui.theme import Role, set_role, space


def label(words: str = "", role: Role = Role.BODY, *, wraps: bool = False) -> QLabel:
    """Return a label of plain text in its role."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role is not Role.BODY:
        set_role(made, role)
    return made


def button(
    words: str, act: Callable[[], object], *, primary: bool = False, flat: bool = False
) -> QPushButton:
    """Return a button that does something."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    if primary:
        made.setProperty("primary", True)
    if flat:
        made.setFlat(True)
    # The signal's own argument, whether the button is checked, is of no use to anybody here.
    made.clicked.connect(lambda _checked=False: act())
    return made


class EmptyNote(QWidget):
    """What an empty page says: one sentence about what belongs there, and the action that brings it."""

    def __init__(self, sentence: str, *actions: QPushButton) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(space(2))
        layout.addStretch(1)
        said = label(sentence, Role.HEADING, wraps=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(said)
        row = QHBoxLayout()
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(2)
