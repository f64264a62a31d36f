"""Tokens made ready for a measure: days counted where it counts days, and a broken thousand put together."""

from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.unit import Unit

_LAST_SCHOOL_YEAR, _LONGEST = 13, 50
_LAST = words_of("last previous prior this preceding")


def prepared(sentence: Sentence, unit: Unit) -> Sentence:
    """Return a sentence with "17 days" as a number where a measure is in days, and "5, 704" as one number."""
    tokens = list(sentence.tokens)
    is_changed = False
    for at, token in enumerate(tokens):
        if token.kind is TokenKind.CODE and token.value is not None and _is_count(tokens, at, unit):
            tokens[at] = replace(token, kind=TokenKind.NUMBER)
            is_changed = True
    at = 0
    while at + 2 < len(tokens):
        joined = _joined(tokens, at)
        if joined is not None:
            tokens[at : at + 3] = [joined]
            is_changed = True
        at += 1
    return Sentence(sentence.start, sentence.end, tuple(tokens)) if is_changed else sentence


def _is_count(tokens: list[Token], at: int, unit: Unit) -> bool:
    """Whether digits that look like a length of time or a year of a school are a figure."""
    value = tokens[at].value or Decimal(0)
    after = [token.word for token in tokens[at + 1 : at + 3]]
    before = [token.word for token in tokens[max(at - 2, 0) : at]]
    if unit is Unit.DAYS and after[:1] and after[0].startswith("day"):
        return True
    # "816 year to date", "last year 545".
    is_length = value < _LONGEST or after not in (["year", "to"], ["year", "end"])
    is_school = value <= _LAST_SCHOOL_YEAR or before[1:] != ["year"] or before[0] not in _LAST
    return not (is_length and is_school)


def _joined(tokens: list[Token], at: int) -> Token | None:
    """The number that "5, 704" is, unless it stands in a longer list of numbers."""
    one, mark, other = tokens[at : at + 3]
    if one.kind is not TokenKind.NUMBER or mark.word != "," or other.kind is not TokenKind.NUMBER:
        return None
    if one.is_spelt or not (
        one.word.isdigit() and len(one.word) <= 3 and other.word.isdigit() and len(other.word) == 3
    ):
        return None
    if (
        mark.start != one.end
        or other.start != mark.end + 1
        or one.value is None
        or other.value is None
        or not one.value
    ):
        return None
    behind = tokens[at + 3 : at + 5]
    if behind and (behind[0].word in (",", "and")) and len(behind) > 1 and behind[1].kind is TokenKind.NUMBER:
        return None
    if at >= 2 and tokens[at - 1].word == "," and tokens[at - 2].kind is TokenKind.NUMBER:
        return None
    value = one.value * Decimal(1000) + other.value
    return replace(one, end=other.end, word=f"{one.word}, {other.word}", value=value)
