"""What is to be said of each number of a claim, in words, once the reading that fits best is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim, Comparison, Slot, Standing
from cspdesk.analysis.check.facts import Against, Facts, Over, Pair
from cspdesk.analysis.check.figures_check import Matched, Matching, difference_sign, slot_fit, slots
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import TokenKind
from cspdesk.analysis.check.verify import Fit, alike, fit, is_cut_off, percent_printed, printed
from cspdesk.analysis.check.within import held_together
from cspdesk.domain.unit import Unit

_NOTHING = "Nothing is known that it could be held against."


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the words at a place."""

    start: int
    end: int
    verdict: Verdict
    working: str
    kind: Kind | None = None
    should_be: str = ""
    message: str = ""
    is_part: bool = False
    """Whether it is read as a part of another figure, and so is none of the measure's."""


def judged(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None
) -> Iterator[Judged]:
    """Yield what became of each number of a claim."""
    if claim.level is not None:
        yield _level(reading, facts, claim, matching)
    compared = matching.compared if matching else [Matched(each, None) for each in claim.comparisons]
    for each in compared:
        yield from _comparison(reading, facts, claim, matching, each)


def difference(reading: Reading, slot: Slot, figure: Decimal, working: str, kind: Kind) -> Judged:
    """Return a number as wrong, with the figure that it should be, written alike."""
    token = slot.token
    said = reading.text[token.start : token.end]
    right = alike(token, said, figure)
    message = f"The text says {said}; the figures give {right} ({working})."
    return Judged(token.start, token.end, Verdict.DIFFERS, working, kind, right, message)


def cut_off(reading: Reading, slot: Slot, figure: Decimal, working: str) -> Judged:
    """Return a number as cut off where it should have been rounded."""
    token = slot.token
    said = reading.text[token.start : token.end]
    right = alike(token, said, figure)
    message = f"The text says {said}, cut off; rounded it is {right} ({working})."
    return Judged(token.start, token.end, Verdict.DIFFERS, working, Kind.TRUNCATED, right, message)


def agrees(slot: Slot, working: str) -> Judged:
    """Return a number as borne out."""
    return Judged(slot.token.start, slot.token.end, Verdict.AGREES, working)


def unchecked(slot: Slot, why: str = _NOTHING) -> Judged:
    """Return a number as read and not checked."""
    return Judged(slot.token.start, slot.token.end, Verdict.UNCHECKED, why)


def kind_of(slot: Slot) -> Kind:
    """Return the kind of finding that a wrong number makes."""
    is_share = slot.token.kind in (TokenKind.PERCENT, TokenKind.POINTS)
    return Kind.WRONG_PERCENT if is_share else Kind.WRONG_NUMBER


def judge_as(reading: Reading, slot: Slot, figure: Decimal, working: str, *, is_sure: bool) -> Judged:
    """Return what becomes of a number that stands for a figure; a difference counts only where it is sure."""
    match fit(slot.token, figure):
        case Fit.AGREES:
            return agrees(slot, working)
        case Fit.TRUNCATED:
            return cut_off(reading, slot, figure, working)
    if is_sure:
        return difference(reading, slot, figure, working, kind_of(slot))
    return unchecked(slot, f"It may not be the figure that the grid gives: {working}.")


# The level.


def _level(reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None) -> Judged:
    slot = claim.level
    assert slot is not None
    if facts is None or matching is None or matching.now is None:
        return unchecked(slot)
    if claim.average and (claim.average != "average" or facts.measure.unit in (Unit.COUNT, Unit.MONEY)):
        return _average(reading, facts, claim, matching)
    if not _is_of_unit(slot, facts):
        return unchecked(slot, "It is not in the measure's own unit.")
    now = matching.now
    working = f"{now.name}: {_shown(now.value, facts)}"
    if claim.is_supposed:
        return unchecked(slot, "It is a forecast or an aim.")
    return judge_as(reading, slot, now.value, working, is_sure=_is_sure_level(claim, facts, matching))


def _is_sure_level(claim: Claim, facts: Facts, matching: Matching) -> bool:
    """Whether a level that does not agree must be the figure that it was held against."""
    slot = claim.level
    assert slot is not None
    assert matching.now is not None
    is_anchored = any(each.agreed for each in matching.compared)
    if claim.is_foreign and slot.standing is not Standing.CLEAR and not is_anchored:
        return False
    if slot.standing is Standing.OTHER or not _is_one_series(claim, facts, matching):
        return False
    if slot.standing is Standing.PARTIAL:
        return sum(each.agreed for each in matching.compared) >= 2
    if slot.standing is Standing.CLEAR or is_anchored:
        return True
    return claim.over is not None or bool(claim.quarters) or bool(claim.series)


def _is_one_series(claim: Claim, facts: Facts, matching: Matching) -> bool:
    return len(facts.series) == 1 or len(claim.series) == 1 or any(each.agreed for each in matching.compared)


def _is_of_unit(slot: Slot, facts: Facts) -> bool:
    is_percent = slot.token.kind is TokenKind.PERCENT
    if slot.token.kind is TokenKind.MONEY:
        return facts.measure.unit is Unit.MONEY
    return is_percent == (facts.measure.unit is Unit.PERCENT)


def _average(reading: Reading, facts: Facts, claim: Claim, matching: Matching) -> Judged:
    """A mean over each month, week or quarter, of the year to date, the quarter or the last twelve months."""
    slot, now = claim.level, matching.now
    assert slot is not None
    assert now is not None
    each = {"month": 1, "week": 3, "quarter": 3, "day": 0}.get(claim.average, 0)
    if not each or facts.measure.unit is Unit.PERCENT:
        return unchecked(slot)
    overs = (claim.over,) if claim.over else (Over.YEAR_TO_DATE, Over.QUARTER, Over.ROLLING)
    first: Judged | None = None
    for over in overs:
        figure = facts.level(now.series, over, now.quarter)
        if figure is None or (claim.average == "quarter" and over is Over.QUARTER):
            continue
        months = {Over.QUARTER: 3, Over.YEAR_TO_DATE: 3 * figure.quarter.index}.get(over, 12)
        count = Decimal(months) * 13 / 3 if claim.average == "week" else Decimal(months) / each
        mean = figure.value / count
        working = f"{_shown(figure.value, facts)} ÷ {printed(count)} = {printed(mean)} ({figure.name})"
        found = judge_as(
            reading, slot, mean, working, is_sure=slot.standing in (Standing.CLEAR, Standing.BARE)
        )
        if found.verdict is Verdict.DIFFERS and is_cut_off(slot.token, mean):
            found = cut_off(reading, slot, mean, working)
        if found.verdict is Verdict.AGREES:
            return found
        first = first or found
    return first or unchecked(slot)


# Comparisons.


def _comparison(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None, each: Matched
) -> Iterator[Judged]:
    comparison, pair = each.comparison, each.pair
    if claim.is_supposed or comparison.is_supposed:
        for _, slot in slots(comparison):
            yield unchecked(slot, "It is a forecast or an aim.")
        return
    partial = claim.level is not None and claim.level.standing in (Standing.PARTIAL, Standing.OTHER)
    is_known = facts is not None and pair is not None and pair.before is not None and not pair.is_broken
    if not is_known or facts is None or pair is None or matching is None or (partial and not each.agreed):
        yield from _inner(reading, facts, claim, matching, each)
        return
    if not each.agreed and not each.is_sure and _holds_together(claim, comparison):
        yield from _inner(reading, facts, claim, matching, each)
        return
    is_sure = _is_sure(claim, facts, matching, each) and facts.is_alike(pair)
    is_sure = is_sure and (bool(each.agreed) or not comparison.is_guess)
    for name, slot in slots(comparison):
        found = slot_fit(name, slot, pair, facts)
        if found is None or not _is_comparable(name, slot, facts):
            yield unchecked(slot)
            continue
        agreement, figure = found
        working = _working(name, pair, figure, facts)
        if agreement is Fit.AGREES and _has_wrong_sign(slot, name, pair):
            yield _turned(reading, slot, working)
        elif agreement is Fit.AGREES:
            yield agrees(slot, working)
        elif agreement is Fit.TRUNCATED:
            yield cut_off(reading, slot, figure, working)
        elif is_sure and _is_blamed(name, pair, each):
            yield difference(reading, slot, figure, working, kind_of(slot))
        else:
            yield unchecked(slot, f"It may not be the change that the grid gives: {working}.")


def _is_blamed(name: str, pair: Pair, each: Matched) -> bool:
    """Whether a number that differs is wrong: another baseline may be meant, unless the change is from it."""
    return not (name == "before" and pair.against is Against.BASELINE and not each.agreed)


def _has_wrong_sign(slot: Slot, name: str, pair: Pair) -> bool:
    sign = difference_sign(pair)
    return name != "before" and bool(slot.token.sign) and bool(sign) and slot.token.sign != sign


def _turned(reading: Reading, slot: Slot, working: str) -> Judged:
    """A change with the wrong sign in front."""
    token = slot.token
    said = reading.text[token.start : token.end]
    is_down = token.sign < 0
    right = (
        "+" + said.lstrip("-\u2010\u2011\u2012\u2013\u2014\u2212 ")
        if is_down
        else "\u2212" + said.lstrip("+ ")
    )
    message = f"The text says {said}; the figures went the other way, so it is {right} ({working})."
    return Judged(token.start, token.end, Verdict.DIFFERS, working, Kind.WRONG_DIRECTION, right, message)


def _is_comparable(name: str, slot: Slot, facts: Facts) -> bool:
    is_points = slot.token.kind is TokenKind.POINTS
    if name == "change":
        return is_points == (facts.measure.unit is Unit.PERCENT) or slot.token.kind is TokenKind.PERCENT
    if name == "before":
        return _is_of_unit(slot, facts)
    return True


def _is_sure(claim: Claim, facts: Facts, matching: Matching, each: Matched) -> bool:
    """Whether numbers that do not agree must be those of the pair."""
    is_fit = matching.fits and (each.is_sure or claim.level is not None)
    if claim.is_foreign and not (each.agreed or is_fit):
        return False
    if each.agreed or not _is_one_series(claim, facts, matching):
        return bool(each.agreed)
    ways = each.comparison.ways
    is_plain = any(way.is_plain for way in ways) or (not ways and _is_clear_change(each.comparison))
    if claim.level is None:
        return each.is_sure or is_plain
    return matching.fits or _is_sure_level(claim, facts, matching)


def _is_clear_change(comparison: Comparison) -> bool:
    return comparison.change is not None and comparison.change.standing is Standing.CLEAR


def _holds_together(claim: Claim, comparison: Comparison) -> bool:
    """Whether a comparison's own numbers agree with each other: then it is with something the grid lacks."""
    if comparison.before is None:
        return False
    now = claim.level.token.value if claim.level else None
    found = held_together(comparison, now)
    return bool(found) and all(each.is_right for each in found)


def _inner(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None, each: Matched
) -> Iterator[Judged]:
    """What the numbers of a comparison say of each other."""
    comparison = each.comparison
    now = _now(claim, matching, comparison)
    told: set[int] = set()
    if facts is None or facts.measure.unit is not Unit.PERCENT:
        for inner in held_together(comparison, now):
            told.add(id(inner.slot))
            if inner.is_right:
                found = fit(inner.slot.token, inner.value)
                right = found is Fit.AGREES
                yield (
                    agrees(inner.slot, inner.working)
                    if right
                    else cut_off(reading, inner.slot, inner.value, inner.working)
                )
            else:
                yield difference(reading, inner.slot, inner.value, inner.working, kind_of(inner.slot))
    for _, slot in slots(comparison):
        if id(slot) not in told:
            yield unchecked(slot)


def _now(claim: Claim, matching: Matching | None, comparison: Comparison) -> Decimal | None:
    """The new figure of a comparison: the text's own, or the grid's where the text's is wrong.

    Where the numbers of a comparison bear the text's out, it is another figure that the text speaks of.
    """
    level = claim.level or (claim.context.level if claim.context else None)
    if level is not None and level.token.kind in (TokenKind.NUMBER, TokenKind.PERCENT):
        if (
            claim.level is not None
            and matching is not None
            and not matching.fits
            and matching.now is not None
            and level.standing is Standing.CLEAR
            and not _holds_together(claim, comparison)
        ):
            return matching.now.value
        return level.token.value
    return None


def _working(name: str, pair: Pair, figure: Decimal, facts: Facts) -> str:
    assert pair.before is not None
    now, before = pair.now.value, pair.before.value
    shown_now, shown_before = _shown(now, facts), _shown(before, facts)
    names = f"{pair.now.name} against {_name_before(pair)}"
    if name == "before":
        return f"{_name_before(pair)}: {shown_before}"
    high, low = (shown_now, shown_before) if now >= before else (shown_before, shown_now)
    gap = _shown(abs(now - before), facts)
    if name == "change" and figure == abs(now - before):
        points = " points" if facts.measure.unit is Unit.PERCENT else ""
        return f"{high} − {low} = {gap.rstrip('%') if points else gap}{points}, {names}"
    return f"{gap} ÷ {shown_before} = {percent_printed(figure)}, {names}"


def _name_before(pair: Pair) -> str:
    assert pair.before is not None
    return pair.before.name if pair.against is not Against.TARGET else "the target"


def _shown(value: Decimal, facts: Facts) -> str:
    said = printed(value, facts.measure.decimals if value % 1 else 0)
    return f"{said}%" if facts.measure.unit is Unit.PERCENT else said
