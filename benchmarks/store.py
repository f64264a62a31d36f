"""The store beside bare SQLite through the same library."""

import itertools
import tempfile
from pathlib import Path

import apsw

from benchmarks.measure import Pair
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import Measure, MeasureId, Observation, Series, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store.connection import prepare
from cspdesk.store.store import Editor, Store

MEASURES, QUARTERS = 500, quarters_between(Period.quarter(2004, 1), Period.quarter(2015, 4))


def load() -> Pair:
    """Open a file and load the whole document, against reading the same rows as tuples."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "large.cspdesk"
    _large(path).close()

    def floor() -> None:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        for table in ("measure", "series", "observation"):
            list(connection.execute(f"SELECT * FROM {table}"))
        connection.close()

    def ours() -> None:
        with Store.open(path, Editor("Benchmark", "here")) as store:
            store.load()

    return Pair(ours, floor, "bare reading of the rows", close=folder.cleanup)


def edit() -> Pair:
    """Save one figure: typed, read, recorded, logged; against one bare durable update with a log row."""
    folder = tempfile.TemporaryDirectory()
    store = _large(Path(folder.name) / "large.cspdesk")
    bare = apsw.Connection(str(Path(folder.name) / "bare.db"))
    prepare(bare)
    bare.execute(
        "CREATE TABLE observation (series TEXT, period TEXT, typed TEXT, PRIMARY KEY (series, period))"
    )
    bare.execute("CREATE TABLE log (sequence INTEGER PRIMARY KEY, words TEXT)")
    bare.execute("INSERT INTO observation VALUES ('s', 'p', '0')")
    numbers = itertools.count(1_000_000)

    def floor() -> None:
        with bare:
            bare.execute("UPDATE observation SET typed = ? WHERE series = 's'", (str(next(numbers)),))
            bare.execute("INSERT INTO log (words) VALUES ('x')")

    def ours() -> None:
        store.run(SetFigures("Figure", (TypedCell(SeriesId("0"), QUARTERS[-1], str(next(numbers))),)))

    def close() -> None:
        bare.close()
        store.close()
        folder.cleanup()

    return Pair(ours, floor, "a bare durable update", runs=60, close=close)


def _large(path: Path) -> Store:
    store = Store.create(path, Editor("Benchmark", "here"))
    rows: list[Measure | Series | Observation] = []
    for number in range(MEASURES):
        measure = Measure(id=MeasureId(str(number)), title=f"Measure {number}", position=number)
        series = Series(id=SeriesId(str(number)), measure=measure.id, headline=True)
        rows += [measure, series]
        rows += [
            observed(Observation(series=series.id, period=quarter, typed=str(100 + number)), Unit.COUNT)
            for quarter in QUARTERS
        ]
    store.run(PutRows("A large document", tuple(rows)))
    return store
