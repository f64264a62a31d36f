"""Importing measures and where plans place them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cspdesk.domain.choices import Stage
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import aimed, based, observed
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Priority,
    Series,
    Target,
)
from cspdesk.domain.text import shortened
from cspdesk.exchange.draft import Draft
from cspdesk.exchange.matching import matched
from cspdesk.exchange.merging import put_in_order
from cspdesk.exchange.sheet_reading import Entry, SheetReader
from cspdesk.exchange.sheets import PLACEMENT_ON_MEASURES, carried


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of the Measures sheet: the measure it would be, and where it is placed."""

    entry: Entry
    place: dict[str, Any]
    measure: Measure

    @property
    def number(self) -> str:
        return str(self.place.get("number", ""))


def import_measures(draft: Draft, reader: SheetReader) -> tuple[set[PlacementId], list[MeasureId]]:
    """Put the measures and their places in the plan in force; return those places and the measures.

    A measure is known by its number in that plan, else by its title under its priority, else by its title
    where the plan has not placed it yet. Raises InputError for a number used twice.
    """
    candidates = _candidates(draft, reader)
    _refuse_shared_numbers(reader, candidates)
    mains = {
        place.measure: place for place in reversed(draft.rows(Placement)) if place.plan == draft.in_force
    }
    known = matched(
        candidates,
        _in_sheet_order(draft, mains),
        [
            (lambda new: (new.number, new.measure.title) if new.number else None,
             lambda row: (mains[row.id].number, row.title) if row.id in mains else None),
            (lambda new: new.number or None,
             lambda row: (mains[row.id].number or None) if row.id in mains else None),
            (lambda new: (new.place.get("priority"), new.measure.title),
             lambda row: (mains[row.id].priority if row.id in mains else None, row.title)),
            (lambda new: new.measure.title or None,
             lambda row: (row.title or None) if row.id not in mains else None),
            (lambda new: (new.measure.title or None) if "priority" not in new.place else None,
             lambda row: row.title or None),
        ],
    )  # fmt: skip
    rows = [
        replace(known[at], **candidate.entry.values) if at in known else candidate.measure
        for at, candidate in enumerate(candidates)
    ]
    labels = [f"{reader.shape.name} row {candidate.entry.line.number}" for candidate in candidates]
    units = {row.id: row.unit for row in known.values()}
    put_in_order(draft, rows, labels)
    for row in rows:
        if row.id in units and units[row.id] is not row.unit:
            _read_again(draft, row)
    places = []
    for row, candidate in zip(rows, candidates, strict=True):
        place = _placed(draft, reader, row, candidate, mains.get(row.id))
        if place:
            places.append((place, f"{reader.shape.name} row {candidate.entry.line.number}"))
    put_in_order(draft, [place for place, _ in places], [label for _, label in places])
    return {place.id for place, _ in places}, [row.id for row in rows]


def import_placements(draft: Draft, reader: SheetReader, said: set[PlacementId]) -> None:
    """Put the places in other plans, and further ones in that in force.

    A row that says again what the Measures sheet said (`said`) adds nothing; only its order counts.
    """
    entries = reader.entries(carried(Placement.TABLE), draft.names)
    fresh = [Placement(id=PlacementId(new_id()), **entry.values) for entry in entries]
    there = draft.rows(Placement)
    known = matched(
        fresh,
        there,
        [
            (_whole_place, _whole_place),
            (
                lambda new: (new.plan, new.priority, new.measure),
                lambda row: (row.plan, row.priority, row.measure) if row.id not in said else None,
            ),
            (
                lambda new: (new.plan, new.measure) if new.plan != draft.in_force else None,
                lambda row: (row.plan, row.measure) if row.id not in said else None,
            ),
        ],
    )
    rows = [
        replace(known[at], **entry.values) if at in known else fresh[at] for at, entry in enumerate(entries)
    ]
    added = {put.row.TABLE.key_of(put.row) for put in draft.puts() if put.before is None}
    end = max((place.position for place in there), default=-1) + 1
    # A place that the Measures sheet has only just added takes its order from this sheet.
    rows = [
        replace(row, position=end + count) if Placement.TABLE.key_of(row) in added else row
        for count, row in enumerate(rows)
    ]
    moved = [row for row in rows if Placement.TABLE.key_of(row) in added]
    for row in moved:
        draft.put(row)
    put_in_order(draft, rows, [f"{reader.shape.name} row {entry.line.number}" for entry in entries])


def _candidates(draft: Draft, reader: SheetReader) -> list[_Candidate]:
    measures = reader.entries(carried(Measure.TABLE), draft.names)
    fields = [replace(Placement.TABLE.field(name), optional=True) for name in PLACEMENT_ON_MEASURES]
    places = reader.entries(fields, draft.names)
    return [
        _Candidate(entry, place.values, Measure(id=MeasureId(new_id()), **entry.values))
        for entry, place in zip(measures, places, strict=True)
    ]


def _in_sheet_order(draft: Draft, mains: Mapping[MeasureId, Placement]) -> list[Measure]:
    """Return the measures in the order in which a workbook lists them, so that like ones match in turn."""
    priorities = {row.id: count for count, row in enumerate(draft.rows(Priority))}
    places = {row.id: count for count, row in enumerate(draft.rows(Placement))}

    def rank(measure: Measure) -> tuple[int, int]:
        main = mains.get(measure.id)
        return (priorities[main.priority], places[main.id]) if main else (len(priorities), 0)

    return sorted(draft.rows(Measure), key=rank)


def _refuse_shared_numbers(reader: SheetReader, candidates: Sequence[_Candidate]) -> None:
    """A number may be handed on, but two active measures cannot have it in the same quarter."""
    numbered: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        if not candidate.number or candidate.measure.stage is Stage.DISCONTINUED:
            continue
        for other in numbered.setdefault(candidate.number, []):
            if _overlap(candidate.place, other.place):
                raise reader.refusal(
                    candidate.entry.line,
                    "Number",
                    f"the measure number {shortened(candidate.number)} stands in row "
                    f"{other.entry.line.number} too; give each measure its own",
                )
        numbered[candidate.number].append(candidate)


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return _ends_in_time(one, other) and _ends_in_time(other, one)


def _ends_in_time(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the first place begins before the second has ended."""
    first: Period | None = one.get("from_period")
    last: Period | None = other.get("to_period")
    return first is None or last is None or first.start <= last.end


def _placed(
    draft: Draft, reader: SheetReader, measure: Measure, candidate: _Candidate, main: Placement | None
) -> Placement | None:
    """Return the measure's place in the plan in force as the row has it, or None where it has none."""
    if main is not None:
        return replace(main, **candidate.place)
    if "priority" not in candidate.place:
        if candidate.place:
            raise reader.refusal(
                candidate.entry.line,
                "Priority",
                "the cell may not be blank where the measure has a number or periods; name its priority",
            )
        return None
    assert draft.in_force is not None  # a priority was found, so there is a plan
    values = {"plan": draft.in_force} | candidate.place
    return Placement(id=PlacementId(new_id()), measure=measure.id, **values)


def _whole_place(row: Placement) -> tuple[object, ...]:
    return (row.plan, row.priority, row.measure, row.number, row.from_period, row.to_period)


def _read_again(draft: Draft, measure: Measure) -> None:
    """Read a measure's figures by its new unit."""
    lines = {line.id for line in draft.rows(Series) if line.measure == measure.id}
    for observation in draft.rows(Observation):
        if observation.series in lines:
            draft.put(observed(observation, measure.unit))
    for target in draft.rows(Target):
        if target.series in lines:
            draft.put(aimed(target, measure.unit))
    for baseline in draft.rows(Baseline):
        if baseline.series in lines:
            draft.put(based(baseline, measure.unit))
