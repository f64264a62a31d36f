"""Which measure a sentence speaks of: that of its text, another one that it names, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cspdesk.analysis.check.claims_subject import LOOSE, title_stems
from cspdesk.analysis.check.tokens import Sentence, TokenKind
from cspdesk.domain.choices import Stage
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId


@dataclass(frozen=True, slots=True)
class Named:
    """A measure that a sentence speaks of."""

    measure: MeasureId | None
    is_sure: bool
    """Whether it must be that one, so that a difference may be told of."""


_Titles = tuple[tuple[MeasureId, str], ...]


def named_in(snapshot: Snapshot, sentence: Sentence, own: MeasureId | None) -> Named:
    """Return the measure of which a sentence speaks.

    Of titles whose words it holds, the longest counts; where it holds half the words of another title and
    none of its own measure's, nobody can tell.
    """
    titles = tuple((row.id, row.title) for row in snapshot.of(Measure) if row.stage is not Stage.FORMULATED)
    if len(titles) < 2 and own is not None:
        return Named(own, True)
    words = frozenset(
        stem for each in sentence.tokens if each.kind is TokenKind.WORD for stem in title_stems(each.word)
    )
    whole: list[tuple[int, MeasureId]] = []
    part = False
    own_size = 0
    for measure, stems in _stems(titles):
        held = len(stems & words)
        if measure == own:
            own_size = held
        if not held:
            continue
        if held == len(stems):
            whole.append((held, measure))
        elif measure != own and 2 * held >= len(stems) and stems & words - LOOSE:
            part = True
    if own is not None:
        return _in_own_text(whole, own, own_size, is_part=part)
    if not whole:
        return Named(None, False)
    most = max(whole)[0]
    best = [measure for size, measure in whole if size == most]
    if len(best) != 1:
        return Named(None, False)
    row = snapshot.of(Measure).get(best[0])
    unit = title_stems(row.unit_label) if row is not None else frozenset()
    return Named(best[0], most >= 2 or bool(unit & words))


def _in_own_text(whole: list[tuple[int, MeasureId]], own: MeasureId, size: int, *, is_part: bool) -> Named:
    others = [(held, measure) for held, measure in whole if measure != own and held > size]
    if others:
        most = max(others)[0]
        best = [measure for held, measure in others if held == most]
        return Named(best[0] if len(best) == 1 else None, False)
    if is_part and not size:
        return Named(None, False)
    return Named(own, True)


@lru_cache(maxsize=4)
def _stems(titles: _Titles) -> tuple[tuple[MeasureId, frozenset[str]], ...]:
    """The words of each title that tell it from others; titles without any are left out."""
    found = ((measure, frozenset(title_stems(title))) for measure, title in titles)
    return tuple((measure, stems) for measure, stems in found if stems)


def runs(named: Iterable[Named]) -> list[tuple[Named, int, int]]:
    """Return stretches of sentences that speak of one measure, each from its first place up to the next."""
    found: list[tuple[Named, int, int]] = []
    for place, each in enumerate(named):
        if found and found[-1][0].measure == each.measure:
            found[-1] = (found[-1][0], found[-1][1], place + 1)
        else:
            found.append((each, place, place + 1))
    return found
