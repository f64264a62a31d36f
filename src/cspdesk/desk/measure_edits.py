"""Who typed what and when for one measure, read from the log: the newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cspdesk.domain.catalogue import CATALOGUE
from cspdesk.domain.changes import RowChange
from cspdesk.domain.period import Period
from cspdesk.domain.printing import long_date
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Outlook,
    PeerValue,
    PeerVerdict,
    Placement,
    Rebase,
    Series,
    SeriesBreak,
    StatusOverride,
    Target,
)
from cspdesk.store.log import Logged
from cspdesk.store.store import Store

MOST_EDITS = 50
"""Edits shown."""
_MOST_TOLD = 3
"""Cells named of one edit; the rest are counted."""
_LONGEST = 80
"""Letters of a text that are quoted."""

_BY_SERIES = frozenset(row.TABLE.name for row in (Observation, Target, SeriesBreak, Rebase))
_BY_MEASURE = frozenset(row.TABLE.name for row in (Commentary, StatusOverride, Outlook, PeerVerdict))
_OWNED = {
    Series.TABLE.name: "measure",
    Placement.TABLE.name: "measure",
    PeerValue.TABLE.name: "measure",
    Baseline.TABLE.name: "series",
}
"""Tables with keys of their own, and the field that says whose each row is."""
_NAMES = {
    Series.TABLE.name: "Series",
    Placement.TABLE.name: "Place in the plan",
    PeerValue.TABLE.name: "Other areas",
    Baseline.TABLE.name: "Baseline",
    SeriesBreak.TABLE.name: "Break in the series",
    Rebase.TABLE.name: "Control chart's new limits",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a measure."""

    at: datetime
    who: str
    words: str
    """What was changed: "Quarter 4 2015/16: 412, was 410"."""

    @property
    def when(self) -> str:
        """The day and time, where it was typed: "31 March 2016, 14:03"."""
        return f"{long_date(self.at.date())}, {self.at:%H:%M}"


def edits_in_file(
    path: Path, measure: MeasureId, up_to: int, progress: Callable[[int], None] = lambda _: None
) -> tuple[Edit, ...]:
    """Return a measure's newest edits from a copy of the file, no later than transaction `up_to`.

    `progress` is told each transaction's number. Raises FileError where the file cannot be read.
    """

    def told(entries: Iterable[Logged]) -> Iterator[Logged]:
        for entry in entries:
            progress(entry.sequence)
            if entry.sequence <= up_to:
                yield entry

    with Store.read(path) as store:
        return edits_of(told(store.history()), measure)


def edits_of(entries: Iterable[Logged], measure: MeasureId, most: int = MOST_EDITS) -> tuple[Edit, ...]:
    """Return the newest edits of a measure among the log's entries, which come in their order."""
    reader = _Reader(measure)
    found = []
    for entry in entries:
        words = reader.words_of(entry.changes)
        if words:
            undone = {"undo": "Taken back: ", "redo": "Done again: ", "import": "Imported: "}
            found.append(Edit(entry.at, entry.actor, undone.get(entry.origin, "") + words))
    return tuple(reversed(found[-most:]))


class _Reader:
    """Goes through the log and knows which rows are the measure's, those deleted since among them."""

    def __init__(self, measure: MeasureId) -> None:
        self._measure = measure
        self._labels: dict[str, str] = {}
        """The names of the measure's series, by their ids."""
        self._owned: dict[tuple[str, object], bool] = {}

    def words_of(self, changes: Iterable[RowChange]) -> str:
        """What a transaction did to the measure, in words; "" where nothing."""
        told: dict[str, None] = {}
        more = 0
        for change in self._ours(changes):
            words = self._words(change)
            if not words or words in told:
                continue
            if len(told) < _MOST_TOLD:
                told[words] = None
            else:
                more += 1
        rest = f"; and {more:,} more" if more else ""
        return "; ".join(told) + rest

    def _ours(self, changes: Iterable[RowChange]) -> list[RowChange]:
        """The measure's own, in a steady order: itself first, cells by series and period."""
        every = list(changes)
        # Series come first of all, so that the cells entered with them are known for theirs.
        every.sort(key=lambda change: change.table != Series.TABLE.name)
        ours = [change for change in every if self._is_ours(change)]
        return sorted(ours, key=lambda c: (c.table != Measure.TABLE.name, c.table, tuple(map(str, c.key))))

    def _is_ours(self, change: RowChange) -> bool:
        table, first = change.table, change.key[0]
        if table == Measure.TABLE.name or table in _BY_MEASURE:
            return first == self._measure
        if table in _BY_SERIES:
            return str(first) in self._labels
        if table not in _OWNED:
            return False
        row = change.after or change.before or {}
        owner = row.get(_OWNED[table])
        if owner is not None:
            is_series = _OWNED[table] == "series"
            is_ours = str(owner) in self._labels if is_series else owner == self._measure
            self._owned[(table, first)] = is_ours
        is_ours = self._owned.get((table, first), False)
        if table == Series.TABLE.name and is_ours and "label" in (change.after or {}):
            self._labels[str(first)] = str((change.after or {})["label"] or "")
        return is_ours

    def _words(self, change: RowChange) -> str:
        table, before, after = change.table, change.before, change.after
        if table == Measure.TABLE.name:
            return _of_measure(before, after)
        if table in (Observation.TABLE.name, Target.TABLE.name):
            what = "" if table == Observation.TABLE.name else "Target, "
            return _of_cell(f"{what}{self._place(change)}", before, after)
        if table == Commentary.TABLE.name:
            return _of_text(f"Commentary, {_period(change.key[1])}", "text", before, after)
        if table in (StatusOverride.TABLE.name, Outlook.TABLE.name):
            return _of_judgement(change)
        if table == PeerVerdict.TABLE.name:
            return _of_text(f"Verdict from elsewhere, {_period(change.key[1])}", "words", before, after)
        return _of_row(table, before, after)

    def _place(self, change: RowChange) -> str:
        label = self._labels[str(change.key[0])]
        return ", ".join(part for part in (label, _period(change.key[1])) if part)


_Values = Mapping[str, Any] | None


def _period(key: object) -> str:
    return Period.from_key(str(key)).label


def _of_row(table: str, before: _Values, after: _Values) -> str:
    if before is not None and after is not None and not _headings(table, after):
        return ""
    return f"{_NAMES[table]} {'added' if before is None else 'removed' if after is None else 'changed'}"


def _of_cell(what: str, before: _Values, after: _Values) -> str:
    was = str((before or {}).get("typed") or "")
    if after is None or (before is not None and "typed" in after and not after["typed"]):
        return f"{what}: emptied, was {_quoted(was)}" if was else ""
    if "typed" in after and (after["typed"] or was):
        now = _quoted(str(after["typed"]))
        return f"{what}: {now}, was {_quoted(was)}" if was else f"{what}: {now}"
    note = str(after.get("note") or after.get("private_note") or "")
    if note:
        return f"{what}: note {_quoted(note)}"
    # A cell may be read anew by another unit: nothing was typed then.
    headings = _headings(Observation.TABLE.name, after) if before is not None else ""
    return f"{what}: {headings} changed" if headings else ""


def _of_text(what: str, field: str, before: _Values, after: _Values) -> str:
    if after is None:
        return f"{what}: removed"
    if after.get(field):
        return f"{what}: {_quoted(str(after[field]))}"
    return f"{what}: changed" if before is not None else what


def _of_judgement(change: RowChange) -> str:
    is_status = change.table == StatusOverride.TABLE.name
    what = f"{'Status' if is_status else 'Outlook'}, {_period(change.key[1])}"
    if change.after is None:
        return f"{what}: {'as worked out again' if is_status else 'taken away'}"
    word = change.after.get("status" if is_status else "word")
    reason = str(change.after.get("reason") or "")
    said = ", ".join(part for part in (str(word or ""), _quoted(reason) if reason else "") if part)
    return f"{what}: {said or 'changed'}"


def _of_measure(before: _Values, after: _Values) -> str:
    if before is None or after is None:
        return "Measure added" if before is None else "Measure deleted"
    said = _headings(Measure.TABLE.name, after)
    return f"{said} changed" if said else ""


def _headings(table: str, values: Mapping[str, Any]) -> str:
    """The names of columns, as the workbook has them: "Definition, Source"."""
    return ", ".join(
        field.column.heading
        for field in CATALOGUE[table].fields
        if field.name in values and field.name != "position" and not field.column.derived
    )


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
