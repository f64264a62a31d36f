"""What the plan on a page says, by hand from the small document's figures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cspdesk.analysis.direction import Way
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import Progress
from cspdesk.desk.plan_board import ALL, Filters, PlanBoard, Tile, advanced, passing, plan_board, spoken, tip
from cspdesk.desk.plan_moves import last_pack, moved, no_pack, reading_of, seen, summary
from cspdesk.desk.plan_words import counts, heading, troubles
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    SeriesBreak,
    SeriesId,
    StatusOverride,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.issues import issue
from tests.support.judged import THIRD, judging

VIOLENCE = MeasureId("m21")


@pytest.fixture
def document(tmp_path: Path, qapp: QApplication) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "small.cspdesk"))
    made.do(judging())
    yield made
    made.close()


@pytest.fixture
def board(document: Document) -> PlanBoard:
    return plan_board(document.snapshot, LAST_QUARTER)


def tile(board: PlanBoard, number: str) -> Tile:
    return next(each for each in board.tiles if each.placed.number == number)


def typed(document: Document, series: str, text: str, period: Period = LAST_QUARTER) -> PlanBoard:
    document.do(SetFigures("Figure", (TypedCell(SeriesId(series), period, text),)))
    return plan_board(document.snapshot, LAST_QUARTER)


def change(document: Document, kind: type[Any], key: str, **values: Any) -> PutRows:
    row = document.snapshot.of(kind).get(key)
    assert row is not None
    return PutRows("Change", (replace(row, **values),))


def test_the_tiles_stand_in_the_plans_order(board: PlanBoard) -> None:
    assert board.title == "Community Safety Plan 2014-2017"
    assert [(band.name, [each.placed.number for each in band.tiles]) for band in board.bands] == [
        ("1 Anti-social behaviour", ["1.1", "1.2", "1.3"]),
        ("2 Violent crime and robbery", ["2.1", "2.2"]),
        ("3 Drugs", ["3.1", "3.2"]),
    ]


def test_a_tile_says_its_parts(board: PlanBoard) -> None:
    found = tile(board, "2.1")
    # 1,440 - 1,146 = 294, and 294 of 1,146 are 25.65%.
    assert (found.placed.name, found.figure, found.beside, found.reading) == (
        "2.1 Violence with injury",
        "412",
        "offences",
        "412 this quarter; 1,440 so far, 294 more than last year, 25.7%",
    )
    assert (found.status, found.direction, found.awaited) == (Status.RED, "Worse", ())
    assert found.judgement.reason == "412 is 12 above the target of 400"
    assert found.chart.labels == tuple(f"Q{n} {year}" for year in ("14/15", "15/16") for n in (1, 2, 3, 4))
    assert tip(found).splitlines()[2] == "Red: 412 is 12 above the target of 400."


def test_a_reader_hears_a_tile_in_the_same_order(board: PlanBoard) -> None:
    assert spoken(tile(board, "2.1"), LAST_QUARTER, "Was amber in Quarter 3's pack") == (
        "2.1 Violence with injury. 412 offences. 412 this quarter; 1,440 so far, 294 more than last year, "
        "25.7%. Red. Worse. Was amber in Quarter 3's pack"
    )


def test_an_officers_status_is_told_as_theirs(board: PlanBoard) -> None:
    found = tile(board, "1.3")
    assert found.status is Status.AMBER
    assert "Two beats were counted twice" in tip(found)
    assert "Given by the officer." in tip(found)


def test_a_missing_figure_is_named(board: PlanBoard) -> None:
    found = tile(board, "1.2")
    assert (found.figure, found.is_figure, found.awaited) == ("Missing", False, ("missing",))
    assert (
        found.reading
        == "No figure for this quarter; the newest is 90% in Quarter 3 2015/16, one quarter behind"
    )


def test_what_was_typed_in_a_figures_place_stands_beside_its_word(document: Document) -> None:
    found = tile(typed(document, "m12", "late: survey team, 24 May"), "1.2")
    assert (found.figure, found.beside, found.awaited) == ("Late", "survey team, 24 May", ("late",))
    found = tile(typed(document, "m12", "na"), "1.2")
    assert (found.figure, found.beside, found.awaited) == ("Not available", "", ())


def test_another_series_that_is_waited_for_is_named(document: Document) -> None:
    found = tile(typed(document, "m11-Police", ""), "1.1")
    assert (found.figure, found.beside, found.awaited) == ("12", "Police missing", ("missing",))


def test_a_figure_that_usually_comes_later_is_the_newest_with_its_quarter(document: Document) -> None:
    document.do(change(document, Measure, "m12", lag=1))
    found = tile(plan_board(document.snapshot, LAST_QUARTER), "1.2")
    assert (found.figure, found.beside, found.awaited) == ("90%", "Quarter 3 2015/16", ())


def test_a_measure_being_formulated_says_so(board: PlanBoard) -> None:
    assert tile(board, "3.2").figure == "Being formulated"


def test_a_huge_figure_and_none_at_all_are_shown(document: Document) -> None:
    huge = "9" * 400
    assert tile(typed(document, "m21", huge), "2.1").figure
    document.do(DeleteRow("Measure", Measure, (VIOLENCE,)))
    assert [each.placed.number for each in plan_board(document.snapshot, LAST_QUARTER).bands[1].tiles] == [
        "2.2"
    ]


def test_the_counts_stand_in_words(board: PlanBoard) -> None:
    assert counts(board) == "1 red, 1 amber, 1 green, 4 without a status; 2 waiting for figures"


def test_red_and_missing_are_named(board: PlanBoard) -> None:
    assert troubles(board) == (
        "Red: 2.1 Violence with injury. Waiting for: 1.2 Client satisfaction; 3.1 People in treatment."
    )


def test_of_many_some_are_named_and_the_rest_counted(board: PlanBoard) -> None:
    red = tile(board, "2.1")
    many = replace(board, bands=(replace(board.bands[0], tiles=(red,) * 9),))
    assert troubles(many) == f"Red: {'; '.join(['2.1 Violence with injury'] * 6)}; and 3 more."


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (ALL, ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"]),
        (Filters(status=Status.RED), ["2.1"]),
        (Filters(status=Status.GREY), ["1.1", "1.2", "3.1", "3.2"]),
        (Filters(owner="Police"), ["1.3", "2.1", "2.2"]),
        (Filters(owner="Police", way=Way.BETTER), ["1.3"]),
        (Filters(is_waiting=True), ["1.2", "3.1"]),
        (Filters(measures=frozenset({VIOLENCE}), owner="No owner named"), []),
    ],
)
def test_filters_let_pass(board: PlanBoard, filters: Filters, numbers: list[str]) -> None:
    bands = passing(board, filters)
    assert [each.placed.number for band in bands for each in band.tiles] == numbers
    assert filters == ALL or all(band.tiles for band in bands)


def test_owners_are_named_once(board: PlanBoard) -> None:
    assert board.owners == ("No owner named", "Police")


def test_a_priority_without_measures_says_so(document: Document) -> None:
    document.do(
        PutRows("Priority", (Priority(id=PriorityId("p4"), plan=PlanId("plan"), position=4, title="Fire"),))
    )
    board = plan_board(document.snapshot, LAST_QUARTER)
    assert heading(board.bands[3], board.priority_word) == (
        "Fire: this partnership priority has no measures in this quarter"
    )


def test_a_file_without_a_plan_has_an_empty_board() -> None:
    board = plan_board(Snapshot.of_rows([Partnership()]), LAST_QUARTER)
    assert (board.title, board.bands, troubles(board)) == ("", (), "")


def _edits(document: Document) -> list[tuple[Command, set[str]]]:
    """Edits, and the numbers of the tiles that they alter."""
    gone = based(Baseline(id=BaselineId("b21"), series=SeriesId("m22"), label="x", typed="50"), Unit.COUNT)
    return [
        (SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "390"),)), {"2.1"}),
        (
            SetFigures("Two", tuple(TypedCell(SeriesId(s), THIRD, "7") for s in ("m22", "m12"))),
            {"1.2", "2.2"},
        ),
        (PutRows("Baseline goes to another", (gone,)), {"2.1", "2.2"}),
        (DeleteRow("Baseline", Baseline, (BaselineId("b21"),)), {"2.2"}),
        (
            PutRows(
                "Break", (SeriesBreak(series=SeriesId("m13"), from_period=LAST_QUARTER, comparable=False),)
            ),
            {"1.3"},
        ),
        (DeleteRow("Override", StatusOverride, (MeasureId("m13"), LAST_QUARTER)), {"1.3"}),
        (SetCommentary("Commentary", VIOLENCE, LAST_QUARTER, "More."), set()),
    ]


def test_after_an_edit_only_its_tiles_are_new(document: Document) -> None:
    board = plan_board(document.snapshot, LAST_QUARTER)
    for command, numbers in _edits(document):
        before = document.snapshot
        change_set = document.do(command)
        assert change_set is not None
        after = advanced(board, change_set, before, document.snapshot)
        assert after == plan_board(document.snapshot, LAST_QUARTER), command.label
        new = {
            each.placed.number for old, each in zip(board.tiles, after.tiles, strict=True) if old is not each
        }
        assert new == numbers, command.label
        board = after


def test_after_an_edit_of_the_plan_everything_is_as_made_anew(document: Document) -> None:
    board = plan_board(document.snapshot, LAST_QUARTER)
    for command in (
        change(document, Measure, "m21", title="Violence", decimals=1),
        DeleteRow("Placement", Placement, (PlacementId("at-m13"),)),
        change(document, Priority, "p3", retired=True),
        change(document, Plan, "plan", title="The plan"),
    ):
        before = document.snapshot
        change_set = document.do(command)
        assert change_set is not None
        board = advanced(board, change_set, before, document.snapshot)
        assert board == plan_board(document.snapshot, LAST_QUARTER)
    assert tile(board, "2.1").figure == "412.0"
    assert [band.name for band in board.bands] == ["1 Anti-social behaviour", "2 Violent crime and robbery"]


# ---------------------------------------------------------------------- what moved since the last pack


@pytest.fixture
def third_issued(tmp_path: Path, qapp: QApplication) -> Iterator[Document]:
    """Quarter 3's pack is out; since then Quarter 4's figures came in."""
    store = small_store(tmp_path / "issued.cspdesk", until=THIRD)
    store.run(judging())
    issue(store, "third", THIRD)
    made = Document(store)
    cells = (("m21", "412"), ("m22", "32"), ("m11-ASB Hotline", "12"))
    made.do(SetFigures("Figures", tuple(TypedCell(SeriesId(s), LAST_QUARTER, text) for s, text in cells)))
    yield made
    made.close()


def test_what_moved_says_what_it_was(third_issued: Document) -> None:
    snapshot = third_issued.snapshot
    found = last_pack(snapshot, LAST_QUARTER)
    assert found is not None
    before = reading_of(third_issued.store.path, found)(Progress(lambda *_: None))
    board = plan_board(snapshot, LAST_QUARTER)
    was = moved(board, found, before)
    assert was[VIOLENCE] == "Was amber, 355, in Quarter 3's pack"
    # 32 in both quarters; it had no target then, and misses the one of 30 now.
    assert was[MeasureId("m22")] == "Was without a status in Quarter 3's pack"
    assert was[MeasureId("m11")] == "Was 27 in Quarter 3's pack"
    # A yearly figure is not due before Quarter 4.
    assert MeasureId("m32") not in was
    assert summary(board, found, len(was)).startswith(
        f"{len(was)} of 7 measures have moved since Quarter 3's pack"
    )
    assert summary(board, found, len(was)).endswith(", the pack of 12 May 2016.")


def test_what_came_into_the_plan_since_was_not_in_the_pack(third_issued: Document) -> None:
    found = last_pack(third_issued.snapshot, LAST_QUARTER)
    assert found is not None
    was = moved(plan_board(third_issued.snapshot, LAST_QUARTER), found, {})
    assert set(was.values()) == {"Was not in Quarter 3's pack"}


def test_a_figure_changed_after_its_own_quarters_pack_has_moved(document: Document, tmp_path: Path) -> None:
    issue(document.store, "fourth", LAST_QUARTER)
    document.close()
    again = Document(type(document.store).open(tmp_path / "small.cspdesk", document.store.editor))
    again.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "418"),)))
    found = last_pack(again.snapshot, LAST_QUARTER)
    assert found is not None
    before = reading_of(again.store.path, found)(Progress(lambda *_: None))
    assert moved(plan_board(again.snapshot, LAST_QUARTER), found, before) == {
        VIOLENCE: "Was 412 in Quarter 4's pack"
    }
    again.close()


def test_nothing_moved_is_said(document: Document) -> None:
    found = issue(document.store, "fourth", LAST_QUARTER)
    board = plan_board(document.snapshot, LAST_QUARTER)
    assert moved(board, found, seen(document.snapshot, LAST_QUARTER)) == {}
    assert summary(board, found, 0) == (
        "No figure and no status has moved since Quarter 4's pack, the pack of 12 May 2016."
    )


def test_the_pack_is_the_nearest_up_to_the_quarter(third_issued: Document) -> None:
    snapshot = third_issued.snapshot
    assert last_pack(snapshot, THIRD.previous) is None
    assert no_pack(snapshot, THIRD.previous) == "No pack has been issued up to Quarter 2 2015/16."
    assert last_pack(snapshot, Period.quarter(2020, 1)) is not None


def test_a_file_whose_pack_was_never_issued_says_so(document: Document) -> None:
    assert last_pack(document.snapshot, LAST_QUARTER) is None
    assert no_pack(document.snapshot, LAST_QUARTER) == "No pack has been issued yet."
