"""What phrases do to the claims that are read: directions, comparators and stretches of time."""

from cspdesk.analysis.check.claims import Comparison, Direction, Standing
from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_periods import (
    earlier_quarter,
    named,
    take_part,
    take_quarters,
    take_year_to,
)
from cspdesk.analysis.check.claims_roles import Role
from cspdesk.analysis.check.claims_state import TO_A_LEVEL, State
from cspdesk.analysis.check.claims_ways import is_claimed, speaks_of_all
from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Grain, Period

_COMPARED = words_of("on than to with against from")
_COMPARING = words_of("against than to over above below on from with the under")
_APART = words_of("short clear shy ahead")
_BESIDE = words_of("against than above below under over")
_STOPS = frozenset((",", ";", ".", ":", "\n"))
_JUDGED = words_of("met missed exceeded beaten")


def take_way(state: State, cue: Found) -> None:
    """Give a direction to the comparison that is being read."""
    sign = cue.value if isinstance(cue.value, int) else 0
    if state.is_supposed or not is_claimed(state.scene, cue):
        return
    state.require()
    state.turn_to_series(cue.at)
    claim = state.require()
    if state.over not in (None, claim.over) and claim.level is not None and state.last_number < cue.at:
        # "…, the year to date is higher (766 against 763)" goes on to another figure.
        series = claim.series
        claim = state.open(None)
        claim.series, claim.over, state.over = series, state.over, None
    comparison = state.compare()
    if cue.words == "to spare" and comparison.against is None:
        comparison.against = Against.TARGET
    if cue.cue is Cue.WAY and not sign:
        return
    token, last = state.scene.tokens[cue.at], state.scene.tokens[cue.to - 1]
    is_plain = speaks_of_all(state.scene, cue, state.subject)
    way = Direction(token, last.end, sign, cue.cue is Cue.QUALITY, cue.value == "loose", is_plain)
    if comparison.slots or comparison.against is not None:
        since = comparison.ways[-1].end if comparison.ways else comparison.until
        is_apart = state.is_turned(since, cue.at) or _has_own(state, comparison, cue)
        if is_apart and token.start > comparison.until:
            comparison = claim.comparison(fresh=True)
    comparison.ways.append(way)
    if cue.form is Form.MORE and state.scene.has_number_before(cue.at):
        comparison.until = last.end


def _has_own(state: State, comparison: Comparison, cue: Found) -> bool:
    """Whether a direction goes on to what it compares with, behind a comparison with something else."""
    if not comparison.slots or comparison.against is None:
        return False
    scene = state.scene
    for at in range(cue.to, cue.to + 9):
        if scene.word(at) in _STOPS:
            break
        following = scene.cues.get(at)
        if following is not None and following.cue is Cue.AGAINST:
            return following.value is not comparison.against
    if cue.form not in (Form.MORE, Form.UP):
        return False
    return scene.word(cue.to) in _COMPARED and any(
        scene.kind(at) is TokenKind.PERIOD or (at in scene.cues and scene.cues[at].cue is Cue.AGAINST)
        for at in range(cue.to, cue.to + 9)
    )


def take_against(state: State, cue: Found) -> None:
    """Give a comparator to the comparison that is being read, or begin another with it."""
    value, period = cue.value, None
    assert isinstance(value, Against)
    if (months := _months_back(state, cue)) not in (None, 12):
        value = Against.PREVIOUS if months == 3 else Against.OTHER
    elif value is Against.LAST_YEAR and (quarter := earlier_quarter(state.scene, cue.at)):
        period = Period.quarter(state.quarter.year - 1, quarter)
        value = Against.PERIOD
        if period == state.quarter.year_before:
            value, period = Against.LAST_YEAR, None
    elif value is Against.PERIOD:
        period = named(state.scene.tokens[cue.to - 1], state.quarter)
        if period is not None and period.grain is Grain.YEAR:
            period = Period.quarter(period.year, state.quarter.index)
        if period == state.quarter.year_before:
            value, period = Against.LAST_YEAR, None
    elif value in (Against.TARGET, Against.BASELINE) and not _is_compared(state, cue):
        return
    if value is Against.LAST_YEAR and _is_last_years_own(state, cue):
        # "1,068 offences last year and 1,628 this year": the first figure is not this year's.
        claim = state.require()
        claim.period = claim.period or state.quarter.year_before
        assert claim.level is not None
        claim.level.standing = Standing.PARTIAL
        return
    state.set_against(value, period, cue.at)


def _is_last_years_own(state: State, cue: Found) -> bool:
    """Whether a figure is said to be last year's, and not compared with it."""
    claim = state.claim
    return (
        claim is not None
        and claim.level is not None
        and not claim.comparisons
        and state.last_role is Role.LEVEL
        and not state.relation
        and state.is_same_clause(cue.at)
        and state.scene.word(cue.at - 1) not in _COMPARED | _BESIDE
        and state.scene.nearest(cue.at) is None
        and state.scene.word(cue.at - 1) != "("
        and not state.scene.number_follows(cue.to, TO_A_LEVEL)
    )


def _months_back(state: State, cue: Found) -> int | None:
    """How many months "the previous three months" and "six months ago" are; None where they are not named."""
    if cue.words.split()[0] not in ("previous", "preceding", "prior", "~c"):
        return None
    tokens = state.scene.tokens[cue.at : cue.to]
    value = next((each.value for each in tokens if each.value is not None), None)
    return int(value) if value is not None and "month" in cue.words else None


def _is_compared(state: State, cue: Found) -> bool:
    """Whether a target or baseline is compared with, and not just spoken of."""
    scene = state.scene
    before = scene.word(cue.at - 1)
    is_aim = before in ("on", "to", "of") and scene.word(cue.at - 2) not in _APART
    if cue.value is Against.TARGET and is_aim and state.relation != "against":
        return False
    if scene.is_number(cue.to):
        return True
    if scene.word(cue.to) in ("of", "(", "was", "is", ":", "=") and scene.is_number(cue.to + 1):
        return True
    if scene.word(cue.to) in ("is", "was", "has") and _JUDGED.intersection(scene.between(cue.to, cue.to + 4)):
        return True
    lead = scene.between(cue.at - 7, cue.at)
    return bool((_COMPARING | _APART).intersection(lead))


def is_compared_with(state: State, cue: Found) -> bool:
    """Whether an average is what a figure is compared with: "44% below the 2005-09 average of 52"."""
    scene = state.scene
    following = (scene.cues.get(at) for at in range(cue.to, cue.to + 3))
    if any(each is not None and each.cue is Cue.AGAINST for each in following):
        return False
    for back in range(cue.at - 1, cue.at - 7, -1):
        if scene.word(back) in _BESIDE:
            return True
        if scene.is_number(back) or scene.word(back) in _STOPS:
            return False
    return False


def take_over(state: State, cue: Found) -> None:
    """Give a stretch of time to the figure that it stands behind, else to the one to come."""
    value = cue.value
    if "most" in state.scene.between(cue.at - 5, cue.at):
        # "The most in any quarter to date" says how far back the record goes.
        value = None
    if value == "months":
        number = next(
            (each.value for each in state.scene.tokens[cue.at : cue.to] if each.value is not None), None
        )
        value = Over.ROLLING if number in (None, 12) else Over.QUARTER if number == 3 else "part"
    if value == "part":
        take_part(state, cue.at)
        return
    if value == "year to":
        first = state.scene.tokens[cue.at]
        if first.kind is TokenKind.CODE and first.value != 12:
            return
        if _COMPARED.intersection(state.scene.between(cue.at - 2, cue.at)):
            state.set_against(Against.LAST_YEAR, None, cue.at)
            return
        value = Over.ROLLING
        take_year_to(state, cue)
    if isinstance(value, int):
        take_quarters(state, 1, value, cue.at)
        return
    if not isinstance(value, Over):
        return
    claim = state.claim
    if (
        claim is not None
        and claim.level is not None
        and state.is_same_clause(cue.at)
        and not state.scene.number_follows(cue.to, TO_A_LEVEL)
    ):
        last = claim.comparisons[-1] if claim.comparisons else None
        if last is not None and last.slots:
            last.over = last.over or value
        else:
            claim.over = claim.over or value
        return
    state.over = value
