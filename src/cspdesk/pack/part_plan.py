"""The plan on a page: every measure in one row with its figure, change, status, direction and outlook."""

from collections.abc import Iterator

from cspdesk.analysis.board_news import is_idle
from cspdesk.analysis.direction import Direction, Way, directions, first_known
from cspdesk.analysis.figures import SeriesFigures, measure_figures
from cspdesk.analysis.statements import number, quarters_behind, so_far_words
from cspdesk.analysis.status import Judgement, judged
from cspdesk.domain.choices import Comparator, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in
from cspdesk.domain.tables import Measure, Outlook, Priority
from cspdesk.pack.blocks import Block, Cell, CellKind, Column, Table
from cspdesk.pack.cells import figure_cell
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.own_columns import arranged

_SHORT = 4
"""So many measures have room below the first page's text."""
_NAMES = {
    Comparator.SAME_QUARTER: "the same quarter last year",
    Comparator.YEAR_TO_DATE: "last year",
    Comparator.ROLLING: "the twelve months before",
    Comparator.BASELINE: "the baseline",
    Comparator.TARGET: "the target",
    Comparator.PREVIOUS: "the quarter before",
}


PLAN_COLUMNS = {
    "priority": Column("Priority", weight=16),
    "number": Column("No", weight=6),
    "measure": Column("Measure", weight=32),
    "figure": Column("Figure", CellKind.FIGURE, 10),
    "change": Column("Year so far", weight=30),
    "status": Column("Status", CellKind.STATUS, 13),
    "direction": Column("Direction", weight=16),
    "outlook": Column("Outlook", weight=13),
}
"""Every column that a layout can name for the plan on a page."""


def _plan(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    found = placed_in(making.snapshot, making.plan, making.quarter)
    if not found:
        return
    rows = [_cells(making, item) for item in found]
    homes = {item.priority.id for item in found}
    if len(homes) == 1 or homes == {item.priority.id for item in found if item.number}:
        # The measures' numbers tell the priorities apart.
        rows = [{**row, "priority": Cell()} for row in rows]
    columns, cells = arranged(part, PLAN_COLUMNS, rows)
    # A short plan goes below what stands there; a long one needs its page.
    yield making.heading(1, part.heading or "The plan on a page", new_page=len(found) > _SHORT)
    yield Table(
        title=f"Every measure of the plan, {making.quarter.label}",
        columns=columns,
        rows=cells,
        key=making.anchors.key("plan on a page"),
        wide=bool(part.option("landscape", False)),
        description="One row for each measure: figure, change, status, direction and outlook.",
    )


def _cells(making: Making, item: Placed) -> dict[str, Cell]:
    snapshot, quarter = making.snapshot, making.quarter
    figures = measure_figures(snapshot, item, quarter)
    outlook = snapshot.of(Outlook).get(item.measure.id, quarter)
    return {
        "priority": Cell(item.priority.title),
        "number": Cell(item.number),
        "measure": Cell(item.measure.title),
        "figure": _figure(item.measure, None if is_idle(snapshot, item) else figures.headline),
        "change": Cell(_change(item.measure, figures.headline, quarter)),
        "status": _status(judged(snapshot, item, quarter, figures), quarter),
        "direction": Cell(_direction(first_known(item, directions(snapshot, item, quarter, figures)))),
        "outlook": Cell(outlook.word.value.capitalize() if outlook else ""),
    }


def _figure(measure: Measure, figures: SeriesFigures | None) -> Cell:
    """The quarter's figure, else why there is none."""
    if figures is None:
        return Cell("No figures")
    value = figures.quarter.now if figures.quarter.now is not None else figures.entered
    if value is not None:
        return figure_cell(measure, value)
    return Cell(figures.state.capitalize())


def _change(measure: Measure, figures: SeriesFigures | None, quarter: Period) -> str:
    """The year so far and its change; without a figure the newest there is, with its period."""
    if figures is None:
        return "None"
    if said := so_far_words(measure, figures):
        return said
    newest = figures.newest
    if newest is None or not newest.behind:
        return "Not worked out" if newest else "None"
    said = f"{number(measure, newest.value)} in {_named(newest.period, quarter)}"
    return said if measure.frequency is Frequency.YEAR else f"{said}, {quarters_behind(newest.behind)}"


def _status(judgement: Judgement, quarter: Period) -> Cell:
    """The status in a word, with the quarter that it is of where that is an earlier one."""
    of = judgement.quarter
    word = judgement.word if of == quarter else f"{judgement.word}, {_named(of, quarter)}"
    return Cell(word, status=judgement.status.value)


def _named(period: Period, beside: Period) -> str:
    """A quarter's name, with its year where that is another; a year's name."""
    is_near = period.index and period.of_year == beside.of_year
    return f"Quarter {period.index}" if is_near else period.label


def _direction(direction: Direction | None) -> str:
    """The direction with what it is against: "Worse than last year"."""
    if direction is None or direction.way is Way.NOT_COMPARABLE:
        return "Not comparable"
    named = _NAMES[direction.comparator]
    if direction.way is Way.NO_CHANGE and direction.comparator in (Comparator.TARGET, Comparator.BASELINE):
        return f"At {named}"
    return f"No change on {named}" if direction.way is Way.NO_CHANGE else f"{direction.word} than {named}"


PARTS: dict[str, Maker] = {"plan on a page": _plan}
