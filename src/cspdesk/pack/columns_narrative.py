"""Columns of a measures table that tell: the measure with its baseline, each quarter in words, the status."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from cspdesk.analysis.figures import NOTHING, Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import change_words, number
from cspdesk.analysis.status import judged
from cspdesk.domain.choices import Comparator, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import headline, series_of
from cspdesk.domain.tables import Baseline, Commentary, Footnote, Measure, MeasureId
from cspdesk.domain.text import Line as TextLine
from cspdesk.domain.text import LineKind, Span
from cspdesk.pack.blocks import Cell, CellKind, list_numbers
from cspdesk.pack.cells import quarter_cell
from cspdesk.pack.footnotes import marked
from cspdesk.pack.making import Making
from cspdesk.pack.measure_row import ColumnMaker, MeasureRow

_SINCE = {
    Comparator.SAME_QUARTER: "on the same quarter last year",
    Comparator.YEAR_TO_DATE: "on last year",
    Comparator.ROLLING: "on the twelve months before",
    Comparator.PREVIOUS: "on the quarter before",
}
NOTHING_GIVEN = "No figure and no words were given."


def told(found: Iterable[TextLine]) -> Cell:
    """Return a cell of lines."""
    kept = tuple(found)
    words = (
        f"{number_}. {line.text}" if number_ else line.text
        for line, number_ in zip(kept, list_numbers(kept), strict=True)
    )
    return Cell("\n".join(words), lines=kept)


def said(words: str, *, before: str = "", bold: str = "") -> TextLine:
    """Return a paragraph: what stands before, what is bold, and the rest."""
    spans = (Span(before), Span(bold, bold=True), Span(words))
    return TextLine(LineKind.PARAGRAPH, tuple(span for span in spans if span.text))


def baseline_lines(making: Making, measure: Measure) -> Iterator[str]:
    """Each baseline that holds in the pack's quarter: "1,146 offences (2014/15)"; its series first."""
    series_found = series_of(making.snapshot, measure.id)
    for series in series_found:
        name = f"{series.label}: " if series.label and len(series_found) > 1 else ""
        for baseline in making.snapshot.of(Baseline).where("series", series.id):
            since = baseline.from_period
            if since is None or since.start <= making.quarter.end:
                yield name + _baseline(measure, baseline)


def _baseline(measure: Measure, baseline: Baseline) -> str:
    """The baseline's figure, or the words typed for it, and what it is of."""
    if baseline.value is None:
        figure = baseline.typed.strip() or "to be given"
    else:
        figure = f"{number(measure, baseline.value)} {measure.unit_label}".strip()
    label = baseline.label.strip()
    return f"{figure} ({label})" if label and label.casefold() != "baseline" else figure


def _measure(row: MeasureRow) -> Cell:
    """The title with its marker, the definition, the target and the baselines."""
    measure, target = row.item.measure, row.figures.target
    title = row.noted(Cell(measure.title), row.making.notes.of_measure(measure.id)).text
    told_as = row.making.fields.lines(measure.definition, "Definition", measure=measure.id)
    found = [said("", bold=title), *told_as]
    if target is not None and target.typed.strip():
        found.append(said(f"Target: {' '.join(target.typed.split())}"))
    found += [said(f"Baseline: {words}") for words in baseline_lines(row.making, measure)]
    return told(found)


def _quarter(index: int) -> Callable[[MeasureRow], Cell]:
    def fill(row: MeasureRow) -> Cell:
        quarter = Period.quarter(row.making.quarter.year, index)
        if quarter > row.making.quarter:
            return Cell()
        cell, measure = told(_quarter_told(row, quarter)), row.item.measure.id
        # What a person wrote stands last.
        written = len(_written(row.making, measure, quarter)[1])
        rows = [""] * (len(cell.lines) - written) + [f"commentary/{measure}/{quarter.key}"] * written
        return replace(cell, rows=tuple(rows))

    return fill


def _quarter_told(row: MeasureRow, quarter: Period) -> Iterator[TextLine]:
    """A quarter's figures, how the year then stood, and that quarter's own words."""
    making, measure = row.making, row.item.measure
    text, written = _written(making, measure.id, quarter)
    lines_of = [Line(making.snapshot, measure, each) for each in series_of(making.snapshot, measure.id)]
    cells = [(line, cell) for line in lines_of if (cell := quarter_cell(line, quarter, making.quarter)).text]
    found: list[TextLine] = []
    if len({cell.text for _, cell in cells}) == 1 and not _is_figure(*cells[0], quarter):
        # The same words for every series are told once, and not at all where the text is just those.
        if cells[0][1].text.casefold() != text.strip().rstrip(".").casefold():
            found = [said(_noted_figure(row, *cells[0], quarter))]
    else:
        found = [
            told_line
            for line, cell in cells
            for told_line in _series_told(row, line, cell, quarter, is_named=len(lines_of) > 1)
        ]
    if quarter == making.quarter:
        written = _noted(row, written, making.notes.of_commentary(measure.id))
    yield from found
    yield from written
    if not found and not written:
        yield said(NOTHING_GIVEN)


def _written(making: Making, measure: MeasureId, quarter: Period) -> tuple[str, tuple[TextLine, ...]]:
    """What a person wrote of a measure in a quarter: as it is kept, and its lines as they are printed."""
    row = making.snapshot.of(Commentary).get(measure, quarter)
    text = row.text if row else ""
    return text, making.fields.lines(text, "Commentary", period=quarter, measure=measure)


def _is_figure(line: Line, cell: Cell, quarter: Period) -> bool:
    """Whether a cell holds a figure, its counts or qualifier included, and not words alone."""
    typed = line.observed(line.cell(quarter))
    return cell.number is not None or (typed is not None and typed.value is not None)


def _noted_figure(row: MeasureRow, line: Line, cell: Cell, quarter: Period) -> str:
    """What a cell says with the markers of its notes, which are then told under the table."""
    notes = row.making.notes.of_figure(line.series.id, line.cell(quarter))
    return row.noted(cell, notes).text


def _noted(
    row: MeasureRow, written: tuple[TextLine, ...], notes: tuple[Footnote, ...]
) -> tuple[TextLine, ...]:
    """Words with the markers of the notes that they carry behind their last line."""
    if not written or not notes:
        return written
    row.remarks.carried += notes
    last = written[-1]
    ended = TextLine(last.kind, (*last.spans, Span(f" {marked('', notes)}")), last.number)
    return (*written[:-1], ended)


def _series_told(
    row: MeasureRow, line: Line, cell: Cell, quarter: Period, *, is_named: bool
) -> Iterator[TextLine]:
    """A series' figure in a quarter, how its year stood, and its change beside what it is held against."""
    measure = line.measure
    name = f"{line.series.label}: " if is_named and line.series.label else ""
    words = _noted_figure(row, line, cell, quarter)
    if not _is_figure(line, cell, quarter):
        yield said(words, before=name)
        return
    figures, is_newest = line_figures(line, quarter), quarter == row.making.quarter
    if name:
        # Beside the series that speaks for the measure the others tell their figures and no changes.
        is_speaking = headline(row.making.snapshot, measure.id) == line.series
        told_of = _changes(measure, figures, is_newest=is_newest) if is_speaking else _stood(measure, figures)
        yield said("".join(f"; {each}" for each in told_of), before=name, bold=words)
        return
    unit = f" {measure.unit_label}" if cell.number is not None and measure.unit_label else ""
    yield said(unit, bold=words)
    for each in _changes(measure, figures, is_newest=is_newest):
        yield said(f"{each[:1].upper()}{each[1:]}.")


def _changes(measure: Measure, figures: SeriesFigures, *, is_newest: bool) -> Iterator[str]:
    """The year to date and one change; in the pack's own quarter also how far the baseline is."""
    known = set[str]()
    for stood in _stood(measure, figures):
        words = change_words(measure, figures.year_to_date)
        known |= {words} if words else set()
        yield f"{stood}, {words} {_SINCE[Comparator.YEAR_TO_DATE]}" if words else stood
    for comparator in measure.comparators:
        words = change_words(measure, _against(figures, comparator))
        is_told = not known or (is_newest and comparator is Comparator.BASELINE)
        if words and is_told and words not in known:
            known.add(words)
            yield f"{words} {_since(figures, comparator)}"


def _stood(measure: Measure, figures: SeriesFigures) -> Iterator[str]:
    """How the year stood, where that is more than the quarter."""
    to_date = figures.year_to_date.now
    is_summed = measure.entered_as is not EnteredAs.ROLLING and measure.frequency is Frequency.QUARTER
    if is_summed and to_date is not None and to_date != figures.quarter.now:
        yield f"year to date {number(measure, to_date)}"


def _against(figures: SeriesFigures, comparator: Comparator) -> Change:
    match comparator:
        case Comparator.SAME_QUARTER:
            return figures.quarter
        case Comparator.YEAR_TO_DATE:
            return figures.year_to_date
        case Comparator.ROLLING:
            return figures.rolling
        case Comparator.PREVIOUS:
            return figures.previous
        case Comparator.BASELINE if figures.baseline is not None:
            return figures.baseline.change
    return NOTHING


def _since(figures: SeriesFigures, comparator: Comparator) -> str:
    if comparator is not Comparator.BASELINE or figures.baseline is None:
        return _SINCE[comparator]
    label = figures.baseline.label.strip()
    return f"on the baseline ({label})" if label and label.casefold() != "baseline" else "on the baseline"


def _status(row: MeasureRow) -> Cell:
    """The status of the measure as a word, once for all its rows."""
    if not row.is_first:
        return Cell()
    found = judged(row.making.snapshot, row.item, row.making.quarter)
    return Cell(found.word, status=found.status.value)


COLUMNS: dict[str, ColumnMaker] = {
    "measure told": ColumnMaker(_measure, CellKind.TEXT),
    **{f"quarter {index} told": ColumnMaker(_quarter(index), CellKind.TEXT) for index in range(1, 5)},
    "status": ColumnMaker(_status, CellKind.STATUS),
}
"""Columns by the name that a layout gives: words instead of bare figures, and the status."""
