"""What the Text page shows: the places where report text is written, and what stands there, as plain data."""

from dataclasses import dataclass

from cspdesk.analysis.live_fields import FieldPlace, expanded, resolved_lines
from cspdesk.commands.report_text import SectionPlace
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for, priorities
from cspdesk.domain.sections import BUILT_IN, NEEDS_TO_KNOW, SectionKind, sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    CountywideRow,
    Picture,
    Priority,
    PriorityId,
    ReportItem,
    ReportItemId,
    Section,
)
from cspdesk.domain.text import Line, LineKind, lines
from cspdesk.domain.vague_date import Precision, read_date

WHOLE_PACK = "The whole pack"
_BUILT_IN = frozenset(kind.key for kind in BUILT_IN)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where text is written: on a priority, or on the whole pack (None), in a quarter."""

    priority: PriorityId | None
    period: Period

    def section(self, key: str) -> SectionPlace:
        """Return one section of the place."""
        return SectionPlace(self.priority, self.period, key)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list at the left."""

    priority: PriorityId | None
    words: str
    said: str
    """How much stands there: "5 texts, 2 to review"."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section with its texts and pictures, and the texts of the quarter before."""

    kind: SectionKind
    items: tuple[ReportItem, ...]
    before: tuple[ReportItem, ...]
    said: str
    """Those of the quarter before as they were printed, a paragraph for each."""
    pictures: tuple[Picture, ...]

    @property
    def is_dated(self) -> bool:
        """Whether its items bear dates."""
        return self.kind.key == "milestone"

    @property
    def has_outcomes(self) -> bool:
        """Whether something is decided about its items."""
        return self.kind.key == "decision"

    @property
    def numbers(self) -> dict[ReportItemId, int]:
        """The number that the pack prints before each item; an empty item is not printed."""
        if not self.kind.numbered:
            return {}
        printed = [item.id for item in self.items if lines(item.text)]
        return {key: place for place, key in enumerate(printed, 1)}


@dataclass(frozen=True, slots=True)
class TextBoard:
    """What stands in a place."""

    place: TextPlace
    name: str
    sections: tuple[SectionText, ...]
    county: tuple[CountywideRow, ...]
    county_said: str
    """Those of the quarter before as they were printed."""


def entries(snapshot: Snapshot, quarter: Period) -> tuple[Entry, ...]:
    """Return the whole pack and every priority of the quarter's plan.

    A retired one, which no pack prints, comes last and only where something was written on it.
    """
    found = [Entry(None, WHOLE_PACK, _said(snapshot, TextPlace(None, quarter)))]
    plan = plan_for(snapshot, quarter)
    for priority in priorities(snapshot, plan):
        said = _said(snapshot, TextPlace(priority.id, quarter))
        found.append(Entry(priority.id, priority_name(priority), said))
    for priority in snapshot.of(Priority).where("plan", plan.id) if plan else ():
        if priority.retired and _has_any(snapshot, TextPlace(priority.id, quarter)):
            said = ", ".join(filter(None, ("retired", _said(snapshot, TextPlace(priority.id, quarter)))))
            found.append(Entry(priority.id, priority_name(priority), said))
    return tuple(found)


def text_board(snapshot: Snapshot, place: TextPlace) -> TextBoard:
    """Return what stands in a place and stood there in the quarter before."""
    items = snapshot.of(ReportItem).where("priority", place.priority)
    pictures = snapshot.of(Picture).where("priority", place.priority)
    before = place.period.previous
    earlier = [item for item in items if item.period == before and item.text.strip()]
    found = tuple(
        SectionText(
            kind,
            tuple(i for i in items if i.section == kind.key and i.period == place.period),
            here := tuple(item for item in earlier if item.section == kind.key),
            _in_words(snapshot, kind, here),
            tuple(p for p in pictures if p.section == kind.key and p.period == place.period),
        )
        for kind in sections(snapshot)
        # It is written for the whole pack; under a priority it shows only what came in with a workbook.
        if kind.key != NEEDS_TO_KNOW or place.priority is None or any(i.section == kind.key for i in items)
    )
    county = snapshot.of(CountywideRow).where("priority", place.priority) if place.priority else ()
    priority = snapshot.of(Priority).get(place.priority) if place.priority else None
    return TextBoard(
        place,
        priority_name(priority) if priority else WHOLE_PACK,
        found,
        tuple(row for row in county if row.period == place.period),
        "\n".join(_row_in_words(snapshot, row) for row in county if row.period == before),
    )


def priority_name(priority: Priority) -> str:
    """Return a priority's number and title."""
    return f"{priority.number} {priority.title}".strip() or "A priority without a title"


def _in_words(snapshot: Snapshot, kind: SectionKind, items: tuple[ReportItem, ...]) -> str:
    """Texts as they were printed, a paragraph for each."""

    def told(item: ReportItem, text: str) -> tuple[Line, ...]:
        return resolved_lines(snapshot, text, FieldPlace(item.period))

    said = []
    for place, item in enumerate(items, 1):
        mark = f"{place}. " if kind.numbered else "• " if len(items) > 1 else ""
        when = f"{item.when.strip()}: " if item.when.strip() else ""
        words = [
            f"{'• ' if line.kind is LineKind.BULLET and at else ''}{line.text}"
            for at, line in enumerate(told(item, item.text))
        ]
        said.append(mark + when + "\n".join(words))
        if item.outcome.strip():
            said.append(f"Outcome: {' '.join(line.text for line in told(item, item.outcome))}")
    return "\n".join(said)


def _row_in_words(snapshot: Snapshot, row: CountywideRow) -> str:
    """A countywide row as it was printed: what it is and how the county stood, its comments below."""
    texts = (row.title, row.baseline_target, row.county_performance, row.comments)
    title, baseline, county, comments = (
        expanded(snapshot, text, FieldPlace(row.period)).text for text in texts
    )
    first = " | ".join(filter(None, (title, baseline, county)))
    return f"{first}\n{comments}" if comments else first


def date_back(typed: str, quarter: Period) -> str:
    """Return how a date typed was understood, "" where it says so itself: 3/4/16 can be misread."""
    found = read_date(typed, quarter)
    if found.doubt:
        return found.doubt
    if found.precision is Precision.NONE:
        return "This names no date. It is printed as typed."
    return "" if found.label == typed.strip() else found.label


def gone_with_item(snapshot: Snapshot, item: ReportItemId) -> str:
    """Return what hangs on an item, in words: " with 2 actions", or ""."""
    count = len(snapshot.of(Action).where("decision", item))
    return f" with {_count(count, 'action')}" if count else ""


def gone_with_section(snapshot: Snapshot, key: str) -> str:
    """Return what stands in a section of one's own in all quarters, in words; "" for nothing."""
    texts = len(snapshot.of(ReportItem).where("section", key))
    pictures = len(snapshot.of(Picture).where("section", key))
    said = [_count(n, what) for n, what in ((texts, "text"), (pictures, "picture")) if n]
    return f" with {' and '.join(said)}" if said else ""


def own_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """Return the partnership's own sections in order, without other headings of built-in ones."""
    return tuple(row for row in snapshot.of(Section) if row.key not in _BUILT_IN)


def unfinished(snapshot: Snapshot, quarter: Period) -> tuple[str, ...]:
    """Return a sentence for each thing that the quarter's report text still lacks."""
    items = snapshot.of(ReportItem).where("period", quarter)
    county = snapshot.of(CountywideRow).where("period", quarter)
    unread = sum(not item.reviewed for item in items) + sum(not row.reviewed for row in county)
    pictures = snapshot.of(Picture).where("period", quarter)
    silent = sum(not picture.alt_text.strip() for picture in pictures)
    said = []
    if unread:
        texts = "text was" if unread == 1 else "texts were"
        said.append(f"{unread} {texts} brought forward and not yet reviewed.")
    if silent:
        have = "picture has" if silent == 1 else "pictures have"
        said.append(f"{silent} {have} no alternative text for people who cannot see.")
    return tuple(said)


def _said(snapshot: Snapshot, place: TextPlace) -> str:
    rows = snapshot.of(ReportItem).where("priority", place.priority)
    items = [row for row in rows if row.period == place.period]
    written = sum(bool(item.text.strip()) for item in items)
    county = snapshot.of(CountywideRow).where("priority", place.priority) if place.priority else ()
    unread = sum(not item.reviewed for item in items)
    unread += sum(not row.reviewed for row in county if row.period == place.period)
    # Where nothing has been read yet, the one number says both.
    said = [_count(written, "text")] if written > unread else []
    if unread:
        said.append(f"{unread} to review")
    return ", ".join(said)


def _has_any(snapshot: Snapshot, place: TextPlace) -> bool:
    """Whether anything stands in a place."""
    items = (row.period for row in snapshot.of(ReportItem).where("priority", place.priority))
    county = (row.period for row in snapshot.of(CountywideRow).where("priority", place.priority))
    pictures = (row.period for row in snapshot.of(Picture).where("priority", place.priority))
    return place.period in (*items, *county, *pictures)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
