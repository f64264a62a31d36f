"""Issued packs, and figures typed before and after them, for tests of what the board saw."""

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import Measure, Observation, PackIssue, PackIssueId, Series, SeriesId
from cspdesk.store.store import Store

MAY = "2016-05-12T14:03:00+01:00"
AUGUST = "2016-08-11T09:30:00+01:00"


def issue(store: Store, key: str, period: Period, at: str = MAY) -> PackIssue:
    """Issue a quarter's pack as the file stands."""
    made = PackIssue(id=PackIssueId(key), period=period, issued_at=at, log_position=store.load().sequence)
    store.keep_issue(made, ())
    return made


def enter(store: Store, series: str, period: Period, typed: str, label: str = "Figure") -> ChangeSet | None:
    """Put one figure as an import does, or delete the cell where nothing is typed."""
    key = SeriesId(series)
    if not typed:
        return store.run(DeleteRow(label, Observation, (key, period)))
    snapshot = store.load()
    line = snapshot.of(Series).get(key)
    measure = snapshot.of(Measure).get(line.measure) if line else None
    assert measure is not None
    row = observed(Observation(series=key, period=period, typed=typed), measure.unit)
    return store.run(PutRows(label, (row,)))
