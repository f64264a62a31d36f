"""The steps that make a quarter's own figure, a year to date and a rolling year out of typed cells."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cspdesk.analysis.columns import usable
from cspdesk.analysis.edges import NONE_EARLIER, up_to, year_ago
from cspdesk.analysis.figures import state_of
from cspdesk.analysis.line import SUMMED_UNITS, Line, adds_up
from cspdesk.analysis.provenance_words import (
    SourceCell,
    Step,
    exact,
    is_rounded,
    listed,
    none_step,
    rolling_words,
)
from cspdesk.analysis.statements import number
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.reading import State, read
from cspdesk.domain.tables import Observation
from cspdesk.domain.unit import Unit

_Counts = tuple[Decimal, Decimal]


def typed(line: Line, period: Period) -> Step:
    """Return the step of what stands in a cell: as typed, or a total of its parts."""
    row = line.observed(period)
    if row is not None and row.typed:
        value = usable(row.value)
        cell = source_cell(line, period)
        if value is None:
            return none_step(f"{period.label} {_words_of(row)}", (cell,))
        return Step(
            number(line.measure, value),
            value,
            _counts_words(line, [row]) if _is_share(line, row, value) else "",
            f"as typed for {_typed_for(line, period)}",
            (cell,),
            is_rounded=is_rounded(value, line.measure.decimals),
        )
    parts = line.parts() if line.measure.unit in SUMMED_UNITS else []
    if not parts:
        return none_step(_why(line, period), (source_cell(line, period),))
    lines = [Line(line.snapshot, line.measure, part) for part in parts]
    cells = tuple(source_cell(each, period, is_named=True) for each in lines)
    values = [each.entered(period) for each in lines]
    for each, value in zip(lines, values, strict=True):
        if value is None:
            return none_step(f"{each.series.label}: {_why(each, period)}", cells)
    what = f"{listed([part.label for part in parts])} in {period.label}"
    return _summed(line, [value for value in values if value is not None], what, cells)


def own(line: Line, quarter: Period) -> Step:
    """Return the step of a quarter's own figure."""
    measure = line.measure
    if line.is_yearly or measure.entered_as is EnteredAs.ROLLING:
        given = "One figure a year is" if line.is_yearly else "Rolling years are"
        return none_step(f"{given} typed, so the quarter alone cannot be told")
    if measure.entered_as is not EnteredAs.YEAR_TO_DATE or quarter.index == 1:
        return typed(line, quarter)
    now, before = typed(line, quarter), typed(line, quarter.previous)
    cells = (*now.cells, *before.cells)
    if now.value is None or before.value is None:
        return none_step((before if now.value is not None else now).what, cells)
    what = "the year to date less the one a quarter before"
    if measure.unit not in SUMMED_UNITS:
        return _own_share(line, quarter, what, cells)
    words = f"{exact(measure, now.value)} {printing.MINUS} {exact(measure, before.value)}"
    fallen = ", which cannot fall" if now.value < before.value else ""
    return _made(line, now.value - before.value, words, what + fallen, cells)


def _own_share(line: Line, quarter: Period, what: str, cells: tuple[SourceCell, ...]) -> Step:
    """A quarter's own percentage or rate: the growth of the part over that of the whole."""
    value = line.own(quarter)
    now, before = _counts(line.observed(quarter)), _counts(line.observed(quarter.previous))
    if value is None or now is None or before is None:
        return none_step(
            "The quarter alone can be told only from the counts of both, such as 12 of 22", cells
        )
    grown = [_plain(now[at] - before[at]) for at in (0, 1)]
    parts = [f"{_plain(now[at])} {printing.MINUS} {_plain(before[at])}" for at in (0, 1)]
    words = f"{grown[0]} of {grown[1]}{_per(line)} ({parts[0]} of {parts[1]})"
    return _made(line, value, words, what, cells)


def to_date(line: Line, quarter: Period) -> Step:
    """Return the step of a year to date; the year's own figure serves at quarter 4 where quarters lack."""
    measure, way, value = line.measure, adds_up(line.measure), line.to_date(quarter)
    if measure.entered_as is EnteredAs.ROLLING:
        return none_step("Rolling years are typed, so the year to date cannot be told")
    if way is AddsUp.NONE:
        return none_step("The quarters of this measure do not make a year")
    if line.is_yearly:
        return _of_year(line, quarter)
    if measure.entered_as is EnteredAs.YEAR_TO_DATE or way is AddsUp.LAST:
        step = typed(line, quarter)
        if step.value is not None and way is AddsUp.LAST:
            return Step(step.figure, step.value, step.words, f"the last figure, {step.what}", step.cells)
    else:
        first = quarter.of_year.quarters[0]
        quarters = [first.shift(steps) for steps in range(quarter.index)]
        step = _over_quarters(line, quarters, _quarters_words(quarter))
    if value is not None and step.value is None:
        step = _or_year(line, quarter, step)
    return _agreed(line, step, value)


def rolling(line: Line, quarter: Period) -> Step:
    """Return the step of the twelve months that end with a quarter."""
    measure, way = line.measure, adds_up(line.measure)
    if measure.entered_as is EnteredAs.ROLLING:
        return _of_year(line, quarter) if line.is_yearly else typed(line, quarter)
    if line.is_yearly:
        return none_step("One figure a year is typed, which is no rolling year")
    if way in (AddsUp.NONE, AddsUp.LAST):
        return none_step("The quarters of this measure do not make a year")
    if quarter.index == 4:
        # Twelve months that are a year are that year, to date at its end.
        step = to_date(line, quarter)
    elif measure.entered_as is EnteredAs.YEAR_TO_DATE:
        step = _year_up_to(line, quarter)
    else:
        quarters = up_to(quarter, 4)
        if len(quarters) < 4:
            return none_step(NONE_EARLIER)
        step = _over_quarters(line, quarters, f"the four quarters of {rolling_words(quarter)}")
    return _agreed(line, step, line.rolling(quarter))


def source_cell(line: Line, period: Period, *, is_named: bool = False) -> SourceCell:
    """Return the cell of a series in a period, typed or not; with its series' name where asked."""
    row, measure = line.observed(period), line.measure
    label = f"{line.series.label}, {period.label}" if is_named else period.label
    key = (str(line.series.id), period.key)
    if row is None or not row.typed:
        printed = _state(line, period)
        return SourceCell(Observation.TABLE.name, key, label, "", printed, "", row.note if row else "")
    printed = printing.reading_text(
        read(row.typed, measure.unit, period), row.typed, measure.unit, measure.decimals
    )
    source = row.source or measure.source
    return SourceCell(Observation.TABLE.name, key, label, row.typed, printed, source, row.note)


def _over_quarters(line: Line, quarters: Sequence[Period], what: str) -> Step:
    """Quarters added up: their figures, or the counts behind them where they are pooled."""
    steps = [typed(line, each) for each in quarters]
    cells = tuple(cell for step in steps for cell in step.cells)
    values = [step.value for step in steps]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return none_step(steps[values.index(None)].what, cells)
    if adds_up(line.measure) is AddsUp.SUM:
        # Where a quarter is itself a total, its parts are shown as cells and the quarters as terms.
        is_plain = len(cells) == len(quarters)
        step = _summed(line, known, what, cells)
        return step if is_plain else Step(step.figure, step.value, step.words, step.what, cells)
    rows = [line.observed(each) for each in quarters]
    for each, row in zip(quarters, rows, strict=True):
        if _counts(row) is None:
            return none_step(f"{each.label} has no counts, such as 12 of 22, to pool", cells)
    value = line.to_date(quarters[-1]) if quarters[0].index == 1 else line.rolling(quarters[-1])
    if value is None:
        return none_step("Nothing is shared by 0", cells)
    return _made(line, value, _counts_words(line, rows), what, cells)


def _year_up_to(line: Line, quarter: Period) -> Step:
    """The year to date, and what last year had still to come."""
    before = year_ago(quarter)
    if before is None:
        return none_step(NONE_EARLIER)
    year = before.of_year
    whole = to_date(line, year.quarters[-1])
    now, then = typed(line, quarter), typed(line, before)
    cells = (*now.cells, *whole.cells, *then.cells)
    for step in (now, whole, then):
        if step.value is None:
            return none_step(step.what, cells)
    value = line.rolling(quarter)
    what = f"the year to date, and what {year.label} had still to come after its quarter {quarter.index}"
    if value is None:
        return none_step("The twelve months can be told only from counts, such as 12 of 22", cells)
    measure = line.measure
    if measure.unit in SUMMED_UNITS:
        known = [exact(measure, step.value) for step in (now, whole, then) if step.value is not None]
        return _made(line, value, f"{known[0]} + {known[1]} {printing.MINUS} {known[2]}", what, cells)
    rows = (line.observed(each) for each in (quarter, year.quarters[-1], before))
    counts = [found for found in map(_counts, rows) if found is not None]
    if len(counts) < 3:
        return none_step("The twelve months can be told only from counts, such as 12 of 22", cells)
    part, all_ = (
        f"{_plain(counts[0][at])} + {_plain(counts[1][at])} {printing.MINUS} {_plain(counts[2][at])}"
        for at in (0, 1)
    )
    return _made(line, value, f"{part} of {all_}{_per(line)}, pooled", what, cells)


def _of_year(line: Line, quarter: Period) -> Step:
    """The figure of a measure that has one a year, which is that of its quarter 4."""
    if quarter.index < 4:
        return none_step(f"The figure for {quarter.year_label} is typed once, at the year's end")
    return typed(line, quarter.of_year)


def _or_year(line: Line, quarter: Period, lacking: Step) -> Step:
    """The year's own figure in place of quarters that are not all there."""
    step = typed(line, quarter.of_year)
    if step.value is None:
        return lacking
    what = f"{step.what}, whose quarters are not all there" if step.what else ""
    return Step(step.figure, step.value, step.words, what, step.cells, is_rounded=step.is_rounded)


def _agreed(line: Line, step: Step, value: Decimal | None) -> Step:
    """The step, unless it does not come to the figure shown: then it claims no more than its cells."""
    if step.value == value:
        return step
    if value is None:
        return none_step("It cannot be worked out from the figures given", step.cells)
    return _made(line, value, "", "worked out from the cells below", step.cells)


def _summed(line: Line, values: list[Decimal], what: str, cells: tuple[SourceCell, ...]) -> Step:
    total = sum(values, Decimal(0))
    if len(values) == 1:
        return _made(line, total, "", what, cells)
    words = " + ".join(exact(line.measure, value) for value in values)
    made = _made(line, total, words, what, cells)
    return Step(made.figure, total, words, what, cells, is_sum=True, is_rounded=made.is_rounded)


def _made(line: Line, value: Decimal, words: str, what: str, cells: tuple[SourceCell, ...]) -> Step:
    measure = line.measure
    rounded = is_rounded(value, measure.decimals)
    return Step(number(measure, value), value, words, what, cells, is_rounded=rounded)


def _quarters_words(quarter: Period) -> str:
    """Which quarters of its year lead up to one."""
    year = quarter.year_label
    return {
        1: f"quarter 1 of {year}",
        2: f"quarters 1 and 2 of {year}",
        3: f"quarters 1 to 3 of {year}",
    }.get(quarter.index, f"the four quarters of {year}")


def _counts_words(line: Line, rows: Iterable[Observation | None]) -> str:
    """ "5 of 8 (pooled: 2 + 1 + 1 + 1 of 3 + 2 + 2 + 1)"; of one cell "12 of 22"."""
    counts = [found for found in map(_counts, rows) if found is not None]
    part, whole = (sum((each[at] for each in counts), Decimal(0)) for at in (0, 1))
    words = f"{_plain(part)} of {_plain(whole)}{_per(line)}"
    if len(counts) < 2:
        return words
    parts, wholes = (" + ".join(_plain(each[at]) for each in counts) for at in (0, 1))
    return f"{words} (pooled: {parts} of {wholes})"


def _counts(row: Observation | None) -> _Counts | None:
    if row is None or row.numerator is None or row.denominator is None:
        return None
    return row.numerator, row.denominator


def _is_share(line: Line, row: Observation, value: Decimal) -> bool:
    """Whether the counts typed give the figure typed, to as many decimals as that has."""
    counts = _counts(row)
    if counts is None or counts[1] <= 0:
        return False
    exponent = value.as_tuple().exponent
    per = Decimal(line.measure.rate_per or 1000) if line.measure.unit is Unit.RATE else Decimal(100)
    share = counts[0] * per / counts[1]
    # A share worked out when it was read has more digits than anybody types.
    places = min(max(-exponent, 0), 6) if isinstance(exponent, int) else 0
    return printing.half_up(share, places) == printing.half_up(value, places)


def _per(line: Line) -> str:
    return f" per {line.measure.rate_per or 1000:,}" if line.measure.unit is Unit.RATE else ""


def _plain(value: Decimal) -> str:
    return f"{value:,f}".replace("-", printing.MINUS)


def _typed_for(line: Line, period: Period) -> str:
    """What the typed figure is of."""
    if not period.index or period.grain is Grain.MONTH:
        return period.label
    match line.measure.entered_as:
        case EnteredAs.ROLLING:
            return rolling_words(period)
        case EnteredAs.YEAR_TO_DATE:
            return f"the year to date at {period.label}"
    return period.label


def _why(line: Line, period: Period) -> str:
    return f"{period.label} is {_state(line, period)}"


def _state(line: Line, period: Period) -> str:
    return state_of(line, period.quarters[-1]) if period.quarters else "missing"


def _words_of(row: Observation) -> str:
    """What a cell without a figure says: " is late: 'late: police, 24 May'"."""
    words = shown(row.typed.strip())
    if row.state in (State.TEXT_ONLY, State.VALUE):
        return f"holds no figure that can be used: {words}"
    return f"is {row.state.value}: {words}"
