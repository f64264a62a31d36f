"""A Word or Excel file as one text that can be kept, read and compared, part by part."""

import hashlib
import re
from xml.etree.ElementTree import canonicalize

from cspdesk.pack.opc import unzipped

_HEAD = "==== "
_UNORDERED = ("[Content_Types].xml", ".rels")
"""Parts whose elements are a set: the order in which they are written says nothing."""
_LONG = ("theme1.xml",)
"""Parts that are always the same and come to many lines; their fingerprint is enough."""
_ROW = re.compile("cd_[a-z_]+_[0-9a-f]{20}")
"""A bookmark by which Word's text finds the row that it is of; a row's identity is drawn when it is made."""


def package_text(package: bytes) -> str:
    """Return every part of a package by name, each behind a line with its name, one XML element to a line.

    Attributes and what has no order are sorted, so that only what a reader of the file would find counts.
    A package inside it, such as the workbook of a chart, is taken apart as well; the identities of rows are
    numbered as they are met. Nothing is done about times: a pack bears those of its own date, and a part that
    took the clock's would differ at once.
    """
    text = "".join(f"{_HEAD}{name}\n{text}\n" for name, text in sorted(_texts(package)))
    numbered = {each: place for place, each in enumerate(dict.fromkeys(_ROW.findall(text)), 1)}
    return _ROW.sub(lambda each: f"{each[0][:-20]}{numbered[each[0]]}", text)


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of such a text by name; a text that is no package is one part without a name."""
    first, *rest = re.split(rf"^{_HEAD}", text, flags=re.MULTILINE)
    found = {"": first} if first else {}
    for part in rest:
        name, _, content = part.partition("\n")
        found[name] = content
    return found


def _texts(package: bytes, within: str = "") -> list[tuple[str, str]]:
    found = []
    for name, blob in unzipped(package).items():
        if name.endswith(".xlsx"):
            found += _texts(blob, f"{within}{name}/")
        else:
            found.append((f"{within}{name}", _text(name, blob)))
    return found


def _text(name: str, blob: bytes) -> str:
    if not name.endswith((".xml", ".rels")) or name.endswith(_LONG):
        return f"{len(blob)} bytes, sha256 {hashlib.sha256(blob).hexdigest()}"
    elements = re.sub(">(?=<)", ">\n", canonicalize(blob.decode("utf-8"))).split("\n")
    if name.endswith(_UNORDERED):
        # An empty element is written as its start and its end, and both on one line keep together.
        opening, *within, closing = re.sub(r">\n</(?!Types|Relationships)", "></", "\n".join(elements)).split(
            "\n"
        )
        elements = [opening, *sorted(within), closing]
    return "\n".join(elements)
