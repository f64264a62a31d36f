"""A project itself, written in place: its title, priority and leads, and whether it is put away."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cspdesk.commands.projects import MoveProject, SetProject
from cspdesk.desk.project_board import choices_of_priority, open_actions, priority_words, project_name
from cspdesk.domain.changes import Command
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Project
from cspdesk.ui.kept import KeptChoice, KeptLine
from cspdesk.ui.project_parts import Kept, Named, flush_all, forget_all, from_start, row_of, unsaved_in
from cspdesk.ui.theme import space

Do = Callable[[Command], str]


class ProjectForm(QWidget):
    """The fields of one project, each saved by itself."""

    told = Signal(str)

    def __init__(self, keep: Do, do: Do) -> None:
        super().__init__()
        self._keep = keep
        self._do = do
        self._snapshot: Snapshot | None = None
        self._project: Project | None = None
        self.title = KeptLine("Title of the project", "What is it called?")
        self.priority = KeptChoice("Priority of the project", ())
        self.priority.combo.setMinimumContentsLength(8)
        self.leads = KeptLine("Leads", "Organisations or job titles")
        self.closed = QCheckBox("Closed")
        self.closed.setToolTip("A closed project stands at the end of the list")
        self.closed.setAccessibleName("The project is closed")
        self.fields: tuple[Kept, ...] = (self.title, self.leads)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.6))
        layout.addWidget(Named("Project", self.title))
        layout.addLayout(
            row_of(
                (Named("Priority", self.priority), 3),
                (Named("Leads", self.leads), 3),
                (Named(" ", self.closed), 0),
            )
        )
        self.closed.clicked.connect(self._close)
        for part in (*self.fields, self.priority):
            part.told.connect(self.told)

    def show_project(self, snapshot: Snapshot, project: Project) -> None:
        """Show a project; what was typed for another is saved first."""
        if self._project is not None and self._project.id != project.id:
            self.flush()
        self._snapshot, self._project = snapshot, project
        key, name = project.id, project_name(project)
        self.title.keep(
            key, project.title, lambda typed: self._keep(SetProject(f"Title of {name}", key, title=typed))
        )
        self.leads.keep(
            key, project.leads, lambda typed: self._keep(SetProject(f"Leads of {name}", key, leads=typed))
        )
        from_start(self.title, self.leads)
        offered = choices_of_priority(snapshot, project)
        self.priority.offer([priority_words(each) for each in offered])
        ids = [each.id for each in offered]
        self.priority.keep(
            key,
            ids.index(project.priority),
            lambda at: self._do(MoveProject(f"Move {name} to {priority_words(offered[at])}", key, ids[at])),
        )
        with QSignalBlocker(self.closed):
            self.closed.setChecked(project.closed)

    def flush(self) -> None:
        """Save what is being typed."""
        flush_all(self.fields)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        forget_all(self.fields)
        self._snapshot = self._project = None

    def unsaved(self) -> str:
        """Return why something typed here was not saved; "" where all was."""
        return unsaved_in(self.fields)

    def _close(self, closed: bool) -> None:
        project = self._project
        if project is None or self._snapshot is None:
            return
        name = project_name(project)
        refused = self._do(SetProject(f"{'Close' if closed else 'Reopen'} {name}", project.id, closed=closed))
        if refused:
            with QSignalBlocker(self.closed):
                self.closed.setChecked(not closed)
            return
        still = open_actions(self._snapshot, project.id) if closed else 0
        if still:
            said = (
                "1 of its actions is still open and stays"
                if still == 1
                else (f"{still} of its actions are still open and stay")
            )
            self.told.emit(f"Closed '{name}'; {said} in the list of all actions.")
