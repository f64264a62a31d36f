"""What Home says, without widgets: how far the quarter is, what to enter, to check and to do, and where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.analysis.calendar import Dates, countdown, dates_in_words, meeting_taking
from cspdesk.analysis.check.finding import Finding
from cspdesk.analysis.check.places import name_of
from cspdesk.analysis.edges import earlier
from cspdesk.analysis.overdue import last_day, overdue
from cspdesk.analysis.reminders import MOST_BACK, Debtor, debtors
from cspdesk.analysis.status import judged
from cspdesk.analysis.waiting import Awaited, Waiting, waiting
from cspdesk.desk.check_board import said_once
from cspdesk.desk.check_places import place_of
from cspdesk.desk.said_texts import said
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.choices import Frequency, Status
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, headline, is_reported, placed_in, plan_for, series_of
from cspdesk.domain.reading import State
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Commentary,
    CountywideRow,
    Meeting,
    Observation,
    Priority,
    PriorityId,
    Project,
    ReportItem,
    Series,
)
from cspdesk.domain.text import plain

_MOST_LETTERS = 90
"""So much of a text stands in a line."""
_MOST_FINDINGS = 5
"""So many findings have a line; the rest are counted in one that leads to all of them."""
_NOT_COME = (State.LATE, State.NO_RETURN)
_NOT_REVIEWED = "brought forward and not reviewed yet"


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Something to look at: what it is, what about it, and where it stands."""

    words: str
    detail: str
    place: Place
    finding: Finding | None = None
    """The finding that it tells of, to whose words it leads."""
    count: int = 1
    """How many things it stands for."""


@dataclass(frozen=True, slots=True)
class HomeBoard:
    """Home in a quarter, seen on a day."""

    quarter: Period
    as_of: date
    waiting: Waiting
    debtors: tuple[Debtor, ...]
    """Who is waited for, with what; who owes most comes first."""
    meeting: Dates | None
    """The meeting that takes the quarter."""
    to_check: tuple[HomeLine, ...]
    to_do: tuple[HomeLine, ...]

    @property
    def sentence(self) -> str:
        """ "19 days to papers; 12 of 19 measures are in; waiting for: Police 4, Probation 2."."""
        days = countdown(self.meeting, self.as_of)
        said = progress_words(self.waiting, self.debtors)
        return f"{days}; {said[:1].lower()}{said[1:]}" if days else said

    @property
    def dates(self) -> str:
        """The meeting's dates in a sentence; where there is no meeting, that."""
        if self.meeting is None:
            return f"No meeting is down for {self.quarter.label}."
        return " ".join((dates_in_words(self.meeting, self.as_of), *self.meeting.doubts))


def home_board(
    snapshot: Snapshot, quarter: Period, as_of: date, findings: Sequence[Finding] = ()
) -> HomeBoard:
    """Return what Home says of a quarter on a day; the findings are those to mend, the worst first."""
    found = waiting(snapshot, quarter)
    return HomeBoard(
        quarter,
        as_of,
        found,
        debtors(snapshot, found),
        meeting_taking(snapshot, quarter, as_of),
        (*finding_lines(snapshot, findings), *to_check(snapshot, quarter)),
        to_do(snapshot, quarter, as_of),
    )


def progress_words(found: Waiting, owing: tuple[Debtor, ...]) -> str:
    """Return "12 of 19 measures are in; waiting for: Police 4, Probation 2."."""
    if not found.due:
        return "No figures are due in this quarter."
    measures = "measure is" if found.due == 1 else "measures are"
    if found.entered == found.due:
        return "The one measure is in." if found.due == 1 else f"All {found.due} measures are in."
    said = ", ".join(f"{each.name} {len(each.by_measure)}" for each in owing)
    return f"{found.entered} of {found.due} {measures} in; waiting for: {said}."


def place_of_cell(cell: Awaited, quarter: Period) -> Place:
    """Return where the figure waited for is entered."""
    # A year's figure has its own cell; the grid is asked for it in the chosen quarter.
    period = cell.period if cell.period.grain is Grain.QUARTER else quarter
    return Place("enter", Selection(cell.placed.measure.id, cell.series.id, period))


# ------------------------------------------------------------------ to check


def to_check(snapshot: Snapshot, quarter: Period) -> tuple[HomeLine, ...]:
    """Return what somebody should read before the pack goes out; another kind is one more name in _CHECKS."""
    return tuple(line for check in _CHECKS for line in check(snapshot, quarter))


def finding_lines(snapshot: Snapshot, findings: Sequence[Finding]) -> Iterator[HomeLine]:
    """Return a line for each of the first findings, and one for all others."""
    for finding in findings[:_MOST_FINDINGS]:
        detail = f"{finding.severity.value.capitalize()}: {said_once(finding)[0]}"
        yield HomeLine(name_of(snapshot, finding.ref), detail, place_of(snapshot, finding.ref), finding)
    more = len(findings) - _MOST_FINDINGS
    if more > 0:
        yield HomeLine(f"and {more:,} more", "that the check found in the texts", Place("check"), count=more)


def _unreviewed_commentary(snapshot: Snapshot, quarter: Period) -> Iterator[HomeLine]:
    for item in _placed(snapshot, quarter):
        row = snapshot.of(Commentary).get(item.measure.id, quarter)
        if row is not None and not row.reviewed:
            yield HomeLine(item.name, f"Words {_NOT_REVIEWED}", _writing(snapshot, item, quarter))


def _unreviewed_report(snapshot: Snapshot, quarter: Period) -> Iterator[HomeLine]:
    titles = {kind.key: kind.title for kind in sections(snapshot)}
    for row in snapshot.of(ReportItem).where("period", quarter):
        if not row.reviewed:
            words = ": ".join((_priority(snapshot, row.priority), titles.get(row.section, row.section)))
            place = Place("text", row=(ReportItem.TABLE.name, row.id))
            text = _cut(said(snapshot, row, row.text, quarter))
            yield HomeLine(words, f"{text} \u2013 {_NOT_REVIEWED}".lstrip("\u2013 "), place)
    for county in snapshot.of(CountywideRow).where("period", quarter):
        if not county.reviewed:
            words = ": ".join((_priority(snapshot, county.priority), "countywide"))
            place = Place("text", row=(CountywideRow.TABLE.name, county.id))
            yield HomeLine(words, f"{_cut(county.title)} \u2013 {_NOT_REVIEWED}".lstrip("\u2013 "), place)


def _unexplained_status(snapshot: Snapshot, quarter: Period) -> Iterator[HomeLine]:
    """Red and amber measures about which nothing is written."""
    for item in _placed(snapshot, quarter):
        row = snapshot.of(Commentary).get(item.measure.id, quarter)
        if not is_reported(item) or (row is not None and row.text.strip()):
            continue
        found = judged(snapshot, item, quarter)
        # A status that is an earlier quarter's was explained there.
        if found.status in (Status.RED, Status.AMBER) and found.quarter == quarter:
            detail = f"{found.word}, and nothing is written about it"
            yield HomeLine(item.name, detail, _writing(snapshot, item, quarter))


_CHECKS: tuple[Callable[[Snapshot, Period], Iterator[HomeLine]], ...] = (
    _unreviewed_commentary,
    _unreviewed_report,
    _unexplained_status,
)


# ------------------------------------------------------------------ to do


def to_do(snapshot: Snapshot, quarter: Period, as_of: date) -> tuple[HomeLine, ...]:
    """Return the overdue actions, the longest overdue first, then what is late from earlier quarters."""
    return (*_overdue_actions(snapshot, quarter, as_of), *_late_returns(snapshot, quarter))


def _overdue_actions(snapshot: Snapshot, quarter: Period, as_of: date) -> list[HomeLine]:
    late = [(last_day(row) or date.max, row) for row in snapshot.of(Action) if overdue(row, as_of)]
    late.sort(key=lambda each: each[0])
    return [_action_line(snapshot, row, quarter, end) for end, row in late]


def _action_line(snapshot: Snapshot, row: Action, quarter: Period, end: date) -> HomeLine:
    text = said(snapshot, row, row.text, quarter)
    words = _cut(" ".join(filter(None, (row.number.strip(), text)))) or "Action without words"
    project = snapshot.of(Project).get(row.project) if row.project else None
    meeting = snapshot.of(Meeting).get(row.meeting) if row.meeting else None
    belongs = project.title if project else meeting.title if meeting else ""
    detail = ", ".join(filter(None, (f"Overdue since {long_date(end)}", row.owner.strip(), _cut(belongs))))
    return HomeLine(words, detail, Place("projects", row=(Action.TABLE.name, row.id)))


def _late_returns(snapshot: Snapshot, quarter: Period) -> Iterator[HomeLine]:
    """Figures of the year before that still say late, or no return."""
    for item in _placed(snapshot, quarter):
        if not is_reported(item):
            continue
        due = earlier(quarter, item.measure.lag)
        for series in series_of(snapshot, item.measure.id):
            if due is not None and not series.total_of:
                yield from _late_cells(snapshot, item, series, due)


def _late_cells(snapshot: Snapshot, item: Placed, series: Series, due: Period) -> Iterator[HomeLine]:
    is_yearly = item.measure.frequency is Frequency.YEAR
    first = due.of_year if is_yearly else due
    for steps in range(1, 2 if is_yearly else MOST_BACK + 1):
        period = earlier(first, steps)
        row = snapshot.of(Observation).get(series.id, period) if period is not None else None
        if row is not None and row.state in _NOT_COME:
            words = ", ".join(filter(None, (item.name, series.label)))
            at = row.period if not is_yearly else row.period.quarters[-1]
            place = Place("enter", Selection(item.measure.id, series.id, at))
            yield HomeLine(words, f"{row.period.label}: {_cut(row.typed)}", place)


# ------------------------------------------------------------------ words and places


def _placed(snapshot: Snapshot, quarter: Period) -> tuple[Placed, ...]:
    return placed_in(snapshot, plan_for(snapshot, quarter), quarter)


def _writing(snapshot: Snapshot, item: Placed, quarter: Period) -> Place:
    series = headline(snapshot, item.measure.id)
    if series is None:
        return Place("write", row=(item.measure.TABLE.name, item.measure.id))
    return Place("write", Selection(item.measure.id, series.id, quarter))


def _priority(snapshot: Snapshot, key: PriorityId | None) -> str:
    row = snapshot.of(Priority).get(key) if key is not None else None
    if row is None:
        return "Whole pack"
    return f"{row.number} {row.title}".strip() or "Priority without a title"


def _cut(text: str) -> str:
    words = " ".join(plain(text).split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}\u2026"
