"""The list whose rows are added, moved, deleted and opened by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.ui.row_list import Item, RowList

ROWS = (
    Item("", "Crime", heading=True),
    Item("a", "Alpha"),
    Item("b", "Beta", "2 updates"),
    Item("c", "Gamma"),
)


def shown(qtbot: QtBot) -> RowList:
    rows = RowList("Projects", adds="Add a project")
    qtbot.addWidget(rows)
    rows.resize(300, 300)
    rows.show()
    rows.show_items(ROWS, "b")
    return rows


def test_the_keys_ask(qtbot: QtBot) -> None:
    rows = shown(qtbot)
    heard: list[object] = []
    rows.add_asked.connect(lambda: heard.append("add"))
    rows.move_asked.connect(lambda key, steps: heard.append((key, steps)))
    rows.delete_asked.connect(lambda key: heard.append(f"delete {key}"))
    rows.opened.connect(lambda key: heard.append(f"open {key}"))
    QTest.keyClick(rows.list, Qt.Key.Key_Insert)
    QTest.keyClick(rows.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(rows.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(rows.list, Qt.Key.Key_Delete)
    QTest.keyClick(rows.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(heard) == 5)
    assert set(heard) == {"add", ("b", -1), ("b", 1), "delete b", "open b"}


def test_a_row_that_goes_leaves_its_neighbour_chosen(qtbot: QtBot) -> None:
    rows = shown(qtbot)
    rows.show_items((ROWS[0], ROWS[1], ROWS[3]))
    assert rows.current == "c"


def test_a_heading_is_never_chosen(qtbot: QtBot) -> None:
    rows = shown(qtbot)
    rows.show_items(ROWS[:1])
    assert rows.current == ""
    assert not rows.delete.isEnabled()


def test_the_chosen_row_stays_chosen_when_it_moves(qtbot: QtBot) -> None:
    rows = shown(qtbot)
    rows.show_items((ROWS[0], ROWS[2], ROWS[1], ROWS[3]))
    assert rows.current == "b"
