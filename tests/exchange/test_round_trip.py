"""A document carried out and back in is the same document."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from cspdesk.domain.errors import InputError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.exchange.book import Book, Cell, sheet_of
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.exporting import document_sheets
from cspdesk.exchange.workbook import export_document, plan_import
from tests.exchange.books import EMPTY, put
from tests.support.canonical import canonical
from tests.support.generated import documents

# To shrink a whole document takes minutes and shows little; the first that fails is looked at as it is.
PHASES = (Phase.explicit, Phase.generate)


def carried(document: Snapshot, name: str) -> Snapshot:
    """Return the document as it comes back into an empty file; coming back into itself it changes nothing."""
    folder = Path(tempfile.mkdtemp())
    try:
        export_document(document, folder / name)
        book = read_book(folder / name)
    finally:
        shutil.rmtree(folder)
    again = plan_import(book, document)
    assert again.lines == ()
    assert again.rows == ()
    return put(EMPTY, plan_import(book, EMPTY))


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
@given(document=documents())
@settings(max_examples=10, phases=PHASES)
def test_a_few_documents_come_back_the_same(name: str, document: Snapshot) -> None:
    assert canonical(carried(document, name)) == canonical(document)


def read(document: Snapshot) -> Book:
    """Return the document's workbook as it would be read, without a file."""
    sheets = []
    for sheet in document_sheets(document):
        rows = enumerate((sheet.headings, *sheet.rows), start=1)
        sheets.append(sheet_of(sheet.name, sheet.name, ((n, tuple(map(Cell, row))) for n, row in rows)))
    return Book("a document", tuple(sheets))


@given(document=documents(), other=documents())
@settings(max_examples=30, phases=PHASES)
def test_bringing_in_another_document_twice_is_bringing_it_in_once(
    document: Snapshot, other: Snapshot
) -> None:
    book = read(other)
    try:
        once = put(document, plan_import(book, document))
    except InputError:
        # Two documents may truly contradict each other.
        return
    again = plan_import(book, once)
    assert again.lines == ()
    assert again.rows == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
@given(document=documents())
@settings(max_examples=200, phases=PHASES)
def test_a_generated_document_comes_back_the_same(name: str, document: Snapshot) -> None:
    assert canonical(carried(document, name)) == canonical(document)
