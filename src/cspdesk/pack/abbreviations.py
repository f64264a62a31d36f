"""Abbreviations in a pack: full words at the first use, and a list of them at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cspdesk.analysis.abbreviations import FirstUse
from cspdesk.domain.text import Line
from cspdesk.pack.blocks import Block, Cell, Column, Heading, Note, Prose, Table
from cspdesk.pack.naming import Anchors


def in_full(blocks: Iterable[Block], table: dict[str, str], anchors: Anchors) -> Iterator[Block]:
    """Return a pack's blocks with full words at each abbreviation's first use, then the list of those used.

    Only what people wrote is touched: paragraphs, notes and cells of text. Headings and figures stay.
    """
    first = FirstUse(table)
    for block in blocks:
        yield _block(block, first)
    if first.used:
        yield Heading(1, "Abbreviations", anchors.new("abbreviations"))
        yield Table(
            title="Abbreviations used in this pack",
            columns=(Column("Abbreviation", weight=20), Column("In full", weight=80)),
            rows=tuple((Cell(short), Cell(long)) for short, long in first.used),
            key=anchors.key("abbreviations"),
            description="Each abbreviation used in this pack with its full words.",
        )


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
