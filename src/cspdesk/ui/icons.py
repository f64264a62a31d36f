"""Line icons from resources/icons, drawn in a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cspdesk.domain.resources import resource
from cspdesk.ui.theme import theme

_SIZES = (16, 18, 20, 22, 24, 28, 32, 36, 40, 48, 64)


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """Return an icon in a colour, by default that of quiet text, and paler where it is disabled."""
    return _icon(name, (colour or theme().quiet).name(), theme().line.name())


def program_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(str(resource("icons", "cspdesk.svg")))


@lru_cache(maxsize=128)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("#000000", ink).encode()))
        for size in _SIZES:
            made.addPixmap(_pixmap(renderer, size), mode)
    return made


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
