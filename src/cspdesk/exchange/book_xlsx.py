"""Reading .xlsx through openpyxl so that nothing is lost: errors, formulas, percent formats, odd texts."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.reader.excel import ExcelReader  # noqa: TID253 - this module is itself loaded when needed
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS  # noqa: TID253 - as above

from cspdesk.domain.errors import InputError
from cspdesk.domain.months import long_date
from cspdesk.exchange.book import BLANK, Book, Cell, CellKind, Sheet, named, sheet_of

_NAMESPACE = f"{{{SHEET_MAIN_NS}}}"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMAT_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class _Reader(ExcelReader):
    """openpyxl's reader, but for what that one loses.

    Its table of texts drops every "x005F_", also a typed one; it passes over a sheet whose part is not there,
    and stumbles over charts that fill a sheet.
    """

    charts: tuple[str, ...] = ()
    """The sheets that are charts and hold no cells."""

    def read_strings(self) -> None:
        """Read the shared texts as the file holds them, escapes and all."""
        part: Any = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # typed in parts
        if part is None:
            return
        strings = []
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{_NAMESPACE}si":
                    parts = [*node.findall(f"{_NAMESPACE}t"), *node.findall(f"{_NAMESPACE}r/{_NAMESPACE}t")]
                    strings.append("".join(text.text or "" for text in parts))
                    node.clear()
        self.shared_strings = strings

    def read_worksheets(self) -> None:
        """Read the sheets of cells; raises InputError where one that the workbook lists is not there."""
        parser: Any = self.parser
        name = named(Path(str(self.archive.filename)).name)
        kept: list[Any] = []
        charts: list[Any] = []
        for sheet in parser.sheets:
            part = parser.rels.get(sheet.id)
            if part is None or part.target not in self.valid_files:
                raise InputError(
                    f"{name} is damaged: its sheet {named(sheet.name)} is missing; open it in Excel, see "
                    "what that can repair and save it again."
                )
            (charts if part.Type.endswith("/chartsheet") else kept).append(sheet)
        parser.sheets = kept
        self.charts = tuple(sheet.name for sheet in charts)
        # Names of places count sheets with those left aside; nothing here asks for them.
        parser.defined_names = type(parser.defined_names)()
        super().read_worksheets()


def read_xlsx(path: Path) -> Book:
    """Read a workbook; raises InputError where it is damaged or no workbook."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of charts, validations and styles that it leaves aside; only cells are wanted.
            warnings.simplefilter("ignore")
            return _read(path)
    except InputError:
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise InputError(
            f"{named(path.name)} is not a workbook, although its name says so; open it in the program that "
            "made it, or name another file."
        ) from error
    except Exception as error:  # a damaged file makes the reader stumble in many ways, all with one mend
        raise InputError(
            f"{named(path.name)} cannot be read as a workbook: it is damaged, protected by a password or of "
            "another kind; open it in Excel and save it as .xlsx."
        ) from error


def _read(path: Path) -> Book:
    reader = _opened(path, results=False)
    book: Any = reader.wb
    results: Any = None
    sheets: list[Sheet] = []
    name = named(path.name)
    notes = [
        f"{name}: the sheet {named(chart)} is a chart without cells, so it was left aside."
        for chart in reader.charts
    ]
    try:
        for sheet in book.worksheets:
            rows, formulas = _cells(sheet)
            place = f"{name}, sheet {named(sheet.title)}"
            if formulas:
                results = results or _opened(path, results=True).wb
                _take_results(results[sheet.title], rows, formulas)
                count = "1 formula was" if len(formulas) == 1 else f"{len(formulas):,} formulas were"
                notes.append(f"{place}: {count} read as the result last saved.")
            sheets.append(sheet_of(sheet.title, place, ((n, tuple(cells)) for n, cells in rows.items())))
    finally:
        book.close()
        if results is not None:
            results.close()
    return Book(name, tuple(sheets), tuple(notes))


def _opened(path: Path, *, results: bool) -> _Reader:
    reader = _Reader(str(path), read_only=True, data_only=results, keep_links=False)
    reader.read()
    return reader


def _cells(sheet: Any) -> tuple[dict[int, list[Cell]], list[tuple[int, int]]]:
    """Return the rows by number, and where formulas stand."""
    rows: dict[int, list[Cell]] = {}
    formulas = []
    for number, cells in _rows(sheet):
        row = rows[number] = []
        for column, cell in enumerate(cells):
            if cell.data_type == "f":
                formulas.append((number, column))
                row.append(Cell("", CellKind.FORMULA))
            else:
                row.append(_cell(cell))
    return rows, formulas


def _take_results(sheet: Any, rows: dict[int, list[Cell]], formulas: list[tuple[int, int]]) -> None:
    wanted = set(formulas)
    for number, cells in _rows(sheet):
        for column, cell in enumerate(cells):
            if (number, column) in wanted and cell.value is not None:
                rows[number][column] = _cell(cell)


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows by number; a false statement of the sheet's size is not believed."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if cells:
            yield number, cells


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Cell(str(value).upper(), CellKind.TRUTH)
    if isinstance(value, int | float):
        return Cell(_number(value, cell.number_format), CellKind.NUMBER)
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(long_date(day), CellKind.DATE, day)
    kind = {"e": CellKind.ERROR, "d": CellKind.TIME}.get(cell.data_type, CellKind.TEXT)
    return Cell(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value)), kind)


def _number(value: float, number_format: str) -> str:
    """A number as typed: 442.0 is 442, and 0.62 shown as a percentage is 62%."""
    exact = Decimal(f"{value:.15g}")
    is_percent = "%" in _FORMAT_WORDS.sub("", number_format or "")
    text = format(exact * 100 if is_percent else exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "%" if is_percent else text
