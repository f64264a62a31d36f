"""Beginning a year: targets, baselines, what becomes of each measure, and projects put away, as one act."""

from dataclasses import dataclass, replace
from enum import StrEnum

from cspdesk.commands.arrange import next_position
from cspdesk.commands.figures import measure_of
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import Judges, Span, Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import aimed, based
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Placement,
    PlanId,
    Project,
    ProjectId,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.domain.text import MAX_TEXT, clean

MAX_WORDS = 500
"""The most characters of a successor or of what changes: it is one line."""


class Fate(StrEnum):
    """What becomes of a measure in the new year."""

    KEEP = "keep"
    CHANGE = "change"
    """It is counted in another way from the year's first quarter on."""
    DISCONTINUE = "discontinue"
    LEAVE_OUT = "leave out"
    """Discontinued before: packs of the new year no longer show it."""


@dataclass(frozen=True, slots=True)
class TargetOfYear:
    """A target of the new year as typed; nothing typed takes one away that is there."""

    series: SeriesId
    period: Period
    typed: str
    judges: Judges
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class OutturnBaseline:
    """Last year's outturn as something to compare with from the new year's first quarter on."""

    series: SeriesId
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class MeasureFate:
    """A measure that does not simply go on; the words are its successor, or what changes."""

    measure: MeasureId
    fate: Fate
    words: str = ""


@dataclass(frozen=True, slots=True)
class BeginYear:
    """Do at once what a new year asks for; everything chosen is here as a value."""

    label: str
    year: Period
    plan: PlanId | None = None
    """The plan in whose placements a measure is left out."""
    targets: tuple[TargetOfYear, ...] = ()
    baselines: tuple[OutturnBaseline, ...] = ()
    fates: tuple[MeasureFate, ...] = ()
    put_away: tuple[ProjectId, ...] = ()

    def apply(self, edits: Edits) -> None:
        """Do all of it.

        Raises RefusedError where something has been deleted since, where words are too long, and where
        nothing was chosen.
        """
        if not (self.targets or self.baselines or self.fates or self.put_away):
            raise RefusedError(
                f"Nothing is chosen for {self.year.label}, and open actions stay open by themselves. Choose "
                "a target, a baseline, a measure or a project."
            )
        for target in self.targets:
            _aim(edits, target)
        for baseline in self.baselines:
            _base(edits, baseline, self.year.quarters[0])
        for fate in self.fates:
            self._settle(edits, fate)
        for project in self.put_away:
            row = edits.get(Project, project)
            if row is None:
                raise RefusedError("A project has been deleted since. Nothing was changed.")
            edits.put(replace(row, closed=True))

    def _settle(self, edits: Edits, each: MeasureFate) -> None:
        measure = edits.get(Measure, each.measure)
        if measure is None:
            raise RefusedError("A measure has been deleted since. Nothing was changed.")
        words = line_of(each.words, f"words about {measure.title}")
        match each.fate:
            case Fate.DISCONTINUE:
                edits.put(replace(measure, stage=Stage.DISCONTINUED, replaced_by=words))
            case Fate.CHANGE:
                first = self.year.quarters[0]
                for line in edits.where(Series, measure=measure.id):
                    there = edits.get(SeriesBreak, line.id, first)
                    row = there or SeriesBreak(series=line.id, from_period=first)
                    edits.put(replace(row, comparable=False, note=words))
            case Fate.LEAVE_OUT:
                last = self.year.previous.quarters[-1]
                for place in edits.where(Placement, measure=measure.id):
                    if place.plan == self.plan:
                        edits.put(replace(place, to_period=last))


def line_of(text: str, what: str) -> str:
    """Return a text on one line; raises RefusedError where it is longer than is kept."""
    line = " ".join(clean(text).text.split())
    if len(line) > MAX_WORDS:
        raise RefusedError(f"The {what} have {len(line):,} characters; {MAX_WORDS} are kept. Shorten them.")
    return line


def _aim(edits: Edits, each: TargetOfYear) -> None:
    measure = measure_of(edits, each.series)
    typed = clean(each.typed).text.strip()
    if len(typed) > MAX_TEXT:
        raise RefusedError(f"A target has {len(typed):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
    if not typed:
        edits.delete(Target, each.series, each.period)
        return
    row = Target(
        series=each.series, period=each.period, typed=typed, judges=each.judges, read_as=each.read_as
    )
    edits.put(aimed(row, measure.unit))


def _base(edits: Edits, each: OutturnBaseline, since: Period) -> None:
    measure = measure_of(edits, each.series)
    row = Baseline(
        id=BaselineId(new_id()),
        series=each.series,
        position=next_position(edits, Baseline, series=each.series),
        label=each.label,
        typed=each.typed,
        from_period=since,
        span=Span.YEAR,
    )
    edits.put(based(row, measure.unit))
