"""The Write page in the real window: one measure after another, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, Measure, MeasureId, SeriesId
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import Page, PageSpec
from cspdesk.ui.write_page import WritePage
from tests.support.documents import EDITOR, LAST_QUARTER, small_store
from tests.support.entry import told_by
from tests.support.windows import window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless
from tests.ui.test_main_window import shown_words

BEFORE = "355 offences, 162 more than last year (18.7%)."


class OtherPage(Page):
    """Another page to go to."""

    def refresh(self) -> None:
        """Show nothing."""


PAGES = (
    PageSpec("write", "Write", "pack", WritePage),
    PageSpec("pack", "Pack", "pack", OtherPage),
    PageSpec("plan", "Plan", "home", OtherPage),
)


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with this page in front, without a file."""
    with window_of(qtbot, tmp_path, *PAGES) as made:
        yield made


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> WritePage:
    """The page in front, on the small document."""
    path = tmp_path / "small.cspdesk"
    small_store(path).close()
    window.open_path(path)
    found = window.findChild(WritePage)
    assert isinstance(found, WritePage)
    qtbot.waitUntil(found.words.editor.hasFocus)
    return found


def name(page: WritePage) -> str:
    return page.body.title.text()


def said(page: WritePage, measure: str, quarter: Period = LAST_QUARTER) -> tuple[str, bool]:
    row = page.document.snapshot.of(Commentary).get(MeasureId(measure), quarter)
    return (row.text, row.reviewed) if row else ("", True)


def write(page: WritePage, measure: str, text: str, quarter: Period = LAST_QUARTER) -> None:
    page.document.do(SetCommentary("Words", MeasureId(measure), quarter, text))


def rows(page: WritePage) -> list[str]:
    """What a reader hears of each row of the list."""
    listed = (page.list.item(row) for row in range(page.list.count()))
    return [item.data(11) for item in listed if item is not None]


def test_all_measures_are_written_by_keys(page: WritePage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    assert page.count.text() == "0 of 6 written"
    assert name(page) == "1.1 Repeat callers"
    for sentence, following in (
        ("Fewer called.", "1.2 Client satisfaction"),
        ("Nobody was asked.", "1.3 Anti-social behaviour incidents"),
        ("As expected.", "2.1 Violence with injury"),
    ):
        press(*sentence, "Ctrl+Return")
        assert name(page) == following
        assert page.words.editor.hasFocus()
    assert page.count.text() == "3 of 6 written"
    assert page.bar.value() == 3
    # Last quarter's words, brought forward, wait for a review; Alt+R says that they still hold.
    press("Alt+B")
    assert said(page, "m21") == (BEFORE, False)
    assert page.words.text == BEFORE
    assert page.count.text() == "3 of 6 written, 1 not reviewed"
    assert "2.1 Violence with injury, not reviewed" in rows(page)
    press("Alt+R")
    assert said(page, "m21") == (BEFORE, True)
    assert page.count.text() == "4 of 6 written"
    press("Ctrl+Return", *"More.", "Ctrl+Shift+Return")
    assert name(page) == "2.1 Violence with injury"
    assert said(page, "m22") == ("More.", True)
    press("Ctrl+Return")
    assert name(page) == "3.1 People in treatment"
    press(*"Nothing is due.", "Ctrl+Return")
    assert page.count.text() == "All 6 are written."
    assert told[-1] == "All 6 are written. The pack can be issued."
    assert page.to_pack.hasFocus()
    press("Space")
    assert window.page_key == "pack"


def test_what_stands_above_the_sentence(page: WritePage, press: Press) -> None:
    page.go(Place("write", Selection(MeasureId("m21"), SeriesId("m21"), LAST_QUARTER)))
    body = page.body
    assert body.status.text() == "Grey"
    assert body.reading.text() == "412 this quarter; 1,440 so far, 294 more than last year, 25.7%"
    cells = [body.figures.item(1, column) for column in range(4)]
    assert [cell.text() for cell in cells if cell is not None] == [
        "Year to date",
        "1,440",
        "1,146",
        "+294 (25.7%)",
    ]
    assert body.chart.isVisible()
    assert "Q4 15/16 412" in body.chart.accessibleDescription()
    assert body.said_when.text() == "Quarter 3 2015/16 said"
    assert body.said.text() == BEFORE
    assert body.words.editor.accessibleName() == "Commentary on 2.1 Violence with injury, Quarter 4 2015/16"


def test_editing_words_brought_forward_reviews_them(
    page: WritePage, window: MainWindow, press: Press
) -> None:
    page.go(Place("write", row=("measure", "m21")))
    # The cursor stands behind the words brought forward.
    press("Alt+B", "!")
    assert page.body.unread.isVisible()
    page.flush()
    assert said(page, "m21") == (f"{BEFORE}!", True)
    assert not page.body.unread.isVisible()
    assert page.document.undo_label == "Commentary on 2.1, Quarter 4 2015/16"
    window.actions_["undo"].trigger()
    assert said(page, "m21") == (BEFORE, False)
    assert page.words.text == BEFORE
    window.actions_["undo"].trigger()
    assert page.words.text == ""


def test_keys_that_cannot_help_say_why(page: WritePage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    press("Alt+R")
    assert told[-1] == "Nothing here waits for a review: only words brought forward do."
    press("Alt+B")
    assert "nothing was written there" in told[-1]
    page.go(Place("write", row=("measure", "m21")))
    press(*"Mine.", "Alt+B")
    assert "Quarter 4 2015/16 has words already" in told[-1]
    assert said(page, "m21") == ("Mine.", True)
    page.go(Place("write", row=("measure", "m11")))
    press("Ctrl+Shift+Return")
    assert told[-1] == "This is the first measure."


def test_the_last_one_open_is_said_to_be_so(page: WritePage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    for measure in ("m11", "m12", "m13", "m22", "m31"):
        write(page, measure, "Written.")
    page.go(Place("write", row=("measure", "m21")))
    press("Ctrl+Return")
    assert told[-1] == "This is the last one that is not written."
    press("Alt+B", "Ctrl+Return")
    assert told[-1].startswith("This is the last one, and it is not reviewed")
    assert name(page) == "2.1 Violence with injury"


def test_a_refused_text_stays_and_the_page_with_it(page: WritePage, window: MainWindow, press: Press) -> None:
    told = told_by(window)
    page.words.editor.setPlainText("x" * 100_000)
    press("Ctrl+Return")
    assert name(page) == "1.1 Repeat callers"
    assert "100,000 characters; 32,000 are kept. Shorten it." in page.words.problem.text()
    assert "100,000 characters" in told[-1]
    page.list.setCurrentRow(2)
    assert name(page) == "1.2 Client satisfaction"
    assert "100,000 characters" in page.unsaved()
    page.list.setCurrentRow(1)
    assert len(page.words.text) == 100_000


def test_the_list_leads_to_any_measure(page: WritePage, press: Press, qtbot: QtBot) -> None:
    assert rows(page)[:2] == ["1 Anti-social behaviour", "1.1 Repeat callers, not written"]
    press(*"Few.", "Escape")
    qtbot.waitUntil(page.list.hasFocus)
    assert said(page, "m11") == ("Few.", True)
    assert rows(page)[1] == "1.1 Repeat callers, written"
    press("Down", "Down", "Down", "Return")
    assert name(page) == "2.1 Violence with injury"
    assert page.words.editor.hasFocus()


def test_another_quarter_keeps_the_measure_and_saves_the_words(
    page: WritePage, window: MainWindow, press: Press
) -> None:
    page.go(Place("write", row=("measure", "m21")))
    press(*"More.", "Alt+Right")
    assert said(page, "m21") == ("More.", True)
    assert name(page) == "2.1 Violence with injury"
    assert page.words.text == ""
    assert page.body.said.text() == "More."
    assert page.no_figures.text().startswith("No figure of Quarter 1 2016/17 is in yet")
    assert page.no_figures.isVisible()
    third = LAST_QUARTER.previous
    window.workspace.going.emit(Place("write", Selection(MeasureId("m21"), SeriesId("m21"), third)))
    assert window.workspace.quarter == third
    assert page.words.text == BEFORE
    assert not page.no_figures.isVisible()


def test_an_edit_from_elsewhere_leaves_what_is_being_typed(page: WritePage, press: Press) -> None:
    page.go(Place("write", row=("measure", "m21")))
    press(*"Half a sen")
    page.document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "400"),)))
    assert page.body.reading.text().startswith("400 this quarter")
    assert page.words.text == "Half a sen"
    assert page.words.editor.textCursor().position() == 10


def test_a_measure_that_goes_makes_way_for_the_next(page: WritePage) -> None:
    page.document.do(DeleteRow("Delete 1.1", Measure, ("m11",)))
    assert name(page) == "1.2 Client satisfaction"
    assert page.count.text() == "0 of 5 written"


def test_a_measure_that_is_not_reported_is_said_to_be_so(page: WritePage, window: MainWindow) -> None:
    told = told_by(window)
    page.go(Place("write", row=("measure", "m32")))
    assert told[-1].startswith("3.2 Drug deaths is not reported in Quarter 4 2015/16")


def test_without_measures_the_plan_is_offered(
    window: MainWindow, tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.cspdesk"
    Store.create(path, EDITOR).close()
    window.open_path(path)
    assert "this quarter's plan has no measure to report" in shown_words(window)
    press("Ctrl+Return", "Alt+B", "Alt+R")
    page = window.findChild(WritePage)
    assert isinstance(page, WritePage)
    page.take_focus()
    press("Space")
    assert window.page_key == "plan"


def test_every_control_has_a_name(page: WritePage, window: MainWindow, press: Press) -> None:
    assert nameless(window) == []
    page.go(Place("write", row=("measure", "m21")))
    press("Alt+B")
    assert page.body.unread.isVisible()
    assert nameless(window) == []


def test_leaving_the_page_saves_the_words(page: WritePage, window: MainWindow, press: Press) -> None:
    press(*"Left.")
    window.workspace.going.emit(Place("pack"))
    assert said(page, "m11") == ("Left.", True)


def test_a_small_window_says_in_full_what_is_compared(page: WritePage, window: MainWindow) -> None:
    window.resize(1024, 768)
    QApplication.processEvents()
    body = page.body
    assert body.chart.y() >= body.figures.geometry().bottom()
    window.resize(1280, 720)
    QApplication.processEvents()
    assert body.chart.x() >= body.figures.geometry().right()
