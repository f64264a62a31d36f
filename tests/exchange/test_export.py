"""The files an export writes: texts as texts, all or nothing."""

import csv
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cspdesk.domain.errors import FileError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.sheets import SHEET_ORDER
from cspdesk.exchange.workbook import export_document, plan_import

Q4 = Period.quarter(2015, 4)
TYPED = (
    "=1+1",
    "+1",
    "-0.9%",
    "@x",
    "'12",
    "442",
    "1.10",
    "31/03/2016",
    "TRUE",
    "https://example.org",
    "#N/A",
)


def document(typed: tuple[str, ...] = TYPED, text: str = "One.\nTwo.") -> Snapshot:
    plan, priority, measure, line = PlanId("a"), PriorityId("b"), MeasureId("c"), SeriesId("d")
    figures = (
        Observation(series=line, period=Period.quarter(2010, 1).shift(step), typed=each)
        for step, each in enumerate(typed)
    )
    return Snapshot.of_rows(
        [
            Partnership(name="=Riverbourne"),
            Plan(id=plan, title="Plan"),
            Priority(id=priority, plan=plan, number="1", title="Violence"),
            Measure(id=measure, title="Violence with injury"),
            Placement(id=PlacementId("e"), plan=plan, priority=priority, measure=measure, number="1.10"),
            Series(id=line, measure=measure, headline=True),
            Commentary(measure=measure, period=Q4, text=text),
            *figures,
        ]
    )


def values(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            yield row["Period"], row["Value"]


def test_every_cell_of_a_workbook_is_text(tmp_path: Path) -> None:
    export_document(document(), tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    assert tuple(book.sheetnames) == SHEET_ORDER
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert [row[3].value for row in book["Observations"].iter_rows(min_row=2)] == list(TYPED)
    assert book["Commentary"]["C2"].value == "One.\nTwo."
    # A figure typed in a new row is a text as well.
    assert book["Observations"].column_dimensions["D"].width >= 10
    assert not [link for sheet in book for row in sheet.iter_rows() for link in row if link.hyperlink]


def test_a_folder_holds_the_same(tmp_path: Path) -> None:
    export_document(document(), tmp_path / "mine")
    assert {path.stem for path in (tmp_path / "mine").iterdir()} == set(SHEET_ORDER)
    assert [value for _, value in values(tmp_path / "mine" / "Observations.csv")] == list(TYPED)
    periods = [period for period, _ in values(tmp_path / "mine" / "Observations.csv")]
    assert periods[:2] == ["2010-11Q1", "2010-11Q2"]


@pytest.mark.parametrize("name", ["book.xlsx", "mine"])
def test_an_export_takes_the_place_of_the_one_before(tmp_path: Path, name: str) -> None:
    export_document(document(("1", "2")), tmp_path / name)
    export_document(document(("3",)), tmp_path / name)
    rows = plan_import(read_book(tmp_path / name), Snapshot.of_rows([Partnership()])).rows
    assert [row.typed for row in rows if isinstance(row, Observation)] == ["3"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_text_that_excel_cannot_hold_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    export_document(document(("1",)), path)
    before = path.read_bytes()
    # Excel counts each of these as two characters, so 32,000 are more than its 32,767.
    long = document(text="🙂" * 32_000)
    with pytest.raises(FileError) as error:
        export_document(long, path)
    assert str(error.value) == (
        "The text for sheet Commentary, row 2, column Text is longer than Excel keeps; shorten it, or "
        "export a folder."
    )
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]
    export_document(long, tmp_path / "mine")
    back = plan_import(read_book(tmp_path / "mine"), Snapshot.of_rows([Partnership()])).rows
    assert [row.text for row in back if isinstance(row, Commentary)] == ["🙂" * 32_000]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "to the board.docx").write_text("Dear all")
    with pytest.raises(FileError, match=r"holds other things \(to the board\.docx\); choose a new folder\.$"):
        export_document(document(), folder)
    assert [path.name for path in folder.iterdir()] == ["to the board.docx"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("book.xls", "book.xls cannot be written; give a name that ends in .xlsx, or that of a folder."),
        ("missing/book.xlsx", "; make it first, or choose another place."),
        ("taken.xlsx", "is a folder; choose another name for the workbook."),
        ("file", "is a file; choose another name for the folder, or one that ends in .xlsx."),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "taken.xlsx").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError) as error:
        export_document(document(), tmp_path / name)
    assert str(error.value).endswith(message)


@pytest.mark.parametrize("name", ["book.xlsx", "mine"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "(No space left on device); make room there, or choose another place."),
        (errno.EACCES, "(Permission denied); close it elsewhere, or choose a place that is open to you."),
    ],
)
def test_a_full_or_closed_place_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, words: str
) -> None:
    export_document(document(("1",)), tmp_path / name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    opened = Path.open

    def open_(path: Path, mode: str = "r", *rest: Any, **words: Any) -> Any:
        # The place gives out in the middle of a file.
        target = opened(path, mode, *rest, **words)
        if "w" in mode:
            target.write(b"half" if "b" in mode else "half")
            target.close()
            raise OSError(number, os.strerror(number))
        return target

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_)
        with pytest.raises(FileError) as error:
            export_document(document(("2",)), tmp_path / name)
    assert str(error.value) == f"{tmp_path / name} cannot be written {words}"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", ["pipe.xlsx", "pipe"])
def test_a_pipe_is_not_replaced(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(FileError, match=r"is neither a file nor a folder; choose another name\.$"):
        export_document(document(), tmp_path / name)
    assert (tmp_path / name).is_fifo()


def test_a_name_that_the_system_does_not_take_is_said_in_a_sentence(tmp_path: Path) -> None:
    for name in (f"{'a' * 5000}.xlsx", "a" * 5000):
        with pytest.raises(FileError) as error:
            export_document(document(), tmp_path / name)
        assert str(error.value).endswith("; give it a shorter name.")
        assert len(str(error.value)) < 300
    # The longest name that it does take.
    export_document(document(), tmp_path / f"{'a' * 250}.xlsx")


def test_one_document_makes_one_file(tmp_path: Path) -> None:
    export_document(document(), tmp_path / "one.xlsx")
    export_document(document(), tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_measure_keeps_its_own_number_in_each_plan(tmp_path: Path) -> None:
    old = Plan(id=PlanId("0"), title="Older", position=-1)
    whole = document()
    rows = [
        old,
        Priority(id=PriorityId("p"), plan=old.id, number="V", title="Violence"),
        Placement(
            id=PlacementId("q"),
            plan=old.id,
            priority=PriorityId("p"),
            measure=MeasureId("c"),
            number="V2",
        ),
    ]
    everything = [row for table in whole._tables.values() for row in table] + rows
    export_document(Snapshot.of_rows(everything), tmp_path / "mine")
    placements = (tmp_path / "mine" / "Placements.csv").read_text(encoding="utf-8-sig").splitlines()
    assert placements == ["Plan,Priority,Measure,Number,From period,To period", "Older,V,1.10,V2,,"]
    measures = (tmp_path / "mine" / "Measures.csv").read_text(encoding="utf-8-sig").splitlines()
    assert measures[1].startswith("1,1.10,Violence with injury,")
