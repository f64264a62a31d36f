"""The reading of a target: a number, a range, words, or a change against the baseline or last year."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cspdesk.domain.choices import Polarity
from cspdesk.domain.figure_text import shown
from cspdesk.domain.numerals import NUMBER, latin, mended, number, tidy
from cspdesk.domain.reading import State, read
from cspdesk.domain.unit import Unit


class TargetKind(StrEnum):
    """What sort of target a text sets."""

    NUMBER = "number"
    RANGE = "range"
    TEXT = "text"
    RELATIVE = "relative"
    TO_BE_CONFIRMED = "to be confirmed"
    NOT_APPLICABLE = "not applicable"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a target's text stands for; of a number, low and high are the same."""

    kind: TargetKind
    low: Decimal | None = None
    high: Decimal | None = None
    change: Decimal | None = None
    """Of a relative target: per cent of what it is set against, negative for below."""
    against: str = ""
    """Of a relative target: "baseline" or "last year"."""
    doubt: str = ""
    """One plain sentence where something was not understood or looks odd."""


_WORDS = {
    TargetKind.TO_BE_CONFIRMED: r"t\.?b\.?[ca]\.?|to be (?:confirmed|set|agreed)(?: (?:in |for )?[0-9/-]+)?",
    TargetKind.NOT_APPLICABLE: r"n ?/ ?a|not applicable|\[z\]",
    TargetKind.NONE: r"|-+|none|no target(?: set)?|monitor(?:ed)?(?: only)?|data only",
}
_KINDS = tuple((kind, re.compile(rf"(?:{words})\.?", re.IGNORECASE)) for kind, words in _WORDS.items())

_RANGE = re.compile(
    rf"(?:between )?£? ?(?P<low>-?{NUMBER}) ?(?P<first>%|per ?cent)? ?(?:-|to|and) ?"
    rf"£? ?(?P<high>-?{NUMBER}) ?(?P<second>%|per ?cent)?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:at least|at most|no (?:more|fewer|less|higher|lower) than|(?:less|fewer|more|higher|lower) than"
    r"|under|below|over|above|up to|(?:a )?(?:maximum|minimum)(?: of)?|max|min|[<>]=?|[≤≥])"
    r"[ .:]*(?=[0-9£.-])",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r" (?:or|and) (?:more|less|fewer|over|under|above|below|higher|lower)$", re.IGNORECASE
)

_AGAINST = r"(?:the )?(?P<against>baseline|(?:last|previous) year)(?:'s)?(?: figure| total| level)?"
_PERCENT = rf"(?P<by>{NUMBER}) ?(?:%|per ?cent)"
_DOWN = (
    r"(?P<down>below|under|down on|(?:lower|less|fewer) than|(?:reduction|decrease|fall) (?:on|from|against))"
)
_UP = r"(?P<up>above|over|up on|(?:higher|more) than|(?:increase|rise) (?:on|from|against))"
_CUT = r"(?P<down>reduce|cut|decrease|reduction of|decrease of)"
_RAISE = r"(?P<up>increase|raise|increase of)"
_RELATIVE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:at least )?{_PERCENT} (?:{_DOWN}|{_UP}) {_AGAINST}\.?",
        rf"(?:a |an )?(?:{_CUT}|{_RAISE}) (?:by )?{_PERCENT} (?:on|from|against|compared (?:to|with))"
        rf" {_AGAINST}\.?",
        r"(?:(?:no|not) (?:more|higher|worse|fewer|less|lower) than|(?:the )?same as|at or (?:below|above)"
        rf"|(?:maintain|match)) {_AGAINST}\.?",
    )
)


_AT_LEAST = re.compile(
    r"(?:at least|no (?:fewer|less|lower)|(?:more|higher) than|over|above|min|[>≥])", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:at most|no (?:more|higher)|(?:less|fewer|lower) than|under|below|up to|max|[<≤])", re.IGNORECASE
)


def against_polarity(typed: str, polarity: Polarity) -> str:
    """Return a sentence where a target's words ask for the opposite of what is better; else ""."""
    text = tidy(typed)
    if polarity is Polarity.LOWER and _AT_LEAST.match(text):
        return f"{shown(text)} asks for more, but of this measure less is better: it is judged as a limit."
    if polarity is Polarity.HIGHER and _AT_MOST.match(text):
        return f"{shown(text)} asks for less, but of this measure more is better: it is judged as a floor."
    return ""


def read_target(typed: str, unit: Unit) -> TargetReading:
    """The target that a typed text sets; never raises. Words that set no figure are a text target."""
    text = tidy(typed)
    for kind, words in _KINDS:
        if words.fullmatch(text):
            return TargetReading(kind)
    letters = latin(text)
    if letters != text and (letters == "T" or _KINDS[0][1].fullmatch(letters)):
        doubt = f"{shown(text)} holds letters of another alphabet and was read as 'to be confirmed'."
        return TargetReading(TargetKind.TO_BE_CONFIRMED, doubt=doubt)
    if unit is Unit.TEXT or len(text) > 200:
        return TargetReading(TargetKind.TEXT)
    return _relative(text) or _range(text, unit) or _number(text, unit)


def _relative(text: str) -> TargetReading | None:
    for form in _RELATIVE:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            change = number(parts["by"]) if parts.get("by") else Decimal(0)
            if change is None:
                return None
            against = "baseline" if parts["against"].lower() == "baseline" else "last year"
            signed = -change if parts.get("down") and change else change
            return TargetReading(TargetKind.RELATIVE, change=signed, against=against)
    return None


def _range(text: str, unit: Unit) -> TargetReading | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    if (found["first"] or found["second"]) and unit not in {Unit.PERCENT, Unit.RATE}:
        return _text(text, "gives percentages, which this measure does not count")
    low, high = (_signed(found[end]) for end in ("low", "high"))
    if low is None or high is None:
        return _text(text, "has more digits than the 15 that can be kept")
    if low > high:
        return _text(text, "runs from the higher to the lower number")
    return TargetReading(TargetKind.RANGE, low, high)


def _signed(digits: str) -> Decimal | None:
    value = number(digits.removeprefix("-"))
    return -value if value and digits.startswith("-") else value


def _number(text: str, unit: Unit) -> TargetReading:
    """A single figure, perhaps called a limit; the measure's polarity says on which side of it is good."""
    figure = _LIMIT_AFTER.sub("", _LIMIT.sub("", text, count=1) if _LIMIT.match(text) else text)
    found = read(figure, unit)
    if found.state is State.VALUE:
        return TargetReading(TargetKind.NUMBER, found.value, found.value, doubt=found.doubt)
    if found.state is State.NOT_AVAILABLE:
        return TargetReading(TargetKind.NONE, doubt=f"{shown(text)} was read as no target.")
    # A text target is as good as any other; only what was meant as a figure is in doubt.
    meant = mended(text) or not any(c.isalpha() for c in text)
    return TargetReading(TargetKind.TEXT, doubt=found.doubt if meant else "")


def _text(text: str, trouble: str) -> TargetReading:
    return TargetReading(TargetKind.TEXT, doubt=f"{shown(text)} {trouble}. It was kept as text.")
