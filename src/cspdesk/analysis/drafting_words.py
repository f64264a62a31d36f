"""The words of drafted sentences: figures with and without their unit, articles, beginnings and ends."""

import re
from decimal import Decimal

from cspdesk.analysis.live_field_words import amount_said, with_unit
from cspdesk.domain import printing
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit

_WHOLE = re.compile(r"[0-9]+")


def label_of(measure: Measure) -> str:
    """Return what a measure counts, on one line: "offences"; "days" of days without a label; else ""."""
    label = " ".join(measure.unit_label.split())
    return label or ("days" if measure.unit is Unit.DAYS else "")


def bare(measure: Measure, value: Decimal) -> str:
    """Return a figure as it prints, without what it counts: "347", "62%", "£5,000"."""
    return printing.figure(value, measure.unit, measure.decimals)


def counted(measure: Measure, value: Decimal) -> str:
    """Return a figure with what it counts: "347 offences", "1 offence", "62%", "5.3 per 1,000"."""
    return with_unit(measure, value)


def apart(measure: Measure, difference: Decimal) -> str:
    """Return how far two figures are apart, without a sign: "110 offences", "2 percentage points"."""
    return amount_said(measure, difference, None)


def as_set(measure: Measure, value: Decimal) -> str:
    """Return a target as it was set: "40%" also where figures have a decimal, "2.5%" where they have none."""
    typed = max(0, -int(value.normalize().as_tuple().exponent))
    return printing.figure(value, measure.unit, max(typed, measure.decimals if typed else 0))


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


def escaped(words: str) -> str:
    """Return words as a text keeps them, in which a brace of their own opens no live field."""
    return words.replace("{", "{{")
