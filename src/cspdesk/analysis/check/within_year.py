"""Figures extrapolated to a year, held against what the text itself extrapolates from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim
from cspdesk.analysis.check.claims_cues import Cue
from cspdesk.analysis.check.claims_scene import scene_of
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Against, Facts, Over
from cspdesk.analysis.check.figures_judge import Judged, judge_as
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Sentence, TokenKind
from cspdesk.analysis.check.verify import Fit, fit, percent_printed, printed, share_of
from cspdesk.domain.tables import Series
from cspdesk.domain.unit import Unit


def months_named(sentences: Sequence[Sentence]) -> Decimal | None:
    """Return how many months the figures before are said to cover: 2 of "in two months"."""
    for sentence in sentences:
        for place, token in enumerate(sentence.tokens[:-1]):
            unit = sentence.tokens[place + 1].word
            if token.kind is TokenKind.CODE and token.value and unit.startswith(("month", "quarter")):
                return token.value * (3 if unit.startswith("quarter") else 1)
        for cue in scene_of(sentence.tokens).cues.values():
            if cue.cue is Cue.OVER and isinstance(cue.value, int):
                return Decimal(3 * cue.value)
    return None


def judged_year(
    reading: Reading,
    facts: Facts,
    subject: Subject,
    claim: Claim,
    stated: Sequence[Claim],
    months: Decimal | None,
) -> Iterator[Judged]:
    """Yield what became of the numbers of an extrapolated claim.

    What it is worked out from are the text's own figures of the same series over the months that it names,
    else the grid's of the quarter or of the year to date.
    """
    series = subject.series_of(claim.series)
    if facts.measure.unit is Unit.PERCENT or not series or (len(facts.series) > 1 and not claim.series):
        return
    bases = list(_bases(facts, series[0], claim, stated, months))
    level = claim.level
    if level is None and not any(each.against is Against.BASELINE for each in claim.comparisons):
        return
    chosen = next(
        (base for base in bases if level is not None and fit(level.token, base[0]) is Fit.AGREES), None
    )
    is_sure = months is not None and len(bases) > 0
    if chosen is None and bases:
        chosen = bases[0]
    if chosen is None:
        return
    expected, working = chosen
    if level is not None:
        yield judge_as(reading, level, expected, working, is_sure=is_sure)
    for comparison in claim.comparisons:
        base = next(iter(facts.baselines(series[0])), None)
        if comparison.against is not Against.BASELINE or base is None or not base.value:
            continue
        gap = expected - base.value
        share = share_of(gap, base.value)
        sum_words = f"{printed(abs(gap))} ÷ {printed(base.value)} = {percent_printed(share)}"
        words = f"{sum_words}, {printed(expected)} a year against {base.name}"
        for slot, figure in ((comparison.percent, share), (comparison.change, abs(gap))):
            if slot is not None:
                yield judge_as(reading, slot, figure, words, is_sure=is_sure)


def _bases(
    facts: Facts, series: Series, claim: Claim, stated: Sequence[Claim], months: Decimal | None
) -> Iterator[tuple[Decimal, str]]:
    if months:
        for other in stated:
            value = other.level.token.value if other.level else None
            is_same = other.series == claim.series or len(facts.series) == 1
            if other is not claim and is_same and value is not None and not other.is_yearly:
                yearly = value * 12 / months
                yield yearly, f"{printed(value)} × 12 ÷ {printed(months)} = {printed(yearly)}"
        return
    for over in (Over.YEAR_TO_DATE, Over.QUARTER):
        figure = facts.level(series, over, facts.quarter)
        if figure is not None:
            count = figure.quarter.index if over is Over.YEAR_TO_DATE else 1
            yearly = figure.value * 4 / count
            yield yearly, f"{printed(figure.value)} × 4 ÷ {count} = {printed(yearly)} ({figure.name})"
