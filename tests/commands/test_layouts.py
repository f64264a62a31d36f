"""Layouts of the file's own: kept, changed, taken away and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.layouts import DeleteLayout, SaveLayout
from cspdesk.desk.document import Document
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import Layout
from tests.support.documents import small_store

BODY = 'title = "Our pack"\n'


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "small.cspdesk"))
    yield made
    made.close()


def bodies(document: Document) -> dict[str, str]:
    return {row.name: row.body for row in document.snapshot.of(Layout)}


def test_a_layout_is_kept_changed_and_taken_away_each_undoable(document: Document) -> None:
    document.do(SaveLayout("Copy", "  Our\npack ", BODY))
    assert bodies(document) == {"Our pack": BODY}
    document.do(SaveLayout("Change", "Our pack", BODY + "# changed\n"))
    document.do(DeleteLayout("Delete the layout", "Our pack"))
    assert bodies(document) == {}
    document.undo()
    assert bodies(document) == {"Our pack": BODY + "# changed\n"}
    document.undo()
    document.undo()
    assert bodies(document) == {}


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 61])
def test_a_name_is_needed_and_kept_short(document: Document, name: str) -> None:
    with pytest.raises(RefusedError, match="at most 60 characters"):
        document.do(SaveLayout("Copy", name, BODY))
    assert bodies(document) == {}


def test_more_text_than_is_kept_is_refused(document: Document) -> None:
    with pytest.raises(RefusedError, match="32,001 characters; 32,000 are kept"):
        document.do(SaveLayout("Copy", "Long", "#" * 32_001))


def test_deleting_what_is_not_there_leaves_no_trace(document: Document) -> None:
    document.do(DeleteLayout("Delete the layout", "None"))
    assert document.undo_label == ""
