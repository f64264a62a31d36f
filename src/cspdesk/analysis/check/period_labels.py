"""Figures of one quarter under the name of another: "During Q3 ... = 94%" in the text of Quarter 4."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cspdesk.analysis.check import period_style
from cspdesk.analysis.check import word_figures as figures
from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.finding import Kind
from cspdesk.analysis.check.reading import Outcome, Reading, contradicted
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import printed
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.months import month_number
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.unit import Unit

_LEADING = words_of(
    """
    first year financial in during for at the end of over throughout by this and between period total to
    date up until
    """
)
_NOT_THE_TEXTS_OWN = words_of(
    "will expected expect due planned hope awaiting awaited forecast predicted projected updated revised "
    "restated amended corrected provisional latest newest recent lag lagged behind delayed repeated"
)
"""A sentence with one of these speaks of another quarter on purpose."""

_SAYS = words_of("was were is are totalled total stood reached came amounted saw had shows showed")
"""Right behind a period its figure follows: "Offences in Q3 totalled 412"."""

_SPOKEN_OF = words_of(
    "baseline outturn data figure figures report position return returns forecast last previous "
    "target plan before"
)
"""Right behind a period these say that it is spoken of, not that the figures are its own."""

_OTHERS_OWN = words_of("cohort cohorts released sentenced born published")
"""Right before a period these make it that of people or papers: "for the cohort of July to September"."""

_MOST_BEFORE = 8

_Values = Callable[[Facts, Period], Iterator[Decimal]]


class _Label(NamedTuple):
    """What a text calls the time of its figures."""

    start: int
    end: int
    first: int
    """The token with which it begins."""
    last: int
    """The token with which it ends."""
    period: Period
    """The quarter named, or the one with which the stretch named ends."""
    name: str
    """What the figure is: "the figure of Quarter 3 2015/16"."""
    should_be: str
    right: _Values
    """The figures of the text's own quarter that are of the same kind."""
    named: _Values
    """The figures of the period named."""


def period_labels(reading: Reading) -> Iterator[Outcome]:
    """Tell of figures of the text's quarter that are said to be another's."""
    facts = facts_of(reading.snapshot, reading.ref.measure, reading.ref.period)
    if facts is None or reading.ref.period.grain is not Grain.QUARTER:
        return
    for sentence in figures.readable(reading):
        if any(token.word in _NOT_THE_TEXTS_OWN for token in sentence.tokens):
            continue
        for label in _labels(reading, sentence):
            figure = _figure(sentence.tokens, label, facts.measure.unit)
            if figure is not None:
                yield from _judged(reading, facts, label, figure)


def _judged(reading: Reading, facts: Facts, label: _Label, figure: Token) -> Iterator[Outcome]:
    own = reading.ref.period
    if label.period == own and label.named is not _nothing:
        return
    value = figures.held_by(label.right(facts, own), figure)
    named = list(label.named(facts, label.period))
    if value is None or figures.held_by(iter(named), figure) is not None:
        return
    said = reading.text[label.start : label.end]
    other = f"that of {label.name} is {figures.said_value(facts, named[0])}" if named else ""
    working = f"{figures.said_value(facts, value)} is the figure of {own.label}" + (
        f"; {other}" if other else ""
    )
    written = reading.text[figure.start : figure.end]
    mend = f" Write {label.should_be}, or give the other figure." if label.should_be else ""
    message = f"The text says {said}, but {written} is the figure of {own.label}.{mend}"
    place = (label.start, label.end)
    yield from contradicted(reading, Kind.WRONG_PERIOD, place, message, working, label.should_be)


def _figure(tokens: Sequence[Token], label: _Label, unit: Unit) -> Token | None:
    """The figure that stands under a label; None where the label is what something is compared with."""
    before = [token.word for token in tokens[max(label.first - 3, 0) : label.first]]
    after = tokens[label.last + 1].word if label.last + 1 < len(tokens) else ""
    opens = figures.label_opens(tokens, label.first, _LEADING)
    if after in _SPOKEN_OF or any(word in _OTHERS_OWN for word in before):
        return None
    if not opens and any(word in figures.COMPARED - {"to"} for word in before):
        return None
    if any(
        word in {"compared", "compares", "against", "versus", "vs", "since", "from", "than"}
        for word in before
    ):
        return None
    is_head = opens and all(token.word in _LEADING for token in tokens[: label.first])
    # "23 days (Q3: 21)": what follows is the label's own.
    is_head = is_head or after in {":", "="}
    found = None if is_head else figures.figure_before(tokens, label.first, unit)
    if found is None and opens:
        found = figures.figure_after(tokens, label.last, unit)
    if found is None and not opens and after in _SAYS and label.first < _MOST_BEFORE:
        has_other = any(
            figures.is_figure(each, tokens, at, unit) for at, each in enumerate(tokens[: label.first])
        )
        found = None if has_other else figures.figure_after(tokens, label.last, unit)
    found = found or figures.figure_in_brackets(tokens, label.last, unit)
    return None if found is None or _is_last_years(tokens, found) else found


def _is_last_years(tokens: Sequence[Token], figure: Token) -> bool:
    """Whether a figure is said to be last year's: "412 offences last year"."""
    at = tokens.index(figure)
    after = " ".join(token.word for token in tokens[at + 1 : at + 5])
    return re.match(r"(?:[a-z'-]+ ){0,2}(?:in |the )?(?:last|previous) (?:year|quarter)\b", after) is not None


def _labels(reading: Reading, sentence: Sentence) -> Iterator[_Label]:
    own, text, tokens = reading.ref.period, reading.text, sentence.tokens
    for at, token in enumerate(tokens):
        found = None
        if token.kind is TokenKind.PERIOD:
            found = _not_from_the_start(tokens, at, own, text) or _of_period(token, at, own, text)
        elif token.kind is TokenKind.MONTH and at > 1:
            found = _of_rolling_year(tokens, at, own, text)
        elif token.word in {"half", "half-year", "six", "nine", "year", "year-end"} or token.value in {6, 9}:
            found = _in_words(tokens, at, own)
        if found is not None:
            if at and tokens[at - 1].word == "during":
                said = text[tokens[at - 1].start : tokens[at - 1].end]
                should_be = f"{said} {found.should_be}" if found.should_be else ""
                found = found._replace(start=tokens[at - 1].start, should_be=should_be)
            yield found


def _of_period(token: Token, at: int, own: Period, text: str) -> _Label | None:
    words = text[token.start : token.end]
    place = (token.start, token.end, at, at)
    period = token.period
    if token.quarter and token.value is None:
        year = period.of_year if period is not None else own.of_year
        if token.last_quarter:
            if token.quarter != 1:
                return None
            last = year.quarters[token.last_quarter - 1]
            name = f"{year.year_label} to Quarter {last.index}"
            should_be = _trimmed(words, period_style.to_date_named(words, own))
            return _Label(*place, last, name, should_be, figures.to_date, figures.to_date)
        last = year.quarters[token.quarter - 1]
        should_be = period_style.quarter_named(words, own)
        return _Label(*place, last, last.label, should_be, figures.of_quarter, figures.of_quarter)
    if period is None or period.year <= FIRST_YEAR:
        return None
    if period.grain is Grain.YEAR:
        last = own if period == own.of_year else period.quarters[-1]
        should_be = period_style.year_named(words, own)
        return _Label(*place, last, period.label, should_be, figures.to_date, _of_year)
    return _Label(
        *place, period, f"the twelve months to {period.label}", "", figures.rolling, figures.rolling
    )


def _not_from_the_start(tokens: Sequence[Token], at: int, own: Period, text: str) -> _Label | None:
    """ "Total to date (Q2 to Q3)": a year to date begins with its first quarter."""
    token = tokens[at]
    if not token.quarter or "date" not in {each.word for each in tokens[max(at - 4, 0) : at]}:
        return None
    last = at
    if token.last_quarter and token.quarter == 1:
        return None
    if not token.last_quarter:
        last = at + 2
        is_joined = last < len(tokens) and tokens[at + 1].word in {"to", "and", "-", "&"}
        if not is_joined or not tokens[last].quarter:
            return None
    end = tokens[last].end
    should_be = period_style.to_date_named(text[token.start : end], own)
    before = own.of_year.quarters[token.quarter - 2]
    # Whatever such a stretch adds up to is not looked for: a total to date is none of it.
    return _Label(token.start, end, at, last, before, "such a stretch", should_be, figures.to_date, _nothing)


def _nothing(_: Facts, __: Period) -> Iterator[Decimal]:
    return iter(())


def _of_year(facts: Facts, last: Period) -> Iterator[Decimal]:
    """The figures of a year that ends with a quarter, its baselines among them."""
    yield from figures.to_date(facts, last)
    yield from figures.rolling(facts, last)
    for series in facts.series:
        yield from (base.value for base in facts.baselines(series) if last.year_label in base.name)


def _of_rolling_year(tokens: Sequence[Token], at: int, own: Period, text: str) -> _Label | None:
    """ "112 offences in the 12 months to September 2023"."""
    token, before = tokens[at], [each.word for each in tokens[max(at - 3, 0) : at]]
    month = token.period or _month_of(own, token.word)
    if before[-1] not in {"to", "ending", "ended"} or month is None or month.index % 3:
        return None
    if before[-2] not in {"months", "month", "year"}:
        return None
    last = Period.containing(month.start, Grain.QUARTER)
    end = own.end
    written = text[token.start : token.end]
    should_be = period_style.month_named(written, end.month, end.year)
    start, stop = token.start, token.end
    first = at - 3 if at > 2 and tokens[at - 3].kind is TokenKind.CODE else at - 2
    if month.year == end.year and " " in written and should_be:
        # The year stays.
        stop = start + written.index(" ")
        should_be = should_be[: should_be.index(" ")]
    count = tokens[first].value if tokens[first].kind is TokenKind.CODE else 12
    values: _Values | None = figures.rolling if count == 12 else figures.of_quarter if count == 3 else None
    if count == 3 * own.index and count != 12:
        values = figures.to_date
    if values is None or last == own:
        return None
    name = f"the {printed(Decimal(count or 12))} months to {last.label}"
    return _Label(start, stop, first, at, last, name, should_be, values, values)


def _month_of(year: Period, word: str) -> Period | None:
    """The month of a quarter's year that a word names."""
    try:
        number = month_number(word)
    except KeyError:
        return None
    first = year.of_year.year
    return Period.month(first if number >= 4 else first + 1, number)


def _in_words(tokens: Sequence[Token], at: int, own: Period) -> _Label | None:
    """ "half-year total", "in the first six months", "year end total"."""
    token = tokens[at]
    words = [each.word for each in tokens[at : at + 3]]
    pair = " ".join(words[:2])
    last, count, names = 0, 2, ("", "", "", "")
    if token.word == "half-year" or pair == "half year":
        last, count = 2, 1 if token.word == "half-year" else 2
        names = ("quarter", "half-year", "nine-month", "year")
    elif pair in {"six months", "6 months", "nine months", "9 months"}:
        last = 2 if token.word in {"six", "6"} else 3
        names = ("three months", "six months", "nine months", "twelve months")
        if at and tokens[at - 1].word not in {"first", "the"}:
            return None
    elif token.word == "year-end" or pair == "year end":
        last, count = 4, 1 if token.word == "year-end" else 2
        names = ("year to date", "year to date", "year to date", "year end")
        if words[count : count + 1] not in (["total"], ["figure"]):
            return None
    if not last or last == own.index:
        return None
    stop = tokens[at + count - 1].end
    ends = own.of_year.quarters[last - 1]
    name = f"{own.year_label} to Quarter {last}" if last < 4 else own.year_label
    should_be = names[own.index - 1]
    return _Label(
        token.start, stop, at, at + count - 1, ends, name, should_be, figures.to_date, figures.to_date
    )


def _trimmed(words: str, should_be: str) -> str:
    return should_be if should_be != words else ""
