"""The history of edits of one measure: its own alone, the newest first, each in plain words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.figures import PutMeasure, SetFigures, SetNote, SetTargets, TypedCell
from cspdesk.commands.judgements import PeerArea, PutPeers, SetOutlook, SetStatusOverride
from cspdesk.commands.rows import DeleteRow
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.measure_edits import edits_in_file, edits_of
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import OutlookWord, Status
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Baseline, BaselineId, Measure, MeasureId, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Editor, Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, SERIES = MeasureId("m21"), SeriesId("m21")
Q4 = "Quarter 4 2015/16"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "edits.cspdesk") as opened:
        yield opened


def words(store: Store, measure: str = "m21") -> list[str]:
    return [edit.words for edit in edits_of(store.history(), MeasureId(measure))]


def figure(typed: str, series: str = "m21", period: Period = LAST_QUARTER) -> SetFigures:
    return SetFigures("Figure", (TypedCell(SeriesId(series), period, typed),))


def test_the_setting_up_is_told_too_with_its_cells_counted(store: Store) -> None:
    # Two commentaries, of which the empty one is none; eight figures; measure, series, place and baseline.
    assert words(store) == [
        "Commentary, Quarter 3 2015/16: 355 offences, 162 more than last year (18.7%).",
        "Quarter 1 2014/15: 260; Quarter 2 2014/15: 303; Quarter 3 2014/15: 303; and 5 more",
        "Measure added; Baseline added; Place in the plan added; and 1 more",
    ]


def put(row: Measure | None, **fields: object) -> PutMeasure:
    assert row is not None
    return PutMeasure("Measure", replace(row, **fields))  # type: ignore[arg-type]  # named by each test


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (figure("415"), f"{Q4}: 415, was 412"),
        (figure(""), f"{Q4}: emptied, was 412"),
        (figure("9", period=LAST_QUARTER.next), "Quarter 1 2016/17: 9"),
        (SetNote("Note", SERIES, LAST_QUARTER, "Recounted"), f"{Q4}: note Recounted"),
        (SetTargets("Target", (TypedCell(SERIES, LAST_QUARTER, "400"),)), f"Target, {Q4}: 400"),
        (
            SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.AMBER, "A recount"),
            f"Status, {Q4}: amber, A recount",
        ),
        (SetOutlook("Outlook", VIOLENCE, LAST_QUARTER, OutlookWord.AT_RISK), f"Outlook, {Q4}: at risk"),
        (SetCommentary("Words", VIOLENCE, LAST_QUARTER, "a" * 200), f"Commentary, {Q4}: {'a' * 80}…"),
        (PutPeers("Areas", VIOLENCE, LAST_QUARTER, (PeerArea("Milton"),)), "Other areas added"),
        (DeleteRow("Baseline", Baseline, (BaselineId("b21"),)), "Baseline removed"),
    ],
)
def test_an_edit_in_words(store: Store, command: Command, said: str) -> None:
    store.run(command)
    assert words(store)[0] == said


def test_changed_fields_go_by_their_headings(store: Store) -> None:
    row = store.load().of(Measure).get(VIOLENCE)
    store.run(put(row, definition="Other", owner="CRC"))
    assert words(store)[0] == "Definition, Owner changed"


def test_cells_read_anew_by_another_unit_are_not_told_as_typed(store: Store) -> None:
    row = store.load().of(Measure).get(VIOLENCE)
    store.run(put(row, unit=Unit.TEXT))
    assert words(store)[0] == "Unit changed"


def test_other_measures_edits_are_not_told(store: Store) -> None:
    before = words(store)
    store.run(figure("31", "m22"))
    store.run(SetOutlook("Outlook", MeasureId("m22"), LAST_QUARTER, OutlookWord.AT_RISK))
    assert words(store) == before


def test_of_several_series_the_label_is_named(store: Store) -> None:
    store.run(figure("13", "m11-Police"))
    assert words(store, "m11")[0] == f"Police, {Q4}: 13, was 10"


def test_what_was_taken_back_or_imported_is_told_as_such(store: Store) -> None:
    change = store.run(figure("415"))
    assert change is not None
    store.take_back(change.recording, "Undo figure")
    store.run(figure("500"), "import")
    assert words(store)[:2] == [f"Imported: {Q4}: 500, was 412", f"Taken back: {Q4}: 412, was 415"]


def test_the_newest_fifty_are_enough(store: Store) -> None:
    for number in range(60):
        store.run(figure(str(number)))
    found = words(store)
    assert len(found) == 50
    assert found[0] == f"{Q4}: 59, was 58"


def test_a_measure_that_is_not_there_has_none(store: Store) -> None:
    assert words(store, "nothing") == []


def test_a_copy_of_the_file_is_read_beside_the_open_one(tmp_path: Path) -> None:
    path = tmp_path / "open.cspdesk"
    small_store(path).close()
    with Store.open(path, Editor("Police analyst", "desk 2")) as store:
        store.run(figure("415"))
        seen = store.load().sequence
        store.run(figure("416"))
        told: list[int] = []
        newest = edits_in_file(path, VIOLENCE, seen, told.append)[0]
    # What came after the moment asked for is left out.
    assert (newest.words, newest.who) == (f"{Q4}: 415, was 412", "Police analyst")
    assert told[-1] == seen + 1
    assert newest.when.endswith(f"{newest.at:%H:%M}")
