"""Writing the report: its items by section, countywide rows, its title and date.

Texts are kept as typed, spaces at their ends included: whoever pauses in the middle of a sentence must find
it as it was left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cspdesk.commands.arrange import next_position
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    CountywideId,
    CountywideRow,
    Priority,
    PriorityId,
    Report,
    ReportItem,
    ReportItemId,
)
from cspdesk.domain.text import MAX_TEXT, clean

MAX_LINE = 500
"""The most characters of a title, a date or a marker."""


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section of the report on a priority (None: the whole pack) in a quarter."""

    priority: PriorityId | None
    period: Period
    section: str

    @property
    def fields(self) -> dict[str, Any]:
        """The place as the fields of a row."""
        return {"priority": self.priority, "period": self.period, "section": self.section}


class ItemPart(StrEnum):
    """What can be written of an item."""

    TEXT = "text"
    WHEN = "when"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class WriteItem:
    """Write a part of an item of report text; one not there yet is added to the end of its section."""

    label: str
    item: ReportItemId
    place: SectionPlace
    part: ItemPart
    words: str

    def apply(self, edits: Edits) -> None:
        """Write it; who writes an item has read it, so it counts as reviewed.

        An item left empty stays, for actions may hang on it; a pack leaves it out. Raises RefusedError where
        the words are too long or the priority is gone.
        """
        kept = line(self.words, "date") if self.part is ItemPart.WHEN else text(self.words)
        there = edits.get(ReportItem, self.item)
        if there is None:
            if not kept.strip():
                return
            check_priority(edits, self.place.priority)
            at = next_position(edits, ReportItem, **self.place.fields)
            there = ReportItem(id=self.item, position=at, **self.place.fields)
        changed: dict[str, Any] = {self.part.value: kept}
        edits.put(replace(there, **changed, reviewed=True))


@dataclass(frozen=True, slots=True)
class FillSection:
    """Put texts into a section in which nothing is written, an item for each."""

    label: str
    place: SectionPlace
    texts: tuple[str, ...]

    def apply(self, edits: Edits) -> None:
        """Add them in their order.

        Raises RefusedError where something is written there, or where a text is too long.
        """
        check_priority(edits, self.place.priority)
        if any(row.text.strip() for row in edits.where(ReportItem, **self.place.fields)):
            raise RefusedError("Something is written there already. Delete it first, or write below it.")
        at = next_position(edits, ReportItem, **self.place.fields)
        edits.put_all(
            ReportItem(id=ReportItemId(new_id()), position=place, text=text(words), **self.place.fields)
            for place, words in enumerate(self.texts, at)
        )


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Say that an item that was brought forward has been read."""

    label: str
    item: ReportItemId

    def apply(self, edits: Edits) -> None:
        """Mark it. Raises RefusedError where it is gone."""
        row = edits.get(ReportItem, self.item)
        if row is None:
            raise RefusedError("That text has been deleted since. Nothing was changed.")
        edits.put(replace(row, reviewed=True))


@dataclass(frozen=True, slots=True)
class BringItemsForward:
    """Bring a section's items forward from another quarter, not yet reviewed; outcomes stay there."""

    label: str
    place: SectionPlace
    source: Period

    def apply(self, edits: Edits) -> None:
        """Add what is not there yet, word for word, in the same order.

        Raises RefusedError where that is nothing.
        """
        check_priority(edits, self.place.priority)
        here = {(row.when, row.text) for row in edits.where(ReportItem, **self.place.fields)}
        there = edits.where(ReportItem, **{**self.place.fields, "period": self.source})
        wanted = [row for row in there if row.text.strip() and (row.when, row.text) not in here]
        _check_any(wanted, self.source, has_some=bool(there))
        at = next_position(edits, ReportItem, **self.place.fields)
        edits.put_all(
            replace(
                row,
                id=ReportItemId(new_id()),
                period=self.place.period,
                position=place,
                outcome="",
                reviewed=False,
            )
            for place, row in enumerate(wanted, at)
        )


class CountyPart(StrEnum):
    """What can be written of a countywide row."""

    TITLE = "title"
    TARGET = "baseline_target"
    COUNTY = "county_performance"
    LOCAL = "local_performance"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class WriteCountywide:
    """Write a part of a countywide row; one that is not there yet is added to the end of its priority."""

    label: str
    row: CountywideId
    priority: PriorityId
    period: Period
    part: CountyPart
    words: str

    def apply(self, edits: Edits) -> None:
        """Write it, which marks it reviewed. Raises RefusedError as WriteItem does."""
        kept = line(self.words, "title") if self.part is CountyPart.TITLE else text(self.words)
        there = edits.get(CountywideRow, self.row)
        if there is None:
            if not kept.strip():
                return
            check_priority(edits, self.priority)
            at = next_position(edits, CountywideRow, priority=self.priority, period=self.period)
            there = CountywideRow(id=self.row, priority=self.priority, period=self.period, position=at)
        changed: dict[str, Any] = {self.part.value: kept}
        edits.put(replace(there, **changed, reviewed=True))


@dataclass(frozen=True, slots=True)
class ReviewCountywide:
    """Say that a countywide row that was brought forward has been read."""

    label: str
    row: CountywideId

    def apply(self, edits: Edits) -> None:
        """Mark it. Raises RefusedError where it is gone."""
        row = edits.get(CountywideRow, self.row)
        if row is None:
            raise RefusedError("That countywide row has been deleted since. Nothing was changed.")
        edits.put(replace(row, reviewed=True))


@dataclass(frozen=True, slots=True)
class BringCountywideForward:
    """Bring a priority's countywide rows forward from another quarter, not yet reviewed."""

    label: str
    priority: PriorityId
    period: Period
    source: Period

    def apply(self, edits: Edits) -> None:
        """Add those whose titles are not there yet. Raises RefusedError where there is none to add."""
        check_priority(edits, self.priority)
        here = {row.title for row in edits.where(CountywideRow, priority=self.priority, period=self.period)}
        there = edits.where(CountywideRow, priority=self.priority, period=self.source)
        wanted = [row for row in there if row.title not in here]
        _check_any(wanted, self.source, has_some=bool(there))
        at = next_position(edits, CountywideRow, priority=self.priority, period=self.period)
        edits.put_all(
            replace(row, id=CountywideId(new_id()), period=self.period, position=place, reviewed=False)
            for place, row in enumerate(wanted, at)
        )


class ReportPart(StrEnum):
    """What a quarter's pack has of its own."""

    TITLE = "title"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class SetReport:
    """Give a quarter's pack its own title, or the date that it bears, as typed."""

    label: str
    period: Period
    part: ReportPart
    words: str

    def apply(self, edits: Edits) -> None:
        """Keep it; with neither left the row goes. Raises RefusedError where it is too long."""
        row = edits.get(Report, self.period) or Report(period=self.period)
        changed: dict[str, Any] = {self.part.value: line(self.words, self.part.value)}
        row = replace(row, **changed)
        if row.title.strip() or row.dated.strip():
            edits.put(row)
        else:
            edits.delete(Report, self.period)


def text(words: str) -> str:
    """Return a text as it is kept; raises RefusedError where it is too long."""
    kept = clean(words).text
    if len(kept) > MAX_TEXT:
        raise RefusedError(f"The text has {len(kept):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
    return kept


def line(words: str, what: str) -> str:
    """Return a text on one line as it is kept; raises RefusedError where it is too long."""
    kept = clean(words).text.replace("\n", " ")
    if len(kept) > MAX_LINE:
        raise RefusedError(f"The {what} has {len(kept):,} characters; {MAX_LINE} are kept. Shorten it.")
    return kept


def check_priority(edits: Edits, priority: PriorityId | None) -> None:
    """Raise RefusedError where a priority has been deleted."""
    if priority is not None and edits.get(Priority, priority) is None:
        raise RefusedError("That priority has been deleted since. Copy the text and choose another priority.")


def _check_any(wanted: Sequence[object], source: Period, *, has_some: bool) -> None:
    if not wanted:
        why = "Everything of it stands here already" if has_some else "Nothing was written there"
        raise RefusedError(f"Nothing was brought forward from {source.label}. {why}.")
