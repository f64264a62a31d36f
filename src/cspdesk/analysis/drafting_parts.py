"""What drafted sentences are made of: words, and words that a live field can say; and of whom they tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from cspdesk.analysis.beside import At
from cspdesk.analysis.columns import SUMMED_UNITS
from cspdesk.analysis.drafting_words import bare
from cspdesk.analysis.figures import Change, SeriesFigures
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.live_field_words import amount_said, label_of, with_unit
from cspdesk.analysis.provenance_words import rolling_words
from cspdesk.domain import printing
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit


class Asked(NamedTuple):
    """Words that a live field says, if one of these does."""

    words: str
    asks: tuple[str, ...]
    """What may be asked for, the likeliest first: "year to date"."""
    head: int = 0
    """How many of the words the field may say at least: of "673 offences" the three of the figure."""
    otherwise: "tuple[Part, ...]" = ()
    """The same words in smaller parts, for when no field says the whole."""
    owner: str = ""
    """What the field begins with where it is not the measure's own series: "/Police "."""


Part = str | Asked
Sentence = tuple[Part, ...]


class Made(NamedTuple):
    """A draft before it is written out."""

    about: str
    sentences: tuple[Sentence, ...]


class Against(NamedTuple):
    """A figure beside the one before that it is compared with, and what both are called."""

    change: Change
    ask: str
    """What stands before "change" and "per cent" in the names of live fields: "quarter "."""
    now_ask: str
    before_ask: str
    when: str
    """The time of the figure, said after it: "in the year to date"."""
    named: str
    """The time before, said after "on" and "than": "the same quarter last year"."""
    about: str
    """The comparison in the menu's words: "the quarter against last year"."""


@dataclass(frozen=True)
class Teller:
    """One series in the quarter of which sentences are drafted."""

    snapshot: Snapshot
    placed: Placed
    quarter: Period
    line: Line
    figures: SeriesFigures
    name: str
    """The series' label where the measure has several, else ""."""
    is_headline: bool
    others: tuple[str, ...] = ()
    """The labels of the measure's other series."""

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.placed.measure

    @property
    def at(self) -> At:
        """The same for the judging of figures."""
        return At(self.line, self.quarter, self.figures)

    @cached_property
    def is_of_another(self) -> bool:
        """Whether the unit's word is another series' own: charges are not counted in arrests."""
        words = label_of(self.measure).casefold()
        return bool(words) and words in (other.strip().casefold() for other in self.others)

    @cached_property
    def label(self) -> str:
        """What is counted: "offences"; "" where the measure has no word for it that fits the series."""
        if self.is_of_another:
            return ""
        return (
            label_of(self.measure) if self.measure.unit not in (Unit.PERCENT, Unit.MONEY, Unit.RATE) else ""
        )

    @property
    def owner(self) -> str:
        """What a live field begins with for this series: "/Police "; "" for the one that speaks."""
        return "" if self.is_headline else f"/{self.line.series.label.strip()} "

    @property
    def is_level(self) -> bool:
        """Whether figures are levels at a moment, so that no year is made of quarters."""
        return adds_up(self.measure) in (AddsUp.LAST, AddsUp.NONE)

    @property
    def is_sum(self) -> bool:
        """Whether a year is the sum of its quarters."""
        return adds_up(self.measure) is AddsUp.SUM and self.measure.unit in SUMMED_UNITS

    @property
    def is_rolling(self) -> bool:
        """Whether figures arrive as rolling years."""
        return self.line.columns.is_rolling

    @cached_property
    def own(self) -> Decimal | None:
        """The quarter's own figure; None where a year to date only falls, which cannot be."""
        value = self.figures.quarter.now
        is_grown = self.measure.entered_as is EnteredAs.YEAR_TO_DATE
        return None if value is not None and value < 0 and is_grown else value

    def counted(self, value: Decimal, *asks: str) -> Asked:
        """Return a figure with what it counts: "673 offences"."""
        if self.is_of_another:
            return self.bare(value, *asks)
        head = len(bare(self.measure, value))
        return Asked(with_unit(self.measure, value), asks, head, owner=self.owner)

    def apart(self, difference: Decimal) -> str:
        """Return how far two figures are apart: "110 offences", "2 percentage points"."""
        is_alone = self.is_of_another and self.measure.unit is not Unit.PERCENT
        return (
            bare(self.measure, abs(difference)) if is_alone else amount_said(self.measure, difference, None)
        )

    def bare(self, value: Decimal, *asks: str) -> Asked:
        """Return a figure alone: "673"."""
        words = bare(self.measure, value)
        return Asked(words, asks, len(words), owner=self.owner)

    @property
    def in_quarter(self) -> Sentence:
        """Return "in Quarter 4 2015/16", or the year or the twelve months that the figure covers."""
        if self.line.is_yearly:
            return (f"in {self.quarter.year_label}",)
        if self.is_rolling:
            return (f"in {rolling_words(self.quarter)}",)
        return ("in ", Asked(self.quarter.label, ("period",)))

    @property
    def year_to_date(self) -> Against | None:
        """The year to date, where it is another figure than the quarter's."""
        change = self.figures.year_to_date
        if change.now is None or (not self.line.is_yearly and (self.is_level or self.quarter.index == 1)):
            return None
        asks = ("", "year to date", "last year")
        if self.line.is_yearly:
            when, about = f"in {self.quarter.year_label}", "the year against the one before"
            return Against(change, *asks, when, "the year before", about)
        if self.quarter.index == 4:
            when = f"in {self.quarter.year_label}"
            return Against(change, *asks, when, "last year", "the year against last year")
        named, about = "the same period last year", "the year to date against last year"
        return Against(change, *asks, "in the year to date", named, about)

    @property
    def same_quarter(self) -> Against | None:
        """The quarter's own figure."""
        if self.own is None or self.line.is_yearly:
            return None
        return Against(
            self.figures.quarter,
            "quarter ",
            "figure",
            "quarter last year",
            f"in {self.quarter.label}",
            "the same quarter last year",
            "the quarter against last year",
        )

    @property
    def rolling(self) -> Against | None:
        """The twelve months up to the quarter, where they are not the year."""
        change = self.figures.rolling
        if change.now is None or self.line.is_yearly:
            return None
        if not self.is_rolling and self.quarter.index == 4:
            return None
        when, named = f"in {rolling_words(self.quarter)}", "the twelve months before"
        about = "the last twelve months against those before"
        return Against(change, "rolling ", "rolling year", "rolling year before", when, named, about)

    @property
    def previous(self) -> Against | None:
        """The quarter against the one before."""
        change = self.figures.previous
        if change.now is None or self.line.is_yearly:
            return None
        named, when = "the quarter before", f"in {self.quarter.label}"
        if self.is_rolling:
            named, when = "the twelve months to the quarter before", f"in {rolling_words(self.quarter)}"
        elif self.own is None:
            return None
        return Against(
            change,
            "previous ",
            "figure",
            "previous quarter",
            when,
            named,
            "the quarter against the one before",
        )


def is_told(measure: Measure, change: Change) -> bool:
    """Return whether a change can be told beside its two figures as they print.

    It cannot where the printed figures differ by something else than the printed change.
    """
    now, before, difference = change.now, change.before, change.difference
    if now is None or before is None or difference is None or now < 0 or before < 0:
        return False
    places = measure.decimals
    shown = printing.half_up(now, places) - printing.half_up(before, places)
    return shown == printing.half_up(difference, places) and bool(shown) == bool(difference)


def percent_words(change: Change) -> str:
    """Return "19.5%" without a sign; "" where there is none, or it prints as nought."""
    if not change.percent:
        return ""
    return printing.percent(abs(change.percent))


def change_part(teller: Teller, against: Against, *, has_unit: bool = True) -> Part:
    """Return "an increase of 110 offences (19.5%)"; without the unit "an increase of 110 (19.5%)"."""
    is_rise = (against.change.difference or Decimal(0)) > 0
    way = "an increase of " if is_rise else "a reduction of "
    parts: tuple[Part, ...] = (way, *amount_parts(teller, against, has_unit=has_unit))
    return Asked(words_of(parts), (f"{against.ask}change",), 0, parts, teller.owner)


def amount_parts(teller: Teller, against: Against, *, has_unit: bool = True) -> Sentence:
    """Return "110 offences (19.5%)" in its parts; "110 (19.5%)" without the unit, but for points."""
    difference = against.change.difference or Decimal(0)
    figure = bare(teller.measure, abs(difference))
    amount = teller.apart(difference)
    if not has_unit and teller.measure.unit is not Unit.PERCENT:
        amount = figure
    # Of a percentage the field says the number without its sign.
    head = len(figure.removesuffix("%"))
    parts: Sentence = (Asked(amount, (f"{against.ask}change figure",), head, owner=teller.owner),)
    percent = percent_words(against.change)
    if not percent:
        return parts
    return (*parts, " (", Asked(percent, (f"{against.ask}per cent",), owner=teller.owner), ")")


def words_of(parts: Sequence[Part]) -> str:
    """Return the words of parts, as they are read."""
    return "".join(part if isinstance(part, str) else part.words for part in parts)
