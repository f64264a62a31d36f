"""Putting and deleting whole rows: what the plan's editors and imports are made of."""

from dataclasses import dataclass
from typing import Any

from cspdesk.commands.revisions import Revisions
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.tables import Observation


@dataclass(frozen=True, slots=True)
class PutRows:
    """Insert rows, or change those there, as one act."""

    label: str
    rows: tuple[Row, ...]

    def apply(self, edits: Edits) -> None:
        """Put each row; of a figure that an issued pack covers, what the board saw is noted."""
        revisions = Revisions(edits)
        figures = (row for row in self.rows if isinstance(row, Observation))
        # Where a cell comes twice, the last row counts.
        after = {(row.series, row.period): row for row in figures if revisions.concern(row.period)}
        before = edits.get_all(Observation, list(after))
        edits.put_all(self.rows)
        revisions.note_all(zip(before, after.values(), strict=True))


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Delete a row and all that hangs on it."""

    label: str
    row_type: type[Row]
    key: tuple[Any, ...]

    def apply(self, edits: Edits) -> None:
        """Delete it; of a figure that an issued pack covers, what the board saw is noted."""
        before = edits.get(Observation, *self.key) if self.row_type is Observation else None
        edits.delete(self.row_type, *self.key)
        if before is not None:
            Revisions(edits).note(before, None)
