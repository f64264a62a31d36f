"""The Write page on a measure that nothing is written about yet, and what is typed and offered there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import Commentary, MeasureId
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.offer_list import OfferList
from cspdesk.ui.write_page import WritePage
from tests.support.documents import LAST_QUARTER

VIOLENCE = MeasureId("m21")
CHANGE = "an increase of 294 offences (25.7%)"
"""What its year to date has come to, against last year's."""


def write_page(window: MainWindow) -> WritePage:
    """The Write page on violence with injury, whose fourth quarter has no words yet, the keys in its text."""
    window.workspace.going.emit(Place("write", row=("measure", VIOLENCE)))
    found = window.findChild(WritePage)
    assert found is not None
    assert found.item is not None
    assert found.item.measure == VIOLENCE
    found.words.editor.setFocus()
    return found


def stored(window: MainWindow) -> str:
    """What is kept of the commentary."""
    document = window.workspace.document
    assert document is not None
    row = document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return row.text if row else ""


def put(editor: TextEditor, text: str, at: int | None = None) -> None:
    """Put a text in place, the caret at its end or at a place in it."""
    editor.setPlainText(text)
    cursor = editor.textCursor()
    cursor.setPosition(len(text) if at is None else at)
    editor.setTextCursor(cursor)


def list_of(editor: TextEditor) -> OfferList:
    """The list of offers that is open in a text."""
    found = editor.field_offers.list
    assert found is not None
    return found


def offered(editor: TextEditor) -> list[str]:
    """The fields that the open list offers."""
    rows = list_of(editor).list
    return [rows.item(row).text() for row in range(rows.count())]


def menu_entries(editor: TextEditor) -> dict[str, QMenu]:
    """The entries of the menu that is open, each with the menu."""
    [menu] = [menu for menu in editor.findChildren(QMenu) if menu.isVisible()]
    return {action.text().partition("\t")[0]: menu for action in menu.actions() if action.text()}


def ask_menu(editor: TextEditor) -> dict[str, QMenu]:
    """The entries of the menu that a click with the other mouse button opens at the caret."""
    there = editor.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, there, editor.viewport().mapToGlobal(there), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(editor.viewport(), event)
    return menu_entries(editor)


def choose(menu: QMenu, words: str) -> None:
    """Choose an entry of a menu by its words."""
    [action] = [action for action in menu.actions() if action.text().partition("\t")[0] == words]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
