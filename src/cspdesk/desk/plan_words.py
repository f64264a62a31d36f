"""What the plan on a page says about itself: how many of each status, which are red, who is waited for."""

from collections.abc import Sequence

from cspdesk.desk.plan_board import Band, PlanBoard, Tile
from cspdesk.domain.choices import Status

MOST_NAMED = 6
"""So many measures are named in a sentence; the rest are counted."""

WITHOUT_STATUS = "without a status"


def counts(board: PlanBoard) -> str:
    """Return "3 red, 2 amber, 6 green, 5 without a status; 4 waiting for figures"."""
    by_status = ", ".join(
        f"{len(board.having(status))} {WITHOUT_STATUS if status is Status.GREY else status.value}"
        for status in (Status.RED, Status.AMBER, Status.GREEN, Status.GREY)
    )
    return f"{by_status}; {waiting_words(len(board.waiting))}"


def waiting_words(count: int) -> str:
    """Return "4 waiting for figures"."""
    return f"{count} waiting for figures"


def troubles(board: PlanBoard) -> str:
    """Return which measures are red and which have no figure, by name: what a board asks first."""
    red, waiting = board.having(Status.RED), board.waiting
    parts = [f"Red: {_named(red)}." if red else "", f"Waiting for: {_named(waiting)}." if waiting else ""]
    return " ".join(part for part in parts if part)


def heading(band: Band, word: str) -> str:
    """Return a priority's heading; one without measures says so."""
    return band.name if band.tiles else f"{band.name}: this {word.lower()} has no measures in this quarter"


def _named(tiles: Sequence[Tile]) -> str:
    names = [tile.placed.name for tile in tiles]
    if len(names) > MOST_NAMED:
        return f"{'; '.join(names[:MOST_NAMED])}; and {len(names) - MOST_NAMED} more"
    return "; ".join(names)
