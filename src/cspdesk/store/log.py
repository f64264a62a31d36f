"""The log: one row per transaction, from which any past moment and the history of any cell can be rebuilt."""

import base64
import dataclasses
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import apsw

from cspdesk.domain.catalogue import CATALOGUE, Key, Stored, Table
from cspdesk.domain.changes import RowChange, row_change
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import LogEntry
from cspdesk.store.edits import select
from cspdesk.store.recording import row_changes


@dataclass(frozen=True, slots=True)
class Logged:
    """A transaction as the log keeps it."""

    sequence: int
    at: datetime
    actor: str
    device: str
    label: str
    origin: str
    changes: tuple[RowChange, ...]


def read(connection: apsw.Connection) -> Iterator[Logged]:
    """Return the log from the first transaction on."""
    for row in cast("Iterator[LogEntry]", select(connection, LogEntry.TABLE)):
        at = datetime.fromisoformat(row.at)
        yield Logged(row.sequence, at, row.actor, row.device, row.label, row.origin, unpack(row.changes))


def last_sequence(connection: apsw.Connection) -> int:
    """Return the number of the newest transaction; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM log").get)


def rebuilt(entries: Iterable[Logged], up_to: int | None = None) -> Snapshot:
    """Return the document as the log says it was after transaction `up_to` (default: the last).

    A row from before a column was appended has the column's default, as the migration gave it.
    """
    tables: dict[str, dict[Key, dict[str, Stored]]] = {}
    sequence = 0
    for entry in entries:
        if up_to is not None and entry.sequence > up_to:
            break
        sequence = entry.sequence
        for change in entry.changes:
            rows = tables.setdefault(change.table, {})
            if change.after is None:
                rows.pop(change.key, None)
            else:
                rows[change.key] = {**rows.get(change.key, {}), **change.after}
    stored = {name: list(_whole(CATALOGUE[name], rows.values())) for name, rows in tables.items()}
    return Snapshot.of_stored(stored, sequence)


def _whole(table: Table, rows: Iterable[dict[str, Stored]]) -> Iterator[tuple[Stored, ...]]:
    """Rows by name as they are stored, each column that was not there yet at its default."""
    described = dataclasses.fields(table.row)  # type: ignore[arg-type]  # every row is a dataclass
    pairs = zip(table.fields, described, strict=True)
    defaults = {field.name: field.encode(each.default) for field, each in pairs if field.has_default}
    for row in rows:
        there = {**defaults, **row}
        yield tuple([there[field.name] for field in table.fields])


def columns_in(connection: apsw.Connection, tables: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns of tables in a file, in order: a newer program may have appended some."""
    asked = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
    return {name: [str(row[0]) for row in connection.execute(asked, (name,))] for name in tables}


def columns_of(tables: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns that tables have today, in their order."""
    return {name: [field.name for field in CATALOGUE[name].fields] for name in tables}


def pack(recorded: bytes, columns: Mapping[str, list[str]]) -> bytes:
    """Return a recording for the log: compressed, behind the names of the columns of the tables it touches.

    SQLite's own recording (a documented format) knows columns by their places alone.
    """
    names = {name: columns[name] for name in sorted(columns)}
    # The lowest level takes half the time, and a tenth more room in the file.
    packed = zlib.compress(b"\n".join((json.dumps(names).encode(), recorded)), level=1)
    return _RECORDING + packed


def unpack(packed: bytes) -> tuple[RowChange, ...]:
    """Return the row changes that `pack` kept, or an older program as text."""
    if not packed.startswith(_RECORDING):
        return _unpack_text(packed)
    header, _, recorded = zlib.decompress(packed.removeprefix(_RECORDING)).partition(b"\n")
    names: dict[str, list[str]] = json.loads(header)
    changes = row_changes(recorded)
    if all(_has_names(table, columns) for table, columns in names.items()):
        return changes
    return tuple([_as_today(change, names[change.table]) for change in changes])


_RECORDING = b"2"
"""What a packed recording begins with; one kept as text begins with the x of zlib."""


def _has_names(table: str, columns: list[str]) -> bool:
    return columns == [field.name for field in CATALOGUE[table].fields]


def _as_today(change: RowChange, columns: list[str]) -> RowChange:
    """Return a change of a row that had other columns in the day of its recording."""
    old, new = (
        None if values is None else dict(zip(columns, values, strict=True))
        for values in (change.old, change.new)
    )
    whole = old or new or {}
    key = tuple([whole[field.name] for field in CATALOGUE[change.table].key])
    if old is not None and new is not None:
        changed = [name for name in columns if new[name] is not change.same]
        old, new = ({name: values[name] for name in changed} for values in (old, new))
    return row_change(change.table, key, old, new)


def _unpack_text(packed: bytes) -> tuple[RowChange, ...]:
    """The first files kept row changes as compressed text: table, key, values before and after by name."""
    rows = json.loads(zlib.decompress(packed))
    return tuple([row_change(table, tuple(key), _stored(old), _stored(new)) for table, key, old, new in rows])


def _stored(values: dict[str, Any] | None) -> dict[str, Stored] | None:
    """Bytes stand as their base64 text in a list of one, which no other value is."""
    if values is None:
        return None
    return {n: base64.b64decode(v[0]) if isinstance(v, list) else v for n, v in values.items()}
