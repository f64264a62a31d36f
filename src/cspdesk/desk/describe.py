"""Naming a row in words, for messages about it."""

from typing import Any

from cspdesk.domain.catalogue import CATALOGUE, Key
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import measure_name
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Measure, Observation, Series, Target

_FIGURES = {Observation.TABLE.name: "The figure", Target.TABLE.name: "The target"}


def row_in_words(snapshot: Snapshot, table: str, key: Key) -> str:
    """Return what a row is, in words: "The figure for 2.1 Violence with injury, Quarter 4 2015/16"."""
    if not table:
        return "What it would remove"
    entered = CATALOGUE[table]
    values: list[Any] = [field.decode(part) for field, part in zip(entered.key, key, strict=True)]
    if table in _FIGURES:
        series, period = values
        return f"{_FIGURES[table]} for {_series_name(snapshot, series, period)}, {period.label}"
    if table == Commentary.TABLE.name:
        measure, period = values
        return f"The commentary on {measure_name(snapshot, measure, period)}, {period.label}"
    if table == Measure.TABLE.name:
        return f"Measure {measure_name(snapshot, values[0])}"
    row = snapshot.of(entered.row).get(*values)
    title = getattr(row, "title", "") or getattr(row, "label", "") or getattr(row, "text", "")
    what = table.replace("_", " ")
    return f"The {what} '{title[:60]}'" if title else f"A {what}"


def _series_name(snapshot: Snapshot, series: Any, period: Period) -> str:
    line = snapshot.of(Series).get(series)
    if line is None:
        return "a measure that is gone"
    name = measure_name(snapshot, line.measure, period)
    return f"{name} ({line.label})" if line.label else name
