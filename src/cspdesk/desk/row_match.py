"""The rows of a copied table matched to lines of figures, by number, by title, by both, or as before."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations

from cspdesk.desk.copied_table import CopiedTable
from cspdesk.desk.entry_rows import SeriesRow, rows_of
from cspdesk.desk.heading_text import fold, is_left_out
from cspdesk.desk.match_memory import Memory
from cspdesk.domain.numerals import NUMBER
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import SeriesId

_NAMING_COLUMNS = 5
"""How many of the columns before the figures are tried as names of the rows."""
_SAMPLE = 300
"""Rows by which the columns that name rows are found."""

_FIGURE = re.compile(rf"[£-]?{NUMBER}%?")

_UNKNOWN = "row not found"
_SEVERAL = "row that may be several measures"
_WHICH = "row that does not say which line of its measure"
_TORN = "row whose number and name are of different measures"


class Way(Enum):
    """How a row or column came to its answer."""

    NAMED = auto()
    """It says so itself."""
    REMEMBERED = auto()
    CHOSEN = auto()
    """Chosen by hand, now."""
    OTHER = auto()
    """It is known to be none: a total, a unit."""
    UNKNOWN = auto()
    """Nothing is known, so that it is asked about."""


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of a copied table, and the line of figures to which it goes."""

    place: int
    """Its row in the body of the table."""
    words: str
    series: SeriesId | None
    """None where it is left out, or not known."""
    way: Way
    trouble: str = ""
    """Why it is not known: "row not found"."""
    named: SeriesId | None = None
    """What its heading says by itself, whatever was chosen or remembered."""


@dataclass(frozen=True, slots=True)
class PlanNames:
    """All that the lines of a plan are called, and what was matched by hand before."""

    lines: Mapping[SeriesId, SeriesRow]
    """In the plan's order."""
    by_name: Mapping[str, Sequence[SeriesRow]]
    """By folded name; one name may stand for several."""
    memory: Memory

    def known(self, text: str) -> bool:
        """Whether a text names one line, or was matched before."""
        return self.remembers(name := fold(text)) or len(self.by_name.get(name, ())) == 1

    def remembers(self, name: str) -> bool:
        """Whether a folded name was matched before, to a line of this plan or to none."""
        return name in self.memory.rows and (
            self.memory.rows[name] is None or self.memory.rows[name] in self.lines
        )


def plan_names(snapshot: Snapshot, quarter: Period, memory: Memory) -> PlanNames:
    """Return the names of the lines in the plan of a quarter."""
    rows = [row for row in rows_of(snapshot, quarter) if isinstance(row, SeriesRow)]
    names: dict[str, list[SeriesRow]] = {}
    for row in rows:
        number, title = row.placed.number, row.measure.title
        # A spreadsheet that takes "1.10" for a number hands it on as 1.1.
        short = number.rstrip("0") if re.fullmatch(r"[0-9]+\.[0-9]*[1-9]0+", number) else number
        called = (number, short, title, f"{number} {title}", f"{short} {title}")
        for name in {fold(each) for each in called}:
            if not name:
                continue
            names.setdefault(name, []).append(row)
            if row.series.label:
                names.setdefault(f"{name} {fold(row.series.label)}", []).append(row)
    return PlanNames({row.series.id: row for row in rows}, names, memory)


def naming_columns(table: CopiedTable, names: PlanNames) -> tuple[tuple[int, ...], ...]:
    """Return the columns, alone or together, that name the rows of a table; the best first.

    Where none does yet, it is the column with the most words in it.
    """
    columns = range(min(table.first, _NAMING_COLUMNS))
    sample = range(min(len(table.body), _SAMPLE))
    ways = [way for size in (1, 2, 3) for way in combinations(columns, size)]
    scores = dict.fromkeys(ways, 0)
    for _, texts in _texts(table, sample, ways):
        for way, text in texts.items():
            scores[way] += bool(text) and names.known(text)
    best = max(scores.values())
    if best:
        return tuple(sorted((way for way in ways if 2 * scores[way] >= best), key=lambda way: -scores[way]))
    words = {
        column: len({text for row in sample if (text := table.cell(row, column)) and not is_figure(text)})
        for column in columns
    }
    return ((max(columns, key=lambda column: words[column]),),)


def match_rows(
    table: CopiedTable, names: PlanNames, ways: Sequence[tuple[int, ...]], filled: Set[int]
) -> tuple[MatchedRow, ...]:
    """Return the rows in which something stands under a heading, each with its line of figures.

    A row without figures may be the name of a measure, of which the rows below it are the lines.
    """
    shown = sorted({column for way in ways for column in way})
    found: list[MatchedRow] = []
    above = ""
    for row, texts in _texts(table, range(len(table.body)), ways):
        words = " ".join(text for column in shown if (text := table.cell(row, column)))
        if row not in filled:
            above = words or above
            continue
        candidates = [text for text in texts.values() if text]
        match = _match(row, words, candidates, names)
        if match.way is Way.UNKNOWN and above:
            inner = _match(row, f"{above} {words}", [f"{above} {text}" for text in candidates], names)
            match = inner if inner.series is not None else match
        elif match.way is Way.NAMED:
            above = ""
        found.append(match)
    return tuple(found)


def is_figure(text: str) -> bool:
    """Whether a cell is a bare number, with a pound or percent sign or without."""
    return _FIGURE.fullmatch(text) is not None


def _texts(
    table: CopiedTable, rows: range, ways: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, dict[tuple[int, ...], str]]]:
    """What each row is called each way; a blank before a name stands for what is above it, as in Word."""
    columns = sorted({column for way in ways for column in way})
    above = dict.fromkeys(columns, "")
    for row in rows:
        own = {column: table.cell(row, column) for column in columns}
        above = {column: own[column] or above[column] for column in columns}
        yield (
            row,
            {
                way: " ".join(part for part in (*(above[column] for column in outer), own[last]) if part)
                if own[last]
                else ""
                for way in ways
                for *outer, last in (way,)
            },
        )


def _match(place: int, words: str, texts: Sequence[str], names: PlanNames) -> MatchedRow:
    """The answer for a row by all that it may be called."""
    folded = list(dict.fromkeys(fold(text) for text in texts))
    hits = [names.by_name[name] for name in folded if name in names.by_name]
    # A number and a name narrow each other down; where they share no line, they contradict each other.
    lines = set.intersection(*({line.series.id for line in hit} for hit in hits)) if hits else set()
    named = next(iter(lines)) if len(lines) == 1 else None
    for name in dict.fromkeys((fold(words), *folded)):
        if names.remembers(name):
            return MatchedRow(place, words, names.memory.rows[name], Way.REMEMBERED, named=named)
    if named is not None:
        return MatchedRow(place, words, named, Way.NAMED, named=named)
    if not hits and any(is_left_out(name) for name in folded):
        return MatchedRow(place, words, None, Way.OTHER)
    trouble = _UNKNOWN
    if hits:
        measures = {names.lines[line].measure.id for line in lines}
        trouble = _TORN if not lines else _SEVERAL if len(measures) > 1 else _WHICH
    return MatchedRow(place, words, None, Way.UNKNOWN, trouble)
