"""Drafted sentences that hold a figure against a baseline, a target or a range."""

from collections.abc import Iterator

from cspdesk.analysis.drafting_parts import Against, Asked, Made, Sentence, Teller, change_part, is_told
from cspdesk.analysis.drafting_words import capital
from cspdesk.analysis.figures import BaselineFigure
from cspdesk.analysis.live_field_words import as_set
from cspdesk.analysis.tolerance import miss
from cspdesk.analysis.yardstick import Yardstick, baseline_yardstick, is_for_the_year, target_yardstick
from cspdesk.domain.choices import Polarity
from cspdesk.domain.printing import half_up
from cspdesk.domain.target_reading import TargetKind


def against_baseline(teller: Teller) -> Iterator[Made]:
    """The figure beside the baseline in force, where one is alike."""
    baseline, found = teller.figures.baseline, baseline_yardstick(teller.at)
    if baseline is None or isinstance(found, str) or baseline.change.now is None:
        return
    now, before = baseline.change.now, found.level.low
    where = found.beside.where.rstrip(",")
    asks = ("value", "figure") if not where else ("year to date", "rolling year")
    named = _named(baseline)
    change = Against(baseline.change, "baseline ", "", "baseline", where, "the baseline", "")
    opening: Sentence = (teller.counted(now, *asks), where)
    level = teller.bare(before, "baseline")
    if is_told(teller.measure, baseline.change):
        if baseline.change.difference:
            closing: Sentence = (change_part(teller, change), " on the baseline of ", level, named)
            yield Made("Against the baseline", ((*opening, ", ", *closing),))
        else:
            yield Made("Against the baseline", ((*opening, ", the same as the baseline of ", level, named),))
    yield Made("Beside the baseline", ((*opening, " against a baseline of ", level, named),))


def against_target(teller: Teller) -> Iterator[Made]:
    """The figure beside its target, and whether that is met; or why it is not judged yet."""
    target = teller.figures.target
    found = target_yardstick(teller.at, target)
    if target is None:
        return
    if isinstance(found, str):
        is_early = target.kind is TargetKind.TO_BE_CONFIRMED or is_for_the_year(target)
        if is_early and teller.own is not None:
            value = teller.counted(teller.own, "value", "figure")
            yield Made("The target", ((value, " ", *teller.in_quarter), (capital(found),)))
        return
    if found.level.low == found.level.high:
        yield from _one_level(teller, found)
    else:
        yield from _range(teller, found)


def _opening(teller: Teller, found: Yardstick) -> Sentence:
    where = found.beside.where.rstrip(",")
    asks = ("year to date", "rolling year", "value") if where else ("value", "figure")
    return (
        teller.counted(found.value, *asks),
        *((where,) if where else (" ", *teller.in_quarter)),
    )


def _one_level(teller: Teller, found: Yardstick) -> Iterator[Made]:
    measure, level = teller.measure, found.level.low
    places = measure.decimals
    gap = half_up(found.value, places) - half_up(level, places)
    # Printed alike, or apart by something else than the gap as printed, the two stand side by side alone.
    is_exact = half_up(level, places) == level and gap == half_up(found.value - level, places)
    is_plain = not is_exact or bool(gap) is not (found.value != level)
    opening = (
        *_opening(teller, found),
        " against a target of ",
        Asked(as_set(measure, level), ("target",), owner=teller.owner),
    )
    if is_plain or measure.polarity not in (Polarity.LOWER, Polarity.HIGHER):
        yield Made("Beside the target", (opening,))
        return
    amount = teller.apart(gap)
    if miss(found.value, found.level, measure.polarity):
        verdict = f"The target is missed by {amount}"
    elif gap > 0:
        verdict = f"The target is exceeded by {amount}"
    elif gap < 0:
        verdict = f"The target is met, with {amount} to spare"
    else:
        verdict = "The target is met exactly"
    yield Made("Against the target", (opening, (verdict,)))
    if not miss(found.value, found.level, measure.polarity):
        yield Made("On target", ((*_opening(teller, found), ", which is on target"),))
    yield Made("Beside the target", (opening,))


def _range(teller: Teller, found: Yardstick) -> Iterator[Made]:
    measure, level = teller.measure, found.level
    low, high = as_set(measure, level.low), as_set(measure, level.high)
    named: Sentence = ("the target range of ", Asked(f"{low} to {high}", ("target",), owner=teller.owner))
    edge = level.nearer_end(found.value)
    places = measure.decimals
    gap = half_up(found.value, places) - half_up(edge, places)
    opening = _opening(teller, found)
    if found.value == edge:
        yield Made("Against the target range", ((*opening, ", inside ", *named),))
    elif gap and half_up(edge, places) == edge and gap == half_up(found.value - edge, places):
        side = "above" if gap > 0 else "below"
        yield Made("Against the target range", ((*opening, f", {teller.apart(gap)} {side} ", *named),))


def _named(baseline: BaselineFigure) -> str:
    label = " ".join(baseline.label.split())
    return f" ({label})" if label.casefold() not in ("", "baseline") else ""
