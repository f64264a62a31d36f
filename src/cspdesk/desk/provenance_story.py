"""The story of the cells behind a figure: who typed them, what stood there before, and what packs had."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from cspdesk.analysis.provenance_words import Provenance, SourceCell, Step, listed
from cspdesk.analysis.revisions import pack_name
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import Progress, Work
from cspdesk.domain.changes import RowChange
from cspdesk.domain.collector import at_rest
from cspdesk.domain.period import Period
from cspdesk.domain.printing import long_date, reading_text
from cspdesk.domain.reading import read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Measure, Observation, PackIssue, Series, StatusOverride, Target
from cspdesk.domain.unit import Unit
from cspdesk.store.log import Logged
from cspdesk.store.store import Store

# The column that holds what was typed.
_TYPED = {
    Observation.TABLE.name: "typed",
    Target.TABLE.name: "typed",
    Baseline.TABLE.name: "typed",
    StatusOverride.TABLE.name: "status",
}
_WAYS = {"desk": "typed", "import": "imported", "undo": "put back", "redo": "entered again"}
MOST_EARLIER = 8
"""So many earlier texts of a cell are told one by one; of the others how many they are."""
_NOBODY = "somebody without a name"


@dataclass(frozen=True, slots=True)
class Entered:
    """One text that a cell held, and who put it there."""

    typed: str
    """ "" where the cell was emptied."""
    way: str
    """How: "typed", "imported", "put back"."""
    who: str
    at: datetime

    @property
    def words(self) -> str:
        """Who and on which day: "typed by the police analyst on 3 May 2016"."""
        way = self.way if self.typed else "emptied"
        return f"{way} by {self.who} on {long_date(self.at.date())}"


@dataclass(frozen=True, slots=True)
class InPack:
    """What stood in a cell when a pack went out that covered it."""

    name: str
    """ "the pack of 12 May 2016 for Quarter 4 2015/16"."""
    printed: str
    """ "" where the cell was empty."""


@dataclass(frozen=True, slots=True)
class CellStory:
    """What the log and the issued packs say of one cell."""

    entries: tuple[Entered, ...] = ()
    """Every text in turn, the one that stands now last."""
    packs: tuple[InPack, ...] = ()

    @property
    def now(self) -> Entered | None:
        """Who put in what stands there; None where nothing ever did."""
        return self.entries[-1] if self.entries else None

    @property
    def earlier(self) -> tuple[Entered, ...]:
        """What stood there before, the newest first; being empty is no text."""
        return tuple(entry for entry in reversed(self.entries[:-1]) if entry.typed)


Stories = Mapping[SourceCell, CellStory]


def reading_of(document: Document, cells: tuple[SourceCell, ...]) -> Work:
    """Return the work, for a job, that reads the stories of some cells from the document's file.

    It reads a copy of its own, never the live connection, and no further than what is on the screen.
    It raises FileError where the file cannot be read.
    """
    path, snapshot = document.store.path, document.snapshot
    issues = tuple(snapshot.of(PackIssue))
    measures = {cell: _measure_of(snapshot, cell) for cell in cells}

    def work(progress: Progress) -> Stories:
        return _read(path, snapshot.sequence, measures, issues, progress)

    return work


def stories(
    history: Iterable[Logged],
    measures: Mapping[SourceCell, str],
    issues: Iterable[PackIssue],
    progress: Callable[[int], None] = lambda _: None,
) -> dict[SourceCell, CellStory]:
    """Return the stories of cells, each given with its measure's id, from the log in its order.

    What a pack had is printed by the measure's unit and decimals of that day. `progress` is told each
    transaction's number.
    """
    tellers = {cell: _Teller(cell, measure) for cell, measure in measures.items()}
    by_cell: dict[tuple[str, tuple[object, ...]], list[_Teller]] = {}
    by_measure: dict[str, list[_Teller]] = {}
    for teller in tellers.values():
        by_cell.setdefault((teller.cell.table, tuple(teller.cell.key)), []).append(teller)
        by_measure.setdefault(teller.measure, []).append(teller)
    waiting = sorted(issues, key=lambda issue: (issue.log_position, issue.issued_at, issue.id))
    tables = {teller.cell.table for teller in tellers.values()} | {Measure.TABLE.name}
    for entry in history:
        while waiting and waiting[0].log_position < entry.sequence:
            _issue(tellers.values(), waiting.pop(0))
        for change in entry.changes:
            if change.table not in tables:
                continue
            if change.table == Measure.TABLE.name:
                for teller in by_measure.get(str(change.key[0]), ()):
                    teller.measured(change)
            for teller in by_cell.get((change.table, change.key), ()):
                teller.entered(entry, change)
        progress(entry.sequence)
    for issue in waiting:
        _issue(tellers.values(), issue)
    return {cell: CellStory(tuple(t.entries), tuple(t.packs)) for cell, t in tellers.items()}


def paragraph(provenance: Provenance, told: Stories) -> str:
    """Return one plain paragraph: the figure, its sum, and each cell with its story."""
    first, *others = provenance.steps
    if not first.figure:
        opening = f"{provenance.heading}: {first.what}"
    elif provenance.subject.startswith(first.figure):
        opening = f"{provenance.subject} is {_spelled(first, told)}"
    else:
        opening = f"{provenance.subject} is {first.figure}: {_spelled(first, told)}"
    said = [opening]
    met = set(first.cells)
    for step in others:
        # Cells that two steps share tell their story once.
        fresh = {} if met.issuperset(step.cells) else told
        said.append(f"{step.figure} is {_spelled(step, fresh)}" if step.figure else step.what)
        met.update(step.cells)
    return " ".join(f"{sentence}." for sentence in dict.fromkeys(said))


def cell_facts(cell: SourceCell, story: CellStory | None) -> list[str]:
    """Return what is known of a cell besides its figure: who typed it, source, note, earlier texts, packs."""
    facts = [story.now.words] if story and story.now else []
    facts += [f"source: {cell.source}"] if cell.source else []
    facts += [f"note: {cell.note}"] if cell.note else []
    if story:
        facts += [f"before that {entry.typed}, {entry.words}" for entry in story.earlier[:MOST_EARLIER]]
        more = len(story.earlier) - MOST_EARLIER
        facts += [f"and {more:,} earlier still"] if more > 0 else []
        facts += _pack_facts(cell, story)
    return facts


def _pack_facts(cell: SourceCell, story: CellStory) -> Iterator[str]:
    """What the packs had, those that follow one another with the same figure together."""
    for printed, group in groupby(story.packs, key=lambda pack: pack.printed):
        names = [pack.name for pack in group]
        words = "the same" if printed == cell.printed else printed or "no figure"
        if len(names) > 2:
            yield f"{words} in {len(names)} packs, from {names[0]} to {names[-1]}"
        else:
            yield f"{words} in {' and in '.join(names)}"


def _spelled(step: Step, told: Stories) -> str:
    """A step in running words, its cells with their stories in brackets; what is said of all, once."""
    if not step.cells:
        return step.made_of
    facts = [cell_facts(cell, told.get(cell)) for cell in step.cells]
    if len(step.cells) == 1:
        return _bracketed(step.made_of, facts[0])
    shared = [fact for fact in facts[0] if all(fact in others for others in facts)]
    own = [[fact for fact in each if fact not in shared] for each in facts]
    all_of_them = f" (all of them: {'; '.join(shared)})" if shared else ""
    if step.is_sum:
        terms = [_bracketed(cell.printed, more) for cell, more in zip(step.cells, own, strict=True)]
        rounded = ", rounded half up" if step.is_rounded else ""
        return f"the sum of {listed(terms)}: {step.what}{rounded}{all_of_them}"
    cells = [
        _bracketed(f"{cell.label} {cell.printed}", more) for cell, more in zip(step.cells, own, strict=True)
    ]
    return f"{step.made_of}: {', '.join(cells)}{all_of_them}"


def _bracketed(words: str, facts: list[str]) -> str:
    """Words with facts in brackets, in those that they end with where they do."""
    if not facts:
        return words
    opened = f"{words[:-1]}; " if words.endswith(")") else f"{words} ("
    return f"{opened}{'; '.join(facts)})"


class _Teller:
    """Follows one cell through the log."""

    def __init__(self, cell: SourceCell, measure: str) -> None:
        self.cell = cell
        self.measure = measure
        self.entries: list[Entered] = []
        self.packs: list[InPack] = []
        self._column = _TYPED[cell.table]
        self._unit = Unit.COUNT
        self._decimals = 0
        # A baseline has no period of its own in its key.
        self.period = Period.from_key(cell.key[1]) if len(cell.key) > 1 else None

    def measured(self, change: RowChange) -> None:
        """Take the measure's unit and decimals."""
        after = change.after or {}
        self._unit = Unit(str(after.get("unit", self._unit)))
        self._decimals = int(str(after.get("decimals", self._decimals)))

    def entered(self, entry: Logged, change: RowChange) -> None:
        """Take what was put in, if it is another text."""
        if change.after is not None and self._column not in change.after:
            return
        typed = str(change.after[self._column] or "") if change.after is not None else ""
        if typed != (self.entries[-1].typed if self.entries else ""):
            way = _WAYS.get(entry.origin) or f"received from {entry.origin},"
            self.entries.append(Entered(typed, way, entry.actor.strip() or _NOBODY, entry.at))

    def printed(self) -> str:
        """What stands there, as a pack prints it."""
        typed = self.entries[-1].typed if self.entries else ""
        if not typed or self.cell.table != Observation.TABLE.name:
            return typed
        return reading_text(read(typed, self._unit, self.period), typed, self._unit, self._decimals)


def _issue(tellers: Iterable[_Teller], issue: PackIssue) -> None:
    """Note what a pack had of the cells that it covers: those of its quarter and of any before."""
    name = f"{pack_name(issue)} for {issue.period.label}"
    for teller in tellers:
        if teller.period is None or teller.period.end <= issue.period.end:
            teller.packs.append(InPack(name, teller.printed()))


def _read(
    path: Path,
    sequence: int,
    measures: Mapping[SourceCell, str],
    issues: Iterable[PackIssue],
    progress: Progress,
) -> Stories:
    progress(0, sequence)
    # The collector would stop the window's thread too while it looks through a long log.
    with at_rest(), Store.read(path) as copy:
        known = (entry for entry in copy.history() if entry.sequence <= sequence)
        return stories(known, measures, issues, lambda number: progress(number, sequence))


def _measure_of(snapshot: Snapshot, cell: SourceCell) -> str:
    """The id of the measure that a cell belongs to."""
    if cell.table == StatusOverride.TABLE.name:
        return cell.key[0]
    key: str | None = cell.key[0]
    if cell.table == Baseline.TABLE.name:
        baseline = snapshot.of(Baseline).get(cell.key[0])
        key = str(baseline.series) if baseline else None
    series = snapshot.of(Series).get(key) if key else None
    return str(series.measure) if series else ""
