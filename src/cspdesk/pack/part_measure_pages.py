"""A page for each measure: what it is, how it stands, its chart, its years, its quarters and its words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.chart_style import FEWEST_POINTS
from cspdesk.analysis.charts import ChartKind
from cspdesk.analysis.direction import Way
from cspdesk.analysis.line import Line
from cspdesk.analysis.measure_charts import chart_of, kinds_for
from cspdesk.analysis.measure_history import MOST_YEARS, RATE_DECIMALS, YearRow
from cspdesk.analysis.measure_sheet import MeasureSheet, Trend, measure_sheet
from cspdesk.analysis.provenance_words import listed
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed, series_of
from cspdesk.domain.tables import Commentary, Measure, Priority
from cspdesk.domain.text import Line as TextLine
from cspdesk.domain.text import LineKind, Span, lines
from cspdesk.domain.unit import Unit
from cspdesk.pack.blocks import Block, Cell, CellKind, Chart, Column, Note, Prose, Table
from cspdesk.pack.cells import Remarks, figure_cell, quarter_cell
from cspdesk.pack.footnotes import marked
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.measure_words import asked_for

_NOT_COMPARABLE = Way.NOT_COMPARABLE.value.capitalize()


def _measure_pages(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """Each measure of a priority on a page of its own.

    The part's options: `charts`, the kinds of chart to draw, parted by commas ("trend, control chart"), ""
    for none; `chance` and `peers`, see `measure_words`. Raises InputError for a kind that there is not.
    """
    if priority is None:
        return
    kinds = _kinds(making, part)
    for place, item in enumerate(placed(making.snapshot, priority, making.quarter)):
        sheet = measure_sheet(making.snapshot, item.measure.id, making.quarter)
        if sheet is None:
            continue
        name = marked(item.name, making.notes.of_measure(item.measure.id))
        yield making.heading(2, name, anchor=item.name, new_page=place > 0)
        yield from _page(making, part, item, sheet, kinds)


def _kinds(making: Making, part: Part) -> tuple[ChartKind, ...]:
    asked = [word.strip() for word in str(part.option("charts", ChartKind.TREND.value)).split(",")]
    known = {kind.value: kind for kind in ChartKind}
    for word in asked:
        if word and word not in known:
            raise InputError(
                f"The layout '{making.arrangement.name}' asks for a chart '{word}'. "
                f"Choose one of: {', '.join(known)}."
            )
    return tuple(known[word] for word in asked if word)


def _page(
    making: Making, part: Part, item: Placed, sheet: MeasureSheet, kinds: tuple[ChartKind, ...]
) -> Iterator[Block]:
    yield Prose(tuple(_about(making, sheet)))
    yield _standing(making, item, sheet)
    for kind in kinds:
        if kind in kinds_for(making.snapshot, item, making.quarter):
            chart = chart_of(making.snapshot, item, making.quarter, kind)
            if chart.point_count >= FEWEST_POINTS and not chart.refused:
                yield Chart(chart, is_low=True)
    text = making.snapshot.of(Commentary).get(item.measure.id, making.quarter)
    written_of = making.fields.lines(text.text, "Commentary", measure=item.measure.id) if text else ()
    happened = _led("What happened", written_of)
    written = [(f"commentary/{item.measure.id}/{making.quarter.key}", line) for line in happened]
    written += [
        (f"measure/{item.measure.id}", line)
        for line in _about_it(making, sheet, "Issues to consider", sheet.issues)
    ]
    if written:
        yield Prose(tuple(line for _, line in written), rows=tuple(row for row, _ in written))
    if history := _history(making, item, sheet):
        yield history
    for words in asked_for(making, part, item):
        yield Note(words)
    facts = dict(sheet.facts)
    given = [f"{name}: {facts[name].rstrip('.')}." for name in ("Owner", "Source") if facts.get(name)]
    labels = [each.label for each in series_of(making.snapshot, item.measure.id)]
    if given or sheet.notes:
        notes = (
            making.fields.words(note, "Note", measure=item.measure.id) for note in _once(sheet.notes, labels)
        )
        yield Note(" ".join((*given, *notes)))


def _about(making: Making, sheet: MeasureSheet) -> Iterator[TextLine]:
    """The reading, then what the measure is and what is wanted of it."""
    yield TextLine(LineKind.PARAGRAPH, (Span(f"{sheet.reading.rstrip('.')}.", bold=True),))
    yield from _about_it(making, sheet, "Definition", sheet.definition)
    yield from _about_it(making, sheet, "What good looks like", sheet.good_looks_like)
    yield from _about_it(making, sheet, "Why it matters", sheet.why_it_matters)
    yield from _led("Target", lines("; ".join(sheet.targets)))
    # One without a name of its own is called "Baseline", which the lead says already.
    named = (each.removeprefix("Baseline: ").replace(", Baseline: ", ": ", 1) for each in sheet.baselines)
    yield from _led("Baseline", lines("; ".join(named)))


def _about_it(making: Making, sheet: MeasureSheet, name: str, text: str) -> Iterator[TextLine]:
    """A text that tells of the measure itself, behind its name."""
    return _led(name, making.fields.lines(text, name, measure=sheet.placed.measure.id))


def _once(notes: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
    """The notes, what holds of several series told once with their names, or without if it holds of all."""
    of: dict[str, list[str]] = {}
    for note in notes:
        label = next((each for each in labels if each and note.startswith(f"{each}: ")), "")
        of.setdefault(note.removeprefix(f"{label}: ") if label else note, []).append(label)
    for words, found in of.items():
        every = len(found) == len(labels) or not any(found)
        yield words if every else f"{listed(found)}: {words}"


def _led(name: str, found: tuple[TextLine, ...]) -> Iterator[TextLine]:
    """A text behind its name; a list begins below it. Nothing where there is no text."""
    if not found:
        return
    lead = Span(f"{name}: ", bold=True)
    if found[0].kind is LineKind.PARAGRAPH:
        yield TextLine(LineKind.PARAGRAPH, (lead, *found[0].spans))
        yield from found[1:]
    else:
        yield TextLine(LineKind.PARAGRAPH, (Span(f"{name}:", bold=True),))
        yield from found


def _standing(making: Making, item: Placed, sheet: MeasureSheet) -> Table:
    """The status, the outlook and the directions that can be told, each as a word with its reason."""
    judgement, outlook = sheet.judgement, sheet.outlook
    rows = [
        (Cell("Status"), Cell(judgement.word, status=judgement.status.value), Cell(_ended(judgement.reason)))
    ]
    if outlook is not None:
        rows.append((Cell("Outlook"), Cell(outlook.word.value.capitalize()), Cell(_ended(outlook.reason))))
    # What the status itself is held against need not be told twice.
    told = [
        trend
        for trend in sheet.trends
        if trend.word != _NOT_COMPARABLE and trend.reason not in judgement.reason
    ]
    rows += [
        (Cell(_plain(trend)), Cell(trend.word), Cell(_ended(trend.reason)))
        for trend in told or sheet.trends[: len(rows) < 2]
    ]
    return Table(
        title=f"{_short(item)}: status and direction, {making.quarter.label}",
        columns=(
            Column("Held against", weight=27),
            Column("Verdict", CellKind.STATUS, 14),
            Column("Why", weight=59),
        ),
        rows=tuple(rows),
        key=making.anchors.key(f"standing {item.name}"),
        description="The status and each direction of the measure as a word with its reason.",
    )


def _history(making: Making, item: Placed, sheet: MeasureSheet) -> Table | None:
    """Each series' years, the newest first: their quarters, what they make, its change and its rate.

    Columns in which nothing stands are left out; what is said of a year stands below the table.
    """
    remarks, rows = Remarks(), []
    found = series_of(making.snapshot, item.measure.id)
    by_label = {history.label: history for history in sheet.histories}
    for series in found:
        line = Line(making.snapshot, item.measure, series)
        history = by_label.get(series.label)
        years = {row.year: row for row in history.rows} if history else {}
        for back in range(MOST_YEARS):
            year = making.quarter.of_year.shift(-back)
            cells = tuple(_quarter(making, line, quarter, remarks) for quarter in year.quarters)
            row = years.get(year.label)
            if not back or any(cell.text for cell in cells) or (row is not None and row.total):
                rows.append((Cell(series.label), Cell(year.label), *cells, *_year(row, item.measure)))
            if row is not None and row.remark and (not back or row.total):
                place = f"{series.label}, {year.label}" if series.label else year.label
                remarks.tell(f"{row.remark[:1].lower()}{row.remark[1:]}", place)
    if not any(cell.text for row in rows for cell in row[2:]):
        return None
    shown = next((each for each in sheet.histories if each.rows), None)
    rate = next((each.rate_heading for each in sheet.histories if each.rate_heading), "")
    headings = (
        "Series",
        "Year",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        shown.total_heading if shown else "",
        "Change",
        "Per cent",
    )
    columns = tuple(
        Column(heading, CellKind.TEXT if at < 2 else CellKind.FIGURE, 18 if at in (0, 9) else 10)
        for at, heading in enumerate((*headings, rate))
    )
    told = remarks.lines([series.label for series in found])
    kept = [at for at in range(len(columns)) if 2 <= at < 6 or any(row[at].text for row in rows)]
    return Table(
        title=f"{_short(item)}: quarters and years",
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        key=making.anchors.key(f"history {item.name}"),
        notes=(f"{'. '.join(told)}.",) if told else (),
        description="One row for each year with its quarters, their total, the change and the rate.",
    )


def _year(row: YearRow | None, measure: Measure) -> tuple[Cell, ...]:
    """What a year's quarters make, the change on the year before, that in per cent, and the rate."""
    if row is None:
        return (Cell(),) * 4
    total, change, percent, rate = row.numbers or (None,) * 4
    return (
        figure_cell(measure, total) if total is not None else Cell(row.total),
        # A change in points bears that word, which no number could.
        Cell(row.change) if measure.unit is Unit.PERCENT else _numbered(row.change, change, measure.decimals),
        _numbered(row.percent, percent, 1, is_percent=True),
        _numbered(row.rate, rate, RATE_DECIMALS),
    )


def _numbered(words: str, value: Decimal | None, decimals: int, *, is_percent: bool = False) -> Cell:
    return Cell(words, value if words else None, decimals, is_percent)


def _quarter(making: Making, line: Line, quarter: Period, remarks: Remarks) -> Cell:
    cell = quarter_cell(line, quarter, making.quarter)
    typed = line.observed(line.cell(quarter))
    name = f"{line.series.label}, {quarter.label}" if line.series.label else quarter.label
    cell = remarks.shortened(cell, typed, name)
    notes = making.notes.of_figure(line.series.id, line.cell(quarter)) if cell.text else ()
    return Cell(marked(cell.text, notes)) if notes else cell


def _plain(trend: Trend) -> str:
    """What a direction is held against, in so few words that its row stays one line high."""
    words = trend.heading.partition(" (")[0].removeprefix("On the ")
    return words[:1].upper() + words[1:]


def _short(item: Placed) -> str:
    """The measure's number, else its title: the page's heading has both."""
    return item.number or item.measure.title


def _ended(sentence: str) -> str:
    said = sentence.strip()
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


PARTS: dict[str, Maker] = {"measure pages": _measure_pages}
