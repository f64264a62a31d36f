"""The cells of the entry grid: what each shows and holds, worked out when it is first asked for."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.live_fields import FieldPlace, expanded
from cspdesk.analysis.revisions import is_revised, revision_of
from cspdesk.analysis.sense import doubts
from cspdesk.analysis.statements import number
from cspdesk.analysis.status import judged
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_columns import GridColumn, Kind, Shows
from cspdesk.desk.entry_derived import Derived
from cspdesk.desk.entry_rows import BandRow, EntryRow, SeriesRow
from cspdesk.desk.said_texts import has_fields
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import is_reported
from cspdesk.domain.reading import State, read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Measure, Observation, Revision, SeriesId, Target
from cspdesk.domain.target_reading import TargetKind, against_polarity, read_target
from cspdesk.domain.unit import Unit

_UNITS = {Unit.PERCENT: "%", Unit.MONEY: "£", Unit.DAYS: "days", Unit.TEXT: "words"}

_EMPTY_BAND = GridCell(CellKind.BAND)
_CLOSED = GridCell(CellKind.CLOSED)


@dataclass(slots=True)
class _Kept:
    """What is known of a row."""

    line: Line
    cells: list[GridCell | None]
    opens: tuple[Period | None, ...] = ()
    """Under which period each cell is typed, once it was asked."""


class GridCells:
    """The cells of a snapshot in a quarter, kept once they were asked for."""

    def __init__(
        self, snapshot: Snapshot, quarter: Period, columns: Sequence[GridColumn], shows: Shows
    ) -> None:
        self.snapshot = snapshot
        self.quarter = quarter
        self.columns = columns
        self._shows = shows
        self._lines: dict[SeriesId, _Kept] = {}
        self._judged: set[tuple[SeriesId, int]] = set()
        """The cells of which it is known whether they look odd."""
        self._derived: dict[SeriesId, Derived] = {}

    def cell(self, row: EntryRow, column: int) -> GridCell:
        """Return a cell."""
        found = self.plain(row, column)
        if found.kind is not CellKind.FIGURE or found.period is None or isinstance(row, BandRow):
            return found
        place = (row.series.id, column)
        if place not in self._judged:
            self._judged.add(place)
            odd = doubts(self.snapshot, row.measure, row.series, found.period) if found.typed else ()
            if odd:
                found = self._kept(row).cells[column] = replace(found, odd=odd)
        return found

    def plain(self, row: EntryRow, column: int) -> GridCell:
        """Return a cell of which it may not be known yet whether it looks odd: that takes a while."""
        if isinstance(row, BandRow):
            return GridCell(CellKind.BAND, row.text) if column == 0 else _EMPTY_BAND
        kept = self._kept(row)
        found = kept.cells[column]
        if found is None:
            found = kept.cells[column] = self._made(kept.line, row, self.columns[column])
        return found

    def number(self, row: EntryRow, column: int) -> Decimal | None:
        """Return the number in a cell, of a figure without making the cell."""
        period = self.opens(row, column)
        if period is None or isinstance(row, BandRow) or self._shows is Shows.TARGETS:
            return self.plain(row, column).number
        line = self.line(row)
        kept = line.observed(period)
        return kept.value if kept is not None and kept.typed else self._worked_out(line, period)

    def opens(self, row: EntryRow, column: int) -> Period | None:
        """Return under which period a cell is typed, without making it; None where it takes nothing."""
        return None if isinstance(row, BandRow) else self.all_opens(row)[column]

    def all_opens(self, row: SeriesRow) -> tuple[Period | None, ...]:
        """Return under which period each cell of a row is typed; None for those that take nothing."""
        kept = self._kept(row)
        if not kept.opens:
            kept.opens = tuple([self._opens(kept.line, row, place) for place in self.columns])
        return kept.opens

    def is_filled(self, row: EntryRow, column: int) -> bool:
        """Whether something was typed in a cell, of a figure without making it."""
        period = self.opens(row, column)
        if isinstance(row, BandRow) or period is None or self._shows is Shows.TARGETS:
            return bool(self.plain(row, column).typed)
        if self.columns[column].kind is Kind.COMMENTARY:
            return bool(self.plain(row, column).typed)
        return self.snapshot.of(Observation).holds("typed", row.series.id, period)

    def _opens(self, line: Line, row: SeriesRow, place: GridColumn) -> Period | None:
        if place.kind is Kind.COMMENTARY:
            return self.quarter if row.is_first else None
        return self._period(line, row, place) if place.period is not None else None

    def misses(self, row: EntryRow, column: int) -> bool:
        """Whether a cell is empty though the chosen quarter waits for it, without making it."""
        place = self.columns[column]
        if isinstance(row, BandRow) or place.period is None or self._shows is Shows.TARGETS:
            return False
        # Asked of every row as a file opens: what is quick to know comes first.
        is_yearly = row.measure.frequency is Frequency.YEAR
        if (place.kind is Kind.YEAR) is not is_yearly:
            return False
        if self.snapshot.of(Observation).holds("typed", row.series.id, place.period):
            return False
        line = self.line(row)
        return self._is_asked(line, row, place.period) and self._worked_out(line, place.period) is None

    def keep(self, before: "GridCells", but: Set[SeriesId]) -> set[int]:
        """Take over the cells made of an earlier snapshot, but for those of the series that changed.

        Words with live fields are made anew, as they may name any figure; returns their columns.
        """
        for series, kept in before._lines.items():
            if series not in but:
                kept.line = replace(kept.line, snapshot=self.snapshot)
                self._lines[series] = kept
        self._derived = {series: kept for series, kept in before._derived.items() if series not in but}
        self._judged = {place for place in before._judged if place[0] not in but}
        columns = [at for at, place in enumerate(self.columns) if place.kind is Kind.COMMENTARY]
        renewed = set()
        for kept in self._lines.values():
            for at in columns:
                cell = kept.cells[at]
                if cell is not None and has_fields(cell.typed):
                    kept.cells[at] = None
                    renewed.add(at)
        return renewed

    def line(self, row: SeriesRow) -> Line:
        """Return a row's series, ready to be read."""
        return self._kept(row).line

    def derived(self, row: SeriesRow) -> Derived:
        """Return what is worked out for a row."""
        kept = self._derived.get(row.series.id)
        if kept is None:
            kept = self._derived[row.series.id] = Derived.of(self.line(row), self.quarter)
        return kept

    def asked(self, row: SeriesRow) -> Period:
        """Return the quarter whose figure the chosen one waits for: the measure's usual lag back."""
        return self.quarter.shift(-row.measure.lag)

    def _kept(self, row: SeriesRow) -> _Kept:
        kept = self._lines.get(row.series.id)
        if kept is None:
            line = Line(self.snapshot, row.measure, row.series)
            kept = self._lines[row.series.id] = _Kept(line, [None] * len(self.columns))
        return kept

    def _made(self, line: Line, row: SeriesRow, place: GridColumn) -> GridCell:
        match place.kind:
            case Kind.MEASURE:
                made = GridCell(CellKind.NAME, row.name)
            case Kind.UNIT:
                made = GridCell(CellKind.UNIT, row.measure.unit_label or _UNITS.get(row.measure.unit, ""))
            case Kind.QUARTER | Kind.YEAR:
                period = self._period(line, row, place)
                made = _CLOSED if period is None else self._entered(line, row, period)
            case Kind.STATUS:
                made = self._status(row)
            case Kind.COMMENTARY:
                made = self._words(row)
            case _:
                made = self.derived(row).cell(place.kind)
        return made

    def _period(self, line: Line, row: SeriesRow, place: GridColumn) -> Period | None:
        """Under which period a quarter's or a year's cell is typed; None where the measure takes none."""
        if place.kind is Kind.QUARTER:
            return None if line.is_yearly else place.period
        return place.period if self._takes_year(line, row, place) else None

    def _takes_year(self, line: Line, row: SeriesRow, place: GridColumn) -> bool:
        """Whether a year can be typed: where the measure adds up, or where a year's figure stands already."""
        if self._shows is Shows.TARGETS or line.is_yearly:
            return True
        adds = adds_up(row.measure) is not AddsUp.NONE and row.measure.entered_as is not EnteredAs.ROLLING
        return adds or (place.period is not None and line.observed(place.period) is not None)

    # ------------------------------------------------------------------ figures and targets

    def _entered(self, line: Line, row: SeriesRow, period: Period) -> GridCell:
        target = self.snapshot.of(Target).get(row.series.id, period)
        if self._shows is Shows.TARGETS:
            return self._target(row.measure, target, period)
        below = _target_text(row.measure, target) if self._shows is Shows.BOTH and target else ""
        kept = line.observed(period)
        revision = revision_of(self.snapshot, row.series.id, period)
        if kept is None or not kept.typed:
            worked_out = self._worked_out(line, period)
            return GridCell(
                CellKind.FIGURE,
                number(row.measure, worked_out) if worked_out is not None else "",
                number=worked_out,
                period=period,
                below=below,
                missing=worked_out is None and self._is_asked(line, row, period),
                is_derived=worked_out is not None,
                note=kept.note if kept else "",
                revision=revision,
            )
        # A plain whole number is never in doubt.
        plain = kept.typed.isdecimal() and kept.typed.isascii() and len(kept.typed) < 10
        return GridCell(
            CellKind.FIGURE,
            _shown(kept, row.measure, revision),
            kept.typed,
            kept.value,
            period,
            below,
            "" if plain else read(kept.typed, row.measure.unit, period).doubt,
            note=kept.note,
            revision=revision,
        )

    def _worked_out(self, line: Line, period: Period) -> Decimal | None:
        """What a cell shows where nothing was typed: a year's sum of its quarters, a total of its parts."""
        if period.index:
            return line.entered(period)
        return line.entered(period) if line.is_yearly else line.to_date(period.quarters[-1])

    def _is_asked(self, line: Line, row: SeriesRow, period: Period) -> bool:
        """Whether this is the figure that the chosen quarter waits for, the measure's usual lag allowed."""
        if not is_reported(row.placed) or row.series.total_of:
            return False
        asked = self.asked(row)
        return period == line.cell(asked) and (not line.is_yearly or asked.index == 4)

    def _target(self, measure: Measure, target: Target | None, period: Period) -> GridCell:
        if target is None:
            return GridCell(CellKind.TARGET, period=period)
        return GridCell(
            CellKind.TARGET,
            _target_text(measure, target),
            target.typed,
            target.low if target.kind is TargetKind.NUMBER else None,
            period,
            doubt=read_target(target.typed, measure.unit).doubt
            or against_polarity(target.typed, measure.polarity),
        )

    # ------------------------------------------------------------------ status and commentary

    def _status(self, row: SeriesRow) -> GridCell:
        if not row.is_first:
            return GridCell(CellKind.STATUS)
        found = judged(self.snapshot, row.placed, self.quarter)
        # The reason is what the cell holds, so that it is copied with the word.
        return GridCell(CellKind.STATUS, found.status.value.capitalize(), found.reason, status=found.status)

    def _words(self, row: SeriesRow) -> GridCell:
        if not row.is_first:
            return _CLOSED
        kept = self.snapshot.of(Commentary).get(row.measure.id, self.quarter)
        text = kept.text if kept else ""
        shown = expanded(self.snapshot, text, FieldPlace(self.quarter, row.measure.id)).text
        return GridCell(CellKind.WORDS, " ".join(shown.split()), text, period=self.quarter)


def _shown(kept: Observation, measure: Measure, revision: Revision | None) -> str:
    """The figure as the measure prints it, the letters of its qualifiers behind it; words as typed."""
    if kept.state is not State.VALUE or kept.value is None:
        return kept.typed
    marks = [kept.qualifier.value] if kept.qualifier else []
    if revision is not None and is_revised(revision) and "r" not in marks:
        marks.append("r")
    return " ".join((number(measure, kept.value), *marks))


def _target_text(measure: Measure, target: Target) -> str:
    """A target in figures as the measure prints them; in words as typed."""
    if target.kind is TargetKind.NUMBER and target.low is not None:
        return number(measure, target.low)
    return target.typed
