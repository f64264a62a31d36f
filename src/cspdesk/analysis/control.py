"""Control charts: which figures vary by chance and which do not, by the XmR rules of NHS Making Data Count.

The rules are those of that team's published tools; which points they mark stands in `control_rules`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from cspdesk.analysis.columns import usable
from cspdesk.analysis.control_rules import NEAR, WIDTH, Rule, average_range_of, flags
from cspdesk.domain.choices import Polarity
from cspdesk.domain.period import Period

FEWEST = 12
"""Fewer figures than these give no chart; limits worked out afresh from fewer are a trial."""

_PRINTED = Context(prec=28, rounding=ROUND_HALF_UP)


class Variation(StrEnum):
    """What a point says; the names are those of the published icons."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"

    @property
    def words(self) -> str:
        """The same for a reader: "Concern: high or rising beyond what chance explains"."""
        if self is Variation.COMMON_CAUSE:
            return "Varies as it usually does"
        kind, side = self.value.split("_")
        opening = "Change" if kind == "neutral" else kind.capitalize()
        way = "high or rising" if side == "high" else "low or falling"
        return f"{opening}: {way} beyond what chance explains"


class Assurance(StrEnum):
    """Whether a target will be met as long as nothing changes; the names are those of the published icons."""

    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"

    @property
    def words(self) -> str:
        """The same for a reader."""
        return {
            Assurance.PASS: "The target will as a rule be met as long as nothing changes",
            Assurance.FAIL: "The target will as a rule be missed unless something changes",
            Assurance.INCONSISTENT: "The target will be met or missed by chance",
        }[self]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the points of one group are held against, to 28 digits; nothing is cut off at nought."""

    mean: Decimal
    lower: Decimal | None
    """None, as the next three, where one figure stands alone and has no range."""
    near_lower: Decimal | None
    near_upper: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A figure, its group's limits, and what it says."""

    period: Period
    value: Decimal
    limits: Limits
    rule: Rule
    variation: Variation
    starts_group: bool
    """Whether limits are worked out afresh from here; lines are broken before it."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart, or why there is none."""

    points: tuple[ControlPoint, ...] = ()
    """In order of time without a gap; none where the chart is refused."""
    n: int = 0
    """How many figures there are to work from, also where those are too few."""
    refused: str = ""
    """Why there is no chart, in a sentence; "" where there is one."""
    notes: tuple[str, ...] = ()
    """What a reader must know of the chart, a sentence each."""
    target: Decimal | None = None
    """The target that the limits are held against."""
    assurance: Assurance | None = None
    """None where there is no target, or neither way is better."""
    is_never_negative: bool = False
    """Whether figures cannot be below 0, so that no limit is drawn there."""

    @property
    def last(self) -> ControlPoint | None:
        """The newest point, which decides what the chart says."""
        return self.points[-1] if self.points else None

    @property
    def variation(self) -> Variation | None:
        """What the newest point says."""
        return self.points[-1].variation if self.points else None

    def drawn(self, limit: Decimal | None) -> Decimal | None:
        """Return a limit as it is drawn: at 0 where it is below and figures cannot be."""
        return Decimal(0) if self.is_never_negative and limit is not None and limit < 0 else limit

    @property
    def reason(self) -> str:
        """Why there is no chart, else what its newest point says and what a reader must know."""
        last = self.last
        if last is None:
            return self.refused
        said = f"{last.period.label}: {_RULE_WORDS[last.rule]}."
        return " ".join((said, *self.notes))


def control_chart(
    points: Iterable[tuple[Period, Decimal]],
    polarity: Polarity,
    target: Decimal | None = None,
    rebases: Collection[Period] = (),
    *,
    screen_outliers: bool = True,
    is_never_negative: bool = False,
) -> ControlChart:
    """Return the control chart of figures of one length, each for itself: never rolling or to date.

    Only the figures since the last gap are used. `rebases` are the periods from which limits are worked out
    afresh. Without the screen the limits are those of the published Excel tool, with it those of the
    published R package.
    """
    ordered = sorted(points, key=lambda point: point[0])
    trouble = _trouble([period for period, _ in ordered])
    if trouble:
        return ControlChart(n=len(ordered), refused=trouble)
    unbroken = _since_gap(ordered)
    gap = unbroken[0][0].previous if len(unbroken) < len(ordered) else None
    wrong = next((period for period, value in unbroken if usable(value) is None), None)
    if wrong is not None:
        return ControlChart(
            n=len(unbroken),
            refused=f"The figure for {wrong.label} is too long or too fine to be worked with.",
        )
    n = len(unbroken)
    if n < FEWEST:
        since = f" since the gap at {gap.label}" if gap else ""
        return ControlChart(n=n, refused=f"Not enough figures: {n} of the {FEWEST} needed{since}.")
    groups = _groups(unbroken, rebases)
    made = [point for group in groups for point in _marked(group, polarity, screen_outliers)]
    return ControlChart(
        points=tuple(made),
        n=n,
        notes=tuple(_notes(gap, groups)),
        target=target,
        assurance=_assurance(target, made[-1].limits, polarity),
        is_never_negative=is_never_negative,
    )


_RULE_WORDS = {
    Rule.OUTSIDE: "the figure is outside the limits",
    Rule.TREND: "the figure is part of a run of seven or more that all rise or all fall",
    Rule.TWO_IN_THREE: "of three figures in a row, all on one side of the mean, two or more are near a limit",
    Rule.SHIFT: "the figure is part of a run of seven or more on one side of the mean",
    Rule.NONE: "the figure is within the limits and part of no pattern",
}

_Group = Sequence[tuple[Period, Decimal]]


def _trouble(periods: Sequence[Period]) -> str:
    """Why these periods make no series; "" where they do."""
    if not periods:
        return f"Not enough figures: 0 of the {FEWEST} needed."
    if len({period.grain for period in periods}) > 1:
        return "The figures cover periods of different lengths."
    twice = next((later for earlier, later in pairwise(periods) if earlier == later), None)
    return f"There are two figures for {twice.label}." if twice else ""


def _since_gap(ordered: _Group) -> _Group:
    """The longest run without a gap that ends with the newest figure."""
    start = len(ordered) - 1
    while start and ordered[start - 1][0].distance_to(ordered[start][0]) == 1:
        start -= 1
    return ordered[start:]


def _groups(points: _Group, rebases: Collection[Period]) -> list[_Group]:
    """The figures parted at the first of them in or after each period of rebasing."""
    starts = sorted({rebase.start for rebase in rebases})
    cuts = [next((i for i, (when, _) in enumerate(points) if when.start >= start), 0) for start in starts]
    edges = sorted({0, *cuts, len(points)})
    return [points[first:end] for first, end in pairwise(edges)]


def _notes(gap: Period | None, groups: Sequence[_Group]) -> Iterable[str]:
    if gap is not None:
        yield f"Figures before {gap.next.label} are left out, because there is none for {gap.label}."
    newest = groups[-1]
    if len(groups) > 1:
        yield f"Limits are worked out afresh from {newest[0][0].label}."
    if len(newest) == 1:
        yield "One figure alone has no limits yet."
        return
    if len({value for _, value in newest}) == 1:
        yield f"All {len(newest)} figures are the same, so the limits equal the mean."
    if len(newest) < FEWEST:
        yield f"The newest limits rest on {len(newest)} of the {FEWEST} figures needed, so they are a trial."


def _marked(group: _Group, polarity: Polarity, screen_outliers: bool) -> Iterable[ControlPoint]:
    values = [Fraction(value) for _, value in group]
    mean = sum(values, Fraction(0)) / len(values)
    average_range = average_range_of(values, screen_outliers)
    marks = flags(values, mean, average_range)
    limits = _limits(mean, average_range)
    for place, ((period, value), (rule, side)) in enumerate(zip(group, marks, strict=True)):
        yield ControlPoint(period, value, limits, rule, _variation(side, polarity), place == 0)


def _limits(mean: Fraction, average_range: Fraction | None) -> Limits:
    """The mean ± 2.66 average ranges; near is two thirds of the way."""
    if average_range is None:
        return Limits(_decimal(mean), None, None, None, None)
    ways = (-WIDTH, -NEAR, NEAR, WIDTH)
    return Limits(_decimal(mean), *(_decimal(mean + way * average_range) for way in ways))


def _variation(side: int, polarity: Polarity) -> Variation:
    if not side:
        return Variation.COMMON_CAUSE
    if polarity not in (Polarity.LOWER, Polarity.HIGHER):
        return Variation.NEUTRAL_HIGH if side > 0 else Variation.NEUTRAL_LOW
    if (side > 0) is (polarity is Polarity.HIGHER):
        return Variation.IMPROVEMENT_HIGH if side > 0 else Variation.IMPROVEMENT_LOW
    return Variation.CONCERN_HIGH if side > 0 else Variation.CONCERN_LOW


def _assurance(target: Decimal | None, limits: Limits, polarity: Polarity) -> Assurance | None:
    """A target beyond the limits is always met or always missed; one between them now and then."""
    lower, upper = limits.lower, limits.upper
    if target is None or lower is None or upper is None or polarity not in (Polarity.LOWER, Polarity.HIGHER):
        return None
    if lower <= target <= upper:
        return Assurance.INCONSISTENT
    return Assurance.PASS if (target > upper) is (polarity is Polarity.LOWER) else Assurance.FAIL


def _decimal(value: Fraction) -> Decimal:
    return _PRINTED.divide(Decimal(value.numerator), Decimal(value.denominator))
