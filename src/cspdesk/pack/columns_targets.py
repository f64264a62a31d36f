"""Columns of targets and what came of them: owner, baseline, each quarter's target and figure, comments."""

from collections.abc import Callable
from decimal import Decimal

from cspdesk.analysis.figures import target_for
from cspdesk.domain.choices import Judges
from cspdesk.domain.period import Period
from cspdesk.domain.printing import half_up
from cspdesk.domain.reading import State, read
from cspdesk.domain.tables import Baseline, Commentary, Measure
from cspdesk.pack.blocks import Cell, CellKind
from cspdesk.pack.cells import figure_cell, quarter_cell, typed_cell
from cspdesk.pack.fields import cell_of
from cspdesk.pack.footnotes import marked_lines
from cspdesk.pack.measure_row import ColumnMaker, MeasureRow


def _as_typed(measure: Measure, typed: str, value: Decimal | None) -> Cell:
    """A figure where nothing but one was typed and the measure's digits suffice, else the words."""
    reading = read(typed, measure.unit)
    is_bare = reading.state is State.VALUE and reading.qualifier is None and reading.numerator is None
    if value is None or not is_bare or reading.value != value or half_up(value, measure.decimals) != value:
        return Cell(typed.strip())
    return figure_cell(measure, value)


def _target(index: int) -> Callable[[MeasureRow], Cell]:
    """A quarter's target: known ahead, so those of quarters to come are shown as well."""

    def fill(row: MeasureRow) -> Cell:
        quarter = Period.quarter(row.making.quarter.year, index)
        target = target_for(row.line, quarter)
        if target is None:
            return Cell()
        # What a year is to reach by its end is no quarter's target but the last one's.
        ends_year = target.judges is Judges.YEAR_TO_DATE or row.line.is_yearly
        if not target.period.index and ends_year and index != 4:
            return Cell()
        return _as_typed(row.line.measure, target.typed, target.low)

    return fill


def _actual(index: int) -> Callable[[MeasureRow], Cell]:
    def fill(row: MeasureRow) -> Cell:
        making, line = row.making, row.line
        quarter = Period.quarter(making.quarter.year, index)
        cell, typed = quarter_cell(line, quarter, making.quarter), line.observed(line.cell(quarter))
        if quarter > making.quarter and typed is not None and typed.state is State.NOT_APPLICABLE:
            # That no figure will come is known ahead, as a target is.
            cell = typed_cell(line, typed, making.quarter)
        cell = row.remarks.shortened(cell, typed, f"{row.place}, Quarter {index}")
        return row.figure_noted(cell, quarter)

    return fill


def _baseline(row: MeasureRow) -> Cell:
    """The baseline that holds in the quarter; of several each with its name, the newest of each name."""
    measure, quarter = row.line.measure, row.making.quarter
    holding: dict[str, Baseline] = {}
    for each in sorted(row.line.columns.baselines, key=_since):
        if each.typed.strip() and _since(each) <= quarter.start.toordinal():
            holding[each.label] = each
    cells = {label: _as_typed(measure, each.typed, each.value) for label, each in holding.items()}
    if len(cells) == 1:
        return next(iter(cells.values()))
    return Cell("; ".join(f"{label or 'Baseline'}: {cell.text}" for label, cell in cells.items()))


def _since(baseline: Baseline) -> int:
    return baseline.from_period.start.toordinal() if baseline.from_period else 0


def _comments(row: MeasureRow) -> Cell:
    """The measure's commentary in the quarter."""
    making, measure = row.making, row.item.measure.id
    said = making.snapshot.of(Commentary).get(measure, making.quarter)
    words = making.fields.lines(said.text, "Commentary", measure=measure) if said else ()
    if not words:
        return Cell()
    notes = making.notes.of_commentary(measure)
    cell = row.noted(cell_of(words), notes)
    row_key = f"commentary/{measure}/{making.quarter.key}"
    return Cell(cell.text, lines=marked_lines(words, notes), row=row_key)


COLUMNS = {
    "owner": ColumnMaker(lambda row: Cell(row.item.measure.owner), CellKind.TEXT),
    "baseline": ColumnMaker(_baseline),
    **{f"quarter {index} target": ColumnMaker(_target(index)) for index in range(1, 5)},
    **{f"quarter {index} actual": ColumnMaker(_actual(index)) for index in range(1, 5)},
    "comments": ColumnMaker(_comments, CellKind.TEXT, shared=True),
}
"""Columns by the name that a layout gives."""
