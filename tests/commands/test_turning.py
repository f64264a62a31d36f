"""Beginning a quarter: texts are copied, marked, and never put over what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.turning import BeginQuarter, CountywideForward, ItemForward
from cspdesk.desk.document import Document
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Commentary,
    CountywideId,
    CountywideRow,
    MeasureId,
    PriorityId,
    ReportItem,
    ReportItemId,
)
from tests.support.documents import small_store

OLD, NEW = Period.quarter(2015, 4), Period.quarter(2016, 1)
M21, M22 = MeasureId("m21"), MeasureId("m22")
ALL = BeginQuarter(
    "Begin Quarter 1 2016/17",
    NEW,
    commentary=(M21, M22),
    items=(ItemForward(ReportItemId("one"), PriorityId("p2")), ItemForward(ReportItemId("two"), None)),
    countywide=(CountywideForward(CountywideId("county"), PriorityId("p3")),),
    names=(("2.1", "3.4"),),
)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "quarter.cspdesk"))
    rows = (
        Commentary(measure=M21, period=OLD, text="Up by {2.1 change}."),
        Commentary(measure=M22, period=OLD, text="Old words."),
        Commentary(measure=M22, period=NEW, text="Written already."),
        ReportItem(
            id=ReportItemId("one"),
            priority=PriorityId("p2"),
            period=OLD,
            section="note",
            text="A",
            outcome="Agreed.",
        ),
        ReportItem(
            id=ReportItemId("two"), period=OLD, section="milestone", when="June 2016", text="{2.1 value}"
        ),
        ReportItem(id=ReportItemId("there"), period=NEW, section="milestone", text="There", position=4),
        CountywideRow(
            id=CountywideId("county"), priority=PriorityId("p2"), period=OLD, title="Guns", comments="C"
        ),
    )
    made.do(PutRows("Words", rows))
    yield made
    made.close()


def test_texts_come_to_the_quarter_unreviewed_and_behind_those_there(document: Document) -> None:
    document.do(ALL)
    snapshot = document.snapshot
    first = snapshot.of(Commentary).get(M21, NEW)
    assert first is not None
    assert (first.text, first.reviewed) == ("Up by {3.4 change}.", False)
    items = snapshot.of(ReportItem).where("period", NEW)
    assert not any(row.outcome for row in items)
    assert [(row.priority, row.section, row.when, row.text, row.reviewed, row.position) for row in items] == [
        ("p2", "note", "", "A", False, 0),
        (None, "milestone", "", "There", True, 4),
        (None, "milestone", "June 2016", "{3.4 value}", False, 5),
    ]
    (row,) = snapshot.of(CountywideRow).where("priority", PriorityId("p3"))
    assert (row.period, row.title, row.comments, row.reviewed) == (NEW, "Guns", "C", False)
    assert len(snapshot.of(ReportItem).where("period", OLD)) == 2


def test_what_was_written_in_the_quarter_stays(document: Document) -> None:
    document.do(ALL)
    there = document.snapshot.of(Commentary).get(M22, NEW)
    assert there is not None
    assert (there.text, there.reviewed) == ("Written already.", True)


def test_one_undo_takes_all_back(document: Document) -> None:
    before = document.snapshot
    document.do(ALL)
    document.undo()
    assert document.snapshot == before


@pytest.mark.parametrize(
    "gone",
    [
        DeleteRow("x", Commentary, (M21, OLD)),
        DeleteRow("x", ReportItem, (ReportItemId("one"),)),
        DeleteRow("x", CountywideRow, (CountywideId("county"),)),
    ],
    ids=["commentary", "item", "row"],
)
def test_text_deleted_meanwhile_is_refused_whole(gone: DeleteRow, document: Document) -> None:
    document.do(gone)
    before = document.snapshot
    with pytest.raises(RefusedError, match="has been deleted since"):
        document.do(ALL)
    assert document.snapshot == before


def test_nothing_ticked_is_refused_with_the_mend(document: Document) -> None:
    with pytest.raises(RefusedError, match="Tick one"):
        document.do(BeginQuarter("Begin", NEW))
