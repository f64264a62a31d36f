"""Parts that a text says make up a total, added up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.analysis.check.claims_cues import Cue, Found
from cspdesk.analysis.check.claims_scene import Scene, scene_of
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import alike, printed
from cspdesk.analysis.check.word_sets import words_of

_REST = words_of("remaining remainder rest other others")
_COMPARING = frozenset({Cue.WAY, Cue.QUALITY, Cue.AGAINST, Cue.RELATION, Cue.AVERAGE, Cue.EACH})
_GIVING = words_of("giving making gives makes totalling =")
_FAMILIES = tuple(
    words_of(family)
    for family in (
        "men women boys girls male female males females",
        "adults adult children child juveniles juvenile",
        "new repeat repeats existing returning first-time",
        "primary secondary special",
        "successful unsuccessful planned unplanned",
        "with without",
    )
)
"""Words that part what they are said of, so that nothing is counted twice."""
_MOST_PARTS = 30


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total and the numbers that are said to make it up."""

    total: Token
    parts: Sequence[Token]
    end: int
    """Where the words of the last part end."""
    is_whole: bool = True
    """Whether the parts are said to be all of it; else they may not go beyond it."""
    is_rest: bool = False
    """Whether the last part is said to be what the others leave of it."""


def judged_sums(reading: Reading, subject: Subject, sentence: Sentence) -> Iterator[Judged]:
    """Yield what became of a total whose parts the sentence lists, and of the parts.

    It is wrong only where the sentence says that they make it up: "38% … of 39%" and "412, of which 45 …" are
    parts of something, not all of it.
    """
    tokens = _without_shares(sentence.tokens)
    kinds: list[TokenKind] = [
        token.kind for token in tokens if token.kind in (TokenKind.NUMBER, TokenKind.MONEY)
    ]
    is_money = kinds.count(TokenKind.MONEY) > kinds.count(TokenKind.NUMBER)
    kind = TokenKind.MONEY if is_money else TokenKind.NUMBER
    if not 3 <= kinds.count(kind) <= _MOST_PARTS:
        return
    scene = scene_of(tokens)
    last = min((cue.at for cue in scene.cues.values() if _compares(scene, cue, subject)), default=len(tokens))
    numbers = [(at, token) for at, token in enumerate(tokens[:last]) if token.kind is kind]
    if len(numbers) < 3 or any(token.kind is TokenKind.PERCENT for token in tokens[:last]):
        return
    found = next(_sums(scene, numbers), None)
    if found is not None:
        yield from _judged(reading, found)


def _without_shares(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without percentages that stand in brackets of their own: "20 new (44%), …"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        words = [token.word for token in tokens[at : at + 3 : 2]]
        if words == ["(", ")"] and tokens[at + 1].kind is TokenKind.PERCENT:
            at += 3
            continue
        found.append(tokens[at])
        at += 1
    return found


def _compares(scene: Scene, cue: Found, subject: Subject) -> bool:
    """Whether a phrase sets numbers against each other: "from 20", and not "thefts from a vehicle"."""
    if cue.cue is not Cue.RELATION or cue.words not in ("from", "since"):
        return cue.cue in _COMPARING
    if subject.series_in(scene.between(cue.at - 1, cue.to)):
        return False
    return any(scene.kind(at) is TokenKind.NUMBER for at in range(cue.to, cue.to + 3))


def _sums(scene: Scene, numbers: list[tuple[int, Token]]) -> Iterator[_Sum]:
    found: _Sum | None
    for cue in scene.cues.values():
        if cue.cue is Cue.TOTAL:
            found = _made_up(scene, numbers, cue.at) if cue.value == "parts" else _total(scene, numbers, cue)
        elif cue.cue is Cue.PART:
            found = _of_which(scene, numbers, cue)
        else:
            continue
        if found is not None:
            yield found
    if (found := _behind_colon(scene, numbers)) is not None:
        yield found
    if (found := _in_brackets(scene, numbers)) is not None:
        yield found
    for read in (_of_the, _the_rest, _listed):
        if (found := read(scene, numbers)) is not None:
            yield found


def _made_up(scene: Scene, numbers: list[tuple[int, Token]], at: int) -> _Sum | None:
    """ "45 cases made up of 20 new, 15 repeat and 10 referred"."""
    # In "45 cases, 20 of them new" the part stands right before the words.
    first = at - 1 if scene.kind(at - 1) is TokenKind.NUMBER else at
    before = [token for place, token in numbers if place < first]
    parts = [token for place, token in numbers if place >= first]
    return _summed(scene, before[-1], parts) if before else None


def _of_which(scene: Scene, numbers: list[tuple[int, Token]], cue: Found) -> _Sum | None:
    """ "45, of which 20 … and 25 …": no more than the total, and all of it only with "the other 25"."""
    found = _made_up(scene, numbers, cue.at)
    if found is None:
        return None
    is_whole = any(token.word in _REST for token in scene.tokens[cue.to :])
    return replace(found, is_whole=is_whole)


def _total(scene: Scene, numbers: list[tuple[int, Token]], cue: Found) -> _Sum | None:
    """ "20 new, 15 repeat and 10 referred, 45 in total", "…, total 45", "45 altogether: 20 … and 25 …"."""
    behind = next((each for each in numbers if cue.to <= each[0] <= cue.to + 1), None)
    if cue.words.startswith("total"):
        if behind is None or any(place > behind[0] for place, _ in numbers):
            return None
        lead = scene.between(cue.at - 3, cue.at)
        if not _GIVING.intersection(lead) and "," not in lead:
            return None
        parts = _since_colon(scene, numbers, behind[0])
        return _summed(scene, behind[1], parts)
    before = [each for each in numbers if each[0] < cue.at]
    if not before or before[-1][0] < cue.at - 4:
        return None
    total = before[-1]
    if scene.word(cue.to) == ":":
        parts = [token for place, token in numbers if place > cue.to]
    else:
        parts = _since_colon(scene, numbers, total[0])
    return _summed(scene, total[1], parts)


def _since_colon(scene: Scene, numbers: list[tuple[int, Token]], at: int) -> list[Token]:
    """The numbers before a place, from the last colon on: "three schools: 14 …, 9 … and 11 …, 34 in all"."""
    colons = [place for place in range(at - 1) if scene.word(place) in (":", ";")]
    first = colons[-1] if colons else -1
    return [token for place, token in numbers if first < place < at]


def _behind_colon(scene: Scene, numbers: list[tuple[int, Token]]) -> _Sum | None:
    """ "97 cases were heard: 33 repeats and 64 new cases." and nothing else."""
    total_at, total = numbers[0]
    colon = next((at for at, token in enumerate(scene.tokens) if token.word == ":"), -1)
    parts = numbers[1:]
    has_noun = scene.kind(total_at + 1) is TokenKind.WORD or total.kind is TokenKind.MONEY
    if colon < total_at or parts[0][0] != colon + 1 or not has_noun:
        return None
    if any(scene.kind(at + 1) is not TokenKind.WORD for at, _ in parts) or "and" not in scene.between(
        colon, len(scene.tokens)
    ):
        return None
    kinds = (TokenKind.WORD, TokenKind.MARK, total.kind)
    if any(token.kind not in kinds for token in scene.tokens):
        return None
    return _summed(scene, total, [token for _, token in parts])


def _in_brackets(scene: Scene, numbers: list[tuple[int, Token]]) -> _Sum | None:
    """ "31 casualties (3 killed, 28 seriously injured)": all of it where it comes near enough."""
    for place in range(1, len(scene.tokens)):
        if scene.word(place) != "(":
            continue
        last = next((at for at in range(place + 1, len(scene.tokens)) if scene.word(at) == ")"), -1)
        inside = [(at, token) for at, token in numbers if place < at < last]
        before = [token for at, token in numbers if at < place]
        if len(inside) < 2 or not before or inside[0][0] != place + 1:
            continue
        if any(scene.kind(at + 1) is not TokenKind.WORD for at, _ in inside):
            continue
        if any(
            scene.kind(at) not in (TokenKind.WORD, TokenKind.NUMBER) and scene.word(at) != ","
            for at in range(place + 1, last)
        ):
            continue
        found = _summed(scene, before[-1], [token for _, token in inside])
        if found is not None:
            return replace(found, is_whole=_is_near(found, 10))
    return None


def _of_the(scene: Scene, numbers: list[tuple[int, Token]]) -> _Sum | None:
    """ "Of the 20 robberies, 12 were …, 6 … and 2 …": no more than the total."""
    at, total = numbers[0]
    if scene.word(0) != "of" or at > 3:
        return None
    parts = [token for _, token in numbers[1:]]
    found = _summed(scene, total, parts)
    return replace(found, is_whole=False) if found is not None else None


def _the_rest(scene: Scene, numbers: list[tuple[int, Token]]) -> _Sum | None:
    """ "10 of the 14 orders were granted, the other 4 were not"."""
    for (at, part), (whole_at, whole), (rest_at, rest) in zip(
        numbers, numbers[1:], numbers[2:], strict=False
    ):
        lead = [word for word in scene.between(at + 1, whole_at) if word not in ("the", "out", "all")]
        if lead == ["of"] and _REST.intersection(scene.between(rest_at - 1, rest_at)):
            found = _summed(scene, whole, [part, rest])
            return replace(found, is_rest=True) if found is not None else None
    return None


def _listed(scene: Scene, numbers: list[tuple[int, Token]]) -> _Sum | None:
    """ "12 people, 8 men and 4 women": all of it where the parts' own words leave nothing else."""
    at, total = numbers[0]
    following = [scene.between(place + 1, place + 3) for place, _ in numbers[1:]]
    found = _summed(scene, total, [token for _, token in numbers[1:]])
    if (
        found is None
        or scene.kind(at + 1) is not TokenKind.WORD
        or "," not in scene.between(at, numbers[1][0])
    ):
        return None
    if not any(all(family.intersection(words) for words in following) for family in _FAMILIES):
        return found if found.total.value == _added(found.parts) else None
    return replace(found, is_whole=_is_near(found, 10))


def _summed(scene: Scene, total: Token, parts: Sequence[Token]) -> _Sum | None:
    if len(parts) > 2 and parts[0].value == len(parts) - 1:
        # "3 events with 20, 35 and 41 people": it says how many parts there are.
        parts = parts[1:]
    if not _are_parts(scene, parts):
        return None
    at = next(place for place, token in enumerate(scene.tokens) if token is parts[-1])
    while scene.kind(at + 1) is TokenKind.WORD:
        at += 1
    return _Sum(total, parts, scene.tokens[at].end)


def _are_parts(scene: Scene, parts: Sequence[Token]) -> bool:
    """Whether numbers stand in one list: exact, two or more, with nothing in brackets between."""
    if len(parts) < 2 or any(token.approx is not Approx.EXACT or token.value is None for token in parts):
        return False
    first = next(at for at, token in enumerate(scene.tokens) if token is parts[0])
    last = next(at for at, token in enumerate(scene.tokens) if token is parts[-1])
    between = scene.between(first, last)
    if ";" in between or "(" in between:
        return False
    return any(word in between for word in ("and", ",", "+"))


def _added(parts: Sequence[Token]) -> Decimal:
    return sum((token.value for token in parts if token.value is not None), Decimal(0))


def _is_near(found: _Sum, times: int) -> bool:
    """Whether parts come so near to a total that they must be meant for all of it, and do not overlap."""
    total = found.total.value
    return total is not None and times * abs(total - _added(found.parts)) <= total


def _judged(reading: Reading, found: _Sum) -> Iterator[Judged]:
    total, added = found.total, _added(found.parts)
    lead = " + ".join(printed(token.value) for token in found.parts if token.value is not None)
    working = f"{lead} = {printed(added)}"
    if total.value is None or total.approx is not Approx.EXACT:
        yield Judged(total.start, total.end, Verdict.UNCHECKED, working)
        return
    is_wrong = total.value != added and (found.is_whole or (added > total.value and _is_near(found, 20)))
    verdict = Verdict.AGREES if total.value == added else Verdict.UNCHECKED
    for token in found.parts:
        yield Judged(token.start, token.end, verdict, working, is_part=True)
    if not is_wrong:
        yield Judged(total.start, total.end, verdict, working)
        return
    if found.is_rest:
        yield _wrong_rest(reading, found, working)
        return
    said = reading.text[total.start : total.end]
    right = alike(total, said, added)
    both = (right.lower(), said.lower()) if total.is_spelt else (right, said)
    message = f"The parts make {both[0]}, and the text gives {both[1]} as their total ({working})."
    if total.start > found.parts[0].start:
        yield Judged(total.start, total.end, Verdict.DIFFERS, working, Kind.UNRECONCILED, right, message)
        return
    # Behind their total it is the parts that are in doubt, and nobody can say which.
    start = found.parts[0].start
    yield Judged(start, found.end, Verdict.DIFFERS, working, Kind.UNRECONCILED, "", message)


def _wrong_rest(reading: Reading, found: _Sum, working: str) -> Judged:
    """What is said to be left of a total, where it is not what the parts before it leave."""
    last = found.parts[-1]
    left = (found.total.value or Decimal(0)) - _added(found.parts[:-1])
    said = reading.text[last.start : last.end]
    right = alike(last, said, left) if left >= 0 else ""
    message = f"The text gives {said} as the rest, which does not make up the total ({working})."
    return Judged(last.start, last.end, Verdict.DIFFERS, working, Kind.UNRECONCILED, right, message)
