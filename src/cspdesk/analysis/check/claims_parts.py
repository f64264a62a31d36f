"""Shares in a sentence: "14 of 36", "20 out of 20 men", "36 individuals, 15 of whom … (42%)"."""

from dataclasses import dataclass

from cspdesk.analysis.check.claims import Claim, Share, Slot, Standing
from cspdesk.analysis.check.claims_scene import NUMBERS, Scene
from cspdesk.analysis.check.tokens import Sentence, TokenKind
from cspdesk.analysis.check.word_sets import words_of

_ARTICLES = words_of("the a total of all our these those")
_REACH = 14


@dataclass(frozen=True, slots=True)
class ShareFound:
    """A share with the tokens that it takes."""

    share: Share
    used: set[int]
    last: int


def share_at(scene: Scene, at: int, sentence: Sentence, claim: Claim | None) -> ShareFound | None:
    """Return the share that the number at a place begins, or None where it begins none."""
    kind = scene.kind(at)
    if kind not in (TokenKind.NUMBER, TokenKind.MONEY):
        return None
    first = at + 2 if scene.word(at + 1) == "of" else at + 3
    if scene.word(at + 1) == "of" or (scene.word(at + 1) == "out" and scene.word(at + 2) == "of"):
        for place in range(first, first + 4):
            if scene.kind(place) is kind:
                return _made(scene, at, Slot(scene.tokens[place]), place, sentence)
            if scene.word(place) not in _ARTICLES:
                break
    if scene.word(at - 2) == "of" and scene.word(at - 1) in ("which", "whom"):
        level = claim.level if claim is not None and claim.sentence is sentence else None
        if level is not None and level.token.kind is TokenKind.NUMBER and _is_in_per_cent(scene, at):
            return _made(scene, at, level, at, sentence)
    if scene.word(at + 1) == "of" and scene.word(at + 2) in ("whom", "which", "these", "them", "those"):
        level = claim.level if claim is not None and claim.sentence is sentence else None
        if level is not None and level.token.kind is TokenKind.NUMBER:
            return _made(scene, at, level, at, sentence)
    return None


def _is_in_per_cent(scene: Scene, at: int) -> bool:
    """Whether a percentage in brackets follows before the next number."""
    for place in range(at + 1, min(at + 8, len(scene.tokens))):
        if scene.kind(place) is TokenKind.PERCENT:
            return scene.word(place - 1) == "("
        if scene.kind(place) in NUMBERS or scene.word(place) in (",", ".", ";"):
            return False
    return False


def _made(scene: Scene, at: int, whole: Slot, last: int, sentence: Sentence) -> ShareFound:
    """The share with the percentage that stands behind it, or right before it."""
    used = {last}
    percent: Slot | None = None
    if scene.word(at - 1) == "(":
        percent = _before(scene, at - 1)
    if percent is None:
        for place in range(last + 1, min(last + _REACH, len(scene.tokens))):
            if scene.kind(place) is TokenKind.PERCENT and scene.word(place + 1) == "of":
                # "2 of the 5 wards account for 60% of incidents": a share of something else.
                break
            if scene.kind(place) is TokenKind.PERCENT:
                percent = Slot(scene.tokens[place])
                used.add(place)
                break
            if scene.kind(place) in NUMBERS or scene.word(place) in (".", ";"):
                break
    return ShareFound(Share(sentence, Slot(scene.tokens[at], Standing.PARTIAL), whole, percent), used, last)


def _before(scene: Scene, at: int) -> Slot | None:
    """The share that stands before a bracket with its counts: "63% … (5 of 8)", "half … (4 of 8)"."""
    for place in range(at - 1, max(at - _REACH, -1), -1):
        token = scene.tokens[place]
        if token.kind is TokenKind.PERCENT or (
            token.kind is TokenKind.MULTIPLE and token.value and token.value < 1
        ):
            return Slot(token)
        if token.kind in NUMBERS or token.word in (".", ";"):
            return None
    return None
