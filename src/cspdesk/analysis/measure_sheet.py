"""What the page of one measure shows in a quarter, as plain data: the shape in which partnerships publish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cspdesk.analysis.chance import Chance, series_chance
from cspdesk.analysis.direction import Direction, Way, directions
from cspdesk.analysis.figures import BaselineFigure, MeasureFigures, SeriesFigures, measure_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.live_fields import FieldPlace, expanded
from cspdesk.analysis.measure_history import History, history_of
from cspdesk.analysis.revisions import revision_of, revision_words
from cspdesk.analysis.statements import change_words, number, quarters_behind, reading_line
from cspdesk.analysis.status import Judgement, judged
from cspdesk.domain.choices import Comparator, EnteredAs, FootnoteUse, Judges, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_for, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Footnote,
    FootnoteMark,
    Measure,
    MeasureId,
    Observation,
    Outlook,
    Plan,
    Rebase,
    SeriesBreak,
    StatusOverride,
    Target,
)

_OVER_TIME = (Comparator.YEAR_TO_DATE, Comparator.SAME_QUARTER, Comparator.ROLLING)
_TRENDS = {
    Comparator.SAME_QUARTER: "On the same quarter last year",
    Comparator.YEAR_TO_DATE: "On the year to date last year",
    Comparator.ROLLING: "On the rolling year before",
    Comparator.BASELINE: "On the baseline",
    Comparator.TARGET: "Against the target",
    Comparator.PREVIOUS: "On the previous quarter",
}


@dataclass(frozen=True, slots=True)
class Trend:
    """A direction as the page shows it."""

    heading: str
    """ "On the same quarter last year (long trend)"."""
    word: str
    """ "Better"."""
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """Everything that the page says of a measure in words; "" and () where there is nothing to say."""

    placed: Placed
    quarter: Period
    place: str
    """Where it stands: its priority and plan."""
    figure: str
    beside: str
    """The figure's unit and time."""
    reading: str
    judgement: Judgement
    override: StatusOverride | None
    outlook: Outlook | None
    trends: tuple[Trend, ...]
    apart: tuple[Trend, ...]
    """Two of the trends that disagree, one better and one worse; none where all agree."""
    chance: Chance | None
    """Whether the change may be chance alone; None of a measure without figures."""
    definition: str
    good_looks_like: str
    why_it_matters: str
    issues: str
    targets: tuple[str, ...]
    baselines: tuple[str, ...]
    histories: tuple[History, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Owner, source and so on: what it is, and its words."""


def measure_sheet(snapshot: Snapshot, measure: MeasureId, quarter: Period) -> MeasureSheet | None:
    """Return a measure's page in a quarter; None where the measure is gone."""
    found = placed_for(snapshot, measure, quarter)
    if found is None:
        return None
    row = found.measure
    figures = measure_figures(snapshot, found, quarter)
    lines = [Line(snapshot, row, series) for series in series_of(snapshot, measure)]

    def said(text: str) -> str:
        return expanded(snapshot, text.strip(), FieldPlace(quarter, measure)).text

    # The series that speaks for the measure comes first.
    lines.sort(key=lambda line: figures.headline is None or line.series != figures.headline.series)
    ways = directions(snapshot, found, quarter, figures)
    return MeasureSheet(
        placed=found,
        quarter=quarter,
        place=_place(snapshot, found, quarter),
        figure=_figure(row, figures.headline),
        beside=_beside(row, quarter, figures.headline),
        reading=reading_line(row, figures.headline) if figures.headline else "No series is set up for it.",
        judgement=judged(snapshot, found, quarter, figures),
        override=snapshot.of(StatusOverride).get(measure, quarter),
        outlook=snapshot.of(Outlook).get(measure, quarter),
        trends=tuple(map(_trend, ways)),
        apart=_apart(ways, row),
        chance=measure_chance(lines[0], quarter) if lines and figures.headline else None,
        definition=said(row.definition),
        good_looks_like=said(row.good_looks_like),
        why_it_matters=said(row.why_it_matters),
        issues=said(row.issues_to_consider),
        targets=tuple(_targets(snapshot, figures, quarter)),
        baselines=tuple(_baselines(row, figures)),
        histories=tuple(history_of(line, quarter) for line in lines),
        notes=tuple(said(note) for note in _notes(snapshot, lines, quarter)),
        facts=tuple((name, words) for name, words in _facts(row) if words),
    )


def _place(snapshot: Snapshot, found: Placed, quarter: Period) -> str:
    plan = snapshot.of(Plan).get(found.priority.plan) if found.priority.plan else None
    if plan is None:
        return "In no plan"
    words = f"{found.priority.number} {found.priority.title}".strip()
    said = ", ".join(part for part in (words, plan.title) if part)
    now = plan_for(snapshot, quarter)
    return said if now is not None and now.id == plan.id else f"{said}; not in the plan of {quarter.label}"


def _figure(measure: Measure, figures: SeriesFigures | None) -> str:
    """The quarter's figure, else the words typed for it, else whether it is missing."""
    if figures is None:
        return "No figures"
    value = figures.quarter.now if figures.quarter.now is not None else figures.entered
    return number(measure, value) if value is not None else figures.state.capitalize()


def _beside(measure: Measure, quarter: Period, figures: SeriesFigures | None) -> str:
    when = quarter.rolling_label if measure.entered_as is EnteredAs.ROLLING else quarter.label
    label = figures.series.label if figures else ""
    return ", ".join(part for part in (label, measure.unit_label, when) if part)


def _trend(direction: Direction) -> Trend:
    kinds = " and ".join(
        name for name, holds in (("short", direction.is_short), ("long", direction.is_long)) if holds
    )
    heading = _TRENDS[direction.comparator]
    return Trend(f"{heading} ({kinds} trend)" if kinds else heading, direction.word, direction.reason)


def _apart(ways: Sequence[Direction], measure: Measure) -> tuple[Trend, ...]:
    """The first of the measure's comparators and the first that says the opposite."""
    own = [each for each in ways if each.comparator in measure.comparators and each.is_known]
    told = [each for each in own if each.way in (Way.BETTER, Way.WORSE)]
    other = next((each for each in told if each.way is not told[0].way), None)
    return (_trend(told[0]), _trend(other)) if other else ()


def measure_chance(line: Line, quarter: Period) -> Chance:
    """Return what chance may explain of a series' change in a quarter.

    It is judged by the first of the measure's comparators over time of which something can be said.
    """
    asked = [each for each in line.measure.comparators if each in _OVER_TIME]
    tried = (series_chance(line, quarter, each) for each in dict.fromkeys((*asked, *_OVER_TIME)))
    found = next(tried)
    if found.is_often_chance is not None:
        return found
    return next((each for each in tried if each.is_often_chance is not None), found)


def _targets(snapshot: Snapshot, figures: MeasureFigures, quarter: Period) -> Iterator[str]:
    for line in figures.series:
        for period in (quarter, quarter.of_year):
            target = snapshot.of(Target).get(line.series.id, period)
            if target is None or not target.typed.strip():
                continue
            judges = "latest figure" if target.judges is Judges.LATEST else target.judges.value
            said = f"{period.label}: {' '.join(target.typed.split())}, for the {judges}"
            if target.read_as.strip():
                said += f", read as {' '.join(target.read_as.split())}"
            yield f"{line.series.label}, {said}" if line.series.label else said


def _baselines(measure: Measure, figures: MeasureFigures) -> Iterator[str]:
    for line in figures.series:
        for each in line.baselines:
            said = _baseline(measure, each)
            yield f"{line.series.label}, {said}" if line.series.label else said


def _baseline(measure: Measure, each: BaselineFigure) -> str:
    label = each.label or "Baseline"
    if each.value is None:
        return f"{label}: to be given"
    said = (
        f"{label}: {number(measure, each.value)} for a {each.span}{' year' if each.span == 'rolling' else ''}"
    )
    if each.change.now is None or each.change.difference is None:
        return f"{said}; not compared, as {each.change.broken}" if each.change.broken else said
    return f"{said}; now {number(measure, each.change.now)}, {change_words(measure, each.change)}"


def _notes(snapshot: Snapshot, lines: Sequence[Line], quarter: Period) -> Iterator[str]:
    """Breaks in the series, new limits, notes on the year's figures, revisions and footnotes."""
    year = [*quarter.of_year.quarters, quarter.of_year]
    for line in lines:
        name = f"{line.series.label}: " if line.series.label else ""
        for row in sorted(
            snapshot.of(SeriesBreak).where("series", line.series.id), key=lambda r: r.from_period
        ):
            can = "are" if row.comparable else "are not"
            said = f"{name}from {row.from_period.label} figures {can} comparable with those before"
            yield _ended(f"{said}: {row.note.strip()}" if row.note.strip() else said)
        for rebase in snapshot.of(Rebase).where("series", line.series.id):
            why = f": {rebase.note.strip()}" if rebase.note.strip() else ""
            yield _ended(f"{name}control limits begin anew in {rebase.from_period.label}{why}")
        for period in year:
            cell = snapshot.of(Observation).get(line.series.id, period)
            if cell is not None and cell.note.strip():
                yield _ended(f"{name}{period.label}: {cell.note.strip()}")
            revision = revision_of(snapshot, line.series.id, period)
            if revision is not None:
                yield f"{name}{period.label}: {revision_words(snapshot, revision)}"
    yield from _footnotes(snapshot, lines, quarter)


def _footnotes(snapshot: Snapshot, lines: Sequence[Line], quarter: Period) -> Iterator[str]:
    measures = {line.measure.id for line in lines}
    series = {line.series.id for line in lines}
    told = set()
    for mark in snapshot.of(FootnoteMark):
        is_ours = mark.measure in measures and (
            mark.used_by is FootnoteUse.MEASURE
            or (mark.used_by is FootnoteUse.COMMENTARY and mark.period == quarter)
        )
        is_figures = mark.used_by is FootnoteUse.FIGURE and mark.series in series
        note = snapshot.of(Footnote).get(mark.footnote) if is_ours or is_figures else None
        if note is not None and note.id not in told:
            told.add(note.id)
            yield f"{note.marker} {note.text}".strip()


def _facts(measure: Measure) -> Iterator[tuple[str, str]]:
    yield "Owner", measure.owner.strip()
    yield "Source", measure.source.strip()
    yield "Usual lag", f"figures come {quarters_behind(measure.lag)}" if measure.lag else ""
    yield "Entered as", measure.entered_as.value
    if measure.stage is not Stage.ACTIVE:
        after = measure.replaced_by.strip()
        yield "Stage", measure.stage.value + (f", replaced by {after}" if after else "")


def _ended(sentence: str) -> str:
    said = sentence[:1].upper() + sentence[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
