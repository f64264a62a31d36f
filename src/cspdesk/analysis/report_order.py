"""Report text across a whole pack: a section's texts in the order in which the pack prints them."""

from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for, priorities
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Priority, ReportItem
from cspdesk.domain.text import lines


def across(
    snapshot: Snapshot, quarter: Period, section: str
) -> tuple[tuple[Priority | None, ReportItem], ...]:
    """Return a section's texts of a quarter with their priorities: those of the whole pack (None) first.

    Texts without words are left out. Where a section is numbered through, a text's number is its place here.
    """
    homes = (None, *priorities(snapshot, plan_for(snapshot, quarter)))
    return tuple(
        (home, item)
        for home in homes
        for item in snapshot.of(ReportItem).where("priority", home.id if home else None)
        if item.period == quarter and item.section == section and lines(item.text)
    )
