"""What the Write page goes through: the quarter's measures in order, and what is known of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.analysis.figures import Change, MeasureFigures, SeriesFigures, measure_figures
from cspdesk.analysis.live_fields import FieldPlace, expanded
from cspdesk.analysis.measure_charts import chart_of
from cspdesk.analysis.statements import change_words, number, reading_line
from cspdesk.analysis.status import Judgement, judged
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, is_reported, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Measure, MeasureId, Observation

Table = tuple[tuple[str, ...], ...]
"""Headings, then rows of as many cells."""
SERIES, COMPARED = "Series", "Compared with"
"""Headings of columns in words."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A measure to write about, with its words in the quarter and in the one before."""

    placed: Placed
    text: str
    reviewed: bool
    before: str
    """The words of the quarter before as they were printed, their live fields said."""

    @property
    def measure(self) -> MeasureId:
        """The measure."""
        return self.placed.measure.id

    @property
    def is_unread(self) -> bool:
        """Whether its words were brought forward and not read since."""
        return bool(self.text) and not self.reviewed

    @property
    def is_written(self) -> bool:
        """Whether nothing is left to do: words stand there that somebody wrote or read."""
        return bool(self.text) and self.reviewed


@dataclass(frozen=True, slots=True)
class WriteQueue:
    """The measures of a quarter's plan in its order."""

    quarter: Period
    items: tuple[Writing, ...]
    has_figures: bool = True
    """Whether any figure of the quarter is in."""

    @property
    def written(self) -> int:
        """How many are written."""
        return sum(item.is_written for item in self.items)

    @property
    def words(self) -> str:
        """ "7 of 19 written, 2 not reviewed"."""
        unread = sum(item.is_unread for item in self.items)
        said = f"{self.written} of {len(self.items)} written"
        return f"{said}, {unread} not reviewed" if unread else said

    def at(self, measure: str) -> Writing | None:
        """Return a measure's place in the queue, or None."""
        return next((item for item in self.items if item.measure == measure), None)

    def stepped(self, measure: str, steps: int) -> Writing | None:
        """Return the measure so many places on, or None beyond either end."""
        place = [item.measure for item in self.items].index(MeasureId(measure)) + steps
        return self.items[place] if 0 <= place < len(self.items) else None

    def next_open(self, measure: str = "") -> Writing | None:
        """Return the next measure that is not written, from the top again after the last; None: no other."""
        ids = [item.measure for item in self.items]
        after = ids.index(MeasureId(measure)) + 1 if measure in ids else 0
        around = (*self.items[after:], *self.items[:after])
        return next((item for item in around if item.measure != measure and not item.is_written), None)


@dataclass(frozen=True, slots=True)
class WriteSheet:
    """What is shown above the words on a measure."""

    reading: str
    judgement: Judgement
    figures: Table
    chart: ChartSpec


def write_queue(snapshot: Snapshot, quarter: Period) -> WriteQueue:
    """Return the measures reported in a quarter, and any other of its plan that has words there."""
    rows = snapshot.of(Commentary)

    def kept(measure: MeasureId, period: Period) -> str:
        row = rows.get(measure, period)
        return row.text.strip() if row else ""

    def told(measure: MeasureId, period: Period) -> str:
        return expanded(snapshot, kept(measure, period), FieldPlace(period, measure)).text

    # A measure placed twice in a plan is written about once.
    found: dict[MeasureId, Writing] = {}
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        key = item.measure.id
        row, text = rows.get(key, quarter), kept(key, quarter)
        if key not in found and (text or is_reported(item)):
            reviewed = row is None or row.reviewed
            found[key] = Writing(item, text, reviewed, told(key, quarter.previous))
    filled = snapshot.of(Observation).values("period", filled="value")
    has_figures = quarter in filled or (quarter.index == 4 and quarter.of_year in filled)
    return WriteQueue(quarter, tuple(found.values()), has_figures)


def write_sheet(snapshot: Snapshot, placed: Placed, quarter: Period) -> WriteSheet:
    """Return what is known of a measure in a quarter."""
    figures = measure_figures(snapshot, placed, quarter)
    chief = figures.headline
    return WriteSheet(
        reading=reading_line(placed.measure, chief) if chief else "No series is set up for it.",
        judgement=judged(snapshot, placed, quarter, figures),
        figures=figures_table(figures),
        chart=chart_of(snapshot, placed, quarter, ChartKind.TREND),
    )


def figures_table(figures: MeasureFigures) -> Table:
    """Return a row for each span of time: now, before, the change; of several series each has its rows.

    A span of which nothing is known is left out, as is one that says the same as another; the first is always
    there.
    """
    measure, has_names = figures.placed.measure, len(figures.series) > 1
    rows: list[tuple[str, ...]] = []
    for line in figures.series:
        name = (line.series.label or "Unnamed",) if has_names else ()
        rows += [(*name, *cells) for cells in _rows(measure, line)]
    headings = ("Figure", "Now", "Before", "Change", COMPARED)
    return (((SERIES, *headings) if has_names else headings), *rows) if rows else ()


def _rows(measure: Measure, line: SeriesFigures) -> Iterator[tuple[str, ...]]:
    first, *others = _spans(measure, line)
    figure = number(measure, line.entered) if line.entered is not None else line.state.capitalize()
    yield _row(measure, *first, instead=figure)
    shown = {first[1][:2]}
    for name, change, against in others:
        if change.now is not None and change[:2] not in shown:
            shown.add(change[:2])
            yield _row(measure, name, change, against)
    if line.baseline is not None and line.baseline.change.now is not None:
        label = line.baseline.label.strip() or "the baseline"
        yield _row(measure, "Against the baseline", line.baseline.change, label)
    if line.target is not None and line.target.typed.strip():
        yield ("Target", line.target.typed.strip(), "", "", "")


def _spans(measure: Measure, line: SeriesFigures) -> tuple[tuple[str, Change, str], ...]:
    twelve = ("Last twelve months", line.rolling, "the twelve months before")
    if measure.entered_as is EnteredAs.ROLLING:
        return (twelve,)
    if measure.frequency is Frequency.YEAR:
        return (("The year", line.year_to_date, "the year before"),)
    return (
        ("This quarter", line.quarter, "the same quarter last year"),
        ("Year to date", line.year_to_date, "the same time last year"),
        twelve,
    )


def _row(measure: Measure, name: str, change: Change, against: str, instead: str = "") -> tuple[str, ...]:
    now, before = (number(measure, each) if each is not None else "" for each in change[:2])
    said = change_words(measure, change) or change.broken
    return (name, now or instead, before, said, against if before else "")
