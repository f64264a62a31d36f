"""The counts behind two figures that are compared, or why chance cannot be weighed between them."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.columns import adds_up, usable
from cspdesk.analysis.intervals import MOST_COUNTED
from cspdesk.analysis.line import Line
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

_NO_COUNTS = {
    Unit.MONEY: "money is no count of separate events",
    Unit.DAYS: "days are no count of separate events",
    Unit.TEXT: "words are no count",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A figure with the counts behind it."""

    value: Decimal
    """As it is printed: the count, the percentage or the rate."""
    part: int
    whole: int | None = None
    """What a percentage is taken of, or the people behind a rate; None of a plain count."""


def samples(
    line: Line, quarter: Period, comparator: Comparator, now: Decimal, before: Decimal
) -> tuple[Sample, Sample] | str:
    """Return a figure and the one before it with their counts, or why chance cannot be weighed.

    The comparator is one over time; both figures must be known.
    """
    measure = line.measure
    if trouble := _trouble(measure, comparator):
        return trouble
    if measure.unit is Unit.COUNT:
        first, second = _of_count(now), _of_count(before)
    else:
        earlier = quarter.previous if comparator is Comparator.PREVIOUS else quarter.year_before
        first = _of_share(line, quarter, comparator, now)
        second = _of_share(line, earlier, comparator, before)
    if isinstance(first, str):
        return first
    if isinstance(second, str):
        return second
    if measure.unit is not Unit.PERCENT and first.part + second.part > MOST_COUNTED:
        return "counts of more than ten million together are not tested"
    return first, second


def _trouble(measure: Measure, comparator: Comparator) -> str:
    """Why two figures of a measure are no counts of separate events; "" where they may be."""
    if measure.unit in _NO_COUNTS:
        return _NO_COUNTS[measure.unit]
    if measure.entered_as is EnteredAs.SNAPSHOT or adds_up(measure) is AddsUp.LAST:
        return "the figures are counted on one day, and the same cases may stand in both"
    if comparator is Comparator.PREVIOUS and measure.entered_as is EnteredAs.ROLLING:
        return "rolling years one quarter apart share nine of their twelve months"
    return ""


def _of_count(value: Decimal) -> Sample | str:
    if value < 0:
        return "a count below 0 cannot be"
    if value != value.to_integral_value():
        return "the figures are not whole counts"
    return Sample(value, int(value))


def _of_share(line: Line, quarter: Period, comparator: Comparator, value: Decimal) -> Sample | str:
    found = _counts(line, quarter, comparator)
    if isinstance(found, str):
        return found
    part, whole = found
    if part != part.to_integral_value() or whole != whole.to_integral_value():
        return "the counts behind the figures are not whole"
    if part < 0 or whole <= 0:
        return "a count below 0, or a share of nothing, cannot be"
    if line.measure.unit is Unit.PERCENT and part > whole:
        return "a part is larger than its whole"
    return Sample(value, int(part), int(whole))


_Counts = tuple[Decimal, Decimal]
_Cells = tuple[Period, ...]


def _counts(line: Line, quarter: Period, comparator: Comparator) -> _Counts | str:
    """The part and the whole of a comparator's time that ends with a quarter."""
    added, taken = _cells(line, quarter, comparator)
    found = _summed(line, added)
    if isinstance(found, str) and comparator is Comparator.YEAR_TO_DATE and quarter.index == 4:
        # The year's own figure serves at quarter 4 where its quarters do not.
        whole = _summed(line, (quarter.of_year,))
        found = found if isinstance(whole, str) else whole
    less = _summed(line, taken)
    if isinstance(found, str) or isinstance(less, str):
        return found if isinstance(found, str) else less
    return found[0] - less[0], found[1] - less[1]


def _cells(line: Line, quarter: Period, comparator: Comparator) -> tuple[_Cells, _Cells]:
    """The cells whose counts are added, and those whose counts are taken away."""
    is_rolling = comparator is Comparator.ROLLING and quarter.index < 4
    is_year = comparator in (Comparator.YEAR_TO_DATE, Comparator.ROLLING) and not is_rolling
    added: _Cells = (quarter.of_year,) if line.is_yearly else (quarter,)
    if line.is_yearly or line.measure.entered_as is EnteredAs.ROLLING:
        return added, ()
    if line.measure.entered_as is EnteredAs.YEAR_TO_DATE:
        if is_rolling:
            year_ago = quarter.year_before
            return (quarter, year_ago.of_year.quarters[-1]), (year_ago,)
        return added, () if is_year or quarter.index == 1 else (quarter.previous,)
    if is_year:
        return quarter.of_year.quarters[: quarter.index], ()
    return tuple(quarter.shift(-back) for back in (3, 2, 1, 0)) if is_rolling else added, ()


def _summed(line: Line, periods: _Cells) -> _Counts | str:
    part = whole = Decimal(0)
    for period in periods:
        row = line.observed(period)
        one, all_of_them = (usable(row.numerator), usable(row.denominator)) if row else (None, None)
        if one is None or all_of_them is None:
            return f"the counts behind the figure for {period.label} are not given"
        part, whole = part + one, whole + all_of_them
    return part, whole
