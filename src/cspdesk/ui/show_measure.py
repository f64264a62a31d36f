"""Painting one measure over the whole screen: the same parts as its tile, large, over its chart."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from cspdesk.analysis.trend import trend_chart
from cspdesk.desk.plan_board import Tile
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.ui.chart_painter import paint_chart
from cspdesk.ui.chart_parts import is_drawn, point_words
from cspdesk.ui.status_mark import paint_status, status_width
from cspdesk.ui.theme import theme
from cspdesk.ui.tile_painter import Face, wrapped

_TITLE, _FIGURE = 1.6, 3.4
"""The sizes of title and figure, in times the size of all other words."""
_LINES = 3
"""At most so many lines for the reading and for the reason."""


def paint_measure(
    painter: QPainter, room: QRectF, snapshot: Snapshot, tile: Tile, quarter: Period, ink: Face
) -> None:
    """Paint a measure into a room: title, figure, reading, status with reason, direction, and its chart."""
    colours = theme()
    y = room.top()
    y = _words(painter, room, y, tile.placed.name, _scaled(ink.strong, _TITLE), 2)
    y = _figure(painter, room, y, tile, ink)
    painter.setPen(colours.text)
    y = _words(painter, room, y, f"{tile.reading}.", ink.body, _LINES) + ink.half
    y = _standing(painter, room, y, tile, ink) + ink.half
    _chart(painter, QRectF(room.left(), y, room.width(), room.bottom() - y), snapshot, tile, quarter, ink)


def _figure(painter: QPainter, room: QRectF, top: float, tile: Tile, ink: Face) -> float:
    """The figure with its unit; a word in its place is no larger than the title."""
    colours = theme()
    font = _scaled(ink.strong, _FIGURE if tile.is_figure else _TITLE)
    metrics = QFontMetricsF(font)
    base = top + metrics.ascent()
    painter.setFont(font)
    is_due = bool(tile.awaited) and not tile.is_figure
    painter.setPen(colours.warning if is_due else colours.text)
    words = metrics.elidedText(tile.figure, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QPointF(room.left(), base), words)
    left = room.left() + metrics.horizontalAdvance(words) + 2 * ink.half
    painter.setFont(ink.body)
    painter.setPen(colours.quiet)
    beside = ink.metrics.elidedText(tile.beside, Qt.TextElideMode.ElideRight, max(0.0, room.right() - left))
    painter.drawText(QPointF(left, base), beside)
    return top + metrics.height()


def _standing(painter: QPainter, room: QRectF, top: float, tile: Tile, ink: Face) -> float:
    """Status with its reason beside it, and under it the direction with its own."""
    colours = theme()
    height = ink.half * 3
    way = ink.strong_metrics.horizontalAdvance(tile.direction) + ink.half
    # Both reasons begin at one edge.
    width = max(status_width(ink.strong_metrics, tile.status), ink.half * 8, way) + ink.half
    paint_status(painter, QRectF(room.left(), top, width, height).toAlignedRect(), tile.status, ink.body)
    painter.setPen(colours.text)
    beside = room.adjusted(width, 0, 0, 0)
    words_top = top + (height - ink.metrics.height()) / 2
    y = _words(painter, beside, words_top, f"{tile.judgement.reason}.", ink.body, _LINES)
    y = max(y, top + height)
    if tile.direction:
        painter.setFont(ink.strong)
        painter.drawText(QPointF(room.left(), y + ink.metrics.ascent()), tile.direction)
        y = _words(painter, beside, y, f"{tile.way_reason}.", ink.body, 2)
    return y


def _chart(
    painter: QPainter, room: QRectF, snapshot: Snapshot, tile: Tile, quarter: Period, ink: Face
) -> None:
    """The chart under what it shows; with too few points the figures in words."""
    spec = trend_chart(snapshot, tile.placed, quarter)
    painter.setPen(theme().text)
    if not spec.point_count or room.height() < 8 * ink.half:
        return
    y = _words(painter, room, room.top(), spec.title, ink.strong, 2)
    if is_drawn(spec):
        paint_chart(painter, QRectF(room.left(), y, room.width(), room.bottom() - y), spec, ink.body)
        return
    for place in range(len(spec.labels)):
        if y + 2 * ink.half > room.bottom():
            return
        y = _words(painter, room, y, point_words(spec, place), ink.body, 1)


def _words(painter: QPainter, room: QRectF, top: float, words: str, font: QFont, most: int) -> float:
    """Paint words in lines from a height on, and return the height below them."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for line in wrapped(metrics, words, room.width(), most):
        painter.drawText(QPointF(room.left(), top + metrics.ascent()), line)
        top += metrics.lineSpacing()
    return top


def _scaled(font: QFont, times: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(font.pixelSize() * times))
    return made
