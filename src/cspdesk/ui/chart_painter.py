"""One painter for every chart on the screen but the interactive one: draws a ChartSpec, large or small."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.analysis.charts import OF_FIGURES, ChartKind, ChartSpec
from cspdesk.ui.chart_bars import area_at, area_box, paint_bars
from cspdesk.ui.chart_columns import column_plane, column_width, paint_columns
from cspdesk.ui.chart_lines import paint_lines, plane_of
from cspdesk.ui.chart_plane import Brushes
from cspdesk.ui.theme import Theme, space, theme


def paint_chart(
    painter: QPainter, rect: QRectF, spec: ChartSpec, font: QFont, colours: Theme | None = None
) -> None:
    """Draw a chart into a rectangle, in the window's colours unless others are given."""
    painter.save()
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = _brushes(painter, rect, spec, font, colours or theme())
    match spec.kind:
        case ChartKind.STACKED:
            paint_columns(on)
        case ChartKind.AREAS:
            paint_bars(on)
        case _:
            paint_lines(on)
    painter.restore()


def paint_pointer(painter: QPainter, rect: QRectF, spec: ChartSpec, font: QFont, at: int) -> None:
    """Mark a position over a chart that was drawn into the same rectangle."""
    if not 0 <= at < len(spec.labels):
        return
    colours = theme()
    on = _brushes(painter, rect, spec, font, colours)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = QColor(colours.accent)
    tint.setAlpha(36)
    if spec.kind is ChartKind.AREAS:
        painter.fillRect(area_box(on, at), tint)
    elif spec.kind is ChartKind.STACKED:
        plane, width = column_plane(on), column_width(on) + 6
        x = plane.x(at)
        painter.setPen(QPen(colours.text, 1.5))
        painter.drawRect(QRectF(x - width / 2, plane.rect.top(), width, plane.rect.height()))
    else:
        plane = plane_of(on)
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QPointF(plane.x(at), plane.rect.top()), QPointF(plane.x(at), plane.rect.bottom()))
        painter.setPen(QPen(colours.text, 1.5))
        for line in spec.lines:
            value = line.values[at] if line.role in OF_FIGURES else None
            if value is not None:
                painter.drawEllipse(QPointF(plane.x(at), plane.y(value)), 6, 6)
    painter.restore()


def position_at(rect: QRectF, spec: ChartSpec, font: QFont, point: QPointF) -> int:
    """Return the position of a chart under a point of its rectangle, or -1 where there is none."""
    if not rect.contains(point) or not spec.labels:
        return -1
    # Only words are measured, so a painter of nothing will do.
    on = _brushes(QPainter(), rect, spec, font, theme())
    if spec.kind is ChartKind.AREAS:
        return area_at(on, point)
    plane = column_plane(on) if spec.kind is ChartKind.STACKED else plane_of(on)
    inside = plane.rect.left() - space(1.5) <= point.x() <= plane.rect.right() + space(1.5)
    return plane.nearest(point.x()) if inside else -1


class ChartView(QWidget):
    """A chart as a widget, with its words for those who do not see it."""

    def __init__(
        self, parent: QWidget | None = None, *, pointed: Callable[[int], None] | None = None
    ) -> None:
        """Make it; `pointed` is called with the position under the mouse, -1 where there is none."""
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._pointed = pointed
        self._at = -1
        self.setMouseTracking(pointed is not None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_spec(self, spec: ChartSpec) -> None:
        """Draw another chart."""
        self._spec = spec
        self._at = -1
        self.setAccessibleName(spec.subject)
        self.setAccessibleDescription(spec.description)
        self.update()

    def point_at(self, at: int) -> None:
        """Mark a position; -1 marks none."""
        if at != self._at:
            self._at = at
            self.update()

    def position_at(self, point: QPointF) -> int:
        """Return the position under a point of the widget, or -1."""
        if self._spec is None:
            return -1
        return position_at(QRectF(self.rect()), self._spec, self.font(), point)

    def minimumSizeHint(self) -> QSize:
        """Return the least at which a chart can be read."""
        return QSize(space(24), space(16))

    def sizeHint(self) -> QSize:
        """Return the size at which a chart sits well in a panel."""
        return QSize(space(40), space(22))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        super().mouseMoveEvent(event)
        if self._pointed is not None and event.buttons() == Qt.MouseButton.NoButton:
            self._pointed(self.position_at(event.position()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        super().paintEvent(event)
        if self._spec is not None:
            painter = QPainter(self)
            paint_chart(painter, QRectF(self.rect()), self._spec, self.font())
            paint_pointer(painter, QRectF(self.rect()), self._spec, self.font(), self._at)
            painter.end()


def _brushes(painter: QPainter, rect: QRectF, spec: ChartSpec, font: QFont, colours: Theme) -> Brushes:
    return Brushes(painter, spec, colours, font, QFontMetricsF(font), rect)
