"""One field as one cell: how a value is written in a workbook, and how what a person wrote is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cspdesk.domain.catalogue import Field
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.months import long_date
from cspdesk.domain.numerals import NUMBER, tidy
from cspdesk.domain.period import FIRST_YEAR, LAST_YEAR, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.text import MAX_TEXT, clean, shortened
from cspdesk.domain.vague_date import Precision, read_date
from cspdesk.exchange.book import Cell, CellKind

NOTHING_CHOSEN = "none"
"""Stands for an empty list where a blank cell would mean the usual one."""

_DATED = frozenset({"when", "due", "revised_on", "dated"})
"""Fields of words that hold a date as typed, so that a date cell is welcome."""
_TYPED = "typed"
"""The field that holds what was typed for a figure; its surrounding blanks are dropped, as at the desk."""
_FIGURES = frozenset({_TYPED, "read_as"})
"""Fields that hold a figure as typed."""
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0"})
_PLAIN_NUMBER = re.compile(rf"(-?)£?({NUMBER})%?")
_CANNOT = {
    CellKind.ERROR: "the cell holds the error {text}; type what belongs there",
    CellKind.FORMULA: "the cell holds a formula without its result; save it in Excel or type the value",
    CellKind.TIME: "the cell holds a time ({text}); format it as text and type what belongs there",
}
_YEAR = re.compile("(?<![0-9])[0-9]{4}(?![0-9])")


class CellError(Exception):
    """A cell that cannot be taken; says why and the mend in words that follow the cell's place."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell's value, and what had to be taken out of it."""

    value: Any
    removed: str = ""


def written(field: Field, value: Any) -> str:
    """Return a field's value as a workbook's cell shows it."""
    if value is None:
        return ""
    if field.python_type is tuple:
        return ", ".join(value) or NOTHING_CHOSEN
    return _WRITERS[field.python_type](value)


def taken(field: Field, cell: Cell) -> Taken:
    """Return the value of a cell that is not blank; raises CellError."""
    if cell.kind in _CANNOT:
        raise CellError(_CANNOT[cell.kind].format(text=shortened(cell.text)))
    if cell.kind is CellKind.TRUTH and field.name in _FIGURES:
        raise CellError(
            f"the cell holds {cell.text}, which is no figure; format it as text and type the figure"
        )
    if cell.kind is CellKind.DATE and field.python_type is not date and field.name not in _DATED:
        raise CellError(
            f"the cell holds a date ({cell.text}); format it as text and type {_wanted(field)} again"
        )
    if field.python_type is date and cell.day:
        return Taken(cell.day)
    if field.python_type is str and not field.choices:
        return _text(field, cell.text)
    text = tidy(cell.text)
    if field.python_type is tuple and field.choices:
        return Taken(_chosen_list(field, field.choices, text))
    if field.choices:
        return Taken(_chosen(field, field.choices, text))
    return Taken(_READERS[field.python_type](field, text))


def name_in(cell: Cell) -> str:
    """Return the name that a cell holds of another row, on one line; raises CellError."""
    if cell.kind in _CANNOT:
        raise CellError(_CANNOT[cell.kind].format(text=shortened(cell.text)))
    if cell.kind is CellKind.DATE:
        raise CellError(f"the cell holds a date ({cell.text}); format it as text and type the name again")
    return clean(cell.text).text.strip()


def _text(field: Field, raw: str) -> Taken:
    cleaned = clean(raw)
    text = cleaned.text.strip() if field.name == _TYPED else cleaned.text
    if len(text) > MAX_TEXT:
        raise CellError(f"the text has {len(text):,} characters and {MAX_TEXT:,} are kept; shorten it")
    return Taken(text, cleaned.removed)


def _wanted(field: Field) -> str:
    if field.python_type is Period:
        return "a period such as 2015-16Q4"
    return "the number" if field.python_type in (int, Decimal) else "it"


def _chosen(field: Field, choices: type[StrEnum], text: str) -> StrEnum:
    for choice in choices:
        if choice.value.casefold() == text.casefold():
            return choice
    words = ", ".join(choice.value for choice in choices if choice.value)
    raise CellError(f"{field.column.heading} '{shortened(text)}' is none of: {words}")


def _chosen_list(field: Field, choices: type[StrEnum], text: str) -> tuple[StrEnum, ...]:
    if text.casefold() == NOTHING_CHOSEN:
        return ()
    return tuple(_chosen(field, choices, part.strip()) for part in re.split("[,;]", text) if part.strip())


def _period(field: Field, text: str) -> Period:
    try:
        period = parse_period(text)
    except PeriodError as error:
        if any(not FIRST_YEAR <= int(year) <= LAST_YEAR for year in _YEAR.findall(text[:60])):
            raise CellError(
                f"'{shortened(text)}' is not a period, for years run from {FIRST_YEAR} to {LAST_YEAR}; "
                "write the year that was meant"
            ) from error
        mend = "2015-16Q4" if field.column.grain is None else "2015-16"
        if bad := re.fullmatch(r"([0-9]{4}-[0-9]{2}) ?Q[0-9]+", text):
            mend = f"{bad[1]}Q4"
        elif re.fullmatch("[0-9]{4}", text):
            mend = f"{text}-{(int(text) + 1) % 100:02} for the financial year"
        raise CellError(f"'{shortened(text)}' is not a period; write {mend}") from error
    if not field.fits(period):
        raise CellError(
            f"'{shortened(text)}' is a {period.grain} and no {field.column.grain}; write {period.of_year.key}"
        )
    return period


def _day(_: Field, text: str) -> date:
    read = read_date(text)
    if read.precision is not Precision.DAY or read.start is None:
        raise CellError(f"'{shortened(text)}' is not a day; write 31 March 2016")
    return read.start


def _truth(field: Field, text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise CellError(
            f"{field.column.heading} '{shortened(text)}' is neither yes nor no; write one of them"
        )
    return word in _YES


def _whole(field: Field, text: str) -> int:
    mend = f"write a whole number {field.bounds}" if field.bounds else "write digits such as 1000"
    value = _plain_number(text, mend if field.bounds else "write digits such as 12.5")
    if value != value.to_integral_value() or abs(value) >= 10**15:
        raise CellError(f"'{shortened(text)}' is not a whole number; {mend}")
    if not field.fits(value):
        raise CellError(f"'{shortened(text)}' cannot be taken for {field.column.heading}; {mend}")
    return int(value)


def _decimal(field: Field, text: str) -> Decimal:
    value = _plain_number(text, "write digits such as 12.5")
    if not field.fits(value):
        raise CellError(
            f"'{shortened(text)}' cannot be taken for {field.column.heading}; write a number {field.bounds}"
        )
    return value


def _plain_number(text: str, mend: str) -> Decimal:
    found = _PLAIN_NUMBER.fullmatch(text)
    if not found:
        raise CellError(f"'{shortened(text)}' is not a number; {mend}")
    return Decimal(found[1] + re.sub("[ ,]", "", found[2]))


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    bool: lambda value: "yes" if value else "no",
    Decimal: lambda value: format(value, "f"),
    Period: lambda value: str(value.key),
    date: long_date,
}

_READERS: dict[type, Callable[[Field, str], Any]] = {
    int: _whole,
    bool: _truth,
    Decimal: _decimal,
    Period: _period,
    date: _day,
}
