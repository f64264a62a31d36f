"""Tables as Word XML, each one string: heading row repeated, no merged cells, status with word and bar."""

from cspdesk.pack.blocks import Cell, CellKind, Column, Table
from cspdesk.pack.opc import xml_text
from cspdesk.pack.paper import CELL_MARGIN, STATUS_BAR, TABLE_SIZE, cell_margin, least_widths
from cspdesk.pack.text_width import shared_out, wrapped
from cspdesk.pack.word_template import ACCENT
from cspdesk.pack.word_text import Draft, mark_name, paragraph, prose, run

STATUS_COLOURS = {"green": "00703C", "amber": "FFC83D", "red": "B3201A", "grey": "6F7A86"}

_LINE = 267
"""The height of a line of a table, and below of what stands above and below a paragraph and a caption."""
_SPACE = 80
_CAPTION = 700
_WHOLE = 1 / 3
"""A row higher than this share of its page may be broken, as then too much of a page would stay empty."""
_CROWDED = 0.9
"""With no more than a tenth of the width to spare, columns of text would stand high and thin."""
_TOGETHER = 0.4
"""A table no higher than this share of its page is not split over two pages."""


def table_xml(table: Table, width: int, height: int, draft: Draft) -> str:
    """The table with its caption above and its source and notes below.

    `width` and `height` are those of a page's text, in twentieths of a point.
    """
    least = least_widths(table)
    if sum(least) * draft.type_width > width * _CROWDED:
        # Words are kept whole, and long texts given room, at the expense of figures of several words.
        least = least_widths(table, only_words=True)
    minimums = [min(each * draft.type_width, width * 0.4) for each in least]
    margin = cell_margin(table)
    widths = _whole(shared_out(width, [max(c.weight, 1) for c in table.columns], minimums), width)
    heights = [_height(row, [width / draft.type_width for width in widths]) for row in table.rows]
    keep_all = _CAPTION + sum(heights) <= height * _TOGETHER
    last = len(table.rows) - 1
    rows = []
    for at, row in enumerate(table.rows):
        is_whole = heights[at] <= height * _WHOLE
        # The last row takes what stands below the table along.
        with_next = is_whole and (bool(_told(table)) if at == last else keep_all or at == 0)
        rows.append(_row(row, table.columns, widths, with_next, is_whole, draft))
    return (
        paragraph("Caption", run(table.title), "<w:keepNext/><w:keepLines/>")
        + '<w:tbl><w:tblPr><w:tblStyle w:val="PackTable"/>'
        + f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        + f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        + f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        + '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        + f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{xml_text(table.title)}"/>'
        + f'<w:tblDescription w:val="{xml_text(table.description or table.title)}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + f"</w:tblGrid>{_header(table.columns, widths)}{''.join(rows)}</w:tbl>"
        + _below(table)
    )


def _told(table: Table) -> list[str]:
    """The lines below a table."""
    return [*table.notes, *([f"Source: {table.source}"] if table.source else [])]


def _below(table: Table) -> str:
    lines = _told(table)
    if not lines:
        # Word joins two tables that touch, and text would stand too near.
        return (
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
        )
    return "".join(paragraph("Note", run(line)) for line in lines)


def _header(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr>'
        + paragraph("TableHeading", run(column.heading), _aligned(column.kind))
        + "</w:tc>"
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(
    cells: tuple[Cell, ...],
    columns: tuple[Column, ...],
    widths: list[int],
    with_next: bool,
    is_whole: bool,
    draft: Draft,
) -> str:
    keep = "<w:keepNext/>" if with_next else ""
    inner = "".join(
        _cell(cell, column.kind, width, keep, draft)
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if is_whole else ''}{inner}</w:tr>"


def _height(cells: tuple[Cell, ...], widths: list[float]) -> int:
    """How high a row will stand, near enough."""
    return max(
        len(wrapped(cell.text, max((width - 2 * CELL_MARGIN) / 20, 10), TABLE_SIZE)) * _LINE
        + max(1, len(cell.lines)) * _SPACE
        for cell, width in zip(cells, widths, strict=True)
    )


def _cell(cell: Cell, kind: CellKind, width: int, keep: str, draft: Draft) -> str:
    borders = ""
    if cell.status:
        colour = STATUS_COLOURS[cell.status]
        borders = (
            f'<w:tcBorders><w:left w:val="single" w:sz="48" w:space="0" w:color="{colour}"/></w:tcBorders>'
            f'<w:tcMar><w:left w:w="{CELL_MARGIN + STATUS_BAR}" w:type="dxa"/></w:tcMar>'
        )
    if cell.lines:
        rows = cell.rows or [cell.row] * len(cell.lines)
        content = prose(cell.lines, draft, rows, in_table=True, extra=keep)
    else:
        words = run(cell.text, bold=cell.status == "red") if cell.text else ""
        if cell.row:
            _, start, end = draft.new_mark(mark_name(cell.row))
            words = start + words + end
        content = paragraph("TableText", words, keep + _aligned(kind))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def _aligned(kind: CellKind) -> str:
    return '<w:jc w:val="right"/>' if kind is CellKind.FIGURE else ""


def _whole(widths: list[float], total: int) -> list[int]:
    """Whole numbers that add up to the total."""
    found = [int(width) for width in widths]
    found[-1] += total - sum(found)
    return found
