"""Averages over what the sentence counts: "96 people at 4 sessions, an average of 24 a session"."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.check.claims import Slot
from cspdesk.analysis.check.claims_cues import Cue
from cspdesk.analysis.check.claims_scene import scene_of
from cspdesk.analysis.check.claims_subject import stem
from cspdesk.analysis.check.figures_judge import Judged, agrees, difference, unchecked
from cspdesk.analysis.check.finding import Kind
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, TokenKind
from cspdesk.analysis.check.verify import is_close, is_cut_off, printed
from cspdesk.analysis.check.within_shares import LONGEST

_REACH = 3
_NUMBERS = (TokenKind.NUMBER, TokenKind.MONEY)


def judged_averages(reading: Reading, sentence: Sentence) -> Iterator[Judged]:
    """Yield what became of each average over a thing that stands in the sentence with its count."""
    if len(sentence.tokens) > LONGEST or not any(token.word[:6] == "averag" for token in sentence.tokens):
        return
    scene = scene_of(sentence.tokens)
    for at, token in enumerate(sentence.tokens):
        if token.kind not in _NUMBERS or not token.value or token.approx is not Approx.EXACT:
            continue
        lead = [scene.inside.get(place) for place in range(at - _REACH, at)]
        each = next(
            (n for n in range(at + 1, at + 4) if scene.word(n) in ("a", "per", "each", "every")), None
        )
        if each is None or not any(cue is not None and cue.cue is Cue.AVERAGE for cue in lead):
            continue
        thing = stem(scene.word(each + 1))
        counts = [
            count
            for place, count in enumerate(sentence.tokens)
            if count.kind is TokenKind.NUMBER and count is not token and stem(scene.word(place + 1)) == thing
        ]
        wholes = [
            whole
            for whole in sentence.tokens
            if whole.kind is token.kind and whole is not token and whole not in counts
        ]
        if len(counts) == 1 and counts[0].value and wholes:
            means = [(whole.value or Decimal(0)) / counts[0].value for whole in wholes]
            yield _judged(reading, Slot(token), means, counts[0].value)


def _judged(reading: Reading, slot: Slot, means: list[Decimal], count: Decimal) -> Judged:
    mean = next((each for each in means if is_close(slot.token, each)), means[0])
    working = f"{printed(mean * count)} ÷ {printed(count)} = {printed(mean)}"
    if is_close(slot.token, mean) or is_cut_off(slot.token, mean):
        return agrees(slot, working)
    if len(means) > 1:
        return unchecked(slot, working)
    return difference(reading, slot, mean, working, Kind.WRONG_NUMBER)
