"""A new plan as it is put together: its priorities, and where each old measure and project goes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cspdesk.commands.turning_plan import BeginPlan, Carried, CarriedProject, LeftBehind, PriorityOfPlan
from cspdesk.desk.turn_quarter import later, newest_written
from cspdesk.desk.turn_year import counted
from cspdesk.domain.choices import ActionState, Stage
from cspdesk.domain.errors import PeriodError, RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.plan_view import plan_in_force
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    CountywideRow,
    Measure,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
)

LEFT_BEHIND = PriorityId("")
"""Where a measure or project goes that does not go on."""
_YEARS = 3
"""How long a plan lasts where the one before does not say."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan that is being put together; nothing of it is in the file yet."""

    plan: PlanId
    before: PlanId | None
    title: str
    first_year: str
    """As typed, like the last."""
    last_year: str
    priority_word: str
    priorities: tuple[PriorityOfPlan, ...]
    goes: Mapping[PlacementId, PriorityId] = field(default_factory=dict)
    numbers: Mapping[PlacementId, str] = field(default_factory=dict)
    successors: Mapping[PlacementId, str] = field(default_factory=dict)
    projects: Mapping[ProjectId, PriorityId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A measure of the old plan, and what becomes of it."""

    placement: Placement
    measure: Measure
    name: str
    where: str
    """Its priority in the old plan."""
    goes: PriorityId
    number: str
    successor: str
    problem: str
    """What is odd about it: a number that another measure has too."""

    @property
    def is_carried(self) -> bool:
        """Whether it goes on."""
        return self.goes != LEFT_BEHIND


@dataclass(frozen=True, slots=True)
class PlanProject:
    """An open project of the old plan, and where it goes."""

    project: Project
    where: str
    open_actions: int
    goes: PriorityId


def draft_after(snapshot: Snapshot, chosen: Period) -> PlanDraft:
    """Return the plan that would follow the one in force: as long, with copies of its priorities."""
    before = plan_in_force(snapshot)
    last = before.last_year if before else None
    newest = newest_written(snapshot) or chosen
    until = last or newest.of_year
    first = next(iter(later(until, 1)), until) if before else until
    begun = before.first_year if before else None
    length = begun.distance_to(last) if begun and last else _YEARS - 1
    copied = snapshot.of(Priority).where("plan", before.id) if before else ()
    return PlanDraft(
        plan=PlanId(new_id()),
        before=before.id if before else None,
        title=_later(before.title, length + 1) if before else "",
        first_year=first.label,
        last_year=next(iter(later(first, length)), first).label,
        priority_word=before.priority_word if before else "Priority",
        priorities=tuple(
            PriorityOfPlan(PriorityId(new_id()), row.number, row.title, row.id)
            for row in copied
            if not row.retired
        ),
    )


def plan_rows(snapshot: Snapshot, draft: PlanDraft) -> tuple[PlanRow, ...]:
    """Return the old plan's measures in its order; those that had left it before are not asked about.

    A measure goes with the copy of its priority unless told otherwise; a discontinued one stays behind.
    """
    before = snapshot.of(Plan).get(draft.before) if draft.before else None
    if before is None:
        return ()
    copies = {each.copied_from: each.id for each in draft.priorities if each.copied_from is not None}
    known = {each.id for each in draft.priorities}
    first = _year(draft.first_year)
    rows = []
    for priority in snapshot.of(Priority).where("plan", before.id):
        for place in snapshot.of(Placement).where("priority", priority.id):
            measure = snapshot.of(Measure).get(place.measure)
            if measure is None or _has_left(place, first):
                continue
            likely = copies.get(priority.id, LEFT_BEHIND)
            if measure.stage is Stage.DISCONTINUED:
                likely = LEFT_BEHIND
            goes = draft.goes.get(place.id, likely)
            rows.append(
                PlanRow(
                    placement=place,
                    measure=measure,
                    name=f"{place.number} {measure.title}".strip(),
                    where=_named(priority.number, priority.title),
                    goes=goes if goes in known else LEFT_BEHIND,
                    number=draft.numbers.get(place.id, place.number),
                    successor=draft.successors.get(place.id, measure.replaced_by),
                    problem="",
                )
            )
    numbers = Counter(row.number.strip() for row in rows if row.is_carried)
    return tuple(_with_problem(row, numbers) for row in rows)


def plan_projects(snapshot: Snapshot, draft: PlanDraft) -> tuple[PlanProject, ...]:
    """Return the old plan's open projects; each goes with the copy of its priority unless told otherwise."""
    copies = {each.copied_from: each.id for each in draft.priorities if each.copied_from is not None}
    known = {each.id for each in draft.priorities}
    found = []
    for priority in snapshot.of(Priority).where("plan", draft.before) if draft.before else ():
        for project in snapshot.of(Project).where("priority", priority.id):
            if project.closed:
                continue
            goes = draft.projects.get(project.id, copies.get(priority.id, LEFT_BEHIND))
            actions = snapshot.of(Action).where("project", project.id)
            still_open = sum(action.state is ActionState.OPEN for action in actions)
            where = _named(priority.number, priority.title)
            goes = goes if goes in known else LEFT_BEHIND
            found.append(PlanProject(project, where, still_open, goes))
    return tuple(found)


def numbered_anew(draft: PlanDraft, rows: Sequence[PlanRow]) -> PlanDraft:
    """Return the draft with the measures that go on numbered through under each priority: 1.1, 1.2, 2.1."""
    numbers = dict(draft.numbers)
    for place, priority in enumerate(draft.priorities, start=1):
        head = priority.number.strip() or str(place)
        here = [row for row in rows if row.goes == priority.id]
        for count, row in enumerate(here, start=1):
            numbers[row.placement.id] = f"{head}.{count}"
    return replace(draft, numbers=numbers)


def with_priority(draft: PlanDraft) -> PlanDraft:
    """Return the draft with one more priority, still without a title, numbered after the last."""
    numbers = [int(each.number) for each in draft.priorities if each.number.strip().isdecimal()]
    is_counted = len(numbers) == len(draft.priorities)
    number = str(max(numbers, default=0) + 1) if is_counted else ""
    return replace(draft, priorities=(*draft.priorities, PriorityOfPlan(PriorityId(new_id()), number, "")))


def begin_plan(draft: PlanDraft, rows: Sequence[PlanRow], projects: Sequence[PlanProject]) -> BeginPlan:
    """Return the command that puts the plan in force.

    A successor given by the number of a measure that goes on is kept as its title, which links the two.
    Raises RefusedError where a year cannot be read.
    """
    first, last = _year(draft.first_year), _year(draft.last_year)
    if first is None or last is None:
        name, wrong = ("first", draft.first_year) if first is None else ("last", draft.last_year)
        if not wrong.strip():
            raise RefusedError(f"The new plan has no {name} year. Write one, such as 2017/18.")
        raise RefusedError(f"'{wrong[:40]}' is not a financial year. Write one, such as 2017/18.")
    carried = [row for row in rows if row.is_carried]
    going_on = {row.measure.id for row in carried}
    titles = {row.number.strip(): row.measure.title for row in carried if row.number.strip()}
    left = {
        row.measure.id: titles.get(row.successor.strip(), row.successor.strip())
        for row in rows
        if not row.is_carried and row.measure.id not in going_on
    }
    return BeginPlan(
        label=f"Begin the plan '{draft.title.strip()}'",
        plan=draft.plan,
        title=draft.title,
        first_year=first,
        last_year=last,
        priority_word=draft.priority_word,
        priorities=draft.priorities,
        before=draft.before,
        carried=tuple(Carried(row.measure.id, row.goes, row.number) for row in carried),
        left=tuple(LeftBehind(measure, successor) for measure, successor in left.items()),
        projects=tuple(
            CarriedProject(row.project.id, row.goes) for row in projects if row.goes != LEFT_BEHIND
        ),
    )


def will_do(draft: PlanDraft, rows: Sequence[PlanRow], projects: Sequence[PlanProject]) -> str:
    """Return what beginning the plan does, in a sentence."""
    carried = sum(row.is_carried for row in rows)
    left = len(rows) - carried
    words = ["1 priority" if len(draft.priorities) == 1 else f"{len(draft.priorities) or 'no'} priorities"]
    if rows:
        words.append(f"{counted(carried, 'measure')} carried across")
    if left:
        words.append(f"{counted(left, 'measure')} left behind and discontinued")
    if projects:
        going = sum(row.goes != LEFT_BEHIND for row in projects)
        words.append(f"{going} of {counted(len(projects), 'open project')} going on")
    return f"The new plan has {', '.join(words)}."


def notes(snapshot: Snapshot, draft: PlanDraft) -> tuple[str, ...]:
    """Return what the officer should know before the plan is put in force, a sentence each."""
    before = snapshot.of(Plan).get(draft.before) if draft.before else None
    first = _year(draft.first_year)
    if before is None or first is None:
        return ()
    said = []
    if before.last_year is not None and before.last_year >= first > (before.first_year or first):
        said.append(
            f"'{before.title}' was to run until {before.last_year.label}; it ends with "
            f"{first.previous.label} now, and packs from {first.quarters[0].label} on follow the new plan."
        )
    copied = {each.copied_from for each in draft.priorities}
    gone = {row.id for row in snapshot.of(Priority).where("plan", before.id)} - copied
    homes = [row.priority for row in snapshot.of(ReportItem) if row.period >= first.quarters[0]]
    homes += [row.priority for row in snapshot.of(CountywideRow) if row.period >= first.quarters[0]]
    homeless = sum(home in gone for home in homes)
    if homeless:
        said.append(
            f"{counted(homeless, 'text')} written for quarters of the new plan would stay under a priority "
            "that is not copied, and no pack would print them: copy the priority, or move them first."
        )
    return tuple(said)


def _with_problem(row: PlanRow, numbers: Counter[str]) -> PlanRow:
    number = row.number.strip()
    if not row.is_carried or not number or numbers[number] < 2:
        return row
    return replace(row, problem=f"{numbers[number]} measures have the number {number}")


def _has_left(place: Placement, first: Period | None) -> bool:
    """Whether a measure had left the plan before its last quarter."""
    return first is not None and place.to_period is not None and place.to_period.end < first.previous.end


def _year(text: str) -> Period | None:
    try:
        found = parse_period(text)
    except PeriodError:
        return None
    return found if found.grain is Grain.YEAR else None


def _later(title: str, years: int) -> str:
    """A title with its years so many later: "Plan 2014-2017" becomes "Plan 2017-2020"."""

    def shifted(found: re.Match[str]) -> str:
        return str(int(found[0]) + years)

    return re.sub(r"\b(?:19|20|21)[0-9]{2}\b", shifted, title)


def _named(number: str, title: str) -> str:
    return f"{number} {title}".strip() or "A priority without a title"
