"""Areas as bars in the order in which they are drawn; the mean of the group is a bar among them."""

from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.charts import ChartSpec, LineRole

OWN_WORDS = "our area"
"""What stands at one's own bar, as no bar may be known by its colour alone."""
OWN_COLOUR, OTHER_COLOUR, MEAN_COLOUR = "12436D", "8C8C8C", "3D3D3D"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: an area's rate, or the mean of them all."""

    words: str
    value: Decimal
    is_own: bool = False
    is_mean: bool = False


def bars_of(spec: ChartSpec) -> tuple[Bar, ...]:
    """Return the bars of a chart of areas from the top down; the mean stands below what is above it."""
    rates = next((line.values for line in spec.lines if line.role is LineRole.OWN), ())
    means = next((line.values for line in spec.lines if line.role is LineRole.MEAN), ())
    found = [
        Bar(f"{label} ({OWN_WORDS})" if at == spec.own_at else label, value, at == spec.own_at)
        for at, (label, value) in enumerate(zip(spec.labels, rates, strict=True))
        if value is not None
    ]
    mean = next((value for value in means if value is not None), None)
    if mean is not None:
        place = next((at for at, bar in enumerate(found) if bar.value < mean), len(found))
        found.insert(place, Bar(f"Mean of {len(found)} areas", mean, is_mean=True))
    return tuple(found)


def longest(spec: ChartSpec, bars: tuple[Bar, ...]) -> Decimal:
    """Return where the value axis ends: a tenth beyond the longest bar, for its figure."""
    ends = [bar.value for bar in bars] + list(spec.interval or ())
    return (max((*ends, Decimal(0))) or Decimal(1)) * Decimal("1.1")


def reach(spec: ChartSpec, bar: Bar) -> tuple[Decimal, Decimal] | None:
    """Return how far the interval of one's own reaches below and above its bar; None for every other bar."""
    if not bar.is_own or spec.interval is None:
        return None
    low, high = spec.interval
    return max(bar.value - low, Decimal(0)), max(high - bar.value, Decimal(0))
