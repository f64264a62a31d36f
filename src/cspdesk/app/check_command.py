"""The command `check`: what texts say that the figures do not, and which figures are missing."""

import argparse
import json
from datetime import date
from typing import Any

from cspdesk.analysis.check.checker import check as checked
from cspdesk.analysis.check.finding import CheckReport, Finding, Severity, Verdict
from cspdesk.analysis.check.places import name_of, part_of
from cspdesk.analysis.check.texts import text_at
from cspdesk.analysis.waiting import Awaited, waiting
from cspdesk.domain import printing
from cspdesk.domain.errors import InputError
from cspdesk.domain.plan_view import newest_quarter, placed_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation, Priority, Series
from cspdesk.store.store import Store


def check(options: argparse.Namespace) -> int:
    """Say what is wrong in the texts and missing in the figures; exit 1 where anything is.

    With a quarter its pack's texts are read, without one every text; figures are missed in that quarter, or
    in the newest.
    """
    with Store.read(options.file) as copy:
        snapshot = copy.load()
    quarter = options.quarter or newest_quarter(snapshot)
    if quarter is None:
        raise InputError(f"{options.file} holds no figures yet. Give --quarter, such as 2015-16Q4.")
    report = checked(snapshot, options.quarter, options.as_of)
    state = waiting(snapshot, quarter)
    missing = [_missing(snapshot, cell, options.as_of or quarter.end) for cell in state.cells]
    if options.json:
        print(json.dumps(as_json(snapshot, report, missing), ensure_ascii=False, indent=2))
    else:
        for finding in report.open:
            print(_line(snapshot, finding))
        for each in missing:
            print(each["message"])
        excused = sum(finding.excuse is not None for finding in report.findings)
        if excused:
            print("1 finding is excused." if excused == 1 else f"{excused} findings are excused.")
        print(f"{quarter.label}: {state.entered} of {state.due} measures are in.")
        print(report.reach)
    return 1 if missing or report.open else 0


def as_json(snapshot: Snapshot, report: CheckReport, missing: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a report, and the figures that are missing, as the document that `check --json` prints."""
    told = [(finding.severity, _as_json(snapshot, finding)) for finding in report.findings]
    return {
        "read": len(report.statements),
        "agree": report.count(Verdict.AGREES),
        "unchecked": report.count(Verdict.UNCHECKED),
        "findings": [
            *(each for severity, each in told if severity is not Severity.INFO),
            *missing,
            *(each for severity, each in told if severity is Severity.INFO),
        ],
    }


def _as_json(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    ref = finding.ref
    priority = snapshot.of(Priority).get(ref.priority) if ref.priority else None
    placed = placed_for(snapshot, ref.measure, ref.period) if ref.measure else None
    series = snapshot.of(Series).get(ref.series) if ref.series else None
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "priority": priority.title if priority else "",
        "measure": placed.number or placed.measure.title if placed else "",
        "series": series.label if series else "",
        "period": ref.period.key,
        "where": ref.where.value,
        "text": text_at(snapshot, ref) or "",
        "start": finding.start,
        "end": finding.end,
        "said": finding.said,
        "should_be": finding.should_be,
        "message": finding.message,
        "excused": finding.excuse is not None,
    }


def _line(snapshot: Snapshot, finding: Finding) -> str:
    """A finding on one line: "Error, 1.3 Anti-social behaviour incidents, Quarter 4 2015/16: ..."."""
    ref = finding.ref
    named = [finding.severity.value.capitalize(), name_of(snapshot, ref)]
    if ref.measure is None:
        # Several texts of a priority may stand in one quarter.
        named.append(part_of(snapshot, ref))
    return f"{', '.join((*named, ref.period.label))}: {' '.join(finding.message.split())}"


def _missing(snapshot: Snapshot, cell: Awaited, as_of: date) -> dict[str, Any]:
    """A finding for a figure that is waited for; past its promised day it is overdue."""
    placed = cell.placed
    row = snapshot.of(Observation).get(cell.series.id, cell.period)
    overdue = row is not None and row.due_on is not None and row.due_on < as_of
    named = f"{placed.name} ({cell.series.label})" if cell.series.label else placed.name
    why = f"is {cell.state}" if not cell.words else f"is waited for: '{cell.words}'"
    if row is not None and row.due_on is not None:
        why += f" ({'overdue since' if overdue else 'due on'} {printing.long_date(row.due_on)})"
    return {
        "kind": "missing",
        "severity": "warning",
        "priority": placed.priority.title,
        "measure": placed.number or placed.measure.title,
        "series": cell.series.label,
        "period": cell.period.key,
        "where": "observation",
        "text": cell.words,
        "start": 0,
        "end": len(cell.words),
        "said": cell.words,
        "should_be": "",
        "message": f"{named}: the figure for {cell.period.label} {why}. Ask {cell.owner}.",
        "excused": False,
    }
