"""Beginning a quarter: words of the quarter before are brought forward, to be read again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cspdesk.commands.arrange import next_position
from cspdesk.commands.plan_names import rewritten
from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Commentary,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    Priority,
    PriorityId,
    ReportItem,
    ReportItemId,
)


@dataclass(frozen=True, slots=True)
class ItemForward:
    """A text of the quarter before, and the priority it goes under: another one where the plan is new."""

    item: ReportItemId
    priority: PriorityId | None


@dataclass(frozen=True, slots=True)
class CountywideForward:
    """A countywide row of the quarter before, and the priority it goes under."""

    row: CountywideId
    priority: PriorityId


@dataclass(frozen=True, slots=True)
class BeginQuarter:
    """Bring texts of the quarter before forward, each marked as not yet reviewed."""

    label: str
    quarter: Period
    commentary: tuple[MeasureId, ...] = ()
    items: tuple[ItemForward, ...] = ()
    countywide: tuple[CountywideForward, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """What the plan before calls measures and what the quarter's plan does: live fields follow."""

    def apply(self, edits: Edits) -> None:
        """Copy the texts; what stands in the quarter already is left alone.

        Raises RefusedError where a text has gone since, or where nothing was chosen.
        """
        if not (self.commentary or self.items or self.countywide):
            raise RefusedError("No text is ticked, so there is nothing to bring forward. Tick one.")
        names = dict(self.names)
        for measure in self.commentary:
            self._bring_commentary(edits, measure, names)
        for item in self.items:
            self._bring_item(edits, item, names)
        for row in self.countywide:
            self._bring_countywide(edits, row, names)

    def _bring_commentary(self, edits: Edits, measure: MeasureId, names: Mapping[str, str]) -> None:
        before = edits.get(Commentary, measure, self.quarter.previous)
        if before is None or edits.get(Measure, measure) is None:
            raise _gone()
        there = edits.get(Commentary, measure, self.quarter)
        if there is None or not there.text.strip():
            text = rewritten(before.text, names)
            edits.put(replace(before, period=self.quarter, text=text, reviewed=False))

    def _bring_item(self, edits: Edits, each: ItemForward, names: Mapping[str, str]) -> None:
        before = edits.get(ReportItem, each.item)
        if before is None:
            raise _gone()
        _must_stand(edits, each.priority)
        place = {"priority": each.priority, "period": self.quarter, "section": before.section}
        edits.put(
            replace(
                before,
                id=ReportItemId(new_id()),
                priority=each.priority,
                period=self.quarter,
                position=next_position(edits, ReportItem, **place),
                text=rewritten(before.text, names),
                # What was decided then was decided then.
                outcome="",
                reviewed=False,
            )
        )

    def _bring_countywide(self, edits: Edits, each: CountywideForward, names: Mapping[str, str]) -> None:
        before = edits.get(CountywideRow, each.row)
        if before is None:
            raise _gone()
        _must_stand(edits, each.priority)
        place = next_position(edits, CountywideRow, priority=each.priority, period=self.quarter)
        edits.put(
            replace(
                before,
                id=CountywideId(new_id()),
                priority=each.priority,
                period=self.quarter,
                position=place,
                county_performance=rewritten(before.county_performance, names),
                local_performance=rewritten(before.local_performance, names),
                comments=rewritten(before.comments, names),
                reviewed=False,
            )
        )


def _must_stand(edits: Edits, priority: PriorityId | None) -> None:
    if priority is not None and edits.get(Priority, priority) is None:
        raise RefusedError("A priority has been deleted since. Nothing was brought forward.")


def _gone() -> RefusedError:
    return RefusedError("A text has been deleted since. Nothing was brought forward.")
