"""Whether a number as written agrees with the figure it stands for, and that figure written alike."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import Enum

from cspdesk.analysis.check.tokens import Approx, Token, TokenKind
from cspdesk.domain.printing import MINUS, half_up


class Fit(Enum):
    """How a number as written stands to the figure."""

    AGREES = "agrees"
    TRUNCATED = "truncated"
    DIFFERS = "differs"


_WIDE = Context(prec=100)
_ABOUT, _BEYOND = Decimal("0.1"), Decimal("1.15")
_LARGEST = Decimal(10) ** 15
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_SCALE = re.compile(r"[0-9] ?(thousand|million|billion|bn|k|m)\b")
_DIGITS = re.compile(r"[0-9]{1,3}(?:(?:, ?| )[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+")
_SPELT_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_SPELT = tuple(_SPELT_WORDS.split())


def fit(token: Token, figure: Decimal) -> Fit:
    """Return whether a written number agrees with a figure, whatever the sign of either.

    Rounded half up it agrees, and half to even too, because both are taught; cut off it is truncated. A word
    such as "about" or "over" loosens the comparison.
    """
    said = token.value
    if said is None or abs(said) > _LARGEST:
        return Fit.DIFFERS
    said, figure = abs(said), abs(figure)
    if _is_near(token, said, figure):
        return Fit.AGREES
    places = token.decimals
    is_cut = _rounded(figure, places, ROUND_DOWN) == said
    # A count has no decimals that could be cut off.
    return Fit.TRUNCATED if is_cut and (places or token.kind is not TokenKind.NUMBER) else Fit.DIFFERS


def is_cut_off(token: Token, figure: Decimal) -> bool:
    """Whether a written number is a figure with its decimals cut off, as a count of a quotient may be."""
    return token.value is not None and _rounded(abs(figure), token.decimals, ROUND_DOWN) == abs(token.value)


def is_close(token: Token, figure: Decimal) -> bool:
    """Whether a written number agrees with a figure, cut off or rounded."""
    return fit(token, figure) is not Fit.DIFFERS


def alike(token: Token, written: str, figure: Decimal) -> str:
    """Return a figure in the manner in which a number was written: "426" for "436", "12,469" for "12, 649".

    What stands around the digits ("%", " per cent") is kept.
    """
    found = _DIGITS.search(written)
    if token.is_spelt or found is None:
        return _spelt(written, half_up(abs(figure), max(token.decimals, 0)))
    scale = _SCALE.search(token.word)
    if scale:
        size = _SCALES[scale[1]]
        rounded = half_up(abs(figure).scaleb(-size), max(token.decimals + size, 0))
    else:
        rounded = half_up(abs(figure), max(token.decimals, 0))
    has_mark = "," in found[0] or " " in found[0]
    digits = _plain(rounded, grouped=has_mark or (len(found[0]) < 4 and rounded >= 1000))
    return written[: found.start()] + digits + written[found.end() :]


def printed(figure: Decimal, places: int = 0) -> str:
    """Return a figure for a working: "1,440", "−12", "5.1"; with its own decimals where it has more."""
    own = -int(figure.normalize(_WIDE).as_tuple().exponent)
    rounded = half_up(figure, max(0, min(max(own, places), 3)))
    return (MINUS if rounded < 0 else "") + f"{abs(rounded):,f}"


def percent_printed(share: Decimal) -> str:
    """Return a percentage for a working, to one decimal: "25.7%"."""
    return f"{half_up(abs(share), 1):f}%"


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return what per cent a part is of a whole that is not 0, to 28 digits, unsigned."""
    return abs(part * 100 / whole)


def _is_near(token: Token, said: Decimal, figure: Decimal) -> bool:
    places = token.decimals
    if token.approx in (Approx.OVER, Approx.UNDER) and said == figure:
        return False
    if said in (_rounded(figure, places, ROUND_HALF_UP), _rounded(figure, places, ROUND_HALF_EVEN)):
        return True
    match token.approx:
        case Approx.ABOUT:
            is_near = abs(said - figure) <= max(said * _ABOUT, _trailing(said) / 2)
        case Approx.OVER:
            is_near = said < figure <= said * _BEYOND
        case Approx.UNDER:
            is_near = said / _BEYOND <= figure < said
        case Approx.AT_MOST:
            is_near = figure <= said
        case Approx.AT_LEAST:
            is_near = figure >= said
        case _:
            is_near = False
    return is_near


def _rounded(figure: Decimal, places: int, way: str) -> Decimal:
    return figure.quantize(Decimal(1).scaleb(-places), way, _WIDE)


def _trailing(said: Decimal) -> Decimal:
    """The unit that a round number is rounded to: 100 of 1,300, 50 of 450."""
    unit = Decimal(1)
    while said and said % (unit * 10) == 0:
        unit *= 10
    return unit


def _plain(figure: Decimal, *, grouped: bool) -> str:
    return f"{figure:,f}" if grouped else f"{figure:f}"


def _spelt(written: str, figure: Decimal) -> str:
    lead, tail = written, ""
    for end in (" per cent", " percent", "%", " percentage points", " percentage point", " points"):
        if written.lower().endswith(end):
            lead, tail = written[: -len(end)], written[-len(end) :]
    small = figure == figure.to_integral_value() and figure < len(_SPELT)
    said = _SPELT[int(figure)] if small else _plain(figure, grouped=True)
    return (said.capitalize() if lead[:1].isupper() else said) + tail
