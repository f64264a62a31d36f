"""Numbers as people type them: thousands marks, look-alike characters, and how many digits can be kept."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal

MAX_DIGITS = 15
"""The most digits of a number that a spreadsheet keeps."""

FIFTEEN_DIGITS = Context(prec=MAX_DIGITS, rounding=ROUND_HALF_UP)
"""For quotients: rounded half up to as many digits as can be kept."""

WHOLE = r"(?:[0-9]{1,3}(?:, ?[0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)"
"""A whole number: 12043, "12,043", "12, 469" or "1 204"."""

NUMBER = rf"(?:{WHOLE}(?:\.[0-9]+)?|\.[0-9]+)"
"""A number without its sign."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# Letters of other alphabets that cannot be told from Latin ones, in the case in which they look alike.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxsijABEZHIKMNOPTYXo"
)
_MISTYPED = str.maketrans("lI|OoОо", "1110000")


def tidy(typed: str) -> str:
    """The text with single spaces, hyphens for every dash, and no invisible characters."""
    if not typed.isascii():
        typed = "".join(c for c in typed.translate(_DASHES) if unicodedata.category(c) != "Cf")
    return " ".join(typed.split())


def latin(text: str) -> str:
    """The text with letters of other alphabets that look Latin replaced by the Latin ones."""
    return text if text.isascii() else text.translate(_LOOK_ALIKE)


def number(digits: str) -> Decimal | None:
    """The number that NUMBER matched, or None where it has more digits than can be kept."""
    plain = digits.replace(",", "").replace(" ", "")
    if len(plain) > MAX_DIGITS:
        whole, _, decimals = plain.partition(".")
        if len(whole.lstrip("0")) + len(decimals) > MAX_DIGITS:
            return None
    return Decimal(plain)


def mended(text: str) -> str:
    """The number meant by a text whose only fault is a look-alike character ("4l2" is 412), or ""."""
    western = "".join(
        str(unicodedata.decimal(c)) if not c.isascii() and unicodedata.decimal(c, None) is not None else c
        for c in text
    )
    candidate = western if western != text else text.translate(_MISTYPED)
    fits = candidate != text and any(c.isdecimal() for c in text) and re.fullmatch(f"-?{NUMBER}", candidate)
    return candidate if fits else ""
