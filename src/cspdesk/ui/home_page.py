"""Home: how far the quarter is, who is asked for what, where to go next, and the calendar behind it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.reminders import Debtor, reminder
from cspdesk.analysis.waiting import Awaited
from cspdesk.desk.check_desk import check_desk_of
from cspdesk.desk.home_board import HomeBoard, HomeLine, home_board, place_of_cell
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.tables import Meeting, Partner
from cspdesk.ui.home_lists import EnterList, LineList
from cspdesk.ui.home_parts import Beside
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.plan_filters import Toggle
from cspdesk.ui.theme import Role, row_height, space

if TYPE_CHECKING:
    from cspdesk.ui.calendar_view import CalendarView

_EACH_MINUTE = 60_000
_CALENDAR = 1


class HomePage(Page):
    """What is in, what is waited for, what to check and to do; each line goes to its place."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+C", "On Home: copy the reminder to the partner who owes the chosen figure"),
        ("Alt+W", "On Home: from this quarter to the calendar, and back"),
        ("Escape", "From a meeting's or a partner's fields to the list, and back to this quarter"),
    )

    def __init__(self, workspace: Workspace, today: Callable[[], date] = date.today) -> None:
        super().__init__(workspace)
        self._today = today
        self.desk = check_desk_of(workspace)
        self._is_dressed = True
        """Whether the rows were made in the size and colours of now."""
        self.board: HomeBoard | None = None
        self._first = Toggle("This quarter")
        self._second = Toggle("Calendar")
        for at, each in enumerate((self._first, self._second)):
            each.setToolTip("Alt+W")
            each.clicked.connect(lambda _checked=False, view=at: self.show_view(view))
        self.sentence = label("", Role.TITLE, wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.dates = label("", Role.QUIET, wraps=True)
        self.heading = label("To enter", Role.HEADING)
        self.enter = EnterList()
        self.check = LineList("To check", "Nothing waits to be read before the pack goes out.")
        self.do = LineList("To do", "No action is overdue, and no earlier figure is late.")
        self._calendar: CalendarView | None = None
        self._all_in = EmptyNote(
            "Every figure of the quarter is in.",
            button("Go to the pack", lambda: workspace.going.emit(Place("pack")), primary=True),
        )
        self._no_measures = EmptyNote(
            "This file has no measures in this quarter yet; what each partner owes of them will stand here. "
            "Choose another quarter, or set up the plan.",
            button("Go to the plan", lambda: workspace.going.emit(Place("plan")), primary=True),
        )
        self._lay_out()
        self._wire()
        self.show_view(0)

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        for part in (self.enter, self._all_in, self._no_measures):
            self._left.addWidget(part)
        self._left.setMinimumHeight(6 * row_height())
        left, right = QWidget(), QWidget()
        column = _column(left, space(0.5))
        column.addWidget(self.heading)
        column.addWidget(self._left, 1)
        column = _column(right, space(1.5))
        column.addWidget(self.check, 1)
        column.addWidget(self.do, 1)
        views = QHBoxLayout()
        views.setSpacing(space(0.5))
        views.addWidget(self._first)
        views.addWidget(self._second)
        views.addStretch(1)
        inside = QWidget()
        column = _column(inside, space(1))
        column.setContentsMargins(0, 0, space(0.75), 0)
        for each in (self.sentence, self.bar, self.dates):
            column.addWidget(each)
        column.addSpacing(space(0.5))
        column.addWidget(Beside(left, right, shares=(6, 5), least=110), 1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        self._views = QStackedWidget()
        self._views.addWidget(self.scroller)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(2.5), space(1.25), space(1.25), space(1))
        whole.setSpacing(space(1))
        whole.addLayout(views)
        whole.addWidget(self._views, 1)

    def _wire(self) -> None:
        self.enter.went.connect(self._go_to)
        self.enter.copy_asked.connect(self.copy_reminder)
        self.check.went.connect(self._go_to)
        self.do.went.connect(self._go_to)
        self.desk.changed.connect(self._checked)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._minute = QTimer(self)
        self._minute.setInterval(_EACH_MINUTE)
        self._minute.timeout.connect(self._look_at_the_day)
        shortcut = QShortcut(QKeySequence("Alt+W"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.show_view(1 - self.view, take_focus=True))

    # ------------------------------------------------------------------ what others ask of it

    @property
    def view(self) -> int:
        """0 where the quarter is in front, 1 where the calendar is."""
        return self._views.currentIndex()

    @property
    def calendar(self) -> "CalendarView":
        """Meetings and partners; made when they are first asked for."""
        if self._calendar is None:
            from cspdesk.ui.calendar_view import CalendarView

            self._calendar = CalendarView(self.workspace)
            self._calendar.left.connect(lambda: self.show_view(0, take_focus=True))
            self._views.addWidget(self._calendar)
        return self._calendar

    def go(self, place: Place) -> None:
        """Show the meeting or partner that a place names, else the quarter."""
        super().go(place)
        if place.row is not None and place.row[0] in (Meeting.TABLE.name, Partner.TABLE.name):
            self.show_view(_CALENDAR)
            self.calendar.show_row(*place.row)
        elif self.view == _CALENDAR:
            self.show_view(0)

    def show_view(self, index: int, *, take_focus: bool = False) -> None:
        """Bring the quarter (0) or the calendar (1) to the front."""
        if index != self.view:
            self.flush()
        self._views.setCurrentWidget(self.calendar if index == _CALENDAR else self.scroller)
        self._first.setChecked(index == 0)
        self._second.setChecked(index == _CALENDAR)
        if self.isVisible() and self.workspace.document is not None and index == 0:
            self.refresh()
        if take_focus:
            self.take_focus()

    def copy_reminder(self, debtor: Debtor) -> None:
        """Put the e-mail that asks somebody for what they owe on the clipboard."""
        made = reminder(self.document.snapshot, self.workspace.quarter, debtor, self._today())
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(data)
        count = len(debtor.cells)
        figures = "1 figure" if count == 1 else f"{count} figures"
        to = f" to {made.to}" if made.to else ""
        self.workspace.told.emit(
            f"The reminder to {debtor.name} for {figures} is on the clipboard. "
            f"Paste it into a new e-mail{to}."
        )

    def flush(self) -> None:
        """Save what is being typed in the calendar."""
        if self._calendar is not None:
            self._calendar.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed, in a sentence."""
        return self._calendar.unsaved() if self._calendar is not None else ""

    def take_focus(self) -> None:
        """Put the keys on the first list that has something, or on the calendar's meetings."""
        if self.view == _CALENDAR:
            self.calendar.take_focus()
            return
        here = self._left.currentWidget()
        part = here.findChild(QPushButton) if isinstance(here, EmptyNote) else self.enter
        (part or self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Count anew."""
        report = self.desk.report
        found_in_texts = report.open if report is not None else ()
        self.board = home_board(self.document.snapshot, self.workspace.quarter, self._today(), found_in_texts)
        found = self.board.waiting
        self.sentence.setText(self.board.sentence)
        self.bar.setRange(0, max(1, found.due))
        self.bar.setValue(found.entered)
        self.bar.setAccessibleName(self.board.sentence)
        self.bar.setVisible(bool(found.due))
        self.dates.setText(self.board.dates)
        count = len(found.cells)
        self.heading.setText(
            f"To enter   {'1 figure' if count == 1 else f'{count} figures'}" if count else "To enter"
        )
        self.enter.show_debtors(self.board.debtors)
        self.check.show_lines(self.board.to_check)
        self.do.show_lines(self.board.to_do)
        shown: QWidget = self.enter if found.cells else self._all_in if found.due else self._no_measures
        self._left.setCurrentWidget(shown)
        self._fitting.start()

    def take(self, change_set: ChangeSet) -> None:  # noqa: ARG002 - any edit may count
        """Count anew after an edit; while the calendar is in front that waits until it is left."""
        if self.view == _CALENDAR:
            self.board = None
        else:
            self.refresh()

    def clear(self) -> None:
        """Let go of the rows and of what was typed."""
        if hasattr(self, "enter"):
            self.enter.show_debtors(())
            self.check.show_lines(())
            self.do.show_lines(())
            self.show_view(0)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another size of text and other colours."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_fitting"):
            self._is_dressed = False
            self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to another width."""
        super().resizeEvent(event)
        self._fitting.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the day from time to time while the page is seen."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at nothing while hidden."""
        self._minute.stop()
        super().hideEvent(event)

    def _look_at_the_day(self) -> None:
        if self.board is not None and self.board.as_of != self._today():
            self.refresh()

    def _checked(self) -> None:
        """Show what was found in the texts, now or when the page comes to sight."""
        if self.workspace.document is not None and self.isVisible() and self.view != _CALENDAR:
            self.refresh()
        else:
            self._seen = None

    def _fit(self) -> None:
        if not self._is_dressed:
            self._is_dressed = True
            self.enter.fill()
            self.check.fill()
            self.do.fill()
        self.enter.fit()
        self.check.fit()
        self.do.fit()

    def _go_to(self, held: object) -> None:
        if isinstance(held, Awaited):
            self.workspace.going.emit(place_of_cell(held, self.workspace.quarter))
        elif isinstance(held, HomeLine) and held.finding is not None:
            self.desk.show(held.finding)
        elif isinstance(held, HomeLine):
            self.workspace.going.emit(held.place)


def _column(within: QWidget, spacing: int) -> QVBoxLayout:
    made = QVBoxLayout(within)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made
