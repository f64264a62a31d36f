"""The run of the check: each text through all detectors, what the officer excused, and the report."""

from datetime import date

from cspdesk.analysis.check.finding import CheckReport, Finding, Statement, TextRef
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot


def check(snapshot: Snapshot, quarter: Period | None = None, as_of: date | None = None) -> CheckReport:
    """Return what the texts of a pack claim and what is the matter with them.

    With a quarter the texts of its financial year up to it, which its pack may print; without, all texts of
    the document. `as_of` is the day against which the quarter's texts are judged stale: its last, unless
    given; those of earlier quarters are judged at their own quarter's last day.
    """
    raise NotImplementedError


def check_text(
    snapshot: Snapshot, ref: TextRef, text: str | None = None, as_of: date | None = None
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Return what one text claims and what is the matter with it, as it is kept or as it is being typed."""
    raise NotImplementedError
