"""Where a finding is mended: the page on which its text is written, and its sentence as it stands there."""

from typing import NamedTuple

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.analysis.check.texts import text_at
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.plan_view import headline
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    CountywideRow,
    Measure,
    MeasureId,
    ProjectUpdate,
    ReportItem,
)

_MOST_LETTERS = 420
"""A longer sentence is cut around the words that are meant."""
_ENDS = (". ", "! ", "? ", "; ")


class Quote(NamedTuple):
    """A sentence as it stands in a text, with the words that are meant."""

    text: str
    start: int
    end: int
    """The words are `text[start:end]`."""


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
