"""The words of drafted sentences: bare figures, articles, beginnings and ends."""

import re
from decimal import Decimal

from cspdesk.domain import printing
from cspdesk.domain.tables import Measure

_WHOLE = re.compile(r"[0-9]+")


def bare(measure: Measure, value: Decimal) -> str:
    """Return a figure as it prints, without what it counts: "347", "62%", "£5,000"."""
    return printing.figure(value, measure.unit, measure.decimals)


def a(words: str) -> str:
    """Return the words with their article: "an 8% rise", "an 11% fall", "a 1.1% fall", "an increase"."""
    # What is read out with a vowel first: eight, eighty, eleven, eighteen, eleven thousand; not 110 or 1,100.
    found = _WHOLE.match(words)
    is_number = words[:1] == "8" or (found is not None and found[0] in ("11", "18"))
    is_vowel = is_number or words[:1].lower() in tuple("aeiou")
    return f"{'an' if is_vowel else 'a'} {words}"


def capital(words: str) -> str:
    """Return the words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """Return the words with one full stop."""
    tidy = words.rstrip()
    return tidy if tidy.endswith((".", "!", "?")) else f"{tidy}."
