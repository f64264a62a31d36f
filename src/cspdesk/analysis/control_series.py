"""The control chart of a series as it stands in a document, or why it has none."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.beside import At, judged_over
from cspdesk.analysis.columns import SUMMED_UNITS, place_of, quarter_at
from cspdesk.analysis.control import ControlChart, control_chart
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.provenance_words import listed
from cspdesk.analysis.yardstick import target_yardstick
from cspdesk.domain.choices import Comparator, EnteredAs, Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Rebase, Series
from cspdesk.domain.unit import Unit

_MOST_NAMED = 3
"""Of more forecasts than these only the number is said."""

_ROLLING = (
    "Rolling years have no control chart, because neighbouring ones share nine of their twelve months: "
    "enter the quarters' own figures to have one."
)
_ALONE = (
    "The quarters' own figures cannot be told from percentages and rates to date without their counts, and "
    "figures to date have no control chart."
)


def series_control(
    snapshot: Snapshot, measure: Measure, series: Series, quarter: Period, *, screen_outliers: bool = True
) -> ControlChart:
    """Return the control chart of a series up to a quarter, from each quarter's (or year's) own figure.

    A forecast is no outcome: it has no part in the chart, and a note says so. Limits are worked out afresh
    where the document says so and wherever figures are not comparable with those before. The target of the
    newest figure is held against the limits where it judges figures of that length.
    """
    if measure.unit is Unit.TEXT:
        return ControlChart(refused="Words have no control chart.")
    if measure.entered_as is EnteredAs.ROLLING:
        return ControlChart(refused=_ROLLING)
    line = Line(snapshot, measure, series)
    found = line.columns.entered if line.is_yearly else line.columns.own
    newest = place_of(quarter)
    given = [place for place in found if place <= newest]
    places = [place for place in given if not _is_forecast(line, place)]
    points = [(_named(line, place), found[place]) for place in places]
    afresh = [row.from_period for row in snapshot.of(Rebase).where("series", series.id)]
    afresh += [row.from_period for row in line.columns.broken]
    target, note = _target(line, quarter_at(max(places))) if places else (None, "")
    made = control_chart(
        points,
        measure.polarity,
        target,
        afresh,
        screen_outliers=screen_outliers,
        is_never_negative=measure.unit is not Unit.MONEY and all(value >= 0 for _, value in points),
    )
    is_share_to_date = measure.entered_as is EnteredAs.YEAR_TO_DATE and measure.unit not in SUMMED_UNITS
    left_out = _left_out(line, given, places)
    if made.refused and is_share_to_date and any(place not in found for place in line.columns.places):
        return ControlChart(n=made.n, refused=_ALONE)
    below = next((point.period for point in made.points if point.value < 0), None)
    if below is not None and measure.unit in (Unit.COUNT, Unit.DAYS):
        return ControlChart(n=made.n, refused=_below(measure, below))
    if not made.points:
        return replace(made, refused=" ".join(filter(None, (made.refused, left_out))))
    return replace(made, notes=(*made.notes, *filter(None, (left_out, note))))


def _is_forecast(line: Line, place: int) -> bool:
    """Whether a quarter's own figure, or a year's, is a forecast or the growth of figures of which one is."""
    is_grown = line.measure.entered_as is EnteredAs.YEAR_TO_DATE and not line.is_yearly and place % 4 > 0
    return any(line.is_forecast(quarter_at(place - back)) for back in range(1 + is_grown))


def _left_out(line: Line, given: Sequence[int], places: Sequence[int]) -> str:
    """Which figures are left out as forecasts beside those that the chart is made of; "" where none is."""
    kept, step = set(places), 4 if line.is_yearly else 1
    first = max(kept, default=0)
    while first - step in kept:
        first -= step
    names = [_named(line, place).label for place in given if place not in kept and place >= first - step]
    if not names:
        return ""
    if len(names) > _MOST_NAMED:
        return f"{len(names)} figures are left out, because forecasts are no outcomes."
    return f"{listed(names)} {'are' if len(names) > 1 else 'is'} left out, because a forecast is no outcome."


def _named(line: Line, place: int) -> Period:
    quarter = quarter_at(place)
    return quarter.of_year if line.is_yearly else quarter


def _below(measure: Measure, period: Period) -> str:
    if measure.entered_as is EnteredAs.YEAR_TO_DATE and period.index > 1:
        return (
            f"The figure to date falls in {period.label}, so that the quarter's own would be below 0: "
            "correct one of the two figures."
        )
    return f"The figure for {period.label} is below 0, which cannot be: correct it."


def _target(line: Line, quarter: Period) -> tuple[Decimal | None, str]:
    """The target that limits may be held against, or a sentence why there is none; "" where none is set.

    Of a range it is the end that is missed: the upper where lower is better, else the lower.
    """
    at = At(line, quarter, line_figures(line, quarter))
    target = at.figures.target
    polarity = line.measure.polarity
    if target is None or polarity not in (Polarity.LOWER, Polarity.HIGHER):
        return None, ""
    alike = Comparator.YEAR_TO_DATE if line.is_yearly else Comparator.SAME_QUARTER
    if judged_over(at, target.judges) is not alike:
        why = f"it judges the {target.judges.value}, and the limits are those of single quarters"
        return None, f"The target is not held against the limits: {why}."
    found = target_yardstick(at, target)
    if isinstance(found, str):
        return None, f"The target is not held against the limits: {found}."
    return found.level.high if polarity is Polarity.LOWER else found.level.low, ""
