"""Parts that are words: outcomes, the sections of report text, countywide rows and projects."""

from collections.abc import Iterator

from cspdesk.analysis.report_order import across
from cspdesk.domain.sections import SectionKind
from cspdesk.domain.tables import Priority
from cspdesk.domain.text import Line, LineKind, Span
from cspdesk.pack.blocks import Block, Heading, Prose, Table
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.parts import countywide_table, project_table, section_blocks


def _outcomes(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    wanted = [words.strip() for words in priority.outcomes.splitlines() if words.strip()]
    if wanted:
        yield from making.titled(part, "Outcomes sought")
        name = making.name(priority)
        said = (making.fields.words(words, "Outcomes sought", about=name) for words in wanted)
        yield Prose(tuple(Line(LineKind.BULLET, (Span(words),)) for words in said))


def _whole_pack(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """What is said of the whole pack and belongs to no priority."""
    heading = making.heading(1, part.heading or "What the board needs to know", new_page=True)
    blocks = [
        block
        for kind in making.sections.values()
        for block in _section(making, kind, None, None)
        # The section of the same name stands first and needs no second heading.
        if not (isinstance(block, Heading) and block.text == heading.text)
    ]
    if blocks:
        yield heading
        yield from blocks


def _section(
    making: Making, kind: SectionKind, heading: str | None, priority: Priority | None, first: int = 1
) -> Iterator[Block]:
    """A section of report text, under the layout's own words for it where it has any."""
    named = SectionKind(kind.key, heading, kind.numbered) if heading else kind
    of = priority.id if priority else None
    return section_blocks(
        named, making.snapshot, of, making.quarter, making.anchors, making.fields, first=first
    )


def section(key: str) -> Maker:
    """Return the maker of a section of report text; nothing where the file knows no such section.

    With the option `through` a numbered section counts on from one priority to the next.
    """

    def make(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
        kind = making.sections.get(key)
        if kind is None:
            return iter(())
        first = _first(making, key, priority) if part.option("through", False) else 1
        return _section(making, kind, part.heading, priority, first)

    return make


def _first(making: Making, key: str, priority: Priority | None) -> int:
    """The number of a priority's first text where all of a section's texts in the pack are counted."""
    of = priority.id if priority else None
    homes = [home.id if home else None for home, _ in across(making.snapshot, making.quarter, key)]
    return homes.index(of) + 1 if of in homes else 1


def _own_sections(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The sections that no part of the layout names."""
    area = making.arrangement.priority if priority else making.arrangement.front
    named = {each.show for each in area}
    for key, kind in making.sections.items():
        if key not in named:
            yield from _section(making, kind, None, priority)


def _countywide(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    key = making.anchors.key(f"countywide {priority.title}")
    yield from _table(
        making,
        part,
        "Countywide priorities",
        countywide_table(making.snapshot, priority, making.quarter, key, part, making.fields),
    )


def _projects(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    key = making.anchors.key(f"projects {priority.title}")
    yield from _table(
        making,
        part,
        "Associated projects",
        project_table(making.snapshot, priority, making.quarter, key, part, making.fields),
    )


def _table(making: Making, part: Part, usual: str, table: Table | None) -> Iterator[Block]:
    if table:
        yield from making.titled(part, usual)
        yield table


PARTS: dict[str, Maker] = {
    "outcomes": _outcomes,
    "whole pack": _whole_pack,
    "own sections": _own_sections,
    "countywide": _countywide,
    "projects": _projects,
}
