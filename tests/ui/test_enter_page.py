from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, MeasureId, Observation, Plan, Priority, SeriesId
from cspdesk.ui.enter_page import EnterPage
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.grid import (
    ASB,
    CHANGE,
    FIRST_QUARTER,
    HOTLINE,
    Q1,
    Q3,
    Q4,
    ROBBERY,
    TREATMENT,
    VIOLENCE,
    YEAR,
    YEAR_TO_DATE,
)


@pytest.fixture
def workspace(tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    made.open(None)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[EnterPage]:
    window = QWidget()
    window.before = QLineEdit(window)  # type: ignore[attr-defined]  # kept for the tests of Tab
    page = EnterPage(workspace)
    page.setParent(window)
    window.after = QLineEdit(window)  # type: ignore[attr-defined]  # likewise
    layout = QVBoxLayout(window)
    for part in (window.before, page, window.after):  # type: ignore[attr-defined]  # likewise
        layout.addWidget(part)
    qtbot.addWidget(window)
    window.resize(900, 620)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    page.grid.figures.setFocus()
    qtbot.waitUntil(page.grid.figures.hasFocus)
    yield page
    window.close()


def stand(page: EnterPage, row: int, column: int) -> None:
    page.grid.pick(page.model.index(row, column))


def here(page: EnterPage) -> tuple[int, int]:
    index = page.grid.figures.currentIndex()
    return index.row(), index.column()


def press(
    qtbot: QtBot, page: EnterPage, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None
) -> None:
    """Press keys in whatever has the focus: the grid, or the editor of a cell."""
    for key in keys:
        target = page.grid.delegate.editor or page.grid.figures
        if isinstance(key, str):
            # The key that opens the editor goes to the grid, those after it to the editor.
            for letter in key:
                QTest.keyClicks(page.grid.delegate.editor or page.grid.figures, letter)
        else:
            QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


def typed(workspace: Workspace, series: str, period: Period = LAST_QUARTER) -> str | None:
    assert workspace.document is not None
    row = workspace.document.snapshot.of(Observation).get(SeriesId(series), period)
    return row.typed if row else None


def test_typing_a_figure_saves_it_and_enter_goes_down(
    page: EnterPage, workspace: Workspace, qtbot: QtBot
) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "430")
    assert typed(workspace, "m21") == "412"
    press(qtbot, page, Qt.Key.Key_Return)
    assert typed(workspace, "m21") == "430"
    assert here(page) == (ROBBERY, Q4)
    assert page.model.cell(VIOLENCE, YEAR_TO_DATE).text == "1,458"  # 326 + 347 + 355 + 430
    assert page.model.cell(VIOLENCE, CHANGE).text == "+312 (27.2%)"  # 312 ÷ 1,146


def test_undo_restores_figure_and_what_follows_from_it(
    page: EnterPage, workspace: Workspace, qtbot: QtBot
) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "430", Qt.Key.Key_Return)
    assert workspace.document is not None
    workspace.document.undo()
    assert page.model.cell(VIOLENCE, Q4).text == "412"
    assert page.model.cell(VIOLENCE, CHANGE).text == "+294 (25.7%)"


def test_tab_goes_right_and_leaves_at_the_rows_end(page: EnterPage, qtbot: QtBot) -> None:
    stand(page, ROBBERY, Q4)
    press(qtbot, page, "31", Qt.Key.Key_Tab)
    assert here(page) == (ROBBERY, YEAR)
    press(qtbot, page, *[Qt.Key.Key_Tab] * 4)
    assert here(page) == (ROBBERY, CHANGE)
    press(qtbot, page, Qt.Key.Key_Tab)
    assert not page.grid.figures.hasFocus()
    assert page.window().after.hasFocus()  # type: ignore[attr-defined]  # the fixture's own


def test_shift_tab_leaves_at_the_rows_start(page: EnterPage, qtbot: QtBot) -> None:
    stand(page, ROBBERY, FIRST_QUARTER)
    press(qtbot, page, Qt.Key.Key_Backtab, held=Qt.KeyboardModifier.ShiftModifier)
    # Above the grid stands its bar, with the columns' button last.
    assert page.bar.columns.hasFocus()


def test_arrows_and_enter_skip_the_bands(page: EnterPage, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, Qt.Key.Key_Up)
    assert here(page) == (ASB, Q4)
    press(qtbot, page, Qt.Key.Key_Return)
    assert here(page) == (VIOLENCE, Q4)
    press(qtbot, page, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    assert here(page) == (ASB, Q4)


def test_home_end_and_control_arrows_leap(page: EnterPage, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, Qt.Key.Key_Home)
    assert here(page) == (VIOLENCE, FIRST_QUARTER)
    press(qtbot, page, Qt.Key.Key_End)
    assert here(page) == (VIOLENCE, CHANGE)
    stand(page, HOTLINE, FIRST_QUARTER)
    press(qtbot, page, Qt.Key.Key_Right, held=Qt.KeyboardModifier.ControlModifier)
    # The first figure of 1.1 is that of Quarter 1 2015/16; the filled cells run on up to the year, and past
    # an empty one stands the year to date.
    assert here(page) == (HOTLINE, Q1)
    for column in (YEAR, YEAR_TO_DATE):
        press(qtbot, page, Qt.Key.Key_Right, held=Qt.KeyboardModifier.ControlModifier)
        assert here(page) == (HOTLINE, column)


def test_f2_edits_what_was_typed_to_the_letter(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    stand(page, ASB, Q4)
    press(qtbot, page, Qt.Key.Key_F2)
    editor = page.grid.delegate.editor
    assert editor is not None
    assert editor.text() == "12,043 [p]"
    press(qtbot, page, Qt.Key.Key_Return)
    assert typed(workspace, "m13") == "12,043 [p]"
    assert workspace.document is not None
    assert workspace.document.undo_label == ""


def test_leaving_a_cell_saves_it(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "431")
    page.window().after.setFocus()  # type: ignore[attr-defined]  # the fixture's own
    assert typed(workspace, "m21") == "431"


def test_another_quarter_or_the_end_saves_what_is_being_typed(
    page: EnterPage, workspace: Workspace, qtbot: QtBot
) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "432")
    workspace.choose_quarter(LAST_QUARTER.previous)
    assert typed(workspace, "m21") == "432"
    assert here(page) == (VIOLENCE, Q3)
    press(qtbot, page, "356")
    page.flush()
    assert typed(workspace, "m21", LAST_QUARTER.previous) == "356"


def test_delete_clears_a_selection_as_one_act(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q3)
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, page, Qt.Key.Key_Delete)
    cells = [
        typed(workspace, series, q)
        for series in ("m21", "m22")
        for q in (LAST_QUARTER.previous, LAST_QUARTER)
    ]
    assert cells == [None] * 4
    assert workspace.document is not None
    assert workspace.document.undo_label == "Clearing of 4 figures"
    workspace.document.undo()
    assert typed(workspace, "m22") == "30"


def test_paste_of_three_by_two_is_one_act(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("1,201\t1\r\n2\tna\r\n3\t4\r\n")
    stand(page, ASB, Q3)
    press(qtbot, page, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    last = LAST_QUARTER.previous
    assert [typed(workspace, s, q) for s in ("m13", "m21", "m22") for q in (last, LAST_QUARTER)] == [
        *("1,201", "1"),
        *("2", "na"),
        *("3", "4"),
    ]
    assert workspace.document is not None
    assert workspace.document.undo_label == "Paste of 6 figures"
    workspace.document.undo()
    assert [typed(workspace, s) for s in ("m13", "m21", "m22")] == ["12,043 [p]", "412", "30"]


def test_paste_says_what_had_no_place(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    QGuiApplication.clipboard().setText("5\t6\t7\t8")
    stand(page, ROBBERY, Q4)
    press(qtbot, page, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert typed(workspace, "m22") == "5"
    assert typed(workspace, "m22", LAST_QUARTER.of_year) == "6"
    assert told[-1] == "2 figures entered, 2 refused: in a column that is worked out."


def test_a_table_of_word_is_pasted_cell_by_cell(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    data = QMimeData()
    data.setText("355\t412\r\nprovisional\r\n31\tTBC\r\n")
    data.setHtml(
        "<table><tr><td><p>355</p></td><td><p>412</p><p>provisional</p></td></tr>"
        "<tr><td><p>31</p></td><td><p>TBC</p></td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(data)
    stand(page, VIOLENCE, Q3)
    press(qtbot, page, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert typed(workspace, "m21") == "412 provisional"
    assert typed(workspace, "m22", LAST_QUARTER.previous) == "31"
    assert typed(workspace, "m22") == "TBC"
    # "412 provisional" is a figure with a qualifier.
    assert told[-1] == "3 figures entered, 1 answer such as 'TBC' entered."
    assert workspace.document is not None
    assert workspace.document.undo_label == "Paste of 4 figures"
    workspace.document.undo()
    assert [typed(workspace, each) for each in ("m21", "m22")] == ["412", "30"]


@pytest.mark.parametrize(
    "rubbish", ["\x00\x01\t\ufffe", '"', "\t" * 5_000, "<table>", "🚓🚓\t\u202e412", "9" * 400, "x" * 40_000]
)
def test_rubbish_is_pasted_without_harm(
    page: EnterPage, workspace: Workspace, qtbot: QtBot, rubbish: str
) -> None:
    data = QMimeData()
    data.setText(rubbish)
    data.setHtml(f"<table><tr><td>{rubbish}<![x")
    QGuiApplication.clipboard().setMimeData(data)
    told: list[str] = []
    workspace.told.connect(told.append)
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert told
    assert typed(workspace, "m21", LAST_QUARTER.previous) == "355"


def test_selection_tells_the_measure_and_the_numbers(
    page: EnterPage, workspace: Workspace, qtbot: QtBot
) -> None:
    numbers: list[tuple[Decimal, ...]] = []
    workspace.numbers_changed.connect(numbers.append)
    stand(page, VIOLENCE, Q1)
    press(qtbot, page, *[Qt.Key.Key_Right] * 3, held=Qt.KeyboardModifier.ShiftModifier)
    assert sum(numbers[-1]) == Decimal(1440)
    # The cell from which the selection grows stays the current one, as in a spreadsheet.
    assert workspace.selection == Selection(MeasureId("m21"), SeriesId("m21"), Period.quarter(2015, 1))
    press(qtbot, page, Qt.Key.Key_Delete)
    assert numbers[-1] == ()


def test_doubtful_figure_is_told_in_place(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "4l2", Qt.Key.Key_Return)
    assert "type 412 to use it as a figure" in told[-1]


def test_refused_figure_stays_in_its_cell(page: EnterPage, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    stand(page, ROBBERY, Q4)
    press(qtbot, page, "31")
    assert workspace.document is not None
    # Deleted behind the grid's back, as by a second window on the same desk.
    workspace.document.blockSignals(True)
    workspace.document.do(DeleteRow("Delete 2.2", Measure, ("m22",)))
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.grid.delegate.editor is not None
    assert page.grid.delegate.editor.text() == "31"
    assert told[-1].startswith("'31' was not entered.")
    workspace.document.blockSignals(False)
    press(qtbot, page, Qt.Key.Key_Escape)


def test_an_edit_from_elsewhere_leaves_what_is_being_typed(
    page: EnterPage, workspace: Workspace, qtbot: QtBot
) -> None:
    stand(page, VIOLENCE, Q4)
    press(qtbot, page, "43")
    assert workspace.document is not None
    elsewhere = TypedCell(SeriesId("m21"), LAST_QUARTER.previous, "356")
    workspace.document.receive(SetFigures("Figure", (elsewhere,)), "import")
    assert page.model.cell(VIOLENCE, Q3).text == "356"
    press(qtbot, page, "0", Qt.Key.Key_Return)
    assert typed(workspace, "m21") == "430"


def test_rebuild_keeps_the_current_cell(page: EnterPage, workspace: Workspace) -> None:
    stand(page, VIOLENCE, Q3)
    assert workspace.document is not None
    workspace.document.do(DeleteRow("Delete priority 1", Priority, ("p1",)))
    assert here(page) == (1, Q3)
    assert page.model.cell(*here(page)).text == "355"


def test_going_to_a_place_selects_its_cell(page: EnterPage) -> None:
    year = Selection(MeasureId("m31"), SeriesId("m31"), Period.financial_year(2015))
    page.go(Place("enter", year))
    assert here(page) == (TREATMENT, YEAR)


def test_click_on_a_measure_chooses_its_row(page: EnterPage, qtbot: QtBot) -> None:
    stand(page, VIOLENCE, Q3)
    names = page.grid.names
    spot = names.visualRect(page.model.index(ROBBERY, 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert here(page) == (ROBBERY, Q3)


def test_both_halves_scroll_together(page: EnterPage, qtbot: QtBot) -> None:
    page.window().resize(900, 200)
    bar = page.grid.figures.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    first = page.grid.names.rowViewportPosition(ROBBERY)
    assert first == page.grid.figures.rowViewportPosition(ROBBERY)
    assert first < ROBBERY * page.grid.names.rowHeight(ROBBERY)


def test_sixteen_rows_and_six_quarters_fit_beside_the_inspector(page: EnterPage) -> None:
    # At 1280 x 720 the bars, the rail and the inspector leave the page about this much.
    page.setFixedSize(880, 560)
    page.window().adjustSize()
    view = page.grid.figures
    height = view.viewport().height() // view.rowHeight(0)
    assert height >= 16
    assert view.viewport().width() >= 6 * view.columnWidth(Q4)


def test_an_empty_plan_says_so(page: EnterPage, workspace: Workspace) -> None:
    assert workspace.document is not None
    workspace.document.do(DeleteRow("Delete the plan", Plan, ("plan",)))
    assert not page.grid.isVisible()


def test_a_missing_cell_is_outlined(page: EnterPage) -> None:
    """The cell of 1.2 that is missing in Quarter 4 is marked; the one of 3.2, not yet due, is not."""
    stand(page, VIOLENCE, Q3)
    image = page.grid.figures.viewport().grab().toImage()
    assert _ink(page, image, 3, Q4) > 20
    assert _ink(page, image, 10, Q4) == 0


def _ink(page: EnterPage, image: QImage, row: int, column: int) -> int:
    """How many pixels inside a cell are not its ground."""
    rect = page.grid.figures.visualRect(page.model.index(row, column)).adjusted(3, 2, -3, -3)
    ground = image.pixelColor(rect.center())
    return sum(
        image.pixelColor(x, y) != ground
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    )
