"""The data dictionary, written from the catalogue: every table and column of a partnership file."""

from collections.abc import Iterator

from cspdesk.domain.catalogue import Field, Table
from cspdesk.domain.tables import CATALOGUE

HEAD = """# Data dictionary

Every table and column of a partnership file, written from the catalogue (`src/cspdesk/domain/tables/`) by
`python3 dev.py golden`. Do not edit it by hand: a test compares it with the catalogue.

Numbers are kept as canonical decimal text, dates as ISO dates, periods as `2015-16Q4` (a quarter), `2015-16`
(a financial year) or `2016M03` (a month), yes and no as 1 and 0. "Read off" marks a column that is read off
what was typed beside it; it is never edited on its own.
"""


def data_dictionary() -> str:
    """Return the data dictionary as Markdown."""
    return "\n".join([HEAD, *(line for table in CATALOGUE.values() for line in _table(table))]) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    where = f"Workbook sheet: {table.sheet}." if table.sheet else "Kept in the file only."
    logged = "" if table.recorded else " Not part of undo and history."
    yield f"{table.about} {where}{logged}"
    yield ""
    yield "| Column | Heading | Kind | Meaning |"
    yield "| --- | --- | --- | --- |"
    for field in table.fields:
        yield f"| `{field.name}` | {_heading(table, field)} | {_kind(field)} | {field.column.about} |"
    yield ""


def _heading(table: Table, field: Field) -> str:
    return "" if table.file_only or field.column.file_only or field.column.derived else field.column.heading


def _kind(field: Field) -> str:
    words = {bool: "yes or no", bytes: "bytes", int: "whole number", str: "text"}
    kind = words.get(field.python_type, field.python_type.__name__.lower())
    if field.bounds:
        kind = f"{kind} {field.bounds}"
    if field.column.grain:
        kind = f"{kind} of a {field.column.grain}"
    if field.reference:
        kind = f"points to {field.reference}"
    elif field.choices:
        choices = ", ".join(f"'{choice}'" for choice in field.choices)
        kind = f"one of {choices}" if field.python_type is str else f"some of {choices}"
    notes = ["key"] if field.column.key else []
    notes += ["may be empty"] if field.optional else []
    notes += ["read off"] if field.column.derived else []
    return "; ".join([kind, *notes])
