"""Which sheets a document's workbook has and which columns, read off the catalogue."""

from dataclasses import dataclass

from cspdesk.domain.catalogue import CATALOGUE, Field, Table
from cspdesk.domain.tables import Footnote, FootnoteMark, Measure, Placement

SHEET_ORDER = (
    "Partnership", "Population", "Plan", "Priorities", "Measures", "Placements", "Series", "Observations",
    "Targets", "Baselines", "Breaks", "Rebases", "Commentary", "Status", "Outlook", "Footnotes", "Countywide",
    "Projects", "Project updates", "Actions", "Sections", "Report text", "Peers", "Peer verdicts", "Meetings",
    "Partners", "Reports", "Abbreviations",
)  # fmt: skip
"""The sheets in the order in which a person fills them in."""

# Columns that come first where the catalogue has another order; the others follow as they stand there.
_FIRST: dict[str, tuple[str, ...]] = {
    "Priorities": ("Number", "Title", "Outcomes", "Lead"),
    "Measures": ("Priority", "Number"),
    "Footnotes": ("Measure", "Marker", "Text", "Series", "Period", "Plan"),
    "Project updates": ("Project", "When", "Text"),
    "Actions": (
        "Project", "When", "Text", "Owner", "State", "Decision", "Number", "Progress", "Raised", "Closed",
    ),
    "Peers": ("Measure", "Period", "Area", "Own", "Count", "Population", "Value", "Source"),
}  # fmt: skip

PLACEMENT_ON_MEASURES = ("priority", "number", "from_period", "to_period")
"""The fields of a placement that the Measures sheet carries for the plan in force."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet's name, the tables it carries and its headings in order."""

    name: str
    tables: tuple[Table, ...]
    headings: tuple[str, ...]


def carried(table: Table) -> tuple[Field, ...]:
    """Return the fields of a table that the workbook carries: neither kept in the file alone nor derived."""
    return tuple(field for field in table.fields if not (field.column.file_only or field.column.derived))


def headings_of(field: Field) -> tuple[str, ...]:
    """Return the columns that hold a field: a series is named by its measure and its own name."""
    return ("Measure", "Series") if field.reference == "series" else (field.column.heading,)


def _shape(name: str) -> Shape:
    tables = tuple(table for table in CATALOGUE.values() if table.sheet == name)
    fields = [field for table in tables for field in carried(table)]
    if name == Measure.TABLE.sheet:
        fields += [Placement.TABLE.field(each) for each in PLACEMENT_ON_MEASURES]
    if name == Footnote.TABLE.sheet:
        # The footnote itself stands in the row with each of its uses.
        fields.remove(FootnoteMark.TABLE.field("footnote"))
    there = dict.fromkeys(heading for field in fields for heading in headings_of(field))
    return Shape(name, tables, tuple(dict.fromkeys([*_FIRST.get(name, ()), *there])))


SHAPES: dict[str, Shape] = {name: _shape(name) for name in SHEET_ORDER}
"""Every sheet by its name."""
