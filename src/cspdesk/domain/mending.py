"""What was probably meant by a text that is no figure, or looks odd as one: offers to put in its place."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from cspdesk.domain.numerals import NUMBER, WHOLE, latin, mended, tidy
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier, Reading, State, read
from cspdesk.domain.unit import Unit
from cspdesk.domain.vague_date import Precision, read_date

MOST_OFFERS = 3
_LONGEST = 60
_MOST_WORDS = 8
"""What is longer is a sentence, which means what it says."""

_SHARES = frozenset({Unit.PERCENT, Unit.RATE})

# Words that stand for a state, and what to type for it; the first text is the likeliest.
_STATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"-+", ("na", "0", "N/A")),
    (r"nil returns?", ("0", "no return")),
    (r"none|nil+|zeros?|zero incidents|nought|naught|nothing|[oOοОоΟ]", ("0",)),
    (r"[lI|]", ("1",)),
    (r"\?+|t\.?b\.?[acd]\.?|tcb|tb c|to be (?:conf(?:irm)?|advised|announced|decided)", ("TBC",)),
    (r"(?:unconfirmed|(?:being|not yet|awaiting|to) confirm(?:ed|ation)?)", ("TBC",)),
    (r"n\.? a\.?|n/?av|not avail(?:able|abl|ible)?(?: yet)?|(?:data )?unavailable", ("na",)),
    (r"not (?:yet|currently) available|(?:not |un)known|not (?:recorded|collected|measured)", ("na",)),
    (r"none available|no data available|no figures? available|\.\.+|:", ("na",)),
    (r"no (?:data|figures?)", ("na", "no return")),
    (r"n ?(?:\\|//|-) ?a\.?|not app(?:l|lic)?|not ap+li[ck]able|inapplicable|does not apply", ("N/A",)),
    (r"no (?:reply|response|returns?|info(?:rmation)?)(?: received)?|nothing received", ("no return",)),
    (r"(?:figures? )?not (?:yet )?received", ("late", "no return")),
    (r"none received|(?:not|never) (?:returned|submitted|supplied|provided|sent)", ("no return",)),
    (r"(?:numbers? )?(?:too (?:few|low|little)|too small)|small (?:numbers?|cohort)", ("too small",)),
    (r"confidential|redacted|withheld|sup+res+ed|sur?pressed|\*+", ("[c]",)),
    (r"(?:<|(?:fewer|less) than|under) ?(?:[2-9]|10)", ("[c]",)),
)
_STATE_OFFERS = tuple((re.compile(words, re.IGNORECASE), offers) for words, offers in _STATES)
_MARK = re.compile(r"[\[({<]?(?P<letter>[cuxz])[\])}>]?", re.IGNORECASE)
_REASONED = re.compile(
    r"(?P<state>tbc|n/a|na|not available|not applicable|no return) (?:from (?:the )?)?(?P<reason>[^\W_].*)",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"(?:still )?(?:(?:a?waiting|chasing)(?: (?:for|on))?|pending|awaited from|outstanding from|delayed"
    r"(?: (?:at|by|from))?|to follow from|(?P<due>due|expected|available)(?: (?:on|by|from|in))?)"
    r"(?: the)? (?P<who>.+)",
    re.IGNORECASE,
)
_LATE_FROM = re.compile(r"late,? (?:(?P<by>from|at|because of|due to) (?:the )?)?(?P<who>.+)", re.IGNORECASE)
_AWAITED_AFTER = re.compile(
    r"(?:the )?(?!still|very|too|was|is|are)(?P<who>[^\W\d_]+) (?:is |are )?"
    r"(?:late|awaited|pending|outstanding|delayed|to follow)",
    re.IGNORECASE,
)
_NOT_HERE_YET = re.compile(
    r"awaited|awaiting|waiting|pending|outstanding|overdue|delayed|not (?:yet )?in"
    r"|(?:figures? |data )?to follow|(?:not|none) yet|chas(?:ed|ing)",
    re.IGNORECASE,
)

# How people hedge a figure, by the letter that says it in print.
_HEDGES = {
    Qualifier.ESTIMATED: r"~|≈|c|ca|circa|app?rox|app?roximate(?:ly)?|about|around|roughly|est|estd"
    r"|estimated?|ish|e",
    Qualifier.PROVISIONAL: r"prov|provis|provisional|unconfirmed|to be confirmed|tbc|draft|p|\?+",
    Qualifier.REVISED: r"rev|revised|amended|updated|corrected|r",
    Qualifier.FORECAST: r"fcast|f/cast|fcst|forecast|projected|predicted|expected|f",
}
_HEDGE = "|".join(f"(?P<{mark.name}>{words})" for mark, words in _HEDGES.items())
_HEDGED_BEFORE = re.compile(
    rf"[\[({{<]?(?:{_HEDGE})[.:]?[\])}}>]?:? ?(?P<figure>£? ?[0-9.].*)", re.IGNORECASE
)
_HEDGED_AFTER = re.compile(
    r"(?P<figure>.*?[0-9%)](?: [a-z]+)*?)[,:]?"
    rf"(?: ?- ?| ?[\[({{<] ?| |(?<=[0-9%)]))(?:{_HEDGE})\.? ?[\])}}>]?\??",
    re.IGNORECASE,
)

_RUN_OF_DIGITS = re.compile(r"(?<![^\W\d_])[0-9lI|OoОо.,]++(?![^\W\d_])")
_SCALED = re.compile(rf"(?P<figure>{NUMBER}) ?(?P<scale>k|m|mn|bn|thousand|million|billion)", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_PER_CENT = re.compile(
    rf"(?:(?:%|percent|pct) ?(?P<after>{NUMBER})"
    rf"|(?P<before>{NUMBER}) ?(?:%+|pcn?t|p\.?c\.?|per?[- ]?c[ea]nt(?:age)?|prcnt|0/0))",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?:(?P<figure>{NUMBER}) ?(?:%|%? ?[(,-]) ?)?(?P<part>{WHOLE}) ?"
    r"(?:\\|o|off|0f|fo|out|from|in|over|of|/) ?"
    rf"(?P<whole>{WHOLE})\)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"(?P<before>-?£?)(?P<digits>[1-9][0-9]{0,2}(?P<mark>[.'’_;])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?P<words> [a-z].*)?",
    re.IGNORECASE,
)
_ONE_MARK = re.compile(r"(?P<before>-?£? ?(?P<whole>[0-9]+))[,;:](?P<after>[0-9]{1,2})(?P<percent> ?%?)")
_COMMAS_ASTRAY = re.compile(r"£?[0-9]+(?:[,;][0-9]+)+")
_GAP = re.compile(r"(?:[0-9] [0-9]{1,3}|[0-9]{1,3} [0-9])")
_GLUED = re.compile(rf"(?P<figure>{NUMBER})(?P<words>[a-z]{{2}}.*)", re.IGNORECASE)
_POUNDS = re.compile(rf"(?:(?:£|gbp) ?)?(?P<figure>{NUMBER})(?: ?(?:gbp|pounds?))?", re.IGNORECASE)
_PENCE = re.compile(r"(?P<figure>[1-9][0-9]?) ?p")
_SHORT_DAYS = re.compile(rf"(?P<figure>{NUMBER}) ?d\.?")
_BRACKETED = re.compile(rf"\((?P<figure>{NUMBER})\)")
_OPENING_FIGURE = re.compile(rf"(?P<figure>{NUMBER}) ?(?:of|out of) ?{WHOLE}", re.IGNORECASE)
_MARKS = str.maketrans("٫٬٪％", ".,%%")
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
_WORDS_OF_NUMBER = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ANY_QUARTER = Period.quarter(2000, 1)
"""Enough to know a day without a year when it is seen."""
_AROUND = " .,;:'\"‘’“”=_#!?*/\\"


def mends(typed: str, unit: Unit, period: Period | None = None) -> tuple[str, ...]:
    """At most three texts that were probably meant instead of a typed one, the likeliest first; never raises.

    Each reads as a figure or a state without any doubt. Offered for what was kept as text or is in doubt,
    and for a figure that was understood but may well mean something else: 1.204 of a count, 0.62 of a
    percentage. Nothing is offered for a sentence, nor where the unit is words.
    """
    if unit is Unit.TEXT or len(typed) > 4 * _LONGEST:
        return ()
    text = tidy(typed)
    if not text or len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS:
        return ()
    reading = read(text, unit, period)
    if reading.state is State.TEXT_ONLY or reading.doubt:
        offers = _candidates(text, unit, reading, period)
    else:
        offers = _second_thoughts(text, unit, reading)
    found: list[str] = []
    for offer in offers:
        for plain in _plain(offer, unit, period):
            if plain.lower() not in (text.lower(), *(each.lower() for each in found)):
                found.append(plain)
        if len(found) >= MOST_OFFERS:
            break
    return tuple(found[:MOST_OFFERS])


def _plain(offer: str, unit: Unit, period: Period | None) -> tuple[str, ...]:
    """A text that reads without a doubt; what it may mean where it would be asked about again; or nothing."""
    found = read(offer, unit, period)
    if found.state is State.TEXT_ONLY or found.doubt:
        return ()
    again = tuple(_second_thoughts(offer, unit, found))
    return again or (offer,)


def _second_thoughts(text: str, unit: Unit, reading: Reading) -> Iterator[str]:
    """What a figure may mean that was understood, but looks odd in its unit or lost a hedge."""
    if reading.value is None:
        return
    if reading.qualifier is None:
        yield from _hedged(text)
    if unit is Unit.COUNT and reading.value % 1:
        yield from _regrouped(text)
    if unit is Unit.PERCENT and 0 < reading.value < 1 and re.fullmatch(NUMBER, text):
        yield f"{_bare(reading.value * 100)}%"
        yield f"{text}%"


def _candidates(text: str, unit: Unit, reading: Reading, period: Period | None) -> Iterator[str]:
    """What may be meant, likeliest first; not all of it reads well."""
    yield from _states(text, reading, period)
    if unit is Unit.PERCENT and reading.numerator is not None:
        yield from _agreeing(text)
    bases = list(dict.fromkeys((text, _western(text), _repaired(text))))
    bases += [base for each in tuple(bases) if (base := _stripped(each)) not in bases]
    for base in bases:
        yield base
    for base in bases:
        yield from _hedged(base)
        yield from _shapes(base, unit)


def _states(text: str, reading: Reading, period: Period | None) -> Iterator[str]:
    letters = latin(text)
    if letters != text:
        yield "TBC" if letters == "T" else letters
    for words, offers in _STATE_OFFERS:
        if words.fullmatch(letters.rstrip(".?! ") or letters):
            yield from offers
    if len(letters) > 1 and (mark := _MARK.fullmatch(letters)):
        yield f"[{mark['letter'].lower()}]"
    if letters.lower() in _WORDS_OF_NUMBER:
        yield str(_WORDS_OF_NUMBER.index(letters.lower()) + 1)
    if reading.state is State.LATE:
        yield f"late: {reading.reason.rpartition(',')[0]}" if "," in reading.reason else "late"
    yield from _late(letters.rstrip("?.! "), period)
    if given := _REASONED.fullmatch(letters):
        yield f"{given['state']}: {given['reason']}"
    yield letters.rstrip("?.! ")


def _late(text: str, period: Period | None) -> Iterator[str]:
    """Figures that somebody still owes: "awaiting police", "due 24 May"."""
    if _NOT_HERE_YET.fullmatch(text):
        yield "late"
    elif found := _AWAITED.fullmatch(text):
        # "expected 412" and "due to staff sickness" say nothing of who or when.
        if not found["due"] or _is_day(found["who"], period):
            yield f"late: {found['who']}"
    elif found := _LATE_FROM.fullmatch(text):
        if found["by"] or " " not in found["who"] or _is_day(found["who"], period):
            yield f"late: {found['who']}"
    elif found := _AWAITED_AFTER.fullmatch(text):
        yield f"late: {found['who']}"


def _is_day(words: str, period: Period | None) -> bool:
    return read_date(words, period or _ANY_QUARTER).precision in {Precision.DAY, Precision.MONTH}


def _agreeing(text: str) -> Iterator[str]:
    """A percentage that agrees with its counts, or stands without them; counts the right way round."""
    found = _OF.fullmatch(text)
    if found is None:
        return
    part, whole = (Decimal(re.sub("[ ,]", "", found[name])) for name in ("part", "whole"))
    if found["figure"] and whole:
        step = Decimal(1).scaleb(-len(found["figure"].partition(".")[2]))
        share = (part * 100 / whole).quantize(step, ROUND_HALF_UP)
        yield f"{share}% ({found['part']} of {found['whole']})"
        yield f"{found['figure']}%"
    elif part > whole:
        yield f"{found['whole']} of {found['part']}"


def _western(text: str) -> str:
    """The text with Western digits and decimal halves for those of other scripts, and Latin letters."""
    if text.isascii():
        return text
    for half, decimals in _HALVES.items():
        text = re.sub(rf"([0-9]*) ?{half}", rf"\g<1>.{decimals}", text)
    return latin("".join(str(int(c)) if c.isdecimal() else c for c in text)).translate(_MARKS)


def _repaired(text: str) -> str:
    """The text with letters in its numbers that were meant as digits: "£1,2O4" is £1,204."""
    return _RUN_OF_DIGITS.sub(lambda run: mended(run[0]) or run[0], _western(text))


def _stripped(text: str) -> str:
    """The text without marks around it, doubled points, and signs that are neither letters nor money."""
    plain = "".join(c for c in text if c.isascii() or c.isalnum() or c in "£‘’")
    plain = re.sub(r"([.,])\1+", r"\1", plain).strip(_AROUND)
    return plain[:-1].rstrip() if re.fullmatch(r"£?[0-9.,]+ ?-", plain) else plain


def _hedged(text: str) -> Iterator[str]:
    """A figure with "about", "provisional" and the like, with the letter that says so in print."""
    for form in (_HEDGED_BEFORE, _HEDGED_AFTER):
        if found := form.fullmatch(text):
            mark = next(each for each in Qualifier if found[each.name])
            yield f"{found['figure'].strip(' ,:-')} [{mark}]"


def _shapes(text: str, unit: Unit) -> Iterator[str]:
    """A figure in the shape that its unit asks for."""
    if unit in _SHARES:
        yield from _share_shapes(text)
    yield from _regrouped(text)
    yield from _joined(text, unit)
    if found := _BRACKETED.fullmatch(text):
        yield from (found["figure"], f"-{found['figure']}")
    if found := _POUNDS.fullmatch(text):
        yield found["figure"]
    if (found := _GLUED.fullmatch(text)) and read(" ".join(found.groups()), unit).value is not None:
        yield found["figure"]
    if unit not in _SHARES:
        yield from _lone_shapes(text, unit)


def _joined(text: str, unit: Unit) -> Iterator[str]:
    """Digits with a mark astray among them: "12;5", "62,5%", "1,20,4", "4 12"."""
    if found := _ONE_MARK.fullmatch(text):
        point = f"{found['before']}.{found['after']}{found['percent']}"
        joined = _thousands(re.sub("[,;: ]", "", text))
        if unit in _SHARES or found["whole"] == "0":
            yield point
        else:
            yield from (joined, point) if unit is Unit.COUNT else (point, joined)
    elif _COMMAS_ASTRAY.fullmatch(text):
        yield _thousands(re.sub("[,;]", "", text))
    elif _GAP.fullmatch(text):
        yield text.replace(" ", "")


def _lone_shapes(text: str, unit: Unit) -> Iterator[str]:
    """One number, written out, of a unit that is no share."""
    if found := _SCALED.fullmatch(text):
        scaled = Decimal(re.sub("[ ,]", "", found["figure"])).scaleb(_SCALES[found["scale"].lower()])
        yield _thousands(_bare(scaled))
    if found := _OPENING_FIGURE.match(text):
        yield found["figure"]
    if (found := _PENCE.fullmatch(text)) and unit is Unit.MONEY:
        yield f"£0.{int(found['figure']):02}"
    if (found := _SHORT_DAYS.fullmatch(text)) and unit is Unit.DAYS:
        yield f"{found['figure']} days"
    if text.startswith("-") and unit is not Unit.MONEY:
        yield text.lstrip("- ")


def _share_shapes(text: str) -> Iterator[str]:
    if found := _PER_CENT.fullmatch(text):
        yield f"{found['before'] or found['after']}%"
    if found := _OF.fullmatch(text):
        counts = f"{found['part']} of {found['whole']}"
        yield f"{found['figure']}% ({counts})" if found["figure"] else counts
        if not Decimal(re.sub("[ ,]", "", found["whole"])):
            yield "N/A"


def _regrouped(text: str) -> Iterator[str]:
    """Thousands set apart by a point or a stroke: "1.204" is 1,204."""
    if found := _GROUPED.fullmatch(text):
        yield f"{found['before']}{found['digits'].replace(found['mark'], ',')}{found['words'] or ''}"


def _thousands(digits: str) -> str:
    """A number with commas between its thousands."""
    return re.sub("[0-9]+", lambda whole: f"{int(whole[0]):,}", digits, count=1)


def _bare(value: Decimal) -> str:
    """A number without an exponent or idle zeros."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
