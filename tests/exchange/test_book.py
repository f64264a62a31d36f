import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook

from cspdesk.domain.errors import InputError
from cspdesk.exchange.book import Cell, CellKind
from cspdesk.exchange.book_read import read_book


def only_row(path: Path) -> tuple[Cell, ...]:
    (sheet,) = read_book(path).sheets
    (line,) = sheet.lines
    return line.cells


def saved(path: Path, *values: Any, number_format: str = "General") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(1, column, value)
        if not isinstance(value, str | date | time):
            cell.number_format = number_format
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (442, "General", "442"),
        (442.0, "0.00", "442"),
        (0.62, "0%", "62%"),
        (0.07, "0.0%", "7%"),
        (0.115, "0%", "11.5%"),
        (-0.009, "0.0%", "-0.9%"),
        (1 / 3, "General", "0.333333333333333"),
        (0.1 + 0.2, "General", "0.3"),
        (12043, "#,##0", "12043"),
        (1e21, "General", "1000000000000000000000"),
        (5, '0" % of all"', "5"),
        (5000, "[$£-809]#,##0", "5000"),
    ],
)
def test_a_number_is_what_a_person_would_type(
    tmp_path: Path, value: float, number_format: str, text: str
) -> None:
    assert only_row(saved(tmp_path / "a.xlsx", value, number_format=number_format)) == (
        Cell(text, CellKind.NUMBER),
    )


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    values = (
        "442",
        date(2011, 11, 23),
        datetime(2016, 3, 31, 9, 30),
        True,
        "#N/A",
        "=1+1",
        time(9, 30),
        "TRUE",
    )
    cells = only_row(saved(tmp_path / "a.xlsx", *values))
    assert [(cell.kind, cell.text) for cell in cells] == [
        (CellKind.TEXT, "442"),
        (CellKind.DATE, "23 November 2011"),
        (CellKind.DATE, "31 March 2016"),
        (CellKind.TRUTH, "TRUE"),
        (CellKind.ERROR, "#N/A"),
        (CellKind.FORMULA, ""),
        (CellKind.TIME, "09:30:00"),
        (CellKind.TEXT, "TRUE"),
    ]
    assert cells[1].day == date(2011, 11, 23)


def test_a_formula_is_read_as_its_last_result_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Figures")
    sheet.write_formula(0, 0, "=400+42", None, 442)
    sheet.write_formula(0, 1, '="a"&"b"', None, "ab")
    sheet.write_string(0, 2, "=400+42")
    book.close()
    assert only_row(path) == (Cell("442", CellKind.NUMBER), Cell("ab"), Cell("=400+42"))
    assert read_book(path).notes == ("a.xlsx, sheet Figures: 2 formulas were read as the result last saved.",)


@pytest.mark.parametrize(
    "text", ["x005F_", "_x005F_", "_x0041_", "_x000D_", " a ", "a\tb\nc", "🙂", "=1+1", "'a"]
)
def test_odd_texts_arrive_as_excel_holds_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    assert only_row(path) == (Cell(text),)


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A3"], sheet["B7"] = "Measure", "442"
    book.save(tmp_path / "a.xlsx")
    (read,) = read_book(tmp_path / "a.xlsx").sheets
    assert [(line.number, [cell.text for cell in line.cells]) for line in read.lines] == [
        (3, ["Measure"]),
        (7, ["", "442"]),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "Title,Note\r\nOne,£5 – “ten”\r\n".encode(),
        b"\xef\xbb\xbf" + "Title,Note\nOne,£5 – “ten”".encode(),
        "Title,Note\r\nOne,£5 – “ten”\r\n".encode("cp1252"),
        "Title,Note\r\nOne,£5 – “ten”\r\n".encode("utf-16"),
        "\r\nTitle,Note\rOne,£5 – “ten”\r".encode(),
    ],
)
def test_csv_in_any_encoding_of_excel(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "Plan.csv").write_bytes(raw)
    (sheet,) = read_book(tmp_path).sheets
    assert sheet.name == "Plan"
    assert [[cell.text for cell in line.cells] for line in sheet.lines] == [
        ["Title", "Note"],
        ["One", "£5 – “ten”"],
    ]


def test_csv_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    (tmp_path / "Plan.csv").write_text(
        'Title,Note\n"two\u2028lines\nof it",x\n,\nthree,y\n', encoding="utf-8"
    )
    (sheet,) = read_book(tmp_path).sheets
    assert [(line.number, line.cells[0].text) for line in sheet.lines] == [
        (1, "Title"),
        (2, "two\u2028lines\nof it"),
        (4, "three"),
    ]


def test_a_folder_says_which_other_tables_it_left(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("Plan.csv", "old.xlsx", "about.toml", ".hidden.txt"):
        (folder / name).write_text("Title\n")
    assert read_book(folder).notes == ("mine: not read, as they are no .csv: old.xlsx.",)


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    good = saved(tmp_path / "good.xlsx", "Title")
    (tmp_path / "text.xlsx").write_text("Title,Note")
    (tmp_path / "half.xlsx").write_bytes(good.read_bytes()[:900])
    (tmp_path / "locked.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096)
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(name, raw[:-40] if name.endswith("sheet1.xml") else raw)
    for name in ("text", "half", "locked", "letter", "broken"):
        with pytest.raises(InputError) as error:
            read_book(tmp_path / f"{name}.xlsx")
        assert str(error.value) == (
            f"{name}.xlsx cannot be read as a workbook: it is damaged, protected by a password or of another "
            "kind; open it in Excel and save it as .xlsx."
        )
    with pytest.raises(InputError, match=r"none\.xlsx does not exist; check its name\.$"):
        read_book(tmp_path / "none.xlsx")
    (tmp_path / "old.xls").write_bytes(b"")
    with pytest.raises(InputError, match=r"old\.xls is neither a workbook nor a folder of \.csv files"):
        read_book(tmp_path / "old.xls")


def test_a_folder_without_csv_and_an_open_quotation_mark_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \.csv file"):
        read_book(tmp_path)
    (tmp_path / "Plan.csv").write_text('Title\n"never closed\n')
    with pytest.raises(InputError, match=r"/Plan\.csv, about line 2: .* quotation mark that is not closed"):
        read_book(tmp_path)
    (tmp_path / "Plan.csv").write_bytes(b"Title\n\x81\x8d\n")
    with pytest.raises(InputError, match=r"/Plan\.csv is not text that can be read; save it from Excel"):
        read_book(tmp_path)
