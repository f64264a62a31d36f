"""Parts around the priorities' pages: the cover, the contents, and the notes on the plan."""

from collections.abc import Iterator

from cspdesk.domain.months import long_date
from cspdesk.domain.plan_view import partnership, priorities
from cspdesk.domain.tables import Priority, Report
from cspdesk.pack.blocks import Block, Contents, Cover, Note
from cspdesk.pack.footnotes import marked
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making


def _cover(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    report = making.snapshot.of(Report).get(making.quarter) or Report(period=making.quarter)
    yield Cover(
        partnership=partnership(making.snapshot).name or "Community Safety Partnership",
        title=report.title.strip() or making.arrangement.title,
        quarter=making.quarter.label,
        span=making.quarter.span_label,
        dated=long_date(making.dated) if making.dated else report.dated.strip(),
        facts=tuple(_facts(making)),
        version=making.edition.words if making.edition else "",
        changes=making.edition.changes if making.edition else (),
    )


def _facts(making: Making) -> Iterator[tuple[str, str]]:
    plan = making.plan
    if plan and plan.title:
        yield "Plan", marked(plan.title, making.notes.of_plan(plan.id))
    if plan and plan.revised_on:
        yield "Plan revised", plan.revised_on
    if county := partnership(making.snapshot).county_name:
        yield "County", county


def _contents(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The contents; none in a pack of fewer priorities than the option `priorities` asks for."""
    if len(priorities(making.snapshot, making.plan)) >= int(part.option("priorities", 0)):
        yield Contents() if part.heading is None else Contents(part.heading)


def _plan_notes(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The plan's own note and footnotes."""
    plan = making.plan
    if plan is None:
        return
    name = part.heading or "Notes on the plan"
    notes = making.notes.of_plan(plan.id)
    # A page that only says where a note stands is none.
    if not plan.note and all(making.notes.was_told(note) for note in notes):
        return
    told = making.notes.lines(notes, name)
    yield making.heading(1, name)
    if plan.note:
        yield Note(making.fields.words(plan.note, "Note on the plan"))
    for words in told:
        yield Note(words)


PARTS: dict[str, Maker] = {"cover": _cover, "contents": _contents, "plan notes": _plan_notes}
