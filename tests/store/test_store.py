"""The store: one door, whole edits or none, and troubles told in words."""

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import apsw
import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import DeskError, FileError, RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Attachment,
    AttachmentId,
    Measure,
    Observation,
    PackFile,
    PackIssue,
    PackIssueId,
    Placement,
    Plan,
    Priority,
    Project,
    ProjectId,
    Series,
    SeriesId,
    Setting,
)
from cspdesk.store import log
from cspdesk.store.lock import LockedError
from cspdesk.store.recording import OverwriteRefusedError
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, small_store

Q4 = Period.quarter(2015, 4)
VIOLENCE = SeriesId("m21")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


def typed(store: Store, series: SeriesId = VIOLENCE, period: Period = Q4) -> str:
    row = store.load().of(Observation).get(series, period)
    return row.typed if row else ""


def figure(text: str, series: SeriesId = VIOLENCE, period: Period = Q4) -> SetFigures:
    return SetFigures("Figure", (TypedCell(series, period, text),))


class TestRun:
    def test_tells_exactly_what_changed(self, store: Store) -> None:
        change_set = store.run(figure("415"))
        assert change_set is not None
        (change,) = change_set.changes
        assert (change.table, change.key) == ("observation", ("m21", "2015-16Q4"))
        assert change.before == {"typed": "412", "value": "412"}
        assert change.after == {"typed": "415", "value": "415"}

    def test_edit_that_changes_nothing_leaves_no_trace(self, store: Store) -> None:
        entries = len(list(store.history()))
        assert store.run(figure("412")) is None
        assert len(list(store.history())) == entries

    def test_edit_there_and_back_in_one_act_leaves_no_trace(self, store: Store) -> None:
        entries = len(list(store.history()))
        both = SetFigures("Both", (TypedCell(VIOLENCE, Q4, "9"), TypedCell(VIOLENCE, Q4, "412")))
        assert store.run(both) is None
        assert len(list(store.history())) == entries

    def test_command_that_fails_half_way_alters_nothing(self, store: Store) -> None:
        @dataclass(frozen=True)
        class Half:
            label: str = "Half"

            def apply(self, edits: Edits) -> None:
                edits.put(Setting(key="first", value="done"))
                raise RefusedError("The second is not possible.")

        before = store.load()
        with pytest.raises(RefusedError, match="second"):
            store.run(Half())
        assert store.load() == before
        assert store.run(figure("415")) is not None, "and the next edit works"

    def test_row_that_points_nowhere_is_refused_whole(self, store: Store) -> None:
        before = store.load()
        orphan = Project(id=ProjectId("x"), priority="gone", title="Orphan")  # type: ignore[arg-type]
        with pytest.raises(RefusedError, match="pointing at what is no longer there"):
            store.run(PutRows("Orphan", (Setting(key="a", value="b"), orphan)))
        assert store.load() == before

    def test_text_that_no_document_can_carry_is_refused(self, store: Store) -> None:
        with pytest.raises(RefusedError, match="no value for Value"):
            store.run(PutRows("Setting", (Setting(key="a", value="bell \x07"),)))

    def test_bytes_are_kept_and_logged(self, store: Store) -> None:
        content = bytes(range(256))
        store.run(PutRows("Keep", (Attachment(id=AttachmentId("a"), name="return.xlsx", content=content),)))
        kept = store.load().of(Attachment).get("a")
        assert kept is not None
        assert kept.content == content
        assert log.rebuilt(store.history()) == store.load()


class TestTakeBack:
    def test_cascade_comes_back_whole(self, store: Store) -> None:
        before = store.load()
        deletion = store.run(DeleteRow("Delete plan", Plan, ("plan",)))
        assert deletion is not None
        gone = store.load()
        assert not list(gone.of(Priority))
        assert not list(gone.of(Placement))
        assert list(gone.of(Measure)), "measures outlive plans"
        store.take_back(deletion.recording, "Undo")
        assert store.load() == before

    def test_cascade_through_four_tables_comes_back_whole(self, store: Store) -> None:
        before = store.load()
        deletion = store.run(DeleteRow("Delete measure", Measure, ("m21",)))
        assert deletion is not None
        assert deletion.tables == {
            "measure",
            "placement",
            "series",
            "observation",
            "baseline",
            "commentary",
        }
        store.take_back(deletion.recording, "Undo")
        assert store.load() == before

    def test_cell_changed_since_by_something_else_is_not_overwritten(self, store: Store) -> None:
        edit = store.run(figure("415"))
        assert edit is not None
        store.run(figure("420"), "another desk")
        with pytest.raises(OverwriteRefusedError, match="changed since") as refusal:
            store.take_back(edit.recording, "Undo")
        assert (refusal.value.table, refusal.value.key) == ("observation", ("m21", "2015-16Q4"))
        assert typed(store) == "420"

    def test_other_column_changed_since_is_kept(self, store: Store) -> None:
        edit = store.run(figure("415"))
        assert edit is not None
        row = store.load().of(Observation).get(VIOLENCE, Q4)
        assert row is not None
        noted = replace(row, note="Provisional until May")
        store.run(PutRows("Note", (noted,)), "another desk")
        store.take_back(edit.recording, "Undo")
        after = store.load().of(Observation).get(VIOLENCE, Q4)
        assert after is not None
        assert (after.typed, after.note) == ("412", "Provisional until May")

    def test_added_priority_with_something_added_to_it_since_stays(self, store: Store) -> None:
        priority = Priority(id="new", plan="plan", title="New")  # type: ignore[arg-type]
        edit = store.run(PutRows("Add priority", (priority,)))
        assert edit is not None
        project = Project(id=ProjectId("p"), priority=priority.id, title="Added elsewhere")
        store.run(PutRows("Add project", (project,)), "another desk")
        with pytest.raises(OverwriteRefusedError, match="depends on it"):
            store.take_back(edit.recording, "Undo")
        assert store.load().of(Project).get("p") == project

    def test_insert_of_parent_and_child_is_taken_back_at_once(self, store: Store) -> None:
        before = store.load()
        measure = Measure(id="n", title="New")  # type: ignore[arg-type]
        series = Series(id=SeriesId("n"), measure=measure.id)
        edit = store.run(PutRows("Add", (measure, series)))
        assert edit is not None
        store.take_back(edit.recording, "Undo")
        assert store.load() == before


class TestOpening:
    def test_second_writer_is_refused_and_told_who_holds_the_file(self, store: Store) -> None:
        with pytest.raises(LockedError, match=r"by Community safety officer on desk 1 since \d\d:\d\d on "):
            Store.open(store.path, EDITOR)

    def test_reader_stands_beside_the_writer(self, store: Store) -> None:
        with Store.read(store.path) as copy:
            assert copy.load() == store.load()
            with pytest.raises(RefusedError, match="open to read only"):
                copy.run(figure("1"))

    def test_another_process_is_refused_and_reads(self, store: Store) -> None:
        script = (
            "import sys; from pathlib import Path\n"
            "from cspdesk.store.store import Store, Editor\n"
            "from cspdesk.store.lock import LockedError\n"
            "path = Path(sys.argv[1])\n"
            "print(Store.read(path).load().sequence)\n"
            "try: Store.open(path, Editor('b', 'c'))\n"
            "except LockedError as error: print(error)\n"
        )
        found = subprocess.run(
            [sys.executable, "-c", script, str(store.path)], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert found[0] == str(store.load().sequence)
        assert "is open for writing by Community safety officer on desk 1" in found[1]

    def test_lock_is_free_after_close(self, tmp_path: Path) -> None:
        path = tmp_path / "a.cspdesk"
        Store.create(path, EDITOR).close()
        Store.open(path, EDITOR).close()
        assert list(tmp_path.iterdir()) == [path]

    def test_lock_left_by_a_dead_process_is_no_lock(self, tmp_path: Path) -> None:
        path = tmp_path / "a.cspdesk"
        Store.create(path, EDITOR).close()
        Path(f"{path}.lock").write_text(' {"who": "A ghost", "device": "x", "since": "2020-01-01T00:00:00"}')
        with Store.open(path, EDITOR) as store:
            assert store.is_writer

    def test_existing_file_is_not_made_anew(self, store: Store) -> None:
        with pytest.raises(FileError, match="exists already"):
            Store.create(store.path, EDITOR)

    @pytest.mark.parametrize("opener", [Store.read, lambda path: Store.open(path, EDITOR)])
    def test_file_of_another_kind_is_named(self, tmp_path: Path, opener: object) -> None:
        letter = tmp_path / "letter.cspdesk"
        letter.write_text("Dear board, " * 200)
        with pytest.raises(FileError, match=r"letter\.cspdesk is not a CSPdesk file"):
            opener(letter)  # type: ignore[operator]
        assert [path.name for path in tmp_path.iterdir()] == ["letter.cspdesk"]

    def test_other_programs_database_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "other.cspdesk"
        connection = apsw.Connection(str(path))
        connection.execute("CREATE TABLE recipe (title TEXT)")
        connection.close()
        with pytest.raises(FileError, match="is not a CSPdesk file"):
            Store.read(path)

    def test_file_of_a_newer_major_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "newer.cspdesk"
        Store.create(path, EDITOR).close()
        set_version(path, 2 << 16 | 1)
        with pytest.raises(FileError, match="made by a newer CSPdesk"):
            Store.open(path, EDITOR)
        with pytest.raises(FileError, match="made by a newer CSPdesk"):
            Store.read(path)

    def test_file_of_a_newer_minor_opens(self, tmp_path: Path) -> None:
        path = tmp_path / "newer.cspdesk"
        Store.create(path, EDITOR).close()
        set_version(path, 1 << 16 | 99)
        with Store.open(path, EDITOR) as store:
            assert store.run(PutRows("Setting", (Setting(key="a", value="b"),)))

    def test_columns_that_a_newer_program_appended_are_left_as_they_are(self, tmp_path: Path) -> None:
        path = tmp_path / "newer.cspdesk"
        Store.create(path, EDITOR).close()
        connection = apsw.Connection(str(path))
        connection.execute("ALTER TABLE setting ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")
        connection.close()
        set_version(path, 1 << 16 | 99)
        with Store.open(path, EDITOR) as store:
            made = store.run(PutRows("Setting", (Setting(key="a", value="b"),)))
            edited = store.run(PutRows("Setting", (Setting(key="a", value="c"),)))
            assert made is not None
            assert edited is not None
            assert [change.after for change in edited.changes] == [{"value": "c"}]
            assert store.take_back(edited.recording, "Undo")
            assert store.load().of(Setting).get("a") == Setting(key="a", value="b")
            # The log is read by this program too, and says what the newer one needs.
            assert [change.after for entry in store.history()[1:2] for change in entry.changes] == [
                {"key": "a", "value": "b"}
            ]
        connection = apsw.Connection(str(path))
        assert connection.execute("SELECT value, colour FROM setting").get == ("b", "blue")
        connection.close()

    def test_folder_and_missing_file_are_told(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="is a folder"):
            Store.read(tmp_path)
        with pytest.raises(FileError, match="does not exist"):
            Store.read(tmp_path / "nothing.cspdesk")
        with pytest.raises(FileError, match="does not exist"):
            Store.create(tmp_path / "no" / "where.cspdesk", EDITOR)

    def test_place_that_cannot_be_written_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "read-only"
        folder.mkdir()
        path = folder / "board.cspdesk"
        Store.create(path, EDITOR).close()
        make_read_only(folder, monkeypatch)
        with pytest.raises(FileError, match="cannot be written there"):
            Store.open(path, EDITOR)
        with Store.read(path) as copy:
            assert copy.load().sequence == 1

    def test_damaged_file_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "board.cspdesk"
        small_store(path).close()
        content = bytearray(path.read_bytes())
        content[4096:] = os.urandom(len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(DeskError, match=r"damaged|not a CSPdesk"), Store.read(path) as copy:
            copy.load()


def test_full_disk_is_told_and_loses_nothing(store: Store) -> None:
    before = store.load()
    pages = store._connection.execute("PRAGMA page_count").get
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = Attachment(id=AttachmentId("big"), name="big", content=os.urandom(200_000))
    with pytest.raises(FileError, match=r"is full\. Make room"):
        store.run(PutRows("Keep", (big,)))
    assert store.load() == before
    store._connection.execute("PRAGMA max_page_count = 1000000")
    assert store.run(PutRows("Keep", (big,))) is not None, "and goes on when there is room again"


def test_copy_is_whole_and_opens(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.cspdesk"
    store.copy_to(target)
    with Store.read(target) as copy:
        assert copy.load() == store.load()
    with pytest.raises(FileError, match=r"no does not exist\. Make it first"):
        store.copy_to(tmp_path / "no" / "where.cspdesk")


def test_sound_file_has_no_troubles_and_a_tampered_one_has(tmp_path: Path) -> None:
    path = tmp_path / "board.cspdesk"
    with small_store(path) as store:
        assert store.troubles() == []
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE observation SET typed = '999' WHERE series = 'm21' AND period = '2015-16Q4'")
    connection.close()
    with Store.read(path) as copy:
        assert copy.troubles() == ["The log does not lead to the figures that the file holds."]


def test_issued_files_come_back_byte_for_byte(store: Store) -> None:
    issue = PackIssue(id=PackIssueId("i"), period=Q4, layout="board")
    content = os.urandom(50_000)
    fingerprint = hashlib.sha256(content).hexdigest()
    file = PackFile(issue=issue.id, name="board.docx", sha256=fingerprint, content=content)
    store.keep_issue(issue, [file])
    assert [file.content for file in store.issued_files(issue)] == [content]
    assert log.rebuilt(store.history()) == store.load()


def test_past_moment_is_rebuilt_from_the_log(store: Store) -> None:
    then = store.load()
    store.run(figure("415"))
    store.run(DeleteRow("Delete measure", Measure, ("m22",)))
    assert log.rebuilt(store.history(), then.sequence) == then


def set_version(path: Path, version: int) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def make_read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the right to write away; root, who may write anywhere, is refused by hand."""
    if os.name == "posix" and os.geteuid() != 0:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        return

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock._unix.os.open", refuse)
