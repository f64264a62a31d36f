"""Live fields follow the measure they name while numbers and titles change."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from cspdesk.commands.plan_edits import DeleteFromPlan, SetField
from cspdesk.commands.plan_names import rewritten
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    ReportItem,
    ReportItemId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, ROBBERY = MeasureId("m21"), MeasureId("m22")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "fields.cspdesk") as opened:
        yield opened


def write(store: Store, text: str, quarter: Period = LAST_QUARTER) -> None:
    store.run(SetCommentary("Commentary", VIOLENCE, quarter, text))


def words(store: Store, quarter: Period = LAST_QUARTER) -> str:
    row = store.load().of(Commentary).get(VIOLENCE, quarter)
    assert row is not None
    return row.text


def number(store: Store, place: str, text: str) -> None:
    store.run(SetField("Number", Placement, (PlacementId(place),), "number", text))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("{2.1 change}", "{3.4 change}"),
        ("{ 2.1}", "{3.4}"),
        ("{2.1/Police change 2015-16Q3}", "{3.4/Police change 2015-16Q3}"),
        ("{2.10 change}, {2.1a}, 2.1", "{2.10 change}, {2.1a}, 2.1"),
        ("{{2.1 change}} and {change}", "{{2.1 change}} and {change}"),
        ("**{2.1 value}** of {2.2 value}", "**{3.4 value}** of {2.1 value}"),
        ("{Violence with injury change}", "{3.4 change}"),
    ],
)
def test_only_fields_that_name_it_are_rewritten(text: str, after: str) -> None:
    names = {"2.1": "3.4", "2.2": "2.1", "2.10": "2.10", "Violence with injury": "3.4"}
    assert rewritten(text, names) == after


def test_a_long_text_of_opening_braces_is_read_in_one_pass() -> None:
    assert rewritten("{" * 100_000, {"2.1": "2.2"}) == "{" * 100_000


def test_all_texts_follow_a_new_number_in_one_undo(store: Store) -> None:
    write(store, "Robbery: {2.2 change}; violence: {2.1 change}.")
    item = ReportItem(id=ReportItemId("i"), period=LAST_QUARTER, text="See {2.1 value}.", outcome="{2.1}")
    store.run(PutRows("Text", (item,)))
    before = store.load()
    done = store.run(SetField("Number", Placement, (PlacementId("at-m21"),), "number", "2.9"))
    assert words(store) == "Robbery: {2.2 change}; violence: {2.9 change}."
    found = store.load().of(ReportItem).get(ReportItemId("i"))
    assert found is not None
    assert (found.text, found.outcome) == ("See {2.9 value}.", "{2.9}")
    assert done is not None
    store.take_back(done.recording, "Undo")
    assert store.load() == before


def test_two_measures_with_one_number_are_told_apart_by_their_titles(store: Store) -> None:
    write(store, "{2.1 change} and {2.2 change}")
    number(store, "at-m21", "2.2")
    assert words(store) == "{Violence with injury change} and {Robbery change}"
    # Each is named by its number again as soon as that is its own, so numbers can be swapped one by one.
    number(store, "at-m22", "2.1")
    assert words(store) == "{2.2 change} and {2.1 change}"


def test_without_a_number_the_title_stands(store: Store) -> None:
    write(store, "{2.1 change}")
    number(store, "at-m21", "")
    assert words(store) == "{Violence with injury change}"
    store.run(SetField("Title", Measure, (VIOLENCE,), "title", "Assault with injury"))
    assert words(store) == "{Assault with injury change}"
    number(store, "at-m21", "2.1")
    assert words(store) == "{2.1 change}"


def test_a_quarter_of_another_plan_keeps_its_numbers(store: Store) -> None:
    old, quarter = PlanId("old"), Period.quarter(2012, 1)
    store.run(
        PutRows(
            "Old plan",
            (
                Plan(
                    id=old,
                    position=-1,
                    first_year=Period.financial_year(2011),
                    last_year=Period.financial_year(2013),
                ),
                Priority(id=PriorityId("old-p"), plan=old),
                Placement(
                    id=PlacementId("old-at"),
                    plan=old,
                    priority=PriorityId("old-p"),
                    measure=ROBBERY,
                    number="2.1",
                ),
            ),
        )
    )
    write(store, "{2.1 change}", quarter)
    write(store, "{2.1 change}")
    number(store, "at-m21", "2.9")
    assert (words(store, quarter), words(store)) == ("{2.1 change}", "{2.9 change}")
    number(store, "old-at", "7")
    assert (words(store, quarter), words(store)) == ("{7 change}", "{2.9 change}")


def test_a_deleted_measure_leaves_its_name_to_be_found(store: Store) -> None:
    write(store, "{2.2 change}")
    store.run(DeleteFromPlan("Delete", Placement, (PlacementId("at-m22"),)))
    assert words(store) == "{2.2 change}"


def test_many_fields_among_many_names_take_no_while() -> None:
    # A plan of 500 measures, in whose texts 10,000 fields stand; while this is done nobody can type.
    names = {f"{n // 50}.{n % 50}": f"{n // 50}.{n % 50 + 1}" for n in range(500)}
    names |= {f"Measure {n}": f"Measure {n}" for n in range(500)}
    begun = perf_counter()
    text = rewritten("{1.2 change} {none/such change} {Measure 7/Police}" * 5_000, names)
    assert perf_counter() - begun < 1
    assert text == "{1.3 change} {none/such change} {Measure 7/Police}" * 5_000
