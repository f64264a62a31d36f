"""The plan on a page as a person meets it: tiles by keys and mouse, filters, and a reader's words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import Commentary, MeasureId, Placement, PlacementId, Plan, PlanId, SeriesId
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.measure_page import MeasureView
from cspdesk.ui.measures_page import MeasuresPage
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK, LIGHT
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.issues import issue
from tests.support.judged import THIRD, judging
from tests.ui.conftest import Press
from tests.ui.test_main_window import shown_words

Role, Text = QAccessible.Role, QAccessible.Text


@pytest.fixture
def page(window: MainWindow, small: Path) -> MeasuresPage:
    """The window on the plan of the small document, with statuses."""
    assert window.workspace.document is not None
    window.workspace.document.do(judging())
    return at_measures(window)


def at_measures(window: MainWindow) -> MeasuresPage:
    window.workspace.going.emit(Place("measures"))
    found = window.findChild(MeasuresPage)
    assert found is not None
    return found


def shown(page: MeasuresPage) -> list[str]:
    """The numbers of the tiles that are shown."""
    found = (page.tiles.plan.tile(row) for row in range(page.tiles.plan.rowCount()))
    return [tile.placed.number for tile in found if tile is not None]


def opened(page: MeasuresPage) -> str:
    """The measure whose page is in front, "" where the tiles are."""
    return page.opened or ""


def toggle(page: MeasuresPage, words: str) -> QPushButton:
    return next(each for each in page.filters.toggles if each.accessibleName() == words)


def listed(page: MeasuresPage) -> list[QAccessibleInterface]:
    found = QAccessible.queryAccessibleInterface(page.tiles)
    assert found is not None
    assert found.role() is Role.List
    children = [found.child(place) for place in range(found.childCount())]
    return [child for child in children if child is not None]


# ---------------------------------------------------------------------- what it says


def test_a_stranger_reads_what_is_red_and_what_is_missing(page: MeasuresPage, window: MainWindow) -> None:
    words = shown_words(window)
    assert "Community Safety Plan 2014-2017" in words
    assert "Red: 2.1 Violence with injury. Waiting for: 1.2 Client satisfaction" in words
    names = [each.accessibleName() for each in page.filters.toggles]
    assert names == ["1 red", "1 amber", "1 green", "4 without a status", "2 waiting for figures"]


def test_it_follows_the_quarter_and_each_edit(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    document = window.workspace.document
    assert document is not None
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "390"),)))
    assert page.filters.toggles[0].accessibleName() == "0 red"
    press("Ctrl+Z")
    assert page.filters.toggles[0].accessibleName() == "1 red"
    press("Alt+Left")
    # In Quarter 3 the officer gave 2.1 amber; 2.2 had no target then.
    names = [each.accessibleName() for each in page.filters.toggles]
    assert names == ["0 red", "1 amber", "0 green", "6 without a status", "0 waiting for figures"]


def test_one_changed_tile_leaves_the_others_painted(page: MeasuresPage, window: MainWindow) -> None:
    document = window.workspace.document
    assert document is not None
    changed: list[int] = []
    page.tiles.plan.dataChanged.connect(lambda first, last: changed.append(first.row()))
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "390"),)))
    # Two headings and three tiles stand above it.
    assert changed == [5]


def test_a_quarter_without_measures_says_what_belongs_there(page: MeasuresPage, window: MainWindow) -> None:
    document = window.workspace.document
    assert document is not None
    for each in tuple(document.snapshot.of(Placement)):
        document.do(DeleteRow("Placement", Placement, (PlacementId(each.id),)))
    assert "The plan's measures stand here" in shown_words(window)
    document.do(DeleteRow("Plan", Plan, (PlanId("plan"),)))
    assert "The plan's measures stand here" in shown_words(window)


# ---------------------------------------------------------------------- keys and mouse


@pytest.mark.habit("Plan: Arrows, Page Up, Page Down", "Plan: Home, End")
def test_arrows_lead_from_tile_to_tile_over_the_headings(page: MeasuresPage, press: Press) -> None:
    assert page.tiles.hasFocus()
    assert page.tiles.current == "m11"
    press("Right", "Right", "Right")
    assert page.tiles.current == "m21"
    press("Down")
    assert page.tiles.current == "m31"
    press("Right", "Up")
    assert page.tiles.current == "m22"
    press("End")
    assert page.tiles.current == "m32"
    press("Right", "Down")
    assert page.tiles.current == "m32"
    press("Home")
    assert page.tiles.current == "m11"
    press("Left", "Up")
    assert page.tiles.current == "m11"
    press("PageDown")
    assert page.tiles.current == "m31"
    press("PageUp")
    assert page.tiles.current == "m11"


@pytest.mark.habit("Plan: Letters and digits")
@pytest.mark.parametrize(
    ("keys", "measure"),
    [("2.1", "m21"), ("rob", "m22"), ("drug", "m32"), ("zzz", "m11"), ("client s", "m12")],
)
def test_typing_finds_a_measure(page: MeasuresPage, press: Press, keys: str, measure: str) -> None:
    press(*(("Space" if letter == " " else letter) for letter in keys))
    assert page.tiles.current == measure


def test_typing_the_same_letter_later_goes_on(page: MeasuresPage, press: Press, qtbot: QtBot) -> None:
    press("r")
    assert page.tiles.current == "m22"
    qtbot.wait(500)
    press("r")
    assert page.tiles.current == "m11"


def test_the_selection_follows_the_keys(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    press("End", "Left", "Left")
    assert window.workspace.selection == Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
    press("Ctrl+2", "Ctrl+3")
    assert page.tiles.current == "m22"


def test_what_was_selected_elsewhere_is_current_here(window: MainWindow, small: Path) -> None:
    chosen = Selection(MeasureId("m11"), SeriesId("m11-Police"), LAST_QUARTER)
    window.workspace.select(chosen)
    page = at_measures(window)
    assert page.tiles.current == "m11"
    assert window.workspace.selection == chosen


def test_tab_leaves_the_tiles(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    press("Tab")
    assert not page.tiles.hasFocus()
    for _ in range(40):
        press("Tab")
        if page.tiles.hasFocus():
            break
    assert page.tiles.hasFocus()


@pytest.mark.habit("Plan: Enter", "Measure: Escape")
def test_enter_opens_a_measure_and_escape_leads_back(page: MeasuresPage, press: Press, qtbot: QtBot) -> None:
    press("2", "Return")
    assert opened(page) == "m21"
    press("Escape")
    assert opened(page) == ""
    qtbot.waitUntil(page.tiles.hasFocus)
    assert page.tiles.current == "m21"


@pytest.mark.habit("Plan: Enter")
def test_a_click_opens_a_measure(page: MeasuresPage) -> None:
    row = page.tiles.plan.place_of(MeasureId("m22"))
    middle = page.tiles.visualRect(page.tiles.plan.index(row)).center()
    QTest.mouseClick(page.tiles.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened(page) == "m22"


def test_a_click_on_a_heading_does_nothing(page: MeasuresPage) -> None:
    rect = page.tiles.visualRect(page.tiles.plan.index(0))
    QTest.mouseClick(page.tiles.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(5, 5))
    assert opened(page) == ""
    assert page.tiles.current == "m11"


def test_from_a_measure_to_the_next_through_the_plan(
    page: MeasuresPage, window: MainWindow, press: Press
) -> None:
    press("2", "Return", "Ctrl+PageDown")
    assert opened(page) == "m22"
    press("Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown")
    assert opened(page) == "m32"
    assert "This is the last of the 7 measures shown." in shown_words(window)
    press("Escape")
    assert page.tiles.current == "m32"


@pytest.mark.habit("Measure: Ctrl+Page Up, Ctrl+Page Down")
def test_from_a_measure_to_the_next_that_the_filter_lets_pass(page: MeasuresPage, press: Press) -> None:
    page.filters.owner.setCurrentText("Police")
    page.tiles.setFocus()
    press("Home", "Return", "Ctrl+PageDown", "Ctrl+PageDown")
    assert opened(page) == "m22"
    press("Ctrl+PageUp")
    assert opened(page) == "m21"


def test_a_place_opens_its_measure(page: MeasuresPage, window: MainWindow) -> None:
    chosen = Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
    window.workspace.going.emit(Place("measures", chosen))
    assert opened(page) == "m22"
    assert window.workspace.selection == chosen


def test_the_pages_key_keeps_the_measure_and_pressed_again_shows_the_plan(
    page: MeasuresPage, press: Press
) -> None:
    press("2", "Return", "Ctrl+2", "Ctrl+3")
    assert opened(page) == "m21"
    press("Ctrl+3")
    assert opened(page) == ""


def test_alt_left_stays_the_quarters_key(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    press("2", "Return", "Alt+Left")
    assert opened(page) == "m21"
    assert window.workspace.quarter == THIRD


def test_closing_the_file_forgets_it(
    page: MeasuresPage, window: MainWindow, press: Press, small: Path
) -> None:
    toggle(page, "1 red").click()
    press("Ctrl+W")
    window.open_path(small)
    at_measures(window)
    assert len(shown(page)) == 7


# ---------------------------------------------------------------------- what is half typed


def half_written(page: MeasuresPage, press: Press) -> MeasureView:
    """The page of 2.1 with a sentence begun in its commentary."""
    press("2", "Return")
    view = page.findChild(MeasureView)
    assert view is not None
    view.commentary.editor.setFocus()
    view.commentary.editor.selectAll()
    QTest.keyClicks(view.commentary.editor, "Half a sen")
    return view


def written(path: Path) -> str:
    store = Store.read(path)
    row = store.load().of(Commentary).get(MeasureId("m21"), LAST_QUARTER)
    store.close()
    return row.text if row else ""


def test_closing_the_window_saves_what_is_half_typed(
    page: MeasuresPage, window: MainWindow, small: Path, press: Press
) -> None:
    half_written(page, press)
    assert window.close()
    assert written(small) == "Half a sen"


def test_another_quarter_leaves_what_is_half_typed_in_its_own(
    page: MeasuresPage, small: Path, press: Press
) -> None:
    view = half_written(page, press)
    press("Alt+Left")
    assert view.commentary.editor.toPlainText() != "Half a sen"
    assert written(small) == "Half a sen"


def test_undo_takes_back_what_was_half_typed_and_redo_brings_it_again(
    page: MeasuresPage, window: MainWindow, small: Path, press: Press
) -> None:
    view = half_written(page, press)
    window.actions_["undo"].trigger()
    assert written(small) == ""
    window.actions_["redo"].trigger()
    assert written(small) == view.commentary.editor.toPlainText() == "Half a sen"


def test_closing_the_window_tells_once_what_could_not_be_saved(
    page: MeasuresPage, window: MainWindow, press: Press
) -> None:
    view = half_written(page, press)
    view.head.judgements.status.combo.setFocus()
    press("g")
    # On the plan it is told as well.
    press("Escape")
    assert opened(page) == ""
    assert not window.close()
    told = "Status of 2.1, Quarter 4 2015/16: not saved. Write why in one line"
    assert told in shown_words(window)
    assert window.close()


# ---------------------------------------------------------------------- filters


def test_a_count_is_a_filter(page: MeasuresPage) -> None:
    toggle(page, "1 red").click()
    assert shown(page) == ["2.1"]
    assert page.filters.status.currentText() == "Red"
    toggle(page, "1 red").click()
    assert len(shown(page)) == 7
    toggle(page, "2 waiting for figures").click()
    assert shown(page) == ["1.2", "3.1"]


def test_lists_filter_together_and_clear_ends_it(page: MeasuresPage, window: MainWindow) -> None:
    page.filters.owner.setCurrentText("Police")
    assert shown(page) == ["1.3", "2.1", "2.2"]
    page.filters.way.setCurrentText("Better")
    assert shown(page) == ["1.3"]
    page.filters.status.setCurrentText("Red")
    assert "No measure is as these filters ask." in shown_words(window)
    page.filters.clearer.click()
    assert len(shown(page)) == 7
    assert not page.filters.clearer.isVisible()


def test_a_filter_stays_while_figures_come_in(page: MeasuresPage, window: MainWindow) -> None:
    toggle(page, "2 waiting for figures").click()
    document = window.workspace.document
    assert document is not None
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m12"), LAST_QUARTER, "91%"),)))
    assert shown(page) == ["3.1"]


def test_nothing_to_filter_by_is_closed(page: MeasuresPage, window: MainWindow, press: Press) -> None:
    press("Alt+Left")
    assert not page.filters.toggles[0].isEnabled()


def test_a_filter_that_is_on_looks_so(page: MeasuresPage) -> None:
    red = toggle(page, "1 red")
    page.filters.owner.setFocus()

    def ground() -> str:
        return red.grab().toImage().pixelColor(5, red.height() // 2).name()

    off = ground()
    red.click()
    assert (off, ground()) == (LIGHT.surface.name(), LIGHT.selection.name())


# ---------------------------------------------------------------------- since the last pack


def test_without_a_pack_it_says_so(page: MeasuresPage, window: MainWindow) -> None:
    page.filters.moves.click()
    assert "No pack has been issued yet." in shown_words(window)
    assert len(shown(page)) == 7


def test_what_moved_since_the_last_pack_says_what_it_was(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    store = small_store(tmp_path / "issued.cspdesk", until=THIRD)
    store.run(judging())
    issue(store, "third", THIRD)
    store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "412"),)))
    store.close()
    window.open_path(tmp_path / "issued.cspdesk")
    page = at_measures(window)
    page.filters.moves.click()
    qtbot.waitUntil(lambda: "moved since Quarter 3's pack" in shown_words(window))
    row = page.tiles.plan.index(page.tiles.plan.place_of(MeasureId("m21")))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Was amber, 355, in Quarter 3's pack")
    # Nothing is known of drug deaths then or now.
    assert "3.2" not in shown(page)
    page.filters.clearer.click()
    assert len(shown(page)) == 7
    assert not page.filters.moves.isChecked()
    # What was found is kept.
    page.filters.moves.click()
    assert jobs_of(window.workspace).running == ()
    assert "moved since Quarter 3's pack" in shown_words(window)


# ---------------------------------------------------------------------- for those who do not see it


def test_every_tile_has_a_name_and_a_role(page: MeasuresPage) -> None:
    children = listed(page)
    assert [child.role() for child in children] == [Role.ListItem] * 10
    names = [child.text(Text.Name) for child in children]
    assert names[0] == "1 Anti-social behaviour"
    assert names[5].startswith("2.1 Violence with injury. 412 offences. 412 this quarter; 1,440 so far")
    assert names[5].endswith("Red. Worse")
    assert "Red: 412 is 12 above the target of 400." in children[5].text(Text.Description)


def test_a_tip_gives_the_reason(page: MeasuresPage) -> None:
    row = page.tiles.plan.index(page.tiles.plan.place_of(MeasureId("m21")))
    assert "Red: 412 is 12 above the target of 400." in row.data(Qt.ItemDataRole.ToolTipRole)


def test_every_filter_has_a_name(page: MeasuresPage) -> None:
    combos = page.filters.findChildren(QComboBox)
    assert [combo.accessibleName() for combo in combos] == ["Owner", "Status", "Direction"]
    assert page.filters.accessibleName() == (
        "1 red, 1 amber, 1 green, 4 without a status; 2 waiting for figures"
    )


# ---------------------------------------------------------------------- sizes


def test_a_tile_comes_into_sight_with_its_heading(
    window: MainWindow, page: MeasuresPage, press: Press
) -> None:
    window.resize(1280, 420)
    press("End", "Home")
    assert page.tiles.verticalScrollBar().value() == 0
    press("End")
    headings = page.tiles.visualRect(page.tiles.plan.index(page.tiles.plan.place_of(MeasureId("m31")) - 1))
    last = page.tiles.visualRect(page.tiles.currentIndex())
    assert headings.top() >= 0
    assert last.bottom() <= page.tiles.viewport().height() + page.tiles.gap


@pytest.mark.parametrize(("width", "zoom", "across"), [(1280, 100, 4), (1024, 100, 3), (1280, 200, 2)])
def test_tiles_share_the_width(
    window: MainWindow, page: MeasuresPage, qtbot: QtBot, width: int, zoom: int, across: int
) -> None:
    window.preferences.zoom = zoom
    window.resize(width, 768)
    window.workspace.zooming.emit(0)
    qtbot.wait(50)
    rects = [page.tiles.visualRect(page.tiles.plan.index(row)) for row in range(page.tiles.plan.rowCount())]
    tiles = [rect for row, rect in enumerate(rects) if page.tiles.plan.tile(row)]
    room = page.tiles.viewport().rect().adjusted(0, 0, 0, 10_000)
    assert all(room.contains(rect) for rect in rects)
    assert not any(one.intersects(other) for at, one in enumerate(tiles) for other in tiles[:at])
    assert room.width() // tiles[0].width() == across
    assert window.height() == 768
    # Each row of a priority is used before the next is begun.
    assert sum(rect.top() == tiles[0].top() for rect in tiles) == min(across, 3)
    parts = [part for part in page.filters.findChildren(QPushButton) if part.isVisible()]
    assert parts
    assert all(QRect(QPoint(), page.filters.size()).contains(part.geometry()) for part in parts)


def test_another_theme_paints_the_tiles_anew(page: MeasuresPage, dressed: QApplication) -> None:
    def ground() -> str:
        return page.tiles.grab().toImage().pixelColor(40, 120).name()

    light = ground()
    apply_style(dressed, chosen=DARK)
    dark = ground()
    apply_style(dressed, chosen=LIGHT)
    assert (light, dark, ground()) == ("#ffffff", "#1b1e23", "#ffffff")
