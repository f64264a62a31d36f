"""Painting a measure as a tile, on the page and on a projector: the same parts in the same order."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from cspdesk.desk.plan_board import Tile
from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.ui.sparkline import paint_sparkline
from cspdesk.ui.status_mark import paint_status, status_width
from cspdesk.ui.theme import Role, theme

TITLE_LINES = 2
_STATUS_LINES = 1.8
_PAD = 1.25
"""Around a tile's words, in half lines."""
_GAP = 0.4
"""Between the figure and what stands above it, and above the status."""


@dataclass(frozen=True, slots=True)
class Face:
    """The fonts of a tile, all from one, with their measures."""

    body: QFont
    strong: QFont
    figure: QFont
    metrics: QFontMetricsF
    strong_metrics: QFontMetricsF
    figure_metrics: QFontMetricsF

    @property
    def half(self) -> float:
        """Half a line, in pixels."""
        return self.metrics.lineSpacing() / 2

    @property
    def least_width(self) -> float:
        """The width below which a tile cannot be read."""
        return self.half * 37

    def reading_lines(self, width: float) -> int:
        """Return how many lines the reading may take in a tile of a width: mostly it needs two."""
        return 2 if width >= self.half * 41 else 3

    def height(self, width: float, *, has_was: bool = False) -> float:
        """Return the height of a tile of a width; with a line for what it was before, if need be."""
        lines = TITLE_LINES + self.reading_lines(width) + _STATUS_LINES + has_was
        return (lines * 2 + 2 * _PAD + 2 * _GAP) * self.half + self.figure_metrics.height()


def face(font: QFont) -> Face:
    """Return a tile's fonts from that of its words."""
    strong, figure = QFont(font), QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    figure.setWeight(QFont.Weight.DemiBold)
    if font.pixelSize() > 0:
        figure.setPixelSize(round(font.pixelSize() * Role.TITLE.scale))
    else:
        figure.setPointSizeF(font.pointSizeF() * Role.TITLE.scale)
    return Face(font, strong, figure, QFontMetricsF(font), QFontMetricsF(strong), QFontMetricsF(figure))


def paint_tile(
    painter: QPainter, rect: QRectF, tile: Tile, quarter: Period, ink: Face, was: str = ""
) -> None:
    """Paint a tile into a rectangle of the face's height: its ground, its edge and its parts."""
    colours = theme()
    half = ink.half
    painter.fillRect(rect, colours.surface)
    _edge(painter, rect, tile)
    inside = rect.adjusted((_PAD + 0.5) * half, _PAD * half, -_PAD * half, -_PAD * half)
    y = inside.top()
    painter.setFont(ink.strong)
    painter.setPen(colours.text)
    _lines(painter, inside, y, ink.strong_metrics, tile.placed.name, TITLE_LINES)
    y += (TITLE_LINES * 2 + _GAP) * half
    _figure(painter, inside, y, tile, ink)
    y += ink.figure_metrics.height()
    most = ink.reading_lines(rect.width())
    painter.setFont(ink.body)
    painter.setPen(colours.text)
    _lines(painter, inside, y, ink.metrics, tile.reading, most)
    y += (most * 2 + _GAP) * half
    _standing(painter, QRectF(inside.left(), y, inside.width(), _STATUS_LINES * 2 * half), tile, quarter, ink)
    if was:
        y += _STATUS_LINES * 2 * half
        painter.setFont(ink.strong)
        painter.setPen(colours.accent if not colours.is_system else colours.text)
        _lines(painter, inside, y, ink.strong_metrics, was, 1)


def wrapped(metrics: QFontMetricsF, words: str, width: float, most: int) -> list[str]:
    """Return words in at most so many lines, the last cut with dots where they do not fit."""
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < most - 1:
        line, taken = rest[0], 1
        while taken < len(rest) and metrics.horizontalAdvance(f"{line} {rest[taken]}") <= width:
            line = f"{line} {rest[taken]}"
            taken += 1
        found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        rest = rest[taken:]
    if rest:
        found.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width))
    return found


def _edge(painter: QPainter, rect: QRectF, tile: Tile) -> None:
    """A line around; down the left side the status's own ink where it is red or amber; dashes: no figure."""
    colours = theme()
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    waits = bool(tile.awaited)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colours.warning if waits else colours.line, 1)
    if waits:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRect(edge)
    if tile.status in (Status.RED, Status.AMBER):
        bar = colours.status[tile.status]
        fill: QColor = bar.fill or bar.word
        if colours.is_system:
            fill = bar.word if tile.status is Status.AMBER else fill
        painter.fillRect(
            QRectF(rect.left(), rect.top(), 5 if tile.status is Status.RED else 3, rect.height()), fill
        )


def _figure(painter: QPainter, inside: QRectF, top: float, tile: Tile, ink: Face) -> None:
    """The figure with its unit on one line; a word in its place is smaller, and warns where one is due."""
    colours = theme()
    font, metrics = (ink.figure, ink.figure_metrics) if tile.is_figure else (ink.strong, ink.strong_metrics)
    base = top + ink.figure_metrics.ascent()
    is_due = bool(tile.awaited) and not tile.is_figure
    painter.setFont(font)
    painter.setPen(colours.warning if is_due else colours.text if tile.is_figure else colours.quiet)
    words = metrics.elidedText(tile.figure, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(QPointF(inside.left(), base), words)
    left = inside.left() + metrics.horizontalAdvance(words) + ink.half
    room = inside.right() - left
    if tile.beside and room > 2 * ink.half:
        painter.setFont(ink.body)
        painter.setPen(colours.quiet)
        painter.drawText(
            QPointF(left, base), ink.metrics.elidedText(tile.beside, Qt.TextElideMode.ElideRight, room)
        )


def _standing(painter: QPainter, row: QRectF, tile: Tile, quarter: Period, ink: Face) -> None:
    """Status, direction and the small trend, in one row."""
    colours = theme()
    paint_status(painter, row.toAlignedRect(), tile.status, ink.body)
    left = row.left() + status_width(ink.strong_metrics, tile.status) + ink.half
    spark = QRectF(0, 0, 12 * ink.half, 3 * ink.half)
    spark.moveRight(row.right())
    spark.moveTop(row.center().y() - spark.height() / 2)
    earlier = tile.judged_earlier(quarter)
    is_told = tile.direction and not (earlier and tile.direction == "Not comparable")
    words = ", ".join(filter(None, (earlier, tile.direction if is_told else "")))
    painter.setFont(ink.body)
    painter.setPen(colours.text if tile.direction in ("Better", "Worse") else colours.quiet)
    room = spark.left() - left - ink.half
    base = row.center().y() + ink.metrics.capHeight() / 2
    painter.drawText(QPointF(left, base), ink.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
    paint_sparkline(painter, spark, tile.chart)


def _lines(
    painter: QPainter, inside: QRectF, top: float, metrics: QFontMetricsF, words: str, most: int
) -> None:
    base = top + metrics.ascent()
    for line in wrapped(metrics, words, inside.width(), most):
        painter.drawText(QPointF(inside.left(), base), line)
        base += metrics.lineSpacing()
