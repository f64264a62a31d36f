"""What a measure's page says of other areas: their table, where one's own stands, and verdicts quoted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.peers import (
    RULE,
    PeerRow,
    PeerTable,
    own_words,
    peer_periods,
    peer_table,
    verdict_words,
)
from cspdesk.domain import printing
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, PeerVerdict
from cspdesk.domain.unit import Unit

_LEAST_DECIMALS = 1
"""Rates of areas lie close together, so that they are printed finer than the measure's own figures."""


@dataclass(frozen=True, slots=True)
class PeersShown:
    """A comparison as it is shown."""

    period: Period
    sentences: tuple[str, ...]
    """Where one's own area stands, the mean, and what could not be compared."""
    table: tuple[tuple[str, ...], ...]
    """Headings and rows, the highest rate first."""
    rule: str
    """The rule behind the words; "" where nothing is compared."""


def peers_shown(snapshot: Snapshot, measure: Measure, quarter: Period) -> PeersShown | None:
    """Return the newest comparison up to a quarter or its year; None where there is none."""
    periods = [each for each in peer_periods(snapshot, measure) if each.start <= quarter.start]
    if not periods:
        return None
    period = max(periods, key=lambda each: (each.end, each == quarter))
    table = peer_table(snapshot, measure, period)
    return PeersShown(
        period,
        tuple(_sentences(table, measure)),
        _rows(table, measure),
        "" if table.reason else RULE,
    )


def verdict_on(snapshot: Snapshot, measure: Measure, quarter: Period) -> PeerVerdict | None:
    """Return what was said elsewhere of a measure in a quarter."""
    return snapshot.of(PeerVerdict).get(measure.id, quarter)


def verdicts_shown(snapshot: Snapshot, measure: Measure, quarter: Period) -> tuple[str, ...]:
    """Return what was said elsewhere of a measure in a quarter and its year, as quotations."""
    found = (snapshot.of(PeerVerdict).get(measure.id, period) for period in (quarter, quarter.of_year))
    return tuple(f"{row.period.label}: {verdict_words(row)}" for row in found if row is not None)


def _sentences(table: PeerTable, measure: Measure) -> Iterator[str]:
    period = table.period.label if table.period else ""
    own = table.own
    name = f"{own.area}, {period}: " if own is not None else f"{period}: "
    yield name + own_words(table)
    if table.mean is not None:
        yield f"The mean of {table.ranked} rates is {_rate(table.mean, measure)}."
    for row in table.rows:
        if row.reason and row is not own and row.rate is None:
            yield row.reason
    sources = dict.fromkeys(row.source for row in table.rows if row.source)
    if sources:
        yield f"Source: {'; '.join(sources)}."


def _rows(table: PeerTable, measure: Measure) -> tuple[tuple[str, ...], ...]:
    is_share = measure.unit is Unit.PERCENT
    rate = "Per cent" if is_share else f"Per {table.per:,}"
    whole = "Out of" if is_share else "Population"
    headings = ("Area", "Count", whole, rate, "95% limits", "Rank", "Against the mean")
    rows = [_row(row, measure) for row in table.by_rate]
    kept = [place for place in range(len(headings)) if not place or any(row[place] for row in rows)]
    return tuple(tuple(line[place] for place in kept) for line in (headings, *rows))


def _row(row: PeerRow, measure: Measure) -> tuple[str, ...]:
    limits = ""
    if row.low is not None and row.high is not None:
        limits = f"{_rate(row.low, measure)} to {_rate(row.high, measure)}"
    return (
        f"{row.area} (own)" if row.is_own else row.area,
        f"{row.count:,f}" if row.count is not None else "",
        f"{row.population:,f}" if row.population is not None else "",
        _rate(row.rate, measure) if row.rate is not None else "",
        limits,
        str(row.rank) if row.rank is not None else "",
        row.against.value.capitalize() if row.against is not None else "",
    )


def _rate(value: Decimal, measure: Measure) -> str:
    decimals = max(measure.decimals, _LEAST_DECIMALS)
    return f"{printing.half_up(value, decimals):,f}"
