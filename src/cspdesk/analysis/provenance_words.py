"""The parts of an answer to "where from?": a step of the sum, the cells behind it, and their printing."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.domain import printing
from cspdesk.domain.months import LONG
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure

_FINEST = 4
"""Terms of a sum show at most so many decimals beyond whole numbers, or the measure's where it has more."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """Something that was typed, or that should have been: a figure, a target, a baseline, a status."""

    table: str
    """Its table's name, and with `key` what the log calls it."""
    key: tuple[str, ...]
    label: str
    """"Quarter 1 2015/16"; with its series where others are added to it."""
    typed: str
    printed: str
    """The figure as it prints; the words for its state where there is none."""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum: a figure and what it is made of; without a figure why there is none."""

    figure: str
    """As it prints; "" where there is none."""
    value: Decimal | None
    words: str = ""
    """The sum: "326 + 347 + 355 + 412"; "" where the figure stands as typed."""
    what: str = ""
    """What is summed: "the four quarters of 2015/16"; without a figure why there is none."""
    cells: tuple[SourceCell, ...] = ()
    is_sum: bool = False
    """Whether the figure is the plain sum of its cells."""
    is_rounded: bool = False

    @property
    def made_of(self) -> str:
        """The sum with what it is: "326 + 347 + 355 + 412, the four quarters of 2015/16"."""
        rounded = "rounded half up" if self.is_rounded else ""
        return ", ".join(part for part in (self.words, self.what, rounded) if part)

    @property
    def sentence(self) -> str:
        """The whole line, without its full stop."""
        if not self.figure:
            return self.what
        return f"{self.figure}{' = ' if self.words else ', '}{self.made_of}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from."""

    heading: str
    """Measure, series and what is asked about: "2.1 Violence with injury, in 2015/16"."""
    subject: str
    """How a sentence about it begins: "1,440 offences of violence with injury in 2015/16"."""
    steps: tuple[Step, ...]
    """The figure's own first, then those of its terms."""

    @property
    def figure(self) -> str:
        """The figure as it prints; "" where there is none."""
        return self.steps[0].figure

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sum in words, line by line, none said twice."""
        return tuple(dict.fromkeys(step.sentence for step in self.steps))

    @property
    def cells(self) -> tuple[SourceCell, ...]:
        """All cells it comes from, each once, in the order of the steps."""
        return tuple(dict.fromkeys(cell for step in self.steps for cell in step.cells))


def none_step(why: str, cells: tuple[SourceCell, ...] = ()) -> Step:
    """Return the step of a figure that there is not."""
    return Step("", None, "", why, cells)


def exact(measure: Measure, value: Decimal) -> str:
    """Return a term of a sum with as many decimals as it has, up to four or the measure's own."""
    exponent = value.normalize().as_tuple().exponent
    has = -exponent if isinstance(exponent, int) else 0
    decimals = max(measure.decimals, min(has, _FINEST))
    return printing.figure(value, measure.unit, decimals)


def is_rounded(value: Decimal, decimals: int) -> bool:
    """Return whether a figure printed to so many decimals loses anything."""
    return printing.half_up(value, decimals) != value


def rolling_words(quarter: Period) -> str:
    """Return what a rolling year is called: "the twelve months to March 2016"."""
    last = quarter.end
    return f"the twelve months to {LONG[last.month - 1]} {last.year}"


def listed(words: list[str]) -> str:
    """Return "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
