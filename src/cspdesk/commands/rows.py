"""Putting and deleting whole rows: what the plan's editors and imports are made of."""

from dataclasses import dataclass
from typing import Any

from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits


@dataclass(frozen=True, slots=True)
class PutRows:
    """Insert rows, or change those there, as one act."""

    label: str
    rows: tuple[Row, ...]

    def apply(self, edits: Edits) -> None:
        """Put each row."""
        for row in self.rows:
            edits.put(row)


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Delete a row and all that hangs on it."""

    label: str
    row_type: type[Row]
    key: tuple[Any, ...]

    def apply(self, edits: Edits) -> None:
        """Delete it."""
        edits.delete(self.row_type, *self.key)
