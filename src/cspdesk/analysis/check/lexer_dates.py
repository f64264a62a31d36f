"""Days, months, quarters, years and stretches of time in English prose."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cspdesk.analysis.check import lexer_words as vocabulary
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain import months
from cspdesk.domain.months import month_number
from cspdesk.domain.period import FIRST_YEAR, LAST_YEAR, Grain, Period
from cspdesk.domain.vague_date import read_date

_FLAGS = re.IGNORECASE | re.ASCII
_MONTH = rf"(?P<month>{months.PATTERN})"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
# Two digits are a year only where no word follows that they might count: "In May 16 offences".
_SHORT_YEAR = (
    r"(?:' ?[0-9]{2}(?![0-9])"
    rf"|[0-9]{{2}}(?= (?:to|until) {months.PATTERN} ?[0-9'])"
    r"|[0-9]{2}(?![0-9,./%]| ?%| ?[a-z]| ?\())"
)
_YEARS = (
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?:/(?P<next>[0-9]{4}|[0-9]{1,2})|-(?P<dashed>[0-9]{4}|[0-9]{2})"
    r"| ?[-/] ?(?P<apart>[0-9]{4}|[0-9]{2})(?! ?[a-z%.,]| ?[0-9])|(?P<glued>[0-9]{2}))(?![0-9%])"
    r"|(?P<yy>[0-9]{2}) ?/ ?(?P<nn>[0-9]{2})(?![0-9/%]))"
)
_NAMED = r"(?:quarters?|qtrs?\.?|q)"

_DAY_NUMBERS = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<number>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])",
    _FLAGS,
)
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])", _FLAGS)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<th> ?(?:st|nd|rd|th)\b)?(?: of)? ?{_MONTH}"
    rf"(?:,? ?(?P<year>[0-9]{{4}}(?![0-9])|{_SHORT_YEAR}))?",
    _FLAGS,
)
_MONTH_DAY = re.compile(
    rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:(?:st|nd|rd|th)\b(?:,? (?P<year>[0-9]{{4}})(?![0-9]))?"
    r"|, (?P<comma>(?:19|20)[0-9]{2})(?![0-9]))",
    _FLAGS,
)
_MONTH_YEAR = re.compile(
    rf"{_MONTH}(?:,? ?(?P<year>(?:19|20)[0-9]{{2}}(?![0-9]))| ?(?P<short>{_SHORT_YEAR}))?", _FLAGS
)
_QUARTER = re.compile(
    rf"{_NAMED} ?(?P<first>[1-4])(?![0-9%]|\.[0-9]|[a-z])"
    rf"(?: ?(?P<joint>-|to|and|&|/|through|until) ?{_NAMED} ?(?P<last>[1-4])(?![0-9%]|\.[0-9])"
    r"|-(?P<short>[1-4])(?![0-9%/-]|\.[0-9]))?",
    _FLAGS,
)
_QUARTERS = re.compile(
    r"quarters (?P<first>[1-4]) ?(?P<joint>-|to|and|&) ?(?P<last>[1-4])(?![0-9%]|\.[0-9])", _FLAGS
)
_QUARTER_SPELT = re.compile(
    r"(?:(?P<th>1st|2nd|3rd|4th|first|second|third|fourth|final)[ -](?:quarter|qtr)\b"
    r"|quarter (?P<word>one|two|three|four)\b)",
    _FLAGS,
)
_FIRST_QUARTERS = re.compile(r"first (?P<count>two|three|2|3) quarters\b", _FLAGS)
_OF_YEAR = re.compile(rf" ?,? ?\(?(?:(?:of|in|for) (?:the year )?)?{_YEARS}", _FLAGS)
_OF_CALENDAR_YEAR = re.compile(
    r" ?,? ?(?:(?:of|in) )?(?P<year>20[0-9]{2})(?![0-9%/,]|-[0-9]|\.[0-9]| ?[a-z])", _FLAGS
)
_FINANCIAL = re.compile(_YEARS, _FLAGS)
_SOME_YEARS = re.compile(r"(?P<year>(?:19|20)[0-9]{2}) ?- ?(?P<last>(?:19|20)[0-9]{2})(?![0-9])", _FLAGS)
_YEAR_QUARTER = re.compile(rf" ?,? ?{_NAMED} ?(?P<first>[1-4])(?![0-9%]|\.[0-9])", _FLAGS)
_ONE_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9%]|[.,][0-9]| ?%)", _FLAGS)
_FOLLOWING = re.compile(r" ?([a-z]++)", _FLAGS)

_TH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4, "final": 4}
_SPELT = {"one": 1, "two": 2, "three": 3, "four": 4}

STARTS = frozenset(
    {name.lower() for name in (*months.LONG, *months.SHORT)}
    | {f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")}
    | {"sept", "q", "qtr", "qtrs", "quarter", "quarters", "first", "second", "third", "fourth", "final"}
)
"""The words in small letters with which a date or a period may begin."""

_BEFORE_A_YEAR = words_of(
    """
    in since during by until till from before after through throughout end early late mid summer winter
    spring autumn of for year
    """
)
_BEFORE_A_COUNT = words_of("total totalling totals totalled figure were was are is recorded saw had")
_NOT_NAMED = words_of("this last previous next per each every that current whole a")


def at_word(text: str, start: int, before: str) -> Token | None:
    """Return the date or period that begins with the word at `start`; `before` is the word in front of it."""
    return (
        _quarter(text, start, before)
        or _day_month(text, start)
        or _month_day(text, start)
        or _month_year(text, start)
    )


def at_digit(text: str, start: int, before: tuple[str, str]) -> Token | None:
    """Return the date or period that begins with the digit at `start`; `before` are the two words before."""
    return (
        _day_numbers(text, start)
        or _day_month(text, start)
        or _quarter(text, start, before[1])
        or _financial_year(text, start)
        or _one_year(text, start, before)
    )


def merged(opening: Token, joint: Token, closing: Token, before: str, text: str) -> Token | None:
    """Return the stretch from one day or month to another, or None where the two stand apart."""
    if opening.kind is not closing.kind or opening.kind not in {TokenKind.DATE, TokenKind.MONTH}:
        return None
    if joint.word not in {"-", "to", "until", "till", "through"} and (joint.word, before) != (
        "and",
        "between",
    ):
        return None
    start, end = opening.start, closing.end
    token = Token(TokenKind.PERIOD, start, end, " ".join(text[start:end].lower().split()))
    if opening.kind is TokenKind.MONTH:
        return _months(token, opening, closing)
    first = opening.day or read_date(token.word).start
    return _stretch(token, first, closing.day) if first and closing.day else token


def _months(token: Token, opening: Token, closing: Token) -> Token | None:
    """The stretch between two months; that of no year is whole quarters, where it is."""
    first, last = (month_number(_letters(each.word)) for each in (opening, closing))
    if closing.period is not None:
        opened = opening.period or Period.month(closing.period.year - (first > last), first)
        return _stretch(token, opened.start, closing.period.end) if opened < closing.period else None
    since_april, until_april = (first - 4) % 12, (last - 4) % 12 + 1
    if opening.period is not None or since_april % 3 or until_april % 3 or until_april <= since_april:
        return token
    quarter, last_quarter = since_april // 3 + 1, until_april // 3
    return replace(token, quarter=quarter, last_quarter=last_quarter if last_quarter > quarter else 0)


def _stretch(token: Token, first: date, last: date) -> Token:
    """The token with the period between two days, as far as it is a whole one."""
    if not (first.year > FIRST_YEAR and last.year < LAST_YEAR and first < last):
        return token
    opening, closing = (Period.containing(day, Grain.QUARTER) for day in (first, last))
    if opening.start != first or closing.end != last:
        return token
    if opening == closing:
        return replace(token, period=opening, quarter=opening.index)
    if opening.of_year != closing.of_year:
        return replace(token, period=closing) if opening.distance_to(closing) == 3 else token
    if opening.index == 1 and closing.index == 4:
        return replace(token, period=opening.of_year)
    return replace(token, period=opening.of_year, quarter=opening.index, last_quarter=closing.index)


def _day_numbers(text: str, start: int) -> Token | None:
    found = _DAY_NUMBERS.match(text, start) or _ISO_DAY.match(text, start)
    if found is None:
        return None
    year, word = _whole_year(found["year"]), found[0].lower()
    day = _day(year, int(found["number"]), int(found["day"]))
    return Token(TokenKind.DATE if day else TokenKind.CODE, start, found.end(), word, day=day)


def _day_month(text: str, start: int) -> Token | None:
    found = _DAY_MONTH.match(text, start)
    if found is None or not (found["th"] or found["year"] or _is_name(found["month"])):
        return None
    return _dated(found, found["year"])


def _month_day(text: str, start: int) -> Token | None:
    found = _MONTH_DAY.match(text, start)
    return None if found is None else _dated(found, found["year"] or found["comma"])


def _dated(found: re.Match[str], year: str | None) -> Token | None:
    number = month_number(found["month"])
    # 2000 was a leap year.
    if _day(2000, number, int(found["day"])) is None:
        return None
    day = _day(_whole_year(year), number, int(found["day"])) if year else None
    return Token(TokenKind.DATE, found.start(), _trimmed(found), _lower(found), day=day)


def _month_year(text: str, start: int) -> Token | None:
    found = _MONTH_YEAR.match(text, start)
    if found is None:
        return None
    year = found["year"] or found["short"]
    if not (year or _is_name(found["month"])):
        return None
    period = Period.month(_whole_year(year), month_number(found["month"])) if year else None
    return Token(TokenKind.MONTH, start, _trimmed(found), _lower(found), period=period)


def _is_name(month: str) -> bool:
    """Whether a word is the month: "may" and "march" in small letters are verbs, "mar" and "sun" nothing."""
    return month[0].isupper() or (len(month) > 4 and month.lower() not in {"march"})


def _quarter(text: str, start: int, before: str) -> Token | None:
    if counted := _FIRST_QUARTERS.match(text, start):
        last = {"two": 2, "three": 3}.get(counted["count"].lower()) or int(counted["count"])
        return _of_year(
            Token(TokenKind.PERIOD, start, counted.end(), _lower(counted), quarter=1, last_quarter=last), text
        )
    if spelt := _QUARTER_SPELT.match(text, start):
        number = _TH[spelt["th"].lower()] if spelt["th"] else _SPELT[spelt["word"].lower()]
        return _of_year(Token(TokenKind.PERIOD, start, spelt.end(), _lower(spelt), quarter=number), text)
    found = _QUARTERS.match(text, start) or _QUARTER.match(text, start)
    if found is None:
        return None
    if found[0][0] in "qQ" and found[0][1:2] in "uU" and before in _NOT_NAMED:
        return None
    parts = found.groupdict()
    first, last = int(parts["first"]), int(parts["last"] or parts.get("short") or 0)
    end = found.end()
    # "From Q3 to Q4" is a comparison, "Q1 and Q3" are two; "Q2-Q1" is nothing that adds up.
    apart = parts["joint"] in {"and", "&", "/"} and last != first + 1
    if last and (last <= first or apart or (before == "from" and parts["joint"] == "to")):
        last, end = 0, found.start("joint")
        end = start + len(text[start:end].rstrip())
    return _of_year(
        Token(TokenKind.PERIOD, start, end, text[start:end].lower(), quarter=first, last_quarter=last), text
    )


def _of_year(token: Token, text: str) -> Token:
    """The token with the year that follows it."""
    if found := _OF_YEAR.match(text, token.end):
        year = _financial(found)
        if year is not None:
            period = year if token.last_quarter else year.quarters[token.quarter - 1]
            return replace(
                token, end=found.end(), word=text[token.start : found.end()].lower(), period=period
            )
    if found := _OF_CALENDAR_YEAR.match(text, token.end):
        # Which financial year is meant by "Q3 2015" cannot be told.
        end = found.end()
        return replace(token, end=end, word=text[token.start : end].lower(), value=Decimal(found["year"]))
    return token


def _financial_year(text: str, start: int) -> Token | None:
    found = _FINANCIAL.match(text, start)
    if found is None:
        return None
    period, end, number = _financial(found), found.end(), 0
    if period is None:
        several = _SOME_YEARS.match(text, start)
        if several is not None:
            return Token(TokenKind.PERIOD, start, several.end(), _lower(several))
        # "2014-17" is a plan's years, 201604 or "12/22" something else.
        is_span = (found["dashed"] or found["next"]) and int((found["dashed"] or found["next"])[-2:]) > int(
            found["year"][2:]
        )
        return Token(TokenKind.PERIOD, start, end, _lower(found)) if is_span else None
    if following := _YEAR_QUARTER.match(text, end):
        number, end = int(following["first"]), following.end()
        period = period.quarters[number - 1]
    return Token(TokenKind.PERIOD, start, end, text[start:end].lower(), period=period, quarter=number)


def _financial(found: re.Match[str]) -> Period | None:
    parts = found.groupdict()
    year = _whole_year(parts["year"] or parts["yy"])
    following = parts["next"] or parts["dashed"] or parts["apart"] or parts["glued"] or parts["nn"]
    if int(following) != (year + 1) % 10 ** len(following):
        return None
    return Period.financial_year(year)


def _one_year(text: str, start: int, before: tuple[str, str]) -> Token | None:
    """A year by itself, unless it counts: "2011 incidents", "a total of 2014"."""
    found = _ONE_YEAR.match(text, start)
    if found is None:
        return None
    year = int(found[0])
    following = _FOLLOWING.match(text, found.end())
    word = following[1].lower() if following else ""
    is_dated = before[1] in _BEFORE_A_YEAR and before[0] not in _BEFORE_A_COUNT
    if not is_dated and (
        not 1990 <= year < 2050 or before[1] in _BEFORE_A_COUNT or before[0] in _BEFORE_A_COUNT
    ):
        return None
    if vocabulary.is_counted(word) and before[1] not in {"in", "since", "during"}:
        return None
    if word == "last" and before[1] in {"to", "with", "against", "from"}:
        return None
    return Token(TokenKind.PERIOD, start, found.end(), found[0], value=Decimal(year))


def _whole_year(digits: str) -> int:
    """The year of four digits or two: "2015", "15", "'15"."""
    plain = digits.lstrip("' ")
    return int(plain) if len(plain) == 4 else 2000 + int(plain)


def _day(year: int, month: int, day: int) -> date | None:
    if not (FIRST_YEAR < year < LAST_YEAR and 1 <= month <= 12 and day):
        return None
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, day) if day <= last.day else None


def _letters(word: str) -> str:
    """The month's name at the head of its token."""
    return word.split(maxsplit=1)[0].split("'", maxsplit=1)[0].rstrip(".,0123456789")


def _lower(found: re.Match[str]) -> str:
    return found[0].lower().rstrip(" ,.")


def _trimmed(found: re.Match[str]) -> int:
    """The end of a match without the full stop of a sentence."""
    return found.start() + len(found[0].rstrip(" ,."))
