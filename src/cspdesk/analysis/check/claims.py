"""Claims about figures as read from sentences: levels, and what they are compared with."""

from dataclasses import dataclass, field
from enum import Enum

from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import Sentence, Token
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId


class Standing(Enum):
    """How plainly a number counts what the measure counts."""

    CLEAR = "clear"
    """Followed by the measure's own noun, or alone at the start of the text."""
    BARE = "bare"
    """No noun at all."""
    LOOSE = "loose"
    """Followed by a noun that may mean the same: "cases", "people"."""
    PARTIAL = "partial"
    """Of the measure's own noun, but only of some: "in the town centre", "of which"."""
    OTHER = "other"
    """Counts something else."""


@dataclass(slots=True)
class Slot:
    """A number with what it stands for."""

    token: Token
    standing: Standing = Standing.BARE


@dataclass(slots=True)
class Direction:
    """A word that says which way figures went."""

    token: Token
    """The word; of several the first."""
    end: int
    """Where the words end in the text."""
    sign: int
    """1 up or better, −1 down or worse, 0 the same."""
    is_quality: bool = False
    """Whether it says better or worse, and not up or down."""
    is_loose: bool = False
    """Of the same: "stable" and not "unchanged"."""
    is_plain: bool = False
    """Whether it speaks of the measure's own figures as a whole."""


@dataclass(slots=True)
class Comparison:
    """What a figure is compared with, and by how much it differs."""

    against: Against | None = None
    period: Period | None = None
    over: Over | None = None
    """Its own stretch of time, where one is named behind the figure."""
    before: Slot | None = None
    change: Slot | None = None
    percent: Slot | None = None
    factor: Slot | None = None
    """ "halved", "by a third"."""
    is_ratio: bool = False
    """Whether the factor is the new figure over the old, and not the change over it."""
    ways: list[Direction] = field(default_factory=list)
    at: Period | None = None
    """The period that the change is said to be of, where one is named behind it."""
    until: int = 0
    """How far into the text it has been read: what stands behind belongs to the next."""
    is_supposed: bool = False
    """Whether its numbers are no fact: "to reduce offences by 5%"."""
    is_from: bool = False
    """Whether the figure before stands behind "from": any earlier figure."""

    is_guess: bool = False
    """Whether the figure before stands in brackets without a word: "2,301 crimes (2,412)"."""

    @property
    def slots(self) -> list[Slot]:
        """The numbers in it."""
        return [slot for slot in (self.before, self.change, self.percent, self.factor) if slot is not None]


@dataclass(slots=True)
class Claim:
    """A figure that a text gives, with its comparisons."""

    sentence: Sentence
    level: Slot | None = None
    context: "Claim | None" = None
    """The claim that a sentence without a figure of its own goes on about."""
    over: Over | None = None
    period: Period | None = None
    """The period that the figure is said to be of, where one is named beside it."""
    quarters: int = 0
    """Of a year to date the last quarter that it names: 3 of "Q1 to Q3"."""
    since: int = 1
    """The first."""
    series: tuple[SeriesId, ...] = ()
    """The series that it names; none where it names none."""
    comparisons: list[Comparison] = field(default_factory=list)
    is_supposed: bool = False
    """Whether it is no fact: a forecast, an aim, a condition."""
    is_yearly: bool = False
    """Whether it is what figures of some months come to over a year."""
    is_all: bool = False
    """Whether it is said to be of all series together."""
    is_foreign: bool = False
    """Whether the sentence speaks of another measure."""
    average: str = ""
    """ "month", "week", "quarter": the level is an average over each."""
    part: Slot | None = None
    """Of "n of m" the n; the level is then the share, if it is stated."""
    whole: Slot | None = None

    def comparison(self, *, fresh: bool = False) -> Comparison:
        """Return the comparison that is being read, a new one where asked for or where there is none."""
        if fresh or not self.comparisons:
            self.comparisons.append(Comparison())
        return self.comparisons[-1]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with its per cent, as a sentence gives them: "14 of whom (5.8%)"."""

    sentence: Sentence
    part: Slot
    whole: Slot
    percent: Slot | None
    is_own: bool = False
    """Whether it is the measure's own figure."""
