"""What the window's parts share: the open document, the chosen quarter and what is selected."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from cspdesk.analysis.provenance import FigureKind
from cspdesk.desk.document import Document
from cspdesk.desk.habits import Habits
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import newest_quarter
from cspdesk.domain.tables import MeasureId, SeriesId


@dataclass(frozen=True, slots=True)
class Selection:
    """What the inspector shows: a series of a measure, in a period."""

    measure: MeasureId
    series: SeriesId
    period: Period


@dataclass(frozen=True, slots=True)
class FigureKey:
    """One figure that somebody looks at: of which kind, of a series of a measure, in a period.

    The period is that of the figure itself: a newest figure's own quarter, a year's where the year is shown.
    """

    kind: FigureKind
    measure: MeasureId
    series: SeriesId
    period: Period


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a page, and what to select there."""

    page: str
    selection: Selection | None = None
    row: tuple[str, str] | None = None
    """A row to show there: the name of its table, and its key."""


class Workspace(QObject):
    """The one thing that pages, inspector, bars and commands are given; none of them knows another.

    A part listens to `document_changed` (another document, or none), to the document's own `changed`, to
    `quarter_changed` and, where it shows what is selected, to `selection_changed`.
    """

    document_changed = Signal()
    quarter_changed = Signal(object)
    selection_changed = Signal(object)
    numbers_changed = Signal(object)
    """The numbers of the selected cells, as a tuple of Decimals, for the status bar's sum, mean and count."""
    going = Signal(object)
    """A Place that somebody asks the window to show."""
    zooming = Signal(int)
    """The text is to become so many steps larger, or smaller where negative."""
    told = Signal(str)
    """One plain sentence for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.quarter: Period = Period.containing(date.today(), Grain.QUARTER).previous
        self.selection: Selection | None = None
        self.figure: FigureKey | None = None
        """The figure looked at, where that is another than the one typed under the selection."""
        self.habits = Habits()

    def open(self, document: Document | None) -> None:
        """Take another document in place of the one open, which is closed."""
        if self.document is not None:
            self.document.close()
            self.document.deleteLater()
        self.document = document
        self.selection = self.figure = None
        if document is not None:
            self.quarter = newest_quarter(document.snapshot) or self.quarter
        self.document_changed.emit()
        self.quarter_changed.emit(self.quarter)
        self.selection_changed.emit(None)

    def choose_quarter(self, quarter: Period) -> None:
        """Make another quarter the one that every page shows."""
        if quarter != self.quarter:
            self.quarter = quarter
            self.quarter_changed.emit(quarter)

    def select(
        self,
        selection: Selection | None,
        numbers: tuple[Decimal, ...] = (),
        figure: FigureKey | None = None,
    ) -> None:
        """Say what is selected, the numbers among it, and which figure is looked at where it is derived."""
        self.figure = figure
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)
        self.numbers_changed.emit(numbers)

    @property
    def asked_figure(self) -> FigureKey | None:
        """The figure that a question is about: the one looked at, else the one typed under the selection."""
        found = self.selection
        if self.figure is not None or found is None:
            return self.figure
        return FigureKey(FigureKind.ENTERED, found.measure, found.series, found.period)
