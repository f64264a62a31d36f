"""Reading the claims of a text sentence by sentence: levels with what they are compared with."""

from collections.abc import Sequence

from cspdesk.analysis.check.claims import Claim, Share, Slot, Standing
from cspdesk.analysis.check.claims_cues import Cue, Found
from cspdesk.analysis.check.claims_parts import share_at
from cspdesk.analysis.check.claims_periods import take_period
from cspdesk.analysis.check.claims_roles import PASSED, Role, role
from cspdesk.analysis.check.claims_said import is_compared_with, take_against, take_over, take_way
from cspdesk.analysis.check.claims_scene import NUMBERS
from cspdesk.analysis.check.claims_state import State
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.claims_tokens import prepared
from cspdesk.analysis.check.facts import Against
from cspdesk.analysis.check.tokens import Sentence, TokenKind
from cspdesk.domain.period import Period

_MOST = 500
"""How many claims of a text are read, about."""


def claims_in(
    sentences: Sequence[Sentence], subject: Subject, quarter: Period
) -> tuple[list[Claim], list[Share]]:
    """Return the claims of a text in order, and its shares of a whole."""
    claims: list[Claim] = []
    shares: list[Share] = []
    for place, sentence in enumerate(prepared(each, subject.unit) for each in sentences):
        _read(State(sentence, subject, quarter, claims, shares, is_first=place == 0))
        if len(claims) + len(shares) > _MOST:
            # No commentary says so much: it is a table or a page that was pasted.
            break
    return claims, shares


def _read(state: State) -> None:
    """Read a sentence from left to right."""
    at = 0
    while at < len(state.scene.tokens) and not _is_too_long(state):
        cue = state.scene.cues.get(at)
        state.at = at
        if at in state.used:
            at += 1
        elif cue is not None:
            _take(state, cue)
            at = cue.to
        else:
            _step(state, at)
            at += 1


def _is_too_long(state: State) -> bool:
    """Whether a sentence claims more than any person writes."""
    comparisons = state.claim.comparisons if state.claim is not None else ()
    return len(state.claims) > 2 * _MOST or len(state.shares) > 2 * _MOST or len(comparisons) > _MOST // 10


def _step(state: State, at: int) -> None:
    token = state.scene.tokens[at]
    if token.kind in NUMBERS:
        _number(state, at)
    elif token.kind in (TokenKind.PERIOD, TokenKind.MONTH):
        take_period(state, at)
    elif token.kind is TokenKind.MARK and token.word in (";", "\n"):
        state.is_parted = _compares_again(state, at)
        state.is_supposed = state.is_part = False
        state.over = None


def _compares_again(state: State, at: int) -> bool:
    """Whether what stands behind a semicolon has a comparator of its own."""
    scene = state.scene
    for place in range(at + 1, min(at + 13, len(scene.tokens))):
        if scene.word(place) in (";", "\n"):
            return False
        cue = scene.cues.get(place)
        if cue is not None and cue.cue in (Cue.AGAINST, Cue.RELATION):
            return True
    return False


def _take(state: State, cue: Found) -> None:
    match cue.cue:
        case Cue.WAY | Cue.QUALITY | Cue.SAME:
            take_way(state, cue)
        case Cue.AGAINST:
            take_against(state, cue)
        case Cue.OVER:
            take_over(state, cue)
        case Cue.MODAL:
            state.is_supposed = True
        case Cue.PART:
            state.is_part = True
        case Cue.YEARLY:
            state.is_yearly = True
        case Cue.TOTAL if cue.value == "total" and cue.words in ("in all", "in total", "altogether"):
            if state.claim is not None and state.last_role is Role.LEVEL and state.is_same_clause(cue.at):
                state.claim.is_all = True
        case Cue.RELATION:
            state.relation, state.relation_at = str(cue.value), cue.to
        case Cue.AVERAGE if is_compared_with(state, cue):
            against = Against.BASELINE if state.subject.has_average else Against.OTHER
            state.set_against(against, None, cue.at)
        case Cue.AVERAGE:
            state.average = "average"


def _number(state: State, at: int) -> None:
    scene, token = state.scene, state.scene.tokens[at]
    if scene.word(at - 1) in ("ranked", "rank", "position") or _is_rank(state, at):
        return
    if _is_range(state, at):
        state.used.add(at + 2)
        state.last_number = at + 2
        return
    if _is_range_end(state, at):
        state.last_number = at
        return
    share = share_at(scene, at, state.sentence, state.claim)
    if share is not None:
        state.shares.append(share.share)
        state.used |= share.used
        state.last_number = share.last
        return
    found = role(
        scene, at, state.subject, claim=state.claim, last_number=state.last_number, has_level=state.has_level
    )
    slot = Slot(token, state.standing(at))
    if state.months == 1 and slot.standing is not Standing.OTHER:
        slot.standing = Standing.PARTIAL
    state.last_at = at
    match found:
        case Role.CHANGE:
            state.put_change(slot)
        case Role.PERCENT:
            state.put_percent(slot)
        case Role.FACTOR | Role.RATIO:
            state.put_factor(slot, is_ratio=found is Role.RATIO)
        case Role.BEFORE:
            state.put_before(slot)
        case Role.LEVEL:
            state.put_level(at, slot)
    state.last_number, state.last_role, state.months = at, found, 0
    state.relation = ""
    if state.claim is not None and state.claim.comparisons:
        state.claim.comparisons[-1].until = token.end


def _is_rank(state: State, at: int) -> bool:
    """Whether a number is how many were ranked: "14th out of 15"."""
    return (
        TokenKind.ORDINAL in (state.scene.kind(at - 2), state.scene.kind(at - 3))
        and state.scene.word(at - 1) == "of"
    )


def _is_range(state: State, at: int) -> bool:
    """Whether a number begins a range that is no change: "70 to 310 cases", "between 30 and 40"."""
    scene = state.scene
    if not scene.is_number(at + 2) or scene.word(at - 1) in PASSED:
        return False
    if scene.word(at - 1) == "between":
        return scene.word(at + 1) in ("and", "-", "to")
    nearest = scene.nearest(at)
    return scene.word(at + 1) in ("to", "-") and nearest is None


def _is_range_end(state: State, at: int) -> bool:
    """Whether a number is the upper end of a target's range: "the target of 9 to 15"."""
    comparison = state.claim.comparisons[-1] if state.claim is not None and state.claim.comparisons else None
    is_aim = comparison is not None and comparison.against is Against.TARGET and not comparison.is_from
    return (
        is_aim
        and state.last_role is Role.BEFORE
        and state.scene.word(at - 1) in ("to", "-", "and")
        and state.last_number == at - 2
    )
