"""The snapshot: the whole document at one moment, immutable, advanced by change sets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, cast

from cspdesk.domain.catalogue import CATALOGUE, Field, Key, R, Row, Stored, Table, recorded_tables
from cspdesk.domain.changes import ChangeSet, RowChange, keys_of
from cspdesk.domain.collector import at_rest
from cspdesk.domain.errors import RefusedError

_FEW = 2_000
"""The rows of so small a table are all made when one is asked for: in a tenth of the time."""

_Kept = tuple[Stored, ...]
"""A row as it is stored: its values in field order."""


class Rows(Generic[R]):
    """The rows of one table by key, with groups by a field's value built when first asked for.

    They are kept as they are stored. A row is made when it is first asked for: a view asks for a few hundred
    of tens of thousands, and opening a file or taking a large paste then lasts half as long.
    """

    __slots__ = ("_asked", "_groups", "_is_in_order", "_made", "_stored", "_table", "_values")

    def __init__(
        self,
        table: Table,
        stored: dict[Key, _Kept],
        made: dict[Key, R] | None = None,
        *,
        in_order: bool = False,
    ) -> None:
        self._table = table
        self._stored = stored
        self._is_in_order = in_order
        """Whether the dictionary itself holds the rows in order."""
        self._made = {} if made is None else made
        """The rows that were asked for."""
        self._groups: dict[str, dict[Any, tuple[Key, ...]]] = {}
        self._asked: dict[tuple[str, Any], tuple[R, ...]] = {}
        """The groups whose rows were asked for."""
        self._values: dict[tuple[str, str], frozenset[Any]] = {}

    def __len__(self) -> int:
        return len(self._stored)

    def __iter__(self) -> Iterator[R]:
        """Rows in order: by position, then by key."""
        self._put_in_order()
        return iter(self._rows(self._stored))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._table is other._table and self._stored == other._stored

    __hash__ = None  # type: ignore[assignment]  # compared by content, never a key

    def get(self, *key: Any) -> R | None:
        """Return the row of that key (domain values), or None."""
        stored = self._key(key)
        found = self._made.get(stored)
        if found is None and stored in self._stored:
            # Who asks for one figure of a series asks for the others next: together they take a third.
            group = self._groups.get(self._table.key[0].name, {}).get(key[0], (stored,))
            self._rows(group)
            found = self._made[stored]
        return found

    def holds(self, field: str, *key: Any) -> bool:
        """Whether there is a row of that key and a field of it is not empty; no row is made for it."""
        row = self._stored.get(self._key(key))
        return row is not None and row[self._table.place(field)] not in (None, "")

    def where(self, field: str, value: Any) -> tuple[R, ...]:
        """Return the rows whose field has that value, in order."""
        found = self._asked.get((field, value))
        if found is None:
            found = self._asked[field, value] = tuple(self._rows(self._group(field).get(value, ())))
        return found

    def values(self, field: str, *, filled: str = "") -> frozenset[Any]:
        """Return the different values of a field, where told only of rows in which another one is not None.

        No row is made for it.
        """
        found = self._values.get((field, filled))
        if found is not None:
            return found
        place = self._table.place(field)
        rows: Iterable[_Kept] = self._stored.values()
        if filled:
            needed = self._table.place(filled)
            rows = (row for row in rows if row[needed] is not None)
        different = set(map(itemgetter(place), rows))
        found = frozenset(self._table.field(field).decode_column(list(different)))
        self._values[field, filled] = found
        return found

    def advanced(self, changes: Iterable[RowChange]) -> "Rows[R]":
        """Return the rows after the changes, at most one for each key; this object stays as it is."""
        stored, made = dict(self._stored), dict(self._made)
        moved: list[tuple[Key, _Kept | None, _Kept | None]] = []
        edited: list[tuple[Key, _Kept, _Kept]] = []
        position = self._table.place("position") if self._table.ordered else None
        changes = list(changes)
        for key, (_, old, new, same) in zip(keys_of(self._table, changes), changes, strict=True):
            was, now = stored.get(key), new
            if was is not None:
                made.pop(key, None)
            if now is None:
                stored.pop(key, None)
            else:
                if old is not None and was is not None:
                    now = tuple(
                        [before if after is same else after for before, after in zip(was, now, strict=True)]
                    )
                stored[key] = now
            if was is None or now is None or (position is not None and was[position] != now[position]):
                moved.append((key, was, now))
            else:
                edited.append((key, was, now))
        # What stays keeps its place in the dictionary too.
        is_in_order = self._is_in_order and all(now is None for _, _, now in moved)
        after = Rows(self._table, stored, made, in_order=is_in_order)
        # A copy, because a job on another thread may ask for a further group meanwhile.
        after._groups = {
            name: after._regrouped(name, groups, moved, edited) for name, groups in dict(self._groups).items()
        }
        return after

    def _key(self, key: Sequence[Any]) -> Key:
        # A value of a wrong kind is in no key, so the checks of `Field.encode` can be left out.
        return tuple(
            [
                part if encode is None or part is None else encode(part)
                for encode, part in zip(self._table.key_encoders, key, strict=True)
            ]
        )

    def _rows(self, keys: Collection[Key]) -> list[R]:
        """Return the rows of keys that are there, made where they are not yet: many at once is quicker."""
        made = self._made
        lacking = [key for key in keys if key not in made]
        if lacking:
            if not made and len(self._stored) <= _FEW:
                # Of measures and series a view asks for all, one after the other.
                lacking = list(self._stored)
            rows = self._table.decode_all(list(map(self._stored.__getitem__, lacking)))
            made.update(zip(lacking, cast("list[R]", rows), strict=True))
        return list(map(made.__getitem__, keys))

    def _group(self, field: str) -> dict[Any, tuple[Key, ...]]:
        groups = self._groups.get(field)
        if groups is None:
            self._put_in_order()
            place = self._table.place(field)
            gathered: dict[Stored, list[Key]] = {}
            for key, row in self._stored.items():
                gathered.setdefault(row[place], []).append(key)
            values = self._table.field(field).decode_column(list(gathered))
            groups = self._groups[field] = dict(zip(values, map(tuple, gathered.values()), strict=True))
        return groups

    def _regrouped(
        self,
        field: str,
        before: dict[Any, tuple[Key, ...]],
        moved: Iterable[tuple[Key, _Kept | None, _Kept | None]],
        edited: Iterable[tuple[Key, _Kept, _Kept]],
    ) -> dict[Any, tuple[Key, ...]]:
        """Return the groups with only those rebuilt that a row leaves or joins."""
        place = self._table.place(field)
        gone: dict[Stored, set[Key]] = {}
        come: dict[Stored, list[Key]] = {}
        for key, was, now in (*moved, *(each for each in edited if each[1][place] != each[2][place])):
            if was is not None:
                gone.setdefault(was[place], set()).add(key)
            if now is not None:
                come.setdefault(now[place], []).append(key)
        groups = dict(before)
        stored = list(gone.keys() | come.keys())
        for kept, value in zip(stored, self._table.field(field).decode_column(stored), strict=True):
            left = gone.get(kept, ())
            members = [key for key in groups.pop(value, ()) if key not in left]
            if kept in come:
                members = self._in_order(members + come[kept])
            if members:
                groups[value] = tuple(members)
        return groups

    def _put_in_order(self) -> None:
        if not self._is_in_order:
            self._stored = {key: self._stored[key] for key in self._in_order(self._stored)}
            self._is_in_order = True

    def _in_order(self, keys: Iterable[Key]) -> list[Key]:
        if self._table.ordered:
            position = self._table.place("position")
            return sorted(keys, key=lambda key: (self._stored[key][position], key))
        return sorted(keys)


class Snapshot:
    """The whole document at one moment. Two snapshots are equal when all their rows are."""

    __slots__ = ("_tables", "sequence")

    def __init__(self, tables: Mapping[str, Rows[Any]], sequence: int) -> None:
        self._tables = tables
        self.sequence = sequence
        """The log's number of the last edit it contains."""

    @classmethod
    def of_rows(cls, rows: Iterable[Row], sequence: int = 0) -> "Snapshot":
        """Return the snapshot that holds these rows and no others."""
        gathered: dict[str, list[Row]] = {table.name: [] for table in recorded_tables()}
        for row in rows:
            gathered[row.TABLE.name].append(row)
        tables: dict[str, Rows[Any]] = {}
        for name, alike in gathered.items():
            table = CATALOGUE[name]
            columns = (
                _as_stored(field, [getattr(row, field.name) for row in alike]) for field in table.fields
            )
            stored = list(zip(*columns, strict=True))
            keys = list(table.stored_keys(stored))
            made = dict(zip(keys, alike, strict=True))
            tables[name] = Rows(table, dict(zip(keys, stored, strict=True)), made)
        return cls(tables, sequence)

    @classmethod
    def of_stored(
        cls, stored: Mapping[str, Sequence[tuple[Stored, ...]]], sequence: int, *, in_order: bool = False
    ) -> "Snapshot":
        """Return the snapshot of every recorded table's rows, given as stored values in field order.

        Raises what decoding them would; the rows themselves are made when they are asked for.
        """
        tables: dict[str, Rows[Any]] = {}
        for table in recorded_tables():
            kept = stored.get(table.name, ())
            table.check_all(kept)
            keyed = dict(zip(table.stored_keys(kept), kept, strict=True))
            tables[table.name] = Rows(table, keyed, in_order=in_order)
        return cls(tables, sequence)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]  # compared by content, never a key

    def of(self, row_type: type[R]) -> Rows[R]:
        """Return the rows of one table."""
        return cast("Rows[R]", self._tables[row_type.TABLE.name])

    def advanced(self, change_set: ChangeSet) -> "Snapshot":
        """Return the document after the change set, sharing every table that it did not touch."""
        tables = dict(self._tables)
        with at_rest():
            for name in change_set.tables & tables.keys():
                tables[name] = tables[name].advanced(change_set.by_table[name])
        return Snapshot(tables, change_set.sequence)


def _as_stored(field: Field, column: Sequence[Any]) -> Sequence[Any]:
    """Return a column as it is stored; a value that no file may hold stands for itself."""
    try:
        return field.encode_column(column)
    except RefusedError:
        return [_kept_or_itself(field, value) for value in column]


def _kept_or_itself(field: Field, value: Any) -> Any:
    try:
        return field.encode(value)
    except RefusedError:
        return value
