"""Last year's figures as the texts of a year's quarters imply them, held against each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.check.claims import Claim, Comparison
from cspdesk.analysis.check.claims_read import claims_in
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Against, Facts, Over
from cspdesk.analysis.check.figures_check import Matching
from cspdesk.analysis.check.figures_judge import Judged
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, TokenKind
from cspdesk.analysis.check.verify import printed
from cspdesk.analysis.check.within import held_together
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary
from cspdesk.domain.unit import Unit


def judged_quarters(
    reading: Reading, facts: Facts, subject: Subject, matchings: Sequence[Matching]
) -> Iterator[Judged]:
    """Yield a change that cannot be, where the grid lacks last year: a year to date never falls.

    Last year to Quarter 2, as the text of Quarter 2 implies it, is no less than to Quarter 1, as the text of
    Quarter 1 does.
    """
    quarter = facts.quarter
    if quarter.index == 1 or facts.measure.unit is not Unit.COUNT or len(facts.series) != 1:
        return
    for matching in matchings:
        for each in matching.compared:
            if each.pair is None or each.pair.before is not None or matching.now is None:
                continue
            own = _implied(matching.claim, each.comparison, quarter.index)
            earlier = _of_quarter_before(reading.snapshot, facts, subject) if own is not None else None
            change = each.comparison.change
            if own is None or earlier is None or change is None or own >= earlier:
                continue
            before = quarter.previous.label
            working = f"{printed(own)} so far last year, but {printed(earlier)} by the text of {before}"
            said = reading.text[change.token.start : change.token.end]
            message = (
                f"The text says {said}, which makes it {printed(own)} so far last year; the text of {before}"
                f" makes it {printed(earlier)} a quarter sooner. One of the two is wrong."
            )
            token = change.token
            yield Judged(token.start, token.end, Verdict.DIFFERS, working, Kind.UNRECONCILED, "", message)


def _of_quarter_before(snapshot: Snapshot, facts: Facts, subject: Subject) -> Decimal | None:
    """Last year to the quarter before, as that quarter's own text implies it."""
    quarter = facts.quarter.previous
    row = snapshot.of(Commentary).get(facts.measure.id, quarter)
    if row is None or not row.text:
        return None
    claims, _ = claims_in(sentences(row.text), subject, quarter)
    for claim in reversed(claims):
        for comparison in claim.comparisons:
            found = _implied(claim, comparison, quarter.index)
            if found is not None:
                return found
    return None


def _implied(claim: Claim, comparison: Comparison, index: int) -> Decimal | None:
    """Last year to date that a claim implies, where all it says of it agrees with itself."""
    level = claim.level or (claim.context.level if claim.context is not None else None)
    change = comparison.change
    is_to_date = claim.over is Over.YEAR_TO_DATE or index == 1
    if (
        level is None
        or change is None
        or not is_to_date
        or comparison.against not in (None, Against.LAST_YEAR)
    ):
        return None
    if any(
        slot.token.kind is not TokenKind.NUMBER or slot.token.approx is not Approx.EXACT
        for slot in (level, change)
    ):
        return None
    sign = next((way.sign for way in comparison.ways if not way.is_quality and way.sign), 0)
    if not sign or level.token.value is None or change.token.value is None or comparison.percent is None:
        return None
    if not all(each.is_right for each in held_together(comparison, level.token.value)):
        return None
    return level.token.value - sign * abs(change.token.value)
