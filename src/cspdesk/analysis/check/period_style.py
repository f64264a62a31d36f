"""The name of another quarter or year, written in the manner in which a text names one."""

import re

from cspdesk.domain import months
from cspdesk.domain.months import month_number
from cspdesk.domain.period import Period

_FLAGS = re.IGNORECASE | re.ASCII
_NAMED = re.compile(r"(?:quarters?|qtrs?\.?|q) ?([1-4])(?![0-9])", _FLAGS)
_LATER = re.compile(r"(?<![0-9.])([1-4])(?![0-9])")
_ORDINALS = ("first", "second", "third", "fourth")
_CARDINALS = ("one", "two", "three", "four")
_SHORT_ORDINALS = ("1st", "2nd", "3rd", "4th")
_SPELT = re.compile(rf"\b({'|'.join((*_ORDINALS, *_CARDINALS, *_SHORT_ORDINALS, 'final'))})\b", _FLAGS)
_YEARS = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark> ?[-/–] ?)(?P<next>[0-9]{4}|[0-9]{1,2})(?![0-9])"
    r"|(?P<glued>20[0-9]{4})(?![0-9])|(?<![0-9])(?P<short>[0-9]{2}(?P<slash> ?/ ?)[0-9]{2})(?![0-9])",
    _FLAGS,
)
_MONTH = re.compile(rf"\b{months.PATTERN}", _FLAGS)
_DAY = re.compile(r"(?P<day>[0-9]{1,2})(?P<th>st|nd|rd|th)?(?= (?:of )?$)", _FLAGS)
_TH = {30: "th", 31: "st"}
_CALENDAR = re.compile(r"(?P<four>(?:19|20)[0-9]{2})(?![0-9])|(?<=')(?P<two> ?[0-9]{2})(?![0-9])")


def quarter_named(words: str, quarter: Period) -> str:
    """Return words that name a quarter with another put in, with its year where one is named; "" for none."""
    named = _YEARS.search(words)
    head = words[: named.start()] if named else words
    rest = words[named.start() :] if named else ""
    if found := _NAMED.search(head):
        head = head[: found.start(1)] + str(quarter.index) + head[found.end(1) :]
    elif _MONTH.search(head):
        return months_named(words, quarter, quarter)
    elif found := _SPELT.search(head):
        head = head[: found.start()] + _like(found[0], quarter.index) + head[found.end() :]
    elif named and (following := _NAMED.search(rest, named.end() - named.start())):
        rest = rest[: following.start(1)] + str(quarter.index) + rest[following.end(1) :]
    else:
        return ""
    return head + year_named(rest, quarter)


def to_date_named(words: str, quarter: Period) -> str:
    """Return "Q1 to Q3" with the last quarter put in; "" where that is the first or it cannot be done."""
    if _MONTH.search(words):
        return months_named(words, quarter.of_year.quarters[0], quarter)
    named = _YEARS.search(words)
    head, rest = (words[: named.start()], words[named.start() :]) if named else (words, "")
    first = _NAMED.search(head)
    if first is None:
        return ""
    if quarter.index == 1:
        return f"{head[: first.start(1)]}1" + (f" {year_named(rest, quarter)}" if rest else "")
    later = list(_LATER.finditer(head, first.end(1)))
    if not later:
        return ""
    middle = head[first.end(1) : later[-1].start(1)]
    head = f"{head[: first.start(1)]}1{middle}{quarter.index}{head[later[-1].end(1) :]}"
    return head + year_named(rest, quarter)


def year_named(words: str, quarter: Period) -> str:
    """Return words that name a financial year with that of a quarter put in, written alike."""
    found = _YEARS.search(words)
    if found is None:
        return words
    year, following = str(quarter.of_year.year), str(quarter.of_year.year + 1)
    if found["year"]:
        written = year + found["mark"] + following[-len(found["next"]) :]
    elif found["glued"]:
        written = year + following[2:]
    else:
        written = year[2:] + found["slash"] + following[2:]
    return words[: found.start()] + written + words[found.end() :]


def months_named(words: str, first: Period, last: Period) -> str:
    """Return a stretch of months with those from one quarter to another put in; "" where it is no stretch."""
    names = list(_MONTH.finditer(words))
    if len(names) != 2:
        return ""
    opening, closing = names
    days = (first.start, last.end)
    middle, tail = words[opening.end() : closing.start()], words[closing.end() :]
    if counted := _DAY.search(middle):
        day = f"{days[1].day}{_TH[days[1].day] if counted['th'] else ''}"
        middle = (
            middle[: counted.start()]
            + day
            + middle[counted.end("th") if counted["th"] else counted.end("day") :]
        )
    middle, tail = (_calendar_year(part, day.year) for part, day in zip((middle, tail), days, strict=True))
    return (
        words[: opening.start()]
        + _month(opening[0], days[0].month)
        + middle
        + _month(closing[0], days[1].month)
        + tail
    )


def month_named(words: str, month: int, year: int) -> str:
    """Return a month with its year, written like another."""
    found = _MONTH.search(words)
    if found is None:
        return ""
    return words[: found.start()] + _month(found[0], month) + _calendar_year(words[found.end() :], year)


def _month(written: str, month: int) -> str:
    is_short = len(written.rstrip(".")) < 5 and month_number(written) not in {5, 6, 7}
    name = (months.SHORT if is_short else months.LONG)[month - 1]
    return name.lower() if written.islower() else name


def _calendar_year(words: str, year: int) -> str:
    return _CALENDAR.sub(lambda found: str(year) if found["four"] else str(year)[2:], words)


def _like(written: str, index: int) -> str:
    """A quarter's number in the manner of another: "third" for "second"."""
    small = written.lower()
    for names in (_ORDINALS, _CARDINALS, _SHORT_ORDINALS, ("first", "second", "third", "final")):
        if small in names:
            name = names[index - 1]
            return name.capitalize() if written[0].isupper() else name
    return written
