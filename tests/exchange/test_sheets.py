"""The workbook's sheets and columns against the catalogue and against the published list."""

from hypothesis import given, settings

from cspdesk.domain.catalogue import CATALOGUE
from cspdesk.domain.snapshot import Snapshot
from cspdesk.exchange.exporting import document_sheets
from cspdesk.exchange.sheets import SHAPES, headings_of
from tests.exchange.books import EMPTY
from tests.support.generated import documents

# What the workbook is published to begin with, sheet by sheet.
PUBLISHED = """
Partnership: Name, Area code, County
Population: Year, Group, People, Vintage
Plan: Title, First year, Last year, Revised on, Note, Priority word
Priorities: Number, Title, Outcomes, Lead
Measures: Priority, Number, Title, Definition, Unit, Unit label, Decimals, Polarity, Entered as, Frequency, \
Comparator, Owner, Source, Status, Replaced by, Tolerance kind, Tolerance amber, Sensitive, Adds up, Lag, \
Status against, Tolerance green, Amber if improved, Good looks like, Why it matters, Issues to consider, \
Rate per, Population group
Placements: Plan, Priority, Measure, Number, From period, To period
Series: Measure, Series, Headline, Total of
Observations: Measure, Series, Period, Value, Note, Source, Private note
Targets: Measure, Series, Period, Target, Judges, Read as
Baselines: Measure, Series, Label, Value, From period, Span
Breaks: Measure, Series, From period, Comparable, Note
Commentary: Measure, Period, Text, Reviewed
Status: Measure, Period, Status, Reason
Footnotes: Measure, Marker, Text, Series, Period
Countywide: Priority, Period, Title, Baseline and target, County performance, Local performance, Comments
Projects: Priority, Title, Leads
Project updates: Project, When, Text, Period
Actions: Project, When, Text, Owner, State, Decision, Number, Progress, Raised, Closed
Report text: Priority, Period, Section, When, Text, Outcome
Peers: Measure, Period, Area, Own, Count, Population, Value, Source
"""


def test_headings_begin_as_published() -> None:
    for line in PUBLISHED.strip().splitlines():
        name, headings = line.split(": ")
        wanted = tuple(headings.split(", "))
        assert SHAPES[name].headings[: len(wanted)] == wanted


def test_further_columns_follow() -> None:
    assert SHAPES["Priorities"].headings[4:] == ("Plan", "Description", "Retired")
    assert SHAPES["Measures"].headings[28:] == ("From period", "To period")
    assert SHAPES["Footnotes"].headings[5:] == ("Plan", "Used by")
    assert SHAPES["Actions"].headings[10:] == ("Meeting",)
    assert SHAPES["Countywide"].headings[7:] == ("Reviewed",)
    assert SHAPES["Peers"].headings[8:] == ("Chart",)
    assert SHAPES["Outlook"].headings == ("Measure", "Period", "Outlook", "Reason")
    assert SHAPES["Meetings"].headings == ("Title", "Date", "Quarter", "Figures due", "Papers due")


def test_every_table_and_column_has_a_place() -> None:
    for table in CATALOGUE.values():
        if table.file_only:
            continue
        for field in table.fields:
            if not (field.column.file_only or field.column.derived):
                assert set(headings_of(field)) <= set(SHAPES[table.sheet].headings), (
                    f"{table.name}.{field.name}"
                )


def test_every_sheet_is_written_and_no_column_by_two_fields() -> None:
    sheets = document_sheets(EMPTY)
    assert {sheet.name for sheet in sheets} == {table.sheet for table in CATALOGUE.values() if table.sheet}
    for shape in SHAPES.values():
        assert len(set(shape.headings)) == len(shape.headings)


def test_generated_documents_put_something_in_every_column() -> None:
    """Else the round trip would not notice a column that is never written."""
    blank = {(shape.name, heading) for shape in SHAPES.values() for heading in shape.headings}
    told: dict[tuple[str, str], set[str]] = {place: set() for place in blank}

    @given(documents())
    @settings(max_examples=60)
    def gather(document: Snapshot) -> None:
        for sheet in document_sheets(document):
            for row in sheet.rows:
                for heading, text in zip(sheet.headings, row, strict=True):
                    told[sheet.name, heading].add(text)

    gather()
    assert [place for place, texts in told.items() if len(texts - {""}) < 2] == []
