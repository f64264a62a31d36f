"""Holding a claim against the grid: the reading of it that fits best, and how each number then stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim, Comparison, Direction, Slot
from cspdesk.analysis.check.facts import Against, Facts, Figure, Over, Pair
from cspdesk.analysis.check.tokens import TokenKind
from cspdesk.analysis.check.verify import Fit, fit, is_close, share_of
from cspdesk.domain.choices import Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.printing import half_up
from cspdesk.domain.tables import Series
from cspdesk.domain.unit import Unit


@dataclass(slots=True)
class Matched:
    """A comparison with the pair of figures that fits it best."""

    comparison: Comparison
    pair: Pair | None
    agreed: int = 0
    """How many of its numbers the pair bears out."""
    is_sure: bool = False
    """Whether the words leave no other pair."""


@dataclass(slots=True)
class Matching:
    """A claim under one reading of it."""

    claim: Claim
    now: Figure | None
    fits: bool
    """Whether the level agrees; True of a claim without one."""
    compared: list[Matched] = field(default_factory=list)

    @property
    def agreed(self) -> int:
        """How many numbers agree."""
        level = 1 if self.fits and self.claim.level is not None else 0
        return level + sum(each.agreed for each in self.compared)


_WITHOUT_WORD = (Against.LAST_YEAR, Against.BASELINE, Against.PREVIOUS)


def matched(
    claim: Claim, facts: Facts, series: tuple[Series, ...], context: Matching | None
) -> Matching | None:
    """Return the reading of a claim under which most of its numbers agree, the likeliest where several do.

    None where the grid has no figure that it could speak of.
    """
    best: Matching | None = None
    for now in _figures(claim, facts, series, context):
        fits = claim.level is None or _fits_level(claim, now)
        found = Matching(claim, now, fits)
        for comparison in claim.comparisons:
            found.compared.append(_compared(comparison, claim, facts, now))
        if best is None or found.agreed > best.agreed:
            best = found
    return best


def truth(slot_name: str, pair: Pair) -> Decimal | None:
    """Return what a pair makes of a slot: "before", "change" or "percent", unsigned but for "before"."""
    if pair.before is None or pair.is_broken:
        return None
    before, now = pair.before.value, pair.now.value
    match slot_name:
        case "before":
            return before
        case "change":
            return abs(now - before)
        case "percent":
            return share_of(now - before, before) if before else None
    return None


def slot_fit(name: str, slot: Slot, pair: Pair, facts: Facts) -> tuple[Fit, Decimal] | None:
    """Return whether a number agrees with a pair, and what it should be; None where nothing is known."""
    value = truth(name, pair)
    in_points = facts.measure.unit is Unit.PERCENT
    if value is None:
        return None
    if name == "before" and pair.against is Against.TARGET:
        ends = [fit(slot.token, end.value) for end in facts.targets(pair.now.series)]
        return (Fit.AGREES if Fit.AGREES in ends else fit(slot.token, value)), value
    found = fit(slot.token, value)
    if (
        found is not Fit.AGREES
        and in_points
        and name in ("change", "percent")
        and slot.token.kind is TokenKind.PERCENT
    ):
        # "4%" between two percentages may be points or a percentage of the old one.
        other = truth("percent" if name == "change" else "change", pair)
        if other is not None and fit(slot.token, other) is Fit.AGREES:
            return Fit.AGREES, other
    if found is not Fit.AGREES and in_points and name == "change" and pair.before is not None:
        # What stands between two percentages as they print is as good as what stands between them exactly.
        places = facts.measure.decimals
        other = abs(half_up(pair.now.value, places) - half_up(pair.before.value, places))
        if fit(slot.token, other) is Fit.AGREES:
            return Fit.AGREES, other
    return found, value


def difference_sign(pair: Pair) -> int | None:
    """Return 1, −1 or 0 as the figure went up, down or stayed; None where it cannot be told."""
    if pair.before is None or pair.is_broken:
        return None
    gap = pair.now.value - pair.before.value
    return (gap > 0) - (gap < 0)


def way_agrees(way: Direction, pair: Pair, facts: Facts) -> bool | None:
    """Return whether a direction agrees with a pair; None where it cannot be told."""
    sign = difference_sign(pair)
    if sign is None or pair.before is None:
        return None
    if way.sign == 0:
        return _is_same(way, pair, facts)
    if way.is_quality:
        match facts.measure.polarity:
            case Polarity.LOWER:
                sign = -sign
            case Polarity.HIGHER:
                pass
            case _:
                return None
    return sign == way.sign


def _is_same(way: Direction, pair: Pair, facts: Facts) -> bool | None:
    assert pair.before is not None
    gap = abs(pair.now.value - pair.before.value)
    if not way.is_loose:
        return not gap
    if facts.columns(pair.now.series).is_points:
        return True if gap <= 1 else None if gap <= 5 else False
    share = share_of(gap, pair.before.value) if pair.before.value else Decimal(100)
    return True if share <= 5 else None if share <= 15 else False


def _fits_level(claim: Claim, now: Figure) -> bool:
    assert claim.level is not None
    return is_close(claim.level.token, now.value)


def _figures(
    claim: Claim, facts: Facts, series: tuple[Series, ...], context: Matching | None
) -> Iterator[Figure]:
    if (
        claim.level is None
        and context is not None
        and context.now is not None
        and claim.over in (None, context.now.over)
    ):
        yield context.now
    for each in series:
        yield from _figures_of(claim, facts, each)


def _figures_of(claim: Claim, facts: Facts, series: Series) -> Iterator[Figure]:
    yield from _named(claim, facts, series)
    is_other_year = (
        claim.period is not None and not claim.period.index and claim.period != facts.quarter.of_year
    )
    if claim.quarters or is_other_year:
        return
    overs = (claim.over,) if claim.over else facts.default_overs
    if claim.period == facts.quarter and claim.over is None and Over.QUARTER in overs:
        overs = tuple(dict.fromkeys((Over.QUARTER, *overs)))
    for quarter in facts.quarters(series):
        for over in overs:
            found = facts.level(series, over, quarter)
            if found is not None:
                yield found


def _named(claim: Claim, facts: Facts, series: Series) -> Iterator[Figure]:
    """The figures of the stretch of time that a claim names, or of all series where it says so."""
    own, period = facts.quarter, claim.period
    found: list[Figure | None] = []
    if claim.quarters and claim.since == 1:
        # A text copied from another quarter may name a stretch that is not that of its figure.
        lasts = dict.fromkeys((claim.quarters, own.index))
        found = [facts.level(series, Over.YEAR_TO_DATE, Period.quarter(own.year, last)) for last in lasts]
    elif claim.is_all and not claim.series and len(facts.series) > 1:
        found = [facts.all_together()]
    if period is not None and period.index and claim.over is not None:
        found.append(facts.level(series, claim.over, period))
    yield from (figure for figure in found if figure is not None)
    is_so_far = period == own.of_year and own.index < 4
    if period is not None and period != own and not is_so_far and not claim.quarters:
        yield from facts.levels_in(series, period)


def _compared(comparison: Comparison, claim: Claim, facts: Facts, now: Figure) -> Matched:
    """Return the pair that bears out most numbers of a comparison, and of equals the first."""
    best: Matched | None = None
    best_score = (-1, -1)
    is_sure = comparison.against is not None
    for pair in pairs_for(comparison, claim, facts, now):
        agreed = 0
        for name, slot in slots(comparison):
            found = slot_fit(name, slot, pair, facts)
            if found is not None and found[0] is not Fit.DIFFERS:
                agreed += 1
        ways = sum(1 for way in comparison.ways if way_agrees(way, pair, facts))
        # A direction alone does not tell what is compared.
        score = (agreed, ways if agreed else 0)
        if score > best_score:
            best, best_score = Matched(comparison, pair, agreed, is_sure), score
    return best or Matched(comparison, None)


def slots(comparison: Comparison) -> Iterator[tuple[str, Slot]]:
    """Return the numbers of a comparison with what each is."""
    for name in ("before", "change", "percent"):
        slot = getattr(comparison, name)
        if slot is not None:
            yield name, slot


def pairs_for(comparison: Comparison, claim: Claim, facts: Facts, now: Figure) -> Iterator[Pair]:
    """Return the pairs of figures that a comparison may mean, the likeliest first."""
    nows = [now]
    if comparison.at is not None and comparison.at != now.quarter:
        nows = list(facts.levels_in(now.series, comparison.at))
    elif comparison.over is not None:
        own = facts.level(now.series, comparison.over, now.quarter)
        nows = [own] if own is not None else nows
    elif claim.over in (None, Over.QUARTER) and claim.period in (None, facts.quarter):
        others = (
            facts.level(now.series, over, now.quarter) for over in facts.default_overs if over is not now.over
        )
        nows += [other for other in others if other is not None]
    against = (comparison.against,) if comparison.against is not None else _WITHOUT_WORD
    for each in against:
        for figure in nows:
            for pair in facts.pairs(figure, each, comparison.period):
                # A figure before that is stated may be of any length; a change means something of alike ones.
                is_stated = comparison.before is not None and comparison.against is not None
                is_named = comparison.against not in (None, Against.PERIOD)
                if not _is_itself(pair) and (is_stated or is_named or facts.is_alike(pair)):
                    yield pair
    if comparison.is_from and comparison.against is None and comparison.before is not None:
        for earlier in facts.all_values(now.series):
            if fit(comparison.before.token, earlier.value) is Fit.AGREES:
                yield Pair(now, earlier, Against.PERIOD)


def _is_itself(pair: Pair) -> bool:
    """Whether a pair would hold a figure against itself."""
    before = pair.before
    return before is not None and before == replace(pair.now, name=before.name)
