"""Writes a pack as one web page that needs nothing else: no script, no other file, charts drawn as SVG."""

import base64
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from cspdesk.analysis.chart_style import FEWEST_POINTS, in_words, remarks
from cspdesk.analysis.chart_words import as_table
from cspdesk.analysis.charts import ChartSpec
from cspdesk.domain.pictures import picture_kind
from cspdesk.domain.text import Line, LineKind, Span, clean
from cspdesk.pack.blocks import (
    Block,
    Cell,
    CellKind,
    Chart,
    Column,
    Contents,
    Cover,
    Heading,
    Note,
    Pack,
    Picture,
    Prose,
    Table,
    list_numbers,
)
from cspdesk.pack.opc import is_link
from cspdesk.pack.paper import sections_of
from cspdesk.pack.svg import draw
from cspdesk.pack.web_style import CSS

_SHAPES = {
    "green": '<path d="M1 6 4 9 9 1" fill="none" stroke="#00703c" stroke-width="2"/>',
    "amber": '<path d="M5 .5 9.5 9.5H.5Z" fill="#ffc83d" stroke="#7a5200"/>',
    "red": '<path d="M.5 .5h9v9h-9Z" fill="#b3201a"/>',
    "grey": '<path d="M1 5h8" stroke="#4a5560" stroke-width="2"/>',
}
_SHORT_HEADING = 12
"""A heading of no more characters than this stays on one line, and so do words in place of a figure."""


def render(pack: Pack) -> bytes:
    """The pack as one HTML page in UTF-8; equal packs give equal bytes."""
    has_cover = any(isinstance(block, Cover) for block in pack.blocks)
    contents = next((block for block in pack.blocks if isinstance(block, Contents)), None)
    body, number = [], 0
    for section in sections_of(pack.blocks):
        inner = []
        for block in section.blocks:
            number += 1
            inner.append(_block(block, f"block-{number}"))
        body.append(f'<div class="{"wide" if section.wide else "upright"}">\n{"".join(inner)}</div>\n')
    cover = "".join(_cover(block) for block in pack.blocks if isinstance(block, Cover))
    if not has_cover:
        cover = f'<header class="cover"><h1>{_text(pack.title)}</h1></header>'
    page = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(pack.title)}</title>\n"
        f'<meta name="author" content="{_text(pack.author)}">\n'
        f'<meta name="dcterms.created" content="{_text(pack.dated)}">\n'
        f"<style>{CSS}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#content">Skip to the pack</a>\n'
        f'<div class="page{" with-contents" if contents else ""}">\n{cover}\n'
        f"{_contents(contents, pack) if contents else ''}"
        f'<main id="content" tabindex="-1">\n{"".join(body)}</main>\n</div>\n</body>\n</html>\n'
    )
    return page.encode()


def _text(words: str) -> str:
    return escape(clean(words).text)


def _block(block: Block, key: str) -> str:
    match block:
        case Heading():
            style = ' class="new-page"' if block.new_page else ""
            tag = f"h{block.level + 1}"
            html = f'<{tag} id="{_text(block.anchor)}"{style}>{_text(block.text)}</{tag}>'
        case Prose():
            html = _prose(block.lines)
        case Table():
            html = _table(block, key)
        case Chart():
            html = _chart(block.spec, key)
        case Picture():
            html = _picture(block)
        case Note():
            html = f'<p class="note">{_text(block.text)}</p>'
        case Cover() | Contents():
            return ""
    return f"{html}\n"


def _cover(cover: Cover) -> str:
    lines = [cover.quarter, cover.span, f"Issued {cover.dated}" if cover.dated else ""]
    facts = "".join(f"<dt>{_text(label)}</dt><dd>{_text(words)}</dd>" for label, words in cover.facts)
    changes = "".join(f"<li>{_text(words)}</li>" for words in cover.changes)
    return (
        f'<header class="cover"><p>{_text(cover.partnership)}</p><h1>{_text(cover.title)}</h1>'
        + "".join(f"<p>{_text(line)}</p>" for line in lines if line)
        + (f"<dl>{facts}</dl>" if facts else "")
        + (f'<p class="version">{_text(cover.version)}</p>' if cover.version else "")
        + (f"<ul>{changes}</ul>" if changes else "")
        + "</header>"
    )


def _contents(contents: Contents, pack: Pack) -> str:
    """The headings of level 1 and, under each, those of level 2, linked."""
    entries: list[tuple[Heading, list[Heading]]] = []
    for block in pack.blocks:
        if isinstance(block, Heading) and block.level == 1:
            entries.append((block, []))
        elif isinstance(block, Heading) and block.level == 2 and entries:
            entries[-1][1].append(block)
    items = "".join(
        f"<li>{_entry(first)}{_list(_entry(second) for second in below)}</li>\n" for first, below in entries
    )
    return (
        f'<nav aria-labelledby="contents-title"><p class="contents-title" id="contents-title">'
        f"{_text(contents.title)}</p>\n<ol>\n{items}</ol></nav>\n"
    )


def _entry(heading: Heading) -> str:
    return f'<a href="#{_text(heading.anchor)}">{_text(heading.text)}</a>'


def _list(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ol>{items}</ol>" if items else ""


def _prose(lines: Sequence[Line]) -> str:
    """Paragraphs and lists; a numbered line keeps its number."""
    found = []
    numbered = zip(lines, list_numbers(lines), strict=True)
    for kind, run in groupby(numbered, key=lambda pair: pair[0].kind):
        match kind:
            case LineKind.PARAGRAPH:
                found += [f"<p>{_spans(line)}</p>" for line, _ in run]
            case LineKind.BULLET:
                found.append("<ul>" + "".join(f"<li>{_spans(line)}</li>" for line, _ in run) + "</ul>")
            case LineKind.NUMBERED:
                items = "".join(f'<li value="{number}">{_spans(line)}</li>' for line, number in run)
                found.append(f"<ol>{items}</ol>")
    return "".join(found)


def _spans(line: Line) -> str:
    return "".join(_span(span) for span in line.spans)


def _span(span: Span) -> str:
    html = _text(span.text)
    if span.bold:
        html = f"<strong>{html}</strong>"
    if not span.address:
        return html
    address = _text(span.address)
    # Within the pack an address is the anchor of a heading, which nobody can type.
    leads = is_link(span.address) or span.address.startswith("#")
    return f'<a href="{address}">{html}</a>' if leads else f"{html} ({address})"


def _table(table: Table, key: str) -> str:
    """The table, which scrolls within itself where the window is narrow, and its source and notes."""
    head = "".join(
        f'<th scope="col"{_class(column.kind)}>{_heading(column.heading)}</th>' for column in table.columns
    )
    weight = sum(column.weight for column in table.columns) or 1
    columns = "".join(f'<col style="width: {100 * c.weight / weight:.1f}%">' for c in table.columns)
    rows = "".join(f"<tr>{_row(row, table.columns)}</tr>\n" for row in table.rows)
    below = [*table.notes, *([f"Source: {table.source}"] if table.source else [])]
    described = f' aria-describedby="{key}-about"' if table.description else ""
    about = f'<p id="{key}-about" hidden>{_text(table.description)}</p>' if table.description else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" '
        f'aria-labelledby="{key}-caption"><table{described}><caption id="{key}-caption">{_text(table.title)}'
        f"</caption>\n<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table></div>{about}"
        + "".join(f'<p class="source">{_text(line)}</p>' for line in below)
    )


def _heading(words: str) -> str:
    """The words of a heading; a short one is kept on one line, a number with the word before it."""
    if len(words) <= _SHORT_HEADING:
        return _text(words.replace(" ", "\u00a0"))
    return _text(re.sub(r" (?=\d)", "\u00a0", words))


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    """The cells of a row; the first words in it are its heading."""
    heading = next(
        (at for at, cell in enumerate(cells) if columns[at].kind is CellKind.TEXT and cell.text), -1
    )
    found = []
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if at == heading:
            found.append(f'<th scope="row">{_cell(cell)}</th>')
        elif cell.status:
            shape = f'<svg viewBox="0 0 10 10" aria-hidden="true">{_SHAPES[cell.status]}</svg>'
            found.append(f'<td class="status {cell.status}">{shape}{_cell(cell)}</td>')
        else:
            is_words = (
                column.kind is CellKind.FIGURE and cell.number is None and len(cell.text) > _SHORT_HEADING
            )
            kind = ' class="figure words"' if is_words else _class(column.kind)
            found.append(f"<td{kind}>{_cell(cell)}</td>")
    return "".join(found)


def _cell(cell: Cell) -> str:
    return _prose(cell.lines) if cell.lines else _text(cell.text).replace("\n", "<br>")


def _class(kind: CellKind) -> str:
    return ' class="figure"' if kind is CellKind.FIGURE else ""


def _chart(spec: ChartSpec, key: str) -> str:
    """The caption, the chart, what to know about it, and its figures for whoever wants them."""
    source = f'<p class="source">Source: {_text(spec.source)}</p>' if spec.source else ""
    caption = f"<figcaption>{_text(spec.title)}</figcaption>"
    if spec.point_count < FEWEST_POINTS:
        return f"<figure>{caption}<p>{_text(' '.join(in_words(spec)))}</p>{source}</figure>"
    told = " ".join(remarks(spec))
    return (
        f'<figure>{caption}<p class="note">{_text(spec.subject)}</p>{draw(spec, key)}'
        + (f'<p class="note">{_text(told)}</p>' if told else "")
        + f"{source}{_figures(spec)}</figure>"
    )


def _picture(picture: Picture) -> str:
    """The caption, the picture within the page itself, and its source."""
    caption = f"<figcaption>{_text(picture.caption)}</figcaption>" if picture.caption else ""
    source = f'<p class="source">Source: {_text(picture.source)}</p>' if picture.source else ""
    address = f"data:image/{picture_kind(picture.image)};base64,{base64.b64encode(picture.image).decode()}"
    return (
        f'<figure>{caption}<img src="{address}" alt="{_text(picture.description)}" '
        f'width="{picture.width}" height="{picture.height}">{source}</figure>'
    )


def _figures(spec: ChartSpec) -> str:
    """The chart's figures as a table that is opened on demand; left out in print, as in Word."""
    (first, *headings), *figures = as_table(spec)
    head = "".join(f'<th scope="col" class="figure">{_text(heading)}</th>' for heading in headings)
    rows = []
    for label, *words in figures:
        cells = "".join(f'<td class="figure">{_text(figure)}</td>' for figure in words)
        rows.append(f'<tr><th scope="row">{_text(label)}</th>{cells}</tr>')
    return (
        f'<details><summary>Show the figures</summary><div class="scroll"><table>'
        f"<caption>{_text(spec.subject)}</caption>"
        f'<thead><tr><th scope="col">{_text(first)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )
