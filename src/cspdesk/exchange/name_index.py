"""Looking names up: exactly, without regard to case and blanks, and at each " > "."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.text import shortened

Id = TypeVar("Id", bound=str)

_TOLD = 6
"""How many names a message lists."""


class UnresolvedError(Exception):
    """A name that stands for nothing, or for more than one thing; says which in words."""


def leads_to(find: Callable[[str], str], form: str, key: str) -> bool:
    """Whether a name stands for that row and no other."""
    try:
        return find(form) == key
    except UnresolvedError:
        return False


def by_name(pairs: Iterable[tuple[str, Id]]) -> dict[str, list[Id]]:
    """The keys by name; several may share one."""
    index: dict[str, list[Id]] = {}
    for text, key in pairs:
        index.setdefault(text.strip(), []).append(key)
    return index


def loosely(index: Mapping[str, list[Id]], text: str) -> list[Sequence[Id]]:
    """What a text names as it stands, then what it names without regard to case and blanks."""
    folded = fold(text)
    return [
        index.get(text, ()),
        [key for name, keys in index.items() if fold(name) == folded for key in keys],
    ]


def splits(text: str) -> list[tuple[str, str]]:
    """Every way to part a text at " > "."""
    return [(text[: at.start()].strip(), text[at.end() :].strip()) for at in re.finditer(" > ", text)]


def decision_parts(text: str) -> tuple[str, Period, int]:
    """The priority, the quarter and the count in `Priority > 2014-15Q1 > 1`; raises UnresolvedError."""
    parts = [part.strip() for part in text.rsplit(">", 2)]
    if len(parts) != 3 or not parts[2].isdecimal():
        raise UnresolvedError(f"'{shortened(text)}' names no decision; write 'Priority > 2014-15Q1 > 1'")
    try:
        period = parse_period(parts[1])
    except PeriodError as error:
        why = f"'{shortened(parts[1])}' is not a period"
        raise UnresolvedError(f"'{shortened(text)}' names no decision: {why}") from error
    # No document has so many that a longer number could be meant.
    return parts[0], period, int(parts[2]) if len(parts[2]) <= 9 else 0


def listed(names: Sequence[str], unnamed: str) -> str:
    """Return names as a message lists them: the first few of many, "none" where there is none."""
    told = [f"'{shortened(name)}'" if name else unnamed for name in names[:_TOLD]]
    return (", ".join(told) + (" and others" if len(names) > _TOLD else "")) or "none"


def fold(text: str) -> str:
    """The text in small letters with single blanks."""
    return " ".join(text.casefold().split())
