"""What a measure is judged by in a quarter: a target, a baseline or last year, with the figure it judges."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.beside import At, Pair, judged_over, pair
from cspdesk.analysis.edges import up_to
from cspdesk.analysis.figures import BaselineFigure, like_baseline
from cspdesk.analysis.line import adds_up
from cspdesk.analysis.tolerance import Level, raised
from cspdesk.domain.choices import AddsUp, Comparator, Judges, Span
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Grain
from cspdesk.domain.tables import Target
from cspdesk.domain.target_reading import TargetKind, TargetReading, read_target
from cspdesk.domain.unit import Unit

_NO_LEVEL = {
    TargetKind.TO_BE_CONFIRMED: "the target for {} is to be confirmed",
    TargetKind.NOT_APPLICABLE: "no target applies to {}",
    TargetKind.NONE: "no target is set for {}",
}


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A level, and the figure that is held against it."""

    value: Decimal
    level: Level
    beside: Pair
    """The figure with its own last year."""


def target_yardstick(at: At, target: Target | None) -> Yardstick | str:
    """Return a target as a level with the figure it judges, or why there is none.

    A year's target that judges the year to date is held against it at quarter 4 only.
    """
    if target is None:
        return f"no target is set for {at.quarter.label}"
    reading = confirmed(target, at.measure.unit)
    if isinstance(reading, str):
        return reading
    if is_for_the_year(target) and at.quarter.index < 4:
        return f"the target for {target.period.label} is judged at year end"
    if reading.low is None or reading.high is None:
        return _relative(at, target, reading)
    comparator = judged_over(at, target.judges)
    beside = pair(at, comparator)
    if beside.now is None:
        return no_figure(at, comparator)
    return Yardstick(beside.now, _named(target, reading, reading.low, reading.high), beside)


def is_for_the_year(target: Target) -> bool:
    """Whether a target is a year's and judges the year to date, so that only the whole year tells."""
    return target.period.grain is Grain.YEAR and target.judges is Judges.YEAR_TO_DATE


def confirmed(target: Target, unit: Unit) -> TargetReading | str:
    """Return what a target stands for, or why it sets no figure; words need a confirmed reading.

    What is returned has both its ends, or is relative.
    """
    if target.kind in _NO_LEVEL:
        return _NO_LEVEL[target.kind].format(target.period.label)
    words, read_as = shown(target.typed.strip()), target.read_as.strip()
    is_in_words = target.kind is TargetKind.TEXT
    if is_in_words and not read_as:
        return f"the target is in words ({words}) and no figure for it has been confirmed"
    reading = read_target(read_as if is_in_words else target.typed, unit)
    if reading.kind in _NO_LEVEL or reading.kind is TargetKind.TEXT:
        return f"the target {words} is no figure{f', nor is {shown(read_as)}' if is_in_words else ''}"
    return reading


def baseline_yardstick(at: At) -> Yardstick | str:
    """Return the baseline in force as a level with the figure that is like it, or why there is none."""
    found = _in_force(at)
    if isinstance(found, str):
        return found
    baseline, value, beside = found
    if beside.now is None:
        return no_figure(at, like_baseline(at.measure, baseline.span, at.quarter))
    label = baseline.label.strip()
    closing = f" ({label})" if label.casefold() not in ("", "baseline") else ""
    return Yardstick(beside.now, Level(value, value, "the baseline of ", closing), beside)


def before_yardstick(at: At, comparator: Comparator) -> Yardstick | str:
    """Return a comparator's figure before as a level, or why the two cannot be compared.

    Of the comparators over time: SAME_QUARTER, YEAR_TO_DATE, ROLLING or PREVIOUS.
    """
    beside = pair(at, comparator)
    stands_between = at.line.columns.break_between(beside.since.start, at.quarter)
    if stands_between:
        return stands_between
    if beside.now is None:
        return no_figure(at, comparator)
    if beside.before is None:
        return f"there is no figure for {beside.before_name}"
    level = Level(beside.before, beside.before, "", f" in {beside.before_name}")
    return Yardstick(beside.now, level, beside)


def no_figure(at: At, comparator: Comparator | None) -> str:
    """Return why a figure cannot be worked out, naming the first quarter that it lacks."""
    quarter, line = at.quarter, at.line
    if at.figures.entered is None:
        where = quarter.year_label if line.is_yearly else quarter.label
        return f"there is no figure for {where} ({at.figures.state})"
    if comparator not in (Comparator.YEAR_TO_DATE, Comparator.ROLLING):
        return f"the figure for {quarter.label} alone cannot be told from the figures given"
    if adds_up(at.measure) is AddsUp.NONE:
        return "the quarters of this measure do not make a year"
    is_year = comparator is Comparator.YEAR_TO_DATE
    needed = up_to(quarter, quarter.index if is_year else 4)
    what = "the year to date" if is_year else "the rolling year"
    lacking = next((each for each in needed if line.entered(each) is None), None)
    if lacking is None:
        return f"{what} cannot be worked out from the figures given"
    return f"{what} cannot be worked out without the figure for {lacking.label}"


def _named(target: Target, reading: TargetReading, low: Decimal, high: Decimal) -> Level:
    """The level with its words; a target in words or against something is quoted after its figure."""
    is_quoted = target.kind in (TargetKind.TEXT, TargetKind.RELATIVE)
    closing = f" ({shown(target.typed.strip())})" if is_quoted else ""
    if reading.kind is TargetKind.RANGE:
        return Level(low, high, "the range ", closing)
    return Level(low, high, "the year's target of " if is_for_the_year(target) else "the target of ", closing)


def _relative(at: At, target: Target, reading: TargetReading) -> Yardstick | str:
    """A target against the baseline in force or last year, as a level beside a figure of the same span."""
    change = reading.change or Decimal(0)
    if reading.against != "baseline":
        found = before_yardstick(at, judged_over(at, target.judges))
        if isinstance(found, str):
            return f"the target {shown(target.typed.strip())} cannot be worked out: {found}"
        level = raised(found.level.low, change)
        return Yardstick(found.value, _named(target, reading, level, level), found.beside)
    held = _in_force(at)
    if isinstance(held, str):
        return f"the target {shown(target.typed.strip())} cannot be worked out: {held}"
    baseline, value, beside = held
    if baseline.span is Span.QUARTER and target.judges in (Judges.YEAR_TO_DATE, Judges.ROLLING):
        if at.measure.unit is not Unit.PERCENT:
            return (
                f"the target {shown(target.typed.strip())} cannot be worked out: the baseline is a quarter's"
            )
        beside = pair(at, judged_over(at, target.judges))
    if beside.now is None:
        return no_figure(at, like_baseline(at.measure, baseline.span, at.quarter))
    level = raised(value, change)
    return Yardstick(beside.now, _named(target, reading, level, level), beside)


def _in_force(at: At) -> tuple[BaselineFigure, Decimal, Pair] | str:
    """The baseline in force with its value and the figure that is like it, or why there is none."""
    baseline = at.figures.baseline
    if baseline is None:
        return f"no baseline is set for {at.quarter.label}"
    if baseline.value is None:
        return "the baseline has no figure yet"
    comparator = like_baseline(at.measure, baseline.span, at.quarter)
    if comparator is None:
        return "the baseline is one quarter's and the figures are rolling years"
    stands_between = at.line.columns.break_between(baseline.since, at.quarter)
    return stands_between or (baseline, baseline.value, pair(at, comparator))
