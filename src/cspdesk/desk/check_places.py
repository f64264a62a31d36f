"""Where the texts stand that the check reads: their names in words, and the page on which each is mended."""

from typing import NamedTuple

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.analysis.check.texts import text_at
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.plan_view import headline, measure_name
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    CountywideRow,
    Measure,
    MeasureId,
    Priority,
    Project,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    Series,
    UpdateId,
)

_MOST_LETTERS = 420
"""A longer sentence is cut around the words that are meant."""
_ENDS = (". ", "! ", "? ", "; ")
_FIELDS = {
    (Where.OBSERVATION, "typed"): "Figure",
    (Where.OBSERVATION, "note"): "Note",
    (Where.ACTION, "text"): "Action",
    (Where.ACTION, "progress"): "Progress of an action",
    (Where.COUNTYWIDE_ROW, "baseline_target"): "Countywide, baseline and target",
    (Where.COUNTYWIDE_ROW, "county_performance"): "Countywide, county performance",
    (Where.COUNTYWIDE_ROW, "local_performance"): "Countywide, local performance",
    (Where.COUNTYWIDE_ROW, "comments"): "Countywide, comments",
    (Where.PROJECT_UPDATE, "text"): "Update of a project",
    (Where.COMMENTARY, "text"): "Commentary",
}


class Quote(NamedTuple):
    """A sentence as it stands in a text, with the words that are meant."""

    text: str
    start: int
    end: int
    """The words are `text[start:end]`."""


def name_of(snapshot: Snapshot, ref: TextRef) -> str:
    """Return what a text is about: "1.3 Anti-social behaviour incidents", a project, or a priority."""
    if ref.measure is not None:
        name = measure_name(snapshot, ref.measure, ref.period)
        series = snapshot.of(Series).get(ref.series) if ref.series is not None else None
        return f"{name}, {series.label}" if series is not None and series.label else name
    project = _project(snapshot, ref)
    if project is not None and project.title.strip():
        return project.title.strip()
    priority = snapshot.of(Priority).get(ref.priority) if ref.priority is not None else None
    if priority is None:
        return "Whole pack"
    return f"{priority.number} {priority.title}".strip() or "Priority without a title"


def part_of(snapshot: Snapshot, ref: TextRef) -> str:
    """Return which text it is: "Commentary", "Key challenges", "Note"."""
    if ref.where is Where.REPORT_ITEM:
        row = snapshot.of(ReportItem).get(ReportItemId(ref.key[0]))
        section = row.section if row is not None else ""
        title = next((kind.title for kind in sections(snapshot) if kind.key == section), section)
        return f"{title}, outcome" if ref.field == "outcome" else title or "Report text"
    return _FIELDS.get((ref.where, ref.field), "Text")


def place_of(snapshot: Snapshot, ref: TextRef) -> Place:
    """Return the page and the row where a text is written."""
    if ref.where is Where.COMMENTARY:
        measure = MeasureId(ref.key[0])
        line = headline(snapshot, measure)
        if line is None:
            return Place("write", row=(Measure.TABLE.name, measure))
        return Place("write", Selection(measure, line.id, ref.period))
    if ref.where is Where.OBSERVATION and ref.measure is not None and ref.series is not None:
        return Place("enter", Selection(ref.measure, ref.series, ref.period))
    table = {
        Where.REPORT_ITEM: ReportItem.TABLE.name,
        Where.COUNTYWIDE_ROW: CountywideRow.TABLE.name,
        Where.PROJECT_UPDATE: ProjectUpdate.TABLE.name,
        Where.ACTION: Action.TABLE.name,
    }.get(ref.where, "")
    return Place("text" if ref.where in _ON_TEXT else "projects", row=(table, ref.key[0]))


_ON_TEXT = (Where.REPORT_ITEM, Where.COUNTYWIDE_ROW)


def quote(snapshot: Snapshot, ref: TextRef, start: int, end: int) -> Quote:
    """Return the sentence of a text in which the words from `start` to `end` stand, as it is kept."""
    text = text_at(snapshot, ref) or ""
    start, end = min(start, len(text)), min(end, len(text))
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    begin = max([line, *(at + 2 for mark in _ENDS if (at := text.rfind(mark, line, start)) >= 0)])
    stop = min([line_end, *(at + 1 for mark in _ENDS if (at := text.find(mark, end - 1, line_end)) >= 0)])
    ahead = behind = ""
    if stop - begin > _MOST_LETTERS:
        room = max(0, _MOST_LETTERS - (end - start)) // 2
        if start - begin > room:
            begin, ahead = start - room, "…"
        if stop - end > room:
            stop, behind = end + room, "…"
    said = text[begin:stop]
    lead = len(said) - len(said.lstrip())
    shift = begin + lead - len(ahead)
    return Quote(f"{ahead}{said.strip()}{behind}", start - shift, end - shift)


def _project(snapshot: Snapshot, ref: TextRef) -> Project | None:
    if ref.where is Where.PROJECT_UPDATE:
        update = snapshot.of(ProjectUpdate).get(UpdateId(ref.key[0]))
        return snapshot.of(Project).get(update.project) if update is not None else None
    if ref.where is Where.ACTION:
        action = snapshot.of(Action).get(ActionId(ref.key[0]))
        return snapshot.of(Project).get(action.project) if action is not None and action.project else None
    return None
