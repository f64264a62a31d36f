"""Whether a difference may be told of where a text does not stand with the measure that it names."""

import re
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.claims_named import Named
from cspdesk.analysis.check.figures_check import Matching
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.reading import Reading

_DIGITS = re.compile(r"[0-9]+(?:, ?[0-9]{3})*(?:\.[0-9]+)?")
_LEAST_DIGITS = 3
"""Of how many digits a number must be to be known for another by all but one of them."""
_SCALE = Decimal(2)


def is_told(reading: Reading, named: Named, claim: Claim, matching: Matching | None, each: Judged) -> bool:
    """Whether a number or direction that differs must be that of the measure named.

    Many a figure in a report's text is that of some of the cases: one that stands alone is wrong only where
    it is of the right size, and where the measure is only likely to be meant, it must be a slip of the pen or
    stand beside a figure that is the measure's.
    """
    level, said = claim.level, reading.text[each.start : each.end]
    if matching is None:
        return False
    is_level = level is not None and level.token.start == each.start
    if named.is_sure:
        is_held = claim.over or claim.period or any(one.agreed for one in matching.compared)
        return not is_level or bool(is_held) or _is_of_size(said, each.should_be)
    if not named.is_likely or level is None:
        return False
    if is_level:
        return is_slip(said, each.should_be)
    return matching.fits and len(_digits(level.token.word)) >= 2


def is_slip(said: str, right: str) -> bool:
    """Whether one number is another with a digit mistaken or two changed about: "668" for "688"."""
    one, other = _digits(said), _digits(right)
    if len(one) != len(other) or len(one) < _LEAST_DIGITS:
        return False
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(places) == 2:
        first, last = places
        return one[first] == other[last] and one[last] == other[first]
    return len(places) == 1


def _is_of_size(said: str, right: str) -> bool:
    one, other = (Decimal(_digits(text) or 0) for text in (said, right))
    return bool(one and other) and max(one, other) <= _SCALE * min(one, other)


def _digits(text: str) -> str:
    """The digits of the first number in a text."""
    found = _DIGITS.search(text)
    return re.sub(r"\D", "", found[0]) if found else ""
