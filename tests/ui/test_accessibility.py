"""What a screen reader and a finger meet: names on every control, and targets of 24 by 24.

The cells of the entry grid, and its work without a mouse, are in test_entry_reader.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from cspdesk.desk.workspace import Place
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.pages import PAGES
from tests.ui.conftest import Press

NAMED = {
    QAccessible.Role.PushButton,
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Tree,
    QAccessible.Role.Table,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.MenuItem,
}


def walk(node: QAccessibleInterface, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Every visible node, with the roles that lead to it."""
    state = node.state()
    if state.invisible or not node.isValid():
        return
    here = f"{path}/{node.role().name}"
    yield here, node
    for place in range(min(node.childCount(), 60)):
        child = node.child(place)
        if child is not None:
            yield from walk(child, here)


def show_page(window: MainWindow, key: str) -> None:
    window.workspace.going.emit(Place(key))
    assert window.page_key == key


def nameless(window: MainWindow) -> list[str]:
    root = QAccessible.queryAccessibleInterface(window)
    return [
        path
        for path, node in walk(root)
        # A separator of a menu is an item without words.
        if node.role() in NAMED and not node.text(QAccessible.Text.Name)
    ]


def test_every_control_of_the_start_page_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_every_control_of_a_page_has_a_name(key: str, window: MainWindow, small: Path) -> None:
    show_page(window, key)
    assert nameless(window) == []


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_targets_are_large_enough(key: str, window: MainWindow, small: Path) -> None:
    show_page(window, key)
    small_ones = [
        (
            type(part).__name__,
            part.accessibleName() or getattr(part, "text", str)(),
            part.width(),
            part.height(),
        )
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for part in window.findChildren(kind)
        if part.isVisible() and part.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if min(part.width(), part.height()) < 24
    ]
    assert small_ones == []


def ways(window: MainWindow, press: Press, steps: int) -> list[QWidget]:
    """Where Tab leads, step by step."""
    found = []
    for _ in range(steps):
        press("Tab")
        focused = window.focusWidget()
        assert focused is not None
        found.append(focused)
    return found


def test_tab_comes_round_on_home(window: MainWindow, small: Path, press: Press) -> None:
    first = window.focusWidget()
    met = ways(window, press, 20)
    assert first in met
    # The rail's pages, the quarter, the box and the main act are all met on the way.
    words = {part.accessibleName() or getattr(part, "text", str)() for part in met}
    assert {"Previous quarter", "Next quarter", "Find or do", "Issue pack"} <= words
    assert any(word.startswith("Quarter 4 2015/16") for word in words)
