"""The panel under the line of a copied table: where each row and column goes, to be corrected by hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from cspdesk.desk.row_match import Way
from cspdesk.desk.table_match import MatchedTable
from cspdesk.domain.figure_text import shown
from cspdesk.ui.parts import ElidedLabel, label
from cspdesk.ui.theme import Role, row_height, set_role, space

MOST_SHOWN = 150
"""Rows with a list each; of a longer table those that are asked about come first."""
_ROWS_HIGH = 8
_LEAVE_OUT = "Leave out"
_MARKS = {
    Way.NAMED: "Matched",
    Way.REMEMBERED: "As before",
    Way.CHOSEN: "Your choice",
    Way.OTHER: "Left out",
    Way.UNKNOWN: "Not matched",
}


class GoalList(QComboBox):
    """The list of where a row or column may go; empty while nobody knows."""

    def __init__(self, name: str, goals: QStringListModel, at: int) -> None:
        super().__init__()
        self.setModel(goals)
        self.setPlaceholderText("Choose where it goes")
        self.setCurrentIndex(at)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: turning it must not change what it happens to pass over."""
        event.ignore()


class MatchPanel(QScrollArea):
    """Every row of a copied table, and every column without a period, with the list of where it may go."""

    row_chosen = Signal(int, object)
    """A row's place and its SeriesId, or None for one left out."""
    column_chosen = Signal(int, object)
    """A column's place and its Period, or None for one left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matchPanel")
        self.setAccessibleName("Rows and columns of the copied table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only the lists take the focus; the area scrolls to the one that has it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lists: tuple[GoalList, ...] = ()
        """In the order shown: columns first, then rows, those that are asked about before the others."""
        self._marks: dict[tuple[str, int], tuple[QLabel, GoalList]] = {}

    def show_match(self, matched: MatchedTable) -> None:
        """List a table's rows and columns anew."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(space(1.5), space(0.25), space(1.5), space(0.5))
        grid.setHorizontalSpacing(space(1.5))
        grid.setVerticalSpacing(space(0.25))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        self._marks, self.lists = {}, ()
        periods = matched.offered
        names = QStringListModel([_LEAVE_OUT, *(period.label for period in periods)], body)
        columns = [c for c in matched.columns if c.heading.period is None or c.heading.is_bare]
        for column in sorted(columns, key=lambda each: each.way is not Way.UNKNOWN):
            chosen = GoalList(
                f"Column {shown(column.words)} goes to", names, _at(column.way, column.period, periods)
            )
            chosen.activated.connect(_telling(self.column_chosen.emit, column.place, periods))
            self._add(grid, ("column", column.place), f"Column: {column.words}", chosen)
        lines = [series for series, _ in matched.goals]
        names = QStringListModel([_LEAVE_OUT, *(words for _, words in matched.goals)], body)
        rows = sorted(matched.rows, key=lambda each: each.way is not Way.UNKNOWN)
        for row in rows[:MOST_SHOWN]:
            words = row.words or "no name"
            chosen = GoalList(f"Row {shown(words)} goes to", names, _at(row.way, row.series, lines))
            chosen.activated.connect(_telling(self.row_chosen.emit, row.place, lines))
            self._add(grid, ("row", row.place), words, chosen)
        if len(rows) > MOST_SHOWN:
            rest = f"{len(rows) - MOST_SHOWN:,} more rows are not listed. Copy fewer rows to see them."
            grid.addWidget(label(rest, Role.QUIET), grid.rowCount(), 0, 1, 3)
        self.mark(matched)
        self.setWidget(body)
        body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(
            min(body.sizeHint().height(), _ROWS_HIGH * (row_height() + space(0.25)) + space(0.75))
        )

    def mark(self, matched: MatchedTable) -> None:
        """Say how each row and column came to its answer, the lists staying where they are."""
        for column in matched.columns:
            self._say(("column", column.place), column.way, "")
        for row in matched.rows:
            self._say(("row", row.place), row.way, row.trouble)

    def close_list(self) -> bool:
        """Close the list that stands open; False where none does."""
        for each in self.lists:
            if each.view().isVisible():
                each.hidePopup()
                return True
        return False

    def _add(self, grid: QGridLayout, key: tuple[str, int], words: str, chosen: GoalList) -> None:
        """A line of the panel: how it was matched, its words, and the list of where it goes."""
        line = grid.rowCount()
        said = ElidedLabel()
        said.say(words)
        mark = label()
        self._marks[key] = mark, chosen
        self.lists += (chosen,)
        for place, widget in enumerate((mark, said, chosen)):
            grid.addWidget(widget, line, place)

    def _say(self, key: tuple[str, int], way: Way, trouble: str) -> None:
        if key not in self._marks:
            return
        mark, chosen = self._marks[key]
        if mark.text() == _MARKS[way]:
            return
        mark.setText(_MARKS[way])
        mark.setToolTip(trouble)
        chosen.setAccessibleDescription(": ".join(part for part in (_MARKS[way], trouble) if part))
        set_role(mark, Role.WARNING if way is Way.UNKNOWN else Role.QUIET)


def _at(way: Way, goal: object, goals: Sequence[object]) -> int:
    """The list's index of an answer: none for what is not known, the first for what is left out."""
    if way is Way.UNKNOWN:
        return -1
    return goals.index(goal) + 1 if goal in goals else 0


def _telling(
    tell: Callable[[int, object], object], place: int, goals: Sequence[object]
) -> Callable[[int], object]:
    """What a list does when something in it is chosen."""
    return lambda index: tell(place, goals[index - 1] if index else None)
