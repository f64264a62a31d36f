"""Texts on their way into a pack: their live fields said, and a list of those that cannot be."""

from collections.abc import Iterable

from cspdesk.analysis.live_fields import FieldPlace, Said, expanded, said_lines
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import measure_name, placed_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId
from cspdesk.domain.text import Line, lines, unmarked
from cspdesk.pack.blocks import Cell


class Fields:
    """Says the live fields of one pack's texts; one that cannot be said stays in its braces."""

    def __init__(self, snapshot: Snapshot, quarter: Period) -> None:
        self._snapshot = snapshot
        self._quarter = quarter
        self._unsaid: dict[str, None] = {}

    @property
    def unsaid(self) -> tuple[str, ...]:
        """A sentence for each field that cannot be said: its place and why, in the order of the pack."""
        return tuple(self._unsaid)

    def lines(
        self,
        text: str,
        part: str,
        *,
        about: str = "",
        period: Period | None = None,
        measure: MeasureId | None = None,
    ) -> tuple[Line, ...]:
        """Return the lines of a text.

        `part` and `about` say which text it is, should one of its fields name no figure ("Commentary");
        `period` is its own quarter where that is not the pack's, `measure` the measure that it is about.
        """
        place = FieldPlace(period or self._quarter, measure)
        found, unsaid = said_lines(self._snapshot, lines(text), place)
        self._note(unsaid, place, part, about)
        return found

    def cell(
        self,
        text: str,
        part: str,
        *,
        about: str = "",
        period: Period | None = None,
        measure: MeasureId | None = None,
    ) -> Cell:
        """Return a cell of text with its marks; the rest as `lines`."""
        return cell_of(self.lines(text, part, about=about, period=period, measure=measure))

    def words(self, text: str, part: str, *, about: str = "", measure: MeasureId | None = None) -> str:
        """Return a text that has no marks but live fields, such as a note below a table."""
        place = FieldPlace(self._quarter, measure)
        found = expanded(self._snapshot, text, place)
        self._note((piece.said for piece in found.problems), place, part, about)
        return found.text

    def _note(self, unsaid: Iterable[Said], place: FieldPlace, part: str, about: str) -> None:
        for said in unsaid:
            where = " ".join(filter(None, (self._called(place) or about, part)))
            self._unsaid[f"{where}, {place.period.label}: {said.problem}"] = None

    def _called(self, place: FieldPlace) -> str:
        """What names the measure of a text: its number, else its title; "" for a text of none."""
        if place.measure is None:
            return ""
        placed = placed_for(self._snapshot, place.measure, place.period)
        return (placed.number if placed else "") or measure_name(self._snapshot, place.measure, place.period)


def cell_of(found: tuple[Line, ...]) -> Cell:
    """Return a cell of lines that were read already."""
    return Cell(unmarked(found), lines=found)
