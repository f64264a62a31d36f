"""Live fields in texts: said wherever a text is shown or printed, and never kept otherwise than as typed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cspdesk.analysis.live_field_offers import Offer, matching, offers
from cspdesk.analysis.live_field_saying import FieldPlace, Said, book_of, say
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.text import Line, Span, lines, unmarked

__all__ = [
    "Expanded",
    "FieldPlace",
    "Offer",
    "Piece",
    "Said",
    "expanded",
    "fields",
    "matching",
    "offers",
    "plainly",
    "resolved_lines",
    "said_lines",
    "say",
]

# As the marks of a text are read: "{{" is a brace, and a field stands within one line.
_FIELD = re.compile("\\{\\{|\\{(?P<field>[^{}\r\n\x0b\x0c\x85\u2028\u2029]*+)\\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A live field of a text."""

    start: int
    end: int
    """The field with its braces is `text[start:end]` of the text as it is kept."""
    field: str
    """What stands between the braces."""
    said: Said
    said_start: int
    said_end: int
    """Its words in the text with the fields said; the field itself where it cannot be said."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text with its live fields said; its other marks are still there."""

    text: str
    pieces: tuple[Piece, ...]
    """Its live fields, in order."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of this text stand in the text as it is kept.

        What lies within the words of a field is the whole field.
        """
        return self._source(start, is_end=False), self._source(end, is_end=True)

    @property
    def problems(self) -> tuple[Piece, ...]:
        """The fields that cannot be said."""
        return tuple(piece for piece in self.pieces if piece.said.problem)

    def _source(self, at: int, *, is_end: bool) -> int:
        # A stretch may begin where a field's words do, and end where they end.
        index = bisect_right(self.pieces, at - is_end, key=lambda piece: piece.said_start) - 1
        if index < 0:
            return at
        piece = self.pieces[index]
        if at < piece.said_end or (is_end and at == piece.said_end):
            return piece.end if is_end else piece.start
        return piece.end + at - piece.said_end


def fields(text: str) -> Iterator[tuple[int, int, str]]:
    """The live fields of a text: where each stands, braces included, and what stands between them."""
    for found in _FIELD.finditer(text):
        words = found["field"]
        if words and not words.isspace():
            yield found.start(), found.end(), words.strip()


def expanded(snapshot: Snapshot, text: str, place: FieldPlace) -> Expanded:
    """Return a text with its live fields said; one that cannot be said stays as it is."""
    if "{" not in text:
        return Expanded(text, ())
    book = book_of(snapshot)
    parts: list[str] = []
    pieces: list[Piece] = []
    kept = length = 0
    for start, end, field in fields(text):
        said = book.said(field, place)
        words = text[start:end] if said.problem else said.words
        parts += text[kept:start], words
        length += start - kept
        pieces.append(Piece(start, end, field, said, length, length + len(words)))
        length += len(words)
        kept = end
    parts.append(text[kept:])
    return Expanded("".join(parts), tuple(pieces))


def said_lines(
    snapshot: Snapshot, found: tuple[Line, ...], place: FieldPlace
) -> tuple[tuple[Line, ...], tuple[Said, ...]]:
    """Return lines with their live fields said, and those that cannot be: they stand there in braces."""
    if not any(span.field for line in found for span in line.spans):
        return found, ()
    book = book_of(snapshot)
    unsaid: list[Said] = []
    told: list[Line] = []
    for line in found:
        spans: list[Span] = []
        for span in line.spans:
            said = book.said(span.field, place) if span.field else None
            if said is not None and said.problem:
                unsaid.append(said)
                said = None
            _join(spans, span if said is None else replace(span, text=said.words, field=""))
        told.append(replace(line, spans=tuple(spans)))
    return tuple(told), tuple(unsaid)


def resolved_lines(snapshot: Snapshot, text: str, place: FieldPlace) -> tuple[Line, ...]:
    """Return the lines of a text with its live fields said; one that cannot be said stands in its braces."""
    return said_lines(snapshot, lines(text), place)[0]


def plainly(snapshot: Snapshot, text: str, place: FieldPlace) -> str:
    """Return a text's words without marks and with its live fields said, a line for each."""
    return unmarked(resolved_lines(snapshot, text, place))


def _join(spans: list[Span], span: Span) -> None:
    """Add a span, to the one before where they are set alike."""
    last = spans[-1] if spans else None
    if last and not last.field and not span.field and (last.bold, last.address) == (span.bold, span.address):
        spans[-1] = replace(last, text=last.text + span.text)
    else:
        spans.append(span)
