"""The plan as lines to edit: partnership, plan, priorities, measures; last what is reported no more."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import Stage
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import partnership, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    THE_PARTNERSHIP,
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
)

RowKey = tuple[str, str]
"""A table's name and a key in it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the plan."""

    row: RowKey
    """What it stands for; ("", "") for a heading, which cannot be chosen."""
    words: str
    quiet: str = ""
    """Said behind the words: why it stands where it does, or what is odd about it."""
    depth: int = 0
    placement: PlacementId | None = None
    """Of a measure: its place in the plan."""
    is_ended: bool = False
    """Whether it is not reported in the quarter."""

    @property
    def is_heading(self) -> bool:
        """Whether it only parts the lines."""
        return not self.row[0]


def plan_tree(snapshot: Snapshot, quarter: Period) -> tuple[Node, ...]:
    """Return the lines of the plan that covers a quarter, what is not reported in it, and other plans."""
    plan = plan_for(snapshot, quarter)
    name = partnership(snapshot).name
    found = [Node((Partnership.TABLE.name, THE_PARTNERSHIP), name or "The partnership")]
    ended: list[Node] = []
    loose: list[Node] = []
    if plan is not None:
        node = _plan_node(plan)
        if not covers(plan, quarter):
            node = replace(node, quiet=f"{node.quiet}, without {quarter.label}")
        found.append(node)
        twice = numbers_twice(snapshot, plan.id)
        for priority in snapshot.of(Priority).where("plan", plan.id):
            inside = list(_measures(snapshot, priority, quarter, twice))
            if priority.retired:
                ended += [_priority_node(priority), *inside]
                continue
            found.append(_priority_node(priority))
            found += [node for node in inside if not node.is_ended]
            loose += [replace(node, depth=1) for node in inside if node.is_ended]
    ended += [*loose, *_unplaced(snapshot, plan)]
    if ended:
        found += [Node(("", ""), "Not reported in this quarter"), *ended]
    others = [_plan_node(each) for each in snapshot.of(Plan) if plan is None or each.id != plan.id]
    if others:
        found += [Node(("", ""), "Other plans"), *others]
    return tuple(found)


def row_of(snapshot: Snapshot, node: Node) -> Row | None:
    """Return the partnership, plan or priority that a line stands for; None where it is gone."""
    match node.row:
        case (Plan.TABLE.name, key):
            return snapshot.of(Plan).get(PlanId(key))
        case (Priority.TABLE.name, key):
            return snapshot.of(Priority).get(PriorityId(key))
    return partnership(snapshot)


def covers(plan: Plan, quarter: Period) -> bool:
    """Whether a quarter lies in a plan's years; one without a first or last year is open there."""
    first, last, year = plan.first_year, plan.last_year, quarter.of_year
    return (first is None or first <= year) and (last is None or year <= last)


def why_not_here(snapshot: Snapshot, row: RowKey) -> str:
    """Return why a row has no line among those of the plan, in a sentence that says what to do."""
    priority = snapshot.of(Priority).get(PriorityId(row[1])) if row[0] == Priority.TABLE.name else None
    plan = snapshot.of(Plan).get(priority.plan) if priority else None
    if plan is None:
        return "That is not in the plan any more. Choose another line, or bring it back with Ctrl+Z."
    named = f"the plan '{plan.title}'" if plan.title else "another plan"
    return f"That stands in {named}. Choose a quarter of that plan to edit it here."


def is_copy(before: Snapshot, now: Snapshot) -> bool:
    """Whether two snapshots are of one file or its copy: they have a plan or a measure in common."""
    return any(before.of(Plan).get(row.id) for row in now.of(Plan)) or any(
        before.of(Measure).get(row.id) for row in now.of(Measure)
    )


def numbers_twice(snapshot: Snapshot, plan: PlanId) -> frozenset[str]:
    """Return the numbers that several measures of a plan have."""
    places = snapshot.of(Placement).where("plan", plan)
    counted = Counter(number for number, _ in {(place.number, place.measure) for place in places})
    return frozenset(number for number, count in counted.items() if number and count > 1)


def same_number(snapshot: Snapshot, place: Placement, number: str) -> tuple[str, ...]:
    """Return the titles of the other measures of the plan that have a number."""
    if not number.strip():
        return ()
    others = snapshot.of(Placement).where("plan", place.plan)
    measures = dict.fromkeys(
        each.measure
        for each in others
        if each.measure != place.measure and each.number.strip() == number.strip()
    )
    found = (snapshot.of(Measure).get(measure) for measure in measures)
    return tuple(measure.title or "a measure without a title" for measure in found if measure)


def next_number(taken: Sequence[str], before: str = "") -> str:
    """Return the number after those given, as they are counted ("2.3" after "2.1", "2.2"); else "".

    Where there are none yet, it is the first below `before`.
    """
    if not taken:
        return f"{before}.1" if before else ""
    counted = [re.fullmatch(r"(.*?)([0-9]{1,6})", number) for number in taken]
    if not all(counted):
        return ""
    parts = [(found[1], int(found[2])) for found in counted if found]
    stems = {stem for stem, _ in parts}
    return f"{parts[0][0]}{max(last for _, last in parts) + 1}" if len(stems) == 1 else ""


def next_priority_number(snapshot: Snapshot, plan: PlanId) -> str:
    """Return the number that a new priority of a plan would have."""
    there = [priority.number for priority in snapshot.of(Priority).where("plan", plan)]
    return next_number(there) if there else "1"


def next_measure_number(snapshot: Snapshot, priority: PriorityId) -> str:
    """Return the number that a new measure of a priority would have."""
    row = snapshot.of(Priority).get(priority)
    there = [place.number for place in snapshot.of(Placement).where("priority", priority)]
    return next_number(there, row.number if row else "")


def places_on(snapshot: Snapshot, nodes: Sequence[Node], node: Node, steps: int) -> int:
    """Return by how many places a line moves among all rows of its kind to pass its neighbour on the page.

    Rows that stand elsewhere on the page, since they are reported no more, are passed with it; 0 at an end.
    """
    keys = _siblings(snapshot, node)
    here = node.placement or node.row[1]
    if here not in keys:
        return 0
    shown = [each.placement or each.row[1] for each in nodes if each.is_ended == node.is_ended]
    among = [key for key in keys if key in shown]
    if here not in among:
        return 0
    at = among.index(here) + steps
    return keys.index(among[at]) - keys.index(here) if 0 <= at < len(among) else 0


def _siblings(snapshot: Snapshot, node: Node) -> list[str]:
    """The keys of a line's rows in their order."""
    if node.placement is not None:
        place = snapshot.of(Placement).get(node.placement)
        return [each.id for each in snapshot.of(Placement).where("priority", place.priority)] if place else []
    if node.row[0] == Priority.TABLE.name:
        priority = snapshot.of(Priority).get(node.row[1])
        return [each.id for each in snapshot.of(Priority).where("plan", priority.plan)] if priority else []
    return [each.id for each in snapshot.of(Plan)] if node.row[0] == Plan.TABLE.name else []


def _plan_node(plan: Plan) -> Node:
    years = [year.label for year in (plan.first_year, plan.last_year) if year]
    return Node((Plan.TABLE.name, plan.id), plan.title or "A plan without a title", " to ".join(years))


def _priority_node(priority: Priority) -> Node:
    words = f"{priority.number}  {priority.title or 'Without a title'}".strip()
    quiet = "retired" if priority.retired else ""
    return Node((Priority.TABLE.name, priority.id), words, quiet, 1, is_ended=priority.retired)


def _measures(
    snapshot: Snapshot, priority: Priority, quarter: Period, twice: frozenset[str]
) -> Iterator[Node]:
    for place in snapshot.of(Placement).where("priority", priority.id):
        measure = snapshot.of(Measure).get(place.measure)
        if measure is None:
            continue
        said = _why_ended(measure, place, quarter)
        is_ended = bool(said) or priority.retired
        if place.number in twice:
            said = ", ".join(filter(None, (said, "another measure has this number")))
        yield Node(
            (Measure.TABLE.name, measure.id),
            f"{place.number}  {measure.title or 'Without a title'}".strip(),
            said,
            2,
            place.id,
            is_ended,
        )


def _why_ended(measure: Measure, place: Placement, quarter: Period) -> str:
    if measure.stage is Stage.DISCONTINUED:
        after = measure.replaced_by.strip()
        return f"discontinued, replaced by {after}" if after else "discontinued"
    first, last = place.from_period, place.to_period
    if first is not None and quarter.start < first.start:
        return f"begins in {first.label}"
    return f"ended in {last.label}" if last is not None and last.end < quarter.end else ""


def _unplaced(snapshot: Snapshot, plan: Plan | None) -> Iterator[Node]:
    """Measures that have no place in the plan: in a file without plans, all of them."""
    there: set[MeasureId] = set()
    if plan is not None:
        there = {place.measure for place in snapshot.of(Placement).where("plan", plan.id)}
    for measure in snapshot.of(Measure):
        if measure.id not in there:
            words = measure.title or "A measure without a title"
            elsewhere = snapshot.of(Placement).where("measure", measure.id)
            quiet = "in another plan" if elsewhere else "under no priority"
            yield Node((Measure.TABLE.name, measure.id), words, quiet, 1, is_ended=True)
