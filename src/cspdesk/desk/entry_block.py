"""Blocks of cells as tab-separated text: what spreadsheets put on the clipboard and read from it."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from cspdesk.domain.text import clean

MOST_CELLS = 200_000
"""More than any plan has: of a larger block the first ones are read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells row by row; a cell of several paragraphs holds line breaks."""

    rows: tuple[tuple[str, ...], ...]
    is_cut: bool = False
    """Whether there were more than MOST_CELLS, of which the rest was left unread."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of cells in each row."""
        return tuple(len(row) for row in self.rows)


# Excel quotes a cell only where it holds a tab or a line break: a mark that opens no whole quoted cell is
# part of the words. The possessive repeats keep a text of nothing but marks to one pass.
_CELL = re.compile(
    r'(?:"(?P<quoted>(?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)|(?P<bare>[^\t\r\n]*+))(?P<end>\t|\r\n?|\n|\Z)'
)


def read_block(text: str) -> Block:
    """Return the cells of a copied text; an empty last line is none, and at MOST_CELLS it stops."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = count = 0
    while at < len(text) or row:
        found = _CELL.match(text, at)
        if found is None:  # Cannot be: a bare cell may be empty and ends at the end of the text.
            break
        quoted = found["quoted"]
        row.append(fit_cell(found["bare"] if quoted is None else quoted.replace('""', '"')))
        at, count = found.end(), count + 1
        if found["end"] != "\t":
            rows.append(tuple(row))
            row = []
        if count == MOST_CELLS and at < len(text):
            return Block((*rows, tuple(row)) if row else tuple(rows), is_cut=True)
    return Block(tuple(rows))


def fit_cell(raw: str) -> str:
    """Return a cell's words without what no document can carry, its lines trimmed and blank ones left out."""
    text = raw if raw.isprintable() else clean(raw).text
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def write_block(rows: Iterable[Iterable[str]]) -> str:
    """Return cells as tab-separated text; one with a tab, a line break or a quotation mark is quoted."""
    out = StringIO(newline="")
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()
