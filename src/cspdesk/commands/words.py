"""Writing the quarter's words."""

from dataclasses import dataclass, replace

from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, Measure, MeasureId
from cspdesk.domain.text import MAX_TEXT, clean


@dataclass(frozen=True, slots=True)
class SetCommentary:
    """Write a measure's commentary for a quarter; writing it marks it reviewed."""

    label: str
    measure: MeasureId
    period: Period
    text: str

    def apply(self, edits: Edits) -> None:
        """Keep the text; nothing typed removes it. Raises RefusedError where it is too long."""
        text = clean(self.text).text.strip()
        if len(text) > MAX_TEXT:
            raise RefusedError(f"The text has {len(text):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
        if edits.get(Measure, self.measure) is None:
            raise RefusedError("That measure has been deleted since. Nothing was written.")
        if not text:
            edits.delete(Commentary, self.measure, self.period)
            return
        there = edits.get(Commentary, self.measure, self.period)
        row = there or Commentary(measure=self.measure, period=self.period)
        edits.put(replace(row, text=text, reviewed=True))


@dataclass(frozen=True, slots=True)
class BringCommentaryForward:
    """Bring a measure's commentary forward from another quarter, not yet reviewed."""

    label: str
    measure: MeasureId
    period: Period
    source: Period

    def apply(self, edits: Edits) -> None:
        """Copy it word for word; raises RefusedError where there is none, or where something stands here."""
        there = edits.get(Commentary, self.measure, self.source)
        if there is None or not there.text.strip():
            raise RefusedError(
                f"Nothing was brought forward from {self.source.label}, because nothing was written there. "
                "Write it here."
            )
        here = edits.get(Commentary, self.measure, self.period)
        if here is not None and here.text.strip():
            raise RefusedError(
                f"Nothing was brought forward, because {self.period.label} has words already. "
                "Delete them first, or copy what you need from those above."
            )
        edits.put(replace(there, period=self.period, reviewed=False))


@dataclass(frozen=True, slots=True)
class ReviewCommentary:
    """Say that a commentary that was brought forward has been read."""

    label: str
    measure: MeasureId
    period: Period

    def apply(self, edits: Edits) -> None:
        """Mark it. Raises RefusedError where it is gone."""
        row = edits.get(Commentary, self.measure, self.period)
        if row is None:
            raise RefusedError("Those words have been deleted since. Nothing was changed.")
        edits.put(replace(row, reviewed=True))
