"""Beginning a plan: its priorities, the measures carried across under new numbers, and those left behind."""

from dataclasses import dataclass, replace

from cspdesk.commands.arrange import next_position
from cspdesk.commands.plan_names import keeping_fields
from cspdesk.commands.turning_year import line_of
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import ActionState, Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import (
    Action,
    ActionId,
    CountywideRow,
    Measure,
    MeasureId,
    Picture,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
)


@dataclass(frozen=True, slots=True)
class PriorityOfPlan:
    """A priority of the new plan; one that is copied brings its outcomes, lead and description."""

    id: PriorityId
    number: str
    title: str
    copied_from: PriorityId | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A measure that goes on: under which priority of the new plan, with which number."""

    measure: MeasureId
    priority: PriorityId
    number: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A measure that ends with the old plan, and what takes its place."""

    measure: MeasureId
    successor: str


@dataclass(frozen=True, slots=True)
class CarriedProject:
    """A project that goes on under a priority of the new plan, with its open actions."""

    project: ProjectId
    priority: PriorityId


@dataclass(frozen=True, slots=True)
class BeginPlan:
    """Put a new plan in force; everything chosen is here as a value."""

    label: str
    plan: PlanId
    title: str
    first_year: Period
    last_year: Period
    priority_word: str
    priorities: tuple[PriorityOfPlan, ...]
    before: PlanId | None = None
    """The plan that it follows."""
    carried: tuple[Carried, ...] = ()
    left: tuple[LeftBehind, ...] = ()
    projects: tuple[CarriedProject, ...] = ()

    def apply(self, edits: Edits) -> None:
        """Write the plan; the one before it ends with the quarter before the new one's first.

        What was written already for quarters of the new plan goes under its priorities, and live fields that
        are read by the new plan follow its numbers; the words of earlier quarters stay, for a number is
        looked up in the plan of its quarter. Raises RefusedError for a plan without a title, years or
        priorities, for one that does not begin after the old one began, and where something has been deleted
        since.
        """
        before = edits.get(Plan, self.before) if self.before else None
        self._check(edits, before)
        first = self.first_year.quarters[0]
        edits.put(
            Plan(
                id=self.plan,
                position=next_position(edits, Plan),
                title=line_of(self.title, "words of the title"),
                first_year=self.first_year,
                last_year=self.last_year,
                priority_word=line_of(self.priority_word, "words for a priority") or "Priority",
            )
        )
        for position, each in enumerate(self.priorities):
            source = edits.get(Priority, each.copied_from) if each.copied_from else None
            blank = source or Priority(id=each.id, plan=self.plan)
            edits.put(
                replace(
                    blank,
                    id=each.id,
                    plan=self.plan,
                    position=position,
                    number=line_of(each.number, "words of a priority's number"),
                    title=line_of(each.title, "words of a priority's title"),
                    retired=False,
                )
            )
        if before is not None:
            _end(edits, before, first.previous)
            self._take_words_along(edits, before, first)
        self._place(edits, before, first)
        for left in self.left:
            self._leave(edits, left)
        for project in self.projects:
            self._carry_project(edits, project, first)

    def _check(self, edits: Edits, before: Plan | None) -> None:
        if not self.title.strip():
            raise RefusedError("The new plan has no title. Give it one, such as the years it covers.")
        if Grain.YEAR not in {self.first_year.grain} & {self.last_year.grain}:
            raise RefusedError("A plan begins and ends with a financial year. Write one, such as 2017/18.")
        if self.last_year < self.first_year:
            raise RefusedError(
                f"The plan would end in {self.last_year.label}, before it begins in {self.first_year.label}. "
                "Correct one of the years."
            )
        if self.before is not None and before is None:
            raise RefusedError("The plan before has been deleted since. Nothing was changed.")
        if before is not None and before.first_year is not None and self.first_year <= before.first_year:
            raise RefusedError(
                f"'{before.title}' itself begins in {before.first_year.label}. Let the new plan begin later."
            )
        if not self.priorities:
            raise RefusedError("The new plan has no priorities. Add one.")
        if any(not each.title.strip() for each in self.priorities):
            raise RefusedError("A priority of the new plan has no title. Give it one, or remove it.")
        known = {each.id for each in self.priorities}
        asked = {each.priority for each in self.carried} | {each.priority for each in self.projects}
        if not asked <= known:
            raise RefusedError(
                "Something goes to a priority that the new plan does not have. Choose another."
            )
        measures = [each.measure for each in self.carried] + [each.measure for each in self.left]
        if None in edits.get_all(Measure, [(measure,) for measure in measures]):
            raise RefusedError("A measure has been deleted since. Nothing was changed.")

    def _place(self, edits: Edits, before: Plan | None, first: Period) -> None:
        """Place the measures: first as the old plan numbered them, so that live fields then follow."""
        order = {each.id: place for place, each in enumerate(self.priorities)}
        rows = sorted(self.carried, key=lambda each: order[each.priority])
        new = [
            Placement(
                id=PlacementId(new_id()),
                plan=self.plan,
                priority=each.priority,
                measure=each.measure,
                position=position,
                number=line_of(each.number, "words of a measure's number"),
                from_period=first,
            )
            for position, each in enumerate(rows)
        ]
        olds = {row.measure: row for row in edits.where(Placement, plan=before.id)} if before else {}
        edits.put_all(
            replace(row, number=olds[row.measure].number if row.measure in olds else row.number)
            for row in new
        )
        stays = olds.keys() - {row.measure for row in new}
        passing = [
            replace(olds[measure], id=PlacementId(new_id()), plan=self.plan, priority=self.priorities[0].id)
            for measure in sorted(stays)
        ]
        edits.put_all(passing)
        with keeping_fields(edits):
            # What has no number here any more is named by its title, so that its number may be another's.
            edits.put_all([*new, *(replace(row, number="") for row in passing)])
        for row in passing:
            edits.delete(Placement, row.id)

    def _leave(self, edits: Edits, each: LeftBehind) -> None:
        measure = edits.get(Measure, each.measure)
        if measure is not None:
            words = line_of(each.successor, f"words for what follows {measure.title}")
            edits.put(replace(measure, stage=Stage.DISCONTINUED, replaced_by=words or measure.replaced_by))

    def _take_words_along(self, edits: Edits, before: Plan, first: Period) -> None:
        """Put what was written ahead under the new plan's priorities."""
        now = {each.copied_from: each.id for each in self.priorities if each.copied_from is not None}
        for old in edits.where(Priority, plan=before.id):
            if old.id not in now:
                continue
            there = {"priority": old.id}
            rows: list[ReportItem | CountywideRow | Picture] = [
                *edits.where(ReportItem, **there),
                *edits.where(CountywideRow, **there),
                *edits.where(Picture, **there),
            ]
            edits.put_all(replace(row, priority=now[old.id]) for row in rows if row.period >= first)

    def _carry_project(self, edits: Edits, each: CarriedProject, first: Period) -> None:
        """Begin the project anew under the new plan: the old plan's packs keep the old one as it was."""
        old = edits.get(Project, each.project)
        if old is None:
            raise RefusedError("A project has been deleted since. Nothing was changed.")
        new = ProjectId(new_id())
        position = next_position(edits, Project, priority=each.priority)
        edits.put(replace(old, id=new, priority=each.priority, position=position))
        for update in edits.where(ProjectUpdate, project=old.id):
            if update.period is not None and update.period >= first:
                edits.put(replace(update, project=new))
        for action in edits.where(Action, project=old.id):
            if action.raised_period is not None and action.raised_period >= first:
                edits.put(replace(action, project=new))
            elif action.state is ActionState.OPEN:
                edits.put(replace(action, id=ActionId(new_id()), project=new))
                # Closed only with the new plan, so that no pack of the old one says otherwise than before.
                edits.put(replace(action, state=ActionState.DROPPED, closed_period=first))


def _end(edits: Edits, plan: Plan, last: Period) -> None:
    """Let a plan, and every measure's place in it, end with a quarter."""
    if plan.last_year is None or plan.last_year > last.of_year:
        edits.put(replace(plan, last_year=last.of_year))
    for place in edits.where(Placement, plan=plan.id):
        begins_later = place.from_period is not None and place.from_period.start > last.end
        if not begins_later and (place.to_period is None or place.to_period.end > last.end):
            edits.put(replace(place, to_period=last))
