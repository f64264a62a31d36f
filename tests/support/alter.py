"""Makes a true sentence about figures wrong, in the ways in which real reports go wrong.

It reads the text with expressions of its own and knows the figures from its caller; it shares nothing with
the program, so that what it makes is a fair test of the check.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from random import Random


class Way(StrEnum):
    """How a sentence is made wrong."""

    DIGIT = "digit"
    """Two digits swapped, or one changed."""
    BASE = "wrong base"
    """A percentage of the later figure, or last year's quarter for last year's year to date."""
    QUARTER = "wrong quarter"
    """The figure of another quarter."""
    TRUNCATED = "truncated"
    """Cut off instead of rounded."""
    DIRECTION = "direction"
    PERIOD = "period label"
    """The name of another quarter or year."""


Quarter = int
"""Four for each financial year, and its quarter from 0: 2015/16 Quarter 2 is 4 * 2015 + 1."""


@dataclass(frozen=True)
class Known:
    """What is true of a series, exactly; gaps are left out."""

    quarter: Quarter
    """The quarter of which the sentence tells."""
    own: Mapping[Quarter, Fraction]
    to_date: Mapping[Quarter, Fraction]
    rolling: Mapping[Quarter, Fraction]
    decimals: int = 0
    opening: str = ""
    """What stands before a figure: "£"."""
    closing: str = ""
    """What stands behind one: "%"."""
    baseline: Fraction | None = None
    is_sum: bool = True
    names: tuple[str, ...] = field(default=())
    """Names with digits that are no figures: labels of series and baselines."""

    def printed(self, value: Fraction) -> str:
        """The figure as a pack prints it."""
        return f"{self.opening}{rounded(value, self.decimals)}{self.closing}"

    def pairs(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Every figure of the quarter beside one that it is compared with."""
        for figures in (self.own, self.to_date, self.rolling):
            now = figures.get(self.quarter)
            befores = [figures.get(self.quarter - 4), figures.get(self.quarter - 1), self.baseline]
            yield from ((now, before) for before in befores if now is not None and before is not None)


@dataclass(frozen=True)
class Altered:
    """A sentence that was true before."""

    text: str
    start: int
    end: int
    """Where the wrong words stand."""
    was: str
    way: Way

    @property
    def words(self) -> str:
        """The wrong words."""
        return self.text[self.start : self.end]


_MONTHS = tuple(calendar.month_name)[1:]
_A_MONTH = "|".join(_MONTHS)
_PERIODS = re.compile(rf"Quarter [1-4] \d{{4}}/\d\d|\bQ[1-4]\b|\b\d{{4}}/\d\d\b|\b(?:{_A_MONTH}) \d{{4}}")
_DAYS = re.compile(rf"\b\d{{1,2}} (?:{_A_MONTH})(?: \d{{4}})?")
_RATES = re.compile(r"\bper \d[\d,]*")
_NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?")
_OPPOSITES = (
    ("increase", "reduction"),
    ("rise", "fall"),
    ("rose", "fell"),
    ("better", "worse"),
    ("above", "below"),
    ("highest", "lowest"),
    ("exceeded", "missed"),
    ("inside", "outside"),
)
_OPPOSITE = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}
_DIRECTION = re.compile(rf"\b(?:{'|'.join(_OPPOSITE)})\b", re.IGNORECASE)


def rounded(value: Fraction, decimals: int) -> str:
    """A number with thousands commas, halves away from nought."""
    return _shown(value, decimals, Fraction(1, 2))


def cut_off(value: Fraction, decimals: int) -> str:
    """The same, what does not fit cut off."""
    return _shown(value, decimals, Fraction(0))


def alter(text: str, known: Known, way: Way, random: Random) -> Altered | None:
    """Return the text made wrong in one place; None where it holds nothing to be made wrong so."""
    made = list(_MAKERS[way](text, known, random))
    random.shuffle(made)
    for start, end, words in made:
        if words != text[start:end]:
            return Altered(text[:start] + words + text[end:], start, start + len(words), text[start:end], way)
    return None


_Change = tuple[int, int, str]


def _digits(text: str, known: Known, random: Random) -> Iterator[_Change]:
    for start, end in _numbers(text, known):
        words = text[start:end]
        places = [at for at, letter in enumerate(words) if letter.isdigit()]
        swaps = [
            (one, other)
            for one, other in pairwise(places)
            if words[one] != words[other] and not (one == places[0] and words[other] == "0")
        ]
        letters = list(words)
        if swaps and random.random() < 0.5:
            one, other = random.choice(swaps)
            letters[one], letters[other] = letters[other], letters[one]
        else:
            at = random.choice(places)
            # A first digit does not become nought, and a lone nought becomes something.
            least = 1 if at == places[0] else 0
            letters[at] = random.choice([d for d in "0123456789"[least:] if d != words[at]])
        yield start, end, "".join(letters)


def _bases(text: str, known: Known, random: Random) -> Iterator[_Change]:
    for now, before in known.pairs():
        if now and before and now != before:
            right, wrong = (rounded(abs(now - before) * 100 / base, 1) + "%" for base in (before, now))
            yield from _replaced(text, known, right, wrong)
    quarter, year = known.own.get(known.quarter - 4), known.to_date.get(known.quarter - 4)
    if quarter is not None and year is not None:
        one, other = known.printed(quarter), known.printed(year)
        yield from _replaced(text, known, one, other)
        yield from _replaced(text, known, other, one)


def _quarters(text: str, known: Known, random: Random) -> Iterator[_Change]:
    for figures in (known.own, known.to_date, known.rolling):
        now = figures.get(known.quarter)
        if now is None:
            continue
        for back in (1, 2, 3, 4):
            other = figures.get(known.quarter - back)
            if other is not None:
                yield from _replaced(text, known, known.printed(now), known.printed(other))


def _truncations(text: str, known: Known, random: Random) -> Iterator[_Change]:
    """What is cut off; half a unit exactly is left alone, because many programs round it to even."""
    for now, before in known.pairs():
        percent = abs(now - before) * 100 / before if before else Fraction(0)
        if percent and not _is_half(percent, 1):
            yield from _replaced(text, known, rounded(percent, 1) + "%", cut_off(percent, 1) + "%")
    months = 3 * (known.quarter % 4 + 1)
    for figures, parts in ((known.own, 1), (known.to_date, 1), (known.rolling, 1), (known.to_date, months)):
        value = figures.get(known.quarter)
        if value is None or (parts > 1 and not known.is_sum) or _is_half(value / parts, known.decimals):
            continue
        cut = f"{known.opening}{cut_off(value / parts, known.decimals)}{known.closing}"
        yield from _replaced(text, known, known.printed(value / parts), cut)


def _directions(text: str, known: Known, random: Random) -> Iterator[_Change]:
    hidden = _hidden(text, known)
    for found in _DIRECTION.finditer(text):
        if not _is_hidden(found.start(), hidden):
            words = _OPPOSITE[found[0].lower()]
            words = words.capitalize() if found[0][0].isupper() else words
            start = found.start()
            # The article goes with its word.
            if text[:start].endswith(" an ") and words == "reduction":
                yield start - 3, found.end(), f"a {words}"
            elif text[:start].endswith(" a ") and words == "increase":
                yield start - 2, found.end(), f"an {words}"
            else:
                yield start, found.end(), words


def _periods(text: str, known: Known, random: Random) -> Iterator[_Change]:
    """Another quarter's or year's name, of one whose figures differ from those of the text's own."""
    names = [span for name in known.names for span in _spans(re.compile(re.escape(name)), text)]
    others = [known.quarter - back for back in (1, 2, 3, 4) if _differs(known, known.quarter - back)]
    if not others:
        return
    for found in _PERIODS.finditer(text):
        if _is_hidden(found.start(), names):
            continue
        other, words = random.choice(others), found[0]
        if words.startswith("Quarter"):
            yield found.start(), found.end(), f"Quarter {other % 4 + 1} {_year(other // 4)}"
        elif words.startswith("Q"):
            year = known.quarter // 4 * 4
            named = {int(digit) - 1 for digit in re.findall("Q([1-4])", text)}
            free = [each for each in {0, 1, 2, 3} - named if _differs(known, year + each, or_empty=True)]
            if free:
                yield found.start(), found.end(), f"Q{random.choice(free) + 1}"
        elif words[0].isdigit():
            if _differs(known, known.quarter - 4):
                yield found.start(), found.end(), _year(int(words[:4]) - 1)
        else:
            month = (5, 8, 11, 2)[other % 4]
            yield found.start(), found.end(), f"{_MONTHS[month]} {other // 4 + (month == 2)}"


_MAKERS: dict[Way, Callable[[str, Known, Random], Iterator[_Change]]] = {
    Way.DIGIT: _digits,
    Way.BASE: _bases,
    Way.QUARTER: _quarters,
    Way.TRUNCATED: _truncations,
    Way.DIRECTION: _directions,
    Way.PERIOD: _periods,
}


def _differs(known: Known, quarter: Quarter, *, or_empty: bool = False) -> bool:
    """Whether all that is known of a quarter is something else than of the text's own."""
    for figures in (known.own, known.to_date, known.rolling):
        one, other = figures.get(known.quarter), figures.get(quarter)
        if one is not None and other is not None and known.printed(one) == known.printed(other):
            return False
    return or_empty or any(quarter in figures for figures in (known.own, known.to_date, known.rolling))


def _numbers(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where figures stand: periods, days, names and what a rate is taken of are none."""
    hidden = _hidden(text, known)
    for found in _NUMBER.finditer(text):
        start, words = found.start(), found[0].rstrip(",")
        if not _is_hidden(start, hidden) and not text[start - 1 : start].isalnum():
            yield start, start + len(words)


def _replaced(text: str, known: Known, right: str, wrong: str) -> Iterator[_Change]:
    if right == wrong:
        return
    for start, end in _numbers(text, known):
        if text[start:end] == right:
            yield start, end, wrong
        elif right == text[start:end] + "%" and text[end:].startswith(" percentage"):
            yield start, end, wrong.removesuffix("%")


def _hidden(text: str, known: Known) -> list[tuple[int, int]]:
    named = [span for name in known.names for span in _spans(re.compile(re.escape(name)), text)]
    return [*named, *(span for each in (_PERIODS, _DAYS, _RATES) for span in _spans(each, text))]


def _spans(expression: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in expression.finditer(text) if found[0])


def _is_hidden(at: int, hidden: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in hidden)


def _year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"


def _is_half(value: Fraction, decimals: int) -> bool:
    doubled = 2 * value * Fraction(10) ** decimals
    return doubled.denominator == 1 and doubled.numerator % 2 == 1


def _shown(value: Fraction, decimals: int, add: Fraction) -> str:
    scale = 10**decimals
    size = int(abs(value) * scale + add)
    whole, rest = divmod(size, scale)
    sign = "\u2212" if value < 0 and size else ""
    return f"{sign}{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")
