"""A year's outturn in words, and targets of one year taken into the next."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cspdesk.analysis.line import Line
from cspdesk.analysis.reasons import why_none
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.numerals import NUMBER, tidy
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.printing import MINUS, figure, half_up
from cspdesk.domain.tables import Measure, Target
from cspdesk.domain.target_reading import TargetKind, TargetReading, read_target

_NUMBER = re.compile(NUMBER)
_PER_CENT = re.compile(rf"(?P<sign>[-+]?) ?(?P<by>{NUMBER}) ?(?:%|per ?cent)?", re.IGNORECASE)
_UNCHANGED = {
    TargetKind.TEXT: "is in words",
    TargetKind.RELATIVE: "moves by itself with what it is set against",
    TargetKind.TO_BE_CONFIRMED: "is to be confirmed",
    TargetKind.NOT_APPLICABLE: "is marked as not applicable",
    TargetKind.NONE: "sets none",
}
MOST_PER_CENT = Decimal(1000)
"""A change by more is a slip of the keys."""


def outturn(line: Line, year: Period) -> tuple[Decimal | None, str]:
    """Return a year's outturn, or None and why there is none: "Quarter 3 2015/16 is missing"."""
    last = year.quarters[-1]
    is_rolling = line.measure.entered_as is EnteredAs.ROLLING
    value = line.rolling(last) if is_rolling else line.to_date(last)
    if value is None:
        value = line.entered(year)
    if value is not None:
        return value, ""
    return None, why_none(line, "rolling_12" if is_rolling else "year_to_date", last) or "there is no figure"


def as_typed(measure: Measure, value: Decimal) -> str:
    """Return a figure as a person would type it, half up at the measure's decimals: "1,440", "62.5%"."""
    return figure(value, measure.unit, measure.decimals).replace(MINUS, "-")


def per_cent(text: str) -> Decimal | None:
    """Return the per cent that a text gives, "-5" or "+2.5%"; None where it gives none, or too many."""
    found = _PER_CENT.fullmatch(tidy(text))
    if found is None:
        return None
    by = Decimal(re.sub(r"[, ]", "", found["by"]))
    signed = -by if found["sign"] == "-" and by else by
    return signed if -100 <= signed <= MOST_PER_CENT else None


def by_per_cent(typed: str, measure: Measure, change: Decimal) -> tuple[str, str]:
    """Return a target changed by so many per cent of itself, in its own words, and "" beside it.

    Of a range both ends change. Half up, with as many decimals as the target was typed with, or the measure
    prints. Of a target that is no number it returns "" and why: "is in words".
    """
    reading = read_target(typed, measure.unit)
    if (
        reading.kind not in (TargetKind.NUMBER, TargetKind.RANGE)
        or reading.low is None
        or reading.high is None
    ):
        return "", _UNCHANGED.get(reading.kind, "has no figure")
    text = tidy(typed)
    places = max(measure.decimals, *_decimals(text, reading))
    low, high = (half_up(end * (100 + change) / 100, places) for end in (reading.low, reading.high))
    ends = (low,) if reading.kind is TargetKind.NUMBER else (low, high)
    if low == reading.low and high == reading.high:
        return typed, ""
    for words in (_in_its_words(text, ends), _plainly(measure, ends, places)):
        after = read_target(words, measure.unit)
        if (after.kind, after.low, after.high) == (reading.kind, low, high):
            return words, ""
    return "", "would have more digits than can be kept"


def target_words(targets: Iterable[Target]) -> str:
    """Return a year's targets on one line: "400", "90% each quarter", "Q1 125; Q2 150"; "" for none."""
    found = sorted((row for row in targets if row.typed.strip()), key=lambda row: row.period)
    quarters = [row for row in found if row.period.grain is Grain.QUARTER]
    if len(found) == 1 and not quarters:
        return found[0].typed
    if len(quarters) == 4 == len(found) and len({row.typed for row in quarters}) == 1:
        return f"{quarters[0].typed} each quarter"
    return "; ".join(f"{_when(row.period)} {row.typed}" for row in found)


def of_year(targets: Iterable[Target], year: Period) -> tuple[Target, ...]:
    """Return the targets of a year and of its quarters and months, in order."""
    found = (row for row in targets if row.period.of_year == year and row.typed.strip())
    return tuple(sorted(found, key=lambda row: row.period))


def _in_its_words(text: str, ends: Sequence[Decimal]) -> str:
    """The text with its numbers replaced; "" where it has more or fewer of them."""
    if len(_NUMBER.findall(text)) != len(ends):
        return ""
    left = iter(ends)
    return _NUMBER.sub(lambda _: f"{next(left):,f}", text)


def _plainly(measure: Measure, ends: Sequence[Decimal], places: int) -> str:
    return "-".join(figure(end, measure.unit, places).replace(MINUS, "-") for end in ends)


def _decimals(text: str, reading: TargetReading) -> list[int]:
    """How many decimals each number was typed with; of "1.2m" they are no decimals of the figure."""
    typed = (found.replace(",", "").replace(" ", "") for found in _NUMBER.findall(text))
    return [0, *(len(each.partition(".")[2]) for each in typed if Decimal(each) in _sizes(reading))]


def _sizes(reading: TargetReading) -> list[Decimal]:
    return [abs(end) for end in (reading.low, reading.high) if end is not None]


def _when(period: Period) -> str:
    return f"Q{period.index}" if period.grain is Grain.QUARTER else period.short_label
