"""The document as an import would leave it: rows put over the rows there, and what they were before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from cspdesk.domain.catalogue import CATALOGUE, Key, R, Row
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    Meeting,
    Placement,
    Plan,
    PlanId,
    Priority,
    Project,
    ReportItem,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.exchange.names import Names

_NAMED = frozenset(
    kind.TABLE.name for kind in (Plan, Priority, Measure, Placement, Series, Project, ReportItem, Meeting)
)


@dataclass(frozen=True, slots=True)
class Put:
    """A row put, the one that was there before, and the row of the workbook it came from ("" where none)."""

    row: Row
    before: Row | None
    place: str


class Draft:
    """A document being added to."""

    def __init__(self, into: Snapshot) -> None:
        self._into = into
        self._rows: dict[str, dict[Key, Row]] = {}
        self._put: dict[str, dict[Key, Put]] = {}
        self._names: Names | None = None
        self.near: dict[type[Row], list[str]] = {}
        """The rows of the workbook itself by kind, in its order."""
        self.in_force: PlanId | None = None
        """The plan that the workbook's Measures sheet speaks of."""

    def rows(self, kind: type[R]) -> list[R]:
        """Return a table's rows in order."""
        rows = self._table(kind).values()
        if not kind.TABLE.ordered:
            return list(rows)
        return sorted(rows, key=lambda row: (row.position, kind.TABLE.key_of(row)))  # type: ignore[attr-defined]  # ordered tables have one

    def get(self, kind: type[R], key: Key) -> R | None:
        """Return the row of a stored key, or None."""
        return self._table(kind).get(key)

    def put(self, row: Row, place: str = "") -> None:
        """Put a row; one equal to the row there leaves no trace."""
        table = row.TABLE
        key = table.key_of(row)
        rows = self._table(type(row))
        if rows.get(key) == row:
            return
        puts = self._put.setdefault(table.name, {})
        known = puts.get(key)
        puts[key] = Put(
            row, known.before if known else rows.get(key), place or (known.place if known else "")
        )
        rows[key] = row
        if table.name in _NAMED:
            self._names = None

    def puts(self) -> Iterator[Put]:
        """Return what was put, parents before children."""
        for name in CATALOGUE:
            yield from (put for put in self._put.get(name, {}).values() if put.row != put.before)

    def unit_of(self, series: SeriesId) -> Unit:
        """Return the unit in which a series' figures are read."""
        line = self.get(Series, (series,))
        measure = self.get(Measure, (line.measure,)) if line else None
        return measure.unit if measure else Unit.COUNT

    @property
    def names(self) -> Names:
        """What names stand for, as far as rows have been put."""
        if self._names is None:
            self._names = Names(
                plans=self.rows(Plan),
                priorities=self.rows(Priority),
                measures=self.rows(Measure),
                placements=self.rows(Placement),
                series=self.rows(Series),
                projects=self.rows(Project),
                items=self.rows(ReportItem),
                meetings=self.rows(Meeting),
                in_force=self.in_force,
                near={kind: tuple(keys) for kind, keys in self.near.items()},
            )
        return self._names

    def speak_of(self, plan: PlanId | None) -> None:
        """Say which plan the workbook's Measures sheet speaks of."""
        self.in_force, self._names = plan, None

    def _table(self, kind: type[R]) -> dict[Key, R]:
        table = kind.TABLE
        if table.name not in self._rows:
            self._rows[table.name] = {table.key_of(row): row for row in self._into.of(kind)}
        return cast("dict[Key, R]", self._rows[table.name])
