"""The document: edits announced once, undo that explains itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, Measure, MeasureId, Observation, SeriesId
from tests.support.documents import small_store

Q4 = Period.quarter(2015, 4)
VIOLENCE = SeriesId("m21")


@pytest.fixture
def document(tmp_path: Path, qtbot: QtBot) -> Iterator[Document]:
    opened = Document(small_store(tmp_path / "board.cspdesk"))
    yield opened
    opened.close()


def typed(document: Document) -> str:
    row = document.snapshot.of(Observation).get(VIOLENCE, Q4)
    return row.typed if row else ""


def figure(text: str) -> SetFigures:
    return SetFigures("Figure for 2.1, Quarter 4 2015/16", (TypedCell(VIOLENCE, Q4, text),))


def test_edit_is_announced_once_after_the_snapshot_has_advanced(document: Document) -> None:
    seen: list[tuple[ChangeSet, str]] = []
    document.changed.connect(lambda change_set: seen.append((change_set, typed(document))))
    document.do(figure("415"))
    assert [(change_set.label, shown) for change_set, shown in seen] == [
        ("Figure for 2.1, Quarter 4 2015/16", "415")
    ]
    document.do(figure("415"))
    assert len(seen) == 1, "an edit that changes nothing is not announced"


def test_undo_and_redo_name_the_act(document: Document) -> None:
    assert document.undo_label == document.redo_label == ""
    document.do(figure("415"))
    document.do(SetCommentary("Commentary on 2.1", MeasureId("m21"), Q4, "Up again."))
    assert document.undo_label == "Commentary on 2.1"
    document.undo()
    assert document.undo_label == "Figure for 2.1, Quarter 4 2015/16"
    assert document.redo_label == "Commentary on 2.1"
    document.undo()
    assert typed(document) == "412"
    document.redo()
    document.redo()
    assert typed(document) == "415"
    text = document.snapshot.of(Commentary).get("m21", Q4)
    assert text is not None
    assert text.text == "Up again."
    assert document.redo() is None


def test_new_edit_ends_what_could_be_redone(document: Document) -> None:
    document.do(figure("415"))
    document.undo()
    document.do(figure("416"))
    assert document.redo_label == ""
    document.undo()
    assert typed(document) == "412"


def test_undo_over_an_edit_from_elsewhere_is_refused_and_explained(document: Document) -> None:
    document.do(figure("415"))
    document.receive(figure("420"), "another desk")
    with pytest.raises(RefusedError) as refusal:
        document.undo()
    assert str(refusal.value) == (
        "Undo figure for 2.1, Quarter 4 2015/16 was not done, so as to overwrite nothing. "
        "The figure for 2.1 Violence with injury, Quarter 4 2015/16: "
        "It has been changed since by something else. Nothing was changed."
    )
    assert typed(document) == "420"
    assert document.undo_label, "it may be tried again once the other edit is taken back"
    document.receive(figure("415"), "another desk")
    document.undo()
    assert typed(document) == "412"


def test_undo_of_a_cascade_restores_every_table(document: Document) -> None:
    before = document.snapshot
    document.do(DeleteRow("Delete 2.1 Violence with injury", Measure, ("m21",)))
    assert document.snapshot.of(Observation).where("series", VIOLENCE) == ()
    document.undo()
    assert document.snapshot == before
    document.redo()
    assert document.snapshot.of(Measure).get("m21") is None


def test_refused_edit_leaves_document_and_undo_as_they_were(document: Document) -> None:
    document.do(DeleteRow("Delete", Measure, ("m21",)))
    before = document.snapshot
    with pytest.raises(RefusedError, match="deleted since"):
        document.do(figure("1"))
    assert document.snapshot == before
    assert document.undo_label == "Delete"
