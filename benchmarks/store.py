"""Opening the file beside bare SQLite through the same library."""

import tempfile
from pathlib import Path

import apsw

from benchmarks.large import EDITOR, large
from benchmarks.measure import Pair
from cspdesk.store.store import Store


def load() -> Pair:
    """Open a file and load the whole document, against reading the same rows as tuples."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "large.cspdesk"
    large(path).close()

    def floor() -> None:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        for table in ("measure", "series", "observation"):
            list(connection.execute(f"SELECT * FROM {table}"))
        connection.close()

    def ours() -> None:
        with Store.open(path, EDITOR) as store:
            store.load()

    return Pair(ours, floor, "bare reading of the rows", runs=31, close=folder.cleanup)
