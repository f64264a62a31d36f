"""Drafted sentences for the words on a measure: offered under them, and put in at the caret."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cspdesk.analysis.check.finding import Where
from cspdesk.domain.plan_view import placed_for
from cspdesk.ui.draft_list import DraftList
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.parts import button, label, scroll_area_around
from cspdesk.ui.theme import Role, space

if TYPE_CHECKING:
    from cspdesk.analysis.drafting import Draft

_HINT = "Enter or a click puts the words in with live figures, with Shift as plain words. Esc leaves."


class DraftBox(QWidget):
    """What the figures let the program say about the measure of an editor's text.

    `button` opens the list and is laid out by whoever has room for it. Where `suggests`, one quiet line says
    what would be drafted as long as the text is empty.
    """

    def __init__(self, editor: TextEditor, *, suggests: bool = False) -> None:
        super().__init__()
        self._editor = editor
        self._suggests = suggests
        self.button = button("Draft", self.open, flat=True)
        self.button.setToolTip("Offer sentences drafted from the figures (Alt+D)")
        self.button.setAccessibleName("Draft sentences from the figures")
        self.suggested = label("", Role.QUIET, wraps=True)
        self.put = button("Put it in", self._put_first, flat=True)
        self.put.setAccessibleName("Put the drafted sentences in")
        self.hint = label(_HINT, Role.QUIET, wraps=True)
        self.list = DraftList()
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.suggested, 1)
        row.addWidget(self.put, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        for part in (self._line, self.list, self.hint):
            layout.addWidget(part)
        self.list.taken.connect(self._take)
        self.list.left.connect(self.close_list)
        # Once the layout has made room for it.
        self.list.fitted.connect(lambda: QTimer.singleShot(0, self, self._bring_to_sight))
        self._around: QScrollArea | None = None
        editor.fields.figures_changed.connect(self._suggest)
        editor.textChanged.connect(self._suggest)
        for part in (self, self._line, self.list, self.hint):
            part.hide()

    def open(self) -> None:
        """Show the drafts in full, or say that there is none."""
        found = self._drafts()
        if not found:
            self._tell("Nothing can be drafted: the measure has no figure of this quarter to write about.")
            return
        self._line.hide()
        self.show()
        self.hint.show()
        self.list.show()
        self.list.show_drafts(found)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_list(self) -> None:
        """Put the list away and go back to the words."""
        if self.list.isHidden():
            return
        had_keys = self.list.hasFocus()
        self.hint.hide()
        self.list.hide()
        self._suggest()
        if had_keys:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ within

    def _drafts(self) -> "tuple[Draft, ...]":
        # Imported when asked: drafting brings the control charts, which the first paint does not need.
        from cspdesk.analysis.drafting import drafts

        ref, snapshot = self._editor.ref, self._editor.fields.snapshot
        if ref is None or snapshot is None or ref.where is not Where.COMMENTARY or ref.measure is None:
            return ()
        placed = placed_for(snapshot, ref.measure, ref.period)
        return drafts(snapshot, placed, ref.period) if placed is not None else ()

    def _suggest(self) -> None:
        """Say in a line what would be drafted, while the text is empty."""
        is_open = not self.list.isHidden()
        if is_open:
            return
        found = self._drafts()[:1] if self._suggests and self._editor.document().isEmpty() else ()
        for draft in found:
            self.suggested.setText(f"Could begin: {draft.text}")
        self._line.setVisible(bool(found))
        self.setVisible(bool(found))

    def _bring_to_sight(self) -> None:
        if not self.list.isVisible():
            return
        if self._around is None:
            self._around = scroll_area_around(self)
            if self._around is None:
                return
            # What stands around it may take on its new height later still.
            self._around.verticalScrollBar().rangeChanged.connect(lambda *_range: self._bring_to_sight())
        # The list before all where there is no room for both.
        for part in (self.hint, self.list):
            self._around.ensureWidgetVisible(part, 0, space(0.5))

    def _put_first(self) -> None:
        for draft in self._drafts()[:1]:
            self._take(draft, is_live=True)

    def _take(self, draft: "Draft", is_live: bool) -> None:
        self._put(draft.live if is_live else draft.text)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_list()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, words: str) -> None:
        """Put words in at the caret as one step of undo; what is selected stays."""
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        line, at = cursor.block().text(), cursor.positionInBlock()
        ahead, behind = line[:at], line[at:]
        if ahead.strip("-*0123456789. \t") and not ahead[-1:].isspace():
            words = f"\n{words}" if "\n" in words else f" {words}"
        if behind.strip() and not behind[:1].isspace():
            words = f"{words} "
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def _tell(self, sentence: str) -> None:
        if self._editor.workspace is not None:
            self._editor.workspace.told.emit(sentence)
