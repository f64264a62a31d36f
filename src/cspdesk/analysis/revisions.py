"""What the board has not seen yet: figures revised, and first reported, since a pack was issued."""

from collections.abc import Iterable
from datetime import datetime

from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation, PackIssue, Revision, SeriesId


def newest_issue(issues: Iterable[PackIssue], period: Period) -> PackIssue | None:
    """Return the newest of the issues whose quarter ends no earlier than the period; None where none does.

    Such a pack showed the board what then stood for the period, or that nothing did. A year's figure counts
    as that of its quarter 4.
    """
    end = period.end
    covering = (issue for issue in issues if issue.period.end >= end)
    # A pack may be issued twice from the same figures, with other dates; the key makes the choice stable.
    return max(covering, key=lambda each: (each.log_position, each.issued_at, each.id), default=None)


def is_revised(revision: Revision) -> bool:
    """Whether the board saw another figure; else it saw none, and the figure is reported since."""
    return bool(revision.seen)


def mark(revision: Revision) -> str:
    """Return the letter put beside a figure that was revised, "r"; "" beside one reported since."""
    return Qualifier.REVISED.value if is_revised(revision) else ""


def is_told(revision: Revision, issues: Iterable[PackIssue]) -> bool:
    """Whether a revision is worth telling: history filled in for a year of which no pack went out is not.

    The board was never shown that year's quarters as missing. Its rows are kept all the same, so that a
    later change of such a figure is not taken for one that the board saw.
    """
    if is_revised(revision):
        return True
    known = list(issues)
    against = next((issue for issue in known if issue.id == revision.issue), None)
    year, end = revision.period.of_year, revision.period.end
    return against is not None and any(
        issue.period.of_year == year
        and issue.period.end >= end
        and issue.log_position <= against.log_position
        for issue in known
    )


def revision_of(snapshot: Snapshot, series: SeriesId, period: Period) -> Revision | None:
    """Return how a cell differs from the newest pack that covers it; None where the board knows all of it."""
    rows = [row for row in snapshot.of(Revision).where("series", series) if row.period == period]
    if not rows:
        return None
    issues = tuple(snapshot.of(PackIssue))
    newest = newest_issue(issues, period)
    against = next((row for row in rows if newest is not None and row.issue == newest.id), None)
    return against if against is not None and is_told(against, issues) else None


def revision_since(snapshot: Snapshot, series: SeriesId, period: Period, quarter: Period) -> Revision | None:
    """Return how a cell differs from what the board saw before a quarter's pack; None where it does not.

    That is held against the newest pack of an earlier quarter, else against the newest of the quarter itself
    or a later one from which the cell differs: a pack issued again from the same figures says the same.
    """
    rows = [row for row in snapshot.of(Revision).where("series", series) if row.period == period]
    if not rows:
        return None
    issues = {issue.id: issue for issue in snapshot.of(PackIssue)}
    observed = snapshot.of(Observation).get(series, period)
    now = observed.typed if observed else ""
    told = [row for row in rows if row.issue in issues and row.seen != now and is_told(row, issues.values())]
    earlier = newest_issue((issue for issue in issues.values() if issue.period < quarter), period)
    before = next((row for row in told if earlier and row.issue == earlier.id), None)
    later = [row for row in told if issues[row.issue].period >= quarter]
    return before or max(
        later, key=lambda row: (issues[row.issue].log_position, issues[row.issue].issued_at), default=None
    )


def revision_words(snapshot: Snapshot, revision: Revision) -> str:
    """Return the sentence for a revision: what the board saw, in which pack, and the reason if one is given.

    "Revised since the pack of 12 May 2016, which showed 412. Reason: Recounted."
    """
    issue = snapshot.of(PackIssue).get(revision.issue)
    pack = pack_name(issue) if issue else "a pack that is gone"
    words = (
        f"Revised since {pack}, which showed {revision.seen}."
        if is_revised(revision)
        else f"Reported since {pack}, which had no figure."
    )
    if not revision.reason:
        return words
    return f"{words} Reason: {revision.reason}{'' if revision.reason.endswith(('.', '!', '?')) else '.'}"


def pack_name(issue: PackIssue) -> str:
    """Return what an issued pack is called: "the pack of 12 May 2016", by the day where it was issued."""
    at = issue.issued_at
    # A time is kept with its zone, and its date is that of the place where it was written.
    day = long_date(datetime.fromisoformat(at).date()) if at else issue.period.label
    return f"the pack of {day}"
