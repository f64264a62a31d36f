"""The table of keys that F1 shows: whole on the screen, and each line of a page's keys tested."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from cspdesk.ui.entry_keys import KEY_ROWS, KEYS, MENU, keys_of
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.measures_page import MeasuresPage
from tests.support.entry import open_entry
from tests.ui.conftest import Press


def test_f1_lists_every_key_of_the_grid(window: MainWindow, small: Path, press: Press, qtbot: QtBot) -> None:
    open_entry(window, qtbot)
    press("F1")
    table = next(each for each in window.findChildren(QTableWidget) if each.isVisible())
    shown = {
        (item.text(), words.text())
        for row in range(table.rowCount())
        if (item := table.item(row, 0)) and (words := table.item(row, 1))
    }
    assert set(KEYS) <= shown
    find = next(keys for keys, words in shown if words.startswith("Find or do"))
    assert find == "Ctrl+K, Ctrl+F, Ctrl+G"
    names = {key for row in KEY_ROWS for key in row.keys}
    assert {"F2", "F4", "Ctrl+D", "Ctrl+R", "Ctrl+;", "Ctrl+'", "Shift+F2", "Ctrl+A"} <= names
    table.window().close()


def test_f1_lists_the_keys_of_the_measures_once_they_were_seen(
    window: MainWindow, small: Path, press: Press
) -> None:
    press("Ctrl+3", "F1")
    tables = window.findChildren(QTableWidget)
    table = next(each for each in tables if each.accessibleName().startswith("Keys"))
    shown = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 0))]
    for line in ("Plan: Enter", "Measure: Escape", "Chart: F2", "Show: Escape, F5", "Ctrl+Shift+E"):
        assert shown.count(line) == 1, line
    table.window().close()


def test_no_key_does_two_things() -> None:
    pressed = [keys for row in KEY_ROWS for keys in row.keys]
    assert sorted(pressed) == sorted(set(pressed))


def test_the_menu_names_no_key_that_the_table_lacks() -> None:
    listed = {keys for row in KEY_ROWS for keys in row.keys}
    named = {keys_of(entry[1]).toString() for entry in MENU if entry is not None}
    assert named - {""} <= listed


def marked() -> Iterator[tuple[str, str]]:
    """Each line of the table that a test beside this one presses, and the test."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        module = import_module(f"{__name__.rpartition('.')[0]}.{file.stem}")
        groups = [found for name, found in vars(module).items() if name.startswith("Test")]
        for name, found in (pair for each in (module, *groups) for pair in vars(each).items()):
            if name.startswith("test_"):
                for mark in getattr(found, "pytestmark", ()):
                    yield from ((shown, name) for shown in mark.args if mark.name == "habit")


def test_every_line_of_the_table_is_pressed_in_a_test() -> None:
    lines = (*KEYS, *MeasuresPage.KEYS)
    listed = {shown for shown, _ in lines}
    assert len(listed) == len(lines)
    tested = dict(marked())
    assert listed - set(tested) == set()
    assert {name for shown, name in tested.items() if shown not in listed} == set()
