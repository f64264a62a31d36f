"""How far a figure is from what it should reach, what colour that is, and the same in printed figures."""

from dataclasses import dataclass
from decimal import Context, Decimal

from cspdesk.domain import printing
from cspdesk.domain.choices import Polarity, Status, ToleranceKind
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

# Figures have at most 15 digits, but products and pooled shares have more; all of them are kept.
_WIDE = Context(prec=100)
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Level:
    """What a figure is held against: a number, or a range with both its ends inside."""

    low: Decimal
    high: Decimal
    opening: str = ""
    """The words before its figures: "the target of "."""
    closing: str = ""
    """The words after them: " in the same quarter last year"."""

    def nearer_end(self, value: Decimal) -> Decimal:
        """The end that a figure outside is nearer to; the figure itself where it is inside."""
        return self.high if value > self.high else self.low if value < self.low else value

    def distance(self, value: Decimal) -> Decimal:
        """How far a figure is outside; 0 inside."""
        return minus(value, self.nearer_end(value)).copy_abs()


def minus(left: Decimal, right: Decimal) -> Decimal:
    """The exact difference."""
    return _WIDE.subtract(left, right)


def raised(value: Decimal, percent: Decimal) -> Decimal:
    """The value and so many per cent more (fewer where negative), exactly."""
    return _WIDE.multiply(value, _WIDE.add(percent, Decimal(100))).scaleb(-2, context=_WIDE)


def miss(value: Decimal, level: Level, polarity: Polarity) -> Decimal:
    """How far a figure is on the wrong side of a level; 0 where it meets it.

    Where lower is better nothing below a range misses it, where higher is better nothing above it.
    """
    good_side = (polarity is Polarity.LOWER and value < level.low) or (
        polarity is Polarity.HIGHER and value > level.high
    )
    return Decimal(0) if good_side else level.distance(value)


def colour(value: Decimal, level: Level, measure: Measure) -> Status:
    """Green up to the green tolerance, amber up to the amber one, both ends included; else red.

    A tolerance in per cent is one of the target, of a range's nearer end; without tolerances any miss is red.
    """
    missed = miss(value, level, measure.polarity)
    if not missed:
        return Status.GREEN
    for status, allowed in (
        (Status.GREEN, measure.tolerance_green),
        (Status.AMBER, measure.tolerance_amber),
    ):
        if allowed is not None and _is_within(missed, allowed, level.nearer_end(value), measure):
            return status
    return Status.RED


def improvement(now: Decimal, before: Decimal, polarity: Polarity, level: Level | None = None) -> int | None:
    """1 where a figure is better than the one before, −1 where worse, 0 where neither.

    Inside a range the nearer to it is the better, all inside being alike. None where neither way is better,
    or the range is not known.
    """
    if now == before:
        return 0
    if polarity is Polarity.INSIDE and level is not None:
        now, before = level.distance(now), level.distance(before)
    elif polarity not in (Polarity.LOWER, Polarity.HIGHER):
        return None
    rose = (now > before) - (now < before)
    return rose if polarity is Polarity.HIGHER else -rose


def gap_words(value: Decimal, where: str, level: Level, measure: Measure) -> str:
    """Return "45% is 1 point below the range 46% to 53%"; `where` is said after the figure.

    Prints as the measure does, with more decimals only where rounding would contradict what is so: a
    difference of 0, figures that do not differ by the difference printed, or another colour.
    """
    edge = level.nearer_end(value)
    gap = minus(value, edge)
    decimals = _decimals(value, level, measure)
    shown, low, high = (_printed(each, measure, decimals) for each in (value, level.low, level.high))
    named = f"{level.opening}{low if level.low == level.high else f'{low} to {high}'}{level.closing}"
    if gap:
        side = "above" if gap > 0 else "below"
        return f"{shown}{where} is {_amount(gap.copy_abs(), measure, decimals)} {side} {named}"
    return f"{shown}{where} is {'the same as' if level.low == level.high else 'inside'} {named}"


def allowance_words(value: Decimal, level: Level, measure: Measure) -> str:
    """Return ", within 5%" or ", more than 5%" of a figure that misses a level, else "".

    Nothing is said where no tolerance is set. A percentage of 0 allows nothing, and is said to.
    """
    missed = miss(value, level, measure.polarity)
    allowed = sorted({each for each in (measure.tolerance_green, measure.tolerance_amber) if each})
    if not missed or not allowed:
        return ""
    edge = level.nearer_end(value)
    if not edge and measure.tolerance_kind is ToleranceKind.PERCENT:
        return ", and a percentage of 0 allows nothing"
    for each in allowed:
        if _is_within(missed, each, edge, measure):
            return f", within {_tolerance(each, measure)}"
    return f", more than {_tolerance(allowed[-1], measure)}"


def printed_apart(value: Decimal, other: Decimal, measure: Measure) -> str:
    """Return a figure as the measure prints it, with more decimals where it would look like another."""
    decimals = measure.decimals
    while decimals < _MOST_DECIMALS and (
        (printing.half_up(value, decimals) == printing.half_up(other, decimals)) is not (value == other)
    ):
        decimals += 1
    return _printed(value, measure, decimals)


def _is_within(missed: Decimal, allowed: Decimal, edge: Decimal, measure: Measure) -> bool:
    if measure.tolerance_kind is ToleranceKind.PERCENT:
        return _WIDE.multiply(missed, Decimal(100)) <= _WIDE.multiply(allowed, edge.copy_abs())
    return missed <= allowed


def _decimals(value: Decimal, level: Level, measure: Measure) -> int:
    """The fewest decimals at which figures, difference and colour agree in print.

    Endless shares may never subtract exactly (33 from 67 is not 33): then those at which nothing but that
    is off.
    """
    for is_exact, most in ((True, measure.decimals + 2), (False, _MOST_DECIMALS)):
        for decimals in range(measure.decimals, most + 1):
            if _is_true_in_print(value, level, measure, decimals, is_exact=is_exact):
                return decimals
    return _MOST_DECIMALS


def _is_true_in_print(
    value: Decimal, level: Level, measure: Measure, decimals: int, *, is_exact: bool
) -> bool:
    """Whether the figures rounded so tell the same story as the exact ones."""
    exact = minus(value, level.nearer_end(value))
    shown, low, high = (printing.half_up(each, decimals) for each in (value, level.low, level.high))
    rounded = Level(low, high)
    gap = minus(shown, rounded.nearer_end(shown))
    return (
        (gap == printing.half_up(exact, decimals) or not is_exact)
        and bool(gap) == bool(exact) == bool(printing.half_up(exact, decimals))
        and colour(shown, rounded, measure) is colour(value, level, measure)
    )


def _printed(value: Decimal, measure: Measure, decimals: int) -> str:
    """A figure with the decimals that are needed, or the measure's own where those say all."""
    own = printing.half_up(value, measure.decimals) == value
    return printing.figure(value, measure.unit, measure.decimals if own else decimals)


def _amount(gap: Decimal, measure: Measure, decimals: int) -> str:
    if measure.unit is not Unit.PERCENT:
        return _printed(gap, measure, decimals)
    points = _printed(gap, measure, decimals).removesuffix("%")
    return f"{points} {'point' if Decimal(points.replace(',', '')) == 1 else 'points'}"


def _tolerance(allowed: Decimal, measure: Measure) -> str:
    if measure.tolerance_kind is ToleranceKind.PERCENT:
        return f"{_bare(allowed)}%"
    if measure.unit is Unit.PERCENT or measure.tolerance_kind is ToleranceKind.POINTS:
        return f"{_bare(allowed)} {'point' if allowed == 1 else 'points'}"
    return f"£{_bare(allowed)}" if measure.unit is Unit.MONEY else _bare(allowed)


def _bare(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)) if whole else value.normalize():,f}"
