"""The columns of the entry grid: which years and quarters are shown, and what stands beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cspdesk.analysis.line import adds_up
from cspdesk.desk.entry_rows import EntryRow, SeriesRow
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation

FROZEN = 2
"""How many columns stay at the left: the measure and its unit."""

ALL_YEARS = 0
"""As a number of years: every one that has figures."""


class Shows(StrEnum):
    """What the cells under quarters and years show."""

    FIGURES = "figures"
    TARGETS = "targets"
    BOTH = "figure over target"


class Kind(StrEnum):
    """What a column is."""

    MEASURE = "measure"
    UNIT = "unit"
    QUARTER = "quarter"
    YEAR = "year"
    ALONE = "quarter alone"
    YEAR_TO_DATE = "year to date"
    SAME_QUARTER = "same quarter last year"
    CHANGE = "change on last year"
    WINDOW_CHANGE = "change on the quarter before"
    STATUS = "status"
    COMMENTARY = "commentary"


WORKED_OUT = (Kind.ALONE, Kind.YEAR_TO_DATE, Kind.SAME_QUARTER, Kind.WINDOW_CHANGE, Kind.CHANGE)
"""The columns of derived figures, shown or hidden together."""

OPTIONAL = (Kind.YEAR_TO_DATE, Kind.STATUS, Kind.COMMENTARY)
"""What can be shown or hidden, the first standing for all that is worked out."""

_HEADINGS = {
    Kind.MEASURE: "Measure",
    Kind.UNIT: "Unit",
    Kind.ALONE: "Quarter\nalone",
    Kind.YEAR_TO_DATE: "Year\nto date",
    Kind.SAME_QUARTER: "Quarter\nlast year",
    Kind.CHANGE: "Change on\nlast year",
    Kind.WINDOW_CHANGE: "Change on\nquarter before",
    Kind.STATUS: "Status",
    Kind.COMMENTARY: "Commentary",
}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; quarters and years have their period."""

    kind: Kind
    period: Period | None = None

    @property
    def heading(self) -> str:
        """What stands over it, on one line or two."""
        if self.period is None:
            return _HEADINGS[self.kind]
        label = self.period.short_label
        return f"Year\n{label}" if self.kind is Kind.YEAR else label.replace(" ", "\n")

    @property
    def said(self) -> str:
        """The heading in full, for tooltips and screen readers."""
        if self.period is None:
            return self.heading.replace("\n", " ")
        label = self.period.label
        return f"Year {label}" if self.kind is Kind.YEAR else label


@dataclass(frozen=True, slots=True)
class GridView:
    """What the officer chose to see."""

    shows: Shows = Shows.FIGURES
    years: int = 2
    """How many years, the chosen quarter's the last; ALL_YEARS for every one with figures."""
    folded_years: frozenset[Period] = frozenset()
    """Years of which only the year's own column is shown."""
    optional: frozenset[Kind] = frozenset({Kind.YEAR_TO_DATE})
    """Which of OPTIONAL are shown."""


def shown_with(view: GridView, kind: Kind, is_shown: bool) -> GridView:
    """Return the view with an optional column shown, or not."""
    return replace(view, optional=view.optional | {kind} if is_shown else view.optional - {kind})


def years_of(snapshot: Snapshot, quarter: Period, view: GridView) -> tuple[Period, ...]:
    """Return the years shown, the oldest first; the chosen quarter's is always among them."""
    year = quarter.of_year
    if view.years != ALL_YEARS:
        return tuple(year.shift(-back) for back in range(view.years - 1, -1, -1))
    periods = snapshot.of(Observation).values("period")
    there = {period.of_year for period in periods if period.grain is not Grain.MONTH} | {year}
    first, last = min(there), max(there)
    return tuple(first.shift(step) for step in range(first.distance_to(last) + 1))


def columns_of(
    snapshot: Snapshot, rows: Iterable[EntryRow], quarter: Period, view: GridView
) -> tuple[GridColumn, ...]:
    """Return the columns; of those worked out only the ones that some row of the plan can fill."""
    found = [GridColumn(Kind.MEASURE), GridColumn(Kind.UNIT)]
    for year in years_of(snapshot, quarter, view):
        if year not in view.folded_years:
            found += [GridColumn(Kind.QUARTER, each) for each in year.quarters]
        found.append(GridColumn(Kind.YEAR, year))
    if Kind.YEAR_TO_DATE in view.optional:
        filled = _filled(rows)
        found += [GridColumn(kind) for kind in WORKED_OUT if kind in filled]
    found += [GridColumn(kind) for kind in (Kind.STATUS, Kind.COMMENTARY) if kind in view.optional]
    return tuple(found)


def _filled(rows: Iterable[EntryRow]) -> set[Kind]:
    filled = {Kind.SAME_QUARTER, Kind.CHANGE}
    for row in rows:
        if not isinstance(row, SeriesRow):
            continue
        match row.measure.entered_as:
            case EnteredAs.ROLLING:
                filled.add(Kind.WINDOW_CHANGE)
                continue
            case EnteredAs.YEAR_TO_DATE:
                filled.add(Kind.ALONE)
        if adds_up(row.measure) is not AddsUp.NONE:
            filled.add(Kind.YEAR_TO_DATE)
    return filled
