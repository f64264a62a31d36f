"""Who is at the keyboard and where their files go; nothing else in the program asks the machine."""

import getpass
import json
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from cspdesk.domain.errors import FileError
from cspdesk.store.backup import back_up
from cspdesk.store.store import Editor, Store

LARGE_IMPORT = 200
"""Rows from which an import makes a backup first."""


def settings_path() -> Path:
    """Return where the settings are kept."""
    return user_config_path("CSPdesk", appauthor=False) / "settings.json"


def chosen_name() -> str:
    """Return the display name chosen in the settings; "" where there is none, or none that can be read."""
    try:
        kept = json.loads(settings_path().read_text(encoding="utf-8"))
        return str(kept.get("display_name") or "")
    except (OSError, ValueError, AttributeError):
        return ""


def editor() -> Editor:
    """Return who edits: the display name chosen, else the account, on this machine."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in a bare container.
        account = "unknown account"
    return Editor(chosen_name() or account, platform.node() or "this machine")


def backup_folder() -> Path:
    """Return the folder of the user's own in which backups are kept."""
    return user_data_path("CSPdesk", appauthor=False) / "backups"


def keep_backup(store: Store) -> None:
    """Back up an open file into the user's folder; raises FileError."""
    back_up(store, backup_folder(), datetime.now().astimezone().replace(tzinfo=None))


@contextmanager
def writing(path: Path) -> Iterator[Store]:
    """Open a file to write; backed up at the end if anything changed, closed whatever happens."""
    with Store.open(path, editor(), before_migration=back_up_unopened) as store:
        yield store
        if store.is_changed:
            try:
                keep_backup(store)
            except FileError as error:
                # The edit is made and kept; that it was not backed up as well does not undo it.
                print(error, file=sys.stderr)


def back_up_unopened(path: Path) -> None:
    """Back up a file of an older shape as it is, before it is brought up to date."""
    with Store.read(path) as store:
        keep_backup(store)
