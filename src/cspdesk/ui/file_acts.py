"""What the File menu does: new, open, save a copy, close, and the files opened lately."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from cspdesk import ENDING
from cspdesk.desk.files import Files, Sample
from cspdesk.ui.preferences import Preferences

_FILTER = f"CSPdesk files (*{ENDING})"

T = TypeVar("T")


class FileActs(QObject):
    """The acts on files; `attempt` does one and says why in its place where it fails.

    `leave` does the same of one that closes the open file, and first tells of what the file has refused.
    """

    recent_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        files: Files,
        preferences: Preferences,
        attempt: Callable[[Callable[[], object]], None],
        leave: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._files = files
        self._preferences = preferences
        self._attempt = attempt
        self._leave = leave

    def new(self) -> None:
        """Ask for a name and make an empty file there."""
        # A new file is never put in the place of another, so there is nothing to confirm.
        path = self._ask_path("New empty file", "Partnership", QFileDialog.Option.DontConfirmOverwrite)
        if path is not None:
            self._leave(lambda: self._files.new(path))

    def new_from_sample(self, sample: Sample) -> None:
        """Make a file of its own from a sample."""
        self._leave(lambda: self._files.new_from_sample(sample, self._files.outside.documents))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open", str(self._folder()), _FILTER)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a file, or say why it cannot be opened."""
        # What a file refused comes back when the same file is opened again, and may be saved then.
        do = self._attempt if path == self._files.path else self._leave
        do(lambda: self._files.open(path))

    def open_again(self) -> None:
        """Try the same file once more: it may be free to write by now."""
        if self._files.path is not None:
            self.open(self._files.path)

    def save_copy(self) -> None:
        """Ask for a name and save a copy there."""
        stem = self._files.path.stem if self._files.path else "Partnership"
        path = self._ask_path("Save a copy as", f"{stem} copy", QFileDialog.Option(0))
        if path is not None:
            self._attempt(lambda: self._files.save_copy(path))

    def close(self) -> None:
        """Close the file."""
        self._leave(self._files.close)

    def remember(self, path: Path) -> None:
        """Put a file at the head of those opened lately."""
        self._preferences.remember(path)
        self.recent_changed.emit()

    def recent(self) -> list[Path]:
        """Return the files opened lately that are still there."""
        return [path for path in self._preferences.recent if path.exists()]

    def _folder(self) -> Path:
        return self._files.path.parent if self._files.path else self._files.outside.documents

    def _ask_path(self, title: str, stem: str, option: QFileDialog.Option) -> Path | None:
        proposed = str(self._folder() / f"{stem}{ENDING}")
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, _FILTER, options=option)
        if not name:
            return None
        return Path(name) if name.endswith(ENDING) else Path(f"{name}{ENDING}")


def fill_menu(menu: QMenu, entries: Sequence[tuple[str, T]], choose: Callable[[T], object]) -> None:
    """Make a menu of these entries and no others; an empty one cannot be opened."""
    menu.clear()
    for words, entry in entries:
        menu.addAction(words).triggered.connect(lambda _=False, chosen=entry: choose(chosen))
    menu.setEnabled(bool(entries))


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the first partnership file among what is dropped."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix == ENDING:
            return path
    return None
