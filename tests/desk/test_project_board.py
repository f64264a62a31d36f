"""The projects of a plan and one of them: what a list says, what stands where, and what goes with it."""

from datetime import date

import pytest

from cspdesk.desk.project_board import (
    closed_projects,
    date_words,
    first_priority,
    gone_with_project,
    project_words,
    quarters_offered,
    shelves,
    steps_of_update,
    updates_shown,
)
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    UpdateId,
)

Q2, Q3 = Period.quarter(2011, 2), Period.quarter(2011, 3)
IOM, IBA, OLD = ProjectId("iom"), ProjectId("iba"), ProjectId("old")
AS_OF = date(2011, 12, 1)


def rows() -> list[Row]:
    plan = PlanId("plan")
    return [
        Plan(
            id=plan,
            title="Plan 2011-2014",
            first_year=Period.financial_year(2011),
            last_year=Period.financial_year(2013),
        ),
        Priority(id=PriorityId("r"), plan=plan, position=0, number="1", title="Reducing re-offending"),
        Priority(id=PriorityId("d"), plan=plan, position=1, number="2", title="Drugs"),
        Priority(id=PriorityId("x"), plan=plan, position=2, number="3", title="Fire", retired=True),
        Project(id=IOM, priority=PriorityId("r"), position=1, title="Offender management"),
        Project(id=IBA, priority=PriorityId("r"), position=0, title="Brief advice"),
        Project(id=OLD, priority=PriorityId("d"), title="Old scheme", closed=True),
        update("oct", "Oct 2011", 0),
        update("pilot", "", 1),
        update("sept", "Sept 2011", 2),
        action("a1", "23/11/11"),
        action("a2", "05/12/11 TBC"),
        action("a3", "Oct 2011", ActionState.DONE),
    ]


def update(key: str, when: str, position: int, period: Period | None = Q2) -> ProjectUpdate:
    return ProjectUpdate(id=UpdateId(key), project=IOM, position=position, period=period, when=when, text=key)


def action(key: str, due: str, state: ActionState = ActionState.OPEN) -> Action:
    return Action(id=ActionId(key), project=IOM, text=key, due=due, state=state, raised_period=Q2)


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot.of_rows(rows())


def project(snapshot: Snapshot, key: ProjectId) -> Project:
    found = snapshot.of(Project).get(key)
    assert found is not None
    return found


def test_projects_stand_under_their_priorities_and_closed_ones_apart(snapshot: Snapshot) -> None:
    found = [(shelf.priority.title, [each.id for each in shelf.projects]) for shelf in shelves(snapshot, Q2)]
    assert found == [("Reducing re-offending", [IBA, IOM]), ("Drugs", [])]
    assert [each.id for each in closed_projects(snapshot, Q2)] == [OLD]
    assert first_priority(snapshot, Q2) == "r"


def test_a_retired_priority_is_shown_while_it_holds_a_project(snapshot: Snapshot) -> None:
    left = Project(id=ProjectId("left"), priority=PriorityId("x"), title="Left")
    found = shelves(Snapshot.of_rows([*rows(), left]), Q2)
    assert [shelf.priority.title for shelf in found] == ["Reducing re-offending", "Drugs", "Fire"]


def test_a_file_without_a_plan_has_no_place_for_a_project() -> None:
    empty = Snapshot.of_rows([])
    assert shelves(empty, Q2) == ()
    assert closed_projects(empty, Q2) == ()
    assert first_priority(empty, Q2) is None


def test_the_list_says_what_is_overdue_and_what_is_not_written(snapshot: Snapshot) -> None:
    def words(key: ProjectId, quarter: Period = Q2, as_of: date = AS_OF) -> tuple[str, str]:
        return project_words(snapshot, project(snapshot, key), quarter, as_of)

    assert words(IOM) == ("▲ Offender management", "1 overdue")
    assert words(IOM, as_of=date(2011, 12, 6)) == ("▲ Offender management", "2 overdue")
    assert words(IOM, as_of=date(2011, 11, 23)) == ("Offender management", "")
    assert words(IOM, Q3, date(2011, 11, 23)) == ("Offender management", "no update yet")
    assert words(IBA) == ("Brief advice", "no update yet")
    assert words(OLD) == ("Old scheme", "closed")


def test_updates_stand_the_newest_first(snapshot: Snapshot) -> None:
    assert [each.id for each in updates_shown(snapshot, IOM)] == ["pilot", "oct", "sept"]


def test_an_update_changes_places_only_where_dates_leave_it_free(snapshot: Snapshot) -> None:
    pilot, october, september = updates_shown(snapshot, IOM)
    assert steps_of_update(snapshot, pilot, -1) is None
    # Before the update it was written after it has no date to stand by: it becomes the oldest.
    assert steps_of_update(snapshot, pilot, 1) is None
    assert steps_of_update(snapshot, october, 1) is None
    assert steps_of_update(snapshot, september, 1) is None
    undated = [update(key, "", place) for place, key in enumerate(("a", "b", "c"))]
    free = Snapshot.of_rows([*(row for row in rows() if not isinstance(row, ProjectUpdate)), *undated])
    c, b, _ = updates_shown(free, IOM)
    assert (c.id, steps_of_update(free, c, 1), steps_of_update(free, b, -1)) == ("c", -1, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ""),
        ("23/11/11", "23 November 2011"),
        ("Oct 2011", "Oct 2011: 1 October 2011 to 31 October 2011"),
        ("Apr - Sept 2011", "Apr – Sept 2011: 1 April 2011 to 30 September 2011"),
        ("2012", "2012: 1 January 2012 to 31 December 2012"),
        ("05/12/11 TBC", "5 December 2011 (to be confirmed)"),
        ("24th August", "24 August 2011"),
        ("soon", "Kept as typed; it names no date."),
        (
            "31/02/16",
            "'31/02/16' is not a day of the calendar. It is kept as typed; correct it so that it can be put "
            "in order.",
        ),
    ],
)
def test_a_date_is_shown_back_in_full(typed: str, words: str) -> None:
    assert date_words(typed, Q2) == words


def test_quarters_offered_are_those_of_the_plan_and_a_year_more(snapshot: Snapshot) -> None:
    offered = quarters_offered(snapshot, Q2)
    assert (offered[0], offered[-1], len(offered)) == (Period.quarter(2011, 1), Period.quarter(2014, 4), 16)
    early = Period.quarter(2009, 3)
    assert quarters_offered(snapshot, Q2, early, None)[0] == early
    alone = quarters_offered(Snapshot.of_rows([]), Q2)
    assert (alone[0], alone[-1]) == (Period.quarter(2009, 2), Period.quarter(2013, 2))


def test_deleting_says_what_goes_with_it(snapshot: Snapshot) -> None:
    assert gone_with_project(snapshot, project(snapshot, IOM)) == (
        "Deleted the project 'Offender management' with 3 updates and 3 actions. Ctrl+Z brings it back."
    )
    assert gone_with_project(snapshot, project(snapshot, IBA)) == (
        "Deleted the project 'Brief advice'. Ctrl+Z brings it back."
    )
