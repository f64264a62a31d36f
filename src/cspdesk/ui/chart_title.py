"""The title of a chart: a reading that can be put in one's own words, in place."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cspdesk.analysis.chart_titles import MAX_TITLE
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.changes import Command
from cspdesk.domain.tables import Setting
from cspdesk.domain.text import clean
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role


def title_command(key: str, words: str, name: str) -> Command:
    """Return the act that gives a chart a title of one's own; without words the drafted one comes back."""
    kept = " ".join(clean(words).text.split())[:MAX_TITLE]
    if kept:
        return PutRows(f"Chart title of {name}", (Setting(key=key, value=kept),))
    return DeleteRow(f"Chart title of {name} as drafted", Setting, (key,))


class ChartTitle(QWidget):
    """Shows a title; F2 or a double click edits it, Enter saves, Escape leaves it as it was.

    Leaving the line by any other way saves too, so that nothing typed is lost.
    """

    given = Signal(str)
    """The words typed; "" asks for the drafted title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_edit = False
        self._is_editing = False
        self.shown = label("", Role.STRONG, wraps=True)
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_TITLE)
        self.line.setPlaceholderText("Empty: the title drafted from the figures")
        self.line.setAccessibleName("Title of the chart")
        self.line.hide()
        self.line.installEventFilter(self)
        self.shown.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shown)
        layout.addWidget(self.line)

    def show_title(self, words: str, *, can_edit: bool) -> None:
        """Show another title; what is being typed for the one before is given up by its owner first."""
        self.can_edit = can_edit
        self.shown.setText(words)
        self.shown.setToolTip("F2 or a double click: put it in your own words" if can_edit else "")

    def edit(self) -> None:
        """Begin to edit, where the title can be changed."""
        if self.can_edit and not self._is_editing:
            self._is_editing = True
            self.line.setText(self.shown.text())
            self._turn()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()

    def flush(self) -> None:
        """Save what is being typed."""
        if self._is_editing:
            self._end(saves=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin by a double click; save by Enter and when the focus leaves; give up by Escape."""
        if watched is self.shown and event.type() is QEvent.Type.MouseButtonDblClick:
            self.edit()
            return self.can_edit
        if watched is self.line:
            # Its own menu takes the focus too, and gives it back.
            if isinstance(event, QFocusEvent) and _leaves(event):
                self.flush()
            if event.type() is QEvent.Type.ShortcutOverride and _ends(event):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _ends(event):
                self._end(saves=event.key() != Qt.Key.Key_Escape)
                return True
        return super().eventFilter(watched, event)

    def _end(self, *, saves: bool) -> None:
        if not self._is_editing:
            return
        self._is_editing = False
        words = self.line.text()
        self._turn()
        parent = self.parentWidget()
        if parent is not None and self.line.hasFocus():
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
        if saves and words.strip() != self.shown.text().strip():
            self.given.emit(words)

    def _turn(self) -> None:
        self.line.setVisible(self._is_editing)
        self.shown.setVisible(not self._is_editing)


def _ends(event: QEvent) -> bool:
    ending = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
    return isinstance(event, QKeyEvent) and event.key() in ending


def _leaves(event: QFocusEvent) -> bool:
    is_left = event.type() is QEvent.Type.FocusOut
    return is_left and event.reason() is not Qt.FocusReason.PopupFocusReason
