import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.desk.entry_block import MOST_CELLS, read_block, write_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("412\t1,440\r\n\tna\r\n", (("412", "1,440"), ("", "na"))),
        ("30\n\n31\n", (("30",), ("",), ("31",))),
        ("30\r31\r", (("30",), ("31",))),
        ('"late:\npolice"\t5', (("late:\npolice", "5"),)),
        ('"say ""hi""\tnow"\r\n', (('say "hi" now',),)),
        ('"tall\t5" pipe\n6', (('"tall', '5" pipe'), ("6",))),
        (" 12, 469 \t62 %", (("12, 469", "62 %"),)),
        ("5\t", (("5", ""),)),
        ("\n", (("",),)),
        ("", ()),
        # A line break that Word made within a paragraph stays within its cell.
        ("412\x0bprovisional\t5", (("412\nprovisional", "5"),)),
        ("\u202b٤١٢\u202c\t🚓 12", (("\u202b٤١٢\u202c", "🚓 12"),)),
    ],
)
def test_blocks_are_read_as_spreadsheets_write_them(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    block = read_block(text)
    assert block.rows == rows
    assert not block.is_cut


def test_blocks_are_written_as_spreadsheets_read_them() -> None:
    assert write_block([["412", "a\tb"], ["", "na"]]) == '412\t"a\tb"\n\tna\n'
    assert write_block([['5" pipe', "late:\npolice"]]) == '"5"" pipe"\t"late:\npolice"\n'


WORDS = st.lists(st.text('412,%"na 🚓٤', max_size=6).map(lambda text: " ".join(text.split())), max_size=3)
CELLS = WORDS.map(lambda lines: "\n".join(line for line in lines if line))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4).map(tuple), max_size=4))
def test_what_is_written_is_read_back(rows: list[tuple[str, ...]]) -> None:
    assert read_block(write_block(rows)).rows == tuple(rows)


@given(st.text('"\t\r\n a5\ud800\x00\x0b', max_size=30))
def test_any_text_is_some_block(text: str) -> None:
    cells = [cell for row in read_block(text).rows for cell in row]
    assert not any("\t" in cell or "\r" in cell or "\ud800" in cell for cell in cells)


def test_a_million_cells_are_cut() -> None:
    block = read_block(("\t" * 999 + "\r\n") * 1_000)
    assert block.is_cut
    assert sum(block.shape) == MOST_CELLS == 200_000
    assert not read_block(("\t" * 999 + "\r\n") * 200).is_cut
