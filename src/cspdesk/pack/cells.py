"""Table cells made from figures and texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.figures import SeriesFigures
from cspdesk.analysis.line import Line
from cspdesk.analysis.provenance_words import listed
from cspdesk.analysis.revisions import is_revised, revision_since
from cspdesk.analysis.statements import change_words
from cspdesk.domain import printing
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.reading import Qualifier, State, read
from cspdesk.domain.tables import Footnote, Measure, Observation
from cspdesk.domain.text import lines, plain
from cspdesk.domain.unit import Unit
from cspdesk.pack.blocks import Cell

LONGEST_WORDS = 16
"""Characters that a quarter's column takes without growing tall."""


def text_cell(text: str) -> Cell:
    """Return a cell of text with its marks."""
    return Cell(plain(text), lines=lines(text))


def figure_cell(measure: Measure, value: Decimal | None) -> Cell:
    """Return a cell with a figure, empty where there is none."""
    if value is None:
        return Cell()
    return Cell(
        printing.figure(value, measure.unit, measure.decimals),
        number=value,
        decimals=measure.decimals,
        is_percent=measure.unit is Unit.PERCENT,
    )


def typed_cell(line: Line, row: Observation | None, of: Period) -> Cell:
    """Return a cell as a person typed it: the figure printed, or the words.

    A figure that the board saw otherwise before the pack of a quarter, `of`, says that it is revised, unless
    it says something already.
    """
    measure = line.measure
    if row is None or not row.typed:
        return Cell()
    reading = read(row.typed, measure.unit, row.period)
    revision = revision_since(line.snapshot, row.series, row.period, of)
    if revision is not None and is_revised(revision) and reading.qualifier is None:
        reading = replace(reading, qualifier=Qualifier.REVISED)
    text = printing.reading_text(reading, row.typed, measure.unit, measure.decimals)
    figure = figure_cell(measure, row.value)
    # Words beside the figure, such as the counts behind it, would be lost in a number.
    return figure if figure.text == text else Cell(text)


def change_cell(measure: Measure, figures: SeriesFigures) -> Cell:
    """Return the change on last year: of the year to date, else of the rolling year, else of the quarter."""
    changes = [figures.year_to_date, figures.rolling, figures.quarter]
    if measure.entered_as is EnteredAs.ROLLING:
        changes = [figures.rolling]
    return Cell(next((words for change in changes if (words := change_words(measure, change))), ""))


def target_cell(figures: SeriesFigures) -> Cell:
    """Return the target as it was typed."""
    return Cell(figures.target.typed if figures.target else "")


def row_name(placed: Placed, line: Line) -> str:
    """Return a measure's title, with the series' own name where it has several."""
    label = line.series.label
    return f"{placed.measure.title}: {label}" if label else placed.measure.title


def quarter_cell(line: Line, quarter: Period, up_to: Period) -> Cell:
    """Return what was typed for a quarter, empty for one that is still to come.

    A measure entered as year to date shows the quarter's own figure, as every other measure does.
    """
    if quarter > up_to:
        return Cell()
    own = line.own(quarter)
    if line.measure.entered_as is EnteredAs.YEAR_TO_DATE and own is not None:
        return figure_cell(line.measure, own)
    cell = line.cell(quarter)
    # An annual figure stands once, under the last quarter.
    if not cell.index and quarter.index != 4:
        return Cell()
    return typed_cell(line, line.observed(cell), up_to)


class Remarks:
    """Long words out of narrow columns: the cell keeps their gist, a line under the table the words."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self.carried: list[Footnote] = []
        """The footnotes that cells carry, in their order."""

    def shortened(self, cell: Cell, row: Observation | None, place: str) -> Cell:
        """Return the cell, or its gist where its words are too long; `place` says where it stands."""
        if cell.number is not None or row is None or len(cell.text) <= LONGEST_WORDS:
            return cell
        if row.value is not None:
            # A figure with its counts or qualifier belongs together.
            return cell
        self.tell(cell.text, place)
        return Cell("See note" if row.state is State.TEXT_ONLY else row.state.value.capitalize())

    def tell(self, words: str, place: str) -> None:
        """Put words under the table, told once for all the places that have them."""
        places = self._places.setdefault(words, [])
        if place not in places:
            places.append(place)

    def lines(self, series: Sequence[str] = ()) -> tuple[str, ...]:
        """Return one line for each of the words: "3.1, Quarter 4: late: police, 24 May".

        `series` are the names that places may begin with; what holds of several is told once for them, and
        without them where it holds of all.
        """
        return tuple(f"{'; '.join(_at(places, series))}: {words}" for words, places in self._places.items())


def _at(places: Sequence[str], series: Sequence[str]) -> Iterator[str]:
    """The places, each once with the series that it is of."""
    of: dict[str, list[str]] = {}
    for place in places:
        # The longest, as "Opiate, criminal justice" begins as "Opiate" does.
        own = max((each for each in series if each and place.startswith(f"{each}, ")), key=len, default="")
        of.setdefault(place.removeprefix(f"{own}, ") if own else place, []).append(own)
    for place, names in of.items():
        told = "" if len(names) == len(series) else listed(list(filter(None, names)))
        yield f"{told}, {place}" if told else place
