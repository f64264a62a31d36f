"""Spelt numbers, factors and fractions in English prose: "twenty-three", "halved", "a third"."""

import re
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.check import lexer_numbers
from cspdesk.analysis.check import lexer_words as vocabulary
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of

_SMALL = "|".join((*vocabulary.UNITS, *vocabulary.TENS))
_SPELT = re.compile(
    rf"(?:an? (?=hundred|thousand|million|dozen)|(?:{_SMALL})\b|half a (?=dozen|million))"
    rf"(?:[ -]?(?:,? and |, )?(?:(?:{_SMALL}|hundred|thousand|million|billion|dozen)\b)){{0,12}}+"
    r"|(?:hundred|thousand|million|dozen) ",
    lexer_numbers.FLAGS,
)
_WORD = re.compile(r"[a-z]++", lexer_numbers.FLAGS)
_FRACTION = re.compile(
    r"(?:(?P<many>an?|one|two|three|four|five|[1-9]) ?-?)?"
    r"(?P<part>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b",
    lexer_numbers.FLAGS,
)
_TIMES_AS = re.compile(
    r"(?P<many>two|three|four|five|six|seven|eight|nine|ten|[2-9]|10) times (?=as |the |higher|more |that )",
    lexer_numbers.FLAGS,
)
_ONE_IN = re.compile(
    r"(?P<part>one|two|three|four|five|six|seven|eight|nine|[1-9]) in (?:every )?"
    r"(?P<whole>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|[2-9]|10|12|20|100)\b"
    r"(?! (?:days?|weeks?|months?|years?|hours?|minutes?|wards?|areas?|quarters?)\b)(?![0-9,.]+[0-9]|%|/)",
    lexer_numbers.FLAGS,
)
_FOLD = re.compile(r"[a-z]++(?:-fold)?", lexer_numbers.FLAGS)
_BEFORE_A_SPELL = words_of("first second latter last past previous next other final")
_BEFORE_A_SHARE = words_of("by in than over nearly almost about around")
_ZERO_NAME = re.compile(r"zero[ -](?:tolerance|hours?|carbon|waste)\b", lexer_numbers.FLAGS)
_NOTHING_YET = 1_000_000_000_000
_NO_MORE = words_of("another off stop to of day time way side hand year month week who that which such and")
_NOT_ONE = words_of("no the at this that each every any some which another day only last first")


def at_word(text: str, start: int, tokens: list[Token]) -> Token | None:
    """Return the spelt number, factor or fraction that begins with the word at `start`."""
    found = _WORD.match(text, start)
    if found is None:
        return None
    word = found[0].lower()
    if word in vocabulary.FACTORS and not _is_other(text, found.end(), word):
        whole = _FOLD.match(text, start)
        end = whole.end() if whole else found.end()
        return lexer_numbers.finished(
            _factor(text, start, end, Decimal(vocabulary.FACTORS[word])), text, tokens
        )
    return ratio(text, start, tokens) or _spelt(text, start, tokens) or _nought(text, start, tokens, word)


def _is_other(text: str, end: int, word: str) -> bool:
    """Whether a factor's word is none: "double yellow lines", "twice a week"."""
    following = lexer_numbers.FOLLOWING.match(text, end)
    first = following[1].lower() if following else ""
    if word == "twice":
        return first in {"a", "per", "each", "every", "daily", "weekly", "monthly", "yearly"}
    return word == "double" and bool(first) and first not in {"the", "that", "last", "its", "their", "what"}


def ratio(text: str, start: int, tokens: list[Token]) -> Token | None:
    """Return the factor or fraction that begins at `start`: "1 in 5", "three times as", "two thirds"."""
    token = None
    if found := _TIMES_AS.match(text, start):
        token = _factor(text, start, found.end() - 1, _small(found["many"]))
    elif (found := _ONE_IN.match(text, start)) and _small(found["part"]) < _small(found["whole"]):
        token = _factor(text, start, found.end(), _small(found["part"]) / _small(found["whole"]))
    elif (found := _FRACTION.match(text, start)) and _is_share(
        found, text, tokens[-1].word if tokens else ""
    ):
        many = _small(found["many"] or "one")
        token = _factor(text, start, found.end(), many / vocabulary.FRACTIONS[found["part"].lower()])
    return lexer_numbers.finished(token, text, tokens) if token is not None else None


def _is_share(found: re.Match[str], text: str, before: str) -> bool:
    """Whether "half", "a third" or "a quarter" is a share and no part of a name or of a year."""
    part, many = found["part"].lower(), (found["many"] or "").lower()
    following = lexer_numbers.FOLLOWING.match(text, found.end())
    first = following[1].lower() if following else ""
    second = (following[2] or "").lower() if following else ""
    if before in _BEFORE_A_SPELL:
        return False
    if part == "half":
        if many:
            return first not in {"year", "term", "hour", "day", "a"}
        return first in {"of", "the", "that", "as"} or before in _BEFORE_A_SHARE
    if first == "of" and second != "year":
        return bool(many)
    if not many or part.startswith("quarter"):
        return False
    # "by a third", "a third were"; but "a third party", "a third operation".
    return many not in {"a", "an"} or before in _BEFORE_A_SHARE or first in {"were", "are"}


def _factor(text: str, start: int, end: int, value: Decimal) -> Token:
    return Token(TokenKind.MULTIPLE, start, end, text[start:end].lower(), value, is_spelt=True)


def _small(word: str) -> Decimal:
    plain = word.lower()
    if plain.isdigit():
        return Decimal(plain)
    return Decimal(
        vocabulary.UNITS.get(plain) or vocabulary.TENS.get(plain) or vocabulary.SCALES.get(plain, 1)
    )


def _spelt(text: str, start: int, tokens: list[Token]) -> Token | None:
    found = _SPELT.match(text, start)
    if found is None:
        return None
    value, end = _sum_of(text, start, found.end())
    if value is None:
        return None
    words = text[start:end].lower()
    if words == "one" and tokens and tokens[-1].word == "than":
        # "more than one offence" says whom a measure counts.
        return Token(TokenKind.CODE, start, end, words, value, is_spelt=True)
    if (words == "one" and _is_pronoun(text, end, tokens)) or _ZERO_NAME.match(text, start):
        return None
    kind = TokenKind.NUMBER
    if (unit := lexer_numbers.UNIT.match(text, end)) and not unit["scale"]:
        kind, end = lexer_numbers.kind_of(unit), unit.end()
    token = Token(kind, start, end, text[start:end].lower(), value, is_spelt=True)
    if kind is TokenKind.NUMBER and lexer_numbers.counts_nothing(token, text, tokens):
        return replace(token, kind=TokenKind.CODE)
    return lexer_numbers.finished(token, text, tokens)


def _sum_of(text: str, start: int, limit: int) -> tuple[Decimal | None, int]:
    """The value of the longest number that the words from `start` make, and its end."""
    total, group, last, end = 0, 0, _NOTHING_YET, start
    words = text[start:limit].lower()
    if words.startswith("half a "):
        return Decimal(6 if "dozen" in words else 500_000), limit
    for found in _WORD.finditer(text, start, limit):
        word = found[0].lower()
        small = vocabulary.UNITS.get(word, vocabulary.TENS.get(word))
        scale = vocabulary.SCALES.get(word)
        if small is not None:
            # After "twenty" come one to nine, after "hundred" all of them, after "seven" none.
            if not (last >= 100 or (last >= 20 and last % 10 == 0 and 0 < small < 10)):
                break
            group, last = group + small, small
        elif scale is not None:
            group, last = max(group, 1) * scale, scale
            if scale >= 1000:
                total, group = total + group, 0
        elif word in {"a", "an", "and"}:
            continue
        else:
            break
        end = found.end()
    return (Decimal(total + group), end) if end > start else (None, start)


def _is_pronoun(text: str, end: int, tokens: list[Token]) -> bool:
    """Whether "one" counts nothing: "no one", "one of the", "one-stop"."""
    if tokens and tokens[-1].word in _NOT_ONE:
        return True
    if text[end : end + 1] in {"-", "'"}:
        return True
    following = lexer_numbers.FOLLOWING.match(text, end)
    return following is None or following[1].lower() in _NO_MORE


def _nought(text: str, start: int, tokens: list[Token], word: str) -> Token | None:
    """ "no offences" and "none" where they count."""
    end = start + len(word)
    following = lexer_numbers.FOLLOWING.match(text, end)
    first = following[1].lower() if following else ""
    second = (following[2] or "").lower() if following else ""
    if word in {"none", "nil"}:
        counts = first not in {"of", "return", "returns"} and second != "of"
    elif word == "no":
        described = second in vocabulary.COUNTED and first not in {
            "further",
            "more",
            "other",
            "longer",
            "such",
            "new",
        }
        counts = (first in vocabulary.COUNTED and first not in {"staff", "young", "recorded"}) or described
    else:
        counts = False
    if not counts or (tokens and tokens[-1].word in {"yes", "or"}):
        return None
    return Token(TokenKind.NUMBER, start, end, word, Decimal(0), is_spelt=True)
