"""The panel of a copied table: each row and column corrected by keys alone, the counts following at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.desk.entry_block import read_block
from cspdesk.desk.table_match import MatchedTable, match_table
from cspdesk.domain.snapshot import Snapshot
from cspdesk.ui.match_line import MatchLine
from cspdesk.ui.match_panel import MOST_SHOWN
from tests.support.documents import LAST_QUARTER, small_store

Keys = Callable[..., None]
TABLE = "\tQ4 2015/16\tLatest\nRobbery\t31\t31\nViolence w/ injury\t430\t430\nDomestic abuse\t12\t12\n"


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    with small_store(tmp_path / "small.cspdesk") as store:
        yield store.load()


@pytest.fixture
def line(dressed: QApplication, qtbot: QtBot) -> MatchLine:
    made = MatchLine()
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def press(line: MatchLine) -> Keys:
    def keys(*codes: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for code in codes:
            QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget() or line, code, held)

    return keys


def match(snapshot: Snapshot, text: str = TABLE) -> MatchedTable:
    found = match_table(read_block(text).rows, snapshot, LAST_QUARTER)
    assert found is not None
    return found


def name(widget: QWidget | None) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) if widget else ""


def test_the_rows_open_by_themselves_where_something_is_not_matched(
    line: MatchLine, snapshot: Snapshot
) -> None:
    line.ask(match(snapshot))
    assert line.panel.isVisible()
    assert line.show_rows.text() == "Hide rows"
    # What is asked about comes first; the columns before the rows.
    assert [each.accessibleName() for each in line.panel.lists] == [
        "Column 'Latest' goes to",
        "Row 'Violence w/ injury' goes to",
        "Row 'Domestic abuse' goes to",
        "Row 'Robbery' goes to",
    ]
    assert [each.accessibleDescription() for each in line.panel.lists] == [
        "Not matched",
        "Not matched: row not found",
        "Not matched: row not found",
        "Matched",
    ]
    assert [each.currentText() for each in line.panel.lists] == ["", "", "", "2.2 Robbery"]
    line.ask(match(snapshot, "\tQ4 2015/16\n2.1\t430\n"))
    assert not line.panel.isVisible()
    assert line.show_rows.text() == "Show rows"


def test_a_row_and_a_column_are_corrected_by_keys_alone(
    line: MatchLine, snapshot: Snapshot, press: Keys, qtbot: QtBot
) -> None:
    answers: list[MatchedTable | None] = []
    line.answered.connect(answers.append)
    line.ask(match(snapshot))
    qtbot.waitUntil(line.enter.hasFocus)
    assert line.sentence == (
        "1 figure matched to 1 measure and 1 quarter; 1 column not read: 'Latest';"
        " 2 rows not found: 'Violence w/ injury'."
    )
    # Enter, Hide rows, Cancel, and then the lists.
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert name(QApplication.focusWidget()) == "Column 'Latest' goes to"
    press(Qt.Key.Key_Down)
    assert "1 column left out: 'Latest'" in line.sentence
    press(Qt.Key.Key_Tab)
    assert name(QApplication.focusWidget()) == "Row 'Violence w/ injury' goes to"
    # A list finds a line by the letters typed.
    QTest.keyClicks(line.panel.lists[1], "2.1")
    assert line.sentence.startswith("2 figures matched to 2 measures and 1 quarter; ")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down)
    assert line.sentence == (
        "2 figures matched to 2 measures and 1 quarter; 1 column left out: 'Latest';"
        " 1 row left out: 'Domestic abuse'."
    )
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert not line.isVisible()
    (answer,) = answers
    assert answer is not None
    assert {cell.series: cell.typed for cell in answer.cells} == {"m22": "31", "m21": "430"}


# The off-screen platform has no keyboard to grab for a list that opens.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_list_opened_and_closed_by_escape_does_not_cancel_the_table(
    line: MatchLine, snapshot: Snapshot, press: Keys, qtbot: QtBot
) -> None:
    line.ask(match(snapshot))
    chooser = line.panel.lists[1]
    chooser.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(chooser.view().isVisible)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not chooser.view().isVisible())
    assert line.isVisible()
    assert chooser.currentIndex() == -1
    press(Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_where_nothing_is_matched_yet_the_first_list_has_the_focus(
    line: MatchLine, snapshot: Snapshot, press: Keys, qtbot: QtBot
) -> None:
    answers: list[MatchedTable | None] = []
    line.answered.connect(answers.append)
    line.ask(match(snapshot, "\tQ4 2015/16\nWounding\t430\n"))
    qtbot.waitUntil(line.panel.lists[0].hasFocus)
    assert not line.enter.isEnabled()
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert answers == []
    QTest.keyClicks(line.panel.lists[0], "2.1")
    assert line.enter.isEnabled()


def test_the_wheel_changes_no_answer(line: MatchLine, snapshot: Snapshot) -> None:
    line.ask(match(snapshot))
    robbery = line.panel.lists[3]
    middle = QPointF(robbery.rect().center())
    wheel = QWheelEvent(
        middle,
        robbery.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(robbery, wheel)
    assert robbery.currentText() == "2.2 Robbery"


def test_a_long_table_lists_what_is_asked_about_first_and_scrolls(
    line: MatchLine, snapshot: Snapshot
) -> None:
    rows = "".join(f"2.1\t{n}\n" for n in range(400))
    line.ask(match(snapshot, f"\tQ4 2015/16\n{rows}Wounding\t5\n"))
    assert len(line.panel.lists) == MOST_SHOWN
    assert line.panel.lists[0].accessibleName() == "Row 'Wounding' goes to"
    assert line.panel.verticalScrollBar().maximum() > 0
    one = line.panel.lists[0].height()
    assert line.panel.height() < 11 * one
