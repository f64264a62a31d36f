"""A large paste, and one figure typed, beside bare SQLite writing the same rows."""

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw

from benchmarks.large import QUARTERS, large, sheet
from benchmarks.measure import Pair
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.document import Document
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.tables import Observation, SeriesId
from cspdesk.store.connection import prepare

PASTED = 20_000
_EMPTY = quarters_between(Period.quarter(2016, 1), Period.quarter(2027, 4))
_KEY = ("series", "period")
_READ = tuple(field.name for field in Observation.TABLE.fields if field.name not in _KEY)


_SETS = ", ".join(f'"{name}" = ?' for name in _READ)
_NAMES = ", ".join(f'"{name}"' for name in (*_READ, *_KEY))
_MARKS = ", ".join("?" * len((*_READ, *_KEY)))
UPDATE = f'UPDATE "observation" SET {_SETS} WHERE "series" = ? AND "period" = ?'
INSERT = f'INSERT INTO "observation" ({_NAMES}) VALUES ({_MARKS})'


def paste_over() -> Pair:
    """Paste 20,000 figures over others, each time figures that differ from those there."""
    return _paste(QUARTERS, UPDATE)


def paste_into_empty() -> Pair:
    """Paste 20,000 figures into empty cells, which are emptied again between runs, outside the timing."""
    return _paste(_EMPTY, INSERT)


def keystroke() -> Pair:
    """One figure typed into the open document, against a bare durable update with a log row."""
    folder = tempfile.TemporaryDirectory()
    document = Document(large(Path(folder.name) / "ours.cspdesk"))
    bare = made_bare(Path(folder.name) / "bare.cspdesk")
    numbers = itertools.count(1_000_000)

    def floor() -> None:
        number = next(numbers)
        with bare:
            bare.execute(
                "UPDATE observation SET typed = ?, value = ? WHERE series = '1' AND period = ?",
                (f"{number:,}", str(number), QUARTERS[-1].key),
            )
            log_row(bare)

    def ours() -> None:
        cell = TypedCell(SeriesId("1"), QUARTERS[-1], f"{next(numbers):,}")
        document.do(SetFigures("Figure", (cell,)))

    def close() -> None:
        bare.close()
        document.close()
        folder.cleanup()

    return Pair(ours, floor, "a bare durable update", runs=60, close=close)


def _paste(quarters: tuple[Period, ...], sql: str) -> Pair:
    """Ours through the open document, with a listener; the floor with its rows made ready beforehand."""
    folder = tempfile.TemporaryDirectory()
    document = Document(large(Path(folder.name) / "ours.cspdesk"))
    bare = made_bare(Path(folder.name) / "bare.cspdesk")
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    # Asked for by series, as the views ask, so that the groups have to be kept up too.
    document.snapshot.of(Observation).where("series", SeriesId("0"))
    sheets = [sheet(quarters, seed)[:PASTED] for seed in (1, 2)]
    cells = itertools.cycle([_typed(rows) for rows in sheets])
    ready = itertools.cycle([stored(rows) for rows in sheets])

    def floor() -> None:
        write_bare(bare, sql, next(ready))

    def ours() -> None:
        document.do(SetFigures("Paste", next(cells)))

    def reset() -> None:
        if len(heard.pop().changes) != PASTED:
            raise RuntimeError("The paste did not change every cell.")
        if quarters is _EMPTY:
            document.undo()
            bare.execute("DELETE FROM observation WHERE period >= ?", (_EMPTY[0].key,))

    def close() -> None:
        bare.close()
        document.close()
        folder.cleanup()

    return Pair(ours, floor, "the same rows, recorded and logged bare", runs=9, reset=reset, close=close)


def write_bare(bare: apsw.Connection, sql: str, rows: list[tuple[object, ...]]) -> None:
    """Write rows as one transaction, recorded by a session, with one log row."""
    with bare:
        session = apsw.Session(bare, "main")
        session.attach("observation")
        bare.executemany(sql, rows)
        assert session.changeset()
        session.close()
        log_row(bare)


def _typed(rows: list[Observation]) -> tuple[TypedCell, ...]:
    return tuple(TypedCell(row.series, row.period, row.typed) for row in rows)


def stored(rows: list[Observation]) -> list[tuple[object, ...]]:
    """Return the rows ready to be bound to INSERT or UPDATE."""
    return [tuple(kept[name] for name in (*_READ, *_KEY)) for kept in _encoded(rows)]


def _encoded(rows: list[Observation]) -> Iterator[dict[str, object]]:
    return (dict(Observation.TABLE.encode(row)) for row in rows)


def made_bare(path: Path) -> apsw.Connection:
    """A file of the same shape and content, with nothing of ours between it and the writing."""
    large(path).close()
    connection = apsw.Connection(str(path))
    prepare(connection)
    return connection


def log_row(connection: apsw.Connection) -> None:
    """Add an empty row to the log."""
    connection.execute(
        "INSERT INTO log (sequence, at, actor, device, label, origin, schema, changes)"
        " SELECT max(sequence) + 1, '', '', '', 'x', '', 0, x'' FROM log"
    )
