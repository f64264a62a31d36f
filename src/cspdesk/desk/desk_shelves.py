"""What of a document can be found: made when it is first asked for, and again only where an edit was."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from cspdesk.analysis.live_fields import FieldPlace, expanded
from cspdesk.desk.desk_index import Entry
from cspdesk.desk.said_texts import has_fields, place_of_row
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.catalogue import Row
from cspdesk.domain.collector import at_rest
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import headline, measure_name, placed_in, plan_for, series_of
from cspdesk.domain.printing import long_date
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Commentary,
    CountywideRow,
    Footnote,
    Measure,
    MeasureId,
    Meeting,
    Partner,
    Placement,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    Section,
    Series,
    SeriesId,
)

IDLE_MS = 1500
"""So long after a file was opened its pages are painted, and nobody has asked for anything yet."""
_LONGEST_NAME = 100
"""Letters of an action's words that stand for its name."""


class DeskIndex(QObject):
    """What can be found in the open document of a window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measures: tuple[tuple[object, ...], tuple[Entry, ...]] = ((), ())
        self._filled: dict[type[Row], _Filled] = {}
        self._said_before: dict[int, tuple[Entry, Entry]] = {}

    def entries(self, snapshot: Snapshot, quarter: Period) -> tuple[Entry, ...]:
        """Return everything that can be found in a quarter; what no edit touched is as it was."""
        seen = (*_seen(snapshot, _PLANNED), quarter)
        if not _is_same(seen, self._measures[0]):
            self._measures = (seen, tuple(measures(snapshot, quarter)))
        names = _Names(snapshot)
        with at_rest():
            for shelf in _SHELVES:
                before = self._filled.get(shelf.row_type)
                self._filled[shelf.row_type] = shelf.filled(snapshot, names, before)
        shelves = (self._filled[shelf.row_type].entries for shelf in _SHELVES)
        return (*self._measures[1], *self._said(snapshot, (entry for row in shelves for entry in row)))

    def _said(self, snapshot: Snapshot, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with their live fields said; those of an edit before are kept as far as they are so."""
        known, self._said_before = self._said_before, {}
        for entry in entries:
            if entry.fields_at is None:
                yield entry
                continue
            text = expanded(snapshot, entry.text, entry.fields_at).text
            found = known.get(id(entry))
            if found is None or found[0] is not entry or found[1].text != text:
                found = (entry, replace(entry, text=text, fields_at=None))
            self._said_before[id(entry)] = found
            yield found[1]


def index_of(workspace: Workspace) -> DeskIndex:
    """Return the one index of a window's workspace."""
    return workspace.findChild(DeskIndex) or DeskIndex(workspace)


def make_ready(workspace: Workspace) -> None:
    """Have the index of a file just opened made in an idle moment, so that the first search need not wait."""
    index = index_of(workspace)

    def make() -> None:
        document = workspace.document
        if document is not None:
            index.entries(document.snapshot, workspace.quarter)

    QTimer.singleShot(IDLE_MS, index, make)


def measures(snapshot: Snapshot, quarter: Period) -> Iterator[Entry]:
    """Return the measures of the quarter's plan and each named series, leading to their figures, then others.

    A measure without a series leads to the plan, one of no plan in the quarter to its own page.
    """
    here = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    for item in here:
        row, hint = item.measure, item.priority.title
        place = _measure_at("enter", snapshot, row.id, quarter)
        yield Entry(item.name, "Measure", place, hint, item.number, row.definition)
        for line in series_of(snapshot, row.id):
            if line.label:
                place = Place("enter", Selection(row.id, line.id, quarter))
                yield Entry(f"{item.name}: {line.label}", "Measure", place, hint)
    shown = {item.measure.id for item in here}
    for row in snapshot.of(Measure):
        if row.id not in shown:
            name = measure_name(snapshot, row.id, quarter)
            place = _measure_at("measures", snapshot, row.id, quarter)
            yield Entry(name, "Measure", place, f"not reported in {quarter.label}", more=row.definition)


def _measure_at(page: str, snapshot: Snapshot, measure: MeasureId, quarter: Period) -> Place:
    """Where a measure is shown on a page; one without a series is looked after on the plan's."""
    series = headline(snapshot, measure)
    if series is None:
        return Place("plan", row=(_name(Measure), measure))
    return Place(page, Selection(measure, series.id, quarter))


@dataclass(frozen=True, slots=True)
class _Filled:
    """What a shelf holds, and of which rows it was made."""

    rows: object
    needed: tuple[object, ...]
    made: dict[int, tuple[Row, Entry | None]]
    """By the identity of a row, which an edit of others leaves as it is."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One kind of thing: its table, how a row is named, and the tables that the names are taken from."""

    row_type: type[Row]
    make: Callable[["_Names", Any], Entry | None]
    needs: tuple[type[Row], ...] = ()

    def filled(self, snapshot: Snapshot, names: "_Names", before: _Filled | None) -> _Filled:
        """Return what it holds now; rows that were there before keep their entries."""
        rows, needed = snapshot.of(self.row_type), _seen(snapshot, self.needs)
        kept: dict[int, tuple[Row, Entry | None]] = {}
        if before is not None and _is_same(needed, before.needed):
            if before.rows is rows:
                return before
            kept = before.made
        made = {id(row): kept.get(id(row)) or (row, self.make(names, row)) for row in rows}
        entries = tuple(entry for _, entry in made.values() if entry is not None)
        return _Filled(rows, needed, made, entries)


class _Names:
    """The names of what a text belongs to, each looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._periods: dict[Period, tuple[PlanId | None, str]] = {}
        self._measures: dict[tuple[MeasureId, PlanId | None], tuple[str, SeriesId | None]] = {}

    def measure(self, measure: MeasureId, quarter: Period) -> tuple[str, SeriesId | None, str]:
        """A measure's number and title in a quarter, the series that speaks for it, the quarter's label."""
        found = self._periods.get(quarter)
        if found is None:
            plan = plan_for(self._snapshot, quarter)
            found = self._periods[quarter] = (plan.id if plan else None, quarter.label)
        plan_id, label = found
        named = self._measures.get((measure, plan_id))
        if named is None:
            series = headline(self._snapshot, measure)
            name = measure_name(self._snapshot, measure, quarter)
            named = self._measures[measure, plan_id] = (name, series.id if series else None)
        return (*named, label)

    def plan(self, plan: PlanId) -> str:
        """A plan's title."""
        row = self._snapshot.of(Plan).get(plan)
        return row.title if row else ""

    def priority(self, priority: PriorityId | None) -> str:
        """A priority's number and title; a text without one is for the whole pack."""
        row = self._snapshot.of(Priority).get(priority) if priority is not None else None
        return f"{row.number} {row.title}".strip() if row else "Whole pack"

    def project(self, project: ProjectId) -> str:
        """A project's title."""
        row = self._snapshot.of(Project).get(project)
        return row.title if row else ""

    def section(self, key: str) -> str:
        """A section's heading."""
        return next((kind.title for kind in sections(self._snapshot) if kind.key == key), key)


def _project(names: _Names, row: Project) -> Entry:
    hint = ", ".join(filter(None, (names.priority(row.priority), "put away" if row.closed else "")))
    return _entry(row, row.title or "Project without a title", "Project", "projects", hint, more=row.leads)


def _action(names: _Names, row: Action) -> Entry:  # noqa: ARG001 - as all of these
    words = f"{row.number} {' '.join(row.text.split())}".strip() or "Action without words"
    name = words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rstrip()}\u2026"
    hint = ", ".join(filter(None, (row.owner, row.due, row.state.value)))
    more = f"{row.text} {row.owner} {row.progress}"
    return _entry(row, name, "Action", "projects", hint, number=row.number, more=more)


def _priority(names: _Names, row: Priority) -> Entry:
    name = f"{row.number} {row.title}".strip() or "Priority without a title"
    more = f"{row.description} {row.lead}"
    return _entry(row, name, "Priority", "plan", names.plan(row.plan), number=row.number, more=more)


def _partner(names: _Names, row: Partner) -> Entry:  # noqa: ARG001 - as all of these
    name = row.name or row.short_name or "Partner without a name"
    more = f"{row.short_name} {row.contact_role} {row.email}"
    return _entry(row, name, "Partner", "home", row.contact_role, more=more)


def _meeting(names: _Names, row: Meeting) -> Entry:  # noqa: ARG001 - as all of these
    day = long_date(row.dated) if row.dated else ""
    return _entry(row, row.title or day or "Meeting", "Meeting", "home", day if row.title else "", more=day)


def _commentary(names: _Names, row: Commentary) -> Entry | None:
    if not row.text.strip():
        return None
    name, series, label = names.measure(row.measure, row.period)
    place = (
        Place("write", Selection(row.measure, series, row.period))
        if series is not None
        else Place("write", row=(_name(Measure), row.measure))
    )
    return Entry("", "Text", place, f"{name}, {label}", text=row.text, fields_at=_fields_at(row, row.text))


def _report_item(names: _Names, row: ReportItem) -> Entry | None:
    hint = f"{names.section(row.section)}: {names.priority(row.priority)}, {row.period.label}"
    return _text(row, "text", hint, row.text, row.outcome)


def _countywide(names: _Names, row: CountywideRow) -> Entry | None:
    hint = f"Countywide: {names.priority(row.priority)}, {row.period.label}"
    return _text(
        row,
        "text",
        hint,
        row.title,
        row.baseline_target,
        row.county_performance,
        row.local_performance,
        row.comments,
    )


def _update(names: _Names, row: ProjectUpdate) -> Entry | None:
    return _text(row, "projects", ", ".join(filter(None, (names.project(row.project), row.when))), row.text)


def _footnote(names: _Names, row: Footnote) -> Entry | None:  # noqa: ARG001 - as all of these
    return _text(row, "text", f"Footnote {row.marker}".strip(), row.text)


_PLANNED = (Plan, Priority, Placement, Measure, Series)
_SHELVES = (
    _Shelf(Project, _project, (Priority,)),
    _Shelf(Action, _action),
    _Shelf(Priority, _priority, (Plan,)),
    _Shelf(Partner, _partner),
    _Shelf(Meeting, _meeting),
    _Shelf(Commentary, _commentary, _PLANNED),
    _Shelf(ReportItem, _report_item, (Priority, Section)),
    _Shelf(CountywideRow, _countywide, (Priority,)),
    _Shelf(ProjectUpdate, _update, (Project,)),
    _Shelf(Footnote, _footnote),
)


def _entry(
    row: Any, name: str, kind: str, page: str, hint: str = "", *, number: str = "", more: str = ""
) -> Entry:
    return Entry(name, kind, Place(page, row=(_name(type(row)), row.id)), hint, number, more)


def _text(row: Any, page: str, hint: str, *texts: str) -> Entry | None:
    text = "\n".join(each for each in texts if each.strip())
    place = Place(page, row=(_name(type(row)), row.id))
    return Entry("", "Text", place, hint, text=text, fields_at=_fields_at(row, text)) if text else None


def _fields_at(row: Row, text: str) -> FieldPlace | None:
    """Where the live fields of a row's text stand; None where it has none, or no quarter to say them in."""
    period = getattr(row, "period", None)
    return place_of_row(row, period) if period is not None and has_fields(text) else None


def _name(row_type: type[Row]) -> str:
    return row_type.TABLE.name


def _seen(snapshot: Snapshot, tables: tuple[type[Row], ...]) -> tuple[object, ...]:
    """The rows of some tables; snapshots share those of every table that an edit did not touch."""
    return tuple(snapshot.of(table) for table in tables)


def _is_same(now: tuple[object, ...], before: tuple[object, ...]) -> bool:
    """Whether rows are the very same; comparing what they hold would take longer than filling anew."""
    return len(now) == len(before) and all(
        one is other or (isinstance(one, Period) and one == other)
        for one, other in zip(now, before, strict=True)
    )
