"""The texts that the check reads: which fields hold them, what they are about, and their order in a pack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.analysis.overdue import oldest_first
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.plan_view import Placed, newest_quarter, placed_in, plan_for, plan_in_force
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Commentary,
    CountywideRow,
    Measure,
    MeasureId,
    Observation,
    Plan,
    Priority,
    PriorityId,
    Project,
    ProjectUpdate,
    ReportItem,
    Series,
)

FIELDS: dict[Where, tuple[type[Row], tuple[str, ...]]] = {
    Where.COMMENTARY: (Commentary, ("text",)),
    Where.OBSERVATION: (Observation, ("typed", "note")),
    Where.REPORT_ITEM: (ReportItem, ("text", "outcome")),
    Where.PROJECT_UPDATE: (ProjectUpdate, ("text",)),
    Where.ACTION: (Action, ("text", "progress")),
    Where.COUNTYWIDE_ROW: (
        CountywideRow,
        ("baseline_target", "county_performance", "local_performance", "comments"),
    ),
}
"""The table of each kind of place, and those of its fields that are read."""

_WHERE = {row_type: where for where, (row_type, _) in FIELDS.items()}
_KINDS = tuple(Where)
# Words of two letters and more: "55% (12 of 22)" is a figure, "5 of the 8 men" a sentence.
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS_OF_A_FIGURE = 2


class KeptText(NamedTuple):
    """A text as it is kept, and where."""

    ref: TextRef
    text: str


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a text stands in its pack."""

    period: Period
    priority: PriorityId | None = None
    measure: MeasureId | None = None
    rank: int = 0
    """The measure's place in its plan."""


def texts(snapshot: Snapshot, quarter: Period | None = None) -> Iterator[KeptText]:
    """Return the texts that a pack may print, in the order of a pack; empty ones are left out.

    With a quarter those of its financial year up to it, on its plan's priorities and measures; an update
    without a quarter and an action that stood open in it belong to the quarter itself. Without one every text
    of the document, whole packs first, then plan by plan.
    """
    guide = _Guide(snapshot, quarter)
    found = []
    for where, (row_type, fields) in FIELDS.items():
        kind = _KINDS.index(where)
        group = 0 if where is Where.OBSERVATION else kind
        for place, row in enumerate(_rows(snapshot, row_type)):
            written = [(name, text) for name in fields if (text := _written(row, name))]
            if not written:
                continue
            home = guide.home(row)
            if home is None:
                continue
            order = (guide.order[home.priority], group, home.rank, home.period, kind, place)
            found += [
                ((*order, index), KeptText(_ref(row, name, home), text))
                for index, (name, text) in enumerate(written)
            ]
    found.sort(key=lambda each: each[0])
    return (kept for _, kept in found)


def text_at(snapshot: Snapshot, ref: TextRef) -> str | None:
    """Return the text that stands in a place now, or None where its row is gone."""
    row_type, _ = FIELDS[ref.where]
    row = snapshot.of(row_type).get(*key_of(ref))
    text = getattr(row, ref.field) if row is not None else None
    return text if isinstance(text, str) else None


def key_of(ref: TextRef) -> tuple[object, ...]:
    """Return the key of a place's row as domain values."""
    fields = FIELDS[ref.where][0].TABLE.key
    return tuple(field.decode(part) for field, part in zip(fields, ref.key, strict=True))


def quarter_of(period: Period) -> Period:
    """Return the quarter in which what belongs to a period is reported: of a year its last one."""
    if period.grain is Grain.MONTH:
        return Period.containing(period.start, Grain.QUARTER)
    return period.quarters[-1]


class _Guide:
    """Finds the home of rows in one snapshot; what it finds of a quarter's plan it keeps."""

    def __init__(self, snapshot: Snapshot, quarter: Period | None) -> None:
        self._snapshot = snapshot
        self._quarter = quarter
        self._now = quarter or newest_quarter(snapshot) or _first_quarter(snapshot)
        self._placed: dict[Period, dict[MeasureId, tuple[int, Placed]]] = {}
        self.order: dict[PriorityId | None, int] = {None: 0}
        """The priorities whose texts are wanted, in order; those of the whole pack come first."""
        plans = [plan_for(snapshot, quarter)] if quarter else list(snapshot.of(Plan))
        for plan in plans:
            for priority in snapshot.of(Priority).where("plan", plan.id) if plan else ():
                if quarter is None or not priority.retired:
                    self.order[priority.id] = len(self.order)

    def home(self, row: Row) -> _Home | None:
        """Where a row's texts stand; None where they are not wanted or belong to nothing."""
        match row:
            case Commentary(measure=measure, period=period):
                return self._of_measure(measure, quarter_of(period))
            case Observation(series=line, period=period):
                series = self._snapshot.of(Series).get(line)
                return self._of_measure(series.measure, quarter_of(period)) if series else None
            case (
                ReportItem(priority=priority, period=period) | CountywideRow(priority=priority, period=period)
            ):
                return self._of_priority(priority, quarter_of(period))
            case ProjectUpdate(project=key, period=period):
                project = self._snapshot.of(Project).get(key)
                reported = quarter_of(period) if period else self._now
                return self._of_priority(project.priority, reported) if project else None
            case Action():
                return self._of_action(row)
        return None

    def _of_measure(self, measure: MeasureId, period: Period) -> _Home | None:
        if self._snapshot.of(Measure).get(measure) is None or not self._is_wanted(period):
            return None
        rank, item = self._in_plan(self._quarter or period).get(measure, (0, None))
        if item is None:
            # Without a place in a plan no pack prints it, but the document holds it.
            return None if self._quarter else _Home(period, None, measure)
        return _Home(period, item.priority.id, measure, rank)

    def _of_priority(self, priority: PriorityId | None, period: Period) -> _Home | None:
        if priority not in self.order or not self._is_wanted(period):
            return None
        return _Home(period, priority)

    def _of_action(self, action: Action) -> _Home | None:
        if self._quarter is not None:
            if not _stood_open(action, self._quarter):
                return None
            period = self._quarter
        elif action.state is ActionState.OPEN:
            period = self._now
        else:
            period = action.closed_period or action.raised_period or self._now
        return self._of_priority(self._priority_of(action), quarter_of(period))

    def _priority_of(self, action: Action) -> PriorityId | None:
        if action.project is not None:
            project = self._snapshot.of(Project).get(action.project)
            return project.priority if project else None
        if action.decision is not None:
            decision = self._snapshot.of(ReportItem).get(action.decision)
            return decision.priority if decision else None
        return None

    def _is_wanted(self, period: Period) -> bool:
        quarter = self._quarter
        return quarter is None or (period <= quarter and period.of_year == quarter.of_year)

    def _in_plan(self, quarter: Period) -> dict[MeasureId, tuple[int, Placed]]:
        found = self._placed.get(quarter)
        if found is None:
            placed = placed_in(self._snapshot, plan_for(self._snapshot, quarter), quarter)
            found = self._placed[quarter] = {}
            for rank, item in enumerate(placed):
                found.setdefault(item.measure.id, (rank, item))
        return found


def _rows(snapshot: Snapshot, row_type: type[Row]) -> Iterator[Row]:
    if row_type is not ProjectUpdate:
        yield from snapshot.of(row_type)
        return
    # Of a project's updates a pack prints the oldest first.
    for project in snapshot.of(Project):
        yield from oldest_first(snapshot.of(ProjectUpdate).where("project", project.id))


def _written(row: Row, field: str) -> str:
    """The words of a field; "" where it holds none, or a cell's figure alone."""
    text: str = getattr(row, field)
    if not text.strip():
        return ""
    if not (isinstance(row, Observation) and field == "typed"):
        return text
    # A reason why there is no figure ("late: police, 24 May") claims nothing and is followed up elsewhere.
    most = {State.TEXT_ONLY: 0, State.VALUE: _MOST_WORDS_OF_A_FIGURE}.get(row.state)
    return text if most is not None and len(_WORD.findall(text)) > most else ""


def _ref(row: Row, field: str, home: _Home) -> TextRef:
    where = _WHERE[type(row)]
    key = tuple(str(part) for part in row.TABLE.key_of(row))
    series = row.series if isinstance(row, Observation) else None
    return TextRef(where, key, field, home.period, home.priority, home.measure, series)


def _stood_open(action: Action, quarter: Period) -> bool:
    """Whether an action stood open at some time in a quarter, as a pack's action log has it."""
    raised, closed = action.raised_period, action.closed_period
    if raised is not None and raised > quarter:
        return False
    return closed >= quarter if closed is not None else action.state is ActionState.OPEN


def _first_quarter(snapshot: Snapshot) -> Period:
    """The first quarter of the plan in force, for a file without figures.

    Where no year is named either, it is the earliest there can be, which makes nothing stale.
    """
    plan = plan_in_force(snapshot)
    return plan.first_year.quarters[0] if plan and plan.first_year else Period.quarter(FIRST_YEAR, 1)
