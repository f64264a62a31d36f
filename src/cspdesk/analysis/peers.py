"""Areas side by side: their rates, the mean of rates, ranks, and which lie apart from the mean.

The rule is this program's own and is stated with each table (`RULE`); a verdict copied from elsewhere stays a
quotation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from cspdesk.analysis.columns import usable
from cspdesk.analysis.intervals import FEWEST_FOR_BYAR, count_limits, wilson_limits
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, PeerValue, PeerVerdict
from cspdesk.domain.unit import Unit

PER = 1000
"""The people that a rate is taken per where the measure does not say."""
RULE = (
    "An area is called significantly higher (or lower) than the mean where its own 95% interval lies wholly "
    "above (or below) the mean of all the areas' rates, its own included; else it is in line. This rule is "
    "the program's own."
)

_DIGITS = Context(prec=28, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


class Against(StrEnum):
    """How an area stands against the mean of the group."""

    HIGHER = "significantly higher"
    LOWER = "significantly lower"
    IN_LINE = "in line"


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One area in a comparison."""

    area: str
    is_own: bool
    count: Decimal | None
    population: Decimal | None
    rate: Decimal | None = None
    """Worked out from the counts to 28 digits, else as published; None where there is neither."""
    is_published: bool = False
    """Whether the rate is as published, so that nothing is known of its interval."""
    rank: int | None = None
    """1 for the lowest rate; areas with the same rate share one."""
    low: Decimal | None = None
    """The lower and the upper 95% limit of the rate; None where they cannot be worked out."""
    high: Decimal | None = None
    against: Against | None = None
    reason: str = ""
    """Why there is no rate or no interval, in a sentence."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PeerTable:
    """Areas compared for a period."""

    title: str
    """The measure's title or the chart's own."""
    period: Period | None
    per: int
    """What a rate is taken per: 100 for a percentage."""
    rows: tuple[PeerRow, ...]
    """As the document has them."""
    mean: Decimal | None
    """The mean of the rates, each area weighing the same; None where there are fewer than two."""
    reason: str = ""
    """Why nothing can be compared, in a sentence; "" where something can."""

    @property
    def ranked(self) -> int:
        """How many areas have a rate, and so a rank."""
        return sum(row.rank is not None for row in self.rows)

    @property
    def own(self) -> PeerRow | None:
        """The partnership's own area."""
        return next((row for row in self.rows if row.is_own), None)

    @property
    def by_rate(self) -> tuple[PeerRow, ...]:
        """The areas for a chart: the highest rate first, the same rates by name, those without one last."""
        return tuple(sorted(self.rows, key=lambda row: (row.rate is None, -(row.rate or 0), row.area)))


def peer_table(snapshot: Snapshot, measure: Measure, period: Period) -> PeerTable:
    """Return the areas given for a measure in a period.

    A percentage's count and population are its part and its whole, and its limits are Wilson's.
    """
    rows = [row for row in snapshot.of(PeerValue).where("measure", measure.id) if row.period == period]
    is_share = measure.unit is Unit.PERCENT
    return _table(measure.title, period, 100 if is_share else measure.rate_per or PER, rows, is_share)


def chart_peers(snapshot: Snapshot, chart: str, period: Period | None) -> PeerTable:
    """Return the areas given under a chart's own title in a period: rates per 1,000."""
    given = snapshot.of(PeerValue).where("chart", chart)
    rows = [row for row in given if row.measure is None and row.period == period]
    return _table(chart, period, PER, rows, is_share=False)


def peer_periods(snapshot: Snapshot, measure: Measure) -> tuple[Period, ...]:
    """Return the periods for which areas are given for a measure, the newest last."""
    rows = snapshot.of(PeerValue).where("measure", measure.id)
    return tuple(sorted({row.period for row in rows if row.period is not None}))


def own_words(table: PeerTable) -> str:
    """Return how the own area stands, in one sentence: "12th lowest of 15; significantly higher than …"."""
    own = table.own
    if table.reason or own is None:
        return table.reason or "None of the areas is marked as this partnership's own."
    if own.rank is None:
        return own.reason
    shared = sum(row.rank == own.rank for row in table.rows) > 1
    place = "Lowest" if own.rank == 1 else f"{_ordinal(own.rank)} lowest"
    said = f"{place} of {table.ranked}{', shared' if shared else ''}"
    if own.against is None:
        return f"{said}. {own.reason}"
    than = "with" if own.against is Against.IN_LINE else "than"
    return f"{said}; {own.against.value} {than} the mean of the group."


def method_words(row: PeerRow, *, is_share: bool = False) -> str:
    """Return the name of the method behind an area's limits; "" where it has none."""
    if row.low is None or row.count is None:
        return ""
    if is_share:
        return "Wilson's method"
    return "Byar's method" if row.count >= FEWEST_FOR_BYAR else "exact Poisson limits"


def verdict_words(verdict: PeerVerdict) -> str:
    """Return a verdict copied from elsewhere as a quotation: "Rank 12 of 15: “High” (iQuanta, May 2016)"."""
    rank = f"Rank {verdict.rank}" if verdict.rank else ""
    if rank and verdict.group_size:
        rank += f" of {verdict.group_size}"
    words = f"“{verdict.words.strip()}”" if verdict.words.strip() else ""
    said_by = ", ".join(part for part in (verdict.source.strip(), verdict.dated.strip()) if part)
    said = ": ".join(part for part in (rank, words) if part) or "No verdict"
    return f"{said} ({said_by or 'no source given'})"


def _table(
    title: str, period: Period | None, per: int, given: Sequence[PeerValue], is_share: bool
) -> PeerTable:
    seen: set[str] = set()
    rows = []
    for value in given:
        name = value.area.strip().casefold()
        if name in seen:
            why = f"{value.area.strip()} stands twice in this comparison; the first is taken."
            rows.append(replace(_bare(value), reason=why))
        else:
            rows.append(_rated(value, per, is_share))
        seen.add(name)
    rates = [row.rate for row in rows if row.rate is not None]
    reason = ""
    if len(rates) < 2:
        many = "No area has" if not rates else "Only one area has"
        reason = f"{many} a rate to compare: give a count and a population, or a value, for two or more."
    mean = None if reason else _DIGITS.divide(_total(rates), Decimal(len(rates)))
    ranked = (replace(_placed(row, rates), against=_against(row, mean)) for row in rows)
    return PeerTable(title, period, per, tuple(ranked), mean, reason)


def _bare(value: PeerValue) -> PeerRow:
    return PeerRow(value.area, value.own, value.count, value.population, source=value.source)


def _rated(given: PeerValue, per: int, is_share: bool) -> PeerRow:
    """An area with its rate and limits, or the reason why it has none."""
    row = _bare(given)
    count, population = usable(given.count), usable(given.population)
    if (count is None) is not (given.count is None) or (population is None) is not (given.population is None):
        return replace(row, reason=f"A figure of {given.area} is too long or too fine to be worked with.")
    if count is None or not population:
        return _published(row, given)
    wrong = _wrong(row.area, count, population, is_share)
    if wrong:
        return replace(row, reason=wrong)
    rated = replace(row, rate=_DIGITS.divide(_WIDE.multiply(count, Decimal(per)), population))
    if count != count.to_integral_value() or (is_share and population != population.to_integral_value()):
        return replace(rated, reason=f"{row.area} has no interval, because its count is not whole.")
    low, high = _limits(int(count), population, per, is_share)
    return replace(rated, low=Decimal(repr(low)), high=Decimal(repr(high)))


def _published(row: PeerRow, given: PeerValue) -> PeerRow:
    """An area without a count or a population: the rate as published, or what is missing."""
    value = usable(given.value)
    if given.value is not None and value is None:
        return replace(row, reason=f"A figure of {row.area} is too long or too fine to be worked with.")
    if value is not None:
        why = f"{row.area} has no interval, because its rate is given without a count and a population."
        return replace(row, rate=value, is_published=True, reason=why)
    if given.count is None:
        return replace(row, reason=f"{row.area} has no figure.")
    lack = "is missing" if given.population is None else "is 0"
    return replace(row, reason=f"{row.area} has no rate, because its population {lack}.")


def _wrong(area: str, count: Decimal, population: Decimal, is_share: bool) -> str:
    if count < 0 or population < 0:
        return f"{area} has no rate, because a count below 0 cannot be."
    if is_share and count > population:
        return f"{area} has no percentage, because its count is above its whole."
    return ""


def _limits(count: int, population: Decimal, per: int, is_share: bool) -> tuple[float, float]:
    if is_share:
        low, high = wilson_limits(count, int(population))
        return low * per, high * per
    low, high = count_limits(count)
    scale = per / float(population)
    return low * scale, high * scale


def _placed(row: PeerRow, rates: Sequence[Decimal]) -> PeerRow:
    if row.rate is None:
        return row
    return replace(row, rank=1 + sum(rate < row.rate for rate in rates))


def _against(row: PeerRow, mean: Decimal | None) -> Against | None:
    if mean is None or row.low is None or row.high is None:
        return None
    return Against.HIGHER if row.low > mean else Against.LOWER if row.high < mean else Against.IN_LINE


def _total(rates: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for rate in rates:
        total = _WIDE.add(total, rate)
    return total


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{('th', 'st', 'nd', 'rd', *('th',) * 6)[number % 10]}"
