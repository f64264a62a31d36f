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
