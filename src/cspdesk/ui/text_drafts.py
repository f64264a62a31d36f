"""The sentences that the program drafts for the board, put into their section as texts to be edited."""

from cspdesk.analysis.board_news import drafted
from cspdesk.commands.report_text import FillSection
from cspdesk.desk.text_board import TextPlace
from cspdesk.domain.sections import NEEDS_TO_KNOW
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import ReportItem
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.text_sheet import TextSheet

NOT_EMPTY = "Something is written for the board already. The drafted sentences go where nothing is."


def has_room(snapshot: Snapshot, place: TextPlace) -> bool:
    """Whether drafted sentences can go there: on the whole pack, while nothing is written for the board."""
    written = snapshot.of(ReportItem).where("period", place.period)
    here = [row for row in written if (row.priority, row.section) == (None, NEEDS_TO_KNOW)]
    return place.priority is None and not any(row.text.strip() for row in here)


def put_drafted(sheet: TextSheet, snapshot: Snapshot, do: Do) -> str:
    """Put the drafted sentences in as one act, go to the first; return what came of it, in a sentence.

    It is "" where the act was refused, which is told already.
    """
    period, part = sheet.place.period, sheet.parts[NEEDS_TO_KNOW]
    if not has_room(snapshot, sheet.place):
        return NOT_EMPTY
    texts = drafted(snapshot, period)
    if not texts:
        return (
            f"Nothing moved, is red, was revised or is awaited in {period.label}: there is nothing to draft."
        )
    label = f"Drafted sentences in '{part.title}', {period.label}"
    if do(FillSection(label, sheet.place.section(NEEDS_TO_KNOW), texts)):
        return ""
    sheet.show_row(part.boxes[0].key)
    stand = "1 drafted sentence stands" if len(texts) == 1 else f"{len(texts)} drafted sentences stand"
    return f"{stand} in '{part.title}'. Change what the board should read otherwise."
