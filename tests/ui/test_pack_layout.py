"""The parts of a layout on the pack page: ticked, moved, given other headings, copied, and as they came."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.tables import Layout
from cspdesk.pack.blocks import Heading, Note
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import PackLayout, layout, shipped
from cspdesk.ui.pack_page import PackPage
from tests.support.documents import LAST_QUARTER, small_store

KEY = Qt.ItemDataRole.UserRole
BODY = """
title = "Our pack"
about = "Short."
[[front]]
show = "cover"
[[priority]]
show = "measures"
columns = [{ show = "number", heading = "No" }, { show = "measure", heading = "Measure" }]
[[priority]]
show = "commentary"
[[priority]]
show = "projects"
"""


@pytest.fixture
def workspace(tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    jobs_of(made).close()
    made.open(None)


@pytest.fixture
def document(workspace: Workspace) -> Document:
    assert workspace.document is not None
    return workspace.document


@pytest.fixture
def page(workspace: Workspace, document: Document, qtbot: QtBot) -> PackPage:
    """The page with a layout of the file's own chosen, and its parts in sight."""
    document.do(PutRows("A layout", (Layout(name="Ours", body=BODY),)))
    made = PackPage(workspace)
    qtbot.addWidget(made)
    made.resize(900, 900)
    with qtbot.waitExposed(made):
        made.show()
    choose(made, "Ours")
    QTest.mouseClick(made.arrange, Qt.MouseButton.LeftButton)
    return made


def choose(page: PackPage, name: str) -> None:
    at = page.layouts.findData(name)
    assert at >= 0
    page.layouts.setCurrentIndex(at)


def listed(page: PackPage) -> list[tuple[str, bool | None]]:
    """What the list shows: words, and whether ticked; None for a heading of the list."""
    items = [page.parts.parts.list.item(row) for row in range(page.parts.parts.list.count())]
    return [
        (item.text(), item.checkState() is Qt.CheckState.Checked if item.data(KEY) else None)
        for item in items
    ]


def stand_on(page: PackPage, words: str) -> None:
    rows = page.parts.parts.list
    rows.setCurrentRow([text for text, _ in listed(page)].index(words))
    rows.setFocus()


def kept(document: Document, name: str = "Ours") -> PackLayout:
    return layout(name, document.snapshot)


def shows(document: Document) -> list[str]:
    return [part.show for part in kept(document).priority]


def test_the_parts_stand_in_their_order_with_ticks(page: PackPage) -> None:
    assert page.parts.isVisible()
    assert listed(page) == [
        ("Before the priorities", None),
        ("Cover", True),
        ("For each priority", None),
        ("Measures", True),
        ("Commentary", True),
        ("Projects", True),
    ]


def test_a_part_is_left_out_and_shown_again_by_the_space_bar(page: PackPage, document: Document) -> None:
    stand_on(page, "Commentary")
    QTest.keyClick(page.parts.parts.list, Qt.Key.Key_Space)
    assert [part.on for part in kept(document).priority] == [True, False, True]
    assert document.undo_label == "Leave out Commentary"
    document.undo()
    assert [part.on for part in kept(document).priority] == [True, True, True]
    assert listed(page)[4] == ("Commentary", True)
    QTest.keyClick(page.parts.parts.list, Qt.Key.Key_Space)
    assert listed(page)[4] == ("Commentary", False)


def test_the_pack_follows_the_ticks(page: PackPage, document: Document) -> None:
    assert page.contents.text() == "It will hold 3 priorities, 7 measures and 5 charts."
    stand_on(page, "Commentary")
    QTest.keyClick(page.parts.parts.list, Qt.Key.Key_Space)
    assert page.contents.text() == "It will hold 3 priorities, 7 measures and no charts."


def ticks(page: PackPage) -> dict[str, bool]:
    return {box.text(): box.isChecked() for box in page.parts.ticks.boxes}


def test_what_a_part_takes_is_ticked_by_the_space_bar_and_comes_into_the_pack(
    page: PackPage, document: Document
) -> None:
    stand_on(page, "Commentary")
    assert ticks(page) == {
        "Draw a chart for each measure": True,
        "Say in a sentence what chance may explain": False,
        "Say how other areas stand, and what others judged": False,
    }
    charts, chance, _ = page.parts.ticks.boxes
    charts.setFocus()
    QTest.keyClick(charts, Qt.Key.Key_Space)
    assert charts.hasFocus(), "the keys stay on what was ticked"
    assert page.contents.text() == "It will hold 3 priorities, 7 measures and no charts."
    assert document.undo_label == "Change Commentary"
    QTest.keyClick(chance, Qt.Key.Key_Space)
    assert kept(document).priority[1].options == {"charts": False, "chance": True}
    made = compose(document.snapshot, LAST_QUARTER, kept(document))
    assert any(isinstance(b, Note) and b.text.startswith("Up by ") for b in made.blocks)
    document.undo()
    document.undo()
    assert list(ticks(page).values()) == [True, False, False]


def test_the_tab_key_leads_from_the_heading_through_the_ticks_to_the_copy(page: PackPage) -> None:
    for part, count in (("Measures", 2), ("Commentary", 3), ("Projects", 0), ("Measures", 2)):
        stand_on(page, part)
        page.parts.heading.editor.setFocus()
        met = []
        for _ in range(count + 1):
            QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
            met.append(page.focusWidget())
        assert met == [*page.parts.ticks.boxes, page.parts.copy_name], part


def test_a_part_without_options_has_no_ticks(page: PackPage) -> None:
    stand_on(page, "Measures")
    assert list(ticks(page)) == [
        "Say in a sentence what chance may explain",
        "Say how other areas stand, and what others judged",
    ]
    stand_on(page, "Projects")
    assert ticks(page) == {}
    assert not page.parts.ticks.isVisible()


def test_each_kind_of_chart_of_the_measures_pages_has_its_tick(page: PackPage, document: Document) -> None:
    choose(page, "measure-pages")
    stand_on(page, "Measure pages")
    on = [words for words, is_on in ticks(page).items() if is_on]
    assert on == ["Draw the trend"]
    trend, control, *_ = page.parts.ticks.boxes
    QTest.keyClick(control, Qt.Key.Key_Space)
    [part] = [each for each in kept(document, "measure-pages").priority if each.show == "measure pages"]
    assert part.options["charts"] == "trend, control chart"
    QTest.keyClick(trend, Qt.Key.Key_Space)
    [part] = [each for each in kept(document, "measure-pages").priority if each.show == "measure pages"]
    assert part.options["charts"] == "control chart"


def test_a_part_is_moved_by_keys_and_stays_the_chosen_one(
    page: PackPage, document: Document, qtbot: QtBot
) -> None:
    stand_on(page, "Projects")
    for _ in range(3):
        QTest.keyClick(page.parts.parts.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.wait(1)
    assert shows(document) == ["projects", "measures", "commentary"], "at the top it stays there"
    assert page.parts.parts.current == "priority 0"
    assert document.undo_label == "Move Projects up"
    QTest.mouseClick(page.parts.parts.down, Qt.MouseButton.LeftButton)
    assert shows(document) == ["measures", "projects", "commentary"]
    document.undo()
    document.undo()
    document.undo()
    assert shows(document) == ["measures", "commentary", "projects"]


def test_a_part_bears_the_partnerships_own_words(page: PackPage, document: Document) -> None:
    stand_on(page, "Measures")
    assert page.parts.heading.text == ""
    QTest.keyClicks(page.parts.heading.editor, "What we count")
    QTest.keyClick(page.parts.heading.editor, Qt.Key.Key_Return)
    assert kept(document).priority[0].heading == "What we count"
    assert listed(page)[3] == ("What we count   Measures", True)
    pack = compose(document.snapshot, LAST_QUARTER, kept(document))
    assert "What we count" in [block.text for block in pack.blocks if isinstance(block, Heading)]
    page.parts.heading.editor.clear()
    QTest.keyClick(page.parts.heading.editor, Qt.Key.Key_Return)
    assert kept(document).priority[0].heading is None


def test_a_heading_goes_to_its_own_part_when_another_is_chosen(page: PackPage, document: Document) -> None:
    stand_on(page, "Measures")
    QTest.keyClicks(page.parts.heading.editor, "What we count")
    stand_on(page, "Projects")
    assert [part.heading for part in kept(document).priority] == ["What we count", None, None]
    assert page.parts.heading.text == ""
    QTest.keyClicks(page.parts.heading.editor, "Work in hand")
    choose(page, "board")
    assert [part.heading for part in kept(document).priority] == ["What we count", None, "Work in hand"]


def test_the_programs_layout_is_changed_in_the_files_own_copy_and_comes_back(
    page: PackPage, document: Document
) -> None:
    choose(page, "board")
    assert not page.parts.back.isEnabled()
    stand_on(page, "Contents")
    QTest.keyClick(page.parts.parts.list, Qt.Key.Key_Space)
    changed = document.snapshot.of(Layout).get("board")
    assert changed is not None
    assert page.layouts.currentText() == "Board pack (changed)"
    assert [part.on for part in kept(document, "board").front if part.show == "contents"] == [False]
    assert page.parts.back.text() == "Back to the program's own"
    QTest.mouseClick(page.parts.back, Qt.MouseButton.LeftButton)
    assert kept(document, "board") == shipped("board")
    assert page.layouts.currentText() == "Board pack"
    document.undo()
    assert document.snapshot.of(Layout).get("board") == changed


def test_a_copy_stands_under_its_own_name_and_is_deleted(page: PackPage, document: Document) -> None:
    choose(page, "board")
    QTest.keyClicks(page.parts.copy_name, " Spring pack ")
    QTest.mouseClick(page.parts.copy, Qt.MouseButton.LeftButton)
    assert page.layouts.currentText() == "Spring pack"
    assert page.parts.copy_name.text() == ""
    assert kept(document, "Spring pack").priority == shipped("board").priority
    assert page._request().layout == "Spring pack"
    assert page.parts.back.text() == "Delete this layout"
    QTest.mouseClick(page.parts.back, Qt.MouseButton.LeftButton)
    assert document.snapshot.of(Layout).get("Spring pack") is None
    assert page.layouts.currentData() == "board"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("BOARD", "There is a layout 'BOARD' already. Give the copy another name."),
        ("ours", "There is a layout 'ours' already. Give the copy another name."),
        ("  ", "A layout needs a name of at most 60 characters. Type one."),
    ],
)
def test_a_copy_needs_a_name_of_its_own(
    page: PackPage, document: Document, typed: str, sentence: str
) -> None:
    before = document.snapshot
    QTest.keyClicks(page.parts.copy_name, typed)
    QTest.mouseClick(page.parts.copy, Qt.MouseButton.LeftButton)
    assert page.problem.text() == sentence
    assert document.snapshot == before


def test_a_layout_that_cannot_be_read_is_said_and_can_be_deleted(page: PackPage, document: Document) -> None:
    document.do(PutRows("Spoilt", (Layout(name="Ours", body="title = "),)))
    assert page.contents.text().startswith("The layout 'Ours' cannot be read")
    assert listed(page) == []
    QTest.mouseClick(page.parts.back, Qt.MouseButton.LeftButton)
    assert page.layouts.currentData() == "board"
    assert page.contents.text().startswith("It will hold")


def test_a_copy_taken_back_while_it_is_shown_leaves_the_default(page: PackPage, document: Document) -> None:
    QTest.keyClicks(page.parts.copy_name, "Second")
    QTest.mouseClick(page.parts.copy, Qt.MouseButton.LeftButton)
    assert page.layouts.currentData() == "Second"
    document.undo()
    assert page.layouts.currentData() == "board"


def test_the_next_document_shows_its_own_layouts(
    page: PackPage, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.open(Document(small_store(tmp_path / "other.cspdesk")))
    assert page.layouts.findData("Ours") < 0
    assert page.layouts.currentData() == "board"
