"""Every action of a plan in one list: what it belongs to, what is overdue, and the filters."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cspdesk.analysis.overdue import last_day, overdue
from cspdesk.desk.project_board import action_words, cut, project_name
from cspdesk.desk.said_texts import said
from cspdesk.domain.choices import ActionState
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Meeting,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
)


class Wanted(StrEnum):
    """Which actions are shown; the words stand in the filter."""

    OPEN = "Open"
    OVERDUE = "Overdue"
    DONE = "Done"
    DROPPED = "Dropped"
    ALL = "Open, done and dropped"


NO_OWNER = "Nobody named"
"""What the filter says of actions without an owner."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in the list."""

    action: Action
    belongs: str
    """What it belongs to: "Safer nights", "Decision 2, Quarter 4 2015/16: ...", or "" for none."""
    is_overdue: bool
    ends: date | None
    """The last day it may be due."""
    words: str
    """The first of its words."""

    @property
    def owner(self) -> str:
        """Its owner, or that nobody is named."""
        return " ".join(self.action.owner.split()) or NO_OWNER

    @property
    def standing(self) -> str:
        """Where it stands, in a word; overdue with its shape, so that it shows without colour."""
        return "▲ Overdue" if self.is_overdue else self.action.state.value.capitalize()


def action_lines(snapshot: Snapshot, quarter: Period, as_of: date) -> tuple[ActionLine, ...]:
    """Return the actions of the quarter's plan, and what is still open from other plans.

    Overdue ones come first, the longest overdue first; then open ones by the day they are due, those without
    one last; then the closed ones, the newest first.
    """
    plan = plan_for(snapshot, quarter)
    lines = (
        ActionLine(
            action,
            belongs_words(snapshot, action, plan),
            overdue(action, as_of),
            last_day(action),
            action_words(snapshot, action, quarter),
        )
        for action in snapshot.of(Action)
        if action.state is ActionState.OPEN or _plan(snapshot, action) in (None, plan.id if plan else None)
    )
    return tuple(sorted(lines, key=_place))


def passing(
    lines: tuple[ActionLine, ...], wanted: Wanted = Wanted.ALL, owner: str = ""
) -> tuple[ActionLine, ...]:
    """Return the lines that the filters let pass; "" is any owner. Owners differ by more than capitals."""
    return tuple(
        line
        for line in lines
        if _is_wanted(line, wanted) and (not owner or line.owner.casefold() == owner.casefold())
    )


def owners(lines: tuple[ActionLine, ...]) -> tuple[str, ...]:
    """Return who owns the actions, by the alphabet; that nobody is named comes last."""
    named = {line.owner.casefold(): line.owner for line in reversed(lines)}
    return tuple(sorted(named.values(), key=lambda name: (name == NO_OWNER, name.casefold())))


def counts(lines: tuple[ActionLine, ...]) -> str:
    """Return "2 overdue, 3 more open, 4 closed" of what is shown."""
    late = sum(line.is_overdue for line in lines)
    still = sum(line.action.state is ActionState.OPEN for line in lines) - late
    closed = len(lines) - late - still
    parts = (
        f"{late} overdue" if late else "",
        f"{still}{' more' if late else ''} open" if still else "",
        f"{closed} closed" if closed else "",
    )
    return ", ".join(part for part in parts if part)


def decision_words(snapshot: Snapshot, item: ReportItem) -> str:
    """Return a decision by its number, its quarter and the first of its words."""
    beside = [
        each.id
        for each in snapshot.of(ReportItem).where("period", item.period)
        if (each.priority, each.section) == (item.priority, item.section)
    ]
    words = cut(said(snapshot, item, item.text, item.period).partition("\n")[0])
    return f"Decision {beside.index(item.id) + 1}, {item.period.label}: {words}"


def meeting_words(meeting: Meeting) -> str:
    """Return a meeting by its title and its day: a board's meetings bear one title."""
    name = f"Meeting: {cut(meeting.title)}" if meeting.title.strip() else "A meeting"
    return f"{name}, {long_date(meeting.dated)}" if meeting.dated else name


def _is_wanted(line: ActionLine, wanted: Wanted) -> bool:
    state = line.action.state
    return {
        Wanted.ALL: True,
        Wanted.OPEN: state is ActionState.OPEN,
        Wanted.OVERDUE: line.is_overdue,
        Wanted.DONE: state is ActionState.DONE,
        Wanted.DROPPED: state is ActionState.DROPPED,
    }[wanted]


def _place(line: ActionLine) -> tuple[int, int, int]:
    action = line.action
    if action.state is ActionState.OPEN:
        return (0 if line.is_overdue else 1, (line.ends or date.max).toordinal(), 0)
    closed = action.closed_period
    return (2, -(closed.start.toordinal() if closed else 0), -(line.ends or date.min).toordinal())


def priority_of(
    snapshot: Snapshot, project: ProjectId | None, decision: ReportItemId | None
) -> Priority | None:
    """Return the priority of a project or a decision, where it has one."""
    under: PriorityId | None = None
    if project is not None and (row := snapshot.of(Project).get(project)):
        under = row.priority
    elif decision is not None and (item := snapshot.of(ReportItem).get(decision)):
        under = item.priority
    return snapshot.of(Priority).get(under) if under is not None else None


def _plan(snapshot: Snapshot, action: Action) -> PlanId | None:
    """The plan to which an action belongs through a project or a decision; None for all others."""
    priority = priority_of(snapshot, action.project, action.decision)
    return priority.plan if priority else None


def belongs_words(snapshot: Snapshot, action: Action, now: Plan | None) -> str:
    """Return what an action belongs to, with its plan where that is not the one now; "" for nothing."""
    said = _owner_row(snapshot, action)
    there = _plan(snapshot, action)
    plan = snapshot.of(Plan).get(there) if there is not None and (now is None or there != now.id) else None
    return f"{said} ({plan.title or 'an earlier plan'})" if plan else said


def _owner_row(snapshot: Snapshot, action: Action) -> str:
    if action.project is not None:
        return project_name(snapshot.of(Project).get(action.project))
    if action.decision is not None and (item := snapshot.of(ReportItem).get(action.decision)):
        return decision_words(snapshot, item)
    if action.meeting is not None and (meeting := snapshot.of(Meeting).get(action.meeting)):
        return meeting_words(meeting)
    return ""
