"""How a workbook names a measure, a priority, a project and so on, and what such a name stands for.

Exporting tries the short forms first and takes the first that leads back to the row by the very lookup that
importing uses, so that whatever is written can be read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from cspdesk.domain.catalogue import Row
from cspdesk.domain.months import long_date
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    Placement,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)
from cspdesk.domain.text import shortened
from cspdesk.exchange.name_index import (
    Id,
    UnresolvedError,
    by_name,
    decision_parts,
    fold,
    leads_to,
    listed,
    loosely,
    splits,
)

DECISION = "decision"
"""The section whose items an action may carry out."""

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_ROW = re.compile(r"#([0-9]{1,7})")
_Finds = Iterable[Sequence[Id]]


@dataclass(frozen=True)
class Names:
    """The rows that names can stand for, each kind in order, and how to tell them apart.

    `near` holds the rows of the workbook itself, by table and in the workbook's order: a name means one of
    these where it can, and `#3` is the third of them.
    """

    plans: Sequence[Plan]
    priorities: Sequence[Priority] = ()
    measures: Sequence[Measure] = ()
    placements: Sequence[Placement] = ()
    series: Sequence[Series] = ()
    projects: Sequence[Project] = ()
    items: Sequence[ReportItem] = ()
    meetings: Sequence[Meeting] = ()
    in_force: PlanId | None = None
    near: Mapping[type[Row], Sequence[str]] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)

    def plan(self, text: str) -> PlanId:
        """Return the plan of that title; raises UnresolvedError."""
        titles = by_name((plan.title, plan.id) for plan in self.plans)
        finds: list[Sequence[PlanId]] = [self._row(Plan, text), *loosely(titles, text)]
        return self._one(Plan, "plan", text, finds, self._plan_label)

    def priority(self, text: str, plan: PlanId | None = None, *, typed_as_number: bool = False) -> PriorityId:
        """Return the priority of that number or title, of the plan given, else first of that in force."""
        finds: list[Sequence[PriorityId]] = [self._row(Priority, text)]
        for each in (plan,) if plan else (self.in_force, None):
            finds += self._priority_finds(text, each, typed_as_number)
        if plan is None and " > " in text:
            for left, right in splits(text):
                for within in self._plan_titles.get(left, ()):
                    finds += self._priority_finds(right, within, False)
        return self._one(Priority, "priority", text, finds, self._priority_label)

    def measure(self, text: str, *, typed_as_number: bool = False) -> MeasureId:
        """Return the measure of that number in the plan in force, or title, or `Priority > Title`."""
        finds: list[Sequence[MeasureId]] = [
            self._row(Measure, text),
            self._measure_values.get(Decimal(text), ())
            if typed_as_number and _NUMBER.fullmatch(text)
            else (),
            self._measure_numbers.get(text, ()),
            self._measure_titles.get(text, ()),
        ]
        for places in (self._places_in_force, self.placements):
            finds += [self._under(places, left, right) for left, right in splits(text)]
        folded = fold(text)
        finds.append(self._measure_folded.get(folded, ()))
        return self._one(Measure, "measure", text, finds, self._measure_label)

    def line(self, measure: MeasureId, text: str) -> SeriesId:
        """Return a measure's series of that name; a blank name is the unnamed one, or the only one."""
        lines = self._lines.get(measure, [])
        labels = by_name((line.label, line.id) for line in lines)
        finds: list[Sequence[SeriesId]] = [labels.get(text, ()), labels.get(text.strip(), ())]
        if not text.strip() and len(lines) == 1:
            finds.append([lines[0].id])
        finds.append(by_name((fold(line.label), line.id) for line in lines).get(fold(text), ()))
        try:
            return self._one(Series, "series", text, finds, lambda key: key)
        except UnresolvedError as error:
            there = listed([line.label for line in lines], "one without a name")
            raise UnresolvedError(
                f"{self._measure_label(measure)} has no series '{shortened(text)}'; it has {there}, "
                "so mend the name or add a row to the sheet Series"
            ) from error

    def project(self, text: str) -> ProjectId:
        """Return the project of that title, or `Priority > Title`."""
        finds: list[Sequence[ProjectId]] = [
            self._row(Project, text),
            self._project_titles.get(text, ()),
        ]
        for left, right in splits(text):
            under = self._priorities_called(left)
            finds.append(
                [k for k in self._project_titles.get(right, ()) if self._projects[k].priority in under]
            )
        finds.append(self._project_folded.get(fold(text), ()))
        return self._one(Project, "project", text, finds, self._project_label)

    def meeting(self, text: str) -> MeetingId:
        """Return the meeting of that title, or `Title > its date`."""
        titles = by_name((row.title, row.id) for row in self.meetings)
        dated = by_name((f"{row.title} > {_day(row)}", row.id) for row in self.meetings)
        finds: list[Sequence[MeetingId]] = [self._row(Meeting, text), *loosely(titles, text)]
        finds += loosely(dated, text)
        return self._one(Meeting, "meeting", text, finds, lambda key: self._meeting_labels[key])

    def decision(self, text: str) -> ReportItemId:
        """Return the decision named `Priority > 2014-15Q1 > 1`; the priority is blank for the whole pack."""
        row: Sequence[ReportItemId] = self._row(ReportItem, text)
        if row:
            return row[0]
        within, period, count = decision_parts(text)
        priority = self.priority(within) if within else None
        there = [
            item.id
            for item in self.items
            if (item.priority, item.period, item.section) == (priority, period, DECISION)
        ]
        near = self.near.get(ReportItem, ())
        there = [key for key in there if key in near] or there
        if not 1 <= count <= len(there):
            raise UnresolvedError(
                f"'{shortened(text)}' names no decision; there are {len(there)} in {period.label}, "
                "so mend it or add it to the sheet Report text"
            )
        return there[count - 1]

    # What a row is called.

    def name_plan(self, key: PlanId) -> str:
        """Return what a workbook calls the plan."""
        return self._name(key, [self._plans[key].title], self.plan, Plan)

    def name_priority(self, key: PriorityId, plan: PlanId | None = None) -> str:
        """Return what a workbook calls the priority, in a row that names its plan or in one that does not."""
        row = self._priorities[key]
        forms = [row.number, row.title]
        if plan is None:
            title = self._plans[row.plan].title
            forms += [f"{title} > {row.number}", f"{title} > {row.title}"]
        return self._name(key, forms, lambda text: self.priority(text, plan), Priority, f"{plan}")

    def name_measure(self, key: MeasureId) -> str:
        """Return what a workbook calls the measure."""
        title = self._measures[key].title
        forms = [title]
        # Further places and those in other plans are not known yet where the sheet Placements is read.
        if place := self._main_places.get(key):
            forms = [place.number, title, f"{self._priorities[place.priority].title} > {title}"]
        return self._name(key, forms, self.measure, Measure)

    def name_line(self, key: SeriesId) -> tuple[str, str]:
        """Return what a workbook calls the series: its measure and its own name."""
        line = self._series[key]
        return self.name_measure(line.measure), line.label

    def name_project(self, key: ProjectId) -> str:
        """Return what a workbook calls the project."""
        row = self._projects[key]
        forms = [row.title, f"{self._priorities[row.priority].title} > {row.title}"]
        return self._name(key, forms, self.project, Project)

    def name_meeting(self, key: MeetingId) -> str:
        """Return what a workbook calls the meeting; nothing for one without anything in it."""
        row = next((row for row in self.meetings if row.id == key), None)
        if row is None:
            return ""
        forms = [row.title, f"{row.title} > {_day(row)}"]
        return self._name(key, forms, self.meeting, Meeting)

    def name_decision(self, key: ReportItemId) -> str:
        """Return what a workbook calls the decision."""
        item = next(item for item in self.items if item.id == key)
        alike = (item.priority, item.period, item.section)
        group = [row.id for row in self.items if (row.priority, row.period, row.section) == alike]
        priority = f"{self.name_priority(item.priority)} " if item.priority else ""
        forms = [f"{priority}> {item.period.key} > {group.index(key) + 1}"]
        return self._name(key, forms, self.decision, ReportItem)

    def _one(
        self,
        kind: type[Row],
        word: str,
        text: str,
        finds: "_Finds[Id]",
        label: Callable[[Id], str],
    ) -> Id:
        """Return the one row of the first find that has any, the workbook's own before others."""
        near = set(self.near.get(kind, ()))
        for find in finds:
            keys = [key for key in dict.fromkeys(find) if key in near] or list(dict.fromkeys(find))
            if len(keys) == 1:
                return keys[0]
            if keys:
                first, second = (label(key) for key in keys[:2])
                raise UnresolvedError(
                    f"'{shortened(text)}' may be {first} or {second}; "
                    f"write what tells them apart, or #3 for the third row of the sheet {kind.TABLE.sheet}"
                )
        sheet = kind.TABLE.sheet
        raise UnresolvedError(f"'{shortened(text)}' is no {word}; mend it, or add it to the sheet {sheet}")

    def _name(
        self, key: str, forms: Iterable[str], find: Callable[[str], str], kind: type[Row], context: str = ""
    ) -> str:
        slot = f"{key}|{context}"
        if slot not in self._named:
            good = (form for form in map(str.strip, forms) if form and leads_to(find, form, key))
            name = next(good, "") or f"#{self._order(kind).index(key) + 1}"
            self._named[slot] = name
        return self._named[slot]

    def _order(self, kind: type[Row]) -> Sequence[str]:
        """Return the rows of a kind as `#1`, `#2` count them: the workbook's own where it has any."""
        if self.near.get(kind):
            return self.near[kind]
        rows: dict[type[Row], Sequence[Row]] = {
            Plan: self.plans,
            Priority: self.priorities,
            Measure: self.measures,
            Project: self.projects,
            ReportItem: self.items,
            Meeting: self.meetings,
        }
        return [str(row.TABLE.key_of(row)[0]) for row in rows[kind]]

    def _row(self, kind: type[Row], text: str) -> Sequence[Any]:
        found = _ROW.fullmatch(text)
        if not found:
            return ()
        index = int(found[1]) - 1
        return self._order(kind)[index : index + 1] if index >= 0 else ()

    def _priority_finds(self, text: str, plan: PlanId | None, as_number: bool) -> list[Sequence[PriorityId]]:
        rows = [row for row in self.priorities if plan is None or row.plan == plan]
        numbers: Sequence[PriorityId] = [row.id for row in rows if row.number.strip() == text]
        if as_number and _NUMBER.fullmatch(text):
            value = Decimal(text)
            alike = [row for row in rows if _NUMBER.fullmatch(row.number) and Decimal(row.number) == value]
            numbers = [row.id for row in alike]
        folded = fold(text)
        return [
            numbers,
            [row.id for row in rows if row.title.strip() == text],
            [row.id for row in rows if _answers_to(row, folded)],
        ]

    def _priorities_called(self, text: str) -> list[PriorityId]:
        folded = fold(text)
        return [row.id for row in self.priorities if _answers_to(row, folded)]

    def _under(self, places: Iterable[Placement], priority: str, title: str) -> list[MeasureId]:
        """Return the measures of that title which a priority of that name holds."""
        under, titled = self._priorities_called(priority), self._measure_titles.get(title, ())
        return [place.measure for place in places if place.priority in under and place.measure in titled]

    def _plan_label(self, key: PlanId) -> str:
        return shortened(self._plans[key].title)

    def _priority_label(self, key: PriorityId) -> str:
        row = self._priorities[key]
        plan = self._plan_label(row.plan)
        return f"'{shortened(f'{row.number} {row.title}')}' of {plan or 'a plan without a title'}"

    def _measure_label(self, key: MeasureId) -> str:
        row = self._measures[key]
        place = self._main_places.get(key)
        under = f" (under {shortened(self._priorities[place.priority].title)})" if place else ""
        return f"'{shortened(f'{place.number if place else str()} {row.title}')}'{under}"

    def _project_label(self, key: ProjectId) -> str:
        row = self._projects[key]
        return f"'{shortened(row.title)}' (under {shortened(self._priorities[row.priority].title)})"

    @cached_property
    def _plans(self) -> dict[PlanId, Plan]:
        return {row.id: row for row in self.plans}

    @cached_property
    def _plan_titles(self) -> dict[str, list[PlanId]]:
        return by_name((row.title, row.id) for row in self.plans)

    @cached_property
    def _priorities(self) -> dict[PriorityId, Priority]:
        return {row.id: row for row in self.priorities}

    @cached_property
    def _measures(self) -> dict[MeasureId, Measure]:
        return {row.id: row for row in self.measures}

    @cached_property
    def _measure_titles(self) -> dict[str, list[MeasureId]]:
        return by_name((row.title, row.id) for row in self.measures)

    @cached_property
    def _numbered(self) -> list[tuple[str, MeasureId]]:
        return [(place.number.strip(), place.measure) for place in self._places_in_force]

    @cached_property
    def _places_in_force(self) -> list[Placement]:
        return [place for place in self.placements if place.plan == self.in_force]

    @cached_property
    def _main_places(self) -> dict[MeasureId, Placement]:
        """Each measure's first place in the plan in force."""
        return {place.measure: place for place in reversed(self._places_in_force)}

    @cached_property
    def _measure_numbers(self) -> dict[str, list[MeasureId]]:
        return by_name(self._numbered)

    @cached_property
    def _measure_values(self) -> dict[Decimal, list[MeasureId]]:
        values: dict[Decimal, list[MeasureId]] = {}
        for number, key in self._numbered:
            if _NUMBER.fullmatch(number):
                values.setdefault(Decimal(number), []).append(key)
        return values

    @cached_property
    def _measure_folded(self) -> dict[str, list[MeasureId]]:
        pairs = [(fold(row.title), row.id) for row in self.measures]
        for number, key in self._numbered:
            pairs += [(fold(number), key), (fold(f"{number} {self._measures[key].title}"), key)]
        return by_name(pairs)

    @cached_property
    def _lines(self) -> dict[MeasureId, list[Series]]:
        lines: dict[MeasureId, list[Series]] = {}
        for row in self.series:
            lines.setdefault(row.measure, []).append(row)
        return lines

    @cached_property
    def _series(self) -> dict[SeriesId, Series]:
        return {row.id: row for row in self.series}

    @cached_property
    def _projects(self) -> dict[ProjectId, Project]:
        return {row.id: row for row in self.projects}

    @cached_property
    def _project_titles(self) -> dict[str, list[ProjectId]]:
        return by_name((row.title, row.id) for row in self.projects)

    @cached_property
    def _project_folded(self) -> dict[str, list[ProjectId]]:
        return by_name((fold(row.title), row.id) for row in self.projects)

    @cached_property
    def _meeting_labels(self) -> dict[MeetingId, str]:
        return {row.id: f"'{shortened(row.title)}' of {_day(row) or 'no date'}" for row in self.meetings}


def _answers_to(priority: Priority, folded: str) -> bool:
    number, title = priority.number, priority.title
    return folded in (fold(number), fold(title), fold(f"{number} {title}"))


def _day(row: Meeting) -> str:
    return long_date(row.dated) if row.dated else ""
