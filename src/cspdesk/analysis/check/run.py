"""The detectors, one text through all of them, and the report on many: what every run is made of."""

import logging
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cspdesk.analysis.check import words
from cspdesk.analysis.check.excuses import with_excuses
from cspdesk.analysis.check.figure_claims import figures
from cspdesk.analysis.check.finding import (
    CheckReport,
    Finding,
    Kind,
    Severity,
    Statement,
    TextRef,
    Verdict,
    Where,
    to_mend,
)
from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.reading import Detector, Outcome, Reading
from cspdesk.analysis.check.texts import KeptText
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.live_fields import Expanded, FieldPlace, expanded
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import newest_quarter
from cspdesk.domain.snapshot import Snapshot

DETECTORS: tuple[Detector, ...] = (figures, *words.DETECTORS)

_LOG = logging.getLogger(__name__)
_TROUBLES: set[tuple[str, type[Exception]]] = set()
_SEVERITIES = tuple(Severity)
_MOST_SENTENCE = 500
"""Characters of a sentence that a finding quotes."""
_MOST_KNOWN = 2_000
"""Characters of a text whose sentences are kept for the next run."""
# Tags and code, and the wide letters and digits of other scripts.
_FOREIGN = re.compile("[{}]|</?[A-Za-z]|[=!]=|=>|&&|[\uff01-\uff5e]")


@dataclass(frozen=True, slots=True)
class Checked:
    """One text with what it claims."""

    kept: KeptText
    as_of: date
    statements: tuple[Statement, ...]
    """With positions in the text as it is kept."""
    findings: tuple[Finding, ...]
    """Each place once, in the order of the words; excuses are not looked up yet."""


def judged_on(snapshot: Snapshot, quarter: Period | None, as_of: date | None) -> Callable[[TextRef], date]:
    """Return what tells the day against which a text is judged stale."""
    newest = quarter or newest_quarter(snapshot)
    return lambda ref: as_of if as_of is not None and ref.period == newest else ref.period.end


def checked(snapshot: Snapshot, kept: KeptText, as_of: date) -> Checked:
    """Return one text with what it claims."""
    ref = kept.ref
    # What stands in a cell prints as it was typed.
    is_cell = ref.where is Where.OBSERVATION and ref.field == "typed"
    said = Expanded(kept.text, ()) if is_cell else expanded(snapshot, kept.text, FieldPlace.of(ref))
    text = _without_unsaid(said)
    found = known_sentences(text) if len(text) <= _MOST_KNOWN else _read(text)
    reading = Reading(snapshot, ref, text, found, as_of)
    outcomes = [outcome for detector in DETECTORS for outcome in _run(detector, reading)]
    if said.pieces:
        outcomes = [known for outcome in outcomes if (known := _as_live(said, outcome)) is not None]
    return Checked(kept, as_of, *_told(kept, said, reading, outcomes))


def reported(snapshot: Snapshot, read: Iterable[Checked]) -> CheckReport:
    """Return the report on texts that were read, given in the order of the pack."""
    read = tuple(read)
    statements = tuple([statement for each in read for statement in each.statements])
    findings = [finding for each in read for finding in each.findings]
    findings.sort(key=lambda finding: _SEVERITIES.index(finding.severity))
    return CheckReport(statements, with_excuses(snapshot, findings))


def _without_unsaid(said: Expanded) -> str:
    """The text with blanks for live fields that cannot be said: their words claim nothing."""
    parts: list[str] = []
    at = 0
    for piece in said.problems:
        parts += said.text[at : piece.said_start], " " * (piece.said_end - piece.said_start)
        at = piece.said_end
    return "".join((*parts, said.text[at:]))


def _run(detector: Detector, reading: Reading) -> list[Outcome]:
    try:
        return list(detector(reading))
    except Exception as trouble:
        # One text that a detector cannot take must not hide what all the others say. The tests fail on
        # any record of this kind; where it fails on a thousand texts, the log needs one account of how.
        name, place = getattr(detector, "__name__", "a detector"), reading.ref.place
        is_known = (name, type(trouble)) in _TROUBLES
        _TROUBLES.add((name, type(trouble)))
        _LOG.error("The check's %s failed on %s: %r", name, place, trouble, exc_info=not is_known)
        return []


def _read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that can claim something.

    Numbers without a word claim nothing, but for one number that is all the text; nor do the marks and the
    code of a pasted page.
    """
    found = sentences(text)
    if len(found) == 1 and sum(token.value is not None for token in found[0].tokens) == 1:
        return found
    return tuple(
        sentence
        for sentence in found
        if any(map(_is_word, sentence.tokens)) and not _FOREIGN.search(text, sentence.start, sentence.end)
    )


# From one run to the next few texts change. The tokens of a very long one take megabytes, which each letter
# typed in it would add.
known_sentences = lru_cache(maxsize=2048)(_read)


def _is_word(token: Token) -> bool:
    return token.kind is TokenKind.WORD and len(token.word) > 1


def _as_live(said: Expanded, outcome: Outcome) -> Outcome | None:
    """What is told of an outcome that lies within one live field, whose figures follow the grid.

    A statement there agrees by itself; a finding about its figures is none.
    """
    start, end = outcome.start, outcome.end
    at = bisect_right(said.pieces, start, key=lambda piece: piece.said_start) - 1
    if at < 0 or end > said.pieces[at].said_end:
        return outcome
    if isinstance(outcome, Statement):
        return replace(outcome, verdict=Verdict.AGREES, working="a live figure, which follows the grid")
    return None if outcome.kind in _OF_FIGURES else outcome


_OF_FIGURES = frozenset(
    {Kind.WRONG_NUMBER, Kind.WRONG_PERCENT, Kind.WRONG_DIRECTION, Kind.TRUNCATED, Kind.WRONG_SUBJECT}
)


def _with_findings(statements: list[Statement], findings: Iterable[Finding]) -> list[Statement]:
    """The statements with one that differs for each finding that somebody has to look at."""
    differing = {(each.start, each.end) for each in statements if each.verdict is Verdict.DIFFERS}
    added = [
        Statement(each.ref, each.start, each.end, each.said, Verdict.DIFFERS, each.working or each.message)
        for each in to_mend(findings)
        # A field that names nothing claims nothing.
        if (each.start, each.end) not in differing and each.kind is not Kind.UNRESOLVED
    ]
    return _once(statements + added) if added else statements


def _told(
    kept: KeptText, said: Expanded, reading: Reading, outcomes: list[Outcome]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """What is told of one text: each place once, positions as they are kept, in the order of the words."""
    statements = _once([each for each in outcomes if isinstance(each, Statement)])
    findings = [each for each in outcomes if isinstance(each, Finding)]
    findings = _without_named(reading, findings)
    findings += [_unverified(each) for each in statements if each.verdict is Verdict.UNCHECKED]
    findings = [_in_sentence(reading, each) for each in _worst_first(findings)]
    if said.pieces:
        statements = [_statement_back(said, each) for each in statements]
        findings = [_finding_back(kept, said, each) for each in findings] + _unresolved(kept, said)
    findings.sort(key=lambda finding: (finding.start, finding.end))
    return tuple(_with_findings(statements, findings)), tuple(findings)


def _without_named(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Findings without those on figures of a quarter that is itself named wrongly in the sentence."""
    wrong = [each for each in findings if each.kind is Kind.WRONG_PERIOD]
    if not wrong:
        return findings
    named = {
        (_sentence_at(reading, each.start), f"Quarter {digit} ")
        for each in wrong
        for digit in _QUARTER.findall(each.said)
    }
    return [
        each
        for each in findings
        if each.kind not in (Kind.WRONG_NUMBER, Kind.WRONG_PERCENT, Kind.WRONG_DIRECTION)
        or not any(
            place == _sentence_at(reading, each.start) and name in each.working for place, name in named
        )
    ]


def _sentence_at(reading: Reading, start: int) -> int:
    """Which sentence a place of the text stands in; −1 before the first."""
    return bisect_right(reading.sentences, start, key=lambda sentence: sentence.start) - 1


_QUARTER = re.compile(r"(?i)\bq(?:uarter |tr )?([1-4])\b")
_STRENGTH = (Verdict.DIFFERS, Verdict.AGREES, Verdict.UNCHECKED)


def _once(statements: list[Statement]) -> list[Statement]:
    """Statements by their place; where two detectors read the same words, what is known counts."""
    found: dict[tuple[int, int], Statement] = {}
    for each in sorted(statements, key=lambda one: _STRENGTH.index(one.verdict)):
        found.setdefault((each.start, each.end), each)
    return sorted(found.values(), key=lambda one: (one.start, one.end))


def _worst_first(findings: list[Finding]) -> list[Finding]:
    """Findings without those that say less of words of which another says more."""
    found: list[Finding] = []
    spans: set[tuple[int, int]] = set()
    taken: dict[Kind, list[tuple[int, int]]] = {}
    for each in sorted(findings, key=lambda one: _SEVERITIES.index(one.severity)):
        # What could not be verified is told only where nothing else is.
        others = taken.values() if each.kind is Kind.UNVERIFIED else (taken.get(each.kind, ()),)
        span = (each.start, each.end)
        if span in spans or any(_overlaps(other, span) for other in others):
            continue
        found.append(each)
        spans.add(span)
        insort(taken.setdefault(each.kind, []), span)
    return found


def _overlaps(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Whether a span meets one of several that stand in order and do not meet each other."""
    start, end = span
    at = bisect_left(taken, (end,))
    return at > 0 and taken[at - 1][1] > start


def _unverified(statement: Statement) -> Finding:
    why = statement.working.strip()
    return Finding(
        Kind.UNVERIFIED,
        statement.ref,
        statement.start,
        statement.end,
        statement.said,
        should_be="",
        message=f"'{statement.said}' could not be checked." + (f" {why[:1].upper()}{why[1:]}" if why else ""),
        working=why,
    )


def _in_sentence(reading: Reading, finding: Finding) -> Finding:
    at = _sentence_at(reading, finding.start)
    start, end = finding.start, finding.end
    if at >= 0 and finding.start < reading.sentences[at].end:
        start, end = reading.sentences[at].start, reading.sentences[at].end
    return replace(finding, sentence=reading.text[start : min(end, start + _MOST_SENTENCE)].strip())


def _statement_back(said: Expanded, statement: Statement) -> Statement:
    """A statement at its place in the text as it is kept."""
    start, end = said.source(statement.start, statement.end)
    return replace(statement, start=start, end=end)


def _finding_back(kept: KeptText, said: Expanded, finding: Finding) -> Finding:
    """A finding at its place in the text as it is kept."""
    start, end = said.source(finding.start, finding.end)
    there = kept.text[start:end]
    if there == finding.said:
        return replace(finding, start=start, end=end)
    # A live field stands in these words: what it says comes from the figures, so nothing is put in its place.
    return replace(finding, start=start, end=end, said=there, correction="")


def _unresolved(kept: KeptText, said: Expanded) -> list[Finding]:
    """The live fields that name no figure."""
    return [
        Finding(
            Kind.UNRESOLVED,
            kept.ref,
            piece.start,
            piece.end,
            said=kept.text[piece.start : piece.end],
            should_be="",
            message=piece.said.problem,
        )
        for piece in said.problems
    ]
