"""Values as SQLite keeps them: how each kind is spelt, and read back."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

from cspdesk.domain.period import Period

Stored = str | int | bytes | None
"""A value as SQLite keeps it."""

# Control characters, lone surrogates and the two code points that XML refuses.
UNCARRIABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

DECIMALS = re.compile(r"(?:-?[0-9]++(?:\.[0-9]++)?(?:\n|\Z))*+")
"""Numbers as they are stored, one on each line."""

CANONICAL = re.compile(r"(?:(?:0|-?[1-9][0-9]*+|-?(?:0|[1-9][0-9]*+)\.[0-9]*[1-9])(?:\n|\Z))*+")
"""Numbers without needless noughts, one on each line."""

NUMBERS = {Decimal, NoneType}


def _encode_text(value: Any) -> str:
    """Refuse what `text.clean` takes away: no text gets into a file that a document could not carry."""
    if not isinstance(value, str) or UNCARRIABLE.search(value):
        raise TypeError
    return str(value)


def _encode_whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return int(value)


def _encode_decimal(value: Any) -> str:
    """Canonical: no exponent, no trailing noughts, so that equal numbers are equal texts."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


ENCODERS: dict[type, Callable[[Any], Stored]] = {
    str: _encode_text,
    int: _encode_whole,
    bool: _encode_whole,
    bytes: bytes,
    Decimal: _encode_decimal,
    Period: lambda value: str(value.key),
    date: lambda value: str(value.isoformat()),
    tuple: ", ".join,
}

DECODERS: dict[type, Callable[[Any], Any]] = {
    str: str,
    int: int,
    bool: bool,
    bytes: bytes,
    Decimal: Decimal,
    Period: Period.from_key,
    date: date.fromisoformat,
}
