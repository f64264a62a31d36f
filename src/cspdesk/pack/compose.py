"""A pack composed: a snapshot, a quarter and a layout become blocks, not yet Word, Excel or web."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cspdesk.analysis.abbreviations import abbreviation_table
from cspdesk.analysis.editions import Edition
from cspdesk.commands.own_words import gives_full_words
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import partnership, plan_for, priorities
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Priority
from cspdesk.pack.abbreviations import in_full, only_used
from cspdesk.pack.blocks import Block, Heading, Note, Pack, Prose
from cspdesk.pack.fields import Fields
from cspdesk.pack.footnotes import Footnotes
from cspdesk.pack.layouts import PackLayout, Part
from cspdesk.pack.makers import maker_of
from cspdesk.pack.making import Making
from cspdesk.pack.naming import Anchors, file_stem


def compose(
    snapshot: Snapshot,
    quarter: Period,
    arrangement: PackLayout,
    dated: date | None = None,
    edition: Edition | None = None,
) -> Pack:
    """Return the pack of a quarter, ready to be written. `dated` is the date that it bears.

    `edition` says which version it is; a draft has none.

    Raises InputError where the layout asks for a part or a column that there is not.
    """
    name = partnership(snapshot).name or "Community Safety Partnership"
    fields = Fields(snapshot, quarter)
    making = Making(
        snapshot,
        quarter,
        arrangement,
        Anchors(),
        Footnotes(snapshot, quarter, fields),
        fields,
        plan_for(snapshot, quarter),
        {kind.key: kind for kind in sections(snapshot)},
        dated,
        edition,
    )
    made = tuple(_blocks(making))
    table = abbreviation_table(snapshot)
    full = gives_full_words(snapshot)
    blocks = in_full(made, table, making.anchors) if full else only_used(made, table)
    return Pack(
        title=f"{name}: {arrangement.title.lower()}, {quarter.label}",
        partnership=name,
        quarter=quarter.label,
        author=name,
        # A pack without a date of its own still needs one that is the same each time it is written.
        dated=(dated or quarter.end).isoformat(),
        file_stem=file_stem(name, arrangement, quarter, edition),
        blocks=tuple(blocks),
        unsaid=fields.unsaid,
    )


def _blocks(making: Making) -> Iterator[Block]:
    arrangement = making.arrangement
    pages = priorities(making.snapshot, making.plan) if any(part.on for part in arrangement.priority) else ()
    # Known before anything is made, because the first pages lead to them.
    making.pages.update({each.id: making.anchors.new(making.name(each)) for each in pages})
    yield from _made(making, arrangement.front, None)
    for priority in pages:
        yield from _page(making, priority)
    yield from _made(making, arrangement.back, None)


def _made(making: Making, parts: tuple[Part, ...], priority: Priority | None) -> Iterator[Block]:
    for part in parts:
        if part.on:
            made = maker_of(making, part)(making, part, priority)
            yield from map(_laid_down, made) if part.option("landscape", False) else made


def _laid_down(block: Block) -> Block:
    """The block of a part whose pages lie down, as its headings say."""
    return replace(block, wide=True) if isinstance(block, Heading) else block


def _page(making: Making, priority: Priority) -> Iterator[Block]:
    """A priority's page."""
    blocks = list(_made(making, making.arrangement.priority, priority))
    opening = blocks[0] if blocks else None
    # The page turns for its first part at once, not below its name.
    lies = isinstance(opening, Heading) and opening.wide
    yield Heading(1, making.name(priority), making.pages[priority.id], new_page=True, wide=lies)
    if priority.description:
        yield Prose(making.fields.lines(priority.description, "Description", about=making.name(priority)))
    yield from blocks
    if not blocks:
        yield Note("Nothing was reported under this heading for the quarter.")
