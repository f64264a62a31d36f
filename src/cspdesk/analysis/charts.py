"""Chart specifications: what a chart says, before anyone draws it on a screen or in a pack."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class ChartKind(StrEnum):
    """What a chart is for; the words are stored in the keys of titles."""

    TREND = "trend"
    CONTROL = "control chart"
    YEARS = "year on year"
    STACKED = "stacked"
    AREAS = "areas"


class Mark(StrEnum):
    """What a point of a control chart says; each has a shape and a word of its own wherever it is drawn."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "change"


class LineRole(StrEnum):
    """What a line of a chart stands for; decides its colour, dash and marker wherever it is drawn."""

    OWN = "own"
    """The series itself: solid, accent colour, markers, last point labelled."""
    OTHER = "other"
    """A further series of the same measure: solid, the palette's next colour, markers."""
    LAST_YEAR = "last year"
    """The same quarters a year before: solid, grey, no markers."""
    OLDER = "older"
    """The same quarters longer ago: thinner and lighter."""
    TARGET = "target"
    """The target: dashed, no markers."""
    TARGET_LOW = "target low"
    """The lower end of a range that is the target: dashed, with a band up to the upper end."""
    TARGET_HIGH = "target high"
    BASELINE = "baseline"
    """The baseline: dotted, no markers."""
    MEAN = "mean"
    """A mean: thin and solid, stepping where it is worked out afresh."""
    LIMIT = "limit"
    """A limit of a control chart: thin, dashes and dots, stepping as the mean does."""
    PART = "part"
    """A part of a total: a stretch of each column, in the palette's order."""
    TOTAL = "total"
    """What the parts make: the figure on top of each column."""


OF_FIGURES = frozenset({LineRole.OWN, LineRole.OTHER, LineRole.PART})
"""The roles of the measure's own figures, as against what they are held beside."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line: a value or a gap (None) for each label of the chart's axis."""

    label: str
    role: LineRole
    values: tuple[Decimal | None, ...]
    provisional: frozenset[int] = frozenset()
    """Positions whose points are drawn hollow: provisional figures and forecasts."""
    forecasts: frozenset[int] = frozenset()
    """Which of those are forecasts."""
    cuts: tuple[int, ...] = ()
    """Positions before which this line alone is left open: a new mean, a break within its own year."""
    marks: tuple[tuple[int, Mark], ...] = ()
    """Positions of a control chart that say something, in order."""
    finer: int = 0
    """Further decimal places of its figures: a mean of whole offences has one."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at all."""
        return all(value is None for value in self.values)


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of one measure, the same for the screen, Word, Excel and the web page.

    Every line has as many values as there are labels. Of kinds other than the trend a pack's renderers draw
    the lines as they stand.
    """

    title: str
    """The reading of the chart: what it shows ("Violence with injury rose in each quarter")."""
    subject: str
    """What is drawn ("2.1 Violence with injury, offences per quarter")."""
    labels: tuple[str, ...]
    """One short label per period ("Q4 15/16"); of areas their names."""
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
    kind: ChartKind = ChartKind.TREND
    break_notes: tuple[str, ...] = ()
    """Why each break stands there, in the order of `breaks`; "" where nobody said."""
    notes: tuple[str, ...] = ()
    """Further sentences that a reader must be told beside the chart."""
    refused: str = ""
    """Why there is no such chart, in a sentence; then there is nothing to draw."""
    title_key: str = ""
    """The key of the setting that keeps a title of the reader's own; "" where the title cannot be changed."""
    own_at: int = -1
    """Of areas the position of one's own; -1 where none is marked."""
    interval: tuple[Decimal, Decimal] | None = None
    """Of areas the 95% interval of one's own."""

    @property
    def point_count(self) -> int:
        """The number of values drawn on the fullest of the series' own lines."""
        own = [line for line in self.lines if line.role in self._counted]
        return max((sum(v is not None for v in line.values) for line in own), default=0)

    @property
    def _counted(self) -> frozenset[LineRole]:
        years = {LineRole.LAST_YEAR, LineRole.OLDER}
        return OF_FIGURES | years if self.kind is ChartKind.YEARS else OF_FIGURES


def stretch(spec: ChartSpec, first: int, last: int) -> ChartSpec:
    """Return the chart from one position to another, both included, for looking at it more closely."""
    return replace(
        spec,
        labels=spec.labels[first : last + 1],
        lines=tuple(_stretch_of(line, first, last) for line in spec.lines),
        breaks=tuple(at - first for at in spec.breaks if first < at <= last),
        break_notes=tuple(
            note
            for at, note in zip(spec.breaks, _padded(spec.break_notes, len(spec.breaks)), strict=True)
            if first < at <= last
        ),
    )


def without(spec: ChartSpec, hidden: Collection[int]) -> ChartSpec:
    """Return the chart with some of its lines emptied; the others keep their places and so their colours."""
    if not hidden:
        return spec
    empty = (None,) * len(spec.labels)
    return replace(
        spec,
        lines=tuple(
            replace(line, values=empty, provisional=frozenset(), forecasts=frozenset(), cuts=(), marks=())
            if at in hidden
            else line
            for at, line in enumerate(spec.lines)
        ),
    )


def break_note(spec: ChartSpec, place: int) -> str:
    """Return why the break of that place among `breaks` stands there, or ""."""
    return spec.break_notes[place].strip() if place < len(spec.break_notes) else ""


def _stretch_of(line: ChartLine, first: int, last: int) -> ChartLine:
    return replace(
        line,
        values=line.values[first : last + 1],
        provisional=_within(line.provisional, first, last),
        forecasts=_within(line.forecasts, first, last),
        cuts=tuple(at - first for at in line.cuts if first < at <= last),
        marks=tuple((at - first, mark) for at, mark in line.marks if first <= at <= last),
    )


def _within(places: frozenset[int], first: int, last: int) -> frozenset[int]:
    return frozenset(at - first for at in places if first <= at <= last)


def _padded(notes: tuple[str, ...], count: int) -> tuple[str, ...]:
    return (*notes, *("" for _ in range(count)))[:count]
