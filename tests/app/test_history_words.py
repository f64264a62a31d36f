"""The history tells which figures the board had seen otherwise, or not at all."""

from pathlib import Path

import pytest

from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import Measure, Observation, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.command_line import heard
from tests.support.documents import EDITOR
from tests.support.issues import enter, issue

Q4 = Period.quarter(2015, 4)
VIOLENCE = SeriesId("m21")


@pytest.fixture
def issued(board: Path) -> Path:
    with Store.open(board, EDITOR) as store:
        issue(store, "may", Q4)
    return board


def last_line(capsys: pytest.CaptureFixture[str], path: Path, *cell: str) -> str:
    """The newest line, from the label on."""
    line = heard(capsys, "history", path, *cell).splitlines()[-1]
    return line.split(" on desk 1  ")[1]


def test_a_figure_revised_and_one_reported_since_are_both_told(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m21", Q4, "415", "Correction")
    assert last_line(capsys, issued) == (
        "Correction; 2.1, Quarter 4 2015/16 revised after the pack of 12 May 2016 (the board saw 412)"
    )
    with Store.open(issued, EDITOR) as store:
        enter(store, "m12", Q4, "91%", "Late return")
    assert last_line(capsys, issued) == (
        "Late return; 1.2, Quarter 4 2015/16 reported since the pack of 12 May 2016"
    )


def test_a_series_is_named(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m11-Police", Q4, "", "Withdrawn")
    assert last_line(capsys, issued) == (
        "Withdrawn; 1.1 Police, Quarter 4 2015/16 revised after the pack of 12 May 2016 (the board saw 10)"
    )


def test_many_are_counted(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [("m21", n, "1") for n in (1, 2, 3)] + [("m22", 4, "2"), ("m12", 4, "91%")]
    rows = tuple(
        observed(
            Observation(series=SeriesId(series), period=Period.quarter(2015, number), typed=typed),
            Unit.PERCENT if series == "m12" else Unit.COUNT,
        )
        for series, number, typed in cells
    )
    with Store.open(issued, EDITOR) as store:
        store.run(PutRows("Import police.xlsx", rows))
    assert last_line(capsys, issued) == (
        "Import police.xlsx; 1.2, Quarter 4 2015/16 reported since the pack of 12 May 2016; "
        "4 figures revised after the pack of 12 May 2016"
    )


def test_a_cells_own_lines_say_it(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m21", Q4, "415", "Correction")
        store.run(SetRevisionReason("Reason", VIOLENCE, Q4, "Recounted"))
        enter(store, "m21", Q4, "420", "Correction")
        enter(store, "m21", Q4, "412", "Put right")
    lines = heard(capsys, "history", issued, "--cell", "2.1||2015-16Q4").splitlines()
    assert [line.split(" on desk 1  ")[1] for line in lines] == [
        "Figures: empty became 412",
        "Correction: 412 became 415; revised after the pack of 12 May 2016 (the board saw 412)",
        "Reason; given the reason: Recounted",
        "Correction: 415 became 420; given no reason any more",
        "Put right: 420 became 412; again as in the pack of 12 May 2016",
    ]
    other = heard(capsys, "history", issued, "--cell", "2.1||2015-16Q3").splitlines()
    assert len(other) == 1


def test_a_reason_names_its_cell(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m21", Q4, "415")
        store.run(SetRevisionReason("Reason", VIOLENCE, Q4, "Recounted"))
    assert last_line(capsys, issued) == "Reason; 2.1, Quarter 4 2015/16 given the reason: Recounted"
    with Store.open(issued, EDITOR) as store:
        store.run(SetRevisionReason("Reason", VIOLENCE, Q4, ""))
    assert last_line(capsys, issued) == "Reason; 2.1, Quarter 4 2015/16 given no reason any more"


def test_undo_says_that_the_board_is_right_again(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(issued, EDITOR) as store:
        edit = enter(store, "m21", Q4, "415")
        assert edit is not None
        store.take_back(edit.recording, "Undo Figure")
    assert (
        last_line(capsys, issued) == "Undo Figure; 2.1, Quarter 4 2015/16 again as in the pack of 12 May 2016"
    )


def test_history_filled_in_is_not_told(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m21", Period.quarter(2012, 1), "200", "Old figures")
    assert last_line(capsys, issued) == "Old figures"


def test_a_measure_deleted_and_brought_back_revises_nothing(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(issued, EDITOR) as store:
        enter(store, "m21", Q4, "415", "Correction")
        deletion = store.run(DeleteRow("Delete measure", Measure, ("m21",)))
        assert deletion is not None
    lines = heard(capsys, "history", issued).splitlines()
    assert lines[-1].endswith(" on desk 1  Delete measure")
    assert lines[-2].endswith(
        "Correction; a measure that is gone, Quarter 4 2015/16 revised after the pack of 12 May 2016 "
        "(the board saw 412)"
    )
    with Store.open(issued, EDITOR) as store:
        store.take_back(deletion.recording, "Undo Delete measure")
    assert last_line(capsys, issued) == "Undo Delete measure"
