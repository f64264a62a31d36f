"""Live fields in a text that is being written: where they stand, where one begins, and what could be one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cspdesk.analysis.live_fields import FieldPlace, expanded, fields
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.text import plain

_LONGEST = 120
"""The most characters between a brace and the caret while a field is still being typed."""
_FIGURE = re.compile(r"[£+−-]?[0-9]++(?:,[0-9]++)*+(?:\.[0-9]++)?%?")
_WORD = re.compile(r"[ \t\u00a0]?[^\W\d_][\w'’-]*+", re.UNICODE)
_MOST_WORDS = 2
_STOP = re.compile(r"[.!?]\s")
_MOST_PRINTED = 600
"""The most characters of what a text prints that are told under it."""


class FieldAt(NamedTuple):
    """A live field of a text: `text[start:end]` has its braces, `words` stand between them."""

    start: int
    end: int
    words: str


class Stretch(NamedTuple):
    """Part of a text: `text[start:end]`."""

    start: int
    end: int


def fields_in(text: str) -> Iterator[FieldAt]:
    """Return the live fields of a text in order; those that name nothing are among them."""
    if "{" in text:
        yield from (FieldAt(*found) for found in fields(text))


def field_at(text: str, start: int, end: int) -> FieldAt | None:
    """Return the field that holds all of a stretch, its own braces included."""
    return next((field for field in fields_in(text) if field.start <= start and end <= field.end), None)


def begun_at(text: str, at: int) -> int | None:
    """Return where the brace stands behind which somebody types a field; None where nobody does.

    `at` is the caret's place. A brace that is doubled stands for itself, and a field ends with its line.
    """
    ahead = text[max(0, at - _LONGEST) : at]
    brace = ahead.rfind("{")
    if brace < 0 or any(mark in ahead[brace:] for mark in "}\n"):
        return None
    # In a row of braces each pair is one brace: only what is left over begins a field.
    row = len(ahead[: brace + 1]) - len(ahead[: brace + 1].rstrip("{"))
    return None if row % 2 == 0 else at - len(ahead) + brace


def opens_sentence(text: str, at: int) -> bool:
    """Whether words put in at a place begin a sentence: they are the first of a line, or behind a stop."""
    ahead = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    return not ahead.strip("-*0123456789. \t") or (ahead[-1] in ".!?" and text[at - 1].isspace())


def printed(snapshot: Snapshot, text: str, place: FieldPlace) -> str:
    """Return the sentences of a text that hold live fields, as they will print; "" where none can be said."""
    said: list[str] = []
    for raw in text.splitlines() if "{" in text else ():
        whole = expanded(snapshot, raw, place)
        end = 0
        for piece in whole.pieces:
            if piece.said.problem or piece.said_start < end:
                continue
            stops = [stop.end() for stop in _STOP.finditer(whole.text, end, piece.said_start)]
            begin = stops[-1] if stops else end
            after = _STOP.search(whole.text, piece.said_end)
            end = after.start() + 1 if after else len(whole.text)
            said.append(whole.text[begin:end].strip())
    words = " ".join(plain(each).strip() for each in said)
    return words if len(words) <= _MOST_PRINTED else f"{words[: _MOST_PRINTED - 1].rstrip()}…"


def figures_around(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Return what could be a live field: what is selected, else the figure at the caret, the longest first.

    A figure is offered with the word or two behind it ("110 offences") and alone ("110").
    """
    if start != end:
        chosen = text[start:end]
        ahead = len(chosen) - len(chosen.lstrip())
        trimmed = Stretch(start + ahead, start + ahead + len(chosen.strip()))
        return (trimmed,) if chosen.strip() and field_at(text, *trimmed) is None else ()
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    words = text[line : stop if stop >= 0 else len(text)]
    for found in _FIGURE.finditer(words):
        if line + found.start() <= start <= line + found.end():
            if field_at(text, start, start) is not None:
                return ()
            ends = [found.end()]
            while len(ends) <= _MOST_WORDS and (more := _WORD.match(words, ends[-1])) is not None:
                ends.append(more.end())
            return tuple(Stretch(line + found.start(), line + each) for each in reversed(ends))
    return ()
