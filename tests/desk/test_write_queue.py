"""The measures to write about: which they are, how many are written, and what stands above the words."""

from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import BringCommentaryForward, SetCommentary
from cspdesk.desk.write_queue import WriteQueue, Writing, write_queue, write_sheet
from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId, Placement, PlacementId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store


def queue(store: Store, quarter: Period = LAST_QUARTER) -> WriteQueue:
    return write_queue(store.load(), quarter)


def numbers(found: WriteQueue) -> list[str]:
    return [item.placed.number for item in found.items]


def of(found: WriteQueue, measure: str) -> Writing:
    item = found.at(measure)
    assert item is not None
    return item


def write(store: Store, measure: str, text: str) -> None:
    store.run(SetCommentary("Words", MeasureId(measure), LAST_QUARTER, text))


def test_the_measures_reported_are_written_about_in_the_plans_order(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        found = queue(store)
        # 3.2 is being formulated: nothing is expected of it, but what is written of it has its place.
        assert numbers(found) == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1"]
        assert found.words == "0 of 6 written"
        write(store, "m32", "The definition is agreed in June.")
        assert numbers(queue(store))[-1] == "3.2"
        assert queue(store).words == "1 of 7 written"


def test_words_brought_forward_are_not_written_yet(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        assert of(queue(store), "m21").before == "355 offences, 162 more than last year (18.7%)."
        store.run(BringCommentaryForward("On", MeasureId("m21"), LAST_QUARTER, LAST_QUARTER.previous))
        write(store, "m12", "Fewer were asked.")
        found = queue(store)
        assert found.words == "1 of 6 written, 1 not reviewed"
        assert (of(found, "m21").is_unread, of(found, "m21").is_written) == (True, False)


def test_the_next_one_open_is_looked_for_all_round(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        for measure in ("m12", "m22", "m31"):
            write(store, measure, "Written.")
        found = queue(store)

        def after(measure: str) -> str:
            item = found.next_open(measure)
            return item.placed.number if item else ""

        assert after("") == "1.1"
        assert after("m11") == "1.3"
        assert after("m21") == "1.1"
        for measure in ("m11", "m13"):
            write(store, measure, "Written.")
        assert queue(store).next_open("m21") is None
        assert of(queue(store), "m21").is_written is False


def test_steps_end_at_both_ends(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        found = queue(store)
        assert found.stepped("m11", -1) is None
        assert found.stepped("m31", 1) is None
        before = found.stepped("m21", -1)
        assert before is not None
        assert before.placed.number == "1.3"


def test_a_measure_placed_twice_is_written_about_once(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        place = store.load().of(Placement).get(PlacementId("at-m21"))
        assert place is not None
        store.run(PutRows("Twice", (replace(place, id=PlacementId("again"), number="2.9", position=9),)))
        assert numbers(queue(store)) == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1"]


def test_what_stands_above_the_words(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        snapshot = store.load()
        sheet = write_sheet(snapshot, of(write_queue(snapshot, LAST_QUARTER), "m21").placed, LAST_QUARTER)
    # Hand arithmetic on the figures of the report: 412 - 280 = 132, 132 / 280 = 47.1%; 1,440 - 1,146 = 294.
    assert sheet.figures[:3] == (
        ("Figure", "Now", "Before", "Change", "Compared with"),
        ("This quarter", "412", "280", "+132 (47.1%)", "the same quarter last year"),
        ("Year to date", "1,440", "1,146", "+294 (25.7%)", "the same time last year"),
    )
    assert sheet.reading == "412 this quarter; 1,440 so far, 294 more than last year, 25.7%"
    assert sheet.judgement.status is Status.GREY


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        (
            "m11",
            [
                ("ASB Hotline", "This quarter", "12", "", "", ""),
                # 47 + 33 + 27 + 12 and 37 + 9 + 15 + 10.
                ("ASB Hotline", "Year to date", "119", "", "", ""),
                ("Police", "This quarter", "10", "", "", ""),
                ("Police", "Year to date", "71", "", "", ""),
            ],
        ),
        ("m12", [("This quarter", "Missing", "", "", "")]),
    ],
)
def test_figures_of_several_series_and_of_none(
    measure: str, rows: list[tuple[str, ...]], tmp_path: Path
) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        snapshot = store.load()
        item = of(write_queue(snapshot, LAST_QUARTER), measure)
        assert list(write_sheet(snapshot, item.placed, LAST_QUARTER).figures[1:]) == rows
