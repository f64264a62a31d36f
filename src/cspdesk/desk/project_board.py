"""A plan's projects under their priorities, and one of them with its updates and actions."""

from dataclasses import dataclass
from datetime import date

from cspdesk.analysis.overdue import oldest_first, overdue
from cspdesk.desk.said_texts import said
from cspdesk.domain.choices import ActionState
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    UpdateId,
)
from cspdesk.domain.vague_date import Precision, read_date

_AROUND = 8
"""How many quarters either side are offered where a plan names no years: two years."""
_NAME = 60
"""Characters of a title within a sentence."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A priority with the projects that are not put away."""

    priority: Priority
    projects: tuple[Project, ...]


def shelves(snapshot: Snapshot, quarter: Period) -> tuple[Shelf, ...]:
    """Return the plan's priorities with their open projects; a retired one only where it still has some."""
    plan = plan_for(snapshot, quarter)
    if plan is None:
        return ()
    found = (
        Shelf(priority, tuple(p for p in snapshot.of(Project).where("priority", priority.id) if not p.closed))
        for priority in snapshot.of(Priority).where("plan", plan.id)
    )
    return tuple(shelf for shelf in found if shelf.projects or not shelf.priority.retired)


def closed_projects(snapshot: Snapshot, quarter: Period) -> tuple[Project, ...]:
    """Return the plan's projects that were put away, priority by priority."""
    plan = plan_for(snapshot, quarter)
    if plan is None:
        return ()
    return tuple(
        project
        for priority in snapshot.of(Priority).where("plan", plan.id)
        for project in snapshot.of(Project).where("priority", priority.id)
        if project.closed
    )


def choices_of_priority(snapshot: Snapshot, project: Project) -> tuple[Priority, ...]:
    """Return the priorities of a project's own plan, retired ones too: choosing one of those says why not."""
    own = snapshot.of(Priority).get(project.priority)
    return snapshot.of(Priority).where("plan", own.plan) if own else ()


def priority_words(priority: Priority) -> str:
    """Return a priority's number and title, and that it is retired."""
    name = f"{priority.number} {priority.title}".strip() or "Priority without a title"
    return f"{name} (retired)" if priority.retired else name


def project_name(project: Project | None) -> str:
    """Return a project's title, cut where it is long."""
    return cut(project.title if project else "") or "Project without a title"


def project_words(snapshot: Snapshot, project: Project, quarter: Period, as_of: date) -> tuple[str, str]:
    """Return a project as a list names it, and behind it what is overdue or not written yet."""
    name = project_name(project)
    late = sum(overdue(action, as_of) for action in snapshot.of(Action).where("project", project.id))
    if late:
        return f"▲ {name}", f"{late} overdue"
    if project.closed:
        return name, "closed"
    written = (
        u.period in (quarter, None) and (u.text.strip() or u.when.strip()) for u in _of(snapshot, project.id)
    )
    return name, "" if any(written) else "no update yet"


def updates_shown(snapshot: Snapshot, project: ProjectId) -> tuple[ProjectUpdate, ...]:
    """Return a project's updates, the newest first."""
    return oldest_first(_of(snapshot, project))[::-1]


def update_words(snapshot: Snapshot, update: ProjectUpdate, quarter: Period) -> str:
    """Return what a list says of an update: its date as typed, and the first of its words."""
    first = cut(said(snapshot, update, update.text, quarter).partition("\n")[0], 90)
    return ": ".join(part for part in (update.when.strip(), first) if part) or "Nothing written yet"


def action_words(snapshot: Snapshot, action: Action, quarter: Period) -> str:
    """Return what an action is called in a list and in sentences."""
    return cut(said(snapshot, action, action.text, quarter).partition("\n")[0], 90) or "Action without words"


def date_words(typed: str, within: Period | None) -> str:
    """Return what was understood of a date: in full, or that it is kept as words, with any doubt."""
    if not typed.strip():
        return ""
    found = read_date(typed, within)
    if found.doubt:
        return f"{found.doubt} It is kept as typed; correct it so that it can be put in order."
    if found.precision is Precision.NONE:
        return "Kept as typed; it names no date."
    if found.start == found.end or found.start is None or found.end is None:
        return found.label
    return f"{found.label}: {long_date(found.start)} to {long_date(found.end)}"


def quarters_offered(snapshot: Snapshot, quarter: Period, *also: Period | None) -> tuple[Period, ...]:
    """Return the quarters to choose from: the plan's years and a year more, else two years either side."""
    plan = plan_for(snapshot, quarter)
    first, last = quarter.shift(-_AROUND), quarter.shift(_AROUND)
    if plan is not None and plan.first_year is not None and plan.last_year is not None:
        # A plan of very many years would make a list that nobody wants to walk.
        first = max(plan.first_year.quarters[0], quarter.shift(-4 * _AROUND))
        last = min(plan.last_year.quarters[-1].shift(4), quarter.shift(4 * _AROUND))
    here = {*quarters_between(first, last), quarter, *(each for each in also if each is not None)}
    return tuple(sorted(here))


def steps_of_update(snapshot: Snapshot, update: ProjectUpdate, places_down: int) -> int | None:
    """Return by how many places an update moves in its project's own order to change with a neighbour.

    `places_down` counts on the screen, where the newest stands first. None where it would not change how
    they stand, because their dates differ, or where there is no neighbour.
    """
    shown = updates_shown(snapshot, update.project)
    at = shown.index(update)
    to = at + places_down
    if not 0 <= to < len(shown):
        return None
    own = list(_of(snapshot, update.project))
    steps = own.index(shown[to]) - own.index(update)
    own.insert(own.index(update) + steps, own.pop(own.index(update)))
    return steps if oldest_first(own)[::-1][to] == update else None


def gone_with_project(snapshot: Snapshot, project: Project) -> str:
    """Return the sentence that says what was deleted with a project."""
    updates = len(_of(snapshot, project.id))
    actions = len(snapshot.of(Action).where("project", project.id))
    parts = [_count(updates, "update"), _count(actions, "action")]
    said = " and ".join(part for part in parts if part)
    what = f"Deleted the project '{project_name(project)}'"
    return f"{what} with {said}. Ctrl+Z brings it back." if said else f"{what}. Ctrl+Z brings it back."


def open_actions(snapshot: Snapshot, project: ProjectId) -> int:
    """Return how many of a project's actions are still open."""
    return sum(a.state is ActionState.OPEN for a in snapshot.of(Action).where("project", project))


def row_of(snapshot: Snapshot, table: str, key: str) -> Project | ProjectUpdate | Action | None:
    """Return the project, update or action that a place names, where it is still there."""
    if table == Project.TABLE.name:
        return snapshot.of(Project).get(ProjectId(key))
    if table == ProjectUpdate.TABLE.name:
        return snapshot.of(ProjectUpdate).get(UpdateId(key))
    if table == Action.TABLE.name:
        return snapshot.of(Action).get(ActionId(key))
    return None


def first_priority(snapshot: Snapshot, quarter: Period) -> PriorityId | None:
    """Return the priority under which a first project is put."""
    return next((s.priority.id for s in shelves(snapshot, quarter) if not s.priority.retired), None)


def cut(words: str, most: int = _NAME) -> str:
    """Return words on one line, with dots in place of what is too much."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _of(snapshot: Snapshot, project: ProjectId) -> tuple[ProjectUpdate, ...]:
    return snapshot.of(ProjectUpdate).where("project", project)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
