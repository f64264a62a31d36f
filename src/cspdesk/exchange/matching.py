"""Which rows of a workbook are rows of the document already, and where new ones stand among them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from cspdesk.domain.catalogue import R, Row

New = TypeVar("New")
There = TypeVar("There")
Pass = tuple[Callable[[New], Hashable | None], Callable[[There], Hashable | None]]
"""How a new and a present row are compared: alike where both give the same, and None matches nothing."""


def matched(
    new: Sequence[New], there: Sequence[There], passes: "Sequence[Pass[New, There]]"
) -> dict[int, There]:
    """Return, by place in `new`, the present row that each new one is; no present row is taken twice.

    The passes run in order; among rows that compare alike the first is the first, and so on.
    """
    found: dict[int, There] = {}
    left = list(there)
    for of_new, of_there in passes:
        waiting: dict[Hashable, list[There]] = {}
        for present in left:
            key = of_there(present)
            if key is not None:
                waiting.setdefault(key, []).append(present)
        for place, item in enumerate(new):
            if place not in found and (key := of_new(item)) is not None and waiting.get(key):
                found[place] = waiting[key].pop(0)
        taken = {id(present) for present in found.values()}
        left = [present for present in left if id(present) not in taken]
    return found


def in_order(there: Sequence[R], book: Sequence[R], scope: Callable[[R], Hashable]) -> list[R]:
    """Return the rows of the book, and those moved to make room for them, with their positions.

    A new row stands before the next row of the book that the document has in the same scope, else at the
    end. Rows present keep their order.
    """
    key_of = cast("Callable[[Row], Hashable]", (there or book)[0].TABLE.key_of) if there or book else None
    if key_of is None:
        return []
    present = {key_of(row): row for row in there}
    end = max((_position(row) for row in there), default=-1) + 1
    following: dict[Hashable, Hashable] = {}
    before: dict[Hashable, Hashable] = {}
    for row in reversed(book):
        if key_of(row) in present:
            following[scope(row)] = key_of(row)
        elif scope(row) in following:
            before[key_of(row)] = following[scope(row)]
    result: dict[Hashable, R] = {}
    for count, row in enumerate(book):
        key = key_of(row)
        result[key] = _moved(row, _position(present[key]) if key in present else end + count)
    for crowded in {scope(row) for row in book if key_of(row) in before}:
        for row in _renumbered(crowded, there, list(result.values()), before, scope, end + len(book)):
            result[key_of(row)] = row
    return list(result.values())


def _renumbered(
    crowded: Hashable,
    there: Sequence[R],
    book: Sequence[R],
    before: dict[Hashable, Hashable],
    scope: Callable[[R], Hashable],
    end: int,
) -> list[R]:
    """Return all rows of one scope, new ones among them, with positions that count up."""
    key_of = book[0].TABLE.key_of
    newer = {key_of(row): row for row in book}
    present = {key_of(row) for row in there}
    waiting: dict[Hashable, list[R]] = {}
    last: list[R] = []
    for row in book:
        if scope(row) == crowded and key_of(row) not in present:
            waiting.setdefault(before[key_of(row)], []).append(row) if key_of(row) in before else last.append(
                row
            )
    order: list[R] = []
    for row in there:
        mine = newer.get(key_of(row), row)
        if scope(mine) == crowded:
            order += [*waiting.get(key_of(row), []), mine]
    ahead = next(i for i, row in enumerate(order) if key_of(row) not in present)
    behind = [*order, *last][ahead:]
    return [*order[:ahead], *(_moved(row, end + count) for count, row in enumerate(behind))]


def _position(row: Row) -> int:
    return cast(int, getattr(row, "position", 0))


def _moved(row: R, position: int) -> R:
    if not row.TABLE.ordered or _position(row) == position:
        return row
    return replace(row, position=position)  # type: ignore[type-var]  # every ordered row has one
