"""What the makers of a pack's parts are given: the document, the quarter, and what must be unique."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from cspdesk.analysis.editions import Edition
from cspdesk.domain.period import Period
from cspdesk.domain.sections import SectionKind
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Plan, Priority, PriorityId
from cspdesk.domain.text import Span
from cspdesk.pack.blocks import Block, Heading
from cspdesk.pack.fields import Fields
from cspdesk.pack.footnotes import Footnotes
from cspdesk.pack.layouts import PackLayout, Part
from cspdesk.pack.naming import Anchors


@dataclass(frozen=True, slots=True)
class Making:
    """One pack in the making."""

    snapshot: Snapshot
    quarter: Period
    arrangement: PackLayout
    anchors: Anchors
    notes: Footnotes
    fields: Fields
    """Says the live fields of texts."""
    plan: Plan | None
    """The plan of the quarter."""
    sections: dict[str, SectionKind]
    """All sections of report text by their keys, in order."""
    dated: date | None
    """The day that the pack bears, or None."""
    edition: Edition | None = None
    """Which version it is where it is issued; None for a draft."""
    pages: dict[PriorityId, str] = field(default_factory=dict)
    """The anchors of the priorities' pages, where the layout has such pages."""

    @property
    def as_of(self) -> date:
        """The day against which "overdue" is judged: the pack's own, else the quarter's last."""
        return self.dated or self.quarter.end

    @property
    def word(self) -> str:
        """What the plan calls a priority."""
        return self.plan.priority_word if self.plan else "Priority"

    def name(self, priority: Priority) -> str:
        """Return a priority as its page is headed: "Priority 2: Violence"."""
        title = priority.title.strip() or f"{self.word} without a title"
        return f"{self.word} {priority.number}: {title}" if priority.number else title

    def leading(self, spans: tuple[Span, ...], priority: Priority | None) -> tuple[Span, ...]:
        """Return a sentence that leads to a priority's page: "It rose (see Priority 2: Violence)."."""
        if priority is None or priority.id not in self.pages or not spans:
            return spans
        end = "." if spans[-1].text.endswith(".") else ""
        said = (*spans[:-1], replace(spans[-1], text=spans[-1].text.removesuffix(".")))
        name = Span(self.name(priority), address=f"#{self.pages[priority.id]}")
        return (*said, Span(" (see "), name, Span(f"){end}"))

    def heading(self, level: int, words: str, *, anchor: str = "", new_page: bool = False) -> Heading:
        """Return a heading with an anchor of its own; one that nobody has named says so."""
        said = words.strip() or "Without a title"
        return Heading(level, said, self.anchors.new(anchor or said), new_page=new_page)

    def titled(self, part: Part, usual: str, *, level: int = 2) -> Iterator[Heading]:
        """The heading of a part: the layout's own words, else the usual ones; none where they are blank."""
        words = usual if part.heading is None else part.heading.strip()
        if words:
            yield self.heading(level, words)


Maker = Callable[[Making, Part, Priority | None], Iterator[Block]]
"""Makes the blocks of a part, for a priority where it stands on a priority's page; none where it is empty."""
