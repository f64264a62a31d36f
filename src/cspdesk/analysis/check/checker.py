"""The run of the check: each text through all detectors, what the officer excused, and the report."""

from collections.abc import Callable
from datetime import date

from cspdesk.analysis.check.concern import concern_of
from cspdesk.analysis.check.finding import CheckReport, Finding, Statement, TextRef
from cspdesk.analysis.check.run import Checked, checked, judged_on, reported
from cspdesk.analysis.check.texts import KeptText, text_at, texts
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.collector import at_rest
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot


def check(snapshot: Snapshot, quarter: Period | None = None, as_of: date | None = None) -> CheckReport:
    """Return what the texts of a pack claim and what is the matter with them.

    With a quarter the texts of its financial year up to it, which its pack may print; without, all texts of
    the document. `as_of` is the day against which the quarter's texts are judged stale: its last, unless
    given; those of earlier quarters are judged at their own quarter's last day.
    """
    return CheckBook(snapshot, quarter, as_of).report


def check_text(
    snapshot: Snapshot, ref: TextRef, text: str | None = None, as_of: date | None = None
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Return what one text claims and what is the matter with it, as it is kept or as it is being typed."""
    words = text_at(snapshot, ref) if text is None else text
    if not words or not words.strip():
        return (), ()
    with at_rest():
        one = checked(snapshot, KeptText(ref, words), as_of or ref.period.end)
        report = reported(snapshot, (one,))
    return report.statements, report.findings


class CheckBook:
    """A run of the check over one snapshot, which an edit advances.

    Made with the report in it, on whichever thread asks: a long document takes a second or two.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        quarter: Period | None = None,
        as_of: date | None = None,
        *,
        known: Callable[[KeptText, date], Checked | None] | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.quarter = quarter
        self.as_of = as_of
        day = judged_on(snapshot, quarter, as_of)
        with at_rest():
            read = []
            for kept in texts(snapshot, quarter):
                judged = day(kept.ref)
                found = known(kept, judged) if known else None
                read.append(found or checked(snapshot, kept, judged))
            self._read = {each.kept.ref: each for each in read}
            self.report = reported(snapshot, read)
        """What the texts claim and what is the matter with them."""

    def advanced(self, snapshot: Snapshot, change_set: ChangeSet) -> "CheckBook":
        """Return the book after an edit, where `snapshot` is the document after it.

        Only the texts that the edit concerns are read again. This book stays as it is.
        """
        concern = concern_of(self.snapshot, snapshot, change_set)

        def known(kept: KeptText, day: date) -> Checked | None:
            found = self._read.get(kept.ref)
            if found is None or found.kept != kept or found.as_of != day or concern.touches(kept):
                return None
            return found

        return CheckBook(snapshot, self.quarter, self.as_of, known=known)
