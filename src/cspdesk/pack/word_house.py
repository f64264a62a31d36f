"""A council's own Word document as the template of a pack: opened, made fit, and what it holds kept."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from cspdesk.domain.errors import InputError
from cspdesk.pack.opc import unzipped, zipped
from cspdesk.pack.word_page import Pages, W, pages_of

MARKER = "{pack}"
"""A paragraph of only these words says where the pack goes; else it goes behind what the template holds."""

_LARGEST = 200_000_000
"""Bytes that a template may unpack to."""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML = "{urn:schemas-microsoft-com:vml}"
_STALE = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    f"{_RELATIONS}/attachedTemplate",
    f"{_RELATIONS}/mailMergeSource",
    f"{_RELATIONS}/mailMergeHeaderSource",
)
"""What a pack must not take over: a picture of another document, and addresses that Word would ask about."""
_ASKING = ("attachedTemplate", "mailMerge", "updateFields")
"""Settings that make Word ask a question, or look for a server, each time the pack is opened."""
_WORDS = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}object", f"{W}tbl", f"{W}sectPr", f"{W}sdt")


def opened(template: bytes) -> Any:
    """Return a council's document, or template document, opened by python-docx.

    Raises InputError where it is not one that Word could fill.
    """
    from docx import Document

    with refusing():
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        parts = unzipped(template) if size <= _LARGEST else {}
        if parts:
            # What Word calls a template differs from a document in this word alone.
            kinds = parts["[Content_Types].xml"]
            parts["[Content_Types].xml"] = kinds.replace(
                f"{_WML}.template.main+xml".encode(), f"{_WML}.document.main+xml".encode()
            )
            document = Document(io.BytesIO(zipped(parts)))
            if document.element.body is not None:
                return document
    raise InputError(_REFUSED)


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever fails in here is the template's fault, and told as that: raises InputError."""
    try:
        yield
    except Exception as error:  # a file of somebody else's can be broken in ways that no list would cover
        raise InputError(_REFUSED) from error


_REFUSED = (
    "The template is not a Word document that can be filled: "
    "open it in Word, save it as a Word document (.docx) without a password or macros, and choose that file."
)


def make_fit(document: Any) -> int:
    """Take out what would trouble a reader of the pack; return the highest number of a drawing in it."""
    for owner in (document.part.package, document.part, document.part._settings_part):
        for key in [key for key, relation in owner.rels.items() if relation.reltype in _STALE]:
            owner.rels.pop(key)
    settings = document.settings.element
    for tag in _ASKING:
        for found in settings.findall(f"{W}{tag}"):
            settings.remove(found)
    _speak_english(document.styles.element)
    numbers = [0]
    for element in _printed(document):
        for drawing in element.iter(_DRAWING):
            if not drawing.get("descr"):
                drawing.set("descr", _picture_words(drawing.get("title")))
            number = drawing.get("id", "")
            numbers += [int(number)] if number.isdecimal() else []
        for picture in element.iter(f"{_VML}imagedata"):
            shape = picture.getparent()
            if not shape.get("alt"):
                shape.set("alt", _picture_words(picture.get("title")))
    return max(numbers)


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a template leaves for the pack."""

    before: list[Any]
    """What stands before the pack, to the end of its page."""
    after: list[Any]
    pages: Pages
    is_first: bool
    """Whether the pack's own first page is the first of its section."""
    end: Any
    """The properties of the last section, where they must stay as they are; else None."""


def room_in(document: Any) -> Room:
    """Return where the pack goes: in place of MARKER, else behind what the template holds."""
    body = document.element.body
    end = body.find(f"{W}sectPr")
    children = [child for child in body if child is not end]
    places = [at for at, child in enumerate(children) if _says(child) == MARKER]
    place = places[0] if places else len(children)
    before, rest = children[:place], children[place:]
    governing = [found for child in rest for found in child.iter(f"{W}sectPr")]
    after = rest[1:] if places else rest
    before = before[: len(before) - _empty(reversed(before))]
    after = after[_empty(after) :]
    last = governing[0] if governing else end
    earlier = [found for child in before for found in child.iter(f"{W}sectPr")]
    pages = pages_of([*earlier, body.makeelement(f"{W}sectPr") if last is None else last])
    starts = not before or bool(list(before[-1].iter(f"{W}sectPr")))
    return Room(before, after, pages, starts, end if after else None)


def holds(document: Any, kind: str) -> bool:
    """Whether a section refers to a "header" or a "footer"."""
    return next(document.element.body.iter(f"{W}{kind}Reference"), None) is not None


def used_marks(document: Any) -> tuple[set[str], int]:
    """Return the names of all bookmarks, and the highest number of one."""
    marks = list(document.element.body.iter(f"{W}bookmarkStart"))
    numbers = [mark.get(f"{W}id", "") for mark in marks]
    names = {mark.get(f"{W}name", "").lower() for mark in marks}
    return names, max((int(number) for number in numbers if number.isdecimal()), default=0)


def _printed(document: Any) -> Iterator[Any]:
    yield document.element
    for relation in document.part.rels.values():
        if relation.reltype in (f"{_RELATIONS}/header", f"{_RELATIONS}/footer"):
            yield relation.target_part.element


def _picture_words(title: str | None) -> str:
    return title or "Picture of the template"


def _speak_english(styles: Any) -> None:
    """Say that the document is in British English: the pack's words are, whatever was typed there before."""
    from docx.oxml import parse_xml

    space = f'xmlns:w="{W[1:-1]}"'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    for named in styles.iter(f"{W}lang"):
        if named.get(f"{W}val", "en").lower().startswith("en"):
            named.set(f"{W}val", "en-GB")
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {space}/>")
        styles.insert(0, defaults)
    default = defaults.find(f"{W}rPrDefault")
    if default is None:
        default = parse_xml(f"<w:rPrDefault {space}/>")
        defaults.insert(0, default)
    properties = default.find(f"{W}rPr")
    if properties is None:
        properties = parse_xml(f"<w:rPr {space}/>")
        default.append(properties)
    found = properties.find(f"{W}lang")
    if found is None:
        given = parse_xml(f"<w:rPr {space}>{language}</w:rPr>")[0]
        after = properties.find(f"{W}eastAsianLayout")
        if after is None:
            after = properties.find(f"{W}specVanish")
        if after is None:
            properties.append(given)
        else:
            after.addprevious(given)
    else:
        found.set(f"{W}val", "en-GB")


def _says(element: Any) -> str:
    """Return the words of a paragraph."""
    if element.tag != f"{W}p":
        return ""
    return re.sub(r"\s+", "", "".join(text.text or "" for text in element.iter(f"{W}t")))


def _empty(elements: Any) -> int:
    """Return how many elements at the start show nothing."""
    count = 0
    for element in elements:
        if element.tag in _WORDS or any(
            found.tag != f"{W}t" or (found.text or "").strip() for found in element.iter(*_WORDS)
        ):
            break
        count += 1
    return count
