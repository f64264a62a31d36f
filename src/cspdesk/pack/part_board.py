"""The first page of a board pack: decisions wanted, what the board needs to know, the whole pack's text."""

from collections.abc import Iterator
from dataclasses import replace

from cspdesk.analysis.board_news import board_news
from cspdesk.analysis.report_order import across
from cspdesk.domain.plan_view import placed_in
from cspdesk.domain.sections import DECISION, NEEDS_TO_KNOW
from cspdesk.domain.tables import Priority
from cspdesk.domain.text import Line, LineKind, Span, lines
from cspdesk.pack.blocks import Block, Picture, Prose
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making
from cspdesk.pack.parts import section_blocks, section_pictures

NOTHING = "No measure moved to another status or is red, no figure was revised, and none is awaited."
"""What the first page says where the figures give no news."""
_HERE = (DECISION, NEEDS_TO_KNOW)


def _page_one(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The decisions of all priorities, then the news, then the sections of the whole pack."""
    yield making.heading(1, part.heading or "What the board needs to know", new_page=True)
    yield making.heading(2, "Decisions wanted")
    yield _prose(list(_wanted(making)), "No decision is asked of the board this quarter.")
    yield from _pictures(making, DECISION)
    news = list(_news(making))
    if news or placed_in(making.snapshot, making.plan, making.quarter):
        yield making.heading(2, "The quarter in brief")
        yield _prose(news, NOTHING)
    yield from _pictures(making, NEEDS_TO_KNOW)
    for kind in making.sections.values():
        if kind.key not in _HERE:
            yield from section_blocks(
                kind, making.snapshot, None, making.quarter, making.anchors, making.fields
            )


def _prose(told: list[tuple[str, Line]], otherwise: str) -> Prose:
    """The lines, each with the row that it is kept in; other words where there are none."""
    if not told:
        return Prose(lines(otherwise))
    return Prose(tuple(line for _, line in told), rows=tuple(row for row, _ in told))


def _wanted(making: Making) -> Iterator[tuple[str, Line]]:
    """The decisions, numbered through the pack, each with the page that tells more."""
    for number, (home, item) in enumerate(across(making.snapshot, making.quarter, DECISION), 1):
        first, *rest = making.fields.lines(item.text, "Decision", about=_home(making, home))
        when = item.when.strip()
        spans = (Span(f"{when}: ", bold=True), *first.spans) if when else first.spans
        row = f"report_item/{item.id}"
        yield row, Line(LineKind.NUMBERED, making.leading(spans, home), number)
        yield from ((row, line) for line in rest)


def _news(making: Making) -> Iterator[tuple[str, Line]]:
    """What the officer wrote for the first page, else what the figures say."""
    written = across(making.snapshot, making.quarter, NEEDS_TO_KNOW)
    for home, item in written:
        first, *rest = making.fields.lines(
            item.text, making.sections[NEEDS_TO_KNOW].title, about=_home(making, home)
        )
        kind = LineKind.BULLET if first.kind is LineKind.PARAGRAPH else first.kind
        row = f"report_item/{item.id}"
        yield row, replace(first, kind=kind, spans=making.leading(first.spans, home))
        yield from ((row, line) for line in rest)
    if not written:
        for news in board_news(making.snapshot, making.quarter):
            yield "", Line(LineKind.BULLET, making.leading((Span(news.text),), news.priority))


def _home(making: Making, priority: Priority | None) -> str:
    return making.name(priority) if priority else "Whole pack"


def _pictures(making: Making, key: str) -> Iterator[Picture]:
    kind = making.sections[key]
    yield from section_pictures(kind, making.snapshot, None, making.quarter)


PARTS: dict[str, Maker] = {"page one": _page_one}
