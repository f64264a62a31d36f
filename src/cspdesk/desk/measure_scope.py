"""Which edits may alter a measure's page."""

from cspdesk.desk.said_texts import RESTS_ON, has_fields
from cspdesk.domain.changes import ChangeSet, RowChange
from cspdesk.domain.plan_view import series_of
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
    Population,
    Priority,
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


def concerns(snapshot: Snapshot, change_set: ChangeSet, measure: MeasureId) -> bool:
    """Whether an edit may alter a measure's page; `snapshot` is the document after it."""
    if change_set.tables & RESTS_ON and names_figures(snapshot, measure):
        return True
    lines = {line.id for line in series_of(snapshot, measure)}
    return any(_concerns(snapshot, change, measure, lines) for change in change_set.changes)


def names_figures(snapshot: Snapshot, measure: MeasureId) -> bool:
    """Whether texts on a measure have live fields, which may name any measure's figures."""
    row = snapshot.of(Measure).get(measure)
    own = (row.definition, row.good_looks_like, row.why_it_matters, row.issues_to_consider) if row else ()
    return has_fields(*own, *(each.text for each in snapshot.of(Commentary).where("measure", measure)))


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
