from datetime import date

import pytest

from cspdesk.analysis.calendar import (
    FIGURES_DAYS_KEY,
    PAPERS_DAYS_KEY,
    DaysBefore,
    countdown,
    dates_in_words,
    dates_of,
    days_before,
    due_before,
    late_words,
    meeting_taking,
    meetings,
)
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Meeting, MeetingId, Setting

Q4 = Period.quarter(2015, 4)


def meeting(key: str = "m", held: date | None = date(2016, 5, 12), **words: object) -> Meeting:
    return Meeting(id=MeetingId(key), title=f"Board {key}", dated=held, **words)  # type: ignore[arg-type]  # any of its fields


def of(*rows: Meeting | Setting) -> Snapshot:
    return Snapshot.of_rows(rows)


@pytest.mark.parametrize(
    ("held", "days", "due"),
    [
        # Thursday 12 May 2016: a week before is a Thursday, three weeks before one too.
        (date(2016, 5, 12), 7, date(2016, 5, 5)),
        (date(2016, 5, 12), 21, date(2016, 4, 21)),
        # Saturday 7 and Sunday 8 May go back to Friday 6 May.
        (date(2016, 5, 12), 5, date(2016, 5, 6)),
        (date(2016, 5, 12), 4, date(2016, 5, 6)),
        (date(2016, 5, 12), 3, date(2016, 5, 9)),
        # Back over the end of a leap year's February: Wednesday 2 March 2016.
        (date(2016, 3, 2), 2, date(2016, 2, 29)),
        # Nothing days before a Sunday is the Friday all the same.
        (date(2016, 5, 15), 0, date(2016, 5, 13)),
    ],
)
def test_what_is_due_follows_from_the_day_and_never_falls_on_a_weekend(
    held: date, days: int, due: date
) -> None:
    assert due_before(held, days) == due


def test_dates_typed_stand_before_those_that_follow() -> None:
    found = dates_of(meeting(figures_due=date(2016, 4, 22)), DaysBefore())
    assert (found.figures_due, found.papers_due) == (date(2016, 4, 22), date(2016, 5, 5))
    # The last quarter that ended before 12 May 2016.
    assert (found.quarter, found.doubts) == (Q4, ())


def test_a_meeting_without_a_day_has_no_dates() -> None:
    found = dates_of(meeting(held=None), DaysBefore())
    assert (found.quarter, found.figures_due, found.papers_due, found.doubts) == (None, None, None, ())
    assert dates_in_words(found, date(2016, 5, 1)) == "Board m: no date yet."


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        (
            meeting(held=date(2016, 3, 31), quarter=Q4),
            ("It takes place before Quarter 4 2015/16 ends on 31 March 2016.",),
        ),
        (
            meeting(held=date(2016, 4, 14), quarter=Q4),
            ("Figures are due before Quarter 4 2015/16 ends on 31 March 2016.",),
        ),
        (meeting(quarter=Q4, papers_due=date(2016, 5, 13)), ("Papers are due after the meeting.",)),
        (meeting(quarter=Q4, figures_due=date(2016, 5, 6)), ("Figures are due after the papers.",)),
        (meeting(quarter=Q4), ()),
    ],
)
def test_odd_dates_are_marked_and_not_refused(row: Meeting, doubts: tuple[str, ...]) -> None:
    assert dates_of(row, DaysBefore()).doubts == doubts


@pytest.mark.parametrize("value", ["", "soon", "-3", "9999", "\u0663"])
def test_days_that_cannot_be_read_are_as_usual(value: str) -> None:
    assert days_before(of(Setting(key=FIGURES_DAYS_KEY, value=value))) == DaysBefore(21, 7)


def test_the_days_are_the_files_own() -> None:
    snapshot = of(
        Setting(key=FIGURES_DAYS_KEY, value="14"), Setting(key=PAPERS_DAYS_KEY, value="3"), meeting()
    )
    found = meetings(snapshot)[0]
    # Thursday 28 April and Monday 9 May 2016.
    assert (found.figures_due, found.papers_due) == (date(2016, 4, 28), date(2016, 5, 9))


def test_meetings_stand_in_the_order_of_their_days() -> None:
    rows = meeting("a", None), meeting("b", date(2016, 8, 11)), meeting("c")
    assert [each.meeting.id for each in meetings(of(*rows))] == ["c", "b", "a"]


def test_the_meeting_of_a_quarter_is_the_next_one_that_takes_it() -> None:
    rows = (
        meeting("first", date(2016, 5, 12), quarter=Q4),
        meeting("second", date(2016, 6, 9), quarter=Q4),
        meeting("other", date(2016, 8, 11)),
    )
    snapshot = of(*rows)

    def taking(quarter: Period, as_of: date) -> str:
        found = meeting_taking(snapshot, quarter, as_of)
        return found.meeting.id if found else ""

    assert taking(Q4, date(2016, 4, 1)) == "first"
    assert taking(Q4, date(2016, 5, 12)) == "first"
    assert taking(Q4, date(2016, 5, 13)) == "second"
    assert taking(Q4, date(2017, 1, 1)) == "second"
    assert taking(Period.quarter(2016, 1), date(2016, 5, 1)) == "other"
    assert taking(Period.quarter(2014, 1), date(2016, 5, 1)) == ""


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2016, 4, 16), "19 days to papers"),
        (date(2016, 5, 4), "1 day to papers"),
        (date(2016, 5, 5), "Papers go out today"),
        (date(2016, 5, 6), "6 days to the meeting"),
        (date(2016, 5, 12), "The meeting is today"),
        (date(2016, 5, 13), ""),
    ],
)
def test_the_days_are_counted_down(as_of: date, said: str) -> None:
    assert countdown(dates_of(meeting(), DaysBefore()), as_of) == said


def test_what_has_passed_is_said_so() -> None:
    found = dates_of(meeting(), DaysBefore())
    assert dates_in_words(found, date(2016, 4, 30)) == (
        "Board m: figures were due 21 April 2016, papers go out 5 May 2016, the meeting is 12 May 2016."
    )
    assert countdown(None, date(2016, 4, 30)) == ""


def test_how_late_something_is() -> None:
    due = date(2016, 4, 22)
    assert late_words(due, due) == ""
    assert late_words(due, date(2016, 4, 23)) == "1 day late"
    assert late_words(due, date(2016, 5, 5)) == "13 days late"
