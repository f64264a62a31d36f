"""What the entry grid guards against: text that lands elsewhere, words that vanish, figures that mislead."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.desk.entry_columns import OPTIONAL, GridView
from cspdesk.domain.tables import Commentary, MeasureId, SeriesId, Target
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.status_bar import sums
from tests.support.documents import LAST_QUARTER
from tests.support.entry import open_entry, stand, told_by, typed, year
from tests.support.grid import FIRST_QUARTER, Q3, Q4, YEAR
from tests.ui.conftest import Press

VIOLENCE, ROBBERY = 6, 7


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The small document's entry page, at 2.1 in Quarter 4."""
    assert small.exists()
    return open_entry(window, qtbot)


def test_a_figure_being_typed_stays_a_figure_when_targets_are_shown(page: EnterPage, press: Press) -> None:
    press("4", "9", "9", "Alt+T")
    assert typed(page, "m21") == "499"
    assert page.document.snapshot.of(Target).get(SeriesId("m21"), LAST_QUARTER) is None


def test_sums_of_what_is_worked_out_are_rounded() -> None:
    third = Decimal(1) / Decimal(3)
    assert sums((third, third)) == "Sum 0.67   Mean 0.33   Count 2"
    # A third has 28 places; beside thousands its mean once could not be rounded at all.
    assert sums((third, Decimal(12_043), Decimal(12_469))) == "Sum 24,512.33   Mean 8,170.78   Count 3"


def test_several_rows_pasted_on_a_folded_heading_go_into_its_own_rows(page: EnterPage, press: Press) -> None:
    press("Alt+Minus")
    QApplication.clipboard().setText("901\n902")
    press("Ctrl+V")
    assert [typed(page, each) for each in ("m21", "m22", "m31")] == ["901", "902", ""]


def test_what_is_worked_out_fills_nothing(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    stand(page, VIOLENCE, YEAR)
    press("Shift+Down", "Ctrl+D")
    assert typed(page, "m22", LAST_QUARTER.of_year) == ""
    assert told[-1] == "There is no figure of its own to fill with."


def test_filling_a_row_right_keeps_to_quarters(page: EnterPage, press: Press) -> None:
    page.model.look(GridView(optional=frozenset(OPTIONAL)))
    stand(page, VIOLENCE, FIRST_QUARTER)
    press("Shift+End", "Ctrl+R")
    # 260 stood in the first of the eight quarters; years and words stay as they are.
    assert year(page, "m21") == ["260"] * 4
    assert typed(page, "m21", LAST_QUARTER.of_year) == ""
    assert page.document.snapshot.of(Commentary).get(MeasureId("m21"), LAST_QUARTER) is None


def test_the_grids_keys_leave_the_cell_under_the_editor_alone(page: EnterPage, press: Press) -> None:
    press("9", "Ctrl+D", "Ctrl+R", "F4")
    assert typed(page, "m21") == "412"
    press("Return")
    assert typed(page, "m21") == "9"


def test_cells_that_form_no_block_are_not_copied(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    QApplication.clipboard().setText("as it was")
    page.grid.figures.cursor_.add(page.model.index(ROBBERY, Q3))
    press("Ctrl+C")
    assert told[-1] == "Cells that form no block cannot be copied together. Select one block."
    assert QApplication.clipboard().text() == "as it was"


def test_an_empty_clipboard_says_so(page: EnterPage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    QApplication.clipboard().clear()
    press("Ctrl+V")
    assert told == ["There is nothing on the clipboard to paste."]
    assert typed(page, "m21") == "412"


def test_a_commentary_that_is_refused_keeps_the_window_open_once(
    page: EnterPage, window: MainWindow, press: Press
) -> None:
    page.model.look(GridView(optional=frozenset(OPTIONAL)))
    column = page.model.columnCount() - 1
    stand(page, VIOLENCE, column)
    press("x")
    page.grid.note.setPlainText("word " * 8_000)
    press("Return")
    assert page.grid.note.is_open
    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_a_figure_that_does_not_fit_is_not_cut(page: EnterPage, press: Press) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QImage, QPainter

    from cspdesk.ui import entry_marks

    drawn: list[str] = []

    class Listening(QPainter):
        def drawText(self, *words: object) -> None:  # type: ignore[override]
            drawn.append(str(words[-1]))

    picture = QImage(60, 20, QImage.Format.Format_RGB32)
    painter = Listening(picture)
    metrics = painter.fontMetrics()
    entry_marks.words(painter, QRect(0, 0, 40, 20), "£1,000,000.50", metrics, QColor("black"))
    entry_marks.words(painter, QRect(0, 0, 40, 20), "late: police", metrics, QColor("black"))
    painter.end()
    assert set(drawn[0]) == {"#"}
    assert drawn[1].startswith("lat")
    press("Escape")
    assert typed(page, "m21", LAST_QUARTER) == "412"
    assert page.model.cell(VIOLENCE, Q4).text == "412"
