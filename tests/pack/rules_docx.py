"""Our own rules for a Word file: what two foreign judges do not look at, so that anyone can read it."""

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

Element = ElementTree.Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
VML = "{urn:schemas-microsoft-com:vml}"
DC = "{http://purl.org/dc/elements/1.1/}"

_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


def docx_faults(path: Path) -> list[str]:
    """What breaks a rule in a Word file, in words; nothing where all is well."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = _read(parts, "word/document.xml")
    printed = [document] + [
        _read(parts, name) for name in parts if re.fullmatch(r"word/(header|footer)\d+\.xml", name)
    ]
    return [
        *_properties(parts),
        *_headings(parts, document),
        *(fault for table in document.iter(f"{W}tbl") for fault in _table(table)),
        *(fault for element in printed for fault in _drawings(element)),
        *_bookmarks(document),
        *_footnotes(parts, document),
        *_fields(parts, document),
        *(fault for name in parts if _is_chart(name) for fault in _chart(parts, name)),
    ]


def words(element: Element) -> str:
    """The words in an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t")).strip()


def _read(parts: dict[str, bytes], name: str) -> Element:
    return ElementTree.fromstring(parts[name])


def _properties(parts: dict[str, bytes]) -> Iterator[str]:
    names = [name for name in parts if name.endswith(("core.xml", ".psmdcp"))]
    core = _read(parts, names[0])
    for tag in ("title", "creator"):
        if not (core.findtext(f"{DC}{tag}") or "").strip():
            yield f"The document has no {tag}."
    if core.findtext(f"{DC}language") != "en-GB":
        yield "The properties do not say that the document is in British English."
    language = _read(parts, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or language.get(f"{W}val") != "en-GB":
        yield "The styles do not say that the document is in British English."


def _headings(parts: dict[str, bytes], document: Element) -> Iterator[str]:
    levels = {}
    for style in _read(parts, "word/styles.xml").iter(f"{W}style"):
        named = re.fullmatch(r"heading ([1-9])", _name(style), re.IGNORECASE)
        if named:
            levels[style.get(f"{W}styleId")] = int(named[1])
    last = 0
    for paragraph in document.iter(f"{W}p"):
        style_id = paragraph.find(f"{W}pPr/{W}pStyle")
        level = 0 if style_id is None else levels.get(style_id.get(f"{W}val"), 0)
        if not level:
            continue
        if not words(paragraph):
            yield "A heading has no words."
        if level > last + 1:
            yield f"The heading '{words(paragraph)}' of level {level} follows one of level {last}."
        if paragraph.find(f"{W}pPr/{W}keepNext") is None:
            yield f"The heading '{words(paragraph)}' may stand alone at the foot of a page."
        last = level


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _table(table: Element) -> Iterator[str]:
    caption = table.find(f"{W}tblPr/{W}tblCaption")
    name = "" if caption is None else caption.get(f"{W}val", "")
    described = table.find(f"{W}tblPr/{W}tblDescription")
    if not name or described is None or not described.get(f"{W}val"):
        yield f"The table '{name}' has no alternative text."
    rows = table.findall(f"{W}tr")
    flagged = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    if not flagged or not flagged[0] or any(flagged[1:]):
        yield f"The first row, and no other, of the table '{name}' must be flagged as its heading."
    if any(True for tag in ("gridSpan", "vMerge", "hMerge") for _ in table.iter(f"{W}{tag}")):
        yield f"The table '{name}' has merged cells."
    headings = [words(cell) for cell in rows[0].findall(f"{W}tc")]
    if not all(headings) or len({heading.casefold() for heading in headings}) < len(headings):
        yield f"The headings of the table '{name}' are not all there and different: {headings}."
    if any(len(row.findall(f"{W}tc")) != len(headings) for row in rows):
        yield f"A row of the table '{name}' has more or fewer cells than the heading."
    for cell in table.iter(f"{W}tc"):
        shade = cell.find(f"{W}tcPr/{W}shd")
        filled = shade is not None and shade.get(f"{W}fill", "auto") not in ("auto", "FFFFFF")
        if (filled or cell.find(f"{W}tcPr/{W}tcBorders") is not None) and not words(cell):
            yield f"A cell of the table '{name}' says something by its colour alone."


def _drawings(element: Element) -> Iterator[str]:
    drawings = list(element.iter(DRAWING))
    for drawing in drawings:
        if not drawing.get("descr", "").strip():
            yield f"The drawing {drawing.get('id')} has no alternative text."
    if len({drawing.get("id") for drawing in drawings}) < len(drawings):
        yield "Two drawings have the same number."
    for shape in element.iter(f"{VML}shape"):
        if shape.find(f"{VML}imagedata") is not None and not shape.get("alt", "").strip():
            yield "A picture of the old kind has no alternative text."


def _bookmarks(document: Element) -> Iterator[str]:
    starts = list(document.iter(f"{W}bookmarkStart"))
    names = [start.get(f"{W}name", "") for start in starts]
    for name in names:
        if not _BOOKMARK.fullmatch(name):
            yield f"The bookmark '{name}' has a name that Word does not take."
    if len({name.lower() for name in names}) < len(names):
        yield "Two bookmarks have the same name."
    numbers = [start.get(f"{W}id") for start in starts]
    ends = [end.get(f"{W}id") for end in document.iter(f"{W}bookmarkEnd")]
    if len(set(numbers)) < len(numbers) or sorted(map(str, numbers)) != sorted(map(str, ends)):
        yield "The bookmarks do not begin and end once each."
    for link in document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in names:
            yield f"A link leads to '{anchor}', which is not there."
        if not words(link):
            yield "A link has no words."


def _footnotes(parts: dict[str, bytes], document: Element) -> Iterator[str]:
    asked = [mark.get(f"{W}id") for mark in document.iter(f"{W}footnoteReference")]
    notes = {}
    if "word/footnotes.xml" in parts:
        notes = {n.get(f"{W}id"): words(n) for n in _read(parts, "word/footnotes.xml").iter(f"{W}footnote")}
    for number in asked:
        if not notes.get(number):
            yield f"The footnote {number} has no words."
    if len(set(asked)) < len(asked):
        yield "A footnote is referred to twice."


def _fields(parts: dict[str, bytes], document: Element) -> Iterator[str]:
    if b"updateFields" in parts["word/settings.xml"] or any(
        field.get(f"{W}dirty") for field in document.iter(f"{W}fldChar")
    ):
        yield "Word would ask its reader whether to update fields."
    for size in document.iter(f"{W}sz"):
        if int(size.get(f"{W}val", "24")) < 18:
            yield "Something is set smaller than nine points."


def _is_chart(name: str) -> bool:
    return re.fullmatch(r"word/charts/chart\d+\.xml", name) is not None


def _chart(parts: dict[str, bytes], name: str) -> Iterator[str]:
    """What a chart shows must be what its workbook holds, or editing it would change the picture."""
    chart = _read(parts, name)
    relations = _read(parts, f"word/charts/_rels/{PurePosixPath(name).name}.rels")
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    outside = chart.find(f"{C}externalData")
    if outside is None:
        yield f"{name} cannot be edited: it has no workbook."
        return
    path = PurePosixPath("word/charts") / targets[outside.get(f"{R}id")]
    book = load_workbook(io.BytesIO(parts[_plain(path)]))
    for where in chart.iter():
        formula = where.findtext(f"{C}f")
        if formula is None:
            continue
        cells = _cells(book, formula)
        points = {int(p.get("idx", "-1")): p.findtext(f"{C}v") for p in where.iter(f"{C}pt")}
        for at, cell in enumerate(cells):
            if not _same(points.get(at), cell):
                yield f"{name} shows {points.get(at)!r} where {formula} holds {cell!r}."


def _plain(path: PurePosixPath) -> str:
    """A path without the steps up in it."""
    found: list[str] = []
    for part in path.parts:
        if part == ".." and found:
            found.pop()
        elif part != "/":
            found.append(part)
    return "/".join(found)


def _cells(book: Workbook, formula: str) -> list[object]:
    sheet, _, area = formula.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def _same(shown: str | None, held: object) -> bool:
    if shown is None or held is None:
        return not shown and held is None
    if isinstance(held, int | float):
        return Decimal(shown) == Decimal(str(held))
    return shown == str(held)
