"""Words of live fields on the screen change with the figures that they name, also those of other measures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import (
    Action,
    ActionId,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
    SeriesId,
)
from cspdesk.ui.inspector import Inspector
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.projects_page import ProjectsPage
from cspdesk.ui.text_page import TextPage
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.windows import window_of

THIRD = LAST_QUARTER.previous
ROBBERY = Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
PAGES = (
    PageSpec("write", "Write", "pack", WritePage),
    PageSpec("text", "Text", "pack", TextPage),
    PageSpec("projects", "Projects", "pack", lambda w: ProjectsPage(w, lambda: date(2016, 5, 1))),
)


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the small document, whose texts on robbery name 2.1's third quarter."""
    path = tmp_path / "small.cspdesk"
    with small_store(path) as store:
        store.run(SetCommentary("Words", ROBBERY.measure, THIRD, "Beside {2.1 value}"))
        project = ProjectId("p")
        rows: tuple[Any, ...] = (
            Project(id=project, priority=PriorityId("p2"), title="Pubwatch"),
            Action(id=ActionId("a"), project=project, text="After {2.1 value 2015-16Q3}"),
            ReportItem(
                id=ReportItemId("r"), priority=PriorityId("p2"), period=THIRD, text="Told {2.1 value}"
            ),
            ReportItem(id=ReportItemId("now"), priority=PriorityId("p2"), period=LAST_QUARTER, text="Now"),
        )
        store.run(PutRows("Rows", rows))
    with window_of(qtbot, tmp_path, *PAGES) as made:
        made.open_path(path)
        yield made


def document(window: MainWindow) -> Document:
    found = window.workspace.document
    assert found is not None
    return found


def correct(window: MainWindow, figure: str) -> None:
    document(window).do(SetFigures("Figure", (TypedCell(SeriesId("m21"), THIRD, figure),)))


def shows(window: MainWindow, words: str) -> bool:
    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    return any(words in each for each in labels)


def test_last_quarters_words_on_the_write_page(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.going.emit(Place("write", ROBBERY))
    qtbot.waitUntil(lambda: shows(window, "Beside 355 offences"))
    correct(window, "356")
    assert shows(window, "Beside 356 offences")


def test_last_quarters_words_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    inspector = Inspector(window.workspace)
    qtbot.addWidget(inspector)
    window.workspace.select(ROBBERY)
    with qtbot.waitExposed(inspector):
        inspector.show()
    assert inspector.commentary.before.text() == "Quarter 3 said: Beside 355 offences"
    correct(window, "356")
    assert inspector.commentary.before.text() == "Quarter 3 said: Beside 356 offences"
    inspector.close()


def test_report_text_of_the_quarter_before(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.going.emit(Place("text", row=("report_item", "now")))
    qtbot.waitUntil(lambda: shows(window, "Told 355 offences"))
    correct(window, "356")
    assert shows(window, "Told 356 offences")


def test_actions_in_the_list_of_a_project(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.going.emit(Place("projects", row=("action", "a")))
    page = window.findChild(ProjectsPage)
    assert page is not None

    def listed() -> list[str]:
        shown = page.actions_.list.list
        return [shown.item(row).text() for row in range(shown.count())]

    qtbot.waitUntil(lambda: any("After 355 offences" in each for each in listed()))
    correct(window, "356")
    assert any("After 356 offences" in each for each in listed())
