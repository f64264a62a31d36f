"""What a chart can show: its kinds to choose from, and its lines to switch on and off."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from cspdesk.analysis.chart_style import name
from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.ui.chart_parts import Ink, inks
from cspdesk.ui.chart_plane import paint_marker
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.theme import space, theme

_SWITCHED = (ChartKind.TREND, ChartKind.CONTROL, ChartKind.YEARS)


class KindRow(QWidget):
    """The kinds of chart that make sense, one of them chosen; not seen where there is only one."""

    def __init__(self, chosen: Callable[[ChartKind], None], parent: QWidget | None = None) -> None:
        """Make it; `chosen` is called with the kind that a person asks for."""
        super().__init__(parent)
        self._chosen = chosen
        self.buttons: dict[ChartKind, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self)
        self.hide()

    def show_kinds(self, kinds: tuple[ChartKind, ...], chosen: ChartKind) -> None:
        """Offer these kinds."""
        if tuple(self.buttons) != kinds:
            for button in self.buttons.values():
                self._group.removeButton(button)
                self._flow.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.buttons = {kind: self._button(kind) for kind in kinds}
        self.buttons[chosen].setChecked(True)
        self.setVisible(len(kinds) > 1)
        self.updateGeometry()

    def _button(self, kind: ChartKind) -> QPushButton:
        made = QPushButton(kind.value.capitalize(), self)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("flat", True)
        made.setAccessibleName(f"Show as {kind.value}")
        made.clicked.connect(lambda _checked=False: self._chosen(kind))
        self._group.addButton(made)
        self._flow.addWidget(made)
        made.show()
        return made


class Legend(QWidget):
    """A check box for each line of a chart of several lines, with a sample of the line."""

    def __init__(self, switched: Callable[[], None], parent: QWidget | None = None) -> None:
        """Make it; `switched` is called when a line is switched on or off."""
        super().__init__(parent)
        self._switched = switched
        self.boxes: list[QCheckBox] = []
        self._flow = FlowLayout(self)
        self._names: tuple[str, ...] = ()
        self.hide()

    @property
    def hidden_lines(self) -> frozenset[int]:
        """The places of the lines that are switched off."""
        return frozenset(place for place, box in enumerate(self.boxes) if not box.isChecked())

    def show_spec(self, spec: ChartSpec) -> None:
        """Offer a chart's lines; those of the same names keep their state."""
        names = tuple(name(line) or "Figures" for line in spec.lines) if spec.kind in _SWITCHED else ()
        names = names if len(names) > 1 else ()
        if names != self._names:
            self._names = names
            for box in self.boxes:
                self._flow.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.boxes = [self._box(words) for words in names]
        for box, ink in zip(self.boxes, inks(spec, theme()), strict=False):
            box.setIcon(_sample(ink, self.devicePixelRatioF()))
        self.setVisible(bool(names))
        self.updateGeometry()

    def _box(self, words: str) -> QCheckBox:
        # Words that are longer than any panel must not widen it.
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, space(22))
        made = QCheckBox(shown.replace("&", "&&"), self)
        made.setToolTip(words if shown != words else "")
        made.setChecked(True)
        made.setIconSize(QSize(space(3), space(1.6)))
        made.setAccessibleName(f"Show {words}")
        made.toggled.connect(lambda _checked: self._switched())
        self._flow.addWidget(made)
        made.show()
        return made


def _sample(ink: Ink, density: float) -> QIcon:
    """A short stretch of a line as it is drawn."""
    size = QSize(space(3), space(1.6))
    picture = QPixmap(size * density)
    picture.setDevicePixelRatio(density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.colour, ink.width, ink.dash))
    middle = size.height() / 2
    painter.drawLine(QPointF(1, middle), QPointF(size.width() - 1, middle))
    if ink.shape:
        paint_marker(painter, QPointF(size.width() / 2, middle), ink.shape, 3, ink.colour, ink.colour)
    painter.end()
    return QIcon(picture)
