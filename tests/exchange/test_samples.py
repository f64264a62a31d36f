"""The sample partnerships load without a murmur and come back the same."""

from pathlib import Path

import pytest

from cspdesk.domain.resources import resource
from cspdesk.domain.tables import Observation
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.workbook import export_document, plan_import
from tests.exchange.books import EMPTY, put
from tests.support.canonical import canonical

SAMPLES = sorted(path for path in resource("samples").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", SAMPLES, ids=[path.name for path in SAMPLES])
@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
def test_a_sample_comes_back_the_same(tmp_path: Path, folder: Path, name: str) -> None:
    plan = plan_import(read_book(folder), EMPTY)
    assert plan.notes == ()
    document = put(EMPTY, plan)
    assert len(document.of(Observation)) > 0
    export_document(document, tmp_path / name)
    book = read_book(tmp_path / name)
    assert canonical(put(EMPTY, plan_import(book, EMPTY))) == canonical(document)
    assert plan_import(book, document).lines == ()
    assert plan_import(read_book(folder), document).lines == ()
