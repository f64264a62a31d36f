"""Which blocks of a pack stand on upright pages and which on pages that lie down, in Word and in print."""

from dataclasses import dataclass
from itertools import groupby

from cspdesk.pack.blocks import Block, CellKind, Heading, Note, Prose, Table
from cspdesk.pack.text_width import longest_word, text_width

LONG_SIDE, SHORT_SIDE, MARGIN = 16838, 11906, 1134
"""A4 and its margins of 2 cm, in twentieths of a point."""
PORTRAIT_WIDTH = SHORT_SIDE - 2 * MARGIN
TABLE_SIZE = 11.0
"""The type size of tables, in points."""
CELL_MARGIN = 100
"""Space at each side of a cell's words, in twentieths of a point like every width here."""
_MANY_COLUMNS, _NARROW_MARGIN = 12, 75
STATUS_BAR = 100
_SHORT_HEADING = 12
"""A heading of no more characters than this is not wrapped."""
_SHORT_TEXT = 900
"""So many characters of text may lie down with the wide table that they belong to."""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that lie the same way."""

    wide: bool
    blocks: list[Block]


def sections_of(blocks: tuple[Block, ...], width: int = PORTRAIT_WIDTH) -> list[Section]:
    """Cut the pack where the page must turn; a wide table takes its heading and short text with it.

    What stands under a heading that lies down lies down as well.
    `width` is that of the text on an upright page, in twentieths of a point.
    """
    parts: list[list[Block]] = [[]]
    for block in blocks:
        above = parts[-1][-1] if parts[-1] else None
        if isinstance(block, Heading) and not isinstance(above, Heading):
            parts.append([])
        parts[-1].append(block)
    laid: list[tuple[bool, Block]] = []
    for part in parts:
        wide = [_is_wide(block, width) for block in part]
        belongs = any(wide) and all(lies or _may_lie_down(b) for lies, b in zip(wide, part, strict=True))
        follows = bool(laid) and laid[-1][0] and all(_may_follow(block) for block in part)
        turned = any(isinstance(block, Heading) and block.wide for block in part)
        if turned or belongs or follows:
            wide = [True] * len(part)
        else:
            for at in range(len(part) - 1, 0, -1):
                wide[at - 1] |= wide[at] and isinstance(part[at - 1], Heading)
        laid += zip(wide, part, strict=True)
    return [
        Section(wide, [block for _, block in pairs])
        for wide, pairs in groupby(laid, key=lambda pair: pair[0])
    ] or [Section(False, [])]


def least_widths(table: Table, *, only_words: bool = False) -> list[float]:
    """The widths under which words or figures would be broken, in twentieths of a point.

    With `only_words` a figure of several words ("46% - 53%") may stand on several lines.
    """
    return [_least(table, at, only_words=only_words) for at in range(len(table.columns))]


def cell_margin(table: Table) -> int:
    """The space at each side of a cell's words, in twentieths of a point; less where columns are many."""
    return CELL_MARGIN if len(table.columns) < _MANY_COLUMNS else _NARROW_MARGIN


def _least(table: Table, at: int, *, only_words: bool) -> float:
    """The least width of a column: its longest word, or in a column of figures its longest short entry."""
    column = table.columns[at]
    short = len(column.heading) <= _SHORT_HEADING
    widest = (text_width if short else longest_word)(column.heading, TABLE_SIZE, bold=True)
    bold = column.kind is CellKind.STATUS
    for text in {row[at].text for row in table.rows}:
        whole = column.kind is not CellKind.TEXT and len(text) <= 14 and not only_words
        found = text_width(text, TABLE_SIZE, bold) if whole else longest_word(text, TABLE_SIZE, bold)
        widest = max(widest, found)
    return widest * 20 + 2 * cell_margin(table) + 40 + (STATUS_BAR if bold else 0)


def _is_wide(block: Block, width: int) -> bool:
    return isinstance(block, Table) and (block.wide or sum(least_widths(block)) > width)


def _may_lie_down(block: Block) -> bool:
    match block:
        case Prose(lines=lines):
            return sum(len(line.text) for line in lines) <= _SHORT_TEXT
        case Heading() | Note() | Table():
            return True
        case _:
            return False


def _may_follow(block: Block) -> bool:
    """Whether a block is so short that turning the page for it would leave the page all but empty."""
    if isinstance(block, Heading):
        return not block.new_page
    return _may_lie_down(block) and not isinstance(block, Table)
