"""The direction of a measure: better, worse, no change or not comparable, each beside a named comparator."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cspdesk.analysis.beside import At, judged_over
from cspdesk.analysis.figures import MeasureFigures, like_baseline, line_figures
from cspdesk.analysis.line import Line, in_points
from cspdesk.analysis.tolerance import Level, gap_words, improvement, miss
from cspdesk.analysis.yardstick import baseline_yardstick, before_yardstick, confirmed, target_yardstick
from cspdesk.domain.choices import Comparator, EnteredAs, Judges, Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline
from cspdesk.domain.snapshot import Snapshot


class Way(StrEnum):
    """Which way a measure moves, polarity applied."""

    BETTER = "better"
    WORSE = "worse"
    NO_CHANGE = "no change"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way a measure went from one comparator."""

    way: Way
    comparator: Comparator
    reason: str
    """One sentence without its full stop, naming the comparator: "412 is 132 above 280 in …"."""
    is_known: bool
    """Whether both figures are there and may be compared; a measure that is only monitored may have both."""
    is_short: bool = False
    """Whether it is the short trend: the previous quarter."""
    is_long: bool = False
    """Whether it is the long trend: a year before."""

    @property
    def word(self) -> str:
        """The direction as it is shown: "No change"."""
        return self.way.value.capitalize()


def directions(
    snapshot: Snapshot, placed: Placed, quarter: Period, figures: MeasureFigures | None = None
) -> tuple[Direction, ...]:
    """Return the headline series' directions in a quarter: the measure's comparators in order.

    The short and the long trend follow where the comparators do not hold them already. The long one is the
    same quarter last year; of rolling years the rolling year before, of a yearly measure last year.
    """
    measure = placed.measure
    series = headline(snapshot, measure.id)
    if series is None:
        return ()
    line = Line(snapshot, measure, series)
    known = figures.headline if figures else None
    at = At(line, quarter, known or line_figures(line, quarter))
    short, long = Comparator.PREVIOUS, _long(at)
    asked = dict.fromkeys((*measure.comparators, short, long))
    return tuple(_direction(at, each, is_short=each is short, is_long=each is long) for each in asked)


def first_known(placed: Placed, found: Sequence[Direction]) -> Direction | None:
    """Return the direction of the first of the measure's comparators that can be worked out, else its first.

    None where the measure has no comparator.
    """
    own = [each for each in found if each.comparator in placed.measure.comparators]
    return next((each for each in own if each.is_known), own[0] if own else None)


def _long(at: At) -> Comparator:
    if at.measure.entered_as is EnteredAs.ROLLING:
        return Comparator.ROLLING
    return Comparator.YEAR_TO_DATE if at.line.is_yearly else Comparator.SAME_QUARTER


def _direction(at: At, comparator: Comparator, *, is_short: bool, is_long: bool) -> Direction:
    found = _against_target(at) if comparator is Comparator.TARGET else _against_before(at, comparator)
    if isinstance(found, str):
        reason = found[:1].upper() + found[1:]
        return Direction(Way.NOT_COMPARABLE, comparator, reason, False, is_short, is_long)
    way, reason = found
    return Direction(way, comparator, reason, True, is_short, is_long)


def _against_target(at: At) -> tuple[Way, str] | str:
    """Better on the good side of the target, worse on the other; on it or inside its range no change."""
    found = target_yardstick(at, at.figures.target)
    if isinstance(found, str):
        return found
    reason = gap_words(found.value, found.beside.where, found.level, at.measure)
    if at.measure.polarity is Polarity.MONITOR:
        return Way.NOT_COMPARABLE, f"{reason}; the measure is monitored only"
    if miss(found.value, found.level, at.measure.polarity):
        return Way.WORSE, reason
    return (Way.BETTER if found.level.distance(found.value) else Way.NO_CHANGE), reason


def _against_before(at: At, comparator: Comparator) -> tuple[Way, str] | str:
    is_baseline = comparator is Comparator.BASELINE
    found = baseline_yardstick(at) if is_baseline else before_yardstick(at, comparator)
    if isinstance(found, str):
        return found
    now, before, polarity = found.value, found.level.low, at.measure.polarity
    reason = gap_words(now, found.beside.where, found.level, at.measure)
    way = improvement(now, before, polarity, _wanted(at, comparator))
    if way is None:
        if polarity is Polarity.INSIDE:
            return f"{reason}; no range is set that it could be nearer to"
        return Way.NOT_COMPARABLE, f"{reason}; the measure is monitored only"
    return (Way.BETTER if way > 0 else Way.WORSE if way < 0 else Way.NO_CHANGE), reason


def _wanted(at: At, comparator: Comparator) -> Level | None:
    """The range that figures should be inside, where it is one for figures of the comparator's span."""
    target = at.figures.target
    if at.measure.polarity is not Polarity.INSIDE or target is None:
        return None
    reading = confirmed(target, at.measure.unit)
    if isinstance(reading, str) or reading.low is None or reading.high is None:
        return None
    return Level(reading.low, reading.high) if _is_alike(at, comparator, target.judges) else None


def _is_alike(at: At, comparator: Comparator, judges: Judges) -> bool:
    """Whether a target's figures cover the same span as a comparator's; shares and levels always do."""
    if in_points(at.measure):
        return True
    over: Comparator | None = comparator
    if comparator is Comparator.BASELINE and at.figures.baseline:
        over = like_baseline(at.measure, at.figures.baseline.span, at.quarter)
    elif comparator is Comparator.PREVIOUS:
        over = judged_over(at, Judges.QUARTER)
    return over is judged_over(at, judges)
