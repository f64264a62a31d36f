"""Reading a workbook or a folder of .csv files as plain cells."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from cspdesk.domain.errors import InputError
from cspdesk.exchange.book import Book, Cell, Sheet, sheet_of
from cspdesk.exchange.book_xlsx import read_xlsx

_OTHER_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".txt"})
"""Files beside the .csv that a person may have meant to be read."""


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
            return read_xlsx(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); close it elsewhere and try again."
        ) from error
    raise InputError(
        f"{path.name} is neither a workbook nor a folder of .csv files; save it as .xlsx, or name the folder."
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
