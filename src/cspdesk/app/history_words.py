"""What the history says of a transaction's figures that the board had seen otherwise, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cspdesk.analysis.revisions import is_revised, is_told, pack_name
from cspdesk.domain.catalogue import Key
from cspdesk.domain.changes import RowChange
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placement_of, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, PackIssue, Revision, Series
from cspdesk.store.log import Logged


@dataclass(frozen=True, slots=True)
class _Told:
    """One cell's revision, made, explained or taken away."""

    key: Key
    """The cell's, as it is stored."""
    what: str
    """What is said of all cells alike: "revised after the pack of 12 May 2016"."""
    detail: str
    """What is said of this one: " (the board saw 412)"."""


def revisions_in_words(snapshot: Snapshot, entry: Logged) -> str:
    """Return what to add to a transaction's line, "" where it revised nothing.

    "; 2.1, Quarter 4 2015/16 revised after the pack of 12 May 2016 (the board saw 412)"; of several cells
    alike only how many they are. Measures are named as the snapshot has them.
    """
    alike: dict[str, list[_Told]] = {}
    for told in _told(snapshot, entry):
        alike.setdefault(told.what, []).append(told)
    return "".join(
        f"; {_cell_name(snapshot, group[0].key)} {what}{group[0].detail}"
        if len(group) == 1
        else f"; {len(group):,} figures {what}"
        for what, group in alike.items()
    )


def cell_in_words(snapshot: Snapshot, entry: Logged, key: Key) -> str:
    """Return the same of one cell alone, "; revised after ...", by its key as it is stored."""
    return "".join(f"; {told.what}{told.detail}" for told in _told(snapshot, entry) if told.key == key)


def _told(snapshot: Snapshot, entry: Logged) -> Iterator[_Told]:
    # What comes or goes with its whole measure or issue is no revision of its own.
    around = (Series.TABLE.name, PackIssue.TABLE.name)
    moved = {
        change.key[0]
        for change in entry.changes
        if change.table in around and (change.before is None or change.after is None)
    }
    for change in entry.changes:
        if change.table == Revision.TABLE.name and moved.isdisjoint((change.key[0], change.key[2])):
            yield from _of_change(snapshot, change)


def _of_change(snapshot: Snapshot, change: RowChange) -> Iterator[_Told]:
    cell = change.key[:2]
    if change.before is not None and change.after is not None:
        reason = str(change.after.get("reason") or "")
        yield _Told(cell, f"given the reason: {reason}" if reason else "given no reason any more", "")
        return
    # One of the two is the whole row.
    row: Any = Revision.TABLE.decode(change.after or change.before or {})
    issue = snapshot.of(PackIssue).get(row.issue)
    if issue is None or not is_told(row, snapshot.of(PackIssue)):
        return
    pack = pack_name(issue)
    if change.after is None:
        yield _Told(cell, f"again as in {pack}", "")
    elif is_revised(row):
        yield _Told(cell, f"revised after {pack}", f" (the board saw {row.seen})")
    else:
        yield _Told(cell, f"reported since {pack}", "")


def _cell_name(snapshot: Snapshot, key: Key) -> str:
    """A cell's measure by its number, else its title, its series and its period."""
    period = Period.from_key(str(key[1]))
    line = snapshot.of(Series).get(key[0])
    measure = snapshot.of(Measure).get(line.measure) if line else None
    if line is None or measure is None:
        return f"a measure that is gone, {period.label}"
    plan = plan_for(snapshot, period)
    place = placement_of(snapshot, measure.id, plan.id) if plan else None
    name = (place.number if place else "") or measure.title
    return f"{name} {line.label}".strip() + f", {period.label}"
