"""A pack composed: a snapshot, a quarter and a layout become blocks, not yet Word, Excel or web."""

import re
from collections.abc import Iterator
from datetime import date

from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import partnership, plan_for, priorities
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Footnote, FootnoteMark, Plan, ReportItem
from cspdesk.pack.blocks import Block, Contents, Cover, Heading, Note, Pack
from cspdesk.pack.layouts import PackLayout
from cspdesk.pack.naming import Anchors
from cspdesk.pack.page import PageMaker
from cspdesk.pack.parts import section_blocks


def compose(snapshot: Snapshot, quarter: Period, arrangement: PackLayout, dated: date | None = None) -> Pack:
    """Return the pack of a quarter, ready to be written. `dated` is the date that it bears."""
    name = partnership(snapshot).name or "Community Safety Partnership"
    return Pack(
        title=f"{name}: {arrangement.title.lower()}, {quarter.label}",
        partnership=name,
        quarter=quarter.label,
        author=name,
        # A pack without a date of its own still needs one that is the same each time it is written.
        dated=(dated or quarter.end).isoformat(),
        file_stem=_slug(f"{name} {quarter.key} {arrangement.name}"),
        blocks=tuple(_blocks(snapshot, quarter, arrangement, name, dated)),
    )


def _blocks(
    snapshot: Snapshot, quarter: Period, arrangement: PackLayout, name: str, dated: date | None
) -> Iterator[Block]:
    plan = plan_for(snapshot, quarter)
    yield Cover(
        partnership=name,
        title=arrangement.title,
        quarter=quarter.label,
        span=quarter.span_label,
        dated=long_date(dated) if dated else "",
        facts=_facts(snapshot, plan),
    )
    yield Contents()
    anchors = Anchors()
    yield from _whole_pack(snapshot, quarter, anchors)
    maker = PageMaker(snapshot, quarter, arrangement, anchors, plan.priority_word if plan else "Priority")
    for priority in priorities(snapshot, plan):
        yield from maker.page(priority)
    yield from _plan_notes(snapshot, plan, anchors)


def _facts(snapshot: Snapshot, plan: Plan | None) -> tuple[tuple[str, str], ...]:
    found = []
    if plan and plan.title:
        found.append(("Plan", plan.title))
    if plan and plan.revised_on:
        found.append(("Plan revised", plan.revised_on))
    if county := partnership(snapshot).county_name:
        found.append(("County", county))
    return tuple(found)


def _whole_pack(snapshot: Snapshot, quarter: Period, anchors: Anchors) -> Iterator[Block]:
    """What is said of the whole pack and belongs to no priority."""
    items = [i for i in snapshot.of(ReportItem).where("period", quarter) if i.priority is None]
    if not items:
        return
    yield Heading(
        1, "What the board needs to know", anchors.new("what the board needs to know"), new_page=True
    )
    for kind in sections(snapshot):
        yield from section_blocks(kind, [i for i in items if i.section == kind.key], anchors, level=2)


def _plan_notes(snapshot: Snapshot, plan: Plan | None, anchors: Anchors) -> Iterator[Block]:
    """The plan's own note and footnotes."""
    if plan is None:
        return
    marks = snapshot.of(FootnoteMark).where("plan", plan.id)
    notes = [note for mark in marks if (note := snapshot.of(Footnote).get(mark.footnote))]
    if not plan.note and not notes:
        return
    yield Heading(1, "Notes on the plan", anchors.new("notes on the plan"))
    if plan.note:
        yield Note(plan.note)
    for note in dict.fromkeys(notes):
        yield Note(f"{note.marker} {note.text}".strip())


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
