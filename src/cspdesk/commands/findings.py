"""What an officer does about a finding of the check: take its words, excuse it, or take an excuse back."""

from dataclasses import dataclass, replace
from typing import Any

from cspdesk.analysis.check.excuses import excused_words
from cspdesk.analysis.check.finding import Finding, Kind, TextRef
from cspdesk.analysis.check.texts import FIELDS, key_of
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.tables import Commentary, Excuse, ExcuseId, Observation
from cspdesk.domain.text import MAX_TEXT, clean, shortened

MAX_REASON = 500
"""The most characters of a reason: it is one line."""
NOT_EXCUSED = "A live field without a figure cannot be excused. Correct it, or take it out."


@dataclass(frozen=True, slots=True)
class AcceptFinding:
    """Put words in place of those that a finding is about."""

    label: str
    ref: TextRef
    start: int
    end: int
    said: str
    """The words that must still stand there."""
    words: str

    def apply(self, edits: Edits) -> None:
        """Write them; whether the text was reviewed stays as it is, because only these words were looked at.

        Raises RefusedError where the text no longer says there what the finding is about.
        """
        row_type, _ = FIELDS[self.ref.where]
        row: Any = edits.get(row_type, *key_of(self.ref))
        if row is None:
            raise RefusedError("That text has been deleted since. Nothing was changed.")
        there: str = getattr(row, self.ref.field)
        if there[self.start : self.end] != self.said:
            raise RefusedError(
                f"The text has been changed since, and no longer says '{self.said}' there. Look again."
            )
        text = clean(there[: self.start] + self.words + there[self.end :]).text
        if len(text) > MAX_TEXT:
            raise RefusedError(f"The text has {len(text):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
        if isinstance(row, Observation) and self.ref.field == "typed":
            # A cell is read anew, and what the board saw in it is noted.
            SetFigures(self.label, (TypedCell(row.series, row.period, text),)).apply(edits)
        elif isinstance(row, Commentary) and not text.strip():
            edits.delete(Commentary, row.measure, row.period)
        else:
            edits.put(replace(row, **{self.ref.field: text}))


@dataclass(frozen=True, slots=True)
class ExcuseFinding:
    """Excuse a finding with a reason, for as long as its sentence and its figures stay as they are."""

    label: str
    kind: str
    place: str
    words: str
    """The sentence and what the figures gave, as `excused_words` puts them."""
    reason: str

    def apply(self, edits: Edits) -> None:
        """Keep the reason.

        Raises RefusedError without one, where it is too long, and for a live field that names no figure: no
        reason gives it words that a pack could print.
        """
        if not Kind(self.kind).may_be_excused:
            raise RefusedError(NOT_EXCUSED)
        reason = " ".join(clean(self.reason).text.split())
        if not reason:
            raise RefusedError("A finding that is excused needs a reason. Write in one line why it is right.")
        if len(reason) > MAX_REASON:
            raise RefusedError(
                f"The reason has {len(reason):,} characters; {MAX_REASON} are kept. Shorten it."
            )
        there = edits.where(Excuse, kind=self.kind, place=self.place, text=self.words)
        key = there[0].id if there else ExcuseId(new_id())
        edits.put(Excuse(id=key, kind=self.kind, place=self.place, text=self.words, reason=reason))


@dataclass(frozen=True, slots=True)
class WithdrawExcuse:
    """Take back an excuse, so that its finding counts again."""

    label: str
    kind: str
    place: str
    words: str

    def apply(self, edits: Edits) -> None:
        """Delete it; nothing happens where it is gone already."""
        for row in edits.where(Excuse, kind=self.kind, place=self.place, text=self.words):
            edits.delete(Excuse, row.id)


def accepting(finding: Finding) -> AcceptFinding:
    """Return what puts a finding's correction in place; only for one that offers a correction."""
    label = f"Correct '{_short(finding.said)}' to '{_short(finding.correction)}'"
    return AcceptFinding(
        label, finding.ref, finding.start, finding.end, finding.said, words=finding.correction
    )


def excusing(finding: Finding, reason: str) -> ExcuseFinding:
    """Return what excuses a finding."""
    words, place = excused_words(finding), finding.ref.place
    return ExcuseFinding(f"Excuse '{_short(finding.said)}'", finding.kind.value, place, words, reason)


def withdrawing(finding: Finding) -> WithdrawExcuse:
    """Return what takes a finding's excuse back."""
    words, place = excused_words(finding), finding.ref.place
    return WithdrawExcuse(
        f"Take back the excuse of '{_short(finding.said)}'", finding.kind.value, place, words
    )


def _short(words: str) -> str:
    return shortened(words, 40)
