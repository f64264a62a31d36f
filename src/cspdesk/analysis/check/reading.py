"""What a detector is given: one text with its sentences read, and the document that it is held against."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.analysis.check.finding import Finding, Kind, Statement, TextRef, Verdict
from cspdesk.analysis.check.tokens import Sentence
from cspdesk.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """One text under the check.

    Positions in `text`, and in the sentences, are those of the text with its live fields said; the checker
    carries them back to the text as it is kept, so detectors give the positions that they see.
    """

    snapshot: Snapshot
    ref: TextRef
    text: str
    """The text with its live fields said in words; marks such as "**" and "- " are still there."""
    sentences: tuple[Sentence, ...]
    as_of: date
    """The day against which "overdue" and "stale" are judged."""


Outcome = Finding | Statement
Detector = Callable[[Reading], Iterator[Outcome]]
"""Reads one text and tells what it claims and what is the matter; pure, and quick: milliseconds at most."""


def contradicted(
    reading: Reading, kind: Kind, place: tuple[int, int], message: str, working: str, should_be: str = ""
) -> Iterator[Outcome]:
    """Tell of a claim that the figures contradict: that it was read, and what is the matter with it.

    Accepting puts `should_be` in place of its words, where there is any.
    """
    start, end = place
    said = reading.text[start:end]
    yield Statement(reading.ref, start, end, said, Verdict.DIFFERS, working)
    yield Finding(kind, reading.ref, start, end, said, should_be, message, working, correction=should_be)
