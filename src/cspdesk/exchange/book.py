"""A workbook as plain cells, each knowing what kind it is: what every import starts from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from pathlib import Path

from cspdesk.domain.errors import InputError

_OTHER_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".txt"})
"""Files beside the .csv that a person may have meant to be read."""


class CellKind(StrEnum):
    """What a spreadsheet says a cell is."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    """A time of day or a length of time."""
    TRUTH = "yes or no"
    ERROR = "error"
    FORMULA = "formula"
    """A formula whose result the file does not hold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person would type it."""

    text: str
    """A number has its percent sign and at most 15 digits; an error its name."""
    kind: CellKind = CellKind.TEXT
    day: date | None = None
    """The day that a date cell holds."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in it."""
        return self.kind is CellKind.TEXT and not self.text.strip()


BLANK = Cell("")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet with something in it."""

    number: int
    """The row's number as the spreadsheet shows it, from 1."""
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell of a column counted from 0, a blank one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else BLANK


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows, those without anything left out."""

    name: str
    place: str
    """The file and the sheet, in words for a message: "plan.xlsx, sheet Observations"."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, or a folder of .csv files."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    """What there is to say about the reading: formulas taken by their results, files left aside."""


def read_book(path: Path) -> Book:
    """Read a workbook (.xlsx, .xlsm) or a folder of .csv files.

    Raises InputError for what is neither, cannot be opened or is damaged.
    """
    try:
        if path.is_dir():
            return _read_folder(path)
        if not path.exists():
            raise InputError(f"{path} does not exist; check its name.")
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            from cspdesk.exchange.book_xlsx import read_xlsx

            return read_xlsx(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); close it elsewhere and try again."
        ) from error
    raise InputError(
        f"{path.name} is neither a workbook nor a folder of .csv files; save it as .xlsx, or name the folder."
    )


def sheet_of(name: str, place: str, rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Sheet:
    """Return a sheet of those rows, by number, that have something in them."""
    return Sheet(
        name, place, tuple(Line(n, cells) for n, cells in rows if not all(c.is_blank for c in cells))
    )


def _read_folder(folder: Path) -> Book:
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    tables = [path for path in files if path.suffix.lower() == ".csv" and path.is_file()]
    if not tables:
        raise InputError(f"The folder {folder} holds no .csv file; name a folder that does, or a workbook.")
    others = [path.name for path in files if path.suffix.lower() in _OTHER_TABLES]
    notes = (f"{folder.name}: not read, as they are no .csv: {', '.join(others)}.",) if others else ()
    return Book(folder.name, tuple(_read_csv(path, f"{folder.name}/{path.name}") for path in tables), notes)


def _read_csv(path: Path, place: str) -> Sheet:
    source = csv.reader(StringIO(_decoded(path.read_bytes(), place), newline=""), strict=True)

    def rows() -> Iterator[tuple[int, tuple[Cell, ...]]]:
        # A spreadsheet numbers rows, not lines: a cell of several lines is still in one row.
        for number, row in enumerate(source, start=1):
            yield number, tuple(Cell(text) for text in row)

    try:
        return sheet_of(path.stem, place, rows())
    except csv.Error as error:
        raise InputError(
            f"{place}, about line {source.line_num}: the cells cannot be told apart ({error}); "
            "look for a quotation mark that is not closed, or a cell of more than 32,000 characters."
        ) from error


def _decoded(raw: bytes, place: str) -> str:
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{place} is not text that can be read; save it from Excel as 'CSV UTF-8'.")
