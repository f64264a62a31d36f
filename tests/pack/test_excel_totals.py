"""Totals in the Excel pack: formulas where they are the sum of what stands beside them, with their values."""

from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cspdesk.pack.blocks import Cell, CellKind, Column, Table
from cspdesk.pack.excel import render
from tests.support.packs import board_pack
from tests.support.workbooks import opened, shown

COLUMNS = (
    Column("Measure"),
    *(Column(f"Q{n}", CellKind.FIGURE, shows=f"quarter {n}") for n in range(1, 5)),
    Column("So far", CellKind.FIGURE, shows="year to date"),
)


def figure(text: str, decimals: int = 0, *, is_percent: bool = False) -> Cell:
    """A cell as a pack has it: a figure with its number, or words."""
    digits = text.replace(",", "").replace("−", "-").replace("£", "").replace("%", "")
    number = Decimal(digits) if digits.lstrip("-").replace(".", "").isdigit() else None
    return Cell(text, number, decimals, is_percent)


def sheet_of(columns: tuple[Column, ...], cells: tuple[Cell, ...], *, values: bool = False) -> Worksheet:
    table = Table("T", columns, (cells,), "t")
    found = opened(render(replace(board_pack(), blocks=(table,))), values=values)["T"]
    assert isinstance(found, Worksheet)
    return found


def total(columns: tuple[Column, ...], cells: tuple[Cell, ...], *, values: bool = False) -> object:
    sheet = sheet_of(columns, cells, values=values)
    return sheet.cell(sheet.max_row, len(columns)).value


VIOLENCE = ("326", "347", "355", "412", "1,440")
"""Violence with injury by quarter in a real report, and its year."""


def test_a_year_to_date_is_the_sum_of_its_quarters_with_its_value_cached() -> None:
    cells = (Cell("Violence with injury"), *map(figure, VIOLENCE))
    assert str(total(COLUMNS, cells)).startswith("=SUM(B")
    sheet = sheet_of(COLUMNS, cells, values=True)
    last = sheet.cell(sheet.max_row, 6)
    assert last.value == 1440
    assert shown(last.value, last.number_format) == "1,440"


def test_the_formula_names_the_cells_of_its_own_row() -> None:
    cells = (Cell("Violence with injury"), *map(figure, VIOLENCE))
    sheet = sheet_of(COLUMNS, cells)
    assert sheet.cell(sheet.max_row, 6).value == f"=SUM(B{sheet.max_row}:E{sheet.max_row})"


def test_quarters_that_stand_apart_are_named_one_by_one() -> None:
    columns = (COLUMNS[1], Column("Words"), COLUMNS[2], COLUMNS[5])
    cells = (figure("326"), Cell("Up"), figure("347"), figure("673"))
    sheet = sheet_of(columns, cells)
    assert sheet.cell(sheet.max_row, 4).value == f"=SUM(A{sheet.max_row},C{sheet.max_row})"


def test_a_quarter_still_to_come_is_words_that_a_sum_passes_over() -> None:
    cells = (Cell("Violence"), figure("326"), figure("347"), figure("na"), Cell(), figure("673"))
    assert str(total(COLUMNS, cells)).startswith("=SUM(B")
    assert total(COLUMNS, cells, values=True) == 673


@pytest.mark.parametrize(
    ("quarters", "so_far", "decimals", "is_percent"),
    [
        # A year to date that someone typed, and that its quarters do not make.
        (("326", "347", "355", "412"), "1,444", 0, False),
        # A percentage of a year is pooled.
        (("50%", "10%", "10%", "10%"), "80%", 0, True),
        # One quarter alone is no sum.
        (("326", "na", "", ""), "326", 0, False),
        # "412 (provisional)" is words in Excel, so a sum would leave it out.
        (("326", "347", "355", "412 (provisional)"), "1,028", 0, False),
    ],
)
def test_what_is_no_plain_sum_stays_a_number(
    quarters: tuple[str, ...], so_far: str, decimals: int, is_percent: bool
) -> None:
    cells = (
        Cell("Measure"),
        *(figure(text, decimals, is_percent=is_percent) for text in (*quarters, so_far)),
    )
    assert isinstance(total(COLUMNS, cells), int | float)


def test_figures_printed_rounded_are_not_summed() -> None:
    """0.4 + 0.4 is printed 0 + 0 = 1."""
    part, whole = Cell("0", Decimal("0.4")), Cell("1", Decimal("0.8"))
    assert total(COLUMNS, (Cell("Measure"), part, part, Cell(), Cell(), whole)) == 0.8


def test_a_column_that_only_looks_like_a_total_is_left_alone() -> None:
    columns = (*COLUMNS[:5], Column("Year to date", CellKind.FIGURE))
    assert total(columns, (Cell("Violence with injury"), *map(figure, VIOLENCE))) == 1440


def test_a_year_to_date_after_two_quarters_adds_those_alone() -> None:
    columns = (*COLUMNS[1:3], Column("To date", CellKind.FIGURE, shows="quarter 2 year to date"), COLUMNS[3])
    cells = (figure("326"), figure("347"), figure("673"), figure("355"))
    sheet = sheet_of(columns, cells)
    assert sheet.cell(sheet.max_row, 3).value == f"=SUM(A{sheet.max_row}:B{sheet.max_row})"
