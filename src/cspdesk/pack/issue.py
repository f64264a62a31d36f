"""Writing a pack's documents: composed once, rendered in each format asked for, put in place whole."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from cspdesk.analysis.editions import Edition
from cspdesk.commands.pack_template import pack_template
from cspdesk.domain.errors import FileError, InputError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
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
    edition: Edition | None = None
    """Which version it is where it is issued; a draft has none."""


def make_pack(
    snapshot: Snapshot, request: PackRequest, progress: Callable[[str], None] = lambda _: None
) -> tuple[PackDocument, ...]:
    """Return the documents of a quarter's pack. Equal arguments give equal bytes.

    The Word document is filled into the council's own template where the file keeps one. Raises InputError
    for a layout or a format that there is not, and, where the pack is issued, for a live field that names no
    figure: a draft prints it in its braces. `progress` is told what comes next.
    """
    if not request.formats:
        raise InputError(f"No format was chosen. Choose from: {', '.join(FORMATS)}.")
    for name in request.formats:
        if name not in RENDERERS:
            raise InputError(f"There is no format '{name}'. Choose from: {', '.join(FORMATS)}.")
    pack = compose(
        snapshot, request.quarter, layout(request.layout, snapshot), request.dated, request.edition
    )
    if request.edition is not None and pack.unsaid:
        raise InputError(_not_issued(pack.unsaid))
    kept = pack_template(snapshot)
    template = kept.content if kept else None
    documents = []
    for name in request.formats:
        progress(f"Writing {pack.file_stem}.{name}")
        render: Callable[..., bytes] = import_module(RENDERERS[name]).render
        is_filled = name == "docx" and template is not None
        content = render(pack, template) if is_filled else render(pack)
        if name == "html":
            content += _WRITTEN + _fingerprint(content)
        documents.append(PackDocument(f"{pack.file_stem}.{name}", content))
    return tuple(documents)


def _not_issued(unsaid: tuple[str, ...]) -> str:
    """What is wrong with the first live field that cannot be said, and how many more there are."""
    more = len(unsaid) - 1
    others = f" {more:,} more live field{'s' if more > 1 else ''} cannot be said." if more else ""
    return f"The pack was not issued: {unsaid[0]}{others}"


@contextmanager
def placing(
    documents: tuple[PackDocument, ...], folder: Path, ours: Collection[str] = ()
) -> Iterator[tuple[Path, ...]]:
    """Write the documents beside their places, and put them there when the block ends without an error.

    Yields their paths. A file of a document's name is replaced only where its SHA-256 is among `ours`, those
    of the documents that are kept; what somebody else wrote or changed is not. Raises FileError for such a
    file, for one that another program holds open, and where the folder cannot be written; then none is in
    place.
    """
    paths = tuple(folder / document.name for document in documents)
    partials = [path.with_name(f"{path.name}.part") for path in paths]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _check_free(paths)
            _check_ours(documents, paths, ours)
            for partial, document in zip(partials, documents, strict=True):
                partial.write_bytes(document.content)
            yield paths
            # Asked once more, as somebody may have opened one meanwhile: the others would be in place then.
            _check_free(paths)
            _check_ours(documents, paths, ours)
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


def _check_ours(documents: tuple[PackDocument, ...], paths: tuple[Path, ...], ours: Collection[str]) -> None:
    """Raise FileError naming a file that lies in a document's place and is none of those kept."""
    for document, path in zip(documents, paths, strict=True):
        if not path.exists():
            continue
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != document.sha256 and found not in ours and not is_untouched(path.name, content):
            raise FileError(
                f"The pack was not written: {path.name} in {path.parent} is not as this file issued it, so "
                "it is not overwritten. Move or rename it, or choose another folder, and make the pack again."
            )


def is_untouched(name: str, content: bytes) -> bool:
    """Whether a document says of itself that nobody has changed it since: drafts are kept nowhere.

    Whatever saves a Word or Excel document anew sets when it was modified, which a pack leaves at the day of
    its creation; a web page ends with its own fingerprint.
    """
    if name.endswith(".html"):
        body, _, mark = content.rpartition(_WRITTEN)
        return bool(body) and mark == _fingerprint(body)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            core = package.read("docProps/core.xml").decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return False
    made, changed = (re.search(rf"<dcterms:{word}[^>]*>([^<]+)<", core) for word in ("created", "modified"))
    return made is not None and changed is not None and made[1] == changed[1]


_WRITTEN = b"<!-- as written: "


def _fingerprint(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b" -->\n"


def put_in_place(
    documents: tuple[PackDocument, ...], folder: Path, ours: Collection[str] = ()
) -> tuple[Path, ...]:
    """Write the documents into a folder, all or none, and return their paths; as `placing`."""
    with placing(documents, folder, ours) as paths:
        return paths
