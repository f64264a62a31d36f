"""The band at the top: whose file this is, the one choice of the quarter, find or do, and the main act."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton

from cspdesk.desk.workspace import Workspace
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    CountywideRow,
    Observation,
    Outlook,
    PackIssue,
    Picture,
    Plan,
    ProjectUpdate,
    Report,
    ReportItem,
    Target,
)
from cspdesk.ui.icons import icon
from cspdesk.ui.parts import ElidedLabel, label
from cspdesk.ui.theme import Role, icon_side, space

_NO_NAME = "Partnership without a name"
_MOST_LISTED = 24
"""So many quarters stand in one list; of more, those of years further away stand behind their year."""
_YEARS_LISTED = 2
_DATED: tuple[type[Row], ...] = (
    *(Observation, Target, Outlook, Commentary, Report, ReportItem, CountywideRow, Picture, ProjectUpdate),
    PackIssue,
)
"""The tables of figures and texts that say of which period they are."""


class Header(QFrame):
    """Follows the document and the quarter; the actions are the window's own."""

    quarter_asked = Signal(object)

    def __init__(
        self, workspace: Workspace, find: QLineEdit, previous: QAction, following: QAction, issue: QAction
    ) -> None:
        super().__init__()
        self.setObjectName("header")
        self._workspace = workspace
        self._name = ElidedLabel(Role.HEADING)
        self._span = label("", Role.QUIET)
        self._quarter = QPushButton()
        self._quarter.setProperty("flat", True)
        self._quarter.setAutoDefault(False)
        self._quarter.clicked.connect(self._list_quarters)
        self._steps = tuple(self._step(action) for action in (previous, following))
        self._issue = QPushButton(issue.text().replace("&", ""))
        self._issue.setProperty("primary", True)
        self._issue.setToolTip(f"{issue.toolTip()} ({issue.shortcut().toString()})")
        self._issue.clicked.connect(issue.trigger)
        issue.enabledChanged.connect(self._issue.setEnabled)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(1.5), space(0.75), space(1.5), space(0.75))
        layout.setSpacing(space(0.5))
        layout.addWidget(self._name)
        layout.addSpacing(space(2))
        layout.addWidget(self._steps[0])
        layout.addWidget(self._quarter)
        layout.addWidget(self._steps[1])
        layout.addWidget(self._span)
        layout.addStretch(1)
        layout.addWidget(find)
        layout.addSpacing(space(0.5))
        layout.addWidget(self._issue)
        workspace.document_changed.connect(self._follow)
        workspace.quarter_changed.connect(self._show_quarter)
        self._tint()
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another theme and size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_steps"):
            self._tint()

    def _tint(self) -> None:
        for made, name in zip(self._steps, ("previous", "next"), strict=True):
            made.setIcon(icon(name))
            made.setIconSize(QSize(icon_side(2.2), icon_side(2.2)))

    def _step(self, action: QAction) -> QToolButton:
        made = QToolButton()
        words = action.text().replace("&", "")
        made.setAccessibleName(words)
        made.setToolTip(f"{words} ({action.shortcut().toString()})")
        made.clicked.connect(action.trigger)
        return made

    def _follow(self) -> None:
        document = self._workspace.document
        if document is None:
            return
        document.changed.connect(self._show_name)
        self._show_name()
        self._show_quarter(self._workspace.quarter)

    def _show_name(self) -> None:
        document = self._workspace.document
        if document is not None:
            self._name.say(partnership(document.snapshot).name or _NO_NAME)

    def _show_quarter(self, quarter: Period) -> None:
        self._quarter.setText(quarter.label)
        self._quarter.setAccessibleName(f"{quarter.label}, choose another quarter")
        self._quarter.setToolTip("Choose the quarter that every page shows")
        self._span.setText(quarter.span_label)

    def _list_quarters(self) -> None:
        document = self._workspace.document
        if document is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Quarters")
        chosen = self._workspace.quarter
        offered = quarters_offered(document.snapshot, chosen, date.today())
        is_long = len(offered) > _MOST_LISTED
        for year, quarters in groupby(offered, lambda quarter: quarter.of_year):
            if is_long and abs(year.distance_to(chosen.of_year)) > _YEARS_LISTED:
                self._list_year(menu.addMenu(f"{year.label}\t{year.span_label}"), quarters)
                continue
            menu.addSeparator()
            self._list_year(menu, quarters)
            menu.addSeparator()
        menu.popup(self._quarter.mapToGlobal(QPoint(0, self._quarter.height())))

    def _list_year(self, menu: QMenu, quarters: Iterable[Period]) -> None:
        for quarter in quarters:
            entry = menu.addAction(f"{quarter.label}\t{quarter.span_label}")
            entry.setCheckable(True)
            entry.setChecked(quarter == self._workspace.quarter)
            entry.triggered.connect(lambda _=False, chosen=quarter: self.quarter_asked.emit(chosen))
            if entry.isChecked():
                menu.setActiveAction(entry)


def quarters_offered(snapshot: Snapshot, chosen: Period, today: date) -> tuple[Period, ...]:
    """Return the quarters to choose from, the newest first.

    They are those of all years that hold a figure or a text or belong to a plan, the year of the chosen one,
    and the years in which today's quarter and those beside it lie.
    """
    now = Period.containing(today, Grain.QUARTER)
    years = {quarter.of_year for quarter in (chosen, now, now.previous, now.next)}
    for row_type in _DATED:
        years.update(
            period.of_year for period in snapshot.of(row_type).values("period") if period is not None
        )
    for plan in snapshot.of(Plan):
        first, last = plan.first_year or plan.last_year, plan.last_year or plan.first_year
        if first is not None and last is not None:
            years.update(first.shift(step) for step in range(first.distance_to(last) + 1))
    return tuple(quarter for year in sorted(years, reverse=True) for quarter in reversed(year.quarters))
