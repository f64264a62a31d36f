"""Words that say which way figures went, held against the figures."""

from collections.abc import Iterator

from cspdesk.analysis.check.claims import Claim, Direction, Standing
from cspdesk.analysis.check.facts import Against, Facts, Figure, Over, Pair
from cspdesk.analysis.check.figures_check import Matched, Matching, way_agrees
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.verify import printed
from cspdesk.domain.period import FIRST_YEAR

_OPPOSITES = (
    ("increase", "decrease"),
    ("increases", "decreases"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rising", "falling"),
    ("up", "down"),
    ("more", "fewer"),
    ("higher", "lower"),
    ("above", "below"),
    ("better", "worse"),
    ("improved", "worsened"),
    ("improvement", "deterioration"),
    ("improving", "worsening"),
    ("greater", "smaller"),
    ("growth", "fall"),
    ("grew", "shrank"),
    ("grown", "shrunk"),
    ("growing", "shrinking"),
    ("uplift", "fall"),
    ("climbed", "dropped"),
    ("lengthened", "shortened"),
    ("widened", "narrowed"),
)
_OPPOSITE = dict(_OPPOSITES) | {other: one for one, other in reversed(_OPPOSITES)}
_OPPOSITE |= {
    "reduction": "increase",
    "reductions": "increases",
    "reduced": "increased",
    "reducing": "increasing",
    "drop": "rise",
    "dropped": "risen",
    "decline": "rise",
    "declined": "risen",
    "declining": "rising",
    "less": "more",
    "fewer": "more",
    "lower": "higher",
    "deteriorated": "improved",
    "deteriorating": "improving",
    "deterioration": "improvement",
    "worsened": "improved",
    "jump": "fall",
    "surge": "fall",
    "slipped": "risen",
    "halved": "doubled",
    "doubled": "halved",
}
_BASES = {
    "rise": "fall",
    "fall": "rise",
    "increase": "decrease",
    "decrease": "increase",
    "reduce": "increase",
    "grow": "fall",
    "climb": "fall",
    "decline": "rise",
    "drop": "rise",
    "improve": "worsen",
    "worsen": "improve",
    "deteriorate": "improve",
}
_VOWELS = "aeiou"
_AMOUNTS = frozenset(("more", "fewer", "less"))
"""These may be of an amount: "offenders with more than four offences"."""


def judged_ways(
    reading: Reading, facts: Facts | None, claim: Claim, matching: Matching | None
) -> Iterator[Judged]:
    """Yield what became of each direction of a claim."""
    if claim.is_supposed:
        return
    if facts is None or matching is None:
        yield from _by_themselves(reading, claim)
        return
    for each in matching.compared:
        for way in () if each.comparison.is_supposed else each.comparison.ways:
            if each.comparison.slots:
                yield from _with_figures(reading, facts, claim, each, way)
            else:
                for found in _alone(reading, facts, matching, each, way):
                    if way.is_plain or found.verdict is Verdict.AGREES:
                        yield found
                    elif way.token.word not in _AMOUNTS:
                        # Other words of the sentence may make it another thing that went this way.
                        yield Judged(found.start, found.end, Verdict.UNCHECKED, found.working)


def _by_themselves(reading: Reading, claim: Claim) -> Iterator[Judged]:
    """Directions between two figures that the text gives itself: "from 42 to 57, down"."""
    now = claim.level.token if claim.level is not None else None
    for comparison in claim.comparisons:
        before = comparison.before.token if comparison.before is not None else None
        if now is None or before is None or now.kind is not before.kind or comparison.is_supposed:
            continue
        if now.value is None or before.value is None or now.approx is not before.approx:
            continue
        gap = now.value - before.value
        sign = (gap > 0) - (gap < 0)
        for way in comparison.ways:
            working = f"from {printed(before.value)} to {printed(now.value)}"
            if way.is_quality or not way.sign:
                continue
            if way.sign == sign:
                yield Judged(way.token.start, way.end, Verdict.AGREES, working)
            else:
                yield _wrong(reading, way, working)


def _with_figures(
    reading: Reading, facts: Facts, claim: Claim, each: Matched, way: Direction
) -> Iterator[Judged]:
    """A direction beside numbers, which tell what is compared."""
    change = each.comparison.change
    is_none = change is not None and change.token.value == 0
    if each.pair is None or is_none or not facts.is_alike(each.pair):
        # "0 fewer" says nothing but the number.
        return
    right = way_agrees(way, each.pair, facts)
    if right is None:
        return
    working = _told(each.pair)
    if right:
        if each.agreed or way.is_plain:
            yield Judged(way.token.start, way.end, Verdict.AGREES, working)
    elif each.agreed or (each.is_sure and claim.level is not None and claim.level.standing is Standing.CLEAR):
        yield _wrong(reading, way, working)


def _alone(
    reading: Reading, facts: Facts, matching: Matching, each: Matched, way: Direction
) -> Iterator[Judged]:
    """A direction without numbers: wrong only where every comparison that it may mean says otherwise."""
    verdicts = []
    first: Pair | None = None
    for pair in _meant(facts, matching, each):
        agreed = way_agrees(way, pair, facts)
        if agreed:
            yield Judged(way.token.start, way.end, Verdict.AGREES, _told(pair))
            return
        first = first or (pair if agreed is False else None)
        verdicts.append(agreed)
    if first is not None and False in verdicts and all(found is False for found in verdicts):
        yield _wrong(reading, way, _told(first))
    elif verdicts or each.comparison.against is not None:
        yield Judged(way.token.start, way.end, Verdict.UNCHECKED, "What it is compared with is not said.")


def _meant(facts: Facts, matching: Matching, each: Matched) -> Iterator[Pair]:
    """The pairs that a direction may mean."""
    now = matching.now
    if now is None:
        return
    comparison = each.comparison
    nows = [now]
    over = comparison.over or matching.claim.over
    if over is None and matching.claim.level is None:
        nows += [
            found
            for other in facts.default_overs
            if other is not now.over and (found := facts.level(now.series, other, now.quarter)) is not None
        ]
    against = (
        (comparison.against,)
        if comparison.against
        else (Against.LAST_YEAR, Against.PREVIOUS, Against.BASELINE)
    )
    for figure in nows:
        for one in against:
            for pair in facts.pairs(figure, one, comparison.period):
                if pair.before is not None and facts.is_alike(pair):
                    yield pair
    if comparison.against is None:
        yield from _earlier(facts, now)


def _earlier(facts: Facts, now: Figure) -> Iterator[Pair]:
    """The figure beside those of the quarters before, up to two years."""
    over = now.over if now.over in (Over.QUARTER, Over.ROLLING) else Over.QUARTER
    own = facts.level(now.series, over, now.quarter)
    quarter = now.quarter
    for _ in range(8):
        if own is None or quarter.year <= FIRST_YEAR:
            return
        quarter = quarter.previous
        before = facts.level(now.series, over, quarter)
        if before is not None:
            yield Pair(own, before, Against.PERIOD)


def _wrong(reading: Reading, way: Direction, working: str) -> Judged:
    start, end = way.token.start, way.end
    said = reading.text[start:end]
    right = _opposite(said.lower()) if way.sign else ""
    if right:
        lead = reading.text[max(start - 3, 0) : start]
        words = lead.split()
        article = words[-1] if words and lead.endswith(" ") else ""
        needs = "an" if right[0] in _VOWELS else "a"
        if article.lower() in ("a", "an") and article.lower() != needs:
            start = start - 1 - len(article)
            said = reading.text[start:end]
            right = f"{'A' + needs[1:] if article[0].isupper() else needs} {right}"
        elif said[0].isupper():
            right = right.capitalize()
    if way.sign == 0:
        message = f"The text says “{said}”, but the figures differ ({working})."
    else:
        message = f"The text says “{said}”, but the figures say otherwise: {working}."
    return Judged(start, end, Verdict.DIFFERS, working, Kind.WRONG_DIRECTION, right, message)


def _opposite(said: str) -> str:
    """The word that says the opposite, in the same form; "" where there is none: "continued to fall"."""
    lead, _, last = said.rpartition(" to ")
    if lead:
        return f"{lead} to {_BASES[last]}" if last in _BASES else ""
    return _OPPOSITE.get(said, "")


def _told(pair: Pair) -> str:
    assert pair.before is not None
    return f"{pair.now.name}: {printed(pair.now.value)}; {pair.before.name}: {printed(pair.before.value)}"
