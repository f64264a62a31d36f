"""The figures of a pack that differ from what the board saw: what they were, what they are and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from cspdesk.analysis.revisions import is_revised, pack_name, revision_since
from cspdesk.domain import printing
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for, series_of
from cspdesk.domain.reading import read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, PackIssue, Revision, Series


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that was revised since the board saw it, or first given since."""

    placed: Placed
    series: Series
    period: Period
    seen: str
    """What the board saw, as a pack prints it; "" where it saw none."""
    now: str
    """What stands there now, printed alike; "" where it was taken out."""
    pack: str
    """The pack that it differs from: "the pack of 12 May 2016"."""
    reason: str

    @property
    def name(self) -> str:
        """The measure's number and title, with the series' own name where it has one."""
        return f"{self.placed.name}: {self.series.label}" if self.series.label else self.placed.name

    @property
    def is_revised(self) -> bool:
        """Whether the board saw another figure; else it is reported since."""
        return bool(self.seen)


def changed_figures(snapshot: Snapshot, quarter: Period) -> tuple[ChangedFigure, ...]:
    """Return the figures up to a quarter that the board's newest pack had otherwise or not at all.

    That is the newest pack of an earlier quarter, so that issuing this quarter's does not alter it; where
    the figure differs only from this quarter's pack or a later one, it is that.
    """
    return tuple(_changed(snapshot, quarter))


def _changed(snapshot: Snapshot, quarter: Period) -> Iterator[ChangedFigure]:
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        for series in series_of(snapshot, item.measure.id):
            rows = snapshot.of(Revision).where("series", series.id)
            periods = {row.period for row in rows if row.period.end <= quarter.end}
            for period in sorted(periods, key=lambda each: (each.end, each.start)):
                if revision := revision_since(snapshot, series.id, period, quarter):
                    yield _figure(snapshot, item, series, revision)


def _figure(snapshot: Snapshot, item: Placed, series: Series, revision: Revision) -> ChangedFigure:
    issue = snapshot.of(PackIssue).get(revision.issue)
    row = snapshot.of(Observation).get(series.id, revision.period)
    return ChangedFigure(
        item,
        series,
        revision.period,
        as_printed(item.measure, revision.seen, revision.period) if is_revised(revision) else "",
        as_printed(item.measure, row.typed, revision.period) if row else "",
        pack_name(issue) if issue else "an earlier pack",
        revision.reason.strip(),
    )


def as_printed(measure: Measure, typed: str, period: Period) -> str:
    """Return a figure as a pack prints it, by what was typed."""
    return printing.reading_text(read(typed, measure.unit, period), typed, measure.unit, measure.decimals)
