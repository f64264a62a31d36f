"""Reading and writing rows inside a transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, islice, repeat
from typing import Any, cast

import apsw

from cspdesk.domain.catalogue import CATALOGUE, Field, R, Row, Stored, Table

_BATCH = 1000
"""How many rows are read at a time, so that a long log is never whole in memory."""

_MANY = 6
"""Looking up so many keys one by one takes as long as reading the years of figures of a series."""


class ConnectionEdits:
    """What a command may do inside its transaction (`domain.changes.Edits`), on a live connection."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def get(self, row_type: type[R], *key: Any) -> R | None:
        """Return the row of that key, or None."""
        return self.get_all(row_type, [key])[0]

    def get_all(self, row_type: type[R], keys: Sequence[tuple[Any, ...]]) -> list[R | None]:
        """Return the row of each key, or None, in the order of the keys."""
        if not keys:
            return []
        table = row_type.TABLE
        wanted = table.encode_keys(keys)
        groups = {key[:1] for key in wanted}
        # Where many are wanted of each series, say, reading the series whole is quicker than cell by cell.
        whole = len(wanted) > _MANY * len(groups)
        by_key = _by_key(table.key[:1] if whole else table.key)
        sql = f'SELECT {_names(table)} FROM "{table.name}" WHERE {by_key}'
        found = self._connection.executemany(sql, groups if whole else set(wanted))
        stored = cast("list[tuple[Stored, ...]]", list(found))
        rows = dict(zip(table.stored_keys(stored), table.decode_all(stored), strict=True))
        return cast("list[R | None]", list(map(rows.get, wanted)))

    def where(self, row_type: type[R], **equals: Any) -> list[R]:
        """Return the rows whose fields equal the values given, in order."""
        return list(cast("Iterator[R]", select(self._connection, row_type.TABLE, equals)))

    def put(self, row: Row) -> None:
        """Insert the row, or write the columns in which it differs from the one there."""
        self.put_all((row,))

    def put_all(self, rows: Iterable[Row]) -> None:
        """Put each row in turn."""
        for _, group in groupby(rows, type):
            alike = list(group)
            table = alike[0].TABLE
            # SQLite records only the columns whose values are others than before.
            names = tuple(field.name for field in table.fields)
            self._connection.executemany(_upsert(table.name, names), table.encode_all(alike))

    def put_fields(
        self, row_type: type[Row], keys: Sequence[tuple[Any, ...]], fields: Mapping[str, Sequence[Any]]
    ) -> None:
        """Write these fields of the rows of these keys; a row not there yet is otherwise at its defaults."""
        if not keys:
            return
        table = row_type.TABLE
        names = [field.name for field in table.key]
        blank = table.encode(table.row(**dict(zip(names, keys[0], strict=True))))
        written = {**dict(zip(names, zip(*keys, strict=True), strict=True)), **fields}
        columns = (
            field.encode_column(written[field.name])
            if field.name in written
            else repeat(blank[field.name], len(keys))
            for field in table.fields
        )
        self._connection.executemany(_upsert(table.name, tuple(fields)), zip(*columns, strict=True))

    def delete(self, row_type: type[Row], *key: Any) -> None:
        """Delete the row of that key and what hangs on it; nothing where there is none."""
        table = row_type.TABLE
        stored = tuple(field.encode(part) for field, part in zip(table.key, key, strict=True))
        self._connection.execute(f'DELETE FROM "{table.name}" WHERE {_by_key(table.key)}', stored)


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


def _by_key(key: tuple[Field, ...]) -> str:
    return " AND ".join(f'"{field.name}" = ?' for field in key)


@cache
def _upsert(name: str, written: tuple[str, ...]) -> str:
    """Return the statement that inserts a row of that table, or writes those columns of the one there."""
    table = CATALOGUE[name]
    marks = ", ".join("?" * len(table.fields))
    keys = [field.name for field in table.key]
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in written if column not in keys)
    act = f"UPDATE SET {sets}" if sets else "NOTHING"
    key = ", ".join(f'"{column}"' for column in keys)
    return f'INSERT INTO "{name}" ({_names(table)}) VALUES ({marks}) ON CONFLICT ({key}) DO {act}'
