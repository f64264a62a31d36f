"""Means and what a part of a year comes to: baseline and monthly means, and the year at the same pace."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.columns import SUMMED_UNITS
from cspdesk.analysis.edges import NO_EARLIER, earlier
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.reasons import why_none
from cspdesk.domain.choices import AddsUp
from cspdesk.domain.period import Period
from cspdesk.domain.printing import figure
from cspdesk.domain.tables import Measure


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure that was worked out, or why it could not be."""

    value: Decimal | None
    why: str = ""
    """Why there is no figure; "" where there is one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a year comes to where the months seen are typical of it."""

    value: Decimal
    months: int
    """How many months were seen."""
    words: str
    """"102 for the year if the 2 months seen are typical"."""
    caution: str = ""
    """What it rests on and what it is not, in a sentence; "" where the whole year was seen."""


def baseline_mean(line: Line, last_year: Period, years: int = 3) -> Worked:
    """Return the mean of whole years up to one: (y1 + y2 + y3) / 3, in the measure's unit.

    Percentages and rates are never averaged; of those, as of a year that lacks a quarter, it says why.
    """
    if line.measure.unit not in SUMMED_UNITS or adds_up(line.measure) is AddsUp.NONE:
        return Worked(None, "the years of this measure cannot be averaged")
    total = Decimal(0)
    for back in range(years):
        year = earlier(last_year, back)
        if year is None:
            return Worked(None, NO_EARLIER)
        last_quarter = year.quarters[-1]
        what = "rolling_12" if line.columns.is_rolling else "year_to_date"
        found = line.rolling(last_quarter) if line.columns.is_rolling else line.to_date(last_quarter)
        if found is None:
            return Worked(None, why_none(line, what, last_quarter))
        total += found
    return Worked(total / years)


def monthly_mean(total: Decimal, months: int = 12) -> Decimal:
    """Return the mean of a month: a year's total over 12. Raises ValueError without a month."""
    if months < 1:
        raise ValueError(months)
    return total / months


def at_this_pace(measure: Measure, seen: Decimal, months: int) -> Pace | str:
    """Return x * 12 / months of a sum over some months of a year, or why there is none.

    A percentage, a rate or a level of part of a year is not carried on to the whole.
    """
    if measure.unit not in SUMMED_UNITS or adds_up(measure) is not AddsUp.SUM:
        return "only sums can be carried on to the whole year"
    if not 1 <= months <= 12:
        return f"a year cannot be told from {months} months"
    year = seen * 12 / months
    said = figure(year, measure.unit, measure.decimals)
    if months == 12:
        return Pace(year, months, f"{said} for the year")
    seen_months = "1 month seen is" if months == 1 else f"{months} months seen are"
    return Pace(
        year,
        months,
        f"{said} for the year if the {seen_months} typical",
        f"It rests on {months} of 12 months and is no forecast: "
        "there is no interval to say how far off it may be.",
    )


def pace_of(line: Line, quarter: Period) -> Pace | str:
    """Return what the year comes to at the pace of its quarters so far, or why that cannot be said."""
    so_far = line.to_date(quarter)
    if so_far is None:
        return why_none(line, "year_to_date", quarter)
    return at_this_pace(line.measure, so_far, 12 if line.is_yearly else 3 * quarter.index)
