"""Numbers in English prose: digits with their unit, spelt numbers, factors, and digits that count nothing."""

import re
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.check import lexer_words as vocabulary
from cspdesk.analysis.check.tokens import Approx, Token, TokenKind

FLAGS = re.IGNORECASE | re.ASCII
_MAX_DIGITS = 15
_LONGEST_COUNT = 8
"""More digits than that without thousands marks are a reference or a telephone number."""

_DIGITS = re.compile(r"[0-9]++")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?![0-9])")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:, ?| )[0-9]{3}(?:(?:, ?| )[0-9]{3})?(?![0-9])")
_DECIMALS = re.compile(r"\.([0-9]++)")
UNIT = re.compile(
    r"(?P<points> ?(?:%|per ?cent(?:age)?|percent(?:age)?|ppts?|pp)?[ -]?points?\b| ?ppts?\b| ?pp\b)"
    r"|(?P<percent> ?%| ?per ?cent\b| ?percent\b| pc\b)"
    r"|(?P<scale> ?(?:hundred|thousand|million|billion|bn|mn)\b)",
    FLAGS,
)
_UNIT_STARTS = frozenset(" %-psnrtbhmPSNRTBHM")
_MONEY_SCALE = re.compile(r" ?(k|m|mn|bn|million|thousand|billion)\b", FLAGS)
_SCALE = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "hundred": 2}

_ORDINAL = re.compile(r" ?(?:st|nd|rd|th)\b", FLAGS)
_TELEPHONE = re.compile(r"\+?[0-9]{2,6}(?:[ -]?[0-9]{2,6}){0,6}+")
_TIME = re.compile(
    r"[0-9]{1,2}(?:[.:][0-5][0-9])? ?(?:am|pm|noon|o'clock)\b|[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?"
    r"|[0-2][0-9][0-5][0-9] ?(?:hrs|hours)\b|24/7|9/11|50/50",
    FLAGS,
)
_AGES = re.compile(
    r"[0-9]{1,2}(?: ?(?:-|to|and) ?[0-9]{1,2})?[ -]?(?:years?|yrs?)[ -]?(?:olds?|of age)\b|[0-9]{1,2}0?s\b|"
    r"[0-9]{1,2} ?- ?[0-9]{1,2} age\b"
    r"|[0-9]{1,2} ?- ?[0-9]{1,2}s\b|[0-9]{4}s\b",
    FLAGS,
)
_DOTTED = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}+")
_SLASHED = re.compile(r"[0-9]{1,5}/[0-9]{1,5}(?:/[0-9]{1,5}){0,3}+")
_BY = re.compile(r"[0-9]{1,3}x[0-9]{1,3}\b", FLAGS)
_TRIPLE = re.compile(r"[0-9]{1,2}(?:[-:][0-9]{1,2}){2,3}(?![0-9])|[0-9]{1,3}:[0-9]{1,3}(?![0-9])")
_TO_TIMES = re.compile(
    r"-[0-9]{1,3} ?(?:times\b|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b)", FLAGS
)
_GLUED = re.compile(r"([a-z]{1,20})(?![a-z])", FLAGS)
_TO_PERCENT = re.compile(r"-[0-9]{1,3}(?:\.[0-9]{1,3})? ?(?:%|per ?cent\b)", FLAGS)
_HYPHENED = re.compile(r"-([a-z]+)", FLAGS)
FOLLOWING = re.compile(r"[ ]{0,2}([a-z]++)(?: ([a-z]++))?", FLAGS)
_LIST_NUMBER = re.compile(r"[0-9]{1,3}[.)](?=[ \t])")
_MEASURE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}[a-z]?(?![0-9%]|\.[0-9])", FLAGS)
_MEASURE_WHOLE = re.compile(r"[0-9]{1,2}(?![0-9%]|[.,][0-9])")
_CAPITAL = re.compile(r"[ \t]{1,4}[A-Z*]|[:)]")
_BEFORE_A_MINUS = frozenset({"(", "=", ":", ";", ",", "/", "of", "by", "to", "was", "is", "from", "at"})
_AFTER = re.compile(
    r"\+(?![0-9])|-?ish\b| or (?:so|more|over|above|fewer|less|under|below|thereabouts)\b| plus\b(?! [0-9])",
    FLAGS,
)


def measure(text: str, start: int, tokens: list[Token], *, opens_line: bool) -> Token | None:
    """Return the number of a measure or of a list's line that begins with the digit at `start`, or None."""
    if opens_line:
        if found := _LIST_NUMBER.match(text, start):
            return Token(TokenKind.CODE, start, found.end(), found[0])
        found = _MEASURE.match(text, start)
        if found and _CAPITAL.match(text, found.end()):
            return Token(TokenKind.MEASURE, start, found.end(), found[0].lower())
    is_named = _is_named(tokens, vocabulary.MEASURE_WORDS)
    found = _MEASURE.match(text, start) or (_MEASURE_WHOLE.match(text, start) if is_named else None)
    if found and (is_named or (tokens and tokens[-1].word == "see")):
        return Token(TokenKind.MEASURE, start, found.end(), found[0].lower())
    return None


def code(text: str, start: int, before: str) -> Token | None:
    """Digits whose shape says that they count nothing."""
    for form in (_TIME, _AGES, _DOTTED, _BY, _TRIPLE):
        if found := form.match(text, start):
            return Token(TokenKind.CODE, start, found.end(), found[0].lower())
    if found := _SLASHED.match(text, start):
        parts = [int(part) for part in found[0].split("/")]
        is_plain = len(parts) == 2 and 0 < parts[0] <= parts[1] and (parts[1] > 12 or parts[0] > 31)
        if not is_plain:
            return Token(TokenKind.CODE, start, found.end(), found[0])
    digits = _DIGITS.match(text, start)
    length = len(digits[0]) if digits else 0
    is_reference = length > _LONGEST_COUNT or (length > 1 and text[start] == "0")
    if is_reference or (before in {"tel", "telephone", "phone", "dial", "ring"} and length > 2):
        found = _TELEPHONE.match(text, start) or digits
        end = max(found.end() if found else 0, digits.end() if digits else 0)
        return Token(TokenKind.CODE, start, end, text[start:end])
    if digits and digits[0] in {"101", "111", "999", "112"}:
        following = FOLLOWING.match(text, digits.end())
        is_call = following is not None and following[1].lower() in {
            "call",
            "calls",
            "service",
            "operator",
            "number",
        }
        if is_call or before in {"call", "calling", "via", "on", "through"}:
            return Token(TokenKind.CODE, start, digits.end(), digits[0])
    return None


def number(text: str, start: int, tokens: list[Token]) -> Token:
    """Return the number whose first digit (or decimal point) is at `start`, with its unit."""
    end = _whole_end(text, start, tokens)
    digits = text[start:end].replace(",", "").replace(" ", "")
    decimals = 0
    if found := _DECIMALS.match(text, end):
        digits, decimals, end = f"{digits or 0}.{found[1]}", len(found[1]), found.end()
    if len(digits) > _MAX_DIGITS:
        return Token(TokenKind.CODE, start, end, text[start:end])
    token = Token(TokenKind.NUMBER, start, end, text[start:end], Decimal(digits), decimals)
    if text[start - 1 : start] == "£" or text[start - 2 : start] == "£ ":
        return finished(_money(token, text), text, tokens)
    if end < len(text) and text[end] in _UNIT_STARTS:
        token = _with_unit(token, text)
    if token.kind is TokenKind.ORDINAL:
        return token
    if token.kind is TokenKind.NUMBER:
        if counts_nothing(token, text, tokens):
            return replace(token, kind=TokenKind.CODE)
        if _TO_PERCENT.match(text, token.end):
            token = replace(token, kind=TokenKind.PERCENT)
    return finished(_signed(token, text, tokens), text, tokens)


def _money(token: Token, text: str) -> Token:
    start, end = text.rindex("£", 0, token.start), token.end
    if found := _MONEY_SCALE.match(text, end):
        token, end = _scaled(token, found[1]), found.end()
    return replace(token, kind=TokenKind.MONEY, start=start, end=end, word=text[start:end].lower())


def _with_unit(token: Token, text: str) -> Token:
    """The number with its "%", "percentage points", "thousand" or "th"."""
    start, end, kind = token.start, token.end, token.kind
    if found := UNIT.match(text, end):
        kind, end = kind_of(found), found.end()
        if found["scale"]:
            token = _scaled(token, found["scale"])
            if (after := UNIT.match(text, end)) and not after["scale"]:
                kind, end = kind_of(after), after.end()
    elif not token.decimals and (found := _ORDINAL.match(text, end)):
        kind, end = TokenKind.ORDINAL, found.end()
    return replace(token, kind=kind, end=end, word=text[start:end].lower())


def _scaled(token: Token, word: str) -> Token:
    places = _SCALE[word.strip().lower()]
    value = token.value.scaleb(places) if token.value is not None else None
    return replace(token, value=value, decimals=token.decimals - places)


def kind_of(unit: re.Match[str]) -> TokenKind:
    """Return what a number is with the unit that UNIT matched."""
    if unit["points"]:
        return TokenKind.POINTS
    return TokenKind.PERCENT if unit["percent"] else TokenKind.NUMBER


def _whole_end(text: str, start: int, tokens: list[Token]) -> int:
    """The end of the digits before the decimal point, thousands marks taken in where the shape is plain."""
    if found := _GROUPED.match(text, start):
        return found.end()
    found = _SPACED.match(text, start)
    if found and _is_one_number(found, text, tokens):
        return found.end()
    digits = _DIGITS.match(text, start)
    return digits.end() if digits else start


def _is_one_number(found: re.Match[str], text: str, tokens: list[Token]) -> bool:
    """Whether "12, 469" is one number: what it counts follows, and nothing makes it a list of two."""
    before = tokens[-1] if tokens else None
    following = FOLLOWING.match(text, found.end())
    if "," not in found[0]:
        # "12 469 incidents" by itself; behind a word the first may be its number: "Police 12 469".
        leads = before is None or before.word in {
            "of",
            "to",
            "was",
            "were",
            "total",
            "from",
            "(",
            "by",
            ";",
            ":",
        }
        return leads and following is not None and following[1].lower() in vocabulary.COUNTED
    if before is not None:
        if before.kind in {TokenKind.MONTH, TokenKind.PERIOD, TokenKind.NUMBER} or before.word == ",":
            return False
        shares = {"of", "out", "the", "these", "those", "all", "which"}
        if before.word in shares and not (
            len(tokens) > 1 and tokens[-2].word in {"total", "figure", "baseline"}
        ):
            return False
    if text[found.end() : found.end() + 1] == ")":
        return True
    word = following[1].lower() if following is not None else ""
    if before is not None and before.word in vocabulary.COMPARING:
        ends = text[found.end() : found.end() + 1] in {"", ".", ";", ":", "\n"}
        return ends or word in vocabulary.TIME_FOLLOWS or vocabulary.is_counted(word)
    return vocabulary.is_counted(word)


def counts_nothing(token: Token, text: str, tokens: list[Token]) -> bool:
    """Return whether a plain number is a length of time, an age, a label, or a piece of a code."""
    glued = _is_glued(text, token.end)
    if glued is not None:
        return glued
    before = tokens[-1].word if tokens else ""
    following = FOLLOWING.match(text, token.end)
    first = following[1].lower() if following else ""
    second = (following[2] or "").lower() if following else ""
    return (
        first in vocabulary.TIMES
        or (first in {"calendar", "working", "consecutive"} and second in vocabulary.TIMES)
        or (first == "times" and second in {"a", "per", "each"})
        or _TO_TIMES.match(text, token.end) is not None
        or first in {"star", "degree", "way", "point"}
        # "16.2 crimes per 1,000 people".
        or before == "per"
        or text[token.start - 1 : token.start] in {"$", "€"}
        or _is_threshold(token, tokens)
        or _is_age(token, tokens, first)
        or _is_label(token, tokens, before, first)
    )


def _is_threshold(token: Token, tokens: list[Token]) -> bool:
    """Whether a number says whom a measure counts: "offenders with more than four offences"."""
    words = [each.word for each in tokens[-3:]]
    is_small = token.value is not None and token.value <= 10
    return is_small and words[1:] == ["more", "than"] and words[0] in vocabulary.COMMITTED


def _is_glued(text: str, end: int) -> bool | None:
    """Whether what follows a number without a space makes it a code; None where nothing does."""
    if glued := _GLUED.match(text, end):
        # "117nominals" and "21of32" lack a space; "5g" and "36c" are something else.
        if len(glued[1]) < 3 and glued[1].lower() not in {"of", "to", "in", "by", "or", "on", "at", "is"}:
            return True
    elif text[end : end + 1].isalnum():
        return True
    if (hyphened := _HYPHENED.match(text, end)) and hyphened[1] != "ish":
        return hyphened[1][0].islower()
    return None


def _is_age(token: Token, tokens: list[Token], following: str) -> bool:
    if token.decimals or token.value is None or not 5 <= token.value < 100:
        return False
    words = [each.word for each in tokens[-3:]]
    if not words:
        return False
    if words[-1] in {"aged", "age", "ages"}:
        return True
    if words[-1] in {"to", "-", "and"} and len(words) == 3 and words[0] in {"aged", "age", "ages", "between"}:
        return tokens[-2].kind is TokenKind.CODE
    if words[-1] in {"under", "over"} and not vocabulary.is_counted(following):
        return len(words) == 1 or words[-2] in vocabulary.PEOPLE
    return False


def _is_label(token: Token, tokens: list[Token], before: str, following: str) -> bool:
    """Whether a number names one of several: "Section 136", "in year 1", "Operation 7"."""
    words = [each.word for each in tokens[-3:]]
    if token.decimals or token.value is None or not words:
        return False
    if len(words) > 1 and words[-1] in {"number", "numbers"} and words[-2] in vocabulary.NUMBERED:
        return True
    if len(words) == 3 and words[-1] in {"and", "&", "or"} and tokens[-2].kind is TokenKind.CODE:
        # "Years 8 and 9", "collar numbers 4471 and 4502".
        return words[0] in vocabulary.LABELS or words[0] == "numbers"
    if token.value >= 1000 or tokens[-1].end < token.start - 2 or tokens[-1].kind is not TokenKind.WORD:
        return False
    if before in {"section", "operation", "op", "s"}:
        return True
    return before in vocabulary.LABELS and following not in vocabulary.COUNTED


def _is_named(tokens: list[Token], words: frozenset[str]) -> bool:
    """Whether a number follows one of the words, or another number that does."""
    if not tokens:
        return False
    if tokens[-1].word in words:
        return True
    return (
        len(tokens) > 1
        and tokens[-1].word in vocabulary.LATER_IN_LIST
        and tokens[-2].kind is TokenKind.MEASURE
    )


def _signed(token: Token, text: str, tokens: list[Token]) -> Token:
    """The token with the sign that is written right in front of it.

    A dash behind a word parts it from its count ("Police -37"), but is a minus before a percentage.
    """
    if not tokens or token.value is None or tokens[-1].word not in {"-", "+"}:
        return token
    sign = tokens[-1]
    before = tokens[-2] if len(tokens) > 1 else None
    behind = before.word if before is not None else ""
    is_joined = before is not None and before.value is not None and before.end == sign.start
    is_close = sign.end == token.start or (sign.word == "+" and behind == "(")
    if is_joined or not is_close:
        return token
    value, way = token.value, 1
    if sign.word == "-":
        is_counted = token.kind is TokenKind.NUMBER or (before is not None and before.value is not None)
        # At the start of a line it is a bullet without its space.
        if is_counted and behind not in _BEFORE_A_MINUS and text[sign.start] != "\u2212":
            return token
        value, way = -value, -1
    tokens.pop()
    word = text[sign.start : token.end].lower()
    return replace(token, start=sign.start, sign=way, value=value, word=word)


def finished(token: Token, text: str, tokens: list[Token]) -> Token:
    """The token with how closely it is meant, from the words before and after it."""
    if found := _AFTER.match(text, token.end):
        return replace(token, approx=vocabulary.APPROX_AFTER[found[0].strip().lower()])
    approx = _approx(tokens)
    return token if approx is Approx.EXACT else replace(token, approx=approx)


def _approx(tokens: list[Token]) -> Approx:
    if not tokens:
        return Approx.EXACT
    last, before = tokens[-1].word, (tokens[-2] if len(tokens) > 1 else None)
    if last in vocabulary.APPROX_MARKS:
        return vocabulary.APPROX_MARKS[last]
    if before is not None and (pair := vocabulary.APPROX_PAIRS.get((before.word, last))):
        negated = len(tokens) > 2 and tokens[-3].word in {"no", "not"}
        return vocabulary.REVERSED.get(pair, pair) if negated else pair
    single = vocabulary.APPROX.get(last, Approx.EXACT)
    # "16 points above 46%" and "(5%) over 40" compare.
    if last in {"over", "above", "under", "below"} and before is not None:
        is_compared = before.value is not None or before.word in {")", "increase", "rise"}
        return Approx.EXACT if is_compared else single
    return single
