"""Small parts that several pages use: labels by role, a primary button, a page that is still empty."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cspdesk.ui.theme import Role, set_role, space


def label(words: str = "", role: Role = Role.BODY, *, wraps: bool = False) -> QLabel:
    """Return a label of plain text in its role."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role is not Role.BODY:
        set_role(made, role)
    return made


class ElidedLabel(QLabel):
    """A line that gives way: cut with dots where there is no room, and whole in its tip and to a reader."""

    def __init__(self, role: Role = Role.BODY) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        if role is not Role.BODY:
            set_role(self, role)

    def say(self, words: str) -> None:
        """Show other words."""
        self._whole = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        """Return the room that the whole line takes."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a few letters."""
        return QSize(min(space(8), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the line anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._whole if shown != self._whole else "")
        if shown != self.text():
            self.setText(shown)


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


def scroll_area_around(part: QWidget) -> QScrollArea | None:
    """Return the nearest scroll area that a part stands in."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


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
