"""A new plan as it is put together."""

from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.desk.turn_plan import (
    LEFT_BEHIND,
    begin_plan,
    draft_after,
    notes,
    numbered_anew,
    plan_projects,
    plan_rows,
    will_do,
    with_priority,
)
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import Stage
from cspdesk.domain.errors import RefusedError
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
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
)
from tests.support.documents import LAST_QUARTER, small_store


def loaded(tmp_path: Path, *rows: Row) -> Snapshot:
    with small_store(tmp_path / "plan.cspdesk") as store:
        if rows:
            store.run(PutRows("Rows", rows))
        return store.load()


def test_draft_is_as_long_as_the_plan_before_with_copies_of_its_priorities(tmp_path: Path) -> None:
    retired = Priority(id=PriorityId("old"), plan=PlanId("plan"), position=9, title="Old", retired=True)
    draft = draft_after(loaded(tmp_path, retired), LAST_QUARTER)
    assert (draft.title, draft.first_year, draft.last_year, draft.priority_word) == (
        "Community Safety Plan 2017-2020",
        "2017/18",
        "2019/20",
        "Partnership Priority",
    )
    assert [(row.number, row.title, row.copied_from) for row in draft.priorities] == [
        ("1", "Anti-social behaviour", "p1"),
        ("2", "Violent crime and robbery", "p2"),
        ("3", "Drugs", "p3"),
    ]


def test_first_plan_of_a_file_begins_with_the_year_chosen() -> None:
    draft = draft_after(Snapshot.of_rows(()), LAST_QUARTER)
    assert (draft.before, draft.title, draft.first_year, draft.last_year) == (None, "", "2015/16", "2017/18")
    assert plan_rows(Snapshot.of_rows(()), draft) == ()


def test_measures_go_with_the_copy_of_their_priority(tmp_path: Path) -> None:
    gone = Measure(id=MeasureId("m22"), title="Robbery", stage=Stage.DISCONTINUED, replaced_by="2.1")
    left = Placement(
        id=PlacementId("at-m32"),
        plan=PlanId("plan"),
        priority=PriorityId("p3"),
        measure=MeasureId("m32"),
        to_period=Period.quarter(2015, 4),
    )
    snapshot = loaded(tmp_path, gone, left)
    draft = draft_after(snapshot, LAST_QUARTER)
    rows = plan_rows(snapshot, draft)
    ids = {row.id: row.title for row in draft.priorities}
    assert [(row.name, ids.get(row.goes, "left"), row.number) for row in rows] == [
        ("1.1 Repeat callers", "Anti-social behaviour", "1.1"),
        ("1.2 Client satisfaction", "Anti-social behaviour", "1.2"),
        ("1.3 Anti-social behaviour incidents", "Anti-social behaviour", "1.3"),
        ("2.1 Violence with injury", "Violent crime and robbery", "2.1"),
        # Discontinued before; drug deaths had left the plan in 2015/16 and are not asked about.
        ("2.2 Robbery", "left", "2.2"),
        ("3.1 People in treatment", "Drugs", "3.1"),
    ]
    without = replace(draft, priorities=draft.priorities[1:])
    assert [row.is_carried for row in plan_rows(snapshot, without)] == [False] * 3 + [True, False, True]


def test_two_measures_with_one_number_are_marked_and_numbering_anew_mends_it(tmp_path: Path) -> None:
    snapshot = loaded(tmp_path)
    draft = draft_after(snapshot, LAST_QUARTER)
    violence = draft.priorities[1].id
    moved = replace(draft, goes={PlacementId("at-m11"): violence}, numbers={PlacementId("at-m11"): "2.1"})
    rows = plan_rows(snapshot, moved)
    assert [row.problem for row in rows if row.problem] == ["2 measures have the number 2.1"] * 2
    anew = plan_rows(snapshot, numbered_anew(moved, rows))
    assert [(row.measure.id, row.number) for row in anew] == [
        ("m11", "2.1"),
        ("m12", "1.1"),
        ("m13", "1.2"),
        ("m21", "2.2"),
        ("m22", "2.3"),
        ("m31", "3.1"),
        ("m32", "3.2"),
    ]
    assert not any(row.problem for row in anew)


def test_command_names_a_successor_by_its_title_and_refuses_a_year_that_is_none(tmp_path: Path) -> None:
    snapshot = loaded(tmp_path, Project(id=ProjectId("w"), priority=PriorityId("p2"), title="Wardens"))
    draft = draft_after(snapshot, LAST_QUARTER)
    at_robbery = PlacementId("at-m22")
    draft = replace(draft, goes={at_robbery: LEFT_BEHIND}, successors={at_robbery: " 2.1 "})
    rows, projects = plan_rows(snapshot, draft), plan_projects(snapshot, draft)
    command = begin_plan(draft, rows, projects)
    assert [(each.measure, each.successor) for each in command.left] == [("m22", "Violence with injury")]
    assert (command.first_year, command.last_year) == (
        Period.financial_year(2017),
        Period.financial_year(2019),
    )
    assert len(command.carried) == 6
    assert [(each.project, each.priority) for each in command.projects] == [("w", draft.priorities[1].id)]
    assert will_do(draft, rows, projects) == (
        "The new plan has 3 priorities, 6 measures carried across, 1 measure left behind and discontinued, "
        "1 of 1 open project going on."
    )
    for wrong in ("2017", "Q1 2017/18", "next year"):
        with pytest.raises(RefusedError, match="is not a financial year"):
            begin_plan(replace(draft, first_year=wrong), rows, projects)
    with pytest.raises(RefusedError, match=r"^The new plan has no last year\. Write one, such as 2017/18\."):
        begin_plan(replace(draft, last_year=" "), rows, projects)


def test_plan_that_runs_to_the_last_year_kept_has_none_after_it(tmp_path: Path) -> None:
    last = Period.financial_year(2199)
    with small_store(tmp_path / "late.cspdesk") as store:
        (plan,) = store.load().of(Plan)
        store.run(PutRows("Late", (replace(plan, last_year=last),)))
        draft = draft_after(store.load(), LAST_QUARTER)
    assert (draft.first_year, draft.last_year) == (last.label, last.label)


def test_officer_is_told_of_a_plan_cut_short_and_of_texts_that_would_be_lost(tmp_path: Path) -> None:
    ahead = ReportItem(
        id=ReportItemId("x"), priority=PriorityId("p1"), period=Period.quarter(2016, 2), text="T"
    )
    snapshot = loaded(tmp_path, ahead)
    draft = draft_after(snapshot, LAST_QUARTER)
    assert notes(snapshot, draft) == ()
    early = replace(draft, first_year="2016/17", priorities=draft.priorities[1:])
    cut, lost = notes(snapshot, early)
    assert "was to run until 2016/17; it ends with 2015/16 now" in cut
    assert lost.startswith("1 text written for quarters of the new plan would stay")


def test_added_priority_is_numbered_after_the_last_where_all_have_numbers(tmp_path: Path) -> None:
    draft = draft_after(loaded(tmp_path), LAST_QUARTER)
    assert with_priority(draft).priorities[-1].number == "4"
    lettered = replace(draft, priorities=(replace(draft.priorities[0], number="A"),))
    assert with_priority(lettered).priorities[-1].number == ""
