"""Words that time has overtaken: a future that is past, and a text that is the last quarter's."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.finding import Finding, Kind, Where
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_figures import held_by, is_figure, of_quarter, readable
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.months import long_date
from cspdesk.domain.period import FIRST_YEAR, Grain, Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, MeasureId, ReportItem, ReportItemId
from cspdesk.domain.vague_date import read_date

_MOST_BETWEEN = 9
"""So many words may stand between "will" and the day."""

_FUTURE = words_of("will shall")
_PLANNED = words_of("planned due expected scheduled arranged intended booked set")
"""Future where "is" or nothing stands before, past after "was"."""
_HOPES = words_of("aim aims hope hopes plan plans intend intends propose proposes expect expects")
_WAS = words_of("was were been had being as than originally")
_APART = words_of(
    """
    after following since from for of held agreed made published issued than compared against which that
    who because but although when once
    """
)
"""What parts a later day from the future before it: "will be reviewed after the event on 3 March"."""
_DONE = words_of("held agreed made published issued")
"""After "be" these are what is to happen."""
_BEFORE_A_DAY = words_of(
    """
    in during by on at throughout until before the of end early mid late around about monday tuesday
    wednesday thursday friday saturday sunday available from for over into to starting beginning
    """
)
_STOCK = re.compile(
    r"(?:(?:there (?:is|was) )?no (?:update|data|change|return|comments?|commentary|report|figures?|"
    r"information|issues|activity)|nothing (?:to|further to) report|not (?:yet )?available|awaiting|"
    r"to be confirmed|tbc|n/a|none|as above|see (?:above|below)|nil return|data not|(?:data|"
    r"figures?) (?:is|are|for))\b",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\W+")
_SHORTEST = 25
_REPEATED_SECTIONS = frozenset({"highlight", "overview", "improver", "challenge"})
_SHORTEST_ITEM = 40


def past_futures(reading: Reading) -> Iterator[Outcome]:
    """Tell of what "will" be at a time that has gone by."""
    for sentence in readable(reading):
        for at, token in enumerate(sentence.tokens):
            if token.kind is TokenKind.WORD and _is_future(sentence.tokens, at):
                found = _past_day(reading, sentence, at)
                if found is not None:
                    yield found
                    break


def _is_future(tokens: Sequence[Token], at: int) -> bool:
    word, before = tokens[at].word, tokens[at - 1].word if at else ""
    following = [token.word for token in tokens[at + 1 : at + 3]]
    if word in _FUTURE or (
        word in {"is", "are"} and (following[:1] == ["to"] or following == ["going", "to"])
    ):
        return True
    if word == "to" and following[:1] == ["be"]:
        return not any(token.word in _WAS for token in tokens[max(at - 3, 0) : at])
    if word in _HOPES:
        return following[:1] == ["to"]
    if word in _PLANNED:
        if before == "been" and at > 1 and tokens[at - 2].word in {"has", "have"}:
            return following[:1] in (["for"], ["to"], ["on"])
        return not (before in _WAS or (before in {"not", "is"} and "as" in following))
    return False


def _past_day(reading: Reading, sentence: Sentence, at: int) -> Finding | None:
    tokens = sentence.tokens
    for place in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(tokens))):
        token = tokens[place]
        is_apart = token.word in _APART and not (token.word in _DONE and tokens[place - 1].word == "be")
        if token.word in {".", ";"} or (is_apart and not _leads_to_a_day(tokens, place)):
            return None
        gone = _last_day(token, reading)
        if gone is None:
            continue
        day, is_stretch = gone
        # Of a stretch of time its last day is the end, of a day the day itself may still be to come.
        if day < reading.as_of or (is_stretch and day == reading.as_of):
            return _overtaken(reading, tokens[at], token, day)
        return None
    return None


def _leads_to_a_day(tokens: Sequence[Token], place: int) -> bool:
    """Whether "of", "for" or "from" goes on to the day itself: "the end of May", "for 24 May"."""
    if tokens[place].word not in {"of", "for", "from"}:
        return False
    for token in tokens[place + 1 : place + 4]:
        if token.kind in {TokenKind.DATE, TokenKind.MONTH}:
            return True
        if token.kind is TokenKind.PERIOD:
            # "data for 2014/15" is what, "for the end of 2014/15" is when.
            return tokens[place].word == "of"
        if token.word not in _BEFORE_A_DAY:
            return False
    return False


def _last_day(token: Token, reading: Reading) -> tuple[date, bool] | None:
    """The last day of what a token names, and whether it is a stretch that ends with the day."""
    own = reading.ref.period
    match token.kind:
        case TokenKind.DATE:
            found = token.day or read_date(token.word, own).start
            return (found, False) if found else None
        case TokenKind.MONTH:
            end = token.period.end if token.period else read_date(token.word, own).end
            return (end, False) if end else None
        case TokenKind.PERIOD:
            if token.period is not None:
                period = token.period
                if period.grain is Grain.YEAR and token.last_quarter:
                    period = period.quarters[token.last_quarter - 1]
                return (period.end, True) if period != own else None
            if token.value is not None and not token.quarter:
                return date(int(token.value), 12, 31), False
    return None


def _overtaken(reading: Reading, future: Token, day_token: Token, day: date) -> Finding:
    start, end = future.start, day_token.end
    said = reading.text[start:end]
    named = reading.text[day_token.start : end]
    ended = (
        f"{named} ended on {long_date(day)}"
        if day_token.kind is TokenKind.PERIOD
        else f"that day, {long_date(day)},"
    )
    gone = ended if day_token.kind is TokenKind.PERIOD else f"{ended} is past"
    if day_token.kind is TokenKind.MONTH:
        gone = f"{named} is past"
    message = f"The text says '{said}', but on {long_date(reading.as_of)} {gone}: say what came of it."
    return Finding(Kind.STALE, reading.ref, start, end, said, "", message, f"{named}: {long_date(day)}")


def unchanged(reading: Reading) -> Iterator[Outcome]:
    """Tell of a text that is the same as the quarter before, where its figures do not bear it out."""
    words, ref = reading.text.strip(), reading.ref
    if not words or ref.period.grain is not Grain.QUARTER or ref.period.year <= FIRST_YEAR or is_stock(words):
        return
    facts = facts_of(reading.snapshot, ref.measure, ref.period)
    if ref.where is Where.COMMENTARY and ref.measure is not None and facts is not None:
        same = _same_commentary(reading.snapshot, ref.measure, ref.period, words)
        same = same and not _is_borne_out(reading, facts)
    elif ref.where is Where.REPORT_ITEM and ref.field == "text":
        same = _same_item(reading.snapshot, ReportItemId(ref.key[0]), words)
    else:
        return
    if not same:
        return
    start = reading.text.index(words)
    before = ref.period.previous.label
    message = f"This text is the same, word for word, as that of {before}: say what is new, or excuse it."
    yield Finding(Kind.STALE, ref, start, start + len(words), words, "", message, f"the text of {before}")


def is_stock(words: str) -> bool:
    """Whether a text is one of those by which people say that there is nothing to say."""
    return len(words) < 120 and _STOCK.match(words) is not None


@lru_cache(maxsize=8192)
def plain_words(text: str) -> str:
    """Return a text by which it can be seen to be another's: without case, spacing and marks."""
    return _SPACES.sub(" ", text.casefold()).strip()


def _same_commentary(snapshot: Snapshot, measure: MeasureId, quarter: Period, words: str) -> bool:
    rows = snapshot.of(Commentary)
    now, before = rows.get(measure, quarter), rows.get(measure, quarter.previous)
    if before is None or (now is not None and not now.reviewed) or not before.text.strip():
        return False
    is_long = len(words) >= _SHORTEST or any(character.isdigit() for character in words)
    return is_long and plain_words(before.text) == plain_words(words)


def _is_borne_out(reading: Reading, facts: Facts) -> bool:
    """Whether the text gives figures and all of them are the quarter's own."""
    unit, found = facts.measure.unit, False
    for sentence in readable(reading):
        for at, token in enumerate(sentence.tokens):
            if is_figure(token, sentence.tokens, at, unit):
                found = True
                if held_by(of_quarter(facts, reading.ref.period), token) is None:
                    return False
    return found


def _same_item(snapshot: Snapshot, key: ReportItemId, words: str) -> bool:
    rows = snapshot.of(ReportItem)
    row = rows.get(key)
    if (
        row is None
        or not row.reviewed
        or row.section not in _REPEATED_SECTIONS
        or len(words) < _SHORTEST_ITEM
    ):
        return False
    before, plain = row.period.previous, plain_words(words)
    return any(
        other.priority == row.priority and other.section == row.section and plain_words(other.text) == plain
        for other in rows.where("period", before)
    )
