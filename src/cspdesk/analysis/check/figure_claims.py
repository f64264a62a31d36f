"""The detector of figures: every number and direction of a text held against the grid or its neighbours."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.claims_foreign import strays
from cspdesk.analysis.check.claims_joined import joined
from cspdesk.analysis.check.claims_named import Named, runs, spoken_of
from cspdesk.analysis.check.claims_read import claims_in
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.figures_check import Matching, matched
from cspdesk.analysis.check.figures_direction import judged_ways
from cspdesk.analysis.check.figures_factors import judged_factors, judged_records
from cspdesk.analysis.check.figures_judge import Judged, judged
from cspdesk.analysis.check.figures_ranks import judged_ranks
from cspdesk.analysis.check.figures_shares import judged_share
from cspdesk.analysis.check.figures_told import is_told
from cspdesk.analysis.check.finding import Finding, Kind, Statement, Verdict
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.tokens import Sentence
from cspdesk.analysis.check.within_averages import judged_averages
from cspdesk.analysis.check.within_quarters import judged_quarters
from cspdesk.analysis.check.within_shares import judged_implied
from cspdesk.analysis.check.within_sums import judged_sums
from cspdesk.analysis.check.within_year import judged_year, months_named
from cspdesk.domain.period import FIRST_YEAR

_FIRST_READ = FIRST_YEAR + 21
"""Texts of years before have not the years behind them that records are held against."""


def figures(reading: Reading) -> Iterator[Outcome]:
    """Tell of every figure in a text whether the grid, or the other figures beside it, bear it out."""
    if reading.ref.period.year < _FIRST_READ:
        return
    own = reading.ref.measure
    found: list[Judged] = []
    for named, sentences in runs(spoken_of(reading.snapshot, reading.sentences, own)):
        found += _judged(reading, named, sentences, is_own=named.measure == own and own is not None)
    told: dict[tuple[int, int], Judged] = {}
    for one in sorted(found, key=lambda judgement: judgement.start):
        place = (one.start, one.end)
        known = told.setdefault(place, one)
        if known.verdict is Verdict.UNCHECKED:
            told[place] = one
        elif known.kind is Kind.UNRECONCILED and one.verdict is Verdict.AGREES:
            # The grid bears the total out, so it is a part that is wrong.
            told[place] = replace(known, should_be="")
    wrong = [one for one in told.values() if one.verdict is Verdict.DIFFERS]
    for one in told.values():
        is_of_parts = one.kind is Kind.UNRECONCILED and not one.should_be
        sentence = _sentence_at(reading, one.start)
        if not is_of_parts or not any(
            sentence.start <= each.start < each.end <= sentence.end for each in wrong if each is not one
        ):
            # Where one of the parts is known to be wrong, that says all.
            yield from _outcomes(reading, one)


def _sentence_at(reading: Reading, at: int) -> Sentence:
    """The sentence in which a place of the text stands."""
    place = bisect_right(reading.sentences, at, key=lambda sentence: sentence.start) - 1
    return reading.sentences[max(place, 0)]


def _judged(
    reading: Reading, named: Named, sentences: Sequence[Sentence], *, is_own: bool
) -> Iterator[Judged]:
    """What becomes of the figures of sentences that speak of one measure."""
    facts = facts_of(reading.snapshot, named.measure, reading.ref.period)
    subject = Subject(reading.snapshot, facts)
    claims, shares = claims_in(sentences, subject, reading.ref.period)
    claims = joined(claims, reading.ref.period)
    astray = strays(sentences, subject) if facts is not None else frozenset()
    found: list[Judged] = []
    for place, share in enumerate(shares):
        # A measure's own share is the first of its text.
        is_here = is_own and not place and share.part.token.start not in astray
        found += judged_share(reading, facts if is_here else None, share)
    for sentence in sentences:
        found += judged_sums(reading, subject, sentence)
        found += judged_averages(reading, sentence)
        if is_own and not any(token.start in astray for token in sentence.tokens):
            found += judged_records(reading, facts, subject, sentence)
        found += judged_ranks(reading, facts if is_own else None, sentence)
    found += judged_implied(reading, sentences)
    yield from found
    parts = {each.start for each in found if each.is_part}
    months = months_named(sentences) if any(claim.is_yearly for claim in claims) else None
    matchings: dict[int, Matching] = {}
    for claim in claims:
        claim.is_foreign = not is_own
        if facts is not None and claim.is_yearly:
            yield from judged_year(reading, facts, subject, claim, claims, months)
        matching = _matching(claim, subject, matchings)
        if matching is not None:
            matchings[id(claim)] = matching
        for each in _judged_claim(reading, facts, claim, matching):
            # Of another measure, or of one that a report speaks of, only what is plain is told.
            is_strange = each.start in astray or _is_part(claim, each, parts)
            is_plain = not is_strange and (is_own or is_told(reading, named, claim, matching, each))
            if matching is None or is_plain or each.verdict is Verdict.AGREES:
                yield each
            elif (inner := _by_itself(reading, claim, each)) is not None:
                yield inner
            else:
                yield Judged(each.start, each.end, Verdict.UNCHECKED, each.working)
    if facts is not None and is_own:
        yield from judged_quarters(
            reading,
            facts,
            subject,
            tuple(each for each in matchings.values() if not _is_astray(each.claim, astray)),
        )


def _judged_claim(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None
) -> Iterator[Judged]:
    yield from judged(reading, facts, claim, matching)
    yield from judged_factors(reading, facts, claim, matching)
    yield from judged_ways(reading, facts, claim, matching)


def _is_part(claim: Claim, each: Judged, parts: set[int]) -> bool:
    """Whether a number is a part of another figure, and not that of a series that it names."""
    is_level = claim.level is not None and claim.level.token.start == each.start
    return each.start in parts and not (is_level and claim.series)


def _is_astray(claim: Claim, astray: frozenset[int]) -> bool:
    """Whether a figure of a claim is of something else."""
    slots = [claim.level] if claim.level is not None else []
    slots += [slot for each in claim.comparisons for slot in each.slots]
    return any(slot.token.start in astray for slot in slots)


def _by_itself(reading: Reading, claim: Claim, judgement: Judged) -> Judged | None:
    """What becomes of a number where only the other numbers of its claim are known."""
    found = _judged_claim(reading, None, claim, None)
    return next((each for each in found if each.start == judgement.start and each.kind is not None), None)


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
