"""Damaged and cut-short files: told in one sentence, never a traceback; what was saved is kept."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.errors import FileError, RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, Observation, PackFile, PackIssue, PackIssueId, Project, ProjectId
from cspdesk.store.lock import Holder, WriterLock
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, small_store


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "board.cspdesk"
    small_store(path).close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    connection = apsw.Connection(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()


DAMAGE = {
    "a version that no release wrote": ("PRAGMA user_version = 0",),
    "a table that is gone": ("DROP TABLE commentary",),
    "a row that points nowhere": ("DELETE FROM measure WHERE id = 'm21'",),
    "a period that is none": (
        "UPDATE observation SET period = 'soon' WHERE series = 'm21' AND period = '2015-16Q4'",
    ),
    "a number that is none": ("UPDATE observation SET value = 'x' WHERE series = 'm21'",),
    "bytes that are no text": ("UPDATE measure SET title = CAST(x'ff' AS TEXT) WHERE id = 'm21'",),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_file_is_told_when_it_is_read(board: Path, damage: str) -> None:
    tamper(board, *DAMAGE[damage])

    def read() -> None:
        with Store.read(board) as store:
            store.load()

    def write() -> None:
        with Store.open(board, EDITOR) as store:
            store.load()

    for use in (read, write):
        with pytest.raises(FileError, match=r"board\.cspdesk is damaged\. Open its newest backup"):
            use()
    assert not Path(f"{board}.lock").exists()


@pytest.mark.parametrize("damage", [name for name in DAMAGE if "version" not in name])
def test_damage_is_found_by_the_check_of_the_file(board: Path, damage: str) -> None:
    tamper(board, *DAMAGE[damage])
    with Store.read(board, must_be_sound=False) as store:
        assert store.troubles()


@pytest.mark.parametrize("change", ["changes = x'0102'", "at = 'yesterday'"])
def test_log_that_cannot_be_read_is_told(board: Path, change: str) -> None:
    tamper(board, f"UPDATE log SET {change} WHERE sequence = 2")
    with Store.read(board) as store:
        with pytest.raises(FileError, match="is damaged"):
            store.history()
        assert store.load(), "the figures are there all the same"
        assert len(store.troubles()) == 1


def test_altered_issue_is_found_and_not_handed_out(board: Path) -> None:
    issue = PackIssue(id=PackIssueId("i"), period=Period.quarter(2015, 4))
    with Store.open(board, EDITOR) as store:
        file = PackFile(issue=issue.id, name="board.docx", sha256="0" * 64, content=b"other")
        store.keep_issue(issue, [file])
        said = "The issued document board.docx is not as it went out."
        assert store.troubles() == [said]
        with pytest.raises(FileError, match=said):
            store.issued_files(issue)


def test_edit_cut_short_is_taken_back_by_whoever_comes_next(tmp_path: Path) -> None:
    """A hot journal, as a power failure leaves it: a reader must recover it, not refuse it."""
    path = tmp_path / "board.cspdesk"
    small_store(path).close()
    with Store.read(path) as store:
        before = store.load()
    script = (
        "import apsw, os, signal, sys\n"
        "connection = apsw.Connection(sys.argv[1])\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE observation SET note = hex(randomblob(2000))')\n"
        "connection.cache_flush()\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert Path(f"{path}-journal").exists(), "the edit was cut short"
    with Store.read(path) as store:
        assert store.load() == before
    assert not Path(f"{path}-journal").exists()


class TestCreating:
    def test_start_that_is_refused_leaves_nothing(self, tmp_path: Path) -> None:
        orphan = Project(id=ProjectId("p"), priority="gone")  # type: ignore[arg-type]  # points nowhere
        with pytest.raises(RefusedError):
            Store.create(tmp_path / "new.cspdesk", EDITOR, PutRows("Start", (orphan,)))
        assert list(tmp_path.iterdir()) == []

    def test_file_has_its_name_only_when_it_is_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "new.cspdesk"
        seen: list[bool] = []
        run = Store.run

        def watch(store: Store, command: PutRows, origin: str = "desk") -> object:
            seen.append(path.exists())
            return run(store, command, origin)

        monkeypatch.setattr(Store, "run", watch)
        measure = Measure(id="m", title="Measure")  # type: ignore[arg-type]  # any key will do
        with Store.create(path, EDITOR, PutRows("Start", (measure,))) as store:
            assert store.load().of(Measure).get("m") == measure
        assert seen == [False]
        assert list(tmp_path.iterdir()) == [path]

    def test_file_made_between_the_look_and_the_lock_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "new.cspdesk"

        def slow(path_asked: Path, holder: Holder) -> WriterLock:
            path.write_bytes(b"made by somebody else")
            return WriterLock(path_asked, holder)

        monkeypatch.setattr("cspdesk.store.store.WriterLock", slow)
        with pytest.raises(FileError, match="exists already"):
            Store.create(path, EDITOR)
        assert path.read_bytes() == b"made by somebody else"

    @pytest.mark.parametrize("name", ["x" * 300 + ".cspdesk", "lone\udcff.cspdesk"])
    @pytest.mark.parametrize("use", [Store.read, lambda path: Store.create(path, EDITOR)])
    def test_name_that_cannot_be_is_told(
        self, tmp_path: Path, name: str, use: Callable[[Path], object]
    ) -> None:
        with pytest.raises(FileError):
            use(tmp_path / name)


def test_row_deleted_by_a_command_takes_its_figures_along(board: Path) -> None:
    """What tampering leaves behind no command can: a file stays sound through every deletion."""
    with Store.open(board, EDITOR) as store:
        store.run(DeleteRow("Delete", Measure, ("m21",)))
        assert store.load().of(Observation).where("series", "m21") == ()
        assert store.troubles() == []
