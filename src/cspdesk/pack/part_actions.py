"""The action log, and what became of the decisions that the board was asked for last time."""

from collections.abc import Iterator
from dataclasses import replace

from cspdesk.analysis.edges import earlier
from cspdesk.analysis.overdue import standing
from cspdesk.analysis.report_order import across
from cspdesk.domain.sections import DECISION
from cspdesk.domain.tables import Action, Priority, Project
from cspdesk.pack.blocks import Block, Cell, Column, Table
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.own_columns import arranged
from cspdesk.pack.parts import is_open_in

ACTION_COLUMNS = {
    "number": Column("Number", weight=10),
    "action": Column("Action", weight=36),
    "owner": Column("Owner", weight=18),
    "due": Column("Due", weight=14),
    "progress": Column("Progress", weight=24),
    "state": Column("State", weight=11),
}
"""Every column that a layout can name for the action log."""


def _action_log(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The actions that stood open at some time in the quarter and are not printed with their projects."""
    actions = [
        action
        for action in making.snapshot.of(Action)
        if is_open_in(action, making.quarter)
        and (action.text.strip() or action.due.strip())
        and _belongs(making, action)
    ]
    if not actions:
        return
    columns, rows = arranged(part, ACTION_COLUMNS, [_cells(making, action) for action in actions])
    yield from making.titled(part, "Action log", level=1)
    yield Table(
        title=f"Actions open in {making.quarter.label}",
        columns=columns,
        rows=rows,
        key=making.anchors.key("action log"),
        description="One row for each action: what is to be done, by whom, by when and how it stands.",
    )


def _cells(making: Making, action: Action) -> dict[str, Cell]:
    return {
        "number": Cell(action.number.strip()),
        "action": replace(making.fields.cell(action.text, "Action"), row=f"action/{action.id}"),
        "owner": Cell(action.owner.strip() or "Not named"),
        "due": Cell(action.due.strip() or "No date"),
        "progress": replace(making.fields.cell(action.progress, "Progress"), row=f"action/{action.id}"),
        "state": Cell(standing(action, making.quarter, making.as_of)),
    }


def _belongs(making: Making, action: Action) -> bool:
    """Whether an action is one of no project, or of one of this plan that stands on no priority's page."""
    if action.project is None:
        return True
    project = making.snapshot.of(Project).get(action.project)
    home = making.snapshot.of(Priority).get(project.priority) if project else None
    # Another plan's projects have their actions in that plan's packs.
    if home is None or making.plan is None or home.plan != making.plan.id:
        return False
    shows_projects = any(each.show == "projects" and each.on for each in making.arrangement.priority)
    return home.id not in making.pages or not shows_projects


def _decided(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The decisions of the quarter before with what came of them."""
    before = earlier(making.quarter, 1)
    found = across(making.snapshot, before, DECISION) if before else ()
    if before is None or not found:
        return
    yield from making.titled(part, "Outcomes of last quarter's decisions", level=1)
    yield Table(
        title=f"Decisions asked for in {before.label}, and their outcomes",
        columns=(Column("Number", weight=12), Column("Decision", weight=44), Column("Outcome", weight=44)),
        rows=tuple(
            (
                Cell(str(number)),
                replace(
                    making.fields.cell(item.text, "Decision", period=before), row=f"report_item/{item.id}"
                ),
                replace(
                    making.fields.cell(item.outcome, "Outcome", period=before), row=f"report_item/{item.id}"
                )
                if item.outcome.strip()
                else Cell("No outcome is recorded yet."),
            )
            for number, (_, item) in enumerate(found, 1)
        ),
        key=making.anchors.key("decisions before"),
        description="One row for each decision of the quarter before, with its number then and its outcome.",
    )


PARTS: dict[str, Maker] = {"action log": _action_log, "decided": _decided}
