"""Abbreviations in a pack: full words at the first use, and a list of them at the end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cspdesk.analysis.abbreviations import FirstUse, used_of
from cspdesk.domain.text import Line
from cspdesk.pack.blocks import Block, Cell, Chart, Column, Heading, Note, Picture, Prose, Table
from cspdesk.pack.naming import Anchors

_TITLE = "Abbreviations used in this pack"


def in_full(blocks: Iterable[Block], table: dict[str, str], anchors: Anchors) -> Iterator[Block]:
    """Return a pack's blocks with full words at each abbreviation's first use, then the list of those used.

    Only what people wrote is touched: paragraphs, notes and cells of text. Headings and figures stay.
    """
    first = FirstUse(table)
    for block in blocks:
        yield _block(block, first)
    if first.used:
        yield Heading(1, "Abbreviations", anchors.new("abbreviations"))
        yield listed(dict(first.used), anchors)


def listed(table: Mapping[str, str], anchors: Anchors) -> Table:
    """Return abbreviations with their full words as a table."""
    return Table(
        title=_TITLE,
        columns=(Column("Abbreviation", weight=20), Column("In full", weight=80)),
        rows=_rows(table),
        key=anchors.key("abbreviations"),
        description="Each abbreviation used in this pack with its full words.",
    )


def only_used(blocks: Iterable[Block], table: Mapping[str, str]) -> Iterator[Block]:
    """Return a pack's blocks with the list of abbreviations cut to those that its texts use.

    A list in which none is left goes with its heading.
    """
    made = tuple(blocks)
    if not any(_is_list(block) for block in made):
        yield from made
        return
    rows = _rows(used_of(table, (words for block in made for words in _words(block))))
    for at, block in enumerate(made):
        after = made[at + 1] if at + 1 < len(made) else None
        if isinstance(block, Table) and _is_list(block):
            if rows:
                yield replace(block, rows=rows)
        elif rows or not (isinstance(block, Heading) and block.level > 1 and after and _is_list(after)):
            yield block


def _rows(table: Mapping[str, str]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(short), Cell(table[short])) for short in sorted(table, key=str.casefold))


def _is_list(block: Block) -> bool:
    return isinstance(block, Table) and block.title == _TITLE


def _words(block: Block) -> Iterator[str]:
    """What a reader finds in a block, but for the list of abbreviations itself."""
    match block:
        case Prose():
            yield from (line.text for line in block.lines)
        case Heading() | Note():
            yield block.text
        case Table() if not _is_list(block):
            yield from (block.title, block.source, *block.notes, *(c.heading for c in block.columns))
            yield from (cell.text for row in block.rows for cell in row)
        case Chart():
            spec = block.spec
            yield from (spec.title, spec.subject, spec.source, *(line.label for line in spec.lines))
        case Picture():
            yield from (block.caption, block.source)


def _block(block: Block, first: FirstUse) -> Block:
    if isinstance(block, Prose):
        return replace(block, lines=_lines(block.lines, first))
    if isinstance(block, Note):
        return replace(block, text=first.text(block.text))
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell, first) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _cell(cell: Cell, first: FirstUse) -> Cell:
    if not cell.lines:
        return cell
    lines = _lines(cell.lines, first)
    if lines == cell.lines:
        return cell
    text = cell.text
    # The words without marks have the same lines, so each changed line is changed there too.
    for before, after in zip(cell.lines, lines, strict=True):
        if before != after:
            text = text.replace(before.text, after.text, 1)
    return replace(cell, text=text, lines=lines)


def _lines(given: tuple[Line, ...], first: FirstUse) -> tuple[Line, ...]:
    return tuple(replace(line, spans=first.spans(line.spans)) for line in given)
