"""Writes a pack as a Word document: accessible, editable, with native charts, in our style or a council's."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cspdesk.analysis.chart_style import FEWEST_POINTS, in_words, remarks
from cspdesk.pack.blocks import Block, Chart, Contents, Cover, Heading, Note, Pack, Picture, Prose, Table
from cspdesk.pack.opc import unzipped, zipped
from cspdesk.pack.paper import PORTRAIT_WIDTH, sections_of
from cspdesk.pack.word_chart import chart_run
from cspdesk.pack.word_font import type_width
from cspdesk.pack.word_house import holds, make_fit, opened, refusing, room_in, used_marks
from cspdesk.pack.word_notes import add_footnotes, highest
from cspdesk.pack.word_page import Pages, W
from cspdesk.pack.word_picture import picture_run
from cspdesk.pack.word_styles import add_list, house_lists, house_styles, restyle
from cspdesk.pack.word_table import table_xml
from cspdesk.pack.word_template import core_xml, field, footer_xml, header_xml
from cspdesk.pack.word_template import template as own_template
from cspdesk.pack.word_text import Draft, heading, paragraph, prose, run

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = f'xmlns:w="{W[1:-1]}" xmlns:r="{_RELATIONS}"'
_EMU_IN_TWIP = 635


def render(pack: Pack, template: bytes | None = None) -> bytes:
    """The pack as a .docx; equal packs, and equal templates, give equal bytes.

    A `template` is a council's own Word document: its fonts, styles, logo, header and footer are kept, and
    so is what it holds; styles that it lacks are added. The pack stands where a paragraph of it says
    "{pack}", else behind what it holds. Raises InputError where it is not a Word document.
    """
    from docx.oxml import parse_xml

    cover = next((block for block in pack.blocks if isinstance(block, Cover)), None)
    header, issued = f"{pack.partnership}, {pack.quarter}", cover.dated if cover else ""
    if template is None:
        ours = own_template(pack.title, pack.author, pack.dated, header, issued, cover is not None)
        document = opened(ours)
        styles, draft = _made_ready(document)
        room = room_in(document)
    else:
        document = opened(template)
        with refusing():
            styles, draft = _made_ready(document)
            _head_and_foot(document, header_xml(header), footer_xml(issued), styles)
            room = room_in(document)

    ends: dict[str, tuple[str, str]] = {}
    headings = [block for block in pack.blocks if isinstance(block, Heading)]
    for at, block in enumerate(headings, 1):
        name, start, end = draft.new_mark(f"heading_{at}")
        draft.bookmarks[block.anchor] = name
        ends[block.anchor] = (start, end)

    writing = _Writing(pack, draft, room.pages, ends)
    sections = sections_of(pack.blocks, int(room.pages.width(False) / draft.type_width))
    xml = [] if room.is_first else [_section_end(room.pages.given())]
    for at, section in enumerate(sections):
        xml += _blocks(section.blocks, section.wide, writing)
        page = room.pages.section(section.wide, first=at == 0 and room.is_first)
        is_last = at == len(sections) - 1 and not room.after
        xml.append(page if is_last else _section_end(page))
    made = parse_xml(f"<w:body {_NAMESPACES}>{''.join(xml)}</w:body>")
    restyle(made, styles)
    _fill(document.element.body, room.before, made, room.after, room.end)
    numbering = document.part.numbering_part.element
    for at, begins in enumerate(draft.list_starts):
        add_list(numbering, draft.lists.next_list + at, draft.lists.numbers, begins)
    add_footnotes(document, draft.footnotes, styles)

    properties = _properties_name(document)
    out = io.BytesIO()
    document.save(out)
    parts = unzipped(out.getvalue())
    parts[properties] = core_xml(pack.title, pack.author, pack.dated).encode()
    return zipped(parts)


def _made_ready(document: Any) -> tuple[dict[str, str], Draft]:
    """Let a document have all that a pack needs; return its styles by our ids, and the draft in it."""
    drawings = make_fit(document)
    styles = house_styles(document)
    draft = Draft(document.part, lists=house_lists(document, styles), first_footnote=highest(document) + 1)
    draft.drawings, draft.type_width = drawings, type_width(document, styles)
    draft.marks, draft.mark_count = used_marks(document)
    # The charts ask the package for the names of their parts.
    document.part.package.next_partname = draft.part_name
    return styles, draft


def _properties_name(document: Any) -> str:
    """The name of the part with the document's properties; where it has none, python-docx adds it."""
    return str(document.part.package._core_properties_part.partname).lstrip("/")


def _head_and_foot(document: Any, header: str, footer: str, styles: dict[str, str]) -> None:
    """Give a template without any header or footer ours."""
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from lxml import etree

    body = document.element.body
    if body.find(f"{W}sectPr") is None:
        body.append(body.makeelement(f"{W}sectPr"))
    for kind, words in (("header", header), ("footer", footer)):
        if holds(document, kind):
            continue
        element = parse_xml(words)
        restyle(element, styles)
        package = document.part.package
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        part = Part(
            package.next_partname(f"/word/{kind}%d.xml"), content_type, etree.tostring(element), package
        )
        number = document.part.relate_to(part, f"{_RELATIONS}/{kind}")
        for section in body.iter(f"{W}sectPr"):
            section.insert(
                0, parse_xml(f'<w:{kind}Reference {_NAMESPACES} w:type="default" r:id="{number}"/>')
            )


def _fill(body: Any, before: list[Any], made: Any, after: list[Any], end: Any) -> None:
    for child in list(body):
        body.remove(child)
    body.extend([*before, *made, *after, *([] if end is None else [end])])


@dataclass(frozen=True, slots=True)
class _Writing:
    """What every block is written with."""

    pack: Pack
    draft: Draft
    pages: Pages
    ends: dict[str, tuple[str, str]]
    """The two ends of each heading's bookmark, by its anchor."""


def _section_end(page: str) -> str:
    # A paragraph one point high, or a table that fills its page would be followed by an empty one.
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{page}</w:pPr></w:p>"


def _blocks(blocks: Sequence[Block], wide: bool, writing: _Writing) -> Iterator[str]:
    """The XML of a section's blocks; notes that explain a text's markers become its footnotes."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        is_opening = at > 0 and isinstance(blocks[at - 1], Heading)
        at += 1
        if isinstance(block, Prose):
            notes, at = _explained(block, blocks, at)
            rows = block.rows or [block.row] * len(block.lines)
            yield prose(block.lines, writing.draft, rows, notes)
        else:
            yield _block(block, is_opening, wide, writing)


def _explained(text: Prose, blocks: Sequence[Block], at: int) -> tuple[list[tuple[str, str]], int]:
    """The markers of a text with what the notes right below say of them, and the first block behind those."""
    shown = [span.text for line in text.lines for span in line.spans]
    found = []
    while at < len(blocks):
        note = blocks[at]
        if not isinstance(note, Note) or not note.marker or note.marker not in shown:
            break
        shown.remove(note.marker)
        found.append((note.marker, note.text.removeprefix(note.marker).strip()))
        at += 1
    return found, at


def _block(block: Block, is_opening: bool, wide: bool, writing: _Writing) -> str:
    draft, room = writing.draft, writing.pages.width(wide)
    match block:
        case Cover():
            xml = _cover(block)
        case Contents():
            xml = _contents(block, writing)
        case Heading():
            xml = heading(block.level, block.text, writing.ends[block.anchor], block.new_page)
        case Table():
            xml = table_xml(block, room, writing.pages.height(wide), draft)
        case Chart():
            xml = _chart(block, writing, room)
        case Picture():
            xml = _picture(block, draft, room)
        case Note():
            # A note right under its heading goes to the next page with it.
            xml = paragraph("Note", run(block.text), "<w:keepNext/>" if is_opening else "")
        case Prose():
            xml = prose(block.lines, draft)
    return xml


def _cover(cover: Cover) -> str:
    lines = [cover.quarter, cover.span, f"Issued {cover.dated}" if cover.dated else ""]
    facts = "".join(
        paragraph("Normal", run(f"{label}: ", bold=True) + run(words)) for label, words in cover.facts
    )
    version = paragraph("Normal", run(cover.version)) if cover.version else ""
    changes = "".join(paragraph("ListBullet", run(words)) for words in cover.changes)
    below = facts + version + changes
    gap = '<w:spacing w:before="{}" w:after="100"/>'
    return (
        paragraph("Subtitle", run(cover.partnership), gap.format(3200))
        + paragraph("Title", run(cover.title))
        + "".join(paragraph("Subtitle", run(line)) for line in lines if line)
        + (paragraph("Normal", "", gap.format(400)) + below if below else "")
    )


def _contents(contents: Contents, writing: _Writing) -> str:
    """The contents, written by us: links that work at once, with page numbers that Word fills when it prints.

    A contents field, or one marked as out of date, would make Word ask a question at each opening; a number
    guessed here could be wrong. So the numbers stay empty until Word works them out.
    """
    entries = []
    room = writing.pages.width(False)
    tab = "" if room == PORTRAIT_WIDTH else f'<w:tabs><w:tab w:val="right" w:pos="{room}"/></w:tabs>'
    for block in writing.pack.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            bookmark = writing.draft.bookmarks[block.anchor]
            entries.append(
                paragraph(
                    f"TOC{block.level}",
                    f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run(block.text)}<w:r><w:tab/></w:r>'
                    + field(f"PAGEREF {bookmark} \\h", "")
                    + "</w:hyperlink>",
                    tab,
                )
            )
    return paragraph("TOCHeading", run(contents.title), "<w:pageBreakBefore/>") + "".join(entries)


def _picture(picture: Picture, draft: Draft, room: int) -> str:
    caption = paragraph("Caption", run(picture.caption), _KEEP) if picture.caption else ""
    source = paragraph("Note", run(f"Source: {picture.source}")) if picture.source else ""
    return caption + paragraph("Normal", picture_run(picture, draft, room), _KEEP if source else "") + source


_KEEP = "<w:keepNext/>"
_EXTENT = re.compile(r'<wp:extent cx="(\d+)" cy="(\d+)"/>')


def _fitted(drawing: str, room: int) -> str:
    """A chart made as narrow as the page has room; `room` in twentieths of a point."""

    def fit(size: re.Match[str]) -> str:
        width, height = int(size[1]), int(size[2])
        share = min(1.0, room * _EMU_IN_TWIP / width)
        return f'<wp:extent cx="{int(width * share)}" cy="{int(height * share)}"/>'

    return _EXTENT.sub(fit, drawing, count=1)


def _chart(chart: Chart, writing: _Writing, room: int) -> str:
    """The caption that says what the chart shows, what is drawn, the chart, and what to know about it."""
    spec = chart.spec
    caption = paragraph("Caption", run(spec.title), _KEEP)
    below = [*remarks(spec), *([f"Source: {spec.source}"] if spec.source else [])]
    note = paragraph("Note", run(" ".join(below))) if below else ""
    if spec.point_count < FEWEST_POINTS:
        source = paragraph("Note", run(f"Source: {spec.source}")) if spec.source else ""
        return caption + paragraph("Normal", run(" ".join(in_words(spec)))) + source
    drawing = chart_run(spec, writing.draft, writing.pack.dated, is_low=chart.is_low)
    unit = f" ({spec.unit_label})" if spec.unit_label and spec.unit_label not in spec.subject else ""
    return (
        caption
        + paragraph("Note", run(f"{spec.subject}{unit}"), _KEEP)
        + paragraph("Normal", _fitted(drawing, room), _KEEP if note else "")
        + note
    )
