"""The names of the months, as printed and as people spell them."""

from datetime import date

LONG = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT = tuple(name[:3] for name in LONG)

_NUMBERS = {name.lower(): number for names in (LONG, SHORT) for number, name in enumerate(names, 1)}
_NUMBERS["sept"] = 9

PATTERN = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b\.?"
"""A regular expression for one name, long or short; to be matched without regard to case."""


def month_number(word: str) -> int:
    """1 to 12 for a name that PATTERN matches."""
    return _NUMBERS[word.rstrip(".").lower()]


def long_date(day: date) -> str:
    """A day in full: "31 March 2016"."""
    return f"{day.day} {LONG[day.month - 1]} {day.year}"
