"""A workbook as plain cells, each knowing what kind it is: what every import starts from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


def sheet_of(name: str, place: str, rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Sheet:
    """Return a sheet of those rows, by number, that have something in them."""
    return Sheet(
        name, place, tuple(Line(n, cells) for n, cells in rows if not all(c.is_blank for c in cells))
    )
