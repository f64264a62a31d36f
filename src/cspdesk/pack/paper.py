"""Which blocks of a pack stand on upright pages and which on pages that lie down, in Word and in print."""

from dataclasses import dataclass
from itertools import groupby

from cspdesk.pack.blocks import Block, Heading, Note, Prose, Table
from cspdesk.pack.word_table import needed_width

LONG_SIDE, SHORT_SIDE, MARGIN = 16838, 11906, 1134
"""A4 and its margins of 2 cm, in twentieths of a point."""
PORTRAIT_WIDTH = SHORT_SIDE - 2 * MARGIN
_SHORT_TEXT = 900
"""So many characters of text may lie down with the wide table that they belong to."""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that lie the same way."""

    wide: bool
    blocks: list[Block]


def sections_of(blocks: tuple[Block, ...]) -> list[Section]:
    """Cut the pack where the page must turn; a wide table takes its heading and short text with it."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        above = parts[-1][-1] if parts[-1] else None
        if isinstance(block, Heading) and not isinstance(above, Heading):
            parts.append([])
        parts[-1].append(block)
    laid: list[tuple[bool, Block]] = []
    for part in parts:
        wide = [_is_wide(block) for block in part]
        belongs = any(wide) and all(lies or _may_lie_down(b) for lies, b in zip(wide, part, strict=True))
        follows = bool(laid) and laid[-1][0] and all(_may_follow(block) for block in part)
        if belongs or follows:
            wide = [True] * len(part)
        else:
            for at in range(len(part) - 1, 0, -1):
                wide[at - 1] |= wide[at] and isinstance(part[at - 1], Heading)
        laid += zip(wide, part, strict=True)
    return [
        Section(wide, [block for _, block in pairs])
        for wide, pairs in groupby(laid, key=lambda pair: pair[0])
    ] or [Section(False, [])]


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and (block.wide or needed_width(block) > PORTRAIT_WIDTH)


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
