"""Periods that a text gives as the reason why nothing is compared: the one missing, the one of a break."""

from collections.abc import Iterator, Sequence

from cspdesk.analysis.check import period_style
from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.finding import Kind
from cspdesk.analysis.check.reading import Outcome, Reading, contradicted
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_figures import of_quarter, readable
from cspdesk.analysis.columns import place_of
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import SeriesBreak


def period_notes(reading: Reading) -> Iterator[Outcome]:
    """Tell of periods said to be missing, or to be the first after a break, where the file says otherwise."""
    if "missing" not in reading.text and "not comparable" not in reading.text:
        return
    facts = facts_of(reading.snapshot, reading.ref.measure, reading.ref.period)
    if facts is None or reading.ref.period.grain is not Grain.QUARTER:
        return
    for sentence in readable(reading):
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            period = token.period
            if token.kind is not TokenKind.PERIOD or period is None or period.grain is not Grain.QUARTER:
                continue
            after = [each.word for each in tokens[at + 1 : at + 5]]
            if after[:2] == ["is", "missing"] and any(each.word == "compare" for each in tokens):
                yield from _missing(reading, facts, token, period)
            elif after[:4] == ["on", "are", "not", "comparable"] and _word(tokens, at - 1) == "from":
                yield from _broken(reading, facts, token, period)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at >= 0 else ""


def _missing(reading: Reading, facts: Facts, token: Token, period: Period) -> Iterator[Outcome]:
    """A quarter said to be missing that has a figure of every series; that of the year before is meant."""
    place = place_of(period)
    if not all(place in facts.columns(line).entered for line in facts.series):
        return
    ago = reading.ref.period.year_before
    should_be = (
        "" if list(of_quarter(facts, ago)) else period_style.quarter_named(_written(reading, token), ago)
    )
    yield from _wrong(reading, token, should_be, f"{period.label} has a figure")


def _broken(reading: Reading, facts: Facts, token: Token, period: Period) -> Iterator[Outcome]:
    """A break said to be at another period than those that the file has."""
    breaks = [
        row.from_period
        for line in facts.series
        for row in reading.snapshot.of(SeriesBreak).where("series", line.id)
        if not row.comparable
    ]
    if not breaks or period in breaks:
        return
    quarters = {each for each in breaks if each.grain is Grain.QUARTER}
    named = period_style.quarter_named(_written(reading, token), breaks[0]) if len(quarters) == 1 else ""
    yield from _wrong(reading, token, named, f"the break is from {breaks[0].label} on")


def _written(reading: Reading, token: Token) -> str:
    return reading.text[token.start : token.end]


def _wrong(reading: Reading, token: Token, should_be: str, why: str) -> Iterator[Outcome]:
    said = _written(reading, token)
    mend = f" Write {should_be}." if should_be else ""
    message = f"The text says {said}, but {why}.{mend}"
    yield from contradicted(reading, Kind.WRONG_PERIOD, (token.start, token.end), message, why, should_be)
