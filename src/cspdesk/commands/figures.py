"""Entering figures and targets: what was typed is kept to the letter and read by the measure's unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from cspdesk.commands.revisions import Revisions
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import KEPT_OF_READING, aimed, based, new_target, observed, read_all
from cspdesk.domain.tables import Baseline, Measure, Observation, Series, SeriesId, Target
from cspdesk.domain.text import MAX_TEXT, clean


class TypedCell(NamedTuple):
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
        """Write each cell with its reading; a cell left with nothing in it is removed.

        Of several texts for one cell the last counts. Raises RefusedError where a series is gone or a text is
        too long.
        """
        typed = {(cell.series, cell.period): _cleaned(cell.typed) for cell in self.cells}
        series = list({cell.series for cell in self.cells})
        measures = dict(zip(series, measures_of(edits, series), strict=True))
        revisions = Revisions(edits)
        # What stands in a cell matters only where it is emptied, or where a pack has shown it to the board.
        watched = [key for key, text in typed.items() if not text or revisions.concern(key[1])]
        before = edits.get_all(Observation, watched)
        for key, row in zip(watched, before, strict=True):
            if not typed[key] and not (row and (row.note or row.private_note)):
                del typed[key]
                edits.delete(Observation, *key)
        readings = read_all((text, measures[key[0]].unit, key[1]) for key, text in typed.items())
        columns = {name: list(map(attrgetter(name), readings)) for name in KEPT_OF_READING}
        edits.put_fields(Observation, list(typed), {"typed": list(typed.values()), **columns})
        revisions.note_all(zip(before, edits.get_all(Observation, watched), strict=True))


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
        row = replace(row, note=_cleaned(self.note))
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
            typed = _cleaned(cell.typed)
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
            edits.put_all(observed(each, unit) for each in edits.where(Observation, series=line.id))
            edits.put_all(aimed(each, unit) for each in edits.where(Target, series=line.id))
            edits.put_all(based(each, unit) for each in edits.where(Baseline, series=line.id))


def _cleaned(typed: str) -> str:
    # A printable text has nothing in it to clean.
    text = (typed if typed.isprintable() else clean(typed).text).strip()
    if len(text) > MAX_TEXT:
        raise RefusedError(f"The text has {len(text):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
    return text


def measure_of(edits: Edits, series: SeriesId) -> Measure:
    """Return the measure of a series; raises RefusedError where either is gone."""
    return measures_of(edits, (series,))[0]


def measures_of(edits: Edits, series: Sequence[SeriesId]) -> list[Measure]:
    """Return the measure of each series, all read at once; raises RefusedError where one is gone."""
    lines = [line for line in edits.get_all(Series, [(each,) for each in series]) if line]
    found = edits.get_all(Measure, [(line.measure,) for line in lines])
    measures = [measure for measure in found if measure]
    if len(measures) < len(series):
        raise RefusedError("That measure has been deleted since. Nothing was entered.")
    return measures
