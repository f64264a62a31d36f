"""The figures that people type: numbers with units, counts behind a percentage, qualifiers and words."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from cspdesk.domain import months
from cspdesk.domain.numerals import FIFTEEN_DIGITS, MAX_DIGITS, NUMBER, WHOLE, mended, number
from cspdesk.domain.unit import Unit


class Qualifier(StrEnum):
    """What is to be known about a figure; the letter is the published shorthand."""

    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    FORECAST = "f"


class Figure(NamedTuple):
    """A figure that was understood; a tuple, because a paste makes tens of thousands of them."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier | None = None
    reason: str = ""
    """"low reliability" where [u] says so."""
    doubt: str = ""


class NotAFigureError(Exception):
    """A text that is no figure; the message is the doubt to show, or empty where it is plainly words."""


_QUALIFIERS = {
    "provisional": Qualifier.PROVISIONAL,
    "prov": Qualifier.PROVISIONAL,
    "revised": Qualifier.REVISED,
    "estimated": Qualifier.ESTIMATED,
    "estimate": Qualifier.ESTIMATED,
    "est": Qualifier.ESTIMATED,
    "approximately": Qualifier.ESTIMATED,
    "approx": Qualifier.ESTIMATED,
    "forecast": Qualifier.FORECAST,
}
_WEAK = "low reliability"
_WORD = "|".join((*_QUALIFIERS, _WEAK))
_MARKED = re.compile(
    rf"(?P<rest>.*[0-9].*?),? ?(?:\[(?P<code>[prefu])\]|\((?P<brief>[pref]|{_WORD})\)| (?P<word>{_WORD}))",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?P<rest>.*[0-9%)]) ?(?P<code>[pref])", re.IGNORECASE)
_FOOTNOTE_MARKS = re.compile(r"(?<=.) ?[¹²³⁴-⁹*†‡]+$")

_BARE = re.compile(NUMBER)
"""Most cells: a number and nothing else."""
_COUNTS = rf"(?P<part>{WHOLE}) ?(?P<by>/|of|out of) ?(?:the )?(?P<whole>{WHOLE})"
_FIGURE = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<pound>£?) ?(?P<inner>-?)(?P<figure>{NUMBER})"
    r"(?:(?P<percent> ?%| ?per ?cent)|(?P<scale> ?(?:k|m|bn)))?"
    rf"(?:,? \(?{_COUNTS}(?: [a-z]+)?\)?)?(?P<words>(?:(?<=%)| )[a-z(][^()]*\)?)?",
    re.IGNORECASE,
)
_COUNTS_ONLY = re.compile(
    rf"{_COUNTS}(?: [a-z][a-z '’-]*?)?(?:,? \(?(?P<figure>{NUMBER}) ?(?:%|per ?cent)\)?)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_SHARES = frozenset({Unit.PERCENT, Unit.RATE})

# Words after a figure that say what was counted, and when; nothing that changes what the figure means.
_COUNTED = re.compile(
    r"(?:[a-z][a-z'’&/-]*(?: [a-z][a-z'’&/-]*){0,7}?)??"
    r"(?: ?(?:in|during|for) (?:(?:q|quarter )[1-4]|the quarter))?\.?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:in|during|for) (?:(?:q|quarter )[1-4]|the quarter)\.?", re.IGNORECASE)
_PER = re.compile(r"per [0-9,]+(?: [a-z]+){0,3}\.?", re.IGNORECASE)
_OPENING_STOP = {"of", "on", "out", "to", "or", "in", "for", "by", "at", "times", "x", "and"}
_STOP = {
    *("more", "fewer", "less", "lower", "higher", "up", "down", "over", "under", "above", "below"),
    *("increase", "increased", "decrease", "decreased", "reduction", "reduced", "rise", "rose", "fall"),
    *("fell", "than", "compared", "versus", "vs", "against", "between", "not", "no", "per", "point"),
    *("points", "percentage", "total", "cumulative", "date", "ytd", "tbc", "pending", "awaited"),
    *("expected", "predicted", "target", "baseline", "average", "dozen", "hundred", "hundreds"),
    *("thousand", "thousands", "million", "millions", "billion", "am", "pm", "sept"),
    *("hour", "hours", "week", "weeks", "month", "months", "year", "years"),
    *(name.lower() for name in (*months.LONG, *months.SHORT)),
}
# Digits in prose that are no figures: quarters, ordinals, dates and years.
_NO_FIGURES = re.compile(
    r"\bq[1-4]\b|\bquarter [1-4]\b|\b[0-9]{1,2}(?:st|nd|rd|th)\b|\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b"
    r"|\b(?:19|20)[0-9]{2}(?:[/-][0-9]{1,4})?\b",
    re.IGNORECASE,
)
_LONGEST_FIGURE = 200
_LONGEST_SHOWN = 60


def read_figure(text: str, unit: Unit) -> Figure:
    """The figure of a tidied text; raises NotAFigureError where there is none."""
    if not text.isascii() or text.endswith("*"):
        text = _FOOTNOTE_MARKS.sub("", text)
    if len(text) > _LONGEST_FIGURE:
        raise _words(text)
    if _BARE.fullmatch(text):
        return Figure(_number(text, text))
    if text.lower() in {"nil", "zero"}:
        return Figure(Decimal(0), doubt=f"{shown(text)} was read as 0.")
    rest, qualifier, reason = _qualified(text, unit)
    counts = _COUNTS_ONLY.fullmatch(rest)
    if counts is not None and (counts["by"] != "/" or unit in _SHARES):
        figure = _counts(rest, counts, unit)
    else:
        found = _FIGURE.fullmatch(rest)
        if found is None or not _says_what_was_counted(found["words"] or "", unit):
            raise _words(text)
        figure = _plain(rest, found, unit)
    return figure._replace(qualifier=qualifier, reason=reason) if qualifier or reason else figure


def shown(text: str) -> str:
    """A typed text in quotation marks, cut where it is long, for a sentence about it."""
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[: _LONGEST_SHOWN - 1]}…'"


def _qualified(text: str, unit: Unit) -> tuple[str, Qualifier | None, str]:
    """The text without its qualifier, the qualifier, and the reason that [u] gives."""
    # Every mark ends with a letter, in brackets or not; plain figures are spared the search.
    if not text.rstrip(")]")[-1:].isalpha():
        return text, None, ""
    if found := _MARKED.fullmatch(text):
        word = (found["code"] or found["brief"] or found["word"]).lower()
        if word in {"u", _WEAK}:
            return found["rest"], None, _WEAK
        return found["rest"], _QUALIFIERS.get(word) or Qualifier(word), ""
    # Of money, "50p" may be pence.
    if unit is not Unit.MONEY and (found := _LETTERED.fullmatch(text)):
        return found["rest"], Qualifier(found["code"].lower()), ""
    return text, None, ""


def _counts(text: str, found: re.Match[str], unit: Unit) -> Figure:
    """ "12 of 22", "20 out of 20 men", "12 of 22 (55%)"; "12/22" of a percentage or rate only."""
    if unit not in _SHARES:
        raise _kept(text, "gives two numbers", f"type {found['part']} to use it as a figure")
    if found["figure"]:
        return _share(text, found["figure"], found)
    if unit is Unit.RATE:
        raise _kept(text, "gives two numbers and no rate", "type the rate before them")
    part, whole = _number(text, found["part"]), _number(text, found["whole"])
    if not whole:
        raise _kept(text, "is no percentage, for nothing is shared by 0", "type N/A if there were none")
    doubt = f"{shown(text)} is more than the whole." if part > whole else ""
    return Figure(FIFTEEN_DIGITS.divide(part * 100, whole), part, whole, doubt=doubt)


def _plain(text: str, found: re.Match[str], unit: Unit) -> Figure:
    """A number, with its sign, pound, percent or counts where the unit has them."""
    typed = found["figure"]
    if found["pound"] and unit is not Unit.MONEY:
        raise _kept(
            text, "is money, which this measure does not count", f"type {typed} to use it as a figure"
        )
    if found["percent"] and unit not in _SHARES:
        raise _kept(text, "is a percentage, which this measure does not count", "type the number itself")
    if found["part"] and unit not in _SHARES:
        raise _kept(text, "gives several numbers", f"type {typed} to use it as a figure")
    if (found["sign"] and found["inner"]) or (found["scale"] and unit is not Unit.MONEY):
        raise _words(text)
    if found["part"]:
        if "-" in (found["sign"], found["inner"]):
            raise _words(text)
        if unit is Unit.PERCENT:
            return _share(text, typed, found)
        return Figure(_number(text, typed), _number(text, found["part"]), _number(text, found["whole"]))
    value = _number(text, typed)
    if found["scale"]:
        value *= _SCALES[found["scale"].strip().lower()]
        if value.adjusted() >= MAX_DIGITS:
            raise _too_long(text)
    if value and "-" in (found["sign"], found["inner"]):
        value = -value
    doubt = ""
    if value < 0 and unit in {Unit.COUNT, Unit.DAYS}:
        doubt = f"{shown(text)} is below 0, which is odd for a {'count' if unit is Unit.COUNT else 'time'}."
    return Figure(value, doubt=doubt)


def _share(text: str, figure: str, counts: re.Match[str]) -> Figure:
    """A typed percentage with its counts; in doubt where they do not give it at the decimals typed."""
    part_typed, whole_typed = counts["part"], counts["whole"]
    value = _number(text, figure)
    part, whole = _number(text, part_typed), _number(text, whole_typed)
    if not whole:
        raise _kept(text, "shares by 0", "correct the counts to use it as a figure")
    places = len(figure.partition(".")[2])
    # Half up in steps of the last decimal typed; whole numbers are exact, however long.
    due = (200 * 10**places * int(part) + int(whole)) // (2 * int(whole))
    if due == (value.scaleb(places) if places else value):
        return Figure(value, part, whole)
    percent = Decimal(due).scaleb(-places)
    return Figure(value, part, whole, doubt=f"{part_typed} of {whole_typed} is {percent}%, not {figure}%.")


def _number(text: str, digits: str) -> Decimal:
    value = number(digits)
    if value is None:
        raise _too_long(text)
    return value


def _says_what_was_counted(words: str, unit: Unit) -> bool:
    """Whether the words after a figure leave its meaning alone ("offences", not "fewer offences")."""
    text = words.strip()
    if not text or _WHEN.fullmatch(text) or (unit is Unit.RATE and _PER.fullmatch(text)):
        return True
    plain = text.rstrip(".").lower().split()
    opens_well = plain[0] not in _OPENING_STOP or (plain[0] == "of" and unit is Unit.PERCENT)
    return bool(_COUNTED.fullmatch(text)) and opens_well and len(plain[0]) > 1 and _STOP.isdisjoint(plain)


def _words(text: str) -> NotAFigureError:
    """Words, with a doubt where they hold a figure and a mend where one is plain."""
    opening = text[:_LONGEST_FIGURE]
    trouble, mend = "holds a figure among other words", "type the figure alone to use it"
    started = re.match(rf"({NUMBER}) ?([a-z]{{2,}})\b", opening, re.IGNORECASE)
    bracketed = re.fullmatch(rf"\(({NUMBER})\)", opening)
    if meant := mended(opening):
        foreign = any(c.isdecimal() and not c.isascii() for c in text)
        trouble = "has digits of another script" if foreign else "is not a number"
        mend = f"type {meant} to use it as a figure"
    elif re.fullmatch(NUMBER, text):
        return _too_long(text)
    elif bracketed:
        trouble, mend = "may mean two things", f"type {bracketed[1]} or -{bracketed[1]} to use it as a figure"
    elif re.fullmatch(r"\[[a-z]{1,4}\]", opening):
        trouble, mend = "is a mark without a figure", "type the figure before it"
    elif not any(c.isdecimal() for c in _NO_FIGURES.sub("", text)):
        return NotAFigureError("")
    elif started and not _NO_FIGURES.match(opening) and started[2].lower() not in _STOP | _OPENING_STOP:
        trouble, mend = "is more than a number", f"type {started[1]} to use it as a figure"
    elif re.fullmatch(r"[-+£0-9., /%()]+", opening):
        trouble = "is not a number"
    return _kept(text, trouble, mend)


def _too_long(text: str) -> NotAFigureError:
    return _kept(text, "has more digits than the 15 that can be kept", "round it to use it as a figure")


def _kept(text: str, trouble: str, mend: str) -> NotAFigureError:
    return NotAFigureError(f"{shown(text)} {trouble}. It was kept as text; {mend}.")
