"""Texts as lists and pages show them: with their live fields said, each at its own place."""

from cspdesk.analysis.live_fields import FieldPlace, expanded, plainly
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    Observation,
    Outlook,
    Placement,
    Plan,
    Priority,
    Series,
    SeriesBreak,
    StatusOverride,
    Target,
)

RESTS_ON = frozenset(
    row_type.TABLE.name
    for row_type in (
        *(Plan, Priority, Placement, Measure, Series),
        *(Observation, Target, Baseline, SeriesBreak, StatusOverride, Outlook),
    )
)
"""The tables of which an edit may change what a live field says."""


def has_fields(*texts: str) -> bool:
    """Whether texts may hold a live field, so that what they say can change without them."""
    return any("{" in text for text in texts)


def place_of_row(row: Row, quarter: Period) -> FieldPlace:
    """Return where a row's texts stand; those without a quarter of their own belong to the one shown."""
    period = getattr(row, "period", None)
    measure = row.id if isinstance(row, Measure) else getattr(row, "measure", None)
    return FieldPlace(period or quarter, measure)


def said(snapshot: Snapshot, row: Row, text: str, quarter: Period) -> str:
    """Return a text of a row as a list shows it: without marks, its live fields said, a line for each."""
    return plainly(snapshot, text, place_of_row(row, quarter))


def said_with_marks(snapshot: Snapshot, row: Row, text: str, quarter: Period) -> str:
    """Return a text of a row as it stands, with its live fields said."""
    return expanded(snapshot, text, place_of_row(row, quarter)).text
