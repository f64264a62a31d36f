"""Writing sheets of plain texts as a workbook or a folder of .csv files, whole or not at all."""

import csv
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from cspdesk.domain.errors import FileError
from cspdesk.exchange.book import named, system_trouble

_EXCEL_LONGEST = 32_767
"""How many UTF-16 units a cell of Excel holds."""
_WIDTHS = (10, 60)
"""The narrowest and the widest column, in characters."""


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet to be written: every cell is a text."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_book(path: Path, sheets: Sequence[TextSheet]) -> None:
    """Write a workbook where the path ends in .xlsx, else a folder of .csv files, replacing what is there.

    Raises FileError for a text that Excel cannot hold, for a place that cannot be written, and for a folder
    with anything but an earlier export in it.
    """
    # A name of its own is needed for what is written beside it first.
    path = path if path.name else path.resolve()
    is_workbook = path.suffix.lower() == ".xlsx"
    if not is_workbook and path.suffix[1:].isalpha() and not path.is_dir():
        raise FileError(
            f"{named(path.name)} cannot be written; give a name that ends in .xlsx, or that of a folder."
        )
    # Short, so that every name that the system takes can be written beside.
    partial = path.with_name(f".{uuid4().hex[:8]}.part")
    try:
        if not path.parent.is_dir():
            raise FileError(
                f"There is no folder {named(path.parent)}; make it first, or choose another place."
            )
        if is_workbook:
            _must_be_no_folder(path)
            partial.write_bytes(_xlsx(sheets))
            partial.replace(path)
        else:
            _must_be_replaceable(path, {f"{sheet.name}.csv" for sheet in sheets})
            _write_folder(partial, sheets)
            _replace_folder(partial, path)
    except OSError as error:
        raise FileError(system_trouble(path, "written", error)) from error
    finally:
        _discard(partial)


def _must_be_no_folder(path: Path) -> None:
    if path.is_dir():
        raise FileError(f"{named(path)} is a folder; choose another name for the workbook.")
    _must_be_no_device(path)


def _must_be_no_device(path: Path) -> None:
    """A pipe or a device would be gone for good if a file took its place."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise FileError(f"{named(path)} is neither a file nor a folder; choose another name.")


def _must_be_replaceable(folder: Path, ours: Iterable[str]) -> None:
    _must_be_no_device(folder)
    if folder.is_file():
        raise FileError(
            f"{named(folder)} is a file; choose another name for the folder, or one that ends in .xlsx."
        )
    if folder.is_dir():
        known = {name.casefold() for name in ours}
        others = sorted(item.name for item in folder.iterdir() if item.name.casefold() not in known)
        if others:
            raise FileError(
                f"The folder {named(folder)} holds other things ({named(others[0])}); choose a new folder."
            )


def _xlsx(sheets: Sequence[TextSheet]) -> bytes:
    import xlsxwriter

    # Made in memory, so that what the system has against the place is met in one way.
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    # The time of writing is left out, so that the same document makes the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1)})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold = book.add_format({"num_format": "@", "bold": True})
    for sheet in sheets:
        target = book.add_worksheet(sheet.name)
        target.freeze_panes(1, 0)
        target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for column, heading in enumerate(sheet.headings):
            longest = max((len(row[column]) for row in sheet.rows), default=0)
            # The whole column is of text, so that a figure typed below is kept as typed.
            target.set_column(column, column, min(max(longest, len(heading), _WIDTHS[0]), _WIDTHS[1]), plain)
        for number, row in enumerate((sheet.headings, *sheet.rows)):
            for column, text in enumerate(row):
                if text:
                    _must_fit(text, f"sheet {sheet.name}, row {number + 1}, column {sheet.headings[column]}")
                    if target.write_string(number, column, text, plain if number else bold) != 0:
                        raise FileError(
                            f"Sheet {sheet.name} has more rows than Excel takes; export a folder."
                        )
    book.close()
    return made.getvalue()


def _must_fit(text: str, place: str) -> None:
    # No text is longer in UTF-16 than twice its characters, so most need no counting.
    if 2 * len(text) > _EXCEL_LONGEST and len(text.encode("utf-16-le")) // 2 > _EXCEL_LONGEST:
        raise FileError(f"The text for {place} is longer than Excel keeps; shorten it, or export a folder.")


def _write_folder(folder: Path, sheets: Sequence[TextSheet]) -> None:
    folder.mkdir()
    for sheet in sheets:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(sheet.headings)
            writer.writerows(sheet.rows)


def _replace_folder(partial: Path, path: Path) -> None:
    if not path.exists():
        partial.rename(path)
        return
    former = partial.with_suffix(".old")
    path.rename(former)
    try:
        partial.rename(path)
    except OSError:
        former.rename(path)
        raise
    _discard(former)


def _discard(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
