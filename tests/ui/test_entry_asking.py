"""What the entry grid asks beside a cell, answered by keys; test_cell_card.py tests the card itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.domain.tables import PackIssue, PackIssueId, Revision
from cspdesk.ui.cell_card import CellCard
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import click_name, here, open_entry, stand, told_by, typed
from tests.support.grid import BANDS, Q1, Q2, Q3, Q4, ROBBERY, SATISFACTION, VIOLENCE
from tests.ui.conftest import Press

ANSWER = "Ctrl+."


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


def card(page: EnterPage) -> CellCard:
    return page.grid.asking.card


def asked(page: EnterPage, qtbot: QtBot) -> list[str]:
    """The words of the card's buttons, once it is there."""
    qtbot.waitUntil(card(page).isVisible)
    return [part.accessibleName() for part in card(page).findChildren(QPushButton) if part.isVisible()]


def quiet(page: EnterPage, qtbot: QtBot) -> bool:
    """Whether nothing is asked once the grid has come to rest."""
    qtbot.wait(20)
    return not card(page).isVisible()


@pytest.mark.habit(ANSWER)
def test_a_typed_slip_is_asked_about_and_mended_by_keys(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    press("4", "l", "2", "Return")
    assert typed(page, "m21") == "4l2"
    assert asked(page, qtbot) == ["Use 412", "Keep as text"]
    # One goes on typing below while it is asked.
    assert here(page) == (ROBBERY, Q4)
    assert page.grid.figures.hasFocus()
    press("Ctrl+Period")
    assert not page.grid.figures.hasFocus()
    press("Return")
    assert typed(page, "m21") == "412"
    assert page.document.undo_label == "Figure for 2.1, Quarter 4 2015/16"
    assert page.grid.figures.hasFocus()
    assert quiet(page, qtbot)
    press("Ctrl+Z")
    assert typed(page, "m21") == "4l2"
    press("Ctrl+Z")
    assert typed(page, "m21") == "412"


@pytest.mark.habit(ANSWER)
@pytest.mark.parametrize("goes_in", [True, False])
def test_escape_leaves_it_unanswered(page: EnterPage, press: Press, qtbot: QtBot, goes_in: bool) -> None:
    press("4", "l", "2", "Return")
    asked(page, qtbot)
    if goes_in:
        press("Ctrl+Period")
    press("Escape")
    assert quiet(page, qtbot)
    assert typed(page, "m21") == "4l2"
    assert page.grid.figures.hasFocus()
    assert here(page) == (ROBBERY, Q4)
    # It is not asked again by itself, but on being asked for.
    press("Up")
    assert quiet(page, qtbot)
    press("Ctrl+Period")
    assert asked(page, qtbot) == ["Use 412", "Keep as text"]


def test_keeping_it_as_text_is_remembered_until_something_else_is_typed(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    press("4", "l", "2", "Return")
    asked(page, qtbot)
    press("Ctrl+Period", "Tab", "Return")
    assert typed(page, "m21") == "4l2"
    assert quiet(page, qtbot)
    press("Up")
    assert here(page) == (VIOLENCE, Q4)
    assert quiet(page, qtbot)
    press("4", "l", "3", "Return")
    assert asked(page, qtbot) == ["Use 413", "Keep as text"]


def test_words_without_a_mend_are_asked_about_once(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    press(*"see the minutes of the last board", "Return")
    assert asked(page, qtbot) == ["Keep as text"]
    assert "is no figure and was kept as text." in card(page).content.lines[0]


def test_a_plain_figure_is_asked_nothing(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    for text in ("409", "na", "TBC", "[c]", "409 [p]", "late: police, 24 May"):
        stand(page, VIOLENCE, Q4)
        press(*text, "Return")
        assert typed(page, "m21") == text
        assert quiet(page, qtbot), text


def test_an_odd_figure_is_told_and_never_refused(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    stand(page, SATISFACTION, Q4)
    press(*"120%", "Return")
    assert typed(page, "m12") == "120%"
    qtbot.waitUntil(card(page).isVisible)
    assert any("120%" in line for line in card(page).content.lines)


@pytest.mark.habit(ANSWER)
def test_where_nothing_is_asked_the_keys_say_so(
    page: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    told = told_by(window)
    stand(page, VIOLENCE, Q1)
    assert quiet(page, qtbot)
    press("Ctrl+Period")
    assert told == ["Nothing is asked about this cell."]
    assert page.grid.figures.hasFocus()


@pytest.mark.parametrize("row", [1, VIOLENCE, ROBBERY, 10])
@pytest.mark.parametrize("column", [2, Q2, Q3, Q4])
def test_the_card_covers_neither_its_cell_nor_the_current_one(
    page: EnterPage, press: Press, qtbot: QtBot, row: int, column: int
) -> None:
    stand(page, row, column)
    press("4", "l", "2", "Return")
    qtbot.waitUntil(card(page).isVisible)
    view = page.grid.figures
    typed_in = view.visualRect(page.model.index(row, column))
    current: QRect = view.visualRect(view.currentIndex())
    assert not card(page).geometry().intersects(typed_in)
    assert not card(page).geometry().intersects(current)
    assert view.viewport().rect().contains(card(page).geometry())


def test_the_figure_typed_next_has_the_card_and_the_slip_is_asked_about_on_return(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    press("4", "l", "2", "Return")
    asked(page, qtbot)
    press("3", "1", "Return")
    assert typed(page, "m22") == "31"
    # Of the new figure there is nothing to ask.
    assert quiet(page, qtbot)
    stand(page, VIOLENCE, Q4)
    assert asked(page, qtbot) == ["Use 412", "Keep as text"]


def test_the_card_goes_with_its_row(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    press("4", "l", "2", "Return")
    asked(page, qtbot)
    click_name(page, BANDS[1])
    assert quiet(page, qtbot)
    click_name(page, BANDS[1])
    assert asked(page, qtbot) == ["Use 412", "Keep as text"]


def issue(page: EnterPage) -> None:
    """Record that a pack of Quarter 4 went out with the figures as they stand."""
    row = PackIssue(
        id=PackIssueId("issued"),
        period=LAST_QUARTER,
        layout="quarter-narrative",
        options="{}",
        issued_at="2016-05-12T10:00:00+01:00",
        issued_by="Community safety officer",
        log_position=page.document.snapshot.sequence,
    )
    page.document.do(PutRows("Issue", (row,)))


def reasons(page: EnterPage) -> list[tuple[str, str]]:
    return [(row.seen, row.reason) for row in page.document.snapshot.of(Revision)]


def test_a_figure_changed_after_its_pack_says_what_the_board_saw_and_takes_a_reason(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    issue(page)
    press("4", "1", "5", "Return")
    assert page.model.cell(VIOLENCE, Q4).text == "415 r"
    qtbot.waitUntil(card(page).isVisible)
    said = " ".join(card(page).content.lines)
    assert "Revised since the pack of 12 May 2016, which showed 412." in said
    press("Ctrl+Period", *"Recounted", "Return")
    assert reasons(page) == [("412", "Recounted")]
    assert page.grid.figures.hasFocus()
    assert page.document.undo_label == "Reason for the change of 2.1, Quarter 4 2015/16"
    assert quiet(page, qtbot)


def test_a_figure_first_given_after_its_pack_is_reported_since(
    page: EnterPage, press: Press, qtbot: QtBot
) -> None:
    issue(page)
    stand(page, SATISFACTION, Q4)
    press(*"91%", "Return")
    assert page.model.cell(SATISFACTION, Q4).text == "91%"
    qtbot.waitUntil(card(page).isVisible)
    said = " ".join(card(page).content.lines)
    assert "Reported since the pack of 12 May 2016, which had no figure." in said
    assert reasons(page) == [("", "")]
