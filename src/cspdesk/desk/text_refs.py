"""Which text of the document a field on the screen holds, for the check and for live fields."""

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.analysis.check.texts import quarter_of
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    CountywideId,
    Measure,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)


def commentary_ref(snapshot: Snapshot, measure: MeasureId, quarter: Period) -> TextRef:
    """Return the place of the words on a measure in a quarter."""
    found = placed_for(snapshot, measure, quarter)
    priority = found.priority.id if found is not None else ""
    key = (str(measure), quarter.key)
    return TextRef(Where.COMMENTARY, key, "text", quarter, PriorityId(priority) or None, measure)


def note_ref(snapshot: Snapshot, series: SeriesId, period: Period, quarter: Period) -> TextRef | None:
    """Return the place of a figure's note, read in a quarter; None where the series is gone."""
    line = snapshot.of(Series).get(series)
    if line is None or snapshot.of(Measure).get(line.measure) is None:
        return None
    found = placed_for(snapshot, line.measure, quarter)
    priority = PriorityId(found.priority.id if found is not None else "") or None
    key = (str(series), period.key)
    return TextRef(Where.OBSERVATION, key, "note", quarter_of(period), priority, line.measure, series)


def item_ref(item: ReportItemId, field: str, quarter: Period, priority: PriorityId | None) -> TextRef:
    """Return the place of a report text or of its outcome."""
    return TextRef(Where.REPORT_ITEM, (str(item),), field, quarter, priority)


def countywide_ref(row: CountywideId, field: str, quarter: Period, priority: PriorityId) -> TextRef:
    """Return the place of one of a countywide row's texts."""
    return TextRef(Where.COUNTYWIDE_ROW, (str(row),), field, quarter, priority)


def update_ref(snapshot: Snapshot, update: ProjectUpdate, quarter: Period) -> TextRef:
    """Return the place of a project's update; one for every pack is read in the quarter that is shown."""
    priority = _of_project(snapshot, update.project)
    return TextRef(Where.PROJECT_UPDATE, (str(update.id),), "text", update.period or quarter, priority)


def action_ref(snapshot: Snapshot, action: Action, field: str, quarter: Period) -> TextRef:
    """Return the place of an action's words or of its progress, in the quarter that is shown."""
    decision = snapshot.of(ReportItem).get(action.decision) if action.decision else None
    priority = decision.priority if decision is not None else None
    if action.project is not None:
        priority = _of_project(snapshot, action.project)
    return TextRef(Where.ACTION, (str(action.id),), field, quarter, priority)


def _of_project(snapshot: Snapshot, project: ProjectId) -> PriorityId | None:
    found = snapshot.of(Project).get(project)
    return found.priority if found is not None else None
