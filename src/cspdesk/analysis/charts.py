"""Chart specifications: what a chart says, before anyone draws it on a screen or in a pack."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LineRole(StrEnum):
    """What a line of a chart stands for; decides its colour, dash and marker wherever it is drawn."""

    OWN = "own"
    """The series itself: solid, accent colour, markers, last point labelled."""
    OTHER = "other"
    """A further series of the same measure: solid, the palette's next colour, markers."""
    LAST_YEAR = "last year"
    """The same quarters a year before: solid, grey, no markers."""
    TARGET = "target"
    """The target: dashed, no markers."""
    BASELINE = "baseline"
    """The baseline: dotted, no markers."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line: a value or a gap (None) for each label of the chart's axis."""

    label: str
    role: LineRole
    values: tuple[Decimal | None, ...]
    provisional: frozenset[int] = frozenset()
    """Positions whose points are drawn hollow."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A line chart of one measure over periods, the same for the screen, Word, Excel and the web page.

    Every line has as many values as there are labels.
    """

    title: str
    """The reading of the chart: what it shows ("Violence with injury rose in each quarter")."""
    subject: str
    """What is drawn ("2.1 Violence with injury, offences per quarter")."""
    labels: tuple[str, ...]
    """One short label per period ("Q4 15/16")."""
    lines: tuple[ChartLine, ...]
    unit_label: str
    """Words for the value axis ("offences", "per cent"); may be empty."""
    decimals: int
    is_percent: bool
    from_zero: bool
    """Whether the value axis starts at nought."""
    breaks: tuple[int, ...] = ()
    """Positions before which a series break stands."""
    description: str = ""
    """Alternative text: the chart in a sentence or two, with its last figure."""
    source: str = ""
    """Where the figures come from, without the word "Source"."""

    @property
    def point_count(self) -> int:
        """The number of values drawn on the fullest of the series' own lines."""
        own = [line for line in self.lines if line.role in (LineRole.OWN, LineRole.OTHER)]
        return max((sum(v is not None for v in line.values) for line in own), default=0)
