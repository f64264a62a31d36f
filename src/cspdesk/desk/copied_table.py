"""The shape of a copied table: where its headings stand, which way round it is, where its figures begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from cspdesk.desk.heading_text import Heading, read_heading, year_in

Rows = Sequence[Sequence[str]]

_DEEPEST = 12
"""Rows in which headings are looked for, so that a title and blank lines may stand above them."""
_LEVELS = 3
"""Lines that the headings may have, one above the other."""
_WIDEST = 400
"""Columns of a table at the most: more quarters than any plan has."""
_MOST_TURNED = 1_000_000
"""Cells, counted as a rectangle, of the largest table that is also tried with its quarters going down."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table with its periods across; one that had them going down has been turned."""

    headings: tuple[Heading, ...]
    body: Rows
    first: int
    """The first column under a period; those before it say what each row is."""

    def cell(self, row: int, column: int) -> str:
        """Return a cell of the body on one line; "" where its row is shorter."""
        cells = self.body[row]
        return " ".join(cells[column].split()) if column < len(cells) else ""


def copied_tables(rows: Rows, year: int) -> Iterator[CopiedTable]:
    """Return the ways in which copied rows are a table with periods for headings: across, then down.

    `year` is taken for headings that name none, unless a line above the table names one.
    """
    if len(rows) < 2:
        return
    if (table := _across(rows, year)) is not None:
        yield table
    if len(rows) * max(map(len, rows)) <= _MOST_TURNED and len(rows) <= _WIDEST:
        turned = tuple(zip_longest(*rows, fillvalue=""))
        if len(turned) > 1 and (table := _across(turned, year)) is not None:
            yield table


def _across(rows: Rows, year: int) -> CopiedTable | None:
    """The rows read under those headings that name the most periods; as few lines of them as do it."""
    best: tuple[int, int, int] | None = None
    chosen: tuple[int, int, tuple[Heading, ...]] | None = None
    for last in range(min(_DEEPEST, len(rows) - 1)):
        if len(rows[last]) > _WIDEST:
            continue
        for levels in range(1, min(_LEVELS, last + 1) + 1):
            top = last - levels + 1
            headings = _headings(rows[top : last + 1], year_in([" ".join(row) for row in rows[:top]]) or year)
            # What stands in the first column says what the rows are, or is a title.
            periods = [heading for heading in headings[1:] if heading.period is not None]
            bare = sum(heading.is_bare for heading in periods)
            score = (len(periods), -bare, _full_lines(rows[top : last + 1], headings))
            if periods and (best is None or score > best):
                best, chosen = score, (last, levels, headings)
    if chosen is None:
        return None
    last, levels, headings = chosen
    first = next(column for column, heading in enumerate(headings) if column and heading.period is not None)
    lines = {_line(row) for row in rows[last - levels + 1 : last + 1]}
    # A table over several pages has its headings on each of them.
    body = tuple(row for row in rows[last + 1 :] if _line(row) not in lines or not any(row))
    return CopiedTable(headings, body, first) if body else None


def _headings(rows: Rows, year: int) -> tuple[Heading, ...]:
    """What heads each column; an upper line reaches over the blanks beside it, as where cells were merged."""
    width = max(map(len, rows))
    if width > _WIDEST:
        return ()
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    *uppers, lowest = padded
    reaching = [list(accumulate(row, _reaching)) for row in uppers]
    headings = []
    for column in range(width):
        levels = reaching if lowest[column] else uppers
        texts = [row[column] for row in levels] + [lowest[column]]
        headings.append(read_heading(tuple(text for text in texts if text), year))
    return tuple(headings)


def _full_lines(rows: Rows, headings: Sequence[Heading]) -> int:
    """How many lines say something over every period: "Quarter 1" may have "Apr to Jun" below it."""
    columns = [column for column, heading in enumerate(headings) if column and heading.period is not None]
    return sum(all(column < len(row) and row[column] for column in columns) for row in rows)


def _reaching(left: str, cell: str) -> str:
    return cell or left


def _line(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row)
