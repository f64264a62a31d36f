from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.desk.files import Files, Outside, Sample, free_path, open_document
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import DeskError, FileError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Partnership
from cspdesk.store.store import Editor, Store
from tests.support.documents import EDITOR, small_store

COLLEAGUE = Editor("analyst", "desk 2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "riverbourne.cspdesk"
    small_store(made).close()
    return made


class Kept:
    """What was backed up, and what was told."""

    def __init__(self) -> None:
        self.backups: list[Path] = []
        self.told: list[str] = []
        self.fails = False

    def back_up(self, store: Store) -> None:
        if self.fails:
            raise FileError("Backups cannot be written.")
        self.backups.append(store.path)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def files(qapp: object, kept: Kept, tmp_path: Path) -> Files:
    workspace = Workspace()
    workspace.told.connect(kept.told.append)
    made = Files(workspace, EDITOR, Outside(back_up=kept.back_up, documents=tmp_path))
    made.keeps = workspace  # type: ignore[attr-defined]  # its parent, held by the test
    return made


def rename(files: Files, name: str) -> None:
    document = files.workspace.document
    assert document is not None
    document.do(PutRows("Name", (Partnership(name=name),)))


def test_a_file_is_opened_to_write(path: Path, qapp: object) -> None:
    opened = open_document(path, EDITOR)
    assert opened.document.store.is_writer
    assert opened.why_read_only == ""
    opened.document.close()


def test_a_file_held_elsewhere_is_read_and_the_holder_named(path: Path, qapp: object) -> None:
    with Store.open(path, COLLEAGUE):
        opened = open_document(path, EDITOR)
    assert not opened.document.store.is_writer
    assert "open for writing by analyst on desk 2 since" in opened.why_read_only
    with pytest.raises(DeskError, match="open to read only"):
        opened.document.do(PutRows("Name", (Partnership(name="Other"),)))
    opened.document.close()


def test_what_cannot_be_read_either_is_refused_with_the_first_reason(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "gone.cspdesk"
    with pytest.raises(FileError, match="does not exist"):
        open_document(path, EDITOR)
    path.write_bytes(b"this is no partnership file" * 100)
    with pytest.raises(FileError):
        open_document(path, EDITOR)
    # The lock was given back, so that the file can still be taken away.
    assert not Path(f"{path}.lock").exists()


def test_closing_backs_up_what_was_changed_and_only_that(files: Files, kept: Kept, path: Path) -> None:
    files.open(path)
    files.close()
    assert kept.backups == []
    assert files.workspace.document is None
    files.open(path)
    rename(files, "Other")
    files.close()
    assert kept.backups == [path]
    assert not Path(f"{path}.lock").exists()


def test_another_file_backs_up_and_closes_the_first(
    files: Files, kept: Kept, path: Path, tmp_path: Path
) -> None:
    files.open(path)
    rename(files, "Other")
    files.new(tmp_path / "new.cspdesk")
    assert kept.backups == [path]
    assert files.path == tmp_path / "new.cspdesk"
    assert not Path(f"{path}.lock").exists()
    files.close()


def test_a_backup_that_fails_is_told_and_stops_nothing(files: Files, kept: Kept, path: Path) -> None:
    files.open(path)
    rename(files, "Other")
    kept.fails = True
    files.close()
    assert kept.told == ["Backups cannot be written."]
    assert files.workspace.document is None


def test_a_file_that_cannot_be_opened_leaves_the_open_one(files: Files, path: Path, tmp_path: Path) -> None:
    files.open(path)
    document = files.workspace.document
    with pytest.raises(FileError):
        files.open(tmp_path / "gone.cspdesk")
    assert files.workspace.document is document
    assert files.path == path
    files.close()


def test_the_copy_of_a_file_to_read_is_opened_in_its_place(files: Files, path: Path, tmp_path: Path) -> None:
    with Store.open(path, COLLEAGUE):
        files.open(path)
        assert files.why_read_only
        copy = tmp_path / "mine.cspdesk"
        files.save_copy(copy)
        assert files.path == copy
        assert files.why_read_only == ""
        rename(files, "Mine")
    files.close()


def test_a_copy_of_a_file_one_writes_is_kept_beside_it(
    files: Files, kept: Kept, path: Path, tmp_path: Path
) -> None:
    files.open(path)
    files.save_copy(tmp_path / "copy.cspdesk")
    assert files.path == path
    assert "copy.cspdesk" in kept.told[-1]
    assert files.workspace.document is not None
    with Store.open(tmp_path / "copy.cspdesk", EDITOR) as copy:
        assert copy.load() == files.workspace.document.snapshot
    with pytest.raises(FileError, match="open file itself"):
        files.save_copy(path)
    files.close()


def test_a_sample_takes_a_free_name_and_its_own_quarter(kept: Kept, tmp_path: Path, qapp: object) -> None:
    def make(name: str, path: Path, who: Editor) -> Store:
        return small_store(path)

    workspace = Workspace()
    files = Files(workspace, EDITOR, Outside(make_from_sample=make))
    sample = Sample("small", "Small", "A small one.", Period.quarter(2014, 2))
    files.new_from_sample(sample, tmp_path / "new folder")
    files.new_from_sample(sample, tmp_path / "new folder")
    assert files.path == tmp_path / "new folder" / "small 2.cspdesk"
    assert workspace.quarter == Period.quarter(2014, 2)
    files.close()


def test_free_names(tmp_path: Path) -> None:
    assert free_path(tmp_path, "one").name == "one.cspdesk"
    (tmp_path / "one.cspdesk").touch()
    (tmp_path / "one 2.cspdesk").touch()
    assert free_path(tmp_path, "one").name == "one 3.cspdesk"


def test_opening_the_open_file_again_does_nothing(files: Files, path: Path, qtbot: QtBot) -> None:
    files.open(path)
    document = files.workspace.document
    files.open(path)
    assert files.workspace.document is document
    files.close()
