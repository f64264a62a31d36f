"""What makes two documents the same: every row but the file's own, with places in the plan for random keys.

Random keys become paths ("the second series of the first measure"), positions become order. Nothing here
knows of the workbook, so that it can judge it.
"""

from collections.abc import Hashable
from typing import Any

from cspdesk.domain.catalogue import CATALOGUE, Row, Table
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    FootnoteMark,
    Measure,
    Placement,
    Plan,
    Priority,
)

# What rows without a key of their own are ordered within.
_WITHIN: dict[str, tuple[str, ...]] = {
    "priority": ("plan",),
    "placement": ("priority",),
    "series": ("measure",),
    "baseline": ("series",),
    "peer_value": ("measure", "chart"),
    "footnote_use": ("footnote",),
    "countywide_row": ("priority",),
    "project": ("priority",),
    "project_update": ("project", "period"),
    "report_item": ("priority", "period", "section"),
    "action": ("project", "decision", "meeting"),
}

Canonical = dict[str, Any]


def canonical(snapshot: Snapshot) -> Canonical:
    """Return the document's content by table; two documents are the same where these are equal."""
    tables = [table for table in CATALOGUE.values() if table.sheet]
    paths: dict[str, Hashable] = {}
    content: Canonical = {}
    for table in tables:
        rows = _measures(snapshot) if table.row is Measure else list(snapshot.of(table.row))
        if not any(field.column.file_only for field in table.key) or not table.ordered:
            content[table.name] = {str(table.key_of(row)): _cells(table, row, paths) for row in rows}
            if any(field.reference for field in table.key):
                content[table.name] = {
                    repr([_value(getattr(row, f.name), f.reference, paths) for f in table.key]): _cells(
                        table, row, paths
                    )
                    for row in rows
                }
            assert len(content[table.name]) == len(rows)
            continue
        groups: dict[Hashable, list[Any]] = {}
        for row in rows:
            within = tuple(
                _value(getattr(row, name), table.field(name).reference, paths)
                for name in _WITHIN.get(table.name, ())
            )
            group = groups.setdefault(within, [])
            paths[str(table.key_of(row)[0])] = (table.name, within, len(group))
            group.append(_cells(table, row, paths))
        content[table.name] = groups
    return content


def _measures(snapshot: Snapshot) -> list[Measure]:
    """Measures in the order of the plans, the newest plan first; those in no plan as they stand."""
    placed = [
        snapshot.of(Measure).get(place.measure)
        for plan in reversed(tuple(snapshot.of(Plan)))
        for priority in snapshot.of(Priority).where("plan", plan.id)
        for place in snapshot.of(Placement).where("priority", priority.id)
    ]
    return list(dict.fromkeys([row for row in placed if row] + list(snapshot.of(Measure))))


def _cells(table: Table, row: Row, paths: dict[str, Hashable]) -> dict[str, Any]:
    cells = {
        field.name: _value(getattr(row, field.name), field.reference, paths)
        for field in table.fields
        if not field.column.file_only
    }
    if isinstance(row, FootnoteMark) and row.series:
        # The series has one measure, so it need not be said again.
        del cells["measure"]
    return cells


def _value(value: Any, reference: str, paths: dict[str, Hashable]) -> Any:
    return paths[value] if reference and value is not None else value
