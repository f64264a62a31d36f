"""What is done to the lines of the plan, as commands: adding, moving and deleting the one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.plan_edits import AddMeasure, AddPriority, DeleteFromPlan
from cspdesk.commands.rows import PutRows
from cspdesk.desk.plan_gone import deleted_words
from cspdesk.desk.plan_tree import (
    Node,
    RowKey,
    next_measure_number,
    next_priority_number,
    places_on,
)
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    SeriesId,
)


@dataclass(frozen=True, slots=True)
class Added:
    """A command that adds a line to the plan, and the row that will stand there."""

    command: Command
    row: RowKey


def start_plan(quarter: Period) -> Added:
    """Return what adds a file's first plan, beginning in the quarter's year."""
    plan = Plan(id=PlanId(new_id()), first_year=quarter.of_year)
    return Added(PutRows("Start a plan", (plan,)), (Plan.TABLE.name, plan.id))


def new_priority(snapshot: Snapshot, quarter: Period) -> Added:
    """Return what adds a priority to the quarter's plan; where there is no plan, what adds one."""
    plan = plan_for(snapshot, quarter)
    if plan is None:
        return start_plan(quarter)
    key, number = PriorityId(new_id()), next_priority_number(snapshot, plan.id)
    what = f"Add {plan.priority_word.strip().lower() or 'priority'} {number}".strip()
    return Added(AddPriority(what, key, plan.id, number), (Priority.TABLE.name, key))


def new_measure(snapshot: Snapshot, quarter: Period, chosen: Node | None) -> Added | None:
    """Return what adds a measure under the priority chosen; None where the plan has none to put it under."""
    priority = _priority_of(snapshot, quarter, chosen)
    if priority is None:
        return None
    key, number = MeasureId(new_id()), next_measure_number(snapshot, priority)
    command = AddMeasure(
        f"Add measure {number}".strip(),
        key,
        PlacementId(new_id()),
        SeriesId(new_id()),
        priority,
        number,
    )
    return Added(command, (Measure.TABLE.name, key))


def moving(snapshot: Snapshot, nodes: Sequence[Node], node: Node, steps: int) -> Command | None:
    """Return what moves a line past its neighbour on the page; None where there is none."""
    places = places_on(snapshot, nodes, node, steps)
    if not places:
        return None
    what = f"Order of the plan: {_said(node)}"
    if node.placement is not None:
        return MoveRow(what, Placement, (node.placement,), places, ("priority",))
    if node.row[0] == Priority.TABLE.name:
        return MoveRow(what, Priority, (node.row[1],), places, ("plan",))
    return MoveRow(what, Plan, (node.row[1],), places)


def deleting(node: Node) -> DeleteFromPlan:
    """Return what deletes a line of the plan: of a measure its place, and itself where that was its last."""
    what = f"Delete {_named(node)}"
    if node.placement is not None:
        return DeleteFromPlan(what, Placement, (node.placement,))
    rows: dict[str, type[Row]] = {Plan.TABLE.name: Plan, Priority.TABLE.name: Priority}
    return DeleteFromPlan(what, rows.get(node.row[0], Measure), (node.row[1],))


def deletion_told(node: Node, gone: ChangeSet) -> str:
    """Return the sentence after a line was deleted: what went with it, and what stays."""
    if node.placement is not None and Measure.TABLE.name not in gone.tables:
        return (
            f"Took {_named(node)} out of this plan; its figures and its other place stay. "
            "Ctrl+Z brings it back."
        )
    return deleted_words(_named(node), gone, node.row[0])


def _priority_of(snapshot: Snapshot, quarter: Period, node: Node | None) -> PriorityId | None:
    """The priority chosen, or that of the measure chosen; else the plan's last."""
    if node is not None and node.row[0] == Priority.TABLE.name:
        return PriorityId(node.row[1])
    place = snapshot.of(Placement).get(node.placement) if node is not None and node.placement else None
    if place is not None:
        return place.priority
    plan = plan_for(snapshot, quarter)
    there = [p.id for p in snapshot.of(Priority).where("plan", plan.id) if not p.retired] if plan else []
    return there[-1] if there else None


def _named(node: Node) -> str:
    return f"the {node.row[0]} {_said(node)}"


def _said(node: Node) -> str:
    return " ".join(node.words.split())
