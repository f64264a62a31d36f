"""Writes a pack as a Word document: accessible, editable, with native charts and our own styles."""

import io

from cspdesk.analysis.chart_style import FEWEST_POINTS, in_words, remarks
from cspdesk.analysis.charts import ChartSpec
from cspdesk.pack.blocks import Block, Chart, Contents, Cover, Heading, Note, Pack, Picture, Prose, Table
from cspdesk.pack.opc import unzipped, zipped
from cspdesk.pack.paper import LONG_SIDE, MARGIN, PORTRAIT_WIDTH, SHORT_SIDE, sections_of
from cspdesk.pack.word_chart import chart_run
from cspdesk.pack.word_picture import picture_run
from cspdesk.pack.word_table import table_xml
from cspdesk.pack.word_template import FOOTER_ID, HEADER_ID, field, template
from cspdesk.pack.word_text import Draft, heading, list_definitions, paragraph, prose, run

_LANDSCAPE_WIDTH = LONG_SIDE - 2 * MARGIN

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def render(pack: Pack) -> bytes:
    """The pack as a .docx; equal packs give equal bytes."""
    from docx import Document
    from docx.oxml import parse_xml

    cover = next((block for block in pack.blocks if isinstance(block, Cover)), None)
    empty = template(
        pack.title,
        pack.author,
        pack.dated,
        header=f"{pack.partnership}, {pack.quarter}",
        issued=cover.dated if cover else "",
    )
    document = Document(io.BytesIO(empty))
    headings = [block for block in pack.blocks if isinstance(block, Heading)]
    draft = Draft(document.part, {h.anchor: f"heading_{at}" for at, h in enumerate(headings, 1)})

    sections = sections_of(pack.blocks)
    xml = []
    for at, section in enumerate(sections):
        for before, block in zip((None, *section.blocks), section.blocks, strict=False):
            xml.append(_block(block, isinstance(before, Heading), pack, section.wide, draft))
        page = _page(section.wide, first=at == 0 and cover is not None)
        xml.append(page if at == len(sections) - 1 else _section_end(page))

    body = parse_xml(f"<w:body {_NAMESPACES}>{''.join(xml)}</w:body>")
    document.element.replace(document.element.body, body)
    numbering = document.part.numbering_part.element
    for definition in list_definitions(draft):
        numbering.append(parse_xml(definition))

    out = io.BytesIO()
    document.save(out)
    return zipped(unzipped(out.getvalue()))


def _page(wide: bool, first: bool) -> str:
    """The properties of a section; the cover bears neither header nor footer."""
    size = (
        f'<w:pgSz w:w="{LONG_SIDE}" w:h="{SHORT_SIDE}" w:orient="landscape"/>'
        if wide
        else f'<w:pgSz w:w="{SHORT_SIDE}" w:h="{LONG_SIDE}"/>'
    )
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOTER_ID}"/><w:type w:val="nextPage"/>{size}'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _section_end(page: str) -> str:
    # A paragraph one point high, or a table that fills its page would be followed by an empty one.
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{page}</w:pPr></w:p>"


def _block(block: Block, is_opening: bool, pack: Pack, wide: bool, draft: Draft) -> str:
    match block:
        case Cover():
            xml = _cover(block)
        case Contents():
            xml = _contents(block, pack, draft)
        case Heading():
            bookmark = draft.bookmarks[block.anchor]
            number = int(bookmark.removeprefix("heading_"))
            xml = heading(block.level, block.text, bookmark, number, block.new_page)
        case Prose():
            xml = prose(block.lines, draft)
        case Table():
            xml = table_xml(block, _LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH, draft)
        case Chart():
            xml = _chart(block.spec, pack.dated, draft)
        case Picture():
            xml = _picture(block, draft)
        case Note():
            # A note right under its heading goes to the next page with it.
            xml = paragraph("Note", run(block.text), "<w:keepNext/>" if is_opening else "")
    return xml


def _cover(cover: Cover) -> str:
    lines = [cover.quarter, cover.span, f"Issued {cover.dated}" if cover.dated else ""]
    facts = "".join(
        paragraph("Normal", run(f"{label}: ", bold=True) + run(words)) for label, words in cover.facts
    )
    gap = '<w:spacing w:before="{}" w:after="100"/>'
    return (
        paragraph("Subtitle", run(cover.partnership), gap.format(3200))
        + paragraph("Title", run(cover.title))
        + "".join(paragraph("Subtitle", run(line)) for line in lines if line)
        + (paragraph("Normal", "", gap.format(400)) + facts if facts else "")
    )


def _contents(contents: Contents, pack: Pack, draft: Draft) -> str:
    """The contents, written by us: links that work at once, with page numbers that Word fills when it prints.

    A contents field, or one marked as out of date, would make Word ask a question at each opening; a number
    guessed here could be wrong. So the numbers stay empty until Word works them out.
    """
    entries = []
    for block in pack.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            bookmark = draft.bookmarks[block.anchor]
            entries.append(
                paragraph(
                    f"TOC{block.level}",
                    f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run(block.text)}<w:r><w:tab/></w:r>'
                    + field(f"PAGEREF {bookmark} \\h", "")
                    + "</w:hyperlink>",
                )
            )
    return paragraph("TOCHeading", run(contents.title), "<w:pageBreakBefore/>") + "".join(entries)


def _picture(picture: Picture, draft: Draft) -> str:
    caption = paragraph("Caption", run(picture.caption)) if picture.caption else ""
    source = paragraph("Note", run(f"Source: {picture.source}")) if picture.source else ""
    return (
        caption + paragraph("Normal", picture_run(picture, draft), "<w:keepNext/>" if source else "") + source
    )


def _chart(spec: ChartSpec, dated: str, draft: Draft) -> str:
    """The caption that says what the chart shows, what is drawn, the chart, and what to know about it."""
    keep = "<w:keepNext/>"
    caption = paragraph("Caption", run(spec.title))
    below = [*remarks(spec), *([f"Source: {spec.source}"] if spec.source else [])]
    note = paragraph("Note", run(" ".join(below))) if below else ""
    if spec.point_count < FEWEST_POINTS:
        source = paragraph("Note", run(f"Source: {spec.source}")) if spec.source else ""
        return caption + paragraph("Normal", run(" ".join(in_words(spec)))) + source
    unit = f" ({spec.unit_label})" if spec.unit_label and spec.unit_label not in spec.subject else ""
    return (
        caption
        + paragraph("Note", run(f"{spec.subject}{unit}"), keep)
        + paragraph("Normal", chart_run(spec, draft, dated), keep if note else "")
        + note
    )
