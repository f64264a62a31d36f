"""What is known of claims only when their sentence has been read to its end."""

from collections.abc import Sequence
from itertools import pairwise

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.facts import Against
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Period

_NEXT, _STRETCHES = words_of("next coming following"), words_of("year financial quarter plan")


def joined(claims: Sequence[Claim], quarter: Period) -> list[Claim]:
    """Return the claims of a text, targets of years to come left out of them.

    A change is put to the two figures behind it: "fell by 37 on last year (443 against 480)".
    """
    found: list[Claim] = []
    for claim in claims:
        if any(each.against is Against.TARGET for each in claim.comparisons):
            _leave_targets_to_come(claim, quarter)
        if found and _explains(claim, found[-1]):
            _take(claim, found.pop())
        found.append(claim)
    return found


def _leave_targets_to_come(claim: Claim, quarter: Period) -> None:
    tokens = claim.sentence.tokens
    is_dated = any(token.period is not None and token.period.start > quarter.end for token in tokens)
    is_next = any(one.word in _NEXT and other.word in _STRETCHES for one, other in pairwise(tokens))
    if is_dated or is_next:
        for comparison in claim.comparisons:
            comparison.is_supposed |= comparison.against is Against.TARGET


def _explains(claim: Claim, change: Claim) -> bool:
    """Whether a claim is two figures in brackets right behind a change that stands without any."""
    if claim.sentence is not change.sentence or claim.level is None or change.level is not None:
        return False
    if len(claim.comparisons) != 1 or len(change.comparisons) != 1:
        return False
    pair, other = claim.comparisons[0], change.comparisons[0]
    if (
        pair.before is None
        or pair.change
        or pair.percent
        or other.before
        or not (other.change or other.percent)
    ):
        return False
    if pair.against not in (None, other.against, Against.PERIOD):
        return False
    tokens = claim.sentence.tokens
    at = next((at for at, token in enumerate(tokens) if token is claim.level.token), 0)
    return at > 0 and tokens[at - 1].word == "(" and other.until <= tokens[at - 1].start


def _take(claim: Claim, change: Claim) -> None:
    pair, other = claim.comparisons[0], change.comparisons[0]
    pair.change, pair.percent, pair.is_supposed = other.change, other.percent, other.is_supposed
    pair.ways = [*other.ways, *pair.ways]
    pair.against = pair.against or other.against
    claim.over, claim.series = claim.over or change.over, claim.series or change.series
