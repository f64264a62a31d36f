"""Saying what went with something deleted, from the change set that took it away."""

from collections import Counter

from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Baseline,
    Commentary,
    CountywideRow,
    Measure,
    Observation,
    Picture,
    Placement,
    Priority,
    Project,
    ProjectUpdate,
    ReportItem,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)

_SAID = {
    Priority.TABLE.name: ("priority", "priorities"),
    Measure.TABLE.name: ("measure", "measures"),
    Placement.TABLE.name: ("place of a measure that stays", "places of measures that stay"),
    Series.TABLE.name: ("series", "series"),
    Observation.TABLE.name: ("figure", "figures"),
    Target.TABLE.name: ("target", "targets"),
    Baseline.TABLE.name: ("baseline", "baselines"),
    SeriesBreak.TABLE.name: ("break", "breaks"),
    Commentary.TABLE.name: ("commentary", "commentaries"),
    Project.TABLE.name: ("project", "projects"),
    ProjectUpdate.TABLE.name: ("update", "updates"),
    Action.TABLE.name: ("action", "actions"),
    ReportItem.TABLE.name: ("report text", "report texts"),
    CountywideRow.TABLE.name: ("countywide row", "countywide rows"),
    Picture.TABLE.name: ("picture", "pictures"),
}


def what_went(change_set: ChangeSet, table: str) -> str:
    """Return what a deletion took with the row of `table` itself: "3 measures, 24 figures and 2 projects"."""
    counts = Counter(change.table for change in change_set.changes if change.new is None)
    return _in_words(counts, table)


def _in_words(counts: Counter[str], table: str) -> str:
    counts[table] -= 1
    measures = counts[Measure.TABLE.name] + (table == Measure.TABLE.name)
    if measures:
        # Places and series of measures that went need no words of their own.
        counts[Placement.TABLE.name] -= measures
        counts[Series.TABLE.name] = 0
    said = [
        f"{counts[name]:,} {one if counts[name] == 1 else many}"
        for name, (one, many) in _SAID.items()
        if counts[name] > 0
    ]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def deleted_words(what: str, change_set: ChangeSet, table: str) -> str:
    """Return the sentence after a deletion: "Deleted ... with 3 measures. Ctrl+Z brings it back."."""
    went = what_went(change_set, table)
    return f"Deleted {what}{f' with {went}' if went else ''}. Ctrl+Z brings it back."


def deleted_series_words(what: str, before: Snapshot, series: SeriesId) -> str:
    """Return the sentence after a series was deleted, by what stood in the file before."""
    counts = Counter({Series.TABLE.name: 1})
    for kind in (Observation, Target, Baseline, SeriesBreak):
        counts[kind.TABLE.name] = len(before.of(kind).where("series", series))
    went = _in_words(counts, Series.TABLE.name)
    return f"Deleted {what}{f' with {went}' if went else ''}. Ctrl+Z brings it back."
