"""The numbered steps that make a file of today's shape; a new file runs them all, an old one those it lacks.

A step imports nothing from the program, so that it does for ever what it did on the day it was written.
"""

from collections.abc import Callable

import apsw

from cspdesk.domain.errors import FileError
from cspdesk.store.connection import APPLICATION_ID, damage, scalar
from cspdesk.store.migrations import step_0001, step_0002, step_0003, step_0004

MAJOR = 1
"""Raised when an older program could no longer keep what it reads."""

STEPS: tuple[Callable[[apsw.Connection], None], ...] = (
    step_0001.run,
    step_0002.run,
    step_0003.run,
    step_0004.run,
)
"""Step n brings a file to minor version n."""

CURRENT = MAJOR << 16 | len(STEPS)
"""The `user_version` of a file of today's shape: major in the high half, minor in the low."""


def version_of(connection: apsw.Connection, name: str) -> int:
    """Return the file's `user_version`; raises FileError where it is no file of ours or too new."""
    if scalar(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise FileError(f"{name} is not a CSPdesk file. Choose a file that ends in .cspdesk.")
    version = scalar(connection, "PRAGMA user_version")
    if version >> 16 > MAJOR:
        raise FileError(f"{name} was made by a newer CSPdesk. Install the newer version to open it.")
    if version >> 16 < MAJOR:
        # No release has written such a file.
        raise FileError(damage(name))
    return version


def check_sound(connection: apsw.Connection, name: str) -> None:
    """Raise FileError where the file does not hold together or a row points at what is not there."""
    if connection.execute("PRAGMA quick_check(1)").get != "ok":
        raise FileError(damage(name))
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise FileError(damage(name))


def migrate(connection: apsw.Connection, version: int) -> None:
    """Run the steps that a file of that `user_version` lacks, in one transaction."""
    done = version & 0xFFFF
    if done >= len(STEPS):
        return
    with connection:
        for step in STEPS[done:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {CURRENT}")
