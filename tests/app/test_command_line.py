"""The command line: every command does its work, and every trouble is one sentence and exit 2."""

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cspdesk.app.main import main
from cspdesk.app.samples import samples
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.store.store import Editor, Store
from tests.support.documents import EDITOR, small_store

Q4 = Period.quarter(2015, 4)


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A file with the figures of a real report's measures."""
    path = tmp_path / "board.cspdesk"
    small_store(path).close()
    return path


@pytest.fixture
def riverbourne(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sample made from the report that has 2.1 with 326, 347, 355 and 412."""
    path = tmp_path / "riverbourne.cspdesk"
    assert main(["new", str(path), "--sample", "quarter-narrative"]) == 0
    capsys.readouterr()
    return path


def told(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Run a command that must be refused; return the one sentence it says."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    assert code == 2, said
    assert said.out == ""
    assert said.err.count("\n") == 1, f"one line, not {said.err!r}"
    return said.err.strip()


def heard(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    """Run a command that must end so; return what it prints."""
    found = main([str(word) for word in words])
    said = capsys.readouterr()
    assert (found, said.err) == (code, "")
    return said.out


class TestNew:
    def test_empty_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "new.cspdesk"
        assert heard(capsys, "new", path) == f"Made {path}.\n"
        assert heard(capsys, "verify", path) == f"{path} is sound.\n"

    @pytest.mark.parametrize("name", [sample.name for sample in samples()])
    def test_every_sample(self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "sample.cspdesk"
        heard(capsys, "new", path, "--sample", name)
        heard(capsys, "verify", path)

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


def series_of(report: dict[str, Any], number: str, label: str = "") -> dict[str, Any]:
    (measure,) = [each for each in report["measures"] if each["number"] == number]
    found: list[dict[str, Any]] = [each for each in measure["series"] if each["label"] == label]
    (series,) = found
    return series


class TestFigures:
    def report(self, path: Path, quarter: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(heard(capsys, "figures", path, "--quarter", quarter, "--json"))
        return found

    # Right in the report, or (*) right where the report is wrong.
    @pytest.mark.parametrize(
        ("number", "quarter", "key", "value"),
        [
            ("1.3", "2015-16Q4", "change", -426),  # *
            ("1.3", "2015-16Q4", "baseline_change", -1382),
            ("1.3", "2015-16Q4", "baseline_change_pct", -10.3),  # *
            ("1.4", "2015-16Q2", "quarter_change", 25),
            ("1.4", "2015-16Q3", "quarter_change", 140),
            ("1.4", "2015-16Q4", "year_to_date", 4311),
            ("1.4", "2015-16Q4", "last_year_to_date", 4374),
            ("1.4", "2015-16Q4", "change", -63),
            ("1.4", "2015-16Q4", "change_pct", -1.4),
            ("2.1", "2015-16Q1", "change_pct", 25.4),
            ("2.1", "2015-16Q2", "year_to_date", 673),
            ("2.1", "2015-16Q2", "change", 110),
            ("2.1", "2015-16Q2", "change_pct", 19.5),
            ("2.1", "2015-16Q3", "change_pct", 18.7),
            ("2.1", "2015-16Q4", "value", 412),
            ("2.1", "2015-16Q4", "year_to_date", 1440),
            ("2.1", "2015-16Q4", "change", 294),
            ("2.1", "2015-16Q4", "change_pct", 25.7),
            ("2.1", "2015-16Q4", "last_year_to_date", 1146),
            ("2.2", "2015-16Q1", "change", 144),
            ("2.2", "2015-16Q1", "change_pct", 75.0),  # *
            ("2.2", "2015-16Q3", "change_pct", 51.3),
            ("2.2", "2015-16Q4", "change_pct", 52.4),
            ("2.3", "2015-16Q2", "change_pct", 62.5),
            ("2.3", "2015-16Q4", "year_to_date", 101),
            ("2.3", "2015-16Q4", "change_pct", 50.7),
        ],
    )
    def test_statements_of_the_report(
        self,
        riverbourne: Path,
        capsys: pytest.CaptureFixture[str],
        number: str,
        quarter: str,
        key: str,
        value: float,
    ) -> None:
        assert series_of(self.report(riverbourne, quarter, capsys), number)[key] == value

    def test_shape_of_the_answer(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = self.report(riverbourne, "2015-16Q4", capsys)
        assert report["quarter"] == "2015-16Q4"
        assert len(report["measures"]) == 17
        series = series_of(report, "2.1")
        assert set(series) == {
            *("label", "state", "entered", "value", "last_year_quarter", "quarter_change"),
            *("quarter_change_pct", "year_to_date", "last_year_to_date", "change", "change_pct"),
            *("rolling_12", "rolling_12_last_year", "rolling_change", "rolling_change_pct"),
            *("baseline", "baseline_change", "baseline_change_pct", "baselines", "target", "spc", "printed"),
        }
        printed = series["printed"]
        assert (printed["year_to_date"], printed["change_pct"]) == ("1,440", "25.7%")
        assert set(printed) == set(series) - {"label", "spc", "printed"}

    def test_half_is_rounded_up_in_print(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = self.report(riverbourne, "2015-16Q2", capsys)
        series = series_of(report, "6.3")
        assert (series["entered"], series["printed"]["entered"]) == (62.5, "63%")

    def test_absent_figures_are_null(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        series = series_of(self.report(riverbourne, "2015-16Q4", capsys), "3.1", "Commencements")
        assert (series["state"], series["value"], series["year_to_date"]) == ("late", None, None)

    def test_number_is_that_of_the_quarters_plan(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        then = self.report(riverbourne, "2013-14Q4", capsys)
        assert [(each["number"], each["title"]) for each in then["measures"]] == [
            ("V2", "Violence with injury")
        ]


class TestCheck:
    def test_says_what_is_missing_and_exits_1(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        report = json.loads(heard(capsys, "check", riverbourne, "--quarter", "2015-16Q4", "--json", code=1))
        assert {f["kind"] for f in report["findings"]} == {"missing"}
        assert {f["measure"] for f in report["findings"]} == {"3.1", "3.2", "3.3", "5.1", "6.1"}
        assert heard(capsys, "check", riverbourne, code=1).splitlines()[-1] == (
            "Quarter 4 2015/16: 11 of 16 measures are in."
        )

    def test_exits_0_where_nothing_is(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "kelford.cspdesk"
        heard(capsys, "new", path, "--sample", "rolling-year")
        heard(capsys, "check", path, "--quarter", "2011-12Q2")

    def test_file_without_figures_asks_for_the_quarter(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "new.cspdesk"
        heard(capsys, "new", path)
        assert "Give --quarter" in told(capsys, "check", path)


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


class TestPack:
    def test_three_documents_hold_the_reports_figures(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = riverbourne.parent / "out"
        before = riverbourne.read_bytes()
        paths = heard(capsys, "pack", riverbourne, "--quarter", "2015-16Q4", "--out", out).splitlines()
        assert [Path(path).suffix for path in paths] == [".docx", ".xlsx", ".html"]
        for path in paths:
            text = everything_in(Path(path))
            assert all(figure in text for figure in ("326", "347", "355", "412")), path
        assert riverbourne.read_bytes() == before, "a pack changes nothing"

    def test_issued_pack_is_recorded_and_handed_back_as_it_was(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = riverbourne.parent / "out"
        words = ("pack", riverbourne, "--quarter", "2015-16Q4", "--issue", "--out", out)
        paths = [Path(line) for line in heard(capsys, *words).splitlines()]
        issued = [path.read_bytes() for path in paths]
        with Store.open(riverbourne, EDITOR) as store:
            series = next(s for s in store.load().of(_series()) if _is_21(store, s.id))
            store.run(SetFigures("Figure", (TypedCell(series.id, Q4, "999"),)))
        assert main([str(word) for word in words]) == 0
        assert "Issued already" in capsys.readouterr().err
        assert [path.read_bytes() for path in paths] == issued
        heard(capsys, *words[:4], "--out", out)
        assert [path.read_bytes() for path in paths] != issued, (
            "without --issue it is written as it stands now"
        )
        assert "Issue pack for Quarter 4 2015/16" in heard(capsys, "history", riverbourne)
        heard(capsys, "verify", riverbourne)

    def test_formats_are_chosen(self, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = board.parent / "out"
        words = ("pack", board, "--quarter", "Q4 2015/16", "--out", out, "--formats", "html")
        assert [Path(line).suffix for line in heard(capsys, *words).splitlines()] == [".html"]

    def test_pack_that_cannot_be_written_is_not_issued(
        self, board: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        in_the_way = board.parent / "file"
        in_the_way.write_text("a file, not a folder")
        told(capsys, "pack", board, "--quarter", "2015-16Q4", "--issue", "--out", in_the_way)
        assert "Issue pack" not in heard(capsys, "history", board)

    def test_failing_backup_does_not_undo_what_was_done(
        self, board: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        in_the_way = board.parent / "file"
        in_the_way.write_text("a file, not a folder")
        monkeypatch.setenv("XDG_DATA_HOME", str(in_the_way))
        out = board.parent / "out"
        assert main(["pack", str(board), "--quarter", "2015-16Q4", "--issue", "--out", str(out)]) == 0
        said = capsys.readouterr()
        assert "Backups cannot be written" in said.err
        assert all(Path(line).exists() for line in said.out.splitlines())

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("--quarter", "2015-16Q4", "--formats", ","), "No format was chosen."),
            (("--quarter", "2015-16Q4", "--out", ""), "A file name is missing"),
            (("--quarter", "2015-16"), "'2015-16' is not a quarter. Write 2015-16Q4."),
            (("--quarter", "soon"), "'soon' is not a period"),
            (("--quarter", "2015-16Q4", "--layout", "letter"), "There is no layout 'letter'."),
            (("--quarter", "2015-16Q4", "--formats", "pdf"), "There is no format 'pdf'."),
            (("--quarter", "2015-16Q4", "--dated", "31/02/16"), "'31/02/16' is not a date."),
            ((), "required: --quarter"),
        ],
    )
    def test_wrong_words_are_told(
        self, board: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
    ) -> None:
        out = board.parent / "out"
        assert sentence in told(capsys, "pack", board, "--out", out, *words)
        assert not out.exists()


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


def _series() -> Any:
    from cspdesk.domain.tables import Series

    return Series


def _is_21(store: Store, series: str) -> bool:
    from cspdesk.domain.tables import Observation

    row = store.load().of(Observation).get(series, Q4)
    return row is not None and row.typed == "412"


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


def everything_in(path: Path) -> str:
    """All text of a document, markup included."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
