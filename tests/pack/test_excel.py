"""The Excel pack: valid, by the publishing rules for spreadsheets, with the same digits as everywhere."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as CellType
from openpyxl.worksheet.worksheet import Worksheet

from cspdesk.domain.text import lines
from cspdesk.pack.blocks import Block, Cell, CellKind, Column, Heading, Pack, Prose, Table
from cspdesk.pack.excel import render
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import HOSTILE, board_pack, hostile_pack
from tests.support.workbooks import opened, shown

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DATA_SHEETS = ["Measures at a glance", "Associated projects and their"]


def book_of(package: bytes) -> Workbook:
    return opened(package)


@pytest.fixture(scope="module")
def board() -> bytes:
    return render(board_pack())


def only(*blocks: Block) -> Workbook:
    return book_of(render(replace(board_pack(), blocks=blocks)))


def the_table(sheet: Worksheet) -> list[list[object]]:
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def last_cell(sheet: Worksheet) -> CellType:
    cell = sheet.cell(sheet.max_row, 1)
    assert isinstance(cell, CellType)
    return cell


def sheet_xml(package: bytes, name: str) -> str:
    at = book_of(package).sheetnames.index(name) + 1
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(f"xl/worksheets/sheet{at}.xml").decode()


@pytest.mark.parametrize("pack", [board_pack(), hostile_pack()], ids=["board", "hostile"])
def test_two_foreign_judges_find_no_fault(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(render(pack))
    assert_valid_ooxml(path)


def test_a_pack_of_no_blocks_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(render(replace(board_pack(), blocks=())))
    assert_valid_ooxml(path)


def test_equal_packs_give_equal_bytes(board: bytes) -> None:
    assert render(board_pack()) == board


def test_properties_say_what_it_is_and_in_which_language(board: bytes) -> None:
    properties = book_of(board).properties
    assert properties.title == "Riverbourne CSP board pack, Quarter 4 2015/16"
    assert properties.language == "en-GB"
    assert str(properties.created)[:10] == "2016-05-12"


def test_sheets_stand_in_the_order_of_the_pack(board: bytes) -> None:
    assert book_of(board).sheetnames == ["Cover", "Text", *DATA_SHEETS, "Charts", "Trends"]


def test_the_cover_leads_to_every_other_sheet(board: bytes) -> None:
    book = book_of(board)
    cells = [row[0] for row in book["Cover"].iter_rows()]
    links = [str(cell.hyperlink.location).split("!")[0].strip("'") for cell in cells if cell.hyperlink]
    assert links == book.sheetnames[1:]


def test_the_cover_names_a_table_once() -> None:
    tables = [
        Table(title, (Column("Text"),), (), f"t{at}")
        for at, title in enumerate(("Violence: measures, quarter by quarter", "Other/wise", "Other/wise"))
    ]
    cells = [row[0] for row in only(*tables)["Cover"].iter_rows()]
    assert [cell.value for cell in cells if cell.hyperlink] == [
        "Violence: measures, quarter by quarter",
        "Other/wise",
        "Other wise 2: Other/wise",
    ]


def test_a_data_sheet_holds_one_marked_up_table_and_nothing_that_hinders(board: bytes) -> None:
    book = book_of(board)
    for name in DATA_SHEETS:
        sheet = book[name]
        assert len(sheet.tables) == 1
        (table,) = sheet.tables.values()
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[table.ref][0]]
        assert table.autoFilter is None
        assert sheet.freeze_panes is None
        assert not sheet.merged_cells.ranges
        assert "drawing" not in sheet_xml(board, name)
        assert (sheet["A1"].font.sz, sheet["A1"].font.b, sheet["A1"].font.name) == (16, True, "Arial")
        assert sheet["A2"].value == "This worksheet contains one table."
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.fill_type is None
                if cell.value is not None and cell.coordinate != "A1":
                    assert (cell.font.name, cell.font.sz) == ("Arial", 12)
        for row in sheet[table.ref]:
            for cell in row:
                assert cell.alignment.wrap_text
                assert cell.value not in (None, "")
                assert any(character.isalnum() for character in str(cell.value))
        assert sheet.max_row == int(table.ref.split(":")[1].lstrip("ABCDEFG"))


def test_first_cell_is_selected_and_every_sheet_prints_to_its_width(board: bytes) -> None:
    book = book_of(board)
    assert book.active is book["Cover"]
    for sheet in book.worksheets:
        assert sheet.sheet_view.selection[0].activeCell in ("A1", None)
        assert sheet.page_setup.paperSize == 9
        if sheet.title != "Charts":
            assert "fitToPage" in sheet_xml(board, sheet.title)
            assert sheet.page_setup.fitToHeight == 0


def test_notes_and_source_stand_above_the_table(board: bytes) -> None:
    sheet = book_of(board)["Measures at a glance"]
    assert [sheet.cell(row, 1).value for row in range(1, 7)] == [
        "Measures at a glance",
        "This worksheet contains one table.",
        "na: not available when this pack was issued.",
        "[z] means not applicable, or nothing to say.",
        "Source: Police recorded crime; council case system",
        "Number",
    ]


def test_numbers_are_numbers_and_show_the_digits_of_the_pack(board: bytes) -> None:
    sheet = book_of(board)["Measures at a glance"]
    (table,) = sheet.tables.values()
    rows = [
        [(cell.value, shown(cell.value, cell.number_format)) for cell in row] for row in sheet[table.ref][1:]
    ]
    assert rows[0][2:6] == [(0.94, "94%"), (0.9245, "92.5%"), (2.45, "+2.5 points"), ("[z]", "[z]")]
    assert rows[1][2:6] == [(754, "754"), (4311, "4,311"), (-63, "−63"), (-0.014403, "−1.4%")]
    assert rows[2][2:6] == [(412, "412"), (1440, "1,440"), (294, "+294"), (0.256544, "+25.7%")]
    assert [value for value, _ in rows[3][2:6]] == ["na", 64, "na", "na"]


@pytest.mark.parametrize(
    ("text", "number", "decimals", "is_percent"),
    [
        ("62.5%", "62.45", 1, True),
        ("63%", "62.5", 0, True),
        ("0.0%", "-0.04", 1, True),
        ("−12", "-12", 0, False),
        ("0", "0", 0, False),
        ("£5,000", "5000", 0, False),
        ("−£12.50", "-12.5", 2, False),
        ("+£5,000", "4999.5", 0, False),
        ("5.3 per 1,000", "5.25", 1, False),
        ("55% (12 of 22)", "54.5454545454", 0, True),
        ("1204 [p]", "1204", 0, False),
        ("1,204 (revised)", "1204", 0, False),
        ("+16.0 points", "16", 1, False),
        ("92.4%", "92.449999999999999999", 1, True),
        ("123,456,789.1", "123456789.05", 1, False),
    ],
)
def test_a_number_shows_the_words_of_its_cell(
    text: str, number: str, decimals: int, is_percent: bool
) -> None:
    cell = Cell(text, Decimal(number), decimals, is_percent)
    book = only(Table("T", (Column("Figure", CellKind.FIGURE),), ((cell,),), "t"))
    written = last_cell(book["T"])
    assert isinstance(written.value, int | float)
    assert shown(written.value, written.number_format) == text


@pytest.mark.parametrize(("number", "kept"), [("331.35", 3.314), ("62.45", 0.6245), ("25.6544", 0.256544)])
def test_a_percentage_that_times_a_hundred_falls_short_is_kept_as_printed(number: str, kept: float) -> None:
    """In binary 3.3135 x 100 is 331.34999999999997, which LibreOffice shows as 331.3%."""
    cell = Cell(f"{Decimal(number).quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%", Decimal(number), 1, True)
    assert last_cell(only(Table("T", (Column("Figure"),), ((cell,),), "t"))["T"]).value == kept


@pytest.mark.parametrize(
    ("text", "number"),
    [("two", "2"), ("12 of 22", "54.5"), ("9 to 15%", "12"), ("1,4", "14"), ("412.5", "412")],
)
def test_a_text_that_is_not_its_number_is_kept_as_text(text: str, number: str) -> None:
    book = only(Table("T", (Column("Figure"),), ((Cell(text, Decimal(number)),),), "t"))
    assert last_cell(book["T"]).value == text


def test_hostile_text_stays_text() -> None:
    book = book_of(render(hostile_pack()))
    values = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    for text in ("=1+1", "+1", "-1+2", "@x", "{=A1}", "_x0041_", "مرحبا بالعالم"):
        assert text in values, text[:20]
    assert len(HOSTILE) == 15


GOES_ON = "… (this text goes on in the Word pack)"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x" * 1000, "x" * 1000),
        ("x" * 1001, "x" * 1000 + GOES_ON),
        # 199 words of four letters and a space are 995 characters; the 1,000th is the 200th word's last.
        ("word " * 6_400, ("word " * 200).strip() + GOES_ON),
        ("🚒" * 20_000, "🚒" * 1000 + GOES_ON),
    ],
    ids=["just fits", "one too many", "cut between words", "emoji"],
)
def test_a_long_text_is_quoted_and_pointed_to_the_word_pack(text: str, kept: str) -> None:
    book = only(Table("T", (Column("Text"),), ((Cell(text),),), "t"), Prose(lines(text)))
    assert last_cell(book["T"]).value == kept
    told = [str(cell.value) for (cell,) in book["Text"].iter_rows(min_row=3)]
    assert "".join(told).replace(" ", "") == kept.replace(" ", "")


def test_sheet_names_are_legal_and_unique() -> None:
    titles = ["History", "A/B: C?", "a b c", "Charts", "", "'quoted'", "Many words " * 6, "Many words " * 6]
    tables = [Table(title, (Column("Text"),), (), f"t{at}") for at, title in enumerate(titles)]
    names = only(*tables).sheetnames[1:]
    assert names == [
        "History 2",
        "A B C",
        "a b c 2",
        "Charts",
        "Table 1",
        "quoted",
        "Many words Many words Many",
        "Many words Many words Many 2",
    ]
    assert all(len(name) <= 31 for name in names)


def test_table_names_are_never_like_a_cell_and_headings_are_unique() -> None:
    columns = tuple(Column(heading) for heading in ("Same", "same", "", "=1+1", "Two\nlines", "x" * 300))
    rows = (tuple(Cell("a") for _ in columns),)
    book = only(Table("One", columns, rows, "A1"), Table("Two", columns, rows, "a1"))
    tables = [table for sheet in book.worksheets for table in sheet.tables.values()]
    assert [table.name for table in tables] == ["Table_A1", "Table_a1_2"]
    assert [column.name for column in tables[0].tableColumns] == [
        "Same",
        "same (2)",
        "Column 3",
        "=1+1",
        "Two lines",
        "x" * 240,
    ]
    assert the_table(book["One"])[0] == [column.name for column in tables[0].tableColumns]


def test_signs_alone_get_a_code_that_is_explained() -> None:
    sheet = only(Table("T", (Column("Text"),), ((Cell("–"),), (Cell("[x]"),)), "t"))["T"]
    assert the_table(sheet) == [["Text"], ["[z] –"], ["[x]"]]
    assert [sheet.cell(row, 1).value for row in (3, 4)] == [
        "[x] means not available.",
        "[z] means not applicable, or nothing to say.",
    ]


def test_every_heading_is_wide_enough_for_its_words_and_rows_are_high_enough(board: bytes) -> None:
    sheet = book_of(board)["Associated projects and their"]
    (table,) = sheet.tables.values()
    for cell in sheet[table.ref][0]:
        width = sheet.column_dimensions[cell.column_letter].width
        assert width > max(len(word) for word in str(cell.value).split())
    first = sheet[table.ref][1][0].row
    # Two lines in the update, in Arial 12: at least 30 points.
    assert sheet.row_dimensions[first].height >= 30


def test_a_text_too_long_for_its_row_says_so() -> None:
    sheet = only(Table("T", (Column("Text"),), ((Cell("word\n" * 60),),), "t"))["T"]
    assert (
        sheet["A3"].value
        == "A cell here holds more than its row can show: select the cell to read all of it."
    )
    assert sheet.row_dimensions[5].height <= 409.5


def test_the_text_sheet_tells_the_pack_in_its_order(board: bytes) -> None:
    sheet = book_of(board)["Text"]
    found = [row[0].value for row in sheet.iter_rows()]
    assert found[:9] == [
        "Text",
        "Summary",
        "Twelve of nineteen measures are in. Violence with injury is the one to watch.",
        "• Service requests fell by 63 to 4,311.",
        "• Satisfaction stays above the national survey (https://www.example.org/survey?a=1&b=2).",
        "What the board is asked to decide:",
        "1. Keep the night patrols.",
        "2. Fund the refresh.",
        "Table: Measures at a glance",
    ]
    assert None not in found
    headings = [block.text for block in board_pack().blocks if isinstance(block, Heading)]
    assert [text for text in found if text in headings] == headings


def test_a_paragraph_higher_than_a_row_goes_on_in_the_next() -> None:
    text = " ".join(["🚒" * 9] * 100)
    sheet = only(Prose(lines(text)))["Text"]
    rows = [str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)]
    assert len(rows) > 1
    assert " ".join(rows) == text
    assert all(sheet.row_dimensions[row].height <= 409.5 for row in range(1, sheet.max_row + 1))


def test_charts_are_native_described_and_stand_over_their_figures(board: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        first = archive.read("xl/charts/chart1.xml").decode()
    assert len(charts) == 2
    assert [frame.attrib["descr"] for frame in drawing.iter(f"{XDR}cNvPr")] == [
        "Line chart of 16 quarters. The last stands at 412 offences, 132 more than last year.",
        "Line chart of two series over eight quarters.",
    ]
    sheet = book_of(board)["Charts"]
    refs = re.findall(r"<c:f>Charts!\$B\$(\d+):\$B\$(\d+)</c:f>", first)
    top, bottom = map(int, refs[0])
    column = [sheet.cell(row, 2).value for row in range(top, bottom + 1)]
    assert column == [231, 248, 240, 255, 262, None, 258, 251, 260, 303, 303, 280, 326, 347, 355, 412]
    assert sheet.cell(top - 1, 2).value == "Offences"
    assert sheet.cell(bottom, 1).value == "Q4 15/16"
    assert '<c:dispBlanksAs val="gap"/>' in first


def test_too_few_points_are_told_in_words(board: bytes) -> None:
    column = [row[0].value for row in book_of(board)["Charts"].iter_rows()]
    at = column.index("Alcohol treatment requirements have been counted for two quarters")
    assert " ".join(str(text) for text in column[at + 1 :] if text) == (
        "5.1 Alcohol treatment requirements, commencements. 14 in Q2 15/16, 10 in Q3 15/16. "
        "Target: 12 in Q2 15/16, 12 in Q3 15/16. Source: Probation service"
    )
