"""Change sets: exactly what one edit altered, row by row and column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from cspdesk.domain.catalogue import CATALOGUE, Key, R, Row, Stored, Table


class RowChange(NamedTuple):
    """One row's change as it was recorded: stored values in field order.

    An inserted row has no `old`, a deleted one no `new`. Of an edited row both hold the columns that changed,
    `old` the key's too, and `same` in place of every other. What is more is worked out when it is asked for,
    because a paste makes tens of thousands of these.
    """

    table: str
    old: tuple[Any, ...] | None
    new: tuple[Any, ...] | None
    same: object

    @property
    def key(self) -> Key:
        """The row's key as it is stored."""
        return CATALOGUE[self.table].stored_key(self.old or self.new or ())

    @property
    def before(self) -> dict[str, Stored] | None:
        """The whole row that was deleted, or what the changed columns held; None of an inserted row."""
        return self._named(self.old)

    @property
    def after(self) -> dict[str, Stored] | None:
        """The whole row that was inserted, or what the changed columns hold; None of a deleted row."""
        return self._named(self.new)

    def _named(self, values: tuple[Any, ...] | None) -> dict[str, Stored] | None:
        if values is None:
            return None
        # The key stands in the old values of an edited row too, but only what changed belongs in a change.
        judged = values if self.new is None else self.new
        fields = CATALOGUE[self.table].fields
        return {
            field.name: value
            for field, value, now in zip(fields, values, judged, strict=True)
            if now is not self.same
        }


def row_change(
    table: str, key: Key, before: Mapping[str, Stored] | None, after: Mapping[str, Stored] | None
) -> RowChange:
    """Return the change of a row given by column names; raises KeyError for a table that there is not."""
    names = [field.name for field in CATALOGUE[table].fields]
    keys = dict(zip((field.name for field in CATALOGUE[table].key), key, strict=True))
    old = None if before is None else tuple([{**keys, **before}.get(name, _SAME) for name in names])
    new = None if after is None else tuple([after.get(name, _SAME) for name in names])
    return RowChange(table, old, new, _SAME)


_SAME = object()


def keys_of(table: Table, changes: Iterable[RowChange]) -> list[Key]:
    """Return the keys of changed rows of one table, in the order of the changes."""
    return list(table.stored_keys([change.old or change.new or () for change in changes]))


@dataclass(frozen=True)
class ChangeSet:
    """What one transaction altered; what views, undo and history are told."""

    sequence: int
    """The log's number for it."""
    label: str
    """What was done, in words: "Figure for 2.1, Quarter 4 2015/16"."""
    origin: str
    """Where the edit came from: "desk", "undo", "redo", "import" or another device's name."""
    changes: tuple[RowChange, ...]
    recording: bytes
    """SQLite's own recording, from which the change can be inverted."""

    @cached_property
    def by_table(self) -> Mapping[str, Sequence[RowChange]]:
        """The changes of each table touched, by its name."""
        found: dict[str, list[RowChange]] = {}
        for change in self.changes:
            found.setdefault(change.table, []).append(change)
        return found

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables touched."""
        return frozenset(self.by_table)

    def values(self, row_type: type[Row], field: str) -> set[Stored]:
        """The different stored values of a field of the key among the rows of one table that changed."""
        place = row_type.TABLE.place(field)
        changes = self.by_table.get(row_type.TABLE.name, ())
        return {whole[place] for change in changes if (whole := change.old or change.new)}

    def of(self, row_type: type[Row]) -> Iterator[RowChange]:
        """The changes of one table."""
        return iter(self.by_table.get(row_type.TABLE.name, ()))


class Edits(Protocol):
    """What a command may do inside its transaction; the store provides it.

    Keys and values are domain values. Every method raises RefusedError where the file's rules do not allow
    what is asked.
    """

    def get(self, row_type: type[R], *key: Any) -> R | None:
        """Return the row of that key, or None."""

    def get_all(self, row_type: type[R], keys: Sequence[tuple[Any, ...]]) -> list[R | None]:
        """Return the row of each key, or None, in the order of the keys: many at once."""

    def where(self, row_type: type[R], **equals: Any) -> list[R]:
        """Return the rows whose fields equal the values given, in order."""

    def put(self, row: Row) -> None:
        """Insert the row, or write the columns in which it differs from the one there."""

    def put_all(self, rows: Iterable[Row]) -> None:
        """Put each row, many at once."""

    def put_fields(
        self, row_type: type[Row], keys: Sequence[tuple[Any, ...]], fields: Mapping[str, Sequence[Any]]
    ) -> None:
        """Write these fields of the rows of these keys; a row not there yet is otherwise at its defaults."""

    def delete(self, row_type: type[Row], *key: Any) -> None:
        """Delete the row of that key and what hangs on it; nothing where there is none."""


class Command(Protocol):
    """What a user can do: a frozen dataclass of ids and values."""

    @property
    def label(self) -> str:
        """What is done, in words, for the undo menu and the history."""

    def apply(self, edits: Edits) -> None:
        """Do it; raises RefusedError to refuse, and then nothing is changed."""
