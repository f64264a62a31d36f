"""The detector of figures: every number and direction of a text held against the grid, or against its neighbours."""

from collections.abc import Iterator

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.claims_read import claims_in
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import facts_of
from cspdesk.analysis.check.figures_check import Matching, matched
from cspdesk.analysis.check.figures_direction import judged_ways
from cspdesk.analysis.check.figures_judge import Judged, judged
from cspdesk.analysis.check.figures_shares import judged_shares
from cspdesk.analysis.check.finding import Finding, Statement, Verdict
from cspdesk.analysis.check.reading import Outcome, Reading


def figures(reading: Reading) -> Iterator[Outcome]:
    """Tell of every figure in a text whether the grid, or the other figures beside it, bear it out."""
    facts = facts_of(reading.snapshot, reading.ref.measure, reading.ref.period)
    subject = Subject(reading.snapshot, facts)
    claims, shares = claims_in(reading.sentences, subject, reading.ref.period)
    told: set[tuple[int, int]] = set()
    found: list[Judged] = list(judged_shares(reading, facts, shares))
    matchings: dict[int, Matching] = {}
    for claim in claims:
        matching = _matching(claim, subject, matchings)
        if matching is not None:
            matchings[id(claim)] = matching
        found += judged(reading, facts, subject, claim, matching)
        found += judged_ways(reading, facts, subject, claim, matching)
    for each in sorted(found, key=lambda one: one.start):
        if (each.start, each.end) not in told:
            told.add((each.start, each.end))
            yield from _outcomes(reading, each)


def _matching(claim: Claim, subject: Subject, known: dict[int, Matching]) -> Matching | None:
    if subject.facts is None:
        return None
    context = known.get(id(claim.context)) if claim.context is not None else None
    return matched(claim, subject.facts, subject.series_of(claim.series), context)


def _outcomes(reading: Reading, each: Judged) -> Iterator[Outcome]:
    said = reading.text[each.start : each.end]
    yield Statement(reading.ref, each.start, each.end, said, each.verdict, each.working)
    if each.verdict is Verdict.DIFFERS and each.kind is not None:
        yield Finding(
            kind=each.kind,
            ref=reading.ref,
            start=each.start,
            end=each.end,
            said=said,
            should_be=each.should_be,
            message=each.message,
            working=each.working,
            correction=each.should_be,
        )
