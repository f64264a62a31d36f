"""A text with its live fields said, as the detectors read it, and the way back to the text as it is kept."""

from dataclasses import dataclass

from cspdesk.analysis.check.finding import TextRef
from cspdesk.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Problem:
    """A live field that names no figure: `text[start:end]` of the text as it is kept."""

    start: int
    end: int
    words: str
    """What is the matter with it, in a plain sentence."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text with its live fields said."""

    text: str
    problems: tuple[Problem, ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words stand in the text as it is kept; the whole field where they are of one."""
        return start, end


def spoken(snapshot: Snapshot, ref: TextRef, text: str) -> Spoken:
    """Return a text as a pack prints it."""
    return Spoken(text)
