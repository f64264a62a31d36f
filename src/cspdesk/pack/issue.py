"""Writing a pack's documents: composed once, rendered in each format asked for, put in place whole."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from cspdesk.domain.errors import FileError, InputError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.pack.blocks import Pack
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import DEFAULT, layout

# Module names, because a renderer brings a heavy library that only its own format needs.
RENDERERS = {"docx": "cspdesk.pack.word", "xlsx": "cspdesk.pack.excel", "html": "cspdesk.pack.web"}

FORMATS = tuple(RENDERERS)


@dataclass(frozen=True, slots=True)
class PackDocument:
    """One document of a pack: its file name and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its fingerprint."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What is asked for: a quarter's pack in a layout, in some formats, bearing a date or none."""

    quarter: Period
    layout: str = DEFAULT
    formats: tuple[str, ...] = FORMATS
    dated: date | None = None


def make_pack(
    snapshot: Snapshot, request: PackRequest, progress: Callable[[str], None] = lambda _: None
) -> tuple[PackDocument, ...]:
    """Return the documents of a quarter's pack. Equal arguments give equal bytes.

    Raises InputError for a layout or a format that there is not. `progress` is told what comes next.
    """
    if not request.formats:
        raise InputError(f"No format was chosen. Choose from: {', '.join(FORMATS)}.")
    for name in request.formats:
        if name not in RENDERERS:
            raise InputError(f"There is no format '{name}'. Choose from: {', '.join(FORMATS)}.")
    pack = compose(snapshot, request.quarter, layout(request.layout, snapshot), request.dated)
    documents = []
    for name in request.formats:
        progress(f"Writing {pack.file_stem}.{name}")
        render: Callable[[Pack], bytes] = import_module(RENDERERS[name]).render
        documents.append(PackDocument(f"{pack.file_stem}.{name}", render(pack)))
    return tuple(documents)


@contextmanager
def placing(documents: tuple[PackDocument, ...], folder: Path) -> Iterator[tuple[Path, ...]]:
    """Write the documents beside their places, and put them there when the block ends without an error.

    Yields their paths. Raises FileError where the folder cannot be written, or where a document of that name
    is held open by another program; then none is in place.
    """
    paths = tuple(folder / document.name for document in documents)
    partials = [path.with_name(f"{path.name}.part") for path in paths]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _check_free(paths)
            for partial, document in zip(partials, documents, strict=True):
                partial.write_bytes(document.content)
            yield paths
            # Asked once more, as somebody may have opened one meanwhile: the others would be in place then.
            _check_free(paths)
            for partial, path in zip(partials, paths, strict=True):
                partial.replace(path)
        finally:
            for partial in partials:
                with suppress(OSError):
                    partial.unlink()
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise FileError(f"The pack was not written to {folder}: {why}. Choose another folder.") from error


def _check_free(paths: tuple[Path, ...]) -> None:
    """Raise FileError naming a document that is there and cannot be replaced, as Word holds what it shows."""
    for path in paths:
        try:
            if path.exists():
                with path.open("r+b"):
                    pass
        except PermissionError as error:
            raise FileError(
                f"The pack was not written: {path.name} in {path.parent} is open in another program, or may "
                "not be changed. Close it there, or choose another folder, and issue the pack again."
            ) from error


def put_in_place(documents: tuple[PackDocument, ...], folder: Path) -> tuple[Path, ...]:
    """Write the documents into a folder, all or none, and return their paths; raises FileError."""
    with placing(documents, folder) as paths:
        return paths
