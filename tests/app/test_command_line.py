"""The command line: every command does its work, and every trouble is one sentence and exit 2."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from cspdesk.app.samples import samples
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.store.store import Editor, Store
from tests.support.command_line import heard, told

Q4 = Period.quarter(2015, 4)


class TestNew:
    def test_empty_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "new.cspdesk"
        assert heard(capsys, "new", path) == f"Made {path}.\n"
        assert heard(capsys, "verify", path) == f"{path} is sound.\n"

    @pytest.mark.parametrize("name", [sample.name for sample in samples()])
    def test_every_sample(self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "sample.cspdesk"
        heard(capsys, "new", path, "--sample", name)
        assert heard(capsys, "verify", path) == f"{path} is sound.\n"

    def test_existing_file_is_refused(self, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = board.read_bytes()
        assert "exists already" in told(capsys, "new", board, "--sample", "highlight")
        assert board.read_bytes() == before

    def test_unknown_sample_names_those_there_are(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = told(capsys, "new", tmp_path / "a.cspdesk", "--sample", "nowhere")
        assert said == (
            "There is no sample 'nowhere'. Choose one of: highlight, quarter-narrative, rolling-year, "
            "target-actual."
        )
        assert list(tmp_path.iterdir()) == []

    def test_bad_book_leaves_no_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = tmp_path / "book"
        book.mkdir()
        (book / "Partnership.csv").write_text("Name,Colour\nA,blue\n", encoding="utf-8")
        said = told(capsys, "new", tmp_path / "a.cspdesk", "--from", book)
        assert "Colour" in said
        assert sorted(path.name for path in tmp_path.iterdir()) == ["book"]


def test_samples_are_listed_with_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    lines = heard(capsys, "samples").splitlines()
    assert [line.split()[0] for line in lines] == [
        "highlight",
        "quarter-narrative",
        "rolling-year",
        "target-actual",
    ]


class TestWorkbook:
    @pytest.mark.parametrize("book", ["book.xlsx", "book"])
    def test_export_and_import_into_a_new_file(
        self, riverbourne: Path, book: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        where = riverbourne.parent / book
        heard(capsys, "export", riverbourne, where)
        again = riverbourne.parent / "again.cspdesk"
        heard(capsys, "new", again, "--from", where)
        assert "0 changes would be made" in heard(capsys, "import", again, where, "--dry-run")

    def test_dry_run_says_each_change_and_makes_none(
        self, board: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        book = board.parent / "book"
        heard(capsys, "export", board, book)
        replace_cell(book / "Observations.csv", {"Measure": "2.1", "Period": "2015-16Q4"}, "Value", "415")
        before = board.read_bytes()
        said = heard(capsys, "import", board, book, "--dry-run").splitlines()
        assert len(said) == 2
        assert "2.1" in said[0]
        assert "412" in said[0]
        assert "415" in said[0]
        assert said[1] == "1 change would be made; nothing was changed."
        assert board.read_bytes() == before
        assert heard(capsys, "import", board, book) == f"1 change made in {board}.\n"
        assert "412 became 415" in heard(capsys, "history", board, "--cell", "2.1||2015-16Q4")

    def test_import_backs_the_file_up(
        self, board: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(board.parent / "data"))
        book = board.parent / "book"
        heard(capsys, "export", board, book)
        replace_cell(book / "Observations.csv", {"Measure": "2.1", "Period": "2015-16Q4"}, "Value", "415")
        heard(capsys, "import", board, book)
        (backup,) = (board.parent / "data").rglob("*.cspdesk")
        with Store.read(backup) as kept, Store.read(board) as now:
            assert kept.load() == now.load()

    def test_kinds_to_come_say_so(self, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for kind in ("table", "return", "report", "home-office", "police-uk"):
            assert "not yet" in told(capsys, "import", board, board, "--as", kind)


class TestHistory:
    def test_edits_are_listed_with_who_and_what(
        self, board: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lines = heard(capsys, "history", board).splitlines()
        assert lines[0].endswith("Community safety officer on desk 1  New document")
        assert len(lines) == 4

    def test_cell_says_what_it_held(self, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with Store.open(board, Editor("Police analyst", "desk 2")) as store:
            store.run(SetFigures("Correction", (TypedCell(SeriesId("m21"), Q4, "415"),)))
        first, second = heard(capsys, "history", board, "--cell", "2.1||2015-16Q4").splitlines()
        assert first.endswith("empty became 412")
        assert second.endswith("Police analyst on desk 2  Correction: 412 became 415")

    def test_cell_that_is_none_is_told(self, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "names no cell" in told(capsys, "history", board, "--cell", "2.1")
        assert "names no measure" in told(capsys, "history", board, "--cell", "9.9||2015-16Q4")
        assert "no series 'Police'" in told(capsys, "history", board, "--cell", "2.1|Police|2015-16Q4")


class TestBesideAnOpenDesk:
    def test_reading_commands_work_and_writing_ones_name_the_holder(
        self, board: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = board.parent / "out"
        with Store.open(board, Editor("Community safety officer", "the desk upstairs")):
            heard(capsys, "figures", board, "--quarter", "2015-16Q4")
            heard(capsys, "verify", board)
            heard(capsys, "history", board)
            heard(capsys, "export", board, board.parent / "book.xlsx")
            heard(capsys, "pack", board, "--quarter", "2015-16Q4", "--out", out)
            said = told(capsys, "pack", board, "--quarter", "2015-16Q4", "--issue", "--out", out)
            assert "Community safety officer on the desk upstairs" in said
            said = told(capsys, "import", board, board.parent / "book.xlsx")
            assert "Community safety officer on the desk upstairs" in said


def test_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "is no command" in told(capsys, "figure", "x.cspdesk")
    assert "Try 'cspdesk" in told(capsys, "--nonsense")


def test_mistyped_command_opens_no_window(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is no command of CSPdesk and no file" in told(capsys, "veriffy")
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no display here" in told(capsys)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cspdesk", "samples"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr
        == "The output could not be written (No space left on device). Make room, then try again.\n"
    )


def test_wrong_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear board")
    assert "is not a CSPdesk file" in told(capsys, "verify", letter)
    assert "does not exist" in told(capsys, "verify", tmp_path / "nothing.cspdesk")


@pytest.mark.slow
def test_self_test_passes_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cspdesk", "--self-test"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "The self-test passed."


def replace_cell(path: Path, where: dict[str, str], column: str, text: str) -> None:
    """Write another text into one cell of a .csv."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if where.items() <= row.items()]
    row[column] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
