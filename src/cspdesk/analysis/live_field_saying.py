"""A live field said in words: whose figure it names, found and printed, or why it cannot be."""

from dataclasses import dataclass

from cspdesk.analysis.beside import At
from cspdesk.analysis.check.finding import TextRef
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.live_field_asks import ALL_ASKS, ASKS, PERIOD_ASKS, Subject
from cspdesk.analysis.live_field_names import Asked, CannotSayError, PlanNames, asked_for, plan_names
from cspdesk.domain.choices import Frequency
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, headline, placed_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Series, SeriesId


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a text stands: its quarter decides which figures its fields name, its measure whose."""

    period: Period
    measure: MeasureId | None = None
    series: SeriesId | None = None

    @classmethod
    def of(cls, ref: TextRef) -> "FieldPlace":
        """Return where a text of the document stands."""
        return cls(ref.period, ref.measure, ref.series)


@dataclass(frozen=True, slots=True)
class Said:
    """A live field said."""

    words: str
    """The words that stand in its place; "" where it cannot be said."""
    problem: str = ""
    """One plain sentence saying why it cannot be said; "" where it can."""


class Book:
    """What has been looked up in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._names: dict[Period, PlanNames] = {}
        self._said: dict[tuple[str, FieldPlace], Said] = {}
        self._placed: dict[tuple[MeasureId, Period], Placed | None] = {}
        self._lines: dict[SeriesId, Line] = {}
        self._at: dict[tuple[SeriesId, Period], At] = {}

    def names(self, quarter: Period) -> PlanNames:
        """Return by what the measures of a quarter's plan can be named."""
        found = self._names.get(quarter.of_year)
        if found is None:
            found = self._names[quarter.of_year] = plan_names(self.snapshot, quarter)
        return found

    def said(self, field: str, place: FieldPlace) -> Said:
        """Return a field's words, worked out once."""
        found = self._said.get((field, place))
        if found is None:
            found = self._said[field, place] = self._say(field, place)
        return found

    def _say(self, field: str, place: FieldPlace) -> Said:
        try:
            names = self.names(place.period)
            asked = asked_for(self.snapshot, names, field, place.measure, ALL_ASKS)
            words = self._words(asked, place)
        except CannotSayError as error:
            return Said("", str(error))
        return Said(words[:1].upper() + words[1:] if asked.is_capital else words)

    def _words(self, asked: Asked, place: FieldPlace) -> str:
        period = _period(asked.period or place.period)
        if asked.ask in PERIOD_ASKS:
            try:
                return PERIOD_ASKS[asked.ask][0](period)
            except CannotSayError as error:
                raise CannotSayError(_sentence(str(error))) from error
        if asked.measure is None:
            raise CannotSayError(
                f"'{asked.ask}' needs a measure here: write its number first, such as {{2.1 {asked.ask}}}."
            )
        placed = self._place(asked.measure, period)
        if placed is None:
            raise CannotSayError("The measure of this text is gone.")
        if placed.measure.frequency is Frequency.YEAR:
            # There is one figure a year, which speaks for all its quarters once it is there.
            period = period.of_year
        series = asked.series or self._series(placed.measure, place)
        name = self._called(placed, asked, place)
        if series is None:
            raise CannotSayError(f"{name} has no line of figures.")
        subject = Subject(self.snapshot, placed, self._reading(placed.measure, series, period), period)
        try:
            words = ASKS[asked.ask].say(subject)
        except CannotSayError as error:
            raise CannotSayError(_of(name, str(error))) from error
        if not words:
            raise CannotSayError(f"{name} has no {asked.ask}.")
        return words

    def _place(self, measure: MeasureId, period: Period) -> Placed | None:
        quarter = period.quarters[-1]
        key = measure, quarter
        if key not in self._placed:
            self._placed[key] = placed_for(self.snapshot, measure, quarter)
        return self._placed[key]

    def _series(self, measure: Measure, place: FieldPlace) -> Series | None:
        """The text's own series where it is one of this measure, else the one that speaks for it."""
        own = self.snapshot.of(Series).get(place.series) if place.series else None
        return own if own is not None and own.measure == measure.id else headline(self.snapshot, measure.id)

    def _reading(self, measure: Measure, series: Series, period: Period) -> At:
        quarter = period.quarters[-1]
        found = self._at.get((series.id, quarter))
        if found is None:
            line = self._lines.get(series.id)
            if line is None:
                line = self._lines[series.id] = Line(self.snapshot, measure, series)
            found = self._at[series.id, quarter] = At(line, quarter, line_figures(line, quarter))
        return found

    def _called(self, placed: Placed, asked: Asked, place: FieldPlace) -> str:
        """What a message calls the measure: as the text's own plan does, else by its title."""
        name = self.names(place.period).best.get(placed.measure.id) or placed.measure.title.strip()
        name = name or "The measure"
        return f"{name} ({asked.series.label})" if asked.series and asked.series.label else name


_MOST_BOOKS = 2
"""That of the window, and that of a pack in the making; each keeps its snapshot alive."""
_KEPT: list[tuple[Book, ...]] = [()]
"""The books opened last, in a tuple that is replaced whole: the window and a job may ask at the same time."""


def book_of(snapshot: Snapshot) -> Book:
    """Return what has been looked up in a snapshot so far: texts ask for the same figures again and again."""
    books = _KEPT[0]
    for book in books:
        if book.snapshot is snapshot:
            return book
    book = Book(snapshot)
    _KEPT[0] = (book, *books[: _MOST_BOOKS - 1])
    return book


def say(snapshot: Snapshot, field: str, place: FieldPlace) -> Said:
    """Return a field's words, where `field` is what stands between its braces ("2.1 change").

    Never raises for any text.
    """
    return book_of(snapshot).said(field.strip(), place)


def _period(period: Period) -> Period:
    """A quarter or a year; a month's is the quarter in which it lies."""
    return Period.containing(period.start, Grain.QUARTER) if period.grain is Grain.MONTH else period


def _of(name: str, why: str) -> str:
    """A sentence that says of a measure why a figure is not there."""
    there = "there is no figure"
    if why.startswith(there):
        return f"{name} has no figure{why.removeprefix(there).rstrip('.')}."
    return f"{name}: {why.rstrip('.')}."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
