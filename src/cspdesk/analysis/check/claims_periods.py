"""The period that words of a sentence name."""

from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.domain.period import Period


def named(token: Token, quarter: Period) -> Period | None:
    """Return the quarter or year that a token names in a text of a quarter; None where it names a stretch."""
    if token.period is not None:
        return token.period if token.kind is TokenKind.PERIOD else None
    if token.quarter and not token.last_quarter:
        return Period.quarter(quarter.year, token.quarter)
    return None


def earlier_quarter(scene: Scene, at: int) -> int:
    """Return the quarter named right before "last year", as in "in Q1 of last year"; 0 where none is."""
    for back in range(at - 1, max(at - 4, -1), -1):
        token = scene.tokens[back]
        if token.kind is TokenKind.PERIOD:
            return token.quarter if not token.last_quarter and token.period is None else 0
        if token.word not in ("of", "in", "the"):
            return 0
    return 0
