"""The keys of the entry grid in one table: which key does what, and in which words F1 says so."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Do(StrEnum):
    """What a key does in the grid."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    EDGE_UP = "edge up"
    EDGE_DOWN = "edge down"
    EDGE_LEFT = "edge left"
    EDGE_RIGHT = "edge right"
    ROW_START = "row start"
    ROW_END = "row end"
    GRID_START = "grid start"
    GRID_END = "grid end"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    ENTER = "enter"
    ENTER_BACK = "enter back"
    EDIT = "edit"
    CLEAR = "clear"
    COPY = "copy"
    CUT = "cut"
    PASTE = "paste"
    FILL = "fill"
    FILL_DOWN = "fill down"
    FILL_RIGHT = "fill right"
    TODAY = "today"
    ABOVE = "above"
    REPEAT = "repeat"
    NOTE = "note"
    ALL = "all"
    ROW = "row"
    COLUMN = "column"
    MENU = "menu"
    FOLD = "fold"
    UNFOLD = "unfold"
    FOLD_ALL = "fold all"
    UNFOLD_ALL = "unfold all"
    ANSWER = "answer"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the table that F1 shows."""

    shown: str
    words: str
    keys: dict[str, Do] = field(default_factory=dict)
    """The keys that the grid itself takes; a line without any tells of the editor or the mouse."""
    grows: bool = False
    """Whether the same keys with Shift make the selection grow."""


KEY_ROWS = (
    KeyRow(
        "Arrows",
        "Go to the next cell, past the headings of priorities",
        {"Up": Do.UP, "Down": Do.DOWN, "Left": Do.LEFT, "Right": Do.RIGHT},
        grows=True,
    ),
    KeyRow(
        "Ctrl+Arrow",
        "Go to the edge of the filled cells",
        {
            "Ctrl+Up": Do.EDGE_UP,
            "Ctrl+Down": Do.EDGE_DOWN,
            "Ctrl+Left": Do.EDGE_LEFT,
            "Ctrl+Right": Do.EDGE_RIGHT,
        },
        grows=True,
    ),
    KeyRow(
        "Home, End", "Go to the row's first or last cell", {"Home": Do.ROW_START, "End": Do.ROW_END}, True
    ),
    KeyRow(
        "Ctrl+Home, Ctrl+End",
        "Go to the grid's first or last cell",
        {"Ctrl+Home": Do.GRID_START, "Ctrl+End": Do.GRID_END},
        grows=True,
    ),
    KeyRow(
        "Page Up, Page Down", "Go a screen up or down", {"PgUp": Do.PAGE_UP, "PgDown": Do.PAGE_DOWN}, True
    ),
    KeyRow("Shift with any of these", "Select from the current cell to there"),
    KeyRow(
        "Enter, Shift+Enter",
        "Save the figure and go down, or up; round a selection, column by column",
        {"Return": Do.ENTER, "Enter": Do.ENTER, "Shift+Return": Do.ENTER_BACK, "Shift+Enter": Do.ENTER_BACK},
    ),
    KeyRow(
        "Tab, Shift+Tab",
        "Save the figure and go right, or left; at the row's end, leave the grid; round a selection",
    ),
    KeyRow("Any letter or digit", "Replace the figure by what is typed"),
    KeyRow("F2", "Edit the figure as it was typed", {"F2": Do.EDIT}),
    KeyRow("Escape", "Give up what is being typed"),
    KeyRow(
        "Ctrl+Enter",
        "Fill the selection with what is being typed, else with the current cell's figure",
        {"Ctrl+Return": Do.FILL, "Ctrl+Enter": Do.FILL},
    ),
    KeyRow("Shift+F2", "Write the cell's note", {"Shift+F2": Do.NOTE}),
    KeyRow(
        "Alt+Enter",
        "Save the figure, which stands on one line, and write its note; in the note, begin another line",
        {"Alt+Return": Do.NOTE, "Alt+Enter": Do.NOTE},
    ),
    KeyRow("Delete, Backspace", "Clear the selected figures", {"Del": Do.CLEAR, "Backspace": Do.CLEAR}),
    KeyRow("Ctrl+D", "Fill down: from the selection's top, or from the cell above", {"Ctrl+D": Do.FILL_DOWN}),
    KeyRow(
        "Ctrl+R", "Fill right: from the selection's left, or from the cell before", {"Ctrl+R": Do.FILL_RIGHT}
    ),
    KeyRow("Ctrl+;", "Enter today's date", {"Ctrl+;": Do.TODAY}),
    KeyRow("Ctrl+'", "Enter what stands in the cell above", {"Ctrl+'": Do.ABOVE}),
    KeyRow("F4", "Repeat the last entry, clearing or filling on the selected cells", {"F4": Do.REPEAT}),
    KeyRow("Ctrl+C", "Copy the selected cells", {"Ctrl+C": Do.COPY, "Ctrl+Ins": Do.COPY}),
    KeyRow("Ctrl+X", "Cut the selected figures", {"Ctrl+X": Do.CUT, "Shift+Del": Do.CUT}),
    KeyRow("Ctrl+V", "Paste", {"Ctrl+V": Do.PASTE, "Shift+Ins": Do.PASTE}),
    KeyRow("Ctrl+A", "Select all figures", {"Ctrl+A": Do.ALL}),
    KeyRow("Shift+Space", "Select the row; so does a click on its measure", {"Shift+Space": Do.ROW}),
    KeyRow("Ctrl+Space", "Select the column; so does a click on its heading", {"Ctrl+Space": Do.COLUMN}),
    KeyRow("Menu, Shift+F10", "Open the menu of the selected cells", {"Menu": Do.MENU, "Shift+F10": Do.MENU}),
    KeyRow(
        "Ctrl+.",
        "Answer what is asked beside the cell; Escape leaves it unanswered",
        {"Ctrl+.": Do.ANSWER, "Esc": Do.DISMISS},
    ),
    KeyRow("Alt+-", "Put the rows of the priority away", {"Alt+-": Do.FOLD}),
    KeyRow(
        "Alt+=",
        "Bring the rows of the priority back; so does Enter on its heading",
        {"Alt+=": Do.UNFOLD, "Alt++": Do.UNFOLD},
    ),
    KeyRow("Alt+I, Alt+T, Alt+O", "Show figures, targets, or each figure over its target"),
    KeyRow("Alt+Y, Alt+C", "Choose the years, or the columns"),
    KeyRow("Mouse: the square at the selection's corner", "Drag it to copy the figures over other cells"),
)

KEYS = tuple((row.shown, row.words) for row in KEY_ROWS)
"""The table as F1 shows it."""

MENU: tuple[tuple[str, Do] | None, ...] = (
    ("Cut", Do.CUT),
    ("Copy", Do.COPY),
    ("Paste", Do.PASTE),
    ("Clear", Do.CLEAR),
    None,
    ("Fill down", Do.FILL_DOWN),
    ("Fill right", Do.FILL_RIGHT),
    ("Fill with the current figure", Do.FILL),
    ("Copy the cell above", Do.ABOVE),
    ("Today's date", Do.TODAY),
    ("Repeat", Do.REPEAT),
    None,
    ("Note", Do.NOTE),
    ("Select row", Do.ROW),
    ("Select column", Do.COLUMN),
    None,
    ("Put the priority's rows away", Do.FOLD),
    ("Bring the priority's rows back", Do.UNFOLD),
    ("Put all rows away", Do.FOLD_ALL),
    ("Bring all rows back", Do.UNFOLD_ALL),
)
"""The context menu; None is a line between groups."""

IN_EDITOR = frozenset({Do.FILL, Do.NOTE, Do.TODAY, Do.ABOVE, Do.FOLD, Do.UNFOLD})
"""What the same keys do while a figure is being typed."""


NOT_IN_EDITOR = frozenset({Do.EDIT, Do.FILL_DOWN, Do.FILL_RIGHT, Do.REPEAT, Do.ANSWER, Do.COLUMN})
"""What waits until the figure is entered."""


def act_of(event: QKeyEvent) -> tuple[Do, bool] | None:
    """Return what a key does and whether it makes the selection grow; None for keys of no act."""
    # A key of the number pad is the same key.
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _table().get(QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString())


def keys_of(do: Do) -> QKeySequence:
    """Return the first keys of an act, for a menu; none where it has none."""
    found = (QKeySequence(keys) for row in KEY_ROWS for keys, act in row.keys.items() if act is do)
    return next(found, QKeySequence())


@cache
def _table() -> dict[str, tuple[Do, bool]]:
    found: dict[str, tuple[Do, bool]] = {}
    for row in KEY_ROWS:
        for keys, act in row.keys.items():
            found[QKeySequence(keys).toString()] = (act, False)
            if row.grows:
                found[QKeySequence(f"Shift+{keys}").toString()] = (act, True)
    return found
