"""Entering what other areas report: a copied table shown before it is entered, and a verdict quoted."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cspdesk.analysis.measure_peers import verdict_on
from cspdesk.commands.judgements import MAX_REASON, PutPeers, SetPeerVerdict
from cspdesk.desk.clipboard import block_on
from cspdesk.desk.document import Document
from cspdesk.desk.measure_areas import CopiedAreas, area_rows, own_names, read_areas
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import FIRST_YEAR, Period, quarters_between
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.tables import MeasureId, PeerVerdict
from cspdesk.ui.measure_parts import QuietCombo, problem_label, say_problem
from cspdesk.ui.measure_table import FigureTable
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

Do = Callable[[Command], str]
"""Does a command and returns why it was refused, else ""."""


_YEARS_BACK = 10
"""So far back whole years and quarters are offered: areas are compared long after, and only by year."""


def periods_offered(quarter: Period) -> tuple[Period, ...]:
    """Return what a table of areas may be of: the quarter, its year, the years and the quarters before."""
    first = max(quarter.year - _YEARS_BACK, FIRST_YEAR)
    years = tuple(Period.financial_year(year) for year in range(quarter.year, first - 1, -1))
    newest, *older = reversed(quarters_between(Period.quarter(first, 1), quarter))
    return newest, *years, *older


class PastePanel(QFrame):
    """A copied table of areas as it was read, to be entered or not."""

    opened = Signal()
    closed = Signal()

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._copied = CopiedAreas(())
        self._placed: Placed | None = None
        self.setAccessibleName("Copied table of areas")
        self.said = label("", wraps=True)
        self.table = FigureTable("Areas as they were read")
        self.own = QuietCombo("Your own area")
        self.period = QuietCombo("Period of the figures")
        self.source = QLineEdit()
        self.source.setMaxLength(MAX_REASON)
        self.source.setPlaceholderText("Where do the figures come from?")
        self.source.setAccessibleName("Source of the figures")
        self.problem = problem_label()
        self.enter = button("Enter these areas", self._enter, primary=True)
        self.cancel = button("Cancel", self.dismiss)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        grid.setColumnStretch(1, 1)
        for row, (words, part) in enumerate(
            (("Your own area", self.own), ("Period", self.period), ("Source", self.source))
        ):
            grid.addWidget(label(words, Role.QUIET), row, 0)
            grid.addWidget(part, row, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.enter)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.said)
        layout.addWidget(self.table)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)
        self.hide()

    def show_copied(self, copied: CopiedAreas, placed: Placed, quarter: Period) -> None:
        """Show areas as they were read."""
        self._copied, self._placed = copied, placed
        count = "1 area was" if len(copied.areas) == 1 else f"{len(copied.areas)} areas were"
        self.said.setText(f"{count} read, and none is entered yet. {copied.trouble}".strip())
        self.table.show_table(area_rows(copied.areas), ("Area",))
        self.own.clear()
        self.own.addItem("None of them", None)
        for at, area in enumerate(copied.areas):
            self.own.addItem(area.area, at)
            if area.own:
                self.own.setCurrentIndex(at + 1)
        self.period.clear()
        for each in periods_offered(quarter):
            self.period.addItem(each.label, each)
        say_problem(self.problem, "")
        self.show()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def dismiss(self) -> None:
        """Put the panel away, nothing entered."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _enter(self) -> None:
        if self._placed is None:
            return
        areas = self._copied.owned(self.own.currentData()).areas
        period: Period = self.period.currentData()
        measure = self._placed.measure
        name = self._placed.number or measure.title
        what = f"Areas beside {name}, {period.label}"
        refused = self._do(PutPeers(what, measure.id, period, areas, self.source.text()))
        say_problem(self.problem, refused)
        if not refused:
            self.dismiss()


class VerdictForm(QWidget):
    """A rank or verdict from elsewhere, quoted with its source and date."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._place: tuple[Placed, Period] | None = None
        self._loaded: tuple[str, ...] = ()
        """What the document holds, as it stands in the lines."""
        self._refused: dict[tuple[MeasureId, Period], tuple[tuple[str, ...], str, str]] = {}
        """What could not be saved, why, and of what it is, in words."""
        self.rank, self.group_size = QLineEdit(), QLineEdit()
        self.words, self.source, self.dated = QLineEdit(), QLineEdit(), QLineEdit()
        self._parts = (self.rank, self.group_size, self.words, self.source, self.dated)
        self.problem = problem_label()
        self.keep = button("Keep this verdict", self.flush)
        named = (
            (self.rank, "Rank"),
            (self.group_size, "Of how many"),
            (self.words, "In its own words"),
            (self.source, "Who said so"),
            (self.dated, "When"),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        grid.setColumnStretch(1, 1)
        for row, (part, words) in enumerate(named):
            part.setAccessibleName(f"Verdict: {words.lower()}")
            grid.addWidget(label(words, Role.QUIET), row, 0)
            grid.addWidget(part, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)

    def show_place(self, document: Document, placed: Placed, quarter: Period) -> None:
        """Show what is quoted for a measure and quarter; what was typed for another is saved first."""
        if self._place is not None and _key(self._place) != _key((placed, quarter)):
            self.flush()
            self._place = None
        is_new, self._place = self._place is None, (placed, quarter)
        row = verdict_on(document.snapshot, placed.measure, quarter)
        stored = _texts(row) if row else ("",) * len(self._parts)
        if is_new:
            # What was refused comes back with its measure and quarter.
            typed, problem, _ = self._refused.get(_key(self._place), (stored, "", ""))
            self._load(typed)
            say_problem(self.problem, problem)
        elif self._typed() == self._loaded:
            self._load(stored)
        self._loaded = stored

    def flush(self) -> None:
        """Save what was typed, if it is not saved yet."""
        if self._place is None or self._typed() == self._loaded:
            return
        place, typed, loaded = self._place, self._typed(), self._loaded
        command = _verdict(place, typed)
        if isinstance(command, str):
            refused = command
        else:
            # Saving shows the page anew, which comes back here.
            self._loaded = typed
            refused = self._do(command)
        if refused:
            self._refused[_key(place)] = (typed, refused, _named(place))
            self._loaded = loaded
        else:
            self._refused.pop(_key(place), None)
        say_problem(self.problem, refused)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._place = None
        self._refused.clear()

    @property
    def unsaved(self) -> str:
        """What could not be saved, of whichever measure, with the reason; "" where nothing is left."""
        return " ".join(f"{name}: not saved. {why}" for _, why, name in self._refused.values())

    def _typed(self) -> tuple[str, ...]:
        return tuple(" ".join(part.text().split()) for part in self._parts)

    def _load(self, texts: tuple[str, ...]) -> None:
        for part, text in zip(self._parts, texts, strict=True):
            part.setText(text)


def _key(place: tuple[Placed, Period]) -> tuple[MeasureId, Period]:
    return place[0].measure.id, place[1]


def _named(place: tuple[Placed, Period]) -> str:
    placed, quarter = place
    return f"Verdict on {placed.number or placed.measure.title}, {quarter.label}"


def _texts(row: PeerVerdict) -> tuple[str, ...]:
    """A verdict as it stands in the form's lines."""
    values = (row.rank, row.group_size, row.words, row.source, row.dated)
    return tuple("" if value is None else str(value) for value in values)


def _verdict(place: tuple[Placed, Period], typed: tuple[str, ...]) -> SetPeerVerdict | str:
    """What is to be entered, or why it cannot be."""
    placed, quarter = place
    numbers: list[int | None] = []
    for text, what in zip(typed, ("rank", "number of areas"), strict=False):
        if text and not (text.isascii() and text.isdigit() and len(text) < 7):
            return f"The {what} '{text[:20]}' is not a whole number. Type one such as 14."
        numbers.append(int(text) if text else None)
    return SetPeerVerdict(_named(place), placed.measure.id, quarter, numbers[0], numbers[1], *typed[2:])


def do_in(document: Callable[[], Document], told: Callable[[str], object]) -> Do:
    """Return what does a command in the open document and hands back why it was refused."""

    def do(command: Command) -> str:
        try:
            document().do(command)
        except DeskError as error:
            told(f"{command.label}: not done. {error}")
            return str(error)
        return ""

    return do


def copied_areas(data: QMimeData | None, document: Document) -> CopiedAreas:
    """Return the areas on the clipboard."""
    return read_areas(block_on(data), own_names(document.snapshot))
