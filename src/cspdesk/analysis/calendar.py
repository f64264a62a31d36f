"""The calendar: which meeting takes a quarter, when its figures and papers are due, and in how many days."""

from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.months import long_date
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Meeting, Setting

FIGURES_DAYS_KEY = "figures due days before"
PAPERS_DAYS_KEY = "papers due days before"
"""The settings that hold how many days before a meeting each is due."""
MOST_DAYS = 366
"""The most days before a meeting that anything may be due."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """How many days before a meeting figures and papers are due where the meeting itself does not say."""

    figures: int = 21
    papers: int = 7


@dataclass(frozen=True, slots=True)
class Dates:
    """A meeting with its dates: those typed, else those that follow from the day it is held."""

    meeting: Meeting
    quarter: Period | None
    """The quarter it takes: the one chosen, else the last that ended before it."""
    figures_due: date | None
    papers_due: date | None
    doubts: tuple[str, ...]
    """What is odd about its dates, a sentence each."""

    @property
    def held(self) -> date | None:
        """The day of the meeting."""
        return self.meeting.dated

    @property
    def name(self) -> str:
        """Its title, or what stands for one."""
        return " ".join(self.meeting.title.split()) or "Meeting without a title"


def days_before(snapshot: Snapshot) -> DaysBefore:
    """Return the file's own numbers of days; what was not set, or cannot be read, is as usual."""
    usual = DaysBefore()
    return DaysBefore(
        _days(snapshot, FIGURES_DAYS_KEY, usual.figures), _days(snapshot, PAPERS_DAYS_KEY, usual.papers)
    )


def due_before(held: date, days: int) -> date:
    """Return the day so many days earlier; one that falls on a weekend goes back to its Friday."""
    day = held - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def dates_of(meeting: Meeting, days: DaysBefore) -> Dates:
    """Return a meeting's dates, its own before those that follow from the day it is held."""
    held = meeting.dated
    figures = meeting.figures_due or (due_before(held, days.figures) if held else None)
    papers = meeting.papers_due or (due_before(held, days.papers) if held else None)
    quarter = meeting.quarter or (Period.containing(held, Grain.QUARTER).previous if held else None)
    return Dates(meeting, quarter, figures, papers, _doubts(held, quarter, figures, papers))


def meetings(snapshot: Snapshot) -> tuple[Dates, ...]:
    """Return the meetings by their day; those without one come last, as they were added."""
    days = days_before(snapshot)
    found = [dates_of(meeting, days) for meeting in snapshot.of(Meeting)]
    return tuple(sorted(found, key=lambda each: each.held or date.max))


def meeting_taking(snapshot: Snapshot, quarter: Period, as_of: date) -> Dates | None:
    """Return the meeting that takes a quarter; of several the first still to come, else the last held."""
    found = [each for each in meetings(snapshot) if each.quarter == quarter]
    coming = [each for each in found if each.held is not None and each.held >= as_of]
    held = [each for each in found if each.held is not None]
    return next(iter(coming), held[-1] if held else next(iter(found), None))


def countdown(found: Dates | None, as_of: date) -> str:
    """Return "19 days to papers", then the days to the meeting; "" where neither lies ahead."""
    if found is None:
        return ""
    for due, what in ((found.papers_due, "papers"), (found.held, "the meeting")):
        if due is not None and due >= as_of:
            days = (due - as_of).days
            if not days:
                return "Papers go out today" if what == "papers" else "The meeting is today"
            return f"{_count(days)} to {what}"
    return ""


def dates_in_words(found: Dates, as_of: date) -> str:
    """Return "Figures due 22 April 2016, papers 5 May 2016, meeting 12 May 2016." with what has passed."""
    said = []
    if found.figures_due is not None:
        was = "were due" if found.figures_due < as_of else "are due"
        said.append(f"figures {was} {long_date(found.figures_due)}")
    if found.papers_due is not None:
        said.append(
            f"papers {'went out' if found.papers_due < as_of else 'go out'} {long_date(found.papers_due)}"
        )
    if found.held is not None:
        was = "the meeting was" if found.held < as_of else "the meeting is"
        said.append(f"{was} {long_date(found.held)}")
    return f"{found.name}: {', '.join(said) or 'no date yet'}."


def late_words(due: date, as_of: date) -> str:
    """Return "1 day late" or "13 days late"; "" up to the day itself."""
    return f"{_count((as_of - due).days)} late" if due < as_of else ""


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _days(snapshot: Snapshot, key: str, usual: int) -> int:
    row = snapshot.of(Setting).get(key)
    value = row.value if row is not None else ""
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MOST_DAYS))
    return int(value) if is_number and int(value) <= MOST_DAYS else usual


def _doubts(
    held: date | None, quarter: Period | None, figures: date | None, papers: date | None
) -> tuple[str, ...]:
    found = []
    if held and quarter and held <= quarter.end:
        found.append(f"It takes place before {quarter.label} ends on {long_date(quarter.end)}.")
    elif figures and quarter and figures <= quarter.end:
        found.append(f"Figures are due before {quarter.label} ends on {long_date(quarter.end)}.")
    if held and papers and papers > held:
        found.append("Papers are due after the meeting.")
    if figures and papers and figures > papers:
        found.append("Figures are due after the papers.")
    elif held and figures and figures > held:
        found.append("Figures are due after the meeting.")
    return tuple(found)
