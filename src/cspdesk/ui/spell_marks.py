"""Wavy lines under words that are not in the dictionary, worked out paragraph by paragraph."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from cspdesk.desk.spelling import Spelling
from cspdesk.ui.theme import theme

_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


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

    def dress(self) -> None:
        """Mark in the colour of the theme that is now in use."""
        if self._ink != theme().warning:
            self._ink = theme().warning
            self.renew()

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
        """Mark the words of one paragraph."""
        spelling = self._spelling
        if spelling is None or not text:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(_WAVE)
        form.setUnderlineColor(self._ink)
        begin = self.currentBlock().position()
        places = _places(text)
        for found in spelling.wrong(text):
            start, end = (
                (found.start, found.end) if places is None else (places[found.start], places[found.end])
            )
            if not start < self._typed_at - begin <= end:
                self.setFormat(start, end - start, form)

    def _note_typing(self, position: int, _removed: int, added: int) -> None:
        # What is pasted or loaded is no typing.
        self._typed_at = position + added if added <= 1 else -1


def _marks_in(block: QTextBlock) -> Iterator[Mark]:
    if not block.isValid():
        return
    for found in block.layout().formats():
        if found.format.underlineStyle() == _WAVE:
            start = block.position() + found.start
            mark = Mark("", start, start + found.length)
            yield mark._replace(word=mark.cursor(block.document()).selectedText())


def _places(text: str) -> list[int] | None:
    """Where each character stands by Qt's count, which takes two for one beyond the 16-bit range.

    None where both counts agree, which is nearly always.
    """
    if text.isascii() or max(text) <= "\uffff":
        return None
    places, at = [0], 0
    for letter in text:
        at += 1 + (letter > "\uffff")
        places.append(at)
    return places
