import errno
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document
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


def without(source: Path, part: str, target: Path) -> Path:
    """Copy a workbook but for one of its parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return target


def test_a_workbook_that_has_lost_a_sheet_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "Plan"
    book.create_sheet("Observations")["A1"] = "Measure"
    book.save(tmp_path / "whole.xlsx")
    damaged = without(tmp_path / "whole.xlsx", "xl/worksheets/sheet2.xml", tmp_path / "plan.xlsx")
    with pytest.raises(InputError) as error:
        read_book(damaged)
    assert str(error.value) == (
        "plan.xlsx is damaged: its sheet Observations is missing; open it in Excel, see what that can "
        "repair and save it again."
    )


def test_a_sheet_that_is_a_chart_is_left_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    chart = book.add_chart({"type": "line"})
    book.add_chartsheet("Trend").set_chart(chart)
    sheet = book.add_worksheet("Plan")
    sheet.write_row(0, 0, [1, 2, 3])
    sheet.print_area(0, 0, 0, 2)
    chart.add_series({"values": "=Plan!$A$1:$C$1"})
    book.close()
    read = read_book(path)
    assert [each.name for each in read.sheets] == ["Plan"]
    assert [cell.text for cell in read.sheets[0].lines[0].cells] == ["1", "2", "3"]
    assert read.notes == ("plan.xlsx: the sheet Trend is a chart without cells, so it was left aside.",)


def test_a_letter_is_no_workbook_whatever_its_name(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "letter.xlsx"))
    with pytest.raises(InputError) as error:
        read_book(tmp_path / "letter.xlsx")
    assert str(error.value) == (
        "letter.xlsx is not a workbook, although its name says so; open it in the program that made it, or "
        "name another file."
    )


def test_one_damaged_letter_does_not_spoil_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    raw = "Title,Note\nOne,£5\nTwo,caf".encode() + b"\xe9\n"
    (folder / "Plan.csv").write_bytes(raw)
    with pytest.raises(InputError) as error:
        read_book(folder)
    assert str(error.value) == (
        "mine/Plan.csv, line 3: a letter there is damaged, for the rest of the file is UTF-8; mend it and "
        "save the file as 'CSV UTF-8'."
    )
    (folder / "Plan.csv").write_bytes(b"\xef\xbb\xbfTitle\nA caf\xe9\n")
    with pytest.raises(InputError, match=r"Plan\.csv, line 2: a letter there is damaged"):
        read_book(folder)


def test_western_european_letters_are_read_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "Plan.csv").write_bytes(b"Title\n\xa35 for a caf\xe9\n")
    book = read_book(folder)
    assert book.sheets[0].lines[1].cells[0].text == "£5 for a café"
    assert book.notes == (
        "mine/Plan.csv is not UTF-8, so it was read as Western European (Windows); look at its accents and "
        "pound signs.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Title;First year;Note\nOne;2014-15;a, b\n",
        "Title\tFirst year\tNote\nOne\t2014-15\ta, b\n",
        '"Title";"First year";"Note"\n"One";"2014-15";"a, b"\n',
        'sep=,\nTitle,First year,Note\nOne,2014-15,"a, b"\n',
        "sep=;\r\nTitle;First year;Note\r\nOne;2014-15;a, b\r\n",
        '"SEP=|"\rTitle|First year|Note\rOne|2014-15|a, b',
        'Title,First year,Note\nOne,2014-15,"a, b"\n',
    ],
)
def test_cells_are_told_apart_whatever_stands_between_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "Plan.csv").write_text(text, encoding="utf-8", newline="")
    (sheet,) = read_book(tmp_path).sheets
    assert [(line.number, [cell.text for cell in line.cells]) for line in sheet.lines] == [
        (1, ["Title", "First year", "Note"]),
        (2, ["One", "2014-15", "a, b"]),
    ]


def test_commas_in_a_heading_row_of_one_column_are_no_guess_at_semicolons(tmp_path: Path) -> None:
    (tmp_path / "Plan.csv").write_text("Title\nSafer; stronger\n", encoding="utf-8")
    (sheet,) = read_book(tmp_path).sheets
    assert [line.cells[0].text for line in sheet.lines] == ["Title", "Safer; stronger"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(InputError, match=r"pipe\.xlsx is neither a file nor a folder; name a workbook"):
        read_book(tmp_path / "pipe.xlsx")


def test_what_the_system_refuses_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"a…a*\.xlsx cannot be read \(.*\); give it a shorter name\.$"):
        read_book(tmp_path / f"{'a' * 5000}.xlsx")

    def closed(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(InputError) as error:
        read_book(tmp_path)
    assert str(error.value) == (
        f"{tmp_path} cannot be read (Permission denied); close it elsewhere, or choose a place that is open "
        "to you."
    )


def test_a_name_of_two_lines_or_without_end_makes_a_short_message(tmp_path: Path) -> None:
    for name in ("two\nlines.xlsx", f"{'long' * 10_000}.xlsx"):
        with pytest.raises(InputError) as error:
            read_book(Path(name))
        assert "\n" not in str(error.value)
        assert len(str(error.value)) < 300


def test_a_folder_without_csv_and_an_open_quotation_mark_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \.csv file"):
        read_book(tmp_path)
    (tmp_path / "Plan.csv").write_text('Title\n"never closed\n')
    with pytest.raises(InputError, match=r"/Plan\.csv, about line 2: .* quotation mark that is not closed"):
        read_book(tmp_path)
    (tmp_path / "Plan.csv").write_bytes(b"Title\n\x81\x8d\n")
    with pytest.raises(InputError, match=r"/Plan\.csv is not text that can be read; save it from Excel"):
        read_book(tmp_path)
