"""Links to what was written: a document, or the folder in which it lies."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from cspdesk.ui.parts import button
from cspdesk.ui.theme import theme


def file_link(words: str, path: Path, name: str) -> QPushButton:
    """Return a link that opens a file or folder in the program that is meant for it."""
    made = button(words, partial(_open, path), flat=True)
    colour = theme().accent.name()
    made.setStyleSheet(f"QPushButton {{ color: {colour}; text-decoration: underline; padding: 0; }}")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setToolTip(str(path))
    made.setAccessibleName(name)
    return made


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
