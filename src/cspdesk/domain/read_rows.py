"""Rows made from what was typed; they are read again when the measure's unit changes."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import starmap

from cspdesk.domain.choices import Judges
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Reading, read
from cspdesk.domain.tables import Baseline, Observation, SeriesId, Target
from cspdesk.domain.target_reading import TargetReading, read_target
from cspdesk.domain.unit import Unit

KEPT_OF_READING = ("state", "value", "numerator", "denominator", "qualifier", "due_on")
"""What an observation keeps of the reading of its text, under the same names."""


def observed(observation: Observation, unit: Unit) -> Observation:
    """Return the observation with its reading of what was typed."""
    reading = read(observation.typed, unit, observation.period)
    return replace(observation, **{name: getattr(reading, name) for name in KEPT_OF_READING})


def read_all(cells: Iterable[tuple[str, Unit, Period]]) -> list[Reading]:
    """Return the reading of each text, unit and period."""
    return list(starmap(read, cells))


def aimed(target: Target, unit: Unit) -> Target:
    """Return the target with its reading of what was typed."""
    reading: TargetReading = read_target(target.typed, unit)
    return replace(target, kind=reading.kind, low=reading.low, high=reading.high)


def based(baseline: Baseline, unit: Unit) -> Baseline:
    """Return the baseline with its reading of what was typed."""
    return replace(baseline, value=read(baseline.typed, unit).value)


def new_target(
    series: SeriesId, period: Period, typed: str, unit: Unit, judges: Judges | None = None
) -> Target:
    """Return a target as typed; a year's judges the year to date unless told otherwise."""
    judges = judges or (Judges.QUARTER if period.index else Judges.YEAR_TO_DATE)
    return aimed(Target(series=series, period=period, typed=typed, judges=judges), unit)
