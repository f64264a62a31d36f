"""Layouts: what a pack shows and in which order, read from the text files that come with the program."""

import tomllib
from dataclasses import dataclass
from functools import cache

from cspdesk.domain.errors import InputError
from cspdesk.domain.resources import resource

DEFAULT = "board"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column of the measures table."""

    show: str
    heading: str
    weight: int
    optional: bool
    """Left out where it would be empty from top to bottom."""


@dataclass(frozen=True, slots=True)
class PackLayout:
    """The arrangement of a pack."""

    name: str
    title: str
    about: str
    parts: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]


@cache
def layout(name: str) -> PackLayout:
    """Return a layout by name; raises InputError naming those there are."""
    path = resource("layouts", f"{name}.toml")
    if name not in names():
        raise InputError(f"There is no layout '{name}'. Choose one of: {', '.join(names())}.")
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(
        LayoutColumn(c["show"], c["heading"], c["weight"], c.get("optional", False)) for c in text["columns"]
    )
    return PackLayout(name, text["title"], text["about"], tuple(text["parts"]), columns)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the layouts, the default first."""
    found = sorted(path.stem for path in resource("layouts").glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))
