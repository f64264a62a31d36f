"""All figures of a quarter, worked out when asked for and kept until an edit concerns them."""

from collections.abc import Iterator

from cspdesk.analysis.columns import Columns, columns_of, place_of
from cspdesk.analysis.figures import MeasureFigures, SeriesFigures, figures_in
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.collector import at_rest
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    MeasureId,
    Observation,
    Placement,
    Plan,
    PlanId,
    Priority,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)

_OF_A_SERIES = (Observation, Target, SeriesBreak)
"""The tables keyed by their series."""
_OF_PLANS = frozenset(row_type.TABLE.name for row_type in (Plan, Priority, Placement, Measure))


class FigureBook:
    """The figures of one snapshot in one quarter; books of other quarters share what was read."""

    def __init__(self, snapshot: Snapshot, quarter: Period) -> None:
        self.snapshot = snapshot
        self.quarter = quarter
        self._place = place_of(quarter)
        self._read: dict[MeasureId, tuple[Columns, ...]] = {}
        self._plans: dict[PlanId | None, tuple[Placed, ...]] = {}
        self._figures: dict[MeasureId, tuple[SeriesFigures, ...]] = {}

    def at(self, quarter: Period) -> "FigureBook":
        """Return the book of another quarter of the same snapshot."""
        book = FigureBook(self.snapshot, quarter)
        book._read, book._plans = self._read, self._plans
        return book

    def advanced(self, change_set: ChangeSet, snapshot: Snapshot) -> "FigureBook":
        """Return the book after an edit, where `snapshot` is the document after it.

        Only the measures that the edit concerns are read again. This book stays as it is.
        """
        book = FigureBook(snapshot, self.quarter)
        book._read, book._figures = dict(self._read), dict(self._figures)
        for measure in self._touched(change_set, snapshot):
            book._read.pop(measure, None)
            book._figures.pop(measure, None)
        if not change_set.tables & _OF_PLANS:
            book._plans = self._plans
        return book

    def measure(self, measure: MeasureId) -> MeasureFigures | None:
        """Return a measure's figures, or None where the quarter's plan does not place it."""
        found = (each for each in self._placed() if each.measure.id == measure)
        return next((MeasureFigures(placed, self._of(placed.measure)) for placed in found), None)

    def all(self) -> tuple[MeasureFigures, ...]:
        """Return the figures of every measure that the quarter's plan places, in the plan's order."""
        with at_rest():
            return tuple([MeasureFigures(placed, self._of(placed.measure)) for placed in self._placed()])

    def columns(self, measure: Measure) -> tuple[Columns, ...]:
        """Return what a measure's series say in every quarter, in order."""
        found = self._read.get(measure.id)
        if found is None:
            lines = series_of(self.snapshot, measure.id)
            found = self._read[measure.id] = tuple(
                columns_of(self.snapshot, measure, series) for series in lines
            )
        return found

    def _of(self, measure: Measure) -> tuple[SeriesFigures, ...]:
        found = self._figures.get(measure.id)
        if found is None:
            read = self._read.get(measure.id) or self.columns(measure)
            quarter, place = self.quarter, self._place
            found = tuple([figures_in(columns, quarter, place) for columns in read])
            self._figures[measure.id] = found
        return found

    def _placed(self) -> tuple[Placed, ...]:
        """Where the quarter's plan places its measures; the same all through a plan without dates."""
        plan = plan_for(self.snapshot, self.quarter)
        key = plan.id if plan else None
        found = self._plans.get(key)
        if found is None:
            places = self.snapshot.of(Placement).where("plan", key)
            found = placed_in(self.snapshot, plan, self.quarter)
            if not any(place.from_period or place.to_period for place in places):
                self._plans[key] = found
        return found

    def _touched(self, change_set: ChangeSet, snapshot: Snapshot) -> set[MeasureId]:
        """The measures whose figures an edit may alter; those that it brings or takes too."""
        before, after = self.snapshot, snapshot
        lines = {
            SeriesId(str(change.key[0])) for row_type in _OF_A_SERIES for change in change_set.of(row_type)
        }
        for change in change_set.of(Baseline):
            rows = (each.of(Baseline).get(change.key[0]) for each in (before, after))
            lines.update(row.series for row in rows if row is not None)
        lines.update(SeriesId(str(change.key[0])) for change in change_set.of(Series))
        measures = {MeasureId(str(change.key[0])) for change in change_set.of(Measure)}
        return measures.union(_measures(before, lines), _measures(after, lines))


def _measures(snapshot: Snapshot, lines: set[SeriesId]) -> Iterator[MeasureId]:
    rows = (snapshot.of(Series).get(line) for line in lines)
    return (row.measure for row in rows if row is not None)
