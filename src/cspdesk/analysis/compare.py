"""Any two stretches of time of one series side by side: how far apart they are, or why nobody can say."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cspdesk.analysis.beside import At
from cspdesk.analysis.columns import place_of
from cspdesk.analysis.edges import earlier_or_first
from cspdesk.analysis.figures import NOTHING, Change, compared, line_figures
from cspdesk.analysis.line import Line, adds_up, in_points
from cspdesk.analysis.yardstick import no_figure
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Frequency
from cspdesk.domain.period import Period


class Covers(StrEnum):
    """How much time a figure covers."""

    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    YEAR = "year"
    ROLLING = "rolling year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time that ends with a quarter; a year is any of its quarters."""

    covers: Covers
    quarter: Period

    @property
    def last(self) -> Period:
        """The quarter with which it ends."""
        return self.quarter.of_year.quarters[-1] if self.covers is Covers.YEAR else self.quarter

    @property
    def count(self) -> int:
        """How many quarters it covers."""
        match self.covers:
            case Covers.QUARTER:
                return 1
            case Covers.YEAR_TO_DATE:
                return self.quarter.index
        return 4

    @property
    def first(self) -> Period:
        """The quarter with which it begins, or the earliest that there can be."""
        return earlier_or_first(self.last, self.count - 1)

    @property
    def label(self) -> str:
        """Its name: "Quarter 4 2015/16", "2015/16 to Quarter 3", "Twelve months to Quarter 3 2015/16"."""
        match self.covers:
            case Covers.QUARTER:
                return self.quarter.label
            case Covers.YEAR_TO_DATE:
                return f"{self.quarter.year_label} to Quarter {self.quarter.index}"
            case Covers.YEAR:
                return self.quarter.year_label
        return f"Twelve months to {self.quarter.label}"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two figures of a series, the later one beside the one it is compared with."""

    one: Decimal | None
    other: Decimal | None
    change: Change
    """From `other` to `one`; nothing where they cannot be compared."""
    reason: str = ""
    """Why there is no change, in one sentence without its full stop; "" where there is one."""
    note: str = ""
    """What is to be known of it: how many months the two share; "" where nothing is."""


def side_by_side(line: Line, one: Stretch, other: Stretch) -> SideBySide:
    """Return two stretches' figures and the change from the other to the one.

    There is no change between figures that cover unlike lengths of time, unless they are levels at a
    moment, nor across a break after which figures are not comparable.
    """
    now, before = figure_over(line, one), figure_over(line, other)
    values = [each if isinstance(each, Decimal) else None for each in (now, before)]
    lacking = next((each for each in (now, before) if isinstance(each, str)), "")
    reason = _unlike(line, one, other) or lacking or _broken(line, one, other)
    if reason:
        return SideBySide(values[0], values[1], NOTHING, reason[:1].upper() + reason[1:])
    change = compared(values[0], values[1], in_points(line.measure))
    return SideBySide(values[0], values[1], change, note=_shared(line, one, other))


def figure_over(line: Line, stretch: Stretch) -> Decimal | str:
    """Return a series' figure over a stretch, or why there is none."""
    last, covers = stretch.last, stretch.covers
    measure = line.measure
    if covers is Covers.QUARTER and line.is_yearly:
        return "the measure has one figure a year, and none for a quarter alone"
    if covers is Covers.QUARTER and measure.entered_as is EnteredAs.ROLLING:
        return "the figures are rolling years, from which a quarter alone cannot be told"
    if covers is not Covers.QUARTER and adds_up(measure) is AddsUp.NONE:
        return "the quarters of this measure do not make a year"
    value, comparator = _value(line, stretch)
    if value is not None:
        return value
    return no_figure(At(line, last, line_figures(line, last)), comparator)


def covers_of(line: Line) -> tuple[Covers, ...]:
    """Return the stretches that a series can have figures for, the usual first."""
    measure = line.measure
    if measure.frequency is Frequency.YEAR:
        return (Covers.YEAR,)
    if measure.entered_as is EnteredAs.ROLLING:
        return (Covers.ROLLING, Covers.YEAR)
    match adds_up(measure):
        case AddsUp.NONE:
            return (Covers.QUARTER,)
        case AddsUp.LAST:
            return (Covers.QUARTER, Covers.YEAR)
    return (Covers.QUARTER, Covers.YEAR_TO_DATE, Covers.YEAR, Covers.ROLLING)


def _value(line: Line, stretch: Stretch) -> tuple[Decimal | None, Comparator]:
    last = stretch.last
    is_rolling = line.measure.entered_as is EnteredAs.ROLLING
    if stretch.covers is Covers.QUARTER:
        return line.own(last), Comparator.SAME_QUARTER
    if stretch.covers is Covers.ROLLING or (is_rolling and stretch.covers is Covers.YEAR):
        return line.rolling(last), Comparator.ROLLING
    return line.to_date(last), Comparator.YEAR_TO_DATE


def _is_level(line: Line) -> bool:
    return adds_up(line.measure) is AddsUp.LAST


def _unlike(line: Line, one: Stretch, other: Stretch) -> str:
    if one == other:
        return "the two are the same; choose another one to compare with"
    if _is_level(line) or one.count == other.count:
        return ""
    return f"{_length(one)} cannot be compared with {_length(other)}"


def _length(stretch: Stretch) -> str:
    match stretch.covers:
        case Covers.QUARTER:
            return "one quarter"
        case Covers.YEAR_TO_DATE:
            return f"a year to date of {'one quarter' if stretch.count == 1 else f'{stretch.count} quarters'}"
    return f"a {stretch.covers}"


def _broken(line: Line, one: Stretch, other: Stretch) -> str:
    early, late = sorted((one, other), key=lambda each: (each.first, each.last))
    since = early.last if _is_level(line) else early.first
    return line.columns.break_between(since.start, max(early.last, late.last))


def _shared(line: Line, one: Stretch, other: Stretch) -> str:
    """What two stretches that overlap have in common; levels have nothing."""
    # By their places, because twelve months may begin before the earliest quarter that can be kept.
    ends = [place_of(each.last) for each in (one, other)]
    starts = [end - each.count + 1 for end, each in zip(ends, (one, other), strict=True)]
    quarters = min(ends) - max(starts) + 1
    if quarters <= 0 or _is_level(line):
        return ""
    if quarters == max(one.count, other.count):
        return "Both cover the same months"
    return f"The two share {3 * quarters} months"
