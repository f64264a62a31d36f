"""Texts that stand with the wrong measure: another's words, or words about another's subject."""

from collections.abc import Iterator

from cspdesk.analysis.check.facts import Facts, facts_of
from cspdesk.analysis.check.finding import Finding, Kind, Where
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.stale import is_stock, plain_words
from cspdesk.analysis.check.subject_words import all_words, other_measures, stem, subjects_in, title_words
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_figures import held_by, is_figure, is_level, of_quarter, to_date
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.catalogue import Key
from cspdesk.domain.tables import Commentary, Measure

_SHORTEST = 40
_HEAD = 6
"""So many words in, a sentence has said what it is about."""
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "which", "who", "that", "but"})
_MOVES = words_of(
    """
    rose fell risen fallen increased decreased reduced dropped declined doubled halved improved worsened down
    up higher lower rising falling increasing decreasing reducing recorded stable unchanged
    """
)
"""What is said of a level; a sentence without one of these may name another subject for a reason."""


def copied(reading: Reading) -> Iterator[Outcome]:
    """Tell of a commentary that is another measure's of the same quarter, word for word."""
    ref, words = reading.ref, reading.text.strip()
    if ref.where is not Where.COMMENTARY or ref.measure is None or is_stock(words):
        return
    plain = plain_words(words)
    has_figures = any(character.isdigit() for character in plain)
    if len(words) < _SHORTEST and not has_figures:
        return
    for row in reading.snapshot.of(Commentary).where("period", ref.period):
        if row.measure == ref.measure or plain_words(row.text) != plain:
            continue
        own = facts_of(reading.snapshot, ref.measure, ref.period)
        other = facts_of(reading.snapshot, row.measure, ref.period)
        if own is None or other is None or not _is_the_copy(reading, own, other, has_figures=has_figures):
            continue
        start = reading.text.index(words)
        title = other.measure.title
        message = (
            f"This text is the same, word for word, as that of '{title}': "
            "see which measure it belongs to, and write the other's own."
        )
        working = f"the text of {title} in {ref.period.label}"
        yield Finding(Kind.WRONG_SUBJECT, ref, start, start + len(words), words, "", message, working)
        return


def _is_the_copy(reading: Reading, own: Facts, other: Facts, *, has_figures: bool) -> bool:
    """Whether this text is the one in the wrong place; measures may share a reason for lacking figures."""
    if has_figures:
        held, other_held = (_holds(reading, facts) for facts in (own, other))
        if held or other_held:
            # Where the figures are those of both, both texts are true.
            return other_held and not held
    elif not any(True for facts in (own, other) for _ in of_quarter(facts, reading.ref.period)):
        return False
    words = subjects_in(reading.text)
    names_own, names_other = (
        bool(words & title_words(reading.snapshot, each.measure)) for each in (own, other)
    )
    if names_own != names_other:
        return names_other
    # Nothing tells which came first: the one further down the plan is taken for the copy.
    return _place(own.measure) > _place(other.measure)


def _place(measure: Measure) -> tuple[int, Key]:
    return measure.position, (str(measure.id),)


def _holds(reading: Reading, facts: Facts) -> bool:
    """Whether the figures that a text gives are the measure's."""
    found = [
        held_by(of_quarter(facts, reading.ref.period), token) is not None
        for sentence in reading.sentences
        for at, token in enumerate(sentence.tokens)
        if is_figure(token, sentence.tokens, at, facts.measure.unit)
    ]
    return any(found)


def strange_subjects(reading: Reading) -> Iterator[Outcome]:
    """Tell of a sentence that begins with another measure's subject and says nothing of its own."""
    ref = reading.ref
    if ref.where is not Where.COMMENTARY or ref.measure is None or not reading.sentences:
        return
    measure = reading.snapshot.of(Measure).get(ref.measure)
    facts = facts_of(reading.snapshot, ref.measure, ref.period)
    if measure is None or facts is None or subjects_in(reading.text) & title_words(reading.snapshot, measure):
        return
    own = all_words(reading.snapshot, measure)
    first = reading.sentences[0]
    figured = _figures_of_another(reading, first, facts, own)
    if figured is not None:
        yield figured
        return
    head = _head(first)
    if not head or not any(token.word in _MOVES for token in first.tokens) or _gives_own(first, facts):
        return
    others = other_measures(reading.snapshot, ref.measure, ref.period)
    named = [(other, subjects_in(other.title)) for other in others]
    for other, words in named:
        if not words or words & own or not words <= {stem(token.word) for token in head}:
            continue
        if sum(words <= theirs for _, theirs in named) > 1:
            continue
        begun = [token for token in head if stem(token.word) in words]
        start, end = begun[0].start, begun[-1].end
        said = reading.text[start:end]
        message = (
            f"The text speaks of '{said}', which is the subject of '{other.title}', and not of "
            f"'{measure.title}': see which measure it belongs to."
        )
        yield Finding(Kind.WRONG_SUBJECT, ref, start, end, said, "", message, f"the title of {other.title}")
        return


def _figures_of_another(
    reading: Reading, sentence: Sentence, facts: Facts, own: frozenset[str]
) -> Finding | None:
    """A first sentence that names another measure, and gives its figure and not the own one."""
    figures = [
        token
        for at, token in enumerate(sentence.tokens)
        if is_figure(token, sentence.tokens, at, facts.measure.unit) and is_level(sentence.tokens, at)
    ]
    text = reading.text[sentence.start : sentence.end]
    strange = subjects_in(text) - own
    if not figures or not strange or _gives_own(sentence, facts):
        return None
    others = other_measures(reading.snapshot, facts.measure.id, reading.ref.period)
    named = [other for other in others if strange & subjects_in(other.title)]
    other = facts_of(reading.snapshot, named[0].id, reading.ref.period) if len(named) == 1 else None
    if other is None or other.measure.unit is not facts.measure.unit or not _gives_own(sentence, other):
        return None
    words = strange & subjects_in(other.measure.title)
    spoken = next(token for token in sentence.tokens if stem(token.word) in words)
    said = reading.text[spoken.start : spoken.end]
    title = other.measure.title
    message = (
        f"The text speaks of '{said}' and gives the figure of '{title}', not that of "
        f"'{facts.measure.title}': see which measure it belongs to."
    )
    return Finding(
        Kind.WRONG_SUBJECT,
        reading.ref,
        spoken.start,
        spoken.end,
        said,
        "",
        message,
        f"the figures of {title}",
    )


def _head(sentence: Sentence) -> list[Token]:
    """The words with which a sentence begins, up to where it says something of them."""
    found: list[Token] = []
    for token in sentence.tokens[:12]:
        if token.kind is TokenKind.WORD:
            if token.word in _VERBS:
                break
            found.append(token)
            if len(found) == _HEAD:
                break
        elif token.kind is TokenKind.MARK and token.word in {".", ";", ":"}:
            break
    return found


def _gives_own(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence gives a figure that is the measure's own."""
    return any(
        held_by(values, token) is not None
        for at, token in enumerate(sentence.tokens)
        if is_figure(token, sentence.tokens, at, facts.measure.unit) and is_level(sentence.tokens, at)
        for values in (of_quarter(facts, facts.quarter), to_date(facts, facts.quarter))
    )
