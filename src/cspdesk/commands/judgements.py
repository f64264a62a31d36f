"""What an officer judges of a measure, and what other areas' figures say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import OutlookWord, Status
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Outlook,
    PeerValue,
    PeerValueId,
    PeerVerdict,
    StatusOverride,
)
from cspdesk.domain.text import clean

MAX_REASON = 500
"""The most characters of a reason: it is one line beside a word."""
MAX_VERDICT = 2_000
"""The most characters of a verdict: a sentence or two of somebody else's."""
MAX_AREAS = 400
"""The most areas of a comparison: more than there are partnerships."""


@dataclass(frozen=True, slots=True)
class SetStatusOverride:
    """Give a measure a status in place of the one worked out; None goes back to that."""

    label: str
    measure: MeasureId
    period: Period
    status: Status | None
    reason: str = ""

    def apply(self, edits: Edits) -> None:
        """Keep status and reason. Raises RefusedError without a reason, or where that is too long."""
        _must_exist(edits, self.measure)
        if self.status is None:
            edits.delete(StatusOverride, self.measure, self.period)
            return
        reason = _line(self.reason, "reason", MAX_REASON)
        if not reason:
            raise RefusedError(
                "A status given in place of the one worked out needs a reason. Write why in one line."
            )
        edits.put(StatusOverride(measure=self.measure, period=self.period, status=self.status, reason=reason))


@dataclass(frozen=True, slots=True)
class SetOutlook:
    """Say where a measure will end; None takes the outlook away."""

    label: str
    measure: MeasureId
    period: Period
    word: OutlookWord | None
    reason: str = ""

    def apply(self, edits: Edits) -> None:
        """Keep word and reason, which may be blank. Raises RefusedError where the reason is too long."""
        _must_exist(edits, self.measure)
        if self.word is None:
            edits.delete(Outlook, self.measure, self.period)
            return
        reason = _line(self.reason, "reason", MAX_REASON)
        edits.put(Outlook(measure=self.measure, period=self.period, word=self.word, reason=reason))


@dataclass(frozen=True, slots=True)
class SetPeerVerdict:
    """Quote a rank or verdict from elsewhere; one with neither rank nor words is taken away."""

    label: str
    measure: MeasureId
    period: Period
    rank: int | None = None
    group_size: int | None = None
    words: str = ""
    source: str = ""
    dated: str = ""

    def apply(self, edits: Edits) -> None:
        """Keep the quotation.

        Raises RefusedError without a source, for a rank that its group does not have, and where the words
        are too long.
        """
        _must_exist(edits, self.measure)
        words = _line(self.words, "verdict", MAX_VERDICT)
        if self.rank is None and not words:
            edits.delete(PeerVerdict, self.measure, self.period)
            return
        source = _line(self.source, "source", MAX_REASON)
        if not source:
            raise RefusedError("A verdict from elsewhere is a quotation. Say where it was found.")
        if self.rank is not None and self.rank < 1:
            raise RefusedError(f"No area has the rank {self.rank}: ranks begin at 1.")
        if self.rank is not None and self.group_size is not None and self.rank > self.group_size:
            raise RefusedError(
                f"A group of {self.group_size:,} areas has no rank {self.rank:,}. Check both numbers."
            )
        edits.put(
            PeerVerdict(
                measure=self.measure,
                period=self.period,
                rank=self.rank,
                group_size=self.group_size,
                words=words,
                source=source,
                dated=_line(self.dated, "date", MAX_REASON),
            )
        )


@dataclass(frozen=True, slots=True)
class PeerArea:
    """One area of a comparison: a count with its population, or the rate as published."""

    area: str
    count: Decimal | None = None
    population: Decimal | None = None
    value: Decimal | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class PutPeers:
    """Enter the areas that a measure is compared with in a period, in place of those there."""

    label: str
    measure: MeasureId
    period: Period
    areas: tuple[PeerArea, ...]
    source: str = ""

    def apply(self, edits: Edits) -> None:
        """Keep the areas in their order; none given takes the comparison away.

        Raises RefusedError for an area without a name or named twice, for two areas of one's own, for a
        population that is not above nought, and for more than MAX_AREAS areas.
        """
        _must_exist(edits, self.measure)
        names = _checked(self.areas)
        source = _line(self.source, "source", MAX_REASON)
        there = edits.where(PeerValue, measure=self.measure, period=self.period)
        known = {_same(row.area): row for row in there}
        rows = []
        for position, (name, given) in enumerate(zip(names, self.areas, strict=True)):
            row = known.pop(_same(name), None) or PeerValue(id=PeerValueId(new_id()))
            rows.append(
                replace(
                    row,
                    position=position,
                    measure=self.measure,
                    period=self.period,
                    area=name,
                    own=given.own,
                    count=given.count,
                    population=given.population,
                    value=given.value,
                    source=source,
                )
            )
        kept = {row.id for row in rows}
        for gone in there:
            if gone.id not in kept:
                edits.delete(PeerValue, gone.id)
        edits.put_all(rows)


def _checked(areas: Sequence[PeerArea]) -> list[str]:
    """The names of areas that can stand beside one another."""
    if len(areas) > MAX_AREAS:
        raise RefusedError(f"The table has {len(areas):,} areas; {MAX_AREAS} are kept. Copy fewer rows.")
    names = [_line(each.area, "name of an area", MAX_REASON) for each in areas]
    seen: set[str] = set()
    for name, each in zip(names, areas, strict=True):
        if not name:
            raise RefusedError("An area in the table has no name. Give every row its area.")
        if _same(name) in seen:
            raise RefusedError(f"{name} stands in the table twice. Leave one of the rows out.")
        if each.population is not None and each.population <= 0:
            raise RefusedError(f"The population of {name} is not above 0. Correct it, or give the rate.")
        seen.add(_same(name))
    if sum(each.own for each in areas) > 1:
        raise RefusedError("More than one area is marked as your own. Choose one.")
    return names


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def _line(text: str, what: str, most: int) -> str:
    """A text on one line; raises RefusedError where it is longer than is kept."""
    line = " ".join(clean(text).text.split())
    if len(line) > most:
        raise RefusedError(f"The {what} has {len(line):,} characters; {most:,} are kept. Shorten it.")
    return line


def _must_exist(edits: Edits, measure: MeasureId) -> None:
    if edits.get(Measure, measure) is None:
        raise RefusedError("That measure has been deleted since. Nothing was changed.")
