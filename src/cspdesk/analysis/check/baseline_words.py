"""Baselines stated in texts that are not those in force, or not the ones stated before, without a note."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.finding import Finding, Kind
from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.subject_words import subjects_in
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import alike, is_close
from cspdesk.analysis.check.word_figures import said_value
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, Rebase, Series, SeriesBreak

_NOTED = re.compile(
    r"\b(?:re-?based?|rebas(?:ed|ing)|new baseline|baseline (?:has been |was |is )?(?:now |been )?(?:changed|"
    r"revised|updated|reset|recalculated|amended|corrected)|(?:revised|updated|corrected|amended|"
    r"reset) baseline)\b",
    re.IGNORECASE,
)
_FIGURES = frozenset({TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.MONEY})
_BETWEEN = frozenset(
    {"of", "is", "was", "at", ":", "=", "-", "(", "the", "figure", "value", "set", "to", "a", "level"}
)
_MOST_BETWEEN = 4
_MOST_BACK = 4
"""So many quarters back is it looked for what was stated before."""


class _Stated(NamedTuple):
    """A baseline as a text states it."""

    token: Token
    about: frozenset[str]
    """What the clause in which it stands is about."""
    clause: str


def baseline_words(reading: Reading) -> Iterator[Outcome]:
    """Tell of stated baselines that changed without a note."""
    ref, text = reading.ref, reading.text
    if ref.measure is None or "baseline" not in text.casefold() or _NOTED.search(text):
        return
    facts = facts_of(reading.snapshot, ref.measure, ref.period)
    if facts is None or ref.period.grain is not Grain.QUARTER:
        return
    stated = list(_stated(text, reading.sentences))
    for place, each in enumerate(stated):
        series = _series(facts, each)
        in_force = [base for line in facts.series for base in facts.baselines(line)]
        if any(
            is_close(each.token, base.value)
            for base in in_force
            if series is None or base.series.id == series.id
        ):
            continue
        own = [base.value for base in in_force if series is not None and base.series.id == series.id]
        if own:
            yield _changed(reading, each, own[0], f"the baseline in force is {said_value(facts, own[0])}")
            continue
        before = _before(reading, each, place, len(stated))
        if before is None or _is_broken(reading.snapshot, facts, before[1]):
            continue
        value, quarter = before
        words = f"in {quarter.label} it was {said_value(facts, value)}"
        yield _changed(reading, each, value, words)


def _changed(reading: Reading, stated: _Stated, value: Decimal, words: str) -> Finding:
    start, end = stated.token.start, stated.token.end
    said = reading.text[start:end]
    should_be = alike(stated.token, said, value)
    message = (
        f"The text gives a baseline of {said}, but {words}: correct it, or say that the baseline changed."
    )
    return Finding(
        Kind.CHANGED_BASELINE, reading.ref, start, end, said, should_be, message, words, correction=should_be
    )


def _stated(text: str, read: tuple[Sentence, ...]) -> Iterator[_Stated]:
    """The baselines that a text states: "against a baseline of 5.1%", "Baseline: 6,150 incidents"."""
    for sentence in read:
        tokens = sentence.tokens
        opened = sentence.start
        for at, token in enumerate(tokens):
            if token.word in {"baseline", "baselines"}:
                figure = _figure_behind(tokens, at)
                if figure is not None:
                    clause = text[opened : figure.start]
                    yield _Stated(figure, subjects_in(clause) - {"baseline"}, clause)
                    opened = figure.end
            elif token.word == ";":
                opened = token.end


def _figure_behind(tokens: tuple[Token, ...], at: int) -> Token | None:
    for token in tokens[at + 1 : at + 2 + _MOST_BETWEEN]:
        if token.kind in _FIGURES and token.value is not None and not token.sign:
            return token
        if token.word not in _BETWEEN and token.kind is not TokenKind.PERIOD:
            return None
    return None


def _series(facts: Facts, stated: _Stated) -> Series | None:
    """The series whose baseline is meant: the only one, or the one whose whole name the clause says."""
    if len(facts.series) == 1:
        return facts.series[0]
    clause = stated.clause.casefold()
    named = [line for line in facts.series if line.label and _is_said(line.label, clause)]
    # "Non-opiate, criminal justice" says more than "Non-opiate", which says more than "opiate".
    longest = max((len(line.label) for line in named), default=0)
    best = [line for line in named if len(line.label) == longest]
    return best[0] if len(best) == 1 else None


def _is_said(label: str, clause: str) -> bool:
    words = [word for word in re.split(r"[^\w-]+", label.casefold()) if word]
    return all(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", clause) for word in words)


def _before(reading: Reading, stated: _Stated, place: int, count: int) -> tuple[Decimal, Period] | None:
    """What was last stated in the same place of an earlier text, with its quarter."""
    ref, rows = reading.ref, reading.snapshot.of(Commentary)
    quarter = ref.period
    for _ in range(_MOST_BACK):
        if quarter.year <= FIRST_YEAR:
            return None
        quarter = quarter.previous
        row = rows.get(ref.measure, quarter)
        if row is None or "baseline" not in row.text.casefold():
            continue
        earlier = list(_stated(row.text, sentences(row.text)))
        alike_ones = [each for each in earlier if each.about == stated.about]
        if len(alike_ones) == 1:
            found = alike_ones[0]
        elif len(earlier) == count:
            found = earlier[place]
        else:
            continue
        value = found.token.value
        if value is None or found.token.kind is not stated.token.kind or is_close(stated.token, value):
            return None
        return value, quarter
    return None


def _is_broken(snapshot: Snapshot, facts: Facts, since: Period) -> bool:
    """Whether the plan says that figures start anew between two quarters."""
    for series in facts.series:
        breaks = [row.from_period for row in snapshot.of(SeriesBreak).where("series", series.id)]
        breaks += [row.from_period for row in snapshot.of(Rebase).where("series", series.id)]
        if any(since < period <= facts.quarter for period in breaks):
            return True
    return False
