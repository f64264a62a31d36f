"""The versions of a quarter's pack: which one an issue is, what it replaces, and the figures that changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cspdesk.analysis.changed_figures import as_printed
from cspdesk.analysis.revisions import is_told
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation, PackIssue, PackIssueId, Revision, Series


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a quarter's pack in a layout; what is only a draft has none."""

    version: int
    """1 and one more for each issue of that quarter and layout that the file keeps."""
    replaces: str = ""
    """The version before it and the day of its issue: "version 1 of 10 May 2016"; "" for version 1."""
    changes: tuple[str, ...] = ()
    """Each figure that the version before printed otherwise, with what it was and is."""

    @property
    def words(self) -> str:
        """ "Version 2, replaces version 1 of 10 May 2016; 3 figures changed"."""
        if not self.replaces:
            return f"Version {self.version}"
        count = len(self.changes)
        figures = "1 figure" if count == 1 else f"{count or 'no'} figures"
        return f"Version {self.version}, replaces {self.replaces}; {figures} changed"


def next_edition(snapshot: Snapshot, quarter: Period, layout: str) -> Edition:
    """Return what a pack will be that is issued now."""
    return _after(snapshot, quarter, _issues(snapshot, quarter, layout))


def edition_of(snapshot: Snapshot, issue: PackIssue) -> Edition:
    """Return what an issue would be if it were made anew from the document as it stands.

    The same as it was, as long as no figure has changed since.
    """
    issues = _issues(snapshot, issue.period, issue.layout)
    return _after(snapshot, issue.period, [each for each in issues if _place(each) < _place(issue)])


def _issues(snapshot: Snapshot, quarter: Period, layout: str) -> list[PackIssue]:
    """The issues of a quarter's pack in a layout, in their order."""
    found = snapshot.of(PackIssue).where("period", quarter)
    return sorted((issue for issue in found if issue.layout == layout), key=_place)


def _after(snapshot: Snapshot, quarter: Period, earlier: list[PackIssue]) -> Edition:
    if not earlier:
        return Edition(1)
    last, at = earlier[-1], earlier[-1].issued_at
    # A time is kept with its zone, and its date is that of the place where it was written.
    day = f" of {long_date(datetime.fromisoformat(at).date())}" if at else ""
    return Edition(len(earlier) + 1, f"version {len(earlier)}{day}", tuple(_changes(snapshot, quarter, last)))


def _changes(snapshot: Snapshot, quarter: Period, last: PackIssue) -> Iterator[str]:
    """The figures up to the quarter that an issue printed otherwise than they would print now."""
    issues = {issue.id: issue for issue in snapshot.of(PackIssue)}
    since = {key for key, issue in issues.items() if _place(issue) >= _place(last)}
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        for series in series_of(snapshot, item.measure.id):
            rows = [row for row in snapshot.of(Revision).where("series", series.id) if row.issue in since]
            periods = {row.period for row in rows if row.period.end <= quarter.end}
            for period in sorted(periods, key=lambda each: (each.end, each.start)):
                # A change is noted against the newest pack of its day, which may be a later one than this:
                # the first note since tells what stood there when this one went out.
                first = min(
                    (row for row in rows if row.period == period), key=lambda row: _place(issues[row.issue])
                )
                if words := _change(snapshot, item, series, first, issues.values()):
                    yield words


def _change(
    snapshot: Snapshot, item: Placed, series: Series, first: Revision, issues: Iterable[PackIssue]
) -> str:
    """What a figure was and is; "" where it prints as it did, or fills in a year without a pack."""
    measure, period = item.measure, first.period
    row = snapshot.of(Observation).get(series.id, period)
    was = as_printed(measure, first.seen, period) if first.seen else ""
    now = as_printed(measure, row.typed, period) if row is not None and row.value is not None else ""
    if was == now or not is_told(first, issues):
        return ""
    name = f"{item.name}: {series.label}" if series.label else item.name
    return f"{name}, {period.label}: {now or 'taken out'}, {f'was {was}' if was else 'had no figure'}"


def _place(issue: PackIssue) -> tuple[int, str, PackIssueId]:
    """Where an issue stands in the order of all."""
    return issue.log_position, issue.issued_at, issue.id
