"""Whether a word such as "increase" claims something of figures, or belongs to an aim, a name or a habit."""

from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_scene import NUMBERS, Scene
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.tokens import Approx, TokenKind

_NOT_AFTER = frozenset("to not towards toward of for without why if how".split())
_AUXILIARIES = frozenset(
    "is are was were be been being still slightly steadily now also generally gradually slowly further have"
    " has had continues".split()
)
_AFTER_VERB = frozenset(
    "by to from compared since again slightly further steadily significantly in on over during this and but"
    " for against year considerably sharply marginally relative overall than".split()
)
_AFTER_UP = frozenset("by on from compared against since a an slightly year in (".split())
_AFTER_MORE = frozenset("than on in at this by compared against".split())
_AFTER_NOUN = frozenset("of in is was which compared against".split())
_NAMING = frozenset("the this our that your its any".split())
_PHRASAL = frozenset("makes make made making set take taken takes took pick picked follow followed signed sign".split())
_MEANS = frozenset("mean average median norm limit limits line usual".split())
_STOPS = frozenset(", ; : . \n".split(" "))


def is_claimed(scene: Scene, cue: Found) -> bool:
    """Whether a direction is claimed of figures."""
    if scene.word(cue.at - 1) in _NOT_AFTER:
        return False
    following, kind = scene.word(cue.to), scene.kind(cue.to) or TokenKind.MARK
    is_end = kind is TokenKind.MARK
    ends = is_end or kind in NUMBERS or following in _AFTER_VERB
    match cue.form:
        case Form.MORE:
            return _is_more(scene, cue, following, is_end=is_end)
        case Form.UP:
            if scene.word(cue.at - 1) in _PHRASAL:
                return False
            return kind in NUMBERS or is_end or following in _AFTER_UP
        case Form.NOUN:
            if scene.word(cue.at - 1) in _NAMING and following in ("in", "of"):
                return scene.is_number(cue.to + 1)
            return ends or following in _AFTER_NOUN
        case Form.ING:
            return scene.word(cue.at - 1) in _AUXILIARIES
        case Form.VERB:
            return ends
    if cue.cue is Cue.QUALITY:
        if cue.words in ("better", "worse"):
            return ends or following in ("than", "in", "on")
        is_led = cue.words == "improved" or scene.word(cue.at - 1) in _AUXILIARIES or " " in cue.words
        return ends and is_led
    return True


def speaks_of_all(scene: Scene, cue: Found, subject: Subject) -> bool:
    """Whether the words around a direction, back to a stop, name nothing but the measure."""
    words: list[str] = []
    for back in range(cue.at - 1, -1, -1):
        token = scene.tokens[back]
        if token.kind is TokenKind.MARK and token.word in _STOPS:
            break
        if token.kind is TokenKind.WORD and back not in scene.inside:
            words.append(token.word)
    after: list[str] = []
    for place in range(cue.to, min(cue.to + 7, len(scene.tokens))):
        token = scene.tokens[place]
        if token.kind is TokenKind.MARK:
            break
        if token.kind is TokenKind.WORD and place not in scene.inside:
            after.append(token.word)
    if cue.form is Form.NOUN or after[:1] == ["in"]:
        words += after
    return subject.is_own(words)


def _is_more(scene: Scene, cue: Found, following: str, *, is_end: bool) -> bool:
    if _MEANS.intersection(scene.between(cue.to, cue.to + 2)):
        return False
    has_number = scene.has_number_before(cue.at)
    if following == "than" and scene.is_number(cue.to + 1):
        # "More than 300" only loosens the number.
        if scene.tokens[cue.to + 1].approx is not Approx.EXACT and not has_number:
            return False
    return following in _AFTER_MORE or is_end or has_number or scene.kind(cue.to) in NUMBERS
