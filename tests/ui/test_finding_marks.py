"""What the figures contradict is marked in a text while somebody types, said under it, and mended there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from cspdesk.analysis.check.finding import Finding, Kind, TextRef, Where
from cspdesk.commands.findings import WithdrawExcuse
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.check_desk import LETTERS_AT_ONCE, check_desk_of
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.tables import Commentary, Excuse, MeasureId, SeriesId
from cspdesk.ui.finding_line import FindingLine
from cspdesk.ui.finding_marks import PAUSE_MS, FindingMarks, counted
from cspdesk.ui.inspector import Inspector
from cspdesk.ui.kept import KeptText
from cspdesk.ui.kept_editor import EDITOR_KEYS, TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER
from tests.support.fake_check import CUT_OFF, WRONG, use_marked_words
from tests.ui.conftest import Press

VIOLENCE = MeasureId("m21")
AT_VIOLENCE = Selection(VIOLENCE, SeriesId("m21"), LAST_QUARTER)


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use_marked_words(monkeypatch)


@pytest.fixture
def words(window: MainWindow, small: Path, qtbot: QtBot) -> KeptText:
    """The text of the Write page, on the measure about which nothing is written."""
    window.workspace.going.emit(Place("write", AT_VIOLENCE))
    page = window.findChild(WritePage)
    assert page is not None
    qtbot.waitUntil(page.words.editor.hasFocus)
    assert page.words.text == ""
    return page.words


@pytest.fixture
def editor(words: KeptText) -> TextEditor:
    return words.editor


@pytest.fixture
def line(words: KeptText) -> FindingLine:
    return words.findings


@pytest.fixture
def marks(line: FindingLine) -> FindingMarks:
    return line.marks


def waves(editor: TextEditor) -> list[tuple[str, QColor]]:
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        (each.cursor.selectedText(), each.format.underlineColor())
        for each in editor.extraSelections()
        if each.format.underlineStyle() == wave
    ]


def write(editor: TextEditor, qtbot: QtBot, text: str) -> None:
    """Type a text, and wait until it was looked through."""
    QTest.keyClicks(editor, text)
    qtbot.wait(PAUSE_MS + 60)


def stored(window: MainWindow) -> str:
    assert window.workspace.document is not None
    row = window.workspace.document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return row.text if row else ""


def test_words_are_marked_soon_after_the_last_key(editor: TextEditor, marks: FindingMarks) -> None:
    timers = [timer for timer in marks.children() if timer.metaObject().className() == "QTimer"]
    assert len(timers) == 1
    assert timers[0].property("singleShot")
    # With the check of a sentence in under 20 ms the mark stands within a tenth of a second.
    assert timers[0].property("interval") <= 80
    QTest.keyClicks(editor, "So 436 it")
    assert timers[0].property("active")
    assert waves(editor) == []


def test_errors_and_warnings_have_marks_of_their_own(editor: TextEditor, qtbot: QtBot) -> None:
    write(editor, qtbot, "There were 436 offences, 10.2% of them solved, 347 by day, many soon.")
    assert sorted((words, ink.name()) for words, ink in waves(editor)) == [
        ("10.2", "#a85b00"),
        ("436", "#b3201a"),
    ]


def test_a_number_still_being_typed_is_let_alone(editor: TextEditor, qtbot: QtBot, press: Press) -> None:
    write(editor, qtbot, "There were 436")
    assert waves(editor) == []
    # The caret has left it.
    press("Left")
    qtbot.waitUntil(lambda: [words for words, _ in waves(editor)] == ["436"], timeout=2_000)


def test_marks_follow_an_edit_ahead_of_them(editor: TextEditor, qtbot: QtBot, press: Press) -> None:
    write(editor, qtbot, "So 436 it was.")
    press("Home")
    # Qt counts this letter as two.
    editor.insertPlainText("\U0001f600 Even ")
    qtbot.wait(PAUSE_MS + 60)
    assert [words for words, _ in waves(editor)] == ["436"]


def test_dark_marks_are_lighter(editor: TextEditor, qtbot: QtBot, dressed: QApplication) -> None:
    write(editor, qtbot, "So 436 it was.")
    apply_style(dressed, chosen=DARK)
    qtbot.waitUntil(lambda: [ink.name() for _, ink in waves(editor)] == ["#ff8a80"], timeout=2_000)


def test_the_line_says_what_is_wrong_at_the_caret(
    editor: TextEditor, line: FindingLine, qtbot: QtBot, press: Press
) -> None:
    assert line.isHidden()
    write(editor, qtbot, "There were 436 offences, 10.2% of them solved.")
    assert line.isVisible()
    # The caret stands in neither: the first of the text.
    assert (line.severity.text(), line.message.text()) == ("Error", WRONG)
    assert (line.put.text(), line.count.text()) == ("Put 426", "1 of 2, F8")
    press("F8")
    assert editor.textCursor().selectedText() == "436"
    press("F8")
    assert editor.textCursor().selectedText() == "10.2"
    assert (line.severity.text(), line.message.text()) == ("Warning", CUT_OFF)
    assert line.count.text() == "2 of 2, F8"
    press("F8")
    assert editor.textCursor().selectedText() == "436"
    press("Shift+F8")
    assert editor.textCursor().selectedText() == "10.2"


def test_the_keys_say_where_nothing_is_marked(
    window: MainWindow, editor: TextEditor, qtbot: QtBot, press: Press
) -> None:
    told: list[str] = []
    window.workspace.told.connect(told.append)
    write(editor, qtbot, "It was quiet.")
    press("F8")
    assert told == ["Nothing in this text contradicts the figures."]


def test_the_right_words_are_put_in_one_step(
    window: MainWindow, editor: TextEditor, line: FindingLine, qtbot: QtBot, press: Press
) -> None:
    write(editor, qtbot, "There were 436 offences.")
    line.put.click()
    assert editor.toPlainText() == "There were 426 offences."
    assert editor.hasFocus()
    qtbot.waitUntil(line.isHidden, timeout=2_000)
    assert waves(editor) == []
    editor.undo()
    assert editor.toPlainText() == "There were 436 offences."


def test_by_mouse_too_once_the_text_was_saved_meanwhile(
    window: MainWindow, editor: TextEditor, line: FindingLine, qtbot: QtBot
) -> None:
    # The blanks at the end go when it is saved, which the click itself brings about.
    write(editor, qtbot, "There were 436 offences.   ")
    QTest.mouseClick(line.put, Qt.MouseButton.LeftButton)
    assert editor.toPlainText().strip() == "There were 426 offences."


def test_offers_begin_with_the_right_words(
    editor: TextEditor, qtbot: QtBot, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(editor, qtbot, "There were 436 offences recieved.")
    shown: list[list[str]] = []
    monkeypatch.setattr(
        TextEditor,
        "pop_up",
        lambda _self, menu, _at: shown.append([a.text() for a in menu.actions() if a.text()]),
    )
    press("F8", "Ctrl+Period")
    assert shown == [["426   (in place of 436)"]]


def test_an_offer_is_taken(
    editor: TextEditor, qtbot: QtBot, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(editor, qtbot, "There were 436 offences.")
    menus: list[QMenu] = []
    monkeypatch.setattr(TextEditor, "pop_up", lambda _self, menu, _at: menus.append(menu))
    press("F8", "Ctrl+Period")
    menus[0].actions()[0].trigger()
    assert editor.toPlainText() == "There were 426 offences."


def test_a_finding_without_words_offers_only_the_excuse(
    editor: TextEditor, line: FindingLine, qtbot: QtBot
) -> None:
    write(editor, qtbot, "During Q3 it was quiet.")
    assert line.put.isHidden()
    assert line.excuse.isVisible()


def test_a_field_without_a_figure_offers_no_excuse(
    editor: TextEditor, line: FindingLine, qtbot: QtBot
) -> None:
    editor.insertPlainText("{nothing of the kind} was seen, and 436.")
    qtbot.waitUntil(line.isVisible, timeout=5_000)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert line.excuse.isHidden()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.moveCursor(QTextCursor.MoveOperation.PreviousWord)
    assert line.shown is not None
    assert line.shown.said == "436"
    assert line.excuse.isVisible()


def test_an_excuse_is_given_in_place(
    window: MainWindow, editor: TextEditor, line: FindingLine, qtbot: QtBot, press: Press
) -> None:
    write(editor, qtbot, "There were 436 offences.")
    line.excuse.click()
    assert line.form.reason.hasFocus()
    press("Return")
    assert line.form.problem.isVisible()
    press("As the police count it", "Return")
    # Only what is kept can be excused, so the text was saved first.
    assert stored(window) == "There were 436 offences."
    assert window.workspace.document is not None
    assert [row.reason for row in window.workspace.document.snapshot.of(Excuse)] == ["As the police count it"]
    assert editor.hasFocus()
    # At once: what is excused does not go on being blamed until the check comes round.
    assert waves(editor) == []
    assert line.isHidden()
    # Another figure of the same kind is not excused with it.
    write(editor, qtbot, " And 436 by night.")
    assert [words for words, _ in waves(editor)] == ["436"]


def test_an_excuse_is_left_by_escape(
    editor: TextEditor, line: FindingLine, qtbot: QtBot, press: Press
) -> None:
    write(editor, qtbot, "There were 436 offences.")
    line.excuse.click()
    press("no", "Escape")
    assert line.form.isHidden()
    assert editor.hasFocus()
    assert line.isVisible()


def test_an_excuse_taken_back_marks_again(
    window: MainWindow, editor: TextEditor, line: FindingLine, qtbot: QtBot, press: Press
) -> None:
    write(editor, qtbot, "There were 436 offences.")
    line.excuse.click()
    press("As the police count it", "Return")
    qtbot.waitUntil(lambda: waves(editor) == [], timeout=5_000)
    document = window.workspace.document
    assert document is not None
    (row,) = document.snapshot.of(Excuse)
    document.do(WithdrawExcuse("Take back", row.kind, row.place, row.text))
    qtbot.waitUntil(lambda: [words for words, _ in waves(editor)] == ["436"], timeout=5_000)


def test_a_reader_and_the_mouse_are_told(
    editor: TextEditor, line: FindingLine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(editor, qtbot, "There were 436 offences, 10.2% of them solved.")
    assert line.message.accessibleName() == f"Error: {WRONG}"
    assert line.put.accessibleName() == "Put 426 in place of 436"
    said = "1 error and 1 warning. F8 goes to the next."
    qtbot.waitUntil(lambda: said in editor.accessibleDescription(), timeout=2_000)
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_more: tips.append(words))
    cursor = editor.textCursor()
    for position in (13, 2):
        cursor.setPosition(position)
        at = editor.cursorRect(cursor).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, editor.viewport().mapToGlobal(at))
        QApplication.sendEvent(editor.viewport(), event)
    assert tips == [f"Error: {WRONG}", ""]


def test_a_figure_that_changes_elsewhere_is_seen(
    window: MainWindow, editor: TextEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.workspace.document
    assert document is not None
    document.do(SetCommentary("Commentary", VIOLENCE, LAST_QUARTER, "There were 436 offences."))
    qtbot.waitUntil(lambda: [words for words, _ in waves(editor)] == ["436"], timeout=5_000)


def test_a_text_without_a_place_is_not_checked(editor: TextEditor, qtbot: QtBot) -> None:
    editor.ref = None
    write(editor, qtbot, "There were 436 offences.")
    assert waves(editor) == []


def test_what_comes_late_is_thrown_away(editor: TextEditor, marks: FindingMarks, qtbot: QtBot) -> None:
    editor.setPlainText(f"{'Quiet. ' * LETTERS_AT_ONCE}436 offences.")
    qtbot.wait(PAUSE_MS + 20)
    editor.setPlainText("It was quiet.")
    qtbot.wait(1_000)
    assert marks.findings == ()
    assert waves(editor) == []


def test_the_inspector_marks_too(window: MainWindow, small: Path, qtbot: QtBot) -> None:
    window.workspace.going.emit(Place("enter", AT_VIOLENCE))
    inspector = window.findChild(Inspector)
    assert inspector is not None
    box = inspector.commentary
    box.editor.setFocus()
    # The chart beside it is loaded at the same time.
    QTest.keyClicks(box.editor, "There were 436 offences.")
    qtbot.waitUntil(lambda: [words for words, _ in waves(box.editor)] == ["436"], timeout=10_000)
    assert box.words.findings.isVisible()


def test_check_leads_to_the_words(window: MainWindow, small: Path, qtbot: QtBot) -> None:
    document = window.workspace.document
    assert document is not None
    document.do(SetCommentary("Commentary", VIOLENCE, LAST_QUARTER, "In all 436 offences."))
    desk = check_desk_of(window.workspace)
    report = desk.settle()
    assert report is not None
    desk.show(report.open[0])
    page = window.findChild(WritePage)
    assert page is not None
    qtbot.waitUntil(lambda: page.words.editor.textCursor().selectedText() == "436", timeout=2_000)
    assert page.words.editor.hasFocus()


def test_the_keys_stand_in_the_table_of_keys() -> None:
    assert any(keys == "F8, Shift+F8" for keys, _ in EDITOR_KEYS)


def test_counts_read_well() -> None:
    ref = TextRef(Where.COMMENTARY, ("m21", "2015-16Q4"), "text", LAST_QUARTER)
    error, warning, unread = (
        Finding(kind, ref, 0, 1, "4", "", "") for kind in (Kind.WRONG_NUMBER, Kind.STALE, Kind.UNVERIFIED)
    )
    assert counted(()) == ""
    assert counted((error,)) == "1 error"
    assert counted((warning, warning, unread)) == "2 warnings"
    assert counted((error, warning, error)) == "2 errors and 1 warning"


def test_a_narrow_line_loses_no_words_and_asks_in_sight(
    window: MainWindow, words: KeptText, qtbot: QtBot
) -> None:
    window.resize(820, 430)
    write(words.editor, qtbot, "10.2% were solved, and 436 were seen.")
    line = words.findings
    line.message.setText(" ".join(["The figures give another number than the text."] * 8))
    line.excuse.click()
    qtbot.waitUntil(lambda: line.form.visibleRegion().boundingRect() == line.form.rect(), timeout=5_000)
    assert line.form.reason.hasFocus()
    assert line.message.height() >= line.message.heightForWidth(line.message.width())
    for part in (line.put, line.excuse, line.count):
        assert part.visibleRegion().boundingRect() == part.rect(), part.text()
    # The buttons ask for no more width than the words have.
    page = window.findChild(WritePage)
    assert page is not None
    assert page.body.width() <= page.scroller.viewport().width()
