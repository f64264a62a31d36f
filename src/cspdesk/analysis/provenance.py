"""Where a figure comes from: the sum in words, step by step, and the cells behind it."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from cspdesk.analysis.beside import At, judged_over, over_a_year
from cspdesk.analysis.edges import NONE_EARLIER, earlier, year_ago
from cspdesk.analysis.figures import Change, SeriesFigures, like_baseline, line_figures
from cspdesk.analysis.line import Line, adds_up, in_points
from cspdesk.analysis.provenance_sums import own, rolling, to_date, typed
from cspdesk.analysis.provenance_words import (
    Provenance,
    SourceCell,
    Step,
    exact,
    is_rounded,
    none_step,
    rolling_words,
)
from cspdesk.analysis.statements import number
from cspdesk.analysis.status import Judgement, judged
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Judges, StatusAgainst
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.plan_view import headline, measure_name, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Measure, Series, SeriesId, StatusOverride, Target


class FigureKind(StrEnum):
    """What a figure is, of a series in a period."""

    ENTERED = "entered"
    """What stands in a cell of its own: typed, a total of its parts, or a year made of its quarters."""
    QUARTER = "quarter"
    """The quarter's own figure, where figures to date are typed."""
    YEAR_TO_DATE = "year to date"
    SAME_QUARTER = "same quarter last year"
    """Beside a quarter its own last year; of rolling years and of yearly figures the one a year before."""
    CHANGE = "change"
    """On last year: of the year to date, else of the quarter; of rolling years of those."""
    CHANGE_PCT = "change per cent"
    PREVIOUS_CHANGE = "change on the quarter before"
    ROLLING = "rolling"
    BASELINE_CHANGE = "baseline change"
    TARGET = "target"
    STATUS = "status"


def where_from(snapshot: Snapshot, kind: FigureKind, series: SeriesId, period: Period) -> Provenance | None:
    """Return how a figure comes about; None where its series or measure is gone.

    A figure that cannot be worked out says why instead. Of a year's period the figures worked out are those
    at its quarter 4.
    """
    row = snapshot.of(Series).get(series)
    measure = snapshot.of(Measure).get(row.measure) if row else None
    if row is None or measure is None:
        return None
    if kind is FigureKind.STATUS:
        # One series speaks for the measure, whichever was asked about.
        row = headline(snapshot, measure.id) or row
    line = Line(snapshot, measure, row)
    if period.grain is Grain.MONTH:
        # Months are typed, and nothing is worked out from them.
        kind = FigureKind.ENTERED
    quarter = period.quarters[-1] if period.quarters else period
    # The first three months there can be lie before the first financial year.
    name = measure_name(snapshot, measure.id, max(quarter, Period.financial_year(FIRST_YEAR)))
    named = f"{name} ({row.label})" if row.label else name
    what, steps = _ASKED[kind](line, period if kind in _OF_A_CELL else quarter)
    return Provenance(f"{named}, {what}", _subject(line, what, steps[0]), tuple(steps))


_OF_A_CELL = (FigureKind.ENTERED, FigureKind.TARGET)
"""The kinds of which a year has a cell of its own."""

_Answer = tuple[str, list[Step]]
"""What the figure is called with its time, and its steps, its own first."""


def _entered(line: Line, period: Period) -> _Answer:
    cell = line.cell(period) if period.grain is Grain.QUARTER else period
    if cell.grain is Grain.YEAR and not line.is_yearly:
        row = line.observed(cell)
        if row is None or not row.typed:
            return f"in {cell.label}", [to_date(line, cell.quarters[-1])]
    return f"in {_window(line, cell)}", [typed(line, cell)]


def _quarter(line: Line, quarter: Period) -> _Answer:
    return f"in {quarter.label}{' alone' if _is_to_date(line) else ''}", [own(line, quarter)]


def _to_date(line: Line, quarter: Period) -> _Answer:
    return f"in {_so_far(line, quarter)}", [to_date(line, quarter)]


def _same_quarter(line: Line, quarter: Period) -> _Answer:
    before = year_ago(quarter)
    if before is None:
        return "a year before", [none_step(NONE_EARLIER)]
    if line.measure.entered_as is EnteredAs.ROLLING:
        return _rolling(line, before)
    return _to_date(line, before) if line.is_yearly else _quarter(line, before)


def _rolling(line: Line, quarter: Period) -> _Answer:
    return f"in {rolling_words(quarter)}", [rolling(line, quarter)]


def _change(line: Line, quarter: Period) -> _Answer:
    what, steps = _on_last_year(line, quarter)
    return what, [step for step in steps if step.figure or step.what]


def _change_pct(line: Line, quarter: Period) -> _Answer:
    what, (change, percent, *sides) = _on_last_year(line, quarter)
    if not percent.figure and not percent.what:
        return f"{what} in per cent", [change, *sides]
    return f"{what} in per cent", [percent, *([change] if change.figure else []), *sides]


def _on_last_year(line: Line, quarter: Period) -> _Answer:
    """The change that the grid and the reading line show: its step, its percentage's, and its two sides."""
    figures, before = line_figures(line, quarter), year_ago(quarter)
    if before is None:
        # There is a figure at most, and nothing that it could be compared with.
        return "change on the year before", [none_step(NONE_EARLIER), none_step("")]
    if line.measure.entered_as is EnteredAs.ROLLING:
        against = f"{rolling_words(quarter)} against {rolling_words(before)}"
        return f"change on {rolling_words(before)}", _compared(
            line, figures.rolling, against, rolling(line, quarter), rolling(line, before)
        )
    is_quarter = adds_up(line.measure) in (AddsUp.NONE, AddsUp.LAST) and not line.is_yearly
    if is_quarter or (figures.year_to_date.difference is None and figures.quarter.difference is not None):
        against = f"{quarter.label} against {before.label}"
        return f"change in {quarter.label} on {before.label}", _compared(
            line, figures.quarter, against, own(line, quarter), own(line, before)
        )
    against = (
        f"{quarter.year_label} against {before.year_label}"
        if line.is_yearly
        else f"year to date against the same quarters of {before.year_label}"
    )
    on = before.year_label if line.is_yearly or quarter.index == 4 else "last year's"
    return f"change in {_so_far(line, quarter)} on {on}", _compared(
        line, figures.year_to_date, against, to_date(line, quarter), to_date(line, before)
    )


def _previous_change(line: Line, quarter: Period) -> _Answer:
    change, before = line_figures(line, quarter).previous, earlier(quarter, 1)
    if before is None:
        return "change on the quarter before", [none_step(NONE_EARLIER)]
    if line.measure.entered_as is EnteredAs.ROLLING:
        against = f"{rolling_words(quarter)} against {rolling_words(before)}"
        sides = rolling(line, quarter), rolling(line, before)
    else:
        against = f"{quarter.label} against {before.label}"
        sides = own(line, quarter), own(line, before)
    steps = _compared(line, change, against, *sides)
    return f"change in {against.replace(' against ', ' on ')}", [s for s in steps if s.figure or s.what]


def _baseline_change(line: Line, quarter: Period) -> _Answer:
    what, figures = f"change on the baseline at {quarter.label}", line_figures(line, quarter)
    found = figures.baseline
    if found is None:
        return what, [none_step(f"No baseline is set for {quarter.label}")]
    label = found.label.strip()
    named = f"the baseline ({label})" if label.casefold() not in ("", "baseline") else "the baseline"
    against = like_baseline(line.measure, found.span, quarter)
    if against is None:
        return what, [none_step("The baseline is one quarter's and the figures are rolling years")]
    ours = _side(line, against, quarter)
    cells = _baseline_cells(line, figures)
    theirs = (
        none_step("The baseline has no figure yet", cells)
        if found.value is None
        else Step(number(line.measure, found.value), found.value, "", f"as typed for {named}", cells)
    )
    words = f"{_over(line, against, quarter)} against {named}"
    steps = _compared(line, found.change, words, ours, theirs)
    return what, [step for step in steps if step.figure or step.what]


def _target(line: Line, period: Period) -> _Answer:
    """A year's own target; a quarter's own, else its year's."""
    is_year = period.grain is Grain.YEAR
    row = line.columns.targets.get(period) if is_year else line_figures(line, period).target
    what = f"target for {period.label}"
    if row is None or not row.typed:
        return what, [none_step(f"No target is set for {period.label}")]
    words = row.typed.strip()
    figure = number(line.measure, row.low) if row.low is not None and row.low == row.high else words
    confirmed = f", confirmed as {shown(row.read_as.strip())}" if row.read_as.strip() else ""
    said = f"as typed for {row.period.label}{confirmed}"
    return what, [Step(figure, row.low, "", said, (_target_cell(row),))]


def _status(line: Line, quarter: Period) -> _Answer:
    snapshot, what = line.snapshot, f"status in {quarter.label}"
    placed = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    found = next((each for each in placed if each.measure.id == line.measure.id), None)
    if found is None:
        return what, [none_step(f"The plan of {quarter.label} does not hold this measure")]
    judgement = judged(snapshot, found, quarter)
    given = snapshot.of(StatusOverride).get(line.measure.id, quarter)
    cells: tuple[SourceCell, ...] = ()
    if judgement.is_override and given is not None:
        cells = (
            SourceCell(
                StatusOverride.TABLE.name,
                (str(line.measure.id), quarter.key),
                f"Status given for {quarter.label}",
                given.status.value,
                given.status.value.capitalize(),
                note=given.reason,
            ),
        )
    first = Step(judgement.word, None, "", judgement.reason[:1].lower() + judgement.reason[1:], cells)
    return what, [first, *_judged_by(line, judgement)]


def _judged_by(line: Line, judgement: Judgement) -> list[Step]:
    """The figure that was judged and what it was held against, as far as there are any."""
    quarter, measure = judgement.quarter, line.measure
    figures = line_figures(line, quarter)
    at = At(line, quarter, figures)
    match measure.status_against:
        case StatusAgainst.TARGET if figures.target is not None:
            _, steps = _target(line, quarter)
            return [_side(line, judged_over(at, figures.target.judges), quarter), *steps]
        case StatusAgainst.BASELINE if figures.baseline is not None:
            against = like_baseline(measure, figures.baseline.span, quarter)
            _, (_, *steps) = _baseline_change(line, quarter)
            return steps if against is not None else []
        case StatusAgainst.LAST_YEAR:
            against = over_a_year(at)
            before = year_ago(quarter)
            return [_side(line, against, each) for each in (quarter, before) if each]
    return [_side(line, judged_over(at, Judges.LATEST), quarter)] if figures.entered is not None else []


_ASKED: dict[FigureKind, Callable[[Line, Period], _Answer]] = {
    FigureKind.ENTERED: _entered,
    FigureKind.QUARTER: _quarter,
    FigureKind.YEAR_TO_DATE: _to_date,
    FigureKind.SAME_QUARTER: _same_quarter,
    FigureKind.CHANGE: _change,
    FigureKind.CHANGE_PCT: _change_pct,
    FigureKind.PREVIOUS_CHANGE: _previous_change,
    FigureKind.ROLLING: _rolling,
    FigureKind.BASELINE_CHANGE: _baseline_change,
    FigureKind.TARGET: _target,
    FigureKind.STATUS: _status,
}


def _compared(line: Line, change: Change, against: str, now: Step, before: Step) -> list[Step]:
    """The steps of a change: itself, its percentage (blank where it has none), and its two sides."""
    measure, blank = line.measure, none_step("")
    if change.now is None or change.before is None:
        lacking = now if change.now is None else before
        return [none_step(lacking.what, lacking.cells), blank, *(s for s in (now, before) if s.figure)]
    if change.broken or change.difference is None:
        why = change.broken or "the two cannot be compared"
        return [none_step(why[:1].upper() + why[1:]), blank, now, before]
    difference = change.difference
    words = f"{exact(measure, change.now)} {printing.MINUS} {exact(measure, change.before)}"
    first = Step(
        printing.change(difference, measure.unit, measure.decimals),
        difference,
        words,
        against,
        is_rounded=is_rounded(difference, measure.decimals),
    )
    return [first, _percent(line, change, difference, change.before), now, before]


def _percent(line: Line, change: Change, difference: Decimal, before: Decimal) -> Step:
    """The step of a percentage change, or why there is none."""
    if change.percent is None:
        points = "Changes of this measure are in points, which have no percentage"
        return none_step(points if in_points(line.measure) else "A change from 0 has no percentage")
    # Exact where the percentage says the same as the two numbers, crosswise.
    return Step(
        printing.percent(change.percent),
        change.percent,
        f"{exact(line.measure, difference)} / {exact(line.measure, before)}",
        is_rounded=change.percent * before != difference * 100,
    )


def _side(line: Line, comparator: Comparator, quarter: Period) -> Step:
    """The figure that a comparator looks at in a quarter."""
    match comparator:
        case Comparator.YEAR_TO_DATE:
            return to_date(line, quarter)
        case Comparator.ROLLING:
            return rolling(line, quarter)
    return own(line, quarter)


def _over(line: Line, comparator: Comparator, quarter: Period) -> str:
    match comparator:
        case Comparator.YEAR_TO_DATE:
            return _so_far(line, quarter)
        case Comparator.ROLLING:
            return rolling_words(quarter)
    return quarter.label


def _baseline_cells(line: Line, figures: SeriesFigures) -> tuple[SourceCell, ...]:
    found = figures.baseline
    if found is None:
        return ()
    rows = line.snapshot.of(Baseline).where("series", line.series.id)
    # The figures keep what a baseline says, not which row it was.
    row = next(
        (r for r in rows if (r.label, r.span, r.value) == (found.label, found.span, found.value)), None
    )
    if row is None:
        return ()
    printed = number(line.measure, row.value) if row.value is not None else "no figure"
    label = f"Baseline {row.label}".strip()
    return (SourceCell(Baseline.TABLE.name, (str(row.id),), label, row.typed, printed),)


def _target_cell(row: Target) -> SourceCell:
    key = (str(row.series), row.period.key)
    return SourceCell(Target.TABLE.name, key, f"Target for {row.period.label}", row.typed, row.typed.strip())


def _so_far(line: Line, quarter: Period) -> str:
    """What the year to date is called: the year itself at its quarter 4."""
    if line.is_yearly or quarter.index == 4:
        return quarter.year_label
    return f"the year to date at {quarter.label}"


def _window(line: Line, cell: Period) -> str:
    """What a typed figure covers."""
    if cell.grain is not Grain.QUARTER:
        return cell.label
    if line.measure.entered_as is EnteredAs.ROLLING:
        return rolling_words(cell)
    return _so_far(line, cell) if _is_to_date(line) else cell.label


def _is_to_date(line: Line) -> bool:
    return line.measure.entered_as is EnteredAs.YEAR_TO_DATE


def _subject(line: Line, what: str, step: Step) -> str:
    """The figure with its unit, measure and time: "1,440 offences of violence with injury in 2015/16"."""
    measure, title = line.measure, line.measure.title.strip()
    # A title that begins with an abbreviation keeps its capitals.
    if len(title) > 1 and title[1].islower():
        title = title[:1].lower() + title[1:]
    named = f"{title} ({line.series.label})" if line.series.label else title
    if not what.startswith("in "):
        return f"The {what}, of {named},"
    unit = measure.unit_label.strip()
    # "12,043 for anti-social behaviour incidents": the title has the unit already.
    is_said = not unit or unit.casefold() in title.casefold()
    return f"{step.figure}{' for' if is_said else f' {unit} of'} {named} {what}"
