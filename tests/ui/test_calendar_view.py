"""Meetings and partners, kept by keys alone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Meeting,
    MeetingId,
    Partner,
    PartnerId,
    Setting,
)
from cspdesk.ui.calendar_view import CalendarView
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless
from tests.ui.test_home_page import page_of
from tests.ui.test_main_window import shown_words

MAY = Meeting(id=MeetingId("may"), title="Board, May", dated=date(2016, 5, 12), quarter=LAST_QUARTER)


@pytest.fixture
def calendar(window: MainWindow, small: Path, press: Press, qtbot: QtBot) -> CalendarView:
    """The calendar, opened by its key."""
    press("Alt+W")
    page = page_of(window)
    assert page.view == 1
    qtbot.waitUntil(page.calendar.meetings.list.hasFocus)
    return page.calendar


@pytest.fixture
def told(window: MainWindow) -> list[str]:
    heard: list[str] = []
    window.workspace.told.connect(heard.append)
    return heard


def put(window: MainWindow, *rows: Meeting | Partner | Action) -> None:
    assert window.workspace.document is not None
    window.workspace.document.do(PutRows("Rows", rows))


def meetings(window: MainWindow) -> list[Meeting]:
    assert window.workspace.document is not None
    return list(window.workspace.document.snapshot.of(Meeting))


def partners(window: MainWindow) -> list[tuple[str, str, str, str]]:
    assert window.workspace.document is not None
    rows = window.workspace.document.snapshot.of(Partner)
    return [(row.name, row.short_name, row.contact_role, row.email) for row in rows]


def labels(calendar: CalendarView) -> list[str]:
    return [each.text() for each in calendar.findChildren(QLabel) if each.isVisible()]


def tab_to(window: MainWindow, press: Press, name: str) -> QLineEdit:
    for _ in range(40):
        at = window.focusWidget()
        if isinstance(at, QLineEdit) and at.accessibleName() == name:
            return at
        press("Tab")
    pytest.fail(f"Tab did not come to {name}.")


def test_all_of_it_by_keys(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot, told: list[str]
) -> None:
    """A meeting and a partner are added, written, moved, deleted and brought back; no mouse, no call."""
    press("Insert")
    qtbot.waitUntil(calendar.meeting_form.title.editor.hasFocus)
    press("Board, May", "Tab", "12 May", "Tab")
    qtbot.waitUntil(lambda: meetings(window)[0].dated == date(2016, 5, 12))
    tab_to(window, press, "Figures due")
    press("22/04/16")
    tab_to(window, press, "Papers due")
    qtbot.waitUntil(lambda: meetings(window)[0].figures_due is not None)
    (row,) = meetings(window)
    assert (row.title, row.quarter, row.figures_due, row.papers_due) == (
        "Board, May",
        LAST_QUARTER,
        date(2016, 4, 22),
        None,
    )
    # What was typed short stands in full once it is left, and what follows stands in grey.
    assert calendar.meeting_form.day.text == "12 May 2016"
    assert calendar.meeting_form.papers.editor.placeholderText() == "5 May 2016, 7 days before"
    tab_to(window, press, "Days from papers due to the meeting").selectAll()
    press("14", "Tab")
    qtbot.waitUntil(
        lambda: calendar.meeting_form.papers.editor.placeholderText() == "28 April 2016, 14 days before"
    )
    for names in (("Eastmarch Police", "Police"), ("Lantern", "")):
        calendar_list = calendar.partners.list
        while not calendar_list.hasFocus():
            press("Tab")
        press("Insert")
        qtbot.waitUntil(calendar.partner_form.name.editor.hasFocus)
        press(names[0], "Tab", names[1], "Tab", "Analyst", "Tab", "data@police.example.org", "Escape")
        qtbot.waitUntil(calendar_list.hasFocus)
    press("Alt+Up")
    qtbot.waitUntil(lambda: [row[0] for row in partners(window)] == ["Lantern", "Eastmarch Police"])
    assert partners(window)[1] == ("Eastmarch Police", "Police", "Analyst", "data@police.example.org")
    press("Delete")
    qtbot.waitUntil(lambda: len(partners(window)) == 1)
    assert told[-1] == "Deleted the partner Lantern. Ctrl+Z brings it back."
    press("Ctrl+Z")
    assert len(partners(window)) == 2
    press("Escape")
    assert page_of(window).view == 0
    assert "Board, May" in page_of(window).dates.text()


def test_a_meeting_before_its_quarter_ends_is_kept_and_marked(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot
) -> None:
    press("Insert")
    qtbot.waitUntil(calendar.meeting_form.title.editor.hasFocus)
    press("Tab", "1 March 2016", "Tab")
    said = "It takes place before Quarter 4 2015/16 ends on 31 March 2016."
    qtbot.waitUntil(lambda: said in labels(calendar))
    assert meetings(window)[0].dated == date(2016, 3, 1)
    item = calendar.meetings.list.item(0)
    assert item.text() == "1 March 2016, Quarter 4 2015/16, look at its dates   Meeting without a title"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 April 2016", "'31 April 2016' is not a day of the calendar. Type the date as in 12 May 2016."),
        ("May", "'May' is not one day. Type the date as in 12 May 2016."),
    ],
)
def test_an_impossible_date_is_refused_and_stays(
    typed: str,
    why: str,
    window: MainWindow,
    calendar: CalendarView,
    press: Press,
    qtbot: QtBot,
) -> None:
    put(window, MAY, Meeting(id=MeetingId("other"), title="Other", dated=date(2016, 6, 9)))
    press("Home", "Return")
    qtbot.waitUntil(calendar.meeting_form.title.editor.hasFocus)
    tab_to(window, press, "Date of the meeting").selectAll()
    press(typed, "Tab")
    qtbot.waitUntil(lambda: why in labels(calendar))
    assert meetings(window)[0].dated == date(2016, 5, 12)
    assert page_of(window).unsaved() == f"Date of the meeting: not saved. {why}"
    # It comes back with its meeting.
    press("Escape", "Down")
    assert calendar.meeting_form.day.text == "9 June 2016"
    press("Up")
    assert calendar.meeting_form.day.text == typed
    assert why in labels(calendar)


def test_typing_on_after_a_pause_is_not_upset(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot
) -> None:
    """A date that is saved in a pause stays as typed while the keys are in it."""
    put(window, MAY)
    press("Return")
    qtbot.waitUntil(calendar.meeting_form.title.editor.hasFocus)
    tab_to(window, press, "Figures due")
    field = calendar.meeting_form.figures
    press("20 Apr")
    field.flush()
    assert meetings(window)[0].figures_due == date(2016, 4, 20)
    assert field.text == "20 Apr"
    press("il 2016", "Tab")
    qtbot.waitUntil(lambda: field.text == "20 April 2016")
    assert meetings(window)[0].figures_due == date(2016, 4, 20)
    # The same of a title with a space at its end.
    title = calendar.meeting_form.title
    title.editor.setFocus()
    press("End", " in")
    title.editor.insert(" ")
    title.flush()
    press("the hall")
    title.flush()
    assert meetings(window)[0].title == "Board, May in the hall"


def test_the_quarter_can_follow_from_the_date(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot
) -> None:
    put(window, MAY)
    combo = calendar.meeting_form.quarter.combo
    assert combo.currentText() == "Quarter 4 2015/16"
    combo.setFocus()
    press("Home")
    assert meetings(window)[0].quarter is None
    assert combo.currentText() == "The last that ended before it"
    assert "Quarter 4 2015/16" in calendar.meetings.list.item(0).text()
    assert combo.toolTip() == "It follows from the date: Quarter 4 2015/16."


def test_what_went_with_a_deleted_meeting_is_said_and_comes_back(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot, told: list[str]
) -> None:
    put(
        window,
        MAY,
        Action(id=ActionId("a"), meeting=MAY.id, text="Ask"),
        Action(id=ActionId("b"), meeting=MAY.id, text="Tell"),
    )
    press("Delete")
    qtbot.waitUntil(lambda: meetings(window) == [])
    assert told[-1] == "Deleted the meeting Board, May with 2 actions. Ctrl+Z brings it back."
    document = window.workspace.document
    assert document is not None
    assert document.undo_label == "Delete the meeting Board, May"
    assert list(document.snapshot.of(Action)) == []
    press("Ctrl+Z")
    assert meetings(window) == [MAY]
    assert len(list(document.snapshot.of(Action))) == 2


def test_owners_who_are_no_partner_are_added_as_one_act(
    window: MainWindow, calendar: CalendarView, told: list[str]
) -> None:
    assert "Figures of this quarter come from owners who are no partner yet: Police." in labels(calendar)
    calendar.add_owners.click()
    assert partners(window) == [("Police", "", "", "")]
    assert told[-1] == "Added as partners: Police. Give each its e-mail address."
    assert not calendar.add_owners.isVisible()


def test_no_number_of_days_is_refused_with_room_to_say_so(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot
) -> None:
    tab_to(window, press, "Days from figures due to the meeting").selectAll()
    press("soon", "Tab")
    problem = calendar.days.figures.problem
    qtbot.waitUntil(problem.isVisible)
    assert problem.text() == "'soon' is no number of days. Type one from 0 to 366."
    assert problem.width() > calendar.days.figures.width()
    assert window.workspace.document is not None
    assert list(window.workspace.document.snapshot.of(Setting)) == []


def test_a_place_leads_to_its_row(window: MainWindow, small: Path, press: Press, told: list[str]) -> None:
    put(
        window,
        MAY,
        Meeting(id=MeetingId("june"), title="June", dated=date(2016, 6, 9)),
        Partner(id=PartnerId("a"), name="Lantern"),
        Partner(id=PartnerId("b"), name="Police", position=1),
    )
    page = page_of(window)
    window.workspace.going.emit(Place("home", row=("meeting", "june")))
    assert (page.view, page.calendar.meetings.current) == (1, "june")
    assert page.calendar.meeting_form.title.text == "June"
    window.workspace.going.emit(Place("home", row=("partner", "b")))
    assert page.calendar.partners.current == "b"
    assert page.calendar.partner_form.name.text == "Police"
    window.workspace.going.emit(Place("home", row=("meeting", "gone")))
    assert told[-1] == "That meeting has been deleted since."
    window.workspace.going.emit(Place("home"))
    assert page.view == 0


def test_the_empty_calendar_says_what_belongs_there_and_everything_has_a_name(
    window: MainWindow, calendar: CalendarView
) -> None:
    words = shown_words(window)
    assert "The board's meetings stand here." in words
    assert "The organisations that return figures stand here" in words
    assert nameless(window) == []
    put(window, MAY, Partner(id=PartnerId("a"), name="Lantern"))
    assert nameless(window) == []


def test_what_is_being_typed_is_saved_by_leaving(
    window: MainWindow, calendar: CalendarView, press: Press, qtbot: QtBot
) -> None:
    put(window, MAY)
    press("Return")
    qtbot.waitUntil(calendar.meeting_form.title.editor.hasFocus)
    press("End", " (extra)", "Alt+W")
    assert meetings(window)[0].title == "Board, May (extra)"


def test_another_file_brings_its_own(window: MainWindow, calendar: CalendarView, small: Path) -> None:
    put(window, MAY)
    assert calendar.meetings.list.count() == 1
    window.workspace.open(None)
    assert calendar.meetings.list.count() == 0
    assert calendar.meeting_form.title.text == ""


def test_large_text_pushes_nothing_out_sideways(
    window: MainWindow, calendar: CalendarView, qtbot: QtBot
) -> None:
    put(window, MAY, Partner(id=PartnerId("a"), name="Lantern"))
    window.workspace.zooming.emit(5)
    inside = calendar.scroller.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() <= calendar.scroller.viewport().width())
