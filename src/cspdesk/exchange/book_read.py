"""Reading a workbook or a folder of .csv files as plain cells."""

from pathlib import Path

from cspdesk.domain.errors import InputError
from cspdesk.exchange.book import Book, named, system_trouble
from cspdesk.exchange.book_csv import read_csv
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
            raise InputError(f"{named(path)} does not exist; check its name.")
        # Reading a pipe or a device would wait for ever.
        if not path.is_file():
            raise InputError(f"{named(path)} is neither a file nor a folder; name a workbook or a folder.")
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return read_xlsx(path)
    except OSError as error:
        raise InputError(system_trouble(path, "read", error)) from error
    raise InputError(
        f"{named(path.name)} is neither a workbook nor a folder of .csv files; save it as .xlsx, or name the "
        "folder."
    )


def _read_folder(folder: Path) -> Book:
    name = named(folder.name)
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    tables = [path for path in files if path.suffix.lower() == ".csv" and path.is_file()]
    if not tables:
        raise InputError(
            f"The folder {named(folder)} holds no .csv file; name a folder that does, or a workbook."
        )
    notes = []
    if others := [named(path.name) for path in files if path.suffix.lower() in _OTHER_TABLES]:
        notes.append(f"{name}: not read, as they are no .csv: {', '.join(others)}.")
    sheets = tuple(read_csv(path, f"{name}/{named(path.name)}", notes) for path in tables)
    return Book(name, sheets, tuple(notes))
