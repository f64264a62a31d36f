"""Periods: financial quarters (quarter 1 is April to June), financial years and months."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from cspdesk.domain.errors import PeriodError
from cspdesk.domain.months import LONG, SHORT

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Grain(StrEnum):
    """How long a period is."""

    QUARTER = "quarter"
    YEAR = "year"
    MONTH = "month"


# For each grain: how many make a year, how many months each lasts, and the lowest index.
_PER_YEAR = {Grain.QUARTER: 4, Grain.YEAR: 1, Grain.MONTH: 12}
_MONTHS = {Grain.QUARTER: 3, Grain.YEAR: 12, Grain.MONTH: 1}
_FIRST_INDEX = {Grain.QUARTER: 1, Grain.YEAR: 0, Grain.MONTH: 1}
# Longer periods come first among those that start together.
_PLACE = {Grain.YEAR: 0, Grain.QUARTER: 1, Grain.MONTH: 2}

_KEY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:Q([1-4]))?|M(0[1-9]|1[0-2]))")


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """A quarter, a year or a month; ordered by first day, and the longer first where that is the same.

    Raises PeriodError outside the years 1900 to 2199 and for an index that its grain does not have.
    """

    grain: Grain
    year: int
    """The financial year's first calendar year; a month's own calendar year."""
    index: int = 0
    """1 to 4 of a quarter, 1 to 12 of a month, 0 of a year."""
    _rank: int = field(init=False, repr=False)
    """Months from the year 0 to the first day, times three, plus the place of the grain."""

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(f"The year {self.year} cannot be kept: years run from 1900 to 2199.")
        lowest = _FIRST_INDEX[self.grain]
        if not lowest <= self.index < lowest + _PER_YEAR[self.grain]:
            raise PeriodError(f"A {self.grain} cannot have the number {self.index}.")
        month = self.year * 12 + (self.index - 1 if self.grain is Grain.MONTH else 3 * max(self.index, 1))
        object.__setattr__(self, "_rank", month * 3 + _PLACE[self.grain])

    @classmethod
    def from_key(cls, key: str) -> "Period":
        """The period stored as `2015-16Q4`, `2015-16` or `2016M03`; raises PeriodError for anything else."""
        return _from_key(key)

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """Quarter 1 to 4 of the financial year that begins in April of `year`."""
        return cls(Grain.QUARTER, year, number)

    @classmethod
    def financial_year(cls, year: int) -> "Period":
        """The financial year that begins in April of `year`."""
        return cls(Grain.YEAR, year)

    @classmethod
    def month(cls, year: int, number: int) -> "Period":
        """Month 1 to 12 of a calendar year."""
        return cls(Grain.MONTH, year, number)

    @classmethod
    def containing(cls, day: date, grain: Grain) -> "Period":
        """The period of that grain in which a day lies."""
        if grain is Grain.MONTH:
            return cls(grain, day.year, day.month)
        year = day.year if day.month >= 4 else day.year - 1
        return cls(grain, year, (day.month - 4) % 12 // 3 + 1 if grain is Grain.QUARTER else 0)

    @property
    def key(self) -> str:
        """The spelling in which the period is stored: `2015-16Q4`, `2015-16` or `2016M03`."""
        if self.grain is Grain.MONTH:
            return f"{self.year}M{self.index:02}"
        year = f"{self.year}-{(self.year + 1) % 100:02}"
        return f"{year}Q{self.index}" if self.index else year

    @property
    def start(self) -> date:
        """The first day."""
        return _first_day(self._rank // 3)

    @property
    def end(self) -> date:
        """The last day."""
        return _first_day(self._rank // 3 + _MONTHS[self.grain]) - timedelta(days=1)

    @property
    def label(self) -> str:
        """The full name: "Quarter 4 2015/16", "2015/16", "March 2016"."""
        if self.grain is Grain.MONTH:
            return f"{LONG[self.index - 1]} {self.year}"
        return f"Quarter {self.index} {self.year_label}" if self.index else self.year_label

    @property
    def short_label(self) -> str:
        """The name for a narrow place: "Q4 15/16", "2015/16", "Mar 16"; only years 20yy are cut."""
        if self.grain is Grain.MONTH:
            return f"{SHORT[self.index - 1]} {_short_year(self.year)}"
        years = self.year_label
        return f"Q{self.index} {years[2:] if self.year // 100 == 20 else years}" if self.index else years

    @property
    def span_label(self) -> str:
        """The months covered: "Jan to Mar 2016", "Apr 2015 to Mar 2016", "March 2016"."""
        if self.grain is Grain.MONTH:
            return self.label
        first, last = self.start, self.end
        opening = SHORT[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
        return f"{opening} to {SHORT[last.month - 1]} {last.year}"

    @property
    def rolling_label(self) -> str:
        """The twelve months that end with this period: "Apr '15 - Mar '16"."""
        last = self.end
        first = _first_day(last.year * 12 + last.month - 12)
        return " - ".join(
            f"{SHORT[day.month - 1]} {chr(39) if day.year // 100 == 20 else ''}{_short_year(day.year)}"
            for day in (first, last)
        )

    @property
    def year_label(self) -> str:
        """The financial year in which the period lies: "2015/16"."""
        year = self.of_year.year
        return f"{year}/{(year + 1) % 100:02}"

    @property
    def of_year(self) -> "Period":
        """The financial year in which the period lies; a year's own self."""
        return self if self.grain is Grain.YEAR else Period.containing(self.start, Grain.YEAR)

    @property
    def quarters(self) -> "tuple[Period, ...]":
        """The four quarters of a year; a quarter's own self; none for a month."""
        if self.grain is Grain.YEAR:
            return tuple(Period.quarter(self.year, number) for number in (1, 2, 3, 4))
        return (self,) if self.grain is Grain.QUARTER else ()

    @property
    def previous(self) -> "Period":
        """The period of the same grain just before."""
        return self.shift(-1)

    @property
    def next(self) -> "Period":
        """The period of the same grain just after."""
        return self.shift(1)

    @property
    def year_before(self) -> "Period":
        """The same quarter, month or year, one year earlier."""
        return self.shift(-_PER_YEAR[self.grain])

    @property
    def year_after(self) -> "Period":
        """The same quarter, month or year, one year later."""
        return self.shift(_PER_YEAR[self.grain])

    def shift(self, steps: int) -> "Period":
        """The period of the same grain so many steps later (earlier where negative)."""
        year, index = divmod(self._ordinal + steps, _PER_YEAR[self.grain])
        return Period(self.grain, year, index + _FIRST_INDEX[self.grain])

    def distance_to(self, other: "Period") -> int:
        """How many steps later `other` is; raises PeriodError where the grains differ."""
        if self.grain is not other.grain:
            raise PeriodError(f"Steps from a {self.grain} to a {other.grain} cannot be counted.")
        return other._ordinal - self._ordinal

    @property
    def _ordinal(self) -> int:
        return self.year * _PER_YEAR[self.grain] + self.index - _FIRST_INDEX[self.grain]

    def __eq__(self, other: object) -> bool:
        return self._rank == other._rank if isinstance(other, Period) else NotImplemented

    def __hash__(self) -> int:
        return self._rank

    def __lt__(self, other: "Period") -> bool:
        return self._rank < other._rank

    def __le__(self, other: "Period") -> bool:
        return self._rank <= other._rank

    def __gt__(self, other: "Period") -> bool:
        return self._rank > other._rank

    def __ge__(self, other: "Period") -> bool:
        return self._rank >= other._rank


def quarters_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every quarter from the first to the last, both included; none where the last lies before the first."""
    return tuple(_steps(first, first.distance_to(last) + 1))


def _steps(first: Period, count: int) -> Iterator[Period]:
    return (first.shift(step) for step in range(count))


@lru_cache(maxsize=8192)
def _from_key(key: str) -> Period:
    found = _KEY.fullmatch(key)
    if found:
        year = int(found[1])
        if found[4]:
            return Period.month(year, int(found[4]))
        if int(found[2]) == (year + 1) % 100:
            return Period.quarter(year, int(found[3])) if found[3] else Period.financial_year(year)
    raise PeriodError(f"'{key[:40]}' is not a stored period: they read 2015-16Q4, 2015-16 or 2016M03.")


def _first_day(month: int) -> date:
    """The first day of a month counted from January of the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _short_year(year: int) -> str:
    """Two digits where those are read back as the same year."""
    return f"{year % 100:02}" if year // 100 == 20 else str(year)
