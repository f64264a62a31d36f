"""Reading and writing rows inside a transaction."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

import apsw

from cspdesk.domain.catalogue import Key, R, Row, Stored, Table

_BATCH = 1000
"""How many rows are read at a time, so that a long log is never whole in memory."""


class ConnectionEdits:
    """What a command may do inside its transaction (`domain.changes.Edits`), on a live connection."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def get(self, row_type: type[R], *key: Any) -> R | None:
        """Return the row of that key, or None."""
        table = row_type.TABLE
        stored = tuple(field.encode(part) for field, part in zip(table.key, key, strict=True))
        found = self._stored(table, stored)
        return None if found is None else cast(R, table.decode(found))

    def where(self, row_type: type[R], **equals: Any) -> list[R]:
        """Return the rows whose fields equal the values given, in order."""
        return list(cast("Iterator[R]", select(self._connection, row_type.TABLE, equals)))

    def put(self, row: Row) -> None:
        """Insert the row, or write the columns in which it differs from the one there."""
        table = row.TABLE
        key, stored = table.key_of(row), table.encode(row)
        there = self._stored(table, key)
        if there is None:
            names = ", ".join(f'"{name}"' for name in stored)
            marks = ", ".join("?" * len(stored))
            self._connection.execute(
                f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', tuple(stored.values())
            )
            return
        changed = {name: value for name, value in stored.items() if there[name] != value}
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            self._connection.execute(
                f'UPDATE "{table.name}" SET {sets} WHERE {_by_key(table)}', (*changed.values(), *key)
            )

    def delete(self, row_type: type[Row], *key: Any) -> None:
        """Delete the row of that key and what hangs on it; nothing where there is none."""
        table = row_type.TABLE
        stored = tuple(field.encode(part) for field, part in zip(table.key, key, strict=True))
        self._connection.execute(f'DELETE FROM "{table.name}" WHERE {_by_key(table)}', stored)

    def _stored(self, table: Table, key: Key) -> dict[str, Stored] | None:
        sql = f'SELECT {_names(table)} FROM "{table.name}" WHERE {_by_key(table)}'
        values = self._connection.execute(sql, key).fetchone()
        names = (field.name for field in table.fields)
        return None if values is None else dict(zip(names, cast(Any, values), strict=True))


def select(connection: apsw.Connection, table: Table, equals: dict[str, Any] | None = None) -> Iterator[Row]:
    """Return a table's rows, or those whose fields equal the values given, by position and key."""
    found = select_stored(connection, table, equals)
    while batch := list(islice(found, _BATCH)):
        yield from table.decode_all(batch)


def select_stored(
    connection: apsw.Connection, table: Table, equals: dict[str, Any] | None = None
) -> Iterator[tuple[Stored, ...]]:
    """Return the same rows as `select`, as stored values in field order."""
    wheres: list[str] = []
    values: list[Stored] = []
    for name, value in (equals or {}).items():
        wheres.append(f'"{name}" IS ?')
        values.append(table.field(name).encode(value))
    where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
    order = ", ".join((['"position"'] if table.ordered else []) + [f'"{field.name}"' for field in table.key])
    sql = f'SELECT {_names(table)} FROM "{table.name}"{where} ORDER BY {order}'
    return cast("Iterator[tuple[Stored, ...]]", connection.execute(sql, values))


def _names(table: Table) -> str:
    return ", ".join(f'"{field.name}"' for field in table.fields)


def _by_key(table: Table) -> str:
    return " AND ".join(f'"{field.name}" = ?' for field in table.key)
