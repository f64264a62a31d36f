"""All actions of a plan: their order, what each belongs to, and the filters."""

from datetime import date

import pytest

from cspdesk.desk.action_list import NO_OWNER, ActionLine, Wanted, action_lines, counts, owners, passing
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Meeting,
    MeetingId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
)

Q2 = Period.quarter(2011, 2)
AS_OF = date(2011, 12, 1)


def action(key: str, due: str = "", owner: str = "", **more: object) -> Action:
    words = {"text": key, "raised_period": Q2} | more
    return Action(id=ActionId(key), due=due, owner=owner, **words)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def lines() -> tuple[ActionLine, ...]:
    return action_lines(Snapshot.of_rows(rows()), Q2, AS_OF)


def rows() -> list[Row]:
    found: list[Row] = [
        Plan(
            id=PlanId("before"),
            position=0,
            title="Plan 2008-2011",
            first_year=Period.financial_year(2008),
            last_year=Period.financial_year(2010),
        ),
        Plan(id=PlanId("now"), position=1, first_year=Period.financial_year(2011)),
        Meeting(id=MeetingId("board"), title="Board of November"),
    ]
    for plan in ("before", "now"):
        found.append(Priority(id=PriorityId(f"p-{plan}"), plan=PlanId(plan), title="Re-offending"))
        found.append(Project(id=ProjectId(plan), priority=PriorityId(f"p-{plan}"), title=f"Scheme {plan}"))
    for place, words in enumerate(("That a post be filled.", "That housing be looked into.")):
        found.append(
            ReportItem(
                id=ReportItemId(f"d{place}"),
                priority=PriorityId("p-now"),
                period=Q2,
                section="decision",
                position=place,
                text=words,
            )
        )
    found += [
        action("done", "Sept 2011", "Police", state=ActionState.DONE, closed_period=Q2),
        action("undated", "", "police", project=ProjectId("now")),
        action("later", "05/12/11 TBC", "Probation", decision=ReportItemId("d1")),
        action("late", "23/11/11", "Police", meeting=MeetingId("board")),
        action("longest late", "Sept 2011", project=ProjectId("before")),
        action("settled before", project=ProjectId("before"), state=ActionState.DROPPED),
    ]
    return found


def keys(lines: tuple[ActionLine, ...]) -> list[str]:
    return [line.action.id for line in lines]


def test_overdue_come_first_then_by_their_day_then_those_without_and_then_the_closed(
    lines: tuple[ActionLine, ...],
) -> None:
    assert keys(lines) == ["longest late", "late", "later", "undated", "done"]
    assert [line.standing for line in lines] == ["▲ Overdue", "▲ Overdue", "Open", "Open", "Done"]


def test_each_says_what_it_belongs_to(lines: tuple[ActionLine, ...]) -> None:
    said = {line.action.id: line.belongs for line in lines}
    assert said == {
        "longest late": "Scheme before (Plan 2008-2011)",
        "late": "Meeting: Board of November",
        "later": "Decision 2, Quarter 2 2011/12: That housing be looked into.",
        "undated": "Scheme now",
        "done": "",
    }


def test_filters_by_state_and_owner(lines: tuple[ActionLine, ...]) -> None:
    assert keys(passing(lines, Wanted.OVERDUE)) == ["longest late", "late"]
    assert keys(passing(lines, Wanted.OPEN)) == ["longest late", "late", "later", "undated"]
    assert keys(passing(lines, Wanted.DONE)) == ["done"]
    assert keys(passing(lines, Wanted.DROPPED)) == []
    assert keys(passing(lines)) == keys(lines)
    assert keys(passing(lines, Wanted.ALL, "Police")) == ["late", "undated", "done"]
    assert keys(passing(lines, Wanted.OPEN, NO_OWNER)) == ["longest late"]


def test_owners_stand_by_the_alphabet_each_once(lines: tuple[ActionLine, ...]) -> None:
    assert owners(lines) == ("Police", "Probation", NO_OWNER)


def test_counts_what_is_shown(lines: tuple[ActionLine, ...]) -> None:
    assert counts(lines) == "2 overdue, 2 more open, 1 closed"
    assert counts(passing(lines, Wanted.DONE)) == "1 closed"
    assert counts(()) == ""


def test_a_file_without_a_plan_still_has_its_own_actions() -> None:
    snapshot = Snapshot.of_rows([action("own")])
    assert [(line.words, line.belongs) for line in action_lines(snapshot, Q2, AS_OF)] == [("own", "")]
