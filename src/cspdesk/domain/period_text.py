"""Reading periods as people write them: "Q4 2015/16", "Jan to Mar 2016", "Jul '09 - Jun '10"."""

import re

from cspdesk.domain import months
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Grain, Period

_LONGEST = 60
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u2032`", "'")
)

# A financial year: 2015/16, 2015-16, 2015/2016, 201516, 2014/5, 15/16.
_YEARS = (
    r"(?:(?P<year>[0-9]{4})(?: ?[-/] ?(?P<next>[0-9]{4}|[0-9]{1,2})|(?P<glued>[0-9]{2}))"
    r"|(?P<yy>[0-9]{2}) ?/ ?(?P<nn>[0-9]{2}))"
)
_QUARTER = r"(?:quarter|qtr\.?|q) ?(?P<quarter>[1-4])"
_MONTH_YEAR = r" ?,? ?'? ?(?P<{0}>[0-9]{{4}}|[0-9]{{2}})"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        _YEARS,
        rf"{_QUARTER} ?,? ?{_YEARS}",
        rf"{_YEARS} ?,? ?{_QUARTER}",
        r"(?P<month_year>[0-9]{4}) ?M ?(?P<month>1[0-2]|0?[1-9])",
        rf"(?P<to>{months.PATTERN}){_MONTH_YEAR.format('to_year')}",
        rf"(?P<from>{months.PATTERN})(?:{_MONTH_YEAR.format('from_year')})? ?(?:-|to) ?"
        rf"(?P<to>{months.PATTERN}){_MONTH_YEAR.format('to_year')}",
    )
)

_QUARTER_OF = re.compile(rf"{_QUARTER} ?,? ?(?P<begins>[0-9]{{4}})", re.IGNORECASE | re.ASCII)
"""A quarter with the one year in which its financial year begins."""


def parse_period(text: str) -> Period:
    """The quarter, year or month that a text names.

    A window of twelve months is the quarter with which it ends; `2011-12` is always the financial year;
    two-digit years are 20yy. Raises PeriodError for anything else.
    """
    if len(text) <= _LONGEST:
        plain = " ".join(text.translate(_PLAIN).split())
        for form in _FORMS:
            if found := form.fullmatch(plain):
                period = _period({name: part for name, part in found.groupdict().items() if part})
                if period is not None:
                    return period
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    raise PeriodError(f"'{shown}' is not a period: write 2015-16 Q4, Q4 2015/16, Jan to Mar 2016 or 2015/16.")


def quarters_meant(text: str) -> tuple[Period, ...]:
    """The quarters that somebody looks for by typing a period; none where a text names no period.

    A year has four, a month lies in one. "Q2 2011", which a table may not say, is here of the financial year
    that begins in 2011.
    """
    if found := _QUARTER_OF.fullmatch(" ".join(text.split())):
        year = int(found["begins"])
        text = f"Q{found['quarter']} {year}/{(year + 1) % 100:02}"
    try:
        period = parse_period(text)
        return period.quarters or (Period.containing(period.start, Grain.QUARTER),)
    except PeriodError:
        return ()


def _period(parts: dict[str, str]) -> Period | None:
    """The period that a form's parts name, or None where they contradict each other."""
    if "month" in parts:
        return Period.month(int(parts["month_year"]), int(parts["month"]))
    if "to" in parts:
        return _months(parts)
    year = _whole_year(parts.get("year") or parts["yy"])
    following = parts.get("next") or parts.get("glued") or parts["nn"]
    # "2014/5" gives one digit, "2015/16" two, "2015/2016" four: each must be the end of the year after.
    if int(following) != (year + 1) % 10 ** len(following):
        return None
    return Period.quarter(year, int(parts["quarter"])) if "quarter" in parts else Period.financial_year(year)


def _months(parts: dict[str, str]) -> Period | None:
    """A month, a quarter given by its months, or the quarter with which twelve months end."""
    year, month = _whole_year(parts["to_year"]), months.month_number(parts["to"])
    if "from" not in parts:
        return Period.month(year, month)
    first_month = months.month_number(parts["from"])
    if month % 3:
        return None
    years = year - _whole_year(parts["from_year"]) if "from_year" in parts else 0
    if years * 12 + month - first_month + 1 not in ((3, 12) if "from_year" in parts else (3,)):
        return None
    return Period.quarter(year - 1, 4) if month == 3 else Period.quarter(year, month // 3 - 1)


def _whole_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
