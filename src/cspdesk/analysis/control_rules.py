"""The rules of an XmR chart as NHS Making Data Count publishes them: which points are no matter of chance.

Worked in exact fractions, so that a figure on a limit is never called outside it.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

WIDTH = Fraction("2.66")
"""How many average moving ranges a limit lies from the mean."""
NEAR = WIDTH * 2 / 3
"""How many the near limit does: two thirds of the way."""
_SCREEN = Fraction("3.267")
_RUN = 7


class Rule(StrEnum):
    """Which rule marks a point; of several the first here."""

    OUTSIDE = "outside the limits"
    TREND = "trend"
    TWO_IN_THREE = "two in three"
    SHIFT = "shift"
    NONE = ""


def average_range_of(values: Sequence[Fraction], screen_outliers: bool) -> Fraction | None:
    """The mean of the moving ranges; with the screen, once without those of 3.267 times it or more."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    if not ranges:
        return None
    average = sum(ranges, Fraction(0)) / len(ranges)
    # Where nothing ever moved there is nothing to screen.
    kept = [each for each in ranges if each < _SCREEN * average] if screen_outliers and average else ranges
    return sum(kept, Fraction(0)) / len(kept)


def flags(
    values: Sequence[Fraction], mean: Fraction, average_range: Fraction | None
) -> list[tuple[Rule, int]]:
    """The rule that marks each point and which way: 1 above or rising, −1 below or falling, 0 unmarked.

    Outside: beyond a limit. Trend: seven points, each above (or each below) the one before. Two in three: of
    three points in a row on one side of the mean two are close, beyond the near limit but not outside; the
    close ones are marked. Shift: seven points on one side of the mean. Rules come first as they do here.
    """
    # A point alone has no range, and so lies on its mean.
    width = average_range or Fraction(0)
    gaps = [value - mean for value in values]
    sides = [_sign(gap) for gap in gaps]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    limit, near = WIDTH * width, NEAR * width
    outside = [side if not -limit <= gap <= limit else 0 for gap, side in zip(gaps, sides, strict=True)]
    far = [side if not -near <= gap <= near else 0 for gap, side in zip(gaps, sides, strict=True)]
    close = [0 if out else side for out, side in zip(outside, far, strict=True)]
    marked = (
        (Rule.OUTSIDE, outside),
        (Rule.TREND, _runs(steps, _RUN - 1, len(values))),
        (Rule.TWO_IN_THREE, _two_in_three(sides, close)),
        (Rule.SHIFT, _runs(sides, _RUN, len(values))),
    )
    return [
        next(((rule, marks[place]) for rule, marks in marked if marks[place]), (Rule.NONE, 0))
        for place in range(len(values))
    ]


def _runs(signs: Sequence[int], length: int, count: int) -> list[int]:
    """The sign of the run of so many like signs that each of `count` points is part of, else 0.

    A step belongs to the points at both its ends. Where one run turns into another the newer one counts.
    """
    found = [0] * count
    for start in range(len(signs) - length + 1):
        if sign := _shared(signs[start : start + length]):
            found[start : start + _RUN] = [sign] * _RUN
    return found


def _two_in_three(sides: Sequence[int], close: Sequence[int]) -> list[int]:
    found = [0] * len(sides)
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        if _shared(sides[start : start + 3]) and sum(map(abs, (close[place] for place in three))) >= 2:
            for place in three:
                found[place] = found[place] or close[place]
    return found


def _shared(signs: Sequence[int]) -> int:
    """The sign that all have; 0 where they differ."""
    return signs[0] if all(sign == signs[0] for sign in signs) else 0


def _sign(value: Fraction) -> int:
    # A fraction's sign is that of its numerator, which is quicker to ask.
    return (value.numerator > 0) - (value.numerator < 0)
