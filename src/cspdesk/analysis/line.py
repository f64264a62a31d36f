"""One series read quarter by quarter: own figures, year to date, rolling year, however it is entered."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cspdesk.analysis.columns import (
    SUMMED_UNITS,
    Columns,
    adds_up,
    columns_of,
    in_points,
    parts_of,
    place_of,
    usable,
)
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.reading import Qualifier
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Series

__all__ = ["SUMMED_UNITS", "Line", "adds_up", "in_points"]


@dataclass(frozen=True)
class Line:
    """A series with its measure, ready to be read; its figures are worked out once, when first asked for.

    Every method returns None where a figure it needs is missing: a gap stays a gap.
    """

    snapshot: Snapshot
    measure: Measure
    series: Series

    @cached_property
    def columns(self) -> Columns:
        """All figures of the series by quarter."""
        return columns_of(self.snapshot, self.measure, self.series)

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
        if period.grain is Grain.QUARTER or (self.is_yearly and period.grain is Grain.YEAR):
            return self.columns.entered.get(place_of(period))
        if self.is_yearly:
            return None
        row = self.observed(period)
        if row is not None and row.typed:
            return usable(row.value)
        parts = self.parts() if self.measure.unit in SUMMED_UNITS else []
        figures = [Line(self.snapshot, self.measure, part).entered(period) for part in parts]
        known = [figure for figure in figures if figure is not None]
        return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None

    def own(self, quarter: Period) -> Decimal | None:
        """The quarter's own figure: growth where entry is to date, unknown where it is rolling or yearly.

        Growth is below 0 where a year to date falls, which cannot be: `why_none` says so.
        """
        if quarter.grain is Grain.QUARTER:
            return self.columns.own.get(place_of(quarter))
        # A year's or a month's figure stands for itself.
        return None if self.measure.entered_as is EnteredAs.ROLLING else self.entered(quarter)

    def to_date(self, quarter: Period) -> Decimal | None:
        """The year to date at a quarter; the year's figure serves at quarter 4 where quarters are missing."""
        return self.columns.to_date.get(place_of(quarter))

    def rolling(self, quarter: Period) -> Decimal | None:
        """The twelve months that end with a quarter; the year's own figure serves at quarter 4.

        Of figures entered to date they are the year to date and what last year had still to come.
        """
        return self.columns.rolling.get(place_of(quarter))

    def is_forecast(self, period: Period) -> bool:
        """Whether the figure of a period is a forecast, or a total of parts of which one is."""
        row = self.observed(self.cell(period))
        if row is not None and row.typed:
            return row.qualifier is Qualifier.FORECAST
        return any(Line(self.snapshot, self.measure, part).is_forecast(period) for part in self.parts())

    @property
    def is_yearly(self) -> bool:
        """Whether there is one figure a year."""
        return self.measure.frequency is Frequency.YEAR

    def parts(self) -> list[Series]:
        """The series that this one totals, in order; none where it totals nothing."""
        return parts_of(self.snapshot, self.measure, self.series)
