"""The clipboard: the cells that another program put there, and those put there for it."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from cspdesk.desk.entry_block import Block, read_block, write_block
from cspdesk.desk.html_table import read_tables

MOST_HTML = 2_000_000
"""Characters of HTML beyond which the plain text is read: no table in a report comes near it."""

_EXCEL = re.compile(r"content=[\"']?Excel\.Sheet", re.IGNORECASE)


def block_on(data: QMimeData | None) -> Block:
    """Return the cells on the clipboard; none where it holds neither text nor a table."""
    if data is None:
        return Block(())
    return read_clipboard(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")


def put_block(rows: Iterable[Iterable[str]]) -> QMimeData:
    """Return cells as the clipboard is to carry them; the last row has no line break, as in Calc."""
    data = QMimeData()
    data.setText(write_block(rows).removesuffix("\n"))
    return data


def read_clipboard(text: str, html: str) -> Block:
    """Return the cells that a copied text stands for, given in one form or both.

    The plain text of a spreadsheet is exact and is read as it is. That of Word and Outlook breaks a cell of
    several paragraphs into rows: where its rows differ from the table in the HTML, the table is read.
    """
    written = read_block(text)
    is_sheet = _EXCEL.search(html, 0, 4_000) is not None
    if not html or (text and (is_sheet or len(html) > MOST_HTML)):
        return written
    table = read_tables(html[:MOST_HTML])
    return table if table is not None and table.shape != written.shape else written
