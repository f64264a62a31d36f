"""Shares whose whole stands further off: "118 people were asked and 59 (50%) said", "14 of them (25%)"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.check.claims import Slot
from cspdesk.analysis.check.claims_cues import Cue
from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.claims_words import words_of
from cspdesk.analysis.check.figures_judge import Judged, agrees, cut_off, difference, unchecked
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import Fit, fit, percent_printed, printed, share_of

_THEM = words_of("them these those whom which")
_BETWEEN = 3
"""How many words may stand between a count and its per cent in brackets."""
_COMPARING = (Cue.WAY, Cue.QUALITY, Cue.AGAINST)
_SHORTEST_STRETCH = words_of("week weeks month months day days hour hours night nights year years")


def judged_implied(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[Judged]:
    """Yield what became of each count with its per cent in brackets, or the other way round.

    The per cent is of a count before it in the sentence, or, of "14 of them", of the one in the sentence
    before. It agrees where any of those bears it out, and is wrong only where there is but one.
    """
    before: Sentence | None = None
    for sentence in sentences:
        if any(token.kind is TokenKind.PERCENT for token in sentence.tokens):
            scene = Scene(sentence.tokens)
            for at in _parts(scene):
                yield from _judged(reading, scene, at, before)
        before = sentence


def _parts(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where counts with their per cent stand: the one in brackets behind the other."""
    for at, token in enumerate(scene.tokens):
        other = _bracketed(scene, at)
        if other is None or not _is_plain(token) or not _is_plain(scene.tokens[other]):
            continue
        kinds = (token.kind, scene.kind(other))
        if kinds == (TokenKind.NUMBER, TokenKind.PERCENT):
            yield at, other
        elif kinds == (TokenKind.PERCENT, TokenKind.NUMBER) and other == at + 2:
            yield other, at


def _bracketed(scene: Scene, at: int) -> int | None:
    """Where the number stands that follows another in brackets of its own."""
    if not scene.is_number(at):
        return None
    for place in range(at + 1, at + 2 + _BETWEEN):
        if scene.word(place) == "(":
            return place + 1 if scene.is_number(place + 1) and scene.word(place + 2) == ")" else None
        if scene.kind(place) is not TokenKind.WORD or place in scene.inside:
            # "14 of them (25%)" holds a phrase, that of a part.
            cue = scene.inside.get(place)
            if cue is None or cue.cue is not Cue.PART:
                return None
    return None


def _is_plain(token: Token) -> bool:
    return token.value is not None and not token.sign and token.approx is Approx.EXACT


def _judged(
    reading: Reading, scene: Scene, found: tuple[int, int], before: Sentence | None
) -> Iterator[Judged]:
    at, percent_at = found
    first, last = min(found), max(found)
    part, percent = scene.tokens[at], scene.tokens[percent_at]
    if part.value is None or percent.value is None or _is_change(scene, first, last):
        return
    own = _wholes(scene, first, part.value)
    is_of_them = scene.word(at + 1) == "of" and scene.word(at + 2) in _THEM
    if not own and is_of_them and before is not None:
        own = _wholes(Scene(before.tokens), len(before.tokens), part.value)
    if not own:
        return
    tried = [(fit(percent, share_of(part.value, whole)), whole) for whole in own]
    agreed = next((whole for each, whole in tried if each is Fit.AGREES), None)
    whole = own[0] if agreed is None else agreed
    share = share_of(part.value, whole)
    working = f"{printed(part.value)} ÷ {printed(whole)} = {percent_printed(share)}"
    slot = Slot(percent)
    if agreed is not None:
        yield agrees(slot, working)
        yield agrees(Slot(part), working)
        return
    yield Judged(part.start, part.end, Verdict.UNCHECKED, working, is_part=True)
    if len(own) > 1 or _may_be_of_else(scene, part.value, percent, whole, last):
        yield unchecked(slot, f"It may be a share of something else: {working}.")
    elif tried[0][0] is Fit.TRUNCATED:
        yield cut_off(reading, slot, share, working)
    else:
        yield difference(reading, slot, share, working, Kind.WRONG_PERCENT)


def _is_change(scene: Scene, first: int, last: int) -> bool:
    """Whether a number and the one in brackets behind it are a change: "up 12 (4%)", "12 (4%) more"."""
    lead = scene.nearest(first)
    if lead is not None and lead.cue in (*_COMPARING, Cue.RELATION, Cue.SAME):
        return True
    following = [scene.inside.get(place) for place in range(last + 2, last + 5)]
    return any(cue is not None and cue.cue in _COMPARING for cue in following)


def _wholes(scene: Scene, before: int, part: Decimal) -> list[Decimal]:
    """The counts before a place that a part may be of: each with a noun, none a length of time."""
    found: list[Decimal] = []
    for at, token in enumerate(scene.tokens[:before]):
        if token.kind is not TokenKind.NUMBER or token.value is None or token.sign or token.value < part:
            continue
        follower = scene.word(at + 1)
        if scene.kind(at + 1) is not TokenKind.WORD or follower in _SHORTEST_STRETCH:
            continue
        if token.value not in found and token.value:
            found.append(token.value)
    return found


def _may_be_of_else(scene: Scene, part: Decimal, percent: Token, whole: Decimal, last: int) -> bool:
    """Whether a per cent may be of a whole that the words do not give, or be a change."""
    if scene.word(last + 2) == "of":
        return True
    if any(cue.cue in (*_COMPARING, Cue.RELATION) for cue in scene.cues.values()):
        return True
    return any(
        base > 0 and fit(percent, share_of(part, base)) is not Fit.DIFFERS
        for base in (whole - part, whole + part)
    )
