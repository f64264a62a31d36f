"""What an action may belong to, to be chosen from: a project, a decision, a meeting, or nothing else."""

from collections import Counter
from dataclasses import dataclass, field, replace

from cspdesk.desk.action_list import belongs_words, decision_words, meeting_words, priority_of
from cspdesk.desk.project_board import closed_projects, priority_words, project_name, shelves
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Meeting,
    MeetingId,
    Priority,
    ProjectId,
    ReportItem,
    ReportItemId,
)

NOTHING = "Nothing else"
"""What is said of an action that belongs to nothing."""
_DECISIONS = "decision"
"""The key of the section of decisions."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What an action belongs to; at most one of the three is given. Its words are no part of which it is."""

    words: str = field(compare=False)
    project: ProjectId | None = None
    decision: ReportItemId | None = None
    meeting: MeetingId | None = None


def belonging(action: Action) -> Belonging:
    """Return what an action belongs to now."""
    return Belonging("", action.project, action.decision, action.meeting)


def belongings(snapshot: Snapshot, quarter: Period, action: Action) -> tuple[Belonging, ...]:
    """Return what an action may belong to, by words that differ.

    First nothing else, then the projects of the quarter's plan, the decisions of the quarter and of the one
    before, the meetings, and last what it belongs to now, where that is none of these.
    """
    open_ones = [project for shelf in shelves(snapshot, quarter) for project in shelf.projects]
    found = [
        Belonging(NOTHING),
        *(Belonging(f"Project: {project_name(each)}", project=each.id) for each in open_ones),
        *(
            Belonging(f"Project: {project_name(each)} (closed)", project=each.id)
            for each in closed_projects(snapshot, quarter)
        ),
        *(
            Belonging(decision_words(snapshot, item), decision=item.id)
            for period in (quarter, quarter.previous)
            for item in _decisions(snapshot, period)
        ),
        *(Belonging(meeting_words(each), meeting=each.id) for each in snapshot.of(Meeting)),
    ]
    now = belonging(action)
    if now not in found:
        found.append(replace(now, words=belongs_words(snapshot, action, plan_for(snapshot, quarter))))
    return tuple(_told_apart(snapshot, found))


def _decisions(snapshot: Snapshot, period: Period) -> list[ReportItem]:
    """The decisions of a quarter: of the whole pack, then in the order of the priorities."""
    order = {row.id: place for place, row in enumerate(snapshot.of(Priority))}
    items = [row for row in snapshot.of(ReportItem).where("period", period) if row.section == _DECISIONS]
    return sorted(items, key=lambda row: order.get(row.priority, 0) if row.priority else -1)


def _told_apart(snapshot: Snapshot, found: list[Belonging]) -> list[Belonging]:
    """The same, those of equal words with their priority, or their place among the equal, behind them."""
    times = Counter(each.words for each in found)
    met: Counter[str] = Counter()
    named = []
    for each in found:
        words = each.words
        if times[words] > 1:
            met[words] += 1
            words = f"{words} ({_priority(snapshot, each) or met[words]})"
        named.append(replace(each, words=words))
    return named


def _priority(snapshot: Snapshot, found: Belonging) -> str:
    priority = priority_of(snapshot, found.project, found.decision)
    return priority_words(priority) if priority else ""
