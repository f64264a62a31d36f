"""What the phrases of a sentence tell of how its figures hang together."""

from dataclasses import dataclass
from enum import Enum


class Cue(Enum):
    """What a phrase tells."""

    OVER = "over"
    """The stretch of time that a figure covers; the value is an Over."""
    AGAINST = "against"
    """What is compared with; the value is an Against."""
    RELATION = "relation"
    """ "compared to", "against", "than", "from"; the value is the word."""
    WAY = "way"
    """Up or down; the value is 1 or -1, 0 for a difference of neither sign."""
    QUALITY = "quality"
    """Better or worse; the value is 1 or -1."""
    SAME = "same"
    """ "no change", "stable": the value is "exact" or "loose"."""
    AVERAGE = "average"
    EACH = "each"
    """ "a month", "per week": the value is the word."""
    YEARLY = "yearly"
    """Extrapolated to a year."""
    MODAL = "modal"
    """What follows is no fact: "will", "expected to", "aim"."""
    PART = "part"
    """What follows is a part of what was said: "of which", "including"."""
    TOTAL = "total"
    """ "in total", "altogether", "made up of"."""
    EXTREME = "extreme"
    """ "the highest", "the lowest": the value is 1 or -1."""
    NOTHING = "nothing"
    """Words that look like a phrase and tell nothing: "more than once"."""


class Form(Enum):
    """What sort of word a direction is."""

    NOUN = "noun"
    VERB = "verb"
    MORE = "more"
    """ "more", "higher", "fewer", "below"."""
    UP = "up"
    """ "up", "down"."""
    ING = "ing"
    BASE = "base"
    """ "rise", "fall", "drop" after "to": noun or verb."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase and the tokens that it takes: `tokens[at:to]`."""

    cue: Cue
    at: int
    to: int
    value: object
    form: Form | None = None
    words: str = ""
