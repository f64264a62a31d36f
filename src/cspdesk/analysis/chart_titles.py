"""The titles of charts: readings drafted from the figures as they print, and those a person put instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cspdesk.analysis.charts import ChartKind
from cspdesk.analysis.statements import number
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.printing import half_up
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Setting
from cspdesk.domain.unit import Unit

MAX_TITLE = 200
"""Characters of a title of one's own; a longer one is no title."""

_FEWEST_STEPS = 3
"""Fewer rises (or falls) in a row are no run."""
_FEWEST_YEARS = 2
"""Being the most of a shorter time says little."""
_COUNTED = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Told:
    """What a title is drafted from: a line's figures in periods that follow one another, the oldest first."""

    measure: Measure
    series: str
    """The series' name; "" where the measure has but one."""
    points: tuple[tuple[Period, Decimal | None], ...]
    cuts: frozenset[Period] = frozenset()
    """The first periods after a break: nothing is compared across."""
    provisional: frozenset[Period] = frozenset()
    forecasts: frozenset[Period] = frozenset()

    @property
    def subject(self) -> str:
        """The measure and its series."""
        title = self.measure.title.strip() or "This measure"
        return f"{title}, {self.series}" if self.series else title


def title_key(measure: MeasureId, kind: ChartKind, period: Period) -> str:
    """Return the key of the setting that keeps a chart's title of one's own."""
    return f"chart title {measure} {kind.value} {period.key}"


def title_of(snapshot: Snapshot, measure: MeasureId, kind: ChartKind, period: Period, drafted: str) -> str:
    """Return the title that a person gave this chart in this period, else the one drafted."""
    kept = snapshot.of(Setting).get(title_key(measure, kind, period))
    return kept.value.strip() if kept is not None and kept.value.strip() else drafted


def drafted_title(told: Told) -> str:
    """Return what the figures say: a run, the most or fewest in years, a year before, else the figure.

    Figures are compared as they print, so that nothing "rose" from 62% to 62%, and never across a gap or a
    break.
    """
    given = [(at, period, value) for at, (period, value) in enumerate(told.points) if value is not None]
    if not given:
        return f"{told.subject}: no figures yet"
    newest, period, value = given[-1]
    if value < 0 and told.measure.entered_as is EnteredAs.YEAR_TO_DATE and told.measure.unit is Unit.COUNT:
        return f"{told.subject}: the figure to date falls in {period.label}, so its own cannot be told"
    unbroken = _unbroken(told, newest)
    printed = [half_up(each, told.measure.decimals) for each in unbroken]
    return (
        _run(told, period, value, printed)
        or _record(told, period, value, printed)
        or _beside_last_year(told, newest, period, value)
    )


def figure_words(told: Told, period: Period, value: Decimal) -> str:
    """Return "412 offences", "412 offences (provisional)" or "412 offences (forecast)"."""
    unit = told.measure.unit_label if told.measure.unit is not Unit.PERCENT else ""
    words = f"{number(told.measure, value)} {unit}".strip()
    if period in told.forecasts:
        return f"{words} (forecast)"
    return f"{words} (provisional)" if period in told.provisional else words


def when_words(measure: Measure, period: Period) -> str:
    """Return "in Quarter 4 2015/16", or "in the year to March 2016" for a rolling year."""
    if measure.entered_as is EnteredAs.ROLLING:
        return f"in the year to {period.end.strftime('%B %Y')}"
    return f"in {period.label}"


def _unbroken(told: Told, newest: int) -> list[Decimal]:
    """The figures that lead to the newest one without a gap or a break, oldest first."""
    found: list[Decimal] = []
    for period, value in reversed(told.points[: newest + 1]):
        if value is None:
            break
        found.append(value)
        if period in told.cuts:
            break
    return found[::-1]


def _run(told: Told, period: Period, value: Decimal, printed: Sequence[Decimal]) -> str:
    """Rises, falls or standing still up to the newest figure; "" where there is no run."""
    ways = [_sign(later - earlier) for earlier, later in pairwise(printed)]
    if not ways:
        return ""
    length = next((back for back, way in enumerate(reversed(ways)) if way != ways[-1]), len(ways))
    if length < _FEWEST_STEPS:
        return ""
    opening = f"{told.subject} over twelve months" if _is_rolling(told) else told.subject
    figure = figure_words(told, period, value)
    until = f"{figure} {when_words(told.measure, period)}"
    if not ways[-1]:
        return f"{opening} stayed at {until}, the same for {_number_word(length + 1)} {_grain(period)}s"
    way = "rose" if ways[-1] > 0 else "fell"
    if length == period.index and period.index == 4:
        return f"{opening} {way} in each quarter of {period.year_label}, to {figure}"
    return f"{opening} {way} in each of the last {_number_word(length)} {_grain(period)}s, to {until}"


def _record(told: Told, period: Period, value: Decimal, printed: Sequence[Decimal]) -> str:
    """The newest figure being beyond all others of at least two years; "" where it is not."""
    years = len(printed) // 4 if period.index else len(printed)
    if years < _FEWEST_YEARS or (not period.index and years < 3):
        return ""
    last, others = printed[-1], printed[:-1]
    is_count = told.measure.unit is Unit.COUNT
    if last > max(others):
        word = "most" if is_count else "highest"
    elif last < min(others):
        word = "fewest" if is_count else "lowest"
    else:
        return ""
    named = f" ({told.series})" if told.series else ""
    said = f"{figure_words(told, period, value)}{named} {when_words(told.measure, period)}"
    return f"{said}, the {word} in {_number_word(years)} years"


def _beside_last_year(told: Told, newest: int, period: Period, value: Decimal) -> str:
    named = f" ({told.series})" if told.series else ""
    said = f"{figure_words(told, period, value)}{named} {when_words(told.measure, period)}"
    back = newest - (4 if period.index else 1)
    since = told.points[back + 1 : newest + 1] if back >= 0 else ()
    before = told.points[back][1] if back >= 0 else None
    if before is None or any(each in told.cuts for each, _ in since):
        return said
    shown = number(told.measure, before)
    if before == value:
        return f"{said}, the same as a year before"
    if shown == number(told.measure, value):
        return f"{said}, about the same as a year before"
    return f"{said}, {'up from' if value > before else 'down from'} {shown} a year before"


def _is_rolling(told: Told) -> bool:
    return told.measure.entered_as is EnteredAs.ROLLING


def _grain(period: Period) -> str:
    return "quarter" if period.index else "year"


def _number_word(count: int) -> str:
    return _COUNTED[count] if count < len(_COUNTED) else f"{count:,}"


def _sign(difference: Decimal) -> int:
    return (difference > 0) - (difference < 0)
