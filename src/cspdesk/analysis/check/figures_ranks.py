"""Ranks among other areas, "9th out of 15", held against the areas that the grid compares."""

from collections.abc import Iterator

from cspdesk.analysis.check.claims_cues import Cue
from cspdesk.analysis.check.claims_scene import Scene, scene_of
from cspdesk.analysis.check.facts import Facts
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.analysis.peers import PeerTable, peer_periods, peer_table
from cspdesk.domain.choices import Polarity
from cspdesk.domain.tables import PeerVerdict

_HIGHEST, _LOWEST = words_of("highest largest"), words_of("lowest smallest")
_RATES = words_of("rate rates figure number level")
_EARLIER = words_of("previously formerly from last previous earlier been before")
_REACH = 7
"""How many words before a rank may say that it is an earlier one."""


def judged_ranks(reading: Reading, facts: Facts | None, sentence: Sentence) -> Iterator[Judged]:
    """Yield what became of each rank of so many areas.

    A rank is counted from either end, for sources differ; it is wrong only where the areas are as many as
    those that the grid compares for the text's own quarter or year.
    """
    if facts is None or not any(token.kind is TokenKind.ORDINAL for token in sentence.tokens):
        return
    scene = scene_of(sentence.tokens)
    for at, token in enumerate(sentence.tokens):
        size = _size(scene, at) if token.kind is TokenKind.ORDINAL else None
        if size is not None:
            yield _judged(reading, facts, scene, at, size)


def _size(scene: Scene, at: int) -> Token | None:
    """Of how many areas a rank is: 15 of "9th out of 15", "9th lowest of the 15", "9th/15"."""
    place = at + 1
    if scene.word(place) in _HIGHEST | _LOWEST:
        place += 2 if scene.word(place + 1) in _RATES else 1
    lead = scene.between(place, place + 3)
    for words in (("out", "of", "the"), ("out", "of"), ("of", "the"), ("of",), ("/",)):
        after = place + len(words)
        if tuple(lead[: len(words)]) == words and scene.kind(after) is TokenKind.NUMBER:
            return scene.tokens[after]
    return None


def _judged(reading: Reading, facts: Facts, scene: Scene, at: int, size: Token) -> Judged:
    token = scene.tokens[at]

    def told(verdict: Verdict, working: str) -> Judged:
        return Judged(token.start, token.end, verdict, working)

    quotation = next(
        (
            row
            for period in (facts.quarter, facts.quarter.of_year)
            if (row := reading.snapshot.of(PeerVerdict).get(facts.measure.id, period)) is not None
        ),
        None,
    )
    if quotation is not None and quotation.rank == token.value:
        return told(Verdict.AGREES, f"Rank {quotation.rank}, as it is quoted from elsewhere.")
    table = _table(reading, facts)
    ranks = _ranks(table, scene.word(at + 1)) if table is not None else ()
    if table is None or not ranks or table.ranked != size.value:
        return told(Verdict.UNCHECKED, "The grid compares no group of so many areas.")
    best_first = ranks[-1] if facts.measure.polarity is Polarity.HIGHER else ranks[0]
    working = f"rank {best_first} of {table.ranked} by the rates of the areas"
    if token.value in ranks:
        return told(Verdict.AGREES, working)
    if quotation is not None or _is_earlier(facts, scene, at):
        return told(Verdict.UNCHECKED, working)
    said = reading.text[token.start : token.end]
    right = _alike(said, best_first)
    message = f"The text says {said}; the areas' figures give {right} ({working})."
    return Judged(token.start, token.end, Verdict.DIFFERS, working, Kind.WRONG_NUMBER, right, message)


def _table(reading: Reading, facts: Facts) -> PeerTable | None:
    """The newest comparison of the text's own quarter or year."""
    given = peer_periods(reading.snapshot, facts.measure)
    for period in (facts.quarter, facts.quarter.of_year):
        if period in given:
            return peer_table(reading.snapshot, facts.measure, period)
    return None


def _ranks(table: PeerTable, word: str) -> tuple[int, ...]:
    """The own area's rank from the lowest rate and from the highest; of "9th lowest" the one alone."""
    own = table.own
    if own is None or own.rank is None or own.rate is None:
        return ()
    above = 1 + sum(row.rate > own.rate for row in table.rows if row.rate is not None)
    if word in _LOWEST:
        return (own.rank,)
    return (above,) if word in _HIGHEST else (own.rank, above)


def _is_earlier(facts: Facts, scene: Scene, at: int) -> bool:
    """Whether a rank is said to be one of an earlier time."""
    others = any(
        token.kind is TokenKind.PERIOD and token.period not in (None, facts.quarter, facts.quarter.of_year)
        for token in scene.tokens
    )
    compares = any(cue.cue is Cue.AGAINST and cue.at > at for cue in scene.cues.values())
    return others or compares or bool(_EARLIER.intersection(scene.between(at - _REACH, at)))


def _alike(said: str, rank: int) -> str:
    """A rank with the ending of its number: "9th", "22nd"; in digits even where it was spelt."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{' ' if ' ' in said else ''}{ending}"
