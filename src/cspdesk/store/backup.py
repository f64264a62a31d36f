"""Backups in the user's own folder: verified by opening them, thinned as they age."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cspdesk.domain.errors import DeskError, FileError
from cspdesk.store.store import Store

_STAMP = "%Y-%m-%d %H-%M-%S"
_NAME = re.compile(r"(?P<stem>.+) (?P<stamp>\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)(?: \d+)?\.cspdesk")


def back_up(store: Store, folder: Path, now: datetime) -> Path:
    """Write a verified backup of an open file into a folder, thin the older ones, and return its path.

    Raises FileError where it cannot be written or does not read back.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"Backups cannot be written in {folder}. Check that you may write there.") from error
    stem = f"{store.path.stem} {now.strftime(_STAMP)}"
    path = folder / f"{stem}.cspdesk"
    # Two files of one name, or two backups in one second, do not overwrite one another.
    count = 2
    while path.exists():
        path = folder / f"{stem} {count}.cspdesk"
        count += 1
    store.copy_to(path)
    try:
        with Store.read(path) as copy:
            sound = copy.load() == store.load()
    except DeskError:
        sound = False
    if not sound:
        path.unlink(missing_ok=True)
        raise FileError(f"The backup of {store.path.name} did not read back. Save a copy elsewhere.")
    for old in surplus(folder.glob(f"{store.path.stem} *.cspdesk"), store.path.stem, now):
        with suppress(OSError):
            old.unlink()
    return path


def surplus(paths: Iterable[Path], stem: str, now: datetime) -> Iterator[Path]:
    """Return the backups to take away.

    Kept are all of today and yesterday, then the newest of each day for a month, of each week for half a
    year, and of each month for ever.
    """
    seen: set[str] = set()
    for made, path in sorted(_dated(paths, stem), reverse=True):
        age = now.date() - made.date()
        if age <= timedelta(days=1):
            continue
        if age <= timedelta(days=31):
            slot = made.strftime("day %Y-%m-%d")
        elif age <= timedelta(days=183):
            slot = made.strftime("week %G-%V")
        else:
            slot = made.strftime("month %Y-%m")
        if slot in seen:
            yield path
        seen.add(slot)


def _dated(paths: Iterable[Path], stem: str) -> Iterator[tuple[datetime, Path]]:
    for path in paths:
        found = _NAME.fullmatch(path.name)
        if found and found["stem"] == stem:
            with suppress(ValueError):
                yield datetime.strptime(found["stamp"], _STAMP), path
