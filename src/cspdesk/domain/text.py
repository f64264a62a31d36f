"""Text that a person writes: its marks (bullets, numbers, bold, links, live fields) and its cleaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_TEXT = 32_000
"""The most characters a text may hold: Excel cuts a cell at 32,767."""


class LineKind(StrEnum):
    """How a line of text is set."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Span:
    """Words set alike within a line."""

    text: str
    bold: bool = False
    address: str = ""
    """Where the words lead when they are a link: http, https or mailto; in a pack also "#" and an anchor."""
    field: str = ""
    """What stands between the braces of a live field ("2.1 change"); `text` then has the braces too."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, bullet or numbered line; never without words."""

    kind: LineKind
    spans: tuple[Span, ...]
    number: int = 0
    """The number as typed of a numbered line, else 0."""

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be kept, and what had to be taken out of it."""

    text: str
    removed: str = ""
    """What was taken out, in words ("2 control characters were removed"), or ""."""


# Each alternative stops at the next opening mark of its own kind and never steps back (*+, ++), so that a
# text of nothing but opening marks is read in one pass.
_BREAK = re.compile("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PREFIX = re.compile(r"(?:(?P<bullet>-)|(?P<number>[0-9]{1,3})\.)[ \t]+")
_ADDRESS = r"(?:https?://|mailto:)(?:[^()\s]|\([^()\s]*+\))++"
_MARK = re.compile(
    r"(?P<brace>\{\{)"
    r"|\{\s*+(?P<field>[^{}\s][^{}]*+)\}"
    r"|(?P<bold>(?<!\*)\*\*(?!\*))"
    rf"|\[(?P<words>\s*+[^\[\]\s][^\[\]]*+)\]\((?P<address>{_ADDRESS})\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line before its bold marks are paired."""

    text: str
    address: str = ""
    field: str = ""
    may_open: bool = False
    may_close: bool = False


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text with their marks understood; blank lines are left out.

    Marks that are not balanced, and links to anything but http, https and mailto, stay as typed.
    """
    found = (_line(raw.strip()) for raw in _BREAK.split(text))
    return tuple(line for line in found if line is not None)


def plain(text: str) -> str:
    """The same words without marks, a line for each; numbered lines keep their numbers."""
    return unmarked(lines(text))


def unmarked(found: Iterable[Line]) -> str:
    """The words of lines without marks, a line for each; numbered lines keep their numbers."""
    return "\n".join(
        f"{line.number}. {line.text}" if line.kind is LineKind.NUMBERED else line.text for line in found
    )


def shortened(text: str, longest: int = 60) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest and len(text) <= 4 * longest else line[: longest - 1].rstrip() + "…"


def escaped(words: str) -> str:
    """The words as a text keeps them: a brace of their own is doubled, so that it opens no live field."""
    return words.replace("{", "{{")


def clean(raw: str) -> Cleaned:
    """The text with every kind of line break as "\\n" and without characters that no document can carry.

    Vertical tabs and form feeds become line breaks; other control characters but tab, halves of
    surrogate pairs and the two code points that XML refuses are taken out. Cleaning twice changes nothing.
    """
    text, count = _FORBIDDEN.subn("", _BREAK.sub("\n", raw))
    if not count:
        return Cleaned(text)
    words = "1 control character was removed" if count == 1 else f"{count:,} control characters were removed"
    return Cleaned(text, words)


def _line(raw: str) -> Line | None:
    kind, number = LineKind.PARAGRAPH, 0
    if prefix := _PREFIX.match(raw):
        raw = raw[prefix.end() :]
        if prefix["bullet"]:
            kind = LineKind.BULLET
        else:
            kind, number = LineKind.NUMBERED, int(prefix["number"])
    spans = _spans(list(_pieces(raw)))
    return Line(kind, spans, number) if spans else None


def _pieces(raw: str, address: str = "") -> Iterator[_Piece]:
    """Cut a line at its marks; the words of a link are cut again, all with its address."""
    at = 0
    for mark in _MARK.finditer(raw):
        if at < mark.start():
            yield _Piece(raw[at : mark.start()], address)
        if mark["brace"]:
            yield _Piece("{", address)
        elif mark["field"]:
            yield _Piece(mark[0], address, field=mark["field"].strip())
        elif mark["bold"]:
            before, after = raw[max(mark.start() - 1, 0) : mark.start()], raw[mark.end() : mark.end() + 1]
            yield _Piece(
                "**",
                address,
                may_open=bool(after) and not after.isspace(),
                may_close=bool(before) and not before.isspace(),
            )
        else:
            yield from _pieces(mark["words"], mark["address"])
        at = mark.end()
    if at < len(raw):
        yield _Piece(raw[at:], address)


def _spans(pieces: list[_Piece]) -> tuple[Span, ...]:
    """Pair the bold marks and join neighbours that are set alike."""
    marks: set[int] = set()
    opened = -1
    for index, piece in enumerate(pieces):
        if opened < 0 and piece.may_open:
            opened = index
        elif opened >= 0 and piece.may_close:
            marks |= {opened, index}
            opened = -1
    styles: list[Span] = []
    texts: list[list[str]] = []
    bold = False
    for index, piece in enumerate(pieces):
        if index in marks:
            bold = not bold
            continue
        style = Span("", bold, piece.address, piece.field)
        if styles and not piece.field and styles[-1] == style:
            texts[-1].append(piece.text)
        else:
            styles.append(style)
            texts.append([piece.text])
    return tuple(
        Span("".join(parts), style.bold, style.address, style.field)
        for parts, style in zip(texts, styles, strict=True)
    )
