"""The book of figures: the same as working everything out, and an edit concerns its own measure alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cspdesk.analysis.figure_book as book_module
from cspdesk.analysis.columns import Columns, columns_of
from cspdesk.analysis.figure_book import FigureBook
from cspdesk.analysis.figures import all_figures
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.changes import Command
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based, new_target
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Series,
    SeriesBreak,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = MeasureId("m21")
QUARTERS = [*Period.financial_year(2014).quarters, *Period.financial_year(2015).quarters]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The series that are read from here on, by key."""
    found: list[str] = []

    def noted(*asked: Any) -> Columns:
        found.append(asked[2].id)
        return columns_of(*asked)

    monkeypatch.setattr(book_module, "columns_of", noted)
    return found


def edited(book: FigureBook, store: Store, command: Command) -> FigureBook:
    change_set = store.run(command)
    assert change_set is not None
    return book.advanced(change_set, book.snapshot.advanced(change_set))


def figure(text: str) -> SetFigures:
    return SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, text),))


def test_every_quarter_is_as_if_worked_out_afresh(store: Store, read: list[str]) -> None:
    snapshot = store.load()
    book = FigureBook(snapshot, LAST_QUARTER)
    for quarter in QUARTERS:
        assert book.at(quarter).all() == all_figures(snapshot, quarter)
    assert len(read) == len(set(read)) == 8, "each series is read once for all quarters"


def test_one_measure_is_worked_out_when_asked_for(store: Store, read: list[str]) -> None:
    found = FigureBook(store.load(), LAST_QUARTER).measure(VIOLENCE)
    assert found is not None
    assert found.series[0].year_to_date.now == 1440
    assert read == ["m21"]


def test_a_measure_that_is_not_placed_has_none(store: Store) -> None:
    assert FigureBook(store.load(), LAST_QUARTER).measure(MeasureId("gone")) is None


def test_an_edited_cell_recomputes_only_its_measure(store: Store, read: list[str]) -> None:
    before = FigureBook(store.load(), LAST_QUARTER)
    kept = before.all()
    read.clear()
    after = edited(before, store, figure("413"))
    found = after.all()
    assert read == ["m21"]
    (changed,) = [place for place, each in enumerate(found) if each != kept[place]]
    assert found[changed].series[0].year_to_date.now == 1441
    shared = [place for place, each in enumerate(found) if each.series is kept[place].series]
    assert shared == [place for place in range(len(found)) if place != changed]
    assert before.all() == kept, "the book of before stays as it is"


PLAN, PRIORITY = PlanId("plan"), PriorityId("p2")
EDITS: list[tuple[str, Callable[[], Command], set[str]]] = [
    ("a figure", lambda: figure("500"), {"m21"}),
    ("words", lambda: SetCommentary("Words", VIOLENCE, LAST_QUARTER, "Fewer."), set()),
    (
        "a target",
        lambda: PutRows("Target", (new_target(SeriesId("m22"), LAST_QUARTER, "90", Unit.COUNT),)),
        {"m22"},
    ),
    (
        "a baseline",
        lambda: PutRows(
            "Baseline",
            (based(Baseline(id=BaselineId("b21"), series=SeriesId("m22"), typed="9"), Unit.COUNT),),
        ),
        {"m21", "m22"},
    ),
    (
        "a break",
        lambda: PutRows("Break", (SeriesBreak(series=SeriesId("m13"), from_period=LAST_QUARTER),)),
        {"m13"},
    ),
    (
        "another unit",
        lambda: PutRows("Unit", (Measure(id=VIOLENCE, title="Violence", unit=Unit.DAYS),)),
        {"m21"},
    ),
    (
        "another series",
        lambda: PutRows("Series", (Series(id=SeriesId("new"), measure=VIOLENCE, position=9),)),
        {"m21", "new"},
    ),
    (
        "a measure that is placed from a quarter on",
        lambda: PutRows(
            "Measure",
            (
                Measure(id=MeasureId("m29"), title="New", position=99),
                Series(id=SeriesId("m29"), measure=MeasureId("m29")),
                Placement(
                    id=PlacementId("new"),
                    plan=PLAN,
                    priority=PRIORITY,
                    measure=MeasureId("m29"),
                    from_period=LAST_QUARTER,
                ),
            ),
        ),
        {"m29"},
    ),
]


@pytest.mark.parametrize(
    ("command", "touched"), [each[1:] for each in EDITS], ids=[each[0] for each in EDITS]
)
def test_any_edit_reads_what_it_concerns_and_no_more(
    store: Store, read: list[str], command: Callable[[], Command], touched: set[str]
) -> None:
    book = FigureBook(store.load(), LAST_QUARTER)
    book.all()
    read.clear()
    after = edited(book, store, command())
    assert after.all() == all_figures(after.snapshot, LAST_QUARTER)
    assert set(read) == touched
    earlier = LAST_QUARTER.previous
    assert after.at(earlier).all() == all_figures(after.snapshot, earlier)
