"""Dates that keep their precision: "23/11/11", "24th May", "Oct 2011", "Apr – Sept 2011", "End 2012"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cspdesk.domain import months
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.numerals import tidy
from cspdesk.domain.period import FIRST_YEAR, LAST_YEAR, Period
from cspdesk.domain.period_text import parse_period


class Precision(StrEnum):
    """How closely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    NONE = "none"
    """Words that name no date."""


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date as far as it is known; order dates by `end`, since "End 2012" starts with its year."""

    text: str
    """As typed."""
    start: date | None
    """The first day it may be; None where there is no date."""
    end: date | None
    """The last day it may be."""
    precision: Precision
    provisional: bool
    """Whether it was marked as to be confirmed."""
    label: str
    """For showing: a day, and whatever had no year, in full; all else in the words typed."""
    doubt: str = ""
    """One sentence where a day cannot exist."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One end of a date: what was given of it."""

    year: int = 0
    month: int = 0
    day: int = 0


_LONGEST = 80
_MONTH = rf"(?P<month>{months.PATTERN})"
_YEAR = r"(?:,? ?['’‘]? ?(?P<year>[0-9]{4}|[0-9]{2}))"
_DAY = r"(?P<day>[0-9]{1,2})"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_VAGUE = r"(?:(?:the )?(?:end|start|beginning|middle|mid|early|late)(?: of)?[ -])?"
_PARTS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_DAY}[/.-](?P<number>[0-9]{{1,2}})[/.-](?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"{_DAY}/(?P<number>[0-9]{{1,2}})",
        r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?(?: of)? ?{_MONTH}{_YEAR}?",
        rf"{_WEEKDAY}{_MONTH} {_DAY}(?:st|nd|rd|th)(?:,? (?P<year>[0-9]{{4}}))?",
        rf"{_MONTH} {_DAY}, (?P<year>[0-9]{{4}})",
        rf"{_VAGUE}{_MONTH}{_YEAR}?",
        rf"{_VAGUE}(?P<year>[0-9]{{4}})",
        rf"{_DAY}(?:st|nd|rd|th)?",
    )
)
_BETWEEN = re.compile(r" ?(?:-|–|&|/|\bto\b|\band\b|\buntil\b) ?", re.IGNORECASE)
_PROVISIONAL = re.compile(r"[ ,]*\(?(?:tbc|t\.b\.c\.|to be confirmed|provisional(?:ly)?)\)?$", re.IGNORECASE)


def read_date(text: str, within: Period | None = None) -> VagueDate:
    """The date that a text names, as precisely as it does; never raises.

    Day first; two-digit years are 20yy. What has no year is the first such day (or month) from the start
    of `within`, and no date without it.
    """
    words = re.sub(r"^\((.*)\)$", r"\1", tidy(text).rstrip(" :;.-"))
    words, marks = _PROVISIONAL.subn("", words)
    nothing = VagueDate(text, None, None, Precision.NONE, bool(marks), " ".join(text.split()))
    words = re.sub(r"^\((.*)\)$", r"\1", words)
    if not words or len(words) > _LONGEST:
        return nothing
    try:
        found = _single(words, nothing, within) or _span(words, nothing, within) or _period(words, nothing)
    except ValueError:
        return replace(nothing, doubt=f"'{words}' is not a day of the calendar.")
    return found or nothing


def _single(words: str, blank: VagueDate, within: Period | None) -> VagueDate | None:
    part = _part(words)
    if part is None or not (part.month or part.year):
        return None
    whole = part if part.year else _placed(part, within)
    if whole is None:
        return None
    first, last = _first(whole), _last(whole)
    if whole.day:
        label, precision = months.long_date(first), Precision.DAY
    elif whole.month:
        label = words if part.year else f"{months.LONG[whole.month - 1]} {whole.year}"
        precision = Precision.MONTH
    else:
        label, precision = words, Precision.YEAR
    return _made(blank, first, last, precision, label)


def _span(words: str, blank: VagueDate, within: Period | None) -> VagueDate | None:
    """Two ends; what the first leaves out it takes from the second."""
    for between in _BETWEEN.finditer(words):
        opening, closing = _part(words[: between.start()]), _part(words[between.end() :])
        if opening is None or closing is None or not (closing.month or closing.year):
            continue
        whole = closing if closing.year else _placed(closing, within)
        if whole is None or not (opening.month or opening.year or whole.day):
            continue
        month = opening.month or (0 if opening.year else whole.month)
        crosses = (month, opening.day) > (whole.month, whole.day or 31)
        first = _Part(opening.year or whole.year - crosses, month, opening.day)
        start, end = _first(first), _last(whole)
        if start < end:
            label = words if closing.year else f"{_in_words(first)} to {_in_words(whole)}"
            return _made(blank, start, end, Precision.SPAN, label)
    return None


def _period(words: str, blank: VagueDate) -> VagueDate | None:
    """A quarter or a financial year."""
    try:
        period = parse_period(words)
    except PeriodError:
        return None
    precision = Precision.SPAN if period.index else Precision.YEAR
    return _made(blank, period.start, period.end, precision, words)


def _made(blank: VagueDate, start: date, end: date, precision: Precision, label: str) -> VagueDate:
    label = label.replace(" - ", " – ")
    if blank.provisional:
        label += " (to be confirmed)"
    return replace(blank, start=start, end=end, precision=precision, label=label)


def _part(words: str) -> _Part | None:
    for form in _PARTS:
        if found := form.fullmatch(words):
            parts = found.groupdict(default="")
            year = int(parts.get("year") or 0)
            if parts.get("year") and year < 100:
                year += 2000
            if year and not FIRST_YEAR <= year <= LAST_YEAR:
                return None
            month = int(parts.get("number") or 0)
            if parts.get("month"):
                month = months.month_number(parts["month"])
            if parts.get("day") and (parts.get("month") or parts.get("number")):
                # Raises for a day that no year has; 2000 was a leap year.
                date(year or 2000, month, int(parts["day"]))
            return _Part(year, month, int(parts.get("day") or 0))
    return None


def _placed(part: _Part, within: Period | None) -> _Part | None:
    """The first such day or month from the start of the period; eight years reach the next 29 February."""
    if within is None:
        return None
    for year in range(within.start.year, within.start.year + 9):
        try:
            day = date(year, part.month, part.day or 1)
        except ValueError:
            continue
        if day >= within.start:
            return replace(part, year=year)
    return None


def _first(part: _Part) -> date:
    return date(part.year, part.month or 1, part.day or 1)


def _last(part: _Part) -> date:
    if part.day:
        return date(part.year, part.month, part.day)
    if not part.month:
        return date(part.year, 12, 31)
    return (date(part.year, part.month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _in_words(part: _Part) -> str:
    if part.day:
        return months.long_date(_first(part))
    return f"{months.LONG[part.month - 1]} {part.year}" if part.month else str(part.year)
