"""The store: the one door to a partnership file. It knows no Qt."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import apsw

from cspdesk.domain.catalogue import recorded_tables
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.collector import at_rest
from cspdesk.domain.errors import FileError, RefusedError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import LogEntry, PackFile, PackIssue, PackIssueId, Partnership
from cspdesk.store import log, recording
from cspdesk.store.connection import connect, copy_all, copy_in_memory, scalar, sound, told
from cspdesk.store.edits import ConnectionEdits, select_stored
from cspdesk.store.lock import Holder, WriterLock
from cspdesk.store.migrations import CURRENT, check_sound, migrate, version_of


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits, on which machine: what the log and the lock say."""

    name: str
    device: str


class Store:
    """An open partnership file: a writer that holds the lock, or a copy in memory that only reads."""

    def __init__(
        self, connection: apsw.Connection, path: Path, editor: Editor, lock: WriterLock | None
    ) -> None:
        self._connection = connection
        self._lock = lock
        self._first_sequence = log.last_sequence(connection)
        self._is_of_newer_program = scalar(connection, "PRAGMA user_version") > CURRENT
        self.path = path
        self.editor = editor

    @classmethod
    def create(cls, path: Path, editor: Editor, start: Command | None = None) -> Self:
        """Make a new file, do what it starts from, and open it; refuses an existing file.

        It is made under another name and gets its own when it is whole. Raises FileError, and what `start`
        raises; then there is no file.
        """
        with told(path):
            # The lock would make the folder that is missing.
            if not path.parent.is_dir():
                raise FileError(
                    f"The folder {path.parent} does not exist. Make it first or choose another place."
                )
            _must_not_exist(path)
        lock = WriterLock(path, Holder(editor.name, editor.device, datetime.now().astimezone()))
        partial = Path(f"{path}.part")
        try:
            with told(path):
                # Somebody may have made it between the first look and the lock.
                _must_not_exist(path)
                partial.unlink(missing_ok=True)
                made = connect(partial, create=True)
                try:
                    # A new file runs every step that an old one would.
                    migrate(made, 0)
                    store = cls(made, path, editor, lock)
                    store._edit("New document", "desk", lambda edits: edits.put(Partnership()))
                    if start is not None:
                        store.run(start, "import")
                finally:
                    made.close()
                partial.rename(path)
                return cls(connect(path), path, editor, lock)
        except BaseException:
            _remove(partial)
            lock.release()
            raise

    @classmethod
    def open(
        cls, path: Path, editor: Editor, *, before_migration: Callable[[Path], None] | None = None
    ) -> Self:
        """Open a file for writing; raises LockedError where another holds it, FileError for other troubles.

        `before_migration` is called with the path where the file is of an older shape, to back it up.
        """
        with told(path):
            _must_exist(path)
            with_name = path.resolve()
        lock = WriterLock(with_name, Holder(editor.name, editor.device, datetime.now().astimezone()))
        try:
            connection = connect(with_name)
            try:
                with told(path):
                    version = version_of(connection, path.name)
                    if connection.readonly("main"):
                        raise FileError(
                            f"{path} cannot be written there. Save a copy in a place of your own."
                        )
                    check_sound(connection, path.name)
                    if version < CURRENT:
                        if before_migration:
                            before_migration(path)
                        migrate(connection, version)
                    return cls(connection, with_name, editor, lock)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise

    @classmethod
    def read(cls, path: Path, *, must_be_sound: bool = True) -> Self:
        """Open a copy in memory to read, also while another program writes the file; raises FileError.

        Without `must_be_sound` a damaged file opens too, as far as it can, for `troubles` to look at.
        """
        with told(path):
            _must_exist(path)
        connection = copy_in_memory(path)
        try:
            with told(path), sound(path):
                version = version_of(connection, path.name)
                if must_be_sound:
                    check_sound(connection, path.name)
                migrate(connection, version)
                return cls(connection, path, Editor("", ""), None)
        except BaseException:
            connection.close()
            raise

    @property
    def is_writer(self) -> bool:
        """Whether edits are possible."""
        return self._lock is not None

    @property
    def is_changed(self) -> bool:
        """Whether anything was edited since the file was opened."""
        return log.last_sequence(self._connection) > self._first_sequence

    def load(self) -> Snapshot:
        """Return the whole document as it stands in the file."""
        with told(self.path), sound(self.path), at_rest():
            stored = {table.name: list(select_stored(self._connection, table)) for table in recorded_tables()}
            return Snapshot.of_stored(stored, log.last_sequence(self._connection), in_order=True)

    def run(self, command: Command, origin: str = "desk") -> ChangeSet | None:
        """Do the command in one transaction and return what it altered; None where it altered nothing.

        Raises what the command raises, and FileError for troubles with the file; then nothing was altered.
        """
        return self._edit(command.label, origin, command.apply)

    def take_back(self, recorded: bytes, label: str, origin: str = "undo") -> ChangeSet | None:
        """Apply the inverse of a recorded edit.

        Raises OverwriteRefusedError where something else has since changed what the edit had touched.
        """
        return self._edit(label, origin, lambda _: recording.apply_inverse(self._connection, recorded))

    def keep_issue(self, issue: PackIssue, files: Iterable[PackFile]) -> ChangeSet | None:
        """Record a pack as issued and keep its files, in one transaction."""

        def keep(edits: ConnectionEdits) -> None:
            edits.put(issue)
            for file in files:
                edits.put(file)

        return self._edit(f"Issue pack for {issue.period.label}", "desk", keep)

    def issued_files(self, issue: PackIssue) -> list[PackFile]:
        """Return the files of an issued pack, byte for byte; raises FileError where one was altered."""
        with told(self.path), sound(self.path):
            files = ConnectionEdits(self._connection).where(PackFile, issue=issue.id)
        for file in files:
            if _was_altered(file):
                raise FileError(f"{self.path}: {_alteration(file)} Take it from a backup.")
        return files

    def issued_fingerprints(self) -> dict[PackIssueId, dict[str, str]]:
        """Return the SHA-256 of each document that is kept, by its issue and its name."""
        found: dict[PackIssueId, dict[str, str]] = {}
        with told(self.path), sound(self.path):
            for issue, name, print_ in self._connection.execute("SELECT issue, name, sha256 FROM pack_file"):
                found.setdefault(PackIssueId(str(issue)), {})[str(name)] = str(print_)
        return found

    def history(self) -> list[log.Logged]:
        """Return every transaction from the first on."""
        with told(self.path), sound(self.path):
            return list(log.read(self._connection))

    def troubles(self) -> list[str]:
        """Return what is wrong with the file itself, in words; nothing where it is sound."""
        found = []
        with told(self.path):
            said = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check")]
            found += [f"SQLite: {words}" for words in said if words != "ok"]
            tables = {str(row[0]) for row in self._connection.execute("PRAGMA foreign_key_check")}
            found += [f"A row of {table} points at what is not there." for table in sorted(tables)]
        try:
            if log.rebuilt(self.history()) != self.load():
                found.append("The log does not lead to the figures that the file holds.")
            kept = ConnectionEdits(self._connection).where(PackFile)
        except FileError as error:
            return [*found, str(error)]
        return [*found, *(_alteration(file) for file in kept if _was_altered(file))]

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, whole or not at all; raises FileError."""
        partial = Path(f"{path}.part")
        with told(path):
            try:
                partial.unlink(missing_ok=True)
                copy = apsw.Connection(str(partial))
                try:
                    copy_all(self._connection, copy)
                finally:
                    copy.close()
                partial.replace(path)
            except OSError as error:
                raise FileError(f"{path} cannot be written there. Choose another place.") from error
            finally:
                _remove(partial)

    def close(self) -> None:
        """Close the file and give the lock back; a second call does nothing."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _edit(self, label: str, origin: str, apply: Callable[[ConnectionEdits], None]) -> ChangeSet | None:
        if not self.is_writer:
            raise RefusedError(f"{self.path.name} is open to read only. Save a copy to change it.")
        with told(self.path), at_rest():
            self._connection.execute("BEGIN IMMEDIATE")
            session = recording.start(self._connection)
            try:
                apply(ConnectionEdits(self._connection))
                recorded = session.changeset()
                session.close()
                if not recorded:
                    self._connection.execute("ROLLBACK")
                    return None
                changes = recording.row_changes(recorded)
                tables = {change.table for change in changes}
                columns = log.columns_of(tables)
                if self._is_of_newer_program:
                    changes = recording.known_changes(changes)
                    columns = log.columns_in(self._connection, tables)
                sequence = self._log(label, origin, recorded, columns)
                self._connection.execute("COMMIT")
            except BaseException:
                session.close()
                # A full disk may have rolled back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return ChangeSet(sequence, label, origin, changes, recorded)

    def _log(self, label: str, origin: str, recorded: bytes, columns: Mapping[str, list[str]]) -> int:
        sequence = log.last_sequence(self._connection) + 1
        now = datetime.now().astimezone()
        ConnectionEdits(self._connection).put(
            LogEntry(
                sequence=sequence,
                at=now.isoformat(),
                actor=self.editor.name,
                device=self.editor.device,
                label=label,
                origin=origin,
                schema=scalar(self._connection, "PRAGMA user_version"),
                changes=log.pack(recorded, columns),
            )
        )
        return sequence


def _must_exist(path: Path) -> None:
    if path.is_dir():
        raise FileError(f"{path} is a folder, not a CSPdesk file.")
    if not path.exists():
        raise FileError(f"{path} does not exist. Check its name, or make it with 'cspdesk new'.")
    if not path.is_file():
        raise FileError(f"{path} is not a file that can be kept on a disk.")


def _must_not_exist(path: Path) -> None:
    if path.exists():
        raise FileError(f"{path} exists already. Choose another name, or open it.")


def _was_altered(file: PackFile) -> bool:
    return hashlib.sha256(file.content).hexdigest() != file.sha256


def _alteration(file: PackFile) -> str:
    return f"The issued document {file.name} is not as it went out."


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
