"""Layouts: what a pack shows and in which order, as readable text: the program's, and the file's own."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from cspdesk.domain.errors import InputError
from cspdesk.domain.resources import resource
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Layout

DEFAULT = "board"

Option = str | int | bool


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column of a part's table."""

    show: str
    """What it holds: a name of `pack.columns`, or of the part's own columns."""
    heading: str
    weight: int = 10
    """Its share of the width."""
    optional: bool = False
    """Left out where it would be empty from top to bottom."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pack: what it shows, under which heading, in which columns."""

    show: str
    """A name of `pack.makers`."""
    heading: str | None = None
    """The partnership's own words; None for the part's usual ones, "" for no heading."""
    columns: tuple[LayoutColumn, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    on: bool = True
    """Whether it is shown."""

    def option(self, name: str, usual: Option) -> Option:
        """Return what is chosen for an option, or what is usual."""
        return self.options.get(name, usual)


@dataclass(frozen=True, slots=True)
class PackLayout:
    """The arrangement of a pack: its parts before, for each and after the priorities."""

    name: str
    title: str
    """The pack's title on its cover."""
    about: str
    front: tuple[Part, ...]
    priority: tuple[Part, ...]
    """The parts of each priority's page, in order."""
    back: tuple[Part, ...]


AREAS = ("front", "priority", "back")


@cache
def shipped(name: str) -> PackLayout:
    """Return a layout that comes with the program; raises InputError naming those there are."""
    if name not in shipped_names():
        raise InputError(f"There is no layout '{name}'. Choose one of: {', '.join(shipped_names())}.")
    return read_layout(name, resource("layouts", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def shipped_names() -> tuple[str, ...]:
    """Return the names of the program's own layouts, the default first."""
    found = sorted(path.stem for path in resource("layouts").glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def layout(name: str, snapshot: Snapshot | None = None) -> PackLayout:
    """Return a layout, the file's own of that name first; raises InputError naming those there are."""
    own = snapshot.of(Layout).get(name) if snapshot is not None else None
    if own is not None:
        return read_layout(name, own.body)
    if name not in shipped_names():
        raise InputError(f"There is no layout '{name}'. Choose one of: {', '.join(names(snapshot))}.")
    return shipped(name)


def names(snapshot: Snapshot | None = None) -> tuple[str, ...]:
    """Return the names of all layouts: the program's, the default first, then the file's own."""
    own = [row.name for row in snapshot.of(Layout)] if snapshot is not None else []
    return tuple(dict.fromkeys((*shipped_names(), *own)))


def read_layout(name: str, text: str) -> PackLayout:
    """Return the layout that a text describes; raises InputError saying what is wrong with it."""
    try:
        given = tomllib.loads(text)
        return PackLayout(
            name,
            str(given["title"]),
            str(given.get("about", "")),
            *(tuple(map(_part, given.get(area, ()))) for area in AREAS),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"The layout '{name}' cannot be read: {error}.") from error


def layout_text(arrangement: PackLayout) -> str:
    """Return a layout as text, which `read_layout` reads back to the same."""
    lines = [f"title = {_quoted(arrangement.title)}", f"about = {_quoted(arrangement.about)}"]
    for area in AREAS:
        for part in getattr(arrangement, area):
            lines += ["", f"[[{area}]]", f"show = {_quoted(part.show)}"]
            if part.heading is not None:
                lines.append(f"heading = {_quoted(part.heading)}")
            if not part.on:
                lines.append("on = false")
            lines += [f"{key} = {_quoted(value)}" for key, value in part.options.items()]
            if part.columns:
                lines += ["columns = [", *(f"    {_column_text(column)}," for column in part.columns), "]"]
    return "\n".join(lines) + "\n"


def with_parts(arrangement: PackLayout, area: str, parts: tuple[Part, ...]) -> PackLayout:
    """Return a layout with other parts in one of its AREAS."""
    changed: dict[str, Any] = {area: parts}
    return replace(arrangement, **changed)


_KNOWN = ("show", "heading", "columns", "on")


def _part(given: dict[str, Any]) -> Part:
    columns = tuple(
        LayoutColumn(c["show"], c["heading"], int(c.get("weight", 10)), bool(c.get("optional", False)))
        for c in given.get("columns", ())
    )
    options = {key: value for key, value in given.items() if key not in _KNOWN}
    heading = given.get("heading")
    return Part(given["show"], heading, columns, options, bool(given.get("on", True)))


def _column_text(column: LayoutColumn) -> str:
    optional = ", optional = true" if column.optional else ""
    return (
        f"{{ show = {_quoted(column.show)}, heading = {_quoted(column.heading)}, "
        f"weight = {column.weight}{optional} }}"
    )


def _quoted(value: Option) -> str:
    # What JSON writes of a string, a whole number or a truth value is what TOML reads.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
