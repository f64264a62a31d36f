"""A workbook as plain cells, each knowing what kind it is: what every import starts from."""

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


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

_LONGEST_NAME = 160
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MENDS = {
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ENOSPC: "make room there, or choose another place",
    errno.EACCES: "close it elsewhere, or choose a place that is open to you",
    errno.EPERM: "close it elsewhere, or choose a place that is open to you",
    errno.EROFS: "choose a place that may be written to",
}


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


def named(path: Path | str) -> str:
    """Return the name of a file or a sheet on one line, its middle left out where it is long."""
    text = _BREAKS.sub(" ", str(path))
    if len(text) <= _LONGEST_NAME:
        return text
    half = _LONGEST_NAME // 2
    return f"{text[: half - 1]}…{text[-half:]}"


def system_trouble(path: Path, done: str, error: OSError) -> str:
    """Return a sentence for a file that the system does not let be "read" or "written"."""
    mend = _MENDS.get(error.errno or 0, "close it elsewhere, or choose another place")
    return f"{named(path)} cannot be {done} ({error.strerror or error}); {mend}."


def sheet_of(name: str, place: str, rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Sheet:
    """Return a sheet of those rows, by number, that have something in them."""
    return Sheet(
        name, place, tuple(Line(n, cells) for n, cells in rows if not all(c.is_blank for c in cells))
    )
