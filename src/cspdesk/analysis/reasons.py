"""Why a figure is not there: the first thing that it lacks, in words for a tooltip or a note."""

from collections.abc import Sequence

from cspdesk.analysis.columns import Columns, adds_up, place_of, quarter_at
from cspdesk.analysis.edges import NO_EARLIER, year_ago
from cspdesk.analysis.figures import Change, line_figures
from cspdesk.analysis.line import SUMMED_UNITS, Line
from cspdesk.analysis.statements import number
from cspdesk.domain.choices import AddsUp, EnteredAs, Stage
from cspdesk.domain.period import FIRST_YEAR, Period
from cspdesk.domain.reading import State
from cspdesk.domain.tables import Placement

_FIGURES = {"value": 0, "year_to_date": 1, "rolling_12": 2}
_BEFORE = {"last_year_quarter": 0, "last_year_to_date": 1, "rolling_12_last_year": 2}
_CHANGES = {"quarter_change": 0, "change": 1, "rolling_change": 2}
WHATS = (
    "entered",
    *_FIGURES,
    *_BEFORE,
    *(name for change in _CHANGES for name in (change, f"{change}_pct")),
)
"""The figures that can be asked about, by their names in `figures --json`."""

_FIRST_PLACE = place_of(Period.quarter(FIRST_YEAR, 1))
_KEPT = ("value", "year_to_date", "rolling_12")

_SAID = {
    State.NO_RETURN.value: "has no return",
    State.TEXT_ONLY.value: "holds words, not a figure",
    State.VALUE.value: "holds a figure too long to work with",
}


def why_none(line: Line, what: str, quarter: Period) -> str:
    """Return why a figure of a quarter is not there: "Quarter 2 2015/16 is missing"; "" where it is.

    `what` is one of WHATS; raises ValueError for another. Of a quarter's own figure that is below nought
    because a year to date falls, it says that too, although there is a figure.
    """
    if what not in WHATS:
        raise ValueError(what)
    if what == "entered":
        return "" if line.entered(quarter) is not None else _of_cells(line, (line.cell(quarter),))
    if what in _FIGURES:
        return _why_figure(line, what, quarter)
    if what in _BEFORE:
        return _why_before(line, _KEPT[_BEFORE[what]], quarter)
    name = what.removesuffix("_pct")
    own = _KEPT[_CHANGES[name]]
    lacking = _why_figure(line, own, quarter) or _why_before(line, own, quarter)
    figures = line_figures(line, quarter)
    change = (figures.quarter, figures.year_to_date, figures.rolling)[_CHANGES[name]]
    return lacking or _why_change(line.columns, change, is_percent=what != name)


def _why_change(columns: Columns, change: Change, *, is_percent: bool) -> str:
    """Of two figures that are both there: why they are not compared, or not in per cent."""
    if change.broken or not is_percent or change.percent is not None:
        return change.broken
    return "the change is in the figure's own unit" if columns.is_points else "last year was zero"


def _why_before(line: Line, what: str, quarter: Period) -> str:
    before = year_ago(quarter)
    return _why_figure(line, what, before) if before else NO_EARLIER


def _why_figure(line: Line, what: str, quarter: Period) -> str:
    columns, place = line.columns, place_of(quarter)
    figures = (columns.own, columns.to_date, columns.rolling)[_FIGURES[what]]
    value = figures.get(place)
    if value is not None:
        is_fall = what == "value" and value < 0 and _is_grown(columns) and quarter.index > 1
        return _fall(line, quarter) if is_fall else ""
    if columns.is_rolling and what != "rolling_12":
        return "only the last twelve months are given"
    return _why_none_made(line, what, quarter)


def _why_none_made(line: Line, what: str, quarter: Period) -> str:
    """Why a figure that a measure of this kind can have could not be made."""
    columns, place = line.columns, place_of(quarter)
    # Rolling years are given as such, however the quarters behind them would add up.
    way = AddsUp.DEFAULT if columns.is_rolling else adds_up(columns.measure)
    if what != "value" and way is AddsUp.NONE:
        return "the quarters of this measure do not make a year"
    if columns.is_yearly:
        is_early = quarter.index < 4 or what != "year_to_date"
        return "there is one figure a year" if is_early else _of_cells(line, (quarter.of_year,))
    if what == "rolling_12" and way is AddsUp.LAST:
        return "the last figure stands for the year"
    needed = _needed(columns, what, place)
    known = [each for each in needed if each >= _FIRST_PLACE]
    found = _of_cells(line, [quarter_at(each) for each in known])
    if found or len(known) == len(needed):
        return found or f"there are no counts behind every figure that {quarter.label} needs"
    return NO_EARLIER


def _needed(columns: Columns, what: str, place: int) -> Sequence[int]:
    """The places of the figures of which one is, in order of time."""
    index = place % 4
    if columns.measure.entered_as is EnteredAs.YEAR_TO_DATE:
        if what == "value" and index:
            return (place - 1, place)
        is_year = what == "rolling_12" and index < 3
        return (place - 4, place - index - 1, place) if is_year else (place,)
    if what == "value" or adds_up(columns.measure) is AddsUp.LAST or columns.is_rolling:
        return (place,)
    return range(place - (index if what == "year_to_date" else 3), place + 1)


def _of_cells(line: Line, cells: Sequence[Period]) -> str:
    """The first of the cells without a figure, and what is there instead; "" where all have one."""
    for cell in cells:
        if line.entered(cell) is None:
            return _of_cell(line, cell)
    return ""


def _of_cell(line: Line, cell: Period) -> str:
    row = line.observed(cell)
    if row is not None and row.typed:
        return f"{cell.label} {_SAID.get(row.state.value, f'is {row.state.value}')}"
    missing = f"{cell.label} is missing"
    if line.measure.unit in SUMMED_UNITS:
        for part in line.parts():
            if Line(line.snapshot, line.measure, part).entered(cell) is None:
                return f"{missing} for {part.label or 'a series without a name'}"
    since = _began(line)
    if since is not None and cell.end < since.start:
        return f"{missing}: the measure begins in {since.label}"
    places = line.columns.places
    if line.measure.stage is Stage.DISCONTINUED and places and places[-1] < place_of(cell):
        last = quarter_at(places[-1])
        until = last.of_year if line.is_yearly else last
        return f"{missing}: the measure is discontinued, and its last figure is that of {until.label}"
    return missing


def _began(line: Line) -> Period | None:
    """The first period of the measure where every plan that places it says from when."""
    starts = [row.from_period for row in line.snapshot.of(Placement).where("measure", line.measure.id)]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _is_grown(columns: Columns) -> bool:
    is_to_date = columns.measure.entered_as is EnteredAs.YEAR_TO_DATE
    return is_to_date and columns.measure.unit in SUMMED_UNITS


def _fall(line: Line, quarter: Period) -> str:
    entered = line.columns.entered
    place, measure = place_of(quarter), line.measure
    before, now = number(measure, entered[place - 1]), number(measure, entered[place])
    return f"the year to date falls from {before} to {now}, which cannot be"
