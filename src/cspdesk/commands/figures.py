"""Entering figures and targets: what was typed is kept to the letter and read by the measure's unit."""

from dataclasses import dataclass, replace

from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import aimed, based, new_target, observed
from cspdesk.domain.tables import Baseline, Measure, Observation, Series, SeriesId, Target
from cspdesk.domain.text import clean


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What was typed for a series in a period; nothing typed empties the cell."""

    series: SeriesId
    period: Period
    typed: str


@dataclass(frozen=True, slots=True)
class SetFigures:
    """Enter figures, many as one act."""

    label: str
    cells: tuple[TypedCell, ...]

    def apply(self, edits: Edits) -> None:
        """Write each cell with its reading; a cell left with nothing in it is removed."""
        for cell in self.cells:
            measure = measure_of(edits, cell.series)
            there = edits.get(Observation, cell.series, cell.period)
            row = there or Observation(series=cell.series, period=cell.period)
            row = observed(replace(row, typed=clean(cell.typed).text.strip()), measure.unit)
            if row.typed or row.note or row.private_note:
                edits.put(row)
            else:
                edits.delete(Observation, cell.series, cell.period)


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write the note of one figure; a cell may have a note before it has a figure."""

    label: str
    series: SeriesId
    period: Period
    note: str

    def apply(self, edits: Edits) -> None:
        """Write the note; a cell left with nothing in it is removed."""
        measure = measure_of(edits, self.series)
        there = edits.get(Observation, self.series, self.period)
        row = there or observed(Observation(series=self.series, period=self.period), measure.unit)
        row = replace(row, note=clean(self.note).text.strip())
        if row.typed or row.note or row.private_note:
            edits.put(row)
        else:
            edits.delete(Observation, self.series, self.period)


@dataclass(frozen=True, slots=True)
class SetTargets:
    """Enter targets, many as one act."""

    label: str
    cells: tuple[TypedCell, ...]

    def apply(self, edits: Edits) -> None:
        """Write each target with its reading; an emptied one is removed."""
        for cell in self.cells:
            measure = measure_of(edits, cell.series)
            typed = clean(cell.typed).text.strip()
            if not typed:
                edits.delete(Target, cell.series, cell.period)
                continue
            there = edits.get(Target, cell.series, cell.period)
            row = there or new_target(cell.series, cell.period, typed, measure.unit)
            edits.put(aimed(replace(row, typed=typed), measure.unit))


@dataclass(frozen=True, slots=True)
class PutMeasure:
    """Add or change a measure; when its unit changes, everything typed for it is read again."""

    label: str
    measure: Measure

    def apply(self, edits: Edits) -> None:
        """Put the measure and read its cells again where the unit is another."""
        before = edits.get(Measure, self.measure.id)
        edits.put(self.measure)
        if before is None or before.unit is self.measure.unit:
            return
        unit = self.measure.unit
        for line in edits.where(Series, measure=self.measure.id):
            for observation in edits.where(Observation, series=line.id):
                edits.put(observed(observation, unit))
            for target in edits.where(Target, series=line.id):
                edits.put(aimed(target, unit))
            for baseline in edits.where(Baseline, series=line.id):
                edits.put(based(baseline, unit))


def measure_of(edits: Edits, series: SeriesId) -> Measure:
    """Return the measure of a series; raises RefusedError where either is gone."""
    line = edits.get(Series, series)
    measure = edits.get(Measure, line.measure) if line else None
    if measure is None:
        raise RefusedError("That measure has been deleted since. Nothing was entered.")
    return measure
