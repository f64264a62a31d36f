"""What the grid has to say of one measure in a quarter: its figures, and which may be compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property

from cspdesk.analysis.columns import Columns, columns_of, place_of
from cspdesk.analysis.figures import SeriesFigures, figures_at, like_baseline
from cspdesk.analysis.yardstick import confirmed
from cspdesk.domain.choices import Comparator, EnteredAs, Judges
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Series
from cspdesk.domain.unit import Unit


class Over(Enum):
    """The stretch of time that a figure covers."""

    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    YEAR = "year"
    ROLLING = "rolling year"


class Against(Enum):
    """What a figure is compared with."""

    LAST_YEAR = "last year"
    PREVIOUS = "the previous quarter"
    BASELINE = "the baseline"
    TARGET = "the target"
    PERIOD = "another period"
    OTHER = "something that the grid has not"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the grid with the name of what it is."""

    value: Decimal
    name: str
    """ "Quarter 2 2015/16", "2015/16 to Quarter 2", "the baseline"."""
    series: Series
    over: Over
    quarter: Period


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that a text may compare; `before` is None where the grid lacks it."""

    now: Figure
    before: Figure | None
    against: Against
    is_broken: bool = False
    """Whether a series break stands between them, so that no change is known."""


class Facts:
    """The figures of a measure as a text of a quarter may give them, read from the grid when asked for."""

    def __init__(self, snapshot: Snapshot, measure: Measure, quarter: Period) -> None:
        self.measure = measure
        self.quarter = quarter
        self.series = series_of(snapshot, measure.id)
        self._snapshot = snapshot
        self._columns: dict[str, Columns] = {}
        self._figures: dict[tuple[str, Period], SeriesFigures] = {}

    @cached_property
    def default_overs(self) -> tuple[Over, ...]:
        """What a figure covers where the text does not say, the usual first."""
        if self.measure.entered_as is EnteredAs.ROLLING:
            return (Over.ROLLING, Over.YEAR)
        if self.measure.entered_as is EnteredAs.YEAR_TO_DATE:
            return (Over.YEAR_TO_DATE, Over.QUARTER, Over.ROLLING)
        return (Over.QUARTER, Over.YEAR_TO_DATE, Over.ROLLING)

    def columns(self, series: Series) -> Columns:
        """Return the figures of a series by quarter."""
        found = self._columns.get(series.id)
        if found is None:
            found = self._columns[series.id] = columns_of(self._snapshot, self.measure, series)
        return found

    def figures(self, series: Series, quarter: Period) -> SeriesFigures:
        """Return every derived figure of a series in a quarter."""
        key = (series.id, quarter)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = figures_at(self.columns(series), quarter)
        return found

    def quarters(self, series: Series) -> tuple[Period, ...]:
        """Return the quarters of which a text may speak without a word: its own, else the newest figure's."""
        if place_of(self.quarter) in self.columns(series).entered:
            return (self.quarter,)
        newest = self.figures(series, self.quarter).newest
        if newest is None or newest.behind > 8:
            return (self.quarter,)
        return (self.quarter, newest.period.quarters[-1])

    def level(self, series: Series, over: Over, quarter: Period) -> Figure | None:
        """Return a series' figure over a stretch that ends with a quarter; a year is any of its quarters."""
        columns = self.columns(series)
        place = place_of(quarter)
        match over:
            case Over.QUARTER:
                value = columns.own.get(place)
                name = quarter.label
            case Over.YEAR_TO_DATE:
                value = columns.to_date.get(place)
                name = (
                    f"{quarter.year_label} to Quarter {quarter.index}"
                    if quarter.index < 4
                    else quarter.year_label
                )
            case Over.YEAR:
                last = quarter.of_year.quarters[-1]
                source = columns.rolling if columns.is_rolling else columns.to_date
                value = source.get(place_of(last))
                quarter, name = last, quarter.year_label
            case Over.ROLLING:
                value = columns.rolling.get(place)
                name = f"the twelve months to {quarter.label}"
        return None if value is None else Figure(value, name, series, over, quarter)

    def levels_in(self, series: Series, period: Period) -> Iterator[Figure]:
        """Return a series' figures of a period that the text names, the likeliest first."""
        if period.grain is Grain.QUARTER:
            overs = tuple(dict.fromkeys((Over.QUARTER, *self.default_overs, Over.YEAR_TO_DATE)))
            for over in overs:
                if (found := self.level(series, over, period)) is not None:
                    yield found
            return
        if period.grain is not Grain.YEAR:
            return
        found = self.level(series, Over.YEAR, period.quarters[-1])
        if found is None and period == self.quarter.of_year:
            found = self.level(series, Over.YEAR_TO_DATE, self.quarter)
        if found is not None:
            yield found
        for figure in self.baselines(series):
            if period.year_label in figure.name and "average" not in figure.name.lower():
                yield figure

    def baselines(self, series: Series) -> list[Figure]:
        """Return the baselines that hold, that in force first."""
        found = self.figures(series, self.quarter)
        ranked = sorted(found.baselines, key=lambda each: each is not found.baseline)
        return [
            Figure(
                each.value,
                f"the baseline ({each.label})" if each.label else "the baseline",
                series,
                Over.YEAR,
                self.quarter,
            )
            for each in ranked
            if each.value is not None
        ]

    def all_together(self) -> Figure | None:
        """Return the sum of the quarter's figures of all series, where none is the total of others."""
        if any(each.total_of for each in self.series) or self.measure.unit is not Unit.COUNT:
            return None
        found = [self.level(each, self.default_overs[0], self.quarter) for each in self.series]
        known = [each for each in found if each is not None]
        if not known or len(known) < len(found):
            return None
        name = " + ".join(f"{each.series.label} {each.value:,f}" for each in known)
        return replace(known[0], value=sum((each.value for each in known), Decimal(0)), name=name)

    def targets(self, series: Series) -> list[Figure]:
        """Return the ends of the targets, the quarter's own first, those of other periods after it."""
        own = self.figures(series, self.quarter).target
        if own is None:
            return []
        others = sorted(self.columns(series).targets.values(), key=lambda each: each.period)
        found = []
        for row in (own, *others):
            reading = confirmed(row, self.measure.unit)
            if not isinstance(reading, str):
                found += [end for end in (reading.low, reading.high) if end is not None]
        return [Figure(end, "the target", series, Over.QUARTER, self.quarter) for end in dict.fromkeys(found)]

    def all_values(self, series: Series) -> Iterator[Figure]:
        """Return every figure of a series that the grid holds up to the text's quarter."""
        for over in (Over.QUARTER, Over.YEAR_TO_DATE, Over.ROLLING):
            columns = self.columns(series)
            source = (columns.own, columns.to_date, columns.rolling)[
                (Over.QUARTER, Over.YEAR_TO_DATE, Over.ROLLING).index(over)
            ]
            for place, value in source.items():
                if place <= place_of(self.quarter):
                    yield Figure(
                        value, "an earlier figure", series, over, Period.quarter(place // 4, place % 4 + 1)
                    )

    def pairs(self, now: Figure, against: Against, period: Period | None = None) -> Iterator[Pair]:
        """Return what a figure may be compared with, the likeliest first."""
        series, quarter = now.series, now.quarter
        match against:
            case Against.LAST_YEAR:
                yield from self._last_year(now)
            case Against.PREVIOUS:
                over = Over.ROLLING if self.columns(series).is_rolling else Over.QUARTER
                if quarter.year > FIRST_YEAR and now.over is over:
                    before = self.level(series, now.over, quarter.previous)
                    yield Pair(now, before, against, self._is_broken(now, before))
            case Against.BASELINE:
                for base in self.baselines(series):
                    yield Pair(now, base, against, self._is_broken_since_baseline(now, base))
            case Against.TARGET:
                for aim in self.targets(series):
                    yield Pair(now, aim, against)
            case Against.PERIOD:
                if period is not None:
                    found = False
                    for figure in self.levels_in(series, period):
                        found = True
                        yield Pair(now, figure, against, self._is_broken(now, figure))
                    if not found:
                        yield Pair(now, None, against)

    def is_alike(self, pair: Pair) -> bool:
        """Whether the two figures of a pair cover stretches of one length, so that a change has a meaning."""
        if pair.before is None:
            return True
        columns = self.columns(pair.now.series)
        if columns.is_points:
            return True
        if pair.against is Against.BASELINE:
            spans = [
                b
                for b in self.figures(pair.now.series, self.quarter).baselines
                if b.value == pair.before.value
            ]
            like = like_baseline(self.measure, spans[0].span, pair.now.quarter) if spans else None
            over = {
                Comparator.ROLLING: (Over.ROLLING, Over.YEAR),
                Comparator.YEAR_TO_DATE: (Over.YEAR_TO_DATE, Over.YEAR, Over.ROLLING),
                Comparator.SAME_QUARTER: (Over.QUARTER,),
            }
            return like is not None and pair.now.over in over.get(like, ())
        if pair.against is Against.TARGET:
            row = self.figures(pair.now.series, self.quarter).target
            judged = row.judges if row else Judges.QUARTER
            return judged is Judges.LATEST or pair.now.over in {
                Judges.QUARTER: (Over.QUARTER,),
                Judges.YEAR_TO_DATE: (Over.YEAR_TO_DATE, Over.YEAR),
                Judges.ROLLING: (Over.ROLLING, Over.YEAR),
            }.get(judged, ())
        return self._length(pair.now) == self._length(pair.before)

    def _last_year(self, now: Figure) -> Iterator[Pair]:
        if now.quarter.year <= FIRST_YEAR:
            return
        series = now.series
        ago = now.quarter.year_before
        before = self.level(series, now.over, ago)
        if before is None and self._length(now) == 4:
            before = next((b for b in self.levels_in(series, ago.of_year)), None) if ago.index == 4 else None
        yield Pair(now, before, Against.LAST_YEAR, self._is_broken(now, before))

    @staticmethod
    def _length(figure: Figure) -> int:
        match figure.over:
            case Over.QUARTER:
                return 1
            case Over.YEAR_TO_DATE:
                return figure.quarter.index
        return 4

    def _is_broken(self, now: Figure, before: Figure | None) -> bool:
        columns = self.columns(now.series)
        if before is None or not columns.broken:
            return False
        early, late = sorted((now.quarter, before.quarter))
        first = place_of(early) - self._length(before) + 1
        start = Period.quarter(max(first // 4, FIRST_YEAR), first % 4 + 1).start
        return bool(columns.break_between(start, late))

    def _is_broken_since_baseline(self, now: Figure, base: Figure) -> bool:
        columns = self.columns(now.series)
        if not columns.broken:
            return False
        found = self.figures(now.series, self.quarter).baselines
        since = next((each.since for each in found if each.value == base.value), now.quarter.start)
        return bool(columns.break_between(since, now.quarter))


def facts_of(snapshot: Snapshot, measure: MeasureId | None, quarter: Period) -> Facts | None:
    """Return the facts of a measure, or None where there is no such measure."""
    # All detectors ask about one text in a row; two threads at most read again what the other did.
    last = _LAST[0]
    if last is not None and last[0] is snapshot and last[1:3] == (measure, quarter):
        return last[3]
    row = snapshot.of(Measure).get(measure) if measure else None
    found = Facts(snapshot, row, quarter) if row is not None else None
    _LAST[0] = (snapshot, measure, quarter, found)
    return found


_LAST: list[tuple[Snapshot, MeasureId | None, Period, Facts | None] | None] = [None]
