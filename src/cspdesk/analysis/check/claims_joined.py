"""A change and the two figures behind it in brackets made one claim: "fell by 37 on last year (443 against 480)"."""

from collections.abc import Sequence

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.facts import Against


def joined(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text with each change put to the figures that explain it."""
    found: list[Claim] = []
    for claim in claims:
        if found and _explains(claim, found[-1]):
            _take(claim, found.pop())
        found.append(claim)
    return found


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
