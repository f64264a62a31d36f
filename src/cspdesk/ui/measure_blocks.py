"""The blocks of the measure page: its head, its charts and words, its details; each filled from a sheet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cspdesk.analysis.measure_history import NO_HISTORY, history_table
from cspdesk.analysis.measure_sheet import MeasureSheet, Trend
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.tables import Measure
from cspdesk.ui.measure_judging import Judgements
from cspdesk.ui.measure_parts import (
    Lines,
    Rows,
    Section,
    clear_layout,
    show_figure,
)
from cspdesk.ui.measure_table import FigureTable
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

_LONGEST_FIGURE = 9
"""Longer figures are set smaller."""
_WORDS = frozenset({"Series", "Year", "Note"})
"""Columns of the history that hold no figures."""


class Apart(QWidget):
    """Two directions that disagree, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Trend, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space(2))

    def show_trends(self, trends: tuple[Trend, ...]) -> None:
        """Show another pair, or none."""
        self.setVisible(bool(trends))
        if trends == self._shown:
            return
        self._shown = trends
        clear_layout(self._layout)
        for trend in trends:
            column = QVBoxLayout()
            column.setSpacing(space(0.25))
            column.addWidget(label(trend.heading, Role.QUIET, wraps=True))
            column.addWidget(label(trend.word, Role.HEADING))
            column.addWidget(label(trend.reason, wraps=True))
            column.addStretch(1)
            self._layout.addLayout(column, 1)


class Head(QWidget):
    """Number and title, the figure, its reading line, status, outlook and directions."""

    def __init__(self, told: Callable[[str], object]) -> None:
        super().__init__()
        self.title = label("", Role.TITLE, wraps=True)
        self.figure = label("", Role.FIGURE)
        self.figure.setSizePolicy(
            self.figure.sizePolicy().Policy.Maximum, self.figure.sizePolicy().verticalPolicy()
        )
        self.beside = label("", Role.QUIET, wraps=True)
        self.reading = label("", wraps=True)
        self.judgements = Judgements(told)
        self.apart = Apart()
        self.trends = Rows()
        self.direction = Section("Direction", self.apart, self.trends)
        figure = QHBoxLayout()
        figure.setSpacing(space(1))
        figure.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addWidget(self.beside, 1, Qt.AlignmentFlag.AlignVCenter)
        layout = column(self)
        layout.addWidget(self.title)
        layout.addLayout(figure)
        layout.addWidget(self.reading)
        layout.addWidget(self.judgements)
        layout.addWidget(self.direction)

    def show_sheet(self, document: Document, sheet: MeasureSheet) -> None:
        """Show another sheet."""
        self.title.setText(sheet.placed.name or "A measure without a title")
        self.title.setAccessibleName(f"{sheet.placed.name}, heading")
        show_figure(self.figure, sheet.figure, _LONGEST_FIGURE)
        self.beside.setText(sheet.beside)
        self.reading.setText(sheet.reading)
        self.judgements.show_sheet(document, sheet)
        self.apart.show_trends(sheet.apart)
        others = [trend for trend in sheet.trends if trend not in sheet.apart]
        self.trends.show_rows([(trend.heading, trend.word, trend.reason) for trend in others])
        self.direction.fill(is_filled=bool(sheet.trends))


class Details(QWidget):
    """What the measure is, what it aims at, its years, and where its figures come from."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = {
            title: Lines()
            for title in (
                "Definition",
                "What good looks like",
                "Why it matters",
                "Target",
                "Baseline",
                "Issues to consider",
                "Breaks and notes",
            )
        }
        self.sections = {title: Section(title, lines) for title, lines in self.lines.items()}
        self.unwritten = label("", Role.QUIET, wraps=True)
        self.edit = button("Edit this measure", self._edit)
        self._measure = ""
        self.years = FigureTable("History by year")
        self.facts = Rows()
        self.sections["History by year"] = Section("History by year", self.years)
        self.sections["Where the figures come from"] = Section("Where the figures come from", self.facts)
        layout = column(self)
        for title in (
            "Definition",
            "What good looks like",
            "Why it matters",
            "",
            "Target",
            "Baseline",
            "History by year",
            "Issues to consider",
            "Where the figures come from",
            "Breaks and notes",
        ):
            layout.addWidget(self.sections[title] if title else self.unwritten)
            if not title:
                layout.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)

    def show_sheet(self, sheet: MeasureSheet) -> None:
        """Show another sheet."""
        self._measure = sheet.placed.measure.id
        self._show_words(sheet)
        quarter = sheet.quarter
        self._fill(
            "Target", sheet.targets, f"No target is set for {quarter.label}: type it on the Enter page."
        )
        baseline = f"No baseline holds in {quarter.label}: it is typed where the measure is edited."
        self._fill("Baseline", sheet.baselines, baseline)
        self._fill(
            "Breaks and notes",
            sheet.notes,
            "No breaks and no notes: a note is typed beside its figure on the Enter page.",
        )
        table = history_table(sheet.histories)
        self.years.show_table(table, tuple(_WORDS))
        remarks = dict.fromkeys(each.remark for each in sheet.histories if each.remark)
        nothing = " ".join(remarks) or NO_HISTORY
        self.sections["History by year"].fill(is_filled=bool(table), sentence=nothing)
        self.facts.show_rows([(name, "", words) for name, words in sheet.facts])
        self.sections["Where the figures come from"].fill(is_filled=bool(sheet.facts))

    def _show_words(self, sheet: MeasureSheet) -> None:
        """The measure's own texts; those not written yet are named together in one quiet line."""
        missing = []
        for title, text in (
            ("Definition", sheet.definition),
            ("What good looks like", sheet.good_looks_like),
            ("Why it matters", sheet.why_it_matters),
            ("Issues to consider", sheet.issues),
        ):
            self._fill(title, tuple(line for line in text.splitlines() if line.strip()), "")
            if not text:
                missing.append(title[:1].lower() + title[1:])
        *others, last = missing or [""]
        named = f"{', '.join(others)} and {last}" if others else last
        self.unwritten.setText(f"Not written yet: {named}." if missing else "")
        self.unwritten.setVisible(bool(missing))

    def _edit(self) -> None:
        """Go to the measure on the Plan page; the view in which this stands knows the way."""
        view = self.parentWidget()
        while view is not None and not isinstance(view, LiveView):
            view = view.parentWidget()
        if view is not None:
            view.workspace.going.emit(Place("plan", row=(Measure.TABLE.name, self._measure)))

    def _fill(self, title: str, lines: tuple[str, ...], sentence: str) -> None:
        self.lines[title].show_lines(lines)
        self.sections[title].fill(is_filled=bool(lines), sentence=sentence)


def column(owner: QWidget) -> QVBoxLayout:
    """Return the layout of a block: parts under one another, with air between."""
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(1.5))
    return layout
