"""The interactive trend chart, drawn by pyqtgraph. Import this module only when a chart is to be shown."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - this module itself is imported late, after the first paint
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cspdesk.analysis.chart_style import extremes, last_point, printed, scale, spread
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.chart_parts import Ink, end_words, figure, fitted, inks, labelled
from cspdesk.ui.theme import space, theme


class TrendGraph(QWidget):
    """A trend chart in which a point can be pointed at; zoom and panning are off, for the scale is honest."""

    def __init__(self, pointed: Callable[[int], None], parent: QWidget | None = None) -> None:
        """Make it; `pointed` is called with the position under the mouse, or -1 where it has left."""
        super().__init__(parent)
        self._pointed = pointed
        self._spec: ChartSpec | None = None
        self._words: list[tuple[Any, ChartLine, QFont]] = []
        self.curves: list[Any] = []
        """The lines drawn, in the order of the chart's own."""
        self.plot = pg.PlotWidget(self, enableMenu=False)
        # The keys go to the view round it, which reads the points out.
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAntialiasing(True)
        item = self.plot.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(False, False)
        item.setContentsMargins(0, 0, 0, 0)
        self._ring: Any = pg.ScatterPlotItem(size=13)
        self._rule: Any = pg.InfiniteLine(angle=90)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        # The graph's own wheel handling would keep the panel round it from scrolling.
        self.plot.wheelEvent = lambda event: event.ignore()
        self.plot.scene().sigMouseMoved.connect(self._moved)
        item.vb.sigResized.connect(self._fit)

    def show_spec(self, spec: ChartSpec) -> None:
        """Draw another chart."""
        self._spec = spec
        colours = theme()
        self.setAccessibleName(spec.subject)
        self.setAccessibleDescription(spec.description)
        self.plot.setAccessibleName(spec.subject)
        self.plot.setAccessibleDescription(spec.description)
        self.plot.setBackground(colours.surface)
        item = self.plot.getPlotItem()
        item.clear()
        self._axes(spec)
        for at in spec.breaks:
            item.addItem(pg.InfiniteLine(at - 0.5, pen=pg.mkPen(colours.control, style=Qt.PenStyle.DotLine)))
        self._rule.setPen(pg.mkPen(colours.line, width=1))
        self._ring.setPen(pg.mkPen(colours.text, width=1.5))
        self._ring.setBrush(None)
        for extra in (self._rule, self._ring):
            extra.setVisible(False)
            item.addItem(extra, ignoreBounds=True)
        drawn = inks(spec, colours)
        self.curves = [self._curve(spec, line, ink) for line, ink in zip(spec.lines, drawn, strict=True)]
        # The series itself lies uppermost.
        for curve in reversed(self.curves):
            item.addItem(curve)
        self._label(spec, drawn)
        self._fit()

    def point_at(self, at: int) -> None:
        """Mark a position; -1 marks none."""
        spec = self._spec
        inside = spec is not None and 0 <= at < len(spec.labels)
        self._rule.setVisible(inside)
        self._ring.setVisible(inside)
        if spec is not None and inside:
            self._rule.setPos(at)
            own = [line for line in spec.lines if line.role in (LineRole.OWN, LineRole.OTHER)]
            points = [(at, float(value)) for line in own if (value := line.values[at]) is not None]
            self._ring.setData(pos=points)

    def _axes(self, spec: ChartSpec) -> None:
        colours, axis = theme(), scale(spec)
        item = self.plot.getPlotItem()
        font = QFont(QApplication.font())
        ticks = [(float(v), printed(v, axis.decimals, spec.is_percent)) for v in axis.ticks]
        for side, positions in (("left", ticks), ("bottom", [])):
            shown = item.getAxis(side)
            shown.setTicks([positions])
            shown.setStyle(tickFont=font, tickLength=0, tickTextOffset=space(0.6), maxTickLevel=0)
            shown.setPen(pg.mkPen(colours.surface))
            shown.setTextPen(pg.mkPen(colours.quiet))
        widest = max(QFontMetricsF(font).horizontalAdvance(words) for _, words in ticks)
        item.getAxis("left").setWidth(int(widest) + space(1.2))
        item.getAxis("bottom").setHeight(round(QFontMetricsF(font).height() * 1.6))
        for value in axis.ticks:
            pen = pg.mkPen(colours.line if value else colours.control)
            item.addItem(pg.InfiniteLine(float(value), angle=0, pen=pen))

    def _curve(self, spec: ChartSpec, line: ChartLine, ink: Ink) -> Any:
        colours = theme()
        places, values = _points(spec, line)
        marks: dict[str, Any] = {}
        if ink.has_markers:
            hollow, solid = pg.mkBrush(colours.surface), pg.mkBrush(ink.colour)
            marks = {
                "symbol": "o",
                "symbolSize": 6,
                "symbolPen": pg.mkPen(ink.colour, width=1.5),
                # A break's own place, between two periods, bears no mark: there is no value.
                "symbolBrush": [hollow if place in line.provisional else solid for place in places],
            }
        # The library's pens are as wide as so many pixels of the screen itself.
        pen = pg.mkPen(ink.colour, width=ink.width * self.devicePixelRatioF(), style=ink.dash)
        return pg.PlotDataItem(places, values, connect="finite", antialias=True, pen=pen, **marks)

    def _label(self, spec: ChartSpec, drawn: tuple[Ink, ...]) -> None:
        """The words at the ends, and the highest and lowest figure of a chart of one line."""
        self._words = []
        for line, ink in zip(spec.lines, drawn, strict=True):
            words = end_words(spec, line)
            if words:
                font = _font(is_strong=line.role is LineRole.OWN)
                self._words.append((self._text(words, ink, font, (0, 0.5)), line, font))
        own = [line for line in spec.lines if line.role in (LineRole.OWN, LineRole.OTHER)]
        if len(own) == 1 and len(spec.lines) == 1:
            for at, is_high in extremes(own[0]):
                anchor = (0.0 if at == 0 else 0.5, 1.15 if is_high else -0.15)
                text = self._text(figure(spec, own[0], at), drawn[0], _font(), anchor)
                text.setPos(at, float(own[0].values[at] or 0))

    def _text(self, words: str, ink: Ink, font: QFont, anchor: tuple[float, float]) -> Any:
        text = pg.TextItem(words, color=ink.word, anchor=anchor)
        text.setFont(font)
        self.plot.getPlotItem().addItem(text, ignoreBounds=True)
        return text

    def _fit(self) -> None:
        """Leave room at the right for the words at the ends, and keep those apart."""
        spec, box = self._spec, self.plot.getPlotItem().vb
        width, height = box.width(), box.height()
        if spec is None or width < 10 or height < 10:
            return
        gap = space(0.8)
        most = width * 0.45 - gap
        room = float(gap)
        for _, line, font in self._words:
            metrics = QFontMetricsF(font)
            room = max(room, gap + metrics.horizontalAdvance(fitted(spec, line, metrics, most)) + space(0.5))
        last = max(len(spec.labels) - 1, 1)
        margin = last * 6 / max(width - room - 6, 1)
        per_pixel = (last + margin) / max(width - room, 1)
        box.setXRange(-margin, last + room * per_pixel, padding=0)
        self._name_periods(spec, width - room)
        axis, height_of_line = scale(spec), float(QFontMetricsF(QApplication.font()).height())
        # Room for the highest figure's words above the grid, and for half a marker below it.
        above, below = height_of_line, 5.0
        per_pixel_up = float(axis.high - axis.low) / max(height - above - below, 1)
        top = float(axis.high) + above * per_pixel_up
        box.setYRange(float(axis.low) - below * per_pixel_up, top, padding=0)
        ends = [last_point(line) for _, line, _ in self._words]
        values = [line.values[at] for (_, line, _), at in zip(self._words, ends, strict=True)]
        wanted = [(top - float(value or 0)) / per_pixel_up for value in values]
        middles = spread(wanted, [height_of_line] * len(wanted), 0, height)
        for (text, line, font), at, y in zip(self._words, ends, middles, strict=True):
            # A line that ends early has the rest of the plot for its words as well.
            left = room - gap + (last - at) / per_pixel
            text.setText(fitted(spec, line, QFontMetricsF(font), left))
            text.setPos(at + gap * per_pixel, top - y * per_pixel_up)

    def _name_periods(self, spec: ChartSpec, room: float) -> None:
        metrics = QFontMetricsF(QApplication.font())
        widest = max((metrics.horizontalAdvance(label) for label in spec.labels), default=0.0)
        named = [(at, spec.labels[at]) for at in labelled(spec.labels, room, widest + space(1.5))]
        self.plot.getPlotItem().getAxis("bottom").setTicks([named])

    def _moved(self, position: QPointF) -> None:
        spec, box = self._spec, self.plot.getPlotItem().vb
        if spec is None:
            return
        inside = box.sceneBoundingRect().contains(position)
        at = round(box.mapSceneToView(position).x()) if inside else -1
        self._pointed(at if 0 <= at < len(spec.labels) else -1)


def _points(spec: ChartSpec, line: ChartLine) -> tuple[list[float], list[float]]:
    """A line's points, gaps as NaN; a break is a gap between two periods."""
    places: list[float] = []
    values: list[float] = []
    for at, value in enumerate(line.values):
        if at in spec.breaks:
            places.append(at - 0.5)
            values.append(float("nan"))
        places.append(float(at))
        values.append(float("nan") if value is None else float(Decimal(value)))
    return places, values


def _font(*, is_strong: bool = False) -> QFont:
    font = QFont(QApplication.font())
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
