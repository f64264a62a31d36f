"""Shares and rates: a part of a total, and a count over the population of its year and group."""

from decimal import Decimal

from cspdesk.analysis.columns import SUMMED_UNITS
from cspdesk.analysis.line import Line
from cspdesk.analysis.means import Worked
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Population

EVERYONE = "all"
"""The group of a population that leaves nobody out."""


def share(part: Decimal, total: Decimal) -> Decimal | None:
    """Return a part in per cent of a total, unrounded; None of a total of nought or below."""
    return part * 100 / total if total > 0 else None


def totals_behind(part: Decimal, stated: Decimal, decimals: int) -> tuple[Decimal, Decimal | None] | None:
    """Return between which totals a part is the share stated in per cent with so many decimals.

    part / (s + h) and part / (s - h), where h is half a unit of the last decimal. The upper end is None
    where any total above the lower one would do; all is None where no total would.
    """
    half = Decimal("0.5").scaleb(-decimals)
    if part <= 0 or stated < 0:
        return None
    low = part * 100 / (stated + half)
    return low, part * 100 / (stated - half) if stated > half else None


def share_of_total(line: Line, total: Line, quarter: Period) -> Worked:
    """Return a series' year to date in per cent of another's: a part beside the series that totals it."""
    part, whole = line.to_date(quarter), total.to_date(quarter)
    if line.measure.unit not in SUMMED_UNITS:
        return Worked(None, "a share is one of counts")
    if part is None or whole is None:
        return Worked(None, f"{quarter.label} has no year to date for both")
    found = share(part, whole)
    return Worked(found) if found is not None else Worked(None, "the total is zero")


def people_in(snapshot: Snapshot, period: Period, group: str = EVERYONE) -> int | None:
    """Return the population of the year in which a period lies, or None where none is kept.

    A financial year goes with the mid-year estimate of the summer in it: 2015/16 with mid-2015.
    """
    wanted = group.strip().casefold()
    rows = snapshot.of(Population).where("year", _year_of(period))
    return next((row.people for row in rows if row.group.strip().casefold() == wanted), None)


def _year_of(period: Period) -> int:
    """The calendar year in which a period's financial year begins."""
    return period.year - (period.grain is Grain.MONTH and period.index < 4)


def group_of(measure: Measure) -> str:
    """Return whom a measure's rate is taken over; everyone where it does not say."""
    return measure.population_group.strip() or EVERYONE


def rate(snapshot: Snapshot, measure: Measure, count: Decimal | None, period: Period) -> Worked:
    """Return a count per so many people, `rate_per` of the measure or 1,000, or why there is no rate.

    The people are those of the measure's group in the year of the count's `period`.
    """
    if count is None:
        return Worked(None, f"there is no count for {period.label}")
    if measure.unit not in SUMMED_UNITS:
        return Worked(None, "a rate is one of counts")
    year, group = _year_of(period), group_of(measure)
    people = people_in(snapshot, period, group)
    if people is None:
        return Worked(None, f"no population of '{group}' is kept for {year}")
    if not people:
        return Worked(None, f"the population of '{group}' for {year} is 0")
    return Worked(count * (measure.rate_per or 1000) / people)


def implied_last_year(
    to_date: tuple[Decimal, ...], changes: tuple[Decimal, ...]
) -> tuple[Decimal, ...] | str:
    """Return last year's quarters behind this year's stated years to date and their changes on last year.

    Last year to date is the year to date less its change, a quarter the growth of that. Where one would
    be below nought, which no count can be, it says so instead. Raises ValueError where one is without the
    other.
    """
    before = [now - change for now, change in zip(to_date, changes, strict=True)]
    quarters = tuple(now - ago for now, ago in zip(before, [Decimal(0), *before], strict=False))
    for index, value in enumerate(quarters, 1):
        if value < 0:
            return f"last year's quarter {index} would be {value:,f}, so a total or a change is wrong"
    return quarters
