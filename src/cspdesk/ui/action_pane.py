"""All actions of the plan, filtered by where they stand and by owner, with the chosen one beside."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cspdesk.commands.projects import AddAction
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.action_list import Wanted, action_lines, counts, owners, passing
from cspdesk.desk.project_board import action_words
from cspdesk.domain.changes import Command
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Action, ActionId
from cspdesk.ui.action_form import ActionForm
from cspdesk.ui.action_table import ActionTable
from cspdesk.ui.measure_parts import QuietCombo
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.project_parts import Halves
from cspdesk.ui.theme import Role, space

Do = Callable[[Command], str]
ANY_OWNER = "Every owner"


class ActionPane(QWidget):
    """The filters, the table and the fields of the chosen action."""

    told = Signal(str)
    project_asked = Signal(str)
    """The project of the chosen action is to be shown, by its key."""

    def __init__(self, keep: Do, do: Do) -> None:
        super().__init__()
        self._do = do
        self._snapshot: Snapshot | None = None
        self._quarter: Period | None = None
        self._as_of = date.min
        self.wanted = QuietCombo("Which actions")
        self.wanted.addItems([each.value for each in Wanted])
        self.owner = QuietCombo("Whose actions")
        self.owner.addItem(ANY_OWNER)
        self.counts = label("", Role.QUIET)
        self.table = ActionTable()
        self.form = ActionForm(keep, do, can_move=True)
        self.to_project = button("Go to the project", self._ask_project)
        self.add_button = button("Add an action", self.add)
        self.delete_button = button("Delete", self.table.ask_delete)
        self.delete_button.setToolTip("Delete")
        self.delete_button.setAccessibleName("Delete the chosen action")
        self._none = EmptyNote(
            "What was agreed, by whom and by when stands here: the actions of every project, decision and "
            "meeting.",
            button("Add an action", self.add, primary=True),
        )
        self._none_pass = EmptyNote(
            "No action is as these filters ask.", button("Show every action", self.show_all, primary=True)
        )
        self._lay_out()
        self.wanted.activated.connect(lambda _at: self._filter())
        self.owner.activated.connect(lambda _at: self._filter())
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _key: self._write())
        self.table.add_asked.connect(self.add)
        self.table.delete_asked.connect(self._delete)
        self.form.told.connect(self.told)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(space(1))
        shown: tuple[QWidget, ...] = (self.wanted, self.owner, self.counts)
        for part in shown:
            above.addWidget(part)
        above.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(0.5))
        for each in (self.add_button, self.delete_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        inside = QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, space(0.75), 0)
        right.setSpacing(space(0.6))
        right.addWidget(self.to_project, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.form, 1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inside)
        self._below = QStackedWidget()
        self._there = Halves(left, scroller, shares=(3, 2))
        for part in (self._there, self._none, self._none_pass):
            self._below.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.75))
        layout.addLayout(above)
        layout.addWidget(self._below, 1)

    def show_actions(self, snapshot: Snapshot, quarter: Period, as_of: date) -> None:
        """Show the plan's actions as the filters ask, the chosen one with its fields."""
        self._quarter, self._as_of = quarter, as_of
        self.show_list(snapshot)
        self._show_chosen()

    def show_list(self, snapshot: Snapshot, current: str = "", *, keeps: bool = True) -> None:
        """Show the table alone.

        The chosen action stays though an edit has made it other than the filters ask: it would be gone from
        under the hands of who is writing it.
        """
        self._snapshot = snapshot
        if self._quarter is None:
            return
        lines = action_lines(snapshot, self._quarter, self._as_of)
        self._offer(owners(lines))
        wanted = tuple(Wanted)[self.wanted.currentIndex()]
        whose = self.owner.currentText() if self.owner.currentIndex() else ""
        pass_ = {line.action.id for line in passing(lines, wanted, whose)}
        stays = {current, self.table.current if keeps else ""}
        shown = tuple(line for line in lines if line.action.id in pass_ or line.action.id in stays)
        self.table.show_lines(shown, current)
        self.form.note(self._chosen)
        self.counts.setText(counts(shown))
        for part in (self.wanted, self.owner):
            part.setVisible(bool(lines))
        self._below.setCurrentWidget(self._there if shown else self._none_pass if lines else self._none)

    def choose(self, key: str) -> None:
        """Make an action the chosen one, whatever the filters ask."""
        if self._snapshot is not None:
            self.form.flush()
            self.show_list(self._snapshot, key, keeps=False)
            self._show_chosen()

    def show_all(self) -> None:
        """Take the filters away."""
        self.wanted.setCurrentIndex(tuple(Wanted).index(Wanted.ALL))
        self.owner.setCurrentIndex(0)
        self._filter()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Add an action that belongs to no project, raised in the quarter that is shown."""
        self.form.flush()
        key = ActionId(new_id())
        if not self._do(AddAction("Add an action", key, self._quarter)):
            self.choose(key)
            self._write()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self.form.forget()
        self._snapshot = None
        self.table.show_lines(())
        self.wanted.setCurrentIndex(0)
        self._offer(())

    @property
    def _chosen(self) -> Action | None:
        if self._snapshot is None or not self.table.current:
            return None
        return self._snapshot.of(Action).get(ActionId(self.table.current))

    def _offer(self, names: tuple[str, ...]) -> None:
        was = self.owner.currentText()
        wanted = [ANY_OWNER, *names]
        if [self.owner.itemText(at) for at in range(self.owner.count())] != wanted:
            self.owner.clear()
            self.owner.addItems(wanted)
            self.owner.setCurrentIndex(max(self.owner.findText(was), 0))

    def _filter(self) -> None:
        if self._snapshot is not None:
            self.form.flush()
            self.show_list(self._snapshot, keeps=False)
            self._show_chosen()

    def _choose(self, _key: str) -> None:
        self.form.flush()
        self._show_chosen()

    def _show_chosen(self) -> None:
        action = self._chosen
        for part in (self.form, self.delete_button):
            part.setVisible(action is not None)
        self.to_project.setVisible(action is not None and action.project is not None)
        if action is None or self._snapshot is None or self._quarter is None:
            return
        self.form.show_action(self._snapshot, action, self._quarter, self._as_of)

    def _write(self) -> None:
        if self._chosen is not None:
            self.form.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_project(self) -> None:
        action = self._chosen
        if action is not None and action.project is not None:
            self.project_asked.emit(action.project)

    def _delete(self, key: str) -> None:
        self.form.flush()
        action = self._chosen
        if action is None or action.id != key or self._snapshot is None or self._quarter is None:
            return
        words = action_words(self._snapshot, action, self._quarter)
        if not self._do(DeleteRow(f"Delete the action '{words}'", Action, (action.id,))):
            self.told.emit(f"Deleted the action '{words}'. Ctrl+Z brings it back.")
