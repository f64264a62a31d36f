"""A measure's history by year: each year's figure, its change, its rate, and how much of it is in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cspdesk.analysis.columns import adds_up, place_of
from cspdesk.analysis.figures import Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.reasons import why_none
from cspdesk.analysis.shares import EVERYONE, group_of, rate
from cspdesk.analysis.statements import number
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

MOST_YEARS = 6
"""Years shown, the newest first."""
RATE_DECIMALS = 1
"""Decimal places of a rate in a history."""
NO_HISTORY = "No history yet: figures are typed on the Enter page."


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a series, each figure as it is printed; "" where there is none."""

    year: str
    total: str
    change: str
    percent: str
    rate: str
    remark: str
    """ "3 of 4 quarters", what is missing, or why nothing is compared."""
    numbers: tuple[Decimal | None, ...] = field(default=(), compare=False)
    """The total, the change, the percentage and the rate as numbers; () where there are none."""


@dataclass(frozen=True, slots=True)
class History:
    """A series' last years, the newest first."""

    label: str
    """The series' name; "" of a measure's only one."""
    total_heading: str
    rate_heading: str
    """ "" where no year has a rate."""
    rows: tuple[YearRow, ...]
    remark: str = ""
    """Why there are no rows, in one sentence."""


def history_table(histories: Sequence[History]) -> tuple[tuple[str, ...], ...]:
    """Return headings and rows as they are shown; columns in which nothing stands are left out.

    Of several series each row names its own. Nothing at all where no series has a year.
    """
    shown = [each for each in histories if each.rows]
    if not shown:
        return ()
    rate_heading = next((each.rate_heading for each in shown if each.rate_heading), "")
    headings = ("Series", "Year", shown[0].total_heading, "Change", "Per cent", rate_heading, "Note")
    rows = []
    for each in histories:
        if not each.rows:
            rows.append((each.label, "", "", "", "", "", each.remark))
        rows += [(each.label, r.year, r.total, r.change, r.percent, r.rate, r.remark) for r in each.rows]
    always = (1, 2)
    kept = [place for place in range(len(headings)) if place in always or any(row[place] for row in rows)]
    return tuple(tuple(line[place] for place in kept) for line in (headings, *rows))


def history_of(line: Line, quarter: Period) -> History:
    """Return a series' years up to a quarter; the quarter's own year is as far as it has come."""
    label, measure = line.series.label, line.measure
    if measure.unit is Unit.TEXT:
        return History(label, "", "", (), "The figures are in words, which make no year.")
    if adds_up(measure) is AddsUp.NONE:
        return History(label, "", "", (), "The quarters of this measure do not make a year.")
    years = _years(line, quarter)
    if not years:
        return History(label, "", "", (), NO_HISTORY)
    rows = tuple(_row(line, year, quarter) for year in years)
    has_rates = any(row.rate for row in rows)
    return History(label, _heading(line), _rate_heading(measure) if has_rates else "", rows)


def _rate_heading(measure: Measure) -> str:
    """Per how many of whom: "Per 1,000 people", "Per 1,000 aged 10 to 17"."""
    group = group_of(measure)
    return f"Per {measure.rate_per or 1000:,} {'people' if group.casefold() == EVERYONE else group}"


def _heading(line: Line) -> str:
    if line.measure.entered_as is EnteredAs.ROLLING:
        return "Twelve months"
    if line.is_yearly:
        return "Figure"
    match adds_up(line.measure):
        case AddsUp.LAST:
            return "At the end"
        case AddsUp.POOLED:
            return "All quarters"
    return "Total"


def _years(line: Line, quarter: Period) -> list[Period]:
    """The years with something in them, the newest first, and those between."""
    places = [
        place
        for place in (*line.columns.entered, *line.columns.states, *line.columns.to_date)
        if place <= place_of(quarter.of_year)
    ]
    if not places:
        return []
    first = Period.financial_year(min(places) // 4)
    back = min(first.distance_to(quarter.of_year) + 1, MOST_YEARS)
    return [quarter.of_year.shift(-step) for step in range(back)]


def _row(line: Line, year: Period, quarter: Period) -> YearRow:
    end = quarter if year == quarter.of_year and not line.is_yearly else year.quarters[-1]
    reached = next((each for each in _backwards(end) if _so_far(line, each) is not None), None)
    if reached is None:
        return YearRow(year.label, "", "", "", "", _capital(_lacking(line, end)))
    change = _change(line, line_figures(line, reached))
    value = change.now if change.now is not None else Decimal(0)
    is_whole = reached.index == 4
    count = _rate(line, value, year) if is_whole else None
    remarks = [
        "" if is_whole else _part(line, reached),
        "" if reached == end else _lacking(line, end),
        "not compared, the way of counting changed" if change.broken else "",
    ]
    return YearRow(
        year.label,
        number(line.measure, value),
        _difference(line, change),
        printing.percent(change.percent) if change.percent is not None else "",
        f"{printing.half_up(count, RATE_DECIMALS):,f}" if count is not None else "",
        _capital("; ".join(each for each in remarks if each)),
        (value, change.difference, change.percent, count),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _backwards(end: Period) -> list[Period]:
    return [each for each in reversed(end.of_year.quarters) if each <= end]


def _so_far(line: Line, quarter: Period) -> Decimal | None:
    """The year's figure as it stood at a quarter."""
    is_rolling = line.measure.entered_as is EnteredAs.ROLLING
    return line.rolling(quarter) if is_rolling else line.to_date(quarter)


def _change(line: Line, figures: SeriesFigures) -> Change:
    return figures.rolling if line.measure.entered_as is EnteredAs.ROLLING else figures.year_to_date


def _difference(line: Line, change: Change) -> str:
    if change.difference is None:
        return ""
    return printing.change(change.difference, line.measure.unit, line.measure.decimals)


def _part(line: Line, reached: Period) -> str:
    """How much of its year a figure covers."""
    if line.measure.entered_as is EnteredAs.ROLLING or adds_up(line.measure) is AddsUp.LAST:
        return f"at Quarter {reached.index}"
    return f"{reached.index} of 4 quarters"


def _lacking(line: Line, end: Period) -> str:
    is_rolling = line.measure.entered_as is EnteredAs.ROLLING
    why = why_none(line, "rolling_12" if is_rolling else "year_to_date", end)
    # The year stands at the head of the row.
    return why.replace(f" {end.year_label} ", " ").removesuffix(f" {end.year_label}")


def _rate(line: Line, value: Decimal, year: Period) -> Decimal | None:
    """A whole year's count per so many people; None where it is no count or no population is kept."""
    if line.measure.unit is not Unit.COUNT:
        return None
    return rate(line.snapshot, line.measure, value, year).value
