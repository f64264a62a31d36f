"""The schema against the catalogue: one description, and every table recorded."""

from pathlib import Path

import apsw
import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.domain.catalogue import CATALOGUE, Table, recorded_tables
from cspdesk.domain.tables import Setting
from cspdesk.store.migrations import CURRENT, migrate
from cspdesk.store.store import Store
from tests.support.documents import EDITOR


@pytest.fixture(scope="module")
def fresh() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    migrate(connection, 0)
    return connection


def test_schema_has_exactly_the_tables_of_the_catalogue(fresh: apsw.Connection) -> None:
    names = {row[0] for row in fresh.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert names == set(CATALOGUE)


@pytest.mark.parametrize("table", list(CATALOGUE.values()), ids=lambda table: table.name)
def test_table_has_the_columns_of_its_row(fresh: apsw.Connection, table: Table) -> None:
    described = [(row[1], row[2], row[3]) for row in fresh.execute(f'PRAGMA table_info("{table.name}")')]
    assert described == [(field.name, field.sql_type, int(not field.optional)) for field in table.fields]


@pytest.mark.parametrize("table", list(CATALOGUE.values()), ids=lambda table: table.name)
def test_table_is_strict_and_has_a_key_that_is_no_rowid(fresh: apsw.Connection, table: Table) -> None:
    keys = sorted((row[5], row[1]) for row in fresh.execute(f'PRAGMA table_info("{table.name}")') if row[5])
    assert [name for _, name in keys] == [field.name for field in table.key]
    strict = fresh.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table.name,)).get
    assert strict == 1


@pytest.mark.parametrize("table", list(CATALOGUE.values()), ids=lambda table: table.name)
def test_references_point_where_the_catalogue_says(fresh: apsw.Connection, table: Table) -> None:
    points = {row[3]: row[2] for row in fresh.execute(f'PRAGMA foreign_key_list("{table.name}")')}
    assert points == {field.name: field.reference for field in table.fields if field.reference}


def test_every_table_is_recorded_but_those_that_say_why_not() -> None:
    assert set(CATALOGUE) - {table.name for table in recorded_tables()} == {"pack_file", "log"}


@pytest.mark.parametrize("table", list(recorded_tables()), ids=lambda table: table.name)
def test_sqlite_records_an_insert_into_every_recorded_table(tmp_path: Path, table: Table) -> None:
    """A table that the session overlooked would lose its edits to undo and history without a word."""
    connection = apsw.Connection(":memory:")
    migrate(connection, 0)
    session = apsw.Session(connection, "main")
    session.attach(table.name)
    values = [{"TEXT": "x", "INTEGER": 1, "BLOB": b"x"}[field.sql_type] for field in table.fields]
    marks = ", ".join("?" * len(values))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', values)
    assert [change.name for change in apsw.Changeset.iter(session.changeset())] == [table.name]


def test_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.cspdesk"
    with Store.create(path, EDITOR) as store:
        store.run(PutRows("Setting", (Setting(key="colour", value="blue"),)))
    head = path.read_bytes()[:72]
    assert head[68:72] == b"CSPD"
    assert int.from_bytes(head[60:64], "big") == CURRENT == 0x0001_0004
    assert sorted(tmp_path.iterdir()) == [path], "one file on disk after close"
