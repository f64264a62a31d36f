"""Links to what was written: a document, or the folder in which it lies."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cspdesk.ui.parts import button
from cspdesk.ui.theme import theme


def show_links(column: QVBoxLayout, paths: Sequence[Path]) -> None:
    """Offer each document, and the folder, in place of what stands in a column."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
    links = [_link(path.name, path, f"Open {path.name}") for path in paths]
    if paths:
        links.append(_link("Open folder", paths[0].parent, "Open folder"))
    for link in links:
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _link(words: str, path: Path, name: str) -> QPushButton:
    """A link that opens a file or folder in the program that is meant for it."""
    made = button(words, partial(_open, path), flat=True)
    colour = theme().accent.name()
    made.setStyleSheet(f"QPushButton {{ color: {colour}; text-decoration: underline; padding: 0; }}")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setToolTip(str(path))
    made.setAccessibleName(name)
    return made


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
