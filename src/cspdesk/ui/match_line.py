"""The line that shows how a copied table was matched, lets it be corrected, and asks whether to enter it."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cspdesk.desk.table_match import MatchedTable, corrected, corrected_column
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.ui.match_panel import MatchPanel
from cspdesk.ui.notice import Notice
from cspdesk.ui.parts import button


class MatchLine(QFrame):
    """One sentence with Enter, Show rows and Cancel, and the rows under it.

    It has the focus while it asks; Escape cancels and Ctrl+Enter enters, wherever in it the focus is.
    """

    answered = Signal(object)
    """The MatchedTable to enter, as corrected, or None where it was cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Matched table")
        self.enter = button("Enter figures", self._enter, primary=True)
        self.enter.setToolTip("Ctrl+Enter")
        self.show_rows = button("Show rows", self._turn_rows)
        self.cancel = button("Cancel", self._cancel)
        self.cancel.setToolTip("Esc")
        self.panel = MatchPanel()
        self.panel.row_chosen.connect(self._choose_row)
        self.panel.column_chosen.connect(self._choose_column)
        self._notice = Notice(self.enter, self.show_rows, self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._notice)
        layout.addWidget(self.panel)
        self._matched: MatchedTable | None = None
        # Outside of dialogs a button hears the space bar alone.
        for pushed in (self.enter, self.show_rows, self.cancel):
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                heard = QShortcut(QKeySequence(key), pushed, context=Qt.ShortcutContext.WidgetShortcut)
                heard.activated.connect(pushed.click)
        self._hear(self._escape, "Esc")
        self._hear(self.enter.click, "Ctrl+Return")
        self._hear(self.enter.click, "Ctrl+Enter")
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._notice.sentence

    def ask(self, matched: MatchedTable) -> None:
        """Show what was matched and take the focus; the rows are shown where something was not matched."""
        self.panel.show_match(matched)
        # Lists made anew would stand behind all else in the window.
        stops = (self.cancel, *self.panel.lists)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._show_rows(matched.is_in_question)
        self._take(matched)
        self.show()
        first = self.enter if matched.enters else next(iter(self.panel.lists), self.cancel)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Ask no longer, because what was matched is no longer what is shown."""
        self._matched = None
        self.hide()
        self._notice.say("")

    def _take(self, matched: MatchedTable) -> None:
        self._matched = matched
        self._notice.say(matched.question)
        self.enter.setEnabled(matched.enters)
        self.enter.setAccessibleDescription(matched.question)
        self.panel.mark(matched)

    def _choose_row(self, place: int, series: SeriesId | None) -> None:
        if self._matched is not None:
            self._take(corrected(self._matched, place, series))

    def _choose_column(self, place: int, period: Period | None) -> None:
        if self._matched is not None:
            self._take(corrected_column(self._matched, place, period))

    def _turn_rows(self) -> None:
        self._show_rows(self.panel.isHidden())

    def _show_rows(self, shows: bool) -> None:
        self.panel.setVisible(shows)
        self.show_rows.setText("Hide rows" if shows else "Show rows")

    def _enter(self) -> None:
        self._answer(self._matched)

    def _escape(self) -> None:
        # The key reaches this line even where it is meant for a list that stands open.
        if not self.panel.close_list():
            self._cancel()

    def _cancel(self) -> None:
        self._answer(None)

    def _answer(self, matched: MatchedTable | None) -> None:
        self.drop()
        self.answered.emit(matched)

    def _hear(self, act: Callable[[], object], keys: str) -> None:
        heard = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        heard.activated.connect(act)
