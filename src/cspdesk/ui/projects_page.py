"""Projects: what each does under its priority, what comes next, and every action of the plan."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.projects import AddProject
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.project_board import (
    closed_projects,
    first_priority,
    gone_with_project,
    priority_words,
    project_name,
    project_words,
    row_of,
    shelves,
)
from cspdesk.desk.said_texts import RESTS_ON
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.ids import new_id
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Action, Priority, Project, ProjectId, ProjectUpdate
from cspdesk.ui.action_pane import ActionPane
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button
from cspdesk.ui.plan_filters import Toggle
from cspdesk.ui.project_actions import ProjectActions
from cspdesk.ui.project_form import ProjectForm
from cspdesk.ui.project_parts import narrow
from cspdesk.ui.project_updates import Updates
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import space

_OURS = frozenset({"plan", "priority", "project", "project_update", "action", "report_item", "meeting"})
"""The tables whose rows the page shows."""


class ProjectsPage(Page):
    """The projects with the chosen one beside them, and in another view all actions."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Alt+J", "Add a project"),
        ("Alt+U", "Add an update to the project"),
        ("Alt+T", "Add an action"),
        ("Alt+W", "From the projects to all actions, and back"),
        ("Escape", "From a project's or an action's fields to the list"),
    )

    def __init__(self, workspace: Workspace, today: Callable[[], date] = date.today) -> None:
        super().__init__(workspace)
        self._today = today
        self._saving = 0
        """Above 0 while a text is saved: its field is left as it is, for somebody may be typing in it."""
        self.do = do_in(lambda: self.document, workspace.told.emit)
        self._first = Toggle("Projects")
        self._second = Toggle("All actions")
        for each, index in ((self._first, 0), (self._second, 1)):
            each.setToolTip("Alt+W")
            each.clicked.connect(lambda _checked=False, at=index: self.show_view(at))
        self.projects = narrow(RowList("Projects by priority", adds="Add project"), least=4)
        self.form = ProjectForm(self._keep, self.do)
        self.updates = Updates(self._keep, self.do)
        self.actions_ = ProjectActions(self._keep, self.do)
        self.pane = ActionPane(self._keep, self.do)
        self._no_plan = EmptyNote(
            "Projects stand under the priorities of the plan, and none is set up for this quarter yet.",
            button("Go to the plan", lambda: workspace.going.emit(Place("plan")), primary=True),
        )
        self._no_projects = EmptyNote(
            "What the partnership does under each priority stands here: who leads, what was done and what "
            "comes next.",
            button("Add a project", self.add, primary=True),
        )
        workspace.document_changed.connect(self.leave_other_file)
        self._lay_out()
        self._wire()
        self.show_view(0)

    def _lay_out(self) -> None:
        views = QHBoxLayout()
        views.setSpacing(space(0.5))
        views.addWidget(self._first)
        views.addWidget(self._second)
        views.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space(1), 0, space(0.5), space(1))
        column.setSpacing(space(1.5))
        for part in (self.form, self.updates, self.actions_):
            column.addWidget(part)
        column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.projects)
        split.addWidget(self.scroller)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([space(40), space(120)])
        self._there = split
        self._below = QStackedWidget()
        for shown in (self._there, self._no_plan, self._no_projects):
            self._below.addWidget(shown)
        self._views = QStackedWidget()
        self._views.addWidget(self._below)
        self._views.addWidget(self.pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(2), space(1.25), space(0.75), space(0.75))
        whole.setSpacing(space(1))
        whole.addLayout(views)
        whole.addWidget(self._views, 1)

    def _wire(self) -> None:
        self.projects.chosen.connect(lambda _key: self._show_project())
        for part, keys in (
            (self.projects.add, "Alt+J"),
            (self.updates.list.add, "Alt+U"),
            (self.actions_.list.add, "Alt+T"),
            (self.pane.add_button, "Alt+T"),
        ):
            part.setToolTip(f"{keys}, or Insert in the list")
        self.projects.opened.connect(lambda _key: self._write())
        self.projects.add_asked.connect(self.add)
        self.projects.move_asked.connect(self._move)
        self.projects.delete_asked.connect(self._delete)
        self.pane.project_asked.connect(lambda key: self.show_row(Project.TABLE.name, key))
        for each in (self.form, self.updates, self.actions_, self.pane):
            each.told.connect(self.workspace.told)
        # Letters of buttons would do, but they press the button for a tenth of a second, and what is typed
        # meanwhile would go where the keys were before.
        acts = (
            ("Alt+J", self._add_project),
            ("Alt+U", self._add_update),
            ("Alt+T", self._add_action),
            ("Alt+W", self._turn),
            ("Escape", self._to_list),
        )
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ------------------------------------------------------------------ what others ask of it

    @property
    def view(self) -> int:
        """0 where the projects are in front, 1 where all actions are."""
        return self._views.currentIndex()

    @property
    def chosen(self) -> Project | None:
        """The project that is shown; None where there is none, or no document."""
        key, document = self.projects.current, self.workspace.document
        return document.snapshot.of(Project).get(ProjectId(key)) if key and document else None

    def go(self, place: Place) -> None:
        """Show the project, update or action that a place names."""
        super().go(place)
        if place.row is not None:
            self.show_row(*place.row)

    def show_row(self, table: str, key: str) -> None:
        """Show a project, update or action by its table and key."""
        self.flush()
        snapshot = self.document.snapshot
        row = row_of(snapshot, table, key)
        if row is None:
            self.workspace.told.emit("That has been deleted since.")
            return
        project = row.id if isinstance(row, Project) else row.project
        if project is not None:
            self.show_view(0)
            self._show_list(project)
            if self.projects.current != project:
                self._of_another_plan(snapshot, ProjectId(project))
                return
            self._show_project()
            if isinstance(row, ProjectUpdate):
                self.updates.choose(key)
            if isinstance(row, Action):
                self.actions_.choose(key)
        else:
            self.show_view(1)
            self.pane.choose(key)

    def show_view(self, index: int) -> None:
        """Bring the projects (0) or all actions (1) to the front."""
        if index != self.view:
            self.flush()
        self._views.setCurrentIndex(index)
        self._first.setChecked(index == 0)
        self._second.setChecked(index == 1)
        if self.isVisible() and self.workspace.document is not None:
            self.refresh()

    def flush(self) -> None:
        """Save what is being typed."""
        for part in (self.form, self.updates, self.actions_.form, self.pane.form):
            part.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed, in a sentence."""
        parts = (self.form, self.updates, self.actions_.form, self.pane.form)
        return next((said for part in parts if (said := part.unsaved())), "")

    def take_focus(self) -> None:
        """Put the keys where they were, else on the list of the view in front."""
        # The page that was in front hands its keys to the first part of this one.
        if self.focusWidget() in (None, self._first, self._second) and self._list is not None:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show everything anew."""
        self.leave_other_file()
        if self.view == 0:
            self._show_list()
            self._show_project()
        else:
            self.pane.show_actions(self.document.snapshot, self.workspace.quarter, self._today())

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit; a text that is being saved leaves all fields as they are."""
        if not change_set.tables & (_OURS | RESTS_ON):
            return
        if change_set.tables & _OURS and not self._saving:
            self.refresh()
        elif self.view == 0:
            self._show_list()
            self.updates.show_list("", self.document.snapshot)
            self.actions_.show_list(self.document.snapshot)
        else:
            self.pane.show_list(self.document.snapshot)

    def clear(self) -> None:
        """Let go of a document that was closed."""
        if hasattr(self, "_views"):
            for part in (self.form, self.updates, self.actions_, self.pane):
                part.forget()
            self.projects.show_items(())

    # ------------------------------------------------------------------ projects

    def add(self) -> None:
        """Add a project under the priority of the chosen one, else the first, and begin with its title."""
        self.flush()
        chosen = self.chosen
        snapshot = self.document.snapshot
        priority = chosen.priority if chosen else first_priority(snapshot, self.workspace.quarter)
        if priority is None:
            self.workspace.told.emit("A project stands under a priority: add one to the plan first.")
            return
        key = ProjectId(new_id())
        if not self.do(AddProject("Add a project", key, priority)):
            self._show_list(key)
            self._show_project()
            self._write()

    def _keep(self, command: Command) -> str:
        self._saving += 1
        try:
            return self.do(command)
        finally:
            self._saving -= 1

    def _show_list(self, current: str = "") -> None:
        snapshot, quarter = self.document.snapshot, self.workspace.quarter
        items: list[Item] = []
        for shelf in shelves(snapshot, quarter):
            items.append(Item("", priority_words(shelf.priority), heading=True))
            items += [self._item(snapshot, project) for project in shelf.projects]
        closed = closed_projects(snapshot, quarter)
        if closed:
            items.append(Item("", "Closed", heading=True))
            items += [self._item(snapshot, project) for project in closed]
        self.projects.show_items(items, current)
        has_projects = any(item.key for item in items)
        has_plan = first_priority(snapshot, quarter) is not None
        self._below.setCurrentWidget(
            self._there if has_projects else self._no_projects if has_plan else self._no_plan
        )

    def _item(self, snapshot: Snapshot, project: Project) -> Item:
        words, hint = project_words(snapshot, project, self.workspace.quarter, self._today())
        return Item(project.id, words, hint)

    def _show_project(self) -> None:
        project = self.chosen
        if project is not None:
            snapshot, quarter = self.document.snapshot, self.workspace.quarter
            self.form.show_project(snapshot, project)
            self.updates.show_project(snapshot, project, quarter)
            self.actions_.show_project(snapshot, project, quarter, self._today())

    def _write(self) -> None:
        if self.chosen is not None:
            self.form.title.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.title.editor.selectAll()

    def _move(self, _key: str, steps: int) -> None:
        self.flush()
        project = self.chosen
        if project is None:
            return
        beside = [p for p in self._beside(project) if p.closed == project.closed]
        if not 0 <= beside.index(project) + steps < len(beside):
            where = "first" if steps < 0 else "last"
            self.workspace.told.emit(
                f"'{project_name(project)}' is the {where} of its priority. "
                "Choose another under Priority to move it there."
            )
            return
        words = f"Move {project_name(project)} {'up' if steps < 0 else 'down'}"
        self.do(MoveRow(words, Project, (project.id,), steps, ("priority", "closed")))

    def _beside(self, project: Project) -> tuple[Project, ...]:
        return self.document.snapshot.of(Project).where("priority", project.priority)

    def _delete(self, _key: str) -> None:
        self.flush()
        project = self.chosen
        if project is None:
            return
        said = gone_with_project(self.document.snapshot, project)
        if not self.do(DeleteRow(f"Delete the project {project_name(project)}", Project, (project.id,))):
            self.workspace.told.emit(said)

    def _of_another_plan(self, snapshot: Snapshot, key: ProjectId) -> None:
        project = snapshot.of(Project).get(key)
        priority = snapshot.of(Priority).get(project.priority) if project else None
        plan = plan_for(snapshot, self.workspace.quarter)
        if priority is not None and (plan is None or plan.id != priority.plan):
            self.workspace.told.emit(
                f"'{project_name(project)}' belongs to another plan: choose a quarter of that plan to see it."
            )

    # ------------------------------------------------------------------ keys

    @property
    def _list(self) -> QWidget | None:
        if self.view == 1:
            return self.pane.table if self.pane.table.topLevelItemCount() else None
        return self.projects.list if self._below.currentWidget() is self._there else None

    def _add_project(self) -> None:
        self.show_view(0)
        self.add()

    def _add_update(self) -> None:
        if self.view == 0:
            self.updates.add()

    def _add_action(self) -> None:
        if self.view == 0 and self.chosen is not None:
            self.actions_.add()
        else:
            self.show_view(1)
            self.pane.add()

    def _turn(self) -> None:
        self.show_view(1 - self.view)
        part = self._list or (self._second if self.view else self._first)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        if self._list is not None:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
