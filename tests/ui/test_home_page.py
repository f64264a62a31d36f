from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    Partner,
    PartnerId,
    SeriesId,
)
from cspdesk.ui.home_page import HomePage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless
from tests.ui.test_main_window import shown_words


def page_of(window: MainWindow) -> HomePage:
    page = window.findChild(HomePage)
    assert page is not None
    return page


def listed(rows: QTreeWidget) -> list[tuple[str, ...]]:
    items = [rows.topLevelItem(row) for row in range(rows.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(rows.columnCount())) for item in items if item]


def rows(window: MainWindow) -> list[tuple[str, ...]]:
    return listed(page_of(window).enter)


def enter(window: MainWindow, series: str, text: str, period: Period = LAST_QUARTER) -> None:
    assert window.workspace.document is not None
    window.workspace.document.do(SetFigures("Figure", (TypedCell(SeriesId(series), period, text),)))


def owned(window: MainWindow, owner: str) -> None:
    """Let somebody return the figures that are waited for, who is down as a partner."""
    document = window.workspace.document
    assert document is not None
    measures = [row for row in document.snapshot.of(Measure) if row.id in ("m12", "m31")]
    partner = Partner(
        id=PartnerId("p"), name="Survey House", short_name=owner, email="data@survey.example.org"
    )
    document.do(PutRows("Owners", (*(replace(row, owner=owner) for row in measures), partner)))


def clipboard() -> QMimeData:
    data = QApplication.clipboard().mimeData()
    assert data is not None
    return data


@pytest.fixture
def on(window: MainWindow, small: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Make it another day."""

    def make(day: date) -> None:
        page = page_of(window)
        monkeypatch.setattr(page, "_today", lambda: day)
        page.refresh()

    return make


def test_it_says_what_is_missing_and_lists_it_by_owner(window: MainWindow, small: Path) -> None:
    assert "4 of 6 measures are in; waiting for: No owner named 2." in shown_words(window)
    assert rows(window) == [
        ("No owner named", "2 measures", ""),
        ("1.2 Client satisfaction", "", "nothing yet"),
        ("3.1 People in treatment", "", "nothing yet"),
    ]
    assert page_of(window).heading.text() == "To enter   2 figures"


def test_it_follows_each_figure(window: MainWindow, small: Path) -> None:
    enter(window, "m12", "late: survey team, 24 May")
    assert rows(window)[1] == ("1.2 Client satisfaction", "", "late: survey team, 24 May")
    enter(window, "m12", "91%")
    assert "5 of 6 measures are in; waiting for: No owner named 1." in shown_words(window)
    enter(window, "m31", "1,180", Period.financial_year(2015))
    words = shown_words(window)
    assert "All 6 measures are in." in words
    assert "Go to the pack" in words


def test_enter_on_a_line_goes_to_its_cell(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    # The keys already stand on the first figure to enter.
    press("Return")
    qtbot.waitUntil(lambda: window.page_key == "enter")
    assert window.workspace.selection is not None
    assert (window.workspace.selection.series, window.workspace.selection.period) == ("m12", LAST_QUARTER)


def test_it_catches_up_with_what_it_missed_while_hidden(
    window: MainWindow, small: Path, press: Press
) -> None:
    press("Ctrl+2")
    enter(window, "m12", "91%")
    press("Ctrl+1")
    assert rows(window)[1][0] == "3.1 People in treatment"


def test_another_quarter_has_its_own_list(window: MainWindow, small: Path, press: Press) -> None:
    press("Alt+Left")
    assert "All 5 measures are in." in shown_words(window)


def test_the_days_to_papers_stand_first(window: MainWindow, small: Path, on: Callable[[date], None]) -> None:
    assert window.workspace.document is not None
    meeting = Meeting(id=MeetingId("m"), title="Board", dated=date(2016, 5, 12))
    window.workspace.document.do(PutRows("Meeting", (meeting,)))
    on(date(2016, 4, 16))
    page = page_of(window)
    assert page.sentence.text().startswith("19 days to papers; 4 of 6 measures are in;")
    assert page.dates.text() == (
        "Board: figures are due 21 April 2016, papers go out 5 May 2016, the meeting is 12 May 2016."
    )
    assert page.bar.accessibleName() == page.sentence.text()


def test_a_new_day_is_noticed_while_the_window_stands_open(
    window: MainWindow, small: Path, on: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.workspace.document is not None
    meeting = Meeting(id=MeetingId("m"), title="Board", dated=date(2016, 5, 12))
    window.workspace.document.do(PutRows("Meeting", (meeting,)))
    on(date(2016, 5, 4))
    page = page_of(window)
    assert page.sentence.text().startswith("1 day to papers")
    monkeypatch.setattr(page, "_today", lambda: date(2016, 5, 5))
    page._minute.timeout.emit()
    assert page.sentence.text().startswith("Papers go out today")


def test_lines_to_check_and_to_do_go_to_their_place(
    window: MainWindow, small: Path, press: Press, on: Callable[[date], None], qtbot: QtBot
) -> None:
    assert window.workspace.document is not None
    window.workspace.document.do(
        PutRows(
            "Rows",
            (
                Commentary(measure=MeasureId("m22"), period=LAST_QUARTER, text="Then.", reviewed=False),
                Action(id=ActionId("a"), text="Fit the gates", due="1 April 2016"),
            ),
        )
    )
    on(date(2016, 5, 1))
    page = page_of(window)
    asked: list[object] = []
    window.workspace.going.connect(asked.append)
    assert ("2.2 Robbery", "Words brought forward and not reviewed yet") in listed(page.check.list)
    assert listed(page.do.list) == [("Fit the gates", "Overdue since 1 April 2016")]
    # Tab leads from list to list.
    assert page.enter.hasFocus()
    while not page.do.list.hasFocus():
        press("Tab")
    press("Return")
    qtbot.waitUntil(lambda: bool(asked))
    assert getattr(asked[0], "row", None) == ("action", "a")


def test_a_reminder_is_copied_by_its_key(
    window: MainWindow, small: Path, press: Press, on: Callable[[date], None]
) -> None:
    owned(window, "Surveys")
    on(date(2016, 5, 4))
    told: list[str] = []
    window.workspace.told.connect(told.append)
    press("Ctrl+C")
    assert told == [
        "The reminder to Surveys for 2 figures is on the clipboard. Paste it into a new e-mail to "
        "data@survey.example.org."
    ]
    text = clipboard().text()
    assert text.startswith(
        "To: Survey House <data@survey.example.org>\nSubject: Figures for Quarter 4 2015/16"
    )
    assert "1.2 Client satisfaction" in text
    assert "3.1 People in treatment" in text
    assert "<b>1.2 Client satisfaction</b>" in clipboard().html()


def test_each_partner_has_a_button_that_tab_reaches(
    window: MainWindow, small: Path, press: Press, on: Callable[[date], None]
) -> None:
    owned(window, "Surveys")
    on(date(2016, 5, 4))
    QApplication.clipboard().setText("")
    for _ in range(30):
        press("Tab")
        at = window.focusWidget()
        if isinstance(at, QPushButton) and at.accessibleName() == "Copy reminder to Surveys":
            break
    else:
        pytest.fail("Tab did not come to the button.")
    press("Space")
    assert "Dear colleague" in clipboard().text()


def test_nobody_is_reminded_where_no_owner_is_named(window: MainWindow, small: Path) -> None:
    page = page_of(window)
    assert not [made for made in page.enter.findChildren(QPushButton) if "reminder" in made.text()]


def test_an_edit_elsewhere_leaves_the_keys_on_their_line(
    window: MainWindow, small: Path, press: Press
) -> None:
    press("Down")
    enter(window, "m12", "late")
    item = page_of(window).enter.currentItem()
    assert item is not None
    assert item.text(0) == "3.1 People in treatment"


def test_everything_has_a_name_and_there_is_a_sentence_for_what_is_empty(
    window: MainWindow, small: Path, on: Callable[[date], None]
) -> None:
    owned(window, "Surveys")
    on(date(2016, 5, 4))
    assert nameless(window) == []
    assert "No action is overdue, and no earlier figure is late." in shown_words(window)


def test_it_stands_in_one_column_where_the_text_is_large(
    window: MainWindow, small: Path, qtbot: QtBot
) -> None:
    owned(window, "Surveys")
    page = page_of(window)

    def left_edge() -> int:
        return page.do.mapTo(page, page.do.rect().topLeft()).x()

    assert left_edge() > page.width() // 2
    # From 100 % to 200 % are five steps.
    window.workspace.zooming.emit(5)
    qtbot.waitUntil(lambda: left_edge() < page.width() // 4)
    # Nothing is pushed out sideways; what does not fit is scrolled to.
    inside = page.scroller.widget()
    assert inside is not None
    assert inside.width() <= page.scroller.viewport().width()
    made = next(each for each in page.enter.findChildren(QPushButton) if "reminder" in each.text())
    assert made.width() >= made.sizeHint().width()
