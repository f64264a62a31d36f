"""The periods that a sentence names, and to which of its numbers they belong."""

from cspdesk.analysis.check.claims import Claim, Comparison, Standing
from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_roles import Role
from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.claims_state import TO_A_LEVEL, State
from cspdesk.analysis.check.facts import Against
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Grain, Period

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENDING = words_of("to end until by ending ended")


def named(token: Token, quarter: Period) -> Period | None:
    """Return the quarter or year that a token names in a text of a quarter; None where it names a stretch."""
    if token.period is not None:
        return token.period if token.kind is TokenKind.PERIOD else None
    if token.quarter and not token.last_quarter:
        return Period.quarter(quarter.year, token.quarter)
    return None


def earlier_quarter(scene: Scene, at: int) -> int:
    """Return the quarter named right before "last year", as in "in Q1 of last year"; 0 where none is."""
    for back in range(at - 1, max(at - 4, -1), -1):
        token = scene.tokens[back]
        if token.kind is TokenKind.PERIOD:
            return token.quarter if not token.last_quarter and token.period is None else 0
        if token.word not in ("of", "in", "the"):
            return 0
    return 0


def take_period(state: State, at: int) -> None:
    """Give a period to the number that it belongs to, or to the comparison that names it."""
    scene, token = state.scene, state.scene.tokens[at]
    if token.kind is TokenKind.MONTH:
        _take_month(state, at)
        return
    if token.period is None and not token.quarter:
        _take_unknown(state, at)
        return
    following = next((cue for n in (1, 2, 3) if (cue := scene.cues.get(at + n)) is not None), None)
    if token.quarter and following is not None and following.value is Against.LAST_YEAR:
        return
    if following is not None and following.at == at + 1 and following.cue is Cue.AGAINST:
        # "The 2014/15 baseline of 1,146": the year only names it.
        return
    leads_on = scene.is_number(at + 1) or (scene.word(at + 1) in (":", "=", "-") and scene.is_number(at + 2))
    is_behind = state.is_same_clause(at) and not leads_on and state.claim is not None
    if token.last_quarter:
        if scene.word(at - 1) == "between" and token.word.startswith("q"):
            state.set_against(Against.PERIOD, Period.quarter(state.quarter.year, token.quarter), at)
            state.require().comparison().at = Period.quarter(state.quarter.year, token.last_quarter)
        else:
            take_quarters(state, token.quarter, token.last_quarter, at)
        return
    period = named(token, state.quarter)
    if period is None or period.grain is Grain.MONTH:
        return
    claim = state.claim
    last = claim.comparisons[-1] if claim is not None and claim.comparisons else None
    nearest = scene.nearest(at)
    is_below = nearest is not None and nearest.form is Form.MORE and nearest.to >= at - 1
    is_below = is_below and scene.word(at - 1) not in ("in", "for", "during")
    is_led = is_below or (bool(state.relation) and state.relation_at >= at - 3)
    if is_led or (scene.word(at - 1) == "on" and last is not None and bool(last.ways or last.slots)):
        state.set_against(Against.PERIOD, period, at)
    elif is_behind and claim is not None:
        _put_period(state, claim, last, period)
    else:
        state.period = period


def _take_month(state: State, at: int) -> None:
    """Leave alone the figure that is of some month, and not of the quarter that it ends."""
    if not _is_end(state, at):
        take_part(state, at)


def take_part(state: State, at: int) -> None:
    """Leave alone the figure that is of a stretch which no quarters make."""
    state.months += 1
    claim = state.claim
    is_behind = state.last_role is Role.LEVEL and state.is_same_clause(at)
    if is_behind and claim is not None and claim.level is not None:
        claim.level.standing = Standing.PARTIAL


def _is_end(state: State, at: int) -> bool:
    """Whether a month ends the text's quarter, and is named as the end: "by the end of December"."""
    is_last = _MONTHS.find(state.scene.tokens[at].word[:3]) // 3 == state.quarter.end.month - 1
    return is_last and bool(_ENDING.intersection(state.scene.between(at - 3, at)))


def _take_unknown(state: State, at: int) -> None:
    """Leave alone what is of a stretch that the grid has not: "in 2014", where financial years are kept."""
    claim = state.claim
    if state.relation and state.relation_at >= at - 3:
        state.set_against(Against.OTHER, None, at)
    elif claim is not None and state.is_same_clause(at):
        last = claim.comparisons[-1] if claim.comparisons else None
        if state.last_role is Role.LEVEL and claim.level is not None:
            claim.level.standing = Standing.PARTIAL
        elif last is not None and last.against is None:
            last.against = Against.OTHER
    else:
        state.months = 1


def take_year_to(state: State, cue: Found) -> None:
    """Give the quarter with which twelve months end to the figure before it, else to the one to come."""
    token = state.scene.tokens[cue.to - 1]
    if token.kind is not TokenKind.MONTH or token.period is None:
        return
    quarter = Period.containing(token.period.end, Grain.QUARTER)
    if quarter == state.quarter:
        return
    if (
        state.claim is not None
        and state.claim.level is not None
        and state.is_same_clause(cue.at)
        and not state.scene.number_follows(cue.to, TO_A_LEVEL)
    ):
        state.claim.period = state.claim.period or quarter
    else:
        state.period = quarter


def take_quarters(state: State, first: int, last: int, at: int) -> None:
    """Give a stretch of quarters to the figure before it, else to the one to come."""
    is_behind = state.last_role is Role.LEVEL and state.is_same_clause(at)
    if is_behind and state.claim is not None and not state.scene.number_follows(at + 1, TO_A_LEVEL):
        state.claim.since, state.claim.quarters = first, last
    else:
        state.stretch = (first, last)


def _put_period(state: State, claim: Claim, last: Comparison | None, period: Period) -> None:
    """Give a period to the number that it stands behind."""
    if state.last_role is Role.LEVEL and (last is None or not last.slots or claim.period is None):
        claim.period = claim.period or period
    elif last is not None and state.last_role is Role.BEFORE:
        if last.against in (None, Against.PERIOD):
            last.against, last.period = Against.PERIOD, period
    elif last is not None and state.last_role in (Role.CHANGE, Role.PERCENT):
        if claim.level is None and len(claim.comparisons) == 1:
            claim.period = claim.period or period
        else:
            last.at = period
