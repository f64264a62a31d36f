"""Reading the rows of a known sheet into fields; every complaint names file, sheet, row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from cspdesk.domain.catalogue import Field, Table
from cspdesk.domain.errors import InputError
from cspdesk.domain.text import shortened
from cspdesk.exchange.book import Book, Cell, CellKind, Line, Sheet
from cspdesk.exchange.cells import CellError, name_in, taken
from cspdesk.exchange.name_index import UnresolvedError, fold
from cspdesk.exchange.names import Names
from cspdesk.exchange.sheets import SHAPES, Shape, headings_of

_OPTIONAL = frozenset({"plan"})
"""References that a blank cell leaves to the plan in force."""


@dataclass(slots=True)
class Entry:
    """A row of a sheet as fields of a table."""

    line: Line
    values: dict[str, Any] = field(default_factory=dict)
    """By field name: what the row's cells say."""
    seen: set[str] = field(default_factory=set)
    """The fields that have a column, be its cell blank or not."""


class SheetReader:
    """A sheet whose headings are known."""

    def __init__(self, sheet: Sheet, shape: Shape, notes: list[str]) -> None:
        self.shape = shape
        self.place = sheet.place
        self.lines = sheet.lines[1:]
        self.has_headings = bool(sheet.lines)
        self._notes = notes
        self._columns = _columns(sheet, shape)
        self._known: dict[tuple[Any, ...], Any] = {}
        self._known_by: Names | None = None

    def refusal(self, line: Line, heading: str, why: str) -> InputError:
        """Return the error for a cell."""
        return InputError(f"{self.place}, row {line.number}, column {heading}: {why}.")

    def cell(self, line: Line, heading: str) -> Cell:
        """Return the cell under a heading, a blank one where there is no such column."""
        column = self._columns.get(heading)
        return Cell("") if column is None else line.cell(column)

    def has(self, heading: str) -> bool:
        """Whether there is a column of that heading."""
        return heading in self._columns

    def entries(self, fields: Iterable[Field], names: Names) -> list[Entry]:
        """Return every row's fields; raises InputError for the first cell that cannot be taken."""
        wanted = tuple(fields)
        for each in wanted:
            if (
                self.lines
                and _is_needed(each)
                and each.reference not in _OPTIONAL
                and not self.has(headings_of(each)[0])
            ):
                raise InputError(f"{self.place} has no column {headings_of(each)[0]}; add it.")
        return [self._entry(line, wanted, names) for line in self.lines]

    def _entry(self, line: Line, fields: tuple[Field, ...], names: Names) -> Entry:
        entry = Entry(line)
        for each in fields:
            heading = headings_of(each)[0]
            if self.has(heading):
                entry.seen.add(each.name)
            cell = self.cell(line, heading)
            if each.reference:
                value = self.referred(each, line, names, entry.values)
                if value is not None:
                    entry.values[each.name] = value
            elif not cell.is_blank:
                entry.values[each.name] = self._taken(each, line, heading, cell)
            elif _is_needed(each):
                raise self.refusal(line, heading, "the cell may not be blank; fill it in")
        return entry

    def referred(self, each: Field, line: Line, names: Names, values: dict[str, Any]) -> Any:
        """Return the id of the row that the cells of a reference name, or None where they are blank."""
        heading = headings_of(each)[0]
        cell = self.cell(line, heading)
        if cell.is_blank:
            if each.reference == "plan" and not each.optional and names.in_force:
                return names.in_force
            if not each.optional:
                raise self.refusal(line, heading, "the cell may not be blank; fill it in")
            return None
        if each.reference == "series":
            measure = self._found("measure", line, heading, cell, names)
            return self._found("series", line, "Series", self.cell(line, "Series"), names, measure)
        within = values.get("plan") if each.reference == "priority" else None
        return self._found(each.reference, line, heading, cell, names, within)

    def _found(
        self, reference: str, line: Line, heading: str, cell: Cell, names: Names, within: Any = None
    ) -> Any:
        """Return the id behind a name; the same name need be looked up only once."""
        if self._known_by is not names:
            self._known, self._known_by = {}, names
        slot = (reference, cell, within)
        if slot not in self._known:
            try:
                self._known[slot] = _look_up(
                    reference, name_in(cell), cell.kind is CellKind.NUMBER, names, within
                )
            except (CellError, UnresolvedError) as error:
                raise self.refusal(line, heading, str(error)) from error
        return self._known[slot]

    def _taken(self, each: Field, line: Line, heading: str, cell: Cell) -> Any:
        try:
            found = taken(each, cell)
        except CellError as error:
            raise self.refusal(line, heading, str(error)) from error
        if found.removed:
            self._notes.append(f"{self.place}, row {line.number}, column {heading}: {found.removed}.")
        return found.value


def known_sheets(book: Book, notes: list[str]) -> dict[str, SheetReader]:
    """Return the book's sheets by name; raises InputError for one unknown or there twice."""
    by_name = {fold(name): shape for name, shape in SHAPES.items()}
    found: dict[str, SheetReader] = {}
    for sheet in book.sheets:
        shape = by_name.get(fold(sheet.name))
        if shape is None:
            if not sheet.lines:
                continue
            raise InputError(
                f"{sheet.place}: '{shortened(sheet.name)}' is not a sheet that CSPdesk knows; "
                f"{_meant(sheet.name, SHAPES)}rename it or take it out."
            )
        if shape.name in found:
            raise InputError(f"{book.name}: the sheet {shape.name} is there twice; take one out.")
        found[shape.name] = SheetReader(sheet, shape, notes)
    if not any(reader.has_headings for reader in found.values()):
        raise InputError(
            f"{book.name} has no sheet with a heading that CSPdesk knows; name another workbook."
        )
    if not any(reader.lines for reader in found.values()):
        notes.append(f"{book.name} has headings and no row below them, so there is nothing to bring in.")
    return found


def _columns(sheet: Sheet, shape: Shape) -> dict[str, int]:
    """Return the columns by heading; raises InputError for an unknown, a missing or a repeated heading."""
    if not sheet.lines:
        return {}
    header, rows = sheet.lines[0], sheet.lines[1:]
    by_name = {fold(heading): heading for heading in shape.headings}
    columns: dict[str, int] = {}
    for index in range(max(len(line.cells) for line in sheet.lines)):
        cell = header.cell(index)
        if cell.is_blank:
            stray = next((line for line in rows if not line.cell(index).is_blank), None)
            if stray:
                raise InputError(
                    f"{sheet.place}, row {stray.number}, column {_letter(index)}: the cell has no heading "
                    f"above it in row {header.number}; give the column its heading or empty it."
                )
            continue
        heading = by_name.get(fold(cell.text))
        if heading is None:
            raise InputError(
                f"{sheet.place}, row {header.number}, column {_letter(index)}: "
                f"'{shortened(cell.text)}' is no column of {shape.name}; "
                f"{_meant(cell.text, shape.headings)}rename or remove it."
            )
        if heading in columns:
            raise InputError(f"{sheet.place}: the column {heading} is there twice; take one out.")
        columns[heading] = index
    return columns


def _look_up(reference: str, text: str, as_number: bool, names: Names, within: Any) -> Any:
    if reference == "measure":
        return names.measure(text, typed_as_number=as_number)
    if reference == "priority":
        return names.priority(text, within, typed_as_number=as_number)
    if reference == "series":
        return names.line(within, text)
    finders = {
        "plan": names.plan,
        "project": names.project,
        "meeting": names.meeting,
        "report_item": names.decision,
    }
    return finders[reference](text)


def _is_needed(each: Field) -> bool:
    return not each.has_default and not each.optional


def key_is_carried(table: Table) -> bool:
    """Whether a table's key stands in the workbook, so that rows match by it."""
    return not any(each.column.file_only for each in table.key)


def _meant(text: str, known: Iterable[str]) -> str:
    near = get_close_matches(shortened(text), list(known), n=1)
    return f"perhaps {near[0]} was meant; " if near else ""


def _letter(index: int) -> str:
    """The column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters
