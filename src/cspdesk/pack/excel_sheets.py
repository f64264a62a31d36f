"""The sheets of the Excel pack: their type, widths and heights, and a plain, accessible one per table."""

from dataclasses import dataclass
from typing import Any

from cspdesk.domain.text import LineKind
from cspdesk.pack.blocks import Cell, CellKind, Table, list_numbers
from cspdesk.pack.excel_names import kept_number, printing_code, quoted, table_name, unique_headings
from cspdesk.pack.excel_totals import sum_formula
from cspdesk.pack.opc import cell_text
from cspdesk.pack.text_width import longest_word, text_width, wrapped

SIZE = 12
_DIGIT = text_width("0", SIZE)
"""Excel measures columns in digits of the workbook's type, Arial 12."""
_ROW_PT = 16.0
_MOST_PT = 409.0
"""Excel makes no row higher than 409.5 points."""
_WIDEST = 100.0
_TALLEST = 24
"""Lines that fit in the highest row."""
_EMPTY = "[z]"
_CODES = {
    "[x]": "not available",
    "[z]": "not applicable, or nothing to say",
    "[c]": "confidential, so not given",
    "[p]": "provisional",
    "[r]": "revised",
    "[e]": "estimated",
    "[f]": "forecast",
    "[b]": "break in the series",
    "[u]": "low reliability",
    "[low]": "rounds to nought but is not nought",
}


@dataclass(slots=True)
class Styles:
    """The workbook and its formats, each made once."""

    book: Any
    formats: dict[tuple[tuple[str, object], ...], Any]

    def of(self, **properties: object) -> Any:
        """The format with these properties, in Arial 12 unless they say otherwise."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"font_name": "Arial", "font_size": SIZE, "valign": "top"} | properties
            )
        return self.formats[key]

    @property
    def title(self) -> Any:
        """The title of a sheet."""
        return self.of(bold=True, font_size=16)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as the sheet is to hold it."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: list[str]
    words: list[list[str]]
    """What each cell shows."""
    widths: list[float]
    """Of the columns, in digits."""


def set_page(sheet: Any, landscape: bool) -> None:
    """A4, the sheet's width on one page, as many pages long as need be; the first cell is selected."""
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.set_landscape()
    sheet.set_selection("A1")


def row_height(texts: list[tuple[str, float]], size: float = SIZE, bold: bool = False) -> float:
    """The height in points at which each text can be read in full at its width, as far as Excel allows."""
    most = max((lines_in(text, width, size, bold) for text, width in texts), default=1)
    return min(most * _ROW_PT * size / SIZE + 2, _MOST_PT)


def lines_in(text: str, width: float, size: float = SIZE, bold: bool = False) -> int:
    """How many lines a text takes in a column of so many digits' width."""
    # A little less than the column, as no two programs break lines at quite the same place.
    return len(wrapped(text, max(width - 2.5, 1) * _DIGIT, size, bold))


def write_line(sheet: Any, row: int, text: str, width: float, style: Any) -> int:
    """Write a line that may run over the columns beside it, on as many rows as it needs; the next row."""
    for piece in wrapped(cell_text(text), width * _DIGIT, SIZE):
        sheet.write_string(row, 0, piece, style)
        row += 1
    return row


def table_sheet(sheet: Any, table: Table, styles: Styles, used_names: set[str]) -> None:
    """Write one table: title, what the sheet holds, notes and source, then the table alone."""
    grid = _grid(table)
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, width)
    set_page(sheet, landscape=sum(grid.widths) > 90)

    total = max(sum(grid.widths) - 2, 70.0)
    sheet.write_string(0, 0, cell_text(table.title), styles.title)
    sheet.set_row(0, 24)
    top = 1
    for line in _lines_above(table, grid):
        top = write_line(sheet, top, line, total, styles.of())
    sheet.add_table(
        top,
        0,
        top + len(grid.rows),
        len(grid.headings) - 1,
        {
            "name": table_name(table.key, used_names),
            "columns": [{"header": heading} for heading in grid.headings],
            "style": None,
            "autofilter": False,
            "banded_rows": False,
        },
    )
    # A long table has its headings again at the head of every printed page.
    sheet.repeat_rows(top)
    _cells(sheet, top, table, grid, styles)


def _grid(table: Table) -> _Grid:
    headings = unique_headings(column.heading for column in table.columns)
    # A table needs a row below its heading, even where it has nothing to tell.
    rows = table.rows or ((Cell(),) * len(headings),)
    words = [[_words(cell) for cell in row] for row in rows]
    return _Grid(rows, headings, words, _widths(table, headings, words))


def _lines_above(table: Table, grid: _Grid) -> list[str]:
    above = ["This worksheet contains one table.", *table.notes]
    shown = " ".join([*grid.headings, *(text for row in grid.words for text in row if len(text) < 200)])
    told = " ".join(table.notes)
    above += [
        f"{code} means {words}." for code, words in _CODES.items() if code in shown and code not in told
    ]
    if any(
        lines_in(text, width) > _TALLEST
        for row in grid.words
        for text, width in zip(row, grid.widths, strict=True)
    ):
        above.append("A cell here holds more than its row can show: select the cell to read all of it.")
    if table.source:
        above.append(f"Source: {table.source}")
    return above


def _cells(sheet: Any, top: int, table: Table, grid: _Grid, styles: Styles) -> None:
    """Write the headings and cells over the table laid at `top`, numbers as numbers."""
    # Words after a figure are moved in a little, or the two would touch.
    sides: list[dict[str, object]] = [
        {"align": "right"} if column.kind is CellKind.FIGURE else {"align": "left", "indent": int(at > 0)}
        for at, column in enumerate(table.columns)
    ]
    for column, (heading, side) in enumerate(zip(grid.headings, sides, strict=True)):
        sheet.write_string(top, column, heading, styles.of(bold=True, text_wrap=True, bottom=1, **side))
    sheet.set_row(top, row_height(list(zip(grid.headings, grid.widths, strict=True)), bold=True))
    for at, (cells, words) in enumerate(zip(grid.rows, grid.words, strict=True), top + 1):
        for column, (cell, text, side) in enumerate(zip(cells, words, sides, strict=True)):
            code = printing_code(cell)
            number = kept_number(cell) if code else None
            style = styles.of(text_wrap=True, **({"num_format": code} if number is not None else {}), **side)
            if number is not None and (formula := sum_formula(table.columns, cells, column, at)):
                sheet.write_formula(at, column, formula, style, float(number))
            elif number is not None:
                sheet.write_number(at, column, number, style)
            else:
                sheet.write_string(at, column, text, style)
        sheet.set_row(at, row_height(list(zip(words, grid.widths, strict=True))))


def _words(cell: Cell) -> str:
    """The words of a cell: never empty, never of signs alone, lists with their bullets and numbers."""
    text = cell.text
    if cell.lines:
        numbers = list_numbers(cell.lines)
        marks = [
            f"{number}. " if number else "• " if line.kind is LineKind.BULLET else ""
            for line, number in zip(cell.lines, numbers, strict=True)
        ]
        text = "\n".join(mark + line.text for mark, line in zip(marks, cell.lines, strict=True))
    text = quoted(cell_text(text)).replace("\t", " ")
    if not text.strip():
        return _EMPTY
    return text if any(character.isalnum() for character in text) else f"{_EMPTY} {text}"


def _widths(table: Table, headings: list[str], words: list[list[str]]) -> list[float]:
    """A width for each column, in digits: words whole, figures on one line, long text a block."""
    found = []
    for column, heading in enumerate(headings):
        texts = [row[column] for row in words]
        is_text = table.columns[column].kind is CellKind.TEXT
        need = (text_width if len(heading) <= 14 else longest_word)(heading, SIZE, bold=True)
        for text in texts:
            whole = not is_text and len(text) <= 24
            need = max(need, (text_width if whole else longest_word)(text, SIZE))
        width = need / _DIGIT + 3.5
        if is_text:
            natural = max(
                (text_width(line, SIZE) for text in texts for line in text.split("\n")), default=0.0
            )
            width = max(width, min(natural / _DIGIT + 3.5, 45.0))
        while width < _WIDEST and any(lines_in(text, width) > _TALLEST for text in texts):
            width += 10
        found.append(min(max(width, 9.0), _WIDEST))
    return found
