"""The workbook's two doors: exporting a whole document, and planning an import before anything is changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cspdesk.commands.rows import PutRows
from cspdesk.domain.catalogue import CATALOGUE, Row
from cspdesk.domain.choices import Judges
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.read_rows import aimed, based, observed
from cspdesk.domain.sections import BUILT_IN
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Footnote,
    Measure,
    MeasureId,
    Meeting,
    Observation,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    Section,
    Series,
    SeriesId,
    Target,
)
from cspdesk.domain.text import shortened
from cspdesk.exchange.book import Book
from cspdesk.exchange.book_write import write_book
from cspdesk.exchange.draft import Draft
from cspdesk.exchange.exporting import document_sheets
from cspdesk.exchange.import_lines import change_lines
from cspdesk.exchange.import_notes import import_footnotes
from cspdesk.exchange.import_plan import import_measures, import_placements
from cspdesk.exchange.merging import merge
from cspdesk.exchange.sheet_reading import Entry, SheetReader, known_sheets
from cspdesk.exchange.sheets import SHAPES, carried

_NAMED_BY_ROW = (Plan, Priority, Project, ReportItem, Meeting)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    rows: tuple[Row, ...]
    """The rows to put, parents first."""
    lines: tuple[str, ...]
    """One sentence for each row that it would add or change; none where everything is there already."""
    notes: tuple[str, ...]
    """What else there is to say: control characters removed, formulas taken by their results."""

    def command(self, label: str) -> PutRows:
        """Return the import as one undoable act."""
        return PutRows(label, self.rows)


def export_document(snapshot: Snapshot, path: Path) -> None:
    """Write the document as a workbook where the path ends in .xlsx, else as a folder of .csv files.

    Nothing is written, and what was there stays, where FileError is raised: for a text that Excel cannot
    hold, a place that cannot be written, a folder that holds other things.
    """
    write_book(path, document_sheets(snapshot))


def plan_import(book: Book, into: Snapshot) -> ImportPlan:
    """Return what importing the book into the document would put; nothing is changed.

    Rows match by their keys, rows without a key where all cells are equal; what does not match is added, and
    nothing is deleted: a blank cell, an absent column or sheet leaves alone what is there. Raises InputError
    for the first cell that cannot be taken, naming file, sheet, row and column.
    """
    notes = list(book.notes)
    sheets = known_sheets(book, notes)
    draft = Draft(into)
    for name in dict.fromkeys(table.sheet for table in CATALOGUE.values() if table.sheet):
        if name == Plan.TABLE.sheet:
            _import_plans(draft, sheets, notes)
        elif name == Measure.TABLE.sheet:
            _import_measures(draft, sheets)
        elif name == Footnote.TABLE.sheet and name in sheets:
            import_footnotes(draft, sheets[name])
        elif name in sheets and name not in (Placement.TABLE.sheet, Series.TABLE.sheet):
            _import_table(draft, sheets[name], SHAPES[name].tables[0].row, notes)
    puts = tuple(draft.puts())
    # Sentences name rows as the document then does, be they in the workbook or not.
    names = replace(draft.names, near={}, _named={})
    return ImportPlan(tuple(put.row for put in puts), change_lines(puts, names), tuple(notes))


def _import_plans(draft: Draft, sheets: dict[str, SheetReader], notes: list[str]) -> None:
    """Put the plans; the workbook speaks of its last one, else of the document's."""
    before = draft.rows(Plan)
    draft.speak_of(before[-1].id if before else None)
    reader = sheets.get(Plan.TABLE.sheet)
    if reader and reader.lines:
        _import_table(draft, reader, Plan, notes)
        draft.speak_of(PlanId(draft.near[Plan][-1]))
    elif not before and any(name in sheets and sheets[name].lines for name in ("Priorities", "Placements")):
        plan = Plan(id=PlanId(new_id()))
        draft.put(plan)
        draft.speak_of(plan.id)
        notes.append(
            "There was no sheet Plan, so a plan without a title was made; give it its title and years."
        )
    after = draft.rows(Plan)
    if before and after[-1] != before[-1] and after[-1].id != before[-1].id:
        notes.append(
            f"'{shortened(after[-1].title)}' would be the plan in force, as the last of the sheet Plan."
        )


def _import_measures(draft: Draft, sheets: dict[str, SheetReader]) -> None:
    """Put measures, places and series; a measure without a row under Series has one without a name."""
    measures: list[MeasureId] = []
    said: set[PlacementId] = set()
    if reader := sheets.get(Measure.TABLE.sheet):
        said, measures = import_measures(draft, reader)
        draft.near[Measure] = list(measures)
        draft.speak_of(draft.in_force)
    if reader := sheets.get(Placement.TABLE.sheet):
        import_placements(draft, reader, said)
    if reader := sheets.get(Series.TABLE.sheet):
        merge(draft, reader, Series, reader.entries(carried(Series.TABLE), draft.names))
    with_lines = {line.measure for line in draft.rows(Series)}
    for measure in measures:
        if measure not in with_lines:
            draft.put(Series(id=SeriesId(new_id()), measure=measure, headline=True))


def _import_table(draft: Draft, reader: SheetReader, kind: type[Row], notes: list[str]) -> None:
    entries = reader.entries(carried(kind.TABLE), draft.names)
    if kind is Partnership and len(entries) > 1:
        raise reader.refusal(entries[1].line, "Name", "a file holds one partnership; take the row out")
    if kind is Observation:
        entries = [
            entry for entry in entries if entry.values.keys() & {"typed", "note", "source", "private_note"}
        ]
    if kind is Target:
        entries = [_aimed_at(draft, entry) for entry in entries if entry.values.keys() & {"typed", "read_as"}]
    if kind is ReportItem:
        _settle_sections(draft, reader, entries, notes)
    rows = merge(draft, reader, kind, entries, _settler(draft, kind))
    for row, entry in zip(rows, entries, strict=True):
        if isinstance(row, Plan):
            _refuse_backwards(row, entry, reader)
    if kind in _NAMED_BY_ROW:
        draft.near[kind] = [str(kind.TABLE.key_of(row)[0]) for row in rows]
        draft.speak_of(draft.in_force)


def _refuse_backwards(plan: Plan, entry: Entry, reader: SheetReader) -> None:
    """A plan cannot end before it begins, be its other year in the workbook or in the document."""
    first, last = plan.first_year, plan.last_year
    if first and last and last < first and entry.values.keys() & {"first_year", "last_year"}:
        heading = "Last year" if "last_year" in entry.values else "First year"
        raise reader.refusal(
            entry.line,
            heading,
            f"the plan would begin in {first.key} and end before it in {last.key}; mend one of the two",
        )


def _settler(draft: Draft, kind: type[Row]) -> Callable[[Any], Any]:
    """Return what completes a row of that kind from its own fields."""
    if kind is Observation:
        return lambda row: observed(row, draft.unit_of(row.series))
    if kind is Target:
        return lambda row: aimed(row, draft.unit_of(row.series))
    if kind is Baseline:
        return lambda row: based(row, draft.unit_of(row.series))
    if kind is ProjectUpdate:
        newest = _newest_quarters(draft)
        return lambda row: row if row.period else replace(row, period=newest(row.project))
    return lambda row: row


def _newest_quarters(draft: Draft) -> Callable[[ProjectId], Period | None]:
    """Return what tells the newest quarter with a figure of a project's plan."""
    plan_of = {priority.id: priority.plan for priority in draft.rows(Priority)}
    project_plan = {project.id: plan_of[project.priority] for project in draft.rows(Project)}
    measure_of = {line.id: line.measure for line in draft.rows(Series)}
    plans_of: dict[MeasureId, set[PlanId]] = {}
    for place in draft.rows(Placement):
        plans_of.setdefault(place.measure, set()).add(place.plan)
    years = {plan.id: (plan.first_year, plan.last_year) for plan in draft.rows(Plan)}
    newest: dict[PlanId, Period] = {}
    for row in draft.rows(Observation):
        if row.value is None or row.period.grain is Grain.MONTH:
            continue
        quarter = row.period.quarters[-1]
        for plan in plans_of.get(measure_of[row.series], ()):
            first, last = years[plan]
            if (first is None or first <= quarter.of_year) and (last is None or quarter.of_year <= last):
                newest[plan] = max(newest.get(plan, quarter), quarter)
    return lambda project: newest.get(project_plan[project])


def _aimed_at(draft: Draft, entry: Entry) -> Entry:
    """A new target that does not say what it judges: a year's the year to date, a quarter's the quarter."""
    period: Period = entry.values["period"]
    key = (entry.values["series"], period.key)
    if "judges" not in entry.values and draft.get(Target, key) is None:
        entry.values["judges"] = Judges.YEAR_TO_DATE if period.grain is Grain.YEAR else Judges.QUARTER
    return entry


def _settle_sections(draft: Draft, reader: SheetReader, entries: list[Entry], notes: list[str]) -> None:
    """Write sections as the program does, and say which it does not know."""
    own = {row.key for row in draft.rows(Section)}
    built_in = {kind.key for kind in BUILT_IN}
    unknown: dict[str, int] = {}
    for entry in entries:
        section = entry.values.get("section", "").strip()
        if section and section not in own:
            entry.values["section"] = section.casefold() if section.casefold() in built_in else section
            if entry.values["section"] not in built_in:
                unknown.setdefault(section, entry.line.number)
    for section, row in unknown.items():
        notes.append(
            f"{reader.place}, row {row}: '{shortened(section)}' is not a section yet; "
            "add it to the sheet Sections to have its texts printed."
        )
