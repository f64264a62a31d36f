"""Sense checks: what looks odd about the figure in one cell, in itself and beside other cells."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.columns import SUMMED_UNITS, usable
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.statements import number
from cspdesk.analysis.surprise import surprising
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.reading import read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Series
from cspdesk.domain.unit import Unit

_HALF = Decimal("0.5")
_MOST_PLACES = 18
_MOST_NAMED = 5


def doubts(snapshot: Snapshot, measure: Measure, series: Series, period: Period) -> tuple[str, ...]:
    """Return what is odd about the figure typed for a period, a sentence each, the weightiest first.

    First what cannot be, then what disagrees with other cells, then what merely surprises; a figure that
    cannot be is not also called surprising. What the reading of the cell doubts already (a count below 0,
    a percentage that its own counts contradict) is not said again. A cell without a figure of its own, or
    with one of more than 18 digits, raises no doubt.
    """
    line = Line(snapshot, measure, series)
    row = line.observed(period)
    value = usable(row.value) if row is not None else None
    if row is None or value is None:
        return ()
    found = [*_impossible(measure, row, value), *_fallen(line, period, value)]
    cannot_be = bool(found) or (value < 0 and measure.unit in (Unit.COUNT, Unit.DAYS))
    found += _unlike_parts(line, period, value)
    found += _unlike_year(line, period)
    if not cannot_be:
        found += surprising(line, row)
    return tuple(found)


def _impossible(measure: Measure, row: Observation, value: Decimal) -> Iterator[str]:
    """A percentage outside 0 to 100 or of a part above its whole, and a rate that its counts contradict.

    A rate's part may well be above its whole: calls per household.
    """
    part, whole = usable(row.numerator), usable(row.denominator)
    if measure.unit is Unit.PERCENT:
        if part is not None and whole is not None and part > whole:
            if not read(row.typed, measure.unit).doubt:
                yield f"{part:,f} of {whole:,f} is more than the whole."
        elif value > 100 or value < 0:
            places = max(measure.decimals, min(_places(value), _MOST_PLACES))
            side = "over 100%" if value > 100 else "below 0%"
            yield f"{printing.figure(value, measure.unit, places)} is {side}."
    elif measure.unit is Unit.COUNT and not measure.decimals and value != value.to_integral_value():
        yield f"{value:,f} is no whole number; it prints as {number(measure, value)}."
    elif measure.unit is Unit.RATE and part is not None and whole is not None and whole > 0:
        typed = read(row.typed, measure.unit).value
        # The number as kept has lost the noughts that say how finely it was typed.
        places = min(_places(typed if typed == value else value), _MOST_PLACES)
        per = measure.rate_per or 1000
        due = usable(part * per / whole)
        if due is not None and abs(due - value) > _HALF.scaleb(-places):
            words = printing.figure(due, measure.unit, places, per)
            said = printing.figure(value, measure.unit, places)
            yield f"{part:,f} of {whole:,f} is {words}, not {said}."


def _fallen(line: Line, period: Period, value: Decimal) -> Iterator[str]:
    """A year to date below that of the quarter before."""
    measure = line.measure
    to_date = measure.entered_as is EnteredAs.YEAR_TO_DATE and measure.unit in SUMMED_UNITS
    if not to_date or period.grain is not Grain.QUARTER or period.index == 1:
        return
    before = usable(line.entered(period.previous))
    if before is not None and value < before:
        fall = number(measure, value - before)
        yield f"The quarter itself would be {fall}: a year to date cannot fall."


def _unlike_parts(line: Line, period: Period, value: Decimal) -> Iterator[str]:
    """A total that its parts do not make, said at the total and at each part."""
    measure, series = line.measure, line.series
    if measure.unit not in SUMMED_UNITS:
        return
    for total in series_of(line.snapshot, measure.id):
        if not total.total_of:
            continue
        whole = Line(line.snapshot, measure, total)
        parts = whole.parts()
        if total != series and series not in parts:
            continue
        row = whole.observed(period)
        entered = usable(row.value) if row is not None else None
        figures = [usable(Line(line.snapshot, measure, part).entered(period)) for part in parts]
        given = [figure for figure in figures if figure is not None]
        if entered is None or not parts or len(given) < len(parts):
            continue
        made = sum(given, Decimal(0))
        if _alike(measure, entered, made):
            continue
        if total == series:
            named = ", ".join(_named(measure, *each) for each in zip(parts, given, strict=True))
            which = f" ({named})" if len(parts) <= _MOST_NAMED else ""
            yield f"{number(measure, value)} is not the {number(measure, made)} that its parts make{which}."
        else:
            said = f"{total.label or 'The total'} is entered as {number(measure, entered)}"
            yield f"{said}, but its parts make {number(measure, made)}."


def _unlike_year(line: Line, period: Period) -> Iterator[str]:
    """A year's figure that its quarters do not make, said at the year and at its quarter 4.

    Sums must agree to the decimals printed, pooled percentages within half a unit of the last.
    """
    if line.is_yearly or not (
        period.grain is Grain.YEAR or (period.grain is Grain.QUARTER and period.index == 4)
    ):
        return
    measure, year = line.measure, period.of_year
    way = adds_up(measure)
    row = line.observed(year)
    entered = usable(row.value) if row is not None else None
    if entered is None or way is AddsUp.NONE:
        return
    last = year.quarters[-1]
    # The twelve months that end with a year's quarter 4 are the year.
    is_rolling = measure.entered_as is EnteredAs.ROLLING
    made = usable(line.rolling(last) if is_rolling else line.to_date(last))
    if made is None or _alike(measure, entered, made):
        return
    typed, due = number(measure, entered), number(measure, made)
    is_last = is_rolling or way is AddsUp.LAST or measure.entered_as is EnteredAs.YEAR_TO_DATE
    if period == year:
        yield f"{typed} is not the {due} {'of Quarter 4' if is_last else 'that its quarters make'}."
    elif is_last:
        yield f"{due} is not the {typed} entered for {year.label}."
    else:
        yield f"The quarters make {due}, but {year.label} is entered as {typed}."


def _named(measure: Measure, part: Series, figure: Decimal) -> str:
    return f"{part.label} {number(measure, figure)}".strip()


def _alike(measure: Measure, one: Decimal, other: Decimal) -> bool:
    """Whether two figures are within half a unit of the last decimal printed, or print alike."""
    if abs(one - other) <= _HALF.scaleb(-measure.decimals):
        return True
    return number(measure, one) == number(measure, other)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
