"""Fields that keep what is typed: saved by themselves, and refused without loss."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cspdesk.ui.kept import KeptChoice, KeptLine, KeptText


class Shelf:
    """A document of texts that refuses those with a word it does not like."""

    def __init__(self) -> None:
        self.texts = {"a": "first", "b": "second"}

    def save(self, key: str) -> Callable[[str], str]:
        """What saves the text of a key."""

        def into(text: str) -> str:
            if "bad" in text:
                return "It holds a bad word."
            self.texts[key] = text.strip()
            return ""

        return into


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def shown(qtbot: QtBot, shelf: Shelf) -> KeptText:
    field = KeptText("Words")
    qtbot.addWidget(field)
    field.show()
    field.keep("a", shelf.texts["a"], shelf.save("a"))
    return field


def test_what_is_typed_is_saved_when_another_place_is_shown(qtbot: QtBot, shelf: Shelf) -> None:
    field = shown(qtbot, shelf)
    field.editor.setPlainText("typed")
    field.keep("b", shelf.texts["b"], shelf.save("b"))
    assert shelf.texts == {"a": "typed", "b": "second"}
    assert field.text == "second"


def test_what_is_typed_is_saved_after_a_pause(qtbot: QtBot, shelf: Shelf) -> None:
    field = shown(qtbot, shelf)
    QTest.keyClicks(field.editor, "X")
    qtbot.waitUntil(lambda: shelf.texts["a"] == "Xfirst", timeout=3000)


def test_what_is_refused_stays_and_comes_back_with_its_place(qtbot: QtBot, shelf: Shelf) -> None:
    field = shown(qtbot, shelf)
    heard: list[str] = []
    field.told.connect(heard.append)
    field.editor.setPlainText("a bad day")
    field.keep("b", shelf.texts["b"], shelf.save("b"))
    assert shelf.texts["a"] == "first"
    assert heard == ["Words: not saved. It holds a bad word."]
    assert field.unsaved() == "Words: not saved. It holds a bad word."
    field.keep("a", shelf.texts["a"], shelf.save("a"))
    assert field.text == "a bad day"
    assert field.problem.text() == "It holds a bad word."
    field.editor.setPlainText("a good day")
    field.flush()
    assert shelf.texts["a"] == "a good day"
    assert field.unsaved() == ""


def test_a_text_changed_elsewhere_is_shown_unless_somebody_types(qtbot: QtBot, shelf: Shelf) -> None:
    field = shown(qtbot, shelf)
    field.keep("a", "from undo", shelf.save("a"))
    assert field.text == "from undo"
    field.editor.setPlainText("being typed")
    field.keep("a", "from elsewhere", shelf.save("a"))
    assert field.text == "being typed"


def test_a_line_says_how_it_was_read_and_saves_on_enter(qtbot: QtBot, shelf: Shelf) -> None:
    field = KeptLine("Due", reads=lambda text: f"read as {text}")
    qtbot.addWidget(field)
    field.show()
    field.keep("a", "", shelf.save("a"))
    assert field.said.isHidden()
    QTest.keyClicks(field.editor, "May")
    assert field.said.text() == "read as May"
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert shelf.texts["a"] == "May"


def test_a_refused_choice_goes_back(qtbot: QtBot) -> None:
    field = KeptChoice("Stage", ("Active", "Discontinued"))
    qtbot.addWidget(field)
    field.show()
    field.keep("a", 0, lambda _index: "It may not be discontinued.")
    field.combo.activated.emit(1)
    assert field.combo.currentIndex() == 0
    assert field.problem.text() == "It may not be discontinued."
