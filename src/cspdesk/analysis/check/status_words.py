"""Words about targets and colours held against the figures: "on target", "exceeded its target", "green"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cspdesk.analysis.beside import At
from cspdesk.analysis.check.finding import Kind, Statement, TextRef, Verdict
from cspdesk.analysis.check.reading import Outcome, Reading, contradicted
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_figures import readable
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.status import judged
from cspdesk.analysis.tolerance import gap_words, miss
from cspdesk.analysis.yardstick import Yardstick, target_yardstick
from cspdesk.domain.choices import OutlookWord, Polarity, Status
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, placed_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Outlook, Target

_FLAGS = re.IGNORECASE
_ITS = (
    r"(?:(?:the|its|their|our|this|that|quarterly|annual|set|agreed) ){0,3}+"
    r"(?:[0-9][0-9.,]{0,8}(?: ?%| per cent)? )?"
)
_TARGET = (
    r"target\b(?! (?:times?|dates?|groups?|areas?|hardening|audience|list|response|timescales?|deadlines?)\b)"
)
_MET = re.compile(
    rf"\bon (?:{_TARGET}|track\b)(?! to (?!achieve|meet|hit|reach|exceed|be met))"
    rf"|\b(?:met|meets|meeting|achieved|achieves|achieving|hit|hits|hitting|reached) {_ITS}{_TARGET}"
    r"|\btarget (?:of [^\s]{1,12} )?(?:has been |have been |was |is |is being )?(?:met|achieved|reached|"
    r"hit)\b"
    rf"|\b(?:within|inside|in line with) {_ITS}{_TARGET}",
    _FLAGS,
)
_EXCEEDED = re.compile(
    rf"\b(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beat(?:s|ing)?|bettered) {_ITS}{_TARGET}"
    r"|\btarget (?:of [^\s]{1,12} )?(?:has been |was )?(?:exceeded|surpassed|beaten)\b",
    _FLAGS,
)
_BETTER = re.compile(rf"\b(?:better than|ahead of) {_ITS}{_TARGET}", _FLAGS)
_SIDE = re.compile(
    rf"\b(?P<side>above|over|higher than|below|under|lower than|short of) {_ITS}{_TARGET}", _FLAGS
)
_MISSED = re.compile(
    rf"\b(?:miss(?:ed|es|ing)?|fail(?:ed|s|ing)? to (?:meet|achieve|reach|hit)) {_ITS}{_TARGET}"
    rf"|\b(?:worse than|behind) {_ITS}{_TARGET}"
    r"|\btarget (?:has been |was |is )?(?:missed|not met|not achieved)\b|\boff target\b",
    _FLAGS,
)
_COLOUR = re.compile(
    r"\b(?:rated|(?:rag(?: rating| status)?|status)(?: is| of| remains|[ ]?[:=-])?|graded|judged|"
    r"scored|"
    r"(?:is|are|remains|remain|stays|turned|now|at)(?: now| at)?) (?P<colour>green|amber|red)\b(?![ -][a-z])",
    _FLAGS,
)
_FORMS = (_MET, _EXCEEDED, _BETTER, _SIDE, _MISSED, _COLOUR)

_SIDES = {"above": 1, "over": 1, "higher than": 1, "below": -1, "under": -1, "lower than": -1, "short of": -1}
_OTHER_SIDE = {
    "above": "below",
    "over": "under",
    "higher than": "lower than",
    "below": "above",
    "under": "over",
    "lower than": "higher than",
    "short of": "above",
}
_UNSURE = re.compile(
    r"\b(?:not|never|no longer|will|would|should|could|may|might|expected|expect|predicted|forecast|"
    r"projected|"
    r"likely|hope|hoped|aim|aims|if|until|unless|to be|to|almost|nearly|close|towards?|last|previous|"
    r"previously|yet|except|apart from|whether|plan|planned|from)\b|n't\b",
    _FLAGS,
)
"""Right before a claim in its clause these take it back or put it off."""
_PUT_OFF = re.compile(r" (?:for 20|by the end|by 20|next|in 20|at year end)", _FLAGS)
_CLAUSE = re.compile(r"[,;:(]| but | and ")
_ORDER = (Status.RED, Status.AMBER, Status.GREEN)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the figure that is judged stands to the measure's target."""

    gap: str
    """One sentence without its full stop: "88% is 2 points below the target of 90%"."""
    status: Status
    polarity: Polarity
    is_missed: bool
    side: int
    """1 where it is above the target, -1 below, 0 at it or inside it."""


def status_words(reading: Reading) -> Iterator[Outcome]:
    """Tell of words that call a measure better or worse than it stands."""
    ref = reading.ref
    if ref.measure is None or ref.period.grain is not Grain.QUARTER or not _may_speak(reading.text):
        return
    placed = placed_for(reading.snapshot, ref.measure, ref.period)
    if placed is None:
        return
    standing = _standing(reading.snapshot, ref, placed)
    for sentence in readable(reading):
        if any(_is_elsewhere(token, ref.period) for token in sentence.tokens):
            continue
        text = reading.text[sentence.start : sentence.end]
        for form in _FORMS:
            for found in form.finditer(text):
                if _is_unsure(text, found.start(), found.end()):
                    continue
                start, end = sentence.start + found.start(), sentence.start + found.end()
                if form is _COLOUR:
                    yield from _of_colour(reading, start, end, found["colour"].lower(), placed)
                elif standing is not None:
                    if form is _SIDE:
                        end = start + len(found["side"])
                    yield from _told(reading, start, end, form, standing)


def _is_elsewhere(token: Token, quarter: Period) -> bool:
    """Whether a sentence speaks of another time."""
    if token.kind is not TokenKind.PERIOD:
        return False
    if token.period is not None:
        return token.period not in (quarter, quarter.of_year)
    return token.quarter not in (0, quarter.index) and token.last_quarter != quarter.index


def _may_speak(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in ("target", "on track", "green", "amber", "red"))


def _is_unsure(text: str, start: int, end: int) -> bool:
    """Whether the words around take the claim back, or put it off."""
    clause = _CLAUSE.split(text[max(start - 40, 0) : start])[-1]
    return _UNSURE.search(clause) is not None or _PUT_OFF.match(text, end) is not None


def _standing(snapshot: Snapshot, ref: TextRef, placed: Placed) -> _Standing | None:
    """How the headline figure stands to its target; None where there is none that can be judged."""
    measure = placed.measure
    lines = series_of(snapshot, measure.id)
    head = next((line for line in lines if line.headline), next(iter(lines), None))
    if head is None or (ref.series is not None and ref.series != head.id):
        return None
    if any(snapshot.of(Target).where("series", line.id) for line in lines if line.id != head.id):
        # Which of several targets is meant cannot be told.
        return None
    line = Line(snapshot, measure, head)
    at = At(line, ref.period, line_figures(line, ref.period))
    found = target_yardstick(at, at.figures.target)
    if not isinstance(found, Yardstick):
        return None
    return _Standing(
        gap=gap_words(found.value, found.beside.where, found.level, measure),
        status=judged(snapshot, placed, ref.period).status,
        polarity=measure.polarity,
        is_missed=bool(miss(found.value, found.level, measure.polarity)),
        side=(found.value > found.level.high) - (found.value < found.level.low),
    )


def _told(
    reading: Reading, start: int, end: int, form: re.Pattern[str], standing: _Standing
) -> Iterator[Outcome]:
    ref, said = reading.ref, reading.text[start:end]
    should_be = ""
    if form is _SIDE:
        if not standing.side:
            return
        kind = Kind.WRONG_DIRECTION if _SIDES[said.lower()] != standing.side else None
        should_be = _OTHER_SIDE[said.lower()]
        should_be = should_be.capitalize() if said[0].isupper() else should_be
    elif form is _MISSED:
        kind = None if standing.is_missed else Kind.WRONG_DIRECTION
    else:
        kind = Kind.OVERCLAIM if _is_too_much(reading, form, standing) else None
    if kind is None:
        yield Statement(ref, start, end, said, Verdict.AGREES, standing.gap)
        return
    message = f"The text says '{said}', but {standing.gap}."
    yield from contradicted(reading, kind, (start, end), message, standing.gap, should_be)


def _is_too_much(reading: Reading, form: re.Pattern[str], standing: _Standing) -> bool:
    """Whether words that a target is met, bettered or exceeded say more than the figures do."""
    if form is _MET:
        outlook = reading.snapshot.of(Outlook).get(reading.ref.measure, reading.ref.period)
        is_outlook = outlook is not None and outlook.word is OutlookWord.ON_TARGET
        return standing.is_missed and standing.status is not Status.GREEN and not is_outlook
    if form is _EXCEEDED:
        # Where lower is better, to exceed a target may be to go above it.
        is_above = standing.polarity is Polarity.LOWER and standing.side > 0
        return (standing.is_missed and not is_above) or standing.side == 0
    return standing.is_missed or standing.side == 0


def _of_colour(reading: Reading, start: int, end: int, colour: str, placed: Placed) -> Iterator[Outcome]:
    found = judged(reading.snapshot, placed, reading.ref.period)
    status, reason = found.status, found.reason
    said, ref = reading.text[start:end], reading.ref
    named = Status(colour)
    if named is status:
        yield Statement(ref, start, end, said, Verdict.AGREES, reason)
        return
    if status in _ORDER and _ORDER.index(named) < _ORDER.index(status):
        kind = Kind.WRONG_DIRECTION
    elif named is Status.GREEN or status in _ORDER:
        kind = Kind.OVERCLAIM
    else:
        return
    place = said.lower().rindex(colour)
    word = status.value.capitalize() if said[place].isupper() else status.value
    should_be = said[:place] + word
    message = f"The text says '{said}', but the status is {status.value}: {reason[:1].lower()}{reason[1:]}."
    yield from contradicted(reading, kind, (start, end), message, reason, should_be)
