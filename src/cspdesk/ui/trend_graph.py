"""The interactive charts of lines, drawn by pyqtgraph. Import this module only when one is to be shown."""

from collections.abc import Callable
from decimal import Decimal
from math import isnan
from typing import Any

import pyqtgraph as pg  # noqa: TID253 - this module itself is imported late, after the first paint
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsPolygonItem, QVBoxLayout, QWidget

from cspdesk.analysis.chart_style import extremes, last_point, printed, scale, spread
from cspdesk.analysis.charts import OF_FIGURES, ChartLine, ChartSpec, LineRole, Mark, break_note
from cspdesk.ui.chart_parts import (
    MARK_SHAPES,
    WORD_ORDER,
    Ink,
    end_words,
    figure,
    fitted,
    inks,
    labelled,
    mark_colour,
)
from cspdesk.ui.chart_plane import named_ticks, rule_pen
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space, theme

_OVER = 1.15
"""Words stand over a point at so many times their own height."""
_SYMBOLS = {"circle": "o", "square": "s", "triangle": "t1", "diamond": "d"}


class TrendGraph(QWidget):
    """A chart of lines in which a point can be pointed at.

    The library's own zoom and panning are off, for the scale is honest: the view round it shows a stretch
    of the periods as a chart of its own.
    """

    def __init__(self, pointed: Callable[[int], None], parent: QWidget | None = None) -> None:
        """Make it; `pointed` is called with the position under the mouse, or -1 where it has left."""
        super().__init__(parent)
        self._pointed = pointed
        self._spec: ChartSpec | None = None
        self._words: list[tuple[Any, ChartLine, QFont]] = []
        self._break_words: list[tuple[Any, int, str]] = []
        self._extreme_words: list[tuple[Any, float, bool]] = []
        """The words at the highest figure and the lowest, with the figure and whether it is the highest."""
        self.curves: list[Any] = []
        """The lines drawn, in the order of the chart's own."""
        self._unit = label("", Role.QUIET)
        others = QApplication.topLevelWidgets()
        self.plot = pg.PlotWidget(self, enableMenu=False)
        for stray in QApplication.topLevelWidgets():
            # The library makes menus that nobody owns. Once the plot is gone they would be collected at any
            # moment, even while Qt goes through all widgets.
            if stray not in others and stray.parent() is None:
                stray.setParent(self, stray.windowFlags())
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
        layout.setSpacing(0)
        layout.addWidget(self._unit)
        layout.addWidget(self.plot, 1)
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
        self._unit.setText(spec.unit_label)
        self._unit.setVisible(bool(spec.unit_label) and not spec.is_percent)
        item = self.plot.getPlotItem()
        item.clear()
        self._axes(spec)
        self._mark_breaks(spec)
        self._tint_band(spec)
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
            own = [line for line in spec.lines if line.role in OF_FIGURES]
            points = [(at, float(value)) for line in own if (value := line.values[at]) is not None]
            self._ring.setData(pos=points)

    def position_at(self, point: QPointF) -> int:
        """Return the position under a point of the plot's viewport, or -1."""
        return self._position(self.plot.mapToScene(point.toPoint()))

    def _mark_breaks(self, spec: ChartSpec) -> None:
        colours, item = theme(), self.plot.getPlotItem()
        self._break_words = []
        for place, at in enumerate(spec.breaks):
            pen = pg.mkPen(colours.control, style=Qt.PenStyle.DashDotDotLine)
            item.addItem(pg.InfiniteLine(at - 0.5, pen=pen))
            why = break_note(spec, place)
            text = pg.TextItem("", color=colours.quiet, anchor=(0, 0), fill=colours.surface)
            text.setFont(_font())
            item.addItem(text, ignoreBounds=True)
            self._break_words.append((text, at, f"Break: {why}" if why else "Break"))

    def _tint_band(self, spec: ChartSpec) -> None:
        """Tint what lies between the two ends of a range that is the target."""
        high = next((line for line in spec.lines if line.role is LineRole.TARGET_HIGH), None)
        low = next((line for line in spec.lines if line.role is LineRole.TARGET_LOW), None)
        if high is None or low is None:
            return
        tint = QColor(theme().quiet)
        tint.setAlpha(28)
        for at in range(len(spec.labels) - 1):
            corners = (high.values[at], high.values[at + 1], low.values[at + 1], low.values[at])
            if any(value is None for value in corners):
                continue
            places = (at, at + 1, at + 1, at)
            points = [QPointF(x, float(v or 0)) for x, v in zip(places, corners, strict=True)]
            piece = QGraphicsPolygonItem(QPolygonF(points))
            piece.setPen(pg.mkPen(None))
            piece.setBrush(tint)
            self.plot.getPlotItem().addItem(piece, ignoreBounds=True)

    def _axes(self, spec: ChartSpec) -> None:
        colours, axis = theme(), scale(spec)
        item = self.plot.getPlotItem()
        font = QFont(QApplication.font())
        ticks = [(float(v), printed(v, axis.decimals, spec.is_percent)) for v in named_ticks(axis)]
        for side, positions in (("left", ticks), ("bottom", [])):
            shown = item.getAxis(side)
            shown.setTicks([positions])
            shown.setStyle(tickFont=font, tickLength=0, tickTextOffset=space(0.6), maxTickLevel=0)
            shown.setPen(pg.mkPen(colours.surface))
            shown.setTextPen(pg.mkPen(colours.quiet))
        widest = max(QFontMetricsF(font).horizontalAdvance(words) for _, words in ticks)
        item.getAxis("left").setWidth(int(widest) + space(1.2))
        item.getAxis("bottom").setHeight(round(QFontMetricsF(font).height() * 1.6))
        # No further than the last period, so that no line runs through the words at the ends.
        across = [-0.1, max(len(spec.labels) - 1, 1) + 0.0]
        for value in axis.ticks:
            pen = rule_pen(colours, is_base=not value)
            pen.setCosmetic(True)
            item.addItem(pg.PlotCurveItem(across, [float(value)] * 2, pen=pen, antialias=False))

    def _curve(self, spec: ChartSpec, line: ChartLine, ink: Ink) -> Any:
        colours = theme()
        places, values = _points(spec, line)
        said = {float(at): mark for at, mark in line.marks}
        marks: dict[str, Any] = {}
        if ink.shape or _has_lone_point(values):
            # A break's own place, between two periods, bears no mark: there is no value.
            marks = {
                "symbol": [_SYMBOLS[_shape(ink, said.get(place))] for place in places],
                "symbolSize": [_size(ink, said.get(place), values, at) for at, place in enumerate(places)],
                "symbolPen": [_edge(ink, said.get(place)) for place in places],
                "symbolBrush": [
                    pg.mkBrush(colours.surface if place in line.provisional else _fill(ink, said.get(place)))
                    for place in places
                ],
            }
        # The library's pens are as wide as so many pixels of the screen itself.
        pen = pg.mkPen(ink.colour, width=ink.width * self.devicePixelRatioF(), style=ink.dash)
        return pg.PlotDataItem(places, values, connect="finite", antialias=True, pen=pen, **marks)

    def _label(self, spec: ChartSpec, drawn: tuple[Ink, ...]) -> None:
        """The words at the ends, and the highest and lowest figure of a chart of one line."""
        self._words, self._extreme_words = [], []
        for line, ink in zip(spec.lines, drawn, strict=True):
            words = end_words(spec, line)
            if words:
                font = _font(is_strong=line.role is LineRole.OWN)
                self._words.append((self._text(words, ink, font, (0, 0.5)), line, font))
        own = [line for line in spec.lines if not line.is_empty]
        if len(own) == 1 and own[0].role is LineRole.OWN:
            for at, is_high in extremes(own[0]):
                value = float(own[0].values[at] or 0)
                # Over or under the point, and not left of the first one.
                anchor = (0.5 if at else 0.0, _OVER if is_high else 1 - _OVER)
                text = self._text(figure(spec, own[0], at), drawn[0], _font(), anchor)
                text.setPos(at, value)
                self._extreme_words.append((text, value, is_high))

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
        kept = self._words_with_room(height)
        for _, line, font in kept:
            metrics = QFontMetricsF(font)
            room = max(room, gap + metrics.horizontalAdvance(fitted(spec, line, metrics, most)) + space(0.5))
        last = max(len(spec.labels) - 1, 1)
        margin = last * 6 / max(width - room - 6, 1)
        per_pixel = (last + margin) / max(width - room, 1)
        box.setXRange(-margin, last + room * per_pixel, padding=0)
        self._name_periods(spec, width - room)
        axis, height_of_line = scale(spec), float(QFontMetricsF(QApplication.font()).height())
        # Room for the highest figure's words above the grid, and for half a marker below it.
        highest = (text for text, _, is_high in self._extreme_words if is_high)
        tall = max((_OVER * text.boundingRect().height() for text in highest), default=0.0)
        above, below = max(height_of_line, tall) + height_of_line * bool(spec.breaks), 5.0
        per_pixel_up = float(axis.high - axis.low) / max(height - above - below, 1)
        top = float(axis.high) + above * per_pixel_up
        box.setYRange(float(axis.low) - below * per_pixel_up, top, padding=0)
        for text, value, is_high in self._extreme_words:
            # Beneath a figure at the very bottom there is no room; the axis itself names it.
            room_below = (value - float(axis.low)) / per_pixel_up + below
            text.setVisible(is_high or room_below >= _OVER * text.boundingRect().height())
        self._place_break_words(width - room, per_pixel, last + room * per_pixel, top)
        ends = [last_point(line) for _, line, _ in kept]
        values = [line.values[at] for (_, line, _), at in zip(kept, ends, strict=True)]
        wanted = [(top - float(value or 0)) / per_pixel_up for value in values]
        middles = spread(wanted, [height_of_line] * len(wanted), 0, height)
        for (text, line, font), at, y in zip(kept, ends, middles, strict=True):
            # A line that ends early has the rest of the plot for its words as well.
            left = room - gap + (last - at) / per_pixel
            text.setText(fitted(spec, line, QFontMetricsF(font), left))
            text.setPos(at + gap * per_pixel, top - y * per_pixel_up)

    def _words_with_room(self, height: float) -> list[tuple[Any, ChartLine, QFont]]:
        """The words at the ends for which there is height; those that matter least give way."""
        most = max(1, int(height / QFontMetricsF(QApplication.font()).height()))
        order = sorted(self._words, key=lambda each: WORD_ORDER.index(each[1].role))
        kept = {id(text) for text, _, _ in order[:most]}
        for text, _, _ in self._words:
            text.setVisible(id(text) in kept)
        return [each for each in self._words if id(each[0]) in kept]

    def _place_break_words(self, room: float, per_pixel: float, end: float, top: float) -> None:
        """Set why a break stands there beside its line, cut where the next one or the edge comes."""
        metrics = QFontMetricsF(QApplication.font())
        for text, at, words in reversed(self._break_words):
            whole = metrics.horizontalAdvance(words) + 10
            # The words may begin left of the last break's line where there is little room at its right.
            start = max(min(at - 0.5, end - whole * per_pixel), -0.5)
            left = (end - start) / per_pixel - 10
            text.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(left, 0)))
            text.setVisible(left > metrics.horizontalAdvance("Break") and room > 0)
            text.setPos(start, top)
            end = min(end, start)

    def _name_periods(self, spec: ChartSpec, room: float) -> None:
        metrics = QFontMetricsF(QApplication.font())
        widest = max((metrics.horizontalAdvance(label) for label in spec.labels), default=0.0)
        named = [(at, spec.labels[at]) for at in labelled(spec.labels, room, widest + space(1.5))]
        self.plot.getPlotItem().getAxis("bottom").setTicks([named])

    def _moved(self, position: QPointF) -> None:
        if self._spec is not None:
            self._pointed(self._position(position))

    def _position(self, position: QPointF) -> int:
        spec, box = self._spec, self.plot.getPlotItem().vb
        if spec is None or not box.sceneBoundingRect().contains(position):
            return -1
        at = round(box.mapSceneToView(position).x())
        return at if 0 <= at < len(spec.labels) else -1


def _points(spec: ChartSpec, line: ChartLine) -> tuple[list[float], list[float]]:
    """A line's points, gaps as NaN; a break is a gap between two periods."""
    places: list[float] = []
    values: list[float] = []
    for at, value in enumerate(line.values):
        if at in line.cuts or (at in spec.breaks and line.role in OF_FIGURES):
            places.append(at - 0.5)
            values.append(float("nan"))
        places.append(float(at))
        values.append(float("nan") if value is None else float(Decimal(value)))
    return places, values


def _shape(ink: Ink, mark: Mark | None) -> str:
    return MARK_SHAPES[mark] if mark else ink.shape or "circle"


def _fill(ink: Ink, mark: Mark | None) -> QColor:
    return mark_colour(mark, theme()) if mark else ink.colour


def _edge(ink: Ink, mark: Mark | None) -> Any:
    return pg.mkPen(theme().text, width=1) if mark else pg.mkPen(ink.colour, width=1.5)


def _size(ink: Ink, mark: Mark | None, values: list[float], at: int) -> int:
    """The width of a marker; a line without markers bears one only where a point stands alone."""
    if mark:
        return 10
    return 6 if ink.shape or at in _lone_points(values) else 0


def _lone_points(values: list[float]) -> set[int]:
    """The points between two gaps, which no line would show."""
    given = [not isnan(value) for value in values]
    return {
        at
        for at, is_given in enumerate(given)
        if is_given and not (at and given[at - 1]) and not (at + 1 < len(given) and given[at + 1])
    }


def _has_lone_point(values: list[float]) -> bool:
    return bool(_lone_points(values))


def _font(*, is_strong: bool = False) -> QFont:
    font = QFont(QApplication.font())
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
