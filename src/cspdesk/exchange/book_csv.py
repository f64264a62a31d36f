"""Reading one .csv file as plain cells, whatever stands between them and however its letters are kept."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from cspdesk.domain.errors import InputError
from cspdesk.exchange.book import Cell, Sheet, sheet_of
from cspdesk.exchange.name_index import fold
from cspdesk.exchange.sheets import SHAPES

_SEPARATORS = ",;\t"
"""What a spreadsheet puts between cells, by the country it is set to; the first where nothing tells."""
_ANNOUNCED = re.compile(r'"?sep=([,;\t|]?)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""A first line that only says what separates the cells; no spreadsheet shows it."""
_LONGEST_HEADER = 10_000


def read_csv(path: Path, place: str, notes: list[str]) -> Sheet:
    """Read a file; adds to the notes what there is to say about it.

    Raises InputError where its letters or its cells cannot be told.
    """
    text = _decoded(path.read_bytes(), place, notes)
    announced = _ANNOUNCED.match(text)
    if announced:
        text = text[announced.end() :]
    separator = (announced[1] if announced else "") or _separator(path.stem, text)
    source = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)

    def rows() -> Iterator[tuple[int, tuple[Cell, ...]]]:
        # A spreadsheet numbers rows, not lines: a cell of several lines is still in one row.
        for number, row in enumerate(source, start=1):
            yield number, tuple(Cell(text) for text in row)

    try:
        return sheet_of(path.stem, place, rows())
    except csv.Error as error:
        raise InputError(
            f"{place}, about line {source.line_num + bool(announced)}: the cells cannot be told apart "
            f"({error}); look for a quotation mark that is not closed, or a cell of more than 32,000 "
            "characters."
        ) from error


def _separator(name: str, text: str) -> str:
    """Return the separator that makes most known headings of the first line with anything in it."""
    header = next((line for line in text.splitlines() if line.strip(_SEPARATORS + ' "')), "")
    shape = next((shape for shape in SHAPES.values() if fold(shape.name) == fold(name)), None)
    known = {fold(heading) for heading in (shape.headings if shape else ())}

    def count(separator: str) -> int:
        cells = next(csv.reader([header[:_LONGEST_HEADER]], delimiter=separator), [])
        return sum(fold(cell) in known for cell in cells)

    return max(_SEPARATORS, key=count)


def _decoded(raw: bytes, place: str, notes: list[str]) -> str:
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig" and _is_mostly_utf8(raw):
                line = raw[: error.start].count(b"\n") + 1
                raise InputError(
                    f"{place}, line {line}: a letter there is damaged, for the rest of the file is UTF-8; "
                    "mend it and save the file as 'CSV UTF-8'."
                ) from error
            continue
        if encoding == "cp1252":
            notes.append(
                f"{place} is not UTF-8, so it was read as Western European (Windows); look at its accents "
                "and pound signs."
            )
        return text
    raise InputError(f"{place} is not text that can be read; save it from Excel as 'CSV UTF-8'.")


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether bytes that are not all UTF-8 begin as that does, or hold a letter of several bytes."""
    return raw.startswith(b"\xef\xbb\xbf") or not raw.decode("utf-8", errors="ignore").isascii()
