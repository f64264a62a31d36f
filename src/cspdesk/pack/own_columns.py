"""Tables with columns of their own: those that a layout asks for, in its order and under its headings."""

from collections import Counter
from collections.abc import Mapping, Sequence

from cspdesk.domain.errors import InputError
from cspdesk.pack.blocks import Cell, Column
from cspdesk.pack.cells import Remarks
from cspdesk.pack.layouts import Part

_SHORT_COMMENT = 24
"""Words of no more characters than this may stand in several rows."""

Rows = tuple[tuple[Cell, ...], ...]


def arranged(
    part: Part | None, usual: Mapping[str, Column], rows: Sequence[Mapping[str, Cell]]
) -> tuple[tuple[Column, ...], Rows]:
    """Return the columns that a part names, else the usual ones, and the rows cut to them.

    An optional column that is blank from top to bottom is left out. Raises InputError for a column that
    there is not.
    """
    if part is None or not part.columns:
        return tuple(usual.values()), tuple(tuple(row[name] for name in usual) for row in rows)
    for column in part.columns:
        if column.show not in usual:
            raise InputError(
                f"The layout's part '{part.show}' asks for a column '{column.show}'. "
                f"Choose one of: {', '.join(usual)}."
            )
    kept = [c for c in part.columns if not c.optional or any(row[c.show].text for row in rows)]
    columns = tuple(Column(c.heading, usual[c.show].kind, c.weight) for c in kept)
    return columns, tuple(tuple(row[c.show] for c in kept) for row in rows)


def told_once(cells: Sequence[Cell], places: Sequence[str], remarks: Remarks) -> list[Cell]:
    """Return a column's cells; words that stand in several rows go under the table, once for all of them.

    `places` says how a line under the table calls each row.
    """
    times = Counter(cell.text for cell in cells)
    found = []
    for cell, place in zip(cells, places, strict=True):
        if times[cell.text] > 1 and len(cell.text) > _SHORT_COMMENT:
            remarks.tell(" ".join(cell.text.split()), place)
            found.append(Cell("See note"))
        else:
            found.append(cell)
    return found
