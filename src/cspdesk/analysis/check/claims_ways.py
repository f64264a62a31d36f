"""Whether a word such as "increase" claims something of figures, or belongs to an aim, a name or a habit."""

from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_scene import NUMBERS, Scene
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.tokens import Approx, TokenKind
from cspdesk.analysis.check.word_sets import words_of

_NOT_AFTER = words_of("to not towards toward of for without why if how")
_AUXILIARIES = words_of(
    "is are was were be been being still slightly steadily now also generally gradually slowly further have"
    " has had continues"
)
_AFTER_VERB = words_of(
    "by to from compared since again slightly further steadily significantly in on over during this and but"
    " for against year considerably sharply marginally relative overall than"
)
_AFTER_UP = words_of("by on from compared against since a an slightly year in (")
_AFTER_MORE = words_of("than on in at this by compared against last")
_AFTER_NOUN = words_of("of in is was which compared against")
_NAMING = words_of("the this our that your its any")
_PHRASAL = words_of(
    "makes make made making set take taken takes took pick picked follow followed signed sign"
)
_HOPED = words_of("expected anticipated predicted hoped planned usual normal")
_MEANS = words_of("mean average median norm limit limits line usual")
_STOPS = frozenset((",", ";", ":", ".", "\n"))


def is_claimed(scene: Scene, cue: Found) -> bool:
    """Whether a direction is claimed of figures."""
    before = scene.word(cue.at - 1)
    if (
        before in _NOT_AFTER
        or before.endswith("'s")
        or _HOPED.intersection(scene.between(cue.to, cue.to + 5))
    ):
        return False
    following, kind = scene.word(cue.to), scene.kind(cue.to) or TokenKind.MARK
    is_end = kind is TokenKind.MARK
    ends = is_end or kind in NUMBERS or following in _AFTER_VERB
    match cue.form:
        case Form.MORE:
            found = _is_more(scene, cue, following, is_end=is_end)
        case Form.UP:
            is_led_on = kind in NUMBERS or is_end or following in _AFTER_UP
            found = is_led_on and scene.word(cue.at - 1) not in _PHRASAL
        case Form.NOUN:
            is_name = scene.word(cue.at - 1) in _NAMING and following in ("in", "of")
            found = scene.is_number(cue.to + 1) if is_name else ends or following in _AFTER_NOUN
        case Form.ING:
            found = scene.word(cue.at - 1) in _AUXILIARIES
        case Form.VERB:
            found = ends
        case _:
            found = cue.cue is not Cue.QUALITY or _is_quality(scene, cue, following, ends=ends)
    return found


def _is_quality(scene: Scene, cue: Found, following: str, *, ends: bool) -> bool:
    if cue.words in ("better", "worse"):
        return ends or following in ("than", "in", "on")
    is_led = cue.words == "improved" or scene.word(cue.at - 1) in _AUXILIARIES or " " in cue.words
    return ends and is_led


def speaks_of_all(scene: Scene, cue: Found, subject: Subject) -> bool:
    """Whether the words around a direction, back to a stop, name nothing but the measure."""
    words: list[str] = []
    for back in range(cue.at - 1, -1, -1):
        token = scene.tokens[back]
        if token.kind is TokenKind.MARK and token.word in _STOPS:
            break
        if token.kind in (TokenKind.MONTH, TokenKind.DATE):
            return False
        if token.kind is TokenKind.WORD and back not in scene.inside:
            words.append(token.word)
    after: list[str] = []
    for place in range(cue.to, min(cue.to + 7, len(scene.tokens))):
        token = scene.tokens[place]
        if token.kind is TokenKind.MARK:
            break
        if token.kind in (TokenKind.MONTH, TokenKind.DATE) and place not in scene.inside:
            return False
        if token.kind is TokenKind.WORD and place not in scene.inside:
            after.append(token.word)
    if cue.form is Form.NOUN or after[:1] == ["in"]:
        words += after
    return subject.is_own(words)


def _is_more(scene: Scene, cue: Found, following: str, *, is_end: bool) -> bool:
    if _MEANS.intersection(scene.between(cue.to, cue.to + 2)):
        return False
    has_number = scene.has_number_before(cue.at)
    is_than = following == "than" and scene.is_number(cue.to + 1)
    if is_than and scene.tokens[cue.to + 1].approx is not Approx.EXACT and not has_number:
        # "More than 300" only loosens the number.
        return False
    return following in _AFTER_MORE or is_end or has_number or scene.kind(cue.to) in NUMBERS
