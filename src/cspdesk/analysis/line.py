"""One series read quarter by quarter: own figures, year to date, rolling year, however it is entered."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import series_of
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
        return quarter.of_year if self.is_yearly else quarter

    def entered(self, period: Period) -> Decimal | None:
        """The number typed for a period, cumulative or rolling where the measure is entered so.

        A year's figure is that of its quarter 4. A series that totals others is their sum where nothing was
        typed for it.
        """
        if self.is_yearly and period.index not in (0, 4):
            return None
        row = self.observed(self.cell(period))
        if row is not None and row.typed:
            return row.value
        return self._totalled(period) if self.series.total_of else None

    def own(self, quarter: Period) -> Decimal | None:
        """The quarter's own figure: growth where entry is to date, unknown where it is rolling or yearly."""
        entered_as = self.measure.entered_as
        if entered_as is EnteredAs.ROLLING or (self.is_yearly and quarter.index):
            return None
        if entered_as is not EnteredAs.YEAR_TO_DATE or quarter.index <= 1:
            return self.entered(quarter)
        if self.measure.unit in _SUMMED_UNITS:
            return _difference(self.entered(quarter), self.entered(quarter.previous))
        return self._share(self._counts(quarter))

    def to_date(self, quarter: Period) -> Decimal | None:
        """The year to date at a quarter; the year's figure serves at quarter 4 where quarters are missing."""
        way = adds_up(self.measure)
        entered_as = self.measure.entered_as
        if way is AddsUp.NONE or entered_as is EnteredAs.ROLLING:
            return None
        if entered_as is EnteredAs.YEAR_TO_DATE or way is AddsUp.LAST or self.is_yearly:
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
        if way in (AddsUp.NONE, AddsUp.LAST) or self.is_yearly:
            return None
        found = self._over(tuple(quarter.shift(-back) for back in (3, 2, 1, 0)), way)
        if found is None and quarter.index == 4:
            return self.to_date(quarter)
        return found

    @property
    def is_yearly(self) -> bool:
        """Whether there is one figure a year."""
        return self.measure.frequency is Frequency.YEAR

    def _over(self, quarters: tuple[Period, ...], way: AddsUp) -> Decimal | None:
        """The sum of the quarters, or their counts pooled."""
        if way is AddsUp.SUM:
            return _total(self.own, quarters)
        counts = [self._counts(quarter) for quarter in quarters]
        parts = _total(lambda each: each[0] if each else None, counts)
        wholes = _total(lambda each: each[1] if each else None, counts)
        return self._share((parts, wholes) if parts is not None and wholes is not None else None)

    def _counts(self, quarter: Period) -> tuple[Decimal, Decimal] | None:
        """The counts behind a quarter's own percentage or rate; of cumulative entry their growth."""
        counts = self._typed_counts(quarter)
        if self.measure.entered_as is not EnteredAs.YEAR_TO_DATE or quarter.index <= 1 or counts is None:
            return counts
        before = self._typed_counts(quarter.previous)
        return (counts[0] - before[0], counts[1] - before[1]) if before else None

    def _typed_counts(self, quarter: Period) -> tuple[Decimal, Decimal] | None:
        row = self.observed(quarter)
        if row is None or row.numerator is None or row.denominator is None:
            return None
        return row.numerator, row.denominator

    def _share(self, counts: tuple[Decimal, Decimal] | None) -> Decimal | None:
        """Part over whole, per hundred or as the rate says; None where there is no whole."""
        if counts is None or counts[1] <= 0:
            return None
        per = Decimal(self.measure.rate_per or 1000) if self.measure.unit is Unit.RATE else Decimal(100)
        return counts[0] * per / counts[1]

    def _totalled(self, period: Period) -> Decimal | None:
        """The sum of the series that this one totals; None where one is missing or they do not add up."""
        if self.measure.unit not in _SUMMED_UNITS:
            return None
        parts = [Line(self.snapshot, self.measure, part) for part in self.parts()]
        return _total(lambda part: part.entered(period), parts) if parts else None

    def parts(self) -> list[Series]:
        """The series that this one totals, in order; none where it totals nothing."""
        if not self.series.total_of:
            return []
        others = [s for s in series_of(self.snapshot, self.measure.id) if s != self.series and not s.total_of]
        named = self.series.total_of.strip()
        if named.casefold() in ("the others", "all others"):
            return others
        # A series' own name may hold a comma, so each is looked for whole.
        return [s for s in others if re.search(rf"(?:^|[,;])\s*{re.escape(s.label)}\s*(?:[,;]|$)", named)]


T = TypeVar("T")


def _total(read: Callable[[T], Decimal | None], things: Iterable[T]) -> Decimal | None:
    total = Decimal(0)
    for thing in things:
        value = read(thing)
        if value is None:
            return None
        total += value
    return total


def _difference(new: Decimal | None, old: Decimal | None) -> Decimal | None:
    return None if new is None or old is None else new - old
