"""What an action may belong to, as the choice names it."""

from datetime import date

from cspdesk.desk.action_owners import belonging, belongings
from cspdesk.domain.catalogue import Row
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

Q1 = Period.quarter(2014, 1)
PLAN = PlanId("plan")


def rows() -> list[Row]:
    return [
        Plan(id=PLAN, first_year=Period.financial_year(2014), last_year=Period.financial_year(2016)),
        Priority(id=PriorityId("a"), plan=PLAN, position=0, title="Drugs"),
        Priority(id=PriorityId("b"), plan=PLAN, position=1, title="Violence"),
        Project(id=ProjectId("one"), priority=PriorityId("a"), title="Outreach"),
        Project(id=ProjectId("two"), priority=PriorityId("b"), title="Outreach"),
        Project(id=ProjectId("old"), priority=PriorityId("b"), position=1, title="Safer nights", closed=True),
        decision("b1", "b", Q1, 0, "That a post be filled."),
        decision("b2", "b", Q1, 1, "That housing be looked into."),
        decision("a1", "a", Q1, 0, "That the plan be kept."),
        decision("before", "b", Q1.previous, 0, "That the board meet."),
        decision("long ago", "b", Q1.shift(-2), 0, "That nothing be done."),
        ReportItem(id=ReportItemId("note"), period=Q1, section="note", text="A note."),
        Meeting(id=MeetingId("july"), title="Board", dated=date(2014, 7, 24)),
        Meeting(id=MeetingId("october"), position=1, title="Board", dated=date(2014, 10, 23)),
    ]


def decision(key: str, priority: str, period: Period, position: int, text: str) -> ReportItem:
    return ReportItem(
        id=ReportItemId(key),
        priority=PriorityId(priority),
        period=period,
        section="decision",
        position=position,
        text=text,
    )


def test_projects_decisions_of_two_quarters_and_meetings_are_offered_by_words_that_differ() -> None:
    action = Action(id=ActionId("own"))
    offered = belongings(Snapshot.of_rows([*rows(), action]), Q1, action)
    assert [each.words for each in offered] == [
        "Nothing else",
        "Project: Outreach (Drugs)",
        "Project: Outreach (Violence)",
        "Project: Safer nights (closed)",
        "Decision 1, Quarter 1 2014/15: That the plan be kept.",
        "Decision 1, Quarter 1 2014/15: That a post be filled.",
        "Decision 2, Quarter 1 2014/15: That housing be looked into.",
        "Decision 1, Quarter 4 2013/14: That the board meet.",
        "Meeting: Board, 24 July 2014",
        "Meeting: Board, 23 October 2014",
    ]
    assert offered.index(belonging(action)) == 0


def test_what_an_action_belongs_to_already_is_always_offered() -> None:
    action = Action(id=ActionId("old"), decision=ReportItemId("long ago"))
    offered = belongings(Snapshot.of_rows([*rows(), action]), Q1, action)
    assert offered[-1] == belonging(action)
    assert offered[-1].words == "Decision 1, Quarter 3 2013/14: That nothing be done."
