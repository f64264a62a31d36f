"""The status of a measure in a quarter: green, amber, red or grey, always with its reason."""

from dataclasses import dataclass

from cspdesk.analysis.beside import At, over_a_year, spoken_for
from cspdesk.analysis.figures import MeasureFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.tolerance import allowance_words, colour, gap_words, improvement, printed_apart
from cspdesk.analysis.yardstick import (
    Yardstick,
    baseline_yardstick,
    before_yardstick,
    confirmed,
    is_for_the_year,
    target_yardstick,
)
from cspdesk.domain.choices import Judges, Polarity, Stage, Status, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import StatusOverride
from cspdesk.domain.target_reading import TargetKind
from cspdesk.domain.unit import Unit

# What is withheld or does not apply is not made up for by an older figure.
_FINAL = frozenset({State.NOT_APPLICABLE.value, State.SUPPRESSED.value, State.TOO_SMALL.value})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A measure's status in a quarter."""

    status: Status
    reason: str
    """One sentence without its full stop: "45% is 1 point below the range 46% to 53%"."""
    quarter: Period
    """The quarter whose figure was judged: an earlier one where the quarter asked for has none."""
    is_override: bool = False
    """Whether the officer gave it in place of the one worked out."""

    @property
    def word(self) -> str:
        """The status as it is shown: "Green"."""
        return self.status.value.capitalize()


def judged(
    snapshot: Snapshot, placed: Placed, quarter: Period, figures: MeasureFigures | None = None
) -> Judgement:
    """Return a measure's status in a quarter; the figures are worked out where they are not given.

    The headline series decides. A status given by the officer wins; its reason keeps the one worked out.
    """
    measure = placed.measure
    found = _without_figures(placed, quarter)
    if found is None:
        series = headline(snapshot, measure.id)
        if series is None:
            found = _grey("the measure has no figures", quarter)
        else:
            line = Line(snapshot, measure, series)
            known = figures.headline if figures else None
            found = _worked_out(At(line, quarter, known or line_figures(line, quarter)))
    override = snapshot.of(StatusOverride).get(measure.id, quarter)
    return found if override is None else _overridden(override, found)


def _without_figures(placed: Placed, quarter: Period) -> Judgement | None:
    """Grey where no figure would make a difference."""
    measure = placed.measure
    if measure.stage is Stage.FORMULATED:
        return _grey("the measure is still being formulated", quarter)
    # One whose place has a last quarter ran until then.
    if measure.stage is Stage.DISCONTINUED and placed.until is None:
        after = measure.replaced_by.strip()
        return _grey(f"the measure is discontinued{f', replaced by {after}' if after else ''}", quarter)
    if measure.polarity is Polarity.MONITOR or measure.status_against is StatusAgainst.NONE:
        return _grey("the measure is monitored only", quarter)
    if measure.unit is Unit.TEXT:
        return _grey("the measure is in words, which are not judged", quarter)
    return None


def _worked_out(asked: At) -> Judgement:
    found, at = _yardstick(asked)
    if isinstance(found, str):
        return _grey(found, asked.quarter)
    value, level, measure = found.value, found.level, asked.measure
    status = colour(value, level, measure)
    reason = gap_words(value, found.beside.where, level, measure) + allowance_words(value, level, measure)
    if (
        status is Status.RED
        and measure.amber_if_improved
        and measure.status_against is not StatusAgainst.LAST_YEAR
    ):
        has_improved, words = _improved(at, found)
        status = Status.AMBER if has_improved else status
        reason += words
    return Judgement(status, _sentence(reason), at.quarter)


def _yardstick(asked: At) -> tuple[Yardstick | str, At]:
    """What judges the quarter asked for, else its newest figure; where neither does, why not the quarter."""
    first = _measured_by(asked, asked)
    if isinstance(first, Yardstick) or asked.figures.state in _FINAL:
        return first, asked
    target = asked.figures.target
    if asked.measure.status_against is StatusAgainst.TARGET and target is not None:
        # Neither a target that sets no figure nor the year's own is made up for by an older one.
        waits = is_for_the_year(target) and not (asked.line.is_yearly and asked.quarter.index == 4)
        if waits or isinstance(confirmed(target, asked.measure.unit), str):
            return first, asked
    newest = spoken_for(asked)
    if newest is None or not newest.behind:
        return first, asked
    second = _measured_by(newest, asked)
    return (second, newest) if isinstance(second, Yardstick) else (first, asked)


def _measured_by(at: At, asked: At) -> Yardstick | str:
    match at.measure.status_against:
        case StatusAgainst.BASELINE:
            return baseline_yardstick(at)
        case StatusAgainst.LAST_YEAR:
            return before_yardstick(at, over_a_year(at))
    target = at.figures.target
    # What judges the latest figure judges an older one that is still the latest.
    later = asked.figures.target
    is_set = target is not None and target.kind is not TargetKind.NONE
    if not is_set and later is not None and later.judges is Judges.LATEST:
        target = later
    return target_yardstick(at, target)


def _improved(at: At, found: Yardstick) -> tuple[bool, str]:
    """Whether a miss is at least no worse than last year's figure, and the words that say so."""
    beside, measure = found.beside, at.measure
    stands_between = at.line.columns.break_between(beside.since.start, at.quarter)
    if stands_between:
        return False, f", and {stands_between}"
    if beside.before is None:
        return False, f", and there is no figure for {beside.before_name} to improve on"
    way = improvement(found.value, beside.before, measure.polarity, found.level)
    before = f"{printed_apart(beside.before, found.value, measure)} in {beside.before_name}"
    if way is None or way < 0:
        return False, f", and worse than {before}"
    return True, f", but {'better than' if way else 'no worse than'} {before}"


def _overridden(given: StatusOverride, found: Judgement) -> Judgement:
    reason = given.reason.strip().rstrip(".") or "Given by the officer without a reason"
    kept = f"{reason} (worked out as {found.status.value}: {found.reason})"
    return Judgement(given.status, kept, found.quarter, is_override=True)


def _grey(reason: str, quarter: Period) -> Judgement:
    return Judgement(Status.GREY, _sentence(reason), quarter)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
