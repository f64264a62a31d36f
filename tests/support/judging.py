"""One measure with its figures and what judges it, for tests of status and direction."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.read_rows import based, new_target, observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Observation,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.domain.unit import Unit

MEASURE, SERIES = MeasureId("m"), SeriesId("s")
Q1, Q2, Q3, Q4 = Period.financial_year(2015).quarters


def year(first: int, *texts: str) -> dict[str, str]:
    """Texts typed for the quarters of a year, empty ones left out."""
    quarters = Period.financial_year(first).quarters
    return {period.key: text for period, text in zip(quarters, texts, strict=False) if text}


def document(
    typed: dict[str, str],
    *,
    targets: Iterable[Target] = (),
    baselines: Iterable[Baseline] = (),
    breaks: Iterable[tuple[str, bool, str]] = (),
    rows: Iterable[Any] = (),
    **about: Any,
) -> tuple[Snapshot, Placed]:
    """A document with one measure of one series, for which these texts were typed."""
    measure = Measure(id=MEASURE, title="Measure", **about)
    priority = Priority(id=PriorityId("p"), plan=PlanId("plan"))
    series = Series(id=SERIES, measure=MEASURE, headline=True)
    figures = [
        observed(Observation(series=SERIES, period=Period.from_key(key), typed=text), measure.unit)
        for key, text in typed.items()
    ]
    split = [
        SeriesBreak(series=SERIES, from_period=Period.from_key(key), comparable=comparable, note=note)
        for key, comparable, note in breaks
    ]
    everything = [measure, priority, series, *figures, *targets, *baselines, *split, *rows]
    return Snapshot.of_rows(everything), Placed(measure, "1.1", priority)


def target(typed: str, period: Period = Q4, unit: Unit = Unit.COUNT, **about: Any) -> Target:
    """A target of the series, as the program would keep it."""
    return replace(new_target(SERIES, period, typed, unit), **about)


def baseline(typed: str, unit: Unit = Unit.COUNT, **about: Any) -> Baseline:
    """A baseline of the series."""
    return based(Baseline(id=BaselineId(f"b{typed}"), series=SERIES, typed=typed, **about), unit)
