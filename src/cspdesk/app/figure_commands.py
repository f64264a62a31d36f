"""The command `figures`: what the figures come to."""

import argparse
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cspdesk.analysis.control import ControlChart
from cspdesk.analysis.control_series import series_control
from cspdesk.analysis.direction import Way, directions, first_known
from cspdesk.analysis.figures import Change, MeasureFigures, SeriesFigures, all_figures
from cspdesk.analysis.statements import number, reading_line
from cspdesk.analysis.status import judged
from cspdesk.domain import printing
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Target
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store


def figures(options: argparse.Namespace) -> int:
    """Print every derived figure of every series of a quarter."""
    with Store.read(options.file) as copy:
        snapshot = copy.load()
    found = all_figures(snapshot, options.quarter)
    if options.json:
        print(json.dumps(as_json(snapshot, options.quarter, found), ensure_ascii=False, indent=2))
        return 0
    for measure in found:
        for line in measure.series:
            name = (
                f"{measure.placed.name} ({line.series.label})" if line.series.label else measure.placed.name
            )
            print(f"{name}: {reading_line(measure.placed.measure, line)}.")
    return 0


def as_json(snapshot: Snapshot, quarter: Period, found: tuple[MeasureFigures, ...]) -> dict[str, Any]:
    """Return the figures of a snapshot's quarter as the document that `figures --json` prints."""
    return {
        "quarter": quarter.key,
        "measures": [
            {
                "number": each.placed.number,
                "title": each.placed.measure.title,
                "priority": each.placed.priority.title,
                "status": _status(snapshot, quarter, each),
                "direction": _direction(snapshot, quarter, each),
                "series": [_series(snapshot, quarter, each.placed.measure, line) for line in each.series],
            }
            for each in found
        ],
    }


def _status(snapshot: Snapshot, quarter: Period, found: MeasureFigures) -> dict[str, str]:
    judgement = judged(snapshot, found.placed, quarter, found)
    return {"status": judgement.status.value, "reason": judgement.reason}


def _direction(snapshot: Snapshot, quarter: Period, found: MeasureFigures) -> dict[str, str | None]:
    """The direction on the first of the measure's comparators that can be worked out."""
    first = first_known(found.placed, directions(snapshot, found.placed, quarter, found))
    if first is None:
        return {"direction": Way.NOT_COMPARABLE.value, "comparator": None}
    return {"direction": first.way.value, "comparator": first.comparator.value}


def _series(snapshot: Snapshot, quarter: Period, measure: Measure, line: SeriesFigures) -> dict[str, Any]:
    chart = series_control(snapshot, measure, line.series, quarter)
    return {
        "label": line.series.label,
        "state": line.state,
        **_values(line, _plain, _plain),
        "target": _target(line.target),
        "spc": _control(measure, chart, _plain),
        "printed": {
            "state": line.state,
            **_values(line, lambda value: _printed(measure, value), _printed_percent),
            "target": _printed_target(measure, line.target),
            "spc": _control(measure, chart, lambda limit: _printed_limit(measure, chart, limit)),
        },
    }


def _values(
    line: SeriesFigures,
    value: Callable[[Decimal | None], Any],
    percent: Callable[[Decimal | None], Any],
) -> dict[str, Any]:
    """The figures under their names, each as `value` or `percent` renders it."""
    own, to_date, rolling = line.quarter, line.year_to_date, line.rolling
    first = line.baseline.change if line.baseline else Change(None, None, None, None)
    return {
        "entered": value(line.entered),
        "value": value(own.now),
        "last_year_quarter": value(own.before),
        "quarter_change": value(own.difference),
        "quarter_change_pct": percent(own.percent),
        "year_to_date": value(to_date.now),
        "last_year_to_date": value(to_date.before),
        "change": value(to_date.difference),
        "change_pct": percent(to_date.percent),
        "rolling_12": value(rolling.now),
        "rolling_12_last_year": value(rolling.before),
        "rolling_change": value(rolling.difference),
        "rolling_change_pct": percent(rolling.percent),
        "baseline": value(first.before),
        "baseline_change": value(first.difference),
        "baseline_change_pct": percent(first.percent),
        "baselines": [
            {
                "label": each.label,
                "span": each.span.value,
                "value": value(each.value),
                "change": value(each.change.difference),
                "change_pct": percent(each.change.percent),
            }
            for each in line.baselines
        ],
    }


def _control(
    measure: Measure, chart: ControlChart, value: Callable[[Decimal | None], Any]
) -> dict[str, Any] | None:
    """What the control chart says of its newest point, or why there is none; None for words."""
    if measure.unit is Unit.TEXT:
        return None
    limits = chart.last.limits if chart.last else None
    return {
        "n": chart.n,
        "mean": value(limits.mean if limits else None),
        "lower": value(limits.lower if limits else None),
        "upper": value(limits.upper if limits else None),
        "variation": chart.variation.value if chart.variation else None,
        "assurance": chart.assurance.value if chart.assurance else None,
        "reason": chart.reason,
    }


def _printed_limit(measure: Measure, chart: ControlChart, limit: Decimal | None) -> str | None:
    """A limit or a mean as it is drawn, with one decimal more than the figures have."""
    drawn = chart.drawn(limit)
    return None if drawn is None else printing.figure(drawn, measure.unit, measure.decimals + 1)


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "kind": target.kind.value,
        "low": _plain(target.low),
        "high": _plain(target.high),
        "text": target.typed,
    }


def _printed_target(measure: Measure, target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    low, high = _printed(measure, target.low), _printed(measure, target.high)
    return {"kind": target.kind.value, "low": low, "high": high, "text": target.typed}


def _plain(value: Decimal | None) -> int | float | None:
    """A JSON number; up to 15 digits, which is all that a figure may have, nothing is lost."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _printed(measure: Measure, value: Decimal | None) -> str | None:
    return None if value is None else number(measure, value)


def _printed_percent(value: Decimal | None) -> str | None:
    return None if value is None else printing.percent(value)
