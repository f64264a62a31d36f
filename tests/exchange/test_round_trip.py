"""A document carried out and back in is the same document."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Partnership
from cspdesk.exchange.book import read_book
from cspdesk.exchange.workbook import export_document, plan_import
from tests.support.canonical import canonical
from tests.support.generated import documents

EMPTY = Snapshot.of_rows([Partnership()])


def carried(document: Snapshot, name: str) -> tuple[Snapshot, Snapshot]:
    """Return the document as it comes back into an empty file, and into itself."""
    folder = Path(tempfile.mkdtemp())
    try:
        export_document(document, folder / name)
        book = read_book(folder / name)
    finally:
        shutil.rmtree(folder)
    back = {
        (row.TABLE.name, row.TABLE.key_of(row)): row
        for row in (Partnership(), *plan_import(book, EMPTY).rows)
    }
    again = plan_import(book, document)
    assert again.lines == ()
    assert again.rows == ()
    return Snapshot.of_rows(back.values()), document


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
@given(document=documents())
@settings(max_examples=200, phases=[Phase.explicit, Phase.generate])
def test_a_generated_document_comes_back_the_same(name: str, document: Snapshot) -> None:
    back, _ = carried(document, name)
    assert canonical(back) == canonical(document)
