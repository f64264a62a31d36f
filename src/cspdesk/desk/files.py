"""Opening, making, copying and closing partnership files for a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cspdesk import ENDING
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import DeskError, FileError, RefusedError
from cspdesk.domain.period import Period
from cspdesk.store.store import Editor, Store


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample partnership that a new file can start from."""

    name: str
    title: str
    description: str
    quarter: Period
    """The quarter in which it has most to show."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the program around the window provides."""

    samples: Sequence[Sample] = ()
    make_from_sample: Callable[[str, Path, Editor], Store] | None = None
    """Make a new file from a sample, named, and return it open; raises DeskError."""
    back_up: Callable[[Store], object] | None = None
    """Keep a backup of an open file; raises DeskError."""
    before_migration: Callable[[Path], None] | None = None
    """Keep a file of an older shape as it is, before it is brought up to date."""
    documents: Path = Path()
    """The folder in which new files are proposed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document and, where it can only be read, the sentence that says why."""

    document: Document
    why_read_only: str = ""


def open_document(
    path: Path, editor: Editor, before_migration: Callable[[Path], None] | None = None
) -> Opened:
    """Open a file to write, or a copy of it to read where it cannot be written; raises FileError."""
    try:
        return Opened(_document(Store.open(path, editor, before_migration=before_migration)))
    except FileError as refusal:
        try:
            return Opened(_document(Store.read(path)), str(refusal))
        except DeskError:
            # What stands in the way of reading it too is what the first attempt already told.
            raise refusal from None


@dataclass
class _State:
    path: Path | None = None
    why_read_only: str = ""


class Files(QObject):
    """The window's one way to its file."""

    opened = Signal(object)
    """The path of a file that was opened or made."""

    def __init__(self, workspace: Workspace, editor: Editor, outside: Outside) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.editor = editor
        self.outside = outside
        self._state = _State()

    @property
    def path(self) -> Path | None:
        """Where the open document lies."""
        return self._state.path

    @property
    def why_read_only(self) -> str:
        """Why the open document can only be read; "" where it can be written."""
        return self._state.why_read_only

    def open(self, path: Path) -> None:
        """Open a file in place of the one open; raises FileError, and then all stays as it was."""
        if self.path is not None and _same(path, self.path) and not self.why_read_only:
            return
        self._show(open_document(path, self.editor, self.outside.before_migration), path)

    def new(self, path: Path) -> None:
        """Make an empty file and open it; raises FileError."""
        self._show(Opened(_document(Store.create(path, self.editor))), path)

    def new_from_sample(self, sample: Sample, folder: Path) -> None:
        """Make a file from a sample, under a name of its own in a folder, and open it; raises DeskError."""
        make = self.outside.make_from_sample
        if make is None:
            raise RefusedError("The samples are not installed. Open a file, or make an empty one.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{folder} cannot be made. Make an empty file elsewhere.") from error
        path = free_path(folder, sample.name)
        self._show(Opened(_document(make(sample.name, path, self.editor))), path)
        self.workspace.choose_quarter(sample.quarter)
        self.workspace.told.emit(f"The sample is yours to try; it was made as {path}.")

    def save_copy(self, path: Path) -> None:
        """Write a copy of the open file; where that could only be read, the copy is opened in its place."""
        document = self.workspace.document
        if document is None:
            return
        if self.path is not None and _same(path, self.path):
            raise FileError(f"{path.name} is the open file itself. Choose another name for the copy.")
        document.store.copy_to(path)
        if self.why_read_only:
            self.open(path)
        else:
            self.workspace.told.emit(f"A copy was saved as {path}.")

    def close(self) -> None:
        """Back the file up where it was changed, and close it."""
        self._leave()
        if self.workspace.document is not None:
            self._state = _State()
            self.workspace.open(None)

    def _show(self, opened: Opened, path: Path) -> None:
        self._leave()
        self._state = _State(path.absolute(), opened.why_read_only)
        self.workspace.open(opened.document)
        self.opened.emit(path.absolute())

    def _leave(self) -> None:
        """Keep a backup before the open document goes."""
        document = self.workspace.document
        back_up = self.outside.back_up
        if (
            document is None
            or back_up is None
            or not (document.store.is_writer and document.store.is_changed)
        ):
            return
        try:
            back_up(document.store)
        except DeskError as error:
            # The file itself holds every edit, so a backup that fails is told and stops nothing.
            self.workspace.told.emit(str(error))


def free_path(folder: Path, stem: str) -> Path:
    """Return a path in a folder that nothing has yet: "name.cspdesk", "name 2.cspdesk"."""
    path = folder / f"{stem}{ENDING}"
    count = 2
    while path.exists():
        path = folder / f"{stem} {count}{ENDING}"
        count += 1
    return path


def _document(store: Store) -> Document:
    try:
        return Document(store)
    except BaseException:
        store.close()
        raise


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
