"""Changes told as factors, "halved" or "by a third", and records, "the highest quarter this year"."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim, Comparison
from cspdesk.analysis.check.claims_cues import Cue, Found
from cspdesk.analysis.check.claims_scene import Scene, scene_of
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Against, Facts, Figure, Over, Pair
from cspdesk.analysis.check.figures_check import Matched, Matching, pairs_for
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Sentence, TokenKind
from cspdesk.analysis.check.verify import percent_printed, printed, share_of
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Grain, Period

_NEAR, _FAR = Decimal("0.1"), Decimal("0.25")
_OF_FIGURES = words_of("quarter quarters quarterly figure figures number level total")


def judged_factors(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None
) -> Iterator[Judged]:
    """Yield what became of each factor of a claim.

    A factor is a round word: it agrees within a tenth, and is wrong only where it is a quarter off.
    """
    if facts is None or matching is None or matching.now is None or claim.is_supposed or claim.is_foreign:
        return
    for each in matching.compared:
        if each.comparison.factor is not None and not each.comparison.is_supposed:
            yield from _factor(reading, facts, claim, matching.now, each)


def _factor(reading: Reading, facts: Facts, claim: Claim, now: Figure, each: Matched) -> Iterator[Judged]:
    comparison = each.comparison
    slot = comparison.factor
    assert slot is not None
    said = slot.token.value
    if not said:
        return
    first: tuple[Pair, Decimal] | None = None
    worst = Decimal(10)
    for pair in pairs_for(comparison, claim, facts, now):
        found = _factor_of(comparison, pair)
        if comparison.against is None and pair.against not in (Against.LAST_YEAR, Against.PREVIOUS):
            continue
        if found is None or not facts.is_alike(pair):
            continue
        off = abs(found - said) / said
        first = first or (pair, found)
        worst = min(worst, off)
        if off <= _NEAR:
            first = (pair, found)
            break
    start, end = slot.token.start, slot.token.end
    if first is None:
        yield Judged(start, end, Verdict.UNCHECKED, "There are no two figures to compare.")
        return
    pair, found = first
    working = _told(comparison, pair, found)
    if worst <= _NEAR:
        yield Judged(start, end, Verdict.AGREES, working)
    elif worst <= _FAR or not (each.is_sure or any(way.is_plain for way in comparison.ways)):
        yield Judged(start, end, Verdict.UNCHECKED, working)
    else:
        right = "" if comparison.is_ratio else percent_printed(found * 100)
        words = reading.text[start:end]
        message = f"The text says “{words}”, which the figures do not bear out ({working})."
        is_turned = comparison.is_ratio and (said > 1) != (found > 1)
        kind = Kind.WRONG_DIRECTION if is_turned else Kind.WRONG_PERCENT
        yield Judged(start, end, Verdict.DIFFERS, working, kind, right, message)


def _factor_of(comparison: Comparison, pair: Pair) -> Decimal | None:
    """The new figure over the old, or the change over it, as the words say."""
    if pair.before is None or pair.is_broken or not pair.before.value:
        return None
    now, before = pair.now.value, pair.before.value
    return now / before if comparison.is_ratio else abs(now - before) / before


def _told(comparison: Comparison, pair: Pair, found: Decimal) -> str:
    assert pair.before is not None
    now, before = pair.now.value, pair.before.value
    names = f"{pair.now.name} against {pair.before.name}"
    if comparison.is_ratio:
        return f"{printed(now)} ÷ {printed(before)} = {printed(found)}, {names}"
    gap = abs(now - before)
    return f"{printed(gap)} ÷ {printed(before)} = {percent_printed(share_of(gap, before))}, {names}"


# Records.


def judged_records(
    reading: Reading, facts: Facts | None, subject: Subject, sentence: Sentence
) -> Iterator[Judged]:
    """Yield what became of "the highest quarter this year" and its like in a sentence."""
    if facts is None or not facts.series:
        return
    scene = scene_of(sentence.tokens)
    for cue in scene.cues.values():
        if cue.cue is not Cue.EXTREME or not isinstance(cue.value, int):
            continue
        following = scene.between(cue.to, cue.to + 3)
        is_of_quarter = following[:1] in (["of"], ["since"], ["this"]) and "quarter" in scene.between(
            0, cue.at
        )
        if not is_of_quarter and not _OF_FIGURES.intersection(following):
            continue
        first = _since(facts, scene, cue)
        if first is None:
            continue
        found = _record(reading, facts, cue, scene, first)
        is_plain = subject.is_own(_words(scene, cue)) and not _is_of_longer(scene)
        if found is not None and (found.kind is None or is_plain):
            yield found


def _is_of_longer(scene: Scene) -> bool:
    """Whether a sentence speaks of a longer stretch than a quarter, whose record it may be."""
    return any(
        cue.cue is Cue.OVER and cue.value is not Over.QUARTER and not cue.words.startswith("so far")
        for cue in scene.cues.values()
    )


def _words(scene: Scene, cue: Found) -> list[str]:
    return [
        token.word
        for token in scene.tokens[cue.at :]
        if token.kind is TokenKind.WORD
        and token.word
        not in ("highest", "lowest", "largest", "smallest", "most", "fewest", "since", "record")
    ]


def _since(facts: Facts, scene: Scene, cue: Found) -> Period | None:
    """The first quarter of which a record is said to be one; None where the words do not say."""
    quarter = facts.quarter
    words = " ".join(scene.between(cue.to, cue.to + 9))
    for token in scene.tokens[cue.to : cue.to + 9]:
        if token.kind is TokenKind.PERIOD and token.period is not None and "since" in words:
            period = token.period
            return (
                period if period.grain is Grain.QUARTER else period.quarters[0] if period.quarters else None
            )
        if (
            token.kind is TokenKind.CODE
            and token.value is not None
            and "year" in words
            and 1 <= token.value <= 20
        ):
            return quarter.shift(1 - 4 * int(token.value))
    if "this year" in words or "of the year" in words or "so far" in words or "in the year" in words:
        return Period.quarter(quarter.year, 1)
    if "on record" in words or "ever" in words.split():
        return Period.quarter(quarter.year - 20, 1)
    return None


def _record(reading: Reading, facts: Facts, cue: Found, scene: Scene, first: Period) -> Judged | None:
    sign = cue.value if isinstance(cue.value, int) else 1
    series = next((each for each in facts.series if each.headline), facts.series[0])
    over = Over.ROLLING if facts.columns(series).is_rolling else Over.QUARTER
    now = facts.level(series, over, facts.quarter)
    if now is None:
        return None
    others = []
    quarter = facts.quarter
    while quarter > first:
        quarter = quarter.previous
        if (figure := facts.level(series, over, quarter)) is not None:
            others.append(figure)
    if not others:
        return None
    other = max(others, key=lambda figure: figure.value * sign)
    working = f"{now.name}: {printed(now.value)}; {other.name}: {printed(other.value)}"
    start, end = scene.tokens[cue.at].start, scene.tokens[cue.to - 1].end
    if (now.value - other.value) * sign >= 0:
        is_covered = others[-1].quarter <= first
        verdict = Verdict.AGREES if is_covered else Verdict.UNCHECKED
        return Judged(start, end, verdict, working if is_covered else "The figures do not go back so far.")
    said = reading.text[start:end]
    message = f"The text says “{said}”, but another quarter's figure goes beyond it ({working})."
    return Judged(start, end, Verdict.DIFFERS, working, Kind.WRONG_DIRECTION, "", message)
