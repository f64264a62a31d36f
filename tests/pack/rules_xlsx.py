"""The publishing rules for spreadsheets, asked of any .xlsx that a pack may be: what Excel's judges miss."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.workbooks import opened

OTHER_SHEETS = ("Cover", "Text", "Charts", "Trends", "Pictures")
"""Sheets that hold no data table."""
CODES = re.compile(r"\[(?:x|z|c|p|r|e|f|b|u|w|t|a|low|ns|s|ss|sss)\]")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ADDRESS = re.compile(r"[A-Za-z]{1,3}[1-9][0-9]{0,6}|[Rr][0-9]*[Cc][0-9]*")
_NAME = re.compile(r"[A-Za-z_\\][\w.\\]*")
_SUM = re.compile(r"=SUM\(([A-Z0-9:,]+)\)")
LONGEST_CELL = 1_100
"""A text quoted to 1,000 characters, and the words that say where it goes on."""


def xlsx_faults(path: Path) -> list[str]:
    """Every rule that the workbook breaks, each named with its place; none where it may be published."""
    book, values = opened(path), opened(path, values=True)
    faults = [*_book(book), *_package(path), *_names(book)]
    for sheet in book.worksheets:
        found = [*_any_sheet(sheet)]
        if sheet.title in OTHER_SHEETS:
            found += _links(sheet, book)
        else:
            found += [*_data_sheet(sheet), *_cells(sheet), *_sums(sheet, values[sheet.title])]
        faults += [f"{sheet.title}: {fault}" for fault in found]
    return faults


def data_sheets(book: Workbook) -> list[Worksheet]:
    """The sheets that hold a table."""
    return [sheet for sheet in book.worksheets if sheet.title not in OTHER_SHEETS]


def table_of(sheet: Worksheet) -> list[list[Cell]]:
    """The rows of a data sheet's table, its headings first."""
    (table,) = sheet.tables.values()
    return [[cell for cell in row if isinstance(cell, Cell)] for row in sheet[table.ref]]


def _book(book: Workbook) -> Iterator[str]:
    titles = [sheet.title.casefold() for sheet in book.worksheets]
    if len(set(titles)) != len(titles) or any(not 0 < len(title) <= 31 for title in titles):
        yield "sheet names are not unique, or too long"
    if book.worksheets[0].title != "Cover" or book.active is not book.worksheets[0]:
        yield "it does not open at its cover"
    if not book.properties.title or not book.properties.creator:
        yield "it has no title or author"
    if book.properties.language != "en-GB":
        yield "it does not say its language"
    linked = set(_targets(book.worksheets[0]))
    if missing := [sheet.title for sheet in book.worksheets[1:] if sheet.title not in linked]:
        yield f"the cover has no link to {missing}"


def _package(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any("vbaProject" in name for name in names):
            yield "it has macros"
        for name in names:
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                for drawn in ElementTree.fromstring(archive.read(name)).iter(f"{_DRAWING}cNvPr"):
                    if not drawn.get("descr", "").strip():
                        yield f"{name}: '{drawn.get('name')}' has no alternative text"
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                sheet = ElementTree.fromstring(archive.read(name))
                if sheet.find(f"{_MAIN}headerFooter") is not None:
                    yield f"{name}: it has a header or a footer"
                for words in sheet.iter(f"{_MAIN}formula1"):
                    if len((words.text or "").strip('"')) > 255:
                        yield f"{name}: a drop-down list is longer than 255 characters"
                # A drawing on a sheet with a table would hide cells from whoever reads them in turn.
                if sheet.find(f"{_MAIN}tableParts") is not None and sheet.find(f"{_MAIN}drawing") is not None:
                    yield f"{name}: a data sheet has a drawing"


def _names(book: Workbook) -> Iterator[str]:
    names = [name for sheet in book.worksheets for name in (table.name for table in sheet.tables.values())]
    given = [*names, *book.defined_names]
    for name in given:
        if not _NAME.fullmatch(name) or _ADDRESS.fullmatch(name) or len(name) > 255:
            yield f"'{name}' is no legal name"
    if len({name.casefold() for name in given}) != len(given):
        yield "two tables or names are called alike"


def _any_sheet(sheet: Worksheet) -> Iterator[str]:
    if sheet.sheet_state != "visible":
        yield "the sheet is hidden"
    if sheet.merged_cells.ranges:
        yield "cells are merged"
    if sheet.freeze_panes is not None or sheet.auto_filter.ref is not None:
        yield "panes are frozen, or rows filtered"
    hidden = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
    if any(each.hidden for each in hidden):
        yield "a row or a column is hidden"
    first = sheet["A1"]
    if not isinstance(first.value, str) or (first.font.sz, first.font.b) != (16, True):
        yield "its title does not stand in A1, large and bold"
    if sheet.sheet_view.selection[0].activeCell not in ("A1", None):
        yield "the first cell is not the selected one"
    if sheet.page_setup.paperSize != 9:
        yield "it is not set up for A4"
    yield from _looks(sheet)


def _looks(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) or cell.value is None:
                continue
            if cell.fill.fill_type is not None:
                yield f"{cell.coordinate} is filled"
            if cell.font.name != "Arial" or (cell.font.sz or 0) < 12:
                yield f"{cell.coordinate} is not in Arial of 12 points or more"
            if isinstance(cell.value, str) and len(cell.value) > LONGEST_CELL:
                yield f"{cell.coordinate} quotes more than the first 1,000 characters of a text"


def _data_sheet(sheet: Worksheet) -> Iterator[str]:
    if len(sheet.tables) != 1:
        yield f"it has {len(sheet.tables)} tables"
        return
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    if left != 1 or (sheet.max_row, sheet.max_column) != (bottom, right) or bottom == top:
        yield "the table does not begin at the left, or is not the last thing on the sheet"
    if sheet["A2"].value != "This worksheet contains one table.":
        yield "it does not say that it holds one table"
    if any(sheet.cell(row, 1).value in (None, "") for row in range(1, int(top or 1))):
        yield "a row above the table is blank"
    head = [sheet.cell(int(top or 1), column).value for column in range(1, int(right or 1) + 1)]
    if [column.name for column in table.tableColumns] != head:
        yield "the table's headings are not those of its cells"
    words = [str(each).strip().casefold() for each in head if isinstance(each, str)]
    if len(set(words)) != len(head) or "" in words:
        yield "a heading is empty, not a text, or there twice"
    if table.headerRowCount not in (None, 1) or table.autoFilter is not None:
        yield "the table has not one heading row, or filters"
    if not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        yield "it does not print to its width"
    if sheet.print_title_rows != f"${top}:${top}":
        yield "its headings are not repeated on each page"


def _cells(sheet: Worksheet) -> Iterator[str]:
    above = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=table_of(sheet)[0][0].row - 1))
    seen: set[str] = set()
    for row in table_of(sheet):
        for cell in row:
            # The reader drops "x005F_" from a text and leaves "" where that was all: no empty cell.
            if cell.value is None or (isinstance(cell.value, str) and cell.value.isspace()):
                yield f"{cell.coordinate} is empty"
            elif not any(letter.isalnum() for letter in str(cell.value)):
                yield f"{cell.coordinate} holds signs alone"
            if not cell.alignment.wrap_text:
                yield f"{cell.coordinate} does not wrap"
            if isinstance(cell.value, str):
                seen.update(CODES.findall(cell.value))
    for code in sorted(seen):
        if f"{code} means " not in above and code not in above:
            yield f"{code} is not explained"
    explained = set(re.findall(r"(\[\w+\]) means ", above))
    if unused := explained - seen:
        yield f"{sorted(unused)} are explained and not there"


def _sums(sheet: Worksheet, values: Worksheet) -> Iterator[str]:
    """Formulas: sums of numbers beside them, whose cached value is that sum."""
    for row in table_of(sheet):
        for cell in row:
            if cell.data_type != "f":
                continue
            found = _SUM.fullmatch(str(cell.value))
            if found is None:
                yield f"{cell.coordinate} holds another formula than a sum"
                continue
            added = 0.0
            for area in found[1].split(","):
                left, top, right, bottom = range_boundaries(area)
                if top != cell.row or bottom != cell.row or int(left or 1) <= cell.column <= int(right or 1):
                    yield f"{cell.coordinate} does not sum cells of its own row"
                for place in range(int(left or 1), int(right or 1) + 1):
                    value = values.cell(cell.row, place).value
                    added += value if isinstance(value, int | float) else 0
            cached = values[cell.coordinate].value
            if not isinstance(cached, int | float) or abs(cached - added) > 1e-9 * max(1.0, abs(added)):
                yield f"{cell.coordinate} says {cached}, its cells make {added}"


def _links(sheet: Worksheet, book: Workbook) -> Iterator[str]:
    for target in _targets(sheet):
        if target not in book.sheetnames:
            yield f"a link leads to '{target}', which is not there"


def _targets(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell) and cell.hyperlink and cell.hyperlink.location:
                yield cell.hyperlink.location.rsplit("!", 1)[0].strip("'").replace("''", "'")
