"""The calendar: the board's meetings and the partners who return figures, each edited in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cspdesk.analysis.calendar import Dates, dates_of, days_before, meetings
from cspdesk.analysis.reminders import partner_called
from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.meetings import AddMeeting, AddPartner
from cspdesk.commands.rows import DeleteRow
from cspdesk.commands.together import Together
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.ids import new_id
from cspdesk.domain.months import long_date
from cspdesk.domain.plan_view import placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Action, Meeting, MeetingId, Partner, PartnerId
from cspdesk.ui.calendar_forms import DaysForm, MeetingForm, PartnerForm
from cspdesk.ui.home_parts import Beside
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import button, label
from cspdesk.ui.project_parts import narrow
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import Role, space

_OURS = frozenset({"meeting", "partner", "setting", "action", "measure", "placement", "plan", "priority"})
"""The tables from which something is shown."""


class CalendarView(LiveView):
    """Meetings above, partners below; of each the list with the chosen one's fields beside it."""

    left = Signal()
    """Escape was pressed where there is nothing left to close."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        do = do_in(lambda: self.document, workspace.told.emit)
        self.do = do
        self.meetings = narrow(RowList("Meetings", adds="Add a &meeting", can_move=False), least=4)
        self.partners = narrow(RowList("Partners", adds="Add a &partner"), least=4)
        self.meeting_form, self.partner_form, self.days = MeetingForm(do), PartnerForm(do), DaysForm(do)
        self._no_meeting = label(
            "The board's meetings stand here. From the date of each follow the days on which figures and "
            "papers are due.",
            wraps=True,
        )
        self._no_partner = label(
            "The organisations that return figures stand here, each with the address to which its "
            "reminders go.",
            wraps=True,
        )
        self.owners = label("", Role.QUIET, wraps=True)
        self.add_owners = button("Add them as partners", self._add_owners)
        self._meeting_side = _either(self.meeting_form, self._no_meeting)
        self._partner_side = _either(self.partner_form, self._no_partner)
        workspace.document_changed.connect(self.leave_other_file)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space(0.75), 0)
        column.setSpacing(space(0.75))
        owners = QHBoxLayout()
        owners.setSpacing(space(1))
        owners.addWidget(self.owners, 1)
        owners.addWidget(self.add_owners)
        column.addWidget(label("Meetings", Role.HEADING))
        column.addWidget(Beside(self.meetings, self._meeting_side, shares=(2, 3), least=100), 1)
        column.addWidget(self.days)
        column.addSpacing(space(0.75))
        column.addWidget(label("Partners", Role.HEADING))
        column.addWidget(Beside(self.partners, self._partner_side, shares=(2, 3), least=100), 1)
        column.addLayout(owners)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inside)
        self.scroller = scroller
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)

    def _wire(self) -> None:
        self.meetings.chosen.connect(lambda _key: self._show_meeting())
        self.meetings.opened.connect(lambda _key: self._focus(self.meeting_form.title))
        self.meetings.add_asked.connect(self._add_meeting)
        self.meetings.delete_asked.connect(self._delete_meeting)
        self.partners.chosen.connect(lambda _key: self._show_partner())
        self.partners.opened.connect(lambda _key: self._focus(self.partner_form.name))
        self.partners.add_asked.connect(self._add_partner)
        self.partners.delete_asked.connect(self._delete_partner)
        self.partners.move_asked.connect(self._move_partner)
        for form in self._forms:
            form.told.connect(self.workspace.told)
        shortcut = QShortcut(QKeySequence("Escape"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._step_back)

    @property
    def _forms(self) -> tuple[MeetingForm, DaysForm, PartnerForm]:
        return (self.meeting_form, self.days, self.partner_form)

    # ------------------------------------------------------------------ what others ask of it

    def show_row(self, table: str, key: str) -> None:
        """Choose a meeting or a partner, with the keys on its row."""
        self.refresh()
        rows = self.meetings if table == Meeting.TABLE.name else self.partners
        self._list(rows, key)
        if rows.current != key:
            self.workspace.told.emit(f"That {table} has been deleted since.")
        rows.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keys where they were, else on the meetings."""
        part = self.focusWidget() or self.meetings.list
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what is being typed."""
        for form in self._forms:
            form.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed, in a sentence."""
        return next((said for form in self._forms if (said := form.unsaved())), "")

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show meetings and partners anew."""
        self.leave_other_file()
        self._list(self.meetings)
        self._list(self.partners)
        self.days.show_days(days_before(self.document.snapshot))
        lacking = self._owners_lacking()
        names = ", ".join(lacking)
        self.owners.setText(
            f"Figures of this quarter come from owners who are no partner yet: {names}." if lacking else ""
        )
        self.owners.setVisible(bool(lacking))
        self.add_owners.setVisible(bool(lacking))
        self.add_owners.setAccessibleName(f"Add {names} as partners")

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit of what stands here."""
        if change_set.tables & _OURS:
            self.refresh()

    def clear(self) -> None:
        """Let go of a document that was closed."""
        if hasattr(self, "scroller"):
            for form in self._forms:
                form.forget()
            self.meetings.show_items(())
            self.partners.show_items(())

    def _list(self, rows: RowList, current: str = "") -> None:
        snapshot = self.document.snapshot
        if rows is self.meetings:
            rows.show_items([_meeting_item(each) for each in meetings(snapshot)], current)
            self._show_meeting()
        else:
            rows.show_items([_partner_item(row) for row in snapshot.of(Partner)], current)
            self._show_partner()

    def _show_meeting(self) -> None:
        document = self.workspace.document
        row = document.snapshot.of(Meeting).get(MeetingId(self.meetings.current)) if document else None
        if row is not None:
            days = days_before(self.document.snapshot)
            self.meeting_form.show_meeting(dates_of(row, days), self.workspace.quarter)
        self._meeting_side.setCurrentIndex(0 if row is not None else 1)

    def _show_partner(self) -> None:
        document = self.workspace.document
        row = document.snapshot.of(Partner).get(PartnerId(self.partners.current)) if document else None
        if row is not None:
            self.partner_form.show_partner(row)
        self._partner_side.setCurrentIndex(0 if row is not None else 1)

    # ------------------------------------------------------------------ acts

    def _add_meeting(self) -> None:
        self.flush()
        key = MeetingId(new_id())
        if not self.do(AddMeeting("Add a meeting", key, self.workspace.quarter)):
            self._list(self.meetings, key)
            self._focus(self.meeting_form.title)

    def _delete_meeting(self, key: str) -> None:
        self.flush()
        snapshot = self.document.snapshot
        row = snapshot.of(Meeting).get(MeetingId(key))
        if row is None:
            return
        name = dates_of(row, days_before(snapshot)).name
        count = len(snapshot.of(Action).where("meeting", row.id))
        gone = "" if not count else " with 1 action" if count == 1 else f" with {count} actions"
        if not self.do(DeleteRow(f"Delete the meeting {name}", Meeting, (row.id,))):
            self.workspace.told.emit(f"Deleted the meeting {name}{gone}. Ctrl+Z brings it back.")

    def _add_partner(self) -> None:
        self.flush()
        key = PartnerId(new_id())
        if not self.do(AddPartner("Add a partner", key)):
            self._list(self.partners, key)
            self._focus(self.partner_form.name)

    def _add_owners(self) -> None:
        self.flush()
        names = self._owners_lacking()
        label_ = f"Add the partner {names[0]}" if len(names) == 1 else f"Add {len(names)} partners"
        adding = tuple(AddPartner(label_, PartnerId(new_id()), name) for name in names)
        if names and not self.do(Together(label_, adding)):
            self.workspace.told.emit(f"Added as partners: {', '.join(names)}. Give each its e-mail address.")
            self.partners.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete_partner(self, key: str) -> None:
        self.flush()
        row = self.document.snapshot.of(Partner).get(PartnerId(key))
        if row is None:
            return
        name = _partner_name(row)
        if not self.do(DeleteRow(f"Delete the partner {name}", Partner, (row.id,))):
            self.workspace.told.emit(f"Deleted the partner {name}. Ctrl+Z brings it back.")

    def _move_partner(self, key: str, steps: int) -> None:
        self.flush()
        row = self.document.snapshot.of(Partner).get(PartnerId(key))
        if row is not None:
            self.do(MoveRow(f"Move the partner {_partner_name(row)}", Partner, (row.id,), steps))

    # ------------------------------------------------------------------ small things

    def _owners_lacking(self) -> list[str]:
        return owners_lacking(self.document.snapshot, self.workspace)

    def _focus(self, part: QWidget) -> None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_back(self) -> None:
        """From a field to its list, and from a list away."""
        self.flush()
        at = self.focusWidget()
        for side, rows in ((self._meeting_side, self.meetings), (self._partner_side, self.partners)):
            if at is not None and side.isAncestorOf(at):
                rows.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if at is not None and self.days.isAncestorOf(at):
            self.meetings.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.left.emit()


def owners_lacking(snapshot: Snapshot, workspace: Workspace) -> list[str]:
    """Return the owners of the quarter's measures who are no partner, each once, in the plan's order."""
    quarter = workspace.quarter
    placed = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    names = {" ".join(item.measure.owner.split()): None for item in placed}
    found: dict[str, str] = {}
    for name in names:
        if name and partner_called(snapshot, name) is None:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _either(form: QWidget, sentence: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    made.addWidget(form)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(sentence)
    layout.addStretch(1)
    made.addWidget(holder)
    return made


def _meeting_item(found: Dates) -> Item:
    day = long_date(found.held) if found.held else "No date yet"
    parts = (day, found.quarter.label if found.quarter else "", "look at its dates" if found.doubts else "")
    return Item(found.meeting.id, ", ".join(filter(None, parts)), found.name)


def _partner_item(row: Partner) -> Item:
    quiet = row.email.strip() or "no e-mail yet"
    return Item(row.id, _partner_name(row), quiet)


def _partner_name(row: Partner) -> str:
    return row.short_name.strip() or row.name.strip() or "Partner without a name"
