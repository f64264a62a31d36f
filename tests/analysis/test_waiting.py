from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.waiting import Waiting, waiting
from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import PutMeasure, SetFigures, TypedCell
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Series
from cspdesk.store.store import Editor, Store
from tests.support.documents import EDITOR, small_store


def of_sample(name: str, path: Path) -> Store:
    store, _ = new_from_book(path / "sample.cspdesk", sample(name).folder, Editor("officer", "desk"))
    return store


def names(found: Waiting) -> list[tuple[str, str, str]]:
    return [
        (cell.placed.number or cell.placed.measure.title, cell.series.label, cell.state)
        for cell in found.cells
    ]


def test_the_quarter_of_a_real_report(tmp_path: Path) -> None:
    """As the report says: 3.1, 3.3 and 5.1 late, 3.2 and 6.1 no update; 5.2 is still being formulated."""
    with of_sample("quarter-narrative", tmp_path) as store:
        found = waiting(store.load(), Period.quarter(2015, 4))
    assert (found.entered, found.due) == (11, 16)
    assert found.by_owner == (("CRC", 2), ("Police", 1), ("Treatment service", 1), ("MARAC coordinator", 1))
    assert len(found.cells) == 4 + 2 + 4 + 3 + 1
    assert [name for name, _, _ in names(found)] == ["3.1"] * 4 + ["3.2"] * 2 + ["3.3"] * 4 + ["5.1"] * 3 + [
        "6.1"
    ]
    assert {state for _, _, state in names(found)} == {"late", "no return"}
    assert found.of_owner("Treatment service")[0].words == "late: treatment service, 24 May"


@pytest.mark.parametrize(
    ("name", "quarter", "entered", "due"),
    [
        # Every measure of that quarter is typed as na, which stands for a figure.
        ("rolling-year", Period.quarter(2011, 2), 4, 4),
        # One of six is discontinued and one being formulated.
        ("target-actual", Period.quarter(2014, 1), 4, 4),
        # The year's figure is not due in quarter 2; re-offending is in, nine quarters behind as always.
        ("highlight", Period.quarter(2019, 2), 2, 2),
    ],
)
def test_states_that_stand_for_a_figure_and_figures_that_are_not_due(
    name: str, quarter: Period, entered: int, due: int, tmp_path: Path
) -> None:
    with of_sample(name, tmp_path) as store:
        found = waiting(store.load(), quarter)
    assert (found.entered, found.due, found.cells) == (entered, due, ())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_store(tmp_path / "small.cspdesk")


def typed(store: Store, series: str, period: Period, text: str) -> Snapshot:
    line = next(row for row in store.load().of(Series) if row.id == series)
    store.run(SetFigures("Figure", (TypedCell(line.id, period, text),)))
    return store.load()


def test_an_empty_cell_is_missing_and_a_year_is_due_in_quarter_4(store: Store) -> None:
    with store:
        q3 = waiting(store.load(), Period.quarter(2015, 3))
        q4 = waiting(store.load(), Period.quarter(2015, 4))
    # 3.1 is annual: its year 2015/16 is empty, and asked for in quarter 4 alone. 3.2 is being formulated.
    assert (q3.entered, q3.due, names(q3)) == (5, 5, [])
    assert (q4.entered, q4.due) == (4, 6)
    assert names(q4) == [("1.2", "", "missing"), ("3.1", "", "missing")]
    assert q4.cells[1].period == Period.financial_year(2015)
    assert q4.by_owner == (("No owner named", 2),)


def test_one_series_of_a_measure_is_enough_to_wait_for_it(store: Store) -> None:
    with store:
        snapshot = typed(store, "m11-Police", Period.quarter(2015, 4), "")
    found = waiting(snapshot, Period.quarter(2015, 4))
    assert names(found)[0] == ("1.1", "Police", "missing")
    assert found.entered == 3


@pytest.mark.parametrize(
    ("text", "is_in"),
    [("TBC", True), ("na", True), ("0", True), ("no return", False), ("late: survey team, 24 May", False)],
)
def test_which_words_stand_for_a_figure(text: str, is_in: bool, store: Store) -> None:
    with store:
        snapshot = typed(store, "m12", Period.quarter(2015, 4), text)
    assert ("1.2" not in [name for name, _, _ in names(waiting(snapshot, Period.quarter(2015, 4)))]) is is_in


def test_a_measure_behind_by_habit_is_asked_for_when_its_own_time_has_come(store: Store) -> None:
    with store:
        measure = next(row for row in store.load().of(Measure) if row.id == "m12")
        store.run(PutMeasure("Lag", replace(measure, lag=1)))
        # Quarter 4 of 1.2 is empty and not due yet; its Quarter 3 is in.
        found = waiting(store.load(), Period.quarter(2015, 4))
        assert (found.entered, found.due) == (5, 6)
        found = waiting(typed(store, "m12", Period.quarter(2015, 3), ""), Period.quarter(2015, 4))
        assert (found.entered, found.due) == (4, 6)
        asked = [cell for cell in found.cells if cell.placed.measure.id == "m12"]
        assert [cell.period for cell in asked] == [Period.quarter(2015, 3)]


def test_no_plan_means_nothing_is_due(tmp_path: Path) -> None:
    with Store.create(tmp_path / "new.cspdesk", EDITOR) as store:
        assert waiting(store.load(), Period.quarter(2015, 4)) == Waiting(0, 0, ())
