"""What Word and Excel files have in common: text that XML can carry, links, and packages with equal bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from cspdesk.domain.text import clean

_CELL_UNITS = 32_767
_SHORTENED = " (shortened to fit the cell)"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def xml_text(text: str) -> str:
    """The text as it stands in XML, in an element or between double quotes; forbidden characters go."""
    return escape(clean(text).text, {'"': "&quot;"})


def cell_text(text: str) -> str:
    """The text as an Excel cell can hold it: no forbidden characters and at most 32,767 UTF-16 units.

    A text of many live fields, or of characters outside the basic plane such as emoji, can be too long; it
    is shortened.
    """
    kept = clean(text).text
    units = kept.encode("utf-16-le")
    if len(units) <= 2 * _CELL_UNITS:
        return kept
    shortened = units[: 2 * (_CELL_UNITS - len(_SHORTENED))].decode("utf-16-le", "ignore")
    return shortened + _SHORTENED


def is_link(address: str) -> bool:
    """Whether an address may be made a link: http, https or mailto, and short enough for Excel."""
    return address.lower().startswith(("http://", "https://", "mailto:")) and len(address) <= 2000


def created(dated: str) -> datetime:
    """Noon of an ISO date: the time a document is said to be made at, whatever the clock says."""
    return datetime.fromisoformat(dated).replace(hour=12)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in their order, every one of them dated 1 January 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, blob)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
