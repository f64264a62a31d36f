"""Which measure a sentence speaks of: that of its text, another one that it names, or none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cspdesk.analysis.check.claims_subject import LOOSE, title_stems
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.choices import Stage
from cspdesk.domain.snapshot import Rows, Snapshot
from cspdesk.domain.tables import Abbreviation, Measure, MeasureId, Series

_JOINTS = words_of(", ; and while whereas whilst but")
_SHORTEST = 3
"""The fewest letters of a short form that is made of a title's initials."""
_COUNTED = LOOSE | {"offenc", "incide"}
"""What is counted in many a title, which need not be said of one."""
_MOST_SEGMENTS = 40
"""A longer sentence is a list, and is not parted."""
_COUNTS = frozenset({TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.POINTS, TokenKind.MONEY})


@dataclass(frozen=True, slots=True)
class Named:
    """A measure that a sentence speaks of."""

    measure: MeasureId | None
    is_sure: bool
    """Whether it must be that one, so that a difference may be told of."""
    is_likely: bool = False
    """Whether it is most likely that one: its title's own word, and no other title's, stands there."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A measure's title as it is looked for."""

    measure: MeasureId
    words: str
    stems: frozenset[str]
    """The words that tell it from others."""
    head: frozenset[str]
    """The first of them, without which it is never meant."""
    unit: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of a document's measures, and what their initials stand for."""

    rows: tuple[_Title, ...]
    by_stem: dict[str, tuple[int, ...]]
    """The places in `rows` of the titles that have a stem: a sentence has words of few of them."""
    initials: dict[str, frozenset[str]]

    def sharing(self, words: frozenset[str]) -> tuple[_Title, ...]:
        """Return the titles that share a word with a sentence, in order."""
        places = {place for word in words for place in self.by_stem.get(word, ())}
        return tuple([self.rows[place] for place in sorted(places)])


def _named_in(snapshot: Snapshot, known: _Titles, sentence: Sentence, own: MeasureId | None) -> Named:
    """Return the measure of which a sentence speaks.

    Of titles whose words it holds, the longest counts; where it holds half the words of another title and
    none of its own measure's, nobody can tell.
    """
    if own is not None and all(each.measure == own for each in known.rows):
        return Named(own, True)
    said = [each.word for each in sentence.tokens if each.kind is TokenKind.WORD]
    words = _stems_of(snapshot, known, said)
    titles = known.sharing(words)
    whole = [each for each in titles if each.stems and each.stems <= words]
    if own is not None:
        return _in_own_text(snapshot, titles, whole, own, words)
    if not whole:
        begun = [each for each in titles if each.head & words]
        rivals = [each for each in titles if each.stems & words - LOOSE]
        is_alone = len({each.measure for each in (*begun, *rivals)}) == 1 and bool(begun)
        return Named(begun[0].measure, False, is_likely=True) if is_alone else Named(None, False)
    best = _longest(whole, f" {' '.join(said)} ")
    if best is None:
        return Named(None, False)
    return Named(best.measure, len(best.stems) >= 2 or bool(best.unit & words), is_likely=True)


def _longest(whole: Sequence[_Title], text: str) -> _Title | None:
    """Of titles that a sentence holds the longest; of equals the one that it holds word for word."""
    most = max(len(each.stems) for each in whole)
    best = [each for each in whole if len(each.stems) == most]
    if len({each.measure for each in best}) > 1:
        best = [each for each in best if f" {each.words} " in text]
    return best[0] if len({each.measure for each in best}) == 1 else None


def _in_own_text(
    snapshot: Snapshot,
    titles: Sequence[_Title],
    whole: Sequence[_Title],
    own: MeasureId,
    words: frozenset[str],
) -> Named:
    labels = [title_stems(row.label) for row in snapshot.of(Series).where("measure", own)]
    size = max((len(each.stems & words) for each in titles if each.measure == own), default=0)
    others = [each for each in whole if each.measure != own and len(each.stems) > size]
    if others:
        best = _longest(others, "")
        return Named(best.measure if best is not None else None, False)
    if size or any(label and label <= words for label in labels):
        return Named(own, True)
    rivals = (each.stems for each in titles if each.measure != own)
    is_part = any(2 * len(stems & words) >= len(stems) and stems & words - LOOSE for stems in rivals)
    return Named(None, False) if is_part else Named(own, True)


# The words of titles, and of their short forms.


def _titles(snapshot: Snapshot) -> _Titles:
    rows, lines = snapshot.of(Measure), snapshot.of(Series)
    # Snapshots share the tables that an edit did not touch, and hundreds of texts ask in a row.
    last = _LAST[0]
    if last is not None and last[0] is rows and last[1] is lines:
        return last[2]
    found = _read(
        tuple((row.id, row.title, row.unit_label) for row in rows if row.stage is not Stage.FORMULATED),
        tuple((line.measure, line.label) for line in lines if line.label),
    )
    _LAST[0] = (rows, lines, found)
    return found


_LAST: list[tuple[Rows[Measure], Rows[Series], _Titles] | None] = [None]


@lru_cache(maxsize=4)
def _read(rows: tuple[tuple[MeasureId, str, str], ...], lines: tuple[tuple[MeasureId, str], ...]) -> _Titles:
    units = {measure: label for measure, _, label in rows}
    # "Theft from a vehicle" names its measure, and "Police" does not.
    labels = [
        (measure, label) for measure, label in lines if measure in units and len(title_stems(label)) > 1
    ]
    found = []
    initials: dict[str, frozenset[str]] = {}
    for measure, title in [*((measure, title) for measure, title, _ in rows), *labels]:
        stems = title_stems(title)
        # "Anti-social behaviour" is enough of "Anti-social behaviour incidents".
        stems = (stems - _COUNTED) or stems
        words = title.lower().split()
        head = next((one for word in words if (one := title_stems(word) & stems - LOOSE)), frozenset())
        found.append(_Title(measure, " ".join(words), stems, head, title_stems(units[measure])))
        for short, meant in _initials(words):
            initials[short] = initials.get(short, frozenset()) | meant
    by_stem: dict[str, list[int]] = {}
    for place, each in enumerate(found):
        for stem in each.stems:
            by_stem.setdefault(stem, []).append(place)
    return _Titles(tuple(found), {stem: tuple(places) for stem, places in by_stem.items()}, initials)


def _initials(words: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The short forms that a title's words make by their first letters: "iom", "asb", with their stems."""
    letters = ""
    for place, word in enumerate(words, 1):
        letters += "".join(part[0] for part in word.split("-") if part)
        if len(letters) >= _SHORTEST:
            yield letters, title_stems(" ".join(words[:place]))


def _stems_of(snapshot: Snapshot, titles: _Titles, said: Sequence[str]) -> frozenset[str]:
    """The stems of a sentence's words, and of what its short forms stand for."""
    known = {row.short.lower(): row.long for row in snapshot.of(Abbreviation)}
    found = set(title_stems(" ".join(said)))
    for word in said:
        if word in known:
            found |= title_stems(known[word])
        else:
            found |= titles.initials.get(word) or titles.initials.get(word.removesuffix("s"), frozenset())
    return frozenset(found)


# Stretches that speak of one measure.


def spoken_of(
    snapshot: Snapshot, sentences: Iterable[Sentence], own: MeasureId | None
) -> Iterator[tuple[Named, Sentence]]:
    """Return each sentence of a text with the measure that it speaks of.

    Those of a text that has no measure of its own are parted where they go on from one to another.
    """
    known = _titles(snapshot)
    for sentence in sentences:
        if own is not None:
            yield _named_in(snapshot, known, sentence, own), sentence
        else:
            yield from _parted(snapshot, known, sentence)


def _parted(snapshot: Snapshot, known: _Titles, sentence: Sentence) -> list[tuple[Named, Sentence]]:
    """Return a sentence in parts, each with the measure that it speaks of.

    "Violence rose by 6% to 995, while robbery fell to 61" is two; "robbery and burglary fell by 12%" is of
    neither alone.
    """
    pieces: list[tuple[Named, list[Token]]] = []
    segments = _segments(sentence)
    if len(segments) > _MOST_SEGMENTS:
        return [(_named_in(snapshot, known, sentence, None), sentence)]
    for tokens in segments:
        named = _named_in(snapshot, known, Sentence(sentence.start, sentence.end, tuple(tokens)), None)
        if pieces and (named.measure is None or named.measure == pieces[-1][0].measure):
            pieces[-1][1].extend(tokens)
        elif pieces and pieces[-1][0].measure is None:
            pieces[-1] = (named, pieces[-1][1] + tokens)
        else:
            pieces.append((named, tokens))
    if len(pieces) < 2:
        return [(_named_in(snapshot, known, sentence, None), sentence)]
    if not all(any(token.kind in _COUNTS for token in tokens) for _, tokens in pieces):
        whole = _named_in(snapshot, known, sentence, None)
        is_one = all(each.measure == whole.measure for each, _ in pieces)
        return [(whole if is_one else Named(None, False), sentence)]
    found = []
    for _, tokens in pieces:
        part = Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))
        found.append((_named_in(snapshot, known, part, None), part))
    return found


def _segments(sentence: Sentence) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in sentence.tokens:
        if token.word in _JOINTS and found[-1]:
            found.append([])
        found[-1].append(token)
    return found


def runs(spoken: Iterable[tuple[Named, Sentence]]) -> list[tuple[Named, list[Sentence]]]:
    """Return stretches of sentences that speak of one measure."""
    found: list[tuple[Named, list[Sentence]]] = []
    for named, sentence in spoken:
        if found and found[-1][0] == named:
            found[-1][1].append(sentence)
        else:
            found.append((named, [sentence]))
    return found
