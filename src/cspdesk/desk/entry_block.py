"""Blocks of cells as the clipboard carries them: tab-separated text, as spreadsheets read and write it."""

import csv
from collections.abc import Iterable
from io import StringIO

from cspdesk.domain.errors import InputError

MOST_CELLS = 100_000
"""More than any plan has; a larger block was copied by mistake."""


def read_block(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a copied block, row by row; line breaks within a cell become spaces.

    Raises InputError where the text is too large to be a block of figures.
    """
    if text.count("\t") + text.count("\n") > MOST_CELLS:
        raise InputError(f"What was copied has over {MOST_CELLS:,} cells. Nothing was pasted; copy fewer.")
    try:
        rows = list(csv.reader(StringIO(text, newline=""), dialect="excel-tab"))
    except csv.Error as error:
        raise InputError("What was copied is no block of cells. Nothing was pasted.") from error
    return tuple(tuple(" ".join(cell.split()) for cell in row) if row else ("",) for row in rows)


def write_block(rows: Iterable[Iterable[str]]) -> str:
    """Return cells as tab-separated text; one with a tab, a line break or a quotation mark is quoted."""
    out = StringIO(newline="")
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()
