"""The sections of report text: those that every partnership has, and its own."""

from dataclasses import dataclass

from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Section


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section: its key in texts, its heading in the pack, and whether its items are numbered."""

    key: str
    title: str
    numbered: bool = False


NEEDS_TO_KNOW = "needs to know"
"""The section whose texts stand on a pack's first page; without any the program drafts them."""
DECISION = "decision"
"""The section whose texts the board decides on."""

BUILT_IN = (
    SectionKind(NEEDS_TO_KNOW, "What the board needs to know"),
    SectionKind("overview", "Performance overview"),
    SectionKind("highlight", "Highlights and issues to raise"),
    SectionKind("improver", "Key improvers and success"),
    SectionKind("challenge", "Key challenges"),
    SectionKind("activity", "Activity since the last report"),
    SectionKind("planned activity", "Planned activity before the next report"),
    SectionKind("milestone", "Milestones ahead"),
    SectionKind(DECISION, "Decisions required", numbered=True),
    SectionKind("note", "Notes"),
)


def sections(snapshot: Snapshot) -> tuple[SectionKind, ...]:
    """Return all sections in a pack's order; the partnership's own titles replace the built-in ones."""
    own = {row.key: SectionKind(row.key, row.title, row.numbered) for row in snapshot.of(Section)}
    built_in = tuple(own.pop(kind.key, kind) for kind in BUILT_IN)
    # Notes close a page, so the partnership's own sections go before them.
    return (*built_in[:-1], *own.values(), built_in[-1])
