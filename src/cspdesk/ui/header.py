"""The band at the top: whose file this is, the one choice of the quarter, find or do, and the main act."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton

from cspdesk.desk.workspace import Workspace
from cspdesk.domain.period import Grain, Period, quarters_between
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation, Plan
from cspdesk.ui.icons import icon
from cspdesk.ui.parts import ElidedLabel, label
from cspdesk.ui.theme import Role, icon_side, space

_NO_NAME = "Partnership without a name"


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
        year = None
        for quarter in quarters_offered(document.snapshot, self._workspace.quarter):
            if year is not None and quarter.year != year:
                menu.addSeparator()
            year = quarter.year
            entry = menu.addAction(f"{quarter.label}\t{quarter.span_label}")
            entry.setCheckable(True)
            entry.setChecked(quarter == self._workspace.quarter)
            entry.triggered.connect(lambda _=False, chosen=quarter: self.quarter_asked.emit(chosen))
            if entry.isChecked():
                menu.setActiveAction(entry)
        menu.popup(self._quarter.mapToGlobal(QPoint(0, self._quarter.height())))


def quarters_offered(snapshot: Snapshot, chosen: Period) -> tuple[Period, ...]:
    """Return the quarters to choose from, the newest first: of the figures and plans, and the chosen.

    At most the newest 24 of them; the arrows lead further.
    """
    known = {chosen}
    for row in snapshot.of(Observation):
        if row.period.grain is not Grain.MONTH:
            known.update(row.period.quarters)
    for plan in snapshot.of(Plan):
        for year in (plan.first_year, plan.last_year):
            if year is not None:
                known.update(year.quarters)
    newest_first = tuple(reversed(quarters_between(min(known), max(known))))
    return newest_first[: max(24, newest_first.index(chosen) + 1)]
