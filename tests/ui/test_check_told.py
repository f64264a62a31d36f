"""Where the count of findings is shown: Home, the status bar, and the pack before it goes out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import PackIssue
from cspdesk.ui.home_page import HomePage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.pack_page import PackPage
from cspdesk.ui.write_page import WritePage
from tests.support.fake_check import (
    BEFORE,
    ROBBERY,
    VIOLENCE,
    WRONG,
    put,
    until,
    use_marked_words,
    with_findings,
)
from tests.ui.conftest import Press


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use_marked_words(monkeypatch)


@pytest.fixture
def document(window: MainWindow, small: Path) -> Document:
    return with_findings(window.workspace)


@pytest.fixture
def pack(window: MainWindow, document: Document, press: Press) -> PackPage:
    """The Pack page over a document with findings."""
    press("Ctrl+9")
    found = window.findChild(PackPage)
    assert found is not None
    return found


def status_words(window: MainWindow) -> list[str]:
    return [b.text() for b in window.findChildren(QPushButton) if "finding" in b.text() and b.isVisible()]


def test_home_leads_to_findings(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    home = window.findChild(HomePage)
    assert home is not None
    until(
        qtbot,
        lambda: (
            home.board is not None
            and home.board.to_check[:1] != ()
            and home.board.to_check[0].finding is not None
        ),
    )
    assert home.board is not None
    first = home.board.to_check[0]
    assert (first.words, first.detail) == ("2.1 Violence with injury", f"Error: {WRONG}")
    home.check.went.emit(first)
    written = window.findChild(WritePage)
    assert written is not None
    until(qtbot, lambda: written.words.editor.textCursor().selectedText() == "436")


def test_home_shows_a_handful_and_counts_the_rest(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    put(document, VIOLENCE, " ".join(["436"] * 16))
    home = window.findChild(HomePage)
    assert home is not None
    until(qtbot, lambda: home.board is not None and home.board.to_check[5:6] != ())
    assert home.board is not None
    more = home.board.to_check[5]
    # 16 in Quarter 4 and one in Quarter 3: five have a line.
    assert (more.words, more.place) == ("and 12 more", Place("check"))
    others = len(home.board.to_check) - 6
    assert home.check.heading.text() == f"To check   {17 + others}"
    home.check.went.emit(more)
    assert window.page_key == "check"


def test_the_status_bar_counts_and_is_silent_without_any(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    until(qtbot, lambda: status_words(window) == ["3 findings"])
    next(b for b in window.findChildren(QPushButton) if b.text() == "3 findings").click()
    assert window.page_key == "check"
    put(document, VIOLENCE, "There were 436 offences.")
    put(document, ROBBERY, "", BEFORE)
    until(qtbot, lambda: status_words(window) == ["1 finding"])
    put(document, VIOLENCE, "")
    until(qtbot, lambda: status_words(window) == [])


def test_a_pack_with_errors_is_asked_about_once(
    pack: PackPage, document: Document, press: Press, qtbot: QtBot
) -> None:
    until(qtbot, pack.texts.isVisible)
    assert pack.texts.words.text() == "2 errors and 1 warning in the texts."
    press("Ctrl+Shift+P")
    assert len(document.snapshot.of(PackIssue)) == 0
    assert pack.problem.text() == (
        "Nothing was issued yet: there are 2 errors in the texts that the board would read. Look at them on "
        "Check, or press Issue pack again to issue it as it is."
    )
    press("Ctrl+Shift+P")
    until(qtbot, lambda: len(document.snapshot.of(PackIssue)) == 1)


def test_other_errors_are_asked_about_anew(pack: PackPage, document: Document) -> None:
    assert "there are 2 errors" in pack.texts.hold()
    assert pack.texts.hold() == ""
    put(document, ROBBERY, "", BEFORE)
    # The check is asked at once, whether or not it has come round to the edit.
    assert "there is 1 error in the texts that the board would read. Look at it" in pack.texts.hold()
    put(document, VIOLENCE, "10.2% were solved.")
    assert pack.texts.hold() == ""


def test_a_field_that_stops_the_pack_is_told_of_with_the_question(pack: PackPage, document: Document) -> None:
    put(document, VIOLENCE, "436 and {nothing of the kind}.")
    asked = pack.texts.hold()
    assert "there are 2 errors" in asked
    assert asked.endswith(" Besides, a live field has no figure, which stops a pack that prints it.")


def test_the_pack_page_leads_to_check(window: MainWindow, pack: PackPage, qtbot: QtBot) -> None:
    until(qtbot, pack.texts.isVisible)
    QTest.mouseClick(pack.texts.there, Qt.MouseButton.LeftButton)
    assert window.page_key == "check"
