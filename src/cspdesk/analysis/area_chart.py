"""Areas as a chart to be drawn: bars sorted by rate, one's own marked, with the mean of the group."""

from dataclasses import replace

from cspdesk.analysis.chart_titles import title_key, title_of
from cspdesk.analysis.chart_words import describe
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.analysis.peers import RULE, PeerTable, own_words, peer_table
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.unit import Unit


def area_chart(snapshot: Snapshot, placed: Placed, period: Period) -> ChartSpec:
    """Return the areas given for a measure in a period; refused where there are not two rates to compare."""
    measure = placed.measure
    table = peer_table(snapshot, measure, period)
    is_percent = measure.unit is Unit.PERCENT
    decimals = measure.decimals if is_percent else max(measure.decimals, 1)
    made = areas_spec(table, is_percent=is_percent, decimals=decimals)
    return replace(
        made,
        title=title_of(snapshot, measure.id, ChartKind.AREAS, period, made.title),
        title_key=title_key(measure.id, ChartKind.AREAS, period),
    )


def areas_spec(table: PeerTable, *, is_percent: bool = False, decimals: int = 1) -> ChartSpec:
    """Return a comparison as a chart, the highest rate first."""
    rows = [row for row in table.by_rate if row.rate is not None]
    count = len(rows)
    own_at = next((at for at, row in enumerate(rows) if row.is_own), -1)
    own = rows[own_at] if own_at >= 0 else None
    when = f", {table.period.label}" if table.period else ""
    rate = "per cent" if is_percent else f"per {table.per:,} people"
    published = any(row.is_published for row in rows)
    lines = [ChartLine("Per cent" if is_percent else "Rate", LineRole.OWN, tuple(row.rate for row in rows))]
    if table.mean is not None:
        lines.append(ChartLine("Mean", LineRole.MEAN, (table.mean,) * count))
    interval = (own.low, own.high) if own and own.low is not None and own.high is not None else None
    lacking = [row.area for row in table.rows if row.rate is None]
    notes = [RULE] if interval else []
    notes += [f"{row.reason}" for row in table.rows if row.is_own and row.reason]
    notes += ["Some rates are as published."] if published else []
    notes += [f"No rate for {', '.join(lacking)}."] if lacking else []
    made = ChartSpec(
        title=f"{table.title}: {_lowered(own_words(table))}",
        subject=f"{table.title}, areas compared, {rate}{when}",
        labels=tuple(row.area or "An area without a name" for row in rows),
        lines=tuple(lines),
        unit_label=rate,
        decimals=decimals,
        is_percent=is_percent,
        from_zero=True,
        source="; ".join(dict.fromkeys(row.source.strip() for row in table.rows if row.source.strip())),
        kind=ChartKind.AREAS,
        notes=tuple(dict.fromkeys(notes)),
        refused=table.reason,
        own_at=own_at,
        interval=interval,
    )
    return replace(made, description=describe(made))


def _lowered(sentence: str) -> str:
    """A sentence as it follows a colon."""
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")
