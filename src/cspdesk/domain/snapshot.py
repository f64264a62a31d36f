"""The snapshot: the whole document at one moment, immutable, advanced by change sets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any, Generic, cast

from cspdesk.domain.catalogue import CATALOGUE, Key, R, Row, Stored, Table, recorded_tables
from cspdesk.domain.changes import ChangeSet, RowChange
from cspdesk.domain.collector import at_rest


class Rows(Generic[R]):
    """The rows of one table by key, with groups by a field's value built when first asked for."""

    __slots__ = ("_groups", "_is_in_order", "_rows", "_table")

    def __init__(self, table: Table, rows: dict[Key, R], *, in_order: bool = False) -> None:
        self._table = table
        self._rows = rows
        self._is_in_order = in_order
        """Whether the dictionary itself holds the rows in order."""
        self._groups: dict[str, dict[Any, tuple[R, ...]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        """Rows in order: by position, then by key."""
        if not self._is_in_order:
            self._rows = dict(self._in_order(self._rows.items()))
            self._is_in_order = True
        return iter(self._rows.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._table is other._table and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # compared by content, never a key

    def get(self, *key: Any) -> R | None:
        """Return the row of that key (domain values), or None."""
        return self._rows.get(tuple(f.encode(part) for f, part in zip(self._table.key, key, strict=True)))

    def where(self, field: str, value: Any) -> tuple[R, ...]:
        """Return the rows whose field has that value, in order."""
        return self._group(field).get(value, ())

    def advanced(self, changes: Iterable[RowChange]) -> "Rows[R]":
        """Return the rows after the changes, at most one for each key; this object stays as it is."""
        rows = dict(self._rows)
        # Those that change the same columns together, so that rows can be made by the column.
        alike: dict[tuple[str, ...], list[RowChange]] = {}
        left: list[R] = []
        for change in changes:
            if change.after is not None:
                alike.setdefault(tuple(change.after), []).append(change)
            elif (gone := rows.pop(change.key, None)) is not None:
                left.append(gone)
        joined: list[R] = []
        stayed: list[tuple[R, R]] = []
        place_of = attrgetter("position") if self._table.ordered else None
        for columns, group in alike.items():
            keys = [change.key for change in group]
            olds = list(map(rows.get, keys))
            news = self._rows_after(olds, columns, group)
            rows.update(zip(keys, news, strict=True))
            for old, new in zip(olds, news, strict=True):
                if old is not None and (place_of is None or place_of(old) == place_of(new)):
                    stayed.append((old, new))
                    continue
                joined.append(new)
                if old is not None:
                    left.append(old)
        # What stays keeps its place in the dictionary too.
        after = Rows(self._table, rows, in_order=self._is_in_order and not joined)
        after._groups = {name: self._regrouped(name, left, stayed, joined) for name in self._groups}
        return after

    def _rows_after(
        self, olds: "list[R | None]", columns: tuple[str, ...], changes: list[RowChange]
    ) -> list[R]:
        """Return the rows after changes of the same columns; whole rows where there were none."""
        stored = [cast("Mapping[str, Stored]", change.after) for change in changes]
        values = (
            field.decode_column(list(map(itemgetter(field.name), stored)))
            if field.name in columns
            else map(attrgetter(field.name), olds)
            for field in self._table.fields
        )
        return cast("list[R]", self._table.of_columns(values, len(changes)))

    def _group(self, field: str) -> dict[Any, tuple[R, ...]]:
        groups = self._groups.get(field)
        if groups is None:
            gathered: dict[Any, list[R]] = {}
            for row in self:
                gathered.setdefault(getattr(row, field), []).append(row)
            groups = self._groups[field] = {value: tuple(rows) for value, rows in gathered.items()}
        return groups

    def _regrouped(
        self, field: str, left: list[R], stayed: list[tuple[R, R]], joined: list[R]
    ) -> dict[Any, tuple[R, ...]]:
        """Return the groups with only those rebuilt that a changed row is in, leaves or joins."""
        value_of = attrgetter(field)
        gone: dict[Any, dict[int, R | None]] = {}
        come: dict[Any, list[R]] = {}
        for old, new in stayed:
            value = value_of(old)
            if value == value_of(new):
                gone.setdefault(value, {})[id(old)] = new
            else:
                gone.setdefault(value, {})[id(old)] = None
                come.setdefault(value_of(new), []).append(new)
        for row in left:
            gone.setdefault(value_of(row), {})[id(row)] = None
        for row in joined:
            come.setdefault(value_of(row), []).append(row)
        after = dict(self._groups[field])
        joins: dict[Any, list[R]] = {}
        for value in gone.keys() | come.keys():
            now = gone.get(value, {})
            found = (now.get(id(row), row) for row in after.pop(value, ()))
            members = [row for row in found if row is not None]
            if value in come:
                joins[value] = members + come[value]
            elif members:
                after[value] = tuple(members)
        # The keys of all at once: by the column that is quicker than group by group.
        everyone = [row for members in joins.values() for row in members]
        keys = dict(zip(map(id, everyone), self._table.keys_of(everyone), strict=True))
        for value, members in joins.items():
            after[value] = tuple(row for _, row in self._in_order((keys[id(row)], row) for row in members))
        return after

    def _in_order(self, rows: Iterable[tuple[Key, R]]) -> list[tuple[Key, R]]:
        if self._table.ordered:
            return sorted(rows, key=lambda pair: (cast(Any, pair[1]).position, pair[0]))
        return sorted(rows, key=itemgetter(0))


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
        tables: dict[str, dict[Key, Any]] = {table.name: {} for table in recorded_tables()}
        for row in rows:
            tables[row.TABLE.name][row.TABLE.key_of(row)] = row
        return cls({name: Rows(CATALOGUE[name], kept) for name, kept in tables.items()}, sequence)

    @classmethod
    def of_stored(cls, stored: Mapping[str, Sequence[tuple[Stored, ...]]], sequence: int) -> "Snapshot":
        """Return the snapshot of every recorded table's rows: stored values in field order, rows in order."""
        tables: dict[str, Rows[Any]] = {}
        for table in recorded_tables():
            rows = table.decode_all(stored[table.name])
            keyed = dict(zip(table.stored_keys(stored[table.name]), rows, strict=True))
            tables[table.name] = Rows(table, keyed, in_order=True)
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
        by_table: dict[str, list[RowChange]] = {}
        for change in change_set.changes:
            by_table.setdefault(change.table, []).append(change)
        with at_rest():
            for name in by_table.keys() & tables.keys():
                tables[name] = tables[name].advanced(by_table[name])
        return Snapshot(tables, change_set.sequence)
