"""Strong words about changes that often happen by chance: "a significant increase" of three offences."""

import re
from collections.abc import Iterator, Sequence

from cspdesk.analysis.chance import Chance, series_chance
from cspdesk.analysis.check.facts import facts_of
from cspdesk.analysis.check.finding import Finding, Kind, TextRef
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.subject_words import all_words, subjects_in
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.verify import is_close
from cspdesk.analysis.check.word_figures import readable
from cspdesk.analysis.figures import Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.domain.choices import Comparator
from cspdesk.domain.period import Grain
from cspdesk.domain.plan_view import headline, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Series, SeriesId

_STRONG = (
    r"(?:significant|sharp|clear|marked|dramatic|substantial|considerable|major|notable|steep|large|huge|big|"
    r"strong|definite|serious|massive|sizeable)"
)
_MOVE = (
    r"(?:increase|rise|fall|reduction|decrease|drop|improvement|decline|deterioration|growth|upturn|downturn|"
    r"worsening|upward trend|downward trend|trend)"
)
_MOVED = (
    r"(?:increas(?:ed|ing|e)|ris(?:en|ing)|rose|fall(?:en|ing)|fell|reduc(?:ed|ing)|decreas(?:ed|ing)|"
    r"dropp(?:ed|ing)|improv(?:ed|ing)|declin(?:ed|ing)|worsen(?:ed|ing)|deteriorat(?:ed|ing)|up|down|"
    r"higher|lower|better|worse|"
    r"fewer|more)"
)
_CLAIM = re.compile(
    rf"\b(?:an? )?{_STRONG} (?:and [a-z]{{4,12}} )?(?:(?:quarterly|annual|overall|further) )?{_MOVE}s?\b"
    rf"|\b{_STRONG}ly {_MOVED}\b|\b{_MOVED} {_STRONG}ly\b"
    r"|\b(?:an? )?(?:clear |steady |continuing |definite )?(?:rising|falling|upward|downward|increasing|"
    r"decreasing|improving|worsening) trend\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:not?|never|without|nor|hardly|rather than|could|would|if|will|any|chance|may)\b", re.I
)
_OF_WHAT = re.compile(r"[ ]?(?:in|of) (?:the )?((?:[a-z'’-]+ ?){1,4})", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r"\blast year|\byear on year|\bprevious year|\byear (?:ago|earlier|before)|\bsame (?:quarter|period)",
    re.I,
)
_SAME_QUARTER = re.compile(
    r"\b(?:same (?:quarter|three months)|(?:q|quarter )[1-4] (?:of )?(?:last|the previous|20))", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:year to date|this year|over the year|for the year|so far)\b", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"\b(?:last|previous) quarter|\bquarter (?:before|on quarter)|\bthan (?:in )?q[1-4]\b(?! last)", re.I
)


def chance_words(reading: Reading) -> Iterator[Outcome]:
    """Tell of strong words about a change that a count of this size often shows by chance."""
    ref = reading.ref
    if ref.measure is None or ref.period.grain is not Grain.QUARTER:
        return
    known: dict[tuple[SeriesId, Comparator], Chance] = {}
    for sentence in readable(reading):
        text = reading.text[sentence.start : sentence.end]
        for found in _CLAIM.finditer(text):
            clause = text[max(found.start() - 30, 0) : found.start()]
            if _TAKEN_BACK.search(clause) or not _is_own(reading, text, found.end()):
                continue
            chance = _chance(reading.snapshot, ref, sentence, text, known)
            if chance is None:
                continue
            start, end = sentence.start + found.start(), sentence.start + found.end()
            said = reading.text[start:end]
            message = f"The text says '{said}'. {chance.words}"
            yield Finding(Kind.WITHIN_CHANCE, ref, start, end, said, "", message, " ".join(chance.how_sure))


def _is_own(reading: Reading, text: str, end: int) -> bool:
    """Whether a change is the measure's own: "a sharp rise in demand" may be of something else."""
    found = _OF_WHAT.match(text, end)
    if found is None:
        return True
    facts = facts_of(reading.snapshot, reading.ref.measure, reading.ref.period)
    if facts is None:
        return False
    about = subjects_in(found[1])
    return not about or bool(about & all_words(reading.snapshot, facts.measure))


def _chance(
    snapshot: Snapshot,
    ref: TextRef,
    sentence: Sentence,
    text: str,
    known: dict[tuple[SeriesId, Comparator], Chance],
) -> Chance | None:
    """What is to be said of chance, where all the changes that may be meant often happen by it."""
    measure = snapshot.of(Measure).get(ref.measure)
    series = _series(snapshot, ref, text) if measure is not None else None
    if measure is None or series is None:
        return None
    line = Line(snapshot, measure, series)
    meant = _meant(line_figures(line, ref.period), sentence.tokens, text, measure)
    for comparator in meant:
        if (series.id, comparator) not in known:
            known[series.id, comparator] = series_chance(line, ref.period, comparator)
    found = [known[series.id, comparator] for comparator in meant]
    told = [each for each in found if each.is_often_chance is not None]
    return told[0] if told and all(each.is_often_chance for each in told) else None


def _series(snapshot: Snapshot, ref: TextRef, text: str) -> Series | None:
    """The series that a sentence is about: the one that it names, else the headline's."""
    lines = series_of(snapshot, ref.measure) if ref.measure else ()
    if ref.series is not None:
        return next((line for line in lines if line.id == ref.series), None)
    named = [line for line in lines if line.label and line.label.casefold() in text.casefold()]
    if len(named) == 1:
        return named[0]
    return headline(snapshot, ref.measure) if ref.measure and not named else None


def _meant(
    figures: SeriesFigures, tokens: Sequence[Token], text: str, measure: Measure
) -> tuple[Comparator, ...]:
    """The comparators that a sentence may mean: those whose figures it gives, else those that it names."""
    changes = {
        Comparator.SAME_QUARTER: figures.quarter,
        Comparator.YEAR_TO_DATE: figures.year_to_date,
        Comparator.ROLLING: figures.rolling,
        Comparator.PREVIOUS: figures.previous,
    }
    given = tuple(each for each, change in changes.items() if _is_given(change, tokens))
    if given:
        return given
    if _PREVIOUS.search(text):
        return (Comparator.PREVIOUS,)
    if _SAME_QUARTER.search(text):
        return (Comparator.SAME_QUARTER,)
    if _YEAR.search(text):
        return (Comparator.YEAR_TO_DATE,)
    if _LAST_YEAR.search(text):
        return (Comparator.SAME_QUARTER, Comparator.YEAR_TO_DATE)
    return tuple(each for each in measure.comparators if each in changes) or (Comparator.SAME_QUARTER,)


def _is_given(change: Change, tokens: Sequence[Token]) -> bool:
    """Whether a sentence gives a change: its difference, its percentage or the figure before."""
    for token in tokens:
        if token.value is None or token.kind not in {TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.POINTS}:
            continue
        meant = (change.percent,) if token.kind is TokenKind.PERCENT else (change.difference, change.before)
        if any(value is not None and is_close(token, value) for value in meant):
            return True
    return False
