"""The log: one row per transaction, from which any past moment and the history of any cell can be rebuilt."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import apsw

from cspdesk.domain.catalogue import CATALOGUE, Key, Stored
from cspdesk.domain.changes import RowChange
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import LogEntry
from cspdesk.store.edits import ConnectionEdits, select


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


def write(connection: apsw.Connection, entry: Logged, schema: int) -> None:
    """Add a transaction to the log."""
    ConnectionEdits(connection).put(
        LogEntry(
            sequence=entry.sequence,
            at=entry.at.isoformat(),
            actor=entry.actor,
            device=entry.device,
            label=entry.label,
            origin=entry.origin,
            schema=schema,
            changes=pack(entry.changes),
        )
    )


def read(connection: apsw.Connection) -> Iterator[Logged]:
    """Return the log from the first transaction on."""
    for row in cast("Iterator[LogEntry]", select(connection, LogEntry.TABLE)):
        at = datetime.fromisoformat(row.at)
        yield Logged(row.sequence, at, row.actor, row.device, row.label, row.origin, unpack(row.changes))


def last_sequence(connection: apsw.Connection) -> int:
    """Return the number of the newest transaction; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM log").get)


def rebuilt(entries: Iterable[Logged], up_to: int | None = None) -> Snapshot:
    """Return the document as the log says it was after transaction `up_to` (default: the last)."""
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
    rows_now = (CATALOGUE[name].decode(row) for name, rows in tables.items() for row in rows.values())
    return Snapshot.of_rows(rows_now, sequence)


def pack(changes: Iterable[RowChange]) -> bytes:
    """Return row changes as compressed text."""
    plain = json.dumps(
        list(changes), ensure_ascii=False, separators=(",", ":"), default=_of_bytes, check_circular=False
    )
    # The lowest level takes a third of the time, and a third more room in the file.
    return zlib.compress(plain.encode(), level=1)


def unpack(packed: bytes) -> tuple[RowChange, ...]:
    """Return the row changes behind compressed text."""
    rows = json.loads(zlib.decompress(packed))
    return tuple(RowChange(table, tuple(key), _stored(old), _stored(new)) for table, key, old, new in rows)


def _of_bytes(value: object) -> list[str]:
    """Bytes become their base64 text in a list of one, which no other value is."""
    if not isinstance(value, bytes):
        raise TypeError(f"{value!r:.60} cannot be logged")
    return [base64.b64encode(value).decode()]


def _stored(values: dict[str, Any] | None) -> dict[str, Stored] | None:
    if values is None:
        return None
    return {n: base64.b64decode(v[0]) if isinstance(v, list) else v for n, v in values.items()}
