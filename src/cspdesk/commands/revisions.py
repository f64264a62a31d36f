"""Noting, as figures are written, what the board saw of them in the packs issued so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.analysis.revisions import is_told, newest_issue
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier, Reading, read
from cspdesk.domain.tables import Measure, Observation, PackIssue, Revision, Series, SeriesId
from cspdesk.domain.text import clean
from cspdesk.domain.unit import Unit

MAX_REASON = 500
"""The most characters of a reason: it is one line beside a cell."""

_Figure = tuple[Decimal, Decimal | None, Decimal | None, Qualifier | None]


class Revisions:
    """Keeps the revisions of a file true while a command writes figures; made once for each command."""

    def __init__(self, edits: Edits) -> None:
        self._edits = edits
        self._issues = edits.where(PackIssue)
        self._newest: dict[Period, PackIssue | None] = {}
        self._units: dict[SeriesId, Unit | None] = {}

    def concern(self, period: Period) -> bool:
        """Whether an issued pack covers the period; where none does, `note` has nothing to do there."""
        return bool(self._issues) and self._issue_of(period) is not None

    def note(self, before: Observation | None, after: Observation | None) -> None:
        """Note what a cell held and now holds: call it for every observation written or deleted.

        The first change after a pack keeps what the board saw in it; going back to that takes it away.
        Texts that read as the same figure ("1204" for "1,204"), or both as none, are no change.
        """
        self.note_all(((before, after),))

    def note_all(self, cells: Iterable[tuple[Observation | None, Observation | None]]) -> None:
        """Note the same of many cells, each given once: a paste would take six times as long one by one."""
        changed = [
            ((cell.series, cell.period, issue.id), before, after)
            for before, after in (cells if self._issues else ())
            if (cell := after or before) is not None
            and not (before and after and before.typed == after.typed)
            and _figure(before) != _figure(after)
            and (issue := self._issue_of(cell.period)) is not None
        ]
        kept = self._edits.get_all(Revision, [key for key, _, _ in changed])
        first: list[Revision] = []
        for (key, before, after), there in zip(changed, kept, strict=True):
            if there is None:
                series, period, issue_id = key
                seen = before.typed if before and _figure(before) else ""
                first.append(Revision(series=series, period=period, issue=issue_id, seen=seen))
            elif self._is_as_seen(there, after):
                self._edits.delete(Revision, *key)
            elif there.reason:
                # The reason of one change does not vouch for the next.
                first.append(replace(there, reason=""))
        self._edits.put_all(first)

    def _issue_of(self, period: Period) -> PackIssue | None:
        if period not in self._newest:
            self._newest[period] = newest_issue(self._issues, period)
        return self._newest[period]

    def _is_as_seen(self, revision: Revision, now: Observation | None) -> bool:
        """Whether a cell holds again what the board saw, by its letters or read by the unit of today."""
        holds = _figure(now)
        if not revision.seen or now is None or holds is None:
            return not revision.seen and holds is None
        if now.typed == revision.seen:
            return True
        if revision.series not in self._units:
            line = self._edits.get(Series, revision.series)
            measure = self._edits.get(Measure, line.measure) if line else None
            self._units[revision.series] = measure.unit if measure else None
        unit = self._units[revision.series]
        return unit is not None and holds == _figure(read(revision.seen, unit, revision.period))


@dataclass(frozen=True, slots=True)
class SetRevisionReason:
    """Say why a figure was revised, or came only after its pack."""

    label: str
    series: SeriesId
    period: Period
    reason: str

    def apply(self, edits: Edits) -> None:
        """Write the reason on the cell's newest revision; nothing typed removes it.

        Raises RefusedError where the cell has none, or where the reason is too long.
        """
        reason = " ".join(clean(self.reason).text.split())
        if len(reason) > MAX_REASON:
            raise RefusedError(
                f"The reason has {len(reason):,} characters; {MAX_REASON} are kept. Shorten it."
            )
        newest = _newest(edits.where(Revision, series=self.series, period=self.period), edits)
        if newest is None:
            raise RefusedError(
                "That figure stands as the board last saw it, so there is nothing to give a reason for. "
                "Change the figure first."
            )
        edits.put(replace(newest, reason=reason))


def _newest(revisions: Iterable[Revision], edits: Edits) -> Revision | None:
    """The revision against the newest issue among those worth telling."""
    issues = edits.where(PackIssue)
    positions = {issue.id: issue.log_position for issue in issues}
    told = (revision for revision in revisions if is_told(revision, issues))
    return max(told, key=lambda revision: positions[revision.issue], default=None)


def _figure(row: Observation | Reading | None) -> _Figure | None:
    """What a pack prints of a cell's figure; None where it holds none."""
    if row is None or row.value is None:
        return None
    return row.value, row.numerator, row.denominator, row.qualifier
