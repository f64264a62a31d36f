"""Words in the real window when things go wrong: files to read only, other files, undo, half-typed words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.commands.projects import AddProject
from cspdesk.commands.report_text import ItemPart, SectionPlace, WriteItem
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import (
    Commentary,
    Footnote,
    MeasureId,
    Observation,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    Report,
    ReportItem,
    ReportItemId,
    Section,
    SeriesId,
    Setting,
)
from cspdesk.store.store import Store
from cspdesk.ui.find_box import FindBox
from cspdesk.ui.home_page import HomePage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import Page
from cspdesk.ui.projects_page import ProjectsPage
from cspdesk.ui.text_page import TextPage
from cspdesk.ui.text_sheet import TextSheet
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.entry import open_entry, told_by
from tests.ui.conftest import Press

P = TypeVar("P", bound=Page)
READ_ONLY = "small.cspdesk is open to read only. Save a copy to change it."


def front(window: MainWindow, key: str, kind: type[P]) -> P:
    """Bring a page to the front and return it."""
    window.workspace.going.emit(Place(key))
    found = window.findChild(kind)
    assert found is not None
    return found


def document(window: MainWindow) -> Document:
    assert window.workspace.document is not None
    return window.workspace.document


@pytest.fixture
def writer(window: MainWindow, tmp_path: Path) -> Iterator[Store]:
    """The small document with a project, open elsewhere and in the window to read only."""
    path = tmp_path / "small.cspdesk"
    with small_store(path) as store:
        store.run(AddProject("Project", ProjectId("fires"), PriorityId("p1"), "Firebreak"))
        window.open_path(path)
        assert window.files.why_read_only
        yield store


def type_everywhere(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    """Type into a field of every kind of page, all of which is refused."""
    text = front(window, "text", TextPage)
    text._choose("footnotes")
    press("Return")
    text.footnotes.list.add.click()
    press("typed")
    text._choose("sections")
    text.sections.begin()
    press("Return")
    qtbot.wait(10)
    press("typed")
    text._choose("pack")
    assert text.sheet is not None
    text.sheet.begin()
    press("typed", "Ctrl+Return")
    qtbot.wait(10)
    press("typed")
    front(window, "write", WritePage)
    press("typed")
    projects = front(window, "projects", ProjectsPage)
    press("Return")
    qtbot.wait(10)
    press("typed")
    projects.flush()
    home = front(window, "home", HomePage)
    press("Alt+W")
    home.calendar.days.figures.editor.setFocus()
    press("Ctrl+A", "7")
    home.flush()
    for page in (text, projects, home, front(window, "write", WritePage)):
        assert READ_ONLY in page.unsaved()


def test_what_one_file_refused_never_gets_into_another(
    window: MainWindow, writer: Store, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    type_everywhere(window, press, qtbot)
    other = tmp_path / "other.cspdesk"
    small_store(other).close()
    open_file = window.files.path
    window.open_path(other)
    assert window.files.path == open_file, "it is told first what would be lost"
    assert READ_ONLY in window._trouble.sentence
    window.open_path(other)
    for key in ("text", "projects", "write", "home"):
        window.workspace.going.emit(Place(key))
        qtbot.wait(10)
    press("Alt+W")
    text = front(window, "text", TextPage)
    for place in ("footnotes", "sections", "pack"):
        text._choose(place)
        text.flush()
    snapshot = document(window).snapshot
    for row_type in (Footnote, Section, Report, ReportItem, Setting, Project):
        assert not tuple(snapshot.of(row_type)), row_type
    assert [row.text for row in snapshot.of(Commentary)] == ["355 offences, 162 more than last year (18.7%)."]
    assert not any(page.unsaved() for page in window.findChildren(Page))


def test_what_was_refused_is_kept_once_the_same_file_can_be_written(
    window: MainWindow, writer: Store, press: Press, qtbot: QtBot
) -> None:
    type_everywhere(window, press, qtbot)
    writer.close()
    assert window.files.path is not None
    window.open_path(window.files.path)
    assert not window.files.why_read_only
    for key in ("text", "projects", "write", "home"):
        window.workspace.going.emit(Place(key))
        for page in window.findChildren(Page):
            page.flush()
    press("Alt+W")
    front(window, "home", HomePage).flush()
    snapshot = document(window).snapshot
    assert [row.title for row in snapshot.of(Project)] == ["typed"]
    assert snapshot.of(Commentary).get(MeasureId("m11"), LAST_QUARTER) is not None
    assert [row.text for row in snapshot.of(ReportItem)] == ["typed"]
    assert [row.title for row in snapshot.of(Report)] == ["typed"]


def test_find_or_do_gives_the_keys_back_to_the_table_of_a_cell_being_typed(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    page = open_entry(window, qtbot)
    press("F2", "Ctrl+A", "999", "Ctrl+K")
    qtbot.wait(20)
    press("Escape")
    qtbot.waitUntil(page.grid.figures.hasFocus)
    stored = document(window).snapshot.of(Observation).get(SeriesId("m21"), LAST_QUARTER)
    assert stored is not None
    assert stored.typed == "999"


def test_undo_of_a_new_line_is_seen_where_the_keys_are(window: MainWindow, small: Path, press: Press) -> None:
    page = front(window, "write", WritePage)
    press("One two")
    page.flush()
    press("Left", "Left", "Left", "Return")
    page.flush()
    assert page.words.text == "One \ntwo"
    press("Ctrl+Z")
    assert page.words.text == "One two"
    # The cursor stays where it was, rather than at the top.
    assert page.words.editor.textCursor().position() == 5


def test_what_was_refused_and_taken_away_again_is_no_trouble(
    window: MainWindow, writer: Store, press: Press
) -> None:
    page = front(window, "write", WritePage)
    press("x")
    page.flush()
    assert READ_ONLY in page.unsaved()
    press("Backspace")
    page.flush()
    assert not page.unsaved()
    assert not page.words.problem.text()


def test_a_paste_too_long_for_a_line_stays_whole_and_says_its_count(
    window: MainWindow, small: Path, press: Press
) -> None:
    page = front(window, "projects", ProjectsPage)
    press("Alt+J")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QApplication.clipboard().setText("x" * 100_000)
    press("Ctrl+V")
    page.flush()
    assert len(field.text()) == 100_000
    assert page.unsaved() == (
        "Title of the project: not saved. It has 100,000 characters; 500 are kept. Shorten it."
    )


def test_the_projects_page_begins_on_its_list(window: MainWindow, writer: Store, press: Press) -> None:
    front(window, "write", WritePage)
    page = front(window, "projects", ProjectsPage)
    assert page.projects.list.hasFocus()


def test_a_text_whose_typing_was_taken_back_leaves_the_keys_to_the_blank_one(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    page = front(window, "text", TextPage)
    press("Down", "Down", "Return")
    qtbot.wait(10)
    press("Hello", "Escape")
    qtbot.wait(10)
    press("Ctrl+Z")
    assert not tuple(document(window).snapshot.of(ReportItem))
    told = told_by(window)
    press("Alt+R")
    assert told == ["This text was not brought forward: there is nothing to review."]
    press("Return")
    qtbot.wait(10)
    press("Again")
    page.flush()
    press("Ctrl+Z")
    qtbot.wait(10)
    field = window.focusWidget()
    assert field is not None
    assert field.accessibleName() == "Performance overview, new"
    press("Once more")
    page.flush()
    assert [row.text for row in document(window).snapshot.of(ReportItem)] == ["Once more"]


def test_tab_leads_from_the_list_through_the_texts_to_the_buttons_below(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    page = front(window, "text", TextPage)
    for place, least in (("pack", 12), ("priority:p1", 14), ("priority:p2", 14)):
        page._choose(place)
        page.places.list.setFocus()
        met: list[str] = []
        while "Delete" not in met and len(met) < 40:
            press("Tab")
            at = window.focusWidget()
            assert at is not None
            met.append(at.text() if isinstance(at, QPushButton) else at.accessibleName())
        assert met[-7] == "Bring last quarter's forward", met
        assert len(met) >= least


def test_what_is_half_typed_is_found_at_once(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    front(window, "write", WritePage)
    press("A zebra crossing", "Ctrl+K")
    qtbot.wait(20)
    press("zebra")
    box = window.findChild(FindBox)
    assert box is not None
    assert [entry.name for entry in box.model.entries] == ["A zebra crossing"]
    press("Escape")
    assert front(window, "write", WritePage).words.editor.hasFocus()


def test_texts_of_a_retired_priority_can_still_be_reached(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    drugs = document(window).snapshot.of(Priority).get(PriorityId("p3"))
    assert drugs is not None
    where = SectionPlace(drugs.id, LAST_QUARTER, "overview")
    item = ReportItemId("item")
    document(window).do(WriteItem("Text", item, where, ItemPart.TEXT, "Naloxone is given out."))
    document(window).do(PutRows("Retire", (replace(drugs, retired=True),)))
    window.workspace.going.emit(Place("text", row=("report_item", item)))
    page = front(window, "text", TextPage)
    assert page.places.list.currentItem().text() == "3 Drugs   retired, 1 text"
    assert page.sheet is not None
    assert page.sheet.parts["overview"].boxes[0].fields[0].text == "Naloxone is given out."
    told = told_by(window)
    window.workspace.going.emit(Place("text", row=("report_item", "another")))
    assert told == ["That has been deleted since."]


def test_another_quarter_leaves_the_keys_in_the_section(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    page = front(window, "text", TextPage)
    press("Down", "Down", "Return")
    qtbot.wait(10)
    press("Ctrl+PageDown")
    qtbot.wait(10)
    press("In Quarter 4", "Alt+Left")
    qtbot.wait(10)
    press("In Quarter 3")
    page.flush()
    rows = document(window).snapshot.of(ReportItem)
    assert {(row.text, row.section, row.period) for row in rows} == {
        ("In Quarter 4", "highlight", LAST_QUARTER),
        ("In Quarter 3", "highlight", LAST_QUARTER.previous),
    }
    # The sheet of the quarter before is put away, and no other was made in its place.
    qtbot.wait(10)
    assert len(page.findChildren(TextSheet)) == 1
