from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cspdesk.commands.meetings import (
    AddMeeting,
    AddPartner,
    DueDays,
    MeetingDay,
    PartnerPart,
    SetDueDays,
    SetMeetingDay,
    SetMeetingQuarter,
    SetMeetingTitle,
    WritePartner,
)
from cspdesk.commands.rows import DeleteRow
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Meeting, MeetingId, Partner, PartnerId, Setting
from cspdesk.store.store import Store
from tests.support.documents import EDITOR

Q4 = Period.quarter(2015, 4)
MAY = MeetingId("may")
POLICE = PartnerId("police")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "new.cspdesk", EDITOR) as made:
        made.run(AddMeeting("Add a meeting", MAY, Q4, " Board,  May "))
        yield made


def the_meeting(store: Store) -> Meeting:
    (row,) = store.load().of(Meeting)
    return row


def partners(store: Store) -> list[tuple[str, str]]:
    return [(row.name, row.short_name) for row in store.load().of(Partner)]


def refused(store: Store, command: Any) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


def test_a_meeting_is_added_for_its_quarter_behind_the_others(store: Store) -> None:
    store.run(AddMeeting("Add a meeting", MeetingId("june"), Q4))
    rows = list(store.load().of(Meeting))
    assert [(row.id, row.title, row.quarter, row.dated) for row in rows] == [
        ("may", "Board, May", Q4, None),
        ("june", "", Q4, None),
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 May 2016", date(2016, 5, 12)),
        ("12/05/16", date(2016, 5, 12)),
        # Quarter 4 ends on 31 March 2016: the first 12 May and the first 2 January after that.
        ("12 May", date(2016, 5, 12)),
        ("2 January", date(2017, 1, 2)),
        ("Thursday 12th May", date(2016, 5, 12)),
    ],
)
def test_a_day_is_read_day_first_and_after_the_quarter_it_takes(typed: str, day: date, store: Store) -> None:
    store.run(SetMeetingDay("Date", MAY, MeetingDay.HELD, typed))
    assert the_meeting(store).dated == day


def test_each_day_is_kept_by_itself_and_taken_away_by_nothing_typed(store: Store) -> None:
    store.run(SetMeetingDay("Figures", MAY, MeetingDay.FIGURES_DUE, "22 April 2016"))
    store.run(SetMeetingDay("Papers", MAY, MeetingDay.PAPERS_DUE, "5 May 2016"))
    row = the_meeting(store)
    assert (row.dated, row.figures_due, row.papers_due) == (None, date(2016, 4, 22), date(2016, 5, 5))
    store.run(SetMeetingDay("Figures", MAY, MeetingDay.FIGURES_DUE, "  "))
    row = the_meeting(store)
    assert (row.figures_due, row.papers_due) == (None, date(2016, 5, 5))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 April 2016", "'31 April 2016' is not a day of the calendar. Type the date as in 12 May 2016."),
        ("30/02/16", "'30/02/16' is not a day of the calendar. Type the date as in 12 May 2016."),
        ("May 2016", "'May 2016' is not one day. Type the date as in 12 May 2016."),
        ("soon", "'soon' is not one day. Type the date as in 12 May 2016."),
        ("12 May 2016 TBC", "A meeting's date is kept as a day alone."),
        ("1" * 600, "The date has 600 characters; 500 are kept. Shorten it."),
    ],
)
def test_what_is_no_day_is_refused_with_the_mend(typed: str, words: str, store: Store) -> None:
    said = refused(store, SetMeetingDay("Date", MAY, MeetingDay.HELD, typed))
    assert said.startswith(words)


def test_a_meeting_before_its_quarter_ends_is_kept(store: Store) -> None:
    store.run(SetMeetingDay("Date", MAY, MeetingDay.HELD, "1 March 2016"))
    assert (the_meeting(store).dated, the_meeting(store).quarter) == (date(2016, 3, 1), Q4)


def test_a_meeting_takes_a_quarter_or_what_follows_from_its_day(store: Store) -> None:
    store.run(SetMeetingQuarter("Quarter", MAY, None))
    assert the_meeting(store).quarter is None
    said = refused(store, SetMeetingQuarter("Quarter", MAY, Period.financial_year(2015)))
    assert said == "A meeting takes a quarter, not 2015/16. Choose a quarter."


def test_a_title_is_one_line(store: Store) -> None:
    store.run(SetMeetingTitle("Title", MAY, "Extraordinary\nmeeting\x00"))
    assert the_meeting(store).title == "Extraordinary meeting"
    assert "500 are kept" in refused(store, SetMeetingTitle("Title", MAY, "x" * 501))


def test_a_meeting_deleted_meanwhile_is_not_written(store: Store) -> None:
    store.run(DeleteRow("Delete", Meeting, (MAY,)))
    assert "deleted since" in refused(store, SetMeetingTitle("Title", MAY, "New"))
    assert "deleted since" in refused(store, SetMeetingDay("Date", MAY, MeetingDay.HELD, "12 May 2016"))


def test_the_days_before_are_settings_and_blank_is_as_usual(store: Store) -> None:
    store.run(SetDueDays("Days", DueDays.FIGURES, " 014 "))
    assert {row.key: row.value for row in store.load().of(Setting)} == {"figures due days before": "14"}
    store.run(SetDueDays("Days", DueDays.FIGURES, ""))
    assert list(store.load().of(Setting)) == []


@pytest.mark.parametrize("typed", ["-1", "367", "a week", "7.5", "\u0663", "9" * 5000])
def test_no_number_of_days_is_refused(typed: str, store: Store) -> None:
    said = refused(store, SetDueDays("Days", DueDays.PAPERS, typed))
    assert said.endswith("is no number of days. Type one from 0 to 366.")


def test_a_partner_is_written_part_by_part(store: Store) -> None:
    store.run(AddPartner("Add", POLICE, "Eastmarch  Police"))
    for part, text in (
        (PartnerPart.SHORT_NAME, "Police"),
        (PartnerPart.CONTACT_ROLE, "Performance analyst"),
        (PartnerPart.EMAIL, "performance@police.example.org; data@police.example.org"),
    ):
        store.run(WritePartner("Write", POLICE, part, text))
    (row,) = store.load().of(Partner)
    assert (row.name, row.short_name, row.contact_role, row.email) == (
        "Eastmarch Police",
        "Police",
        "Performance analyst",
        "performance@police.example.org; data@police.example.org",
    )


def test_two_partners_of_one_name_are_refused(store: Store) -> None:
    store.run(AddPartner("Add", POLICE, "Eastmarch Police"))
    store.run(WritePartner("Write", POLICE, PartnerPart.SHORT_NAME, "Police"))
    said = refused(store, AddPartner("Add", PartnerId("other"), "POLICE"))
    assert said == "Another partner is called POLICE already. Give this one another name."
    store.run(AddPartner("Add", PartnerId("other")))
    assert "already" in refused(
        store, WritePartner("Write", PartnerId("other"), PartnerPart.NAME, "eastmarch police")
    )
    # Its own name again is no clash, and nor are two that are not named yet.
    store.run(WritePartner("Write", POLICE, PartnerPart.NAME, "Police"))
    store.run(AddPartner("Add", PartnerId("third")))
    assert partners(store) == [("Police", "Police"), ("", ""), ("", "")]


@pytest.mark.parametrize("text", ["police", "a@b", "a b@police.org", "a@@police.org", "x@y.org; nobody"])
def test_an_address_that_is_none_is_refused(text: str, store: Store) -> None:
    store.run(AddPartner("Add", POLICE, "Police"))
    assert "is not an e-mail address" in refused(
        store, WritePartner("Write", POLICE, PartnerPart.EMAIL, text)
    )


def test_a_partner_deleted_meanwhile_is_not_written(store: Store) -> None:
    assert "deleted since" in refused(store, WritePartner("Write", POLICE, PartnerPart.NAME, "Police"))
