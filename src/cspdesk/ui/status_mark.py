"""A status on the screen: its word with a shape, so that any two differ without colour."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QPolygonF

from cspdesk.domain.choices import Status
from cspdesk.ui.theme import theme

_SHAPE, _PAD, _GAP = 0.7, 0.2, 0.35
"""The shape's side in ascents; air in a box, and between shape and word, in heights of letters."""


def status_width(metrics: QFontMetricsF, status: Status) -> float:
    """Return the room that a painted status takes, in pixels, in whichever weight its word is."""
    air = (2 * _PAD + _GAP) * metrics.height()
    return metrics.ascent() * _SHAPE + air + metrics.horizontalAdvance(status.value.capitalize()) * 1.1


def paint_status(painter: QPainter, room: QRect, status: Status, font: QFont) -> None:
    """Paint a status at the left of a room: more ink for more concern, grey without a box."""
    ink = theme().status[status]
    face = QFont(font)
    if ink.is_bold:
        face.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(face)
    word = status.value.capitalize()
    side = metrics.ascent() * _SHAPE
    pad, gap = _PAD * metrics.height(), _GAP * metrics.height()
    # Without a box the shape itself is the left edge.
    inset = pad if ink.fill is not None else 0.0
    width = side + gap + metrics.horizontalAdvance(word) + 2 * inset
    height = min(room.height() - 4, metrics.height() + pad)
    box = QRectF(room.left(), room.center().y() - height / 2 + 0.5, min(round(width), room.width()), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ink.fill is not None:
        painter.setPen(QPen(ink.outline, 1) if ink.outline is not None else Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(box, 2, 2)
    shape = QRectF(box.left() + inset, box.center().y() - side / 2, side, side)
    painter.setPen(QPen(ink.word, 1.6))
    painter.setBrush(ink.word)
    match status:
        case Status.RED:
            painter.drawRect(shape.adjusted(1, 1, -1, -1))
        case Status.AMBER:
            corners = (shape.bottomLeft(), shape.bottomRight(), QPointF(shape.center().x(), shape.top()))
            painter.drawPolygon(QPolygonF(corners))
        case Status.GREEN:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            turn = QPointF(shape.left() + side * 0.35, shape.bottom() - 1)
            tick = (QPointF(shape.left(), shape.center().y()), turn, shape.topRight())
            painter.drawPolyline(QPolygonF(tick))
        case Status.GREY:
            middle = shape.center().y()
            painter.drawLine(QPointF(shape.left() + 1, middle), QPointF(shape.right() - 1, middle))
    painter.setFont(face)
    painter.setPen(ink.word)
    words = QRectF(shape.right() + gap, box.top(), box.right() - shape.right() - gap, box.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), word)
    painter.restore()
