"""What a number in a sentence stands for: a level, the figure before, a change, a per cent of change."""

from enum import Enum

from cspdesk.analysis.check.claims import Claim, Comparison
from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Against
from cspdesk.analysis.check.tokens import Approx, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.unit import Unit


class Role(Enum):
    """What a number stands for."""

    LEVEL = "level"
    BEFORE = "before"
    CHANGE = "change"
    PERCENT = "percent"
    FACTOR = "factor"
    RATIO = "ratio"
    NONE = "none"
    """Nothing that can be held against the figures."""


_FILLERS = words_of(
    "a an the just only further some another of figure total number level rate approximately about around"
    " roughly was is were = : ( - over by nearly almost exactly equal equivalent overall actual slight small"
    " significant"
)
_OPENERS = words_of(
    "( , - = : or i.e which is was representing equating equivalent to a an about around nearly almost"
    " over under roughly approximately just"
)
_MEANS = words_of("average mean median limit expected usual norm")
_BEFORE_BY = words_of(
    "total number level was is were are has been missed met exceeded beaten and or of the figure again"
    " further slightly sharply steadily overall"
)
_POSSESSIVE = words_of("year's quarter's month's week's")
PASSED = words_of("per past passed beyond topped topping")
_NAMING = words_of("in for see under measure indicator and pi kpi ni")
_ADDED = words_of("additional extra")
_BETWEEN = words_of("of in on by at with the a an this")
_RATIOS = ("halved", "halving", "doubled", "doubling", "trebled", "tripled", "quadrupled")


def role(
    scene: Scene, at: int, subject: Subject, *, claim: Claim | None, last_number: int, has_level: bool
) -> Role:
    """Return what the number at a place stands for, by the words around it and what was read before."""
    token = scene.tokens[at]
    nearest = scene.nearest(at)
    if nearest is not None and nearest.cue is Cue.WAY and scene.word(nearest.at - 1) in _POSSESSIVE:
        return Role.NONE
    is_foreign_money = token.kind is TokenKind.MONEY and subject.unit is not Unit.MONEY
    # A count has no decimals: "in 2.1 there were" names a measure.
    is_number_of = subject.unit is Unit.COUNT and token.decimals > 0 and scene.word(at - 1) in _NAMING
    if (
        is_foreign_money
        or is_number_of
        or _is_margin(scene, at)
        or scene.word(at - 1) in PASSED
        or _is_of_record(scene, at)
    ):
        return Role.NONE
    if token.kind is TokenKind.MULTIPLE:
        return _multiple(scene, at, token)
    if token.kind is TokenKind.PERCENT:
        return _percent(scene, at, subject, claim, last_number, has_level=has_level)
    comparison = claim.comparisons[-1] if claim is not None and claim.comparisons else None
    is_change = token.kind is TokenKind.POINTS or token.sign
    if is_change or _is_change(scene, at, comparison, has_level=has_level):
        return Role.CHANGE
    is_beside = _is_in_brackets(scene, at, claim, last_number) or scene.opens_way(at)
    return Role.BEFORE if is_beside else _level_or_before(scene, at, subject, claim)


def _is_margin(scene: Scene, at: int) -> bool:
    """Whether a number is how far a survey may be out: "+/- 3.1 points", "a margin of error of 3"."""
    before = " ".join(scene.between(max(at - 4, 0), at))
    return before.endswith(("±", "+ / -", "+ -", "plus or minus", "margin of error of"))


def _is_in_brackets(scene: Scene, at: int, claim: Claim | None, last_number: int) -> bool:
    """Whether a number alone in brackets stands right behind a figure: "2,301 crimes (2,412)"."""
    if claim is None or claim.level is None or any(each.slots for each in claim.comparisons):
        return False
    is_alone = scene.word(at - 1) == "(" and scene.word(at + 1) == ")"
    is_alike = scene.tokens[last_number].kind is scene.kind(at) is TokenKind.NUMBER
    return is_alone and is_alike and scene.tokens[last_number] is claim.level.token and at - last_number <= 5


def _is_of_record(scene: Scene, at: int) -> bool:
    """Whether a number is the one that a record goes back to: "the lowest since 1997/98, when it was 606"."""
    since = False
    for back in range(at - 1, max(at - 13, -1), -1):
        if scene.word(back) in ("since", "when"):
            since = True
        cue = scene.inside.get(back)
        if cue is not None and cue.cue is Cue.EXTREME:
            return since
        if scene.is_number(back) or scene.word(back) in (";", "."):
            return False
    return False


def _percent(
    scene: Scene, at: int, subject: Subject, claim: Claim | None, last_number: int, *, has_level: bool
) -> Role:
    """A percentage: of a change, or, where a measure is in per cent, a figure itself."""
    comparison = claim.comparisons[-1] if claim is not None and claim.comparisons else None
    is_own = subject.unit is Unit.PERCENT
    led = scene.inside.get(at - 2)
    if is_own and scene.word(at - 1) == "(" and led is not None and led.cue is Cue.AGAINST:
        return Role.BEFORE
    if _follows_change(scene, at, comparison, last_number, strictly=is_own):
        return Role.PERCENT
    has_sign = scene.tokens[at].sign and (is_own or claim is not None)
    if has_sign or _is_change(scene, at, comparison, has_level=has_level):
        return Role.CHANGE if is_own else Role.PERCENT
    return _level_or_before(scene, at, subject, claim) if is_own else Role.NONE


def _multiple(scene: Scene, at: int, token: Token) -> Role:
    if token.word in _RATIOS:
        return Role.RATIO
    nearest = scene.nearest(at)
    if nearest is None or nearest.cue is not Cue.WAY:
        return Role.NONE
    between = scene.between(nearest.to, at)
    return Role.FACTOR if len(between) <= 4 and all(word in _FILLERS for word in between) else Role.NONE


def _is_change(scene: Scene, at: int, comparison: Comparison | None, *, has_level: bool) -> bool:
    nearest = scene.nearest(at)
    is_by = scene.word(at - 1) == "by"
    if nearest is not None and nearest.cue is Cue.WAY and _leads_to(scene, nearest, at):
        return True
    if (is_by and nearest is not None and nearest.cue is Cue.QUALITY) or scene.word(at - 1) in _ADDED:
        return True
    if is_by and comparison is not None and comparison.change is None and _is_behind_cue(scene, at):
        return True
    behind, words = scene.behind(at)
    return behind is not None and _is_made_a_change(scene, at, behind, words, has_level=has_level)


def _is_behind_cue(scene: Scene, at: int) -> bool:
    """Whether "by" and a number go on about a comparison: "better than last year, by 12"."""
    for back in range(at - 2, max(at - 10, -1), -1):
        cue = scene.inside.get(back)
        if cue is not None and cue.cue in (Cue.WAY, Cue.QUALITY, Cue.AGAINST):
            return True
        if scene.kind(back) is TokenKind.WORD and scene.word(back) not in _BEFORE_BY:
            return False
    return False


def _level_or_before(scene: Scene, at: int, subject: Subject, claim: Claim | None) -> Role:
    nearest = scene.nearest(at)
    behind, words = scene.behind(at)
    if claim is not None and claim.level is not None and scene.aim(at) is not None:
        return Role.BEFORE
    if nearest is not None and _is_compared_with(scene, nearest, at):
        is_relation = nearest.cue is Cue.RELATION
        between = scene.between(nearest.to, at)
        if _MEANS.intersection(between) or scene.each_follows(at):
            return Role.NONE
        if not {"at", "to", "by"}.intersection(between) and _are_fillers(
            scene, nearest.to, at, subject, most=8 if is_relation else 5
        ):
            return Role.BEFORE
    if behind is not None and behind.cue is Cue.AGAINST and _is_of_before(behind, words, nearest, claim):
        return Role.BEFORE
    return Role.LEVEL


def _is_compared_with(scene: Scene, nearest: Found, at: int) -> bool:
    """Whether what a phrase compares with may be the number at a place."""
    if nearest.cue is Cue.RELATION:
        # "More than 300" only loosens the number.
        is_loosened = (
            nearest.value == "than" and nearest.to == at and scene.tokens[at].approx is not Approx.EXACT
        )
        return not (is_loosened and not scene.has_number_before(nearest.at - 1))
    if nearest.cue is Cue.WAY and nearest.form is Form.MORE:
        return scene.word(nearest.to) in ("the", "last")
    if nearest.cue is not Cue.AGAINST:
        return False
    if nearest.to < at and scene.word(nearest.to) in (":", "("):
        # "Down on the year before: 107", "higher than last year (443 against 480)": on to the new figure.
        is_object = {"on", "than", "to", "with", "against", "over"}.intersection(
            scene.between(nearest.at - 2, nearest.at)
        )
        following = (scene.cues.get(place) for place in range(at + 1, at + 4))
        if any(each is not None and each.cue is Cue.RELATION for each in following):
            return False
        return not (is_object and scene.word(nearest.to) == ":")
    return True


def _follows_change(
    scene: Scene, at: int, comparison: Comparison | None, last_number: int, *, strictly: bool
) -> bool:
    """Whether a percentage stands right behind a change, as in "66 offences (25.4%)".

    Strictly, as of a measure in per cent, only in brackets and behind a change itself.
    """
    if comparison is None or comparison.percent is not None or last_number < 0:
        return False
    if comparison.change is None and (comparison.before is None or strictly):
        return False
    words = scene.between(last_number + 1, at)
    if not words:
        return False
    if strictly or words[-1] == "(":
        return words[-1] == "("
    if words[-1] in (",", "or", "-", "=", "/"):
        return len(words) <= 8
    return len(words) <= 6 and all(word in _OPENERS for word in words[-2:])


def _leads_to(scene: Scene, way: Found, at: int) -> bool:
    """Whether a direction leads straight to a number: "increase of", "up", "fell by", "the reduction is"."""
    between = scene.between(way.to, at)
    # "Offences continue to rise: 131" gives the figure.
    is_shown = between[:1] == [":"] and way.form not in (Form.NOUN, Form.UP) and bool(way.value)
    if is_shown or way.form is Form.MORE or {"to", "from", "than"}.intersection(between):
        return False
    if not between:
        return True
    if between[-1] == "of":
        return len(between) <= 7
    if between[-1] == "by":
        return len(between) <= 4 and all(word in _BEFORE_BY or word in _FILLERS for word in between[:-1])
    if way.form is Form.NOUN and between[-1] in ("is", "was", "=", ":"):
        return len(between) <= 5
    return all(word in _FILLERS for word in between) and between[0] != "("


def _is_made_a_change(scene: Scene, at: int, behind: Found, words: list[str], *, has_level: bool) -> bool:
    """Whether what stands behind a number makes a change of it: "66 more", "a 12% increase", "7 up on"."""
    if behind.form is Form.UP:
        if words or not (has_level or scene.kind(at) is TokenKind.PERCENT):
            return False
        is_end = scene.kind(behind.to) in (None, TokenKind.MARK)
        return scene.kind(at) is TokenKind.PERCENT or is_end or scene.word(behind.to) in ("on", "or")
    if len(words) > 3 or _BETWEEN.intersection(words):
        return False
    if behind.cue is Cue.QUALITY:
        return behind.words in ("better", "worse")
    return behind.form in (Form.MORE, Form.NOUN)


def _is_of_before(behind: Found, words: list[str], nearest: Found | None, claim: Claim | None) -> bool:
    """Whether what stands behind a number makes it the figure before: "1,294 last year"."""
    if any(word in ("on", "than", "against", "from", "with", "exceed", "above", "below") for word in words):
        return False
    if behind.value in (Against.TARGET, Against.BASELINE):
        return nearest is not None and nearest.cue is Cue.RELATION
    return claim is not None and claim.level is not None


def _are_fillers(scene: Scene, first: int, last: int, subject: Subject, *, most: int) -> bool:
    """Whether a comparing phrase is followed by a number with nothing said between."""
    places = [place for place in range(first, last) if place not in scene.inside]
    return len(places) <= most and all(
        scene.word(place) in _FILLERS
        or (scene.word(first - 1) != "from" and subject.is_own([scene.word(place)]))
        or scene.kind(place) is TokenKind.PERIOD
        or (scene.word(place) == "," and scene.kind(place - 1) is TokenKind.PERIOD)
        for place in places
    )
