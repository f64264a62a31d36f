"""The strokes of the entry grid: its fonts, its words and the small marks that a cell can bear."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_columns import Shows
from cspdesk.ui.theme import Theme, row_height, space, theme

_TINTED = frozenset({CellKind.DERIVED, CellKind.STATUS, CellKind.CLOSED})
"""Kinds of cell into which nothing is typed."""

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = (int(_ONE_LINE | side) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of the grid with their metrics, made once for each size."""

    plain: QFont
    strong: QFont
    metrics: QFontMetrics
    strong_metrics: QFontMetrics
    pad: int
    """Between a cell's edge and its words, in pixels."""
    indent: int
    """How far in titles stand, after their numbers, in pixels."""

    @classmethod
    def of(cls, font: QFont) -> "Fonts":
        """Return the fonts that go with a view's own."""
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        indent = metrics.horizontalAdvance("88.88 ")
        return cls(font, strong, metrics, QFontMetrics(strong), space(0.75), indent)


def grid_row_height(shows: Shows) -> int:
    """Return the height of the grid's rows, in pixels: of two lines where a figure stands over its target."""
    return round(row_height() * 1.7) if shows is Shows.BOTH else row_height()


def background(colours: Theme, cell: GridCell, is_selected: bool) -> QColor:
    """Return what stands behind a cell: a tint where nothing is typed into it."""
    if is_selected:
        return colours.selection
    if cell.kind is CellKind.BAND:
        return colours.raised
    is_tinted = cell.is_derived or cell.kind in _TINTED
    return colours.derived if is_tinted else colours.surface


def upper(room: QRect, shows: Shows) -> QRect:
    """The part of a cell in which its figure stands: all of it, or the upper half above its target."""
    return QRect(room.left(), room.top(), room.width(), room.height() // 2) if shows is Shows.BOTH else room


def fold_mark(painter: QPainter, room: QRect, is_folded: bool) -> None:
    """A triangle: pointing at the words while the rows are put away, else down at the rows."""
    side = row_height() / 7
    middle = QPointF(room.left() + side, room.center().y() + 0.5)
    corners = (QPointF(-side, -side * 0.7), QPointF(side, -side * 0.7), QPointF(0, side * 0.8))
    points = [QPointF(p.y(), p.x()) if is_folded else p for p in corners]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().quiet)
    painter.drawPolygon(QPolygonF([middle + point for point in points]))
    painter.restore()


def words(
    painter: QPainter, room: QRect, text: str, metrics: QFontMetrics, colour: QColor, *, right: bool = True
) -> None:
    """Write a line at the right, or at the left; what does not fit is cut and read from the left."""
    if not text:
        return
    side = _RIGHT if right else _LEFT
    if right and metrics.horizontalAdvance(text) > room.width() and not any(c.isalpha() for c in text):
        # A figure that is cut would read as another one.
        text = "#" * max(1, room.width() // max(1, metrics.horizontalAdvance("#")))
    if metrics.horizontalAdvance(text) > room.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = _LEFT
    painter.setPen(colour)
    painter.drawText(room, side, text)


def missing(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A dotted outline: a figure belongs here."""
    painter.setPen(QPen(colours.control, 1, Qt.PenStyle.DotLine))
    inset = max(3, space(0.4))
    painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 2))


def noted(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A filled corner at the top right: there is a note."""
    side = space(0.75)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.accent)
    corner = rect.topRight() + QPoint(1, 0)
    painter.drawPolygon([corner, corner - QPoint(side, 0), corner + QPoint(0, side)])
    painter.restore()


def odd(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A small hollow diamond at the left: the figure looks odd beside others."""
    side = space(0.4)
    middle = QPointF(rect.left() + side + 3, rect.center().y())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.warning, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ends = (QPointF(0, -side), QPointF(side, 0), QPointF(0, side), QPointF(-side, 0))
    painter.drawPolygon(QPolygonF([middle + end for end in ends]))
    painter.restore()


def revised(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A filled corner at the bottom left: the board has seen something else."""
    side = space(0.75)
    corner = rect.bottomLeft() + QPoint(1, 0)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.warning)
    painter.drawPolygon([corner, corner - QPoint(0, side), corner + QPoint(side, 0)])
    painter.restore()


def doubt(painter: QPainter, room: QRect, width: int, colours: Theme) -> None:
    """A wave under words that may not mean what was meant."""
    base = room.center().y() + painter.fontMetrics().ascent() / 2 + 2.5
    left = room.right() - width
    points = [QPointF(left + step * 2, base + (step % 2) * 2) for step in range(width // 2 + 1)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(room))
    painter.setPen(QPen(colours.warning, 1.2))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
