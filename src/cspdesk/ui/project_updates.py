"""A project's dated updates, the newest first, and the chosen one written beside the list."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.projects import AddUpdate, SetUpdateQuarter, WriteUpdate
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.project_board import (
    cut,
    date_words,
    project_name,
    quarters_offered,
    steps_of_update,
    update_words,
    updates_shown,
)
from cspdesk.desk.text_refs import update_ref
from cspdesk.domain.changes import Command
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Project, ProjectUpdate, UpdateId
from cspdesk.ui.kept import KeptLine, KeptText
from cspdesk.ui.parts import label
from cspdesk.ui.project_parts import (
    Kept,
    Named,
    QuarterChoice,
    flush_all,
    forget_all,
    lay_beside,
    narrow,
    read_again,
    row_of,
    settled,
    unsaved_in,
)
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import Role, space

Do = Callable[[Command], str]
EVERY_PACK = "Every pack"


class Updates(QWidget):
    """The list of a project's updates and the fields of the chosen one."""

    told = Signal(str)

    def __init__(self, keep: Do, do: Do) -> None:
        super().__init__()
        self._keep = keep
        self._do = do
        self._snapshot: Snapshot | None = None
        self._project: Project | None = None
        self._quarter: Period | None = None
        self.list = narrow(RowList("Updates of the project", adds="Add update"), least=4)
        self.when = KeptLine("Date of the update", "Oct 2016, Apr to Sept 2016, 23/11/16", reads=self._read)
        self.period = QuarterChoice("Quarter in which the update is reported", EVERY_PACK)
        self.text = settled(KeptText("Words of the update", "What did the project do?", lines=7))
        self.fields: tuple[Kept, ...] = (self.when, self.text)
        self._none = label(
            "Nothing is reported of this project yet: Alt+U adds an update.", Role.QUIET, wraps=True
        )
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(space(0.6))
        form.addLayout(row_of((Named("When", self.when), 3), (Named("Reported in", self.period), 2)))
        form.addWidget(Named("Update", self.text))
        form.addStretch(1)
        lay_beside(self, "Updates", self.list, self._none, self._form)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self._write())
        self.list.add_asked.connect(self.add)
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._delete)
        for part in (*self.fields, self.period):
            part.told.connect(self.told)

    def show_project(self, snapshot: Snapshot, project: Project, quarter: Period) -> None:
        """Show the updates of a project; what was typed for another is saved first."""
        is_other = self._project is None or self._project.id != project.id
        if is_other:
            self.flush()
        self._snapshot, self._project, self._quarter = snapshot, project, quarter
        self.show_list("" if not is_other else None)
        self._show_chosen()

    def show_list(self, current: str | None = "", snapshot: Snapshot | None = None) -> None:
        """Show the list alone; None chooses the newest update, "" leaves the one chosen."""
        self._snapshot = snapshot or self._snapshot
        if self._snapshot is None or self._project is None:
            return
        shown = updates_shown(self._snapshot, self._project.id)
        chosen = (shown[0].id if shown else "") if current is None else current
        items = []
        for update in shown:
            period = update.period.short_label if update.period else EVERY_PACK.casefold()
            items.append(Item(update.id, f"{period}  {self._words(update)}"))
        self.list.show_items(items, chosen)

    def choose(self, key: str) -> None:
        """Make an update the chosen one."""
        self.show_list(key)
        self._show_chosen()

    def add(self) -> None:
        """Add an update, reported in the quarter that is shown, and begin with its date."""
        if self._project is None:
            return
        self.flush()
        key = UpdateId(new_id())
        name = project_name(self._project)
        refused = self._do(AddUpdate(f"Add an update to {name}", key, self._project.id, self._quarter))
        if not refused:
            self.choose(key)
            self._write()

    def flush(self) -> None:
        """Save what is being typed."""
        flush_all(self.fields)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        forget_all(self.fields)
        self._snapshot = self._project = None
        self.list.show_items(())

    def unsaved(self) -> str:
        """Return why something typed here was not saved; "" where all was."""
        return unsaved_in(self.fields)

    @property
    def _chosen(self) -> ProjectUpdate | None:
        if self._snapshot is None or not self.list.current:
            return None
        return self._snapshot.of(ProjectUpdate).get(UpdateId(self.list.current))

    def _words(self, update: ProjectUpdate) -> str:
        if self._snapshot is None or self._quarter is None:
            return ""
        return update_words(self._snapshot, update, self._quarter)

    def _choose(self, _key: str) -> None:
        self.flush()
        self._show_chosen()

    def _show_chosen(self) -> None:
        update = self._chosen
        self._form.setVisible(update is not None)
        self._none.setVisible(update is None)
        if update is None or self._snapshot is None or self._project is None or self._quarter is None:
            return
        key, name = update.id, project_name(self._project)
        self.when.keep(
            key,
            update.when,
            lambda typed: self._keep(WriteUpdate(f"Date of an update of {name}", key, when=typed)),
        )
        self.text.keep(
            key,
            update.text,
            lambda typed: self._keep(WriteUpdate(f"Update of {name}", key, text=typed)),
            update_ref(self._snapshot, update, self._quarter),
        )
        self.period.show_quarter(
            key,
            quarters_offered(self._snapshot, self._quarter, update.period),
            update.period,
            lambda chosen: self._do(SetUpdateQuarter(f"Quarter of an update of {name}", key, chosen)),
        )
        read_again(self.when)

    def _read(self, typed: str) -> str:
        update = self._chosen
        return date_words(typed, update.period if update else None)

    def _write(self) -> None:
        if self._chosen is not None:
            self.when.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, key: str, places_down: int) -> None:
        self.flush()
        update = self._chosen
        if self._snapshot is None or update is None or update.id != key or self._project is None:
            return
        steps = steps_of_update(self._snapshot, update, places_down)
        if steps is None:
            self.told.emit("Updates stand by their quarter and date: change those to move one past another.")
            return
        label_ = f"Move an update of {project_name(self._project)}"
        self._do(MoveRow(label_, ProjectUpdate, (update.id,), steps, ("project",)))

    def _delete(self, key: str) -> None:
        self.flush()
        update = self._chosen
        if update is None or update.id != key or self._project is None:
            return
        words = cut(self._words(update))
        label_ = f"Delete an update of {project_name(self._project)}"
        if not self._do(DeleteRow(label_, ProjectUpdate, (update.id,))):
            self.told.emit(f"Deleted the update '{words}'. Ctrl+Z brings it back.")
