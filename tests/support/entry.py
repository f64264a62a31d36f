"""The entry page in the window, for tests that press its keys: where one stands, what is chosen and typed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId, Observation, SeriesId
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER

Cell = tuple[int, int]

opens_menus = pytest.mark.qt_log_ignore("This plugin does not support")
"""For tests that open a menu, of which the off-screen platform says what it cannot do."""

_LEFT, _PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def open_entry(window: MainWindow, qtbot: QtBot) -> EnterPage:
    """Show the entry page of the small document, at 2.1 in Quarter 4 2015/16."""
    place = Place("enter", Selection(MeasureId("m21"), SeriesId("m21"), LAST_QUARTER))
    window.workspace.going.emit(place)
    found = window.findChild(EnterPage)
    assert isinstance(found, EnterPage)
    qtbot.waitUntil(found.grid.figures.hasFocus)
    return found


def stand(page: EnterPage, row: int, column: int) -> None:
    """Make a cell the current one."""
    page.grid.pick(page.model.index(row, column))


def here(page: EnterPage) -> Cell:
    """Return the current cell."""
    index = page.grid.figures.currentIndex()
    return index.row(), index.column()


def chosen(page: EnterPage) -> set[Cell]:
    """Return the selected cells."""
    return {(index.row(), index.column()) for index in page.grid.figures.selectedIndexes()}


def block(rows: tuple[int, ...], columns: range) -> set[Cell]:
    """Return the cells of some rows and columns."""
    return {(row, column) for row in rows for column in columns}


def typed(page: EnterPage, series: str, period: Period = LAST_QUARTER) -> str:
    """Return what the document holds of a figure; "" where it holds none."""
    row = page.document.snapshot.of(Observation).get(SeriesId(series), period)
    return row.typed if row else ""


def year(page: EnterPage, series: str) -> list[str]:
    """Return what is typed for a series in the four quarters of 2015/16."""
    return [typed(page, series, quarter) for quarter in LAST_QUARTER.of_year.quarters]


def note_of(page: EnterPage, series: str) -> str:
    """Return the note of a figure of Quarter 4."""
    row = page.document.snapshot.of(Observation).get(SeriesId(series), LAST_QUARTER)
    return row.note if row else ""


def headings(page: EnterPage) -> list[str]:
    """Return what stands over the columns, each on one line."""
    return [column.heading.replace("\n", " ") for column in page.model.columns]


def names(page: EnterPage) -> list[str]:
    """Return what the first column shows."""
    return [page.model.cell(row, 0).text for row in range(page.model.rowCount())]


def told_by(window: MainWindow) -> list[str]:
    """Return the list to which every sentence told from now on is added."""
    told: list[str] = []
    window.workspace.told.connect(told.append)
    return told


def centre(page: EnterPage, row: int, column: int) -> QPoint:
    """Return the middle of a cell in the figures' viewport."""
    return page.grid.figures.visualRect(page.model.index(row, column)).center()


def click(page: EnterPage, point: QPoint, held: Qt.KeyboardModifier = _PLAIN) -> None:
    """Click among the figures."""
    QTest.mouseClick(page.grid.figures.viewport(), _LEFT, held, point)


def click_name(page: EnterPage, row: int) -> None:
    """Click the name of a measure, or the heading of a priority."""
    view = page.grid.names
    spot = view.visualRect(page.model.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), _LEFT, _PLAIN, spot)


def drag(page: EnterPage, start: QPoint, end: QPoint) -> None:
    """Press at one point of the figures, move to another and let go."""
    view = page.grid.figures.viewport()
    QTest.mousePress(view, _LEFT, _PLAIN, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, _LEFT, _PLAIN, end)


def open_menus(page: EnterPage) -> list[QMenu]:
    """Return the menus of the page that are open."""
    return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]


def choose(menu: QMenu, words: str, qtbot: QtBot) -> None:
    """Go to an entry of an open menu by the arrow keys and take it by Enter."""
    for _ in range(2 * len(menu.actions())):
        active = menu.activeAction()
        if active is not None and active.text().replace("&", "") == words:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    else:
        raise AssertionError(f"The menu has no entry {words!r}: {[a.text() for a in menu.actions()]}")
    # Without a window manager nothing hands the keys back from a menu's window.
    parent = menu.parentWidget()
    assert parent is not None
    window = parent.window()
    qtbot.wait(1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def choose_in_bar(page: EnterPage, keys: str, words: str, press: Callable[..., None], qtbot: QtBot) -> None:
    """Open one of the bar's menus by its keys and take an entry by Enter."""
    press(keys)
    (menu,) = open_menus(page)
    choose(menu, words, qtbot)
    # A button whose menu was opened by its letter stays down for a tenth of a second, and hears no other.
    qtbot.wait(120)
