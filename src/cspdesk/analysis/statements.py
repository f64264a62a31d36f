"""What figures say in words: the reading line of a measure and its change against a named comparator."""

from decimal import Decimal

from cspdesk.analysis.figures import MISSING, NOT_DUE, Change, SeriesFigures
from cspdesk.domain import printing
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.reading import State
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit


def reading_line(measure: Measure, figures: SeriesFigures) -> str:
    """Return "412 this quarter; 1,440 so far, 294 more than last year, 25.7%", as far as figures go."""
    if said := _year_words(measure, figures):
        return said
    parts = []
    if figures.quarter.now is not None and not _is_fall(measure, figures.quarter.now):
        parts.append(f"{number(measure, figures.quarter.now)} this quarter")
    to_date = figures.year_to_date
    if to_date.now is not None and to_date.now != figures.quarter.now:
        parts.append(f"{number(measure, to_date.now)} so far{_beside(measure, to_date, 'last year')}")
    elif parts and figures.quarter.difference is not None:
        parts[-1] += _beside(measure, figures.quarter, "the same quarter last year")
    return "; ".join(parts) or _newest_words(measure, figures)


def so_far_words(measure: Measure, figures: SeriesFigures) -> str:
    """Return "1,440 so far, 294 more than last year, 25.7%": the year without its quarter; "" without both.

    Where quarters make no year, the quarter's change: "4 points less than the same quarter last year".
    """
    if said := _year_words(measure, figures):
        return said
    to_date = figures.year_to_date
    if to_date.now is not None:
        return f"{number(measure, to_date.now)} so far{_beside(measure, to_date, 'last year')}"
    said = _beside(measure, figures.quarter, "the same quarter last year").removeprefix(", ")
    return said[:1].upper() + said[1:]


def _year_words(measure: Measure, figures: SeriesFigures) -> str:
    """What is said where a figure covers a whole year: a rolling one or a yearly measure's; else ""."""
    if measure.entered_as is EnteredAs.ROLLING and figures.rolling.now is not None:
        said = f"{number(measure, figures.rolling.now)} in the last twelve months"
        return f"{said}{_beside(measure, figures.rolling, 'the twelve months before')}"
    if measure.frequency is Frequency.YEAR and figures.year_to_date.now is not None:
        said = f"{number(measure, figures.year_to_date.now)} for the year"
        return f"{said}{_beside(measure, figures.year_to_date, 'the year before')}"
    return ""


def _is_fall(measure: Measure, own: Decimal) -> bool:
    """Whether a quarter's figure is only the fall of a year to date, which no board should be told."""
    return own < 0 and measure.entered_as is EnteredAs.YEAR_TO_DATE and measure.unit is not Unit.MONEY


def _newest_words(measure: Measure, figures: SeriesFigures) -> str:
    """What is said where the quarter has no figure: why, and the newest there is with its period."""
    said = "No figure for this quarter"
    if figures.state not in (MISSING, NOT_DUE, State.VALUE.value):
        said = f"{said} ({figures.state})"
    newest = figures.newest
    if newest is None:
        return said
    figure = f"{number(measure, newest.value)} in {newest.period.label}"
    return f"{said}; the newest is {figure}, {quarters_behind(newest.behind)}"


def quarters_behind(count: int) -> str:
    """Return "one quarter behind" or "2 quarters behind"."""
    return "one quarter behind" if count == 1 else f"{count} quarters behind"


def number(measure: Measure, value: Decimal) -> str:
    """Return a figure as the measure prints it."""
    return printing.figure(value, measure.unit, measure.decimals)


def change_words(measure: Measure, change: Change) -> str:
    """Return "+294 (25.7%)", "+16 points" or "no change"; "" where there is nothing to compare."""
    if change.difference is None:
        return ""
    if not change.difference:
        return "no change"
    said = printing.change(change.difference, measure.unit, measure.decimals)
    return f"{said} ({printing.percent(change.percent)})" if change.percent is not None else said


def _beside(measure: Measure, change: Change, named: str) -> str:
    if change.difference is None:
        return ""
    if not change.difference:
        return f", the same as {named}"
    way = "more" if change.difference > 0 else "fewer" if measure.unit.value == "count" else "less"
    # Two percentages differ by points: "4% less" would be something else.
    amount = printing.change(abs(change.difference), measure.unit, measure.decimals).removeprefix("+")
    said = f", {amount} {way} than {named}"
    return f"{said}, {printing.percent(abs(change.percent))}" if change.percent is not None else said
