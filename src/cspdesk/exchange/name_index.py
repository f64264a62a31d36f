"""Looking names up: exactly, without regard to case and blanks, and at each " > "."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Id = TypeVar("Id", bound=str)


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


def fold(text: str) -> str:
    """The text in small letters with single blanks."""
    return " ".join(text.casefold().split())
