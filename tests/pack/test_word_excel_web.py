"""One pack in three formats: the same words, the same digits, for every cell."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from cspdesk.pack import excel, web, word
from cspdesk.pack.blocks import Pack, Table
from tests.pack.test_web import page_of
from tests.pack.test_web import words as web_words
from tests.pack.test_word import W, words
from tests.support.packs import board_pack
from tests.support.workbooks import opened, shown


def as_printed() -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in board_pack().blocks
        if isinstance(block, Table)
    ]


def in_word(package: bytes) -> list[list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    return [
        [
            ["\n".join(words(p) for p in cell.iter(f"{W}p")) for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")[1:]
        ]
        for table in document.iter(f"{W}tbl")
    ]


def in_excel(package: bytes) -> list[list[list[str]]]:
    book = opened(package, values=True)
    found = []
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            rows = sheet[table.ref][1:]
            found.append([[shown(cell.value, cell.number_format) for cell in row] for row in rows])
    return found


def in_web(package: bytes) -> list[list[list[str]]]:
    page = page_of(package)
    tables = [table for table in page.iter("table") if table.find("colgroup") is not None]
    return [
        [[web_words(cell) for cell in row] for body in table.iter("tbody") for row in body]
        for table in tables
    ]


def squeezed(tables: list[list[list[str]]]) -> list[list[list[str]]]:
    """Without line breaks and bullets, and with Excel's code for an empty cell taken off."""
    return [
        [["".join(text.replace("•", "").split()).replace("[z]", "") for text in row] for row in rows]
        for rows in tables
    ]


@pytest.mark.parametrize(
    ("render", "read"), [(word.render, in_word), (excel.render, in_excel), (web.render, in_web)]
)
def test_every_cell_prints_the_same(
    render: Callable[[Pack], bytes], read: Callable[[bytes], list[list[list[str]]]]
) -> None:
    assert squeezed(read(render(board_pack()))) == squeezed(as_printed())


def test_the_sample_has_figures_worth_comparing() -> None:
    cells = [c for b in board_pack().blocks if isinstance(b, Table) for row in b.rows for c in row]
    assert {c.text for c in cells if c.number is not None} >= {"92.5%", "−1.4%", "+25.7%", "4,311", "−63"}
    assert any(c.number != c.number.to_integral_value() for c in cells if isinstance(c.number, Decimal))
