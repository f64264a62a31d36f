"""One series read quarter by quarter: own figures, year to date, rolling year, however it is entered."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Series
from cspdesk.domain.unit import Unit

_SUMMED_UNITS = frozenset({Unit.COUNT, Unit.MONEY, Unit.DAYS})


def adds_up(measure: Measure) -> AddsUp:
    """Return how a measure's quarters make a year, the default being that of its unit and entry."""
    if measure.adds_up is not AddsUp.DEFAULT:
        return measure.adds_up
    if measure.unit is Unit.TEXT:
        return AddsUp.NONE
    if measure.entered_as is EnteredAs.SNAPSHOT:
        return AddsUp.LAST
    return AddsUp.SUM if measure.unit in _SUMMED_UNITS else AddsUp.POOLED


def in_points(measure: Measure) -> bool:
    """Whether changes are differences in points, to which no percentage belongs."""
    return measure.unit not in _SUMMED_UNITS or adds_up(measure) is AddsUp.LAST


@dataclass(frozen=True, slots=True)
class Line:
    """A series with its measure, ready to be read.

    Every method returns None where a figure it needs is missing: a gap stays a gap.
    """

    snapshot: Snapshot
    measure: Measure
    series: Series

    def observed(self, period: Period) -> Observation | None:
        """What was typed for a period."""
        return self.snapshot.of(Observation).get(self.series.id, period)

    def cell(self, quarter: Period) -> Period:
        """The period under which a quarter's figure is typed: the year's where the measure is annual."""
        return quarter.of_year if self.measure.frequency is Frequency.YEAR else quarter

    def entered(self, period: Period) -> Decimal | None:
        """The number typed for a period, cumulative or rolling where the measure is entered so."""
        row = self.observed(self.cell(period))
        return row.value if row else None

    def own(self, quarter: Period) -> Decimal | None:
        """The quarter's own figure: a difference where entry is to date, unknown where it is rolling."""
        entered_as = self.measure.entered_as
        if entered_as is EnteredAs.ROLLING:
            return None
        if entered_as is EnteredAs.YEAR_TO_DATE and quarter.index > 1:
            return _difference(self.entered(quarter), self.entered(quarter.previous))
        return self.entered(quarter)

    def to_date(self, quarter: Period) -> Decimal | None:
        """The year to date at a quarter; the year's figure serves at quarter 4 where quarters are missing."""
        way = adds_up(self.measure)
        if way is AddsUp.NONE or self.measure.entered_as is EnteredAs.ROLLING:
            return None
        if (
            self.measure.entered_as is EnteredAs.YEAR_TO_DATE
            or way is AddsUp.LAST
            or self.measure.frequency is Frequency.YEAR
        ):
            found = self.entered(quarter)
        else:
            found = self._over(tuple(quarter.of_year.quarters[: quarter.index]), way)
        if found is None and quarter.index == 4 and (year := self.observed(quarter.of_year)):
            return year.value
        return found

    def rolling(self, quarter: Period) -> Decimal | None:
        """The twelve months that end with a quarter; the year's own figure serves at quarter 4."""
        if self.measure.entered_as is EnteredAs.ROLLING:
            return self.entered(quarter)
        way = adds_up(self.measure)
        if way in (AddsUp.NONE, AddsUp.LAST) or self.measure.frequency is Frequency.YEAR:
            return None
        found = self._over(tuple(quarter.shift(-back) for back in (3, 2, 1, 0)), way)
        if found is None and quarter.index == 4:
            return self.to_date(quarter)
        return found

    def _over(self, quarters: tuple[Period, ...], way: AddsUp) -> Decimal | None:
        """The sum of the quarters, or their counts pooled."""
        if way is AddsUp.SUM:
            return _total(self.own, quarters)
        rows = [self.observed(quarter) for quarter in quarters]
        parts = [(row.numerator, row.denominator) for row in rows if row]
        if len(parts) < len(quarters) or any(n is None or d is None for n, d in parts):
            return None
        part = sum((n for n, _ in parts if n is not None), Decimal(0))
        whole = sum((d for _, d in parts if d is not None), Decimal(0))
        if not whole:
            return None
        per = Decimal(self.measure.rate_per or 1000) if self.measure.unit is Unit.RATE else Decimal(100)
        return part * per / whole


def _total(read: Callable[[Period], Decimal | None], quarters: tuple[Period, ...]) -> Decimal | None:
    total = Decimal(0)
    for quarter in quarters:
        value = read(quarter)
        if value is None:
            return None
        total += value
    return total


def _difference(new: Decimal | None, old: Decimal | None) -> Decimal | None:
    return None if new is None or old is None else new - old
