"""The entry page for those who neither see it nor hold a mouse: every cell by name, all by keys."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cspdesk.desk.entry_columns import ALL_YEARS, OPTIONAL, GridView, Shows
from cspdesk.desk.jobs import jobs_of
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, MeasureId, PackIssue, SeriesId, Target
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import (
    choose_in_bar,
    names,
    open_entry,
    opens_menus,
    typed,
)
from tests.ui.conftest import Press
from tests.ui.test_accessibility import NAMED, walk

Role, Text = QAccessible.Role, QAccessible.Text
IN_TABLE = {Role.Cell, Role.ColumnHeader, Role.RowHeader}


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


def interface(part: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(part)
    assert found is not None
    return found


def cells(view: QWidget) -> list[tuple[QAccessible.Role, str]]:
    """The role and name of all that a table's interface holds, but for the corner between its headings."""
    table = interface(view)
    assert table.role() is Role.Table
    found = []
    for place in range(table.childCount()):
        child = table.child(place)
        assert child is not None
        found.append((child.role(), child.text(Text.Name).strip()))
    assert found[0] == (Role.Pane, "")
    return found[1:]


VIEWS = {
    "as it opens": GridView(),
    "with every column": GridView(years=3, optional=frozenset(OPTIONAL)),
    "targets": GridView(shows=Shows.TARGETS, optional=frozenset(OPTIONAL)),
    "figure over target": GridView(shows=Shows.BOTH),
    "one year folded": GridView(years=ALL_YEARS, folded_years=frozenset({LAST_QUARTER.of_year.previous})),
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_cell_of_the_grid_has_a_name_and_a_role(page: EnterPage, view: str) -> None:
    page.model.look(VIEWS[view])
    rows, columns = page.model.rowCount(), page.model.columnCount()
    for table in (page.grid.names, page.grid.figures):
        found = list(cells(table))
        # All rows by all columns, a heading over each column and one beside each row.
        assert len(found) == rows * columns + columns + rows
        assert {role for role, _ in found} == IN_TABLE
        assert [place for place, (_, name) in enumerate(found) if not name] == []


def test_every_cell_of_a_folded_priority_has_a_name(page: EnterPage, press: Press) -> None:
    press("Alt+Minus")
    for table in (page.grid.names, page.grid.figures):
        assert [place for place, (_, name) in enumerate(cells(table)) if not name] == []


def test_an_empty_cell_says_what_it_waits_for(page: EnterPage) -> None:
    said = {name for _, name in cells(page.grid.figures)}
    assert "1.2 Client satisfaction, Quarter 4 2015/16, missing" in said
    assert "3.2 Drug deaths, Quarter 4 2015/16, no figure" in said
    assert "3.1 People in treatment, Quarter 4 2015/16, typed once a year under 2015/16" in said


def unnamed(part: QWidget) -> list[str]:
    """The controls inside a part of the window that a reader would call by nothing."""
    return [path for path, node in walk(interface(part)) if node.role() in NAMED and not node.text(Text.Name)]


def test_every_control_has_a_name_with_the_card_and_the_inspector_open(
    page: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("4", "l", "2", "Return")
    card = page.grid.asking.card
    qtbot.waitUntil(card.isVisible)
    assert unnamed(window) == []
    # A table's interface holds cells alone, so the card is reached by itself, as a reader does by its focus.
    assert unnamed(card) == []
    assert interface(card).text(Text.Name) == "About this cell"
    met = {(node.role(), node.text(Text.Name)) for _, node in walk(interface(card))}
    assert {(Role.Button, "Use 412"), (Role.Button, "Keep as text")} <= met


def test_the_bar_says_what_is_chosen(page: EnterPage) -> None:
    found = {
        (node.role(), node.text(Text.Name), bool(node.state().checked))
        for _, node in walk(interface(page.bar))
    }
    assert {
        (Role.CheckBox, "Show figures", True),
        (Role.CheckBox, "Show targets", False),
        (Role.CheckBox, "Show figure over target", False),
        (Role.ButtonMenu, "Years shown", False),
        (Role.ButtonMenu, "Columns shown", False),
    } <= found


def test_where_one_types_has_a_name(page: EnterPage, press: Press) -> None:
    press("4")
    editor = page.grid.delegate.editor
    assert editor is not None
    assert interface(editor).role() is Role.EditableText
    assert interface(editor).text(Text.Name)
    press("Escape", "Shift+F2")
    sheet = interface(page.grid.note)
    assert sheet.role() is Role.EditableText
    assert sheet.text(Text.Name) == "Note on 2.1, Quarter 4 2015/16"
    press("Escape")


def kept_target(page: EnterPage, period: Period) -> str:
    row = page.document.snapshot.of(Target).get(SeriesId("m21"), period)
    return row.typed if row else ""


@opens_menus
def test_the_whole_work_of_the_page_takes_no_mouse(
    page: EnterPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("Ctrl+1", "Ctrl+2")
    qtbot.waitUntil(lambda: window.page_key == "enter" and page.grid.figures.hasFocus())

    # Years and columns.
    choose_in_bar(page, "Alt+Y", "This year", press, qtbot)
    choose_in_bar(page, "Alt+C", "Commentary", press, qtbot)
    assert page.grid.figures.hasFocus()

    # A quarter, past a slip that is mended in its card.
    press("Ctrl+G", "violence with i", "Return")
    qtbot.waitUntil(page.grid.figures.hasFocus)
    press("4", "l", "5", "Return")
    qtbot.waitUntil(page.grid.asking.card.isVisible)
    press("Ctrl+Period", "Return")
    assert page.grid.figures.hasFocus()
    press("3", "1", "Return")
    assert (typed(page, "m21"), typed(page, "m22")) == ("415", "31")

    # The year of 3.1, one column on from the quarter in which one stands now.
    press("Right", "1", "3", "1", "0", "Return")
    assert typed(page, "m31", LAST_QUARTER.of_year) == "1310"

    # A target for the quarter.
    press("Alt+T")
    qtbot.waitUntil(lambda: page.model.view.shows is Shows.TARGETS)
    press("Ctrl+G", "violence with i", "Return", *"400", "Return")
    assert kept_target(page, LAST_QUARTER) == "400"
    press("Alt+I")
    qtbot.waitUntil(lambda: page.model.view.shows is Shows.FIGURES)

    # The commentary, in the row's last cell.
    press("Up", "End", "U", "p", ".", "Alt+Return", "M", "o", "r", "e", ".", "Return")
    words = page.document.snapshot.of(Commentary).get(MeasureId("m21"), LAST_QUARTER)
    assert words is not None
    assert words.text == "Up.\nMore."

    # The priority is put away and comes back.
    every = names(page)
    press("Alt+Minus")
    assert len(names(page)) == len(every) - 2
    press("Return")
    assert names(page) == every

    press("Ctrl+Shift+P")
    qtbot.waitUntil(lambda: not jobs_of(window.workspace).running, timeout=30_000)
    qtbot.waitUntil(lambda: len(page.document.snapshot.of(PackIssue)) == 1)


def round_by(page: EnterPage, window: MainWindow, press: Press, keys: str, edge: str) -> set[QWidget]:
    """What has the keys on the way once round the window, in the grid from the row's end on."""
    met: set[QWidget] = set()
    press(edge)
    for _ in range(40):
        press(keys)
        focused = window.focusWidget()
        assert focused is not None
        if focused is page.grid.figures:
            return met
        met.add(focused)
    raise AssertionError("The keys do not come round")


@pytest.mark.parametrize(("keys", "edge"), [("Tab", "End"), ("Shift+Backtab", "Home")])
def test_tab_goes_round_by_the_bar_and_back_into_the_grid(
    page: EnterPage, window: MainWindow, press: Press, keys: str, edge: str
) -> None:
    met = round_by(page, window, press, keys, edge)
    assert {page.bar.years, page.bar.columns} <= met
    # Of the three buttons of which one is down, Tab stops at one; arrows lead to the others.
    assert met & set(page.bar.shows.values())
