"""The line that shows how a copied table was matched, and asks whether it is to be entered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from cspdesk.desk.table_match import MatchedTable
from cspdesk.ui.notice import Notice
from cspdesk.ui.parts import button


class MatchLine(Notice):
    """One sentence with Enter and Cancel; it has the focus while it asks, and Escape cancels."""

    answered = Signal(object)
    """The MatchedTable to enter, or None where it was cancelled."""

    def __init__(self) -> None:
        self.enter = button("Enter figures", self._enter, primary=True)
        self.cancel = button("Cancel", self._cancel)
        super().__init__(self.enter, self.cancel)
        self.setAccessibleName("Matched table")
        self._matched: MatchedTable | None = None
        # Outside of dialogs a button hears the space bar alone.
        for pushed in (self.enter, self.cancel):
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                heard = QShortcut(QKeySequence(key), pushed, context=Qt.ShortcutContext.WidgetShortcut)
                heard.activated.connect(pushed.click)
        leaves = QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        leaves.activated.connect(self._cancel)

    def ask(self, matched: MatchedTable) -> None:
        """Show what was matched and take the focus."""
        self._matched = matched
        self.say(matched.question)
        self.enter.setAccessibleDescription(matched.question)
        self.enter.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Ask no longer, because what was matched is no longer what is shown."""
        self._matched = None
        self.say("")

    def _enter(self) -> None:
        self._answer(self._matched)

    def _cancel(self) -> None:
        self._answer(None)

    def _answer(self, matched: MatchedTable | None) -> None:
        self.drop()
        self.answered.emit(matched)
