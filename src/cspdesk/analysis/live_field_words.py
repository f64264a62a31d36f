"""Figures and changes as a sentence says them: "347 offences", "an increase of 110 offences (19.5%)"."""

import re
from decimal import Decimal

from cspdesk.domain import printing
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

_MOST_DECIMALS = 30
_LABELLED = (Unit.COUNT, Unit.DAYS, Unit.RATE)
"""The units whose own label is said: "%" and "£" are unit enough."""

_ODD = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "crises": "crisis",
    "knives": "knife",
    "lives": "life",
    "wives": "wife",
    "thieves": "thief",
    "analyses": "analysis",
    "series": "series",
    "premises": "premises",
    "proceedings": "proceedings",
    "news": "news",
    "works": "works",
}
"""Plurals that no rule below would undo."""
_NO_PLURAL = ("ss", "us", "is")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zzes", "zz"))
_HEAD_ENDS = re.compile(
    r"\s(?:of|in|at|on|with|to|for|from|by|under|over|per|who|that|which|through|within|aged|about|against"
    r"|involving|without)\s|[(,;]",
    re.IGNORECASE,
)
"""Where the words that can stand in the plural end: "offences of violence" counts offences."""
_LETTERS = re.compile(r"[^\W\d_]+")


def with_unit(measure: Measure, value: Decimal, *, decimals: int | None = None) -> str:
    """Return a figure with what it counts: "347 offences", "1 offence", "67%", "£5,000", "5.3 per 1,000"."""
    places = measure.decimals if decimals is None else decimals
    digits = printing.figure(value, measure.unit, places)
    label = label_of(measure)
    if label and measure.unit in _LABELLED:
        digits = f"{digits} {counted(label, printing.half_up(value, places))}"
    if measure.unit is Unit.RATE and measure.rate_per and " per " not in digits:
        digits = f"{digits} per {measure.rate_per:,}"
    return digits


def label_of(measure: Measure) -> str:
    """Return what a measure counts, on one line: "offences"; "days" of days without a label; else ""."""
    label = " ".join(measure.unit_label.split())
    return label or ("days" if measure.unit is Unit.DAYS else "")


def as_set(measure: Measure, value: Decimal) -> str:
    """Return a target as it was set: "40%" also where figures have a decimal, "2.5%" where they have none."""
    typed = max(0, -int(value.normalize().as_tuple().exponent))
    return printing.figure(value, measure.unit, max(typed, measure.decimals if typed else 0))


def counted(label: str, value: Decimal) -> str:
    """Return a unit's label as it follows a printed number: "offences", but "offence" behind 1."""
    return singular(label) if abs(value) == 1 else label


def singular(label: str) -> str:
    """Return what one of a label's things is called: "people" is "person", "repeat callers" "repeat caller".

    A label that is no plural stays as it is.
    """
    end = found.start() if (found := _HEAD_ENDS.search(label)) else len(label)
    words = list(_LETTERS.finditer(label, 0, end))
    if not words:
        return label
    # The last word of the head is the one counted, or the last plural before it, as in "cases heard".
    chosen = next((word for word in reversed(words) if _one(word[0]) != word[0]), None)
    if chosen is None:
        return label
    said = label[: chosen.start()] + _one(chosen[0]) + label[chosen.end() :]
    # Of "arrests and charges" both are counted.
    before = re.match(r"(.*?)(\s+and\s+|\s+or\s+|\s*/\s*)", said)
    return said if before is None else f"{singular(before[1])}{said[before.end(1) :]}"


def change_said(measure: Measure, difference: Decimal, percent: Decimal | None) -> str:
    """Return "an increase of 110 offences (19.5%)", "a reduction of 2 percentage points" or "no change"."""
    if not difference:
        return "no change"
    way = "an increase" if difference > 0 else "a reduction"
    return f"{way} of {amount_said(measure, difference, percent)}"


def amount_said(measure: Measure, difference: Decimal, percent: Decimal | None) -> str:
    """Return how large a change is: "110 offences (19.5%)", "2 percentage points", "£5,000 (3.1%)"."""
    decimals = _telling(measure, difference)
    size = abs(difference)
    if measure.unit is Unit.PERCENT:
        rounded = printing.half_up(size, decimals)
        said = f"{rounded:,f} percentage {'point' if rounded == 1 else 'points'}"
    else:
        said = with_unit(measure, size, decimals=decimals)
    return said if percent is None else f"{said} ({printing.percent(abs(percent))})"


def amount_figure(measure: Measure, difference: Decimal) -> str:
    """Return how large a change is as a bare figure: "110", "£5,000"; of a percentage "2"."""
    decimals = _telling(measure, difference)
    said = printing.figure(abs(difference), measure.unit, decimals)
    return said.removesuffix("%") if measure.unit is Unit.PERCENT else said


def _telling(measure: Measure, difference: Decimal) -> int:
    """The measure's decimals, or as many more as a change needs to be seen at all."""
    decimals = measure.decimals
    while difference and decimals < _MOST_DECIMALS and not printing.half_up(difference, decimals):
        decimals += 1
    return decimals


def _one(word: str) -> str:
    small = word.lower()
    if small in _ODD:
        odd = _ODD[small]
        return odd.capitalize() if word[:1].isupper() else odd
    # An abbreviation's plural keeps its capitals: "PPOs".
    if not small.endswith("s") or word.isupper() or small.endswith(_NO_PLURAL) or len(word) < 3:
        return word
    for ending, one in _ENDINGS:
        if small.endswith(ending) and len(small) > len(ending) + 1:
            return word[: -len(ending)] + one
    return word[:-1]
