"""The words of a line that can be judged: what is a live field, an address or a code is left out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FIELD = re.compile(r"\{[^{}]*\}")
_CHUNK = re.compile(r"\S+")
# Letters with apostrophes between them, with no digit on either side: "Q4" and "2nd" are no words.
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]++(?:['’][^\W\d_]++)*+(?!\w)")
_CAPITALS = re.compile(r"[A-Z]{2,}(?:['’]?s)?")


class Found(NamedTuple):
    """A word and where it stands: `text[start:end]`."""

    word: str
    start: int
    end: int


def words(text: str) -> Iterator[Found]:
    """Return the words of a text, in order; those in live fields and addresses are left out."""
    for match in _WORD.finditer(_masked(text)):
        yield Found(match[0], match.start(), match.end())


def is_capitals(word: str) -> bool:
    """Whether a word is an abbreviation in capitals, also of several ("PCCs") or with its possessive."""
    return _CAPITALS.fullmatch(word) is not None


def _masked(text: str) -> str:
    """The text with blanks in place of what holds no words; every other character keeps its place."""
    if "{" in text:
        text = _FIELD.sub(_blanks, text)
    if "@" in text or "://" in text or "www." in text.casefold():
        text = _CHUNK.sub(_without_address, text)
    return text


def _without_address(chunk: re.Match[str]) -> str:
    """Blanks for an address; in "[their site](https://...)" the words before it stay."""
    whole = chunk[0]
    words_end = whole.find("](") + 1
    rest = whole[words_end:]
    if "@" in rest or "://" in rest or "www." in rest.casefold():
        return whole[:words_end] + " " * len(rest)
    return whole


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
