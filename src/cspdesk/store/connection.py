"""Opening SQLite the way a partnership file needs it, and telling its troubles in plain words."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from cspdesk.domain.errors import FileError, PeriodError, RefusedError

APPLICATION_ID = 0x43535044
"""The letters CSPD at offset 68 of every partnership file."""

BUSY_TIMEOUT_MS = 2000


def connect(path: Path, *, create: bool = False) -> apsw.Connection:
    """Return a connection to the file with durable settings; raises FileError in plain words."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    with told(path):
        connection = apsw.Connection(str(path), flags=flags)
        try:
            prepare(connection)
        except apsw.Error:
            connection.close()
            raise
    return connection


def copy_in_memory(path: Path) -> apsw.Connection:
    """Return a copy of the file in memory, made beside a writer without disturbing it; raises FileError."""
    with told(path):
        try:
            copy = _copied(path, apsw.SQLITE_OPEN_READONLY)
        except apsw.ReadOnlyError:
            # An edit was cut short, by a power failure say; only who may write can take it back.
            copy = _copied(path, apsw.SQLITE_OPEN_READWRITE)
        copy.execute("PRAGMA foreign_keys = ON")
    return copy


def _copied(path: Path, flags: int) -> apsw.Connection:
    source = apsw.Connection(str(path), flags=flags)
    try:
        source.set_busy_timeout(BUSY_TIMEOUT_MS)
        copy = apsw.Connection(":memory:")
        copy_all(source, copy)
    finally:
        source.close()
    return copy


def copy_all(source: apsw.Connection, target: apsw.Connection) -> None:
    """Copy a whole database into another through the backup interface."""
    with target.backup("main", source, "main") as backup:
        while not backup.done:
            backup.step(1000)


def prepare(connection: apsw.Connection) -> None:
    """Set what does not last beyond a connection: durability, foreign keys, patience with other readers."""
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    # The rollback journal keeps one file on disk and works on network shares, where WAL silently does not.
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def scalar(connection: apsw.Connection, sql: str) -> int:
    """Return the one whole number that a statement gives."""
    return int(connection.execute(sql).get)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's troubles with a file into FileErrors that say what happened and what to do."""
    try:
        yield
    except apsw.NotADBError as error:
        raise FileError(f"{path} is not a CSPdesk file. Choose a file that ends in .cspdesk.") from error
    except apsw.CorruptError as error:
        raise FileError(damage(path)) from error
    except apsw.FullError as error:
        raise FileError(f"The disk that holds {path} is full. Make room, then try again.") from error
    except (apsw.ReadOnlyError, apsw.PermissionsError) as error:
        raise FileError(f"{path} cannot be written there. Save a copy in a place of your own.") from error
    except (apsw.CantOpenError, apsw.AuthError) as error:
        raise FileError(_why_not_opened(path)) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise FileError(f"{path} is being written by another program. Try again in a moment.") from error
    except apsw.IOError as error:
        raise FileError(f"{path} cannot be read or written: the disk or the network gave up.") from error
    except apsw.ConstraintError as error:
        raise RefusedError("That would leave something pointing at what is no longer there.") from error
    except UnicodeEncodeError as error:
        raise FileError("The file's name has signs that cannot be used here; give it another.") from error
    except OSError as error:
        raise FileError(f"{path} cannot be reached ({error.strerror}). Check its name and folder.") from error


_UNREADABLE = (apsw.SQLError, zlib.error, ValueError, KeyError, TypeError, ArithmeticError, PeriodError)
"""What reading rows raises where somebody has changed them behind the program's back."""


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file's rows are read into a FileError that calls it damaged."""
    try:
        yield
    except _UNREADABLE as error:
        raise FileError(damage(path)) from error


def damage(name: object) -> str:
    """Return what is said of a file that does not hold together."""
    return f"{name} is damaged. Open its newest backup, or a copy that you sent to somebody."


def _why_not_opened(path: Path) -> str:
    if path.is_dir():
        return f"{path} is a folder, not a CSPdesk file."
    if not path.exists():
        if not path.parent.is_dir():
            return f"The folder {path.parent} does not exist. Make it first or choose another place."
        return f"{path} cannot be made or does not exist. Check its name and that the folder can be written."
    return f"{path} cannot be opened. Check that you may read and write it."
