"""What a new quarter brings: what must be entered and by whom, and which texts may be brought forward."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cspdesk.analysis.waiting import Waiting, waiting
from cspdesk.commands.turning import BeginQuarter, CountywideForward, ItemForward
from cspdesk.commands.turning_fields import moved_names
from cspdesk.desk.said_texts import said
from cspdesk.domain.choices import ActionState
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import newest_quarter, placed_in, plan_for
from cspdesk.domain.sections import BUILT_IN, sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Commentary,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    Placement,
    Plan,
    Priority,
    PriorityId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
)
from cspdesk.domain.text import plain
from cspdesk.domain.vague_date import read_date

COMMENTARY, COUNTYWIDE = "Commentary", "Countywide priorities"
"""Headings of the texts that belong to no section."""
_STANDING = frozenset({"milestone", "note"})
"""Built-in sections whose texts mostly hold for another quarter."""
_NEWS = frozenset(kind.key for kind in BUILT_IN) - _STANDING


@dataclass(frozen=True, slots=True)
class Offer:
    """A text of the quarter before that may be brought forward."""

    key: str
    """What kind of text it is, and its own key."""
    heading: str
    """The section's title."""
    where: str
    """The measure or priority it is about; "" for the whole pack."""
    text: str
    """Its words on one line, without marks."""
    is_ticked: bool
    """Whether it is brought forward unless the officer says otherwise."""
    goes_to: PriorityId | None = None


@dataclass(frozen=True, slots=True)
class QuarterTurn:
    """A quarter about to begin."""

    quarter: Period
    waiting: Waiting
    offers: tuple[Offer, ...]
    open_actions: int
    """They stay open by themselves."""
    homeless: int
    """Texts that are not offered because their priority is not in the quarter's plan."""
    names: tuple[tuple[str, str], ...]
    """What the plan before calls measures, and what the quarter's own plan does."""


def quarters_to_begin(snapshot: Snapshot, chosen: Period) -> tuple[Period, ...]:
    """Return the quarters that may be begun, the likeliest first: the one after the newest work."""
    newest = newest_written(snapshot)
    if newest is None:
        return with_one_before((chosen, *later(chosen, 1)))
    return with_one_before((*later(newest, 1), newest, *later(newest, 2), chosen))


def with_one_before(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return each of the periods once, but for the very first that can be kept: nothing goes on into it."""
    return tuple(period for period in dict.fromkeys(periods) if later(period, -1))


def later(period: Period, steps: int) -> tuple[Period, ...]:
    """Return the period so many steps later; none where the years that can be kept end before."""
    try:
        return (period.shift(steps),)
    except PeriodError:
        return ()


def newest_written(snapshot: Snapshot) -> Period | None:
    """Return the newest quarter that holds a figure or words, or None."""
    periods = {newest_quarter(snapshot)}
    for row_type in (Commentary, ReportItem, ProjectUpdate):
        periods |= snapshot.of(row_type).values("period")
    known = [period for period in periods if period is not None and period.grain is Grain.QUARTER]
    return max(known, default=None)


def quarter_turn(snapshot: Snapshot, quarter: Period) -> QuarterTurn:
    """Return what beginning a quarter means.

    Ticked from the start are the partnership's own sections, notes, countywide rows, and milestones that
    still lie ahead when the quarter ends: they mostly hold again. Commentary and news of a quarter do not,
    and nothing is ticked where the quarter has a text in that place already.
    """
    homes = _homes(snapshot, quarter)
    items = [row for row in snapshot.of(ReportItem).where("period", quarter.previous) if row.text.strip()]
    rows = [row for row in snapshot.of(CountywideRow) if row.period == quarter.previous]
    places = [item.priority for item in items] + [row.priority for row in rows]
    homeless = sum(place is not None and place not in homes for place in places)
    return QuarterTurn(
        quarter=quarter,
        waiting=waiting(snapshot, quarter),
        offers=(
            *_commentary(snapshot, quarter),
            *_items(snapshot, quarter, items, homes),
            *_countywide(snapshot, quarter, rows, homes),
        ),
        open_actions=sum(action.state is ActionState.OPEN for action in snapshot.of(Action)),
        homeless=homeless,
        names=_names(snapshot, quarter),
    )


def begin_quarter(turn: QuarterTurn, ticked: Collection[str]) -> BeginQuarter | None:
    """Return the command that brings the ticked texts forward; None where none is."""
    chosen = [offer for offer in turn.offers if offer.key in ticked]
    if not chosen:
        return None
    found: dict[str, list[tuple[str, PriorityId | None]]] = {}
    for offer in chosen:
        kind, _, key = offer.key.partition(" ")
        found.setdefault(kind, []).append((key, offer.goes_to))
    return BeginQuarter(
        label=f"Begin {turn.quarter.label}",
        quarter=turn.quarter,
        commentary=tuple(MeasureId(key) for key, _ in found.get("commentary", ())),
        items=tuple(ItemForward(ReportItemId(key), priority) for key, priority in found.get("item", ())),
        countywide=tuple(
            CountywideForward(CountywideId(key), priority)
            for key, priority in found.get("countywide", ())
            if priority is not None
        ),
        names=turn.names,
    )


def _commentary(snapshot: Snapshot, quarter: Period) -> Iterator[Offer]:
    texts = snapshot.of(Commentary)
    for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
        before = texts.get(item.measure.id, quarter.previous)
        there = texts.get(item.measure.id, quarter)
        if before is not None and before.text.strip() and not (there and there.text.strip()):
            key = f"commentary {item.measure.id}"
            yield Offer(key, COMMENTARY, item.name, _told(snapshot, before, before.text), is_ticked=False)


def _items(
    snapshot: Snapshot, quarter: Period, items: list[ReportItem], homes: dict[PriorityId, Priority]
) -> Iterator[Offer]:
    there = snapshot.of(ReportItem).where("period", quarter)
    taken = {(row.priority, row.section) for row in there}
    texts = {(row.priority, row.section, _gist(row.text)) for row in there}
    for kind in sections(snapshot):
        for row in items:
            if row.section != kind.key or (row.priority is not None and row.priority not in homes):
                continue
            home = homes[row.priority] if row.priority is not None else None
            goes_to = home.id if home else None
            gist = _gist(row.text)
            if (goes_to, row.section, gist) in texts:
                continue
            is_ticked = row.section not in _NEWS and (goes_to, row.section) not in taken
            if row.section == "milestone":
                is_ticked = is_ticked and _lies_ahead(row, quarter)
            told = _told(snapshot, row, row.text)
            words = f"{row.when}: {told}" if row.when else told
            yield Offer(f"item {row.id}", kind.title, _named(home), words, is_ticked, goes_to)


def _countywide(
    snapshot: Snapshot, quarter: Period, rows: list[CountywideRow], homes: dict[PriorityId, Priority]
) -> Iterator[Offer]:
    taken = {(row.priority, _gist(row.title)) for row in snapshot.of(CountywideRow) if row.period == quarter}
    for row in rows:
        home = homes.get(row.priority)
        title = _gist(row.title)
        if home is not None and (home.id, title) not in taken:
            words = title or _told(snapshot, row, row.comments) or "A row without a title"
            yield Offer(f"countywide {row.id}", COUNTYWIDE, _named(home), words, True, home.id)


def _lies_ahead(row: ReportItem, quarter: Period) -> bool:
    """Whether a milestone is still to come when the quarter ends; one without a date may be."""
    last = read_date(row.when, row.period).end
    return last is None or last > quarter.end


def _homes(snapshot: Snapshot, quarter: Period) -> dict[PriorityId, Priority]:
    """Each priority of the quarter before with the one that its texts go under: itself, or its namesake."""
    plan, before = plan_for(snapshot, quarter), plan_for(snapshot, quarter.previous)
    if plan is None or before is None:
        return {}
    here = [row for row in snapshot.of(Priority).where("plan", plan.id) if not row.retired]
    if plan.id == before.id:
        return {row.id: row for row in here}
    by_title: dict[str, list[Priority]] = {}
    for row in here:
        by_title.setdefault(" ".join(row.title.split()).casefold(), []).append(row)
    found = {row.id: row for row in here}
    for row in snapshot.of(Priority).where("plan", before.id):
        namesakes = by_title.get(" ".join(row.title.split()).casefold(), [])
        if len(namesakes) == 1:
            found[row.id] = namesakes[0]
    return found


def _names(snapshot: Snapshot, quarter: Period) -> tuple[tuple[str, str], ...]:
    plan, before = plan_for(snapshot, quarter), plan_for(snapshot, quarter.previous)
    if plan is None or before is None or plan.id == before.id:
        return ()

    def placements(of: Plan) -> list[tuple[str, MeasureId]]:
        return [(row.number, row.measure) for row in snapshot.of(Placement).where("plan", of.id)]

    now = {measure: number for number, measure in placements(plan)}
    titles = {row.id: row.title for row in snapshot.of(Measure)}
    return tuple(moved_names(placements(before), now, titles).items())


def _named(priority: Priority | None) -> str:
    return f"{priority.number} {priority.title}".strip() if priority else "The whole pack"


def _told(snapshot: Snapshot, row: Commentary | ReportItem | CountywideRow, text: str) -> str:
    """What a text said in its own quarter."""
    return " ".join(said(snapshot, row, text, row.period).split())


def _gist(text: str) -> str:
    return " ".join(plain(text).split())
