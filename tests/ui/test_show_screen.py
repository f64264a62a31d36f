"""Show: the plan or one measure over the whole screen, by keys, by geometry and by words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontInfo, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.plan_board import plan_board
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Placement, PlacementId, PlanId, PriorityId, SeriesId
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.measures_page import MeasuresPage
from cspdesk.ui.show_screen import ShowScreen
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK, LIGHT
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.judged import judging
from tests.ui.conftest import Press
from tests.ui.test_main_window import shown_words

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (800, 600)]


@pytest.fixture
def page(window: MainWindow, small: Path) -> MeasuresPage:
    assert window.workspace.document is not None
    window.workspace.document.do(judging())
    window.workspace.going.emit(Place("measures"))
    found = window.findChild(MeasuresPage)
    assert found is not None
    return found


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    store = small_store(tmp_path / "plain.cspdesk")
    store.run(judging())
    found = store.load()
    store.close()
    return found


def begun(window: MainWindow, press: Press) -> ShowScreen:
    press("F5")
    found = window.findChild(ShowScreen)
    assert found is not None
    return found


def keys(screen: ShowScreen, *names: str) -> None:
    for name in names:
        QTest.keyClick(screen, getattr(Qt.Key, f"Key_{name}"))


def numbers(screen: ShowScreen) -> list[str]:
    return [spot.tile.placed.number for page in screen.pages for spot in page if spot.tile]


# ---------------------------------------------------------------------- what is shown, and the keys


def test_f5_on_the_plan_shows_the_plan(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    screen = begun(window, press)
    assert screen.isFullScreen()
    assert screen.measure is None
    assert numbers(screen) == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"]
    assert screen.foot == f"Riverbourne CSP   Quarter 4 2015/16   1 of {screen.count}"


@pytest.mark.habit("Show: Right, Down, Page Down, Space", "Show: Left, Up, Page Up, Backspace")
@pytest.mark.habit("Show: Home, End", "Show: Escape, F5")
def test_keys_turn_the_pages_and_escape_leaves(
    page: MeasuresPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    screen = begun(window, press)
    screen.showNormal()
    # So narrow that tiles stand one below the other, two on a page: four pages for seven.
    screen.resize(500, 768)
    assert screen.count == 4
    for name, at in (
        ("Right", 1),
        ("PageDown", 2),
        ("Down", 3),
        ("Right", 3),
        ("Left", 2),
        ("Home", 0),
        ("Left", 0),
        ("End", 3),
        ("PageUp", 2),
        ("Up", 1),
        ("Backspace", 0),
        ("Down", 1),
        ("Space", 2),
        ("A", 2),
    ):
        keys(screen, name)
        assert screen.at == at, name
    QTest.mouseClick(screen, Qt.MouseButton.LeftButton)
    assert screen.at == 3
    with qtbot.waitSignal(screen.destroyed):
        keys(screen, "Escape")
    assert window.page_key == "measures"


def test_it_begins_on_the_page_of_the_current_tile(
    page: MeasuresPage, window: MainWindow, press: Press
) -> None:
    press("End")
    screen = begun(window, press)
    assert screen.at == screen.count - 1
    # Another size has other pages, and the measure stays in sight.
    screen.showNormal()
    for width, height in SIZES:
        screen.resize(width, height)
        assert any(spot.tile and spot.tile.placed.number == "3.2" for spot in screen.pages[screen.at])


def test_what_is_filtered_is_shown_filtered(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    page.filters.owner.setCurrentText("Police")
    assert numbers(begun(window, press)) == ["1.3", "2.1", "2.2"]


@pytest.mark.habit("Show: Home, End", "Show: Escape, F5")
def test_f5_on_a_measures_page_shows_the_measure(
    page: MeasuresPage, window: MainWindow, press: Press
) -> None:
    press("2", "Return")
    screen = begun(window, press)
    assert screen.measure == "m21"
    assert screen.foot == "Riverbourne CSP   Quarter 4 2015/16   4 of 7"
    keys(screen, "Right")
    assert screen.measure == "m22"
    keys(screen, "Home")
    assert screen.measure == "m11"
    keys(screen, "End")
    assert screen.measure == "m32"
    keys(screen, "F5")
    assert page.opened == "m21"


def test_f5_elsewhere_shows_what_is_selected_else_the_plan(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    first = begun(window, press)
    assert first.measure is None
    keys(first, "Escape")
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.select(Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER))
    press("F5")
    assert [each.measure for each in window.findChildren(ShowScreen) if each.isVisible()] == ["m22"]


def test_with_nothing_to_show_it_says_so(window: MainWindow, small: Path, press: Press) -> None:
    document = window.workspace.document
    assert document is not None
    for each in tuple(document.snapshot.of(Placement)):
        document.do(DeleteRow("Placement", Placement, (PlacementId(each.id),)))
    press("F5")
    assert window.findChild(ShowScreen) is None
    assert "There is no measure to show" in shown_words(window)


def test_without_a_file_there_is_nothing_to_show(window: MainWindow, press: Press) -> None:
    press("F5")
    assert window.findChild(ShowScreen) is None


def test_a_reader_hears_each_page(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    press("2", "Return")
    screen = begun(window, press)
    assert screen.accessibleName().endswith("4 of 7")
    assert screen.accessibleDescription().startswith("2.1 Violence with injury. 412 offences.")
    keys(screen, "Right")
    assert screen.accessibleDescription().startswith("2.2 Robbery. 30 offences.")


# ---------------------------------------------------------------------- geometry


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every text painted, with its font's size in pixels."""
    found: list[tuple[str, int]] = []
    draw = QPainter.drawText

    def drawing(painter: QPainter, *words: object) -> object:
        text = next((each for each in words if isinstance(each, str)), "")
        found.append((text, QFontInfo(painter.font()).pixelSize()))
        return draw(painter, *words)  # type: ignore[call-overload]  # whatever was given is handed on

    monkeypatch.setattr(QPainter, "drawText", drawing)
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("measure", [None, MeasureId("m21"), MeasureId("m12"), MeasureId("m31")])
def test_no_text_is_under_a_thirty_sixth_of_the_height(
    window: MainWindow,
    snapshot: Snapshot,
    drawn: list[tuple[str, int]],
    measure: MeasureId | None,
    width: int,
    height: int,
) -> None:
    board = plan_board(snapshot, LAST_QUARTER)
    screen = ShowScreen(window, snapshot, board, board.bands, measure=measure)
    screen.resize(width, height)
    drawn.clear()
    screen.grab()
    assert len(drawn) > 5
    assert [(text, size) for text, size in drawn if text and size * 36 < height] == []
    screen.close()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_tiles_fit_the_screen_above_the_line_at_the_bottom(
    window: MainWindow, snapshot: Snapshot, width: int, height: int
) -> None:
    board = plan_board(snapshot, LAST_QUARTER)
    screen = ShowScreen(window, snapshot, board, board.bands)
    screen.resize(width, height)
    screen.grab()
    room = QRectF(0, 0, width, screen.foot_room.top() + 1)
    assert screen.foot_room.bottom() <= height
    for page in screen.pages:
        assert page[0].words
        assert all(room.contains(spot.rect) for spot in page)
        tiles = [spot.rect for spot in page if spot.tile]
        assert tiles
        assert not any(one.intersects(two) for at, one in enumerate(tiles) for two in tiles[:at])
    screen.close()


def test_a_long_priority_goes_on_under_its_heading(window: MainWindow, snapshot: Snapshot) -> None:
    board = plan_board(snapshot, LAST_QUARTER)
    many = type(board.bands[0])(board.bands[0].priority, board.bands[0].tiles * 7)
    screen = ShowScreen(window, snapshot, board, (many,))
    screen.resize(1024, 768)
    screen.grab()
    # Two across and two down: 21 tiles are six pages.
    assert screen.count == 6
    assert [page[0].words for page in screen.pages] == ["1 Anti-social behaviour"] * 6
    screen.close()


def test_long_words_and_huge_figures_stay_on_the_screen(
    window: MainWindow, snapshot: Snapshot, tmp_path: Path
) -> None:
    store = small_store(tmp_path / "long.cspdesk")
    store.run(
        PutRows(
            "Long",
            (
                Measure(id=MeasureId("long"), title="W" * 300, unit_label="x" * 300, definition="y" * 3000),
                Placement(
                    id=PlacementId("at-long"),
                    plan=PlanId("plan"),
                    priority=PriorityId("p1"),
                    measure=MeasureId("long"),
                    number="9.9",
                ),
            ),
        )
    )
    long = store.load()
    store.close()
    board = plan_board(long, LAST_QUARTER)
    screen = ShowScreen(window, long, board, board.bands, measure=MeasureId("long"))
    screen.resize(1024, 768)
    assert not screen.grab().isNull()
    screen.close()


def test_it_takes_the_windows_colours(window: MainWindow, snapshot: Snapshot, dressed: QApplication) -> None:
    board = plan_board(snapshot, LAST_QUARTER)
    screen = ShowScreen(window, snapshot, board, board.bands)
    screen.resize(1024, 768)
    light = screen.grab().toImage().pixelColor(2, 2).name()
    apply_style(dressed, chosen=DARK)
    dark = screen.grab().toImage().pixelColor(2, 2).name()
    apply_style(dressed, chosen=LIGHT)
    assert (light, dark) == ("#ffffff", "#1b1e23")
    screen.close()
