"""Every derived figure of a series in a quarter; the names are those of `cspdesk figures --json`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cspdesk.analysis.line import Line, adds_up, in_points
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, series_of
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Series, Target

MISSING = "missing"
NOT_DUE = "not due"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside what it is compared with; each part None where it cannot be worked out."""

    now: Decimal | None
    before: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    """Per cent of `before`, one decimal, half up; None for percentages, rates and snapshots."""


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


@dataclass(frozen=True, slots=True)
class NewestFigure:
    """The latest figure there is, with its period: it may be some quarters behind."""

    period: Period
    value: Decimal
    """As entered: cumulative or rolling where the measure is."""
    behind: int
    """Quarters before the one asked for; 0 where it is that one."""


@dataclass(frozen=True, slots=True)
class SeriesFigures:
    """The figures of one series in a quarter, in the measure's own unit."""

    series: Series
    state: str
    """A state's word, "missing" or "not due"."""
    entered: Decimal | None
    quarter: Change
    """The quarter's own figure against the same quarter last year."""
    year_to_date: Change
    rolling: Change
    baselines: tuple[BaselineFigure, ...]
    target: Target | None
    newest: NewestFigure | None

    @property
    def baseline(self) -> BaselineFigure | None:
        """The baseline in force: the one that began last; of several, the first."""
        return max(self.baselines, key=lambda each: each.since, default=None)


@dataclass(frozen=True, slots=True)
class MeasureFigures:
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
    lines = (Line(snapshot, placed.measure, series) for series in series_of(snapshot, placed.measure.id))
    return MeasureFigures(placed, tuple(line_figures(line, quarter) for line in lines))


def line_figures(line: Line, quarter: Period) -> SeriesFigures:
    """Return one series' figures."""
    before = quarter.year_before
    is_points = in_points(line.measure)
    to_date = compared(line.to_date(quarter), line.to_date(before), is_points)
    rolling = compared(line.rolling(quarter), line.rolling(before), is_points)
    own = compared(line.own(quarter), line.own(before), is_points)
    return SeriesFigures(
        series=line.series,
        state=state_of(line, quarter),
        entered=line.entered(quarter),
        quarter=own,
        year_to_date=to_date,
        rolling=rolling,
        baselines=tuple(
            BaselineFigure(b.label, b.span, _since(b), compared(_like(line, b, quarter), b.value, is_points))
            for b in line.snapshot.of(Baseline).where("series", line.series.id)
            if b.from_period is None or b.from_period.start <= quarter.start
        ),
        target=target_for(line, quarter),
        newest=newest_figure(line, quarter),
    )


def compared(now: Decimal | None, before: Decimal | None, is_points: bool) -> Change:
    """Return the change: per cent has one decimal, half up, and is None from nought and in points."""
    if now is None or before is None:
        return Change(now, before, None, None)
    percent = None if is_points else printing.percent_change(now, before)
    return Change(now, before, now - before, percent)


def state_of(line: Line, quarter: Period, chosen: Period | None = None) -> str:
    """Return the word for a cell: its state, or "missing", or "not due".

    Not due is a quarter within the measure's usual lag of the one chosen (the same, unless given), and a
    year's figure before its quarter 4.
    """
    row = line.observed(line.cell(quarter))
    if row is not None and row.typed:
        return row.state.value
    if line.entered(quarter) is not None:
        return State.VALUE.value
    early = line.is_yearly and quarter.index < 4
    return NOT_DUE if early or quarter > (chosen or quarter).shift(-line.measure.lag) else MISSING


def target_for(line: Line, quarter: Period) -> Target | None:
    """Return the target of a quarter: its own, else its year's."""
    targets = line.snapshot.of(Target)
    return targets.get(line.series.id, quarter) or targets.get(line.series.id, quarter.of_year)


def newest_figure(line: Line, quarter: Period, back: int = 12) -> NewestFigure | None:
    """Return the newest figure, of the quarter given or at most `back` quarters before it."""
    for step in range(back + 1):
        period = quarter.shift(-step)
        value = line.entered(period)
        if value is not None:
            return NewestFigure(line.cell(period), value, step)
    return None


def _since(baseline: Baseline) -> date:
    return baseline.from_period.start if baseline.from_period else date.min


def _like(line: Line, baseline: Baseline, quarter: Period) -> Decimal | None:
    """The figure that may stand beside a baseline: a year's beside a year or a rolling year only."""
    way = adds_up(line.measure)
    if line.measure.entered_as is EnteredAs.ROLLING:
        return None if baseline.span is Span.QUARTER else line.entered(quarter)
    if baseline.span is Span.QUARTER or way in (AddsUp.LAST, AddsUp.NONE):
        return line.own(quarter)
    if baseline.span is Span.ROLLING:
        return line.rolling(quarter)
    # A year's baseline: the whole year at quarter 4, else the twelve months so far.
    return line.to_date(quarter) if quarter.index == 4 else line.rolling(quarter)
