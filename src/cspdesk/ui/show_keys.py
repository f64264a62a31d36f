"""The keys of Show: which lead on and which back, and the words in which F1 says so."""

from PySide6.QtCore import Qt

STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Backspace: -1,
}
"""How far a key leads."""

KEYS = (
    ("Show: Right, Down, Page Down, Space", "On to the next measure or page; so does a click"),
    ("Show: Left, Up, Page Up, Backspace", "Back to the measure or page before"),
    ("Show: Home, End", "To the first or the last"),
    ("Show: Escape, F5", "Leave the full screen"),
)
"""The lines of the table that F1 shows."""
