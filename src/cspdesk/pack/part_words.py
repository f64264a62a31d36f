"""Parts that are words: outcomes, the sections of report text, countywide rows and projects."""

from collections.abc import Iterator

from cspdesk.domain.sections import SectionKind
from cspdesk.domain.tables import Priority
from cspdesk.domain.text import Line, LineKind, Span
from cspdesk.pack.blocks import Block, Prose, Table
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.parts import countywide_table, project_table, section_blocks


def _outcomes(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    wanted = [words.strip() for words in priority.outcomes.splitlines() if words.strip()]
    if wanted:
        yield from making.titled(part, "Outcomes sought")
        yield Prose(tuple(Line(LineKind.BULLET, (Span(words),)) for words in wanted))


def _whole_pack(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """What is said of the whole pack and belongs to no priority."""
    heading = making.heading(1, part.heading or "What the board needs to know", new_page=True)
    blocks = [block for kind in making.sections.values() for block in _section(making, kind, None, None)]
    if blocks:
        yield heading
        yield from blocks


def _section(
    making: Making, kind: SectionKind, heading: str | None, priority: Priority | None
) -> Iterator[Block]:
    """A section of report text, under the layout's own words for it where it has any."""
    named = SectionKind(kind.key, heading, kind.numbered) if heading else kind
    of = priority.id if priority else None
    return section_blocks(named, making.snapshot, of, making.quarter, making.anchors)


def section(key: str) -> Maker:
    """Return the maker of a section of report text; nothing where the file knows no such section."""

    def make(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
        kind = making.sections.get(key)
        return iter(()) if kind is None else _section(making, kind, part.heading, priority)

    return make


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
        countywide_table(making.snapshot, priority, making.quarter, key),
    )


def _projects(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    if priority is None:
        return
    key = making.anchors.key(f"projects {priority.title}")
    yield from _table(
        making, part, "Associated projects", project_table(making.snapshot, priority, making.quarter, key)
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
