"""A project's further actions in their order, and the chosen one written beside the list."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.analysis.overdue import overdue
from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.projects import AddAction
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.project_board import action_words, project_name
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import ActionState
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Action, ActionId, Project
from cspdesk.ui.action_form import ActionForm
from cspdesk.ui.parts import label
from cspdesk.ui.project_parts import lay_beside, narrow
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import Role

Do = Callable[[Command], str]


class ProjectActions(QWidget):
    """The list of a project's actions and the fields of the chosen one."""

    told = Signal(str)

    def __init__(self, keep: Do, do: Do) -> None:
        super().__init__()
        self._do = do
        self._snapshot: Snapshot | None = None
        self._project: Project | None = None
        self._quarter: Period | None = None
        self._as_of = date.min
        self.list = narrow(RowList("Further actions of the project", adds="Add action"), least=4)
        self.form = ActionForm(keep, do)
        self._none = label("Nothing is to be done yet: Alt+T adds an action.", Role.QUIET, wraps=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        lay_beside(self, "Further actions", self.list, self._none, self.form)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self._write())
        self.list.add_asked.connect(self.add)
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._delete)
        self.form.told.connect(self.told)

    def show_project(self, snapshot: Snapshot, project: Project, quarter: Period, as_of: date) -> None:
        """Show the actions of a project; what was typed for another is saved first."""
        is_other = self._project is None or self._project.id != project.id
        if is_other:
            self.form.flush()
        self._project, self._quarter, self._as_of = project, quarter, as_of
        rows = snapshot.of(Action).where("project", project.id)
        self.show_list(snapshot, rows[0].id if is_other and rows else "")
        self._show_chosen()

    def show_list(self, snapshot: Snapshot, current: str = "") -> None:
        """Show the list alone; "" leaves the action chosen that is."""
        self._snapshot = snapshot
        if self._project is None:
            return
        rows = snapshot.of(Action).where("project", self._project.id)
        self.list.show_items([self._item(row) for row in rows], current)
        self.form.note(self._chosen)

    def choose(self, key: str) -> None:
        """Make an action the chosen one."""
        if self._snapshot is not None:
            self.show_list(self._snapshot, key)
            self._show_chosen()

    def add(self) -> None:
        """Add an action, raised in the quarter that is shown, and begin with its words."""
        if self._project is None:
            return
        self.form.flush()
        key = ActionId(new_id())
        words = f"Add an action to {project_name(self._project)}"
        if not self._do(AddAction(words, key, self._quarter, project=self._project.id)):
            self.choose(key)
            self._write()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self.form.forget()
        self._snapshot = self._project = None
        self.list.show_items(())

    @property
    def _chosen(self) -> Action | None:
        if self._snapshot is None or not self.list.current:
            return None
        return self._snapshot.of(Action).get(ActionId(self.list.current))

    def _item(self, action: Action) -> Item:
        words = self._words(action)
        said = f"▲ Overdue: {words}" if overdue(action, self._as_of) else words
        state = "" if action.state is ActionState.OPEN else f"({action.state.value})"
        return Item(action.id, said, " ".join(part for part in (action.due, state) if part))

    def _words(self, action: Action) -> str:
        if self._snapshot is None or self._quarter is None:
            return ""
        return action_words(self._snapshot, action, self._quarter)

    def _choose(self, _key: str) -> None:
        self.form.flush()
        self._show_chosen()

    def _show_chosen(self) -> None:
        action = self._chosen
        self.form.setVisible(action is not None)
        self._none.setVisible(action is None)
        if action is not None and self._snapshot is not None and self._quarter is not None:
            self.form.show_action(self._snapshot, action, self._quarter, self._as_of)

    def _write(self) -> None:
        if self._chosen is not None:
            self.form.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, key: str, steps: int) -> None:
        self.form.flush()
        action = self._chosen
        if action is not None and action.id == key:
            words = f"Move the action '{self._words(action)}'"
            self._do(MoveRow(words, Action, (action.id,), steps, ("project", "decision", "meeting")))

    def _delete(self, key: str) -> None:
        self.form.flush()
        action = self._chosen
        if action is None or action.id != key:
            return
        words = self._words(action)
        if not self._do(DeleteRow(f"Delete the action '{words}'", Action, (action.id,))):
            self.told.emit(f"Deleted the action '{words}'. Ctrl+Z brings it back.")
