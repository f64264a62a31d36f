"""Tables as Word XML, each one string: heading row repeated, no merged cells, status with word and bar."""

from cspdesk.pack.blocks import Cell, CellKind, Column, Table
from cspdesk.pack.opc import xml_text
from cspdesk.pack.text_width import longest_word, shared_out, text_width, wrapped
from cspdesk.pack.word_template import ACCENT
from cspdesk.pack.word_text import Draft, paragraph, prose, run

STATUS_COLOURS = {"green": "00703C", "amber": "FFC83D", "red": "B3201A", "grey": "6F7A86"}

_SIZE = 11.0
_MARGIN = 100
"""Space at each side of a cell's words, in twentieths of a point like every width here."""
_BAR = 100
_KEPT_TOGETHER = 8
"""Tables of no more rows than this are not split over two pages."""
_SHORT_HEADING = 12
"""A heading of no more characters than this is not wrapped."""
_TALL_ROW = 20
"""A row of more lines than this may break across pages, or Word could push it off the page."""


def needed_width(table: Table) -> int:
    """The width under which words or figures would be broken, in twentieths of a point."""
    return int(sum(_minimum(table, at) for at in range(len(table.columns))))


def table_xml(table: Table, width: int, draft: Draft) -> str:
    """The table with its caption above and its source and notes below; `width` in twentieths of a point."""
    minimums = [min(_minimum(table, at), width * 0.4) for at in range(len(table.columns))]
    widths = _whole(shared_out(width, [max(c.weight, 1) for c in table.columns], minimums), width)
    keep_all = len(table.rows) <= _KEPT_TOGETHER
    rows = []
    for at, row in enumerate(table.rows):
        with_next = at < len(table.rows) - 1 and (keep_all or at == 0)
        rows.append(_row(row, table.columns, widths, with_next, draft))
    return (
        paragraph("Caption", run(table.title))
        + '<w:tbl><w:tblPr><w:tblStyle w:val="PackTable"/>'
        + f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        + f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/>'
        + f'<w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
        + '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        + f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{xml_text(table.title)}"/>'
        + f'<w:tblDescription w:val="{xml_text(table.description or table.title)}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + f"</w:tblGrid>{_header(table.columns, widths)}{''.join(rows)}</w:tbl>"
        + _below(table)
    )


def _below(table: Table) -> str:
    lines = [*table.notes, *([f"Source: {table.source}"] if table.source else [])]
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
    cells: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int], with_next: bool, draft: Draft
) -> str:
    room = [(width - 2 * _MARGIN) / 20 for width in widths]
    tall = any(
        len(wrapped(cell.text, max(space, 10), _SIZE)) > _TALL_ROW
        for cell, space in zip(cells, room, strict=True)
    )
    keep = "<w:keepNext/>" if with_next and not tall else ""
    inner = "".join(
        _cell(cell, column.kind, width, keep, draft)
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
    return f"<w:tr>{'' if tall else '<w:trPr><w:cantSplit/></w:trPr>'}{inner}</w:tr>"


def _cell(cell: Cell, kind: CellKind, width: int, keep: str, draft: Draft) -> str:
    borders = ""
    if cell.status:
        colour = STATUS_COLOURS[cell.status]
        borders = (
            f'<w:tcBorders><w:left w:val="single" w:sz="48" w:space="0" w:color="{colour}"/></w:tcBorders>'
            f'<w:tcMar><w:left w:w="{_MARGIN + _BAR}" w:type="dxa"/></w:tcMar>'
        )
    if cell.lines:
        content = prose(cell.lines, draft, in_table=True, extra=keep)
    else:
        bold = cell.status == "red"
        content = paragraph("TableText", run(cell.text, bold) if cell.text else "", keep + _aligned(kind))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def _aligned(kind: CellKind) -> str:
    return '<w:jc w:val="right"/>' if kind is CellKind.FIGURE else ""


def _minimum(table: Table, at: int) -> float:
    """The least width of a column: its longest word, or in a column of figures its longest short entry."""
    column = table.columns[at]
    short = len(column.heading) <= _SHORT_HEADING
    widest = (text_width if short else longest_word)(column.heading, _SIZE, bold=True)
    for row in table.rows:
        text = row[at].text
        whole = column.kind is not CellKind.TEXT and len(text) <= 14
        bold = column.kind is CellKind.STATUS
        widest = max(widest, text_width(text, _SIZE, bold) if whole else longest_word(text, _SIZE, bold))
    return widest * 20 + 2 * _MARGIN + 40 + (_BAR if column.kind is CellKind.STATUS else 0)


def _whole(widths: list[float], total: int) -> list[int]:
    """Whole numbers that add up to the total."""
    found = [int(width) for width in widths]
    found[-1] += total - sum(found)
    return found
