"""What the places are called in which texts stand: what a text is about, and which text it is."""

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.domain.plan_view import measure_name
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Priority,
    Project,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    Series,
    UpdateId,
)

_FIELDS = {
    (Where.COMMENTARY, "text"): "Commentary",
    (Where.OBSERVATION, "typed"): "Figure",
    (Where.OBSERVATION, "note"): "Note",
    (Where.PROJECT_UPDATE, "text"): "Update of a project",
    (Where.ACTION, "text"): "Action",
    (Where.ACTION, "progress"): "Progress of an action",
    (Where.COUNTYWIDE_ROW, "baseline_target"): "Countywide, baseline and target",
    (Where.COUNTYWIDE_ROW, "county_performance"): "Countywide, county performance",
    (Where.COUNTYWIDE_ROW, "local_performance"): "Countywide, local performance",
    (Where.COUNTYWIDE_ROW, "comments"): "Countywide, comments",
}


def name_of(snapshot: Snapshot, ref: TextRef) -> str:
    """Return what a text is about: "1.3 Anti-social behaviour incidents", a project, or a priority."""
    if ref.measure is not None:
        name = measure_name(snapshot, ref.measure, ref.period)
        series = snapshot.of(Series).get(ref.series) if ref.series is not None else None
        return f"{name}, {series.label}" if series is not None and series.label else name
    project = _project(snapshot, ref)
    if project is not None and project.title.strip():
        return project.title.strip()
    priority = snapshot.of(Priority).get(ref.priority) if ref.priority is not None else None
    if priority is None:
        return "Whole pack"
    return f"{priority.number} {priority.title}".strip() or "Priority without a title"


def part_of(snapshot: Snapshot, ref: TextRef) -> str:
    """Return which text it is: "Commentary", "Key challenges", "Note"."""
    if ref.where is Where.REPORT_ITEM:
        row = snapshot.of(ReportItem).get(ReportItemId(ref.key[0]))
        section = row.section if row is not None else ""
        title = next((kind.title for kind in sections(snapshot) if kind.key == section), section)
        return f"{title}, outcome" if ref.field == "outcome" else title or "Report text"
    return _FIELDS.get((ref.where, ref.field), "Text")


def _project(snapshot: Snapshot, ref: TextRef) -> Project | None:
    if ref.where is Where.PROJECT_UPDATE:
        update = snapshot.of(ProjectUpdate).get(UpdateId(ref.key[0]))
        return snapshot.of(Project).get(update.project) if update is not None else None
    if ref.where is Where.ACTION:
        action = snapshot.of(Action).get(ActionId(ref.key[0]))
        return snapshot.of(Project).get(action.project) if action is not None and action.project else None
    return None
