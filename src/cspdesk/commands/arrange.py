"""Putting rows in another order among their neighbours."""

from dataclasses import dataclass, replace
from typing import Any

from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row up or down among the rows that are equal to it in some fields."""

    label: str
    row_type: type[Row]
    key: tuple[Any, ...]
    steps: int
    """How many places down; below 0 up. It stops at either end."""
    within: tuple[str, ...] = ()

    def apply(self, edits: Edits) -> None:
        """Write the positions anew. Raises RefusedError where the row has been deleted since."""
        row = edits.get(self.row_type, *self.key)
        if row is None:
            raise RefusedError("It has been deleted since. Nothing was moved.")
        # Rows of one position follow their keys, so each is given a place of its own.
        among = edits.where(self.row_type, **{name: getattr(row, name) for name in self.within})
        place = among.index(row)
        among.insert(min(max(place + self.steps, 0), len(among) - 1), among.pop(place))
        put_in_order(edits, among)


def put_in_order(edits: Edits, rows: list[Any]) -> None:
    """Number rows from 0 in the order given; only those out of place are written."""
    edits.put_all(replace(row, position=place) for place, row in enumerate(rows) if row.position != place)


def next_position(edits: Edits, row_type: type[Row], **equals: Any) -> int:
    """Return the position behind all rows whose fields equal the values given."""
    rows: list[Any] = edits.where(row_type, **equals)
    return max((row.position for row in rows), default=-1) + 1
