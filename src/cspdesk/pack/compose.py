"""A pack composed: a snapshot, a quarter and a layout become blocks, not yet Word, Excel or web."""

import re
from collections.abc import Iterator
from datetime import date

from cspdesk.analysis.abbreviations import abbreviation_table
from cspdesk.commands.own_words import gives_full_words
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import partnership, plan_for, priorities
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Plan, Report
from cspdesk.pack.abbreviations import in_full
from cspdesk.pack.blocks import Block, Contents, Cover, Heading, Note, Pack
from cspdesk.pack.footnotes import Footnotes, marked
from cspdesk.pack.layouts import PackLayout
from cspdesk.pack.naming import Anchors
from cspdesk.pack.page import PageMaker
from cspdesk.pack.parts import section_blocks


def compose(snapshot: Snapshot, quarter: Period, arrangement: PackLayout, dated: date | None = None) -> Pack:
    """Return the pack of a quarter, ready to be written. `dated` is the date that it bears."""
    name = partnership(snapshot).name or "Community Safety Partnership"
    anchors = Anchors()
    blocks = _blocks(snapshot, quarter, arrangement, name, dated, anchors)
    if gives_full_words(snapshot):
        blocks = in_full(blocks, abbreviation_table(snapshot), anchors)
    return Pack(
        title=f"{name}: {arrangement.title.lower()}, {quarter.label}",
        partnership=name,
        quarter=quarter.label,
        author=name,
        # A pack without a date of its own still needs one that is the same each time it is written.
        dated=(dated or quarter.end).isoformat(),
        file_stem=_slug(f"{name} {quarter.key} {arrangement.name}"),
        blocks=tuple(blocks),
    )


def _blocks(
    snapshot: Snapshot,
    quarter: Period,
    arrangement: PackLayout,
    name: str,
    dated: date | None,
    anchors: Anchors,
) -> Iterator[Block]:
    plan = plan_for(snapshot, quarter)
    notes = Footnotes(snapshot, quarter)
    report = snapshot.of(Report).get(quarter) or Report(period=quarter)
    yield Cover(
        partnership=name,
        title=report.title.strip() or arrangement.title,
        quarter=quarter.label,
        span=quarter.span_label,
        dated=long_date(dated) if dated else report.dated.strip(),
        facts=_facts(snapshot, plan, notes),
    )
    yield Contents()
    yield from _whole_pack(snapshot, quarter, anchors)
    word = plan.priority_word if plan else "Priority"
    maker = PageMaker(snapshot, quarter, arrangement, anchors, notes, word)
    for priority in priorities(snapshot, plan):
        yield from maker.page(priority)
    yield from _plan_notes(plan, notes, anchors)


def _facts(snapshot: Snapshot, plan: Plan | None, notes: Footnotes) -> tuple[tuple[str, str], ...]:
    found = []
    if plan and plan.title:
        found.append(("Plan", marked(plan.title, notes.of_plan(plan.id))))
    if plan and plan.revised_on:
        found.append(("Plan revised", plan.revised_on))
    if county := partnership(snapshot).county_name:
        found.append(("County", county))
    return tuple(found)


def _whole_pack(snapshot: Snapshot, quarter: Period, anchors: Anchors) -> Iterator[Block]:
    """What is said of the whole pack and belongs to no priority."""
    name = "What the board needs to know"
    heading = Heading(1, name, anchors.new(name), new_page=True)
    blocks = [
        block
        for kind in sections(snapshot)
        for block in section_blocks(kind, snapshot, None, quarter, anchors)
    ]
    if blocks:
        yield heading
        yield from blocks


def _plan_notes(plan: Plan | None, notes: Footnotes, anchors: Anchors) -> Iterator[Block]:
    """The plan's own note and footnotes."""
    if plan is None:
        return
    name = "Notes on the plan"
    told = notes.lines(notes.of_plan(plan.id), name)
    if not plan.note and not told:
        return
    yield Heading(1, name, anchors.new(name))
    if plan.note:
        yield Note(plan.note)
    for words in told:
        yield Note(words)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
