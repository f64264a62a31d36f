"""The rows, columns and cells of the entry grid: what each shows and holds, before any of it is painted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cspdesk.analysis.figures import Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.statements import change_words, number
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, is_reported, placed, plan_for, priorities, series_of
from cspdesk.domain.printing import reading_text
from cspdesk.domain.reading import State, read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Plan, Priority, Series
from cspdesk.domain.unit import Unit

MEASURE, UNIT, FIRST_QUARTER, YEAR_TO_DATE, CHANGE = 0, 1, 2, 10, 11
"""Columns; the eight quarters of two years stand between the unit and the year to date."""
COLUMN_COUNT = 12


_UNITS = {Unit.PERCENT: "%", Unit.MONEY: "£", Unit.DAYS: "days", Unit.TEXT: "words"}


class CellKind(StrEnum):
    """What a cell is for; decides its look and whether it can be typed into."""

    BAND = "band"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"
    CLOSED = "closed"
    """A quarter of a measure that is typed once a year."""
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the grid."""

    kind: CellKind
    text: str = ""
    """What the cell shows."""
    said: str = ""
    """The whole of it in words, for tooltips and screen readers."""
    typed: str = ""
    number: Decimal | None = None
    period: Period | None = None
    """Under which period the cell is typed; None where it cannot be."""
    doubt: str = ""
    missing: bool = False
    """Empty though it is due in the chosen quarter."""
    note: str = ""
    """The note printed with the figure; marked in the cell's corner."""


@dataclass(frozen=True, slots=True)
class BandRow:
    """The heading of a priority."""

    priority: Priority
    text: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series of a measure; the first row of a measure bears its title."""

    placed: Placed
    series: Series
    is_first: bool

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.placed.measure

    @property
    def name(self) -> str:
        """The row in full: "2.1 Violence with injury", "1.1 Repeat callers, Police"."""
        return f"{self.placed.name}, {self.series.label}" if self.series.label else self.placed.name

    @property
    def short_name(self) -> str:
        """The row in an undo label: "2.1", "1.1 Police", or the title of a measure without a number."""
        return f"{self.placed.number or self.measure.title} {self.series.label}".strip()


EntryRow = BandRow | SeriesRow


def rows_of(snapshot: Snapshot, quarter: Period) -> tuple[EntryRow, ...]:
    """Return the rows of the plan of a quarter, in its order."""
    plan = plan_for(snapshot, quarter)
    found: list[EntryRow] = []
    for priority in priorities(snapshot, plan):
        found.append(BandRow(priority, _band_text(plan, priority)))
        for item in placed(snapshot, priority, quarter):
            lines = series_of(snapshot, item.measure.id)
            found += [SeriesRow(item, series, place == 0) for place, series in enumerate(lines)]
    return tuple(found)


def quarters_of(quarter: Period) -> tuple[Period, ...]:
    """Return the eight quarters shown: those of last year and of the chosen quarter's year."""
    year = quarter.of_year
    return (*year.previous.quarters, *year.quarters)


def headings_of(quarter: Period) -> tuple[str, ...]:
    """Return the heading of every column."""
    return (
        "Measure",
        "Unit",
        *(each.short_label for each in quarters_of(quarter)),
        "Year\nto date",
        "Change on last\nyear to date",
    )


def cells_of(snapshot: Snapshot, row: EntryRow, quarter: Period) -> tuple[GridCell, ...]:
    """Return the cells of a row, one for each column."""
    if isinstance(row, BandRow):
        rest = (GridCell(CellKind.BAND),) * (COLUMN_COUNT - 1)
        return (GridCell(CellKind.BAND, row.text, row.text), *rest)
    line = Line(snapshot, row.measure, row.series)
    figures = line_figures(line, quarter)
    return (
        GridCell(CellKind.NAME, row.name, _about(row)),
        _unit(row.measure),
        *(_figure(line, row, each, quarter) for each in quarters_of(quarter)),
        *_derived(row, figures, quarter),
    )


def _band_text(plan: Plan | None, priority: Priority) -> str:
    word = plan.priority_word if plan else ""
    numbered = f"{word} {priority.number}".strip() if priority.number else ""
    return ": ".join(part for part in (numbered, priority.title) if part) or word


def _about(row: SeriesRow) -> str:
    parts = [row.name, row.measure.definition, f"From {row.measure.owner}" if row.measure.owner else ""]
    return "\n".join(part for part in parts if part)


def _unit(measure: Measure) -> GridCell:
    words = measure.unit_label or _UNITS.get(measure.unit, "")
    entered = "" if measure.entered_as is EnteredAs.QUARTER else measure.entered_as.value
    return GridCell(CellKind.UNIT, words, ", ".join(part for part in (words, entered) if part))


def _figure(line: Line, row: SeriesRow, quarter: Period, chosen: Period) -> GridCell:
    period = line.cell(quarter)
    if period is not quarter and quarter.index != 4:
        said = f"{row.name}, {quarter.label}, typed once a year under Quarter 4"
        return GridCell(CellKind.CLOSED, said=said)
    kept = line.observed(period)
    where = f"{row.name}, {period.label}"
    if kept is None or not kept.typed:
        due = is_reported(row.measure) and not row.measure.lag and not row.series.total_of
        missing = due and quarter == chosen
        words = "missing" if missing else "empty"
        sentences = [f"{where}, {words}", *(_notes(kept) if kept else ())]
        return GridCell(
            CellKind.FIGURE,
            said="\n".join(sentences),
            period=period,
            missing=missing,
            note=kept.note if kept else "",
        )
    reading = read(kept.typed, row.measure.unit, period)
    printed = reading_text(reading, kept.typed, row.measure.unit, row.measure.decimals)
    unit = row.measure.unit_label if reading.state is State.VALUE else ""
    sentences = [f"{where}, {printed} {unit}".rstrip(), *_beside(kept, printed), reading.doubt]
    return GridCell(
        CellKind.FIGURE,
        _shown(kept, row.measure),
        "\n".join(part for part in sentences if part),
        kept.typed,
        kept.value,
        period,
        reading.doubt,
        note=kept.note,
    )


def _shown(kept: Observation, measure: Measure) -> str:
    """The figure as the measure prints it, its qualifier's letter behind it; words as typed."""
    if kept.state is not State.VALUE or kept.value is None:
        return kept.typed
    return f"{number(measure, kept.value)} {kept.qualifier.value if kept.qualifier else ''}".rstrip()


def _beside(kept: Observation, printed: str) -> Iterator[str]:
    """What the tooltip adds: the words typed where they differ from those printed, and the notes."""
    if kept.typed != printed:
        yield f"Typed: {kept.typed}"
    yield from _notes(kept)


def _notes(kept: Observation) -> Iterator[str]:
    if kept.note:
        yield f"Note: {kept.note}"
    if kept.private_note:
        yield f"Private note: {kept.private_note}"


def _derived(row: SeriesRow, figures: SeriesFigures, quarter: Period) -> tuple[GridCell, GridCell]:
    measure = row.measure
    change, against, mark = _change(measure, figures, quarter)
    words = change_words(measure, change)
    to_date = figures.year_to_date.now
    printed = number(measure, to_date) if to_date is not None else ""
    unit = f" {measure.unit_label}" if measure.unit_label else ""
    return (
        GridCell(
            CellKind.DERIVED,
            printed,
            f"{row.name}, year to date at {quarter.label}, {printed + unit if printed else 'not known'}",
            number=to_date,
        ),
        GridCell(
            CellKind.DERIVED,
            f"{words}{mark}" if words else "",
            f"{row.name}, change on {against}, {words or 'not known'}",
            number=change.difference,
        ),
    )


def _change(measure: Measure, figures: SeriesFigures, quarter: Period) -> tuple[Change, str, str]:
    """The change on last year, what it is against, and a mark where that is not the column's own heading."""
    before = quarter.year_before
    if measure.entered_as is EnteredAs.ROLLING:
        return figures.rolling, "the twelve months before", ", rolling year"
    if adds_up(measure) in (AddsUp.NONE, AddsUp.LAST) or figures.year_to_date.difference is None:
        mark = "" if figures.quarter.difference is None else ", quarter"
        return figures.quarter, before.label, mark
    return figures.year_to_date, f"year to date at {before.label}", ""
