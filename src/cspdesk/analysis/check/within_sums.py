"""Parts that a text says make up a total, added up."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.check.claims_cues import Cue
from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import alike, printed

_REST = frozenset("remaining remainder rest other others".split())
_APART = frozenset("compared against from than versus vs baseline target last previous average".split())


def judged_sums(reading: Reading, sentence: Sentence) -> Iterator[Judged]:
    """Yield what became of a total whose parts the sentence lists, where it says that they make it up.

    "38% … of 39%" and "412, of which 45 …" are parts of something, not all of it, and are left alone.
    """
    scene = Scene(sentence.tokens)
    if any(token.word in _APART or token.kind is TokenKind.PERCENT for token in sentence.tokens[:40]):
        return
    numbers = [(at, token) for at, token in enumerate(sentence.tokens) if token.kind is TokenKind.NUMBER]
    if len(numbers) < 3:
        return
    for cue in scene.cues.values():
        if cue.cue is Cue.TOTAL:
            found = (
                _made_up(scene, numbers, cue.at)
                if cue.value == "parts"
                else _total(scene, numbers, cue.at, cue.to)
            )
        elif cue.cue is Cue.PART and any(token.word in _REST for token in sentence.tokens[cue.to :]):
            found = _made_up(scene, numbers, cue.at)
        else:
            continue
        if found is not None:
            yield _judged(reading, *found)
            return


_Sum = tuple[Token, list[Token]]


def _made_up(scene: Scene, numbers: list[tuple[int, Token]], at: int) -> _Sum | None:
    """ "45 cases made up of 20 new, 15 repeat and 10 referred"."""
    before = [token for place, token in numbers if place < at]
    parts = [token for place, token in numbers if place > at]
    return (before[-1], parts) if before and _are_parts(scene, parts) else None


def _total(scene: Scene, numbers: list[tuple[int, Token]], at: int, to: int) -> _Sum | None:
    """ "20 new, 15 repeat and 10 referred, 45 in total", "… giving a total of 45"."""
    behind = next((each for each in numbers if each[0] >= to and each[0] <= to + 2), None)
    words = " ".join(scene.between(at, to))
    if words.endswith("of") and behind is not None:
        parts = [token for place, token in numbers if place < at]
        rest = [token for place, token in numbers if place > behind[0]]
        lead = scene.between(at - 3, at)
        is_sum = any(word in lead for word in ("giving", "making", "gives", "makes", "giving", "="))
        return (behind[1], parts) if is_sum and not rest and _are_parts(scene, parts) else None
    before = [each for each in numbers if each[0] < at]
    if not before or before[-1][0] < at - 3:
        return None
    parts = [token for _, token in before[:-1]]
    return (before[-1][1], parts) if _are_parts(scene, parts) else None


def _are_parts(scene: Scene, parts: list[Token]) -> bool:
    """Whether numbers stand in one list: exact, two or more, with no sentence or comparison between."""
    if len(parts) < 2 or any(token.approx is not Approx.EXACT or token.value is None for token in parts):
        return False
    first, last = scene.tokens.index(parts[0]), scene.tokens.index(parts[-1])
    between = scene.between(first, last)
    return (
        ";" not in between and "(" not in between and ("and" in between or "," in between or "+" in between)
    )


def _judged(reading: Reading, total: Token, parts: list[Token]) -> Judged:
    values = [token.value for token in parts if token.value is not None]
    added = sum(values, Decimal(0))
    working = f"{' + '.join(printed(value) for value in values)} = {printed(added)}"
    if total.value == added or total.approx is not Approx.EXACT:
        return Judged(total.start, total.end, Verdict.AGREES, working)
    said = reading.text[total.start : total.end]
    right = alike(total, said, added)
    message = f"The parts make {right}, and the text gives {said} as their total ({working})."
    return Judged(total.start, total.end, Verdict.DIFFERS, working, Kind.UNRECONCILED, right, message)
