"""Editing a measure's series, and the records by which each is judged: targets, baselines, breaks."""

import re
from dataclasses import dataclass, replace
from typing import Any, cast

from cspdesk.commands.arrange import next_position
from cspdesk.commands.figures import measure_of
from cspdesk.commands.plan_names import rename_series
from cspdesk.commands.plan_words import kept
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.read_rows import aimed, based
from cspdesk.domain.tables import Baseline, Measure, MeasureId, Series, SeriesId, Target


@dataclass(frozen=True, slots=True)
class AddSeries:
    """Add a series behind the others of a measure."""

    label: str
    id: SeriesId
    measure: MeasureId
    name: str

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError for a name that is empty or taken."""
        if edits.get(Measure, self.measure) is None:
            raise RefusedError("That measure has been deleted since. Nothing was added.")
        name = kept(Series.TABLE.field("label"), self.name)
        others = edits.where(Series, measure=self.measure)
        row = Series(
            id=self.id,
            measure=self.measure,
            position=next_position(edits, Series, measure=self.measure),
            label=name,
            headline=not others,
        )
        check_series(edits, row)
        edits.put(row)


@dataclass(frozen=True, slots=True)
class DeleteSeries:
    """Delete a series with its figures, targets and baselines."""

    label: str
    series: SeriesId

    def apply(self, edits: Edits) -> None:
        """Delete it. Raises RefusedError where it is the measure's only one."""
        row = edits.get(Series, self.series)
        if row is None:
            return
        if len(edits.where(Series, measure=row.measure)) == 1:
            raise RefusedError("It is the only series, and figures need one. Delete the measure instead.")
        edits.delete(Series, self.series)
        left = edits.where(Series, measure=row.measure)
        if not any(each.headline for each in left):
            edits.put(replace(left[0], headline=True))


@dataclass(frozen=True, slots=True)
class PutRecord:
    """Write a target, baseline, break, rebase or population, in place of the one it was."""

    label: str
    row: Row
    was: tuple[Any, ...] | None = None
    """The key under which it stood before; None for a new one."""

    def apply(self, edits: Edits) -> None:
        """Write it with its reading. Raises RefusedError where another stands under its key already."""
        table = self.row.TABLE
        row = _read(edits, self.row)
        key = tuple(getattr(row, field.name) for field in table.key)
        if key != self.was:
            if edits.get(table.row, *key) is not None:
                said = _record_name(row)
                raise RefusedError(f"{said} is there already. Change that one, or choose another.")
            if self.was is not None:
                edits.delete(table.row, *self.was)
        elif edits.get(table.row, *key) is None:
            raise RefusedError("It has been deleted since. Nothing was changed.")
        if isinstance(row, Baseline) and self.was is None:
            row = replace(row, position=next_position(edits, Baseline, series=row.series))
        edits.put(row)


def follow_label(edits: Edits, was: Series, now: Series) -> None:
    """Let what names a series by its label follow a new one: the totals of its measure, and live fields."""
    others = [each for each in edits.where(Series, measure=now.measure) if each.id != now.id]
    if not was.label or not now.label or was.label == now.label:
        return
    # A name may hold a comma, so it is looked for whole, as where the totals are read.
    named = re.compile(rf"((?:^|[,;])\s*){re.escape(was.label)}(?=\s*(?:[,;]|$))")
    for each in others:
        total = named.sub(lambda found: f"{found[1]}{now.label}", each.total_of)
        if total != each.total_of:
            edits.put(replace(each, total_of=total))
    labels = {each.label: each.label for each in others if each.label}
    rename_series(edits, now.measure, {**labels, was.label: now.label})


def check_series(edits: Edits, row: Series) -> None:
    """Raise RefusedError where a series has the name of another of its measure, or none beside another."""
    others = [each for each in edits.where(Series, measure=row.measure) if each.id != row.id]
    if others and not row.label:
        raise RefusedError("A measure with several series needs a name for each. Give this one a name.")
    if any(each.label.casefold() == row.label.casefold() for each in others):
        raise RefusedError(f"The measure has a series '{row.label}' already. Give this one another name.")


def _read(edits: Edits, row: Row) -> Row:
    """A row with its texts cleaned, and read by its measure's unit."""
    names = [field for field in row.TABLE.fields if field.python_type is str and not field.reference]
    texts = {field.name: kept(field, getattr(row, field.name)) for field in names}
    cleaned = cast("Row", replace(cast("Any", row), **texts))
    if isinstance(cleaned, Target):
        return aimed(cleaned, measure_of(edits, cleaned.series).unit)
    if isinstance(cleaned, Baseline):
        return based(cleaned, measure_of(edits, cleaned.series).unit)
    if hasattr(cleaned, "series"):
        measure_of(edits, cleaned.series)
    return cleaned


def _record_name(row: Any) -> str:
    what = row.TABLE.name.replace("_", " ")
    period = getattr(row, "period", None) or getattr(row, "from_period", None)
    where = f"for {period.label}" if period else f"of {row.year}, {row.group}" if what == "population" else ""
    return f"A {what} {where}".rstrip()
