"""What moved since the last pack: each measure's figure and status as the board saw them, read in a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cspdesk.analysis.revisions import pack_name
from cspdesk.desk.jobs import Progress, Work
from cspdesk.desk.plan_board import PlanBoard, Tile, quarter_words, standing
from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId, PackIssue
from cspdesk.store.log import rebuilt
from cspdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Seen:
    """How a measure stood in a pack."""

    figure: str
    status: Status


SeenByBoard = Mapping[MeasureId, Seen]


def last_pack(snapshot: Snapshot, quarter: Period) -> PackIssue | None:
    """Return the newest issue of the pack of a quarter, else of the nearest before it; None without one."""
    issues = (issue for issue in snapshot.of(PackIssue) if issue.period <= quarter)
    return max(
        issues, key=lambda each: (each.period.start, each.log_position, each.issued_at, each.id), default=None
    )


def no_pack(snapshot: Snapshot, quarter: Period) -> str:
    """Return the sentence for a quarter before which no pack was issued."""
    later = any(True for _ in snapshot.of(PackIssue))
    return f"No pack has been issued up to {quarter.label}." if later else "No pack has been issued yet."


def reading_of(path: Path, issue: PackIssue) -> Work:
    """Return the work, for a job, that finds how each measure stood when a pack was issued (SeenByBoard).

    It reads a copy of the file, never the live connection; it raises FileError where that cannot be read.
    """

    def work(progress: Progress) -> SeenByBoard:
        progress(0, 2)
        with Store.read(path) as copy:
            history = copy.history()
        progress(1, 2)
        return seen(rebuilt(history, issue.log_position), issue.period)

    return work


def seen(snapshot: Snapshot, quarter: Period) -> SeenByBoard:
    """Return how each measure of a quarter's plan stood in the document of that day."""
    items = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    found = {}
    for item in items:
        figure, judgement = standing(snapshot, item, quarter)
        found[item.measure.id] = Seen(figure, judgement.status)
    return found


def moved(board: PlanBoard, issue: PackIssue, before: SeenByBoard) -> dict[MeasureId, str]:
    """Return what each measure that moved was: "Was amber, 355, in Quarter 3's pack"."""
    pack = f"{quarter_words(issue.period, board.quarter)}'s pack"
    found = {tile.measure.id: _was(tile, before.get(tile.measure.id), pack) for tile in board.tiles}
    return {measure: words for measure, words in found.items() if words}


def summary(board: PlanBoard, issue: PackIssue, count: int) -> str:
    """Return "9 of 17 measures have moved since Quarter 3's pack, the pack of 12 May 2016."."""
    which = f"{quarter_words(issue.period, board.quarter)}'s pack, {pack_name(issue)}"
    measures = len(board.tiles)
    if not count:
        return f"No figure and no status has moved since {which}."
    has = "has" if count == 1 else "have"
    return f"{count} of {measures} {'measure' if measures == 1 else 'measures'} {has} moved since {which}."


def _was(tile: Tile, before: Seen | None, pack: str) -> str:
    if before is None:
        return f"Was not in {pack}"
    parts = []
    if before.status is not tile.status:
        parts.append("without a status" if before.status is Status.GREY else before.status.value)
    if before.figure != tile.figure:
        parts.append(before.figure[:1].lower() + before.figure[1:])
    return f"Was {', '.join(parts)}{',' if len(parts) > 1 else ''} in {pack}" if parts else ""
