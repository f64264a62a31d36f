"""Who typed what for a measure: fetched from the file when it is asked for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.desk.document import Document
from cspdesk.desk.jobs import Progress, jobs_of
from cspdesk.desk.measure_edits import MOST_EDITS, Edit, edits_in_file
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import DeskError
from cspdesk.domain.tables import MeasureId
from cspdesk.ui.measure_table import FigureTable
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

_HEADINGS = ("When", "Who", "What")


class EditsPart(QWidget):
    """A measure's newest edits, read from a copy of the file on another thread."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._wanted: tuple[Document, MeasureId, int] | None = None
        """What was asked for last; an answer to anything else comes too late."""
        self.table = FigureTable("History of edits")
        self.said = label("", Role.QUIET, wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.said)
        layout.addWidget(self.table)
        self.table.hide()

    def show_measure(self, document: Document, measure: MeasureId) -> None:
        """Fetch a measure's edits, unless those shown are of this very moment."""
        wanted = (document, measure, document.snapshot.sequence)
        if wanted == self._wanted:
            return
        if self._wanted is None or self._wanted[1] != measure:
            self.table.hide()
        self._wanted = wanted
        path, up_to = document.store.path, document.snapshot.sequence

        def work(progress: Progress) -> tuple[Edit, ...]:
            return edits_in_file(path, measure, up_to, lambda at: progress(at, up_to))

        if self.table.isHidden():
            self._say("Reading the history…")
        jobs_of(self._workspace).run(
            "Reading the history of a measure",
            work,
            lambda edits: self._show(wanted, edits),
            lambda error: self._failed(wanted, error),
        )

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._wanted = None
        self.table.hide()
        self._say("")

    def _show(self, wanted: object, edits: Sequence[Edit]) -> None:
        if wanted != self._wanted:
            return
        rows = [(edit.when, edit.who or "Somebody without a name", edit.words) for edit in edits]
        self.table.show_table((_HEADINGS, *rows), _HEADINGS)
        self.table.setVisible(bool(rows))
        said = "" if rows else "Nothing was typed for this measure yet."
        self._say(f"The newest {MOST_EDITS} edits." if len(rows) == MOST_EDITS else said)

    def _failed(self, wanted: object, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        if wanted == self._wanted:
            self._wanted = None
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
