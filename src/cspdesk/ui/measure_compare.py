"""Any two stretches of time of a measure side by side, each chosen from a list."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cspdesk.analysis.compare import Covers, SideBySide, Stretch, covers_of, side_by_side
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import change_words, number
from cspdesk.domain.period import FIRST_YEAR, Period
from cspdesk.domain.tables import SeriesId
from cspdesk.ui.measure_parts import QuietCombo
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

_YEARS = 12
"""How many years back a stretch can be chosen."""


class _Chooser(QWidget):
    """One stretch of time: how much it covers, and which."""

    def __init__(self, name: str, chosen: Callable[[], object]) -> None:
        super().__init__()
        self.covers = QuietCombo(f"{name} covers")
        self.which = QuietCombo(name)
        self._quarter: Period | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space(0.5))
        grid.addWidget(self.covers, 0, 0)
        grid.addWidget(self.which, 0, 1)
        grid.setColumnStretch(1, 1)
        self._tell = chosen
        self.covers.activated.connect(self._covers_chosen)
        self.which.activated.connect(lambda _: chosen())

    @property
    def stretch(self) -> Stretch | None:
        """What is chosen."""
        found = self.which.currentData()
        return found if isinstance(found, Stretch) else None

    def offer(self, covers: tuple[Covers, ...], chosen: Stretch, until: Period) -> None:
        """Offer stretches up to a quarter, with one of them chosen."""
        self._quarter = until
        self.covers.clear()
        for each in covers:
            self.covers.addItem(each.value.capitalize(), each)
        self.covers.setCurrentIndex(max(self.covers.findData(chosen.covers), 0))
        self.covers.setVisible(len(covers) > 1)
        self._list(chosen.quarter)

    def _covers_chosen(self) -> None:
        self._list(self._at())
        self._tell()

    def _at(self) -> Period:
        stretch = self.stretch
        if stretch is not None:
            return stretch.quarter
        if self._quarter is None:
            raise LookupError("A stretch was asked for before any was offered.")
        return self._quarter

    def _list(self, at: Period) -> None:
        """List the stretches of the kind chosen, with the one that holds a quarter chosen."""
        until = self._quarter
        if until is None or self.covers.currentIndex() < 0:
            return
        # The list keeps a word as plain text.
        covers = Covers(self.covers.currentData())
        step = 4 if covers is Covers.YEAR else 1
        self.which.clear()
        first = Period.quarter(FIRST_YEAR + 1, 1)
        for back in range(0, min(4 * _YEARS, first.distance_to(until) + 1), step):
            stretch = Stretch(covers, until.shift(-back))
            self.which.addItem(stretch.label, stretch)
            if stretch.last == Stretch(covers, at).last:
                self.which.setCurrentIndex(self.which.count() - 1)


class ComparePart(QWidget):
    """Two stretches of a series, the figure of each, and the change between them or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self._offered: tuple[SeriesId, Period, tuple[Covers, ...]] | None = None
        self.one = _Chooser("This time", self._compare)
        self.other = _Chooser("Beside it", self._compare)
        self.figures = (label("", Role.STRONG), label("", Role.STRONG))
        self.said = label("", wraps=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        grid.setColumnStretch(0, 1)
        for row, (chooser, figure) in enumerate(zip((self.one, self.other), self.figures, strict=True)):
            grid.addWidget(chooser, row, 0)
            grid.addWidget(figure, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addLayout(grid)
        layout.addWidget(self.said)

    def show_line(self, line: Line, quarter: Period) -> None:
        """Show a series; what was chosen stays while series and quarter do."""
        self._line = line
        covers = covers_of(line)
        offered = (line.series.id, quarter, covers)
        if offered != self._offered:
            self._offered = offered
            self.one.offer(covers, Stretch(covers[0], quarter), quarter)
            self.other.offer(covers, Stretch(covers[0], quarter.year_before), quarter)
        self._compare()

    def _compare(self) -> None:
        one, other = self.one.stretch, self.other.stretch
        if self._line is None or one is None or other is None:
            return
        found = side_by_side(self._line, one, other)
        for figure, value in zip(self.figures, (found.one, found.other), strict=True):
            figure.setText(number(self._line.measure, value) if value is not None else "No figure")
        self.said.setText(comparison_words(self._line, one, other, found))


def comparison_words(line: Line, one: Stretch, other: Stretch, found: SideBySide) -> str:
    """Return the change from the other stretch to the one, or why there is none, as sentences."""
    if found.reason:
        return f"{found.reason}."
    change = change_words(line.measure, found.change)
    said = f"{one.label} beside {other.label}: {change}."
    return f"{said} {found.note}." if found.note else said
