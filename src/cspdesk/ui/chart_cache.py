"""Pictures of charts that were painted before: a tile is painted once for its figures, size and colours."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from cspdesk.analysis.charts import ChartSpec
from cspdesk.ui.chart_painter import paint_chart
from cspdesk.ui.sparkline import paint_sparkline
from cspdesk.ui.theme import Theme, theme

MOST_BYTES: Final = 64 * 2**20
"""What the pictures kept may take together: about 90 tiles of 300 by 140 on a screen of double density."""

_Key = tuple[str, ChartSpec, int, int, float, str]
_Draw = Callable[[QPainter, QRectF], None]


class _Kept:
    """The pictures by what they show; those not asked for longest go first."""

    def __init__(self) -> None:
        self.pictures: OrderedDict[_Key, QPixmap] = OrderedDict()
        self.bytes = 0
        self.colours: Theme | None = None

    def clear(self) -> None:
        self.pictures.clear()
        self.bytes = 0


_kept = _Kept()


def cached_chart(spec: ChartSpec, size: QSize, dpr: float, font: QFont | None = None) -> QPixmap:
    """Return a chart's picture on a clear ground, `size` in logical pixels on a screen of that density.

    It is painted where there is none of these figures, size, font and theme yet.
    """
    chosen = font or QApplication.font()
    return _cached("chart", spec, size, dpr, chosen, lambda on, rect: paint_chart(on, rect, spec, chosen))


def cached_sparkline(spec: ChartSpec, size: QSize, dpr: float) -> QPixmap:
    """Return a sparkline's picture on a clear ground; else as `cached_chart`."""
    font = QApplication.font()
    return _cached("sparkline", spec, size, dpr, font, lambda on, rect: paint_sparkline(on, rect, spec))


def clear_cache() -> None:
    """Forget all pictures; they also go by themselves when the theme changes."""
    _kept.clear()


def _cached(what: str, spec: ChartSpec, size: QSize, dpr: float, font: QFont, draw: _Draw) -> QPixmap:
    colours = theme()
    if colours is not _kept.colours:
        # A theme is no key: it holds the colours themselves, and only one is in use at a time.
        _kept.clear()
        _kept.colours = colours
    key = (what, spec, size.width(), size.height(), dpr, font.key())
    found = _kept.pictures.get(key)
    if found is not None:
        _kept.pictures.move_to_end(key)
        return found
    made = QPixmap(size * dpr)
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    if not made.isNull():
        painter = QPainter(made)
        draw(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
    _kept.pictures[key] = made
    _kept.bytes += _bytes(made)
    while _kept.bytes > MOST_BYTES and len(_kept.pictures) > 1:
        _, gone = _kept.pictures.popitem(last=False)
        _kept.bytes -= _bytes(gone)
    return made


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
