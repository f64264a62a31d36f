"""The fields of a meeting, of a partner, and of how many days before a meeting things are due."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from cspdesk.analysis.calendar import Dates, DaysBefore
from cspdesk.commands.meetings import (
    DueDays,
    MeetingDay,
    PartnerPart,
    SetDueDays,
    SetMeetingDay,
    SetMeetingQuarter,
    SetMeetingTitle,
    WritePartner,
    read_day,
)
from cspdesk.domain.errors import PeriodError, RefusedError
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.tables import MeetingId, Partner, PartnerId
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.kept import KeptLine
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.project_parts import Named, QuarterChoice, flush_all, forget_all, unsaved_in
from cspdesk.ui.theme import space

_TOP = Qt.AlignmentFlag.AlignTop
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEARS_AROUND = 4
"""So many quarters on either side of the one shown are offered."""


class _Form(QWidget):
    """Lines that are kept."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[KeptLine, ...] = ()

    def flush(self) -> None:
        """Save what is being typed."""
        flush_all(self.fields)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        forget_all(self.fields)

    def unsaved(self) -> str:
        """Return why something typed was not saved; "" where all was."""
        return unsaved_in(self.fields)


def _grid(within: QWidget) -> QGridLayout:
    made = QGridLayout(within)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(space(1.5))
    made.setVerticalSpacing(space(0.75))
    for column in (0, 1):
        made.setColumnStretch(column, 1)
    return made


class MeetingForm(_Form):
    """A meeting: its title, its day, the quarter it takes, and what is due before it."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._dates: Dates | None = None
        self.title = KeptLine("Title of the meeting", "Board meeting")
        self.day = KeptLine("Date of the meeting", "12 May 2016", reads=self._read)
        self.quarter = QuarterChoice("Quarter that the meeting takes", "The last that ended before it")
        # The words of no choice are long, and give way.
        self.quarter.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.quarter.combo.setMinimumContentsLength(12)
        self.figures = KeptLine("Figures due", reads=self._read)
        self.papers = KeptLine("Papers due", reads=self._read)
        self.doubts = problem_label()
        self.fields = (self.title, self.day, self.figures, self.papers)
        grid = _grid(self)
        grid.addWidget(Named("&Title", self.title), 0, 0, 1, 2, _TOP)
        grid.addWidget(Named("Date", self.day), 1, 0, _TOP)
        grid.addWidget(Named("Takes", self.quarter), 1, 1, _TOP)
        grid.addWidget(Named("Figures due", self.figures), 2, 0, _TOP)
        grid.addWidget(Named("Papers due", self.papers), 2, 1, _TOP)
        grid.addWidget(self.doubts, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        for field in self.fields:
            field.told.connect(self.told)
            # Left as typed while somebody may be typing on; in full once the field is left.
            field.editor.editingFinished.connect(self._say_in_full)
        self.quarter.told.connect(self.told)

    def show_meeting(self, dates: Dates, around: Period) -> None:
        """Show another meeting, or the same after an edit; what follows from its day stands in grey."""
        self._dates = dates
        row = dates.meeting
        key = row.id
        name = dates.name
        title = self.title.text if self._says(self.title, row.title, _tidy) else row.title
        self.title.keep(key, title, lambda text: self._do(SetMeetingTitle(f"Title of {name}", key, text)))
        self._offer(dates, around)
        for field, which, own, follows in (
            (self.day, MeetingDay.HELD, row.dated, None),
            (self.figures, MeetingDay.FIGURES_DUE, row.figures_due, dates.figures_due),
            (self.papers, MeetingDay.PAPERS_DUE, row.papers_due, dates.papers_due),
        ):
            stored = long_date(own) if own else ""
            if self._says(field, stored, self._in_full):
                stored = field.text
            field.keep(key, stored, partial(self._set_day, key, which, f"{field.name}: {name}"))
            if which is not MeetingDay.HELD:
                said = ""
                if follows and row.dated and not own:
                    said = f"{long_date(follows)}, {(row.dated - follows).days} days before"
                field.editor.setPlaceholderText(said or "Follows from the date of the meeting")
                field.editor.setAccessibleDescription(said)
        say_problem(self.doubts, " ".join(dates.doubts))

    def _offer(self, dates: Dates, around: Period) -> None:
        row = dates.meeting
        centre = row.quarter or dates.quarter or around
        first, last = min(centre, around), max(centre, around)
        offered = quarters_between(_shifted(first, -_YEARS_AROUND), _shifted(last, _YEARS_AROUND))
        words = f"Quarter of {dates.name}"
        self.quarter.show_quarter(
            row.id, offered, row.quarter, lambda chosen: self._do(SetMeetingQuarter(words, row.id, chosen))
        )
        derived = dates.quarter.label if dates.quarter and row.quarter is None else ""
        self.quarter.combo.setToolTip(f"It follows from the date: {derived}." if derived else "")

    def _set_day(self, key: MeetingId, which: MeetingDay, words: str, text: str) -> str:
        # By its key: what was typed for another meeting is saved while this one comes.
        return self._do(SetMeetingDay(words, key, which, text))

    def _says(self, field: KeptLine, stored: str, full: Callable[[str], str]) -> bool:
        """Whether somebody has just typed in a field what is stored, in other letters."""
        return field.editor.hasFocus() and full(field.text) == full(stored)

    def _in_full(self, text: str) -> str:
        found = self._day(text)
        return long_date(found) if found else text.strip()

    def _read(self, text: str) -> str:
        found = self._day(text)
        return f"{_WEEKDAYS[found.weekday()]} {long_date(found)}" if found else ""

    def _day(self, text: str) -> date | None:
        try:
            return read_day(text, self._dates.meeting.quarter if self._dates else None)
        except RefusedError:
            return None

    def _say_in_full(self) -> None:
        for field in self.fields[1:]:
            if not field.is_typing and not field.editor.hasFocus() and (said := self._in_full(field.text)):
                field.editor.setText(said)
                field.flush()


class DaysForm(_Form):
    """How many days before a meeting figures and papers are due, for every meeting that does not say."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self.figures = KeptLine("Days from figures due to the meeting", most=4)
        self.papers = KeptLine("Days from papers due to the meeting", most=4)
        self.fields = (self.figures, self.papers)
        self._words: list[QLabel] = []
        sentence = QWidget()
        row = FlowLayout(sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addWidget(sentence)
        for words, field in (
            ("Figures are due", self.figures),
            ("days before a meeting, papers", self.papers),
            ("days before, never at a weekend.", None),
        ):
            said = label(words)
            self._words.append(said)
            row.addWidget(said)
            if field is not None:
                field.told.connect(self.told)
                row.addWidget(field)
                # What is wrong with a number needs more room than the number.
                layout.addWidget(field.problem)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Fit words and fields to another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_words"):
            self._measure()

    def _measure(self) -> None:
        """Let words and numbers stand on one line: the row sets its parts level at their tops."""
        for said in self._words:
            said.setMinimumHeight(max(24, space(3.6)) + 2)
        for field in (self.figures, self.papers):
            field.setFixedWidth(space(8))

    def show_days(self, days: DaysBefore) -> None:
        """Show the file's numbers."""
        for field, which, count, what in (
            (self.figures, DueDays.FIGURES, days.figures, "Days before a meeting for figures"),
            (self.papers, DueDays.PAPERS, days.papers, "Days before a meeting for papers"),
        ):
            field.keep(which, str(count), partial(self._set, what, which))

    def _set(self, words: str, which: DueDays, text: str) -> str:
        return self._do(SetDueDays(words, which, text))


class PartnerForm(_Form):
    """A partner: its names, who is asked there, and where reminders go."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self.name = KeptLine("Name of the partner", "Eastmarch Police")
        self.short_name = KeptLine("Short name of the partner", "Police: as measures name their owner")
        self.role = KeptLine("Contact role", "Performance analyst: a job title")
        self.email = KeptLine("E-mail", "data@police.example.org")
        self._parts = (
            (self.name, PartnerPart.NAME),
            (self.short_name, PartnerPart.SHORT_NAME),
            (self.role, PartnerPart.CONTACT_ROLE),
            (self.email, PartnerPart.EMAIL),
        )
        self.fields = tuple(field for field, _ in self._parts)
        grid = _grid(self)
        for place, (words, field) in enumerate(
            (
                ("&Name", self.name),
                ("Short name", self.short_name),
                ("Contact role", self.role),
                ("E-mail", self.email),
            )
        ):
            grid.addWidget(Named(words, field), place // 2, place % 2, _TOP)
            field.told.connect(self.told)
        grid.setRowStretch(2, 1)

    def show_partner(self, row: Partner) -> None:
        """Show another partner, or the same after an edit."""
        for field, part in self._parts:
            stored = str(getattr(row, part.value))
            # What was tidied as it was saved stays as typed under whoever types on.
            is_typed = field.editor.hasFocus() and _tidy(field.text) == stored
            what = f"{field.name}: {row.short_name or row.name or 'a partner'}"
            field.keep(row.id, field.text if is_typed else stored, partial(self._set, what, row.id, part))

    def _set(self, words: str, key: PartnerId, part: PartnerPart, text: str) -> str:
        return self._do(WritePartner(words, key, part, text))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _shifted(quarter: Period, steps: int) -> Period:
    """Return a quarter so many steps on, as far as periods go."""
    try:
        return quarter.shift(steps)
    except PeriodError:
        return quarter
