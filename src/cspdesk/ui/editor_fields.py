"""The live fields of one editor: what they say, their marks, and turning them into plain text and back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from cspdesk.analysis.live_fields import FieldPlace, Offer, Said, matching, offers, say
from cspdesk.desk.document import Document
from cspdesk.desk.field_edits import (
    FieldAt,
    Stretch,
    field_at,
    fields_in,
    figures_around,
    opens_sentence,
)
from cspdesk.desk.field_periods import period_offers
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.text import escaped, shortened
from cspdesk.ui.spell_marks import SpellMarks
from cspdesk.ui.text_positions import in_python, in_qt

_MOST_OFFERED = 4
"""So many fields at most are offered in a menu for a figure."""


class EditorFields(QObject):
    """What the fields of a text say, by the document and the place in it that the text belongs to."""

    changed = Signal()
    """Fields may say something else: a figure was edited, or another text stands in the editor."""
    figures_changed = Signal()
    """The same, whether the text has fields or not."""

    def __init__(self, editor: QPlainTextEdit, marks: SpellMarks, pop_up: Callable[[QMenu], object]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._marks = marks
        self._pop_up = pop_up
        """Shows a menu under the caret."""
        self._workspace: Workspace | None = None
        self._listening_to: Document | None = None
        self._said_of: tuple[Snapshot | None, FieldPlace | None] = (None, None)
        self._said: dict[str, Said] = {}
        self._is_stale = True
        """Whether figures may have changed since the fields were last marked: they are when they are seen."""
        self.place: FieldPlace | None = None
        """The measure and quarter of which a field of this text speaks."""

    def follow(self, workspace: Workspace) -> None:
        """Say figures of the document that is open in a workspace, now and when they change."""
        if self._workspace is None:
            self._workspace = workspace
            workspace.document_changed.connect(self._listen)
            self._listen()
        if self._is_stale:
            self.renew()

    def stand_at(self, place: FieldPlace | None) -> None:
        """Say figures of a place; None where fields mean nothing."""
        if place != self.place:
            self.place = place
            self.renew()

    # ------------------------------------------------------------------ what fields say

    @property
    def snapshot(self) -> Snapshot | None:
        """The document that the text belongs to."""
        document = self._workspace.document if self._workspace is not None else None
        return document.snapshot if document is not None else None

    @property
    def can_say(self) -> bool:
        """Whether fields can stand in this text."""
        return self.place is not None and self.snapshot is not None

    def said(self, words: str) -> Said | None:
        """Return what a field says now; None where no document is known."""
        snapshot, place = self.snapshot, self.place
        if snapshot is None or place is None:
            return None
        if self._said_of[0] is not snapshot or self._said_of[1] != place:
            self._said_of = (snapshot, place)
            self._said.clear()
        found = self._said.get(words)
        if found is None:
            found = self._said[words] = say(snapshot, words, place)
        return found

    def problem(self, words: str) -> str | None:
        """Return why a field cannot be said, "" where it can be; None where fields mean nothing here."""
        found = self.said(words)
        return found.problem if found is not None else None

    def in_words(self) -> str:
        """Return for a screen reader how many fields the text has, and why the first cannot be said."""
        found = list(fields_in(self._editor.toPlainText())) if self.can_say else []
        if not found:
            return ""
        count = "1 live figure" if len(found) == 1 else f"{len(found):,} live figures"
        problem = next(filter(None, (self.problem(field.words) for field in found)), "")
        return f"{count} in the text. {problem}".strip()

    def offers(self, typed: str) -> tuple[Offer, ...]:
        """Return what a brace at the caret, with the words typed behind it, can become."""
        snapshot, place = self.snapshot, self.place
        if snapshot is None or place is None:
            return ()
        block = self._editor.textCursor().block().text()
        at = in_python(block, self._editor.textCursor().positionInBlock()) - len(typed) - 1
        is_opening = opens_sentence(block, at)
        found = offers(snapshot, place, typed, is_opening=is_opening)
        there = {offer.field for offer in found}
        dated = period_offers(snapshot, place, typed, is_opening=is_opening)
        return (*found, *(offer for offer in dated if offer.field not in there))

    def renew(self) -> None:
        """Mark the fields anew, once they can be seen."""
        self._is_stale = not self._editor.isVisible()
        if not self._is_stale:
            self._marks.renew_fields()
            self.changed.emit()
            self.figures_changed.emit()

    # ------------------------------------------------------------------ plain text and back

    def turn(self) -> None:
        """Turn the fields at the caret or in what is selected into plain text, or a figure into a field."""
        cursor, text = self._editor.textCursor(), self._editor.toPlainText()
        start, end = in_python(text, cursor.selectionStart()), in_python(text, cursor.selectionEnd())
        at_caret = field_at(text, start, end)
        chosen = [at_caret] if at_caret else [f for f in fields_in(text) if start <= f.start and f.end <= end]
        if chosen:
            self._make_plain(text, chosen)
            return
        found = self._live_for(text, start, end)
        if len(found) == 1:
            self._make_live(*found[0])
        elif found:
            menu = QMenu(self._editor)
            self._add_live(menu, text, found)
            menu.setActiveAction(menu.actions()[0])
            self._pop_up(menu)
        else:
            self._tell(self._why_none(text, start, end))

    def turn_all(self) -> None:
        """Turn every live field of the text into plain text."""
        text = self._editor.toPlainText()
        found = list(fields_in(text))
        if found:
            self._make_plain(text, found)
        else:
            self._tell("This text has no live field.")

    def fill_menu(self, menu: QMenu, position: int) -> None:
        """Add to a menu what can be done about fields at a position of the editor."""
        text = self._editor.toPlainText()
        cursor = self._editor.textCursor()
        start = end = in_python(text, position)
        if cursor.selectionStart() <= position <= cursor.selectionEnd():
            start, end = in_python(text, cursor.selectionStart()), in_python(text, cursor.selectionEnd())
        all_fields = list(fields_in(text))
        field = field_at(text, start, end)
        said = self.said(field.words) if field is not None else None
        if field is not None and said is not None:
            if said.problem:
                menu.addAction(_literal(said.problem)).setEnabled(False)
            else:
                act = menu.addAction(_literal(f"Turn into plain text ({_short(said.words)})") + "\tCtrl+L")
                act.triggered.connect(lambda _checked=False: self._make_plain(text, [field]))
        if all_fields and self.can_say:
            every = menu.addAction("Turn all live fields into plain text\tCtrl+Shift+L")
            every.triggered.connect(lambda _checked=False: self.turn_all())
        if field is None:
            self._add_live(menu, text, self._live_for(text, start, end))

    def _add_live(self, menu: QMenu, text: str, found: list[tuple[Stretch, Offer]]) -> None:
        for place, (stretch, offer) in enumerate(found):
            words = text[stretch.start : stretch.end]
            keys = "" if place or len(found) > 1 else "\tCtrl+L"
            act = menu.addAction(_literal(f"Keep '{_short(words)}' live: {{{offer.field}}}") + keys)
            act.setToolTip(offer.about)
            act.triggered.connect(
                lambda _checked=False, there=stretch, chosen=offer: self._make_live(there, chosen)
            )

    def _live_for(self, text: str, start: int, end: int) -> list[tuple[Stretch, Offer]]:
        """What is selected, or the figure at a place, with the fields that print it."""
        snapshot, place = self.snapshot, self.place
        if snapshot is None or place is None:
            return []
        found = []
        for stretch in figures_around(text, start, end):
            words = text[stretch.start : stretch.end]
            found += [(stretch, offer) for offer in matching(snapshot, words, place)[:_MOST_OFFERED]]
        return found[:_MOST_OFFERED]

    def _make_live(self, stretch: Stretch, offer: Offer) -> None:
        self._put([(stretch, f"{{{offer.field}}}")])

    def _make_plain(self, text: str, found: list[FieldAt]) -> None:
        parts, problems = [], []
        for field in found:
            said = self.said(field.words)
            if said is None or said.problem:
                problems.append(said.problem if said is not None else "")
            else:
                parts.append((Stretch(field.start, field.end), escaped(said.words)))
        if self._editor.toPlainText() == text:
            self._put(parts)
        if any(problems):
            count = "A live field stays" if len(problems) == 1 else f"{len(problems)} live fields stay"
            self._tell(f"{count} in braces. {next(filter(None, problems))}")

    def _put(self, parts: list[tuple[Stretch, str]]) -> None:
        """Put words in place of stretches of the text, as one step of undo."""
        if not parts:
            return
        text, document = self._editor.toPlainText(), self._editor.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        # From the end, so that the places before it stay true.
        for stretch, words in sorted(parts, reverse=True):
            cursor.setPosition(in_qt(text, stretch.start))
            cursor.setPosition(in_qt(text, stretch.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words)
        cursor.endEditBlock()
        if len(parts) == 1:
            self._editor.setTextCursor(cursor)

    def _why_none(self, text: str, start: int, end: int) -> str:
        stretches = figures_around(text, start, end)
        if not stretches:
            return "Put the caret in a figure or a live field, or select words that a live field prints."
        words = text[stretches[-1].start : stretches[-1].end]
        return f"No live field prints '{_short(words)}' here."

    # ------------------------------------------------------------------ following the document

    def _listen(self) -> None:
        document = self._workspace.document if self._workspace is not None else None
        if document is not self._listening_to:
            self._listening_to = document
            if document is not None:
                document.changed.connect(self._take)

    def _take(self, _change_set: ChangeSet) -> None:
        if self._marks.has_fields or not self._editor.isVisible():
            self.renew()
        else:
            self.figures_changed.emit()

    def _tell(self, sentence: str) -> None:
        if self._workspace is not None:
            self._workspace.told.emit(sentence)


def _short(words: str) -> str:
    return shortened(words, 40)


def _literal(words: str) -> str:
    """Words for a menu, where "&" would underline a letter."""
    return words.replace("&", "&&")
