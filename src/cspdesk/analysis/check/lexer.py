"""Cutting a text into sentences and these into numbers, dates, periods and words.

What tokens tell besides `tokens.py`: of PERIOD a single calendar year has its number as `value`; several
quarters of a year have `quarter`, `last_quarter` and, where it is told, the year as `period`; twelve months
that are no financial year have the quarter with which they end as `period` and no `quarter`. Of a number with
a scale ("1.4 thousand") `decimals` is negative: the place to which it was rounded. A length of time is a CODE
with its number as `value`, and so is an age.
"""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.check import lexer_dates, lexer_numbers, lexer_spelt
from cspdesk.analysis.check import lexer_words as vocabulary
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of

_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u2032`", "'")
    | dict.fromkeys("\t\u00a0\u202f\u205f\u3000", " ")
    | dict.fromkeys(range(8192, 8203), " ")
    | dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
)
"""Every dash but the minus sign becomes a hyphen; no character changes its place."""

_MINUS = "\u2212"
_LETTERS = re.compile("[^\\W\\d_]++(?:['’\u2010\u2011-][^\\W\\d_]++)*+")
_CODE_WORD = re.compile(
    # A postcode, and what is made of letters and digits: "A22", "COVID-19", "NI195".
    r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}(?![0-9A-Za-z])"
    r"|(?:COVID|Covid|covid)[ -]?19(?![0-9])"
    r"|(?!FY)[A-Z]{1,6}-?[0-9]{1,6}[A-Za-z]?(?![0-9A-Za-z,%]|[.-][0-9])"
)
_POINTED = re.compile(r"(?:e\.g|i\.e|a\.k\.a|p\.a)\b\.?", re.IGNORECASE)
_ODD_DIGITS = re.compile(r"\w++")
# Most numbers: no date and no code can begin with a few digits before such a mark.
_SHORT = re.compile(r"[1-9][0-9]{0,2}(?=[,;]|$)")
_CALLED = frozenset({"101", "111", "112", "999"})
_TELEPHONE = re.compile(r"\+44[0-9 ()-]{6,20}")
_BULLET = re.compile("[-*•‣·▪●○](?= )|[•‣▪●○]")
_CHUNK = re.compile(r"\S++")
_RANKED = re.compile(
    r" (?:out of|highest|lowest|best|worst|place|position|largest|smallest|most)\b", re.IGNORECASE
)
_MARKS = frozenset(f".,;:()=/-+<>&~!?±{_MINUS}")
_RANKS = words_of("ranked rank ranks ranking placed position came is was were are at")
_LABEL_WORDS = words_of("in during for at by the end of to as")
_NEVER_LAST = words_of("vs approx mr mrs ms dr prof cf ca c fig para ref incl avg av qtr tel")
_SMALL_WORDS = words_of("fy of to by in at is on or and the was for with from over up down")
_NUMBER_STARTS = frozenset(
    {*vocabulary.UNITS, *vocabulary.TENS, *vocabulary.SCALES, *vocabulary.FACTORS, *vocabulary.FRACTIONS}
    | {"a", "an", "no", "none", "nil"}
)
_MERGED = frozenset({TokenKind.DATE, TokenKind.MONTH})


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their tokens; those without any are left out.

    A sentence ends with its full stop or its line. Never raises; takes time in proportion to the text.
    """
    plain = text.translate(_PLAIN)
    found: list[Sentence] = []
    tokens: list[Token] = []
    addresses = _addresses(plain)
    at, opens_line = 0, True
    while at < len(plain):
        character = plain[at]
        if character == " ":
            at += 1
            continue
        if character == "\n":
            _close(found, tokens)
            at, opens_line = at + 1, True
            continue
        if (opens_line or character == "•") and (bullet := _BULLET.match(plain, at)):
            _close(found, tokens)
            at, opens_line = bullet.end(), True
            continue
        if addresses and at in addresses:
            tokens.append(Token(TokenKind.CODE, at, addresses[at], plain[at : addresses[at]].lower()))
            at = addresses[at]
        else:
            at = _read(text, plain, at, tokens, opens_line=opens_line)
        opens_line = opens_line and character == "*"
        if character in ".!?" and tokens and tokens[-1].start == at - 1 and _ends(plain, at, tokens):
            _close(found, tokens)
    _close(found, tokens)
    return tuple(found)


def _close(found: list[Sentence], tokens: list[Token]) -> None:
    if tokens:
        found.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))
        tokens.clear()


def _addresses(plain: str) -> dict[int, int]:
    """Where web and e-mail addresses begin and end."""
    folded = plain.lower()
    if "@" not in plain and "://" not in plain and "www." not in folded:
        return {}
    found = {}
    for chunk in _CHUNK.finditer(folded):
        words = chunk[0]
        if "@" in words or "://" in words or "www." in words:
            # Of "[their site](https://...)" the last word before the bracket stays.
            inner = words.find("](")
            start = chunk.start() + (inner + 2 if inner >= 0 else 0)
            found[start] = max(chunk.start() + len(words.rstrip(".,;:)")), start + 1)
    return found


def _read(text: str, plain: str, at: int, tokens: list[Token], *, opens_line: bool) -> int:
    """Add the token at a place and return where the next may begin."""
    character = plain[at]
    if "0" <= character <= "9" or (character == "." and _opens_decimals(plain, at)):
        token = _digits(plain, at, tokens, opens_line=opens_line)
    elif character.isalpha():
        token = _letters(text, plain, at, tokens)
    elif character.isnumeric():
        run = _ODD_DIGITS.match(plain, at)
        end = run.end() if run else at + 1
        token = Token(TokenKind.CODE, at, end, plain[at:end].lower())
    elif character in _MARKS:
        if character == "+" and (found := _TELEPHONE.match(plain, at)):
            token = Token(TokenKind.CODE, at, found.end(), found[0])
        else:
            token = Token(TokenKind.MARK, at, at + 1, "-" if character == _MINUS else character)
    else:
        return at + 1
    tokens.append(token)
    if token.kind in _MERGED and len(tokens) > 2:
        before = tokens[-4].word if len(tokens) > 3 else ""
        stretch = lexer_dates.merged(tokens[-3], tokens[-2], token, before, plain)
        if stretch is not None:
            tokens[-3:] = [stretch]
    end = token.end
    if token.kind is TokenKind.WORD and plain[end : end + 1] == "." and _is_abbreviation(plain, token):
        end += 1
    return end


def _opens_decimals(plain: str, at: int) -> bool:
    """Whether a point begins a number: " .5%"."""
    before, after = plain[at - 1 : at] if at else "", plain[at + 1 : at + 2]
    return "0" <= after <= "9" and not before.isalnum() and before not in {".", ")", "%"}


def _digits(plain: str, at: int, tokens: list[Token], *, opens_line: bool) -> Token:
    before = tokens[-1].word if tokens else ""
    earlier = tokens[-2].word if len(tokens) > 1 else ""
    short = _SHORT.match(plain, at)
    token = (
        lexer_numbers.measure(plain, at, tokens, opens_line=opens_line)
        or (lexer_numbers.number(plain, at, tokens) if short and short[0] not in _CALLED else None)
        or lexer_dates.at_digit(plain, at, (earlier, before))
        or lexer_numbers.code(plain, at, before)
        or lexer_spelt.ratio(plain, at, tokens)
        or lexer_numbers.number(plain, at, tokens)
    )
    follows = plain[token.end : token.end + 1]
    if follows and not follows.isascii() and (follows.isnumeric() or unicodedata.category(follows) == "Cf"):
        # A superscript, a fraction sign, a digit of another script, an invisible mark: better no number.
        run = _ODD_DIGITS.match(plain, token.end + (not follows.isnumeric()))
        end = run.end() if run else token.end + 1
        return replace(token, kind=TokenKind.CODE, end=end, value=None)
    return token


def _letters(text: str, plain: str, at: int, tokens: list[Token]) -> Token:
    if (found := _POINTED.match(plain, at)) or (
        plain[at].isupper() and (found := _CODE_WORD.match(plain, at)) and not _is_quarter(found[0])
    ):
        kind = TokenKind.WORD if "." in found[0] else TokenKind.CODE
        return Token(kind, at, found.end(), found[0].lower().rstrip("."))
    run = _LETTERS.match(text, at)
    end = run.end() if run else at + 1
    word = plain[at:end].lower()
    first = word.partition("-")[0]
    token = None
    before = tokens[-1].word if tokens else ""
    if first in lexer_dates.STARTS:
        token = lexer_dates.at_word(plain, at, before)
    if token is None and first in _NUMBER_STARTS:
        token = lexer_spelt.at_word(plain, at, tokens)
    if token is None and word in vocabulary.ORDINALS and (before in _RANKS or _RANKED.match(plain, end)):
        follows = plain[end : end + 4]
        if (
            before not in {"is", "was", "were", "are", "at"}
            or _RANKED.match(plain, end)
            or follows[:3] == " of"
        ):
            value = Decimal(vocabulary.ORDINALS[word])
            token = Token(TokenKind.ORDINAL, at, end, word, value, is_spelt=True)
    if token is not None:
        return token
    if "0" <= plain[end : end + 1] <= "9" and len(word) < 3 and word not in _SMALL_WORDS:
        # "s136" and "x4" are one; "with117" lacks a space.
        whole = _ODD_DIGITS.match(plain, at)
        return Token(
            TokenKind.CODE, at, whole.end() if whole else end, plain[at : whole.end() if whole else end]
        )
    return Token(TokenKind.WORD, at, end, word)


def _is_quarter(code: str) -> bool:
    return code[0] == "Q" and code[1:2] in {"1", "2", "3", "4"} and not code[2:3].isdigit()


def _is_abbreviation(plain: str, word: Token) -> bool:
    """Whether the full stop behind a word belongs to it."""
    if word.word in _NEVER_LAST:
        return True
    if word.word not in vocabulary.ABBREVIATIONS:
        return False
    follows = plain[word.end + 1 : word.end + 3].lstrip(" ")[:1]
    if word.word in {"no", "nos"}:
        return "0" <= follows <= "9"
    return follows.isdigit() or follows.islower()


def _ends(plain: str, after: int, tokens: list[Token]) -> bool:
    """Whether the mark right before `after` ends the sentence."""
    follows = plain[after : after + 1]
    if plain[after - 1] != ".":
        return follows in {"", " ", "\n"} or not follows.isalnum()
    if follows == "." or (follows and follows.islower()):
        return False
    words = tokens[:-1]
    if len(words) <= 4 and all(
        token.kind is TokenKind.PERIOD or (token.kind is TokenKind.WORD and token.word in _LABEL_WORDS)
        for token in words
    ):
        # "In Q3. 4.6% of clients" is one sentence.
        return False
    last = words[-1] if words else None
    is_initial = last is not None and last.end - last.start == 1 and plain[last.start].isupper()
    return not (is_initial and last is not None and last.end == after - 1)
