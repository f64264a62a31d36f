"""Whether a change may be chance alone: one sentence for the page, and what stands behind it.

A change is called unlikely to be chance alone where the exact test gives p below 0.05, or where the 95%
interval of a difference of two percentages leaves out 0.
"""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.beside import At
from cspdesk.analysis.chance_counts import Sample, samples
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.intervals import (
    FEWEST_FOR_BYAR,
    count_limits,
    newcombe_limits,
    same_or_not,
    wilson_limits,
)
from cspdesk.analysis.line import Line
from cspdesk.analysis.yardstick import before_yardstick
from cspdesk.domain import printing
from cspdesk.domain.choices import Comparator
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

THRESHOLD = 0.05
"""A change whose p is below this is called unlikely to be chance alone."""

_NAMES = {
    Comparator.SAME_QUARTER: "the same quarter last year",
    Comparator.YEAR_TO_DATE: "the year to date last year",
    Comparator.ROLLING: "the twelve months before",
    Comparator.PREVIOUS: "the quarter before",
}
_SEPARATE = (
    "Each case is taken as a separate event: where one person, place or day makes many of them, chance moves "
    "the figures more than this says."
)
_LEAST_SHOWN = Decimal("0.0001")
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Chance:
    """What can be said of chance in a change."""

    words: str
    """One sentence for the page."""
    how_sure: tuple[str, ...] = ()
    """The test, its p, the limits and the interval, a sentence each; none where nothing can be said."""
    is_often_chance: bool | None = None
    """None where nothing can be said."""
    p: float | None = None
    """Of the exact test of two counts; 0.0 stands for less than 1e-20. None where another way was taken."""


def series_chance(line: Line, quarter: Period, comparator: Comparator) -> Chance:
    """Return whether a series' change in a quarter against a comparator over time may be chance alone."""
    if comparator is Comparator.TARGET:
        return _cannot("a target is no count of anything that happened")
    if comparator is Comparator.BASELINE:
        return _cannot("a baseline may be the mean of several years and does not say of how many")
    at = At(line, quarter, line_figures(line, quarter))
    found = before_yardstick(at, comparator)
    if isinstance(found, str):
        return _cannot(found)
    pair = samples(line, quarter, comparator, found.value, found.level.low)
    if isinstance(pair, str):
        return _cannot(pair)
    named = _NAMES[comparator]
    if comparator is Comparator.YEAR_TO_DATE and quarter.index == 4:
        named = "last year"
    return sample_chance(line.measure, *pair, named)


def sample_chance(measure: Measure, now: Sample, before: Sample, named: str) -> Chance:
    """Return whether the change between two counts, rates or percentages with their counts may be chance.

    `named` is the time before, as it stands after "on": "last year". Raises ValueError for counts that
    `same_or_not` does not take.
    """
    if measure.unit is Unit.PERCENT:
        return _of_shares(measure, now, before, named)
    p = same_or_not(now.part, before.part, now.whole or 1, before.whole or 1)
    often = p >= THRESHOLD
    fall = "fall to the two times as the people behind them do" if now.whole else "fall to either time alike"
    how_sure = (
        f"{_said(measure, now)} and {_said(measure, before)} are compared by the exact test of two counts "
        f"(C-test): it asks how often cases that {fall} would be parted so unevenly.",
        f"p is {p_words(p)}. Below {THRESHOLD} a change is called unlikely to be chance alone, else it is "
        "said to happen often by chance.",
        f"95% limits are {_count_limits(measure, now)} now and {_count_limits(measure, before)} before.",
        _SEPARATE,
    )
    return Chance(_sentence(measure, now, before, named, often), how_sure, often, p)


def p_words(p: float) -> str:
    """Return a p as it is printed: two decimals, four below 0.1, more where it would cross the threshold."""
    exact, line = Decimal(p), Decimal(str(THRESHOLD))
    if exact < _LEAST_SHOWN:
        return f"less than {_LEAST_SHOWN}"
    decimals = 2 if p >= 0.1 else 4
    while (printing.half_up(exact, decimals) < line) is not (p < THRESHOLD) and decimals < _MOST_DECIMALS:
        decimals += 1
    return f"{printing.half_up(exact, decimals):f}"


def _of_shares(measure: Measure, now: Sample, before: Sample, named: str) -> Chance:
    low, high = newcombe_limits((now.part, now.whole or 1), (before.part, before.whole or 1))
    often = low <= 0 <= high
    how_sure = (
        f"{_said(measure, now)} and {_said(measure, before)} are compared by the 95% interval of their "
        "difference (Newcombe's, made from Wilson's limits of each).",
        f"The difference lies between {_points(low)} and {_points(high)} points. Where that leaves out 0 a "
        "change is called unlikely to be chance alone, else it is said to happen often by chance.",
        f"95% limits are {_wilson(now)} now and {_wilson(before)} before (Wilson's method).",
        _SEPARATE,
    )
    return Chance(_sentence(measure, now, before, named, often), how_sure, often)


def _sentence(measure: Measure, now: Sample, before: Sample, named: str, often: bool) -> str:
    change = now.value - before.value
    if not change:
        return f"No change on {named}."
    way = "Up" if change > 0 else "Down"
    verdict = "often happens by chance" if often else "is unlikely to be chance alone"
    return f"{way} by {_amount(measure, abs(change))} on {named}; a change of this size {verdict}."


def _cannot(why: str) -> Chance:
    return Chance(f"Whether a change here is chance cannot be said, because {why}.")


def _amount(measure: Measure, change: Decimal) -> str:
    """A change without its sign, with more decimals where it would print as 0."""
    decimals = measure.decimals
    while decimals < _MOST_DECIMALS and not printing.half_up(change, decimals):
        decimals += 1
    return printing.change(change, measure.unit, decimals).removeprefix("+")


def _said(measure: Measure, sample: Sample) -> str:
    """A figure with the counts behind it: "12 of 22", "5.3 per 1,000 (53 of 10,000)"."""
    if sample.whole is None:
        return f"{sample.part:,}"
    figure = printing.figure(sample.value, measure.unit, measure.decimals, measure.rate_per or 1000)
    return f"{figure} ({sample.part:,} of {sample.whole:,})"


def _count_limits(measure: Measure, sample: Sample) -> str:
    low, high = count_limits(sample.part)
    method = "Byar's" if sample.part >= FEWEST_FOR_BYAR else "exact Poisson"
    if sample.whole is None:
        return f"{_one(low)} to {_one(high)} ({method})"
    per = (measure.rate_per or 1000) / sample.whole
    decimals = measure.decimals + 1
    return f"{_rounded(low * per, decimals)} to {_rounded(high * per, decimals)} ({method})"


def _wilson(sample: Sample) -> str:
    low, high = wilson_limits(sample.part, sample.whole or 1)
    return f"{_one(100 * low)}% to {_one(100 * high)}%"


def _points(limit: float) -> str:
    return _one(100 * limit).replace("-", printing.MINUS)


def _one(value: float) -> str:
    return _rounded(value, 1)


def _rounded(value: float, decimals: int) -> str:
    return f"{printing.half_up(Decimal(value), decimals):,f}"
