"""Every derived figure of a series in a quarter; the names are those of `cspdesk figures --json`."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cspdesk.analysis.columns import Columns, columns_of, place_of, quarter_at, usable
from cspdesk.analysis.edges import earlier_or_first
from cspdesk.analysis.line import Line, adds_up
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Frequency, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, series_of
from cspdesk.domain.printing import percent_of
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Series, Target

MISSING = "missing"
NOT_DUE = "not due"
_VALUE = State.VALUE.value

_OVER_TIME = (Comparator.SAME_QUARTER, Comparator.YEAR_TO_DATE, Comparator.ROLLING, Comparator.PREVIOUS)
_UNBROKEN = ("",) * len(_OVER_TIME)

# What follows are tuples because a page, a pack and a chart make them by the ten thousand; where that is done
# they are made as such, which takes half as long as by their names.
_made = tuple.__new__


class Change(NamedTuple):
    """A figure beside what it is compared with; each part None where it cannot be worked out."""

    now: Decimal | None
    before: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    """Per cent of `before`, one decimal, half up; None for percentages, rates and snapshots."""
    broken: str = ""
    """Why two figures that are both there are not compared: a series break between them; else ""."""


NOTHING = Change(None, None, None, None)
"""A change of which nothing is known."""


class NewestFigure(NamedTuple):
    """The latest figure there is, with its period: it may be some quarters behind."""

    period: Period
    value: Decimal
    """As entered: cumulative or rolling where the measure is."""
    behind: int
    """Quarters before the one asked for; 0 where it is that one."""


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """A baseline and how far the figures are from it."""

    label: str
    span: Span
    since: date
    """The first day from which it holds; the earliest there is where it always did."""
    change: Change

    @property
    def value(self) -> Decimal | None:
        """The baseline itself."""
        return self.change.before


class SeriesFigures(NamedTuple):
    """The figures of one series in a quarter, in the measure's own unit."""

    series: Series
    state: str
    """A state's word, "missing" or "not due"."""
    entered: Decimal | None
    quarter: Change
    """The quarter's own figure against the same quarter last year."""
    year_to_date: Change
    rolling: Change
    previous: Change
    """The quarter's own figure against the quarter before; of rolling years those that ended with each."""
    baselines: tuple[BaselineFigure, ...]
    target: Target | None
    newest: NewestFigure | None

    @property
    def baseline(self) -> BaselineFigure | None:
        """The baseline in force: the one that began last; of several, the first."""
        return max(self.baselines, key=lambda each: each.since, default=None)


class MeasureFigures(NamedTuple):
    """A measure's figures in a quarter, series by series."""

    placed: Placed
    series: tuple[SeriesFigures, ...]

    @property
    def headline(self) -> SeriesFigures | None:
        """The series that speaks for the measure."""
        return next((line for line in self.series if line.series.headline), next(iter(self.series), None))


def all_figures(snapshot: Snapshot, quarter: Period) -> tuple[MeasureFigures, ...]:
    """Return the figures of every measure that the quarter's plan places, in the plan's order."""
    found = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    return tuple(measure_figures(snapshot, item, quarter) for item in found)


def measure_figures(snapshot: Snapshot, placed: Placed, quarter: Period) -> MeasureFigures:
    """Return one measure's figures."""
    measure = placed.measure
    read = (columns_of(snapshot, measure, series) for series in series_of(snapshot, measure.id))
    return MeasureFigures(placed, tuple(figures_at(columns, quarter) for columns in read))


def line_figures(line: Line, quarter: Period) -> SeriesFigures:
    """Return one series' figures."""
    return figures_at(line.columns, quarter)


def figures_at(columns: Columns, quarter: Period) -> SeriesFigures:
    """Return the figures of a series that has been read."""
    return figures_in(columns, quarter, place_of(quarter))


def figures_in(columns: Columns, quarter: Period, place: int) -> SeriesFigures:
    """Return the figures of a series that has been read, in a quarter whose place is known."""
    year_ago, is_points = place - 4, columns.is_points
    own, to_date, rolling = columns.own, columns.to_date, columns.rolling
    stepped = rolling if columns.is_rolling else own
    entered = columns.entered.get(place)
    apart = _apart(columns, quarter) if columns.broken else _UNBROKEN
    alone, alone_before = own.get(place), own.get(year_ago)
    so_far, so_far_before = to_date.get(place), to_date.get(year_ago)
    twelve, twelve_before = rolling.get(place), rolling.get(year_ago)
    by_quarter = by_year = compared(alone, alone_before, is_points, apart[0])
    # In quarter 1 the year to date is the quarter, in quarter 4 the rolling year.
    if so_far is not alone or so_far_before is not alone_before:
        by_year = compared(so_far, so_far_before, is_points, apart[1])
    by_twelve = by_year
    if twelve is not so_far or twelve_before is not so_far_before:
        by_twelve = compared(twelve, twelve_before, is_points, apart[2])
    # A quarter with a figure, as most are, needs no more looking for its state and its newest figure.
    if entered is None or columns.is_yearly:
        state, newest = _state(columns, place, quarter, quarter), _newest(columns, place, quarter, entered)
    else:
        state, newest = _VALUE, _made(NewestFigure, (quarter, entered, 0))
    parts = (
        columns.series,
        state,
        entered,
        by_quarter,
        by_year,
        by_twelve,
        compared(stepped.get(place), stepped.get(place - 1), is_points, apart[3]),
        _baselines(columns, quarter, (by_quarter, by_year, by_twelve)) if columns.baselines else (),
        _target(columns, quarter) if columns.targets else None,
        newest,
    )
    return _made(SeriesFigures, parts)


def compared(now: Decimal | None, before: Decimal | None, is_points: bool, broken: str = "") -> Change:
    """Return the change: per cent has one decimal, half up, and is None from nought and in points.

    With `broken`, why the two may not be compared, there is neither a difference nor a percentage.
    """
    if now is None or before is None:
        return NOTHING if now is before else _made(Change, (now, before, None, None, ""))
    if broken:
        return Change(now, before, None, None, broken)
    difference = now - before
    percent = None if is_points or not before else percent_of(difference, before)
    return _made(Change, (now, before, difference, percent, ""))


def counterpart_start(measure: Measure, comparator: Comparator, quarter: Period) -> Period:
    """Return the first period that a quarter's counterpart covers, of the comparators over time.

    Where that would lie before the earliest period there can be, it is that one.
    """
    is_level = adds_up(measure) is AddsUp.LAST
    if comparator is Comparator.ROLLING:
        return earlier_or_first(quarter, 7)
    if comparator is Comparator.PREVIOUS:
        return earlier_or_first(quarter, 4 if measure.entered_as is EnteredAs.ROLLING else 1)
    if comparator is Comparator.YEAR_TO_DATE and (not is_level or measure.frequency is Frequency.YEAR):
        return earlier_or_first(quarter, 4).of_year.quarters[0]
    return earlier_or_first(quarter, 4)


def like_baseline(measure: Measure, span: Span, quarter: Period) -> Comparator | None:
    """Return the comparator whose figure may stand beside a baseline; None where none is alike.

    A year's baseline stands beside a year or a rolling year only: at quarter 4 the whole year, else the
    twelve months so far.
    """
    if measure.entered_as is EnteredAs.ROLLING:
        return None if span is Span.QUARTER else Comparator.ROLLING
    if span is Span.QUARTER or adds_up(measure) in (AddsUp.LAST, AddsUp.NONE):
        return Comparator.SAME_QUARTER
    return Comparator.YEAR_TO_DATE if span is Span.YEAR and quarter.index == 4 else Comparator.ROLLING


def state_of(line: Line, quarter: Period, chosen: Period | None = None) -> str:
    """Return the word for a cell: its state, or "missing", or "not due".

    Not due is a quarter within the measure's usual lag of the one chosen (the same, unless given), and a
    year's figure before its quarter 4.
    """
    return _state(line.columns, place_of(quarter), quarter, chosen or quarter)


def target_for(line: Line, quarter: Period) -> Target | None:
    """Return the target of a quarter: its own, else its year's."""
    return _target(line.columns, quarter)


def newest_figure(line: Line, quarter: Period) -> NewestFigure | None:
    """Return the newest figure, of the quarter given or the nearest before it."""
    place = place_of(quarter)
    return _newest(line.columns, place, quarter, line.columns.entered.get(place))


def _apart(columns: Columns, quarter: Period) -> tuple[str, ...]:
    """Why a quarter stands apart from its counterpart, of each comparator over time."""
    starts = (counterpart_start(columns.measure, each, quarter).start for each in _OVER_TIME)
    return tuple(columns.break_between(start, quarter) for start in starts)


def _state(columns: Columns, place: int, quarter: Period, chosen: Period) -> str:
    state = columns.states.get(place)
    if state is not None:
        return state
    if place in columns.entered:
        return _VALUE
    early = columns.is_yearly and quarter.index < 4
    return NOT_DUE if early or place > place_of(chosen) - columns.measure.lag else MISSING


def _target(columns: Columns, quarter: Period) -> Target | None:
    return columns.targets.get(quarter) or columns.targets.get(quarter.of_year)


def _newest(columns: Columns, place: int, quarter: Period, entered: Decimal | None) -> NewestFigure | None:
    if entered is None:
        count = bisect_right(columns.places, place)
        if not count:
            return None
        found = columns.places[count - 1]
        period = quarter_at(found)
        cell = period.of_year if columns.is_yearly else period
        return NewestFigure(cell, columns.entered[found], place - found)
    return NewestFigure(quarter.of_year if columns.is_yearly else quarter, entered, 0)


def _baselines(
    columns: Columns, quarter: Period, changes: tuple[Change, Change, Change]
) -> tuple[BaselineFigure, ...]:
    """The baselines that hold in a quarter, each beside the figure that is like it."""
    values = dict(zip(_OVER_TIME, (change.now for change in changes), strict=False))
    found = []
    for row in columns.baselines:
        since = row.from_period.start if row.from_period else date.min
        if since > quarter.start:
            continue
        comparator = like_baseline(columns.measure, row.span, quarter)
        now = values[comparator] if comparator else None
        apart = columns.break_between(since, quarter)
        change = compared(now, usable(row.value), columns.is_points, apart)
        found.append(BaselineFigure(row.label, row.span, since, change))
    return tuple(found)
