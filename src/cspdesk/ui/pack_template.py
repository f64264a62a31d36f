"""Which template the Word packs are written in: the program's own or the council's; chosen here."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from cspdesk.commands.pack_template import RemovePackTemplate, pack_template
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.template_file import template_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import space

_OWN = "The program's own"


class TemplateLine(QWidget):
    """Says which template there is, with a button for another and one to go back."""

    told = Signal(str)
    """Why a document was not taken; "" once one is."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.name = label(_OWN, wraps=True)
        self.choose = button("Use the council's Word template…", self._choose)
        self.remove = button("Back to the program's own", self._remove)
        self.remove.setAccessibleName("Back to the program's own template")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.name, 1)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        self.remove.hide()

    def show_template(self, snapshot: Snapshot) -> None:
        """Say which template the file keeps."""
        kept = pack_template(snapshot)
        self.name.setText(kept.name if kept else _OWN)
        if kept is None and self.remove.hasFocus():
            # The focus would jump to wherever Qt finds room for it.
            self.choose.setFocus()
        self.remove.setVisible(kept is not None)

    def use(self, path: Path) -> None:
        """Keep a document as the template, once it was tried on a thread of its own, or say why not."""
        document = self._workspace.document
        if document is None or not self.choose.isEnabled():
            return
        self.choose.setEnabled(False)
        job = jobs_of(self._workspace).run(
            "Trying the template",
            lambda _: template_of(path),
            lambda command: self._take(document, command),
            self._fail,
        )
        job.cancelled.connect(lambda: self.choose.setEnabled(True))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "The council's Word template", "", "Word documents (*.docx *.dotx)"
        )
        if chosen:
            self.use(Path(chosen))

    def _remove(self) -> None:
        document = self._workspace.document
        if document is not None:
            self._take(document, RemovePackTemplate("Go back to the program's own template"))

    def _take(self, document: Document, command: Command) -> None:
        self.choose.setEnabled(True)
        try:
            document.do(command)
        except DeskError as error:
            self.told.emit(str(error))
        else:
            self.told.emit("")

    def _fail(self, error: BaseException) -> None:
        self.choose.setEnabled(True)
        if not isinstance(error, DeskError):
            self.told.emit("The template was not taken, through a fault of the program.")
            raise error
        self.told.emit(str(error))
