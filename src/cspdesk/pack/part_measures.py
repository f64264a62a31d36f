"""Parts made of figures: the measures table, each measure's chart and words, and areas compared."""

from collections.abc import Iterator

from cspdesk.analysis.board_news import is_quiet
from cspdesk.analysis.chart_style import FEWEST_POINTS
from cspdesk.analysis.figures import MeasureFigures, measure_figures
from cspdesk.analysis.statements import reading_line
from cspdesk.analysis.status import judged
from cspdesk.analysis.trend import trend_chart
from cspdesk.domain.errors import InputError
from cspdesk.domain.plan_view import Placed, placed, series_of
from cspdesk.domain.tables import Commentary, PeerValue, Priority
from cspdesk.pack.blocks import Block, Chart, Column, Note, Prose, Table
from cspdesk.pack.cells import Remarks
from cspdesk.pack.columns import COLUMNS
from cspdesk.pack.footnotes import marked_lines, shown
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.measure_row import MeasureRow
from cspdesk.pack.measure_words import asked_for
from cspdesk.pack.own_columns import told_once
from cspdesk.pack.parts import area_table


def _measures(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    found = placed(making.snapshot, priority, making.quarter)
    if not found:
        return
    yield from making.titled(part, "Measures")
    yield measures_table(making, part, found, priority)


def measures_table(making: Making, part: Part, found: tuple[Placed, ...], priority: Priority) -> Table:
    """Return the table of measures in the part's columns; optional ones that would be empty are left out.

    The part's options: `caption`, its words behind the priority's title; `landscape`, whether the page lies
    down for it; `by_series`, false for one row in place of one for each series; `sources`, whether
    the measures' sources stand below it; `description`, its alternative text; `chance` and `peers`, see
    `measure_words`.

    Raises InputError for a column that there is not.
    """
    for column in part.columns:
        if column.show not in COLUMNS:
            raise InputError(
                f"The layout '{making.arrangement.name}' asks for a column '{column.show}'. "
                f"Choose one of: {', '.join(COLUMNS)}."
            )
    remarks = Remarks()
    asked = [(item, words) for item in found for words in asked_for(making, part, item)]
    made = [
        row
        for item in found
        for row in measure_rows(making, item, remarks)
        if row.is_first or part.option("by_series", True)
    ]
    rows = [[COLUMNS[column.show].fill(row) for column in part.columns] for row in made]
    for place, column in enumerate(part.columns):
        if COLUMNS[column.show].shared:
            told = told_once([row[place] for row in rows], [row.place for row in made], remarks)
            for filled, cell in zip(rows, told, strict=True):
                filled[place] = cell
    kept = [
        place
        for place, column in enumerate(part.columns)
        if not column.optional or any(row[place].text for row in rows)
    ]
    columns = [part.columns[place] for place in kept]
    return Table(
        title=f"{priority.title}: {_caption(making, part)}",
        columns=tuple(
            Column(COLUMNS[c.show].heading(c.heading, making.quarter), COLUMNS[c.show].kind, c.weight, c.show)
            for c in columns
        ),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        key=making.anchors.key(f"measures {priority.number or priority.title}"),
        source="; ".join(_sources(found)) if part.option("sources", False) else "",
        notes=(
            *remarks.lines(),
            *(f"{item.name}: {words}" for item, words in asked),
            *making.notes.lines(remarks.carried, making.name(priority)),
        ),
        wide=bool(part.option("landscape", False)),
        description=str(
            part.option(
                "description", "One row for each measure with its quarters, the year to date and the change."
            )
        ),
    )


def _caption(making: Making, part: Part) -> str:
    """What a measures table shows, and of which year where a layout's words have {year} or {year before}."""
    year = making.quarter.of_year
    words = str(part.option("caption", "measures, {year}"))
    return words.replace("{year before}", year.previous.label).replace("{year}", year.label)


def _sources(found: tuple[Placed, ...]) -> tuple[str, ...]:
    """Where the measures' figures come from, each source once."""
    named = (item.measure.source.strip().rstrip(".") for item in found)
    return tuple(dict.fromkeys(source for source in named if source))


def measure_rows(making: Making, item: Placed, remarks: Remarks) -> Iterator[MeasureRow]:
    """The rows of a measure: one for each of its series."""
    for place, series in enumerate(series_of(making.snapshot, item.measure.id)):
        yield MeasureRow.of(making, item, series, remarks, is_first=not place)


def _commentary(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """Each measure's heading, reading line, chart and words.

    The part's options: `status`, whether the status and its reason stand with the reading line; `quiet`,
    whether a measure that is green, as last quarter, and without words is left to the table; `charts`, false
    to leave out the charts; `chance` and `peers`, see `measure_words`.
    """
    if priority is None:
        return
    for item in placed(making.snapshot, priority, making.quarter):
        if part.option("quiet", False) and is_quiet(making.snapshot, item, making.quarter):
            continue
        text = making.snapshot.of(Commentary).get(item.measure.id, making.quarter)
        chart = trend_chart(making.snapshot, item, making.quarter)
        is_drawn = bool(part.option("charts", True)) and chart.point_count >= FEWEST_POINTS
        asked = tuple(asked_for(making, part, item))
        if not (is_drawn or text or asked):
            continue
        yield making.heading(2, item.name)
        figures = measure_figures(making.snapshot, item, making.quarter)
        said = reading(figures)
        if part.option("status", False):
            judgement = judged(making.snapshot, item, making.quarter, figures)
            said = f"{said} {judgement.word}: {judgement.reason}.".strip()
        if said:
            yield Note(said)
        if is_drawn:
            yield Chart(chart)
        yield from commentary_blocks(making, item, making.name(priority))
        yield from (Note(words) for words in asked)


def commentary_blocks(making: Making, item: Placed, place: str) -> Iterator[Block]:
    """A measure's words for the quarter with the notes they carry; `place` is where those are told."""
    text = making.snapshot.of(Commentary).get(item.measure.id, making.quarter)
    said = making.fields.lines(text.text, "Commentary", measure=item.measure.id) if text else ()
    if words := said:
        notes = making.notes.of_commentary(item.measure.id)
        yield Prose(marked_lines(words, notes), row=f"commentary/{item.measure.id}/{making.quarter.key}")
        marks = [mark for note in notes if (mark := shown(note))]
        for told in making.notes.lines(notes, place):
            yield Note(told, marker=next((mark for mark in marks if told.startswith(f"{mark} ")), ""))


def reading(figures: MeasureFigures) -> str:
    """The one reading line; series by name where there are several."""
    measure = figures.placed.measure
    if len(figures.series) == 1:
        return f"{reading_line(measure, figures.series[0])}."
    said = [f"{line.series.label}: {reading_line(measure, line)}." for line in figures.series]
    return " ".join(said)


def _areas(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    for item in placed(making.snapshot, priority, making.quarter):
        values = making.snapshot.of(PeerValue).where("measure", item.measure.id)
        for period in sorted({v.period for v in values if v.period and v.period.start <= making.quarter.end}):
            here = [value for value in values if value.period == period]
            yield making.heading(2, f"Areas compared, {period.label}", anchor="areas")
            key = making.anchors.key(f"areas {item.measure.title} {period.key}")
            yield area_table(f"{item.name}, {period.label}", here, key)


PARTS: dict[str, Maker] = {"measures": _measures, "commentary": _commentary, "areas": _areas}
