"""Files of every shape that was ever in use: they open, are backed up first, and end in today's shape."""

from pathlib import Path

import apsw
import pytest

from cspdesk.app.places import backup_folder, writing
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    CountywideRow,
    Measure,
    MeasureId,
    Observation,
    PackIssue,
    Revision,
    SeriesId,
)
from cspdesk.store import log
from cspdesk.store.migrations import CURRENT, migrate
from cspdesk.store.store import Store
from tests.support.documents import EDITOR
from tests.support.issues import enter

RELEASED = Path(__file__).parent / "released"
VERSIONS = range(1, CURRENT & 0xFFFF)
"""Every minor version but today's; each has its file, written by the program of its day."""

Q4 = Period.quarter(2015, 4)


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of an older version: the small document's figures, with Quarter 4's pack issued."""
    path = tmp_path / "old.cspdesk"
    path.write_bytes((RELEASED / f"version_{request.param}.cspdesk").read_bytes())
    assert version_of(path) == 1 << 16 | request.param
    return path


def version_of(path: Path) -> int:
    """The version in the file's head, read as bytes."""
    return int.from_bytes(path.read_bytes()[60:64], "big")


def shape(connection: apsw.Connection) -> set[tuple[str, str]]:
    return {
        (row[0], row[1]) for row in connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql > ''")
    }


def test_there_is_a_file_of_every_older_version() -> None:
    names = sorted(path.name for path in RELEASED.iterdir())
    assert names == sorted(f"version_{number}.cspdesk" for number in VERSIONS)


def test_it_ends_in_the_shape_of_a_fresh_one_and_loses_nothing(old: Path) -> None:
    before, shown = version_of(old), list[int]()
    with Store.open(old, EDITOR, before_migration=lambda path: shown.append(version_of(path))) as store:
        assert shown == [before], "asked to back it up before the first step"
        fresh = apsw.Connection(":memory:")
        migrate(fresh, 0)
        assert shape(store._connection) == shape(fresh)
        snapshot = store.load()
        assert log.rebuilt(store.history()) == snapshot
        assert store.troubles() == []
        row = snapshot.of(Observation).get(SeriesId("m21"), Q4)
        (issue,) = snapshot.of(PackIssue)
        assert row is not None
        assert (row.typed, [file.content for file in store.issued_files(issue)]) == ("412", [b"A pack."])
    assert version_of(old) == CURRENT


def test_it_is_read_without_being_changed(old: Path) -> None:
    before = old.read_bytes()
    with Store.read(old) as copy:
        assert len(copy.load().of(Observation)) == 8 + 8 + 4 + 4 + 3 + 5 + 1
    assert old.read_bytes() == before


def test_the_program_backs_it_up_first_and_then_edits_it(old: Path) -> None:
    with Store.read(old) as copy:
        as_it_was = copy.load()
    with writing(old) as store:
        (backup,) = backup_folder().glob("old *.cspdesk")
        with Store.read(backup) as kept:
            assert kept.load() == as_it_was
        enter(store, "m21", Q4, "415")
        store.run(SetRevisionReason("Reason", SeriesId("m21"), Q4, "Recounted"))
        (revision,) = store.load().of(Revision)
    assert (revision.seen, revision.reason) == ("412", "Recounted")


def test_a_measure_of_an_older_file_has_its_rate_over_everyone(old: Path) -> None:
    with Store.open(old, EDITOR) as store:
        assert {row.population_group for row in store.load().of(Measure)} == {"all"}
        # As a program of the version before writes it, which knows nothing of the column.
        columns = [field.name for field in Measure.TABLE.fields][:-1]
        named = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join("'new'" if name == "id" else f'"{name}"' for name in columns)
        store._connection.execute(
            f"INSERT INTO measure ({named}) SELECT {values} FROM measure WHERE id = 'm21'"
        )
        added = store.load().of(Measure).get(MeasureId("new"))
        assert added is not None
        assert added.population_group == "all"


def test_a_countywide_row_of_an_older_file_counts_as_read(tmp_path: Path) -> None:
    path = tmp_path / "old.cspdesk"
    path.write_bytes((RELEASED / "version_3.cspdesk").read_bytes())
    with Store.open(path, EDITOR) as store:
        (row,) = store.load().of(CountywideRow)
        assert (row.title, row.baseline_target, row.reviewed) == ("Re-offending", "N/A", True)
