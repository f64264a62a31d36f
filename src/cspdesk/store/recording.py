"""SQLite's recordings of an edit: read as row changes, and taken back only where nothing is overwritten."""

from collections.abc import Callable, Iterable

import apsw

from cspdesk.domain.catalogue import CATALOGUE, Key, recorded_tables
from cspdesk.domain.changes import RowChange
from cspdesk.domain.errors import RefusedError


class OverwriteRefusedError(RefusedError):
    """An undo or redo would overwrite what something else has changed since; `table` and `key` say where."""

    def __init__(self, table: str, key: Key, why: str) -> None:
        super().__init__(why)
        self.table = table
        self.key = key


def start(connection: apsw.Connection) -> apsw.Session:
    """Begin to record every table that takes part in undo and history."""
    session = apsw.Session(connection, "main")
    for table in recorded_tables():
        session.attach(table.name)
    return session


def row_changes(recording: bytes) -> tuple[RowChange, ...]:
    """Return the recording as row changes in stored values."""
    return tuple([_row_change(change) for change in apsw.Changeset.iter(recording)])


def known_changes(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Return changes without the columns that a newer program has appended to a table."""
    return tuple([_known(change) for change in changes])


def _known(change: RowChange) -> RowChange:
    count = len(CATALOGUE[change.table].fields)
    old, new = (None if values is None else values[:count] for values in (change.old, change.new))
    return RowChange(change.table, old, new, change.same)


def apply_inverse(connection: apsw.Connection, recording: bytes) -> None:
    """Take back a recorded edit, or nothing of it.

    Foreign-key actions stay out of it (the recording holds what cascades did), and any conflict ends it.
    Raises OverwriteRefusedError where a row is no longer as the edit left it.
    """
    conflicts: list[OverwriteRefusedError] = []
    try:
        apsw.Changeset.apply(
            apsw.Changeset.invert(recording),
            connection,
            conflict=_refuser(conflicts),
            flags=apsw.SQLITE_CHANGESETAPPLY_FKNOACTION,
        )
    except (apsw.AbortError, apsw.ConstraintError):
        if not conflicts:
            raise
        raise conflicts[0] from None


def _refuser(conflicts: list[OverwriteRefusedError]) -> Callable[[int, apsw.TableChange], int]:
    """Return a conflict handler that notes why and always aborts."""

    def refuse(reason: int, change: apsw.TableChange) -> int:
        if reason == apsw.SQLITE_CHANGESET_FOREIGN_KEY:
            why = "Something added since depends on it."
            conflicts.append(OverwriteRefusedError("", (), why))
            return int(apsw.SQLITE_CHANGESET_ABORT)
        why = {
            apsw.SQLITE_CHANGESET_NOTFOUND: "It has been removed since.",
            apsw.SQLITE_CHANGESET_CONFLICT: "The same has been added since.",
        }.get(reason, "It has been changed since by something else.")
        row = _row_change(change)
        conflicts.append(OverwriteRefusedError(row.table, row.key, why))
        return int(apsw.SQLITE_CHANGESET_ABORT)

    return refuse


def _row_change(change: apsw.TableChange) -> RowChange:
    return RowChange(change.name, change.old, change.new, apsw.no_change)
