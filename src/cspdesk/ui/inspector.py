"""The inspector: what is selected, its figure, its trend, and the quarter's words about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.figures import SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import number, reading_line
from cspdesk.desk.measure_scope import names_figures
from cspdesk.desk.said_texts import RESTS_ON, said_with_marks
from cspdesk.desk.workspace import Selection, Workspace
from cspdesk.domain.changes import ChangeSet, RowChange
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.plan_view import Placed, placed_in, plan_for
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Measure,
    Observation,
    Placement,
    Plan,
    Priority,
    Series,
    SeriesBreak,
    Target,
)
from cspdesk.ui.inspector_parts import CommentaryBox
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, set_role, space
from cspdesk.ui.trend_view import TrendView

_SHAPE = frozenset(row.TABLE.name for row in (Plan, Priority, Placement, Series, Baseline))
"""Tables in which any change may concern what is shown."""

_LONGEST_FIGURE = 9
"""Longer figures are set smaller."""


class Inspector(LiveView):
    """Follows the selection; redraws only when the measure it shows is touched."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._shown: Placed | None = None
        self.title = label("", Role.HEADING, wraps=True)
        self.figure = label("", Role.FIGURE)
        self._beside = label("", Role.QUIET, wraps=True)
        self.reading = label("", wraps=True)
        self.trend = TrendView()
        self.commentary = CommentaryBox()
        self._facts = label("", Role.QUIET, wraps=True)
        self.nothing = label(
            "Select a figure to see its trend and to write about it.", Role.QUIET, wraps=True
        )
        self._lay_out()
        workspace.selection_changed.connect(self._selected)
        self.commentary.told.connect(workspace.told)
        self.trend.told.connect(workspace.told)

    def refresh(self) -> None:
        """Show what is selected anew."""
        placed = self._placed(self.workspace.selection)
        if placed is None:
            self.commentary.flush()
        self._shown = placed
        self._stack.setCurrentIndex(0 if placed is None else 1)
        if placed is not None:
            self._show_measure(placed)

    def clear(self) -> None:
        """Forget a document that was closed."""
        self._shown = None
        self.trend.forget()
        self.commentary.forget()
        self._stack.setCurrentIndex(0)

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit, if it touches the measure shown or what its words name."""
        shown = self._shown
        rests = shown is not None and change_set.tables & RESTS_ON
        if (
            shown is None
            or any(self._concerns(change) for change in change_set.changes)
            or (rests and names_figures(self.document.snapshot, shown.measure.id))
        ):
            self.refresh()

    def flush(self) -> None:
        """Save what is being written; called before the window or the document closes."""
        self.trend.flush()
        self.commentary.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is being written."""
        self.flush()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self.figure.setSizePolicy(
            self.figure.sizePolicy().Policy.Maximum, self.figure.sizePolicy().verticalPolicy()
        )
        figure = QHBoxLayout()
        figure.setSpacing(space(1))
        figure.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignVCenter)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(space(1.5), space(1.5), space(1.5), space(1.5))
        column.setSpacing(space(1))
        column.addWidget(self.title)
        column.addLayout(figure)
        column.addWidget(self.reading)
        column.addWidget(self.trend)
        column.addWidget(self.commentary)
        column.addWidget(self._facts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        empty = QWidget()
        said = QVBoxLayout(empty)
        said.setContentsMargins(space(1.5), space(1.5), space(1.5), space(1.5))
        said.addWidget(self.nothing)
        said.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(scroll)
        self.setMinimumWidth(space(36))

    def _selected(self) -> None:
        if self.workspace.document is not None and self.isVisible():
            self.refresh()
        else:
            # Not seen yet: shown anew when the panel is.
            self._seen = None

    def _placed(self, selection: Selection | None) -> Placed | None:
        if selection is None:
            return None
        snapshot, quarter = self.document.snapshot, self.workspace.quarter
        found = placed_in(snapshot, plan_for(snapshot, quarter))
        return next((each for each in found if each.measure.id == selection.measure), None)

    def _show_measure(self, placed: Placed) -> None:
        document, quarter, measure = self.document, self.workspace.quarter, placed.measure
        series = self._series()
        self.title.setText(f"{placed.name}, {series.label}" if series and series.label else placed.name)
        if series is not None:
            line = Line(document.snapshot, measure, series)
            figures = line_figures(line, quarter)
            self._show_figure(_figure(figures, measure), measure)
            self.reading.setText(reading_line(measure, figures))
        self.trend.show_measure(document, placed, quarter)
        self.commentary.show_place(document, measure.id, placed.name, quarter)
        facts = (
            said_with_marks(document.snapshot, measure, measure.definition, quarter),
            f"Owner: {measure.owner}" if measure.owner else "",
            f"Source: {measure.source}" if measure.source else "",
        )
        self._facts.setText("\n".join(fact for fact in facts if fact))
        self._facts.setVisible(any(facts))

    def _series(self) -> Series | None:
        selection = self.workspace.selection
        return self.document.snapshot.of(Series).get(selection.series) if selection else None

    def _show_figure(self, words: str, measure: Measure) -> None:
        # Words in a figure's place are set smaller: only figures are the hero.
        has_figure = any(letter.isdecimal() for letter in words)
        set_role(self.figure, Role.FIGURE if has_figure and len(words) <= _LONGEST_FIGURE else Role.HEADING)
        self.figure.setText(words)
        is_rolling = measure.entered_as is EnteredAs.ROLLING
        what = self.workspace.quarter.rolling_label if is_rolling else self.workspace.quarter.label
        self._beside.setText("\n".join(part for part in (measure.unit_label, what) if part))

    def _concerns(self, change: RowChange) -> bool:
        if self._shown is None or change.table in _SHAPE:
            return True
        measure = self._shown.measure.id
        if change.table in (Measure.TABLE.name, Commentary.TABLE.name):
            return change.key[0] == measure
        if change.table in (Observation.TABLE.name, Target.TABLE.name, SeriesBreak.TABLE.name):
            lines = self.document.snapshot.of(Series).where("measure", measure)
            return any(line.id == change.key[0] for line in lines)
        return False


def _figure(figures: SeriesFigures, measure: Measure) -> str:
    """The quarter's figure, else the words typed for it, else whether it is missing."""
    value = figures.quarter.now if figures.quarter.now is not None else figures.entered
    if value is not None:
        return number(measure, value)
    return figures.state.capitalize()
