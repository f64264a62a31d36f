"""What the pack page says: what a pack will hold, what it would go out without, and where it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cspdesk.analysis.chart_style import FEWEST_POINTS
from cspdesk.analysis.editions import next_edition
from cspdesk.analysis.line import Line
from cspdesk.analysis.waiting import Awaited, waiting
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import is_reported, placed_in, plan_for, priorities, series_of
from cspdesk.domain.reading import State, read
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Commentary, PackIssue
from cspdesk.pack.blocks import Chart, Pack
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout

MOST_NAMED = 8
"""So many measures are named in a sentence; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a pack will hold."""

    sentence: str
    file_stem: str


def holdings(snapshot: Snapshot, quarter: Period, layout_name: str) -> Holdings:
    """Return in words what the pack of a quarter will hold; raises DeskError for a layout there is not."""
    edition = next_edition(snapshot, quarter, layout_name)
    pack = compose(snapshot, quarter, layout(layout_name, snapshot), edition=edition)
    plan = plan_for(snapshot, quarter)
    parts = (
        _count(len(priorities(snapshot, plan)), "priority", "priorities"),
        _count(len(placed_in(snapshot, plan, quarter)), "measure", "measures"),
        _count(_charts(pack), "chart", "charts"),
    )
    return Holdings(f"It will hold {parts[0]}, {parts[1]} and {parts[2]}.", pack.file_stem)


def preflight(snapshot: Snapshot, quarter: Period) -> tuple[str, ...]:
    """Return a sentence for each thing that the pack would go out without; nothing is ever in the way."""
    found = waiting(snapshot, quarter)
    missing = _numbers([cell for cell in found.cells if not cell.words])
    promised = _numbers([cell for cell in found.cells if cell.words])
    where = f"Quarter {quarter.index}"
    said = []
    if not found.due:
        said.append(f"No measure is due in {where}.")
    elif not found.cells:
        said.append(f"All {found.due} measures of {where} are in.")
    if missing:
        said.append(f"{_are(len(missing), 'figure')} missing for {where}: {_list(missing)}.")
    if promised:
        said.append(f"{_are(len(promised), 'figure')} late or not returned: {_list(promised)}.")
    if doubted := _doubted(snapshot, quarter):
        said.append(f"{_are(len(doubted), 'cell')} in doubt and will print as typed: {_list(doubted)}.")
    if silent := _without_words(snapshot, quarter):
        said.append(f"{_have(len(silent), 'measure')} no commentary for {where}: {_list(silent)}.")
    return tuple(said)


def already_there(folder: Path, stem: str, formats: Sequence[str]) -> str:
    """Return a sentence where a file has a name that the next version will bear, else ""."""
    found = next((name for each in formats if (folder / (name := f"{stem}.{each}")).exists()), "")
    if not found:
        return ""
    return f"{found} lies there already, though it was not issued from this file: it is not overwritten."


def written(paths: Sequence[Path], again: PackIssue | None = None) -> str:
    """Return the sentence that a pack was written, and where it is one issued before, that it is."""
    documents = "document" if len(paths) == 1 else "documents"
    said = f"The pack is written: {len(paths)} {documents} in {paths[0].parent}."
    if again is None:
        return said
    day = long_date(datetime.fromisoformat(again.issued_at).date())
    return f"{said} Nothing in it has changed since it was issued on {day}, so it is no new version."


def _charts(pack: Pack) -> int:
    return sum(isinstance(b, Chart) and b.spec.point_count >= FEWEST_POINTS for b in pack.blocks)


def _doubted(snapshot: Snapshot, quarter: Period) -> list[str]:
    found = []
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        for series in series_of(snapshot, item.measure.id):
            line = Line(snapshot, item.measure, series)
            row = line.observed(line.cell(quarter))
            is_text = row is not None and row.state is State.TEXT_ONLY
            if row and is_text and read(row.typed, item.measure.unit, row.period).doubt:
                found.append(_named(item.number, item.measure.title, series.label))
    return found


def _without_words(snapshot: Snapshot, quarter: Period) -> list[str]:
    rows = snapshot.of(Commentary)
    return [
        item.number or item.measure.title
        for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter)
        if is_reported(item) and not ((row := rows.get(item.measure.id, quarter)) and row.text)
    ]


def _numbers(cells: Sequence[Awaited]) -> list[str]:
    return [_named(c.placed.number, c.placed.measure.title, c.series.label) for c in cells]


def _named(number: str, title: str, label: str) -> str:
    return f"{number or title} {label}".strip()


def _list(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return ", ".join(names)


def _are(count: int, one: str) -> str:
    return f"1 {one} is" if count == 1 else f"{count} {one}s are"


def _have(count: int, one: str) -> str:
    return f"1 {one} has" if count == 1 else f"{count} {one}s have"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else f"no {many}"
