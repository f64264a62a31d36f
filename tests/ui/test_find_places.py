"""Find or do in the window: every kind of thing by its letters, in groups, and gone to by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.desk.files import Files, Outside
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.tables import Priority, PriorityId, Project, ProjectId, ReportItem, ReportItemId
from cspdesk.ui.find_box import HEADING, FindBox
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import Page, PageSpec
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.write_page import WritePage
from tests.support.documents import EDITOR, LAST_QUARTER, small_store
from tests.ui.conftest import Press


class Visited(Page):
    """A page that remembers what it was asked to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.places: list[Place] = []

    def refresh(self) -> None:
        """Show nothing."""

    def go(self, place: Place) -> None:
        """Remember it."""
        self.places.append(place)


PAGES = tuple(PageSpec(key, key.capitalize(), "home", Visited) for key in ("projects", "text", "enter"))


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with these pages and the Write page, on the small document with texts."""
    workspace = Workspace()
    files = Files(workspace, EDITOR, Outside(documents=tmp_path))
    pages = (*PAGES, PageSpec("write", "Write", "pack", WritePage))
    made = MainWindow(workspace, files, Preferences(), pages, lambda _w: QWidget())
    workspace.setParent(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    path = tmp_path / "small.cspdesk"
    with small_store(path) as store:
        project = Project(id=ProjectId("pw"), priority=PriorityId("p2"), title="Pubwatch")
        items = (
            ReportItem(id=ReportItemId(f"r{at}"), period=LAST_QUARTER, text=f"The kestrel came {at} times.")
            for at in range(264)
        )
        store.run(PutRows("More", (project, *items)))
    made.open_path(path)
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(1)


def box(window: MainWindow) -> FindBox:
    found = window.findChild(FindBox)
    assert found is not None
    return found


def listed(window: MainWindow) -> list[str]:
    """Every row of what was found, as a reader hears it."""
    model = box(window).model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row).data(role)) for row in range(model.rowCount())]


def place_of(window: MainWindow, key: str) -> Place:
    page = next(page for page in window.findChildren(Visited) if page.accessibleName() == key.capitalize())
    return page.places[-1]


def test_a_project_is_found_and_gone_to(window: MainWindow, press: Press) -> None:
    press("Ctrl+K", *"pubw")
    assert listed(window) == ["Projects, 1", "Project: Pubwatch, 2 Violent crime and robbery"]
    press("Return")
    assert window.page_key == "projects"
    assert place_of(window, "projects") == Place("projects", row=("project", "pw"))


def test_of_many_texts_fifty_are_shown_and_the_others_counted(window: MainWindow, press: Press) -> None:
    press("Ctrl+K", *"the kestrel came")
    rows = listed(window)
    assert rows[0] == "Texts, 264"
    assert rows[1] == (
        "Text: The kestrel came 0 times., Highlights and issues to raise: Whole pack, Quarter 4 2015/16"
    )
    assert len(rows) == 51
    said = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    assert "and 214 more: type more of it" in said
    press(*" 263", "Return")
    assert place_of(window, "text") == Place("text", row=("report_item", "r263"))


def test_words_on_a_measure_lead_to_it_in_their_quarter(window: MainWindow, press: Press) -> None:
    press("Ctrl+K", *"162 more", "Return")
    assert window.page_key == "write"
    assert window.workspace.quarter == LAST_QUARTER.previous
    page = window.findChild(WritePage)
    assert isinstance(page, WritePage)
    assert page.body.title.text() == "2.1 Violence with injury"
    assert page.words.text == "355 offences, 162 more than last year (18.7%)."


def test_keys_step_over_headings_and_stay_at_the_ends(window: MainWindow, press: Press) -> None:
    press("Ctrl+K", *"viol")
    view = next(view for view in window.findChildren(QListView) if view.objectName() == "findList")
    model = box(window).model
    assert not view.currentIndex().data(HEADING)
    met = []
    for _ in range(model.rowCount()):
        met.append(str(view.currentIndex().data()))
        press("Down")
    assert met[-1] == met[-2] == model.entries[-1].name
    assert [entry.name for entry in model.entries] == list(dict.fromkeys(met))
    press("PageUp")
    assert view.currentIndex().data() == model.entries[0].name


def test_what_no_page_shows_is_not_offered(window: MainWindow, press: Press) -> None:
    # There is no plan page in this window.
    assert window.workspace.document is not None
    assert any(row.title == "Drugs" for row in window.workspace.document.snapshot.of(Priority))
    press("Ctrl+K", *"drugs")
    assert listed(window) == []


def test_settings_stand_apart_from_commands_and_pages_are_named_once(
    window: MainWindow, press: Press
) -> None:
    press("Ctrl+K", *"larger")
    assert listed(window) == ["Settings, 1", "Setting: Larger text, Ctrl++"]
    press("Escape", "Ctrl+K", *"write")
    assert listed(window)[:2] == ["Pages, 1", "Page: Write, Ctrl+4"]
    assert not any(row.startswith("Command: Write") for row in listed(window))
