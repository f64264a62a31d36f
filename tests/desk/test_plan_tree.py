"""The plan as lines: their order, what is at the end and why, numbers, and how far a line moves."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.desk.plan_tree import (
    Node,
    next_measure_number,
    next_number,
    next_priority_number,
    places_on,
    plan_tree,
    same_number,
    why_not_here,
)
from cspdesk.domain.choices import Stage
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
)
from tests.support.documents import LAST_QUARTER, small_store


@pytest.fixture
def small(tmp_path: Path) -> Snapshot:
    with small_store(tmp_path / "tree.cspdesk") as store:
        return store.load()


def changed(snapshot: Snapshot, tmp_path: Path, *rows: Any) -> Snapshot:
    with small_store(tmp_path / "changed.cspdesk") as store:
        store.run(PutRows("Change", rows))
        return store.load()


def row(snapshot: Snapshot, row_type: Any, key: str, **values: Any) -> Any:
    found: Any = snapshot.of(row_type).get(key)
    return replace(found, **values)


def lines(snapshot: Snapshot, quarter: Period = LAST_QUARTER) -> list[str]:
    return [
        f"{'  ' * node.depth}{node.words}{f' | {node.quiet}' if node.quiet else ''}"
        for node in plan_tree(snapshot, quarter)
    ]


def node_of(snapshot: Snapshot, key: str) -> Node:
    return next(node for node in plan_tree(snapshot, LAST_QUARTER) if node.row[1] == key)


PLAN_LINES = [
    "Riverbourne CSP",
    "Community Safety Plan 2014-2017 | 2014/15 to 2016/17",
    "  1  Anti-social behaviour",
    "    1.1  Repeat callers",
    "    1.2  Client satisfaction",
    "    1.3  Anti-social behaviour incidents",
    "  2  Violent crime and robbery",
    "    2.1  Violence with injury",
    "    2.2  Robbery",
    "  3  Drugs",
    "    3.1  People in treatment",
    "    3.2  Drug deaths",
]


def test_the_plan_stands_in_its_order(small: Snapshot) -> None:
    assert lines(small) == PLAN_LINES


def test_what_is_not_reported_stands_last_with_the_reason(small: Snapshot, tmp_path: Path) -> None:
    after = changed(
        small,
        tmp_path,
        row(small, Priority, "p1", retired=True),
        row(small, Measure, "m21", stage=Stage.DISCONTINUED, replaced_by="Robbery"),
        row(small, Placement, "at-m31", to_period=LAST_QUARTER.previous),
        row(small, Placement, "at-m32", from_period=LAST_QUARTER.shift(1)),
        Measure(id=MeasureId("loose"), title="Loose"),
        Plan(
            id=PlanId("old"),
            position=-1,
            title="Plan 2011-2014",
            first_year=Period.financial_year(2011),
            last_year=Period.financial_year(2013),
        ),
    )
    assert lines(after) == [
        *PLAN_LINES[:2],
        "  2  Violent crime and robbery",
        "    2.2  Robbery",
        "  3  Drugs",
        "Not reported in this quarter",
        "  1  Anti-social behaviour | retired",
        "    1.1  Repeat callers",
        "    1.2  Client satisfaction",
        "    1.3  Anti-social behaviour incidents",
        "  2.1  Violence with injury | discontinued, replaced by Robbery",
        "  3.1  People in treatment | ended in Quarter 3 2015/16",
        "  3.2  Drug deaths | begins in Quarter 1 2016/17",
        "  Loose | under no priority",
        "Other plans",
        "Plan 2011-2014 | 2011/12 to 2013/14",
    ]


def test_an_empty_file_has_its_partnership() -> None:
    assert lines(Snapshot.of_rows([])) == ["The partnership"]


def test_a_number_used_twice_is_marked(small: Snapshot, tmp_path: Path) -> None:
    place = row(small, Placement, "at-m21", number="2.2")
    after = changed(small, tmp_path, place)
    assert "    2.2  Violence with injury | another measure has this number" in lines(after)
    assert "    2.2  Robbery | another measure has this number" in lines(after)
    assert same_number(after, place, "2.2") == ("Robbery",)
    assert same_number(after, place, "") == ()


@pytest.mark.parametrize(
    ("taken", "before", "after"),
    [
        (["2.1", "2.2"], "2", "2.3"),
        (["2.9", "2.10"], "2", "2.11"),
        ([], "4", "4.1"),
        ([], "", ""),
        (["1.1", "2.1"], "", ""),
        (["PI 3"], "", "PI 4"),
        (["a"], "1", ""),
        ([""], "1", ""),
    ],
)
def test_the_next_number_is_counted_as_the_others_are(taken: list[str], before: str, after: str) -> None:
    assert next_number(taken, before) == after


def test_numbers_for_what_is_added(small: Snapshot) -> None:
    assert next_priority_number(small, PlanId("plan")) == "4"
    assert next_measure_number(small, PriorityId("p2")) == "2.3"


def test_a_line_passes_those_that_stand_elsewhere(small: Snapshot, tmp_path: Path) -> None:
    after = changed(small, tmp_path, row(small, Measure, "m12", stage=Stage.DISCONTINUED))
    nodes = plan_tree(after, LAST_QUARTER)
    # 1.2 is no longer between 1.1 and 1.3 on the page, though it is in the file.
    assert places_on(after, nodes, node_of(after, "m11"), 1) == 2
    assert places_on(after, nodes, node_of(after, "m13"), -1) == -2
    assert places_on(after, nodes, node_of(after, "m11"), -1) == 0
    assert places_on(after, nodes, node_of(after, "p1"), 1) == 1
    assert places_on(after, nodes, node_of(after, "p3"), 1) == 0
    assert places_on(after, nodes, node_of(after, "partnership"), 1) == 0


def test_a_measure_may_have_two_places_in_a_plan(small: Snapshot, tmp_path: Path) -> None:
    second = Placement(
        id=PlacementId("later"),
        plan=PlanId("plan"),
        priority=PriorityId("p3"),
        measure=MeasureId("m21"),
        position=9,
        number="3.3",
        from_period=LAST_QUARTER,
    )
    first = row(small, Placement, "at-m21", to_period=LAST_QUARTER.previous)
    after = changed(small, tmp_path, first, second)
    found = [node for node in plan_tree(after, LAST_QUARTER) if node.row[1] == "m21"]
    assert [(node.placement, node.is_ended) for node in found] == [("later", False), ("at-m21", True)]


def test_a_quarter_outside_the_plan_is_said_beside_it(small: Snapshot) -> None:
    plan = "Community Safety Plan 2014-2017 | 2014/15 to 2016/17"
    assert lines(small, Period.quarter(2016, 4))[1] == plan
    assert lines(small, Period.quarter(2017, 1))[1] == f"{plan}, without Quarter 1 2017/18"
    assert lines(small, Period.quarter(2013, 4))[1] == f"{plan}, without Quarter 4 2013/14"


def test_why_a_row_has_no_line(small: Snapshot, tmp_path: Path) -> None:
    old = PlanId("old")
    more = changed(
        small,
        tmp_path,
        Plan(id=old, position=-1, title="Plan 2008-2014", last_year=Period.financial_year(2013)),
        Priority(id=PriorityId("po"), plan=old, title="Violence"),
    )
    said = "That stands in the plan 'Plan 2008-2014'. Choose a quarter of that plan to edit it here."
    assert why_not_here(more, ("priority", "po")) == said
    assert why_not_here(more, ("priority", "gone")).startswith("That is not in the plan any more.")
