"""What the pages of a new quarter, year and plan share: the choices, what will happen, and one button."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from cspdesk.desk.plan_tree import is_copy
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.ui.measure_parts import Lines, QuietCombo, Rule, problem_label, say_problem
from cspdesk.ui.page import Page
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space
from cspdesk.ui.turn_table import TurnTable

BEGIN_KEYS = "Ctrl+Return"
TABLE_KEYS = (
    ("Space", "Tick, or take the next choice"),
    ("Enter", "Write in the cell"),
    ("Delete", "Empty the cell"),
)


class TurnPage(Page):
    """One page, one button, one undo. Nothing is in the file before the button is pressed."""

    def __init__(self, workspace: Workspace, intro: str) -> None:
        super().__init__(workspace)
        self._file = workspace.document
        """The document whose choices stand here."""
        workspace.document_changed.connect(self._other_file)
        self.heading = label("", Role.TITLE, wraps=True)
        self.will = label("", Role.STRONG, wraps=True)
        self.will.setAccessibleName("What will happen")
        self.notes = Lines(Role.QUIET)
        self.problem = problem_label()
        self.doer = button("", self.begin, primary=True)
        self.doer.setToolTip("Ctrl+Enter")
        keys = QShortcut(QKeySequence(BEGIN_KEYS), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.begin)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(space(2.5), space(2), space(2.5), space(1))
        self.body.setSpacing(space(0.75))
        self.body.addWidget(self.heading)
        self.body.addWidget(label(intro, Role.QUIET, wraps=True))
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._scroller.setWidget(self._inside)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroller, 1)
        layout.addWidget(Rule())

    def fill_body(self, *parts: "QWidget | QLayout | TableBlock") -> None:
        """Put the page's parts under its heading, and the notes under them."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            elif isinstance(part, TableBlock):
                self.body.addWidget(part.heading)
                self.body.addWidget(part.table, part.share)
                self.body.addWidget(part.empty)
            else:
                self.body.addWidget(part)
        self.body.addWidget(self.notes)
        self.body.addStretch(1)
        # Only now, so that the keys come to the button after the parts.
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._foot())

    def take_focus(self) -> None:
        """Put the keys where they were, else on the first choice: never first on the button that does it."""
        within = self.focusWidget() or next((part for part in self._stops() if part.isVisibleTo(self)), None)
        if within is not None:
            within.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other_file(self) -> None:
        """Let go of what was chosen for another file; a copy of that, made to change it, takes it over."""
        before, self._file = self._file, self.workspace.document
        if before is None or self._file is None or self._file is before:
            return
        if not is_copy(before.snapshot, self._file.snapshot):
            self.clear()
            if self.isVisible():
                self.refresh()

    def _foot(self) -> QHBoxLayout:
        """What will happen, and the button, below all that scrolls."""
        foot = QHBoxLayout()
        foot.setContentsMargins(space(2.5), space(0.75), space(2.5), space(1))
        foot.setSpacing(space(1.5))
        said = QVBoxLayout()
        said.addWidget(self.will)
        said.addWidget(self.problem)
        foot.addLayout(said, 1)
        foot.addWidget(self.doer, 0, Qt.AlignmentFlag.AlignTop)
        return foot

    def _stops(self) -> list[QWidget]:
        """The parts that take the keys, from the top."""
        tab = Qt.FocusPolicy.TabFocus
        return [part for part in self._inside.findChildren(QWidget) if part.focusPolicy() & tab]

    def begin(self) -> None:
        """Do what the page shows."""
        raise NotImplementedError

    def flush(self) -> None:
        """Take what is still being typed into a table."""
        for table in self.findChildren(TurnTable):
            table.commit()

    def do(self, command: Command, told: str) -> bool:
        """Do a command and say so; False, with the reason on the page, where it was refused."""
        try:
            self.document.do(command)
        except DeskError as error:
            say_problem(self.problem, str(error))
            return False
        say_problem(self.problem, "")
        self.workspace.told.emit(f"{told} Ctrl+Z takes it back.")
        return True


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table under its heading; where it has no rows, one quiet sentence instead."""

    heading: QLabel
    table: TurnTable
    empty: QLabel
    share: int
    """How much of the page's room the table takes beside others, where it has more rows than fit."""

    def fill(self, *, is_filled: bool, sentence: str) -> None:
        """Show the table, or the sentence."""
        self.heading.setVisible(is_filled)
        self.table.setVisible(is_filled)
        self.empty.setText(sentence)
        self.empty.setVisible(not is_filled)


def table_block(title: str, table: TurnTable, share: int = 20) -> TableBlock:
    """Return a table with its heading."""
    return TableBlock(label(title, Role.STRONG), table, label("", Role.QUIET, wraps=True), share)


class PeriodChoice(QuietCombo):
    """Which quarter or year is begun; what was chosen stays chosen while it is offered."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._periods: tuple[Period, ...] = ()

    @property
    def period(self) -> Period:
        """The period chosen."""
        return self._periods[max(self.currentIndex(), 0)]

    def offer(self, likeliest_first: Sequence[Period]) -> None:
        """Offer periods, in order of time; the likeliest is chosen unless another was before."""
        chosen = self.period if self._periods else None
        periods = tuple(sorted(likeliest_first))
        if periods == self._periods:
            return
        self._periods = periods
        self.clear()
        self.addItems([period.label for period in periods])
        self.setCurrentIndex(periods.index(chosen if chosen in periods else likeliest_first[0]))

    def forget(self) -> None:
        """Let go of what was chosen in a document that was closed."""
        self._periods = ()
        self.clear()


def line_of_parts(*parts: QWidget) -> QHBoxLayout:
    """Return parts side by side, at the left."""
    row = QHBoxLayout()
    row.setSpacing(space(0.75))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
