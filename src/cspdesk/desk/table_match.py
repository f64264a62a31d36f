"""A copied table with headings, matched to measures and periods by what they say, in whatever order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from cspdesk.analysis.line import Line
from cspdesk.commands.figures import TypedCell
from cspdesk.desk.entry_rows import SeriesRow, rows_of
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.reading import State, read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import SeriesId
from cspdesk.domain.text import MAX_TEXT

Rows = Sequence[Sequence[str]]
Names = dict[str, list[SeriesRow]]


@dataclass(frozen=True, slots=True)
class MatchedTable:
    """What a copied table would enter, and what of it found no place."""

    cells: tuple[TypedCell, ...]
    measures: int
    periods: str
    """How many periods, in words: "3 quarters"."""
    texts: int
    """How many of the cells would be kept as text."""
    answers: int
    """How many say why there is no figure ("na", "TBC")."""
    left_out: tuple[str, ...]
    """Each reason, with how often and an example: "1 row not found: 'Total'"."""

    @property
    def label(self) -> str:
        """The act's name for undo."""
        return f"Paste of {_count(len(self.cells), 'figure')}"

    @property
    def question(self) -> str:
        """What was matched, said before it is entered."""
        matched = (
            f"{_count(len(self.cells), 'figure')} matched to {_count(self.measures, 'measure')}"
            f" and {self.periods}"
        )
        return "; ".join((matched, *self.left_out)) + "."

    @property
    def report(self) -> str:
        """What was entered."""
        figures = len(self.cells) - self.texts - self.answers
        entered = [f"{_count(figures, 'figure')} entered"] if figures else []
        answers = [f"{_count(self.answers, 'answer')} such as 'na' entered"] if self.answers else []
        texts = [f"{self.texts} kept as text"] if self.texts else []
        return ", ".join((*entered, *answers, *texts, *self.left_out)) + "."


def match_table(rows: Rows, snapshot: Snapshot, quarter: Period) -> MatchedTable | None:
    """Return what a table with headings enters into the plan of a quarter; None where it has no headings.

    Headings are periods in the first row and measures in the first column, by number, by title or by both,
    with the label of the line where a measure has several. A blank cell leaves what is there: in a table put
    together by somebody else it says nothing of the figure.
    """
    if len(rows) < 2:
        return None
    columns, odd = _periods(rows[0])
    names = _names(snapshot, quarter)
    if not columns or not any(row and _fold(row[0]) in names for row in rows[1:]):
        return None
    left_out: dict[str, list[str]] = {"column not read": odd} if odd else {}
    cells: dict[tuple[SeriesId, Period], TypedCell] = {}
    kinds: Counter[State] = Counter()
    measures = set()
    for heading, place, text in _figures(rows[1:], columns):
        found = _line(names, heading)
        if isinstance(found, str):
            left_out.setdefault(found, []).append(heading or "no name")
            continue
        period = _cell_of(snapshot, found, place)
        refused = _refused(period, place, text)
        if refused or period is None:
            left_out.setdefault(refused, []).append(text)
            continue
        key = (found.series.id, period)
        if key in cells:
            if cells[key].typed != text:
                left_out.setdefault("figure given twice", []).append(text)
            continue
        cells[key] = TypedCell(*key, text)
        measures.add(found.measure.id)
        kinds[read(text, found.measure.unit, period).state] += 1
    return MatchedTable(
        tuple(cells.values()),
        len(measures),
        _periods_told({period for _, period in cells}),
        kinds[State.TEXT_ONLY],
        kinds.total() - kinds[State.VALUE] - kinds[State.TEXT_ONLY],
        tuple(_told(reason, examples) for reason, examples in left_out.items()),
    )


def _periods(headings: Sequence[str]) -> tuple[dict[int, Period], list[str]]:
    """The period of each column that has one, and the headings of those that have none."""
    columns: dict[int, Period] = {}
    odd: list[str] = []
    for column, heading in enumerate(headings):
        if not column or not heading:
            continue
        try:
            period = parse_period(" ".join(heading.split()))
        except PeriodError:
            odd.append(heading)
            continue
        if period.grain is Grain.MONTH:
            odd.append(heading)
        else:
            columns[column] = period
    return columns, odd


def _figures(rows: Rows, columns: dict[int, Period]) -> Iterator[tuple[str, Period, str]]:
    """Each filled cell under a period, on one line, with its row's heading."""
    for row in rows:
        heading = " ".join(row[0].split()) if row else ""
        for column, period in columns.items():
            text = " ".join(row[column].split()) if column < len(row) else ""
            if text:
                yield heading, period, text


def _names(snapshot: Snapshot, quarter: Period) -> Names:
    """The rows by all that people call them, folded; a name may stand for several."""
    rows = [row for row in rows_of(snapshot, quarter) if isinstance(row, SeriesRow)]
    names: Names = {}
    for row in rows:
        number, title = row.placed.number, row.measure.title
        for name in {_fold(each) for each in (number, title, f"{number} {title}")}:
            if not name:
                continue
            names.setdefault(name, []).append(row)
            if row.series.label:
                names.setdefault(f"{name} {_fold(row.series.label)}", []).append(row)
    return names


def _line(names: Names, heading: str) -> SeriesRow | str:
    """The line that a heading names, or why there is none."""
    found = names.get(_fold(heading), [])
    if len(found) == 1:
        return found[0]
    if not found:
        return "row not found"
    if len({row.measure.id for row in found}) > 1:
        return "row that may be several measures"
    return "row that does not say which line of its measure"


def _cell_of(snapshot: Snapshot, row: SeriesRow, period: Period) -> Period | None:
    """Under which period a figure is typed: a year's in its own column or in that of its Quarter 4."""
    line = Line(snapshot, row.measure, row.series)
    if period.grain is Grain.YEAR:
        return period if line.cell(period.quarters[-1]) == period else None
    place = line.cell(period)
    return place if place == period or period.index == 4 else None


def _refused(place: Period | None, period: Period, text: str) -> str:
    if place is None:
        return "year given for quarters" if period.grain is Grain.YEAR else "quarter given for a year"
    return f"cell longer than {MAX_TEXT:,} characters" if len(text) > MAX_TEXT else ""


def _periods_told(periods: Set[Period]) -> str:
    grains = {period.grain for period in periods}
    nouns = {Grain.QUARTER: "quarter", Grain.YEAR: "year"}
    return _count(len(periods), nouns.get(grains.pop(), "period") if len(grains) == 1 else "period")


def _told(reason: str, examples: Sequence[str]) -> str:
    """A reason with how often and the first example; a row counts once however many figures it has."""
    different = list(dict.fromkeys(examples)) if reason.startswith("row") else list(examples)
    noun, _, rest = reason.partition(" ")
    return f"{_count(len(different), noun)} {rest}: {shown(different[0])}"


def _fold(text: str) -> str:
    """A name in small letters, without the marks that people set between its parts."""
    return " ".join(re.sub(r"[^\w.%£&+]+", " ", text.casefold()).split()).strip(" .")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
