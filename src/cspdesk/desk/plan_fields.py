"""The catalogue's fields as a form shows them: grouped, each value as a person types it, and read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cspdesk.commands.plan_words import LONG
from cspdesk.domain.catalogue import Field, Table
from cspdesk.domain.choices import AddsUp
from cspdesk.domain.errors import PeriodError, RefusedError
from cspdesk.domain.numerals import NUMBER, mended, number, tidy
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.printing import figure
from cspdesk.domain.reading import State, read
from cspdesk.domain.tables import Measure, Plan, Priority, Series
from cspdesk.domain.target_reading import TargetKind, TargetReading, read_target
from cspdesk.domain.unit import Unit


class Control(StrEnum):
    """With what a field is edited."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    """Several words, in an order."""
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together in a form."""

    heading: str
    fields: tuple[Field, ...]


_GROUPS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Measure.TABLE.name: (
        ("", ("title", "definition", "good_looks_like", "why_it_matters", "issues_to_consider")),
        ("Who gives it", ("owner", "source", "frequency", "lag", "sensitive")),
        (
            "How it is counted",
            (
                "unit",
                "unit_label",
                "decimals",
                "rate_per",
                "population_group",
                "entered_as",
                "adds_up",
            ),
        ),
        (
            "How it is judged",
            (
                "polarity",
                "comparators",
                "status_against",
                "tolerance_kind",
                "tolerance_green",
                "tolerance_amber",
                "amber_if_improved",
            ),
        ),
        ("Its life", ("stage", "replaced_by")),
    ),
    Plan.TABLE.name: (("", ("title", "first_year", "last_year", "priority_word", "revised_on", "note")),),
    Priority.TABLE.name: (("", ("number", "title", "description", "outcomes", "lead", "retired")),),
}
"""The order of a form; fields of the catalogue that are not named here come at the end."""
_NAMES = {
    (Measure.TABLE.name, "stage"): "Stage",
    (Measure.TABLE.name, "comparators"): "Compared with",
    (Series.TABLE.name, "label"): "Name",
}
"""Names on the page that say more there than the workbook's headings do."""


def groups(table: Table) -> tuple[Group, ...]:
    """Return the fields of a table that a form shows: all but keys, positions, references and readings."""
    fields = {
        field.name: field
        for field in table.fields
        if not (field.column.key or field.reference or field.column.derived or field.name == "position")
    }
    found = [
        Group(heading, tuple(fields.pop(name) for name in names if name in fields))
        for heading, names in _GROUPS.get(table.name, ())
    ]
    rest = tuple(fields.values())
    return (*found, Group("Besides" if found else "", rest)) if rest else tuple(found)


def field_name(table: Table, field: Field) -> str:
    """Return what a field is called on the page."""
    return _NAMES.get((table.name, field.name), field.column.heading)


def control(field: Field) -> Control:
    """Return with what a field is edited."""
    if field.python_type is tuple:
        return Control.CHOICES
    if field.choices is not None:
        return Control.CHOICE
    if field.python_type is bool:
        return Control.TICK
    return Control.TEXT if field.python_type is str and field.name in LONG else Control.LINE


def choice_words(field: Field) -> tuple[str, ...]:
    """Return the words of a field's choices, in their order."""
    choices: Sequence[StrEnum] = tuple(field.choices or ())
    return tuple(
        "As the unit suggests" if each is AddsUp.DEFAULT else str(each.value).capitalize() for each in choices
    )


def text_of(value: Any) -> str:
    """Return a field's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, Period):
        return value.label
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def value_of(table: Table, field: Field, typed: str) -> Any:
    """Return the value that a text stands for; raises RefusedError, saying what to type."""
    if field.python_type is str:
        return typed
    text, name = tidy(typed), field_name(table, field)
    if not text:
        if field.optional:
            return None
        raise RefusedError(f"{name} may not be empty. Type {_example(field)}.")
    value: Any
    if field.python_type is Period:
        try:
            value = parse_period(text)
        except PeriodError as error:
            raise RefusedError(str(error)) from error
    else:
        value = _number(field, name, text)
    field.encode(value)
    return value


def reads(field: Field, typed: str) -> str:
    """Return a period read back in full, with its months; "" for what is no period."""
    if field.python_type is not Period:
        return ""
    try:
        return period_words(parse_period(tidy(typed)))
    except PeriodError:
        return ""


def period_words(period: Period) -> str:
    """Return "Quarter 4 2015/16, Jan to Mar 2016"."""
    return period.label if period.grain is Grain.MONTH else f"{period.label}, {period.span_label}"


def target_words(typed: str, unit: Unit, rate_per: int | None = None) -> str:
    """Return how a target's text is read, in words: "a range, 9% to 15%"."""
    found = read_target(typed, unit)
    return found.doubt or _aim(found, unit, rate_per)


def baseline_words(typed: str, unit: Unit, rate_per: int | None = None) -> str:
    """Return how a baseline's text is read, in words: "257"."""
    found = read(typed, unit)
    if found.doubt:
        return found.doubt
    if found.state is State.VALUE and found.value is not None:
        return f"Read as {_figure(found.value, unit, rate_per)}"
    return f"Read as {found.state.value}"


def _aim(found: TargetReading, unit: Unit, rate_per: int | None) -> str:
    if found.low is not None and found.high is not None:
        low, high = (_figure(end, unit, rate_per) for end in (found.low, found.high))
        return f"Read as {low}" if found.kind is TargetKind.NUMBER else f"Read as a range, {low} to {high}"
    if found.kind is TargetKind.RELATIVE and found.change is not None:
        if not found.change:
            return f"Read as no worse than {found.against}"
        way = "below" if found.change < 0 else "above"
        return f"Read as {abs(found.change):f}% {way} {found.against}"
    if found.kind is TargetKind.TEXT:
        return "Read as words; a figure in Read as makes it count"
    return f"Read as {'no target' if found.kind is TargetKind.NONE else found.kind.value}"


def _figure(value: Decimal, unit: Unit, rate_per: int | None) -> str:
    exponent = value.normalize().as_tuple().exponent
    return figure(value, unit, max(0, -exponent) if isinstance(exponent, int) else 0, rate_per)


def _number(field: Field, name: str, text: str) -> Any:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    found = number(digits) if re.fullmatch(NUMBER, digits) else None
    is_whole = found is not None and found == found.to_integral_value()
    if found is None or (field.python_type is int and not is_whole):
        meant = mended(text)
        mend = meant if meant else _example(field)
        kind = "whole number" if field.python_type is int else "number that can be kept"
        raise RefusedError(f"'{text[:40]}' is no {kind} for {name}. Type {mend}.")
    signed = -found if sign else found
    return int(signed) if field.python_type is int else signed


def _example(field: Field) -> str:
    if field.python_type is Period:
        return "2015/16" if field.column.grain is Grain.YEAR else "Q4 2015/16"
    kind = "a whole number" if field.python_type is int else "a number"
    return f"{kind} {field.bounds}".strip()
