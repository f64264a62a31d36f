"""The command `pack`: documents written, and issued only when they are."""

import zipfile
from pathlib import Path

import pytest

from cspdesk.app.main import main
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, Observation, Series
from cspdesk.store.store import Store
from tests.support.command_line import heard, told
from tests.support.documents import EDITOR

Q4 = Period.quarter(2015, 4)


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
            series = next(s for s in store.load().of(Series) if _is_21(store, s.id))
            store.run(SetFigures("Figure", (TypedCell(series.id, Q4, "999"),)))
        assert main([str(word) for word in words]) == 0
        assert "Issued already" in capsys.readouterr().err
        assert [path.read_bytes() for path in paths] == issued
        drafts = [Path(line) for line in heard(capsys, *words[:4], "--out", out).splitlines()]
        assert [path.name for path in paths] == [
            f"Riverbourne CSP board pack Q4 2015-16 v1.{each}" for each in ("docx", "xlsx", "html")
        ]
        assert [path.name for path in drafts] == [path.name.replace(" v1", "") for path in paths]
        assert "Version" not in everything_in(drafts[2]), "without --issue it is a draft"
        assert [path.read_bytes() for path in paths] == issued
        # Another date is asked for: the next version, which says what it replaces.
        second = [Path(line) for line in heard(capsys, *words, "--dated", "2016-05-12").splitlines()]
        assert [path.name for path in second] == [path.name.replace("v1", "v2") for path in paths]
        for path in second:
            text = everything_in(path)
            assert "Version 2, replaces version 1 of " in text
            assert "; 1 figure changed" in text
            assert "Quarter 4 2015/16: 999, was 412" in text
        paths[0].write_bytes(b"changed by hand")
        assert "is not as this file issued it, so it is not overwritten" in told(capsys, *words)
        assert paths[0].read_bytes() == b"changed by hand"
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

    def test_pack_with_a_live_field_without_a_figure_is_not_issued(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with Store.open(riverbourne, EDITOR) as store:
            measure = next(m.id for m in store.load().of(Measure) if m.title == "Violence with injury")
            store.run(SetCommentary("Words", measure, Q4, "Up by {chnage}."))
        out = riverbourne.parent / "out"
        words = ("pack", riverbourne, "--quarter", "2015-16Q4", "--formats", "html", "--out", out)
        said = "The pack was not issued: 2.1 Commentary, Quarter 4 2015/16: 'chnage' is not a figure"
        assert said in told(capsys, *words, "--issue")
        assert not out.exists()
        assert "Issue pack" not in heard(capsys, "history", riverbourne)
        # A draft shows it.
        assert "Up by {chnage}." in everything_in(Path(heard(capsys, *words).strip()))

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


def _is_21(store: Store, series: str) -> bool:
    row = store.load().of(Observation).get(series, Q4)
    return row is not None and row.typed == "412"


def everything_in(path: Path) -> str:
    """All text of a document, markup included."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
