"""Footnotes as the Text page shows them: each with what carries it, and what could."""

from dataclasses import dataclass

from cspdesk.commands.report_parts import Carrier
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import measure_name, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Observation,
    Plan,
    Series,
)
from cspdesk.domain.text import shortened


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """One thing that carries a footnote."""

    key: FootnoteUseId
    words: str


@dataclass(frozen=True, slots=True)
class Possible:
    """Something that could carry a footnote."""

    words: str
    carrier: Carrier


def note_name(note: Footnote) -> str:
    """Return a footnote's marker with the beginning of its text."""
    return f"{note.marker.strip()} {shortened(note.text)}".strip() or "An empty footnote"


def marks_of(snapshot: Snapshot, note: FootnoteId, quarter: Period) -> tuple[MarkSaid, ...]:
    """Return what carries a footnote, in words."""
    marks = snapshot.of(FootnoteMark).where("footnote", note)
    return tuple(MarkSaid(mark.id, _words(snapshot, mark, quarter)) for mark in marks)


def possible(snapshot: Snapshot, quarter: Period) -> tuple[Possible, ...]:
    """Return what can carry a footnote: the plan, then each measure, its figure and its commentary."""
    plan = plan_for(snapshot, quarter)
    if plan is None:
        return ()
    found = [Possible(_plan(plan), Carrier(FootnoteUse.PLAN, plan=plan.id))]
    for item in placed_in(snapshot, plan, quarter):
        measure = item.measure.id
        found.append(Possible(f"{item.name}: its name", Carrier(FootnoteUse.MEASURE, measure=measure)))
        for series in series_of(snapshot, measure):
            for period in (quarter, quarter.of_year):
                if snapshot.of(Observation).get(series.id, period):
                    words = f"{item.name}: {_figure(series, period)}"
                    carrier = Carrier(FootnoteUse.FIGURE, measure=measure, series=series.id, period=period)
                    found.append(Possible(words, carrier))
        if snapshot.of(Commentary).get(measure, quarter):
            words = f"{item.name}: the commentary of {quarter.label}"
            found.append(Possible(words, Carrier(FootnoteUse.COMMENTARY, measure=measure, period=quarter)))
    return tuple(found)


def _words(snapshot: Snapshot, mark: FootnoteMark, quarter: Period) -> str:
    if mark.used_by is FootnoteUse.PLAN:
        plan = snapshot.of(Plan).get(mark.plan) if mark.plan else None
        return _plan(plan) if plan else "A plan that is gone"
    name = measure_name(snapshot, mark.measure, quarter) if mark.measure else "A measure that is gone"
    if mark.used_by is FootnoteUse.MEASURE:
        return f"{name}: its name"
    if mark.used_by is FootnoteUse.COMMENTARY:
        return f"{name}: the commentary of {mark.period.label if mark.period else 'every quarter'}"
    series = snapshot.of(Series).get(mark.series) if mark.series else None
    if series is None or mark.period is None:
        return f"{name}: a figure that is gone"
    return f"{name}: {_figure(series, mark.period)}"


def _figure(series: Series, period: Period) -> str:
    of_series = f" of {series.label}" if series.label else ""
    return f"the figure{of_series} for {period.label}"


def _plan(plan: Plan) -> str:
    return f"The plan: {plan.title or 'without a title'}"
