"""How an officer likes the desk, kept between days on this machine: never part of the partnership's file."""

from dataclasses import dataclass, field

from cspdesk.desk.entry_columns import OPTIONAL, GridView, Kind

MOST_YEARS, MOST_LETTERS = 50, 300
"""The most years shown, and the widest column in average letters, that are taken for meant."""


@dataclass(slots=True)
class Habits:
    """What was chosen last in the entry grid."""

    years: int = 2
    """How many years are shown, as in GridView."""
    columns: list[str] = field(default_factory=lambda: [Kind.YEAR_TO_DATE.value])
    """The optional columns shown, by their kinds."""
    widths: dict[str, float] = field(default_factory=dict)
    """Column widths by kind, in average letters, so that they follow the size of text."""

    def view(self) -> GridView:
        """Return what the grid begins with."""
        return GridView(years=self.years, optional=frozenset(k for k in OPTIONAL if k.value in self.columns))

    def keep(self, view: GridView) -> None:
        """Remember what is shown."""
        self.years = view.years
        self.columns = [kind.value for kind in OPTIONAL if kind in view.optional]
