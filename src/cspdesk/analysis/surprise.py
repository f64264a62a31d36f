"""What surprises in a figure beside its own history: a leap from the one before, or one far outside."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.columns import SUMMED_UNITS, usable
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import number
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import Observation, SeriesBreak
from cspdesk.domain.unit import Unit

FEWEST_OTHERS = 8
"""With fewer other figures there is no history to be outside of."""
LEAST_COUNT = 12
"""The least count that may be doubled, and the least difference, for either to mean something."""
LEAST_BEYOND = 10
"""The least distance of a count from its history."""
LEAST_POINTS = Decimal(5)
"""The least distance of a percentage from its history."""
LEAST_WHOLE = 20
"""Of fewer than so many, one case moves a percentage by more than the least distance."""

_TO_DEVIATION = Decimal("1.4826")
_TENTH = Decimal("0.1")

_Points = list[tuple[Period, Decimal]]


def surprising(line: Line, row: Observation) -> Iterator[str]:
    """A figure that doubles or halves, or is far outside its history."""
    points = _points(line, row.period)
    place = next((place for place, (period, _) in enumerate(points) if period == row.period), -1)
    if place >= 0:
        yield from _leap(line, points, place)
        yield from _far_out(line, points, place, row)


def _points(line: Line, period: Period) -> _Points:
    """The figures of the like kind in order of time: of the same length and between the same breaks.

    Of counts entered to date these are the quarters' own; a quarter that cannot be worked out is left out.
    """
    rows = line.snapshot.of(Observation).where("series", line.series.id)
    grain = period.grain
    found = [
        (row.period, value)
        for row in rows
        if row.period.grain is grain and (value := usable(row.value)) is not None
    ]
    if _is_grown(line, grain):
        found = [
            (when, value if when.index == 1 else value - before[1])
            for before, (when, value) in zip([(None, Decimal(0)), *found], found, strict=False)
            if when.index == 1 or (before[0] is not None and before[0].distance_to(when) == 1)
        ]
    breaks = line.snapshot.of(SeriesBreak).where("series", line.series.id)
    starts = [each.from_period.start for each in breaks if not each.comparable]
    if not starts:
        return found
    since = max((start for start in starts if start <= period.start), default=None)
    until = min((start for start in starts if start > period.start), default=None)
    return [
        (when, value)
        for when, value in found
        if (since is None or since <= when.start) and (until is None or when.start < until)
    ]


def _leap(line: Line, points: _Points, place: int) -> Iterator[str]:
    """A figure at least twice, or at most half, both the one before and that of a year before.

    Where only one of the two is there, that one decides. Both figures must be 12 or more and differ by 12:
    counts taken as Poisson, 12 and 24 are two standard deviations of their difference apart, and what is
    larger is further; smaller counts double by chance. Percentages and rates are left to their history.
    """
    measure = line.measure
    if measure.unit not in SUMMED_UNITS:
        return
    period, value = points[place]
    steps = _counterparts(measure.entered_as, period.grain)
    others = [
        (before, steps[back])
        for when, before in reversed(points[max(0, place - max(steps)) : place])
        if (back := when.distance_to(period)) in steps
    ]
    if not others or any(
        min(value, before) < LEAST_COUNT or abs(value - before) < LEAST_COUNT for before, _ in others
    ):
        return
    if all(value >= 2 * before for before, _ in others):
        exact = [value == 2 * before for before, _ in others]
        word = "twice" if all(exact) else "at least twice" if any(exact) else "more than twice"
    elif all(2 * value <= before for before, _ in others):
        exact = [2 * value == before for before, _ in others]
        word = "half" if all(exact) else "at most half" if any(exact) else "less than half"
    else:
        return
    named = " and ".join(f"the {number(measure, before)} of {name}" for before, name in others)
    yield f"{_subject(line, period, value)} is {word} {named}."


def _counterparts(entered_as: EnteredAs, grain: Grain) -> dict[int, str]:
    """What a figure is held against: by how many steps back, the words for it."""
    if grain is Grain.YEAR:
        return {1: "the year before"}
    if entered_as is EnteredAs.ROLLING:
        names = f"the twelve months to the {grain} before", "the twelve months before"
    else:
        names = f"the {grain} before", f"the same {grain} last year"
    return {1: names[0], 4 if grain is Grain.QUARTER else 12: names[1]}


def _far_out(line: Line, points: _Points, place: int, row: Observation) -> Iterator[str]:
    """A figure beyond every other, by more than 3 scaled median absolute deviations.

    The deviation is the median distance of the other figures from their median, times 1.4826, which makes
    it a standard deviation where figures are normally spread; 3 of them is the strictest of the limits in
    use (Journal of Experimental Social Psychology 49, 2013, pages 764 to 766). They are counted from the
    nearest other figure instead of from the median, so that a steady rise, the season's usual peak and the
    second quarter of a new level pass. A count's deviation is at least the square root of the median, which
    is what chance alone gives (Poisson), and it must be 10 beyond; a percentage 5 points, and of 20 or more;
    any other figure a tenth of the median.
    """
    measure = line.measure
    period, value = points[place]
    others = [other for _, other in points]
    del others[place]
    if len(others) < FEWEST_OTHERS:
        return
    low, high = min(others), max(others)
    beyond = max(value - high, low - value)
    if beyond <= 0:
        return
    middle = _median(others)
    limit = 3 * _TO_DEVIATION * _median([abs(other - middle) for other in others])
    if measure.unit is Unit.COUNT:
        limit = max(limit, 3 * abs(middle).sqrt())
        least = Decimal(LEAST_BEYOND)
    elif measure.unit is Unit.PERCENT:
        if row.denominator is not None and row.denominator < LEAST_WHOLE:
            return
        least = LEAST_POINTS
    else:
        least = abs(middle) * _TENTH
    if beyond <= limit or beyond < least:
        return
    ends = dict.fromkeys((number(measure, low), number(measure, high)))
    if number(measure, value) in ends:
        return
    side = "above" if value > high else "below"
    said = _subject(line, period, value)
    yield f"{said} is far {side} the {' to '.join(ends)} of its other {len(others)} figures."


def _subject(line: Line, period: Period, value: Decimal) -> str:
    said = number(line.measure, value)
    # What stands in the cell is then another figure.
    is_other = _is_grown(line, period.grain) and period.index > 1
    return f"The quarter itself, {said}," if is_other else said


def _is_grown(line: Line, grain: Grain) -> bool:
    """Whether a quarter's own figure is the growth of what was typed."""
    is_to_date = line.measure.entered_as is EnteredAs.YEAR_TO_DATE
    return is_to_date and grain is Grain.QUARTER and line.measure.unit in SUMMED_UNITS


def _median(values: list[Decimal]) -> Decimal:
    ranked = sorted(values)
    middle = len(ranked) // 2
    return ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2
