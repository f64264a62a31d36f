"""Keeping the calendar: meetings with their dates, the days before them, and the partners who are asked."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cspdesk.analysis.calendar import FIGURES_DAYS_KEY, MOST_DAYS, PAPERS_DAYS_KEY
from cspdesk.commands.arrange import next_position
from cspdesk.commands.report_text import line
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import LAST_YEAR, Grain, Period
from cspdesk.domain.tables import Meeting, MeetingId, Partner, PartnerId, Setting
from cspdesk.domain.vague_date import Precision, read_date

_ADDRESS = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>.]+")
_BETWEEN = re.compile(r"[;,]\s*")


class MeetingDay(StrEnum):
    """The days of a meeting, by the field that holds each."""

    HELD = "dated"
    FIGURES_DUE = "figures_due"
    PAPERS_DUE = "papers_due"


class PartnerPart(StrEnum):
    """What can be written of a partner, by the field that holds it."""

    NAME = "name"
    SHORT_NAME = "short_name"
    CONTACT_ROLE = "contact_role"
    EMAIL = "email"


class DueDays(StrEnum):
    """How many days before a meeting something is due, by the setting that says it."""

    FIGURES = FIGURES_DAYS_KEY
    PAPERS = PAPERS_DAYS_KEY


@dataclass(frozen=True, slots=True)
class AddMeeting:
    """Add a meeting that takes a quarter; its day is still to be given."""

    label: str
    meeting: MeetingId
    quarter: Period
    title: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it behind the others. Raises RefusedError where the title is too long."""
        title = _tidy(self.title, "title")
        position = next_position(edits, Meeting)
        edits.put(Meeting(id=self.meeting, position=position, title=title, quarter=self.quarter))


@dataclass(frozen=True, slots=True)
class SetMeetingTitle:
    """Name a meeting."""

    label: str
    meeting: MeetingId
    title: str

    def apply(self, edits: Edits) -> None:
        """Keep the title. Raises RefusedError where it is too long."""
        edits.put(replace(_meeting(edits, self.meeting), title=_tidy(self.title, "title")))


@dataclass(frozen=True, slots=True)
class SetMeetingDay:
    """Give one of a meeting's days as typed; nothing typed leaves it to follow from the others."""

    label: str
    meeting: MeetingId
    which: MeetingDay
    typed: str

    def apply(self, edits: Edits) -> None:
        """Keep the day. Raises RefusedError where the text is not one day of the calendar."""
        row = _meeting(edits, self.meeting)
        typed = line(self.typed, "date").strip()
        day = read_day(typed, row.quarter) if typed else None
        edits.put_fields(Meeting, [(self.meeting,)], {self.which.value: [day]})


@dataclass(frozen=True, slots=True)
class SetMeetingQuarter:
    """Say which quarter a meeting takes; None leaves it to follow from its day."""

    label: str
    meeting: MeetingId
    quarter: Period | None

    def apply(self, edits: Edits) -> None:
        """Keep the quarter; one that has not ended by then is kept too. Raises RefusedError for a year."""
        if self.quarter is not None and self.quarter.grain is not Grain.QUARTER:
            raise RefusedError(f"A meeting takes a quarter, not {self.quarter.label}. Choose a quarter.")
        edits.put(replace(_meeting(edits, self.meeting), quarter=self.quarter))


@dataclass(frozen=True, slots=True)
class SetDueDays:
    """Say how many days before a meeting figures or papers are due, for all meetings of the file."""

    label: str
    which: DueDays
    typed: str

    def apply(self, edits: Edits) -> None:
        """Keep the number; nothing typed goes back to the usual one. Raises RefusedError for no number."""
        typed = self.typed.strip()
        if not typed:
            edits.delete(Setting, self.which.value)
            return
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_DAYS))
        if not is_number or int(typed) > MOST_DAYS:
            raise RefusedError(f"'{typed[:20]}' is no number of days. Type one from 0 to {MOST_DAYS}.")
        edits.put(Setting(key=self.which.value, value=str(int(typed))))


@dataclass(frozen=True, slots=True)
class AddPartner:
    """Add a partner, perhaps under the name by which measures know it."""

    label: str
    partner: PartnerId
    name: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it behind the others. Raises RefusedError where another goes by that name."""
        name = _tidy(self.name, "name")
        _must_be_free(edits, self.partner, name)
        edits.put(Partner(id=self.partner, position=next_position(edits, Partner), name=name))


@dataclass(frozen=True, slots=True)
class WritePartner:
    """Write one thing about a partner."""

    label: str
    partner: PartnerId
    part: PartnerPart
    text: str

    def apply(self, edits: Edits) -> None:
        """Keep it.

        Raises RefusedError where it is too long, where another partner goes by the name, and for an address
        that is none.
        """
        if edits.get(Partner, self.partner) is None:
            raise RefusedError("That partner has been deleted since. Add it again to keep this.")
        text = _tidy(self.text, self.part.value.replace("_", " "))
        if self.part in (PartnerPart.NAME, PartnerPart.SHORT_NAME):
            _must_be_free(edits, self.partner, text)
        elif self.part is PartnerPart.EMAIL:
            _check_addresses(text)
        edits.put_fields(Partner, [(self.partner,)], {self.part.value: [text]})


def read_day(typed: str, quarter: Period | None) -> date:
    """Return the day that a text names; one without a year is the first after the quarter that is taken.

    Raises RefusedError where it names no day of the calendar, or more than one.
    """
    within = quarter.next if quarter is not None and quarter.year < LAST_YEAR else quarter
    found = read_date(typed, within)
    if found.doubt:
        raise RefusedError(f"{found.doubt} Type the date as in 12 May 2016.")
    if found.precision is not Precision.DAY or found.start is None:
        raise RefusedError(f"'{typed[:60]}' is not one day. Type the date as in 12 May 2016.")
    if found.provisional:
        raise RefusedError(
            "A meeting's date is kept as a day alone. Leave out the words after it, and say in the title "
            "that the date is to be confirmed."
        )
    return found.start


def _meeting(edits: Edits, key: MeetingId) -> Meeting:
    row = edits.get(Meeting, key)
    if row is None:
        raise RefusedError("That meeting has been deleted since. Add it again to keep this.")
    return row


def _tidy(text: str, what: str) -> str:
    return " ".join(line(text, what).split())


def _must_be_free(edits: Edits, partner: PartnerId, name: str) -> None:
    """Raise RefusedError where another partner goes by a name: a reminder could go to either."""
    for row in edits.where(Partner) if name else ():
        if row.id != partner and name.casefold() in (row.name.casefold(), row.short_name.casefold()):
            raise RefusedError(f"Another partner is called {name} already. Give this one another name.")


def _check_addresses(text: str) -> None:
    for each in filter(None, _BETWEEN.split(text)):
        if _ADDRESS.fullmatch(each) is None:
            raise RefusedError(
                f"'{each[:60]}' is not an e-mail address. Type one such as data@police.example.org, or "
                "leave it blank."
            )
