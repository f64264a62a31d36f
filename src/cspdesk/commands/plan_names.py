"""Live fields keep meaning the measure they meant while numbers and titles change."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from cspdesk.domain.catalogue import Field, Row, Table, recorded_tables
from cspdesk.domain.changes import Edits
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_for, plan_in_force
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Attachment,
    Excuse,
    Layout,
    Measure,
    MeasureId,
    PackIssue,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Revision,
    Series,
    SeriesId,
    Setting,
)

_WITHOUT_TEXTS = frozenset({Attachment, Excuse, Layout, PackIssue, Revision, Setting})
"""Tables whose words are not printed as a person wrote them."""
_NO_TEXT = frozenset({"typed", "number"})
_QUARTERS = ("period", "raised_period")
"""The fields that say to which quarter a text belongs."""

# "{{" is a brace and no field; a field never holds another.
_FIELD = re.compile(r"\{\{|\{\s*+(?P<words>[^{}\s][^{}]*+)\}")


@dataclass(frozen=True, slots=True)
class _Names:
    """By what a live field can name a measure where a plan puts it; "" where it cannot."""

    number: str
    title: str

    @property
    def best(self) -> str:
        return self.number or self.title


_Plans = dict[PlanId, dict[PlacementId, _Names]]


@contextmanager
def keeping_fields(edits: Edits) -> Iterator[None]:
    """While numbers, titles and places change, rewrite the live fields of all texts that name them.

    A field names a measure by its number in the plan of the text's quarter. Where two measures come to share
    a number it would mean either, so the fields of both name them by their titles until the numbers differ.
    """
    before = _names(edits)
    yield
    renamed = {plan: found for plan, found in _renamed(before, _names(edits)).items() if _matters(found)}
    if renamed:
        _rewrite(edits, renamed)


def rename_series(edits: Edits, measure: MeasureId, labels: Mapping[str, str]) -> None:
    """Rewrite the live fields of all texts that name a series of a measure by its label.

    `labels` has every label there was, with the one that stands in its place now.
    """
    renamed = {
        plan: {
            f"{name}/{was}": f"{name}/{now}"
            for place in edits.where(Placement, measure=measure, plan=plan)
            for name in (places[place.id].title, places[place.id].number)
            if name
            for was, now in labels.items()
        }
        for plan, places in _names(edits).items()
    }
    # In texts on the measure itself a series needs no measure's name: "{/Police value}".
    own = {f"/{was}": f"/{now}" for was, now in labels.items()}
    if _matters(own):
        _rewrite(
            edits, renamed, _Own(measure, {line.id for line in edits.where(Series, measure=measure)}, own)
        )


def rewritten(text: str, names: Mapping[str, str]) -> str:
    """Return a text whose live fields name by the new names what they named by the old ones."""

    def field(found: re.Match[str]) -> str:
        words = found["words"] or ""
        # A name ends where the words do, or before a stroke or a space; the longest that is one counts.
        for end in range(len(words), 0, -1):
            if end == len(words) or words[end] == "/" or words[end].isspace():
                new = names.get(words[:end])
                if new is not None:
                    return f"{{{new}{words[end:]}}}"
        return found[0]

    return _FIELD.sub(field, text)


def _names(edits: Edits) -> _Plans:
    titles = {measure.id: measure.title.strip() for measure in edits.where(Measure)}
    plans: dict[PlanId, list[Placement]] = {}
    for place in edits.where(Placement):
        plans.setdefault(place.plan, []).append(place)
    found: _Plans = {}
    for plan, places in plans.items():
        measures = {place.measure for place in places}
        numbers = Counter(number for number, _ in {(place.number.strip(), place.measure) for place in places})
        named = Counter(titles.get(measure, "") for measure in measures)
        found[plan] = {
            place.id: _Names(
                place.number.strip() if numbers[place.number.strip()] == 1 else "",
                title if named[title] == 1 and _may_name(title) and title not in numbers else "",
            )
            for place in places
            for title in (titles.get(place.measure, ""),)
        }
    return found


def _may_name(title: str) -> bool:
    # In small letters it could be one of the words that ask for a figure, such as "change".
    return title != title.lower() and not set(title) & set("{}\n")


def _renamed(before: _Plans, after: _Plans) -> dict[PlanId, dict[str, str]]:
    """For each plan every name there was, with what is to stand in its place."""
    found: dict[PlanId, dict[str, str]] = {}
    for plan, places in before.items():
        renamed = found.setdefault(plan, {})
        for key, was in places.items():
            now = after.get(plan, {}).get(key)
            for name in filter(None, (was.title, was.number)):
                if now is None or not now.best:
                    renamed[name] = name
                else:
                    is_kept = name in (now.number, now.title) and (was.number or not now.number)
                    renamed[name] = name if is_kept else now.best
    return found


def _matters(renamed: Mapping[str, str]) -> bool:
    return any(name != new for name, new in renamed.items())


@dataclass(frozen=True, slots=True)
class _Own:
    """What is renamed in the texts on one measure alone."""

    measure: MeasureId
    series: set[SeriesId]
    names: Mapping[str, str]

    def has(self, row: Row) -> bool:
        """Whether a row's texts are on the measure or on one of its figures."""
        if isinstance(row, Measure):
            return row.id == self.measure
        return getattr(row, "measure", None) == self.measure or getattr(row, "series", None) in self.series


def _rewrite(edits: Edits, renamed: Mapping[PlanId, Mapping[str, str]], own: _Own | None = None) -> None:
    plans = Snapshot.of_rows(edits.where(Plan))
    in_force = plan_in_force(plans)
    by_quarter: dict[Period | None, PlanId | None] = {None: in_force.id if in_force else None}
    for table in recorded_tables():
        fields = _texts(table)
        if not fields:
            continue
        changed = []
        for row in edits.where(table.row):
            texts = {field.name: text for field in fields if "{" in (text := getattr(row, field.name))}
            if not texts:
                continue
            quarter = _quarter(row)
            if quarter not in by_quarter and quarter is not None:
                plan = plan_for(plans, quarter)
                by_quarter[quarter] = plan.id if plan else None
            owner = by_quarter[quarter]
            names = renamed.get(owner, {}) if owner else {}
            if own is not None and own.has(row):
                names = {**names, **own.names}
            new: dict[str, Any] = {name: rewritten(text, names) for name, text in texts.items()}
            if new != texts:
                changed.append(_with(row, new))
        edits.put_all(changed)


def _texts(table: Table) -> list[Field]:
    if table.row in _WITHOUT_TEXTS:
        return []
    return [
        field
        for field in table.fields
        if field.python_type is str
        and not (field.choices or field.reference or field.column.key or field.name in _NO_TEXT)
    ]


def _quarter(row: Row) -> Period | None:
    return next((period for name in _QUARTERS if (period := getattr(row, name, None)) is not None), None)


def _with(row: Any, values: dict[str, Any]) -> Row:
    changed: Row = replace(row, **values)
    return changed
