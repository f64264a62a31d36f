"""A list with the chosen row's fields beside it, or below it where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from cspdesk.ui.text_item import EntryKeys, Kept
from cspdesk.ui.theme import space

_WIDE = 80
"""Half lines from which the fields stand beside the list."""


class SidePanel(QScrollArea):
    """The list and the fields, under a heading; it scrolls where the text is large."""

    told = Signal(str)
    left = Signal()
    """The list of places is wanted."""
    # Qt's own events only say what happened: an error that leaves one of them upsets the binding.
    _widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._widened.connect(self._arrange)
        self._keys = EntryKeys(self)
        self._keys.acted.connect(lambda act: self.left.emit() if act == "leave" else None)

    def watch(self, *fields: Kept) -> None:
        """Let Escape lead from these fields to the list of places."""
        for kept in fields:
            self._keys.watch(kept)

    def lay_out(self, above: Sequence[QWidget], one: QWidget, other: QWidget) -> None:
        """Place the heading's parts, the list and the fields."""
        body = QWidget()
        self._sides.setSpacing(space(2))
        self._sides.addWidget(one, 2)
        self._sides.addWidget(other, 3)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
        layout.setSpacing(space(1))
        for part in above:
            layout.addWidget(part)
        layout.addLayout(self._sides, 1)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields beside the list, or below."""
        super().resizeEvent(event)
        self._widened.emit()

    def _arrange(self) -> None:
        is_wide = self.viewport().width() >= space(_WIDE)
        one_way, other_way = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(one_way if is_wide else other_way)
