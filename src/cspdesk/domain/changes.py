"""Change sets: exactly what one edit altered, row by row and column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from cspdesk.domain.catalogue import Key, R, Row, Stored


class RowChange(NamedTuple):
    """One row's change, in stored values; a tuple, because a paste makes tens of thousands of them.

    An inserted row has no `before`, a deleted one no `after`; for an edited row both hold the changed columns
    alone.
    """

    table: str
    key: Key
    before: Mapping[str, Stored] | None
    after: Mapping[str, Stored] | None


@dataclass(frozen=True, slots=True)
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

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables touched."""
        return frozenset(change.table for change in self.changes)

    def of(self, row_type: type[Row]) -> Iterator[RowChange]:
        """The changes of one table."""
        name = row_type.TABLE.name
        return (change for change in self.changes if change.table == name)


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
