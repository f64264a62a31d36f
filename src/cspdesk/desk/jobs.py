"""Work off the window's thread: on a snapshot, with progress, and with an end that always arrives."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cspdesk.desk.workspace import Workspace

INTERVAL_S = 0.1
"""Progress is published at most this often."""
PATIENCE_S = 10.0
"""How long the closing window waits for work that was told to stop."""


class CancelledError(Exception):
    """The work was told to stop, and noticed."""


class Progress:
    """What a job calls, as often as it likes, to say how far it is; here it also learns that it must stop."""

    def __init__(self, publish: Callable[[int, int, str], None]) -> None:
        self._publish = publish
        self._stop = threading.Event()
        self._last = 0.0

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is; raises CancelledError where it is to stop."""
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._last >= INTERVAL_S:
            self._last = now
            self._publish(done, total, words)

    def stop(self) -> None:
        """Let the next call raise CancelledError."""
        self._stop.set()


Work = Callable[[Progress], Any]


class Job(QObject):
    """One piece of work under way. Its signals come on the window's thread, one of the last three once."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    """The exception that the work raised."""
    cancelled = Signal()

    _said = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(self, label: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.is_over = False
        self._work = work
        self._progress = Progress(self._said.emit)
        self._said.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.thread_ = threading.Thread(target=self._run, name=label, daemon=True)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` comes when it has, or `done` where it was quicker."""
        self._progress.stop()

    def _run(self) -> None:
        try:
            result, error = self._work(self._progress), None
        except BaseException as raised:
            result, error = None, raised
        # The window may have gone meanwhile, and nobody waits for the end any more.
        with suppress(RuntimeError):
            self._ended.emit(result, error)

    @Slot(int, int, str)
    def _pass_on(self, done: int, total: int, words: str) -> None:
        if not self.is_over:
            self.progressed.emit(done, total, words)

    @Slot(object, object)
    def _end(self, result: object, error: BaseException | None) -> None:
        if self.is_over:
            return
        self.is_over = True
        if error is None:
            self.done.emit(result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class Jobs(QObject):
    """The work under way for one window; `jobs_of` finds it."""

    started = Signal(object)
    """A Job that began."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that are not over."""
        return tuple(job for job in self._running if not job.is_over)

    def run(
        self,
        label: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job:
        """Start work and hand its result, or the exception it raised, to a function on the window's thread.

        The work must touch neither widgets nor the document: it is given a snapshot beforehand. Without a
        `failed` of its own an error is raised on the window's thread, where it is told as any other.
        """
        job = Job(label, work, self)
        self._running.append(job)
        job.done.connect(done)
        job.failed.connect(failed or _raise)
        for over in (job.done, job.failed, job.cancelled):
            over.connect(self._forget)
        self.started.emit(job)
        job.thread_.start()
        return job

    def close(self) -> None:
        """Stop all work and wait for it; nothing is delivered afterwards."""
        jobs, self._running = self._running, []
        for job in jobs:
            job.is_over = True
            job.cancel()
        for job in jobs:
            job.thread_.join(PATIENCE_S)
            job.deleteLater()

    @Slot()
    def _forget(self) -> None:
        for job in [job for job in self._running if job.is_over]:
            self._running.remove(job)
            job.deleteLater()


def jobs_of(workspace: Workspace) -> Jobs:
    """Return the one Jobs of a window's workspace."""
    return workspace.findChild(Jobs) or Jobs(workspace)


def _raise(error: BaseException) -> None:
    raise error
