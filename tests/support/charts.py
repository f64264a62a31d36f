"""A chart of every kind from made-up documents, for tests that draw them."""

from decimal import Decimal
from typing import Any

from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.analysis.measure_charts import chart_of
from cspdesk.domain.choices import Polarity, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    Observation,
    PeerValue,
    PeerValueId,
    PlanId,
    Priority,
    PriorityId,
    Rebase,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.judging import MEASURE, Q4, SERIES, baseline, document, target

CONTROLLED = (40, 42, 39, 44, 41, 38, 43, 60, 41, 40, 42, 39, 30, 31, 29, 28, 33, 30, 29, 31, 32, 28, 30, 22)
VIOLENCE = (231, 248, 240, 255, 262, 249, 258, 251, 260, 303, 303, 280, 326, 347, 355, 412)
PARTS = {
    "Hotline": (47, 33, 27, 12, 40, 35, 20, 12),
    "Police": (37, 9, 15, 10, 30, 22, 11, 10),
    "Housing associations and private landlords": (2, 3, 1, 0, 2, 3, 4, 5),
}
AREAS = ("Riverbourne", "Ashford", "Great Marlow and the Chilterns", "Dunmow", "Easton", "Foxley")


def typed(figures: tuple[int, ...]) -> dict[str, str]:
    """Figures that end with Quarter 4 2015/16, as they would be typed."""
    return {Q4.shift(place - len(figures) + 1).key: str(value) for place, value in enumerate(figures)}


def every_chart() -> dict[ChartKind, ChartSpec]:
    """A chart of each kind, with all that such a chart can bear."""
    snapshot, placed = document(
        typed(VIOLENCE),
        unit_label="offences",
        targets=[target("280-300", Q4.shift(-back)) for back in range(6)],
        baselines=[baseline("257", span=Span.QUARTER)],
        breaks=[("2014-15Q3", False, "counting rules changed in October")],
    )
    made = {kind: chart_of(snapshot, placed, Q4, kind) for kind in (ChartKind.TREND, ChartKind.YEARS)}
    again = Rebase(series=SERIES, from_period=Period.from_key("2013-14Q1"))
    snapshot, placed = document(
        typed(CONTROLLED),
        unit_label="offences",
        polarity=Polarity.LOWER,
        targets=[target("35", Q4)],
        rows=[again],
    )
    made[ChartKind.CONTROL] = chart_of(snapshot, placed, Q4, ChartKind.CONTROL)
    made[ChartKind.STACKED] = chart_of(*_parted(), Q4, ChartKind.STACKED)
    made[ChartKind.AREAS] = chart_of(*_compared(), Q4, ChartKind.AREAS)
    return made


def _placed(measure: Measure) -> Placed:
    return Placed(measure, "1.1", Priority(id=PriorityId("p"), plan=PlanId("plan")))


def _parted() -> tuple[Snapshot, Placed]:
    measure = Measure(id=MEASURE, title="Repeat callers", unit_label="callers")
    rows: list[Any] = [
        measure,
        Series(id=SeriesId("t"), measure=MEASURE, position=9, label="All", total_of="the others"),
    ]
    for position, (label, figures) in enumerate(PARTS.items()):
        series = SeriesId(label)
        rows.append(Series(id=series, measure=MEASURE, position=position, label=label, headline=not position))
        for key, text in typed(figures).items():
            row = Observation(series=series, period=Period.from_key(key), typed=text)
            rows.append(observed(row, Unit.COUNT))
    return Snapshot.of_rows(rows), _placed(measure)


def _compared() -> tuple[Snapshot, Placed]:
    measure = Measure(id=MEASURE, title="Burglary", unit_label="offences")
    given = [
        PeerValue(
            id=PeerValueId(area),
            position=place,
            measure=MEASURE,
            period=Q4,
            area=area,
            own=not place,
            count=Decimal(300 + place * 31 % 100),
            population=Decimal(60_000),
            source="Police recorded crime",
        )
        for place, area in enumerate(AREAS)
    ]
    return Snapshot.of_rows([measure, *given]), _placed(measure)
