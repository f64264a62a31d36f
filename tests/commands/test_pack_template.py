"""The council's template: kept, replaced, taken away and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.pack_template import RemovePackTemplate, SetPackTemplate, pack_template
from cspdesk.desk.document import Document
from cspdesk.domain.errors import RefusedError
from tests.support.documents import small_store


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "small.cspdesk"))
    yield made
    made.close()


def kept(document: Document) -> tuple[str, bytes] | None:
    row = pack_template(document.snapshot)
    return (row.name, row.content) if row else None


def test_one_template_is_kept_and_each_step_is_undoable(document: Document) -> None:
    document.do(SetPackTemplate("Use a", "a.docx", b"first"))
    document.do(SetPackTemplate("Use b", "b.docx", b"second"))
    assert kept(document) == ("b.docx", b"second")
    assert pack_template(document.store.load()) == pack_template(document.snapshot)
    document.do(RemovePackTemplate("Back"))
    assert kept(document) is None
    document.undo()
    assert kept(document) == ("b.docx", b"second")
    document.undo()
    assert kept(document) == ("a.docx", b"first")
    document.undo()
    assert kept(document) is None


def test_taking_away_what_is_not_there_leaves_no_trace(document: Document) -> None:
    document.do(RemovePackTemplate("Back"))
    assert document.undo_label == ""


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (0, "a.docx is empty. Choose the council's Word document."),
        (
            9 * 1024 * 1024,
            "a.docx has 9.0 MB; a template of 8 MB can be kept. Make its pictures smaller in Word.",
        ),
    ],
)
def test_nothing_and_too_much_are_refused(document: Document, size: int, sentence: str) -> None:
    with pytest.raises(RefusedError) as caught:
        document.do(SetPackTemplate("Use a", "a.docx", bytes(size)))
    assert str(caught.value) == sentence
    assert kept(document) is None
