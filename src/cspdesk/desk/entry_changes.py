"""What typing into the entry grid asks of the document, and which rows an edit of the document touches."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cspdesk.commands.figures import SetFigures, SetTargets, TypedCell
from cspdesk.commands.together import Together
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.entry_columns import Kind, Shows
from cspdesk.desk.entry_rows import EntryRow, SeriesRow
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    MeasureId,
    Observation,
    PackIssue,
    Revision,
    Series,
    SeriesBreak,
    StatusOverride,
    Target,
)

if TYPE_CHECKING:
    from cspdesk.desk.entry_model import EntryModel

_BY_SERIES = (Observation, Target, SeriesBreak, Revision)
_BY_MEASURE = (Commentary, StatusOverride)
_OF_ALL = frozenset(row.TABLE.name for row in (Baseline, PackIssue))
"""Tables of which any change may concern any row."""


def entering(model: "EntryModel", cells: Sequence[tuple[int, int, str]], label: str) -> Command:
    """Return the one command that enters texts into open cells, given by row and column."""
    figures: list[TypedCell] = []
    targets: list[TypedCell] = []
    words: list[Command] = []
    typed = targets if model.view.shows is Shows.TARGETS else figures
    columns = model.columns
    for row_number, column_number, text in cells:
        row, column = model.row(row_number), columns[column_number]
        if not isinstance(row, SeriesRow) or model.quarter is None:
            continue
        if column.kind is Kind.COMMENTARY:
            words.append(SetCommentary(label, row.measure.id, model.quarter, text))
        elif column.period is not None:
            typed.append(TypedCell(row.series.id, column.period, text))
    commands: list[Command] = list(words)
    if figures:
        commands.append(SetFigures(label, tuple(figures)))
    if targets:
        commands.append(SetTargets(label, tuple(targets)))
    return commands[0] if len(commands) == 1 else Together(label, tuple(commands))


def touched_rows(rows: Sequence[EntryRow], snapshot: Snapshot, change_set: ChangeSet) -> list[int]:
    """Return the rows of the measures that an edit concerns: a total follows its measure's other series."""
    if change_set.tables & _OF_ALL:
        return list(range(len(rows)))
    lines = snapshot.of(Series)
    series = {key for table in _BY_SERIES for key in change_set.values(table, "series")}
    measures: set[MeasureId] = {line.measure for each in series if (line := lines.get(each))}
    measures |= {MeasureId(str(key)) for table in _BY_MEASURE for key in change_set.values(table, "measure")}
    return [
        number for number, row in enumerate(rows) if isinstance(row, SeriesRow) and row.measure.id in measures
    ]
