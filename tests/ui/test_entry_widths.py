"""Column widths of the entry grid as the officer draws them, and the size of its text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from cspdesk.app.desktop import make_window
from cspdesk.app.settings import load_preferences, save_preferences
from cspdesk.desk.entry_columns import Kind
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.entry import centre, open_entry
from tests.support.grid import CHANGE, FIRST_QUARTER, Q3, Q4, ROBBERY, YEAR
from tests.ui.conftest import Press


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


def draw(header: QHeaderView, column: int, by: int) -> None:
    """Drag the right edge of a column."""
    edge = header.sectionViewportPosition(column) + header.sectionSize(column) - 1
    start, left, none = (
        QPoint(edge, header.height() // 2),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QTest.mousePress(header.viewport(), left, none, start)
    QTest.mouseMove(header.viewport(), start + QPoint(by // 2, 0))
    QTest.mouseMove(header.viewport(), start + QPoint(by, 0))
    QTest.mouseRelease(header.viewport(), left, none, start + QPoint(by, 0))


def letters(page: EnterPage, width: int) -> float:
    return width / QFontMetrics(page.grid.font()).averageCharWidth()


def test_a_column_drawn_wider_widens_all_of_its_kind(page: EnterPage) -> None:
    view = page.grid.figures
    before, year = view.columnWidth(Q3), view.columnWidth(YEAR)
    draw(view.horizontalHeader(), Q3, 30)
    quarters = {view.columnWidth(each) for each in (FIRST_QUARTER, Q3, Q4)}
    assert quarters == {view.columnWidth(Q3)}
    assert abs(view.columnWidth(Q3) - before - 30) <= 2
    assert view.columnWidth(YEAR) == year


def test_the_names_are_drawn_wider(page: EnterPage) -> None:
    names = page.grid.names
    before = names.columnWidth(0)
    draw(names.horizontalHeader(), 0, -40)
    assert abs(names.columnWidth(0) - before + 40) <= 2
    assert abs(names.width() - names.columnWidth(0) - names.columnWidth(1)) <= 2


def test_a_width_stays_when_other_columns_are_shown(page: EnterPage, press: Press) -> None:
    view = page.grid.figures
    draw(view.horizontalHeader(), CHANGE, 25)
    wide = view.columnWidth(CHANGE)
    press("Alt+Left")
    column = page.model.column(Kind.CHANGE)
    assert column is not None
    assert view.columnWidth(column) == wide


def test_widths_are_kept_for_the_next_day(
    page: EnterPage, window: MainWindow, small: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    view = page.grid.figures
    draw(view.horizontalHeader(), Q3, 30)
    width, settings = view.columnWidth(Q3), tmp_path / "settings.json"
    save_preferences(window.preferences, settings)
    again = load_preferences(settings)
    assert again.habits == window.preferences.habits
    assert set(again.habits.widths) == {"quarter"}
    window.close()
    tomorrow = make_window(again, tmp_path / "documents")
    qtbot.addWidget(tomorrow)
    tomorrow.resize(1280, 720)
    with qtbot.waitExposed(tomorrow):
        tomorrow.show()
    tomorrow.activateWindow()
    tomorrow.open_path(small)
    shown = open_entry(tomorrow, qtbot).grid.figures
    assert abs(shown.columnWidth(Q3) - width) <= 1
    tomorrow.close()


def test_widths_follow_the_size_of_text(page: EnterPage, press: Press, qtbot: QtBot) -> None:
    view = page.grid.figures
    draw(view.horizontalHeader(), Q3, 30)
    drawn, height = letters(page, view.columnWidth(Q3)), view.rowHeight(ROBBERY)
    press("Ctrl+Plus", "Ctrl+Plus")
    qtbot.waitUntil(lambda: view.rowHeight(ROBBERY) > height)
    assert abs(letters(page, view.columnWidth(Q3)) - drawn) <= 0.2
    press("Ctrl+0")
    qtbot.waitUntil(lambda: view.rowHeight(ROBBERY) == height)
    assert abs(letters(page, view.columnWidth(Q3)) - drawn) <= 0.2


def roll(page: EnterPage, steps: int, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel over a figure."""
    view = page.grid.figures.viewport()
    spot = QPointF(centre(page, ROBBERY, Q4))
    turned = QWheelEvent(
        spot,
        QPointF(view.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turned)


def test_the_wheel_with_ctrl_changes_the_size_of_text(page: EnterPage, window: MainWindow) -> None:
    assert window.preferences.zoom == 100
    roll(page, 1, Qt.KeyboardModifier.ControlModifier)
    larger = window.preferences.zoom
    assert larger > 100
    roll(page, -1, Qt.KeyboardModifier.ControlModifier)
    assert window.preferences.zoom == 100
    roll(page, -1, Qt.KeyboardModifier.NoModifier)
    assert window.preferences.zoom == 100
