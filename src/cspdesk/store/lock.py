"""One writer at a time: an operating-system lock beside the file, which says who holds it and since when."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from cspdesk.domain.errors import FileError
from cspdesk.domain.months import long_date

# The lock covers the first byte, which Windows then lets nobody read; the holder's name stands behind it.
_NAME_AT = 1


class LockedError(FileError):
    """The file is open for writing elsewhere; the text names the holder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file, on which device, since when."""

    who: str
    device: str
    since: datetime


class WriterLock:
    """The right to write a partnership file, held from construction to `release`.

    Raises LockedError where another process or window holds it, FileError where no lock can be made there.
    """

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path = Path(f"{path}.lock")
        self._lock = FileLock(self._path, timeout=0, is_singleton=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            if not self._path.exists():
                # Nobody holds it: the place takes no new file.
                raise FileError(_unwritable(path)) from error
            raise LockedError(_refusal(path, holder_of(path))) from error
        except OSError as error:
            raise FileError(_unwritable(path)) from error
        self._say(holder)

    def release(self) -> None:
        """Give the right back and take the lock file away; a second call does nothing."""
        if self._lock.is_locked:
            # Taken away while still held: whoever opened the old file finds it gone and tries afresh.
            with suppress(OSError):
                self._path.unlink()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _say(self, holder: Holder) -> None:
        words = {"who": holder.who, "device": holder.device, "since": holder.since.isoformat()}
        with suppress(OSError), self._path.open("r+b", buffering=0) as file:
            file.seek(_NAME_AT)
            file.write(json.dumps(words).encode())
            file.truncate()


def holder_of(path: Path) -> Holder | None:
    """Return who holds the file, as its lock file says, or None where that cannot be read."""
    try:
        with Path(f"{path}.lock").open("rb", buffering=0) as file:
            file.seek(_NAME_AT)
            words = json.loads(file.read())
        return Holder(str(words["who"]), str(words["device"]), datetime.fromisoformat(words["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _unwritable(path: Path) -> str:
    return f"{path} cannot be written there. Choose a place of your own."


def _refusal(path: Path, holder: Holder | None) -> str:
    if holder is None:
        return f"{path.name} is open for writing elsewhere. Close it there, or read a copy."
    since = f"{holder.since:%H:%M} on {long_date(holder.since.date())}"
    return (
        f"{path.name} is open for writing by {holder.who} on {holder.device} since {since}. "
        "Close it there, or read a copy."
    )
