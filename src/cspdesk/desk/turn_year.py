"""What a new year asks for: each measure's targets, its outturn as a baseline, and what becomes of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.analysis.line import Line
from cspdesk.commands.turning_year import BeginYear, Fate, MeasureFate, OutturnBaseline, TargetOfYear
from cspdesk.desk.turn_quarter import later, newest_written, with_one_before
from cspdesk.desk.turn_targets import as_typed, by_per_cent, of_year, outturn, per_cent, target_words
from cspdesk.domain.choices import ActionState, Comparator, Judges, Stage, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, priorities, series_of
from cspdesk.domain.printing import MINUS
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Baseline,
    Measure,
    Project,
    ProjectId,
    ProjectUpdate,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)

SAME, BLANK, STANDS, TYPED = "same", "blank", "stands", "typed"
"""How a target comes about, apart from a per cent: as last year's, none, entered before, written here."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What the officer chose for one series; None or "" where nothing was chosen."""

    how: str = ""
    """ "same", "blank", or a per cent as typed."""
    target: str | None = None
    is_baseline: bool | None = None
    fate: Fate | None = None
    """Of the measure; kept with its first series."""
    words: str | None = None


NO_DRAFT = LineDraft()
Drafts = Mapping[SeriesId, LineDraft]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One series of a measure at the turn of the year."""

    series: Series
    measure: Measure
    name: str
    """The measure's number and title with the series' own name."""
    outturn: Decimal | None
    outturn_words: str
    """As it will be read, or why there is none."""
    before: str
    """Last year's target."""
    how: str
    """How the new target comes about: "Same", "−5%", "Blank", "Stands", "Typed"; "" where there is none."""
    target: str
    targets: tuple[TargetOfYear, ...]
    """What is to be written; none where everything stands as it should."""
    problem: str
    """Why the target is not as was asked; "" where it is."""
    can_be_baseline: bool
    is_baseline: bool
    fates: tuple[Fate, ...]
    """What may become of the measure; none on the rows of its further series."""
    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """An open project at the turn of the year."""

    project: Project
    where: str
    said: str
    """Its open actions and what it reported in the year: "2 open actions, no update in 2015/16"."""
    is_put_away: bool


def years_to_begin(snapshot: Snapshot, chosen: Period) -> tuple[Period, ...]:
    """Return the years that may be begun, the likeliest first: the one after a year whose quarter 4 is in."""
    newest = newest_written(snapshot) or chosen
    year = newest.of_year
    after = later(year, 1)
    return with_one_before((*after, year) if newest.index == 4 else (year, *after))


def year_rows(snapshot: Snapshot, year: Period, drafts: Drafts) -> tuple[YearRow, ...]:
    """Return a row for each series of the measures that the plan of a new year places, in its order."""
    first = year.quarters[0]
    found = placed_in(snapshot, plan_for(snapshot, first), first)
    return tuple(row for item in found for row in _rows_of(snapshot, item, year, drafts))


def project_rows(
    snapshot: Snapshot, year: Period, drafts: Mapping[ProjectId, bool]
) -> tuple[ProjectRow, ...]:
    """Return the open projects; one that has done its work and reported nothing all year is put away."""
    ended = year.previous
    found = []
    for priority in priorities(snapshot, plan_for(snapshot, year.quarters[0])):
        for project in snapshot.of(Project).where("priority", priority.id):
            if project.closed:
                continue
            actions = snapshot.of(Action).where("project", project.id)
            updates = snapshot.of(ProjectUpdate).where("project", project.id)
            still_open = sum(action.state is ActionState.OPEN for action in actions)
            told = sum(row.period is None or row.period.of_year == ended for row in updates)
            recent = sum(row.period is not None and row.period.of_year > ended for row in updates)
            is_over = not (still_open or told or recent) and bool(actions or updates)
            said = f"{counted(still_open, 'open action')}, {counted(told, 'update')} in {ended.label}"
            where = f"{priority.number} {priority.title}".strip()
            found.append(ProjectRow(project, where, said, drafts.get(project.id, is_over)))
    return tuple(found)


def begin_year(
    snapshot: Snapshot, year: Period, rows: Sequence[YearRow], projects: Sequence[ProjectRow]
) -> BeginYear:
    """Return the command that does what the rows say."""
    plan = plan_for(snapshot, year.quarters[0])
    return BeginYear(
        label=f"Begin the year {year.label}",
        year=year,
        plan=plan.id if plan else None,
        targets=tuple(target for row in rows for target in row.targets),
        baselines=tuple(
            OutturnBaseline(row.series.id, baseline_label(year), as_typed(row.measure, row.outturn))
            for row in rows
            if row.is_baseline and row.outturn is not None
        ),
        fates=tuple(
            MeasureFate(row.measure.id, row.fate, row.words)
            for row in rows
            if row.fates and row.fate is not Fate.KEEP
        ),
        put_away=tuple(row.project.id for row in projects if row.is_put_away),
    )


def will_do(command: BeginYear) -> str:
    """Return what beginning the year does, in a sentence without its full stop: "enters 3 targets, ..."."""
    count = Counter(each.fate for each in command.fates)
    parts = (
        ("enters", sum(bool(target.typed) for target in command.targets), "target"),
        ("takes away", sum(not target.typed for target in command.targets), "target"),
        ("keeps", len(command.baselines), "outturn", "as a baseline", "as baselines"),
        ("changes how", count[Fate.CHANGE], "measure", "is counted", "are counted"),
        ("discontinues", count[Fate.DISCONTINUE], "measure"),
        ("leaves out", count[Fate.LEAVE_OUT], "discontinued measure"),
        ("puts away", len(command.put_away), "project"),
    )
    said = []
    for verb, number, noun, *after in parts:
        if number:
            tail = f" {after[0] if number == 1 else after[1]}" if after else ""
            said.append(f"{verb} {counted(number, str(noun))}{tail}")
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def baseline_label(year: Period) -> str:
    """Return what the outturn of the year before is called among a new year's baselines."""
    return f"{year.previous.label} outturn"


def counted(number: int, noun: str) -> str:
    """Return "1 target", "2 targets", "no target"."""
    return f"{number or 'no'} {noun}{'s' if number > 1 else ''}"


def _rows_of(snapshot: Snapshot, item: Placed, year: Period, drafts: Drafts) -> Iterator[YearRow]:
    measure = item.measure
    lines = series_of(snapshot, measure.id)
    draft = drafts.get(lines[0].id, NO_DRAFT) if lines else NO_DRAFT
    fates = _fates(snapshot, measure, lines, year)
    fate = draft.fate if draft.fate in fates else _likely_fate(snapshot, measure, lines, year)
    for place, series in enumerate(lines):
        row = _row(snapshot, item, series, year, drafts.get(series.id, NO_DRAFT))
        if place:
            row = replace(row, fates=(), words="", fate=fate)
        else:
            words = draft.words if draft.words is not None else measure.replaced_by
            row = replace(row, fates=fates, words=words, fate=fate)
        if fate in (Fate.DISCONTINUE, Fate.LEAVE_OUT) or measure.stage is Stage.DISCONTINUED:
            # Nothing is aimed at by what is no longer counted.
            row = replace(
                row, how="", target="", targets=(), problem="", can_be_baseline=False, is_baseline=False
            )
        yield row


def _row(snapshot: Snapshot, item: Placed, series: Series, year: Period, draft: LineDraft) -> YearRow:
    measure = item.measure
    value, why = outturn(Line(snapshot, measure, series), year.previous)
    has_baseline = any(
        row.label == baseline_label(year) for row in snapshot.of(Baseline).where("series", series.id)
    )
    is_offered = (
        measure.status_against is StatusAgainst.BASELINE or Comparator.BASELINE in measure.comparators
    )
    can = value is not None and not has_baseline
    chosen = is_offered if draft.is_baseline is None else draft.is_baseline
    rows = snapshot.of(Target).where("series", series.id)
    before, there = of_year(rows, year.previous), of_year(rows, year)
    how, targets, problem = _aims(measure, series, year, before, there, draft)
    standing = {row.period: row for row in there}
    written = tuple(each for each in targets if not _stands(each, standing.get(each.period)))
    gone = {each.period for each in targets if not each.typed}
    shown = {each.period: each for each in targets if each.typed}
    after = [row for row in there if row.period not in shown and row.period not in gone]
    after += [Target(series=series.id, period=each.period, typed=each.typed) for each in shown.values()]
    return YearRow(
        series=series,
        measure=measure,
        name=f"{item.name}: {series.label}" if series.label else item.name,
        outturn=value,
        outturn_words=as_typed(measure, value) if value is not None else why[:1].upper() + why[1:],
        before=target_words(before),
        how=how,
        target=target_words(after),
        targets=written,
        problem=problem,
        can_be_baseline=can,
        is_baseline=can and chosen,
        fates=(),
        fate=Fate.KEEP,
        words="",
    )


def _aims(
    measure: Measure,
    series: Series,
    year: Period,
    before: Sequence[Target],
    there: Sequence[Target],
    draft: LineDraft,
) -> tuple[str, tuple[TargetOfYear, ...], str]:
    """How the new targets come about, what they are, and why they are not as was asked."""
    same = tuple(
        TargetOfYear(series.id, row.period.year_after, row.typed, row.judges, row.read_as) for row in before
    )
    likely = (STANDS.capitalize(), ()) if there else (SAME.capitalize() if same else "", same)
    if draft.target is not None and draft.target.strip() and draft.how == TYPED:
        typed, problem = _typed(measure, series, year, same, there, draft.target.strip())
        return (*likely, problem) if problem else (TYPED.capitalize(), typed, "")
    if draft.how == BLANK or (draft.how == TYPED and draft.target is not None):
        return BLANK.capitalize(), tuple(_emptied(row) for row in there), ""
    if draft.how == SAME and same:
        return SAME.capitalize(), same, ""
    change = per_cent(draft.how) if draft.how else None
    if change is None or not same:
        return (*likely, "")
    changed = []
    for each in same:
        words, why = by_per_cent(each.typed, measure, change)
        if why:
            return (*likely, f"The target '{each.typed}' {why}, so no per cent changes it")
        changed.append(replace(each, typed=words, read_as=""))
    return per_cent_words(change), tuple(changed), ""


def per_cent_words(change: Decimal) -> str:
    """Return a change as it is shown: "−5%", "+2.5%"."""
    sign = MINUS if change < 0 else "+" if change else ""
    return f"{sign}{abs(change):,f}%"


def _typed(
    measure: Measure,
    series: Series,
    year: Period,
    same: Sequence[TargetOfYear],
    there: Sequence[Target],
    text: str,
) -> tuple[tuple[TargetOfYear, ...], str]:
    """A target written here: for the year, or for each quarter where targets are the quarters'."""
    shape = {row.period: row.judges for row in there} or {each.period: each.judges for each in same}
    grains = {period.grain for period in shape}
    if len(grains) > 1:
        problem = "has targets for the year and for its quarters: change them by a per cent, or in the grid"
        return (), f"{measure.title} {problem}"
    if not shape:
        shape = {year: Judges.YEAR_TO_DATE}
    return tuple(TargetOfYear(series.id, period, text, judges) for period, judges in shape.items()), ""


def _emptied(row: Target) -> TargetOfYear:
    return TargetOfYear(row.series, row.period, "", row.judges)


def _stands(each: TargetOfYear, row: Target | None) -> bool:
    if row is None:
        return not each.typed
    return (each.typed, each.judges, each.read_as) == (row.typed, row.judges, row.read_as)


def _fates(snapshot: Snapshot, measure: Measure, lines: Sequence[Series], year: Period) -> tuple[Fate, ...]:
    if measure.stage is Stage.DISCONTINUED:
        return (Fate.KEEP, Fate.LEAVE_OUT)
    # What is counted anew from this year on already cannot change once more.
    if any(snapshot.of(SeriesBreak).get(line.id, year.quarters[0]) for line in lines):
        return (Fate.KEEP, Fate.DISCONTINUE)
    return (Fate.KEEP, Fate.CHANGE, Fate.DISCONTINUE)


def _likely_fate(snapshot: Snapshot, measure: Measure, lines: Sequence[Series], year: Period) -> Fate:
    """A measure discontinued before is left out where neither year has a figure or target of it."""
    if measure.stage is not Stage.DISCONTINUED:
        return Fate.KEEP
    years = (year.previous, year)
    cells = [cell for each in years for cell in (each, *each.quarters)]
    read = [Line(snapshot, measure, line) for line in lines]
    has_figure = any(line.observed(cell) for line in read for cell in cells)
    targets = [row for line in lines for row in snapshot.of(Target).where("series", line.id)]
    has_target = any(of_year(targets, each) for each in years)
    return Fate.KEEP if has_figure or has_target else Fate.LEAVE_OUT
