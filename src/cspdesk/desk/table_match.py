"""A copied table with headings, matched to measures and periods by what they say, in whatever order."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from cspdesk.analysis.line import Line
from cspdesk.commands.figures import SetFigures, SetTargets, TypedCell
from cspdesk.commands.together import Together
from cspdesk.desk.copied_table import CopiedTable, Rows, copied_tables
from cspdesk.desk.heading_text import Heading, fold
from cspdesk.desk.match_memory import kept_period, memory_of, period_kept, remembering
from cspdesk.desk.row_match import (
    MatchedRow,
    PlanNames,
    Way,
    is_figure,
    match_rows,
    naming_columns,
    plan_names,
)
from cspdesk.domain.changes import Command
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.reading import State, read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import SeriesId
from cspdesk.domain.text import MAX_TEXT

_WIDEST = 400
"""Columns of a table that are looked at."""


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """A column of a copied table that may hold figures, and the period to which it goes."""

    place: int
    heading: Heading
    period: Period | None
    """None where it is left out, or not known."""
    way: Way

    @property
    def words(self) -> str:
        """Its heading; its place where it has none."""
        return self.heading.words or f"column {self.place + 1}"


@dataclass(frozen=True, eq=False)
class MatchedTable:
    """What a copied table would enter, and what of it found no place. `corrected` makes another of it."""

    rows: tuple[MatchedRow, ...]
    columns: tuple[MatchedColumn, ...]
    cells: tuple[TypedCell, ...]
    """Figures to be entered."""
    targets: tuple[TypedCell, ...]
    measures: int
    periods: str
    """How many periods, in words: "3 quarters"."""
    texts: tuple[str, ...]
    """Those of the figures that would be kept as text."""
    answers: int
    """How many say why there is no figure ("na", "TBC")."""
    left_out: tuple[str, ...]
    """Each reason, with how often and an example: "1 row not found: 'Total'"."""
    table: CopiedTable
    names: PlanNames
    snapshot: Snapshot
    quarter: Period

    @property
    def is_in_question(self) -> bool:
        """Whether a row or a column was not matched, so that somebody has to say where it goes."""
        ways = {row.way for row in self.rows} | {column.way for column in self.columns}
        return Way.UNKNOWN in ways

    @property
    def is_askable(self) -> bool:
        """Whether there is anything to enter or to choose; otherwise only `question` is to be told."""
        return self.enters or self.is_in_question

    @property
    def enters(self) -> bool:
        """Whether anything would be entered as it stands."""
        return bool(self.cells or self.targets)

    @property
    def label(self) -> str:
        """The act's name for undo."""
        return f"Paste of {self._amount}"

    @property
    def question(self) -> str:
        """What was matched, said before it is entered."""
        measures = _count(self.measures, "measure")
        return "; ".join((f"{self._amount} matched to {measures} and {self.periods}", *self._notes)) + "."

    @property
    def report(self) -> str:
        """What was entered."""
        figures = len(self.cells) - len(self.texts) - self.answers
        entered = [f"{_count(figures, 'figure')} entered"] if figures else []
        targets = [f"{_count(len(self.targets), 'target')} entered"] if self.targets else []
        answers = [f"{_count(self.answers, 'answer')} such as 'na' entered"] if self.answers else []
        texts = [f"{len(self.texts):,} kept as text ({shown(self.texts[0])})"] if self.texts else []
        return ", ".join((*entered, *targets, *answers, *texts, *self.left_out)) + "."

    @cached_property
    def command(self) -> Command:
        """What enters the figures and remembers the answers given, as one act."""
        parts: list[Command] = []
        if self.cells:
            parts.append(SetFigures(self.label, self.cells))
        if self.targets:
            parts.append(SetTargets(self.label, self.targets))
        parts += remembering(
            self.label,
            ((row.words, _kept(row)) for row in self.rows if row.way is Way.CHOSEN),
            (
                (column.words, kept_period(column.period, self.quarter))
                for column in self.columns
                if column.way is Way.CHOSEN and column.heading.period is None and column.heading.words
            ),
            self.names.memory.gone,
        )
        return parts[0] if len(parts) == 1 else Together(self.label, tuple(parts))

    @property
    def goals(self) -> tuple[tuple[SeriesId, str], ...]:
        """Where a row may go: the lines of the plan, in its order, each with its name in full."""
        return tuple((series, line.name) for series, line in self.names.lines.items())

    @property
    def offered(self) -> tuple[Period, ...]:
        """Where a column may go: the chosen year and the one before, and the periods already found."""
        year = self.quarter.of_year
        known = {column.period for column in self.columns if column.period is not None}
        return tuple(sorted({*known, *_with_quarters(year), *_with_quarters(year.previous)}, reverse=True))

    @property
    def _amount(self) -> str:
        figures = _count(len(self.cells), "figure")
        targets = _count(len(self.targets), "target")
        if not self.targets:
            return figures
        return f"{figures} and {targets}" if self.cells else targets

    @property
    def _notes(self) -> tuple[str, ...]:
        before = sum(row.way is Way.REMEMBERED for row in self.rows)
        bare = [c for c in self.columns if c.heading.is_bare and c.way is Way.NAMED and c.period]
        return (
            *([f"{_count(before, 'row')} as you matched them before"] if before else []),
            *(f"{shown(c.words)} read as {c.period.label}" for c in bare[:1] if c.period),
            *self.left_out,
        )


def match_table(rows: Rows, snapshot: Snapshot, quarter: Period) -> MatchedTable | None:
    """Return what a table with headings enters into the plan of a quarter; None where it has no headings.

    Periods head the columns, or the rows; measures are named by number, by title or by both, in one cell or
    in several, with the label of the line where a measure has several, or as they were matched before. A
    blank cell leaves what is there: in a table put together by somebody else it says nothing of the figure.
    """
    names: PlanNames | None = None
    best: MatchedTable | None = None
    for table in copied_tables(rows, quarter.of_year.year):
        names = names or plan_names(snapshot, quarter, memory_of(snapshot))
        found = _match(table, names, snapshot, quarter)
        if found is not None and (best is None or _weight(found) > _weight(best)):
            best = found
    return best


def corrected(matched: MatchedTable, row: int, series: SeriesId | None) -> MatchedTable:
    """Return the match with a row (its `place`) going to a line of figures chosen by hand, or left out."""
    rows = tuple(
        replace(each, series=series, way=Way.CHOSEN, trouble="") if each.place == row else each
        for each in matched.rows
    )
    return _matched(matched.table, matched.names, matched.snapshot, matched.quarter, rows, matched.columns)


def corrected_column(matched: MatchedTable, column: int, period: Period | None) -> MatchedTable:
    """Return the match with a column (its `place`) going to a period chosen by hand, or left out."""
    columns = tuple(
        replace(each, period=period, way=Way.CHOSEN) if each.place == column else each
        for each in matched.columns
    )
    return _matched(matched.table, matched.names, matched.snapshot, matched.quarter, matched.rows, columns)


def _match(table: CopiedTable, names: PlanNames, snapshot: Snapshot, quarter: Period) -> MatchedTable | None:
    """A table read one way round; None where no row of it looks like a measure's."""
    ways = naming_columns(table, names)
    columns = _columns(table, names, quarter, {column for way in ways for column in way})
    places = [column.place for column in columns]
    filled = {row for row in range(len(table.body)) if any(table.cell(row, place) for place in places)}
    rows = match_rows(table, names, ways, filled)
    if not any(row.series or (row.way is Way.UNKNOWN and _is_name(row.words)) for row in rows):
        return None
    return _matched(table, names, snapshot, quarter, rows, columns)


def _is_name(words: str) -> bool:
    return bool(words) and not is_figure(words)


def _weight(matched: MatchedTable) -> tuple[int, int]:
    """How much of a table was understood, to tell which way round it is."""
    named = sum(row.way in (Way.NAMED, Way.REMEMBERED) for row in matched.rows)
    return named, sum(column.period is not None for column in matched.columns)


def _columns(
    table: CopiedTable, names: PlanNames, quarter: Period, naming: Set[int]
) -> tuple[MatchedColumn, ...]:
    """The columns with anything in them, but for those that say what the rows are."""
    width = min(max(len(table.headings), *map(len, table.body)), _WIDEST)
    found = []
    for place in range(width):
        heading = table.headings[place] if place < len(table.headings) else Heading("")
        texts = (table.cell(row, place) for row in range(len(table.body)))
        if place < table.first:
            # An owner, a baseline or a reference number beside the names needs no question.
            holds = place not in naming and heading.words and not heading.is_other
            if not holds or not any(is_figure(text) for text in texts):
                continue
        elif not any(texts):
            continue
        kept = names.memory.columns.get(fold(heading.words))
        period, way = heading.period, Way.NAMED
        if heading.period is None:
            way = Way.OTHER if heading.is_other else Way.UNKNOWN
            if kept is not None and heading.words:
                period, way = period_kept(kept, quarter), Way.REMEMBERED
        found.append(MatchedColumn(place, heading, period, way))
    return tuple(found)


def _matched(
    table: CopiedTable,
    names: PlanNames,
    snapshot: Snapshot,
    quarter: Period,
    rows: tuple[MatchedRow, ...],
    columns: tuple[MatchedColumn, ...],
) -> MatchedTable:
    """What the rows and columns enter as they are matched now."""
    left_out: dict[str, list[str]] = {}
    for column in columns:
        if column.period is None and column.way is not Way.REMEMBERED:
            reason = "column not read" if column.way is Way.UNKNOWN else "column left out"
            left_out.setdefault(reason, []).append(column.words)
    cells: dict[tuple[SeriesId, Period], TypedCell] = {}
    targets: dict[tuple[SeriesId, Period], TypedCell] = {}
    kinds: Counter[State] = Counter()
    texts: list[str] = []
    measures = set()
    for row, column, place, text in _figures(table, rows, columns):
        if row.series is None:
            if row.way is not Way.REMEMBERED:
                left_out.setdefault(row.trouble or "row left out", []).append(row.words or "no name")
            continue
        line = names.lines[row.series]
        period = _cell_of(Line(snapshot, line.measure, line.series), place)
        refused = _refused(period, place, text)
        if refused or period is None:
            left_out.setdefault(refused, []).append(text)
            continue
        key = (row.series, period)
        into, noun = (targets, "target") if column.heading.is_target else (cells, "figure")
        if key in into:
            if into[key].typed != text:
                left_out.setdefault(f"{noun} given twice", []).append(text)
            continue
        into[key] = TypedCell(*key, text)
        measures.add(line.measure.id)
        if into is cells:
            state = read(text, line.measure.unit, period).state
            kinds[state] += 1
            if state is State.TEXT_ONLY:
                texts.append(text)
    return MatchedTable(
        rows,
        columns,
        tuple(cells.values()),
        tuple(targets.values()),
        len(measures),
        _periods_told({period for _, period in (*cells, *targets)}),
        tuple(texts),
        kinds.total() - kinds[State.VALUE] - kinds[State.TEXT_ONLY],
        tuple(_told(reason, examples) for reason, examples in left_out.items()),
        table,
        names,
        snapshot,
        quarter,
    )


def _figures(
    table: CopiedTable, rows: Sequence[MatchedRow], columns: Sequence[MatchedColumn]
) -> Iterator[tuple[MatchedRow, MatchedColumn, Period, str]]:
    """Each filled cell under a period, with its row and column."""
    for row in rows:
        for column in columns:
            if column.period is not None and (text := table.cell(row.place, column.place)):
                yield row, column, column.period, text


def _cell_of(line: Line, period: Period) -> Period | None:
    """Under which period a figure is typed: a year's in its own column or in that of its Quarter 4."""
    if period.grain is Grain.YEAR:
        return period if line.cell(period.quarters[-1]) == period else None
    place = line.cell(period)
    return place if place == period or period.index == 4 else None


def _refused(place: Period | None, period: Period, text: str) -> str:
    if place is None:
        return "year given for quarters" if period.grain is Grain.YEAR else "quarter given for a year"
    return f"cell longer than {MAX_TEXT:,} characters" if len(text) > MAX_TEXT else ""


def _kept(row: MatchedRow) -> str | None:
    """What is remembered of a row matched by hand; None where its heading says the same by itself."""
    if row.series is not None and row.series == row.named:
        return None
    return row.series or ""


def _with_quarters(year: Period) -> tuple[Period, ...]:
    return (year, *year.quarters)


def _periods_told(periods: Set[Period]) -> str:
    grains = {period.grain for period in periods}
    nouns = {Grain.QUARTER: "quarter", Grain.YEAR: "year"}
    return _count(len(periods), nouns.get(grains.pop(), "period") if len(grains) == 1 else "period")


def _told(reason: str, examples: Sequence[str]) -> str:
    """A reason with how often and the first example; a row counts once however many figures it has."""
    different = list(dict.fromkeys(examples)) if reason.startswith("row") else list(examples)
    noun, _, rest = reason.partition(" ")
    return f"{_count(len(different), noun)} {rest}: {shown(different[0])}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
