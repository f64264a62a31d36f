"""Small documents of a few rows, and what detectors of the check tell of a text put into them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cspdesk.analysis.check.finding import Finding, Statement, TextRef, Where
from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.reading import Detector, Reading
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based, new_target, observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
    UpdateId,
)
from cspdesk.domain.unit import Unit

PLAN, PRIORITY = PlanId("plan"), PriorityId("priority")
Q = Period.from_key


def document(*rows: Row | Iterable[Row]) -> Snapshot:
    """A plan of one priority for 2014 to 2017, with these rows."""
    plan = Plan(
        id=PLAN,
        title="Plan",
        first_year=Period.financial_year(2014),
        last_year=Period.financial_year(2016),
    )
    given = [each for row in rows for each in ([row] if isinstance(row, Row) else row)]
    return Snapshot.of_rows([plan, Priority(id=PRIORITY, plan=PLAN, title="Safer streets"), *given])


def measure(
    key: str,
    title: str,
    figures: Mapping[str, str | Mapping[str, str]],
    *,
    target: str = "",
    baseline: str | Mapping[str, str] = "",
    **words: Any,
) -> list[Row]:
    """A measure: its figures by period, or by series and period; a target for every period with one."""
    unit: Unit = words.get("unit", Unit.COUNT)
    lines = {label: cells for label, cells in figures.items() if not isinstance(cells, str)}
    if not lines:
        lines = {"": {period: typed for period, typed in figures.items() if isinstance(typed, str)}}
    own = MeasureId(key)
    position = sum(map(ord, key))
    rows: list[Row] = [
        Measure(id=own, title=title, position=position, **words),
        Placement(
            id=PlacementId(key), plan=PLAN, priority=PRIORITY, measure=own, position=position, number=key
        ),
    ]
    for place, (label, cells) in enumerate(lines.items()):
        series = SeriesId(f"{key}/{label}")
        rows.append(Series(id=series, measure=own, position=place, label=label, headline=place == 0))
        for period, typed in cells.items():
            rows.append(observed(Observation(series=series, period=Q(period), typed=typed), unit))
            if target and place == 0:
                rows.append(new_target(series, Q(period), target, unit))
        stated = baseline if isinstance(baseline, str) else baseline.get(label, "")
        if stated:
            row = Baseline(id=BaselineId(series), series=series, label="Baseline", typed=stated)
            rows.append(based(row, unit))
    return rows


def text(key: str, period: str, words: str, *, reviewed: bool = True) -> Commentary:
    """A commentary."""
    return Commentary(measure=MeasureId(key), period=Q(period), text=words, reviewed=reviewed)


def item(words: str, period: str = "2015-16Q4", section: str = "highlight", key: str = "item") -> ReportItem:
    """A report text of the priority."""
    return ReportItem(id=ReportItemId(key), priority=PRIORITY, period=Q(period), section=section, text=words)


def update(title: str, words: str, period: str = "2015-16Q4") -> list[Row]:
    """A project with one update."""
    project = ProjectId(title)
    return [
        Project(id=project, priority=PRIORITY, title=title),
        ProjectUpdate(id=UpdateId(title), project=project, period=Q(period), text=words),
    ]


def told(
    detector: Detector, snapshot: Snapshot, row: Commentary | ReportItem, as_of: date | None = None
) -> list[Finding]:
    """What a detector finds in a text as it stands in its place."""
    return [each for each in _outcomes(detector, snapshot, row, as_of) if isinstance(each, Finding)]


def statements(
    detector: Detector, snapshot: Snapshot, row: Commentary | ReportItem, as_of: date | None = None
) -> list[Statement]:
    """What a detector reads in a text as it stands in its place."""
    return [each for each in _outcomes(detector, snapshot, row, as_of) if isinstance(each, Statement)]


def _outcomes(
    detector: Detector, snapshot: Snapshot, row: Commentary | ReportItem, as_of: date | None
) -> list[Finding | Statement]:
    if isinstance(row, Commentary):
        key: tuple[str, ...] = (row.measure, row.period.key)
        ref = TextRef(Where.COMMENTARY, key, "text", row.period, PRIORITY, row.measure)
    else:
        ref = TextRef(Where.REPORT_ITEM, (row.id,), "text", row.period, row.priority)
    reading = Reading(snapshot, ref, row.text, sentences(row.text), as_of or row.period.end)
    found = list(detector(reading))
    for each in found:
        assert row.text[each.start : each.end] == each.said
    return found
