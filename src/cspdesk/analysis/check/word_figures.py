"""What the detectors of words ask: which figure a word stands with, and where the grid holds it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.check.facts import Facts
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import is_close, printed
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.analysis.columns import place_of
from cspdesk.domain.period import Period
from cspdesk.domain.unit import Unit

_LONGEST = 300
"""Tokens of a sentence."""
_MOST_WORDS = 8
"""So many words may part a figure from the words that say when it was."""

_KINDS = {
    Unit.PERCENT: (TokenKind.PERCENT,),
    Unit.MONEY: (TokenKind.MONEY, TokenKind.NUMBER),
}
_CHANGED_BY = words_of(
    "increase increased reduction reduced decrease decreased rise rose risen fall fell fallen drop dropped "
    "change changed growth up down improvement difference"
)
_MORE = words_of("more fewer less higher lower above below up down better worse percentage points")
COMPARED = words_of(
    "compared compares comparison comparing against from than since versus vs v on to until before after "
    "previous previously unlike"
)
"""Before a figure or a period these say that it is what another is compared with."""


def readable(reading: Reading) -> Iterator[Sentence]:
    """Return the sentences that a person may have written: what runs on without end says nothing."""
    return (sentence for sentence in reading.sentences if len(sentence.tokens) <= _LONGEST)


def is_figure(token: Token, tokens: Sequence[Token], at: int, unit: Unit) -> bool:
    """Whether a token may be a figure of a measure in that unit."""
    if token.value is None:
        return False
    if token.kind is TokenKind.CODE:
        follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
        return unit is Unit.DAYS and follows in {"day", "days"}
    return token.kind in _KINDS.get(unit, (TokenKind.NUMBER,))


def is_level(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure is one itself, neither a change nor what another is compared with."""
    token = tokens[at]
    before = [each.word for each in tokens[max(at - 4, 0) : at]]
    after = [each.word for each in tokens[at + 1 : at + 4]]
    opened = max((place for place, word in enumerate(before) if word in {":", "=", "("}), default=-1)
    before = before[opened + 1 :]
    if token.sign or token.approx in {Approx.AT_MOST, Approx.AT_LEAST}:
        return False
    if before and (before[-1] == "by" or (before[-1] in {"of", "up", "down"} and _CHANGED_BY & set(before))):
        return False
    if before[-1:] == ["to"]:
        # "From 98% to 69%": what it came to is the figure; "compares to 98%": what it is held against.
        return before[-2:-1] not in (["compared"], ["compares"], ["comparison"], ["comparing"], ["relative"])
    if (
        before
        and any(word in COMPARED for word in before[-3:])
        and before[-1] not in {"at", "is", "was", "were"}
    ):
        return False
    return not any(word in _MORE for word in after[:3])


def label_opens(tokens: Sequence[Token], at: int, leading: frozenset[str]) -> bool:
    """Whether nothing but leading words stands between a token and the start of its clause."""
    for token in reversed(tokens[:at]):
        if token.kind is TokenKind.MARK and token.word not in {"/", "&"}:
            return True
        if token.word not in leading:
            return False
    return True


def figure_after(tokens: Sequence[Token], at: int, unit: Unit) -> Token | None:
    """Return the first figure behind a token; None where another period or a comparison comes first."""
    for place in range(at + 1, min(at + 30, len(tokens))):
        token = tokens[place]
        if token.kind in {TokenKind.PERIOD, TokenKind.MONTH} or token.word in {
            "compared",
            "against",
            "versus",
            "vs",
        }:
            return None
        if is_figure(token, tokens, place, unit):
            if is_level(tokens, place):
                return token
            if tokens[place - 1].word in COMPARED - {"to", "on"}:
                return None
    return None


def figure_before(tokens: Sequence[Token], at: int, unit: Unit) -> Token | None:
    """Return the figure that stands with its words right in front of a token, or None."""
    for place in range(at - 1, max(at - 2 - _MOST_WORDS, -1), -1):
        token = tokens[place]
        if is_figure(token, tokens, place, unit):
            return token if is_level(tokens, place) else None
        is_base = token.kind is TokenKind.CODE and place and tokens[place - 1].word == "per"
        if token.kind is not TokenKind.WORD and not is_base and token.word not in {"(", "-", "&"}:
            return None
        if token.word in _CHANGED_BY or token.word in COMPARED - {"on", "to"}:
            return None
    return None


def figure_in_brackets(tokens: Sequence[Token], at: int, unit: Unit) -> Token | None:
    """Return the share in brackets behind a token where its counts stand before: "9 of 12 in Q3 (75%)"."""
    if unit is not Unit.PERCENT or at + 2 >= len(tokens) or tokens[at + 1].word != "(":
        return None
    figure = tokens[at + 2]
    has_counts = any(token.word in {"of", "/"} for token in tokens[max(at - 8, 0) : at])
    return figure if has_counts and figure.kind is TokenKind.PERCENT and not figure.sign else None


def held_by(values: Iterator[Decimal], token: Token) -> Decimal | None:
    """Return the first of the values that a written number agrees with."""
    return next((value for value in values if is_close(token, value)), None)


def of_quarter(facts: Facts, quarter: Period) -> Iterator[Decimal]:
    """Return what may be called the figure of a quarter: its own, as entered, to date, of all series."""
    place = place_of(quarter)
    for series in facts.series:
        columns = facts.columns(series)
        sources = [columns.own, columns.entered, columns.to_date]
        if columns.is_rolling:
            sources.append(columns.rolling)
        for source in sources:
            if (value := source.get(place)) is not None:
                yield value


def to_date(facts: Facts, quarter: Period) -> Iterator[Decimal]:
    """Return the years to date at a quarter, of all series."""
    found = (facts.columns(series).to_date.get(place_of(quarter)) for series in facts.series)
    return (value for value in found if value is not None)


def rolling(facts: Facts, quarter: Period) -> Iterator[Decimal]:
    """Return the twelve months that end with a quarter, of all series."""
    found = (facts.columns(series).rolling.get(place_of(quarter)) for series in facts.series)
    return (value for value in found if value is not None)


def said_value(facts: Facts, value: Decimal) -> str:
    """Return a figure as a message prints it."""
    words = printed(value, facts.measure.decimals)
    if facts.measure.unit is Unit.PERCENT:
        return f"{words}%"
    return f"£{words}" if facts.measure.unit is Unit.MONEY else words
