"""One cell of the entry grid: what it is for, what it shows and what it holds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Revision


class CellKind(StrEnum):
    """What a cell is for; decides its look and what typing into it means."""

    BAND = "band"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"
    TARGET = "target"
    WORDS = "words"
    """The commentary of the chosen quarter."""
    CLOSED = "closed"
    """A quarter of a measure that is typed once a year, or a year that does not add up."""
    DERIVED = "derived"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the grid."""

    kind: CellKind
    text: str = ""
    """What the cell shows."""
    typed: str = ""
    number: Decimal | None = None
    period: Period | None = None
    """Under which period the cell is typed; None where it cannot be."""
    below: str = ""
    """The target under the figure, where both are shown."""
    doubt: str = ""
    """What was not understood, or was understood in a way worth telling."""
    odd: tuple[str, ...] = ()
    """What makes the figure look odd beside others; one sentence each."""
    missing: bool = False
    """Empty though it is due for the chosen quarter."""
    is_derived: bool = False
    """Worked out, though something else may be typed in its place."""
    note: str = ""
    """The note printed with the figure; marked in the cell's corner."""
    revision: Revision | None = None
    """What the board saw, where the figure was changed or first given after a pack was issued."""
    status: Status | None = None
