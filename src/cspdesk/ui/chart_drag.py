"""Dragging across a chart to look at a stretch of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QRubberBand, QWidget

_LEAST = 8
"""Pixels below which a drag is a click."""


class DragSpan(QObject):
    """Watches a widget's mouse and tells the first and last position that were dragged across."""

    def __init__(
        self,
        widget: QWidget,
        position_at: Callable[[QPointF], int],
        chosen: Callable[[int, int], None],
    ) -> None:
        """Watch; `position_at` tells the position under a point of the widget, -1 where there is none."""
        super().__init__(widget)
        self._widget = widget
        self._position_at = position_at
        self._chosen = chosen
        self._from: QPoint | None = None
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a drag of the left button; everything else goes its way."""
        if watched is self._widget and isinstance(event, QMouseEvent):
            kind, spot = event.type(), event.position().toPoint()
            if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._from = spot
            elif kind is QEvent.Type.MouseMove and self._from is not None:
                self._show(spot)
                return True
            elif kind is QEvent.Type.MouseButtonRelease and self._from is not None:
                start, self._from = self._from, None
                self._band.hide()
                if abs(spot.x() - start.x()) >= _LEAST:
                    self._choose(start, spot)
                    return True
        return super().eventFilter(watched, event)

    def _show(self, spot: QPoint) -> None:
        if self._from is None or abs(spot.x() - self._from.x()) < _LEAST:
            return
        left, right = sorted((self._from.x(), spot.x()))
        self._band.setGeometry(QRect(QPoint(left, 0), QSize(right - left, self._widget.height())))
        self._band.show()

    def _choose(self, start: QPoint, end: QPoint) -> None:
        middle = self._widget.height() / 2
        found = sorted(self._position_at(QPointF(each.x(), middle)) for each in (start, end))
        if found[0] >= 0:
            self._chosen(found[0], found[1])
