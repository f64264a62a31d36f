"""A figure and the one that it is compared with: which two, what they are called, and whether they may be."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.edges import year_ago_label
from cspdesk.analysis.figures import SeriesFigures, counterpart_start, line_figures
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.statements import quarters_behind
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Judges
from cspdesk.domain.months import LONG
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure

MOST_BEHIND = 4
"""How many quarters back the newest figure still speaks for a quarter."""

_NAMES = {
    Comparator.SAME_QUARTER: "the same quarter last year",
    Comparator.YEAR_TO_DATE: "the year to date last year",
    Comparator.ROLLING: "the twelve months before",
    Comparator.PREVIOUS: "the quarter before",
}


@dataclass(frozen=True, slots=True)
class At:
    """A series in the quarter whose figure speaks: the one asked for, or one a little before it."""

    line: Line
    quarter: Period
    figures: SeriesFigures
    behind: int = 0
    """Quarters before the one asked for."""

    @property
    def measure(self) -> Measure:
        """The series' measure."""
        return self.line.measure


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and its counterpart before; either None where it cannot be worked out."""

    now: Decimal | None
    before: Decimal | None
    where: str
    """Said after the figure: " in the year to date"; "" for the quarter asked for."""
    before_name: str
    """The counterpart's time: "the same quarter last year"."""
    since: Period
    """The first period that the counterpart covers."""


def spoken_for(at: At) -> At | None:
    """Return the series where it has a figure: in the same quarter, else in its newest; None without one."""
    newest = at.figures.newest
    if at.figures.entered is not None:
        return at
    if at.quarter.index == 4 and at.figures.year_to_date.now is not None:
        return at
    if newest is None or not 0 < newest.behind <= MOST_BEHIND:
        return None
    quarter = at.quarter.shift(-newest.behind)
    return At(at.line, quarter, line_figures(at.line, quarter), newest.behind)


def pair(at: At, comparator: Comparator) -> Pair:
    """Return the two figures of a comparator over time: SAME_QUARTER, YEAR_TO_DATE, ROLLING or PREVIOUS.

    Of figures entered as rolling years, the quarter before is the rolling year that ended with it.
    """
    quarter, figures = at.quarter, at.figures
    name = _NAMES[comparator]
    match comparator:
        case Comparator.YEAR_TO_DATE:
            change = figures.year_to_date
            if _is_level(at):
                name = _NAMES[Comparator.SAME_QUARTER]
            elif quarter.index == 4:
                name = year_ago_label(quarter)
        case Comparator.ROLLING:
            change = figures.rolling
        case Comparator.PREVIOUS:
            change = figures.previous
            if _is_rolling(at):
                name = "the twelve months to the quarter before"
        case _:
            change = figures.quarter
    since = counterpart_start(at.measure, comparator, quarter)
    return Pair(change.now, change.before, _where(at, comparator), name, since)


def judged_over(at: At, judges: Judges) -> Comparator:
    """Return the comparator over time whose figure a target judges, as far as the way of entry allows it.

    Figures entered as rolling years have no quarter of their own, and at quarter 4 are the year; a yearly
    measure has only the year.
    """
    entered_as = at.measure.entered_as
    if judges is Judges.ROLLING or (
        entered_as is EnteredAs.ROLLING and (judges is not Judges.YEAR_TO_DATE or at.quarter.index == 4)
    ):
        return Comparator.ROLLING
    is_to_date = judges is Judges.YEAR_TO_DATE or at.line.is_yearly
    if is_to_date or (judges is Judges.LATEST and entered_as is EnteredAs.YEAR_TO_DATE):
        return Comparator.YEAR_TO_DATE
    return Comparator.SAME_QUARTER


def over_a_year(at: At) -> Comparator:
    """Return the comparator by which a measure stands beside its own last year.

    The first of its own that does so and can be worked out, else the year to date, the rolling year or the
    same quarter.
    """
    ways = (Comparator.YEAR_TO_DATE, Comparator.ROLLING, Comparator.SAME_QUARTER)
    asked = [each for each in at.measure.comparators if each in ways]
    for each in (*asked, *ways):
        found = pair(at, each)
        if found.now is not None and found.before is not None:
            return each
    return asked[0] if asked else ways[0]


def _where(at: At, comparator: Comparator) -> str:
    """What is said after a figure: the time it covers, where that is not the quarter asked for."""
    quarter = at.quarter
    if at.line.is_yearly:
        return f" in {quarter.year_label}{', the newest figure,' if at.behind else ''}"
    behind = f", {quarters_behind(at.behind)}," if at.behind else ""
    if comparator is Comparator.ROLLING or (comparator is Comparator.PREVIOUS and _is_rolling(at)):
        last = quarter.end
        return f" in the twelve months to {LONG[last.month - 1]} {last.year}{behind}"
    if comparator is Comparator.YEAR_TO_DATE and not _is_level(at):
        if quarter.index == 4:
            return f" in {quarter.year_label}{behind}"
        return f" in the year to date{f' at {quarter.label}' if behind else ''}{behind}"
    return f" in {quarter.label}{behind}" if behind else ""


def _is_rolling(at: At) -> bool:
    return at.measure.entered_as is EnteredAs.ROLLING


def _is_level(at: At) -> bool:
    """Whether a year to date is no sum but the last of its figures."""
    return adds_up(at.measure) is AddsUp.LAST and not at.line.is_yearly
