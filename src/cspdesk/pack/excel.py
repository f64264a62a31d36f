"""Writes a pack as an Excel workbook: a cover with links, the text, a sheet for each table, and charts."""

import io
from typing import Any

from cspdesk.domain.text import Line, LineKind
from cspdesk.pack.blocks import (
    Chart,
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
from cspdesk.pack.excel_chart import chart_sheet
from cspdesk.pack.excel_names import quoted, sheet_names
from cspdesk.pack.excel_pictures import picture_sheet
from cspdesk.pack.excel_sheets import SIZE, Styles, row_height, set_page, table_sheet
from cspdesk.pack.excel_trends import trend_sheet, trends
from cspdesk.pack.opc import cell_text, created, is_link, unzipped, zipped
from cspdesk.pack.text_width import text_width, wrapped

_TEXT_WIDTH = 75.0
_ROWS_AT_ONCE = 24
"""A paragraph of more lines than this goes on in the next row, as Excel's rows can be no higher."""


def render(pack: Pack) -> bytes:
    """The pack as an .xlsx; equal packs give equal bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": "Arial", "font_size": SIZE},
            "default_row_height": 21,
            "default_column_width": 80,
        },
    )
    book.set_properties(
        {
            "title": cell_text(pack.title),
            "author": cell_text(pack.author),
            "company": cell_text(pack.partnership),
            "created": created(pack.dated),
        }
    )
    book.set_size(2400, 1500)
    styles = Styles(book, {})

    tables = [block for block in pack.blocks if isinstance(block, Table)]
    charts = [block.spec for block in pack.blocks if isinstance(block, Chart)]
    pictures = [block for block in pack.blocks if isinstance(block, Picture)]
    small = trends(charts)
    has_text = any(isinstance(block, Heading | Prose | Note) for block in pack.blocks)
    there = {
        "Cover": True,
        "Text": has_text,
        "Charts": bool(charts),
        "Trends": bool(small),
        "Pictures": bool(pictures),
    }
    fixed = [name for name, is_there in there.items() if is_there]
    names = dict(
        zip((table.key for table in tables), sheet_names([t.title for t in tables], fixed), strict=True)
    )

    cover = book.add_worksheet("Cover")
    links = []
    if has_text:
        links.append(("Text", "what the pack says, in its order"))
        _text_sheet(book.add_worksheet("Text"), pack, names, styles)
    used_names: set[str] = set()
    for table in tables:
        links.append((names[table.key], table.title))
        table_sheet(book.add_worksheet(names[table.key]), table, styles, used_names)
    if charts:
        links.append(("Charts", "every chart of the pack with its figures"))
        chart_sheet(book.add_worksheet("Charts"), charts, styles)
    if small:
        links.append(("Trends", "the last figures of every charted series, each with a small trend"))
        trend_sheet(book.add_worksheet("Trends"), small, styles)
    if pictures:
        links.append(("Pictures", "every picture of the pack"))
        picture_sheet(book.add_worksheet("Pictures"), pictures, styles)
    _cover_sheet(cover, pack, links, styles)
    cover.activate()
    book.close()
    return _completed(out.getvalue())


def _completed(package: bytes) -> bytes:
    """The same workbook with what XlsxWriter leaves out: its language, and that charts leave gaps open.

    Without the second, programs differ in whether a quarter without a figure is drawn as nought.
    """
    parts = unzipped(package)
    for name in parts:
        if name.startswith("xl/charts/chart"):
            seen = b'<c:plotVisOnly val="1"/>'
            parts[name] = parts[name].replace(seen, seen + b'<c:dispBlanksAs val="gap"/>')
    end = b"</cp:coreProperties>"
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        end, b"<dc:language>en-GB</dc:language>" + end
    )
    return zipped(parts)


def _cover_sheet(sheet: Any, pack: Pack, links: list[tuple[str, str]], styles: Styles) -> None:
    set_page(sheet, landscape=False)
    sheet.set_column(0, 0, _TEXT_WIDTH)
    wrap = styles.of(text_wrap=True)
    cover = next((block for block in pack.blocks if isinstance(block, Cover)), None)
    contents = next((block.title for block in pack.blocks if isinstance(block, Contents)), "Contents")
    _put(sheet, 0, pack.title, styles.of(bold=True, font_size=16, text_wrap=True), 16)
    lines = [f"This workbook belongs to the pack of {pack.partnership} for {pack.quarter}."]
    if cover:
        issued = [f"Issued {cover.dated}"] if cover.dated else []
        lines = [
            f"{cover.partnership}: {cover.title}",
            f"{cover.quarter}, {cover.span}",
            *issued,
            *(f"{label}: {words}" for label, words in cover.facts),
            *([cover.version] if cover.version else []),
            *cover.changes,
        ]
    row = 1
    for line in lines:
        _put(sheet, row, line, wrap)
        row += 1
    _put(sheet, row, contents, styles.of(bold=True, font_size=14), 14)
    for name, what in links:
        row += 1
        _link(sheet, row, name, what if _begins(what, name) else f"{name}: {what}", styles)


def _begins(title: str, name: str) -> bool:
    """Whether a sheet's name is the beginning of its title, apart from the marks that a name cannot have."""
    letters, short = ("".join(filter(str.isalnum, words)) for words in (title, name))
    return letters.startswith(short)


def _text_sheet(sheet: Any, pack: Pack, names: dict[str, str], styles: Styles) -> None:
    """The pack's text in its order, with a link wherever a table or a chart stands."""
    set_page(sheet, landscape=False)
    sheet.set_column(0, 0, _TEXT_WIDTH)
    _put(sheet, 0, "Text", styles.title, 16)
    row = 1
    for block in pack.blocks:
        match block:
            case Heading():
                size = {1: 16, 2: 14}.get(block.level, SIZE)
                _put(sheet, row, block.text, styles.of(bold=True, font_size=size, text_wrap=True), size)
                row += 1
            case Prose():
                for line, number in zip(block.lines, list_numbers(block.lines), strict=True):
                    row = _line(sheet, row, line, number, styles)
            case Note():
                row = _long(sheet, row, block.text, styles.of(text_wrap=True))
            case Table():
                _link(sheet, row, names[block.key], f"Table: {block.title}", styles)
                row += 1
            case Chart():
                _link(sheet, row, "Charts", f"Chart: {block.spec.title}", styles)
                row += 1
            case Picture():
                words = block.caption or block.description
                _link(sheet, row, "Pictures", f"Picture: {words}", styles)
                row += 1
            case _:
                pass


def _line(sheet: Any, row: int, line: Line, number: int, styles: Styles) -> int:
    mark = f"{number}. " if number else "• " if line.kind is LineKind.BULLET else ""
    indent = {"indent": 1} if mark else {}
    links = [span for span in line.spans if is_link(span.address)]
    if len(line.spans) == 1 and links and len(line.text) <= 255:
        style = styles.of(font_color="#12436D", underline=1, text_wrap=True, **indent)
        sheet.write_url(row, 0, links[0].address, style, cell_text(mark + line.text))
        return row + 1
    # What leads to a heading of the pack names it already.
    shown = (f"{s.text} ({s.address})" if s.address and s.address[0] != "#" else s.text for s in line.spans)
    words = "".join(shown)
    return _long(sheet, row, mark + words, styles.of(text_wrap=True, **indent))


def _put(sheet: Any, row: int, words: str, style: Any, size: float = SIZE) -> None:
    """Write one wrapped line and give its row the height that it needs."""
    text = cell_text(words)
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, row_height([(text, _TEXT_WIDTH)], size, bold=size > SIZE))


def _long(sheet: Any, row: int, words: str, style: Any) -> int:
    """Write a paragraph, in several rows where one could not show it all; the next row."""
    rows = wrapped(quoted(cell_text(words)), (_TEXT_WIDTH - 3) * text_width("0", SIZE), SIZE)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        _put(sheet, row, " ".join(rows[start : start + _ROWS_AT_ONCE]), style)
        row += 1
    return row


def _link(sheet: Any, row: int, name: str, words: str, styles: Styles) -> None:
    target = name.replace("'", "''")
    text = cell_text(words)[:250]
    style = styles.of(font_color="#12436D", underline=1, text_wrap=True)
    sheet.write_url(row, 0, f"internal:'{target}'!A1", style, text)
    sheet.set_row(row, row_height([(text, _TEXT_WIDTH)]))
