"""What the plan's keys do, as commands: names for the undo menu, numbers, places, and what is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.desk.plan_acts import (
    deleting,
    deletion_told,
    moving,
    new_measure,
    new_priority,
    start_plan,
)
from cspdesk.desk.plan_tree import Node, plan_tree
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId, Placement, PlacementId, Plan, PlanId, Priority, PriorityId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "acts.cspdesk") as opened:
        yield opened


def node_of(snapshot: Snapshot, key: str) -> Node:
    return next(node for node in plan_tree(snapshot, LAST_QUARTER) if node.row[1] == key)


def test_a_priority_is_added_in_the_plans_own_word(store: Store) -> None:
    added = new_priority(store.load(), LAST_QUARTER)
    assert added.command.label == "Add partnership priority 4"
    store.run(added.command)
    row = store.load().of(Priority).get(PriorityId(added.row[1]))
    assert row is not None
    assert (added.row[0], row.number, row.plan) == ("priority", "4", "plan")


def test_without_a_plan_one_is_started_first() -> None:
    added = new_priority(Snapshot.of_rows([]), LAST_QUARTER)
    assert (added.row[0], added.command.label) == ("plan", "Start a plan")
    assert start_plan(LAST_QUARTER).row[0] == "plan"


@pytest.mark.parametrize(
    ("chosen", "number", "priority"),
    [("p1", "1.4", "p1"), ("m21", "2.3", "p2"), ("plan", "3.3", "p3"), (None, "3.3", "p3")],
)
def test_a_measure_goes_under_the_priority_chosen(
    store: Store, chosen: str | None, number: str, priority: str
) -> None:
    snapshot = store.load()
    added = new_measure(snapshot, LAST_QUARTER, node_of(snapshot, chosen) if chosen else None)
    assert added is not None
    assert added.command.label == f"Add measure {number}"
    store.run(added.command)
    (place,) = [p for p in store.load().of(Placement) if p.measure == added.row[1]]
    assert (place.number, place.priority) == (number, priority)


def test_a_measure_needs_a_priority() -> None:
    plan = Plan(id=PlanId("plan"), title="Plan")
    assert new_measure(Snapshot.of_rows([plan]), LAST_QUARTER, None) is None


def test_lines_move_among_their_own_kind(store: Store) -> None:
    snapshot = store.load()
    nodes = plan_tree(snapshot, LAST_QUARTER)
    for key in ("p1", "m11"):
        command = moving(snapshot, nodes, node_of(snapshot, key), 1)
        assert command is not None
        store.run(command)
    after = store.load()
    assert [p.id for p in after.of(Priority)] == ["p2", "p1", "p3"]
    places = after.of(Placement).where("priority", PriorityId("p1"))
    assert [place.number for place in places] == ["1.2", "1.1", "1.3"]
    assert moving(snapshot, nodes, node_of(snapshot, "m11"), -1) is None
    assert moving(snapshot, nodes, node_of(snapshot, "plan"), 1) is None


def test_a_measure_that_stays_elsewhere_is_only_taken_out(store: Store) -> None:
    old = Plan(
        id=PlanId("old"),
        position=-1,
        first_year=Period.financial_year(2011),
        last_year=Period.financial_year(2013),
    )
    store.run(
        PutRows(
            "Old plan",
            (
                old,
                Priority(id=PriorityId("old-p"), plan=old.id),
                Placement(
                    id=PlacementId("old-at"),
                    plan=old.id,
                    priority=PriorityId("old-p"),
                    measure=MeasureId("m21"),
                ),
            ),
        )
    )
    node = node_of(store.load(), "m21")
    gone = store.run(deleting(node))
    assert gone is not None
    assert gone.label == "Delete the measure 2.1 Violence with injury"
    assert deletion_told(node, gone) == (
        "Took the measure 2.1 Violence with injury out of this plan; its figures and its other place stay. "
        "Ctrl+Z brings it back."
    )
    node = node_of(store.load(), "m22")
    gone = store.run(deleting(node))
    assert gone is not None
    assert deletion_told(node, gone) == (
        "Deleted the measure 2.2 Robbery with 8 figures. Ctrl+Z brings it back."
    )
