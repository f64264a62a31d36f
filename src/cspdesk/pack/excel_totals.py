"""Totals of a row as Excel formulas, where they are nothing but the sum of what stands beside them."""

import re
from collections.abc import Sequence

from cspdesk.domain.printing import half_up
from cspdesk.pack.blocks import Cell, Column
from cspdesk.pack.excel_names import printing_code

_QUARTER = re.compile(r"quarter ([1-4])")
_TO_DATE = re.compile(r"(?:quarter ([1-4]) )?year to date")


def sum_formula(columns: Sequence[Column], cells: Sequence[Cell], at: int, row: int) -> str:
    """The formula of a year to date that its quarters make, or "" where they do not make it exactly.

    `at` is the cell's column and `row` its row, both from 0. A percentage is never a sum, and a figure that
    is printed rounded could disagree with the sum of what is seen, so it stays a number.
    """
    wanted = _TO_DATE.fullmatch(columns[at].shows)
    if wanted is None:
        return ""
    last = int(wanted[1] or 4)
    parts = [
        place
        for place, column in enumerate(columns)
        if (quarter := _QUARTER.fullmatch(column.shows)) and int(quarter[1]) <= last
    ]
    # A quarter without a figure is words, which a sum passes over.
    numbers = [cells[place].number for place in parts if _is_exact(cells[place])]
    given = [place for place in parts if any(c.isdigit() for c in cells[place].text)]
    if len(given) < 2 or len(numbers) != len(given) or not _is_exact(cells[at]):
        return ""
    if sum(number for number in numbers if number is not None) != cells[at].number:
        return ""
    return f"=SUM({_area(parts, row)})"


def _is_exact(cell: Cell) -> bool:
    """Whether Excel keeps the cell as a number, and shows all of it."""
    if cell.number is None or cell.is_percent or not printing_code(cell):
        return False
    return half_up(cell.number, cell.decimals) == cell.number


def _area(places: Sequence[int], row: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    names = [xl_rowcol_to_cell(row, place) for place in places]
    side_by_side = places[-1] - places[0] == len(places) - 1
    return f"{names[0]}:{names[-1]}" if side_by_side else ",".join(names)
