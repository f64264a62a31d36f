"""Shares whose whole stands further off: "118 people were asked and 59 (50%) said", "14 of them (25%)"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.check.claims import Slot
from cspdesk.analysis.check.claims_cues import Cue, Found
from cspdesk.analysis.check.claims_scene import Scene, scene_of
from cspdesk.analysis.check.figures_judge import Judged, agrees, cut_off, difference, unchecked
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import Fit, fit, percent_printed, printed, share_of
from cspdesk.analysis.check.word_sets import words_of

LONGEST = 300
"""Of how many words and marks a sentence may be; a longer one is a table or a page that was pasted."""
_THEM = words_of("them these those whom which")
_ARTICLES = words_of("the a all our these those total")
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
        is_read = len(sentence.tokens) <= LONGEST
        if is_read and any(token.kind is TokenKind.PERCENT for token in sentence.tokens):
            scene = scene_of(sentence.tokens)
            for at in _parts(scene):
                yield from _judged(reading, scene, at, before)
        before = sentence if is_read else None


def _parts(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where counts with their per cent stand: one in brackets, or as "a success rate of 75%"."""
    for at, token in enumerate(scene.tokens):
        other = _bracketed(scene, at)
        if not _is_plain(token):
            continue
        if other is not None and _is_plain(scene.tokens[other]):
            kinds = (token.kind, scene.kind(other))
            if kinds == (TokenKind.NUMBER, TokenKind.PERCENT):
                yield at, other
            elif kinds == (TokenKind.PERCENT, TokenKind.NUMBER) and other == at + 2:
                yield other, at
        elif token.kind is TokenKind.PERCENT and scene.between(at - 2, at) == ["rate", "of"]:
            counts = [place for place in range(at) if scene.kind(place) is TokenKind.NUMBER]
            if len(counts) > 1 and _is_plain(scene.tokens[counts[-1]]):
                yield counts[-1], at


def _bracketed(scene: Scene, at: int) -> int | None:
    """Where the number stands that follows another in brackets of its own."""
    if not scene.is_number(at):
        return None
    for place in range(at + 1, at + 2 + _BETWEEN):
        if scene.word(place) == "(":
            return place + 1 if scene.is_number(place + 1) and scene.word(place + 2) == ")" else None
        if scene.kind(place) is not TokenKind.WORD or place in scene.inside:
            # "14 of them (25%)" and "8 from the police (32%)" hold a phrase that is no change.
            cue = scene.inside.get(place)
            if cue is None or (cue.cue is not Cue.PART and cue.words != "from"):
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
    behind = _whole_behind(scene, last)
    is_of_them = any(
        scene.word(place) == "of" and scene.word(place + 1) in _THEM for place in (at + 1, last + 2)
    )
    own = [behind] if behind is not None else _wholes(scene, first, part.value, bare=is_of_them)
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
    if behind is None and (len(own) > 1 or _may_be_of_else(scene, part.value, percent, whole, last)):
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


def _wholes(scene: Scene, before: int, part: Decimal, *, bare: bool = False) -> list[Decimal]:
    """The counts before a place that a part may be of: with a noun unless bare, none a length of time."""
    found: list[Decimal] = []
    for at, token in enumerate(scene.tokens[:before]):
        if token.kind is not TokenKind.NUMBER or token.value is None or token.sign or token.value < part:
            continue
        follower = scene.word(at + 1)
        if (scene.kind(at + 1) is not TokenKind.WORD and not bare) or follower in _SHORTEST_STRETCH:
            continue
        if token.value not in found and token.value:
            found.append(token.value)
    return found


def _whole_behind(scene: Scene, last: int) -> Decimal | None:
    """The whole that stands behind the brackets: 124 of "41 (33%) of the 124 cases"."""
    place = last + 2
    if scene.word(place) != "of":
        return None
    while scene.word(place + 1) in _ARTICLES:
        place += 1
    token = scene.tokens[place + 1] if scene.kind(place + 1) is TokenKind.NUMBER else None
    return token.value if token is not None and token.value else None


def _may_be_of_else(scene: Scene, part: Decimal, percent: Token, whole: Decimal, last: int) -> bool:
    """Whether a per cent may be of a whole that the words do not give, or be a change."""
    if scene.word(last + 2) == "of" and scene.word(last + 3) not in _THEM:
        return True
    if any(_compares(scene, cue) for cue in scene.cues.values()):
        return True
    is_followed = scene.kind(last + 2) is TokenKind.WORD
    changed = (base for base in (whole - part, whole + part) if base > 0)
    return not is_followed and any(fit(percent, share_of(part, base)) is Fit.AGREES for base in changed)


def _compares(scene: Scene, cue: Found) -> bool:
    """Whether a phrase sets numbers against each other: "from 20", and not "8 from the police"."""
    if cue.cue is not Cue.RELATION:
        return cue.cue in _COMPARING
    for at in range(cue.to, cue.to + _BETWEEN):
        if scene.word(at) == "(":
            return False
        if scene.is_number(at) or scene.kind(at) is TokenKind.PERIOD:
            return True
    return False
