"""The snapshot: the whole document at one moment, immutable, advanced by change sets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, cast

from cspdesk.domain.catalogue import CATALOGUE, Key, R, Row, Stored, Table, recorded_tables
from cspdesk.domain.changes import ChangeSet, RowChange


class Rows(Generic[R]):
    """The rows of one table by key, with groups by a field's value built when first asked for."""

    __slots__ = ("_groups", "_ordered", "_rows", "_table")

    def __init__(self, table: Table, rows: dict[Key, R]) -> None:
        self._table = table
        self._rows = rows
        self._ordered: tuple[R, ...] | None = None
        self._groups: dict[str, dict[Any, tuple[R, ...]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        """Rows in order: by position, then by key."""
        if self._ordered is None:
            self._ordered = self._in_order(self._rows)
        return iter(self._ordered)

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
        """Return the rows after the changes; this object stays as it is."""
        rows = dict(self._rows)
        moved: list[tuple[R | None, R | None]] = []
        for change in changes:
            old = rows.pop(change.key, None)
            new = self._changed(old, change)
            if new is not None:
                rows[change.key] = new
            moved.append((old, new))
        after = Rows(self._table, rows)
        after._groups = {name: self._regrouped(name, groups, moved) for name, groups in self._groups.items()}
        return after

    def _changed(self, old: R | None, change: RowChange) -> R | None:
        if change.after is None:
            return None
        if old is None or change.before is None:
            return cast(R, self._table.decode(change.after))
        values = {name: self._table.field(name).decode(stored) for name, stored in change.after.items()}
        return replace(old, **values)  # type: ignore[type-var]  # every row is a dataclass

    def _group(self, field: str) -> dict[Any, tuple[R, ...]]:
        groups = self._groups.get(field)
        if groups is None:
            gathered: dict[Any, list[R]] = {}
            for row in self:
                gathered.setdefault(getattr(row, field), []).append(row)
            groups = self._groups[field] = {value: tuple(rows) for value, rows in gathered.items()}
        return groups

    def _regrouped(
        self, field: str, groups: dict[Any, tuple[R, ...]], moved: list[tuple[R | None, R | None]]
    ) -> dict[Any, tuple[R, ...]]:
        """Return the groups with only those rebuilt that a moved row leaves or joins."""
        touched: dict[Any, dict[Key, R]] = {}
        key_of = self._table.key_of
        for old, new in moved:
            for row in (old, new):
                if row is not None and (value := getattr(row, field)) not in touched:
                    touched[value] = {key_of(member): member for member in groups.get(value, ())}
        for old, new in moved:
            if old is not None:
                touched[getattr(old, field)].pop(key_of(old), None)
            if new is not None:
                touched[getattr(new, field)][key_of(new)] = new
        after = dict(groups)
        for value, members in touched.items():
            if members:
                after[value] = self._in_order(members)
            else:
                after.pop(value, None)
        return after

    def _in_order(self, rows: Mapping[Key, R]) -> tuple[R, ...]:
        if self._table.ordered:
            return tuple(
                rows[key] for key in sorted(rows, key=lambda key: (cast(Any, rows[key]).position, key))
            )
        return tuple(rows[key] for key in sorted(rows))


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
        """Return the snapshot of every recorded table's rows, given as stored values in field order."""
        tables: dict[str, Rows[Any]] = {}
        for table in recorded_tables():
            there = stored[table.name]
            kept = dict(zip(table.stored_keys(there), table.decode_all(there), strict=True))
            tables[table.name] = Rows(table, kept)
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
        for name in change_set.tables & tables.keys():
            tables[name] = tables[name].advanced(c for c in change_set.changes if c.table == name)
        return Snapshot(tables, change_set.sequence)
