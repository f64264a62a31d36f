"""What the window shows in its parts: views that follow the document only while they are seen, and pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot

_Seen = tuple[Document | None, Snapshot | None, Period]


class LiveView(QWidget):
    """A view of the open document in the chosen quarter.

    While it is shown it calls `refresh` when another document or quarter comes, and `take` after each edit.
    While hidden it does nothing; when shown again it calls `refresh` if it has missed anything.
    """

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _came_to_sight = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._came_to_sight.connect(self._catch_up)
        self.workspace = workspace
        self._listening_to: Document | None = None
        self._seen: _Seen | None = None
        self._path: Path | None = None
        """The file of which fields may hold something."""
        workspace.document_changed.connect(self._follow)
        workspace.quarter_changed.connect(self._catch_up)
        self._follow()

    @property
    def document(self) -> Document:
        """The open document; pages are only shown while there is one."""
        document = self.workspace.document
        if document is None:
            raise LookupError("A view was asked for its document while none is open.")
        return document

    def refresh(self) -> None:
        """Show everything anew from the document and quarter; called only while a document is open."""
        raise NotImplementedError

    def clear(self) -> None:
        """Let go of what belongs to the document that was closed; nothing by default."""

    def leave_other_file(self) -> None:
        """Let go of what another file refused; the same, open to write now, is given it."""
        document = self.workspace.document
        if document is not None:
            if self._path not in (None, document.store.path):
                self.clear()
            self._path = document.store.path

    def take(self, change_set: ChangeSet) -> None:  # noqa: ARG002 - for views that can do with less
        """Take one edit; everything is shown anew unless a view knows better."""
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was missed while hidden."""
        super().showEvent(event)
        self._came_to_sight.emit()

    def _follow(self) -> None:
        document = self.workspace.document
        if document is not self._listening_to:
            self._listening_to = document
            if document is None:
                self._seen = None
                self.clear()
            else:
                document.changed.connect(self._changed)
        self._catch_up()

    def _now(self) -> _Seen:
        document = self.workspace.document
        return (document, document.snapshot if document else None, self.workspace.quarter)

    def _catch_up(self) -> None:
        now = self._now()
        if now[0] is None or not self.isVisible():
            return
        before = self._seen
        if before is None or now[0] is not before[0] or now[1] is not before[1] or now[2] != before[2]:
            self._seen = now
            self.refresh()

    def _changed(self, change_set: ChangeSet) -> None:
        if self._seen is None or not self.isVisible():
            return
        self._seen = self._now()
        self.take(change_set)


class Page(LiveView):
    """One page of the window, reached by the rail."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys that work on the page and stand in no menu, each with what it does: shown by F1."""

    def go(self, place: Place) -> None:
        """Show what a place names; the page is already in front. By default only the selection is made."""
        if place.selection is not None:
            self.workspace.select(place.selection)

    def flush(self) -> None:
        """Hand over what is still being typed; nothing by default."""

    def take_focus(self) -> None:
        """Put the keys where they were on the page, else on the first part that takes them."""
        within = self.focusWidget() or next(
            (
                part
                for part in self.findChildren(QWidget)
                if part.focusPolicy() & Qt.FocusPolicy.TabFocus
                and part.isVisibleTo(self)
                and part.isEnabled()
            ),
            None,
        )
        if within is not None:
            within.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed, in a sentence for who closes the window."""
        return ""

    def issue(self) -> None:
        """Issue the pack; only the page that can do so does."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How a page is named in the rail and made when it is first shown."""

    key: str
    title: str
    icon: str
    """The name of a file in resources/icons, without its ending."""
    make: Callable[[Workspace], Page]
    has_inspector: bool = False
    """Whether the inspector stands beside the page."""
    in_rail: bool = True
    """Whether the rail shows it; one that is seldom needed is reached by a menu and by its name."""
