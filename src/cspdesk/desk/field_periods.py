"""Figures of another quarter or year, offered where a period is typed behind what a field asks for."""

from collections.abc import Iterator

from cspdesk.analysis.live_fields import FieldPlace, Offer, say
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot

_QUARTERS, _YEARS = 12, 4
"""So many quarters and years are offered, from that of the text back."""


def period_offers(
    snapshot: Snapshot, place: FieldPlace, typed: str, *, is_opening: bool = False
) -> tuple[Offer, ...]:
    """Return the figure asked for in earlier periods whose name begins as the last word typed does.

    "change 2015" offers {change 2015-16Q3}, and "change Q3" the third quarters; a period alone asks for the
    value. What has no figure is left out.
    """
    head, _, tail = typed.rpartition(" ")
    head, tail = head.strip(), tail.strip()
    if not tail or not (tail[0].isdigit() or tail[0] in "qQ"):
        return ()
    ask = head or "value"
    found = []
    for period in _periods(place.period):
        if _begins(period, tail):
            field = f"{ask} {period.key}"
            words = _said(snapshot, field, place)
            if is_opening and words[:1].islower():
                # What begins with a measure's number stays as it is.
                field = field[:1].upper() + field[1:]
                words = _said(snapshot, field, place)
            if words:
                found.append(Offer(field, words, period.label))
    return tuple(found)


def _said(snapshot: Snapshot, field: str, place: FieldPlace) -> str:
    """What a field says; "" where it cannot be said."""
    said = say(snapshot, field, place)
    return "" if said.problem else said.words


def _begins(period: Period, tail: str) -> bool:
    begun = tail.casefold()
    return period.key.casefold().startswith(begun) or begun == f"q{period.index}"


def _periods(quarter: Period) -> Iterator[Period]:
    """The quarters from this one back, then the years."""
    try:
        at = quarter
        for _ in range(_QUARTERS):
            yield at
            at = at.previous
        year = quarter.of_year
        for _ in range(_YEARS):
            yield year
            year = year.previous
    except PeriodError:
        # There is nothing before the first year that can be kept.
        return
