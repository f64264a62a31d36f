"""A priority's page: its parts in the layout's order."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cspdesk.analysis.chart_style import FEWEST_POINTS
from cspdesk.analysis.figures import MeasureFigures, SeriesFigures, line_figures, measure_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import reading_line
from cspdesk.analysis.trend import trend_chart
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed, series_of
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Footnote, PeerValue, Priority
from cspdesk.domain.text import Line as TextLine
from cspdesk.domain.text import LineKind, Span, lines
from cspdesk.pack.blocks import Block, Cell, CellKind, Chart, Column, Heading, Note, Prose, Table
from cspdesk.pack.cells import Remarks, change_cell, figure_cell, quarter_cell, row_name, target_cell
from cspdesk.pack.footnotes import Footnotes, marked
from cspdesk.pack.layouts import PackLayout
from cspdesk.pack.naming import Anchors
from cspdesk.pack.parts import area_table, countywide_table, project_table, section_blocks


class PageMaker:
    """Makes the pages of one pack, priority by priority."""

    def __init__(
        self,
        snapshot: Snapshot,
        quarter: Period,
        arrangement: PackLayout,
        anchors: Anchors,
        notes: Footnotes,
        word: str,
    ) -> None:
        self._snapshot = snapshot
        self._quarter = quarter
        self._layout = arrangement
        self._anchors = anchors
        self._notes = notes
        self._word = word
        self._sections = {kind.key: kind for kind in sections(snapshot)}

    def page(self, priority: Priority) -> Iterator[Block]:
        """Return the blocks of a priority's page."""
        name = self._name(priority)
        yield Heading(1, name, self._anchors.new(name), new_page=True)
        if priority.description:
            yield Prose(lines(priority.description))
        makers: dict[str, Callable[[Priority], Iterator[Block]]] = {
            "outcomes": self._outcomes,
            "measures": self._measures,
            "commentary": self._commentary,
            "countywide": self._countywide,
            "projects": self._projects,
            "areas": self._areas,
            "own sections": self._own_sections,
        }
        parts = [block for part in self._layout.parts for block in self._part(part, makers, priority)]
        yield from parts
        if not parts:
            yield Note("Nothing was reported under this heading for the quarter.")

    def _name(self, priority: Priority) -> str:
        return f"{self._word} {priority.number}: {priority.title}" if priority.number else priority.title

    def _part(
        self, part: str, makers: dict[str, Callable[[Priority], Iterator[Block]]], priority: Priority
    ) -> Iterator[Block]:
        if part in makers:
            return makers[part](priority)
        return self._section(part, priority)

    def _section(self, key: str, priority: Priority) -> Iterator[Block]:
        return section_blocks(self._sections[key], self._snapshot, priority.id, self._quarter, self._anchors)

    def _own_sections(self, priority: Priority) -> Iterator[Block]:
        for key in self._sections:
            if key not in self._layout.parts:
                yield from self._section(key, priority)

    def _outcomes(self, priority: Priority) -> Iterator[Block]:
        wanted = [words.strip() for words in priority.outcomes.splitlines() if words.strip()]
        if wanted:
            yield Heading(2, "Outcomes sought", self._anchors.new("outcomes sought"))
            yield Prose(tuple(TextLine(LineKind.BULLET, (Span(words),)) for words in wanted))

    def _measures(self, priority: Priority) -> Iterator[Block]:
        found = placed(self._snapshot, priority, self._quarter)
        if not found:
            return
        yield Heading(2, "Measures", self._anchors.new("measures"))
        remarks = Remarks()
        rows = [row for item in found for row in self._rows(item, remarks)]
        kept = [
            place
            for place, column in enumerate(self._layout.columns)
            if not column.optional or any(row[place].text for row in rows)
        ]
        columns = [self._layout.columns[place] for place in kept]
        yield Table(
            title=f"{priority.title}: measures, {self._quarter.year_label}",
            columns=tuple(Column(column.heading, _kind(column.show), column.weight) for column in columns),
            rows=tuple(tuple(row[place] for place in kept) for row in rows),
            key=self._anchors.key(f"measures {priority.number or priority.title}"),
            notes=(*remarks.lines(), *self._footnotes(found, priority)),
            description="One row for each measure with its quarters, the year to date and the change.",
        )

    def _rows(self, item: Placed, remarks: Remarks) -> Iterator[tuple[Cell, ...]]:
        for series in series_of(self._snapshot, item.measure.id):
            line = Line(self._snapshot, item.measure, series)
            figures = line_figures(line, self._quarter)
            yield tuple(
                self._cell(column.show, item, line, figures, remarks) for column in self._layout.columns
            )

    def _cell(self, show: str, item: Placed, line: Line, figures: SeriesFigures, remarks: Remarks) -> Cell:
        if show.startswith("quarter "):
            quarter = Period.quarter(self._quarter.year, int(show.removeprefix("quarter ")))
            cell = quarter_cell(line, quarter, self._quarter)
            row = line.observed(line.cell(quarter))
            cell = remarks.shortened(cell, row, f"{item.number or item.measure.title}, {show.capitalize()}")
            notes = self._notes.of_figure(line.series.id, line.cell(quarter)) if cell.text else ()
            return replace(cell, text=marked(cell.text, notes))
        cells: dict[str, Callable[[], Cell]] = {
            "number": lambda: Cell(item.number),
            "measure": lambda: Cell(marked(row_name(item, line), self._notes.of_measure(item.measure.id))),
            "year to date": lambda: figure_cell(item.measure, figures.year_to_date.now),
            "change": lambda: change_cell(item.measure, figures),
            "target": lambda: target_cell(figures),
        }
        return cells[show]()

    def _commentary(self, priority: Priority) -> Iterator[Block]:
        for item in placed(self._snapshot, priority, self._quarter):
            text = self._snapshot.of(Commentary).get(item.measure.id, self._quarter)
            chart = trend_chart(self._snapshot, item, self._quarter)
            if chart.point_count < FEWEST_POINTS and not text:
                continue
            yield Heading(2, item.name, self._anchors.new(item.name))
            figures = measure_figures(self._snapshot, item, self._quarter)
            if said := self._reading(figures):
                yield Note(said)
            if chart.point_count >= FEWEST_POINTS:
                yield Chart(chart)
            if text and (words := lines(text.text)):
                notes = self._notes.of_commentary(item.measure.id)
                marks = (Span(marked("", (note,))) for note in notes)
                spans = tuple(span for mark in marks for span in (Span(" "), mark))
                yield Prose((*words[:-1], replace(words[-1], spans=(*words[-1].spans, *spans))))
                for told in self._notes.lines(notes, self._name(priority)):
                    yield Note(told)

    def _reading(self, figures: MeasureFigures) -> str:
        """The one reading line; series by name where there are several."""
        measure = figures.placed.measure
        if len(figures.series) == 1:
            return f"{reading_line(measure, figures.series[0])}."
        said = [f"{line.series.label}: {reading_line(measure, line)}." for line in figures.series]
        return " ".join(said)

    def _countywide(self, priority: Priority) -> Iterator[Block]:
        table = countywide_table(
            self._snapshot, priority, self._quarter, self._anchors.key(f"countywide {priority.title}")
        )
        if table:
            yield Heading(2, "Countywide priorities", self._anchors.new("countywide"))
            yield table

    def _projects(self, priority: Priority) -> Iterator[Block]:
        table = project_table(
            self._snapshot, priority, self._quarter, self._anchors.key(f"projects {priority.title}")
        )
        if table:
            yield Heading(2, "Associated projects", self._anchors.new("projects"))
            yield table

    def _areas(self, priority: Priority) -> Iterator[Block]:
        for item in placed(self._snapshot, priority, self._quarter):
            values = self._snapshot.of(PeerValue).where("measure", item.measure.id)
            for period in sorted(
                {v.period for v in values if v.period and v.period.start <= self._quarter.end}
            ):
                here = [value for value in values if value.period == period]
                yield Heading(2, f"Areas compared, {period.label}", self._anchors.new("areas"))
                key = self._anchors.key(f"areas {item.measure.title} {period.key}")
                yield area_table(f"{item.name}, {period.label}", here, key)

    def _footnotes(self, found: tuple[Placed, ...], priority: Priority) -> tuple[str, ...]:
        """The notes that the table's names and figures carry."""
        notes: list[Footnote] = []
        quarters = [Period.quarter(self._quarter.year, index) for index in range(1, self._quarter.index + 1)]
        for item in found:
            notes += self._notes.of_measure(item.measure.id)
            for series in series_of(self._snapshot, item.measure.id):
                line = Line(self._snapshot, item.measure, series)
                cells = dict.fromkeys(line.cell(quarter) for quarter in quarters)
                notes += [note for cell in cells for note in self._notes.of_figure(series.id, cell)]
        return self._notes.lines(notes, self._name(priority))


def _kind(show: str) -> CellKind:
    return CellKind.TEXT if show in ("number", "measure") else CellKind.FIGURE
