"""Shares as a text gives them, "14 of whom (5.8%)": their per cent, and their counts in the grid."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.check.claims import Share, Slot
from cspdesk.analysis.check.facts import Facts
from cspdesk.analysis.check.figures_judge import Judged, agrees, cut_off, difference, kind_of, unchecked
from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.reading import Reading
from cspdesk.analysis.check.tokens import Approx, TokenKind
from cspdesk.analysis.check.verify import Fit, fit, percent_printed, printed, share_of
from cspdesk.domain.printing import half_up
from cspdesk.domain.tables import Observation
from cspdesk.domain.unit import Unit


def judged_share(reading: Reading, facts: Facts | None, share: Share) -> Iterator[Judged]:
    """Yield what became of the numbers of a share; of one that may be the measure's own with its facts."""
    part, whole = share.part.token.value, share.whole.token.value
    if part is None or whole is None or whole <= 0:
        return
    typed = _counts(reading, facts)
    if typed is not None and (part == typed[0]) != (whole == typed[1]):
        # One of the two counts is that of the grid: the other is meant to be.
        yield from _against_grid(reading, share, typed)
    elif part > whole:
        yield unchecked(share.part, "A part that is larger than its whole.")
    elif share.percent is None:
        yield from _bare(share, typed)
    else:
        yield from _percent(reading, share, share.percent, part, whole)


def _percent(
    reading: Reading, share: Share, percent: Slot, part: Decimal, whole: Decimal
) -> Iterator[Judged]:
    value = share_of(part, whole)
    if percent.token.kind is TokenKind.MULTIPLE:
        yield from _fraction(reading, percent, value, part, whole)
        return
    working = f"{printed(part)} ÷ {printed(whole)} = {percent_printed(value)}"
    match fit(percent.token, value):
        case Fit.AGREES:
            yield agrees(percent, working)
            yield agrees(share.part, working)
        case Fit.TRUNCATED:
            yield cut_off(reading, percent, value, working)
        case Fit.DIFFERS:
            yield difference(reading, percent, value, working, Kind.WRONG_PERCENT)


def _fraction(
    reading: Reading, slot: Slot, share: Decimal, part: Decimal, whole: Decimal
) -> Iterator[Judged]:
    """A share in words, "three quarters": right within 5 points, within 10 where it is "about"."""
    token = slot.token
    said = (token.value or Decimal(0)) * 100
    near = Decimal(5) if token.approx is Approx.EXACT else Decimal(10)
    working = f"{printed(part)} ÷ {printed(whole)} = {percent_printed(share)}"
    if abs(said - share) <= near:
        yield agrees(slot, working)
        return
    words = reading.text[token.start : token.end]
    right = f"{printed(half_up(share, 0))}%"
    message = f"The text says {words}; the figures give {right} ({working})."
    yield Judged(token.start, token.end, Verdict.DIFFERS, working, Kind.WRONG_PERCENT, right, message)


def _bare(share: Share, typed: tuple[Decimal, Decimal] | None) -> Iterator[Judged]:
    both = (share.part.token.value, share.whole.token.value)
    if typed is not None and both == typed:
        yield agrees(share.part, f"{printed(typed[0])} of {printed(typed[1])}, as entered")
        yield agrees(share.whole, f"{printed(typed[0])} of {printed(typed[1])}, as entered")
    else:
        yield unchecked(share.part)


def _against_grid(reading: Reading, share: Share, typed: tuple[Decimal, Decimal]) -> Iterator[Judged]:
    working = f"{printed(typed[0])} of {printed(typed[1])}, as entered"
    for slot, figure in ((share.part, typed[0]), (share.whole, typed[1])):
        if slot.token.value == figure:
            yield agrees(slot, working)
        else:
            yield difference(reading, slot, figure, working, kind_of(slot))
    if share.percent is not None:
        value = share_of(*typed)
        if fit(share.percent.token, value) is Fit.AGREES:
            yield agrees(share.percent, f"{working} = {percent_printed(value)}")
        else:
            yield difference(
                reading, share.percent, value, f"{working} = {percent_printed(value)}", Kind.WRONG_PERCENT
            )


def _counts(reading: Reading, facts: Facts | None) -> tuple[Decimal, Decimal] | None:
    """The counts that were typed for the text's own quarter, of a measure with one series."""
    if facts is None or len(facts.series) != 1 or facts.measure.unit is not Unit.PERCENT:
        return None
    row = reading.snapshot.of(Observation).get(facts.series[0].id, facts.quarter)
    if row is None or row.numerator is None or row.denominator is None or row.denominator <= 0:
        return None
    return row.numerator, row.denominator
