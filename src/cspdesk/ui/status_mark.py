"""A status on the screen: its word with a shape, so that any two differ without colour."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF

from cspdesk.domain.choices import Status
from cspdesk.ui.theme import space, theme


def paint_status(painter: QPainter, room: QRect, status: Status, font: QFont) -> None:
    """Paint a status at the left of a room: more ink for more concern, grey without a box."""
    ink = theme().status[status]
    face = QFont(font)
    if ink.is_bold:
        face.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(face)
    word = status.value.capitalize()
    side = metrics.ascent() * 0.7
    pad = space(0.4)
    width = round(side) + 3 * pad + metrics.horizontalAdvance(word)
    height = min(room.height() - 4, metrics.height() + pad)
    box = QRectF(room.left(), room.center().y() - height / 2 + 0.5, min(width, room.width()), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ink.fill is not None:
        painter.setPen(QPen(ink.outline, 1) if ink.outline is not None else Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(box, 2, 2)
    shape = QRectF(box.left() + pad, box.center().y() - side / 2, side, side)
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
            painter.drawLine(QPointF(shape.left(), middle), QPointF(shape.right(), middle))
    painter.setFont(face)
    painter.setPen(ink.word)
    words = QRectF(shape.right() + pad, box.top(), box.right() - shape.right() - pad, box.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), word)
    painter.restore()
