"""Merging the rows of a sheet into the document: matched rows change, the others are added, none goes."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from cspdesk.domain.catalogue import R, Row
from cspdesk.domain.ids import new_id
from cspdesk.domain.tables import Footnote, Meeting, Partner, Plan, Priority, Project, Series
from cspdesk.exchange.draft import Draft
from cspdesk.exchange.matching import Pass, in_order, matched
from cspdesk.exchange.sheet_reading import Entry, SheetReader, key_is_carried
from cspdesk.exchange.sheets import carried

# By which fields a row of the workbook is one of the document's, the closest likeness first. Tables that are
# not here and whose key the workbook does not carry match where all cells are equal.
_ALIKE: dict[type[Row], tuple[tuple[str, ...], ...]] = {
    Plan: (("title", "first_year", "last_year"), ("title",)),
    Priority: (("plan", "number", "title"), ("plan", "number"), ("plan", "title")),
    Series: (("measure", "label"),),
    Project: (("priority", "title"),),
    Meeting: (("title", "dated", "quarter"), ("title", "dated"), ("title", "quarter")),
    Partner: (("name",),),
    Footnote: (("marker", "text"),),
}


def merge(
    draft: Draft,
    reader: SheetReader,
    kind: type[R],
    entries: Sequence[Entry],
    settle: Callable[[R], R] = lambda row: row,
) -> list[R]:
    """Put a row for every entry and return them in the sheet's order.

    `settle` completes a row from its own fields: its reading, its quarter. Raises InputError where a key
    stands twice.
    """
    fresh = [_with(kind, entry, None) for entry in entries]
    if key_is_carried(kind.TABLE):
        _refuse_repeats(reader, kind, entries, [kind.TABLE.key_of(row) for row in fresh])
        present = {
            place: row
            for place, candidate in enumerate(fresh)
            if (row := draft.get(kind, kind.TABLE.key_of(candidate))) is not None
        }
    else:
        if kind is Series:
            labels = [tuple(getattr(row, name) for name in _ALIKE[kind][0]) for row in fresh]
            _refuse_repeats(reader, kind, entries, labels)
        present = matched(fresh, draft.rows(kind), _passes(kind, entries, settle))
    rows = [
        settle(_with(kind, entry, present[place]) if place in present else fresh[place])
        for place, entry in enumerate(entries)
    ]
    put_in_order(draft, rows, [f"{reader.shape.name} row {entry.line.number}" for entry in entries])
    return rows


def put_in_order(draft: Draft, rows: Sequence[R], places: Sequence[str]) -> None:
    """Put rows, new ones where the workbook has them among those there."""
    if not rows:
        return
    table = rows[0].TABLE
    place_of = {table.key_of(row): place for row, place in zip(rows, places, strict=True)}
    kind = type(rows[0])
    ordered = in_order(draft.rows(kind), rows, scope_of(kind)) if table.ordered else rows
    for row in ordered:
        draft.put(row, place_of.get(table.key_of(row), ""))


def scope_of(kind: type[R]) -> Callable[[R], Hashable]:
    """Return what rows are ordered within: the first row that each refers to."""
    parents = [field.name for field in carried(kind.TABLE) if field.reference]

    def scope(row: R) -> Hashable:
        return getattr(row, parents[0]) if parents else None

    return scope


def _with(kind: type[R], entry: Entry, present: R | None) -> R:
    """Return the entry's row: a new one, or the present one with what the workbook's cells say."""
    if present is not None:
        return replace(present, **entry.values)  # type: ignore[type-var]  # every row is a dataclass
    values: dict[str, Any] = dict(entry.values)
    if kind.TABLE.key[0].name == "id" and not kind.TABLE.key[0].has_default:
        values["id"] = new_id()
    return kind(**values)


def _passes(kind: type[R], entries: Sequence[Entry], settle: Callable[[R], R]) -> "Sequence[Pass[R, R]]":
    if kind in _ALIKE:
        first, *others = _ALIKE[kind]
        return [(_by(first), _by(first)), *((_by_more(names), _by_more(names)) for names in others)]
    names = tuple(sorted(entries[0].seen)) if entries else ()

    def cells(row: R) -> Hashable:
        settled = settle(row)
        return tuple(getattr(settled, name) for name in names)

    return [(cells, cells)]


def _by(names: tuple[str, ...]) -> Callable[[Row], Hashable]:
    return lambda row: tuple(getattr(row, name) for name in names)


def _by_more(names: tuple[str, ...]) -> Callable[[Row], Hashable | None]:
    """Compare by these fields where the last has something in it."""
    return lambda row: tuple(getattr(row, name) for name in names) if getattr(row, names[-1]) else None


def _refuse_repeats(
    reader: SheetReader, kind: type[Row], entries: Sequence[Entry], keys: Sequence[Hashable]
) -> None:
    first: dict[Hashable, int] = {}
    for entry, key in zip(entries, keys, strict=True):
        if key in first:
            heading = kind.TABLE.sheet if reader.shape.name == "Partnership" else _heading(reader, kind)
            raise reader.refusal(
                entry.line, heading, f"the row says again what row {first[key]} says; take one of them out"
            )
        first[key] = entry.line.number


def _heading(reader: SheetReader, kind: type[Row]) -> str:
    """The last column of a table's key: that in which a repeated row is to be mended."""
    keys = [field.column.heading for field in kind.TABLE.key if field.column.heading in reader.shape.headings]
    return keys[-1] if keys else "Series"
