"""Which measure a page is about: where a quarter's plan places it, and which edits may alter it."""

from cspdesk.domain.changes import ChangeSet, RowChange
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Footnote,
    FootnoteMark,
    Measure,
    MeasureId,
    Observation,
    Outlook,
    PackIssue,
    PeerValue,
    PeerVerdict,
    Placement,
    Plan,
    PlanId,
    Population,
    Priority,
    PriorityId,
    Rebase,
    Revision,
    Series,
    SeriesBreak,
    SeriesId,
    Setting,
    StatusOverride,
    Target,
)

_ANY = frozenset(
    row.TABLE.name
    for row in (Plan, Priority, Placement, Series, Population, Footnote, FootnoteMark, PackIssue, Setting)
)
"""Tables in which any change may alter any page."""
_BY_MEASURE = frozenset(row.TABLE.name for row in (Measure, Commentary, StatusOverride, Outlook, PeerVerdict))
_BY_SERIES = frozenset(row.TABLE.name for row in (Observation, Target, SeriesBreak, Rebase, Revision))


def placed_for(snapshot: Snapshot, measure: MeasureId, quarter: Period) -> Placed | None:
    """Return a measure where the quarter's plan places it, else the newest plan that does, else nowhere.

    None where there is no such measure.
    """
    row = snapshot.of(Measure).get(measure)
    if row is None:
        return None
    places = snapshot.of(Placement).where("measure", measure)
    first = plan_for(snapshot, quarter)
    for plan in (*([first] if first else []), *reversed(tuple(snapshot.of(Plan)))):
        for only_in in (quarter, None):
            for place in places:
                priority = snapshot.of(Priority).get(place.priority)
                if place.plan != plan.id or priority is None:
                    continue
                here = placed(snapshot, priority, only_in)
                found = next((each for each in here if each.measure.id == measure), None)
                if found is not None:
                    return found
    return Placed(row, "", Priority(id=PriorityId(""), plan=PlanId("")))


def concerns(snapshot: Snapshot, change_set: ChangeSet, measure: MeasureId) -> bool:
    """Whether an edit may alter a measure's page; `snapshot` is the document after it."""
    lines = {line.id for line in series_of(snapshot, measure)}
    return any(_concerns(snapshot, change, measure, lines) for change in change_set.changes)


def _concerns(snapshot: Snapshot, change: RowChange, measure: MeasureId, lines: set[SeriesId]) -> bool:
    table, first = change.table, change.key[0]
    if table in _BY_MEASURE:
        return first == measure
    if table in _BY_SERIES:
        return first in lines
    if table in (Baseline.TABLE.name, PeerValue.TABLE.name):
        return _owns(snapshot, change, measure, lines)
    return table in _ANY


def _owns(snapshot: Snapshot, change: RowChange, measure: MeasureId, lines: set[SeriesId]) -> bool:
    """Whether a row with a key of its own is the measure's; of one that was taken the change holds all."""
    row = snapshot.of(Baseline).get(*change.key) or snapshot.of(PeerValue).get(*change.key)
    if isinstance(row, Baseline):
        return row.series in lines
    if isinstance(row, PeerValue):
        return row.measure == measure
    gone = change.before or {}
    return gone.get("series") in lines or gone.get("measure") == measure
