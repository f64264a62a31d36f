"""What the officer excused: which finding an excuse answers, and until when."""

from collections.abc import Iterable
from dataclasses import replace

from cspdesk.analysis.check.finding import Finding
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Excuse

_MOST = 1_000
"""Characters of a sentence that an excuse holds; some texts are one sentence of a whole page."""


def excused_words(finding: Finding) -> str:
    """Return what an excuse of a finding is about: the sentence, and what was said and given in its place.

    An excuse lapses when any of it changes. The place and the kind stand in fields of their own.
    """
    sentence = " ".join(finding.sentence.split())[:_MOST]
    return "\n".join((sentence, finding.said, finding.should_be, finding.working))


def with_excuses(snapshot: Snapshot, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the reasons of those that were excused."""
    reasons = {(row.kind, row.place, row.text): row.reason for row in snapshot.of(Excuse)}
    if not reasons:
        return tuple(findings)
    return tuple(
        replace(each, excuse=reasons.get((each.kind.value, each.ref.place, excused_words(each))))
        for each in findings
    )
