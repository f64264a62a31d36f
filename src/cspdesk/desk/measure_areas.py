"""A table of areas copied from elsewhere, read as a comparison to be looked at before it is entered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.commands.judgements import MAX_AREAS, PeerArea
from cspdesk.desk.entry_block import Block
from cspdesk.domain.figure_text import shown
from cspdesk.domain.numerals import NUMBER, number, tidy
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.snapshot import Snapshot

_DEEPEST = 12
"""Rows in which the headings are looked for, so that a title may stand above them."""
_HEADINGS = {
    "population": r"population|people|residents|persons|households|denominator",
    "value": r"(?:crime )?rate\b|.*\bper [0-9]|value|per ?cent|%",
    "count": r"count|number|total|offences|crimes|incidents|figure|numerator|volume",
    "area": r"areas?\b|csp|partnership|community safety partnership|council|authority|local authority"
    r"|district|borough|force|place|name|geography",
}
_FIGURE = re.compile(rf"£?(-?{NUMBER})%?")
_MEANS = re.compile(r"(?:group |msg )?(?:total|average|mean|median)s?|all areas|england(?: and wales)?")


@dataclass(frozen=True, slots=True)
class CopiedAreas:
    """The areas read from a copied table, and what was left out of it."""

    areas: tuple[PeerArea, ...]
    trouble: str = ""
    """Why there are none, or which rows were left out, in one sentence; "" where all were read."""

    def owned(self, place: int | None) -> "CopiedAreas":
        """Return the same with the area of that place marked as one's own; None marks none."""
        return replace(
            self, areas=tuple(replace(each, own=at == place) for at, each in enumerate(self.areas))
        )


def read_areas(block: Block, own_names: Sequence[str] = ()) -> CopiedAreas:
    """Return the areas of a copied table: Area with Count and Population, or with a Rate.

    An area with one of `own_names` in its name is marked as one's own. A line of totals or means is left
    out, as it is worked out here.
    """
    rows = [row for row in block.rows if any(row)]
    if not rows:
        return CopiedAreas((), "There is no table on the clipboard. Copy one with its headings.")
    found = _headed(rows)
    if found is None:
        return CopiedAreas(
            (), "The copied cells have no headings such as Area, Count and Population, or Area and Rate."
        )
    first, columns = found
    areas: list[PeerArea] = []
    left: list[str] = []
    for row in rows[first:]:
        cells = {name: _cell(row, column) for name, column in columns.items()}
        if not cells["area"] or _MEANS.fullmatch(tidy(cells["area"]).casefold()):
            continue
        area = _area(cells)
        if area is None or len(areas) == MAX_AREAS:
            left.append(cells["area"])
        else:
            areas.append(area)
    if not areas:
        return CopiedAreas((), "No row of the copied table holds an area and a number.")
    own = _own(areas, own_names)
    return CopiedAreas(tuple(areas), _left_out(left)).owned(own)


def own_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names by which a copied table may call one's own area."""
    row = partnership(snapshot)
    return tuple(name for name in (row.name,) if name)


def area_rows(areas: Sequence[PeerArea]) -> tuple[tuple[str, ...], ...]:
    """Return areas as a table with its headings, before they are entered; empty columns are left out."""
    headings = ("Area", "Count", "Population", "Rate given")
    rows = [
        (each.area, *(f"{v:,f}" if v is not None else "" for v in (each.count, each.population, each.value)))
        for each in areas
    ]
    kept = [place for place in range(len(headings)) if not place or any(row[place] for row in rows)]
    return tuple(tuple(line[place] for place in kept) for line in (headings, *rows))


def _headed(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """The first row under the headings, and which column is what."""
    for at, row in enumerate(rows[:_DEEPEST]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            words = tidy(cell).casefold()
            kind = next((name for name, pattern in _HEADINGS.items() if re.match(pattern, words)), None)
            if kind is not None:
                columns.setdefault(kind, place)
        has_figures = "value" in columns or "count" in columns
        if has_figures and "area" not in columns and 0 not in columns.values():
            # The first column names the areas, whatever stands above it.
            columns["area"] = 0
        if has_figures and "area" in columns:
            return at + 1, columns
    return None


def _cell(row: Sequence[str], column: int) -> str:
    return " ".join(row[column].split()) if column < len(row) else ""


def _area(cells: dict[str, str]) -> PeerArea | None:
    """One row; None where it holds nothing that can be compared."""
    read = {name: _number(cells.get(name, "")) for name in ("count", "population", "value")}
    if read["count"] is None and read["value"] is None:
        return None
    people = read["population"]
    return PeerArea(
        cells["area"],
        count=read["count"],
        population=people if people is not None and people > 0 else None,
        value=read["value"],
    )


def _number(text: str) -> Decimal | None:
    found = _FIGURE.fullmatch(tidy(text))
    if found is None:
        return None
    digits = found[1]
    value = number(digits.removeprefix("-"))
    return None if value is None else -value if digits.startswith("-") else value


def _own(areas: Sequence[PeerArea], names: Sequence[str]) -> int | None:
    """The one area that a name of one's own speaks of; None where none or several do."""
    plain = [_plain(each.area) for each in areas]
    for name in filter(None, map(_plain, names)):
        exact = [at for at, area in enumerate(plain) if area == name]
        near = exact or [at for at, area in enumerate(plain) if area and (area in name or name in area)]
        if len(near) == 1:
            return near[0]
    return None


def _plain(name: str) -> str:
    words = re.findall(r"[a-z]+", name.casefold())
    return " ".join(word for word in words if word not in ("csp", "community", "safety", "partnership"))


def _left_out(names: Sequence[str]) -> str:
    if not names:
        return ""
    named = ", ".join(shown(name) for name in names[:3])
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return f"Left out, as no number was read for them: {named}{more}."
