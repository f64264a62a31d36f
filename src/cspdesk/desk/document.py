"""The open document: the one live connection, the snapshot that every view reads, and undo."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from cspdesk.desk.describe import row_in_words
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackFile, PackIssue
from cspdesk.store.recording import OverwriteRefusedError
from cspdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """An act that can be taken back, or done again once it was."""

    label: str
    recording: bytes
    """What to take back next: the act itself, or its undoing."""


class Document(QObject):
    """The open partnership file.

    Every edit goes through `do`, is committed when it returns, and is announced once through `changed`.
    """

    changed = Signal(object)
    """A ChangeSet, after the snapshot has advanced by it."""
    undo_changed = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.snapshot: Snapshot = store.load()
        self.saved_at: datetime = datetime.now().astimezone()
        self._is_closed = False
        self._entries: list[UndoEntry] = []
        self._next = 0
        """How many entries stand done; those from here on can be redone."""

    @property
    def undo_label(self) -> str:
        """What undo would take back, or "" where there is nothing."""
        return self._entries[self._next - 1].label if self._next else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or "" where there is nothing."""
        return self._entries[self._next].label if self._next < len(self._entries) else ""

    def do(self, command: Command) -> ChangeSet | None:
        """Do what the user asked; None where it changed nothing.

        Raises RefusedError and FileError; then nothing was changed.
        """
        if self._is_closed:
            raise RefusedError("The file was closed before this was saved.")
        change_set = self.store.run(command)
        if change_set is not None:
            self._entries[self._next :] = [UndoEntry(change_set.label, change_set.recording)]
            self._next += 1
            self._take(change_set)
        return change_set

    def receive(self, command: Command, origin: str) -> ChangeSet | None:
        """Take an edit that came from elsewhere; it is nobody's to undo here."""
        change_set = self.store.run(command, origin)
        if change_set is not None:
            self._take(change_set)
        return change_set

    def keep_issue(self, issue: PackIssue, files: Iterable[PackFile]) -> None:
        """Record a pack as issued and keep its files.

        It went out, so there is no undoing it, nor what was done before: figures that the board has seen
        change by being typed again, which is noted. Raises RefusedError where the file is open to read only,
        or where something was entered while the pack was being made: it would pass for seen by the board.
        """
        if issue.log_position != self.snapshot.sequence:
            raise RefusedError("Something was entered while the pack was being made. Issue the pack again.")
        change_set = self.store.keep_issue(issue, files)
        if change_set is not None:
            self._entries.clear()
            self._next = 0
            self._take(change_set)

    def undo(self) -> ChangeSet | None:
        """Take back the last act; None where there is none.

        Raises RefusedError, saying why, where something else has changed since what the act had touched.
        """
        if not self._next:
            return None
        change_set = self._take_back(self._next - 1, "Undo")
        self._next -= 1
        self._announce(change_set)
        return change_set

    def redo(self) -> ChangeSet | None:
        """Do again the act last taken back; None where there is none. Raises as `undo` does."""
        if self._next >= len(self._entries):
            return None
        change_set = self._take_back(self._next, "Redo")
        self._next += 1
        self._announce(change_set)
        return change_set

    def close(self) -> None:
        """Close the file; the document is of no use afterwards."""
        self._is_closed = True
        self.store.close()

    def _take_back(self, index: int, verb: str) -> ChangeSet | None:
        entry = self._entries[index]
        label = f"{verb} {entry.label[:1].lower()}{entry.label[1:]}"
        try:
            change_set = self.store.take_back(entry.recording, label, verb.lower())
        except OverwriteRefusedError as refusal:
            what = row_in_words(self.snapshot, refusal.table, refusal.key)
            raise RefusedError(
                f"{label} was not done, so as to overwrite nothing. {what}: {refusal} Nothing was changed."
            ) from refusal
        if change_set is not None:
            self._entries[index] = UndoEntry(entry.label, change_set.recording)
        return change_set

    def _announce(self, change_set: ChangeSet | None) -> None:
        if change_set is None:
            self.undo_changed.emit()
        else:
            self._take(change_set)

    def _take(self, change_set: ChangeSet) -> None:
        self.snapshot = self.snapshot.advanced(change_set)
        self.saved_at = datetime.now().astimezone()
        self.changed.emit(change_set)
        self.undo_changed.emit()
