import tracemalloc
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData

from cspdesk.desk.clipboard import MOST_HTML, block_on, put_block, read_clipboard
from cspdesk.desk.entry_block import MOST_CELLS, read_block
from cspdesk.desk.html_table import read_tables

RECORDED = Path(__file__).with_name("clipboard")
"""What the programs put on the clipboard; its README says which are recordings."""

EXCEL = (
    ("Measure", "Q3 2015/16", "Q4 2015/16", "Note"),
    ("2.1", "355", "412", 'Up again:\nseven in ten are "repeat" calls'),
    ("1.3", "9,450", "12,043", ""),
    ("3.1", "", "62%", '5" pipe'),
)
CALC = (
    ("Measure", "Q3 2015/16", "Q4 2015/16"),
    ("2.1", "355", "412"),
    ("1.3", "9,450", "12,043 from the police"),
    ("3.1", "", "62%"),
)
CALC_MERGED = (
    ("Performance 2015/16", "", "", "", "", ""),
    ("", "", "", "", "", ""),
    ("Measure", "Quarter 3", "", "Quarter 4", "", "Comments"),
    ("", "Target", "Actual", "Target", "Actual", ""),
    ("Violence with injury", "340", "355", "340", "412", 'Up again: seven in ten are "repeat" calls'),
    ("Robbery", "25", "32", "25", "30", ""),
    ("Repeat callers Police", "", "15", "", "10", "🚓 ٤١٢ עברית"),
    ("Total", "", "402", "", "452", ""),
)
WORD = (
    ("Measure", "Q3 2015/16", "Q4 2015/16"),
    ("2.1 Violence with injury", "355", "412\nProvisional"),
    ("1.3 Anti-social behaviour", "9,450", "12,043"),
    ("Emergency services workers", "", "17"),
)
OUTLOOK = (("Police", "412\nNot final"), ("Probation", "TBC"))
PROGRAMS = {
    "excel": EXCEL,
    "calc": CALC,
    "calc-merged": CALC_MERGED,
    "writer": WORD,
    "word": WORD,
    "outlook": OUTLOOK,
}


def recorded(name: str) -> str:
    return (RECORDED / name).read_bytes().decode()


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_copies_is_read_cell_by_cell(program: str) -> None:
    text, html = recorded(f"{program}.txt"), recorded(f"{program}.html")
    assert read_clipboard(text, html).rows == PROGRAMS[program]
    # Where a program or a remote desktop hands on the HTML alone, it is enough; it keeps a cell's lines.
    alone = read_clipboard("", html).rows
    assert on_one_line(alone) == on_one_line(PROGRAMS[program])


@pytest.mark.parametrize("program", ["excel", "calc", "calc-merged"])
def test_a_spreadsheet_says_the_same_in_both_forms(program: str) -> None:
    table = read_tables(recorded(f"{program}.html"))
    assert table is not None
    assert table.shape == tuple(map(len, PROGRAMS[program]))
    assert read_block(recorded(f"{program}.txt")).rows == PROGRAMS[program]


def test_a_cells_lines_are_in_the_html_of_a_spreadsheet() -> None:
    table = read_tables(recorded("calc.html"))
    assert table is not None
    assert table.rows[2][2] == "12,043\nfrom the police"


def on_one_line(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def test_words_plain_text_alone_breaks_cells() -> None:
    # Why the HTML is read: here "Provisional" has become a row.
    assert read_block(recorded("word.txt")).rows[2] == ("Provisional",)
    assert read_block(recorded("writer.txt")).rows[:2] == (("Measure",), ("Q3 2015/16",))


def test_the_clipboard_itself_goes_out_and_comes_back() -> None:
    rows = (("12,043", "62%"), ("", "late: police\n24 May"), ('5" pipe', "a"))
    assert block_on(put_block(rows)).rows == rows
    both = QMimeData()
    both.setText(recorded("word.txt"))
    both.setHtml(recorded("word.html"))
    assert block_on(both).rows == WORD
    picture = QMimeData()
    picture.setData("image/png", b"\x89PNG")
    assert block_on(picture).rows == ()
    assert block_on(None).rows == ()


def test_html_without_a_table_leaves_the_text() -> None:
    assert read_clipboard("412\t5", "<p>412 <b>5</b></p>").rows == (("412", "5"),)
    assert read_clipboard("412\t5", "<table><tr><td>412<td>" + " " * MOST_HTML).rows == (("412", "5"),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><![rubbish",
        "<table>" * 5_000,
        "<" * 50_000,
        "<table><tr><td",
        "\x00\ud800<",
        "<!--" * 9_000,
    ],
)
def test_hostile_html_leaves_the_text(html: str) -> None:
    assert read_clipboard("5", html).rows == (("5",),)


def test_a_lone_half_of_a_character_is_taken_out() -> None:
    assert read_clipboard("4\ud8001\x002\t\ufffe5", "").rows == (("412", "5"),)
    assert read_clipboard("", "<table><tr><td>4\udfff12</td></tr></table>").rows == (("412",),)


@pytest.mark.parametrize(
    "html",
    [
        # Tables within tables, side by side and one in the other.
        "<table><tr><td>" * 19 + "<table><tr><td>5</table>" * 5_000,
        ("<table><tr><td>" + "5" * 1_000) * 20,
        "<table>" + "<tr><td rowspan=999999999 colspan=999999999>5" * 50_000,
        "<p hidden>" * 40_000 + "<table><tr><td>5</table>",
        "<table><tr><td>" + "<span style='display:none'>" * 50_000,
        "<table><tr><td>" + "&#9999999999;&bogus;" * 50_000,
    ],
)
def test_a_bomb_of_html_is_bounded(html: str) -> None:
    tracemalloc.start()
    try:
        block = read_clipboard("", html)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(block.shape) <= MOST_CELLS
    assert peak < 100_000_000


@pytest.mark.parametrize("end", ["", "</tr>", "</table>", "</table></td></tr></table>"])
def test_the_one_cell_too_many_may_be_the_last(end: str) -> None:
    block = read_clipboard("", "<table><tr>" + "<td>5" * (MOST_CELLS + 1) + end)
    assert block.is_cut
    assert block.shape == (MOST_CELLS,)


def test_a_million_cells_of_plain_text_are_bounded() -> None:
    text = ("12,043\t" * 999 + "5\r\n") * 1_000
    tracemalloc.start()
    try:
        block = read_clipboard(text, "")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert block.is_cut
    assert peak < 100_000_000
