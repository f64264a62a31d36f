"""Where a figure is typed in the entry grid."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from cspdesk.ui.theme import space, theme


class CellEditor(QLineEdit):
    """Where a figure is typed: as wide as its cell, and wider when the words need it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setAccessibleName("Figure")
        self.setFrame(False)
        pad = space(0.5)
        colours = theme()
        self.setStyleSheet(
            f"#cellEditor {{ border: 2px solid {colours.accent.name()}; border-radius: 0; min-height: 0;"
            f" padding: 0 {pad}px; background: {colours.surface.name()}; color: {colours.text.name()}; }}"
        )
        self.cell = QRect()
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the room that the text needs, to the right, or to the left where the view ends."""
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 2 * space(1.5)
        place = QRect(self.cell)
        if wanted > place.width():
            parent = self.parentWidget()
            room = parent.width() if parent else wanted
            place.setWidth(min(wanted, room))
            place.moveLeft(min(place.left(), room - place.width()))
        # A figure stays at the right where it will stand; words that do not fit are read from the left.
        is_wide = place.width() > self.cell.width()
        self.setAlignment(Qt.AlignmentFlag.AlignLeft if is_wide else Qt.AlignmentFlag.AlignRight)
        self.setGeometry(place)
