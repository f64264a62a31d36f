"""The headings of a copied table: names folded for comparison, and the periods that they name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cspdesk.domain import months
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period

_LONGEST = 90
"""Characters of a heading's levels together beyond which it names no period."""
_LONGEST_NAME = 1_000
"""Characters of a name that are compared; no title comes near it."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and of joining, which change no name."""

_ACTUAL = "actuals?|figures?|outturn|results?|performance|number|value"
_ROLE = re.compile(
    rf"^(?P<first>targets?|{_ACTUAL})\b[ :-]*|[ :(-]*\b(?P<last>targets?|{_ACTUAL})\)?$", re.IGNORECASE
)
_OTHER = frozenset(
    (
        *("unit", "units", "measured in", "frequency", "polarity", "no", "no.", "ref", "reference", "source"),
        *("total", "totals", "all", "sum", "overall", "grand total", "overall total", "year to date", "ytd"),
        *("comment", "comments", "commentary", "note", "notes", "owner", "lead", "baseline"),
        *("trend", "rag", "status", "rag status", "direction", "direction of travel"),
        *("change", "% change", "%", "variance"),
    )
)
"""Headings that hold no figures of a period, folded: no question is asked about them."""

_BARE_QUARTER = re.compile(r"(?:quarter|qtr\.?|q) ?([1-4])", re.IGNORECASE | re.ASCII)
_BARE_MONTHS = re.compile(
    rf"{months.PATTERN} ?(?:-|to) ?(?P<last>{months.PATTERN})", re.IGNORECASE | re.ASCII
)
_BRACKETED = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
_YEAR_NAMED = re.compile(r"\b(20[0-9]{2}) ?[-/] ?(20)?([0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a column says."""

    words: str
    period: Period | None = None
    is_target: bool = False
    is_bare: bool = False
    """Whether it names no year ("Q1"), so that one had to be taken."""
    is_other: bool = False
    """Whether it is known to head no figures of a period: a unit, a total, a comment."""


def fold(text: str) -> str:
    """Return a name in small letters, without the marks that people set between its parts."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text[:_LONGEST_NAME]))
    return " ".join(re.sub(r"[^\w.%£&+]+", " ", plain.casefold()).split()).strip(" .")


def is_left_out(text: str) -> bool:
    """Whether a row or column of that name is left out without a question: a total, a unit."""
    return fold(text) in _OTHER


def year_in(texts: Sequence[str]) -> int | None:
    """Return the one financial year that lines above a table name, by its first calendar year."""
    found = {
        int(year)
        for text in texts
        for year, _, last in _YEAR_NAMED.findall(text[:_LONGEST_NAME])
        if (int(year) + 1) % 100 == int(last)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def read_heading(levels: tuple[str, ...], year: int) -> Heading:
    """Return what a heading of one or more lines says, the top one first.

    `year` is the first calendar year of the financial year to which a bare "Q1" belongs. A lowest line of
    neither period nor "Target" nor "Actual" makes it no period: it is then some cell of the table.
    """
    cleaned = [_UNSEEN.sub("", " ".join(each.split())) for each in levels]
    words = " ".join(each for each in cleaned if each)
    if not words or len(words) > _LONGEST:
        return Heading(words)
    if any(fold(each) in _OTHER for each in cleaned):
        return Heading(words, is_other=True)
    is_target = False
    parts: list[str] = []
    for each in cleaned:
        role = _ROLE.search(each)
        if role:
            is_target |= (role["first"] or role["last"]).lower().startswith("target")
        if rest := _ROLE.sub("", each, count=1).strip(" :()"):
            # Only a whole heading has both its brackets.
            parts.append(each if not role else rest)
    period, is_bare = _period(parts, year)
    return Heading(words, period, is_target, is_bare)


def _period(parts: Sequence[str], year: int) -> tuple[Period | None, bool]:
    """The period that the parts of a heading name together, and whether a year was taken for it."""
    for text in (" ".join(parts), " ".join(reversed(parts))):
        if (found := _full(text)) is not None:
            return found, False
    pieces = [piece for part in parts for piece in _pieces(part)]
    if not pieces:
        return None, False
    fulls = {found for piece in pieces if (found := _full(piece)) is not None}
    bares = {found for piece in pieces if _full(piece) is None and (found := _bare(piece, year)) is not None}
    if sum(_full(piece) is not None or _bare(piece, year) is not None for piece in pieces) < len(pieces):
        return None, False
    if len(fulls) == 1:
        full = fulls.pop()
        indices = {bare.index for bare in bares}
        if full.grain is Grain.YEAR and len(indices) == 1:
            return Period.quarter(full.year, indices.pop()), False
        return (full, False) if indices <= {full.index} else (None, False)
    return (bares.pop(), True) if not fulls and len(bares) == 1 else (None, False)


def _pieces(part: str) -> Iterator[str]:
    """A part of a heading, or what stands outside and inside of its brackets: "Q4 (Jan to Mar 2016)"."""
    found = _BRACKETED.fullmatch(part)
    texts = (f"{found[1]} {found[3]}", found[2]) if found else (part,)
    return (piece for text in texts if (piece := " ".join(text.split())))


def _full(text: str) -> Period | None:
    if not any(letter.isdecimal() for letter in text):
        return None
    try:
        period = parse_period(text)
    except PeriodError:
        return None
    return None if period.grain is Grain.MONTH else period


def _bare(text: str, year: int) -> Period | None:
    """A quarter without its year: "Q1", "Quarter 1", "Apr-Jun"."""
    if found := _BARE_QUARTER.fullmatch(text):
        return Period.quarter(year, int(found[1]))
    plain = text.replace("\u2013", "-").replace("\u2014", "-")
    if found := _BARE_MONTHS.fullmatch(plain):
        return _full(f"{plain} {year + (months.month_number(found['last']) <= 3)}")
    return None
