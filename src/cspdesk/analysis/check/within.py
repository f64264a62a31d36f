"""The numbers of one comparison held against each other where the grid has none."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.check.claims import Comparison, Slot
from cspdesk.analysis.check.tokens import TokenKind
from cspdesk.analysis.check.verify import is_close, percent_printed, printed, share_of


@dataclass(frozen=True, slots=True)
class Inner:
    """What the other numbers make of one number."""

    slot: Slot
    value: Decimal
    working: str
    is_right: bool


def held_together(
    comparison: Comparison, now: Decimal | None, *, before: Decimal | None = None
) -> tuple[Inner, ...]:
    """Return what the numbers of a comparison make of each other; none where there are too few.

    Of numbers that do not agree the one is blamed without which all others do: the percentage first, then the
    change, then the figure before.
    """
    stated = comparison.before.token.value if comparison.before else None
    base = before if before is not None else stated
    changes = _changes(comparison)
    sign = next((way.sign for way in comparison.ways if not way.is_quality and way.sign), 0)
    if base is not None and now is not None:
        return tuple(_from_both(comparison, now, base))
    if changes is None or comparison.percent is None:
        return ()
    if base is not None:
        return (_percent_of(comparison.percent, changes, base),)
    if now is None:
        return ()
    return tuple(_from_now(comparison.percent, changes, now, sign))


def _changes(comparison: Comparison) -> Decimal | None:
    change = comparison.change
    if change is None or change.token.kind is not TokenKind.NUMBER or change.token.value is None:
        return None
    return abs(change.token.value)


def _from_both(comparison: Comparison, now: Decimal, before: Decimal) -> Iterator[Inner]:
    change, percent = comparison.change, comparison.percent
    real = now - before
    words = f"{printed(max(now, before))} − {printed(min(now, before))} = {printed(abs(real))}"
    if change is not None and change.token.kind is TokenKind.NUMBER:
        yield Inner(change, abs(real), words, is_close(change.token, real))
    if percent is not None and before:
        share = share_of(real, before)
        working = f"{printed(abs(real))} ÷ {printed(before)} = {percent_printed(share)}"
        yield Inner(percent, share, working, is_close(percent.token, share))


def _percent_of(percent: Slot, change: Decimal, before: Decimal) -> Inner:
    share = share_of(change, before) if before else Decimal(0)
    working = f"{printed(change)} ÷ {printed(before)} = {percent_printed(share)}"
    return Inner(percent, share, working, bool(before) and is_close(percent.token, share))


def _from_now(percent: Slot, change: Decimal, now: Decimal, sign: int) -> Iterator[Inner]:
    """A change and its per cent with the new figure alone: the figure before is what lies between."""
    signs = (sign,) if sign else (1, -1)
    tried = []
    for each in signs:
        before = now - each * change
        if before <= 0:
            continue
        share = share_of(change, before)
        lead = f"{printed(now)} {'−' if each > 0 else '+'} {printed(change)} = {printed(before)}"
        working = f"{lead}; {printed(change)} ÷ {printed(before)} = {percent_printed(share)}"
        tried.append(Inner(percent, share, working, is_close(percent.token, share)))
    right = next((each for each in tried if each.is_right), None)
    if right is not None:
        yield right
    elif sign and tried:
        yield tried[0]
