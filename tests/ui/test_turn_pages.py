"""New quarter, new year and new plan: each page's whole work by keys, and each one step of undo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.choices import Stage
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_for, plan_in_force
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Measure,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
    SeriesId,
    Target,
)
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import LIGHT
from cspdesk.ui.turn_page import TurnPage
from cspdesk.ui.turn_plan import NewPlanPage
from cspdesk.ui.turn_quarter import NewQuarterPage
from cspdesk.ui.turn_table import TurnTable
from cspdesk.ui.turn_year import NewYearPage
from tests.support.documents import EDITOR, LAST_QUARTER
from tests.support.windows import window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless

NEW, YEAR = Period.quarter(2016, 1), Period.financial_year(2016)
M21, M22 = MeasureId("m21"), MeasureId("m22")
SPECS = (
    PageSpec("new quarter", "New quarter", "home", NewQuarterPage),
    PageSpec("new year", "New year", "home", NewYearPage),
    PageSpec("new plan", "New plan", "home", NewPlanPage),
)


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with these pages alone."""
    with window_of(qtbot, tmp_path, *SPECS) as made:
        yield made


@pytest.fixture
def type_in(window: MainWindow) -> Callable[[str], None]:
    """Type letter by letter where the keys are: the first one in a cell opens it."""

    def letters(text: str) -> None:
        for letter in text:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, letter)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
        # The editor hands its text over in an event of its own.
        QApplication.processEvents()

    return letters


@pytest.fixture
def document(window: MainWindow, small: Path) -> Document:
    found = window.workspace.document
    assert found is not None
    rows = (
        Commentary(measure=M22, period=LAST_QUARTER, text="30 robberies."),
        ReportItem(
            id=ReportItemId("note"), priority=PriorityId("p2"), period=LAST_QUARTER, section="note", text="N"
        ),
        Project(id=ProjectId("wardens"), priority=PriorityId("p2"), title="Street wardens"),
    )
    found.do(PutRows("Words", rows))
    found.do(SetTargets("Targets", (TypedCell(SeriesId("m21"), Period.financial_year(2015), "1,400"),)))
    return found


def quarter_page(window: MainWindow) -> NewQuarterPage:
    window.workspace.going.emit(Place("new quarter"))
    found = window.findChild(NewQuarterPage)
    assert found is not None
    return found


def year_page(window: MainWindow) -> NewYearPage:
    window.workspace.going.emit(Place("new year"))
    found = window.findChild(NewYearPage)
    assert found is not None
    return found


def plan_page(window: MainWindow) -> NewPlanPage:
    window.workspace.going.emit(Place("new plan"))
    found = window.findChild(NewPlanPage)
    assert found is not None
    return found


def tab_to(window: MainWindow, wanted: QWidget, press: Press) -> None:
    """Reach a part by Tab alone."""
    for _ in range(30):
        if window.focusWidget() is wanted:
            return
        press("Tab")
    raise AssertionError(wanted.accessibleName())


def cells(table: TurnTable, row: int) -> list[str]:
    items = [table.item(row, column) for column in range(table.columnCount())]
    return [item.text() if item is not None else "" for item in items]


def move_to(table: TurnTable, press: Press, first: str, column: int) -> None:
    """Go by arrow keys to the row whose first words begin so, and to a column."""
    press("Ctrl+Home")
    texts = [cells(table, row)[0] for row in range(table.rowCount())]
    steps = next(row for row, text in enumerate(texts) if text.startswith(first))
    press(*["Down"] * steps, *["Right"] * column)
    assert (table.currentRow(), table.currentColumn()) == (steps, column)


def test_quarter_is_begun_by_keys_and_taken_back_by_one_undo(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = quarter_page(window)
    before = document.snapshot
    assert page.heading.text() == "Begin Quarter 1 2016/17"
    assert page.to_enter.text == (
        "Police: 1.3 Anti-social behaviour incidents; 2.1 Violence with injury; 2.2 Robbery\n"
        "No owner named: 1.1 Repeat callers; 1.2 Client satisfaction"
    )
    assert page.will.text() == "1 text will be brought forward, to be reviewed."
    tab_to(window, page.table, press)
    assert [cells(page.table, row)[1:3] for row in range(page.table.rowCount())] == [
        ["Commentary", "2.2 Robbery"],
        ["Notes", "2 Violent crime and robbery"],
    ]
    press("Space")
    assert page.will.text() == "2 texts will be brought forward, to be reviewed."
    told: list[str] = []
    window.workspace.told.connect(told.append)
    press("Ctrl+Return")
    assert told == ["Quarter 1 2016/17 was begun with 2 texts brought forward. Ctrl+Z takes it back."]
    assert window.workspace.quarter == NEW
    text = document.snapshot.of(Commentary).get(M22, NEW)
    assert text is not None
    assert (text.text, text.reviewed) == ("30 robberies.", False)
    assert [row.text for row in document.snapshot.of(ReportItem).where("period", NEW)] == ["N"]
    assert document.undo_label == "Begin Quarter 1 2016/17"
    press("Ctrl+Z")
    assert document.snapshot == before


def test_quarter_without_texts_is_only_chosen(window: MainWindow, document: Document, press: Press) -> None:
    page = quarter_page(window)
    before = document.snapshot
    tab_to(window, page.table, press)
    press("Down", "Space", "Ctrl+Return")
    assert window.workspace.quarter == NEW
    assert document.snapshot is before


def test_another_quarter_can_be_begun_and_all_texts_ticked(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = quarter_page(window)
    tab_to(window, page.period, press)
    press("Up")
    page.period.activated.emit(page.period.currentIndex())
    # Quarter 3's words about violence; those about robbery are there in quarter 4.
    assert page.heading.text() == "Begin Quarter 4 2015/16"
    assert [cells(page.table, row)[2] for row in range(page.table.rowCount())] == ["2.1 Violence with injury"]
    page._every.click()
    assert page.will.text() == "1 text will be brought forward, to be reviewed."
    page._none.click()
    assert page.will.text() == "No text will be brought forward; the quarter is chosen."


def test_year_is_begun_by_keys_and_taken_back_by_one_undo(
    window: MainWindow, document: Document, press: Press, type_in: Callable[[str], None]
) -> None:
    page = year_page(window)
    before = document.snapshot
    assert page.heading.text() == "Begin the year 2016/17"
    tab_to(window, page.per_cent, press)
    press("-", "5", "Return")
    # 1,400 less 5 per cent.
    row = next(row for row in range(page.table.rowCount()) if cells(page.table, row)[0].startswith("2.1"))
    assert cells(page.table, row)[:5] == ["2.1 Violence with injury", "1,440", "1,400", "\u22125%", "1,330"]
    tab_to(window, page.table, press)
    move_to(page.table, press, "2.1", 5)
    press("Space")
    move_to(page.table, press, "1.3", 4)
    type_in("11,500")
    move_to(page.table, press, "2.2", 6)
    press("Space", "Space")
    assert cells(page.table, page.table.currentRow())[6] == "Discontinue"
    press("Right")
    type_in("Knife crime")
    tab_to(window, page.projects, press)
    press("Space")
    assert page.will.text() == (
        "This enters 2 targets, keeps 1 outturn as a baseline, discontinues 1 measure and puts away "
        "1 project."
    )
    assert page.unsaved().startswith("What was chosen for 2016/17 is not in the file")
    press("Ctrl+Return")
    assert page.unsaved() == ""
    snapshot = document.snapshot
    targets = {(row.series, row.period, row.typed) for row in snapshot.of(Target)}
    assert targets >= {("m21", YEAR, "1,330"), ("m13", YEAR, "11,500")}
    assert [row.label for row in snapshot.of(Baseline).where("series", SeriesId("m21"))] == [
        "2013/14",
        "2015/16 outturn",
    ]
    robbery = snapshot.of(Measure).get(M22)
    assert robbery is not None
    assert (robbery.stage, robbery.replaced_by) == (Stage.DISCONTINUED, "Knife crime")
    assert all(row.closed for row in snapshot.of(Project))
    # What is done is no longer offered.
    assert page.will.text() == "Nothing is to be done for 2016/17."
    press("Ctrl+Z")
    assert document.snapshot == before
    assert page.will.text().startswith("This enters 2 targets"), "what was chosen comes back"


def test_how_a_target_comes_about_can_be_typed_in_its_row(
    window: MainWindow, document: Document, press: Press, type_in: Callable[[str], None]
) -> None:
    page = year_page(window)
    tab_to(window, page.table, press)
    move_to(page.table, press, "2.1", 3)
    row = page.table.currentRow()
    for typed, how, target in (
        ("+10%", "+10%", "1,540"),
        ("b", "Blank", ""),
        ("same", "Same", "1,400"),
        ("what?", "Same", "1,400"),
    ):
        type_in(typed)
        assert cells(page.table, row)[3:5] == [how, target]
    press("Space")
    assert cells(page.table, row)[3] == "Blank"
    press("Right")
    type_in("1,234")
    assert cells(page.table, row)[3:5] == ["Typed", "1,234"]
    press("Delete")
    assert cells(page.table, row)[4] == ""


def test_target_in_words_says_that_no_per_cent_changes_it(
    window: MainWindow, document: Document, press: Press
) -> None:
    words = TypedCell(SeriesId("m22"), Period.financial_year(2015), "40% over 4 years")
    document.do(SetTargets("Target", (words,)))
    page = year_page(window)
    tab_to(window, page.per_cent, press)
    press("5", "Return")
    assert (
        "2.2 Robbery: The target '40% over 4 years' is in words, so no per cent changes it."
        in page.notes.text
    )
    row = next(row for row in range(page.table.rowCount()) if cells(page.table, row)[0].startswith("2.2"))
    assert cells(page.table, row)[3:5] == ["Same", "40% over 4 years"]
    item = page.table.item(row, 4)
    assert item is not None
    assert "no per cent changes it" in str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_what_is_no_per_cent_is_refused_and_stays(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = year_page(window)
    tab_to(window, page.per_cent, press)
    press("five", "Return")
    assert page.problem.text() == "'five' is no per cent between -100 and 1,000. Type one, such as -5."
    assert page.per_cent.text() == "five"


def test_plan_is_begun_by_keys_and_taken_back_by_one_undo(
    window: MainWindow, document: Document, press: Press, type_in: Callable[[str], None]
) -> None:
    page = plan_page(window)
    before = document.snapshot
    tab_to(window, page.title, press)
    press("Ctrl+A", "Safer together")
    tab_to(window, page.priorities, press)
    # Anti-social behaviour goes, a new priority comes first.
    press("Ctrl+Home", "Delete", "Insert")
    type_in("Young people")
    press("Alt+Up", "Alt+Up", "Left")
    type_in("1")
    assert [cells(page.priorities, row) for row in range(3)] == [
        ["1", "Young people", "New"],
        ["2", "Violent crime and robbery", "The old plan"],
        ["3", "Drugs", "The old plan"],
    ]
    tab_to(window, page.table, press)
    move_to(page.table, press, "1.3", 2)
    press("Return")
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QComboBox)
    assert chosen.currentText() == "Left behind"
    press("Home")
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    QApplication.processEvents()
    move_to(page.table, press, "2.2", 3)
    type_in("2.9")
    move_to(page.table, press, "1.1", 4)
    type_in("2.9")
    assert page.will.text() == (
        "The new plan has 3 priorities, 5 measures carried across, 2 measures left behind and discontinued, "
        "1 of 1 open project going on."
    )
    assert page.unsaved()
    press("Ctrl+Return")
    snapshot = document.snapshot
    first = Period.quarter(2017, 1)
    assert window.workspace.quarter == first
    found = placed_in(snapshot, plan_for(snapshot, first), first)
    assert [(item.priority.title, item.name) for item in found] == [
        ("Young people", "1.3 Anti-social behaviour incidents"),
        ("Violent crime and robbery", "2.1 Violence with injury"),
        ("Violent crime and robbery", "2.9 Robbery"),
        ("Drugs", "3.1 People in treatment"),
        ("Drugs", "3.2 Drug deaths"),
    ]
    repeat = snapshot.of(Measure).get(MeasureId("m11"))
    assert repeat is not None
    assert (repeat.stage, repeat.replaced_by) == (Stage.DISCONTINUED, "Robbery")
    assert document.undo_label == "Begin the plan 'Safer together'"
    press("Ctrl+Z")
    assert document.snapshot == before
    assert page.title.text() == "Safer together", "what was put together comes back"


def test_plan_says_what_is_wrong_with_it_and_keeps_what_was_typed(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = plan_page(window)
    before = document.snapshot
    tab_to(window, page.first_year, press)
    press("Ctrl+A", "soon", "Ctrl+Return")
    assert page.problem.text() == "'soon' is not a financial year. Write one, such as 2017/18."
    assert page.first_year.text() == "soon"
    press("Ctrl+A", "2014/15", "Ctrl+Return")
    assert "itself begins in 2014/15" in page.problem.text()
    tab_to(window, page.priorities, press)
    press("Insert", "Escape", "Ctrl+Return")
    assert document.snapshot is before


def test_two_measures_with_one_number_are_marked_and_numbered_anew(
    window: MainWindow, document: Document, press: Press, type_in: Callable[[str], None]
) -> None:
    page = plan_page(window)
    tab_to(window, page.table, press)
    move_to(page.table, press, "2.2", 3)
    type_in("2.1")
    assert page.notes.text == "2 measures have the number 2.1."
    tab_to(window, page._anew, press)
    press("Space")
    assert page.notes.text == ""
    numbers = [cells(page.table, row)[3] for row in range(page.table.rowCount())]
    assert numbers == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"]


def test_what_is_still_being_typed_counts_when_the_button_is_pressed(
    window: MainWindow, document: Document, press: Press
) -> None:
    page = year_page(window)
    tab_to(window, page.table, press)
    move_to(page.table, press, "2.1", 4)
    press("1")
    press(",", "3", "0", "0", "Ctrl+Return")
    found = document.snapshot.of(Target).get(SeriesId("m21"), YEAR)
    assert found is not None
    assert found.typed == "1,300"


def test_ticks_take_a_click(window: MainWindow, document: Document) -> None:
    page = quarter_page(window)
    place = page.table.visualRect(page.table.model().index(0, 0))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert page.will.text() == "2 texts will be brought forward, to be reviewed."


@pytest.mark.parametrize("key", [spec.key for spec in SPECS])
def test_every_control_has_a_name_and_tab_reaches_the_button(
    key: str, window: MainWindow, document: Document, press: Press
) -> None:
    window.workspace.going.emit(Place(key))
    assert nameless(window) == []
    page = next(each for each in window.findChildren(TurnPage) if each.isVisible())
    first = window.focusWidget()
    assert first is not None
    assert first.mapTo(page, first.rect().topLeft()).y() < page.height() // 3, "the keys begin at the top"
    seen = [first]
    while seen[-1] is not page.doer and len(seen) < 30:
        press("Tab")
        seen.append(window.focusWidget() or page)
    heights = [part.mapTo(page, part.rect().center()).y() for part in seen]
    assert seen[-1] is page.doer
    assert heights == sorted(heights), "Tab follows reading"
    for table in page.findChildren(TurnTable):
        if table.isVisible():
            assert QAccessible.queryAccessibleInterface(table).text(QAccessible.Text.Name)


@pytest.mark.parametrize("key", [spec.key for spec in SPECS])
def test_an_empty_file_says_what_belongs_there(key: str, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "empty.cspdesk"
    Store.create(path, EDITOR).close()
    window.open_path(path)
    window.workspace.going.emit(Place(key))
    page = next(each for each in window.findChildren(TurnPage) if each.isVisible())
    assert not any(table.isVisible() for table in page.findChildren(TurnTable))
    said = {
        "new quarter": "No text will be brought forward",
        "new year": "Nothing is to be done",
        "new plan": "The new plan has no priorities",
    }
    assert page.will.text().startswith(said[key])
    page.begin()
    assert bool(page.problem.text()) is (key != "new quarter")


def test_the_first_plan_of_a_file_is_made_here_by_keys(
    window: MainWindow, press: Press, type_in: Callable[[str], None], tmp_path: Path
) -> None:
    path = tmp_path / "empty.cspdesk"
    Store.create(path, EDITOR).close()
    window.open_path(path)
    page = plan_page(window)
    tab_to(window, page.title, press)
    press("Safer 2016-2019", "Tab", "Ctrl+A", "2016/17", "Tab", "Ctrl+A", "2018/19")
    tab_to(window, page._add_button, press)
    press("Space")
    type_in("Burglary")
    press("Ctrl+Return")
    assert page.problem.text() == ""
    document = window.workspace.document
    assert document is not None
    plan = plan_in_force(document.snapshot)
    assert plan is not None
    assert (plan.title, plan.first_year, plan.last_year) == (
        "Safer 2016-2019",
        Period.financial_year(2016),
        Period.financial_year(2018),
    )


def test_pages_let_go_of_a_file_that_is_closed(window: MainWindow, document: Document) -> None:
    for page in (quarter_page(window), year_page(window), plan_page(window)):
        assert any(table.rowCount() for table in page.findChildren(TurnTable))
    window.files.close()
    assert not any(table.rowCount() for table in window.findChildren(TurnTable))


def test_at_twice_the_text_the_page_scrolls_and_its_button_stays(
    window: MainWindow, document: Document, dressed: QApplication
) -> None:
    apply_style(dressed, 200, LIGHT)
    page = plan_page(window)
    QTest.qWait(10)
    bar = page._scroller.verticalScrollBar()
    assert bar.maximum() > 0
    assert page.rect().contains(page.doer.geometry())
    assert window.width() <= 1280
