"""Wavy lines under words that are not in the dictionary, and a tint behind live fields, by paragraphs."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from cspdesk.desk.field_edits import fields_in
from cspdesk.desk.spelling import Spelling
from cspdesk.ui.text_positions import qt_places
from cspdesk.ui.theme import theme

_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
_FIELD = QTextFormat.Property.UserProperty + 1
"""Marks the look of a live field, which may have a wave of its own."""


class Mark(NamedTuple):
    """A marked word, in the positions of its document."""

    word: str
    start: int
    end: int

    def cursor(self, document: QTextDocument) -> QTextCursor:
        """Return a cursor that has the word selected."""
        made = QTextCursor(document)
        made.setPosition(self.start)
        made.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return made


class SpellMarks(QSyntaxHighlighter):
    """Marks the words of a text; only what was edited is looked through again.

    The word that is being typed is let alone until the cursor has left it.
    """

    renewed = Signal()
    """All marks were worked out anew."""

    def __init__(self, document: QTextDocument) -> None:
        # Before the highlighter's own listening, so that it knows where somebody types when it looks.
        document.contentsChange.connect(self._note_typing)
        super().__init__(document)
        self._typed_at = -1
        """The end of what was just typed, a position in the document; -1 once the cursor has left it."""
        self._spelling: Spelling | None = None
        self._is_stale = False
        self._ink = theme().warning
        self.problem_of: Callable[[str], str | None] = lambda _field: None
        """Why a live field cannot be said, "" where it can be; None where fields mean nothing."""
        self.is_seen = True
        """Whether the text can be seen; one that cannot is looked through when it comes to sight."""

    def follow(self, spelling: Spelling) -> None:
        """Mark what is wrong by a spelling, now and whenever it changes."""
        if spelling is not self._spelling:
            self._spelling = spelling
            spelling.changed.connect(self.renew)
            self.renew()

    def renew(self) -> None:
        """Look through the whole text again, at once where it is seen, else when it comes to sight."""
        self._is_stale = True
        if self.is_seen:
            self.catch_up()

    @property
    def has_fields(self) -> bool:
        """Whether a brace stands in the text."""
        return bool(next(self._blocks_with_braces(), None))

    def renew_fields(self) -> None:
        """Mark the live fields anew: what they say may have changed."""
        for block in list(self._blocks_with_braces()):
            self.rehighlightBlock(block)

    def dress(self) -> None:
        """Mark in the colour of the theme that is now in use."""
        if self._ink != theme().warning:
            self._ink = theme().warning
            self.renew()
            self.renew_fields()

    def catch_up(self) -> None:
        """Look through the whole text if that is due."""
        if self._is_stale and self._spelling is not None and self._spelling.is_ready:
            self._is_stale = False
            self.rehighlight()
            self.renewed.emit()

    def leave_word(self, position: int) -> None:
        """Judge the word that was being typed, now that the cursor stands at another position."""
        if self._typed_at not in (-1, position):
            block = self.document().findBlock(self._typed_at)
            self._typed_at = -1
            if block.isValid():
                self.rehighlightBlock(block)

    def marks(self) -> Iterator[Mark]:
        """Return every marked word, in order."""
        block = self.document().begin()
        while block.isValid():
            yield from _marks_in(block)
            block = block.next()

    def mark_at(self, position: int) -> Mark | None:
        """Return the marked word at a position or ending there, else None."""
        block = self.document().findBlock(position)
        return next((mark for mark in _marks_in(block) if mark.start <= position <= mark.end), None)

    def highlightBlock(self, text: str) -> None:
        """Mark the words and the live fields of one paragraph."""
        if not text:
            return
        place = qt_places(text)
        if "{" in text:
            self._mark_fields(text, place)
        spelling = self._spelling
        if spelling is None:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(_WAVE)
        form.setUnderlineColor(self._ink)
        begin = self.currentBlock().position()
        for found in spelling.wrong(text):
            start, end = place(found.start), place(found.end)
            if not start < self._typed_at - begin <= end:
                self.setFormat(start, end - start, form)

    def _mark_fields(self, text: str, place: Callable[[int], int]) -> None:
        form = QTextCharFormat()
        form.setProperty(_FIELD, True)
        form.setBackground(theme().selection)
        wrong = QTextCharFormat(form)
        wrong.setUnderlineStyle(_WAVE)
        wrong.setUnderlineColor(theme().error)
        for field in fields_in(text):
            problem = self.problem_of(field.words)
            if problem is None:
                return
            start, end = place(field.start), place(field.end)
            self.setFormat(start, end - start, wrong if problem else form)

    def _blocks_with_braces(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            if "{" in block.text():
                yield block
            block = block.next()

    def _note_typing(self, position: int, _removed: int, added: int) -> None:
        # What is pasted or loaded is no typing.
        self._typed_at = position + added if added <= 1 else -1


def _marks_in(block: QTextBlock) -> Iterator[Mark]:
    if not block.isValid():
        return
    for found in block.layout().formats():
        if found.format.underlineStyle() == _WAVE and not found.format.hasProperty(_FIELD):
            start = block.position() + found.start
            mark = Mark("", start, start + found.length)
            yield mark._replace(word=mark.cursor(block.document()).selectedText())
