"""Two parts of Home beside each other, or below each other where there is too little room."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QBoxLayout, QWidget

from cspdesk.ui.theme import space


class Beside(QWidget):
    """Two parts side by side; they stand below each other where that is narrower than they read well in."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _room_changed = Signal()

    def __init__(self, first: QWidget, second: QWidget, *, shares: tuple[int, int], least: int) -> None:
        super().__init__()
        self._least = least
        """The least width side by side, in half lines of text."""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(2))
        self._row.addWidget(first, shares[0])
        self._row.addWidget(second, shares[1])
        self._room_changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the parts where the room has changed."""
        super().resizeEvent(event)
        self._room_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Turn the parts where the text has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._room_changed.emit()

    def _turn(self) -> None:
        is_wide = self._room() >= space(self._least)
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)

    def _room(self) -> int:
        """The width in sight: within an area that scrolls the parts themselves may be wider."""
        at = self.parentWidget()
        while at is not None and not isinstance(at, QAbstractScrollArea):
            at = at.parentWidget()
        return min(self.width(), at.viewport().width()) if at is not None else self.width()
