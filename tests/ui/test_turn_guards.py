"""What the pages of a new quarter, year and plan must not lose, mix up or refuse without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Commentary,
    MeasureId,
    Plan,
    PriorityId,
    Project,
    ProjectId,
    SeriesId,
)
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.turn_plan import NewPlanPage
from tests.support.documents import EDITOR, LAST_QUARTER
from tests.ui.conftest import Press
from tests.ui.test_turn_pages import move_to, plan_page, quarter_page, tab_to, year_page

M22 = MeasureId("m22")


@pytest.fixture
def document(window: MainWindow, small: Path, qtbot: QtBot) -> Document:
    """The small document in the whole window, with words and a project."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found = window.workspace.document
    assert found is not None
    rows = (
        Commentary(measure=M22, period=LAST_QUARTER, text="30 robberies."),
        Project(id=ProjectId("wardens"), priority=PriorityId("p2"), title="Street wardens"),
    )
    found.do(PutRows("Words", rows))
    found.do(SetTargets("Targets", (TypedCell(SeriesId("m21"), Period.financial_year(2015), "1,400"),)))
    return found


def empty(window: MainWindow, path: Path) -> None:
    Store.create(path, EDITOR).close()
    window.open_path(path)


def test_ticks_of_one_quarter_are_not_those_of_the_next(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = quarter_page(window)
    tab_to(window, page.table, press)
    press("Space", "Ctrl+Return")
    new = Period.quarter(2016, 1)
    assert document.snapshot.of(Commentary).get(M22, new) is not None
    page = quarter_page(window)
    page.period.setCurrentText("Quarter 2 2016/17")
    page.refresh()
    assert page.table.rowCount() == 1
    # Commentary of a quarter is news, so it is not ticked unless somebody does.
    assert page.will.text() == "No text will be brought forward; the quarter is chosen."


def test_plan_is_begun_once_and_undo_takes_it_back_whole(
    window: MainWindow, document: Document, press: Press
) -> None:
    page, before = plan_page(window), document.snapshot
    told: list[str] = []
    window.workspace.told.connect(told.append)
    tab_to(window, page.title, press)
    press("Ctrl+A", "Safer together", "Ctrl+Return")
    assert told[-1].endswith("Ctrl+Z takes it back.")
    assert document.snapshot != before
    assert window.page_key == "plan"
    # Pressed once more it must not begin the plan after that.
    press("Ctrl+Return")
    assert [row.title for row in document.snapshot.of(Plan)][1:] == ["Safer together"]
    press("Ctrl+Z")
    assert document.snapshot == before
    assert plan_page(window).title.text() == "Safer together"


def test_two_priorities_without_a_title_are_told_apart(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = plan_page(window)
    for _ in range(2):
        page._add()
        page.flush()
        at = page.priorities.rowCount() - 1
        page._priority_changed(page._draft.priorities[at].id if page._draft else "", 0, "")
    tab_to(window, page.table, press)
    move_to(page.table, press, "2.2", 2)
    press("Return")
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QComboBox)
    offered = [chosen.itemText(at) for at in range(chosen.count())]
    assert offered[3:] == ["A priority without a title", "A priority without a title (2)", "Left behind"]
    press("Home", *["Down"] * 4)
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    QApplication.processEvents()
    row = next(row for row in page._rows if row.measure.id == M22)
    assert page._draft is not None
    assert row.goes == page._draft.priorities[4].id


def test_a_priority_called_left_behind_is_one(window: MainWindow, document: Document) -> None:
    page = plan_page(window)
    page._priority_changed(page.priorities.current_key or first_key(page), 0, "")
    page._priority_changed(first_key(page), 1, "Left behind")
    row = next(row for row in page._rows if row.measure.id == "m11")
    assert row.is_carried
    page._measure_changed(row.placement.id, 2, "Left behind (2)")
    row = next(row for row in page._rows if row.measure.id == "m11")
    assert row.is_carried


def first_key(page: NewPlanPage) -> str:
    assert page._draft is not None
    return page._draft.priorities[0].id


def test_long_pastes_are_refused_whole_and_stay(window: MainWindow, document: Document, press: Press) -> None:
    QApplication.clipboard().setText("x" * 100_000)
    page, before = plan_page(window), document.snapshot
    tab_to(window, page.title, press)
    press("Ctrl+A", "Ctrl+V", "Ctrl+Return")
    said = "The words of the title have 100,000 characters; 500 are kept. Shorten them."
    assert (page.problem.text(), len(page.title.text())) == (said, 100_000)
    assert document.snapshot == before
    year = year_page(window)
    tab_to(window, year.table, press)
    move_to(year.table, press, "2.1", 4)
    press("F2")
    press("Ctrl+V")
    press("Ctrl+Return")
    assert year.problem.text() == "A target has 100,000 characters; 32,000 are kept. Shorten it."
    assert document.snapshot == before


def test_projects_to_put_away_are_told_before_the_window_closes(
    window: MainWindow, document: Document
) -> None:
    page = year_page(window)
    assert page.unsaved() == ""
    page._project_changed("wardens", 0, "yes")
    assert page.unsaved() == "What was chosen for 2016/17 is not in the file until the year is begun."


def test_what_was_chosen_for_one_file_is_not_offered_for_another(
    window: MainWindow, document: Document, tmp_path: Path
) -> None:
    empty(window, tmp_path / "one.cspdesk")
    page = plan_page(window)
    page.title.setFocus()
    QTest.keyClicks(page.title, "Safer Riverbourne")
    assert page.unsaved()
    unsaved = page.unsaved()
    empty(window, tmp_path / "two.cspdesk")
    assert window._trouble.sentence == unsaved, "it is told first what would be lost"
    window.open_path(tmp_path / "two.cspdesk")
    assert (page.title.text(), page.unsaved()) == ("", "")


def test_what_was_put_together_from_a_file_to_read_goes_along_into_its_copy(
    window: MainWindow, document: Document, tmp_path: Path
) -> None:
    page = plan_page(window)
    page.title.setFocus()
    page.title.selectAll()
    QTest.keyClicks(page.title, "Safer together")
    window.files.save_copy(tmp_path / "copy.cspdesk")
    plan_page(window)
    assert page.title.text() == "Safer together"


@pytest.mark.parametrize("page_of", [quarter_page, year_page, plan_page])
def test_the_first_and_the_last_quarter_of_all_are_borne(
    window: MainWindow, tmp_path: Path, page_of: Callable[[MainWindow], object]
) -> None:
    empty(window, tmp_path / "empty.cspdesk")
    for quarter in (Period.quarter(2199, 4), Period.quarter(1900, 1)):
        page_of(window)
        window.workspace.choose_quarter(quarter)
        assert window.workspace.quarter == quarter
        window.workspace.going.emit(Place("home"))
