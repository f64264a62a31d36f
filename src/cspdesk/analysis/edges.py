"""The ends of time: what lies before the earliest period that can be kept, where nothing can be looked up."""

from cspdesk.domain.period import FIRST_YEAR, Grain, Period

NO_EARLIER = f"no figure can be kept from before {Period.financial_year(FIRST_YEAR).year_label}"
"""Why there is no figure for a period that there cannot be."""
NONE_EARLIER = NO_EARLIER.capitalize()
"""The same as a sentence of its own."""
THE_YEAR_BEFORE = "the year before"
"""What a year is called that has no period of its own."""

_FIRST = {
    Grain.QUARTER: Period.quarter(FIRST_YEAR, 1),
    Grain.YEAR: Period.financial_year(FIRST_YEAR),
    Grain.MONTH: Period.month(FIRST_YEAR, 1),
}


def earlier(period: Period, steps: int) -> Period | None:
    """Return the period so many steps earlier, None where there can be none; never later than the last."""
    return period.shift(-steps) if _FIRST[period.grain].distance_to(period) >= steps else None


def earlier_or_first(period: Period, steps: int) -> Period:
    """Return the period so many steps earlier, or the first that there can be, as a stretch's beginning."""
    return earlier(period, steps) or _FIRST[period.grain]


def year_ago(period: Period) -> Period | None:
    """Return the same quarter, month or year one year earlier; None where there can be none."""
    return earlier(period, {Grain.QUARTER: 4, Grain.YEAR: 1, Grain.MONTH: 12}[period.grain])


def year_ago_label(period: Period) -> str:
    """Return what the financial year before is called: "2014/15", or "the year before" without a name."""
    found = earlier(period.of_year, 1)
    return found.year_label if found else THE_YEAR_BEFORE


def up_to(period: Period, count: int) -> tuple[Period, ...]:
    """Return so many periods that end with one, the oldest first; fewer where there cannot be so many."""
    found = (earlier(period, back) for back in reversed(range(count)))
    return tuple(each for each in found if each is not None)
