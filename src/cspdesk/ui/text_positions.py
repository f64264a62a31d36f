"""Where a character stands: Qt counts two for one beyond the 16-bit range, Python one."""

from collections.abc import Callable
from itertools import accumulate


def in_qt(text: str, at: int) -> int:
    """Return Qt's position of what stands at `text[at]`."""
    if text.isascii():
        return at
    return at + sum(letter > "\uffff" for letter in text[:at])


def qt_places(text: str) -> Callable[[int], int]:
    """Return what tells Qt's position of each place in a text, for one of which many are asked."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda at: at
    places = list(accumulate((1 + (letter > "\uffff") for letter in text), initial=0))
    return places.__getitem__


def in_python(text: str, position: int) -> int:
    """Return the place in a text of what stands at Qt's position."""
    if text.isascii():
        return position
    at = 0
    for place, letter in enumerate(text):
        if at >= position:
            return place
        at += 1 + (letter > "\uffff")
    return len(text)
